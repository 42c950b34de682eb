"""Asking for a key, and answering who asks."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.dossier import door
from tandem.dossier.enums import RequestAnswer
from tandem.dossier.forms import rights as forms
from tandem.dossier.models import Household
from tandem.dossier.selectors import lists as selectors
from tandem.dossier.services import requests
from tandem.dossier.views.page import form_page, tab
from tandem.network import door as network_door

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse

    from tandem.network.web import Request


def access_ask(request: Request) -> HttpResponse:
    """Ask the local team for a key, by reference. The answer to the form is always the same."""
    by, at = request.user, now()
    if not network_door.assignments_with(by, Permission.ACCESS_ASK, at=at).exists():
        raise network_door.NotFound

    def do(clean: Mapping[str, Any]) -> str:
        requests.ask(clean["ref"], clean["reason"], by=by, at=at)
        return reverse("desk:today")

    page = Page(
        context={
            "title": "Huishouden",
            "question": _("Van welk huishouden vraagt u een sleutel?"),
            "intro": _(
                "U kunt een sleutel vragen als uw organisatie nu betrokken is bij dit huishouden. "
                "Het lokaal team van het huishouden antwoordt."
            ),
            "submit_label": _("Toegang vragen"),
            "back_url": reverse("desk:households"),
        },
        done=_("Uw vraag is verstuurd. Komt er een antwoord, dan staat het bij Vandaag."),
    )
    return answer_form(request, forms.Ask, do, page)


def access_answer(request: Request, household: str, asked: int) -> HttpResponse:
    """Say yes or no to who asks for a key."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.ACCESS_ANSWER, at=at, page="vraag om toegang"
    )
    found = get_object_or_404(selectors.requests_of(home), pk=asked)

    def do(clean: Mapping[str, Any]) -> str:
        requests.answer(found, clean["answer"], clean["reason"], by=by, at=at)
        return tab(home, "access")

    page = form_page(
        home,
        "access",
        done=_("Uw antwoord is verstuurd."),
        template="dossier/access_answer.html",
        question=_("Mag %(name)s in dit dossier?") % {"name": found.asked_by.name},
        submit_label=_("Antwoorden"),
        asked=found,
        yes=requests.judge_yes(found, at=at),
    )
    return answer_form(request, forms.Answer, do, page)


@require_safe
def access_answered(request: Request, asked: int) -> HttpResponse:
    """Show who asked what the local team said."""
    by, at = request.user, now()
    found = get_object_or_404(selectors.own_requests(by), pk=asked)
    audit.record_look(audit.Entry("answer_looked_at", subject=f"request:{found.pk}"), by=by, at=at)
    is_yes = found.answer == RequestAnswer.YES
    home = Household.objects.filter(pk=found.household_id).first() if is_yes else None
    context = {"asked": found, "home": home}
    return render(request, "dossier/access_answered.html", context)
