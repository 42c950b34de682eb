"""Registering a household, and the joint triages at the way in and out."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.services import households, keys
from tandem.journey import rules
from tandem.journey.enums import Direction, TriageOutcome
from tandem.journey.models import Intake, Triage, TriageSeat
from tandem.journey.services import road
from tandem.network import door as network_door
from tandem.network.enums import PARTNER_KINDS, OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Key
    from tandem.network.models import Account, Organization, Pilot


@dataclass(frozen=True, slots=True)
class NewIntake:
    """How and with what a household comes in (WP-04)."""

    name: str
    registered_on: date
    channel: str
    source: str = ""
    concerns: str = ""
    measure_considered: bool = False
    running_measures: str = ""
    problem_types: Sequence[str] = field(default_factory=tuple)
    is_urgent: bool = False
    brought_from: households.Source = field(default_factory=households.Source)


@transaction.atomic
def register(
    pilot: Pilot,
    new: NewIntake,
    people: Sequence[households.NewPerson],
    *,
    by: Account,
    at: datetime,
) -> Household:
    """Register a household in a pilot, with who belongs to it (WP-04, WP-05)."""
    household, _key = _register(pilot, new, people, by=by, at=at)
    return household


@transaction.atomic
def register_from_file(
    pilot: Pilot,
    new: NewIntake,
    people: Sequence[households.NewPerson],
    *,
    by: Account,
    at: datetime,
) -> tuple[Household, Key]:
    """Register a household from a case file; the loader gets a narrow key to return at the end."""
    household, key = _register(pilot, new, people, by=by, at=at)
    if key is None:  # only a registration on screen comes without
        raise AssertionError(household.ref)
    return household, key


def _register(
    pilot: Pilot,
    new: NewIntake,
    people: Sequence[households.NewPerson],
    *,
    by: Account,
    at: datetime,
) -> tuple[Household, Key | None]:
    network_door.require(by, Permission.HOUSEHOLD_REGISTER, pilot=pilot, at=at)
    household = households.create(
        pilot,
        name=new.name,
        registered_on=new.registered_on,
        source=new.brought_from,
        by=by,
        at=at,
    )
    key = keys.lend_to_case_loader(household, by=by, at=at) if new.brought_from.ref else None
    households.add_persons(household, people, by=by, at=at)
    Intake.objects.create(
        household=household,
        channel=new.channel,
        source=new.source,
        concerns=new.concerns,
        measure_considered=new.measure_considered,
        running_measures=new.running_measures,
        problem_types=list(new.problem_types),
        is_urgent=new.is_urgent,
    )
    return household, key


@dataclass(frozen=True, slots=True)
class NewTriage:
    """What a joint triage decided, who sat there, and why (WP-06, WP-28)."""

    direction: str
    held_on: date
    outcome: str
    motivation: str
    organizations: Sequence[Organization]
    contact_choice: str = ""
    expert_absent_reason: str = ""


_NEXT = {
    TriageOutcome.ADMIT: Status.ADMITTED,
    TriageOutcome.ADVICE_ONLY: Status.ELSEWHERE,
    TriageOutcome.ELSEWHERE: Status.ELSEWHERE,
    TriageOutcome.LEAVE: Status.LEAVING,
}


@transaction.atomic
def hold_triage(household: Household, new: NewTriage, *, by: Account, at: datetime) -> Triage:
    """Record a joint triage and move the household where it decided."""
    door.require(by, Permission.JOURNEY_MOVE, household, at=at)
    home = road.locked(household)
    kinds = [organization.kind for organization in new.organizations]
    first_no(
        dossier_rules.not_in_the_future(new.held_on, today=day_of(at)),
        rules.triage_is_joint(
            has_local_team=OrganizationKind.LOCAL_TEAM in kinds,
            partners=sum(kind in PARTNER_KINDS for kind in kinds),
        ),
        rules.expert_or_reason(
            has_expert=OrganizationKind.EXPERIENCE_EXPERTS in kinds,
            reason=new.expert_absent_reason,
        ),
        rules.contact_is_chosen(
            new.contact_choice if new.outcome == TriageOutcome.ADMIT else new.motivation
        ),
        _fits(home, new),
    ).or_refuse()
    triage = Triage.objects.create(
        household=home,
        direction=new.direction,
        held_on=new.held_on,
        outcome=new.outcome,
        motivation=new.motivation,
        contact_choice=new.contact_choice,
        expert_absent_reason=new.expert_absent_reason,
        recorded_at=at,
        recorded_by=by,
    )
    TriageSeat.objects.bulk_create(
        TriageSeat(triage=triage, organization=organization) for organization in new.organizations
    )
    audit.record(
        f"triage_{new.direction}_held", by=by, at=at, household=home.ref, subject=new.outcome
    )
    to = Status.STARTED if _stays(home, new) else _NEXT.get(TriageOutcome(new.outcome))
    if to is not None:
        road.move(home, to, by=by, at=at)
    household.status = home.status
    return triage


def _stays(home: Household, new: NewTriage) -> bool:
    return new.outcome == TriageOutcome.STAY and home.status == Status.LEAVING


def _fits(home: Household, new: NewTriage) -> Verdict:
    """Judge whether this triage is the one that is due."""
    if new.direction == Direction.IN:
        return rules.may_move(home.status, Status.ADMITTED)
    if new.outcome == TriageOutcome.STAY:
        return rules.is_riding(home.status)
    return rules.may_move(home.status, Status.LEAVING)
