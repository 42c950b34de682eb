"""Where people of the household can be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.verdict import first_no
from tandem.dossier import door, rules
from tandem.dossier.enums import Status
from tandem.dossier.models import Address
from tandem.dossier.services.households import folded

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Person
    from tandem.network.models import Account

_LONGEST = 400


@dataclass(frozen=True, slots=True)
class NewAddress:
    """A place where somebody is, from a day on."""

    kind: str
    lines: str
    since: date
    until: date | None = None


def place_of(lines: str) -> str:
    """One spelling for a place, so that the same place is known as the same."""
    return "".join(folded(lines))[:_LONGEST]


@transaction.atomic
def add(person: Person, new: NewAddress, *, by: Account, at: datetime) -> Address:
    """Write down where somebody is."""
    household = person.household
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    rules.is_open(is_ended=household.status == Status.ENDED).or_refuse()
    address = Address.objects.create(
        household=household,
        person=person,
        kind=new.kind,
        lines=new.lines.strip(),
        place=place_of(new.lines),
        since=new.since,
        until=new.until,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "address_recorded", by=by, at=at, household=household.ref, subject=f"person:{person.pk}"
    )
    return address


@transaction.atomic
def change(address: Address, new: NewAddress, *, seen: int, by: Account, at: datetime) -> None:
    """Correct a place, or write down when somebody left it."""
    household = address.household
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    locked = Address.objects.select_for_update(of=("self",)).get(pk=address.pk)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.is_unchanged(seen=seen, current=locked.version),
    ).or_refuse()
    locked.kind, locked.lines, locked.place = new.kind, new.lines.strip(), place_of(new.lines)
    locked.since, locked.until, locked.version = new.since, new.until, seen + 1
    locked.save(update_fields=["kind", "lines", "place", "since", "until", "version"])
    audit.record(
        "address_changed",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{address.person_id}",
    )
