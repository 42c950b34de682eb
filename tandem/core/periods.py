"""Half-open periods of days: from is in, until is out, None still runs."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

AMSTERDAM = ZoneInfo("Europe/Amsterdam")


def day_of(at: datetime) -> date:
    """Return the Dutch calendar day of a moment."""
    return at.astimezone(AMSTERDAM).date()


def start_of(day: date) -> datetime:
    """Return the moment at which a Dutch calendar day begins, also when the clock changes."""
    return datetime.combine(day, time.min, tzinfo=AMSTERDAM)


@dataclass(frozen=True, slots=True, order=True)
class Period:
    """Days from `since` up to, not including, `until`; `until=None` still runs."""

    since: date
    until: date | None = None

    @classmethod
    def with_last_day(cls, since: date, last_day: date | None) -> "Period":
        """Make a period from an inclusive last day, as people and case files write it."""
        return cls(since, None if last_day is None else last_day + timedelta(days=1))

    @property
    def last_day(self) -> date | None:
        """The last day that is in, or None while it runs."""
        return None if self.until is None else self.until - timedelta(days=1)

    @property
    def is_empty(self) -> bool:
        """A period without any day."""
        return self.until is not None and self.until <= self.since

    def has(self, day: date) -> bool:
        """Whether the day lies in the period."""
        return self.since <= day and (self.until is None or day < self.until)

    def covers(self, other: "Period") -> bool:
        """Whether every day of the other period lies in this one."""
        if other.is_empty:
            return True
        if self.since > other.since:
            return False
        return self.until is None or (other.until is not None and other.until <= self.until)

    def overlaps(self, other: "Period") -> bool:
        """Whether the two share at least one day."""
        if self.is_empty or other.is_empty:
            return False
        starts_before_other_ends = other.until is None or self.since < other.until
        other_starts_before_end = self.until is None or other.since < self.until
        return starts_before_other_ends and other_starts_before_end


def joined(periods: Iterable[Period]) -> tuple[Period, ...]:
    """Join overlapping and adjoining periods into the fewest that hold the same days, in order."""
    result: list[Period] = []
    for period in sorted(
        (p for p in periods if not p.is_empty), key=lambda p: (p.since, p.until or date.max)
    ):
        last = result[-1] if result else None
        if last and (last.until is None or period.since <= last.until):
            until = (
                None
                if last.until is None or period.until is None
                else max(last.until, period.until)
            )
            result[-1] = Period(last.since, until)
        else:
            result.append(period)
    return tuple(result)


def age_on(born_on: date, day: date) -> int:
    """Whole years of age on the day; negative before birth."""
    return day.year - born_on.year - ((day.month, day.day) < (born_on.month, born_on.day))


def birthday(born_on: date, years: int) -> date:
    """The first day on which somebody is so many years old; who was born on 29 February, 1 March.

    The day agrees with `age_on`.
    """
    try:
        return born_on.replace(year=born_on.year + years)
    except ValueError:
        return date(born_on.year + years, 3, 1)
