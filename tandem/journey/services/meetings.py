"""Sitting together about a household, and writing down what came of it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import YES, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.models import Seat
from tandem.dossier.services import households
from tandem.journey import rules
from tandem.journey.enums import ConsultationKind
from tandem.journey.models import Consultation, ConsultationSeat
from tandem.legal import selectors as legal
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account, Organization


@dataclass(frozen=True, slots=True, kw_only=True)
class NewConsultation:
    """What kind of meeting, who sat there, what was decided, and how the family took part."""

    kind: str
    held_on: date
    question: str
    decided: str
    organizations: Sequence[Organization]
    riders: Sequence[Account] = ()
    family: Sequence[Person] = ()
    family_involved: str
    child_interest: str = ""
    expert_absent_reason: str = ""
    connected_on: date | None = None
    connected_to: str = ""


@transaction.atomic
def record(
    household: Household, new: NewConsultation, *, by: Account, at: datetime
) -> Consultation:
    """Record a consultation, with or without the MDA++ (WP-19, WP-20, EXP-05, FAM-01)."""
    door.require(by, Permission.JOURNAL_WRITE, household, at=at)
    home = households.locked(household)
    today = day_of(at)
    kinds = {organization.kind for organization in new.organizations}
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(new.held_on, today=today),
        YES
        if new.connected_on is None
        else dossier_rules.not_in_the_future(new.connected_on, today=today),
        rules.consultation_is_whole(
            organizations=len(new.organizations),
            decided=new.decided if new.question.strip() else "",
            family_involved=new.family_involved,
        ),
        rules.expert_or_reason(
            has_expert=OrganizationKind.EXPERIENCE_EXPERTS in kinds,
            reason=new.expert_absent_reason,
        ),
        rules.child_is_thought_of(
            has_minors=legal.has_minors(home, on=new.held_on), child_interest=new.child_interest
        ),
        rules.connection_is_whole(
            is_mda=new.kind == ConsultationKind.MDA, on=new.connected_on, to=new.connected_to
        ),
    ).or_refuse()
    made = Consultation.objects.create(
        household=home,
        kind=new.kind,
        held_on=new.held_on,
        question=new.question,
        decided=new.decided,
        family_involved=new.family_involved,
        child_interest=new.child_interest,
        expert_absent_reason=new.expert_absent_reason,
        connected_on=new.connected_on,
        connected_to=new.connected_to.strip(),
        recorded_at=at,
        recorded_by=by,
    )
    _seat(made, new)
    made.family.set(new.family)
    audit.record(
        "consultation_recorded",
        by=by,
        at=at,
        household=home.ref,
        subject=f"consultation:{made.pk}",
    )
    return made


def _seat(made: Consultation, new: NewConsultation) -> None:
    """Seat every rider for the organization they ride for, and the other organizations by name."""
    seats = Seat.objects.filter(household=made.household_id, professional__in=new.riders)
    rides = dict(seats.order_by("since", "id").values_list("professional_id", "organization_id"))
    there = set(rides.values())
    named: list[tuple[int, int | None]] = [(place, who) for who, place in rides.items()]
    named += [(one.pk, None) for one in new.organizations if one.pk not in there]
    ConsultationSeat.objects.bulk_create(
        ConsultationSeat(consultation=made, organization_id=organization, account_id=who)
        for organization, who in named
    )
