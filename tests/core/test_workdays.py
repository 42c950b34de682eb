"""Working days of the Algemene termijnenwet (facts.md 9)."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.workdays import after_workdays, is_workday

FREE = [
    ("2026-01-01", "Nieuwjaarsdag"),
    ("2026-01-02", "bijgevoegde dag"),
    ("2026-04-03", "Goede Vrijdag"),
    ("2026-04-06", "tweede paasdag"),
    ("2026-04-27", "Koningsdag"),
    ("2026-05-05", "5 mei, ook buiten een lustrum"),
    ("2025-05-05", "5 mei in een lustrum"),
    ("2026-05-14", "Hemelvaartsdag"),
    ("2026-05-15", "bijgevoegde dag na Hemelvaart"),
    ("2026-05-25", "tweede pinksterdag"),
    ("2026-12-25", "eerste kerstdag"),
    ("2024-12-27", "bijgevoegde dag"),
    ("2026-09-05", "zaterdag"),
    ("2026-09-06", "zondag"),
]


@pytest.mark.parametrize(("day", "why"), FREE)
def test_offices_are_closed(day: str, why: str) -> None:
    assert not is_workday(date.fromisoformat(day)), why


@pytest.mark.parametrize("day", ["2026-09-07", "2026-05-04", "2026-12-24", "2026-10-05"])
def test_offices_are_open(day: str) -> None:
    assert is_workday(date.fromisoformat(day))


def test_five_workdays_after_the_thirtieth_of_april() -> None:
    assert after_workdays(date(2026, 4, 30), 5) == date(2026, 5, 8)


def test_workdays_over_ascension_and_the_added_day() -> None:
    assert after_workdays(date(2026, 5, 13), 1) == date(2026, 5, 18)


@given(st.dates(date(2023, 1, 1), date(2029, 1, 1)), st.integers(0, 15))
def test_counted_one_by_one(day: date, count: int) -> None:
    end = after_workdays(day, count)
    between = [day + timedelta(days=n) for n in range(1, (end - day).days + 1)]

    assert sum(map(is_workday, between)) == count
    assert end == day or is_workday(end)
