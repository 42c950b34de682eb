"""Who decides together to slow down, in which phase a household is, and who can sit together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.access.roles import Role
from tandem.dossier.models import Person, Seat
from tandem.journey import rules
from tandem.journey.models import PhaseChange, SlowDown
from tandem.network.models import Account, Assignment

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from django.db.models import QuerySet

    from tandem.dossier.models import Household


def last_phase_of(home: Household) -> PhaseChange | None:
    """What was said last of the phase; nothing means that the first one was never left."""
    return home.phase_changes.order_by("-begun_on", "-id").first()


def running_slow_down(home: Household) -> SlowDown | None:
    """The decision to slow down that is not over: in force, or waiting for the second."""
    found = home.slow_downs.filter(ended_at=None).select_related("recorded_by", "co_signed_by")
    return found.order_by("id").first()


def places_of(homes: Collection[int], *, on: date) -> dict[int, dict[int, str]]:
    """Who sits by name on which place of the tandem, per household."""
    found: dict[int, dict[int, str]] = {home: {} for home in homes}
    seats = Seat.objects.open(on=on).filter(household__in=homes, professional__isnull=False)
    for home, who, place in seats.order_by("id").values_list(
        "household_id", "professional_id", "position"
    ):
        found[home][who] = place
    return found


def pilots_led_by(account: Account, *, on: date) -> set[int | None]:
    """The pilots of which somebody is the team lead on the day."""
    led = Assignment.objects.open(on=on).filter(account=account, role=Role.TEAM_LEAD)
    return set(led.order_by("id").values_list("pilot_id", flat=True))


def asked_to_sign(found: Sequence[SlowDown], account: Account, *, on: date) -> dict[int, bool]:
    """Whether somebody is the second of each: on the other place, or the lead when nobody is."""
    places = places_of({one.household_id for one in found}, on=on)
    led = pilots_led_by(account, on=on)
    asked = {}
    for one in found:
        seconds = rules.second_riders(places[one.household_id], first=one.recorded_by_id)
        lead = not seconds and one.household.pilot_id in led
        asked[one.pk] = account.pk != one.recorded_by_id and (account.pk in seconds or lead)
    return asked


def seconds_of(home: Household, *, first: int, on: date) -> QuerySet[Account]:
    """Who can sign beside the first: the riders on the other place, or else the team leads."""
    places = places_of([home.pk], on=on)[home.pk]
    seconds = rules.second_riders(places, first=first)
    leads = Assignment.objects.open(on=on).filter(pilot=home.pilot_id, role=Role.TEAM_LEAD)
    who = Q(pk__in=seconds) if seconds else Q(pk__in=leads.values("account"))
    return Account.objects.filter(who, is_active=True).exclude(pk=first).order_by("name", "id")


def riders_by_name(home: Household, *, on: date) -> QuerySet[Account]:
    """The people who sit on the tandem on the day."""
    seats = Seat.objects.open(on=on).filter(household=home)
    return Account.objects.filter(pk__in=seats.values("professional")).order_by("name", "id")


def family_on(home: Household, *, on: date) -> QuerySet[Person]:
    """Who belongs to the household on the day, the oldest first."""
    here = home.persons.filter(Q(left_on=None) | Q(left_on__gt=on))
    return here.order_by("born_on", "id")
