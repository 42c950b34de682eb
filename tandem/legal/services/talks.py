"""Telling a family what it must know, and keeping who heard what from whom."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer
from tandem.legal.models import ExpertAnswer, TellPromise, ToldPoint

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.legal.enums import Tell
    from tandem.legal.models import Explanation
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Told:
    """What was told, to whom, and what they said (TELL-01..20)."""

    points: Sequence[str]
    people: Sequence[Person]
    reaction: str = ""


@transaction.atomic
def tell(household: Household, told: Told, *, on: date, by: Account, at: datetime) -> None:
    """Record a talk: every point that each of the people heard."""
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home = door.hold(household)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        dossier_rules.has_somebody(len(told.people)),
    ).or_refuse()
    note_told(household, told, explanation=None, on=on, by=by, at=at)
    audit.record(
        "points_told", by=by, at=at, household=household.ref, subject=" ".join(told.points)[:100]
    )


def note_told(
    household: Household,
    told: Told,
    *,
    explanation: Explanation | None,
    on: date,
    by: Account,
    at: datetime,
) -> None:
    """Write the points of a talk; the caller judged and records it."""
    ToldPoint.objects.bulk_create(
        ToldPoint(
            household=household,
            person=person,
            point=point,
            told_on=on,
            told_by=by,
            reaction=told.reaction,
            explanation=explanation,
            recorded_at=at,
            recorded_by=by,
        )
        for person in told.people
        for point in told.points
    )


@dataclass(frozen=True, slots=True)
class Later:
    """What could not be told now, why, and by which day it is."""

    points: Sequence[str]
    reason: str
    due_on: date
    people: Sequence[Person] = ()


@transaction.atomic
def tell_later(
    household: Household, later: Later, *, by: Account, at: datetime
) -> list[TellPromise]:
    """Record why something is told later, to whom, and by when (TELL-01..13).

    Without people it is promised to each who is asked.
    """
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home = door.hold(household)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        rules.promise_is_near(
            later.points, reason=later.reason, today=day_of(at), due_on=later.due_on
        ),
    ).or_refuse()
    made = [
        TellPromise.objects.create(
            household=household,
            person=person,
            points=list(later.points),
            reason=later.reason.strip(),
            due_on=later.due_on,
            recorded_at=at,
            recorded_by=by,
        )
        for person in (later.people or (None,))
    ]
    audit.record(
        "telling_promised", by=by, at=at, household=household.ref, subject=f"promise:{made[0].pk}"
    )
    return made


def judge_told(household: Household, points: Sequence[Tell], *, on: date) -> Verdict:
    """Judge whether each heard what is due, or hears it soon for a reason; a young child once.

    Who was left unasked because asking would bring danger is told nothing here either.
    """
    told, passed = selectors.told_in(household, on=on), selectors.left_out(household)
    verdicts = []
    for person in selectors.members(household, on=on):
        age = person.age(on)
        if age < 0 or person.pk in passed:
            continue
        heard, promised = told.get(person.pk, set()), selectors.promised_to(person, on=on)
        verdicts.append(
            rules.told_in_time(points, told=heard, promised=promised, name=person.first_name)
            if age >= rules.DECIDES_TOO
            else rules.child_was_spoken_with(name=person.first_name, spoken=bool(heard or promised))
        )
    return first_no(*verdicts)


@transaction.atomic
def answer_expert(
    person: Person, *, answer: str, on: date, reaction: str, by: Account, at: datetime
) -> ExpertAnswer:
    """Record what the household says to an experience expert taking part (CONS-15)."""
    household = person.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home = door.hold(household)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        rules.may_answer(born_on=person.born_on, given_on=on),
    ).or_refuse()
    said = ExpertAnswer.objects.create(
        household=household,
        answer=answer,
        said_on=on,
        said_by=person,
        reaction=reaction,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        f"expert_{answer}", by=by, at=at, household=household.ref, subject=f"person:{person.pk}"
    )
    return said


def judge_expert(household: Household, *, on: date) -> Verdict:
    """Judge the start after what the household said to an experience expert (CONS-15)."""
    answers = selectors.expert_answers(household, on=on)
    return rules.expert_is_no_breaking_point(
        is_breaking_point=household.pilot.expert_refusal_is_breaking_point,
        refused=[one.said_by.first_name for one in answers if one.answer == Answer.NO],
    )
