"""The figures counted slowly, in plain Python, straight from the definitions of chapter E."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta
from fractions import Fraction
from typing import TYPE_CHECKING

from tandem.dossier.models import Household
from tandem.monitor.enums import Band
from tandem.monitor.rules.quarter import Quarter

if TYPE_CHECKING:
    from tandem.dossier.models import Involvement
    from tandem.network.models import Pilot


def _days(quarter: Quarter) -> list[date]:
    count = (quarter.last_day - quarter.first_day).days + 1
    return [quarter.first_day + timedelta(days=number) for number in range(count)]


def _has_birthday_behind(born: date, day: date) -> bool:
    return (day.month, day.day) >= (born.month, born.day)


def _is_minor(born: date, day: date) -> bool:
    years = day.year - born.year - (0 if _has_birthday_behind(born, day) else 1)
    return born <= day and years < 18


def _rides(one: Involvement, day: date) -> bool:
    return one.since <= day and (one.until is None or day < one.until)


def behind(pilots: list[Pilot], quarter: Quarter) -> dict[str, set[int]]:
    """Which households every figure counts."""
    first, last = quarter.first_day, quarter.last_day
    found: dict[str, set[int]] = {}
    for home in Household.objects.filter(pilot__in=pilots):
        for code in _codes(home, quarter, first, last):
            found.setdefault(code, set()).add(home.pk)
    return found


def _codes(home: Household, quarter: Quarter, first: date, last: date) -> Iterator[str]:
    if first <= home.registered_on <= last:
        yield from _of_new(home)
    if home.ended_on is not None and first <= home.ended_on <= last:
        yield from ["B"] * (home.registered_on >= date(2024, 6, 1))
    if home.registered_on <= last:
        yield from ["households_in_quarter"] * (home.ended_on is None or home.ended_on >= first)
        yield from ["stock"] * (home.ended_on is None or home.ended_on > last)
    for one in home.involvements.all():
        yield from [f"D.{one.form}"] * any(_rides(one, day) for day in _days(quarter))
    for measure in home.measures.all():
        counts = measure.initiated_by_pilot and not measure.running_at_intake
        yield from [f"F.{measure.kind}"] * (counts and first <= measure.decided_on <= last)


def _of_new(home: Household) -> Iterator[str]:
    yield "A"
    if home.intake.measure_considered:
        yield "E"
    if not any(_is_minor(one.born_on, home.registered_on) for one in home.persons.all()):
        yield "C"


def band_of(pilots: list[Pilot], quarter: Quarter, form: str) -> Band | None:
    """The intensity of a form."""
    rates = []
    for home in Household.objects.filter(pilot__in=pilots):
        rides = [one for one in home.involvements.all() if one.form == form]
        days = {day for day in _days(quarter) if any(_rides(one, day) for one in rides)}
        if days:
            hours = sum(
                Fraction(line.hours)
                for one in rides
                for line in one.hours.all()
                if quarter.first_day <= line.day <= quarter.last_day
            )
            rates.append(hours / Fraction(len(days), 7))
    if not rates:
        return None
    mean = sum(rates) / len(rates)
    return Band.LIGHT if mean < 1 else Band.MEDIUM if mean < 4 else Band.HEAVY
