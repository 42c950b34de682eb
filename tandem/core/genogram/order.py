"""From left to right: the order of every row, so that lines do not cross where that can be.

Whoever are joined as couples form a chain, drawn side by side: first partner left, last one right.
Under every couple comes its children with all that hangs under them. A partner who has a family
of their own in the drawing, stands at the outside; that family comes there whole. Where it joins,
the child that married into it is moved to that end of its brothers and sisters; the others stand
oldest left.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from tandem.core.genogram.family import Symbol, Union
from tandem.core.genogram.tree import Sibship, Tree

LEFT, RIGHT = "left", "right"
_OPPOSITE = {LEFT: RIGHT, RIGHT: LEFT}


@dataclass(slots=True)
class Order:
    """The rows; of every couple who stands outside, and whose children hang where."""

    rows: dict[int, list[str]] = field(default_factory=dict)
    outer: dict[frozenset[str], str] = field(default_factory=dict)
    chain: dict[str, int] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Lean:
    """A way to draw where there is a choice: the one with the fewest crossings is taken.

    Whether brothers and sisters of a partner stand nearer than the parents of a child's partner,
    and to which end goes who could go to both.
    """

    is_near: bool
    end: str


LEANS = (
    Lean(is_near=True, end=""),
    Lean(is_near=False, end=""),
    Lean(is_near=True, end=LEFT),
    Lean(is_near=True, end=RIGHT),
)

type _Rows = dict[int, list[str]]


@dataclass(slots=True)
class _Block:
    """A part of the drawing: its own rows, and what stands left and right of whom it hangs from."""

    rows: _Rows = field(default_factory=dict)
    left: _Rows = field(default_factory=dict)
    right: _Rows = field(default_factory=dict)

    def whole(self) -> _Rows:
        return _joined(self.left, self.rows, self.right)

    def add(self, other: _Block) -> None:
        self.rows = _joined(self.rows, other.rows)
        self.left = _joined(self.left, other.left)
        self.right = _joined(self.right, other.right)


def _joined(*parts: _Rows) -> _Rows:
    found: _Rows = {}
    for part in parts:
        for row, people in part.items():
            found.setdefault(row, []).extend(people)
    return found


@dataclass(frozen=True, slots=True)
class _Way:
    """How a chain was reached: down to a child, or up from a hole that is drawn already."""

    entry: str = ""
    hole: str = ""
    side: str = ""


class _Walk:
    """One walk through the whole family."""

    def __init__(self, tree: Tree, lean: Lean) -> None:
        self.tree, self.lean = tree, lean
        self.order = Order()
        self.above = tree.above()
        self.place = {one: number for number, one in enumerate(tree.humans)}
        self.partners: dict[str, list[str]] = {one: [] for one in tree.humans}
        for union in tree.unions:
            self.partners[union.one].append(union.other)
            self.partners[union.other].append(union.one)
        self.under: dict[frozenset[str], Sibship] = {
            frozenset(one.parents): one for one in tree.sibships if one.parents
        }
        self.order.chain = _chains(tree.humans, tree.unions)
        self.members: dict[int, list[str]] = {}
        for one, chain in self.order.chain.items():
            self.members.setdefault(chain, []).append(one)
        self.done = set[int]()
        self.met = set[int]()

    def all(self) -> Order:
        """Walk from whom the drawing is about, then through whoever is left."""
        first = [one for one, human in self.tree.humans.items() if human.is_index]
        for one in [*first, *self.tree.humans]:
            if self.order.chain[one] not in self.done:
                part = self._from_the_top(one).whole()
                self.order.rows = _joined(self.order.rows, part)
        return self.order

    def _from_the_top(self, one: str) -> _Block:
        """Climb to the oldest family above somebody, and come down from there."""
        climbed = {self.order.chain[one]}
        while True:
            mates = [one, *self.members[self.order.chain[one]]]
            up = next((m for m in mates if self._climbs(m, climbed)), None)
            if up is None:
                return self._unit(self.order.chain[one], _Way())
            sibship = self.above[up]
            if not sibship.parents:
                return self._children(sibship, _Way())
            one = sibship.parents[0]
            climbed.add(self.order.chain[one])

    def _climbs(self, one: str, climbed: set[int]) -> bool:
        sibship = self.above.get(one)
        if sibship is None:
            return False
        if not sibship.parents:
            return id(sibship) not in self.met
        chain = self.order.chain[sibship.parents[0]]
        return chain not in climbed and chain not in self.done

    def _has_family(self, one: str) -> bool:
        """Whether somebody has parents, or brothers and sisters, who are still to be drawn."""
        return self._climbs(one, set())

    def _unit(self, chain: int, way: _Way) -> _Block:
        """Draw a chain of couples, what hangs under it, and the families that join it."""
        if chain in self.done:
            return _Block()
        self.done.add(chain)
        row = self._sequence(chain, way)
        middle = row.index(way.entry) if way.entry in row else (len(row) - 1) / 2
        joined = [one for one in row if one != way.entry and self._has_family(one)]
        before = [one for one in joined if row.index(one) < middle]
        left = _joined(*[self._family_of(one, LEFT) for one in before])
        under = _Block()
        for number, one in enumerate(row):
            for couple in (frozenset({one}), *self._couples_at(row, number)):
                sibship = self.under.get(couple)
                if sibship is not None:
                    under.add(self._children(sibship, way))
        after = [one for one in joined if one not in before]
        right = _joined(*[self._family_of(one, RIGHT) for one in after])
        return self._put_together(row, left, under, right)

    def _put_together(self, row: list[str], left: _Rows, under: _Block, right: _Rows) -> _Block:
        """Put families that join beside a chain, and what stands beside it for its children."""
        own = self.tree.generation[row[0]]
        block = _Block()
        for number in sorted({own, *left, *right, *under.rows, *under.left, *under.right}):
            before, after = left.get(number, []), right.get(number, [])
            farther, beyond = under.left.get(number, []), under.right.get(number, [])
            if number == own and not self.lean.is_near:
                before, farther, after, beyond = farther, before, beyond, after
            if number >= own:
                here = row if number == own else under.rows.get(number, [])
                block.rows[number] = [*farther, *before, *here, *after, *beyond]
            else:
                block.left[number] = [*farther, *before]
                block.right[number] = [*after, *beyond]
        return block

    def _couples_at(self, row: list[str], number: int) -> list[frozenset[str]]:
        """The couples whose children hang between somebody and the next one in the row."""
        found = []
        for couple, outer in self.order.outer.items():
            if not couple <= set(row):
                continue
            (inner,) = couple - {outer}
            at = row.index(outer)
            gap = at if at < row.index(inner) else at - 1
            if gap == number:
                found.append(couple)
        return found

    def _family_of(self, one: str, side: str) -> _Rows:
        """Draw the parents, brothers and sisters of somebody who is drawn, on one side."""
        if not self._has_family(one):
            return {}
        sibship, way = self.above[one], _Way(hole=one, side=side)
        if sibship.parents:
            return self._unit(self.order.chain[sibship.parents[0]], way).whole()
        return self._children(sibship, way).whole()

    def _children(self, sibship: Sibship, way: _Way) -> _Block:
        """Draw brothers and sisters, oldest left; who joins another family at the end."""
        self.met.add(id(sibship))
        hole = way.hole if way.hole in sibship.children else ""
        kids, ends = self._ends(sibship, hole, way.side)
        block = _Block()
        for child in kids:
            if child != hole:
                way_ = _Way(entry=child, side=ends.get(child, ""))
                block.add(self._unit(self.order.chain[child], way_))
        return block

    def _ends(self, sibship: Sibship, hole: str, side: str) -> tuple[list[str], dict[str, str]]:
        """Who goes to which end: at most one to each, unless the hole is there already."""
        kids = list(sibship.children)
        free = [end for end in (LEFT, RIGHT) if not hole or end == side]
        ends: dict[str, str] = {}
        for child in kids:
            if child == hole or not free or not self._joins(child):
                continue
            wanted = self._nearest_end(child, kids)
            end = wanted if wanted in free else free[0]
            free.remove(end)
            ends[child] = end
        for child, end in ends.items():
            together = next((t for t in self.tree.twins if child in t), [child])
            mates = [one for one in kids if one in together and one not in ends]
            kids = [one for one in kids if one != child and one not in mates]
            kids = [child, *mates, *kids] if end == LEFT else [*kids, *mates, child]
        return kids, ends

    def _joins(self, child: str) -> bool:
        """Whether somebody of the chain of a child has a family of their own to be drawn."""
        chain = self.order.chain[child]
        if chain in self.done:
            return False
        return any(one != child and self._has_family(one) for one in self.members[chain])

    def _nearest_end(self, child: str, kids: list[str]) -> str:
        """The end at which the fewest stand out of order; in the middle, men stand left."""
        before, after = kids.index(child), len(kids) - 1 - kids.index(child)
        if self.lean.end:
            return self.lean.end
        if before != after:
            return LEFT if before < after else RIGHT
        return LEFT if self.tree.humans[child].symbol == Symbol.WOMAN else RIGHT

    # One chain, from left to right ------------------------------------------------------------

    def _sequence(self, chain: int, way: _Way) -> list[str]:
        """The people of one chain, in order; notes who stands outside in every couple."""
        members = self.members[chain]
        root = way.entry or self._root(members, way.hole)
        seen = {root}
        partners = self._new(root, seen)
        sides = self._sides(root, partners, way)
        left = [one for one in partners if sides[one] == LEFT]
        right = [one for one in partners if sides[one] == RIGHT]
        row = [root]
        for one in reversed(left):
            row = [*self._branch(one, root, LEFT, seen), *row]
        for one in right:
            row = [*row, *self._branch(one, root, RIGHT, seen)]
        return row

    def _root(self, members: list[str], hole: str) -> str:
        """Who is in the middle of a chain: whoever had most partners."""
        parents = self.above[hole].parents if hole else ()
        among = [one for one in members if one in parents] or members
        return min(among, key=lambda one: (-len(self.partners[one]), self.place[one]))

    def _new(self, one: str, seen: set[str]) -> list[str]:
        """The partners who have no place yet, the first one first; now they have."""
        found = [other for other in self.partners[one] if other not in seen]
        seen.update(found)
        return found

    def _branch(self, one: str, inner: str, side: str, seen: set[str]) -> list[str]:
        """Somebody with the partners they had otherwise, outwards."""
        self.order.outer[frozenset({one, inner})] = one
        row = [one]
        for other in self._new(one, seen):
            more = self._branch(other, one, side, seen)
            row = [*more, *row] if side == LEFT else [*row, *more]
        return row

    def _sides(self, root: str, partners: list[str], way: _Way) -> dict[str, str]:
        """On which side of the middle every partner stands."""
        if way.hole:
            return self._sides_of_a_hole(root, partners, way)
        sides = dict.fromkeys(partners, LEFT)
        if partners:
            sides[partners[-1]] = RIGHT
        if len(partners) == 1 and self._stands_right(root, partners[0]):
            sides[partners[0]] = LEFT
        if way.side:
            joining = [one for one in partners if self._joins_by(one)]
            for one in partners:
                sides[one] = way.side if one in joining else _OPPOSITE[way.side]
        return sides

    def _joins_by(self, partner: str) -> bool:
        """Whether a family hangs on a partner."""
        return self._has_family(partner) or any(
            self._has_family(one) for one in self.partners[partner]
        )

    def _sides_of_a_hole(self, root: str, partners: list[str], way: _Way) -> dict[str, str]:
        """The couple of which a child is drawn, stands on the side of that child."""
        parents = self.above[way.hole].parents
        near = _OPPOSITE[way.side]
        sides = {one: near if one in parents else way.side for one in partners}
        if len(partners) == 1 and self._has_family(partners[0]) and not self._has_family(root):
            sides[partners[0]] = way.side
        elif len(partners) == 1 and self._has_family(partners[0]) == self._has_family(root):
            sides[partners[0]] = LEFT if self._stands_right(root, partners[0]) else RIGHT
        return sides

    def _stands_right(self, one: str, other: str) -> bool:
        """Of a couple a man stands left and a woman right; of others who was named first."""
        symbols = self.tree.humans[one].symbol, self.tree.humans[other].symbol
        if symbols in {(Symbol.WOMAN, Symbol.MAN), (Symbol.MAN, Symbol.WOMAN)}:
            return symbols[0] == Symbol.WOMAN
        return self.place[one] > self.place[other]


def arrange(tree: Tree, lean: Lean = LEANS[0]) -> Order:
    """Put everybody in order."""
    return _Walk(tree, lean).all()


def _chains(people: Iterable[str], unions: list[Union]) -> dict[str, int]:
    """Number everybody by the chain of couples they are part of."""
    chain = {one: number for number, one in enumerate(people)}
    for union in unions:
        old, new = chain[union.one], chain[union.other]
        chain = {one: new if number == old else number for one, number in chain.items()}
    return chain
