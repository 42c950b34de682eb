"""The drawing as SVG: symbols of the genogram, in classes that follow theme, contrast and print.

Whatever a line means is told by its shape; color only helps. Names are text of people: escaped,
cut where they do not fit, whole in the title of their symbol and in the list.
"""

from __future__ import annotations

from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tandem.core.genogram import letters, words
from tandem.core.genogram.family import Couple, Family, Kin, Line, Symbol, Tone
from tandem.core.genogram.layout import LETTER, RADIUS, Layout, Stroke, lay_out
from tandem.core.genogram.routes import Route, Spot
from tandem.core.markup import fill, fill_each

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

type Point = tuple[float, float]

_SWING, _BETWEEN = 5.0, 3.0
DASHES = {
    Couple.COHABITATION.value: "9 5",
    Couple.ENDED.value: "9 5",
    Couple.PARENTS.value: "3 4",
    Line.ADOPTION.value: "7 4",
    Line.FOSTER.value: "2 4",
    Line.STEP.value: "10 4 2 4",
    "parents_unknown": "7 4",
    f"kin_{Kin.SIBLING}": "7 4",
    f"kin_{Kin.GRANDPARENT}": "12 3 3 3",
    f"kin_{Kin.OTHER}": "1 5",
    f"tone_{Tone.DISTANT}": "2 7",
}


def svg(family: Family, *, layout: Layout | None = None) -> SafeString:
    """Draw a family; whoever laid it out already, brings that along."""
    layout = layout or lay_out(family)
    rows = len({spot.y for spot in layout.spots})
    return fill(
        '<svg class="genogram" viewBox="0 0 {w} {h}" width="{w}" height="{h}" role="img"'
        ' aria-labelledby="{n}-title {n}-desc"><title id="{n}-title">{title}</title>'
        '<desc id="{n}-desc">{desc}</desc>{body}</svg>',
        w=_number(layout.width),
        h=_number(layout.height),
        n="genogram",
        title=_("Gezinstekening"),
        desc=words.summary(family, rows),
        body=_body(layout),
    )


def _body(layout: Layout) -> SafeString:
    """First what lies beneath: rings, then lines aside, the tree, symbols, and letters on top."""
    parts = [
        *(ring(_path(one.points, closed=True)) for one in layout.circles),
        *(route(one) for one in layout.routes),
        *(stroke(one) for one in layout.strokes),
        *(_spot(spot, layout.badges.get(spot.human.id, "")) for spot in layout.spots),
        *(
            fill(
                '<text class="genogram__home" x="{}" y="{}" font-size="12">{}</text>',
                *map(_number, one.label),
                letters.clean(one.ring.name),
            )
            for one in layout.circles
        ),
    ]
    return fill_each("", "{}", ((part,) for part in parts))


def _number(value: float) -> str:
    return f"{value:.1f}".removesuffix(".0")


def _path(points: Sequence[Point], *, closed: bool = False) -> str:
    steps = "L".join(f"{_number(x)} {_number(y)}" for x, y in points)
    return f"M{steps}{'Z' if closed else ''}"


def ring(path: str) -> SafeString:
    """The dotted line around who live together."""
    return fill(
        '<path class="genogram__ring" d="{}" fill="none" stroke="black" stroke-dasharray="2 5"'
        ' stroke-linecap="round" stroke-width="1.6"/>',
        path,
    )


# Lines -----------------------------------------------------------------------------------------


def line(says: str, points: Sequence[Point]) -> SafeString:
    """One line; its dashes are its meaning, so they do not wait for a style sheet."""
    dashes = DASHES.get(says.removeprefix("aside_").removeprefix("far_"), "")
    return fill(
        '<path class="genogram__line genogram__line--{}" d="{}" fill="none" stroke="black"'
        ' stroke-width="1.8"{}/>',
        says,
        _path(points),
        fill(' stroke-dasharray="{}"', dashes) if dashes else "",
    )


def stroke(one: Stroke) -> SafeString:
    """A line of the tree, with the strokes through it of who are apart."""
    drawn = line(one.says, one.points)
    x, y = one.mark
    for number in range(one.slashes):
        left = x + 7 * number - 3.5 * (one.slashes - 1)
        drawn += line("slash", ((left - 5, y + 10), (left + 5, y - 10)))
    return drawn


def route(one: Route) -> SafeString:
    """A line aside; the quality of a tie is in its shape."""
    points = one.points
    shapes: dict[str, Iterable[Sequence[Point]]] = {
        f"tone_{Tone.CLOSE}": (_moved(points, _BETWEEN), _moved(points, -_BETWEEN)),
        f"tone_{Tone.CONFLICT}": (_zigzag(points),),
        f"tone_{Tone.CLOSE_CONFLICT}": (
            _moved(points, _BETWEEN + 3),
            _moved(points, -_BETWEEN - 3),
            _zigzag(points),
        ),
        f"tone_{Tone.CUT_OFF}": _broken(points),
    }
    parts = shapes.get(one.says, (points,))
    return fill_each("", "{}", ((line(one.says, part),) for part in parts))


def _sideways(points: Sequence[Point], number: int) -> Point:
    """The direction across a line at one of its points."""
    before, after = points[max(number - 1, 0)], points[min(number + 1, len(points) - 1)]
    dx, dy = after[0] - before[0], after[1] - before[1]
    far = hypot(dx, dy) or 1.0
    return -dy / far, dx / far


def _moved(points: Sequence[Point], far: float) -> list[Point]:
    found = []
    for number, (x, y) in enumerate(points):
        across = _sideways(points, number)
        found.append((x + across[0] * far, y + across[1] * far))
    return found


def _zigzag(points: Sequence[Point]) -> list[Point]:
    """The same line, swinging from side to side; at least every ten points."""
    length = sum(hypot(b[0] - a[0], b[1] - a[1]) for a, b in pairwise(points))
    many = max(4, int(length / 9))
    found = []
    for number in range(many + 1):
        at = number * (len(points) - 1) / many
        near = int(at)
        (x, y), (x2, y2) = points[near], points[min(near + 1, len(points) - 1)]
        across, swing = _sideways(points, near), _SWING * (1 if number % 2 else -1)
        part = at - near
        is_end = number in {0, many}
        found.append(
            (
                x + (x2 - x) * part + (0 if is_end else across[0] * swing),
                y + (y2 - y) * part + (0 if is_end else across[1] * swing),
            )
        )
    return found


def _broken(points: Sequence[Point]) -> Iterable[Sequence[Point]]:
    """A line with a gap in the middle, and a bar on both sides of the gap."""
    half = len(points) // 2
    first, second = points[: half - 1], points[half + 2 :]
    bars = []
    for part, number in ((first, half - 2), (second, half + 2)):
        x, y = part[-1] if part is first else part[0]
        dx, dy = _sideways(points, number)
        bars.append(((x - dx * 8, y - dy * 8), (x + dx * 8, y + dy * 8)))
    return (first, second, *bars)


# People ----------------------------------------------------------------------------------------


def _spot(spot: Spot, badge: str) -> SafeString:
    """The symbol of somebody, with the whole name as its title, and the letters under it."""
    human = spot.human
    symbol = "unborn" if human.is_unborn else human.symbol.value
    drawn = shape(symbol, spot.x, spot.y, RADIUS)
    if human.is_index:
        drawn += shape(symbol, spot.x, spot.y, RADIUS - 5)
    if human.is_dead:
        far = RADIUS if symbol == Symbol.MAN else RADIUS * 0.7 if symbol == Symbol.WOMAN else 11
        drawn += line("dead", ((spot.x - far, spot.y - far), (spot.x + far, spot.y + far)))
        drawn += line("dead", ((spot.x - far, spot.y + far), (spot.x + far, spot.y - far)))
    return fill(
        '<g class="genogram__person"><title>{}</title>{}{}{}</g>',
        letters.clean(f"{human.name}, {human.caption}" if human.caption else human.name),
        drawn,
        _letters(spot),
        _badge(spot, badge) if badge else SafeString(),
    )


def shape(symbol: str, x: float, y: float, r: float) -> SafeString:
    """Square, circle, diamond or triangle."""
    if symbol == Symbol.WOMAN:
        return fill(
            '<circle class="genogram__symbol" cx="{}" cy="{}" r="{}" fill="white" stroke="black"'
            ' stroke-width="2"/>',
            _number(x),
            _number(y),
            _number(r),
        )
    corners: dict[str, tuple[Point, ...]] = {
        "man": ((-1, -1), (1, -1), (1, 1), (-1, 1)),
        "other": ((0, -1.05), (1.05, 0), (0, 1.05), (-1.05, 0)),
        "unborn": ((0, -1), (1, 0.8), (-1, 0.8)),
    }
    points = [(x + r * dx, y + r * dy) for dx, dy in corners[symbol]]
    return fill(
        '<path class="genogram__symbol" d="{}" fill="white" stroke="black" stroke-width="2"/>',
        _path(points, closed=True),
    )


def _letters(spot: Spot) -> SafeString:
    """The name, each line a text of its own, so that no name turns another one around."""
    here = " genogram__name--here" if spot.human.is_here else ""
    rows = [(f"genogram__name{here}", line) for line in spot.name]
    rows += [("genogram__caption", line) for line in spot.caption]
    drawn = [
        fill(
            '<text class="{}" x="{}" y="{}" text-anchor="middle" unicode-bidi="isolate"'
            ' font-size="{}">{}</text>',
            kind,
            _number(spot.x),
            _number(spot.y + RADIUS + 4 + LETTER * (number + 0.85)),
            12 if kind == "genogram__caption" else 14 if here else 13,
            line,
        )
        for number, (kind, line) in enumerate(rows)
    ]
    return fill_each("", "{}", ((one,) for one in drawn))


def _badge(spot: Spot, text: str) -> SafeString:
    """In which home somebody lives, where no ring fits."""
    return fill(
        '<text class="genogram__badge" x="{}" y="{}" font-size="12" font-weight="bold">{}</text>',
        _number(spot.x + RADIUS + 3),
        _number(spot.y - RADIUS + 4),
        letters.clean(text),
    )
