"""The circle around a family: who stands in it, and what is asked of them."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.plan import rules
from tandem.plan.enums import Invited, Strain
from tandem.plan.models import Supporter, SupportRequest, Tie
from tandem.plan.selectors.network import newest_tie

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Known:
    """What is known of somebody around the family (FAM-07)."""

    name: str
    relation: str
    strength: str
    is_for_everybody: bool = False
    supports: Sequence[Person] = field(default_factory=tuple)
    strain: str = Strain.NONE
    strain_about: str = ""
    already_does: str = ""
    can_and_wants: str = ""
    talents: str = ""
    invited: str = Invited.NOT_ASKED


@dataclass(frozen=True, slots=True)
class Asked:
    """What is asked of a supporter (FAM-08); the last day is in."""

    kind: str
    what: str
    since: date
    last_day: date | None = None
    answer: str = ""
    answer_words: str = ""


@transaction.atomic
def add(household: Household, known: Known, *, by: Account, at: datetime) -> Supporter:
    """Put somebody in the circle around the family."""
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    first_no(_is_open(household), _is_for_somebody(known)).or_refuse()
    supporter = Supporter.objects.create(household=household, recorded_at=at, recorded_by=by)
    _write(supporter, known, version=1, by=by, at=at)
    _record("supporter_added", supporter, by=by, at=at)
    return supporter


@transaction.atomic
def change(supporter: Supporter, known: Known, *, seen: int, by: Account, at: datetime) -> Tie:
    """Write what is known better now; the old version stays. Who had left, is there again."""
    household = supporter.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    is_open, newest = _is_open(household), newest_tie(supporter)
    first_no(
        is_open,
        dossier_rules.is_unchanged(seen=seen, current=newest.version),
        _is_for_somebody(known),
    ).or_refuse()
    tie = _write(supporter, known, version=seen + 1, by=by, at=at)
    _record("supporter_changed", supporter, by=by, at=at)
    return tie


@transaction.atomic
def leave(
    supporter: Supporter, *, left_on: date, because: str, seen: int, by: Account, at: datetime
) -> None:
    """Somebody is no longer in the circle; what was still asked of them ends that day."""
    household = supporter.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    is_open, newest = _is_open(household), newest_tie(supporter)
    first_no(
        is_open,
        dossier_rules.is_unchanged(seen=seen, current=newest.version),
        rules.is_in_the_circle(left_on=newest.left_on),
        dossier_rules.not_in_the_future(left_on, today=day_of(at)),
    ).or_refuse()
    people = list(newest.supports.order_by("id"))
    newest.pk, newest.version = None, seen + 1
    newest.left_on, newest.left_because = left_on, because
    newest.recorded_at, newest.recorded_by = at, by
    newest.save(force_insert=True)
    newest.supports.set(people)
    still_asked = supporter.requests.filter(Q(until=None) | Q(until__gt=left_on), ended_at=None)
    for one in still_asked.order_by("id"):
        _end(one, until=max(left_on, one.since), reason=because, by=by, at=at)
    _record("supporter_left", supporter, by=by, at=at)


@transaction.atomic
def ask(supporter: Supporter, asked: Asked, *, by: Account, at: datetime) -> SupportRequest:
    """Ask something of a supporter; how much already rests on them warns, and stops nobody."""
    household = supporter.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    first_no(
        _is_open(household),
        judge_asking(supporter),
        rules.request_ends_after_it_begins(asked.since, asked.last_day),
    ).or_refuse()
    until = Period.with_last_day(asked.since, asked.last_day).until
    request = SupportRequest.objects.create(
        supporter=supporter,
        kind=asked.kind,
        what=asked.what,
        since=asked.since,
        planned_until=until,
        until=until,
        answer=asked.answer,
        answer_words=asked.answer_words if asked.answer else "",
        answered_at=at if asked.answer else None,
        answered_by=by if asked.answer else None,
        recorded_at=at,
        recorded_by=by,
    )
    _record("support_asked", supporter, by=by, at=at)
    return request


@transaction.atomic
def answer(request: SupportRequest, *, answer: str, words: str, by: Account, at: datetime) -> None:
    """Write down what somebody said to what was asked; with a no, it rests on them no more."""
    household = request.supporter.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    is_open, current = _is_open(household), SupportRequest.objects.get(pk=request.pk)
    first_no(
        is_open, dossier_rules.is_unchanged(seen=0, current=int(current.answer != ""))
    ).or_refuse()
    current.answer, current.answer_words = answer, words
    current.answered_at, current.answered_by = at, by
    current.save(update_fields=["answer", "answer_words", "answered_at", "answered_by"])
    _record("support_answered", request.supporter, by=by, at=at)


@transaction.atomic
def end(request: SupportRequest, *, last_day: date, reason: str, by: Account, at: datetime) -> None:
    """End what was asked of somebody, and say why."""
    household = request.supporter.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    is_open, current = _is_open(household), SupportRequest.objects.get(pk=request.pk)
    first_no(
        is_open,
        dossier_rules.is_unchanged(seen=0, current=int(current.ended_at is not None)),
        rules.request_ends_after_it_begins(current.since, last_day),
    ).or_refuse()
    until = Period.with_last_day(current.since, last_day).until
    _end(current, until=until, reason=reason, by=by, at=at)
    _record("support_ended", request.supporter, by=by, at=at)


def judge_asking(supporter: Supporter) -> Verdict:
    """Judge whether something may be asked of a supporter now."""
    return rules.is_in_the_circle(left_on=newest_tie(supporter).left_on)


def _is_open(household: Household) -> Verdict:
    """Hold the household, so that of two who write at once one sees what the other wrote."""
    return dossier_rules.is_open(is_ended=door.hold(household).status == Status.ENDED)


def _is_for_somebody(known: Known) -> Verdict:
    return rules.is_for_somebody(
        is_for_everybody=known.is_for_everybody, people=len(known.supports)
    )


def _write(supporter: Supporter, known: Known, *, version: int, by: Account, at: datetime) -> Tie:
    tie = Tie.objects.create(
        supporter=supporter,
        version=version,
        name=known.name,
        relation=known.relation,
        is_for_everybody=known.is_for_everybody,
        strength=known.strength,
        strain=known.strain,
        strain_about=known.strain_about,
        already_does=known.already_does,
        can_and_wants=known.can_and_wants,
        talents=known.talents,
        invited=known.invited,
        recorded_at=at,
        recorded_by=by,
    )
    tie.supports.set(() if known.is_for_everybody else known.supports)
    return tie


def _end(
    request: SupportRequest, *, until: date | None, reason: str, by: Account, at: datetime
) -> None:
    request.until, request.end_reason = until, reason
    request.ended_at, request.ended_by = at, by
    request.save(update_fields=["until", "end_reason", "ended_at", "ended_by"])


def _record(event: str, supporter: Supporter, *, by: Account, at: datetime) -> None:
    subject = f"supporter:{supporter.pk}"
    audit.record(event, by=by, at=at, household=supporter.household.ref, subject=subject)
