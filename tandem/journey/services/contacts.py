"""The fixed contact person, and who sits on a seat that lost its rider."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.models import ContactPerson, Seat
from tandem.dossier.services import bars, keys
from tandem.journey import rules
from tandem.journey.services import road

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class NewContact:
    """The fixed face for the family: who, how to reach, how often (TAN-14)."""

    account: Account
    reach: str
    frequency: str
    agreed_with_family: str = ""


@transaction.atomic
def set_contact_person(
    household: Household, contact: NewContact, *, on: date, by: Account, at: datetime
) -> None:
    """Name the fixed contact person; the one before ends on that day (TAN-14, TAN-15, INV-15)."""
    door.require(by, Permission.TANDEM_CHANGE, household, at=at)
    home = road.locked(household)
    dossier_rules.is_open(is_ended=home.status == Status.ENDED).or_refuse()
    running = ContactPerson.objects.filter(household=household, until=None)
    accounts = [contact.account.pk, *running.order_by("id").values_list("account", flat=True)]
    if not contact.agreed_with_family.strip():
        previous = running.order_by("-since", "-id").first()
        rules.not_before_previous(
            on, previous=None if previous is None else previous.since
        ).or_refuse()
        running.update(until=on)
    first_no(
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        rules.one_contact_person(
            running=running.filter(until=None).count(),
            agreed_with_family=contact.agreed_with_family,
        ),
        bars.judge_naming(home, contact.account),
    ).or_refuse()
    ContactPerson.objects.create(
        household=household,
        account=contact.account,
        reach=contact.reach,
        frequency=contact.frequency,
        since=on,
        extra_agreed_with_family=contact.agreed_with_family.strip(),
    )
    # Who is away already has a deputy, that needs this door from now on; and no longer the old one.
    keys.follow_contact(home, accounts, by=by, at=at)
    audit.record("contact_person_named", by=by, at=at, household=household.ref)


@transaction.atomic
def name_rider(seat: Seat, rider: Account, *, by: Account, at: datetime) -> None:
    """Say who rides on a seat on which nobody sits by name."""
    door.require(by, Permission.TANDEM_CHANGE, seat.household, at=at)
    home = road.locked(seat.household)
    locked = Seat.objects.select_for_update(of=("self",)).get(pk=seat.pk)
    first_no(
        rules.is_riding(home.status),
        dossier_rules.is_unchanged(seen=0, current=locked.professional_id or 0),
        bars.judge_naming(home, rider),
    ).or_refuse()
    locked.professional = rider
    locked.save(update_fields=["professional"])
    audit.record("rider_named", by=by, at=at, household=home.ref, subject=f"seat:{seat.pk}")
