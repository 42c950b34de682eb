"""The figures against a slow oracle, on small made-up worlds; and what is shown of them."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import Decimal

import pytest
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext
from hypothesis import given
from hypothesis import strategies as st

from tandem.monitor import selectors, services
from tandem.monitor.enums import FORMS, Band, Computed, Question
from tandem.monitor.rules.quarter import Quarter, quarters
from tests.monitor import oracle
from tests.monitor.world import LONG_AGO, MONDAY, Place, place

Q4 = Quarter(2024, 4)

# Days around the edges of the quarter, and far away.
days = st.one_of(
    st.dates(date(2024, 9, 25), date(2024, 10, 5)),
    st.dates(date(2024, 12, 26), date(2025, 1, 5)),
    st.dates(date(2024, 5, 25), date(2025, 6, 30)),
)
births = st.one_of(
    st.dates(date(2006, 9, 25), date(2007, 1, 5)),
    st.dates(date(2024, 9, 25), date(2025, 1, 5)),
    st.sampled_from([date(1980, 2, 29), date(2004, 2, 29), date(2015, 7, 1)]),
)
spells = st.tuples(
    st.sampled_from([form.value[2:] for form in FORMS[:2]]),
    days,
    st.one_of(st.none(), st.integers(1, 120)),
    st.lists(st.tuples(st.integers(0, 100), st.integers(0, 64)), max_size=4),
)
kinds = st.sampled_from(["ots", "rvdk_test_request", "probation"])
measures = st.tuples(kinds, days, st.sampled_from([(True, False), (False, True), (False, False)]))
households = st.fixed_dictionaries(
    {
        "pilot": st.sampled_from(["huizen", "hilversum"]),
        "registered_on": days,
        "lasts": st.one_of(st.none(), st.integers(0, 150)),
        "considered": st.booleans(),
        "born": st.lists(births, max_size=3),
        "rides": st.lists(spells, max_size=3),
        "measures": st.lists(measures, max_size=2),
    }
)


def build(made: Place, worlds: list[dict]) -> None:  # type: ignore[type-arg]
    for one in worlds:
        start, lasts = one["registered_on"], one["lasts"]
        home = made.household(
            one["pilot"],
            start,
            ended_on=None if lasts is None else start + timedelta(days=lasts),
            considered=one["considered"],
            born=one["born"],
        )
        for form, since, length, spent in one["rides"]:
            until = None if length is None else since + timedelta(days=length)
            # Hours lie on days of the involvement itself: legal/rules.py, hours_fit.
            hours = {
                since + timedelta(days=late): Decimal(n) / 4
                for late, n in spent
                if length is None or late < length
            }
            made.ride(home, form, since, until, hours)
        for kind, day, (by_pilot, at_intake) in one["measures"]:
            made.measure(home, kind, day, by_pilot=by_pilot, at_intake=at_intake)


@pytest.mark.django_db
@given(st.lists(households, max_size=5))
def test_every_figure_equals_the_slow_oracle(worlds: list[dict]) -> None:  # type: ignore[type-arg]
    with transaction.atomic():
        made = place()
        build(made, worlds)
        everything = [[pilot] for pilot in made.in_order] + [made.in_order]

        for pilots in everything:
            sheets = selectors.from_work(pilots, Q4)
            sheet = selectors.of_region(made.region, sheets, Q4)
            expected = oracle.behind(pilots, Q4)

            for question in Question:
                assert sheet.value(question) == len(expected.get(question.value, ())), question
            assert sheet.stock == len(expected.get("stock", ()))
            for form in FORMS:
                found = oracle.band_of(pilots, Q4, form.value[2:])
                assert sheet.figure(form).band == found, form
        transaction.set_rollback(True)


@pytest.mark.django_db
@given(st.lists(households, max_size=4))
def test_what_is_behind_a_figure_is_exactly_what_it_counts(worlds: list[dict]) -> None:  # type: ignore[type-arg]
    with transaction.atomic():
        made = place()
        build(made, worlds)
        reader = made.somebody("local_team", pilot="huizen")
        homes = {home.ref: home for home in _all(made)}
        for home in homes.values():
            made.key(reader, home)
        expected = oracle.behind(made.in_order, Q4)

        for figure in (*Question, Computed.STOCK):
            lines = selectors.households_behind(
                figure, Q4, made.in_order, by=reader, at=MONDAY
            ).lines
            assert len(lines) == len({line.ref for line in lines})
            assert {homes[line.ref].pk for line in lines} == expected.get(figure.value, set())
        transaction.set_rollback(True)


def _all(made: Place) -> list:  # type: ignore[type-arg]
    return [home for pilot in made.in_order for home in pilot.households.all()]


@pytest.fixture
def gooi(db: None) -> Place:
    return place()


def test_figures_of_another_region_stay_out(gooi: Place) -> None:
    gooi.household("huizen", date(2024, 11, 1))
    elsewhere = place(["huizen"], region="Elders")

    sheets = selectors.shown(elsewhere.in_order, Q4)

    assert [sheet.value(Question.A) for sheet in sheets] == [0]


def test_days_on_which_two_partners_ride_in_one_form_count_once(gooi: Place) -> None:
    home = gooi.household("huizen", date(2024, 10, 1))
    # Fourteen days together, two hours: exactly one hour a week.
    gooi.ride(home, "advice", date(2024, 10, 1), date(2024, 10, 11), {date(2024, 10, 2): 2})
    gooi.ride(home, "advice", date(2024, 10, 3), date(2024, 10, 9))
    gooi.ride(home, "advice", date(2024, 10, 5), date(2024, 10, 15))

    [_hilversum, huizen] = selectors.from_work(gooi.in_order, Q4)

    assert huizen.figure(Question.D_ADVICE).band == Band.MEDIUM
    assert huizen.value(Question.D_ADVICE) == 1


def test_a_household_that_does_not_ride_in_a_form_makes_no_band(gooi: Place) -> None:
    gooi.household("huizen", date(2024, 10, 1))

    [_hilversum, huizen] = selectors.from_work(gooi.in_order, Q4)

    assert all(huizen.figure(form).band is None for form in FORMS)


def test_a_figure_by_hand_is_shown_and_what_the_work_says_stays(gooi: Place) -> None:
    gooi.household("huizen", date(2024, 10, 1))
    by = gooi.somebody("coordinator")
    hand = services.ByHand(Question.A, 4, "Drie gezinnen staan nog op papier.")

    services.fill_in(gooi.pilots["huizen"], Q4, hand, by=by, at=MONDAY)
    sheets = selectors.shown(gooi.in_order, Q4)
    region = selectors.of_region(gooi.region, sheets, Q4)

    assert (sheets[1].figure(Question.A).value, sheets[1].figure(Question.A).derived) == (4, 1)
    assert sheets[1].manual == (Question.A,)
    assert (region.value(Question.A), region.figure(Question.A).derived) == (4, 1)


def test_what_was_submitted_is_shown_whatever_the_work_says_later(gooi: Place) -> None:
    gooi.household("huizen", date(2024, 10, 1))
    by = gooi.somebody("coordinator")
    services.submit(gooi.pilots["huizen"], Q4, by=by, at=MONDAY)

    gooi.household("huizen", date(2024, 10, 2))
    gooi.household("hilversum", date(2024, 10, 2))

    [hilversum, huizen] = selectors.shown(gooi.in_order, Q4)
    assert (hilversum.value(Question.A), huizen.value(Question.A)) == (1, 1)
    assert selectors.of_region(gooi.region, [hilversum, huizen], Q4).value(Question.A) == 2
    assert selectors.from_work([gooi.pilots["huizen"]], Q4)[0].value(Question.A) == 2
    rows = selectors.over_quarters(gooi.in_order, quarters(Q4))
    assert [sheet.value(Question.A) for sheet in rows[Q4]] == [1, 1]


def test_figures_over_quarters_take_as_many_queries_for_two_quarters_as_for_eight(
    gooi: Place,
) -> None:
    gooi.household("huizen", date(2024, 10, 1))

    counts = []
    for last in (Q4, Quarter(2026, 2)):
        with CaptureQueriesContext(
            connection,
        ) as caught:
            selectors.over_quarters(gooi.in_order, quarters(last))
        counts.append(len(caught))

    assert counts[0] == counts[1] <= 3


# --- Keys ----------------------------------------------------------------------------------


def test_without_a_key_no_household_is_seen(gooi: Place) -> None:
    home = gooi.household("huizen", date(2024, 10, 1))
    coordinator = gooi.somebody("coordinator")
    stranger = gooi.somebody("local_team", pilot="hilversum")
    late = gooi.somebody("local_team", pilot="huizen")
    gooi.key(late, home, since=LONG_AGO, until=MONDAY)
    early = gooi.somebody("local_team", pilot="huizen")
    gooi.key(early, home, since=MONDAY + timedelta(seconds=1))
    loader = gooi.somebody("local_team", pilot="huizen")
    gooi.key(loader, home, scope="case_loader")

    for reader in (coordinator, stranger, late, early, loader):
        found = selectors.households_behind(Question.A, Q4, gooi.in_order, by=reader, at=MONDAY)
        assert found.lines == ()


def test_households_come_in_pages(gooi: Place) -> None:
    reader = gooi.somebody("local_team", pilot="huizen")
    for number in range(27):
        home = gooi.household("huizen", date(2024, 10, 1) + timedelta(days=number))
        gooi.key(reader, home)

    first = selectors.households_behind(Question.A, Q4, gooi.in_order, by=reader, at=MONDAY)
    second = selectors.households_behind(
        Question.A, Q4, gooi.in_order, by=reader, at=MONDAY, page=2
    )

    assert (len(first.lines), first.has_next, first.has_previous) == (25, True, False)
    assert (len(second.lines), second.has_next, second.has_previous) == (2, False, True)
    assert not {line.ref for line in first.lines} & {line.ref for line in second.lines}
