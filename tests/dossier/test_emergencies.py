"""Break-glass: one door, two hours, told, reviewed; and nothing there for who named it wrong."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from threading import Barrier
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from django.db import IntegrityError, connection, transaction
from django.http import Http404

from tandem.access.permissions import Permission
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier import door, rules
from tandem.dossier.enums import EntryKind, Provenance
from tandem.dossier.models import Emergency, Key
from tandem.dossier.services import emergencies, journal
from tandem.dossier.services.emergencies import Need
from tests.factories import dossier
from tests.factories.world import World

HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
AMSTERDAM = ZoneInfo("Europe/Amsterdam")
WHY: dict[str, Any] = {
    "kind": "danger",
    "article": "supervision",
    "reason": "De politie belt: Noor is zoek.",
}


def need(world: World) -> Need:
    return Need(ref=world.home.ref, **WHY)


def taken(world: World, at: datetime) -> Emergency:
    assert emergencies.break_glass(need(world), by=world.guus, at=at) == world.home.ref
    return Emergency.objects.select_related("household").latest("id")


def opens(world: World, at: datetime) -> bool:
    try:
        door.open_household(world.home.ref, by=world.guus, to=Permission.HOUSEHOLD_VIEW, at=at)
    except Http404:
        return False
    return True


def test_it_opens_one_door_for_two_hours(world: World, at: datetime) -> None:
    taken(world, at)

    home = door.open_household(world.home.ref, by=world.guus, to=Permission.HOUSEHOLD_VIEW, at=at)

    assert home.emergency_until == at + 2 * HOUR
    assert home.allows == {Permission.HOUSEHOLD_VIEW, Permission.JOURNAL_WRITE}
    assert opens(world, at + 2 * HOUR - TICK)
    assert not opens(world, at + 2 * HOUR)
    assert Key.objects.filter(account=world.guus).count() == 1
    assert Event.objects.filter(event="household_looked_at").latest("id").ground == "emergency"


def test_who_is_there_may_write_in_the_story(world: World, at: datetime) -> None:
    taken(world, at)
    new = journal.NewEntry(EntryKind.FACT, day_of(at), "Noor is terug.", Provenance.FAMILY)

    journal.write(world.home, new, by=world.guus, at=at + HOUR)
    with pytest.raises(door.NotFound):
        journal.write(world.home, new, by=world.guus, at=at + 2 * HOUR)


def test_a_member_with_name_and_birth_date_is_exact_enough(world: World, at: datetime) -> None:
    named = Need(name="wilgen  NOOR", born_on=date(2012, 5, 20), **WHY)

    assert emergencies.break_glass(named, by=world.guus, at=at) == world.home.ref


@pytest.mark.parametrize(
    "wrong",
    [
        {"ref": "2026-BCDFGH"},
        {"ref": "2026"},
        {"ref": ""},
        {"name": "Noor", "born_on": date(2012, 5, 20)},
        {"name": "Noor Wilgen", "born_on": date(2012, 5, 21)},
        {"name": "Noor Wilgen"},
        {"name": "", "born_on": date(2012, 5, 20)},
        {"name": "Noor Wilgen van Dam", "born_on": date(2012, 5, 20)},
        {"ref": "' OR 1=1 --"},
    ],
)
def test_nearly_right_finds_nothing_and_is_recorded(
    world: World, at: datetime, wrong: dict[str, Any]
) -> None:
    before = Event.objects.count()

    assert emergencies.break_glass(Need(**WHY, **wrong), by=world.guus, at=at) == ""

    assert not Emergency.objects.exists()
    assert Event.objects.count() == before + 1
    assert Event.objects.latest("id").subject == "noodtoegang"


@pytest.mark.parametrize("who", ["coordinator", "administrator", "expert"])
def test_who_meets_no_families_takes_none(world: World, at: datetime, who: str) -> None:
    with pytest.raises(Http404):
        emergencies.break_glass(need(world), by=getattr(world, who), at=at)


def test_who_has_a_key_needs_none(world: World, at: datetime) -> None:
    wants = replace(need(world), article="report")
    with pytest.raises(Refusal) as refused:
        emergencies.break_glass(wants, by=world.vera, at=at)
    assert refused.value.rule is rules.DOSSIER_35


def test_an_unreviewed_one_blocks_the_next(world: World, at: datetime) -> None:
    emergency = taken(world, at)
    with pytest.raises(Refusal) as refused:
        emergencies.break_glass(need(world), by=world.guus, at=at + 3 * HOUR)
    assert refused.value.rule is rules.DOSSIER_34

    emergencies.review(emergency, "justified", "Terecht.", by=world.mila, at=at + 3 * HOUR)
    assert emergencies.break_glass(need(world), by=world.guus, at=at + 3 * HOUR)


def test_only_a_second_person_with_a_key_reviews_and_once(world: World, at: datetime) -> None:
    emergency = taken(world, at)

    def review(**by: object) -> None:
        emergencies.review(emergency, "justified", "Terecht.", at=at, **by)  # type: ignore[arg-type]

    for who in (world.guus, world.vera):
        with pytest.raises(Refusal):
            review(by=who)
    with pytest.raises(door.NotFound):
        review(by=world.outsider)
    review(by=world.ruben)
    with pytest.raises(Refusal) as refused:
        review(by=world.mila)
    assert refused.value.rule is rules.DOSSIER_36


def test_the_opener_with_a_key_of_the_local_team_still_does_not_review(
    world: World, at: datetime
) -> None:
    emergency = taken(world, at)
    dossier.loose_key(world.guus, world.home, since=at)
    with pytest.raises(Refusal) as refused:
        emergencies.review(emergency, "justified", "Terecht.", by=world.guus, at=at)
    assert refused.value.rule is rules.DOSSIER_36


def test_the_family_is_told_or_hears_it_later_with_a_reason(world: World, at: datetime) -> None:
    emergency = taken(world, at)
    later = day_of(at) + timedelta(days=3)
    emergencies.postpone(emergency, until=later, reason="Onveilig.", by=world.mila, at=at)
    emergencies.tell(emergency, on=later, by=world.mila, at=at + timedelta(days=3))
    emergency.refresh_from_db()

    assert (emergency.postponed_until, emergency.told_on) == (later, later)
    with pytest.raises(Refusal):
        emergencies.tell(emergency, on=later, by=world.mila, at=at)


def test_telling_is_not_put_off_for_ever(world: World, at: datetime) -> None:
    emergency = taken(world, at)
    later = at + timedelta(days=20)
    with pytest.raises(Refusal) as refused:
        emergencies.postpone(
            emergency,
            until=day_of(later) + timedelta(days=20),
            reason="Onveilig.",
            by=world.mila,
            at=later,
        )
    assert refused.value.rule is rules.DOSSIER_37


@pytest.mark.parametrize(
    "moment",
    [
        datetime(2026, 10, 25, 1, 30, tzinfo=AMSTERDAM),  # the hour from 2 to 3 comes twice
        datetime(2026, 3, 29, 1, 30, tzinfo=AMSTERDAM),  # the hour from 2 to 3 never comes
        datetime(2026, 12, 31, 23, 0, tzinfo=AMSTERDAM),
    ],
)
def test_two_hours_are_two_hours_also_when_the_clock_changes(
    world: World, at: datetime, moment: datetime
) -> None:
    if moment < at:
        moment = moment.replace(year=2027, day=28)
    taken(world, moment)

    world_clock = moment.astimezone(UTC)
    assert opens(world, world_clock + 2 * HOUR - TICK)
    assert not opens(world, world_clock + 2 * HOUR)


@pytest.mark.parametrize(
    "wrong",
    [
        {"until": 3 * HOUR},
        {"until": 2 * HOUR - TICK},
        {"reason": ""},
        {"reviewed_by": "guus"},
        {"outcome": "justified"},
    ],
)
def test_the_database_keeps_emergencies_right(
    world: World, at: datetime, wrong: dict[str, object]
) -> None:
    values: dict[str, object] = {"until": 2 * HOUR, **WHY, **wrong}
    values["until"] = at + values["until"]  # type: ignore[operator]
    if "reviewed_by" in values:
        values |= {"reviewed_by": world.guus, "reviewed_at": at, "outcome": "justified"}
    with pytest.raises(IntegrityError), transaction.atomic():
        Emergency.objects.create(household=world.home, opened_at=at, opened_by=world.guus, **values)


def test_the_database_gives_no_endless_emergency_key(world: World, at: datetime) -> None:
    emergency = taken(world, at)
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(emergency=emergency).update(until=None)
    with pytest.raises(IntegrityError), transaction.atomic():
        Key.objects.filter(emergency=emergency).update(emergency=None)


def test_two_at_once_open_one_door(committed_world: World, at: datetime) -> None:
    world = committed_world
    wants, by, together = need(world), world.guus, Barrier(2)

    def take(_index: int) -> str:
        try:
            together.wait(timeout=10)
            return emergencies.break_glass(wants, by=by, at=at)
        except Refusal as refusal:
            return refusal.rule.id
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        answers = sorted(pool.map(take, range(2)))

    assert answers == sorted([world.home.ref, "DOSSIER-34"])
    assert Key.objects.filter(account=by).count() == 1
