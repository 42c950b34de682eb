"""Who may look into which household: the law of the keys, in one page of plain Python.

Facts go in, an answer comes out. No database, no key table, nothing of Tandem: whoever doubts
Tandem reads this page and compares.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator

TWO_HOURS = timedelta(hours=2)
ALL_SEE = {"local_team", "partner", "emergency"}


@dataclass
class Fact:
    """Something about somebody that is so from one moment until another, which is out."""

    who: str
    since: datetime
    until: datetime | None = None

    def runs(self, at: datetime) -> bool:
        """From is in, until is out, and without an end it goes on."""
        return self.since <= at and (self.until is None or at < self.until)

    def end(self, at: datetime) -> None:
        """It is over from this moment, unless it was over before."""
        if self.until is None or at < self.until:
            self.until = max(self.since, at)


@dataclass
class Home:
    """A household, of one pilot, known from a moment on."""

    name: str
    pilot: str
    since: datetime


@dataclass
class Works(Fact):
    """Somebody works in the local team of a pilot."""

    pilot: str = ""


@dataclass
class Rides(Fact):
    """Somebody rides along with a household, for an organization, with consent or with powers."""

    home: str = ""
    organization: str = ""
    needs_consent: bool = True


@dataclass
class Glass(Fact):
    """Somebody broke the glass: one household, two hours."""

    home: str = ""


@dataclass
class Barred(Fact):
    """Somebody is too close to a household."""

    home: str = ""


@dataclass
class Facts:
    """Everything that was so, since the beginning."""

    homes: dict[str, Home] = field(default_factory=dict)
    works: list[Works] = field(default_factory=list)
    rides: list[Rides] = field(default_factory=list)
    glasses: list[Glass] = field(default_factory=list)
    bars: list[Barred] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)

    def scopes(self, who: str, home: str, at: datetime) -> set[str]:
        """What somebody may do with a household at a moment; nothing when they may not look."""
        there = self.homes[home]
        if who in self.gone or at < there.since:
            return set()
        bars = [bar for bar in self.bars if (bar.who, bar.home) == (who, home)]
        if any(bar.runs(at) for bar in bars):
            return set()
        found = set()
        if any(w.who == who and w.pilot == there.pilot and w.runs(at) for w in self.works):
            found.add("local_team")
        # What was opened by name closes for good at a bar; the team comes back when it is lifted.
        named: list[tuple[str, Rides | Glass]] = [("partner", ride) for ride in self.rides]
        named += [("emergency", glass) for glass in self.glasses]
        for scope, one in named:
            broken = any(one.since <= bar.since <= at for bar in bars)
            if (one.who, one.home) == (who, home) and one.runs(at) and not broken:
                found.add(scope)
        return found

    def edges(self) -> Iterator[datetime]:
        """Every moment at which something begins or ends: where mistakes are made."""
        for one in (*self.works, *self.rides, *self.glasses, *self.bars):
            yield one.since
            if one.until is not None:
                yield one.until

    def withdraw(self, home: str, organizations: set[str], at: datetime) -> None:
        """Consent is taken back: who rode along on it, stops now."""
        for ride in self.rides:
            if ride.home == home and ride.needs_consent and ride.organization in organizations:
                ride.end(at)


def is_grounded(ages: dict[str, int], yes: set[str], said: set[str]) -> bool:
    """Whether riding along with consent has its ground: all of 12 and older said, one says yes."""
    return bool(yes) and all(name in said for name, age in ages.items() if age >= 12)
