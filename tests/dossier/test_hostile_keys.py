"""Keys of people who come later, leave soon, or do both at an unlucky moment."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tandem.access.roles import Role
from tandem.core.periods import day_of
from tandem.dossier.services import keys
from tandem.network.models import Account, Assignment
from tests.factories import dossier, network
from tests.factories.world import AMSTERDAM, World

DAY = timedelta(days=1)
WEEK = timedelta(days=7)


def opens(world: World, account: Account, at: datetime) -> bool:
    """Whether somebody's key opens De Wilg at the moment."""
    return keys.running(at).filter(account=account, household=world.home).exists()


def leaves(world: World, account: Account, *, until: datetime, at: datetime) -> None:
    [assignment] = Assignment.objects.filter(account=account, pilot=world.huizen)
    keys.end_assignment(assignment, until=day_of(until), by=world.administrator, at=at)


def newcomer(world: World, at: datetime) -> Account:
    return network.colleague(
        "Tess Berken", role=None, place=world.huizen, employer=world.local_team, at=at
    )


def test_who_leaves_on_a_later_day_loses_the_keys_on_that_day(world: World, at: datetime) -> None:
    leaves(world, world.mila, until=at + WEEK, at=at)

    assert opens(world, world.mila, at + 6 * DAY)
    assert not opens(world, world.mila, at + WEEK)


def test_who_leaves_soon_gets_no_lasting_key_to_a_new_household(world: World, at: datetime) -> None:
    leaves(world, world.mila, until=at + WEEK, at=at)

    home = dossier.registered(world.huizen, by=world.ruben, at=at + DAY)

    held = keys.running(at + WEEK).filter(household=home)
    assert not held.filter(account=world.mila).exists()
    assert held.filter(account=world.ruben).exists()


def test_who_begins_later_gets_in_on_the_first_day(world: World, at: datetime) -> None:
    tess = newcomer(world, at)

    keys.assign(
        tess,
        role=Role.LOCAL_TEAM,
        place=world.huizen,
        since=day_of(at + WEEK),
        by=world.administrator,
        at=at,
    )
    home = dossier.registered(world.huizen, by=world.mila, at=at + DAY)

    assert not opens(world, tess, at + DAY)
    assert opens(world, tess, at + WEEK)
    assert keys.running(at + WEEK).filter(account=tess, household=home).exists()


def test_who_works_on_in_another_role_keeps_the_keys(world: World, at: datetime) -> None:
    keys.assign(
        world.mila,
        role=Role.TEAM_LEAD,
        place=world.huizen,
        since=day_of(at),
        by=world.administrator,
        at=at,
    )
    first = Assignment.objects.get(account=world.mila, role=Role.LOCAL_TEAM)

    keys.end_assignment(first, until=day_of(at + DAY), by=world.administrator, at=at)

    assert opens(world, world.mila, at + WEEK)


@pytest.mark.parametrize("last", [date(2026, 10, 24), date(2026, 10, 25), date(2027, 3, 28)])
def test_an_assignment_ends_at_midnight_here_also_when_the_clock_changes(
    world: World, at: datetime, last: date
) -> None:
    first_day_off = last + DAY
    [assignment] = Assignment.objects.filter(account=world.mila, pilot=world.huizen)
    keys.end_assignment(assignment, until=first_day_off, by=world.administrator, at=at)

    midnight = datetime(
        first_day_off.year, first_day_off.month, first_day_off.day, tzinfo=AMSTERDAM
    ).astimezone(UTC)
    assert opens(world, world.mila, midnight - timedelta(microseconds=1))
    assert not opens(world, world.mila, midnight)
