"""The file of a transition from voluntary to compulsory, on paper (REG-25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import get_object_or_404
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.core import paper
from tandem.core.clock import now
from tandem.dossier import door
from tandem.legal import selectors

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tandem.network.web import Request


@require_safe
def transition_file(request: Request, household: str, decision: int, person: int) -> HttpResponse:
    """Give one of the family what carries a transition, as far as it is theirs to read."""
    by, at = request.user, now()
    home = door.open_household(
        household,
        by=by,
        to=Permission.DECISION_RECORD,
        at=at,
        page="overgangsdossier",
        way=Way.PRINT,
    )
    found = get_object_or_404(selectors.decisions_of(home, by=by), pk=decision)
    reader = get_object_or_404(home.persons, pk=person)
    file = selectors.transition_file(found, reader, at=at)
    if file is None:
        raise door.NotFound
    return paper.answer(paper.letter("legal/transition_file.html", file))
