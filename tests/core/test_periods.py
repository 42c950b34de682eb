"""Periods against plain sets of days."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period, age_on, day_of, joined, start_of

FIRST = date(2024, 1, 1)
# Ends lie well before the horizon, so that a period without end holds days that no other holds.
LATEST_END, HORIZON = 40, 60

days = st.integers(0, LATEST_END).map(lambda number: FIRST + timedelta(days=number))
periods = st.builds(Period, days, st.none() | days)
every_day = [FIRST + timedelta(days=number) for number in range(HORIZON)]


def held(period: Period) -> set[date]:
    return {day for day in every_day if period.has(day)}


@given(periods, days)
def test_from_is_in_and_until_is_out(period: Period, day: date) -> None:
    expected = period.since <= day and (period.until is None or day < period.until)

    assert period.has(day) == expected
    assert not (period.until is not None and period.has(period.until))


@given(periods)
def test_a_period_is_empty_when_it_holds_no_day(period: Period) -> None:
    assert period.is_empty == (not held(period))


@given(periods, periods)
def test_covers_is_being_a_superset(outer: Period, inner: Period) -> None:
    assert outer.covers(inner) == (held(inner) <= held(outer))


@given(periods, periods)
def test_overlaps_is_sharing_a_day(one: Period, other: Period) -> None:
    assert one.overlaps(other) == bool(held(one) & held(other))
    assert one.overlaps(other) == other.overlaps(one)


@given(st.lists(periods, max_size=6))
def test_joined_holds_the_same_days_in_the_fewest_periods(many: list[Period]) -> None:
    found = joined(many)

    assert set().union(*map(held, found)) == set().union(*map(held, many))
    assert list(found) == sorted(found)
    for earlier, later in pairwise(found):
        assert earlier.until is not None
        assert earlier.until < later.since


@given(days, days, days)
def test_adjoining_periods_share_no_moment(start: date, middle: date, end: date) -> None:
    assert not Period(start, middle).overlaps(Period(middle, end))


@given(days, st.none() | days)
def test_the_last_day_is_in(since: date, last: date | None) -> None:
    period = Period.with_last_day(since, last)

    assert period.last_day == last
    assert last is None or last < since or period.has(last)


@pytest.mark.parametrize(
    ("born", "day", "age"),
    [
        ("2012-05-20", "2026-05-19", 13),
        ("2012-05-20", "2026-05-20", 14),
        ("2012-02-29", "2024-02-28", 11),
        ("2012-02-29", "2024-02-29", 12),
        ("2012-02-29", "2025-02-28", 12),
        ("2012-02-29", "2025-03-01", 13),
        ("2026-12-01", "2026-09-07", -1),
    ],
)
def test_age_in_whole_years(born: str, day: str, age: int) -> None:
    assert age_on(date.fromisoformat(born), date.fromisoformat(day)) == age


@pytest.mark.parametrize(
    ("day", "hours"), [("2026-03-29", 23), ("2026-10-25", 25), ("2026-09-07", 24)]
)
def test_a_day_lasts_as_long_as_the_clock_says(day: str, hours: int) -> None:
    today = date.fromisoformat(day)
    tomorrow = today + timedelta(days=1)
    begin, end = start_of(today), start_of(tomorrow)

    assert end.timestamp() - begin.timestamp() == hours * 3600
    assert day_of(begin) == today
    assert day_of(end - timedelta(microseconds=1)) == today
    assert day_of(end) == tomorrow
