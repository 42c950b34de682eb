"""Who stands in which row, who hangs under whom, and which relations are left to draw aside.

A drawing has one place for a child: under those it was born to, else who adopted it, who fosters
it, its step-parents. Every other descent, and whatever would close a circle, is drawn aside.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import date

from tandem.core.genogram.family import Couple, Descent, Family, Human, Kin, Line, Related, Union

# In a drawing of people who live now, who is born later stands further to the right.
_LAST = date.max

type _Age = tuple[bool, date, int, int]


@dataclass(slots=True)
class Sibship:
    """Brothers and sisters under one couple, one parent, or parents whom nobody named."""

    parents: tuple[str, ...]
    children: list[str] = field(default_factory=list)
    lines: dict[str, Line] = field(default_factory=dict)


@dataclass(slots=True)
class Tree:
    """The family, arranged."""

    humans: dict[str, Human]
    generation: dict[str, int]
    unions: list[Union]
    sibships: list[Sibship]
    twins: list[list[str]]
    aside: list[Descent]
    far: list[Union]
    related: list[Related]

    def above(self) -> dict[str, Sibship]:
        """The sibship of which somebody is a child."""
        return {child: one for one in self.sibships for child in one.children}


class _Rows:
    """Groups of people who stand in one row, and which group stands above which."""

    def __init__(self, people: Iterable[str]) -> None:
        self.group = {one: one for one in people}
        self.under: dict[str, set[str]] = {one: set() for one in self.group}

    def find(self, one: str) -> str:
        while self.group[one] != one:
            one = self.group[one]
        return one

    def reaches(self, top: str, bottom: str) -> bool:
        """Whether one comes down from the other."""
        seen, waiting = set[str](), [self.find(top)]
        goal = self.find(bottom)
        while waiting:
            here = waiting.pop()
            if here == goal:
                return True
            if here not in seen:
                seen.add(here)
                waiting += [self.find(one) for one in self.under[here]]
        return False

    def put_under(self, parent: str, child: str) -> bool:
        """Put a child under a parent, unless the parent comes down from the child."""
        if self.reaches(child, parent):
            return False
        self.under[self.find(parent)].add(child)
        return True

    def put_beside(self, one: str, other: str) -> bool:
        """Put two in one row, unless one of them comes down from the other."""
        first, second = self.find(one), self.find(other)
        if first == second:
            return True
        if self.reaches(first, second) or self.reaches(second, first):
            return False
        self.group[second] = first
        self.under[first] |= self.under.pop(second)
        return True


def plant(family: Family) -> Tree:
    """Arrange a family: the same facts always give the same tree."""
    humans = {one.id: one for one in family.humans}
    known = _known(family, humans)
    rows = _Rows(humans)
    ordered = sorted(known.descents, key=lambda one: list(Line).index(one.kind))
    hung = [one for one in ordered if rows.put_under(one.parent, one.child)]
    unions = [*known.unions, *_implied(known, hung)]
    beside = [one for one in unions if rows.put_beside(one.one, one.other)]
    siblings = [one for one in known.related if one.kind == Kin.SIBLING]
    level = [one for one in siblings if rows.put_beside(one.one, one.other)]
    generation = _generations(known, rows, hung)
    sibships, used = _sibships(hung, beside, generation)
    taken = {child for one in sibships for child in one.children}
    sibships += _orphans(level, taken)
    taken |= {child for one in sibships for child in one.children}
    for one in sibships:
        one.children.sort(key=_age(known, humans))
    return Tree(
        humans=humans,
        generation=generation,
        unions=beside,
        sibships=sibships,
        twins=[sorted(one) for one in known.twins],
        aside=[one for one in known.descents if one not in used],
        far=[one for one in unions if one not in beside],
        related=[one for one in known.related if not _is_told(one, sibships, known)],
    )


def _known(family: Family, humans: dict[str, Human]) -> Family:
    """Only what is between two people who are there."""

    def both(one: str, other: str) -> bool:
        return one != other and one in humans and other in humans

    unions: dict[frozenset[str], Union] = {}
    for union in family.unions:
        if both(union.one, union.other):
            unions.setdefault(frozenset({union.one, union.other}), union)
    twins = [frozenset(one & humans.keys()) for one in family.twins]
    return Family(
        humans=family.humans,
        unions=tuple(unions.values()),
        descents=tuple(dict.fromkeys(o for o in family.descents if both(o.parent, o.child))),
        twins=tuple(one for one in twins if len(one) > 1),
        ties=tuple(one for one in family.ties if both(one.one, one.other)),
        related=tuple(dict.fromkeys(o for o in family.related if both(o.one, o.other))),
        rings=family.rings,
    )


def _age(family: Family, humans: dict[str, Human]) -> Callable[[str], _Age]:
    """Order by birth, oldest first; twins stay together, and who is not born yet comes last."""
    place = {one: number for number, one in enumerate(humans)}
    twins = {one: min(place[other] for other in group) for group in family.twins for one in group}

    def key(one: str) -> _Age:
        human = humans[one]
        return human.is_unborn, human.born or _LAST, twins.get(one, place[one]), place[one]

    return key


def _implied(family: Family, hung: list[Descent]) -> list[Union]:
    """Parents of one child, of whom nobody said that they are a couple."""
    pairs = {frozenset({one.one, one.other}) for one in family.unions}
    found: dict[frozenset[str], Union] = {}
    for (_child, kind), parents in _parents(hung).items():
        if kind == Line.STEP or len(parents) == 1:
            continue
        if any(frozenset({a, b}) in pairs for a in parents for b in parents if a != b):
            continue
        pair = frozenset(parents[:2])
        found.setdefault(pair, Union(parents[0], parents[1], Couple.PARENTS))
    return list(found.values())


def _parents(hung: list[Descent]) -> dict[tuple[str, Line], list[str]]:
    """The parents of every child, by how it came to them."""
    found: dict[tuple[str, Line], list[str]] = {}
    for one in hung:
        found.setdefault((one.child, one.kind), []).append(one.parent)
    return found


def _generations(family: Family, rows: _Rows, hung: list[Descent]) -> dict[str, int]:
    """The row of everybody; rows are counted from whom the drawing is about."""
    steps: dict[str, list[tuple[str, int]]] = {one: [] for one in rows.group}
    for line in hung:
        _step(steps, rows, (line.parent, line.child, 1))
    for one in family.related:
        if one.kind == Kin.GRANDPARENT:
            _step(steps, rows, (one.one, one.other, 2))
    first = next((one for one in family.humans if one.is_index), None)
    order = ([first] if first else []) + list(family.humans)
    row: dict[str, int] = {}
    for human in order:
        start = rows.find(human.id)
        if start not in row:
            _walk(steps, start, human.level, row)
    # A child never stands beside or above its parent, however they are related otherwise.
    for _again in rows.group:
        for line in hung:
            parent, child = rows.find(line.parent), rows.find(line.child)
            row[child] = max(row[child], row[parent] + 1)
    top = min(row.values(), default=0)
    return {one: row[rows.find(one)] - top for one in rows.group}


def _step(steps: dict[str, list[tuple[str, int]]], rows: _Rows, link: tuple[str, str, int]) -> None:
    upper, lower, far = rows.find(link[0]), rows.find(link[1]), link[2]
    steps[upper].append((lower, far))
    steps[lower].append((upper, -far))


def _walk(
    steps: dict[str, list[tuple[str, int]]], start: str, level: int, row: dict[str, int]
) -> None:
    row[start] = level
    waiting = deque([start])
    while waiting:
        here = waiting.popleft()
        for there, far in steps[here]:
            if there not in row:
                row[there] = row[here] + far
                waiting.append(there)


def _sibships(
    hung: list[Descent], beside: list[Union], generation: dict[str, int]
) -> tuple[list[Sibship], set[Descent]]:
    """Every child under its own parents, once; and which descents that tells."""
    near = [one for one in hung if generation[one.child] == generation[one.parent] + 1]
    couples = {frozenset({one.one, one.other}): one for one in beside}
    found: dict[tuple[str, ...], Sibship] = {}
    placed, used = set[str](), set[Descent]()
    for (child, kind), parents in _parents(near).items():
        if child in placed:
            continue
        placed.add(child)
        pairs = [(a, b) for a in parents for b in parents if frozenset({a, b}) in couples]
        under = tuple(sorted(pairs[0])) if pairs else (parents[0],)
        sibship = found.setdefault(under, Sibship(under))
        sibship.children.append(child)
        sibship.lines[child] = kind
        used |= {Descent(parent, child, kind) for parent in under}
    return list(found.values()), used


def _orphans(level: list[Related], taken: set[str]) -> list[Sibship]:
    """Brothers and sisters whose parents are not in the drawing."""
    sets: list[list[str]] = []
    for one in level:
        if one.one in taken or one.other in taken:
            continue
        touched = [group for group in sets if one.one in group or one.other in group]
        merged = list(dict.fromkeys([x for group in touched for x in group] + [one.one, one.other]))
        sets = [group for group in sets if group not in touched] + [merged]
    return [Sibship((), group, dict.fromkeys(group, Line.BIRTH)) for group in sets]


def _is_told(one: Related, sibships: list[Sibship], family: Family) -> bool:
    """Whether other lines of the drawing say it already."""
    if one.kind == Kin.SIBLING:
        if any({one.one, one.other} <= set(group.children) for group in sibships):
            return True
        shared = [
            {line.parent for line in family.descents if line.child == x}
            for x in (one.one, one.other)
        ]
        return bool(shared[0] & shared[1])
    if one.kind == Kin.GRANDPARENT:
        children = {line.child for line in family.descents if line.parent == one.one}
        return any(o.parent in children and o.child == one.other for o in family.descents)
    return False
