"""What somebody of the family sees, and of whom: pages, words, and who looked, in plain Python.

The table of what a person may see, whatever page there is, stands in tests/dossier/oracle.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING

from tests.access.oracle import Fact, Keys, midnight
from tests.dossier import oracle as law
from tests.dossier.oracle import Family, today

if TYPE_CHECKING:
    from collections.abc import Iterator


SHORTEST = 3  # a name or a line that is shorter, stands in many words


def flat(text: str) -> str:
    """The words as they are compared: whatever the capitals, and however many spaces."""
    return " ".join(text.lower().split())


@dataclass
class Look:
    """Somebody looked into a household."""

    who: str
    home: str
    at: datetime


@dataclass
class Glass(Fact):
    """Somebody broke the glass; only who was told of it, knows."""

    who: str = ""
    home: str = ""
    told: dict[int, date] = field(default_factory=dict)

    def is_known(self, person: int, day: date) -> bool:
        """Whether somebody of the family was told."""
        return person in self.told and self.told[person] <= day


@dataclass
class Read:
    """An entry that was put before somebody of a household, on a day; and what it says."""

    person: int
    home: str
    entry: int
    told_by: int | None
    on: date
    words: str


@dataclass
class Facts(Keys):
    """Everything that was so: the grounds of keys, and the families."""

    looks: list[Look] = field(default_factory=list)
    glasses: list[Glass] = field(default_factory=list)
    employers: dict[str, int] = field(default_factory=dict)
    # People of the households: their home, and whether their page is given and not shut.
    family: Family = field(default_factory=Family)
    lives: dict[int, str] = field(default_factory=dict)
    pages: set[int] = field(default_factory=set)
    low: set[int] = field(default_factory=set)  # pages that show little
    of_home: dict[int, str] = field(default_factory=dict)  # in which home an entry stands
    reads: list[Read] = field(default_factory=list)
    names: dict[int, str] = field(default_factory=dict)  # of organizations

    def holders(self, day: date) -> set[int]:
        """Who has authority over a child on a day."""
        return {
            one.holder for one in self.family.authorities if one.until is None or day < one.until
        }

    def has_page(self, person: int, at: datetime) -> bool:
        """Whether somebody of the family may look: a page that is open, and the law."""
        return person in self.pages and law.has_page(self.family, person, at)

    def page(self, person: int, at: datetime) -> dict[str, set[int]]:
        """The people, places and words on the page of somebody of the family."""
        if not self.has_page(person, at):
            return {"people": set(), "addresses": set(), "entries": set()}
        shows_all = person not in self.low
        return {
            "people": law.people(self.family, person, at),
            "addresses": law.addresses(self.family, person, at) if shows_all else set(),
            "entries": law.entries(self.family, person, at) | self.read(person, at)
            if shows_all
            else set(),
        }

    def read(self, person: int, at: datetime) -> set[int]:
        """Entries that were put before somebody, without what is closed to them since."""
        shut = law.versions(self.family, law.closed(self.family, person, "entry", at))
        silent, unsaid = law.closed(self.family, person, "words", at), self.unsaid(person, at)
        return {
            one.entry
            for one in self.reads
            if (one.person, one.home) == (person, self.lives[person])
            and one.on <= today(at)
            and one.entry not in shut
            and one.told_by not in silent
            and not any(word in flat(one.words) for word in unsaid)
        }

    def unsaid(self, person: int, at: datetime) -> set[str]:
        """Names of organizations and first lines of addresses that are closed to somebody."""
        there = {one for one, home in self.lives.items() if home == self.lives[person]}
        shut = law.secret(self.family, person, at, there=there)
        names = {self.names[one] for one in law.closed(self.family, person, "organization", at)}
        lines = {one.place.partition("\n")[0] for one in self.family.addresses if one.id in shut}
        return {word for word in map(flat, names | lines) if len(word) >= SHORTEST}

    def all_but_shielded(self, person: int, at: datetime) -> dict[str, set[int]]:
        """What is there for whoever works, without what is closed to this one of the family."""
        told = self.family
        there = {p for p, home in self.lives.items() if home == self.lives[person]}
        shut = law.secret(told, person, at, there=there)
        silent = law.closed(told, person, "words", at)
        hidden = law.versions(told, law.closed(told, person, "entry", at))
        return {
            "people": there,
            "addresses": {a.id for a in told.addresses if a.person in there and a.id not in shut},
            "entries": {
                e.id
                for e in told.entries
                if self.of_home[e.id] == self.lives[person]
                and e.id not in hidden
                and e.told_by not in silent
            },
        }

    def looked(self, person: int, at: datetime) -> list[tuple[datetime, str]]:
        """Who looked, as somebody of the family may know: not who is hidden, or was not told of."""
        if not self.has_page(person, at) or person in self.low:
            return []
        hidden = law.closed(self.family, person, "organization", at)
        return sorted(
            (look.at, look.who)
            for look in self.looks
            if look.home == self.lives[person]
            and look.at <= at
            and self.employers[look.who] not in hidden
            and not any(
                (one.who, one.home) == (look.who, look.home)
                and one.runs(look.at)
                and not one.is_known(person, today(at))
                for one in self.glasses
            )
        )

    def shows_key(self, who: str, person: int, at: datetime) -> bool:
        """Whether somebody of the family reads that somebody who works holds a key now."""
        home = self.lives[person]
        hidden = law.closed(self.family, person, "organization", at)
        scopes = self.scopes(who, home, at)
        broken = [one for one in self.glasses if (one.who, one.home) == (who, home)]
        if any(one.runs(at) and not one.is_known(person, today(at)) for one in broken):
            scopes.discard("emergency")
        shows_all = self.has_page(person, at) and person not in self.low
        return shows_all and bool(scopes) and self.employers[who] not in hidden

    def edges(self) -> Iterator[tuple[datetime, str | int]]:
        """Every moment of the keys, and each at which something of a family turns."""
        yield from super().edges()
        # Nobody here was born on 29 February.
        for person in self.family.people:
            born = person.born_on
            days = [born.replace(year=born.year + age) for age in (12, 16, 18)]
            for day in (*days, person.left_on):
                if day is not None:
                    yield midnight(day), person.id
        for held in self.family.authorities:
            if held.until is not None:
                yield midnight(held.until), held.holder
        yield from ((midnight(one.on), one.person) for one in self.reads)
        yield from self._shielded()

    def _shielded(self) -> Iterator[tuple[datetime, int]]:
        for shield in self.family.shields:
            for moment in (shield.set_at, shield.lifted_at):
                if moment is not None:
                    yield from ((moment, person) for person in shield.closed_to)
