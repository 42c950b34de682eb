"""Slowing down is not doing nothing: both riders sign, with a sign and a day (WP-17, WP-18)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.desk.selectors.deadlines import power_tasks
from tandem.dossier.enums import Position
from tandem.dossier.models import Seat
from tandem.journey import rules
from tandem.journey.models import SlowDown
from tandem.journey.services import slow_downs
from tests.factories.visitor import Visitor, words
from tests.judged import Judged

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.network.models import Account
    from tests.factories.world import World

MONDAY = date(2026, 9, 7)
MONTH = timedelta(days=28)


def whole(**facts: Any) -> Verdict:
    known: dict[str, Any] = {
        "motivation": "Daan begint maandag.",
        "safety_condition": "Slaat er iemand, dan bellen we.",
        "family_view": "Fatima wil het proberen.",
        "decided_on": MONDAY,
        "review_on": MONDAY + MONTH,
    }
    return rules.slowing_down_is_whole(**(known | facts))


def signs(**facts: bool) -> Verdict:
    known = {"is_open": True, "wrote_it": False, "is_asked": True}
    return rules.may_co_sign(**(known | facts))


JUDGED = (
    Judged(rules.JOURNEY_22, whole(), whole(safety_condition=" ")),
    Judged(rules.JOURNEY_22, whole(), whole(review_on=MONDAY)),
    Judged(rules.JOURNEY_22, whole(), whole(review_on=MONDAY + timedelta(days=93))),
    Judged(rules.JOURNEY_22, signs(), signs(is_overdue=True)),
    Judged(
        rules.JOURNEY_22,
        rules.looking_back_after(MONDAY, decided_on=MONDAY),
        rules.looking_back_after(MONDAY - timedelta(days=1), decided_on=MONDAY),
    ),
    Judged(
        rules.JOURNEY_22,
        rules.looking_back_says_what("Rustig."),
        rules.looking_back_says_what(" "),
    ),
    Judged(rules.JOURNEY_23, rules.may_propose(rides=True), rules.may_propose(rides=False)),
    Judged(rules.JOURNEY_23, signs(), signs(wrote_it=True)),
    Judged(rules.JOURNEY_23, signs(), signs(is_asked=False)),
    Judged(rules.JOURNEY_24, signs(), signs(is_open=False)),
    Judged(rules.JOURNEY_24, rules.one_at_a_time(running=0), rules.one_at_a_time(running=1)),
    Judged(rules.JOURNEY_24, rules.still_runs(has_ended=False), rules.still_runs(has_ended=True)),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_the_rule_passes_and_refuses(judged: Judged) -> None:
    judged.check()


@given(
    st.dictionaries(st.integers(1, 6), st.sampled_from(Position.values), max_size=6),
    st.integers(1, 6),
)
def test_whoever_signs_rides_and_is_never_the_first(places: dict[int, str], first: int) -> None:
    seconds = rules.second_riders(places, first=first)

    assert first not in seconds
    assert seconds <= set(places)
    assert all(places[who] != places.get(first) for who in seconds)


def new(at: datetime, **other: Any) -> slow_downs.NewSlowDown:
    made = slow_downs.NewSlowDown(
        day_of(at),
        "Daan begint maandag met de cursus.",
        "Slaat er iemand, dan bellen we dezelfde dag.",
        "Fatima wil het proberen.",
        day_of(at) + MONTH,
    )
    return replace(made, **other)


def proposed(world: World, at: datetime, *, by: Account | None = None) -> SlowDown:
    return slow_downs.propose(world.home, new(at), by=by or world.mila, at=at)


def rule_of(refusal: pytest.ExceptionInfo[Refusal]) -> str:
    return refusal.value.rule.id


def tasks(account: Account, at: datetime) -> list[str]:
    return [task.title for task in power_tasks(account, at=at) if "ertrag" in task.title]


def test_it_is_in_force_when_the_other_rider_has_signed(world: World, at: datetime) -> None:
    made = proposed(world, at)
    assert made.co_signed_at is None

    slow_downs.co_sign(made, by=world.vera, at=at)

    made = SlowDown.objects.get(pk=made.pk)
    assert made.is_signed
    assert made.co_signed_by == world.vera
    events = ["slow_down_proposed", "slow_down_co_signed"]
    found = Event.objects.filter(event__startswith="slow_down").order_by("id")
    assert list(found.values_list("event", flat=True)) == events


def test_the_one_on_the_back_writes_and_the_one_in_front_signs(world: World, at: datetime) -> None:
    made = proposed(world, at, by=world.vera)

    slow_downs.co_sign(made, by=world.mila, at=at)

    made.refresh_from_db()
    assert made.co_signed_by == world.mila


def test_nobody_signs_twice_or_for_another(world: World, at: datetime) -> None:
    made = proposed(world, at)

    for account in (world.mila, world.ruben):
        with pytest.raises(Refusal) as refusal:
            slow_downs.co_sign(made, by=account, at=at)
        assert rule_of(refusal) == "JOURNEY-23"
    slow_downs.co_sign(made, by=world.vera, at=at)
    with pytest.raises(Refusal) as refusal:
        slow_downs.co_sign(made, by=world.vera, at=at)
    assert rule_of(refusal) == "JOURNEY-24"


def test_with_nobody_on_the_back_the_team_lead_signs(world: World, at: datetime) -> None:
    Seat.objects.filter(position=Position.BACK).update(until=day_of(at))
    made = proposed(world, at)

    with pytest.raises(Refusal):
        slow_downs.co_sign(made, by=world.vera, at=at)
    slow_downs.co_sign(made, by=world.ruben, at=at)

    made.refresh_from_db()
    assert made.co_signed_by == world.ruben


def test_who_does_not_ride_does_not_decide_to_wait(world: World, at: datetime) -> None:
    with pytest.raises(Refusal) as refusal:
        proposed(world, at, by=world.ruben)

    assert rule_of(refusal) == "JOURNEY-23"
    assert not SlowDown.objects.exists()


def test_there_is_one_at_a_time(world: World, at: datetime) -> None:
    proposed(world, at)

    with pytest.raises(Refusal) as refusal:
        proposed(world, at, by=world.vera)
    assert rule_of(refusal) == "JOURNEY-24"


def test_it_is_too_late_to_sign_after_the_day_of_looking_back(world: World, at: datetime) -> None:
    made = proposed(world, at)
    late = at + MONTH + timedelta(days=1)

    with pytest.raises(Refusal) as refusal:
        slow_downs.co_sign(made, by=world.vera, at=late)
    assert rule_of(refusal) == "JOURNEY-22"


def test_anybody_who_works_there_ends_it_alone(world: World, at: datetime) -> None:
    made = proposed(world, at)
    slow_downs.co_sign(made, by=world.vera, at=at)

    again = slow_downs.look_back(made, "Er is geslagen.", on=day_of(at), by=world.ruben, at=at)

    made.refresh_from_db()
    assert again is None
    assert (made.ended_by, made.end_reason) == (world.ruben, "Er is geslagen.")
    with pytest.raises(Refusal) as refusal:
        slow_downs.look_back(made, "Nog eens.", on=day_of(at), by=world.mila, at=at)
    assert rule_of(refusal) == "JOURNEY-24"


def test_going_on_is_a_new_decision_that_waits_again(world: World, at: datetime) -> None:
    made = proposed(world, at)
    slow_downs.co_sign(made, by=world.vera, at=at)
    later = at + MONTH

    again = slow_downs.look_back(
        made, "Rustiger.", on=day_of(later), again=new(later), by=world.vera, at=later
    )

    assert again is not None
    assert not again.is_signed
    assert again.recorded_by == world.vera
    made.refresh_from_db()
    assert made.ended_on == day_of(later)


def test_a_no_to_going_on_ends_nothing(world: World, at: datetime) -> None:
    made = proposed(world, at)

    with pytest.raises(Refusal):
        slow_downs.look_back(made, "Rustig.", on=day_of(at), again=new(at), by=world.ruben, at=at)

    made.refresh_from_db()
    assert made.ended_at is None


def test_the_database_takes_no_second_signature_of_the_first(world: World, at: datetime) -> None:
    made = proposed(world, at)

    with pytest.raises(IntegrityError, match="signed_by_two"), transaction.atomic():
        SlowDown.objects.filter(pk=made.pk).update(co_signed_at=at, co_signed_by=world.mila)


def test_vandaag_asks_the_second_to_sign_and_the_riders_to_look_back(
    world: World, at: datetime
) -> None:
    made = proposed(world, at)
    assert tasks(world.vera, at) == ["Besluit om te vertragen lezen en tekenen"]
    assert tasks(world.mila, at) == tasks(world.ruben, at) == []

    slow_downs.co_sign(made, by=world.vera, at=at)

    near, late = at + timedelta(days=22), at + timedelta(days=40)
    assert tasks(world.vera, at) == []
    assert tasks(world.mila, near) == tasks(world.vera, near) == ["Terugkijken op vertragen"]
    assert [task.due_on < day_of(late) for task in power_tasks(world.mila, at=late)][:1] == [True]


def test_without_a_back_rider_vandaag_asks_the_team_lead(world: World, at: datetime) -> None:
    Seat.objects.filter(position=Position.BACK).update(until=day_of(at))
    proposed(world, at)

    assert tasks(world.ruben, at) == ["Besluit om te vertragen lezen en tekenen"]


# The pages ----------------------------------------------------------------------------------------


FORM = {
    "decided_on": MONDAY.isoformat(),
    "motivation": "Daan begint maandag.",
    "safety_condition": "Slaat er iemand, dan bellen we.",
    "family_view": "Fatima wil het proberen.",
    "review_on": (MONDAY + MONTH).isoformat(),
}


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def vera(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.vera, at=monday)


def test_until_the_second_signs_the_page_says_that_it_does_not_hold(
    mila: Visitor, vera: Visitor, world: World
) -> None:
    ref = world.home.ref
    assert mila.send("journey:slow_down", ref, **FORM).status_code == 303
    made = SlowDown.objects.get()

    shown = words(mila.look("desk:together", ref))
    assert "geldt nog niet" in shown
    assert "wacht op Vera Tuinman" in shown
    own = mila.look("journey:slow_down_sign", ref, made.pk)
    assert "U legde dit besluit zelf vast." in words(own)
    assert "Ik teken mee" not in words(own)
    assert mila.send("journey:slow_down_sign", ref, made.pk).status_code == 409

    assert "Slaat er iemand, dan bellen we." in words(
        vera.look("journey:slow_down_sign", ref, made.pk)
    )
    assert vera.send("journey:slow_down_sign", ref, made.pk).status_code == 303
    after = words(mila.look("desk:together", ref))
    assert "We vertragen sinds" in after
    assert "getekend door Mila Beukema en Vera Tuinman" in after


def test_looking_back_ends_it_or_asks_everything_again(
    mila: Visitor, world: World, at: datetime
) -> None:
    made, ref = proposed(world, at), world.home.ref
    back = {"on": MONDAY.isoformat(), "saw": "Rustig."}

    bare = {"goes_on": "ja", "review_on": (MONDAY + MONTH).isoformat()}
    half = mila.send("journey:slow_down_look_back", ref, made.pk, **back, **bare)
    assert half.status_code == 422
    assert "Vul dit in als u verder vertraagt." in words(half)

    again = FORM | {"goes_on": "ja"}
    assert (
        mila.send("journey:slow_down_look_back", ref, made.pk, **back, **again).status_code == 303
    )
    fresh = SlowDown.objects.get(ended_at=None)
    stop = back | {"goes_on": "nee"}
    assert mila.send("journey:slow_down_look_back", ref, fresh.pk, **stop).status_code == 303
    assert "nooit meegetekend" in words(mila.look("desk:together", ref))


def test_who_has_no_key_finds_nothing(world: World, at: datetime, monday: datetime) -> None:
    made, stranger = proposed(world, at), Visitor(Client(), world.outsider, at=monday)

    for page in (
        ("journey:slow_down", world.home.ref),
        ("journey:slow_down_sign", world.home.ref, made.pk),
        ("journey:slow_down_look_back", world.home.ref, made.pk),
    ):
        assert stranger.look(*page).status_code == 404
        assert stranger.send(*page).status_code == 404
