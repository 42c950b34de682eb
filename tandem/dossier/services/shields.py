"""Closing something to members of the household: set by one, lifted by two."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.verdict import YES, first_no
from tandem.dossier import door, rules
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Address, ClosedTo, Entry, Person, Shield
from tandem.dossier.services import keys

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household, Report
    from tandem.network.models import Account, Organization

_FIELD = {
    ShieldKind.ADDRESS: "address",
    ShieldKind.WORDS: "teller",
    ShieldKind.ENTRY: "entry",
    ShieldKind.REPORT: "report",
    ShieldKind.ORGANIZATION: "organization",
}


@dataclass(frozen=True, slots=True)
class NewShield:
    """What to close, to whom, and why; closing everything names no target."""

    kind: str
    closed_to: Sequence[Person]
    reason: str
    target: Address | Person | Entry | Report | Organization | None = None


@transaction.atomic
def close(household: Household, new: NewShield, *, by: Account, at: datetime) -> Shield:
    """Close something to members of the household (afschermen)."""
    door.require(by, Permission.SHIELD_SET, household, at=at)
    _judge(household, new, by=by).or_refuse()
    field = _FIELD.get(ShieldKind(new.kind))
    target: dict[str, Any] = {} if field is None else {field: new.target}
    if isinstance(new.target, Address):
        target["places"] = [new.target.place]
    shield = Shield.objects.create(
        household=household,
        kind=new.kind,
        reason=new.reason.strip(),
        set_at=at,
        set_by=by,
        **target,
    )
    ClosedTo.objects.bulk_create(
        ClosedTo(household=household, shield=shield, person=person) for person in new.closed_to
    )
    audit.record("shield_set", by=by, at=at, household=household.ref, subject=f"shield:{shield.pk}")
    if new.kind == ShieldKind.EVERYTHING:
        keys.follow_family(household, by=by, at=at)
    return shield


@transaction.atomic
def close_as_well(household: Household, new: NewShield, *, by: Account, at: datetime) -> None:
    """Close something that comes now to those to whom it was not closed yet, in the same moment."""
    running = household.shields.filter(
        kind=new.kind, lifted_at=None, **{_FIELD[ShieldKind(new.kind)]: new.target}
    )
    already = set(running.order_by("id").values_list("closed_to__person", flat=True))
    more = [person for person in new.closed_to if person.pk not in already]
    if more:
        close(household, replace(new, closed_to=more), by=by, at=at)


def _judge(household: Household, new: NewShield, *, by: Account) -> Verdict:
    members = household.persons.order_by("id").values_list("pk", flat=True)
    organization = None
    if new.kind == ShieldKind.ORGANIZATION and new.target is not None:
        organization = new.target.pk
    return first_no(
        rules.may_close(
            persons=[person.pk for person in new.closed_to], members=members, own=_own(new)
        ),
        rules.may_hide_organization(
            is_manager=organization is not None and organization == household.managed_by_id,
            is_own=organization is not None and organization == by.professional.employer_id,
        ),
    )


def _own(new: NewShield) -> int | None:
    """Whose it is: nobody is shielded from what is their own."""
    if isinstance(new.target, Address):
        return new.target.person_id
    if isinstance(new.target, Entry):
        return new.target.told_by_id
    return new.target.pk if isinstance(new.target, Person) else None


@transaction.atomic
def ask_to_lift(shield: Shield, reason: str, *, by: Account, at: datetime) -> None:
    """Ask a colleague to open a shield again, with the reason."""
    door.require(by, Permission.SHIELD_LIFT, shield.household, at=at)
    locked = _locked(shield)
    rules.may_ask_to_lift(
        is_lifted=locked.lifted_at is not None, is_asked=locked.lift_asked_at is not None
    ).or_refuse()
    locked.lift_asked_at, locked.lift_asked_by, locked.lift_reason = at, by, reason.strip()
    locked.save(update_fields=["lift_asked_at", "lift_asked_by", "lift_reason"])
    _record("shield_lift_asked", shield, by=by, at=at)


@transaction.atomic
def keep(shield: Shield, *, by: Account, at: datetime) -> None:
    """Leave a shield as it is, after somebody asked to lift it."""
    door.require(by, Permission.SHIELD_LIFT, shield.household, at=at)
    locked = _locked(shield)
    is_asked = locked.lifted_at is None and locked.lift_asked_at is not None
    (YES if is_asked else rules.DOSSIER_58.no()).or_refuse()
    locked.lift_asked_at, locked.lift_asked_by, locked.lift_reason = None, None, ""
    locked.save(update_fields=["lift_asked_at", "lift_asked_by", "lift_reason"])
    _record("shield_kept", shield, by=by, at=at)


@transaction.atomic
def lift(shield: Shield, *, by: Account, at: datetime) -> None:
    """Open a shield, as the second person (opheffen, four eyes)."""
    door.require(by, Permission.SHIELD_LIFT, shield.household, at=at)
    locked = _locked(shield)
    rules.may_lift_shield(
        is_lifted=locked.lifted_at is not None, asked_by=locked.lift_asked_by_id, by=by.pk
    ).or_refuse()
    locked.lifted_at, locked.lifted_by = at, by
    locked.save(update_fields=["lifted_at", "lifted_by"])
    _record("shield_lifted", shield, by=by, at=at)
    if locked.kind == ShieldKind.EVERYTHING:
        keys.follow_family(shield.household, by=by, at=at)


def _locked(shield: Shield) -> Shield:
    return Shield.objects.select_for_update(of=("self",)).get(pk=shield.pk)


def _record(event: str, shield: Shield, *, by: Account, at: datetime) -> None:
    audit.record(event, by=by, at=at, household=shield.household.ref, subject=f"shield:{shield.pk}")
