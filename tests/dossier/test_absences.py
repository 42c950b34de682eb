"""Absence: the deputy holds the same keys, for exactly the days, and no longer than the ground."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.core.periods import Period, day_of, start_of
from tandem.core.verdict import Refusal
from tandem.dossier import rules
from tandem.dossier.models import Absence, Key
from tandem.dossier.services import absences, bars, keys
from tandem.legal.services import involvements
from tandem.network.models import Account
from tests.factories import network
from tests.factories.world import World

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)


def week(at: datetime) -> Period:
    return Period(day_of(at), day_of(at) + 7 * DAY)


def vera_is_away(world: World, at: datetime) -> Absence:
    return absences.report(world.vera, world.stella, week(at), by=world.vera, at=at)


def opens(world: World, account: Account, at: datetime) -> bool:
    return keys.running(at).filter(account=account, household=world.home).exists()


def test_the_deputy_opens_the_same_doors_on_those_days(world: World, at: datetime) -> None:
    vera_is_away(world, at)

    back = start_of(day_of(at) + 7 * DAY)
    key = Key.objects.get(account=world.stella)
    assert (key.scope, key.ground, key.involvement) == ("partner", "deputy", world.involvement)
    assert key.follows == Key.objects.get(account=world.vera)
    assert opens(world, world.stella, back - TICK)
    assert not opens(world, world.stella, back)


def test_the_deputy_of_a_contact_person_gets_that_door_of_the_local_team(
    world: World, at: datetime
) -> None:
    tess = network.colleague(
        "Tess Berken", role=None, place=world.huizen, employer=world.local_team, at=at
    )
    absences.report(world.mila, tess, week(at), by=world.ruben, at=at)

    key = Key.objects.get(account=tess)
    assert (key.scope, key.ground, key.household) == ("local_team", "deputy", world.home)


def test_who_comes_back_earlier_takes_the_keys_back_at_once(world: World, at: datetime) -> None:
    absence = vera_is_away(world, at)
    absences.end(absence, by=world.vera, at=at + HOUR)

    assert opens(world, world.stella, at + HOUR - TICK)
    assert not opens(world, world.stella, at + HOUR)
    with pytest.raises(Refusal):
        absences.end(absence, by=world.vera, at=at + HOUR)


def test_the_deputys_key_ends_with_the_key_it_follows(world: World, at: datetime) -> None:
    vera_is_away(world, at)
    involvements.end(
        world.involvement, last_day=day_of(at), reason="klaar", by=world.mila, at=at + HOUR
    )

    assert not opens(world, world.stella, at + HOUR)


def test_the_deputys_key_ends_when_the_account_of_the_other_does(
    world: World, at: datetime
) -> None:
    vera_is_away(world, at)
    keys.end_account(world.vera, by=world.administrator, at=at + HOUR)

    assert not opens(world, world.stella, at + HOUR)


def test_a_deputy_gets_no_longer_than_the_other_had(world: World, at: datetime) -> None:
    Key.objects.filter(account=world.vera).update(until=at + 5 * HOUR)
    vera_is_away(world, at)

    assert not opens(world, world.stella, at + 5 * HOUR)


def test_a_door_that_opens_during_the_absence_opens_for_the_deputy_too(
    world: World, at: datetime
) -> None:
    keys.end_for_involvement(world.involvement, by=world.mila, at=at)
    vera_is_away(world, at + HOUR)
    assert not opens(world, world.stella, at + HOUR)

    involvements.name_professional(world.involvement, world.vera, by=world.mila, at=at + 2 * HOUR)

    assert opens(world, world.stella, at + 2 * HOUR)
    assert not opens(world, world.stella, at + 8 * DAY)


def test_an_absence_that_still_comes_opens_on_its_first_day(world: World, at: datetime) -> None:
    first = day_of(at) + 3 * DAY
    absences.report(world.vera, world.stella, Period(first, first + DAY), by=world.vera, at=at)

    assert not opens(world, world.stella, start_of(first) - TICK)
    assert opens(world, world.stella, start_of(first))
    assert not opens(world, world.stella, start_of(first + DAY))


def test_a_barred_deputy_gets_no_key_there(world: World, at: datetime) -> None:
    bars.set_bar(world.home, world.stella, bars.Tie("friend"), by=world.mila, at=at)
    vera_is_away(world, at)

    assert not Key.objects.filter(account=world.stella).exists()


def test_a_bar_on_who_is_absent_takes_the_deputys_key_along(world: World, at: datetime) -> None:
    # The deputy stood in for somebody who had no business there.
    vera_is_away(world, at)
    bars.set_bar(world.home, world.vera, bars.Tie("friend"), by=world.mila, at=at)

    assert not opens(world, world.stella, at)


@pytest.mark.parametrize("deputy", ["guus", "mila", "coordinator", "vera"])
def test_a_deputy_does_the_same_work(world: World, at: datetime, deputy: str) -> None:
    with pytest.raises(Refusal) as refused:
        absences.report(world.vera, getattr(world, deputy), week(at), by=world.vera, at=at)
    assert refused.value.rule is rules.DOSSIER_41


@pytest.mark.parametrize("by", ["stella", "outsider", "administrator", "ruben"])
def test_somebody_else_does_not_say_it(world: World, at: datetime, by: str) -> None:
    with pytest.raises(Refusal) as refused:
        absences.report(world.vera, world.stella, week(at), by=getattr(world, by), at=at)
    assert refused.value.rule is rules.DOSSIER_42


def test_one_absence_at_a_time(world: World, at: datetime) -> None:
    absence = vera_is_away(world, at)
    with pytest.raises(Refusal) as refused:
        vera_is_away(world, at)
    assert refused.value.rule is rules.DOSSIER_43
    with pytest.raises(IntegrityError), transaction.atomic():
        Absence.objects.create(
            account=world.vera,
            deputy=world.stella,
            since=absence.since,
            until=absence.until,
            recorded_at=at,
            recorded_by=world.vera,
        )
    absences.end(absence, by=world.vera, at=at)
    vera_is_away(world, at)


def test_what_was_lent_is_not_lent_on(world: World, at: datetime) -> None:
    vera_is_away(world, at)
    guus = network.colleague(
        "Gijs Populier", role=None, place=world.huizen, employer=world.veilig_thuis, at=at
    )
    absences.report(world.stella, guus, week(at), by=world.stella, at=at)

    assert not Key.objects.filter(account=guus).exists()


@pytest.mark.parametrize("change", [date(2026, 10, 25), date(2027, 3, 28)])
def test_a_day_ends_at_midnight_in_amsterdam_also_when_the_clock_changes(
    world: World, at: datetime, change: date
) -> None:
    days = Period(change, change + DAY)
    absences.report(world.vera, world.stella, days, by=world.vera, at=at)

    key = Key.objects.get(account=world.stella)
    assert key.until is not None
    hours = (key.until - key.since) / HOUR
    assert hours == (25 if change.month == 10 else 23)
    for moment in (key.since, key.until):
        assert moment == start_of(day_of(moment))
