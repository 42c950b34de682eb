"""The phase of safety that a household is in: forward when it is safe enough, back always."""

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
from tandem.journey import rules
from tandem.journey.enums import Phase
from tandem.journey.models import PhaseChange
from tandem.journey.selectors import slowing
from tandem.journey.services import road
from tandem.plan.selectors.pieces import failing_in, safety_plan_of

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class NewPhase:
    """Which phase from which day, how safe it is now, why, and what the family says of it."""

    phase: int
    begun_on: date
    safety: str
    why: str
    family_view: str


@transaction.atomic
def mark(household: Household, new: NewPhase, *, by: Account, at: datetime) -> PhaseChange:
    """Mark the phase that a household is in, when immediate safety allows it (INV-19)."""
    door.require(by, Permission.JOURNEY_MOVE, household, at=at)
    home = road.locked(household)
    last = slowing.last_phase_of(home)
    plan = safety_plan_of(home)
    first_no(
        rules.is_riding(home.status),
        dossier_rules.not_in_the_future(new.begun_on, today=day_of(at)),
        rules.safety_allows(
            new.phase,
            safety=new.safety,
            has_agreements=plan is not None,
            failing=() if plan is None else failing_in(plan),
        ),
        rules.phase_follows(
            new.phase,
            current=Phase.DIRECT if last is None else last.phase,
            why=new.why,
            family_view=new.family_view,
        ),
        rules.phase_begins_after(
            new.begun_on,
            registered_on=home.registered_on,
            previous=None if last is None else last.begun_on,
        ),
    ).or_refuse()
    change = PhaseChange.objects.create(
        household=home,
        phase=new.phase,
        begun_on=new.begun_on,
        safety=new.safety,
        why=new.why,
        family_view=new.family_view,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record("phase_marked", by=by, at=at, household=home.ref, subject=f"phase:{change.pk}")
    return change
