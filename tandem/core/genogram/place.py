"""Where everybody stands: as close to parents and children as the order of the row allows."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from tandem.core.genogram.order import Order
from tandem.core.genogram.tree import Sibship, Tree

SLOT = 130  # from one person to the next; a label is never wider than LABEL
LABEL = 108
APART = 18  # more between people who are no couple
_ROUNDS = 80
_STILL = 0.2
_STEP, _CLOSER = 0.7, 0.1


@dataclass(slots=True)
class Places:
    """The x of everybody, and of where children hang from their parents."""

    x: dict[str, float]
    drop: dict[int, float]  # by number of the sibship
    gap: dict[frozenset[str], tuple[str, str]]  # between whom the children of a couple hang
    track: dict[int, int] = field(default_factory=dict)  # of the bar over brothers and sisters


def settle(tree: Tree, order: Order) -> Places:
    """Place everybody; rows keep their order and nobody comes too close."""
    places = Places({}, {}, _gaps(order))
    least = {row: _spread(_least(people, order)) for row, people in order.rows.items()}
    for row, people in order.rows.items():
        places.x |= dict(zip(people, least[row], strict=True))
    pulls = _pulls(tree, order, places)
    for _again in range(_ROUNDS):
        wanted = _wanted(pulls, places.x)
        moved = 0.0
        for row, people in order.rows.items():
            for one, x in zip(people, _fit([wanted[p] for p in people], least[row]), strict=True):
                moved = max(moved, abs(x - places.x[one]))
                places.x[one] = x
        if moved < _STILL:
            break
    first = min(places.x.values(), default=0.0)
    places.x = {one: round(x - first, 1) for one, x in places.x.items()}
    _hang(tree, places)
    places.track = _tracks(tree, places)
    return places


def _gaps(order: Order) -> dict[frozenset[str], tuple[str, str]]:
    """Between whom the line to the children of every couple comes down."""
    found: dict[frozenset[str], tuple[str, str]] = {}
    at = {one: (row, n) for row, people in order.rows.items() for n, one in enumerate(people)}
    for couple, outer in order.outer.items():
        (inner,) = couple - {outer}
        row, number = at[outer]
        next_ = order.rows[row][number + (1 if at[inner][1] > number else -1)]
        found[couple] = (outer, next_)
    return found


def _least(people: Sequence[str], order: Order) -> list[float]:
    """The least room between neighbors: less between people of one chain."""
    return [
        SLOT if order.chain[one] == order.chain[other] else SLOT + APART
        for one, other in pairwise(people)
    ]


def _spread(least: Sequence[float]) -> list[float]:
    found = [0.0]
    for gap in least:
        found.append(found[-1] + gap)
    return found


def _fit(wanted: Sequence[float], base: Sequence[float]) -> list[float]:
    """The places nearest to what is wanted that keep order and room (pool adjacent violators)."""
    pools: list[tuple[float, int]] = []
    for want, low in zip(wanted, base, strict=True):
        total, count = want - low, 1
        while pools and pools[-1][0] / pools[-1][1] > total / count:
            more = pools.pop()
            total, count = total + more[0], count + more[1]
        pools.append((total, count))
    means = [total / count for total, count in pools for _one in range(count)]
    return [mean + low for mean, low in zip(means, base, strict=True)]


@dataclass(frozen=True, slots=True)
class _Pulls:
    """Who pulls whom: children and whom they hang from, and couples with room between them."""

    hang: tuple[tuple[tuple[str, ...], tuple[str, ...]], ...]
    pairs: tuple[tuple[str, str], ...]


def _pulls(tree: Tree, order: Order, places: Places) -> _Pulls:
    hang = ((_hangs_from(one, places), tuple(one.children)) for one in tree.sibships)
    pairs = (
        (one, other)
        for people in order.rows.values()
        for one, other in pairwise(people)
        if order.chain[one] == order.chain[other]
    )
    return _Pulls(tuple(hang), tuple(pairs))


def _wanted(pulls: _Pulls, x: Mapping[str, float]) -> dict[str, float]:
    """Where everybody would rather stand: under their parents, above their children."""
    total, count = dict.fromkeys(x, 0.0), dict.fromkeys(x, 0)
    for parents, children in pulls.hang:
        if not parents:
            continue
        there = [x[one] for one in children]
        drop = x[parents[0]] if len(parents) == 1 else (x[parents[0]] + x[parents[1]]) / 2
        shift = drop - (min(there) + max(there)) / 2
        for group, pull in ((children, shift), (parents, -shift)):
            for one in group:
                total[one] += pull
                count[one] += 1
    for one, other in pulls.pairs:
        spare = (x[other] - x[one] - SLOT) * _CLOSER
        if spare > 0:
            total[one] += spare
            total[other] -= spare
            count[one] += 1
            count[other] += 1
    return {
        one: here + (_STEP * total[one] / count[one] if count[one] else 0.0)
        for one, here in x.items()
    }


def _hangs_from(sibship: Sibship, places: Places) -> tuple[str, ...]:
    couple = frozenset(sibship.parents)
    return places.gap.get(couple, sibship.parents)


def _middle(children: Sequence[str], x: Mapping[str, float]) -> float:
    found = [x[one] for one in children]
    return (min(found) + max(found)) / 2


def _drop(sibship: Sibship, places: Places) -> float:
    """The x of the line from parents to children; above the middle one, if nobody is named."""
    at = _hangs_from(sibship, places)
    if not at:
        return _middle(sibship.children, places.x)
    return sum(places.x[one] for one in at) / len(at)


def _hang(tree: Tree, places: Places) -> None:
    """Note where every line to children comes down; two in one place stand a little apart."""
    taken: set[tuple[int, float]] = set()
    for number, sibship in enumerate(tree.sibships):
        row, x = tree.generation[sibship.children[0]], round(_drop(sibship, places), 1)
        while (row, x) in taken and len(sibship.parents) > 1:
            x += 8
        taken.add((row, x))
        places.drop[number] = x


@dataclass(frozen=True, slots=True)
class _Bar:
    """The line over brothers and sisters: from where to where, and what goes up and down."""

    number: int
    drop: float | None
    down: tuple[float, ...]

    @property
    def low(self) -> float:
        return min((*self.down, *([] if self.drop is None else [self.drop])))

    @property
    def high(self) -> float:
        return max((*self.down, *([] if self.drop is None else [self.drop])))

    def meets(self, other: _Bar) -> bool:
        return self.low <= other.high + 1 and other.low <= self.high + 1

    def crossings_above(self, other: _Bar) -> int:
        """How often lines cross when this bar lies above the other one."""
        up = other.drop is not None and self.low <= other.drop <= self.high
        return up + sum(other.low <= x <= other.high for x in self.down)


def _tracks(tree: Tree, places: Places) -> dict[int, int]:
    """Lay bars between two rows beneath one another, so that their lines cross least."""
    rows: dict[int, list[_Bar]] = {}
    for number, sibship in enumerate(tree.sibships):
        drop = places.drop[number] if sibship.parents else None
        bar = _Bar(number, drop, tuple(places.x[one] for one in sibship.children))
        rows.setdefault(tree.generation[sibship.children[0]], []).append(bar)
    found: dict[int, int] = {}
    for bars in rows.values():
        found |= _tracks_of(sorted(bars, key=lambda bar: (bar.low, bar.number)))
    return found


def _tracks_of(bars: list[_Bar]) -> dict[int, int]:
    """Which bars lie above a bar, and from that its track; a circle is broken at the first."""
    above: dict[int, set[int]] = {bar.number: set() for bar in bars}
    for n, one in enumerate(bars):
        for other in bars[n + 1 :]:
            if not one.meets(other):
                continue
            upper, lower = one, other
            if other.crossings_above(one) < one.crossings_above(other):
                upper, lower = other, one
            above[lower.number].add(upper.number)
    track: dict[int, int] = {}
    waiting = [bar.number for bar in bars]
    while waiting:
        ready = [n for n in waiting if above[n] <= track.keys()] or waiting[:1]
        for here in ready:
            track[here] = 1 + max((track[up] for up in above[here] if up in track), default=-1)
        waiting = [n for n in waiting if n not in track]
    return track
