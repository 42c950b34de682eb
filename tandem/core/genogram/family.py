"""What a family drawing is made of: people, what they are of each other, and who lives together.

Plain facts, from nowhere in particular: whoever draws brings them along. Ids are texts of the
caller; a relation that names somebody who is not among the people is not drawn.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum


class Symbol(StrEnum):
    """Square, circle, or diamond."""

    MAN = "man"
    WOMAN = "woman"
    OTHER = "other"


class Couple(StrEnum):
    """What two people are, or were, as a couple."""

    MARRIAGE = "marriage"
    COHABITATION = "cohabitation"
    SEPARATED = "separated"  # married, and living apart
    ENDED = "ended"  # lived together without marrying, until it was over
    DIVORCED = "divorced"
    PARENTS = "parents"  # a child together; of a couple nothing is known


class Line(StrEnum):
    """How a child came to a parent; in this order it is decided where the child is drawn."""

    BIRTH = "birth"
    ADOPTION = "adoption"
    FOSTER = "foster"
    STEP = "step"


class Tone(StrEnum):
    """What it is like between two people."""

    CLOSE = "close"
    CONFLICT = "conflict"
    CLOSE_CONFLICT = "close_conflict"
    DISTANT = "distant"
    CUT_OFF = "cut_off"


class Kin(StrEnum):
    """How people are related when nobody told who stands between them."""

    SIBLING = "sibling"
    GRANDPARENT = "grandparent"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class Human:
    """Somebody in the drawing.

    `born` orders brothers and sisters; `caption` is the line under the name; `level` is the row of
    who is related to nobody yet: 0 for adults, 1 for children.
    """

    id: str
    name: str
    symbol: Symbol = Symbol.OTHER
    born: date | None = None
    caption: str = ""
    level: int = 0
    is_dead: bool = False
    is_unborn: bool = False
    is_index: bool = False
    is_here: bool = False  # of the household itself: the name is bold


@dataclass(frozen=True, slots=True)
class Union:
    """Two people as a couple; `words` tells since when."""

    one: str
    other: str
    kind: Couple
    words: str = ""


@dataclass(frozen=True, slots=True)
class Descent:
    """Somebody is the parent of somebody."""

    parent: str
    child: str
    kind: Line = Line.BIRTH


@dataclass(frozen=True, slots=True)
class Tie:
    """What it is like between two people; `words` tells more."""

    one: str
    other: str
    tone: Tone
    words: str = ""


@dataclass(frozen=True, slots=True)
class Related:
    """Related, without who stands between: `one` is `kind` of `other`."""

    one: str
    other: str
    kind: Kin


@dataclass(frozen=True, slots=True)
class Ring:
    """Who live together in one place; the mark is for where no ring fits."""

    name: str
    people: tuple[str, ...]
    mark: str = "A"


@dataclass(frozen=True, slots=True)
class Family:
    """Everything that is drawn."""

    humans: tuple[Human, ...]
    unions: tuple[Union, ...] = ()
    descents: tuple[Descent, ...] = ()
    twins: tuple[frozenset[str], ...] = ()
    ties: tuple[Tie, ...] = ()
    related: tuple[Related, ...] = ()
    rings: tuple[Ring, ...] = ()

    def pairs(self) -> Iterator[tuple[str, str]]:
        """Who is linked to whom, whatever by."""
        for one in self.unions:
            yield one.one, one.other
        for line in self.descents:
            yield line.parent, line.child
        for tie in self.ties:
            yield tie.one, tie.other
        for related in self.related:
            yield related.one, related.other
        for twins in self.twins:
            first, *others = sorted(twins)
            for other in others:
                yield first, other
