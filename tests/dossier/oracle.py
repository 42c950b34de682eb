"""Who of a family sees what, told once more in plain Python: table 2b of safety.md, nothing else.

It reads rows and does sums. It shares no statement and no function with the code it checks.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime
from zoneinfo import ZoneInfo

HERE = ZoneInfo("Europe/Amsterdam")


@dataclass
class Person:
    id: int
    born_on: date
    is_child: bool
    left_on: date | None = None
    home: str = ""


@dataclass
class Authority:
    holder: int
    child: int
    since: date
    until: date | None = None


@dataclass
class Address:
    id: int
    person: int
    place: str
    hiding: bool = False
    opened: frozenset[int] = frozenset()
    home: int = 0


@dataclass
class Entry:
    id: int
    told_by: int | None
    replaces: int | None = None
    written_at: datetime | None = None


@dataclass
class Shield:
    kind: str
    closed_to: frozenset[int]
    target: int = 0
    set_at: datetime | None = None
    lifted_at: datetime | None = None
    id: int = 0


@dataclass
class Release:
    teller: int
    reader: int
    agrees: bool
    released_at: datetime
    ended_at: datetime | None = None


@dataclass
class Family:
    people: list[Person] = field(default_factory=list)
    authorities: list[Authority] = field(default_factory=list)
    addresses: list[Address] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    shields: list[Shield] = field(default_factory=list)
    releases: list[Release] = field(default_factory=list)


def today(at: datetime) -> date:
    return at.astimezone(HERE).date()


def years(born: date, day: date) -> int:
    count = day.year - born.year
    return count if (day.month, day.day) >= (born.month, born.day) else count - 1


def here(person: Person, day: date) -> bool:
    return person.left_on is None or day < person.left_on


def closed(family: Family, viewer: int, kind: str, at: datetime) -> set[int]:
    return {
        one.target
        for one in family.shields
        if one.kind == kind
        and viewer in one.closed_to
        and (one.set_at is None or one.set_at <= at)
        and (one.lifted_at is None or at < one.lifted_at)
    }


def charges(family: Family, viewer: int, at: datetime) -> dict[int, int]:
    """Children in whose place somebody decides today, with their age."""
    day, found = today(at), {}
    home = next(p.home for p in family.people if p.id == viewer)
    for one in family.authorities:
        child = next(p for p in family.people if p.id == one.child)
        age = years(child.born_on, day)
        runs = one.since <= day and (one.until is None or day < one.until)
        mine = one.holder == viewer and child.home == home
        if mine and runs and age < 18 and here(child, day):
            found[child.id] = age
    return found


def has_page(family: Family, viewer: int, at: datetime) -> bool:
    person, day = next(p for p in family.people if p.id == viewer), today(at)
    if closed(family, viewer, "everything", at) or not here(person, day):
        return False
    age = years(person.born_on, day)
    if age >= 12 and (age < 18 or person.is_child):
        return True
    return bool(charges(family, viewer, at))


def people(family: Family, viewer: int, at: datetime) -> set[int]:
    if not has_page(family, viewer, at):
        return set()
    minders = {
        one.holder
        for one in family.authorities
        if viewer in charges(family, one.holder, at)
        and one.child == viewer
        and here(next(p for p in family.people if p.id == one.holder), today(at))
    }
    return {viewer} | set(charges(family, viewer, at)) | minders


def secret(family: Family, viewer: int, at: datetime, *, there: set[int]) -> set[int]:
    """Addresses of others of a household that are not for somebody."""
    shut = closed(family, viewer, "address", at)
    places = {one.place for one in family.addresses if one.id in shut}
    guarded = {one.person for one in family.addresses if one.id in shut}
    young = {p.id for p in family.people if years(p.born_on, today(at)) < 18}
    by_itself = guarded | (young if guarded else set())
    return {
        one.id
        for one in family.addresses
        if one.person in there - {viewer}
        and (
            one.place in places
            or ((one.hiding or one.person in by_itself) and viewer not in one.opened)
        )
    }


def off_pages(family: Family, viewer: int, at: datetime) -> set[int]:
    """Addresses at a place that is closed to anybody: on no page of the family at all.

    But for one's own: when it is closed to oneself, because somebody else is there, it stays. Who
    could take their own address away by naming a place, would find out which place it is.
    """
    shields = family.shields
    apart = replace(family, shields=[one for one in shields if viewer not in one.closed_to])
    shut, shut_to_others = _places(family, at), _places(apart, at)
    return {
        one.id
        for one in family.addresses
        if (one.home, one.place) in (shut_to_others if one.person == viewer else shut)
    }


def _places(family: Family, at: datetime) -> set[tuple[int, str]]:
    shut = {one for p in family.people for one in closed(family, p.id, "address", at)}
    return {(one.home, one.place) for one in family.addresses if one.id in shut}


def addresses(family: Family, viewer: int, at: datetime) -> set[int]:
    if not has_page(family, viewer, at):
        return set()
    mine = set(charges(family, viewer, at))
    shut = secret(family, viewer, at, there=mine) | off_pages(family, viewer, at)
    return {
        one.id for one in family.addresses if one.person in mine | {viewer} and one.id not in shut
    }


def versions(family: Family, of: set[int]) -> set[int]:
    found = set(of)
    while True:
        more = {e.id for e in family.entries if e.replaces in found} | {
            e.replaces for e in family.entries if e.id in found and e.replaces
        }
        if more <= found:
            return found
        found |= more


def entries(family: Family, viewer: int, at: datetime) -> set[int]:
    if not has_page(family, viewer, at):
        return set()
    shut = versions(family, closed(family, viewer, "entry", at))
    silent = closed(family, viewer, "words", at)
    ages = charges(family, viewer, at)
    readable = [
        (one.teller, one.released_at)
        for one in family.releases
        if one.reader == viewer
        and one.released_at <= at
        and (one.ended_at is None or at < one.ended_at)
        and one.teller in ages
        and one.teller not in silent
        and (ages[one.teller] < 12 or one.agrees)
    ]
    return {
        one.id
        for one in family.entries
        if one.id not in shut
        and (one.written_at is None or one.written_at <= at)
        and (
            one.told_by == viewer
            or any(
                one.told_by == teller and (one.written_at is None or one.written_at <= released_at)
                for teller, released_at in readable
            )
        )
    }
