"""The circle around a family as a picture (netwerkcirkel): who stands near, and where it chafes.

Pure functions from people to SVG. Rings say how strong a tie is, the line says whether there is
strain on it; each says it by its shape, and the words beneath say it again. Names stand outside the
rings, each at a height of its own on its side: however many there are, no two overlap.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import asin, cos, sin
from typing import TYPE_CHECKING, Literal

from django.utils.text import Truncator
from django.utils.translation import gettext as _

from tandem.core.markup import fill, fill_each

if TYPE_CHECKING:
    from django.utils.safestring import SafeString

Line = Literal["plain", "dashed", "zigzag"]

# The rings as parts of the circle on which the names stand; the last is for ties not known yet.
RINGS = (0.36, 0.57, 0.78, 0.95)
LEAST_REACH = 120.0
# Beyond this part of its height a circle is too flat to stand names beside it.
HEIGHT_IN_USE = 0.9
# Two lines for every name: who it is, and what they are of the family.
ROW = 46.0
WIDEST_ROW = 92.0
DOT = 5.5
FAMILY = 24.0
NAME_LENGTH, RELATION_LENGTH = 14, 18
LABEL_WIDTH = 134.0
MARGIN = 18.0
# More people than this are counted beneath the picture; all of them stand in the table.
MOST_DRAWN = 24
WAVE, WAVE_LENGTH = 4.5, 8.0


@dataclass(frozen=True, slots=True)
class Around:
    """Somebody around the family: on which ring (0 is nearest), and what line leads there."""

    name: str
    relation: str
    ring: int
    line: Line = "plain"
    in_words: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where somebody is drawn: the dot on the ring, and the name outside the rings."""

    who: Around
    x: float
    y: float
    label_x: float
    label_y: float

    @property
    def is_left(self) -> bool:
        """Whether the name reads towards the family."""
        return self.label_x < 0


@dataclass(frozen=True, slots=True)
class Layout:
    """The whole picture in numbers, with the family in the middle (0, 0)."""

    places: tuple[Place, ...]
    reach: float
    rings: tuple[float, ...]

    @property
    def half_width(self) -> float:
        """From the middle to the side."""
        return self.reach + LABEL_WIDTH + MARGIN

    @property
    def half_height(self) -> float:
        """From the middle to the top."""
        return self.reach + MARGIN


def layout(people: Sequence[Around]) -> Layout:
    """Find everybody a place: the nearest first, down the right side and on up the left."""
    drawn = sorted(people, key=_nearest_first)[:MOST_DRAWN]
    right = drawn[::2]
    left = drawn[1::2]
    most = max(len(right), 1)
    reach = max(LEAST_REACH, (most - 1) / 2 * ROW / HEIGHT_IN_USE)
    places = [*_side(right, reach, 1), *_side(left, reach, -1)]
    used = RINGS[:3] if all(one.ring < len(RINGS) - 1 for one in drawn) else RINGS
    return Layout(tuple(places), reach, tuple(reach * part for part in used))


def _side(people: Sequence[Around], reach: float, side: int) -> list[Place]:
    """Share the height of one side evenly; the line from the middle leads on to the name."""
    if not people:
        return []
    room = 2 * reach * HEIGHT_IN_USE
    row = ROW if len(people) == 1 else min(WIDEST_ROW, room / (len(people) - 1))
    found = []
    for number, one in enumerate(people):
        height = (number - (len(people) - 1) / 2) * row
        angle = asin(height / reach)
        ring = reach * RINGS[min(max(one.ring, 0), len(RINGS) - 1)]
        found.append(
            Place(
                one,
                x=side * ring * cos(angle),
                y=ring * sin(angle),
                label_x=side * (reach * cos(angle) + DOT),
                label_y=height,
            )
        )
    return found


def circle_svg(people: Sequence[Around], rings: Sequence[str], *, middle: str) -> SafeString:
    """Draw the circle; `rings` says what each ring is, and `middle` who stands in it."""
    found = layout(people)
    width, height = found.half_width, found.half_height
    return fill(
        '<svg class="circle" viewBox="{} {} {} {}" role="img" aria-labelledby="circle-title'
        ' circle-desc"><title id="circle-title">{}</title><desc id="circle-desc">{}</desc>'
        "{}{}{}{}{}</svg>",
        _n(-width),
        _n(-height),
        _n(2 * width),
        _n(2 * height),
        _("De mensen om het gezin heen"),
        in_words(people),
        _rings(found),
        _lines(found),
        _ring_names(found, rings),
        _people(found),
        _family(middle),
    )


def in_words(people: Sequence[Around]) -> str:
    """Say what the picture shows, for who hears the page."""
    if not people:
        return _("Er staat nog niemand in de kring.")
    ordered = sorted(people, key=_nearest_first)
    return " ".join(f"{one.name} ({one.relation}): {one.in_words}." for one in ordered)


def _nearest_first(one: Around) -> tuple[int, str, str, str, str]:
    return one.ring, one.name, one.relation, one.line, one.in_words


def _rings(found: Layout) -> SafeString:
    """The rings, the outermost first; the one for what is not known yet is dashed."""
    unknown = len(RINGS)
    return fill_each(
        "",
        '<circle class="circle__ring{}" cx="0" cy="0" r="{}" fill="none"/>',
        (
            (" circle__ring--unknown" if number == unknown else "", _n(radius))
            for number, radius in reversed(list(enumerate(found.rings, start=1)))
        ),
    )


def _ring_names(found: Layout, names: Sequence[str]) -> SafeString:
    """What each ring is, where no line comes: at the foot of it."""
    return fill_each(
        "",
        '<text class="circle__what" x="0" y="{}" text-anchor="middle">{}</text>',
        ((_n(radius + 4), name) for radius, name in zip(found.rings, names, strict=False)),
    )


def _lines(found: Layout) -> SafeString:
    """From the family to everybody, by strain; and thin, on to the name."""
    return fill_each(
        "",
        '<path class="circle__lead" d="M{} {}L{} {}"/><path class="circle__tie circle__tie--{}"'
        ' fill="none" d="{}"/>',
        (
            (_n(one.x), _n(one.y), _n(one.label_x), _n(one.label_y), one.who.line, _tie(one))
            for one in found.places
        ),
    )


def _tie(place: Place) -> str:
    """The line from the edge of the family to the dot: straight, or a zigzag."""
    length = (place.x**2 + place.y**2) ** 0.5
    along = (place.x / length, place.y / length)
    start, end = FAMILY, length - DOT
    points = [(start, 0.0)]
    if place.who.line == "zigzag":
        count = max(int((end - start) / WAVE_LENGTH), 2)
        step = (end - start) / count
        points += [
            (start + step * (number + 0.5), WAVE if number % 2 else -WAVE)
            for number in range(count)
        ]
    points.append((end, 0.0))
    return "M" + "L".join(
        f"{_n(far * along[0] - off * along[1])} {_n(far * along[1] + off * along[0])}"
        for far, off in points
    )


def _people(found: Layout) -> SafeString:
    """The dots, and beside them outside the rings the names."""
    return fill_each(
        "",
        '<circle class="circle__dot" cx="{}" cy="{}" r="{}"/>'
        '<text class="circle__name" x="{}" y="{}" text-anchor="{}">{}</text>'
        '<text class="circle__relation" x="{}" y="{}" text-anchor="{}">{}</text>',
        (_drawn(one) for one in found.places),
    )


def _drawn(place: Place) -> tuple[str, ...]:
    anchor = "end" if place.is_left else "start"
    x = _n(place.label_x + (-6 if place.is_left else 6))
    return (
        *(_n(place.x), _n(place.y), _n(DOT)),
        *(x, _n(place.label_y - 1), anchor, Truncator(place.who.name).chars(NAME_LENGTH)),
        *(x, _n(place.label_y + 15), anchor, Truncator(place.who.relation).chars(RELATION_LENGTH)),
    )


def _family(middle: str) -> SafeString:
    return fill(
        '<circle class="circle__family" cx="0" cy="0" r="{}"/>'
        '<text class="circle__middle" x="0" y="5" text-anchor="middle">{}</text>',
        _n(FAMILY),
        Truncator(middle).chars(6),
    )


def _n(value: float) -> str:
    """A number as short as it can be, and the same on every machine; no zero is below zero."""
    return f"{round(value, 1) + 0:g}"
