"""Working days in the Netherlands (Algemene termijnenwet, art. 3).

The calendar of the library `holidays` lists the public holidays and Good Friday; the days that the
government added stand here. 5 May counts every year (art. 3).
"""

from datetime import date, timedelta
from functools import cache

from holidays import country_holidays

# Days made equal to a holiday by royal decree (facts.md 9).
ADDED_DAYS = frozenset(
    date.fromisoformat(day)
    for day in (
        "2023-04-28",
        "2023-05-19",
        "2024-05-10",
        "2024-12-27",
        "2025-05-30",
        "2026-01-02",
        "2026-05-15",
        "2027-05-07",
        "2028-04-28",
        "2028-05-26",
    )
)
_SATURDAY = 5


@cache
def _holidays_of(year: int) -> frozenset[date]:
    found = country_holidays("NL", years=year, categories=("public", "optional"))
    return frozenset(found) | {date(year, 5, 5)}


def is_workday(day: date) -> bool:
    """Whether offices work on the day."""
    return day.weekday() < _SATURDAY and day not in ADDED_DAYS and day not in _holidays_of(day.year)


def after_workdays(day: date, count: int) -> date:
    """Return the day that is `count` working days after `day`, which is day 0."""
    result = day
    while count > 0:
        result += timedelta(days=1)
        count -= is_workday(result)
    return result
