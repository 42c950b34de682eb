"""Drawing a family together: relatives elsewhere, bonds between people, and how each is drawn."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier
from tandem.dossier.enums import Status
from tandem.dossier.models import Person
from tandem.dossier.services import households
from tandem.plan import rules
from tandem.plan.enums import DESCENTS, BondKind, sort_of
from tandem.plan.models import Bond, DrawnPerson, Relative
from tandem.plan.selectors import drawing

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account

type End = Person | Relative


@dataclass(frozen=True, slots=True)
class NewRelative:
    """Somebody of the family who lives, or lived, elsewhere."""

    name: str
    symbol: str
    born_on: date | None = None
    born_year: int | None = None
    is_dead: bool = False
    died_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class NewBond:
    """What is between two people: `one` is `kind` `other`."""

    one: End
    kind: str
    other: End
    since_year: int | None = None
    until_year: int | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class How:
    """How a new relative belongs to somebody; `is_back` says that the other one is it of them."""

    kind: str
    other: End
    is_back: bool = False


@transaction.atomic
def add_relative_with(
    household: Household, new: NewRelative, how: How | None, *, by: Account, at: datetime
) -> Relative:
    """Add somebody and how they belong to the family: both, or neither."""
    relative = add_relative(household, new, by=by, at=at)
    if how is not None:
        one, other = (how.other, relative) if how.is_back else (relative, how.other)
        bind(household, NewBond(one, how.kind, other), by=by, at=at)
    return relative


@transaction.atomic
def add_relative(household: Household, new: NewRelative, *, by: Account, at: datetime) -> Relative:
    """Add somebody who is not of the household."""
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = households.locked(household)
    first_no(
        dossier.is_open(is_ended=home.status == Status.ENDED),
        rules.room_is_left(Relative.objects.filter(household=home).count()),
        _judge_relative(new, today=day_of(at)),
    ).or_refuse()
    relative = Relative(household=household, recorded_at=at, recorded_by=by)
    _fill(relative, new)
    relative.save()
    _record("relative_added", household, f"relative:{relative.pk}", by=by, at=at)
    return relative


@transaction.atomic
def change_relative(
    relative: Relative, new: NewRelative, *, seen: int, by: Account, at: datetime
) -> None:
    """Correct what is known of a relative; `seen` is the version that was on the screen."""
    household = relative.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = households.locked(household)
    locked = Relative.objects.select_for_update(of=("self",)).get(pk=relative.pk)
    first_no(
        dossier.is_open(is_ended=home.status == Status.ENDED),
        dossier.is_unchanged(seen=seen, current=locked.version),
        _judge_relative(new, today=day_of(at)),
        _judge_birth(locked, rules.Born(new.born_on, new.born_year), home),
    ).or_refuse()
    _fill(locked, new)
    locked.version = seen + 1
    locked.save()
    _record("relative_changed", household, f"relative:{relative.pk}", by=by, at=at)


@transaction.atomic
def remove_relative(relative: Relative, *, by: Account, at: datetime) -> None:
    """Take somebody out who was drawn by mistake, with the bonds that hang on them."""
    household = relative.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = households.locked(household)
    dossier.is_open(is_ended=home.status == Status.ENDED).or_refuse()
    number = relative.pk
    relative.delete()
    _record("relative_removed", household, f"relative:{number}", by=by, at=at)


@transaction.atomic
def draw_person(
    person: Person,
    *,
    symbol: str,
    died_on: date | None,
    seen: int,
    by: Account,
    at: datetime,
) -> None:
    """Say with which symbol somebody of the household is drawn, and whether they died."""
    household = person.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = households.locked(household)
    drawn = DrawnPerson.objects.select_for_update(of=("self",)).filter(person=person).first()
    first_no(
        dossier.is_open(is_ended=home.status == Status.ENDED),
        dossier.is_unchanged(seen=seen, current=0 if drawn is None else drawn.version),
        _judge_death(person, died_on, today=day_of(at)),
    ).or_refuse()
    if drawn is None:
        drawn = DrawnPerson(person=person, recorded_at=at, recorded_by=by)
    drawn.symbol, drawn.died_on, drawn.version = symbol, died_on, seen + 1
    drawn.save()
    _record("person_drawn", household, f"person:{person.pk}", by=by, at=at)


@transaction.atomic
def bind(household: Household, new: NewBond, *, by: Account, at: datetime) -> Bond:
    """Write down what is between two people of the drawing."""
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = households.locked(household)
    if any(end.household_id != household.pk for end in (new.one, new.other)):
        raise door.NotFound
    first_no(
        dossier.is_open(is_ended=home.status == Status.ENDED),
        _judge_bond(home, new, today=day_of(at)),
    ).or_refuse()
    one, other = _in_order(new)
    bond = Bond.objects.create(
        household=household,
        person=one if isinstance(one, Person) else None,
        relative=one if isinstance(one, Relative) else None,
        kind=new.kind,
        other_person=other if isinstance(other, Person) else None,
        other_relative=other if isinstance(other, Relative) else None,
        since_year=new.since_year,
        until_year=new.until_year,
        note=new.note.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    _record("bond_recorded", household, f"bond:{bond.pk}", by=by, at=at)
    return bond


@transaction.atomic
def change_bond(bond: Bond, new: NewBond, *, seen: int, by: Account, at: datetime) -> None:
    """Change what is between two people: what became of it, since when, until when."""
    household = bond.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = households.locked(household)
    locked = Bond.objects.select_for_update(of=("self",)).get(pk=bond.pk)
    first_no(
        dossier.is_open(is_ended=home.status == Status.ENDED),
        dossier.is_unchanged(seen=seen, current=locked.version),
        _judge_bond(home, new, today=day_of(at), but=locked.pk),
    ).or_refuse()
    locked.kind, locked.note, locked.version = new.kind, new.note.strip(), seen + 1
    locked.since_year, locked.until_year = new.since_year, new.until_year
    locked.save(update_fields=["kind", "note", "since_year", "until_year", "version"])
    _record("bond_changed", household, f"bond:{bond.pk}", by=by, at=at)


@transaction.atomic
def remove_bond(bond: Bond, *, by: Account, at: datetime) -> None:
    """Take out a bond that was drawn by mistake; a couple that ended is changed instead."""
    household = bond.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    home = households.locked(household)
    dossier.is_open(is_ended=home.status == Status.ENDED).or_refuse()
    number = bond.pk
    bond.delete()
    _record("bond_removed", household, f"bond:{number}", by=by, at=at)


def _record(event: str, household: Household, subject: str, *, by: Account, at: datetime) -> None:
    audit.record(event, by=by, at=at, household=household.ref, subject=subject)


def _fill(relative: Relative, new: NewRelative) -> None:
    relative.name, relative.symbol = new.name.strip(), new.symbol
    relative.born_on, relative.born_year = new.born_on, new.born_year
    relative.is_dead, relative.died_year = new.is_dead or new.died_year is not None, new.died_year
    relative.note = new.note.strip()


def _in_order(new: NewBond) -> tuple[End, End]:
    """Who stands first: of what holds both ways the household, then who was there first."""
    ends = (new.one, new.other)
    if new.kind in DESCENTS:
        return ends
    first, second = sorted(ends, key=lambda end: (isinstance(end, Relative), end.pk))
    return first, second


def _judge_relative(new: NewRelative, *, today: date) -> Verdict:
    born = new.born_year if new.born_on is None else new.born_on.year
    return rules.years_fit(born, new.died_year, today=today)


def _judge_death(person: Person, died_on: date | None, *, today: date) -> Verdict:
    if died_on is None:
        return YES
    return first_no(
        dossier.not_in_the_future(died_on, today=today),
        rules.years_fit(person.born_on.year, died_on.year, today=today),
    )


def _judge_bond(home: Household, new: NewBond, *, today: date, but: int = 0) -> Verdict:
    """Judge a bond by itself, and beside all that stands there already."""
    one, other = drawing.key_of(new.one), drawing.key_of(new.other)
    known, said = drawing.links_of(home, but=but), drawing.descents_of(home)
    sort = sort_of(new.kind)
    is_drawn = any({a, b} == {one, other} and kind in sort for a, kind, b in known)
    is_known = is_drawn or (one, new.kind, other) in said
    return first_no(
        rules.two_people(one, other),
        _judge_kind(new, one, other, [*known, *said]),
        rules.is_said_once(is_known=is_known),
        rules.years_fit(new.since_year, new.until_year, today=today),
    )


def _judge_kind(new: NewBond, one: str, other: str, known: list[tuple[str, str, str]]) -> Verdict:
    if new.kind == BondKind.TWINS:
        return rules.are_twins(_born(new.one), _born(new.other))
    if new.kind not in DESCENTS:
        return YES
    parents = [(a, b) for a, kind, b in known if kind in DESCENTS]
    is_older = YES
    if new.kind in {BondKind.BIRTH, BondKind.ADOPTION}:
        is_older = rules.parent_is_older(_born(new.one), _born(new.other))
    return first_no(rules.nobody_comes_down_from_themselves(one, other, known=parents), is_older)


def _judge_birth(relative: Relative, born: rules.Born, home: Household) -> Verdict:
    """Judge another birth of a relative against the parents and children that are drawn."""
    found = [YES]
    kinds = (BondKind.BIRTH, BondKind.ADOPTION)
    for bond in drawing.bonds_of(home).filter(kind__in=kinds):
        if bond.relative_id == relative.pk:
            found.append(rules.parent_is_older(born, _born(bond.other)))
        if bond.other_relative_id == relative.pk:
            found.append(rules.parent_is_older(_born(bond.one), born))
    return first_no(*found)


def _born(end: End) -> rules.Born:
    return rules.Born(end.born_on, getattr(end, "born_year", None))
