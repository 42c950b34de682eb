"""What people decide together on the road: the phase, a consultation, and to slow down."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.journey.enums import ConsultationKind, SafetyStand
from tandem.journey.services import meetings, phases, slow_downs

if TYPE_CHECKING:
    from tandem.desk.management.demo.clock import When
    from tandem.desk.management.demo.road import Road


def phase(road: Road, day: When, number: int, why: str, family_view: str) -> None:
    """Mark the next phase, with agreements in a safety plan."""
    new = phases.NewPhase(
        number,
        road.day(day),
        SafetyStand.AGREED,
        why,
        family_view,
    )
    phases.mark(road.home, new, by=road.by(), at=road.at(day))


@dataclass(frozen=True, slots=True, kw_only=True)
class Met:
    """A consultation: who sat there by short name, about what, and what came of it."""

    kind: str = ConsultationKind.MDO
    organizations: tuple[str, ...]
    riders: tuple[str, ...]
    family: tuple[str, ...]
    involved: str
    question: str
    decided: str
    children: str


def meet(road: Road, day: When, met: Met) -> None:
    """Sit together, and write down what was decided."""
    new = meetings.NewConsultation(
        kind=met.kind,
        held_on=road.day(day),
        question=met.question,
        decided=met.decided,
        organizations=[road.team, *(road.organization(one) for one in met.organizations)],
        riders=[road.by(one) for one in met.riders],
        family=[road.persons[one] for one in met.family],
        family_involved=met.involved,
        child_interest=met.children,
    )
    meetings.record(road.home, new, by=road.by(), at=road.at(day))


def slow_down(
    road: Road, day: When, second: str, said: tuple[str, str, str], *, weeks: int = 4
) -> None:
    """Decide to slow down: why, at which sign we act, what they say; the second signs that day."""
    why, sign, family_view = said
    decided_on = road.day(day)
    new = slow_downs.NewSlowDown(
        decided_on, why, sign, family_view, decided_on + timedelta(weeks=weeks)
    )
    made = slow_downs.propose(road.home, new, by=road.by(), at=road.at(day))
    slow_downs.co_sign(made, by=road.by(second), at=road.at(day))
