"""Registering a household and keeping its people right."""

from __future__ import annotations

import secrets
import unicodedata
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import IntegrityError, connection, transaction
from psycopg.errors import UniqueViolation

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door, rules
from tandem.dossier.enums import AuthoritySource, Origin, PersonRole, RelationKind, Status
from tandem.dossier.models import Authority, Household, Person, Relation, SearchWord
from tandem.dossier.services import keys

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from tandem.network.models import Account, Pilot

# No vowels and no lookalikes, so that a reference is never a word and is easy to read aloud. It is
# drawn, not counted: a gap in the numbers would tell that there is another household.
_LETTERS = "23456789BCDFGHJKLMNPQRSTVWXZ"
_DRAWS = 8  # of 481 million a year; who draws a taken one eight times in a row draws from nothing
_REFERENCE = "dossier_household_ref_key"


@dataclass(frozen=True, slots=True)
class NewPerson:
    """Somebody to add to a household."""

    name: str
    role: str
    born_on: date
    phone: str = ""
    source_ref: str = ""


@dataclass(frozen=True, slots=True)
class Source:
    """Where a household was brought in from; empty when it was registered on screen."""

    ref: str = ""
    digest: str = ""

    @property
    def origin(self) -> Origin:
        """Screen or case file."""
        return Origin.CASE_FILE if self.ref else Origin.SCREEN


_HOUSEHOLDS = 1817  # the class of locks on one household


def folded(text: str) -> list[str]:
    """Words of a name as they are searched: lower case, without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    kept = "".join(c if c.isalnum() else " " for c in plain if not unicodedata.combining(c))
    return kept.split()


def _drawn(year: int) -> str:
    return f"{year}-" + "".join(secrets.choice(_LETTERS) for _ in range(6))


def _insert(household: Household) -> Household:
    """Write it under a reference that nobody has; drawn again when somebody does.

    Whether it is taken is the database's to say: the second lock hides other people's households,
    so a look in the table would find it free. Once in some thousands is the drawing not the first.
    """
    for _again in range(_DRAWS - 1):
        household.ref = _drawn(household.registered_on.year)
        try:
            with transaction.atomic():
                household.save(force_insert=True)
        except IntegrityError as taken:
            if _is_not_about_the_reference(taken):
                raise
        else:
            return household
    household.ref = _drawn(household.registered_on.year)
    household.save(force_insert=True)
    return household


def _is_not_about_the_reference(taken: IntegrityError) -> bool:
    cause = taken.__cause__
    return not (isinstance(cause, UniqueViolation) and cause.diag.constraint_name == _REFERENCE)


def _index(household: Household, people: Iterable[Person] = ()) -> None:
    rows = [SearchWord(household=household, word=word) for word in set(folded(household.name))]
    for person in people:
        rows += [
            SearchWord(household=household, person=person, word=word)
            for word in set(folded(person.name))
        ]
    SearchWord.objects.bulk_create(rows)


@transaction.atomic
def create(
    pilot: Pilot, *, name: str, registered_on: date, source: Source, by: Account, at: datetime
) -> Household:
    """Make the dossier; the caller has asked whether `by` may register in this pilot.

    The local team of the pilot manages it (DOS-02) and gets its keys at once.
    """
    rules.not_in_the_future(registered_on, today=day_of(at)).or_refuse()
    household = _insert(
        Household(
            name=name.strip(),
            pilot=pilot,
            managed_by_id=pilot.local_team_id,
            status=Status.REGISTERED,
            registered_on=registered_on,
            origin=source.origin,
            source_ref=source.ref,
            source_digest=source.digest,
            created_at=at,
            created_by=by,
        )
    )
    audit.record("household_registered", by=by, at=at, household=household.ref)
    keys.cut_for_local_team(household, by=by, at=at)
    _index(household)
    return household


@transaction.atomic
def add_persons(
    household: Household, people: Sequence[NewPerson], *, by: Account, at: datetime
) -> list[Person]:
    """Add people to the household (DOS-05)."""
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.has_somebody(len(people)),
        *(rules.birth_date_is_possible(p.born_on, today=day_of(at)) for p in people),
    ).or_refuse()
    persons = Person.objects.bulk_create(
        Person(
            household=household,
            name=person.name.strip(),
            role=person.role,
            born_on=person.born_on,
            phone=person.phone,
            source_ref=person.source_ref,
        )
        for person in people
    )
    rows = [
        SearchWord(household=household, person=person, word=word)
        for person in persons
        for word in set(folded(person.name))
    ]
    SearchWord.objects.bulk_create(rows)
    audit.record("persons_added", by=by, at=at, household=household.ref, subject=str(len(persons)))
    return persons


@transaction.atomic
def change_person(
    person: Person, new: NewPerson, *, seen: int, left_on: date | None, by: Account, at: datetime
) -> None:
    """Correct what is known of somebody; `seen` is the version that was on the screen."""
    door.require(by, Permission.HOUSEHOLD_EDIT, person.household, at=at)
    locked = Person.objects.select_for_update(of=("self",)).get(pk=person.pk)
    first_no(
        rules.is_open(is_ended=person.household.status == Status.ENDED),
        rules.is_unchanged(seen=seen, current=locked.version),
        rules.birth_date_is_possible(new.born_on, today=day_of(at)),
        _holders_belong(locked, left_on, on=day_of(at)),
    ).or_refuse()
    locked.name, locked.role, locked.born_on = new.name.strip(), new.role, new.born_on
    locked.phone, locked.left_on, locked.version = new.phone, left_on, seen + 1
    locked.save(update_fields=["name", "role", "born_on", "phone", "left_on", "version"])
    SearchWord.objects.filter(person=locked).delete()
    SearchWord.objects.bulk_create(
        SearchWord(household_id=locked.household_id, person=locked, word=word)
        for word in set(folded(locked.name))
    )
    audit.record(
        "person_changed",
        by=by,
        at=at,
        household=person.household.ref,
        subject=f"person:{person.pk}",
    )
    keys.follow_family(person.household, by=by, at=at)


def _holders_belong(person: Person, left_on: date | None, *, on: date) -> Verdict:
    """Judge whether who has authority over a child here stays, whoever leaves or returns."""
    if left_on == person.left_on:
        return YES
    if left_on is not None:
        return rules.holders_stay(left_on, children=_in_charge_of(person, on=left_on))
    holders = Authority.objects.open(on=on).filter(child=person, holder__left_on__isnull=False)
    names = list(holders.order_by("id").values_list("holder__name", flat=True))
    return rules.holders_are_here(person.first_name, gone=names if _is_minor(person, on) else [])


def _is_minor(person: Person, on: date) -> bool:
    return person.age(on) < rules.ADULT


def _in_charge_of(holder: Person, *, on: date) -> list[str]:
    """First names of the children over whom somebody has authority on a day, and who are here."""
    running = Authority.objects.open(on=on).filter(holder=holder).select_related("child")
    children = [one.child for one in running.order_by("id")]
    return [
        child.first_name
        for child in children
        if _is_minor(child, on) and (child.left_on is None or on < child.left_on)
    ]


@transaction.atomic
def rename(household: Household, name: str, *, seen: int, by: Account, at: datetime) -> None:
    """Change the name by which the household is known."""
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    locked = Household.objects.select_for_update(of=("self",)).get(pk=household.pk)
    first_no(
        rules.is_open(is_ended=locked.status == Status.ENDED),
        rules.is_unchanged(seen=seen, current=locked.version),
    ).or_refuse()
    locked.name, locked.version = name.strip(), seen + 1
    locked.save(update_fields=["name", "version"])
    SearchWord.objects.filter(household=locked, person=None).delete()
    _index(locked)
    audit.record("household_renamed", by=by, at=at, household=household.ref)


@transaction.atomic
def relate(person: Person, *, kind: str, to: Person, by: Account, at: datetime) -> None:
    """Write down how one person is related to another of the same household."""
    household = person.household
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    if kind == RelationKind.PARENT:
        rules.parent_is_older(parent_born=person.born_on, child_born=to.born_on).or_refuse()
    rules.is_open(is_ended=household.status == Status.ENDED).or_refuse()
    Relation.objects.get_or_create(person=person, other=to, kind=kind)
    audit.record(
        "relation_recorded", by=by, at=at, household=household.ref, subject=f"person:{person.pk}"
    )


@dataclass(frozen=True, slots=True)
class AuthoritySeen:
    """How we know of authority: source, date of the source, document, from when."""

    source: str
    source_on: date
    since: date
    document: str = ""


@transaction.atomic
def record_authority(
    holder: Person, child: Person, known: AuthoritySeen, *, by: Account, at: datetime
) -> None:
    """Record who has authority over a child, with the source (facts 3.2)."""
    household = child.household
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.not_in_the_future(known.source_on, today=day_of(at)),
        rules.may_have_authority(
            holder_born=holder.born_on, child_born=child.born_on, since=known.since
        ),
        rules.holders_stay(holder.left_on, children=[child.first_name]),
    ).or_refuse()
    Authority.objects.update_or_create(
        holder=holder,
        child=child,
        until=None,
        defaults={
            "source": known.source,
            "source_on": known.source_on,
            "document": known.document,
            "since": known.since,
        },
    )
    audit.record(
        "authority_recorded", by=by, at=at, household=household.ref, subject=f"person:{child.pk}"
    )
    keys.follow_family(household, by=by, at=at)


@transaction.atomic
def end_authority(authority: Authority, *, on: date, by: Account, at: datetime) -> None:
    """End somebody's authority over a child on a day."""
    household = authority.child.household
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.not_in_the_future(on, today=day_of(at)),
    ).or_refuse()
    Authority.objects.filter(pk=authority.pk).update(until=on)
    audit.record(
        "authority_ended",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{authority.child_id}",
    )
    keys.follow_family(household, by=by, at=at)


def case_file_authorities(
    household: Household, holders: Iterable[Person], *, on: date, by: Account, at: datetime
) -> None:
    """Record the authority that a case file states for parents, over every minor child."""
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    people = list(household.persons.order_by("id"))
    rows = []
    for child in people:
        since = max(on, child.born_on)
        if child.role != PersonRole.CHILD or child.age(since) >= rules.ADULT:
            continue
        rows += [
            Authority(
                holder=holder,
                child=child,
                source=AuthoritySource.CASE_FILE,
                source_on=on,
                since=since,
            )
            for holder in holders
            if holder.pk != child.pk
        ]
    Authority.objects.bulk_create(rows)
    audit.record("authority_recorded", by=by, at=at, household=household.ref)


def locked(household: Household) -> Household:
    """Lock the household, so that two writes at once cannot both be judged on what was before.

    A partner may not change the row, and so not lock it: everybody also takes the same number.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_advisory_xact_lock(%s, %s)", [_HOUSEHOLDS, household.pk])
    one = Household.objects.select_related("pilot").filter(pk=household.pk)
    return one.select_for_update(of=("self",)).first() or one.get()


@transaction.atomic
def set_status(
    household: Household, status: str, *, by: Account, at: datetime, ended_on: date | None = None
) -> None:
    """Write where the household is on its road; the journey judged the move."""
    household.status, household.ended_on = status, ended_on
    household.version += 1
    household.save(update_fields=["status", "ended_on", "version", "end_reason"])
    audit.record(f"household_{status}", by=by, at=at, household=household.ref)
