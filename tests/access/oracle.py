"""Who may look into which household: the law of the keys, in plain Python.

Facts go in, an answer comes out. No database, no key table, nothing of Tandem: whoever doubts
Tandem reads this page and compares. What somebody of the family sees, stands in oracle_pages.py.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from tests.dossier.oracle import HERE, today

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

TWO_HOURS, QUARTER = timedelta(hours=2), timedelta(weeks=13)
POWERS = {"with_powers", "with_measure"}
ALL_SEE = {"local_team", "partner", "adviser", "emergency"}


@dataclass
class Fact:
    """Something that is so from one moment until another, which is out."""

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
    """A household, of one pilot, known from a moment on, with a fixed face, or two, while it is."""

    name: str
    pilot: str
    since: datetime
    faces: dict[str, Fact]


@dataclass
class Works(Fact):
    """Somebody works in the local team of a pilot."""

    who: str = ""
    pilot: str = ""


@dataclass
class Involved(Fact):
    """An organization rides along, or advises: on consent, a decision, or a measure."""

    home: str = ""
    organization: str = ""
    form: str = "with_consent"
    first_day: date = date.min
    named: str = ""  # who of the organization does it
    let_go: bool = False


@dataclass
class Door(Fact):
    """A household opened for somebody by name, as long as everything runs that it stands on."""

    who: str = ""
    home: str = ""
    scope: str = "partner"
    on: list[Fact] = field(default_factory=list)
    is_named: bool = True  # or it is a colleague of who is named, who asked


@dataclass
class Away(Fact):
    """Somebody is away from one midnight to another, and somebody else takes over."""

    who: str = ""
    deputy: str = ""
    shut: dict[str, datetime] = field(default_factory=dict)  # a home that is lent no more

    def lends(self, home: str, at: datetime) -> bool:
        """Whether a home is lent at this moment, when there is something to lend."""
        return self.runs(at) and not (home in self.shut and self.shut[home] <= at)


@dataclass
class Barred(Fact):
    """Somebody is too close to a household."""

    who: str = ""
    home: str = ""


@dataclass
class Measure:
    """A measure of a household, from a day until a day, which is out."""

    home: str
    since: date
    until: date


@dataclass
class Decision:
    """A core decision by which an organization works in a form, until it is found to be over."""

    home: str
    organization: str
    form: str
    since: date
    until: date | None = None

    def is_over(self, last_day: date) -> None:
        """It was looked at again: this was its last day, unless it ended before."""
        day = last_day + timedelta(days=1)
        self.until = day if self.until is None else min(day, self.until)


@dataclass
class Keys:
    """Every ground of a key that was there, since the beginning."""

    homes: dict[str, Home] = field(default_factory=dict)
    works: list[Works] = field(default_factory=list)
    involved: list[Involved] = field(default_factory=list)
    doors: list[Door] = field(default_factory=list)
    aways: list[Away] = field(default_factory=list)
    bars: list[Barred] = field(default_factory=list)
    measures: list[Measure] = field(default_factory=list)
    decisions: list[Decision] = field(default_factory=list)
    gone: set[str] = field(default_factory=set)
    loads: set[tuple[str, str]] = field(default_factory=set)  # who brings in the file of a home

    # What is open --------------------------------------------------------------------------------

    def scopes(self, who: str, home: str, at: datetime) -> set[str]:
        """What somebody may do with a household at a moment; nothing when they may not look.

        Who takes over from somebody who is away holds what they hold by name, and the doors of
        which they are the fixed face. What was lent is not lent on, a broken glass is not lent, and
        nothing of the one side to who ever did the other: rode along, or used powers.
        """
        there = self.homes[home]
        if at < there.since:
            return set()
        found = self._own(who, home, at)
        if (who, home) in self.loads and not self.is_barred(who, home, at):
            found.add("case_loader")
        for away in self.aways:
            if away.deputy == who and away.lends(home, at) and not self._is_out(who, home, at):
                lent = self._own(away.who, home, at, beside=who) - {"emergency"}
                face = there.faces.get(away.who)
                found |= lent if face and face.runs(at) else lent - {"local_team"}
        return found

    def _own(self, who: str, home: str, at: datetime, *, beside: str = "") -> set[str]:
        if self._is_out(who, home, at):
            return set()
        doors = [one for one in self.doors if (one.who, one.home) == (who, home)]
        if beside:
            sides = self._sides(beside, home, at)
            doors = [one for one in doors if not _other(one) & sides]
        found = {door.scope for door in doors if self.holds(door, at)}
        pilot = self.homes[home].pilot
        if any((one.who, one.pilot) == (who, pilot) and one.runs(at) for one in self.works):
            found.add("local_team")
        return found

    def _sides(self, who: str, home: str, at: datetime) -> set[bool]:
        """What somebody ever did for a household: ride along (False), use powers (True)."""
        mine = [one for one in self.doors if (one.who, one.home) == (who, home)]
        work = [one for door in mine for one in door.on if isinstance(one, Involved)]
        work += [one for one in self.involved if (one.named, one.home) == (who, home)]
        done = {_uses_powers(one) for one in work if one.since <= at}
        for away in self.aways:
            if away.deputy != who:
                continue
            for door in self.doors:
                there = (door.who, door.home) == (away.who, home)
                if there and _meet(door, away, at) and not _other(door) & done:
                    done |= {not side for side in _other(door)}
        return done

    def _is_out(self, who: str, home: str, at: datetime) -> bool:
        return who in self.gone or self.is_barred(who, home, at)

    def holds(self, door: Door, at: datetime) -> bool:
        """Whether a door is open now, and everything runs that it stands on.

        What was opened by name closes for good at a bar; the team comes back when it is lifted.
        """
        broken = any(door.since <= bar.since <= at for bar in self._bars(door.who, door.home))
        return door.runs(at) and not broken and all(one.runs(at) for one in door.on)

    def _bars(self, who: str, home: str) -> list[Barred]:
        return [bar for bar in self.bars if (bar.who, bar.home) == (who, home)]

    def is_barred(self, who: str, home: str, at: datetime) -> bool:
        """Whether somebody is too close to a household now."""
        return any(bar.runs(at) for bar in self._bars(who, home))

    # What happens --------------------------------------------------------------------------------

    def withdraw(self, home: str, organizations: set[str], at: datetime) -> None:
        """Consent is taken back: who rode along on it, stops now."""
        for one in self.involved:
            on_consent = not _uses_powers(one) and one.organization in organizations
            if one.home == home and on_consent:
                one.end(at)

    def opened(self, one: Involved, who: str, at: datetime, *, is_named: bool = True) -> None:
        """Somebody is let in with who rides along; for advice less opens, for a quarter at most."""
        scope, until = "partner", None
        if one.form == "advice":
            scope, until = "adviser", midnight(one.first_day + QUARTER)
        self.doors.append(Door(at, until, who, one.home, scope, [one], is_named))

    def unneeded(self, who: str, pilots: set[str], at: datetime) -> None:
        """Nobody needs what somebody may in these pilots: all of it ends, lent or not."""
        there = {name for name, home in self.homes.items() if home.pilot in pilots}
        for works in self.works:
            if works.who == who and works.pilot in pilots:
                works.end(at)
        for door in self.doors:
            if door.who == who and door.home in there:
                door.end(at)
        for away in self.aways:
            if away.deputy == who:
                away.shut |= dict.fromkeys(there, at)

    def ends(self, home: str) -> set[date]:
        """The days on which something ends, or ended, that carries powers."""
        known = {one.until for one in self.measures if one.home == home}
        decided = {one.until for one in self.decisions if one.home == home}
        return known | {day for day in decided if day is not None}

    def carried_until(self, one: Involved) -> date | None:
        """The first day on which nothing carries somebody with powers; none when no end is known.

        A decision carries them, and who works with a measure is carried by a measure too.
        """
        decided = [
            (d.since, d.until)
            for d in self.decisions
            if (d.home, d.organization, d.form) == (one.home, one.organization, one.form)
        ]
        ends = [_goes_on(one.first_day, decided)]
        if one.form == "with_measure":
            measured = [(m.since, m.until) for m in self.measures if m.home == one.home]
            ends.append(_goes_on(one.first_day, measured))
        return min((day for day in ends if day is not None), default=None)

    def followed(self, home: str, before: set[date], at: datetime) -> None:
        """What carries powers came or ended: who works with it stops with it, or goes on.

        Who was to stop on a day that was not an end of what carries powers, does so anyhow.
        """
        for one in self.involved:
            runs = one.until is None or today(at) < today(one.until)
            if one.home != home or not _uses_powers(one) or not runs:
                continue
            day, end = self.carried_until(one), None
            if day is not None:  # what began, lasts its first day
                end = max(midnight(max(day, one.first_day + timedelta(days=1))), at)
            goes_on = one.until is None or (today(one.until) in before and not one.let_go)
            if one.until is None or (end is not None and end <= one.until):
                one.until = end
            elif goes_on:
                # The doors are opened anew, for who is named: not for who was barred since.
                stays = [d for d in self.doors if one in d.on and self.holds(d, at)]
                for door in stays:
                    door.end(at)
                one.until = end
                if any(door.is_named for door in stays):
                    self.opened(one, one.named, at)

    # Where mistakes are made ---------------------------------------------------------------------

    def edges(self) -> Iterator[tuple[datetime, str | int]]:
        """Every moment at which something begins or ends, and for whom: by name, or a relative."""
        for works in self.works:
            yield from _ends(works.who, works)
        for door in self.doors:
            yield from _ends(door.who, door, *door.on)
        for bar in self.bars:
            yield from _ends(bar.who, bar)
        for away in self.aways:
            lent = [door for door in self.doors if door.who == away.who]
            yield from _ends(away.deputy, away, *lent, *(one for door in lent for one in door.on))
            faces = [home.faces[away.who] for home in self.homes.values() if away.who in home.faces]
            yield from _ends(away.deputy, *faces)


def _uses_powers(one: Involved) -> bool:
    return one.form in POWERS


def _other(door: Door) -> set[bool]:
    """The side that is not that of the work behind a door; none for another door."""
    return {not _uses_powers(one) for one in door.on if isinstance(one, Involved)}


def _meet(door: Door, away: Away, at: datetime) -> bool:
    """Whether a door and an absence ran at one moment until now."""
    ends = [one.until for one in (door, *door.on, away) if one.until is not None]
    return max(one.since for one in (door, away)) < min([*ends, at])


def _ends(who: str, *facts: Fact) -> Iterator[tuple[datetime, str]]:
    for fact in facts:
        yield from ((edge, who) for edge in (fact.since, fact.until) if edge is not None)


def _goes_on(day: date, spans: Sequence[tuple[date, date | None]]) -> date | None:
    """The first day from this one on that none of these holds; none when one never ends."""
    while held := [end for since, end in spans if since <= day and (end is None or day < end)]:
        if None in held:
            return None
        day = max(end for end in held if end is not None)
    return day


def midnight(day: date) -> datetime:
    """The moment at which a day begins here."""
    return datetime.combine(day, time.min, tzinfo=HERE)


@dataclass
class Asked:
    """Somebody of a household: age, authority, whether they were asked, and said yes."""

    age: int
    has_authority: bool
    said: bool
    yes: bool


def is_grounded(people: Iterable[Asked]) -> bool:
    """Whether riding along with consent has its ground.

    Everybody of 12 and older said something about the organization, one says yes; and where a
    child is under 16, so does somebody with authority.
    """
    people = list(people)
    if any(one.age >= 12 and not one.said for one in people):
        return False
    if any(one.age < 16 for one in people):
        return any(one.yes and one.has_authority for one in people)
    return any(one.yes for one in people)
