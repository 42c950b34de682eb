"""The whole dossier on paper, for who works with the family (DOS-16, DOS-27)."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.core import paper
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.desk.selectors.working_copy import copy_of
from tandem.dossier import door

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tandem.network.web import Request

# A long story is heavy paper: two thousand entries are three hundred sides.
RECENT = timedelta(days=91)


@require_safe
def print_dossier(request: Request, household: str) -> HttpResponse:
    """Print the working copy: for the local team, that keeps the dossier and what leaves it.

    A partner reads along on the screen for as long as its key opens; paper would outlive the key.
    """
    by, at = request.user, now()
    home = door.open_household(
        household,
        by=by,
        to=Permission.FAMILY_ACCESS_EDIT,
        at=at,
        page="werkexemplaar",
        way=Way.PRINT,
    )
    since = day_of(at) - RECENT if "kort" in request.GET else None
    context = {
        "home": home,
        "parts": copy_of(home, at=at, story_since=since),
        "by": by,
        "at": at,
        "sender": home.managed_by.name,
        "dated": day_of(at),
        "subject": f"Dossier van gezin {home.name}",
    }
    return paper.answer(paper.letter("desk/paper/working_copy.html", context))
