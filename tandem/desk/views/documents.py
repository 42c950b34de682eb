"""Documenten: which letters, rulings and photos there are, and one of them with what is in it."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.core.clock import now
from tandem.core.files import PICTURES
from tandem.core.periods import day_of
from tandem.desk.selectors.head import head_of
from tandem.dossier import door
from tandem.dossier.enums import Provenance, Status
from tandem.dossier.selectors import documents
from tandem.dossier.services.documents import judge_replacing

if TYPE_CHECKING:
    from datetime import datetime

    from django.http import HttpResponse

    from tandem.dossier.models import Household
    from tandem.network.web import Request

# Only what the database reads as a day and a number that fits.
_PLACE = re.compile(r"(?P<day>[0-9]{4}-[0-9]{2}-[0-9]{2})_(?P<number>[0-9]{1,18})")


def _context(home: Household, at: datetime) -> dict[str, Any]:
    """What a tab needs."""
    closed = home.status == Status.ENDED
    may = {permission.name for permission in home.allows}
    return {
        "home": home,
        "head": head_of(home, at=at),
        "today": day_of(at),
        "may": may,
        "closed": closed,
        "may_add": not closed and "JOURNAL_WRITE" in may,
    }


@require_safe
def show_documents(request: Request, household: str) -> HttpResponse:
    """Show which documents there are, the latest first."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="documenten"
    )
    page = documents.page_of(home, _place(request.GET.get("na", "")))
    return render(request, "desk/documents.html", {"page": page, **_context(home, at)})


def _place(text: str) -> tuple[date, int] | None:
    """Accept a place in the list as we wrote it; else begin at the top."""
    found = _PLACE.fullmatch(text)
    if found is None:
        return None
    try:
        return date.fromisoformat(found["day"]), int(found["number"])
    except ValueError:
        return None


@require_safe
def show_document(request: Request, household: str, document: int) -> HttpResponse:
    """Show one document: what was said of it, and what is in it where that is safe."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="document"
    )
    found = get_object_or_404(documents.of_home(home), pk=document)
    context = _context(home, at)
    newer = getattr(found, "replaced_by", None)
    context |= {
        "document": found,
        "about": list(found.about.order_by("born_on", "id")),
        "newer": newer,
        "is_picture": found.media_type in PICTURES,
        "by_law": found.provenance == Provenance.LEGAL_GROUND,
        "may_replace": context["may_add"]
        and newer is None
        and bool(judge_replacing(found, by=by, at=at)),
    }
    return render(request, "desk/document.html", context)
