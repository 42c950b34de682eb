"""The road of a household: everything that happened, on one line of days (DOS-27)."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.text import Truncator

from tandem.core.periods import Period, day_of
from tandem.core.timeline import Happening, Lane, Mark, Road, laid_out
from tandem.desk.selectors._union import ANSWERS, STEPS, sentence
from tandem.dossier.enums import Position
from tandem.dossier.selectors import sight
from tandem.legal.selectors import regime_history

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import datetime

    from tandem.dossier.models import Household

LONGEST = 110
# A bundle that is not larger, says everything that is in it in the list.
MOST_NAMED = 6

LANES = (
    Lane("contact", "Contact met het gezin", "contacten", "circle"),
    Lane("opgeschreven", "Opgeschreven", "aantekeningen", "circle", is_open=True),
    Lane("toestemming", "Toestemming", "stappen rond toestemming", "square"),
    Lane("regime", "Groen, oranje of rood", "wisselingen van regime", "diamond"),
    Lane("tandem", "Tandem", "stappen van de tandem", "square", is_open=True),
    Lane("fase", "Fase", "stappen van fase", "triangle"),
    Lane("plan", "Analyse en plannen", "analyses en plannen", "square"),
    Lane("besluiten", "Besluiten en maatregelen", "besluiten", "diamond", is_open=True),
    Lane("overleg", "Overleg en evaluatie", "keer overleg of evaluatie", "triangle", is_open=True),
)
# Kind of step: in which lane, and where it can be read.
_KINDS = {
    "registered": ("tandem", "desk:together", ""),
    "ended": ("tandem", "desk:together", ""),
    "explained": ("toestemming", "desk:together", "#toestemming"),
    "consent": ("toestemming", "desk:together", "#toestemming"),
    "withdrawn": ("toestemming", "desk:together", "#toestemming"),
    "involved": ("tandem", "desk:together", "#betrokken"),
    "let_go": ("tandem", "desk:together", "#betrokken"),
    "told": ("tandem", "desk:together", "#betrokken"),
    "swapped": ("tandem", "desk:together", "#plaatsen"),
    "seated": ("tandem", "desk:together", "#plaatsen"),
    "phase": ("fase", "desk:together", "#fase"),
    "settled": ("plan", "desk:plan", ""),
    "decided": ("besluiten", "desk:decisions", ""),
    "measure": ("besluiten", "desk:decisions", ""),
    "slowed": ("besluiten", "desk:together", "#vertragen"),
    "unslowed": ("besluiten", "desk:together", "#vertragen"),
    "triage_in": ("overleg", "desk:together", "#triage"),
    "triage_out": ("overleg", "desk:together", "#triage"),
    "evaluated": ("overleg", "desk:together", "#triage"),
    "consulted": ("overleg", "desk:together", "#overleg"),
}
_PAGES = ("desk:together", "desk:decisions", "desk:plan")
_NOTES = frozenset({"contact", "note"})
# What was corrected stands in the story with its correction; here is what holds.
_ENTRIES = """
SELECT e.happened_on, CASE WHEN e.contact = 'none' THEN 'note' ELSE 'contact' END, 9, e.id,
  e.text, ''
FROM dossier_entry e WHERE e.household_id = %(id)s
  AND NOT EXISTS (SELECT 1 FROM dossier_entry n WHERE n.replaces_id = e.id)
"""
_SEATS = """
SELECT s.since, 'seated', 5, s.id, coalesce(a.name || ', ', '') || o.name, s.position
FROM dossier_seat s JOIN network_organization o ON o.id = s.organization_id
LEFT JOIN network_account a ON a.id = s.professional_id
WHERE s.household_id = %(id)s AND (s.until IS NULL OR s.until > s.since)
"""
_ALL = f"""
SELECT day, kind, place, id, left(text, {LONGEST + 1}), a
FROM ({_ENTRIES} UNION ALL {_SEATS} UNION ALL {STEPS} UNION ALL {ANSWERS})
lines (day, kind, place, id, text, a)
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Item:
    """A mark in the list beneath the picture; `named` says what is in a small bundle."""

    mark: Mark
    url: str
    named: tuple[Happening, ...] = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """A link that shows another part of the road."""

    name: str
    url: str
    is_current: bool = False


@dataclass(frozen=True, slots=True)
class RoadPage:
    """The road as a page shows it."""

    road: Road
    items: tuple[Item, ...]
    lanes: tuple[Choice, ...]
    periods: tuple[Choice, ...]
    earlier: str
    later: str
    is_whole: bool

    def way(self, mark: Mark) -> str:
        """The address behind a mark."""
        return next(item.url for item in self.items if item.mark is mark)


@dataclass(frozen=True, slots=True)
class Asked:
    """Which part of the road somebody wants to see: days (the last one is in), and one lane."""

    since: date | None = None
    last_day: date | None = None
    lane: str = ""


def road_of(home: Household, asked: Asked, *, at: datetime) -> RoadPage:
    """Lay out the road of a household that the door opened."""
    today = day_of(at)
    everything = [*_happened(home), *_regimes(home, at=at)]
    whole = _whole(home, everything, today)
    window = _window(asked, whole)
    used = {one.lane for one in everything}
    lanes = [lane for lane in LANES if lane.key in used]
    shown = [lane for lane in lanes if asked.lane in {"", lane.key}] or lanes
    inside = _with_shields(home, [one for one in everything if window.has(one.day)], at=at)
    road = laid_out(inside, shown, window)
    links = _Links(reverse("desk:road", args=[home.ref]), window, whole, asked.lane)
    return RoadPage(
        road=road,
        items=tuple(_item(mark, links) for mark in _newest_first(road.marks)),
        lanes=links.to_lanes(lanes),
        periods=links.to_periods(today),
        earlier=links.moved(-1) if whole.since < window.since else "",
        later=links.moved(1) if links.until(window) < links.until(whole) else "",
        is_whole=window == whole,
    )


def _happened(home: Household) -> list[Happening]:
    """Everything that was written or done, in one statement."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"id": home.pk})
        rows = cursor.fetchall()
    ways = {name: reverse(name, args=[home.ref]) for name in _PAGES}
    story = reverse("desk:story", args=[home.ref])
    return [_happening(row, ways, story) for row in rows]


def _happening(row: Sequence[Any], ways: dict[str, str], story: str) -> Happening:
    day, kind, place, id_, text, a = row
    if kind in _NOTES:
        lane = "contact" if kind == "contact" else "opgeschreven"
        # The story from this line on: what comes before the next one.
        return Happening(day, lane, _short(text), f"{story}?na={day}_{place}_{id_ + 1}")
    lane, page, anchor = _KINDS[kind]
    said = _seated(text, a) if kind == "seated" else sentence(kind, text, a)
    return Happening(day, lane, _short(said), ways[page] + anchor)


def _seated(text: str, position: str) -> str:
    return f"{text} zit {'voorop' if position == Position.FRONT else 'achterop'}."


def _short(text: str) -> str:
    return Truncator(" ".join(text.split())).chars(LONGEST)


def _regimes(home: Household, *, at: datetime) -> Iterator[Happening]:
    """In which light we work from which day: green, orange, red, or without a ground."""
    url, today = reverse("desk:decisions", args=[home.ref]), day_of(at)
    for one in regime_history(home, at=at):
        if one.period.since <= today:
            grounds = f" Grond: {'; '.join(one.grounds)}." if one.grounds else ""
            said = f"{_COLORS[one.regime.value]}.{grounds}"
            yield Happening(one.period.since, "regime", _short(said), url)


_COLORS = {
    "green": "Groen: met toestemming",
    "orange": "Oranje: met bevoegdheden",
    "red": "Rood: met een maatregel",
    "none": "Er is geen grond meer",
}


def _with_shields(
    home: Household, inside: Sequence[Happening], *, at: datetime
) -> Iterator[Happening]:
    """Say of every line that is closed, to whom: the picture may be printed, or looked at."""
    notes = {one.url: int(one.url.rpartition("_")[2]) - 1 for one in inside if "?na=" in one.url}
    closed = sight.marked_entries(home, list(notes.values()), at=at) if notes else {}
    for one in inside:
        to = closed.get(notes.get(one.url, 0))
        yield replace(one, text=f"{one.text} (afgeschermd voor {to})") if to else one


def _whole(home: Household, everything: Sequence[Happening], today: date) -> Period:
    """From the first thing that happened until today, or the last."""
    days = [home.registered_on, *(one.day for one in everything)]
    return Period.with_last_day(min(days), max([*days, home.ended_on or today]))


def _window(asked: Asked, whole: Period) -> Period:
    """The days that were asked for; what makes no sense asks for everything."""
    last_day = asked.last_day or whole.last_day
    window = Period.with_last_day(asked.since or whole.since, last_day)
    return whole if window.is_empty else window


def _newest_first(marks: Sequence[Mark]) -> list[Mark]:
    return sorted(marks, key=lambda mark: (mark.last, mark.lane.key), reverse=True)


def _item(mark: Mark, links: _Links) -> Item:
    """A small bundle is said in full; a larger one opens to a part of the road of its own."""
    newest = mark.happenings[::-1]
    named = newest if mark.is_bundle and len(newest) <= MOST_NAMED else ()
    if mark.first == mark.last:
        return Item(mark, newest[0].url, named)
    return Item(mark, links.to(Period.with_last_day(mark.first, mark.last), mark.lane.key), named)


@dataclass(frozen=True, slots=True)
class _Links:
    """Addresses of other parts of the road."""

    base: str
    window: Period
    whole: Period
    lane: str

    def until(self, period: Period) -> date:
        """The first day after a period; every one here has an end."""
        return period.until or period.since

    def to(self, period: Period | None, lane: str) -> str:
        """The address of a part: days, and a lane."""
        asked: dict[str, str] = {}
        if period is not None and period != self.whole:
            last_day = self.until(period) - timedelta(days=1)
            asked = {"van": period.since.isoformat(), "tot": last_day.isoformat()}
        if lane:
            asked["spoor"] = lane
        return f"{self.base}?{urlencode(asked)}" if asked else self.base

    def to_lanes(self, lanes: Sequence[Lane]) -> tuple[Choice, ...]:
        """All lanes, or one of them, over the same days."""
        keys = [("", "Alles"), *((lane.key, lane.name) for lane in lanes)]
        return tuple(Choice(name, self.to(self.window, k), k == self.lane) for k, name in keys)

    def to_periods(self, today: date) -> tuple[Choice, ...]:
        """Everything, or the year, the quarter or the month in which the part ends."""
        end = min(self.until(self.window) - timedelta(days=1), max(today, self.window.since))
        steps = [(_around(end, months), name) for months, name in _STEPS]
        return (
            Choice("Alles", self.to(None, self.lane), self.window == self.whole),
            *(
                Choice(name, self.to(period, self.lane), period == self.window)
                for period, name in steps
            ),
        )

    def moved(self, way: int) -> str:
        """The part of the same length before or after this one."""
        since, until = self.window.since, self.until(self.window)
        if since.day == until.day == 1:
            months = _month(until) - _month(since)
            moved = Period(
                _first(_month(since) + way * months), _first(_month(until) + way * months)
            )
        else:
            moved = Period(since + way * (until - since), until + way * (until - since))
        return self.to(moved, self.lane)


_STEPS = ((12, "Jaar"), (3, "Kwartaal"), (1, "Maand"))
_YEAR = 12


def _month(day: date) -> int:
    return day.year * _YEAR + day.month - 1


def _first(month: int) -> date:
    return date(month // _YEAR, month % _YEAR + 1, 1)


def _around(day: date, months: int) -> Period:
    """The calendar year, quarter or month that a day lies in."""
    begins = _month(day) // months * months
    return Period(_first(begins), _first(begins + months))
