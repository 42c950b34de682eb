"""Where people of the household can be found."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.verdict import first_no
from tandem.dossier import door, rules
from tandem.dossier.enums import ShieldKind, Status
from tandem.dossier.models import Address, Shield
from tandem.dossier.services import shields

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class NewAddress:
    """A place where somebody is, from a day on, and who may not know it.

    What is closed by itself stays closed to everybody, but for those to whom it is opened here.
    """

    kind: str
    lines: str
    since: date
    until: date | None = None
    closed_to: Sequence[Person] = ()
    reason: str = ""
    opened_to: Sequence[Person] = ()


def place_of(lines: str) -> str:
    """One spelling for a place, so that the same place is known as the same."""
    return rules.place_of(lines)


@transaction.atomic
def add(person: Person, new: NewAddress, *, by: Account, at: datetime) -> Address:
    """Write down where somebody is, and close it in the same moment to whom it must be closed."""
    household = person.household
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    rules.is_open(is_ended=household.status == Status.ENDED).or_refuse()
    address = Address.objects.create(
        household=household,
        person=person,
        kind=new.kind,
        lines=new.lines.strip(),
        place=place_of(new.lines),
        opened_to=_opened(new),
        since=new.since,
        until=new.until,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "address_recorded", by=by, at=at, household=household.ref, subject=f"person:{person.pk}"
    )
    _close(address, new, by=by, at=at)
    return address


@transaction.atomic
def change(address: Address, new: NewAddress, *, seen: int, by: Account, at: datetime) -> None:
    """Correct a place, or write down when somebody left it; what is closed stays closed."""
    household = address.household
    door.require(by, Permission.HOUSEHOLD_EDIT, household, at=at)
    locked = Address.objects.select_for_update(of=("self",)).get(pk=address.pk)
    first_no(
        rules.is_open(is_ended=household.status == Status.ENDED),
        rules.is_unchanged(seen=seen, current=locked.version),
    ).or_refuse()
    before = locked.place
    locked.kind, locked.lines, locked.place = new.kind, new.lines.strip(), place_of(new.lines)
    locked.since, locked.until, locked.version = new.since, new.until, seen + 1
    locked.opened_to = _opened(new)
    locked.save(update_fields=["kind", "lines", "place", "since", "until", "version", "opened_to"])
    _follow(locked, before)
    audit.record(
        "address_changed",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{address.person_id}",
    )
    _close(locked, new, by=by, at=at)


def _opened(new: NewAddress) -> list[int]:
    closed = {person.pk for person in new.closed_to}
    return sorted({person.pk for person in new.opened_to} - closed)


def _follow(address: Address, before: str) -> None:
    """A shield holds for the place as it was and as it is called now: only two people lift it."""
    running = Shield.objects.select_for_update(of=("self",)).filter(
        Q(address=address) | Q(places__contains=[before]),
        household=address.household_id,
        kind=ShieldKind.ADDRESS,
        lifted_at=None,
    )
    for shield in running.exclude(places__contains=[address.place]).order_by("id"):
        shield.places = [*shield.places, address.place]
        shield.save(update_fields=["places"])


def _close(address: Address, new: NewAddress, *, by: Account, at: datetime) -> None:
    """Shield an address for those to whom it is not closed yet."""
    shield = shields.NewShield(ShieldKind.ADDRESS, new.closed_to, new.reason, address)
    shields.close_as_well(address.household, shield, by=by, at=at)
