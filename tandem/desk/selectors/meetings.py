"""Phases, consultations and slowing down, as the page *Samen* shows them: one trip."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from tandem.core.periods import day_of
from tandem.journey.enums import ConsultationKind, Phase, SafetyStand
from tandem.journey.selectors import slowing

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Household

_ALL = """
SELECT
  (SELECT json_agg(json_build_array(f.phase, f.begun_on, f.safety, f.why, f.family_view, a.name)
            ORDER BY f.begun_on DESC, f.id DESC)
     FROM journey_phasechange f JOIN network_account a ON a.id = f.recorded_by_id
    WHERE f.household_id = %(id)s),
  (SELECT json_agg(json_build_array(c.kind, c.held_on, c.question, c.decided, c.family_involved,
            c.child_interest, c.expert_absent_reason, c.connected_on, c.connected_to, a.name,
            ARRAY(SELECT o.name || coalesce(' (' || w.name || ')', '')
              FROM journey_consultationseat s
              JOIN network_organization o ON o.id = s.organization_id
              LEFT JOIN network_account w ON w.id = s.account_id
              WHERE s.consultation_id = c.id ORDER BY o.name, s.id),
            ARRAY(SELECT split_part(p.name, ' ', 1) FROM journey_consultation_family m
              JOIN dossier_person p ON p.id = m.person_id
              WHERE m.consultation_id = c.id ORDER BY p.born_on, p.id))
            ORDER BY c.held_on DESC, c.id DESC)
     FROM journey_consultation c JOIN network_account a ON a.id = c.recorded_by_id
    WHERE c.household_id = %(id)s),
  (SELECT json_agg(json_build_array(x.id, x.decided_on, x.motivation, x.safety_condition,
            x.family_view, x.review_on, x.recorded_by_id, a.name, b.name, x.ended_on, x.end_reason)
            ORDER BY x.decided_on DESC, x.id DESC)
     FROM journey_slowdown x JOIN network_account a ON a.id = x.recorded_by_id
     LEFT JOIN network_account b ON b.id = x.co_signed_by_id
    WHERE x.household_id = %(id)s)
"""


@dataclass(frozen=True, slots=True)
class Marked:
    """A phase from a day, and how safe it was then."""

    phase: int
    name: str
    begun_on: date
    safety: str
    why: str
    family_view: str
    by: str


@dataclass(frozen=True, slots=True)
class Meeting:
    """A consultation in words."""

    kind: str
    held_on: date
    question: str
    decided: str
    family_involved: str
    child_interest: str
    expert_absent_reason: str
    connected_on: date | None
    connected_to: str
    by: str
    table: tuple[str, ...]
    family: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Slowing:
    """A decision to slow down, with who signed and how it ended."""

    id: int
    decided_on: date
    motivation: str
    safety_condition: str
    family_view: str
    review_on: date
    first_id: int
    first: str
    second: str
    ended_on: date | None
    end_reason: str

    @property
    def is_open(self) -> bool:
        """Whether it still waits for the second signature."""
        return self.ended_on is None and not self.second


@dataclass(frozen=True, slots=True)
class Meetings:
    """Everything of a household that people decided together on its road."""

    phases: tuple[Marked, ...]
    meetings: tuple[Meeting, ...]
    slowing: tuple[Slowing, ...]
    # Who can sign what waits for a second signature.
    waits_for: tuple[str, ...]

    @property
    def slows_down(self) -> bool:
        """Whether a decision to slow down runs, or waits for the second."""
        return any(one.ended_on is None for one in self.slowing)


def meetings_of(home: Household, *, at: datetime) -> Meetings:
    """Read phases, consultations and slowing down of a household that the door opened."""
    with connection.cursor() as cursor:
        cursor.execute(_ALL, {"id": home.pk})
        phases, meetings, slowing_down = (_list(part) for part in cursor.fetchone())
    slow = tuple(_slowing(*row) for row in slowing_down)
    waiting = next((one for one in slow if one.is_open), None)
    seconds = (
        ()
        if waiting is None
        else slowing.seconds_of(home, first=waiting.first_id, on=day_of(at)).values_list(
            "name", flat=True
        )
    )
    return Meetings(
        phases=tuple(_marked(*row) for row in phases),
        meetings=tuple(_meeting(*row) for row in meetings),
        slowing=slow,
        waits_for=tuple(seconds),
    )


def _list(part: str | list[list[Any]] | None) -> list[list[Any]]:
    found = json.loads(part) if isinstance(part, str) else part
    return found or []


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _marked(phase: int, begun_on: str, safety: str, *words: str) -> Marked:
    why, family_view, by = words
    stands = str(SafetyStand(safety).label)
    name = str(Phase(phase).label)
    return Marked(phase, name, date.fromisoformat(begun_on), stands, why, family_view, by)


def _meeting(kind: str, held_on: str, *rest: Any) -> Meeting:
    *words, connected_on, connected_to, by, table, family = rest
    question, decided, family_involved, child_interest, expert_absent_reason = words
    return Meeting(
        kind=str(ConsultationKind(kind).label),
        held_on=date.fromisoformat(held_on),
        question=question,
        decided=decided,
        family_involved=family_involved,
        child_interest=child_interest,
        expert_absent_reason=expert_absent_reason,
        connected_on=_day(connected_on),
        connected_to=connected_to,
        by=by,
        table=tuple(table),
        family=tuple(family),
    )


def _slowing(id_: int, decided_on: str, *rest: Any) -> Slowing:
    *words, review_on, first_id, first, second, ended_on, end_reason = rest
    motivation, safety_condition, family_view = words
    return Slowing(
        id=id_,
        decided_on=date.fromisoformat(decided_on),
        motivation=motivation,
        safety_condition=safety_condition,
        family_view=family_view,
        review_on=date.fromisoformat(review_on),
        first_id=first_id,
        first=first,
        second=second or "",
        ended_on=_day(ended_on),
        end_reason=end_reason,
    )
