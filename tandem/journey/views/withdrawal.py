"""Taking consent back: doors close at once, a solution is looked for, an outcome follows."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404, redirect
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.journey import selectors
from tandem.journey.forms.withdrawal import Conclude, Explore, Withdraw
from tandem.journey.services import withdrawals
from tandem.journey.views.page import form_page, tab
from tandem.legal.enums import Answer
from tandem.legal.models import Consent, Withdrawal
from tandem.legal.services import consents

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.models import Account
    from tandem.network.web import Request


def _open(household: str, *, by: Account, at: datetime, page: str) -> Household:
    return door.open_household(household, by=by, to=Permission.CONSENT_RECORD, at=at, page=page)


def _withdrawal(home: Household, number: int) -> Withdrawal:
    """An open withdrawal of the household; a concluded one has no next page."""
    found = Withdrawal.objects.filter(consent__household=home, outcome="")
    return get_object_or_404(
        found.select_related("consent__person", "consent__household__pilot"), pk=number
    )


def withdraw(request: Request, household: str, consent: int) -> HttpResponse:
    """Somebody takes consent back; say plainly what happens at once (CONS-06, CONS-08)."""
    by, at = request.user, now()
    home, today = _open(household, by=by, at=at, page="intrekken"), day_of(at)
    given = get_object_or_404(
        Consent.objects.filter(household=home, answer=Answer.YES, ended_at=None).select_related(
            "person", "household"
        ),
        pk=consent,
    )

    def do(clean: Mapping[str, Any]) -> str:
        withdrawal = withdrawals.receive(given, **clean, by=by, at=at)
        return reverse("journey:explore", args=[home.ref, withdrawal.pk])

    page = form_page(
        home,
        done=_("De toestemming is ingetrokken. De deuren zijn dicht."),
        template="journey/withdraw.html",
        question=_("Trekt %(name)s de toestemming in?") % {"name": given.person.name},
        intro=_("Zeggen of mailen is genoeg. Een reden is niet nodig, twijfel telt ook."),
        submit_label=_("Toestemming intrekken"),
        closing=selectors.doors_that_close(given, on=today),
        staying=selectors.powers_that_stay(given, on=today),
        named=given.organizations.order_by("name", "id"),
    )
    return answer_form(request, Withdraw, do, page)


def explore(request: Request, household: str, withdrawal: int) -> HttpResponse:
    """Look for a solution together with the family (CONS-07)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="oplossing onderzoeken")
    found = _withdrawal(home, withdrawal)

    def do(clean: Mapping[str, Any]) -> str:
        consents.explore(found, **clean, by=by, at=at)
        return reverse("journey:conclude", args=[home.ref, found.pk])

    name = found.consent.person.name
    page = form_page(
        home,
        done=_("Vastgelegd. Leg nu de uitkomst vast, of doe dat later."),
        template="journey/withdrawal.html",
        question=_("Is er een oplossing waarmee %(name)s toch verder wil?") % {"name": name},
        intro=_("Bespreek het samen. Tot die tijd blijven de deuren van de partners dicht."),
        submit_label=_("Gesprek vastleggen"),
        withdrawal=found,
    )
    initial = {"on": day_of(at)}
    return answer_form(request, lambda data: Explore(data, initial=initial), do, page)


def conclude(request: Request, household: str, withdrawal: int) -> HttpResponse:
    """Go on with fresh consent, or stop and say what can be done (CONS-07, INV-05)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="uitkomst intrekking")
    found = _withdrawal(home, withdrawal)
    if found.explored_on is None and request.method == "GET":
        return redirect("journey:explore", home.ref, found.pk)
    partners = selectors.partners_of(home)

    def build(data: QueryDict | None) -> Conclude:
        return Conclude(data, partners=partners, today=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        if clean["outcome"] == "stop":
            withdrawals.stop(found, what_else=clean["what_else"], by=by, at=at)
        else:
            withdrawals.go_on(found, _fresh(clean), by=by, at=at)
        return tab(home, "together")

    name = found.consent.person.name
    page = form_page(
        home,
        done=_("De uitkomst is vastgelegd."),
        template="journey/withdrawal.html",
        question=_("Hoe gaat het verder na de intrekking van %(name)s?") % {"name": name},
        submit_label=_("Uitkomst vastleggen"),
        withdrawal=found,
    )
    return answer_form(request, build, do, page)


def _fresh(clean: Mapping[str, Any]) -> consents.NewConsent:
    return consents.NewConsent(
        answer=Answer.YES,
        organizations=list(clean["organizations"]),
        given_on=clean["given_on"],
        via=clean["via"],
        what_else=clean["what_else"],
    )
