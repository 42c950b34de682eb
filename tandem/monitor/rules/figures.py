"""Figures and their arithmetic: shares, bands, totals. Pure and exact, no floats inside."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from math import lcm
from typing import TYPE_CHECKING

from tandem.monitor.enums import FORMS, MEASURES, SUMMED, Band, Question

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.monitor.rules.quarter import Quarter

DAYS_IN_A_WEEK = 7
LONGEST_QUARTER = 92
# Weekly hours are hours * 7 / days, and hours are written in hundredths. Counted in this unit they
# are whole numbers, so that adding ten thousand of them and comparing with a boundary is exact.
UNIT = 100 * lcm(*range(1, LONGEST_QUARTER + 1))
MEDIUM_FROM = 1
HEAVY_FROM = 4


def percent(part: int, whole: int) -> Decimal | None:
    """Part of whole in percent, half-even to one decimal; None when there is nothing to share."""
    if whole == 0:
        return None
    return Decimal(round(Fraction(1000 * part, whole))) / 10


def mean_weekly(total: int, households: int) -> Fraction | None:
    """Mean weekly hours; the total is counted in UNIT (CF-10)."""
    return Fraction(total, UNIT * households) if households else None


def band(mean: Fraction | None) -> Band | None:
    """Light below 1 hour a week, medium from 1 to below 4, heavy from 4 (MON-D3, GAP-05)."""
    if mean is None:
        return None
    if mean < MEDIUM_FROM:
        return Band.LIGHT
    return Band.MEDIUM if mean < HEAVY_FROM else Band.HEAVY


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure as it is shown; `derived` is always what the work says, also when by hand."""

    value: int = 0
    derived: int = 0
    weekly: int = 0
    band: Band | None = None
    is_manual: bool = False
    reason: str = ""

    @classmethod
    def from_work(cls, count: int, weekly: int | None = None) -> Figure:
        """Make the figure that follows from the work."""
        found = None if weekly is None else band(mean_weekly(weekly, count))
        return cls(count, count, weekly or 0, found)

    @property
    def differs(self) -> bool:
        """Whether somebody counted something else than the work says."""
        return self.value != self.derived


NOTHING = Figure()


@dataclass(frozen=True, slots=True)
class Submitted:
    """Which version of a pilot's quarter is shown: the latest that was submitted."""

    version: int
    at: datetime
    by: str
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Sheet:
    """The figures of one pilot, or of the region, for one quarter."""

    quarter: Quarter
    slug: str
    name: str
    figures: Mapping[Question, Figure]
    submitted: Submitted | None = None
    stock: int = 0

    def figure(self, question: Question) -> Figure:
        """Return the figure of a question; nothing counted is zero."""
        return self.figures.get(question, NOTHING)

    def value(self, question: Question) -> int:
        """Return the number that is shown for a question."""
        return self.figure(question).value

    @property
    def measures(self) -> int:
        """The measures together, without what would count twice (CF-16, NOT-07)."""
        return sum(self.value(question) for question in SUMMED)

    def share(self, question: Question) -> Decimal | None:
        """Return C and E as part of A, D as part of all households (CF-06, CF-09, CF-13)."""
        whole = Question.A if question in {Question.C, Question.E} else Question.HOUSEHOLDS
        return percent(self.value(question), self.value(whole))

    @property
    def measures_share(self) -> Decimal | None:
        """The measures together as part of all households in the quarter (CF-17)."""
        return percent(self.measures, self.value(Question.HOUSEHOLDS))

    @property
    def manual(self) -> tuple[Question, ...]:
        """The questions that were counted by hand."""
        return tuple(question for question in Question if self.figure(question).is_manual)


def total(sheets: Iterable[Sheet], *, quarter: Quarter, slug: str, name: str) -> Sheet:
    """Add up the sheets of pilots to that of their region; shares and bands follow from the sums.

    The band of the region is the mean over all its households with the form, so over the weekly
    hours that were counted in the work.
    """
    added = tuple(sheets)
    figures = {
        question: _sum(question, [one.figure(question) for one in added]) for question in Question
    }
    return Sheet(quarter, slug, name, figures, stock=sum(sheet.stock for sheet in added))


def _sum(question: Question, added: list[Figure]) -> Figure:
    weekly = sum(figure.weekly for figure in added)
    derived = sum(figure.derived for figure in added)
    return Figure(
        value=sum(figure.value for figure in added),
        derived=derived,
        weekly=weekly,
        band=band(mean_weekly(weekly, derived)) if question in FORMS else None,
        is_manual=any(figure.is_manual for figure in added),
    )


def same_numbers(one: Sheet, other: Sheet) -> bool:
    """Tell whether two sheets say the same about every question."""

    def said(figure: Figure) -> tuple[object, ...]:
        return figure.value, figure.derived, figure.band, figure.is_manual, figure.reason

    return all(said(one.figure(question)) == said(other.figure(question)) for question in Question)


def as_json(sheet: Sheet) -> dict[str, object]:
    """Write a sheet in the structure of the expected figures of the case files."""
    return {
        "A": sheet.value(Question.A),
        "B": sheet.value(Question.B),
        "C": sheet.value(Question.C),
        "C_pct": _number(sheet.share(Question.C)),
        "D": {_part(question): sheet.value(question) for question in FORMS},
        "D_intensity": {_part(question): _band(sheet.figure(question)) for question in FORMS},
        "E": sheet.value(Question.E),
        "E_pct": _number(sheet.share(Question.E)),
        "F": {_part(question): sheet.value(question) for question in MEASURES},
        "F_sum": sheet.measures,
        "households_in_quarter": sheet.value(Question.HOUSEHOLDS),
        "F_pct": _number(sheet.measures_share),
    }


def _part(question: Question) -> str:
    return question.value.partition(".")[2]


def _number(value: Decimal | None) -> float | None:
    return None if value is None else float(value)


def _band(figure: Figure) -> str | None:
    return None if figure.band is None else figure.band.value
