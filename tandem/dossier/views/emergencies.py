"""Break-glass: going in, telling the family, and looking at it as a second person."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.dossier import door, rules
from tandem.dossier.enums import EmergencyKind
from tandem.dossier.forms import rights as forms
from tandem.dossier.models import Person
from tandem.dossier.selectors import is_of_a_team, listeners
from tandem.dossier.selectors import lists as selectors
from tandem.dossier.services import emergencies
from tandem.dossier.views.page import form_page, tab
from tandem.network import door as network_door

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Emergency, Household
    from tandem.network.models import Account
    from tandem.network.web import Request


def emergency(request: Request) -> HttpResponse:
    """Go in without a key, for two hours, to one household that is named exactly."""
    by, at = request.user, now()
    if not network_door.assignments_with(by, Permission.EMERGENCY_OPEN, at=at).exists():
        raise network_door.NotFound

    def do(clean: Mapping[str, Any]) -> str:
        ref = emergencies.break_glass(emergencies.Need(**clean), by=by, at=at)
        return reverse("desk:story", args=[ref]) if ref else f"{reverse('dossier:emergency')}?niet"

    page = Page(
        template="dossier/emergency.html",
        context={
            "title": "Huishouden",
            "question": _("Moet u nu in een dossier, zonder sleutel?"),
            "intro": _("U kunt dan twee uur meelezen en opschrijven wat u deed."),
            "submit_label": _("Noodtoegang nemen"),
            "look": "danger",
            "back_url": reverse("desk:households"),
            "missed": "niet" in request.GET and request.method == "GET",
        },
    )
    is_team = is_of_a_team(by, at=at)
    articles = () if is_team else rules.articles_for(by.professional.employer.kind)

    def build(data: QueryDict | None) -> forms.BreakGlass:
        kinds = tuple(EmergencyKind) if is_team else rules.PRESSING
        return forms.BreakGlass(data, kinds=kinds, articles=articles)

    return answer_form(request, build, do, page)


def _find(
    household: str, number: int, *, by: Account, at: datetime, page: str
) -> tuple[Household, Emergency]:
    home = door.open_household(household, by=by, to=Permission.EMERGENCY_REVIEW, at=at, page=page)
    return home, get_object_or_404(selectors.emergencies_of(home), pk=number)


def emergency_tell(request: Request, household: str, emergency: int) -> HttpResponse:
    """Record when the family heard who was in their dossier, or why it hears later."""
    by, at = request.user, now()
    home, found = _find(household, emergency, by=by, at=at, page="noodtoegang vertellen")

    def do(clean: Mapping[str, Any]) -> str:
        if clean["told_on"]:
            emergencies.tell(found, on=clean["told_on"], to=clean["to"], by=by, at=at)
        else:
            emergencies.postpone(found, until=clean["until"], reason=clean["reason"], by=by, at=at)
        return tab(home, "access")

    page = form_page(
        home,
        "access",
        done=_("Vastgelegd wanneer het gezin dit hoort."),
        template="dossier/emergency_done.html",
        question=_("Weet het gezin van deze noodtoegang?"),
        submit_label=_("Vastleggen"),
        emergency=found,
    )
    # Who heard it, says who told it: a name that was ticked for them opens it on that page.
    known = Person.objects.filter(pk__in=found.told_to.values("person_id")).order_by("id")

    def build(data: QueryDict | None) -> forms.Tell:
        return forms.Tell(data, people=listeners.members(home, at=at), present=list(known))

    return answer_form(request, build, do, page)


def emergency_review(request: Request, household: str, emergency: int) -> HttpResponse:
    """Say as a second person whether it was needed."""
    by, at = request.user, now()
    home, found = _find(household, emergency, by=by, at=at, page="noodtoegang beoordelen")

    def do(clean: Mapping[str, Any]) -> str:
        emergencies.review(found, clean["outcome"], clean["findings"], by=by, at=at)
        return tab(home, "access")

    page = form_page(
        home,
        "access",
        done=_("De noodtoegang is beoordeeld."),
        template="dossier/emergency_done.html",
        question=_("Was deze noodtoegang nodig?"),
        submit_label=_("Oordeel vastleggen"),
        emergency=found,
    )
    return answer_form(request, forms.Judge, do, page)
