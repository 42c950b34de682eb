"""Lines that do not hang in the tree: what it is like between people, and descents drawn aside.

They go around symbols and names where they can, and lie behind them where they cannot.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import hypot

from tandem.core.genogram.family import Family, Human
from tandem.core.genogram.order import Order
from tandem.core.genogram.tree import Tree

_NEAR = 25  # a line stops this far from the middle of a symbol
_SAMPLES = 24
AROUND = 22  # just around a symbol, from its middle
_BENDS = (0.0, 0.14, -0.14, 0.28, -0.28, 0.45, -0.45, 0.7, -0.7)

type Point = tuple[float, float]


@dataclass(frozen=True, slots=True)
class Spot:
    """Somebody's place: the middle of the symbol, and the letters under it."""

    human: Human
    x: float
    y: float
    name: tuple[str, ...]
    caption: tuple[str, ...]
    bottom: float
    wide: float

    @property
    def left(self) -> float:
        """The left side of symbol and letters."""
        return self.x - max(self.wide / 2, AROUND)

    @property
    def right(self) -> float:
        """The right side of symbol and letters."""
        return self.x + max(self.wide / 2, AROUND)

    def holds(self, point: Point) -> bool:
        """Whether a point lies in the symbol or in the letters."""
        x, y = point
        if abs(x - self.x) < AROUND and abs(y - self.y) < AROUND:
            return True
        return self.left < x < self.right and self.y + 20 < y < self.bottom


@dataclass(frozen=True, slots=True)
class Route:
    """A line from one person to another, as points along it."""

    says: str
    one: str
    other: str
    points: tuple[Point, ...]


def aside(family: Family, tree: Tree, order: Order, spots: Mapping[str, Spot]) -> Iterator[Route]:
    """Every relation that does not hang in the tree."""
    beside = {frozenset(pair) for row in order.rows.values() for pair in pairwise(row)}
    found = [
        *((f"far_{one.kind}", one.one, one.other) for one in tree.far),
        *((f"aside_{one.kind}", one.parent, one.child) for one in tree.aside),
        *((f"kin_{one.kind}", one.one, one.other) for one in tree.related),
        *((f"tone_{one.tone}", one.one, one.other) for one in family.ties),
    ]
    for says, one, other in found:
        if one not in spots or other not in spots or one == other:
            continue
        if frozenset({one, other}) in beside:
            points = _beside(spots[one], spots[other], is_tie=says.startswith("tone_"))
        else:
            points = _around(spots[one], spots[other], spots)
        yield Route(says, one, other, points)


def _beside(one: Spot, other: Spot, *, is_tie: bool) -> tuple[Point, ...]:
    """Straight, just under or above the line of a couple."""
    left, right = sorted((one, other), key=lambda spot: spot.x)
    y = left.y + (13 if is_tie else -13)
    start, end = left.x + 22, right.x - 22
    return tuple((start + (end - start) * n / _SAMPLES, y) for n in range(_SAMPLES + 1))


def _around(one: Spot, other: Spot, spots: Mapping[str, Spot]) -> tuple[Point, ...]:
    """The bend that runs through the fewest others."""
    others = [spot for spot in spots.values() if spot not in (one, other)]
    tried = [_bent(one, other, bend) for bend in _BENDS]
    return min(tried, key=lambda points: _hits(points, others))


def _hits(points: Sequence[Point], others: Sequence[Spot]) -> int:
    return sum(spot.holds(point) for spot in others for point in points)


def _bent(one: Spot, other: Spot, bend: float) -> tuple[Point, ...]:
    """A curve from the edge of one symbol to that of the other."""
    dx, dy = other.x - one.x, other.y - one.y
    far = hypot(dx, dy) or 1.0
    top = ((one.x + other.x) / 2 - dy * bend, (one.y + other.y) / 2 + dx * bend)
    skip = min(_NEAR / far, 0.4)
    found = []
    for n in range(_SAMPLES + 1):
        t = skip + (1 - 2 * skip) * n / _SAMPLES
        a, b, c = (1 - t) ** 2, 2 * t * (1 - t), t * t
        x = a * one.x + b * top[0] + c * other.x
        y = a * one.y + b * top[1] + c * other.y
        found.append((round(x, 1), round(y, 1)))
    return tuple(found)
