"""The turning point: who signs a core decision with whom, what was asked, and looking again."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.services import bars, households
from tandem.legal import rules
from tandem.legal.enums import DecisionStatus
from tandem.legal.models import CoreDecision, DecisionReview, TurningPoint
from tandem.legal.services import seconds
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from tandem.network.models import Account


LONGEST_REASON = 200


def _locked(decision: CoreDecision, *, by: Account, at: datetime) -> CoreDecision:
    """Require the permission, lock household and decision, and refuse what is closed."""
    door.require(by, Permission.DECISION_RECORD, decision.household, at=at)
    home = households.locked(decision.household)
    dossier_rules.is_open(is_ended=home.status == Status.ENDED).or_refuse()
    return (
        CoreDecision.objects.select_for_update(of=("self",))
        .select_related("household", "organization")
        .get(pk=decision.pk)
    )


def _record(event: str, decision: CoreDecision, *, by: Account, at: datetime) -> None:
    audit.record(
        event, by=by, at=at, household=decision.household.ref, subject=f"decision:{decision.pk}"
    )


@transaction.atomic
def answer_turning_point(
    decision: CoreDecision,
    answers: Mapping[str, tuple[bool, str]],
    *,
    same_person_agreed_on: date | None = None,
    same_person_said: str = "",
    by: Account,
    at: datetime,
) -> None:
    """Answer every question of the turning point, as who is asked to sign (REG-11).

    Once signed, the answers stand.
    A no is written down as it is; with some of them nobody signs (LEGAL-93).
    """
    found = _locked(decision, by=by, at=at)
    first_no(
        _still_open(found),
        rules.turning.may_answer(is_asked=found.co_signer_id == by.pk),
        rules.turning_point_is_answered(answers),
        YES
        if same_person_agreed_on is None
        else dossier_rules.not_in_the_future(same_person_agreed_on, today=day_of(at)),
        rules.agreed.agreement_is_whole(agreed_on=same_person_agreed_on, said=same_person_said),
    ).or_refuse()
    found.same_person_agreed_on = same_person_agreed_on
    found.same_person_said = same_person_said.strip() if same_person_agreed_on else ""
    found.save(update_fields=["same_person_agreed_on", "same_person_said"])
    for question, (is_yes, remark) in answers.items():
        TurningPoint.objects.update_or_create(
            decision=found,
            question=question,
            defaults={
                "household": found.household,
                "is_yes": is_yes,
                "remark": remark.strip(),
                "recorded_at": at,
                "recorded_by": by,
            },
        )
    _record("turning_point_answered", found, by=by, at=at)


def _still_open(decision: CoreDecision) -> Verdict:
    """Judge whether a decision still waits for its second signature."""
    waits = decision.status is DecisionStatus.PROPOSED
    return rules.may_sign(is_asked=True, took_it=False, is_open=waits, answered=None)


def _deciding(decision: CoreDecision) -> seconds.Deciding:
    named = decision.also_decided
    return seconds.Deciding(decision.household, decision.organization_id, named)


def judge_signature(decision: CoreDecision, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may sign now; greys the button, stops the service."""
    points = decision.turning_points.order_by("id")
    answered = {one.question: (one.is_yes, one.remark) for one in points}
    return first_no(
        rules.may_sign(
            is_asked=decision.co_signer_id == by.pk,
            took_it=decision.recorded_by_id == by.pk,
            is_open=decision.status is DecisionStatus.PROPOSED,
            answered=answered,
        ),
        rules.turning.turning_point_allows(
            answered,
            is_rvdk=decision.organization.kind == OrganizationKind.RVDK,
            same_person_agreed=decision.same_person_agreed_on is not None,
            is_urgent=bool(decision.urgent_reason),
        ),
        seconds.judge_two(_deciding(decision), decision.recorded_by, by, at=at),
        seconds.judge(decision.household, by, beside=decision.recorded_by, at=at),
    )


@transaction.atomic
def co_sign(decision: CoreDecision, *, by: Account, at: datetime) -> None:
    """Sign as the second: from now on the decision opens what it says (REG-11, INV-10)."""
    found = _locked(decision, by=by, at=at)
    judge_signature(found, by=by, at=at).or_refuse()
    found.co_signed_at, found.co_signed_by = at, by
    found.save(update_fields=["co_signed_at", "co_signed_by"])
    _record("core_decision_co_signed", found, by=by, at=at)


@transaction.atomic
def decline(decision: CoreDecision, *, reason: str, by: Account, at: datetime) -> None:
    """Refuse to sign as the second, with the reason: the decision never opens anything."""
    found = _locked(decision, by=by, at=at)
    first_no(
        rules.may_sign(
            is_asked=found.co_signer_id == by.pk,
            took_it=found.recorded_by_id == by.pk,
            is_open=found.status is DecisionStatus.PROPOSED,
            answered=None,
        ),
        rules.scaling_down_says_why(reason),
    ).or_refuse()
    found.until, found.end_reason = found.decided_on, reason
    found.save(update_fields=["until", "end_reason"])
    _record("core_decision_declined", found, by=by, at=at)


@transaction.atomic
def ask_to_sign(decision: CoreDecision, co_signer: Account, *, by: Account, at: datetime) -> None:
    """Ask somebody else to sign as the second, while nobody has."""
    found = _locked(decision, by=by, at=at)
    first_no(
        _still_open(found),
        seconds.judge_own(found.organization_id, found.household, by=by, at=at),
        rules.decision_is_complete((), has_co_signer=co_signer.pk != found.recorded_by_id),
        seconds.judge_two(_deciding(found), found.recorded_by, co_signer, at=at),
        seconds.judge(found.household, co_signer, beside=found.recorded_by, at=at),
        bars.judge_naming(found.household, co_signer),
    ).or_refuse()
    found.co_signer = co_signer
    found.save(update_fields=["co_signer"])
    _record("co_signer_asked", found, by=by, at=at)


@dataclass(frozen=True, slots=True)
class Review:
    """What was found when a decision was looked at again."""

    on: date
    still_needed: bool
    why: str
    next_on: date | None = None


@transaction.atomic
def review(decision: CoreDecision, new: Review, *, by: Account, at: datetime) -> DecisionReview:
    """Look at a decision again: still needed, with the next day; or over, with its last day."""
    found = _locked(decision, by=by, at=at)
    first_no(
        seconds.judge_own(found.organization_id, found.household, by=by, at=at),
        dossier_rules.not_in_the_future(new.on, today=day_of(at)),
        rules.ends_after_start(Period.with_last_day(found.decided_on, new.on)),
        rules.scaling_down_says_why(new.why),
        rules.will_be_reviewed(decided_on=new.on, review_on=new.next_on)
        if new.still_needed
        else rules.scaling_down_says_why(new.why),
    ).or_refuse()
    made = DecisionReview.objects.create(
        household=found.household,
        decision=found,
        reviewed_on=new.on,
        still_needed=new.still_needed,
        why=new.why,
        next_on=new.next_on if new.still_needed else None,
        recorded_at=at,
        recorded_by=by,
    )
    found.review_on = made.next_on
    if not new.still_needed:
        ends = Period.with_last_day(found.decided_on, new.on).until
        known = [day for day in (found.until, ends) if day is not None]
        found.until, found.end_reason = min(known), new.why[:LONGEST_REASON]
    found.save(update_fields=["review_on", "until", "end_reason"])
    _record("core_decision_reviewed", found, by=by, at=at)
    return made
