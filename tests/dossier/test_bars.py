"""Who knows a household does not work with it: a bar beats every key and every other way in."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.http import Http404

from tandem.access.permissions import Permission
from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.desk.selectors import households, today
from tandem.dossier import door, rules
from tandem.dossier.models import AccessRequest, Bar, Emergency, Key
from tandem.dossier.services import bars, emergencies, keys, requests
from tandem.dossier.services.bars import Tie
from tandem.legal.services import involvements
from tandem.network.models import Account
from tests.factories import dossier, network
from tests.factories.world import World

NEIGHBOR = Tie("neighbor")
ABSENT = "2026-BCDFGH"
HOUR = timedelta(hours=1)


def opens(world: World, account: Account, at: datetime) -> bool:
    try:
        door.open_household(world.home.ref, by=account, to=Permission.HOUSEHOLD_VIEW, at=at)
    except Http404:
        return False
    return True


def test_a_bar_ends_every_key_at_once(world: World, at: datetime) -> None:
    assert opens(world, world.vera, at)

    bars.set_bar(world.home, world.vera, NEIGHBOR, by=world.mila, at=at)

    assert not opens(world, world.vera, at)
    assert not keys.running(at).filter(account=world.vera, household=world.home).exists()
    assert opens(world, world.mila, at)


def test_who_has_a_key_says_it_of_themselves(world: World, at: datetime) -> None:
    bars.set_bar(world.home, world.vera, NEIGHBOR, by=world.vera, at=at)

    assert not opens(world, world.vera, at)


def test_a_partner_bars_nobody_else(world: World, at: datetime) -> None:
    with pytest.raises(Refusal):
        bars.set_bar(world.home, world.mila, NEIGHBOR, by=world.vera, at=at)
    with pytest.raises(door.NotFound):
        bars.set_bar(world.home, world.mila, NEIGHBOR, by=world.stella, at=at)


def test_no_key_is_cut_for_who_is_barred(world: World, at: datetime) -> None:
    bars.set_bar(world.home, world.stella, NEIGHBOR, by=world.mila, at=at)

    with pytest.raises(Refusal) as refused:
        involvements.name_professional(world.involvement, world.stella, by=world.mila, at=at)
    assert refused.value.rule is rules.DOSSIER_31


def test_who_joins_the_team_gets_no_key_where_barred(world: World, at: datetime) -> None:
    tess = network.colleague(
        "Tess Berken", role=None, place=world.huizen, employer=world.local_team, at=at
    )
    bars.set_bar(world.home, tess, NEIGHBOR, by=world.mila, at=at)
    other = dossier.registered(world.huizen, by=world.mila, at=at)

    keys.assign(
        tess,
        role="local_team",
        place=world.huizen,
        since=day_of(at),
        by=world.administrator,
        at=at,
    )

    held = keys.running(at).filter(account=tess).values_list("household", flat=True)
    assert list(held) == [other.pk]


def test_a_key_that_was_cut_all_the_same_opens_nothing(world: World, at: datetime) -> None:
    bars.set_bar(world.home, world.mila, NEIGHBOR, by=world.ruben, at=at)
    dossier.loose_key(world.mila, world.home, since=at)

    assert not opens(world, world.mila, at)
    with pytest.raises(door.NotFound):
        door.require(world.mila, Permission.HOUSEHOLD_VIEW, world.home, at=at)
    assert not households.my_households(by=world.mila, at=at).rows
    assert not households.search("wilg", by=world.mila, at=at).rows
    assert not households.search(world.home.ref, by=world.mila, at=at).rows
    assert not today.tasks_for(world.mila, at=at)


def test_break_glass_and_asking_by_who_is_barred_look_like_nothing_there(
    world: World, at: datetime
) -> None:
    bars.set_bar(world.home, world.stella, NEIGHBOR, by=world.mila, at=at)
    for ref in (world.home.ref, ABSENT):
        need = emergencies.Need("danger", "Er is nu gevaar.", ref=ref, article="report")
        assert emergencies.break_glass(need, by=world.stella, at=at) == ""
        requests.ask(ref, "Vera is ziek.", by=world.stella, at=at)

    assert not Emergency.objects.exists()
    assert not AccessRequest.objects.exists()
    seen = Event.objects.filter(kind=EventKind.REFUSAL, actor_id=world.stella.pk).order_by("id")
    assert list(seen.values_list("household_ref", "subject")) == [
        (world.home.ref, "noodtoegang"),
        (world.home.ref, "vraag om toegang"),
        (ABSENT, "noodtoegang"),
        (ABSENT, "vraag om toegang"),
    ]


def test_who_set_a_bar_and_who_is_barred_do_not_lift_it(world: World, at: datetime) -> None:
    bars.set_bar(world.home, world.vera, NEIGHBOR, by=world.mila, at=at)
    bar = Bar.objects.select_related("household").get()

    with pytest.raises(Refusal) as refused:
        bars.lift(bar, "Vergissing.", by=world.mila, at=at)
    assert refused.value.rule is rules.DOSSIER_32
    with pytest.raises(door.NotFound):
        bars.lift(bar, "Vergissing.", by=world.vera, at=at)

    bars.lift(bar, "Een andere Vera.", by=world.ruben, at=at + HOUR)
    with pytest.raises(Refusal):
        bars.lift(bar, "Nog een keer.", by=world.ruben, at=at + HOUR)


def test_the_local_team_gets_its_key_back_and_a_partner_is_named_again(
    world: World, at: datetime
) -> None:
    for account in (world.mila, world.vera):
        bars.set_bar(world.home, account, NEIGHBOR, by=account, at=at)
    for bar in Bar.objects.select_related("household__pilot").order_by("id"):
        bars.lift(bar, "Nagekeken.", by=world.ruben, at=at + HOUR)

    assert opens(world, world.mila, at + HOUR)
    assert not opens(world, world.vera, at + HOUR)
    involvements.name_professional(world.involvement, world.vera, by=world.ruben, at=at + HOUR)
    assert opens(world, world.vera, at + HOUR)


def test_saying_it_by_reference_says_nothing_back(world: World, at: datetime) -> None:
    bars.report_self(f" {world.home.ref.lower()} ", NEIGHBOR, by=world.stella, at=at)
    bars.report_self(ABSENT, NEIGHBOR, by=world.stella, at=at)

    assert [bar.account for bar in Bar.objects.all()] == [world.stella]


def test_another_tie_is_described(world: World, at: datetime) -> None:
    with pytest.raises(Refusal) as refused:
        bars.report_self(world.home.ref, Tie("other"), by=world.stella, at=at)
    assert refused.value.rule is rules.DOSSIER_33


def test_barring_twice_keeps_the_first_reason(world: World, at: datetime) -> None:
    bars.set_bar(world.home, world.vera, NEIGHBOR, by=world.mila, at=at)
    bars.set_bar(world.home, world.vera, Tie("ex_partner"), by=world.ruben, at=at)

    assert [bar.kind for bar in Bar.objects.all()] == ["neighbor"]


@pytest.mark.parametrize(
    "wrong",
    [
        {"lifted_by": "mila"},
        {"lifted_by": "vera", "lifted_at": "now"},
        {"lifted_by": "mila", "lifted_at": "now"},
        {"kind": "other"},
        {"kind": "enemy"},
    ],
)
def test_the_database_keeps_bars_right(world: World, at: datetime, wrong: dict[str, str]) -> None:
    values = {"kind": "neighbor", **wrong}
    if "lifted_by" in values:
        values["lifted_by"] = getattr(world, values["lifted_by"])
    if "lifted_at" in values:
        values["lifted_at"] = at  # type: ignore[assignment]
    with pytest.raises(IntegrityError), transaction.atomic():
        Bar.objects.create(
            account=world.vera,
            household=world.home,
            recorded_at=at,
            recorded_by=world.mila,
            **values,
        )


def test_an_ended_account_opens_nothing_with_a_key_that_stayed(world: World, at: datetime) -> None:
    keys.end_account(world.vera, by=world.administrator, at=at)
    Key.objects.filter(account=world.vera).update(until=None)
    gone = Account.objects.get(pk=world.vera.pk)

    assert not opens(world, gone, at)
    assert not households.my_households(by=gone, at=at).rows
    assert not households.search("wilg", by=gone, at=at).rows
    with pytest.raises(Refusal) as refused:
        involvements.name_professional(world.involvement, gone, by=world.mila, at=at)
    assert refused.value.rule is rules.DOSSIER_45
