"""The drawing as places and lines: what is drawn where, before anybody says how it looks."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from tandem.core.genogram import letters
from tandem.core.genogram.family import Couple, Family, Human, Line, Ring, Tie, Union
from tandem.core.genogram.order import LEANS, Order, arrange
from tandem.core.genogram.place import LABEL, Places, settle
from tandem.core.genogram.routes import Route, Spot, aside
from tandem.core.genogram.tree import Sibship, Tree, plant

RADIUS = 20
LETTER = 16  # from one line of letters to the next
EDGE = 26  # around the whole drawing
_ARCH, _TRACK = 13, 14

type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Stroke:
    """A line of the drawing: what it says (`marriage`, `foster`, ...), of whom, through where.

    `slashes` is how many strokes go through it, at `mark`.
    """

    says: str
    of: frozenset[str]
    points: tuple[Point, ...]
    slashes: int = 0
    mark: Point = (0, 0)


@dataclass(frozen=True, slots=True)
class Circle:
    """The dotted line around who live together; `label` is where its name stands."""

    ring: Ring
    points: tuple[Point, ...]
    label: Point


@dataclass(frozen=True, slots=True)
class Layout:
    """Everything that is drawn, in points."""

    width: float
    height: float
    spots: tuple[Spot, ...]
    strokes: tuple[Stroke, ...]
    routes: tuple[Route, ...]
    circles: tuple[Circle, ...]
    badges: dict[str, str]
    ties: tuple[Tie, ...]


@dataclass(frozen=True, slots=True)
class _Sheet:
    """What the lines are drawn on."""

    tree: Tree
    order: Order
    places: Places
    spots: dict[str, Spot]
    bars: dict[int, float]  # the height of the bar over each sibship
    tops: dict[frozenset[str], float]  # of couples that do not stand side by side


SLASHES = {Couple.SEPARATED: 1, Couple.ENDED: 1, Couple.DIVORCED: 2}


def lay_out(family: Family) -> Layout:
    """Lay a family out. The same family always gives the same drawing."""
    tree = plant(family)
    sheet = _best(tree)
    order = sheet.order
    strokes = (*_couples(sheet), *_children(sheet))
    circles, badges = _homes(family, sheet)
    routes = tuple(aside(family, tree, order, sheet.spots))
    spots = tuple(sheet.spots[one.id] for one in family.humans)
    return Layout(
        width=max((spot.x for spot in spots), default=0) + LABEL / 2 + EDGE,
        height=max((spot.bottom for spot in spots), default=0) + EDGE,
        spots=spots,
        strokes=strokes,
        routes=routes,
        circles=circles,
        badges=badges,
        ties=family.ties,
    )


def _best(tree: Tree) -> _Sheet:
    """Try the ways to draw it; the first one without crossings, else with the fewest."""
    found: list[tuple[int, int, _Sheet]] = []
    for number, lean in enumerate(LEANS):
        order = arrange(tree, lean)
        sheet = _sheet(tree, order, settle(tree, order))
        crossed = crossings((*_couples(sheet), *_children(sheet)))
        if crossed == 0:
            return sheet
        found.append((crossed, number, sheet))
    return min(found, key=lambda one: one[:2])[2]


def crossings(strokes: Sequence[Stroke]) -> int:
    """How often lines of the tree cross one another, or lie on top of one another."""
    parts = [
        (min(a, b), max(a, b), number)
        for number, one in enumerate(strokes)
        for a, b in pairwise(one.points)
        if a[0] == b[0] or a[1] == b[1]
    ]
    flat = [part for part in parts if part[0][1] == part[1][1]]
    up = [part for part in parts if part[0][1] != part[1][1]]
    crossed = sum(
        left[0] + 1 < top[0] < right[0] - 1 and top[1] + 1 < left[1] < bottom[1] - 1
        for left, right, _n in flat
        for top, bottom, _m in up
    )
    on_top = sum(
        one[2] < other[2]
        and one[0][axis] == other[0][axis]
        and min(one[1][1 - axis], other[1][1 - axis]) - max(one[0][1 - axis], other[0][1 - axis])
        > 1
        for axis, group in ((1, flat), (0, up))
        for one in group
        for other in group
    )
    return crossed + on_top


def _sheet(tree: Tree, order: Order, places: Places) -> _Sheet:
    """Give every row its height: arches above it, names under it, bars beneath."""
    arches = _arches(tree, order)
    bars: dict[int, float] = {}
    spots: dict[str, Spot] = {}
    tops: dict[frozenset[str], float] = {}
    y = float(EDGE)
    for row in sorted(order.rows):
        levels = [level for couple, level in arches.items() if couple <= set(order.rows[row])]
        under = [n for n, one in enumerate(tree.sibships) if _row(tree, one) == row]
        if under:
            for number in under:
                bars[number] = y + _TRACK * places.track[number]
            y += _TRACK * (max(places.track[n] for n in under) + 1) + 10
        y += _ARCH * max(levels, default=0)
        middle = y + RADIUS
        for couple, level in arches.items():
            if couple <= set(order.rows[row]):
                tops[couple] = middle - RADIUS - _ARCH * level
        for one in order.rows[row]:
            spots[one] = _spot(tree.humans[one], places.x[one] + EDGE + LABEL / 2, middle)
        y = max(spots[one].bottom for one in order.rows[row]) + 30
    return _Sheet(tree, order, places, spots, bars, tops)


def _row(tree: Tree, sibship: Sibship) -> int:
    return tree.generation[sibship.children[0]]


def _spot(human: Human, x: float, y: float) -> Spot:
    size = 14 if human.is_here else 13
    name = letters.lines(human.name, LABEL, 2, size) or ("?",)
    caption = letters.lines(human.caption, LABEL, 1, 12)
    bottom = y + RADIUS + 6 + LETTER * (len(name) + len(caption))
    wide = max((letters.width(line, size) for line in (*name, *caption)), default=0)
    return Spot(human, x, y, name, caption, bottom, min(wide, LABEL))


def _arches(tree: Tree, order: Order) -> dict[frozenset[str], int]:
    """Couples that do not stand side by side, and how high their line goes over who is between."""
    spans: list[tuple[int, int, int, frozenset[str]]] = []
    for union in tree.unions:
        people = order.rows[tree.generation[union.one]]
        ends = sorted((people.index(union.one), people.index(union.other)))
        couple = frozenset({union.one, union.other})
        if ends[1] - ends[0] > 1:
            spans.append((ends[1] - ends[0], ends[0], ends[1], couple))
    found: dict[frozenset[str], int] = {}
    for number, (_far, low, high, couple) in enumerate(sorted(spans, key=lambda s: s[:3])):
        generation = _generation(tree, couple)
        inside = [
            found[other]
            for _f, left, right, other in sorted(spans, key=lambda s: s[:3])[:number]
            if _generation(tree, other) == generation and left < high and low < right
        ]
        found[couple] = 1 + max(inside, default=0)
    return found


def _generation(tree: Tree, couple: frozenset[str]) -> int:
    return tree.generation[min(couple)]


def _couples(sheet: _Sheet) -> Iterator[Stroke]:
    """The line of every couple: straight between two who stand side by side, else over others."""
    for union in sheet.tree.unions:
        couple = frozenset({union.one, union.other})
        left, right = sorted((sheet.spots[one] for one in couple), key=lambda spot: spot.x)
        if couple in sheet.tops:
            yield _arch(union, left, right, sheet)
            continue
        middle = sheet.places.gap.get(couple)
        mark = (left.x + right.x) / 2 - (14 if middle and _has_children(sheet, couple) else 0)
        yield Stroke(
            union.kind,
            couple,
            ((left.x + RADIUS, left.y), (right.x - RADIUS, right.y)),
            SLASHES.get(union.kind, 0),
            (mark, left.y),
        )


def _has_children(sheet: _Sheet, couple: frozenset[str]) -> bool:
    return any(frozenset(one.parents) == couple for one in sheet.tree.sibships)


def _arch(union: Union, left: Spot, right: Spot, sheet: _Sheet) -> Stroke:
    """Out of the top of one, over who is between, into the top of the other."""
    couple = frozenset({union.one, union.other})
    top = sheet.tops[couple]
    # A higher arch comes in further to the middle, so that it does not cross a lower one.
    step = min(5 * round((left.y - RADIUS - top) / _ARCH), 19)
    outer = sheet.order.outer.get(couple)
    start, end = left.x + 9, right.x - 9
    if outer == left.human.id:
        end = right.x - 19 + step
    else:
        start = left.x + 19 - step
    # The strokes stand near who stands outside: further on, another arch may lie beside this one.
    mark = start + 22 if outer == left.human.id else end - 22
    points = ((start, left.y - RADIUS), (start, top), (end, top), (end, right.y - RADIUS))
    return Stroke(union.kind, couple, points, SLASHES.get(union.kind, 0), (mark, top))


def _children(sheet: _Sheet) -> Iterator[Stroke]:
    """From parents down to a bar, and from the bar down to every child."""
    for number, sibship in enumerate(sheet.tree.sibships):
        tops, bar = _tops(sheet, sibship), sheet.bars[number]
        x = _drop(sheet, number, tops)
        ends = [*tops.values(), *([x] if sibship.parents else [])]
        of = frozenset({*sibship.parents, *sibship.children})
        if sibship.parents:
            yield Stroke("descent", of, ((x, _from(sheet, sibship)), (x, bar)))
        if max(ends) - min(ends) > 0:
            says = "siblings" if sibship.parents else "parents_unknown"
            yield Stroke(says, of, ((min(ends), bar), (max(ends), bar)))
        for child in sibship.children:
            spot, line = sheet.spots[child], sibship.lines[child]
            foot = (spot.x, spot.y - RADIUS)
            yield Stroke(line, frozenset({*sibship.parents, child}), ((tops[child], bar), foot))
            if line == Line.ADOPTION:
                aside_ = ((tops[child] + 5, bar), (foot[0] + 5, foot[1] + 2))
                yield Stroke("adoption_second", frozenset({*sibship.parents, child}), aside_)


def _drop(sheet: _Sheet, number: int, tops: dict[str, float]) -> float:
    """Where the line from a couple comes down: over the children, and between two names."""
    sibship, x = sheet.tree.sibships[number], sheet.places.drop[number] + EDGE + LABEL / 2
    gap = sheet.places.gap.get(frozenset(sibship.parents))
    if gap is None or len([g for g in sheet.places.gap.values() if set(g) == set(gap)]) > 1:
        return x
    left, right = sorted((sheet.spots[one] for one in gap), key=lambda spot: spot.x)
    wanted = (min(tops.values()) + max(tops.values())) / 2
    return min(max(wanted, left.right + 5), right.left - 5)


def _tops(sheet: _Sheet, sibship: Sibship) -> dict[str, float]:
    """Where the line of every child leaves the bar: twins leave it together."""
    tops = {child: sheet.spots[child].x for child in sibship.children}
    for twins in sheet.tree.twins:
        together = [one for one in twins if one in tops]
        if len(together) > 1:
            middle = sum(sheet.spots[one].x for one in together) / len(together)
            tops |= dict.fromkeys(together, middle)
    return tops


def _from(sheet: _Sheet, sibship: Sibship) -> float:
    """The height from which the line to children comes down."""
    couple = frozenset(sibship.parents)
    spot = sheet.spots[sibship.parents[0]]
    if len(couple) == 1:
        return spot.bottom - 2
    return sheet.tops.get(couple, spot.y)


# Who live together --------------------------------------------------------------------------


def _homes(family: Family, sheet: _Sheet) -> tuple[tuple[Circle, ...], dict[str, str]]:
    """A ring where nobody else stands inside it; else a mark at everybody who lives there."""
    circles: list[Circle] = []
    badges: dict[str, str] = {}
    for number, ring in enumerate(family.rings):
        people = [one for one in ring.people if one in sheet.spots]
        outline = _outline(people, sheet, 8 + 5 * (number % 3)) if len(people) > 1 else None
        if outline is None:
            for one in people:
                badges[one] = badges.get(one, "") + ring.mark
            continue
        low = max(y for _x, y in outline)
        left = min(x for x, y in outline if y == low)
        circles.append(Circle(ring, outline, (left + 4, low + 13)))
    return tuple(circles), badges


def _outline(people: list[str], sheet: _Sheet, pad: int) -> tuple[Point, ...] | None:
    """The stairs around people in rows under one another; None when others stand between."""
    rows = sorted({sheet.tree.generation[one] for one in people})
    if rows != list(range(rows[0], rows[-1] + 1)):
        return None
    steps: list[_Step] = []
    for row in rows:
        line = sheet.order.rows[row]
        here = [line.index(one) for one in people if sheet.tree.generation[one] == row]
        if max(here) - min(here) + 1 != len(here):
            return None
        inside = [sheet.spots[line[n]] for n in here]
        left = min(spot.left for spot in inside) - pad
        right = max(spot.right for spot in inside) + pad
        top, bottom = inside[0].y - RADIUS - pad, max(spot.bottom for spot in inside) + pad / 2
        steps.append((left, right, top, bottom))
    return _stairs(_with_landings(steps))


type _Step = tuple[float, float, float, float]


def _with_landings(steps: list[_Step]) -> list[_Step]:
    """Between two rows that do not stand above one another, go sideways where nobody stands."""
    found = steps[:1]
    for lower in steps[1:]:
        upper = found[-1]
        if upper[0] >= lower[1] or lower[0] >= upper[1]:
            both = min(upper[0], lower[0]), max(upper[1], lower[1])
            found.append((*both, upper[3], lower[2]))
        found.append(lower)
    return found


def _stairs(steps: list[_Step]) -> tuple[Point, ...]:
    right: list[Point] = []
    left: list[Point] = []
    for number, (low, high, top, bottom) in enumerate(steps):
        last = number == len(steps) - 1
        until = bottom if last else (bottom + steps[number + 1][2]) / 2
        since = top if number == 0 else (steps[number - 1][3] + top) / 2
        right += [(high, since), (high, until)]
        left += [(low, since), (low, until)]
    return (*right, *reversed(left))
