"""Hours of a partner, and who of the organization does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.legal import selectors
from tandem.legal.forms import involvement as forms
from tandem.legal.selectors import choices
from tandem.legal.services import involvements
from tandem.legal.views.page import TOGETHER, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


def hours(request: Request, household: str, involvement: int) -> HttpResponse:
    """Write hours on days of an involvement; a partner only on its own (WP-16)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOURS_RECORD, at=at, page="uren")
    found = get_object_or_404(selectors.involvements_of(home, by=by), pk=involvement)

    def do(clean: Mapping[str, Any]) -> str:
        involvements.add_hours(found, clean["entries"], by=by, at=at)
        return back_to(home, TOGETHER)

    page = page_of(
        home,
        template="legal/hours.html",
        done=_("De uren zijn vastgelegd."),
        question=_("Hoeveel uur is er gewerkt?"),
        submit_label=_("Uren vastleggen"),
        involvement=found,
        spent=selectors.spent(found, today=day_of(at)),
        today=day_of(at),
    )
    return answer_form(request, forms.AddHours, do, page)


def hours_correct(request: Request, household: str, involvement: int, hour: int) -> HttpResponse:
    """Mend hours that were written wrong; a partner only its own."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOURS_RECORD, at=at, page="uren")
    found = get_object_or_404(selectors.involvements_of(home, by=by), pk=involvement)
    entry = get_object_or_404(found.hours.select_related("involvement__household"), pk=hour)
    back = reverse("legal:hours", args=[home.ref, found.pk])

    def do(clean: Mapping[str, Any]) -> str:
        involvements.correct_hours(entry, hours=clean["hours"], by=by, at=at)
        return back

    page = page_of(
        home,
        done=_("De uren zijn verbeterd."),
        question=_("Hoeveel uur was het op %(day)s?") % {"day": f"{entry.day:%d-%m-%Y}"},
        intro=_("Nu staat er %(hours)s uur. Vul 0 in als er niet gewerkt is.")
        % {"hours": f"{entry.hours.normalize():f}".replace(".", ",")},
        submit_label=_("Uren verbeteren"),
        back_url=back,
    )
    return answer_form(request, forms.CorrectHours, do, page)


def professional(request: Request, household: str, involvement: int) -> HttpResponse:
    """Say who of the organization does it, or takes over; the key goes along."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.INVOLVEMENT_RECORD, at=at, page="wie"
    )
    found = get_object_or_404(selectors.involvements_of(home, by=by), pk=involvement)
    colleagues = choices.may_do(found)

    def do(clean: Mapping[str, Any]) -> str:
        involvements.name_professional(found, clean["professional"], by=by, at=at)
        return back_to(home, TOGETHER)

    page = page_of(
        home,
        template="legal/professional.html",
        done=_("Vastgelegd wie het doet."),
        question=_("Wie van %(name)s doet het?") % {"name": found.organization.name},
        submit_label=_("Vastleggen wie het doet"),
        involvement=found,
        colleagues=colleagues.exists(),
    )
    return answer_form(request, lambda data: forms.Name(data, colleagues=colleagues), do, page)
