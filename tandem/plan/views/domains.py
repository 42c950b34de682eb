"""How it goes in the five domains of life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.plan.enums import Domain
from tandem.plan.forms.domains import NoteDomain
from tandem.plan.selectors.family import areas, domains_of, notes_of
from tandem.plan.selectors.people import here
from tandem.plan.services import domains
from tandem.plan.views._around import around_page, family_tab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request

PART = "leefgebieden"


@require_safe
def domain_history(request: Request, household: str) -> HttpResponse:
    """Everything that was ever said of the five domains of life."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="leefgebieden"
    )
    context = {
        "home": home,
        "title": "Huishouden",
        "page": notes_of(home, after=request.GET.get("na", "")),
        "today": day_of(at),
        "may_write": Permission.PLAN_WRITE in home.allows and home.status != "ended",
        "back_url": family_tab(home, PART),
    }
    return render(request, "plan/domain_history.html", context)


def domain_note(request: Request, household: str) -> HttpResponse:
    """Write down how it goes in a domain of life; what stood before stays readable."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.PLAN_WRITE, at=at, page="leefgebieden"
    )
    people = here(home, on=day_of(at))
    asked = request.GET.get("leefgebied", "")
    initial = {"noted_on": day_of(at), "domain": asked if asked in Domain.values else None}

    def build(data: QueryDict | None) -> NoteDomain:
        return NoteDomain(data, people=people, initial=initial)

    def do(clean: Mapping[str, Any]) -> str:
        domains.note(home, domains.Noted(**clean), by=by, at=at)
        return family_tab(home, PART)

    page = around_page(
        home,
        back=family_tab(home, PART),
        done=_("Opgeschreven. Wat er stond, blijft te lezen."),
        template="plan/domain_form.html",
        question=_("Hoe gaat het nu?"),
        intro=_("Vraag ook naar wat goed gaat: daar bouwt het gezin op."),
        submit_label=_("Opschrijven"),
        standing=domains_of(home),
        areas=areas(),
    )
    return answer_form(request, build, do, page)
