"""The road as a picture: what happened in lanes along one line of days (experience.md, DOS-27).

Pure functions from days to marks, and from marks to SVG. Where marks would touch they become one
that is counted, so that a year with two thousand notes reads as well as a week with three. Places
are percentages and letters are not scaled, as with the strip of seats: it reads on a phone too.
Lanes differ by row, name and shape, never by color alone; the picture prints in black and white.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING, Literal

from django.utils import dateformat
from django.utils.translation import gettext as _

from tandem.core.markup import fill

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from django.utils.safestring import SafeString

    from tandem.core.periods import Period

Shape = Literal["circle", "square", "diamond", "triangle"]

# Places along the line, in hundredths of a percent of its width.
WHOLE, SIDE, GAP = 10_000, 250, 500
# How many marks a lane can hold at most: two of them are never nearer than a gap.
MOST_IN_A_LANE = (WHOLE - 2 * SIDE) // GAP + 1
MOST_COUNTED = 99
LABEL, TRACK, AXIS = 22, 34, 26
MOST_LINES = 12
# A day between the first and the last must not touch them, or each other, on a phone.
BETWEEN, APART = (3_400, 6_600), 2_000
_MONTHS_PER_STEP = (1, 3, 6, 12, 24, 60, 120, 600)
_YEAR = 12


@dataclass(frozen=True, slots=True)
class Lane:
    """One row of the road: what lies in it, and how several of them are called."""

    key: str
    name: str
    many: str
    shape: Shape
    is_open: bool = False


@dataclass(frozen=True, slots=True, order=True)
class Happening:
    """Something on a day, in words, with the address where it can be read."""

    day: date
    lane: str
    text: str
    url: str = ""


@dataclass(frozen=True, slots=True)
class Mark:
    """One mark in a lane: a happening, or several that lie too near to each other."""

    lane: Lane
    place: int
    happenings: tuple[Happening, ...]

    @property
    def first(self) -> date:
        """The day of the first."""
        return self.happenings[0].day

    @property
    def last(self) -> date:
        """The day of the last."""
        return self.happenings[-1].day

    @property
    def is_bundle(self) -> bool:
        """Whether it stands for more than one."""
        return len(self.happenings) > 1

    @property
    def days(self) -> str:
        """When, in words."""
        since = dateformat.format(self.first, "j F Y")
        if self.first == self.last:
            return since
        until = dateformat.format(self.last, "j F Y")
        return _("%(since)s tot en met %(until)s") % {"since": since, "until": until}

    @property
    def words(self) -> str:
        """What it is: the happening itself, or how many of what."""
        if not self.is_bundle:
            return self.happenings[0].text
        return f"{len(self.happenings)} {self.lane.many}"


@dataclass(frozen=True, slots=True)
class Road:
    """Lanes with their marks, over a period of days that ends."""

    since: date
    until: date
    lanes: tuple[Lane, ...]
    marks: tuple[Mark, ...]

    @property
    def last_day(self) -> date:
        """The last day in the picture."""
        return self.until - timedelta(days=1)

    @property
    def happenings(self) -> int:
        """How many happenings the marks stand for."""
        return sum(len(mark.happenings) for mark in self.marks)


def place_of(day: date, since: date, until: date) -> int:
    """Where a day lies along the line."""
    days = max((until - since).days - 1, 1)
    return SIDE + (WHOLE - 2 * SIDE) * (day - since).days // days


def laid_out(happenings: Iterable[Happening], lanes: Sequence[Lane], period: Period) -> Road:
    """Lay what happened in a period (that ends) in lanes; the order in which it comes is free."""
    if period.until is None:
        raise ValueError("A picture has an end")
    marks: list[Mark] = []
    inside = sorted(one for one in happenings if period.has(one.day))
    for lane in lanes:
        marks += _bundled(lane, [one for one in inside if one.lane == lane.key], period)
    return Road(period.since, period.until, tuple(lanes), tuple(marks))


def _bundled(lane: Lane, happenings: Sequence[Happening], period: Period) -> list[Mark]:
    """Make marks from left to right: what lies too near to the last mark, joins it."""
    until = period.until or period.since
    found: list[tuple[int, list[Happening]]] = []
    for one in happenings:
        place = place_of(one.day, period.since, until)
        if found and place - found[-1][0] < GAP:
            found[-1][1].append(one)
        else:
            found.append((place, [one]))
    return [Mark(lane, place, tuple(inside)) for place, inside in found]


# Drawing ------------------------------------------------------------------------------------------


def road_svg(road: Road, *, today: date, way: Callable[[Mark], str]) -> SafeString:
    """Draw the road; `way` gives the address behind a mark. Every mark is a link with a text."""
    height = len(road.lanes) * (LABEL + TRACK) + AXIS
    drawn = fill("{}{}", _days(road, height), _now(road, height, today))
    for number, lane in enumerate(road.lanes):
        y = number * (LABEL + TRACK)
        drawn += _track(lane, y)
        for mark in road.marks:
            if mark.lane.key == lane.key:
                drawn += _drawn(mark, y + LABEL + TRACK // 2, way(mark))
    return fill(
        '<svg class="road" width="100%" height="{}" role="group" font-size="13"'
        ' aria-labelledby="road-title road-desc"><title id="road-title">{}</title>'
        '<desc id="road-desc">{}</desc>{}</svg>',
        height,
        _("De weg"),
        in_words(road),
        drawn,
    )


def in_words(road: Road) -> str:
    """Say what the picture shows, for who hears the page."""
    return _(
        "Van %(since)s tot en met %(until)s gebeurde er %(n)s keer iets. Alles staat ook in de"
        " lijst hieronder."
    ) % {
        "since": dateformat.format(road.since, "j F Y"),
        "until": dateformat.format(road.last_day, "j F Y"),
        "n": road.happenings,
    }


def _percent(place: int) -> str:
    return f"{place / 100:.2f}%"


def _track(lane: Lane, y: int) -> SafeString:
    middle = y + LABEL + TRACK // 2
    return fill(
        '<text class="road__lane" x="0" y="{}">{}</text>'
        '<line class="road__track" x1="0" x2="100%" y1="{}" y2="{}" stroke="currentColor"/>',
        y + 15,
        lane.name,
        middle,
        middle,
    )


# Around the middle, in pixels: a shape is never wider than a gap on the narrowest screen.
_SHAPES: dict[Shape, str] = {
    "circle": '<circle class="road__{}" r="7" fill="currentColor" stroke="currentColor"/>',
    "square": '<rect class="road__{}" x="-6" y="-6" width="12" height="12" fill="currentColor"'
    ' stroke="currentColor"/>',
    "diamond": '<path class="road__{}" d="M0-8L8 0 0 8-8 0z" fill="currentColor"'
    ' stroke="currentColor"/>',
    "triangle": '<path class="road__{}" d="M0-7L8 6H-8z" fill="currentColor"'
    ' stroke="currentColor"/>',
}


def _drawn(mark: Mark, y: int, url: str) -> SafeString:
    """One mark: a shape, or a box with how many; a nested svg puts it at its percentage."""
    shape = fill(_SHAPES[mark.lane.shape], "open" if mark.lane.is_open else "full")
    if mark.is_bundle:
        count = len(mark.happenings)
        many = count > MOST_COUNTED
        shape = fill(
            '<rect class="road__many" x="-8" y="-10" width="16" height="20" rx="4" fill="none"'
            ' stroke="currentColor"/><text class="road__count{}" x="0" y="4" text-anchor="middle"'
            ' aria-hidden="true">{}</text>',
            " road__count--small" if many else "",
            f"{MOST_COUNTED}+" if many else count,
        )
    return fill(
        '<svg x="{}" y="{}" overflow="visible"><a class="road__mark" href="{}"><title>{}</title>{}'
        "</a></svg>",
        _percent(mark.place),
        y,
        url,
        f"{mark.days}: {mark.words}",
        shape,
    )


def _now(road: Road, height: int, today: date) -> SafeString:
    """A line at today, when it lies inside and is not the edge."""
    if not road.since < today < road.last_day:
        return fill("")
    x = _percent(place_of(today, road.since, road.until))
    return fill(
        '<line class="road__now" x1="{}" x2="{}" y1="0" y2="{}" stroke="currentColor"/>',
        x,
        x,
        height - AXIS + 4,
    )


def _days(road: Road, height: int) -> SafeString:
    """The first and the last day beneath the lanes, and a line where a month or year begins."""
    drawn = fill("")
    taken = -APART
    for day in _beginnings(road):
        place = place_of(day, road.since, road.until)
        drawn += fill(
            '<line class="road__line" x1="{}" x2="{}" y1="0" y2="{}" stroke="currentColor"/>',
            _percent(place),
            _percent(place),
            height - AXIS + 4,
        )
        if BETWEEN[0] <= place <= BETWEEN[1] and place - taken >= APART:
            taken = place
            drawn += fill(
                '<text class="road__day" x="{}" y="{}" text-anchor="middle">{}</text>',
                _percent(place),
                height - 8,
                dateformat.format(day, "b Y"),
            )
    return fill(
        '{}<text class="road__day" x="0" y="{}">{}</text>'
        '<text class="road__day" x="100%" y="{}" text-anchor="end">{}</text>',
        drawn,
        height - 8,
        dateformat.format(road.since, "j b Y"),
        height - 8,
        dateformat.format(road.last_day, "j b Y"),
    )


def _beginnings(road: Road) -> list[date]:
    """First days of months, quarters or years inside: the finest that are not too many."""
    first = road.since.year * _YEAR + road.since.month
    last = road.last_day.year * _YEAR + road.last_day.month - 1
    for step in _MONTHS_PER_STEP:
        months = [month for month in range(first, last + 1) if month % step == 0]
        if len(months) <= MOST_LINES:
            return [date(month // _YEAR, month % _YEAR + 1, 1) for month in months]
    return []
