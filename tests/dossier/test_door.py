"""The one door: no key is the same as no household, and everybody who knocks is seen."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.http import Http404

from tandem.access.permissions import Permission
from tandem.access.roles import SCOPE_PERMISSIONS, Scope
from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.core.verdict import Refusal
from tandem.dossier import door, rules
from tandem.dossier.enums import KeyGround
from tandem.dossier.models import Household, Key
from tandem.network.models import Account
from tests.factories import dossier
from tests.factories.world import World

ABSENT = "2026-BCDFGH"


def seen(kind: EventKind) -> list[tuple[str, int | None, str]]:
    rows = Event.objects.filter(kind=kind).order_by("id")
    return list(rows.values_list("household_ref", "actor_id", "subject"))


def key(account: Account, home: Household, since: datetime, until: datetime | None = None) -> Key:
    return dossier.loose_key(account, home, since=since, until=until)


def test_a_key_opens_and_the_look_is_recorded(world: World, at: datetime) -> None:
    home = door.open_household(
        world.home.ref, by=world.mila, to=Permission.HOUSEHOLD_VIEW, at=at, page="gezin"
    )

    assert home == world.home
    assert home.allows == SCOPE_PERMISSIONS[Scope.LOCAL_TEAM]
    assert seen(EventKind.LOOK) == [(home.ref, world.mila.pk, "gezin")]
    assert Event.objects.get(kind=EventKind.LOOK).ground == KeyGround.LOCAL_TEAM


@pytest.mark.parametrize(
    "who", ["outsider", "stella", "ravi", "coordinator", "administrator", "expert"]
)
def test_without_a_key_a_household_is_as_absent_as_one_that_never_was(
    world: World, at: datetime, who: str
) -> None:
    by = getattr(world, who)
    answers = []
    for ref in (world.home.ref, ABSENT):
        with pytest.raises(Http404) as refused:
            door.open_household(ref, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="gezin")
        answers.append((type(refused.value), refused.value.args))

    assert answers[0] == answers[1] == (door.NotFound, ())
    assert seen(EventKind.REFUSAL) == [
        (world.home.ref, by.pk, "gezin"),
        (ABSENT, by.pk, "gezin"),
    ]
    assert not seen(EventKind.LOOK)


def test_a_key_that_does_not_allow_this_is_no_key(world: World, at: datetime) -> None:
    with pytest.raises(door.NotFound):
        door.open_household(world.home.ref, by=world.vera, to=Permission.CONSENT_RECORD, at=at)

    assert seen(EventKind.REFUSAL) == [(world.home.ref, world.vera.pk, "consent.record")]


def test_a_key_opens_from_its_first_moment_until_its_last(world: World, at: datetime) -> None:
    soon, later = at + timedelta(hours=1), at + timedelta(hours=2)
    key(world.outsider, world.home, soon, later)

    def opens(moment: datetime) -> bool:
        try:
            door.open_household(
                world.home.ref, by=world.outsider, to=Permission.HOUSEHOLD_VIEW, at=moment
            )
        except door.NotFound:
            return False
        return True

    tick = timedelta(microseconds=1)
    assert [opens(at), opens(soon - tick), opens(soon)] == [False, False, True]
    assert [opens(later - tick), opens(later)] == [True, False]


def test_buttons_know_what_the_key_allows(world: World, at: datetime) -> None:
    home = door.open_household(world.home.ref, by=world.vera, to=Permission.HOUSEHOLD_VIEW, at=at)

    assert door.may(home, Permission.HOURS_RECORD)
    assert door.may(home, Permission.TANDEM_CHANGE).rule is rules.DOSSIER_01


def test_a_household_that_came_another_way_allows_nothing(world: World) -> None:
    assert not door.may(world.home, Permission.HOUSEHOLD_VIEW)


def test_a_service_refuses_whoever_holds_another_key(world: World, at: datetime) -> None:
    door.require(world.mila, Permission.CONSENT_RECORD, world.home, at=at)

    with pytest.raises(Refusal) as refused:
        door.require(world.vera, Permission.CONSENT_RECORD, world.home, at=at)
    assert refused.value.rule is rules.DOSSIER_01


def test_a_service_knows_no_household_for_whoever_holds_no_key(world: World, at: datetime) -> None:
    with pytest.raises(door.NotFound):
        door.require(world.outsider, Permission.HOUSEHOLD_VIEW, world.home, at=at)


def test_two_keys_allow_what_either_allows(world: World, at: datetime) -> None:
    key(world.vera, world.home, at)

    home = door.open_household(world.home.ref, by=world.vera, to=Permission.CONSENT_RECORD, at=at)

    assert door.may(home, Permission.REPORT_WRITE)
    assert door.may(home, Permission.CONSENT_RECORD)
