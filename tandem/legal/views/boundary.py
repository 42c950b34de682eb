"""The register of legal boundaries: for teams and coordinators, without households."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.legal import selectors
from tandem.legal.forms.boundary import RecordBoundary
from tandem.legal.services import boundaries
from tandem.network import door
from tandem.network.models import Pilot

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


@require_safe
def show_boundaries(request: Request) -> HttpResponse:
    """Show where practice meets the law, per pilot (REG-27)."""
    chapters = selectors.boundaries_for(request.user, at=now())
    return render(request, "legal/boundaries.html", {"chapters": chapters})


def boundary_add(request: Request, pilot: str) -> HttpResponse:
    """Add a boundary to the register of a pilot."""
    by, at = request.user, now()
    place = get_object_or_404(Pilot.objects.select_related("region"), slug=pilot)
    door.require(by, Permission.BOUNDARY_RECORD, pilot=place, at=at)

    def do(clean: Mapping[str, Any]) -> str:
        boundaries.record(place, boundaries.NewBoundary(**clean), by=by, at=at)
        return reverse("legal:boundaries")

    page = Page(
        done=_("De grens staat in het register."),
        context={
            "title": "Spelregels",
            "eyebrow": place.name,
            "question": _("Waar raakt de praktijk het recht?"),
            "intro": _("Schrijf niets op waaraan een gezin te herkennen is."),
            "submit_label": _("In het register zetten"),
            "back_url": reverse("legal:boundaries"),
        },
    )
    return answer_form(request, RecordBoundary, do, page)
