"""Quarters of a year. Pure: no clock, a day comes in as an argument."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta

from tandem.core.periods import Period

_ORDINALS = ("eerste", "tweede", "derde", "vierde")
_TEXT = re.compile(r"(2[0-9]{3})Q([1-4])", re.ASCII)
PER_YEAR = 4
_MONTHS = 3


@dataclass(frozen=True, slots=True, order=True)
class Quarter:
    """Three months of a year (kwartaal), written as 2024Q4."""

    year: int
    number: int

    @classmethod
    def parse(cls, text: str) -> Quarter:
        """Read '2024Q4'; ValueError for anything else."""
        found = _TEXT.fullmatch(text)
        if found is None:
            raise ValueError(text)
        return cls(int(found[1]), int(found[2]))

    @classmethod
    def of(cls, day: date) -> Quarter:
        """Return the quarter in which the day lies."""
        return cls(day.year, (day.month - 1) // _MONTHS + 1)

    def __str__(self) -> str:
        """Write as in addresses and exports: 2024Q4."""
        return f"{self.year}Q{self.number}"

    @property
    def label(self) -> str:
        """The words of a heading: vierde kwartaal 2024."""
        return f"{_ORDINALS[self.number - 1]} kwartaal {self.year}"

    @property
    def short(self) -> str:
        """The words under a bar of a chart: 2024 Q4."""
        return f"{self.year} Q{self.number}"

    @property
    def first_day(self) -> date:
        """The first day that is in."""
        return date(self.year, (self.number - 1) * _MONTHS + 1, 1)

    @property
    def until(self) -> date:
        """The first day that is out."""
        return self.next.first_day

    @property
    def last_day(self) -> date:
        """The reference date (peildatum, MON-02)."""
        return self.until - timedelta(days=1)

    @property
    def period(self) -> Period:
        """The days of the quarter, half-open."""
        return Period(self.first_day, self.until)

    @property
    def next(self) -> Quarter:
        """The quarter after this one."""
        return self.shifted(1)

    @property
    def previous(self) -> Quarter:
        """The quarter before this one."""
        return self.shifted(-1)

    def shifted(self, count: int) -> Quarter:
        """Return the quarter that many quarters later."""
        year, number = divmod(self.year * PER_YEAR + self.number - 1 + count, PER_YEAR)
        return Quarter(year, number + 1)

    def is_over(self, today: date) -> bool:
        """Tell whether its last day has passed."""
        return today >= self.until


# The way of working started on 1 June 2024; the first quarter that was counted is the third.
START = Quarter(2024, 2)
FIRST = Quarter(2024, 3)


def quarters(to: Quarter, since: Quarter = FIRST) -> tuple[Quarter, ...]:
    """Every quarter from the first one up to and including `to`, oldest first."""
    count = (to.year - since.year) * PER_YEAR + to.number - since.number + 1
    return tuple(since.shifted(step) for step in range(count))


def exists(quarter: Quarter, today: date) -> bool:
    """Tell whether the monitor has a page for the quarter: it was counted, or runs now."""
    return FIRST <= quarter <= Quarter.of(today)


def latest_closed(today: date) -> Quarter:
    """Return the quarter that opens first: the last one that is over."""
    return max(Quarter.of(today).previous, FIRST)
