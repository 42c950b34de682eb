"""Green, orange and red as dated stretches: read from grounds, without gap or overlap."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from itertools import pairwise

from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period, day_of
from tandem.dossier.enums import Form
from tandem.journey.services import tandem, withdrawals
from tandem.legal import rules, selectors
from tandem.legal.enums import Regime, Via
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World

FIRST = date(2026, 3, 1)
DAY = timedelta(days=1)

days = st.integers(0, 40).map(lambda n: FIRST + n * DAY)
periods = st.tuples(days, st.none() | days).map(lambda pair: Period(*pair))
carriers = st.lists(
    st.builds(
        rules.Carrier,
        st.sampled_from([Regime.GREEN, Regime.ORANGE, Regime.RED]),
        periods,
        st.sampled_from(["toestemming", "melding", "ots"]),
        st.sampled_from(["", "klaar"]),
    ),
    max_size=8,
)


def heaviest(found: list[rules.Carrier], day: date) -> Regime:
    here = [one.regime for one in found if one.period.has(day)]
    return next((one for one in reversed(rules.WEIGHT) if one in here), Regime.NONE)


@given(carriers)
def test_every_day_lies_in_one_stretch_with_the_heaviest_light(found: list[rules.Carrier]) -> None:
    made = rules.stretches(found)
    first = min((one.period.since for one in found if not one.period.is_empty), default=None)

    assert (made[0].period.since if made else None) == first
    for one, following in pairwise(made):
        assert one.period.until == following.period.since
        assert one.regime is not following.regime
    if made:
        assert made[-1].period.until is None
    for day in (FIRST + n * DAY for n in range(45)):
        here = [one for one in made if one.period.has(day)]
        assert [one.regime for one in here] == ([heaviest(found, day)] if here else [])
        assert bool(here) == (first is not None and day >= first)


@given(carriers)
def test_a_light_has_its_grounds_and_darkness_has_none(found: list[rules.Carrier]) -> None:
    for one in rules.stretches(found):
        assert bool(one.grounds) == (one.regime is not Regime.NONE)


@given(carriers)
def test_going_down_is_known_from_going_up(found: list[rules.Carrier]) -> None:
    for before, after in pairwise(rules.stretches(found)):
        lighter = rules.WEIGHT.index(after.regime) < rules.WEIGHT.index(before.regime)
        assert after.is_down == lighter
        assert lighter or not after.reasons


@given(st.lists(periods, max_size=5), st.lists(periods, max_size=5))
def test_common_days_lie_in_both(one: list[Period], other: list[Period]) -> None:
    both = rules.common(one, other)

    for day in (FIRST + n * DAY for n in range(-1, 45)):
        expected = any(p.has(day) for p in one) and any(p.has(day) for p in other)
        assert any(p.has(day) for p in both) == expected


@given(days, st.lists(periods, max_size=4), st.lists(periods, max_size=4))
def test_a_ground_ends_on_the_first_day_that_is_not_carried(
    since: date, one: list[Period], other: list[Period]
) -> None:
    end = rules.ground_ends(since, one, other)

    day = since
    while day < FIRST + 60 * DAY and all(any(p.has(day) for p in g) for g in (one, other)):
        day += DAY
    assert end == (None if day == FIRST + 60 * DAY else day)


def test_an_extension_in_time_leaves_no_gap() -> None:
    first, second = Period(FIRST, FIRST + 9 * DAY), Period(FIRST + 9 * DAY, FIRST + 20 * DAY)

    assert rules.ground_ends(FIRST, [second, first]) == FIRST + 20 * DAY


class TestHistory:
    def test_up_to_orange_and_down_again_with_the_reason(self, world: World, at: datetime) -> None:
        dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
        power = dossier.partner(
            world.home,
            world.gi,
            form=Form.WITH_POWERS,
            professional=world.guus,
            by=world.mila,
            at=at,
        )
        later = at + 10 * DAY
        tandem.let_go(
            power, last_day=day_of(later), reason="het is veilig", by=world.mila, at=later
        )

        green, orange, again = selectors.regime_history(world.home, at=later)

        assert [one.regime for one in (green, orange, again)] == ["green", "orange", "green"]
        assert orange.period == Period(day_of(at), day_of(later) + DAY)
        assert orange.grounds == (f"melding bij Veilig Thuis ({world.gi.name})",)
        assert again.is_down
        assert again.reasons == ("het is veilig",)

    def test_a_light_goes_out_when_the_last_yes_is_taken_back(
        self, world: World, at: datetime
    ) -> None:
        for consent in world.consents.values():
            withdrawals.receive(consent, via=Via.ORAL, by=world.mila, at=at)

        green, dark = selectors.regime_history(world.home, at=at)

        assert green.regime is Regime.GREEN
        assert dark.regime is Regime.NONE
        assert dark.period == Period(day_of(at))
        assert "trok de toestemming in" in dark.reasons[0]

    def test_it_agrees_with_the_light_of_today(self, world: World, at: datetime) -> None:
        history = selectors.regime_history(world.home, at=at)
        now, _since = selectors.regimes([world.home.pk], at=at)[world.home.pk]

        assert history[-1].regime is now

    def test_it_ends_with_the_household(self, world: World, at: datetime) -> None:
        world.home.ended_on = day_of(at)

        assert selectors.regime_history(world.home, at=at)[-1].period.last_day == day_of(at)

    def test_the_page_says_it(self, world: World, monday: datetime, client: Client) -> None:
        mila = Visitor(client, world.mila, at=monday)

        shown = words(mila.look("desk:decisions", world.home.ref))

        assert "Groen, oranje en rood" in shown
        assert "toestemming van Fatima" in shown
