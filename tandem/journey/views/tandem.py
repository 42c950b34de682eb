"""The tandem: start, contact persons, swapping seats, partners that come and go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.core.verdict import first_no
from tandem.dossier import door
from tandem.dossier.models import SeatChange
from tandem.journey import rules, selectors
from tandem.journey.forms.tandem import (
    BringIn,
    ChangeContact,
    LetGo,
    NameRider,
    Start,
    SwapSeats,
    TellSwap,
)
from tandem.journey.services import contacts, road, tandem
from tandem.journey.views.page import form_page, tab
from tandem.legal.services.involvements import NewInvolvement
from tandem.network.models import Organization

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.models import Account
    from tandem.network.web import Request


def _open(
    household: str,
    *,
    by: Account,
    at: datetime,
    page: str,
    to: Permission = Permission.TANDEM_CHANGE,
) -> Household:
    return door.open_household(household, by=by, to=to, at=at, page=page)


def start(request: Request, household: str) -> HttpResponse:
    """Start the tandem: who rides in front, and who is the fixed face for the family."""
    by, at = request.user, now()
    home, today = _open(household, by=by, at=at, page="tandem starten"), day_of(at)
    team = selectors.local_team_of(home, on=today)

    def do(clean: Mapping[str, Any]) -> str:
        contact = contacts.NewContact(clean["account"], clean["reach"], clean["frequency"])
        tandem.start(home, clean["rider"], contact, on=clean["on"], by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("De tandem rijdt."),
        verdict=first_no(
            rules.may_begin(home.status),
            road.judge_start(home, on=today),
        ),
        template="journey/start.html",
        question=_("Wie fietst er mee?"),
        intro=_("Het lokaal team begint voorop en blijft op de fiets, wat er ook gebeurt."),
        submit_label=_("Tandem starten"),
    )
    return answer_form(request, lambda data: Start(data, team=team, by=by, today=today), do, page)


def contact(request: Request, household: str) -> HttpResponse:
    """Name another fixed contact person, or a second one that the family asked for."""
    by, at = request.user, now()
    home, today = _open(household, by=by, at=at, page="contactpersoon"), day_of(at)
    team = selectors.local_team_of(home, on=today)

    def do(clean: Mapping[str, Any]) -> str:
        new = contacts.NewContact(
            clean["account"], clean["reach"], clean["frequency"], clean["agreed_with_family"]
        )
        contacts.set_contact_person(home, new, on=clean["on"], by=by, at=at)
        return tab(home, "together")

    running = home.contact_persons.filter(until=None).select_related("account").order_by("id")
    page = form_page(
        home,
        done=_("Het contactpersoon is vastgelegd."),
        template="journey/contact.html",
        question=_("Wie is het vaste gezicht voor dit gezin?"),
        submit_label=_("Contactpersoon vastleggen"),
        running=running,
        named=home.contact_persons.count(),
        today=today,
    )
    return answer_form(
        request, lambda data: ChangeContact(data, team=team, by=by, today=today), do, page
    )


def swap(request: Request, household: str) -> HttpResponse:
    """Let somebody else who rides along ride in front (TAN-06, TAN-07)."""
    by, at = request.user, now()
    home, today = _open(household, by=by, at=at, page="wisselen"), day_of(at)
    riders = selectors.riders_of(home, on=today)
    back = selectors.back_riders_of(home, on=today)
    uses_power = road.running_powers(home, on=today) > 0

    def build(data: QueryDict | None) -> SwapSeats:
        return SwapSeats(data, riders=back, uses_power=uses_power, today=today)

    def do(clean: Mapping[str, Any]) -> str:
        values = dict(clean)
        front = get_object_or_404(Organization, pk=values.pop("front"))
        tandem.swap(home, tandem.Swap(front=front, professional=None, **values), by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("De plaatsen zijn gewisseld."),
        verdict=rules.is_riding(home.status),
        template="journey/swap.html",
        question=_("Wie gaat er voorop?"),
        submit_label=_("Plaatsen wisselen"),
        riders=riders,
        has_back=bool(back),
        uses_power=uses_power,
        today=today,
    )
    return answer_form(request, build, do, page)


def rider(request: Request, household: str, seat: int) -> HttpResponse:
    """Say who rides on a seat on which nobody sits by name."""
    by, at = request.user, now()
    home, today = _open(household, by=by, at=at, page="plaats"), day_of(at)
    found = get_object_or_404(selectors.vacant_seats(home, on=today), pk=seat)
    people = selectors.can_ride(home, found, on=today)

    def do(clean: Mapping[str, Any]) -> str:
        contacts.name_rider(found, clean["rider"], by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("Vastgelegd wie er meefietst."),
        question=_("Wie fietst mee namens %(name)s?") % {"name": found.organization.name},
        intro=""
        if people.exists()
        else _("Leg eerst bij 'Wie doet mee?' vast wie van deze organisatie het doet."),
        submit_label=_("Vastleggen wie meefietst"),
    )
    return answer_form(request, lambda data: NameRider(data, people=people), do, page)


def tell_swap(request: Request, household: str, swap: int) -> HttpResponse:
    """Record when the family was told of a swap that followed by itself (TAN-07)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="wisseling verteld")
    change = get_object_or_404(
        SeatChange.objects.filter(household=home, family_informed_on=None), pk=swap
    )

    def do(clean: Mapping[str, Any]) -> str:
        tandem.tell_of_swap(change, on=clean["on"], by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("Vastgelegd."),
        question=_("Is de wisseling aan het gezin verteld?"),
        intro=_("Op %(day)s is gewisseld wie voorop zit. %(why)s")
        % {"day": f"{change.day:%d-%m-%Y}", "why": change.trigger},
        submit_label=_("Vastleggen"),
    )
    initial = {"on": day_of(at)}
    return answer_form(request, lambda data: TellSwap(data, initial=initial), do, page)


def bring_in(request: Request, household: str) -> HttpResponse:
    """Bring a partner in (TAN-03..05, TAN-09..11, WP-15, REG-01)."""
    by, at = request.user, now()
    home = _open(
        household, by=by, at=at, page="partner betrekken", to=Permission.INVOLVEMENT_RECORD
    )
    today, partners = day_of(at), selectors.partners_of(home)
    professionals = list(selectors.professionals_of(partners))

    def build(data: QueryDict | None) -> BringIn:
        return BringIn(
            data,
            partners=partners,
            professionals=professionals,
            people=home.persons.order_by("born_on", "id"),
            left_out=selectors.left_out(home),
            today=today,
        )

    def do(clean: Mapping[str, Any]) -> str:
        said = dict(clean)
        kept_from, why = list(said.pop("kept_from")), said.pop("kept_why")
        new = NewInvolvement(**said)
        tandem.bring_in(home, new, kept_from=kept_from, why=why, by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("De partner doet mee."),
        template="journey/bring_in.html",
        question=_("Welke partner doet er mee?"),
        intro=_("Expertise komt erbij in hetzelfde dossier. Er wordt niets overgedragen."),
        submit_label=_("Partner betrekken"),
        grounds=selectors.grounds_of(home, at=at),
        not_asked=selectors.not_asked(home, on=today),
        measures=selectors.measures_of(home, on=today),
        today=today,
    )
    return answer_form(request, build, do, page)


def let_go(request: Request, household: str, involvement: int) -> HttpResponse:
    """Let a partner go; its door closes and its seat ends."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="partner loslaten", to=Permission.INVOLVEMENT_RECORD)
    today = day_of(at)
    running = get_object_or_404(selectors.running_involvements(home, on=today), pk=involvement)

    def do(clean: Mapping[str, Any]) -> str:
        tandem.let_go(running, **clean, by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("De partner doet niet meer mee."),
        template="journey/let_go.html",
        question=_("Wanneer stopt %(name)s?") % {"name": running.organization.name},
        submit_label=_("Einde vastleggen"),
        involvement=running,
        today=today,
    )
    initial = {"last_day": today}
    return answer_form(request, lambda data: LetGo(data, initial=initial), do, page)
