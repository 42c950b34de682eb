"""Evaluations, counts of experience experts, and the end of the road."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Max, Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import POWER_FORMS, ReportStatus, Status
from tandem.dossier.models import Household, Involvement, Report
from tandem.journey import rules
from tandem.journey.enums import Direction, EvaluationKind, TriageOutcome
from tandem.journey.models import Evaluation, ExpertContacts, Triage
from tandem.journey.services import road, tandem
from tandem.legal import rules as legal
from tandem.legal.selectors import listeners
from tandem.legal.services import involvements

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.network.models import Account, Organization


@transaction.atomic
def plan_evaluation(
    household: Household, *, kind: str, due_on: date, by: Account, at: datetime
) -> Evaluation:
    """Plan an evaluation with the family."""
    door.require(by, Permission.EVALUATION_RECORD, household, at=at)
    dossier_rules.is_open(is_ended=household.status == Status.ENDED).or_refuse()
    evaluation = Evaluation.objects.create(
        household=household, kind=kind, due_on=due_on, recorded_at=at, recorded_by=by
    )
    audit.record("evaluation_planned", by=by, at=at, household=household.ref)
    return evaluation


@dataclass(frozen=True, slots=True)
class Held:
    """What was said at an evaluation."""

    held_on: date
    safety: str
    what_worked: str
    family_view: str


@transaction.atomic
def hold_evaluation(
    evaluation: Evaluation, held: Held, *, seen: int, by: Account, at: datetime
) -> None:
    """Record an evaluation that was held (WP-07)."""
    household = evaluation.household
    door.require(by, Permission.EVALUATION_RECORD, household, at=at)
    locked = Evaluation.objects.select_for_update(of=("self",)).get(pk=evaluation.pk)
    first_no(
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        dossier_rules.is_unchanged(seen=seen, current=locked.version),
        dossier_rules.not_in_the_future(held.held_on, today=day_of(at)),
    ).or_refuse()
    locked.held_on, locked.safety = held.held_on, held.safety
    locked.what_worked, locked.family_view = held.what_worked, held.family_view
    locked.version, locked.recorded_at, locked.recorded_by = seen + 1, at, by
    locked.save()
    audit.record(
        "evaluation_held", by=by, at=at, household=household.ref, subject=f"evaluation:{locked.pk}"
    )


@transaction.atomic
def count_expert_contacts(
    household: Household,
    organization: Organization,
    *,
    month: date,
    count: int,
    by: Account,
    at: datetime,
) -> None:
    """Record how many contacts an experience expert had in a month: the number only (INV-16)."""
    door.require(by, Permission.EXPERT_CONTACT_RECORD, household, at=at)
    first = rules.first_of_month(month)
    first_no(
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        rules.month_has_begun(first, today=day_of(at)),
    ).or_refuse()
    ExpertContacts.objects.update_or_create(
        household=household,
        organization=organization,
        month=first,
        defaults={"count": count, "recorded_at": at, "recorded_by": by},
    )
    audit.record("expert_contacts_counted", by=by, at=at, household=household.ref)


def judge_end(household: Household, *, at: datetime) -> Verdict:
    """Judge whether the household may end now; greys the button, stops the service."""
    needs_way_out = household.status == Status.LEAVING
    return first_no(
        rules.may_move(household.status, Status.ENDED),
        rules.may_end(
            needs_way_out=needs_way_out,
            triage_out=Triage.objects.filter(
                household=household, direction=Direction.OUT, outcome=TriageOutcome.LEAVE
            ).exists(),
            end_evaluation=Evaluation.objects.filter(
                household=household, kind=EvaluationKind.END, held_on__isnull=False
            ).exists(),
            open_reports=Report.objects.filter(household=household)
            .exclude(status=ReportStatus.ATTACHED)
            .count(),
            powers=road.running_powers(household, on=day_of(at)),
        ),
        legal.turning.all_is_told(
            decisions=listeners.untold_decisions(household).count(),
            measures=listeners.untold_measures(household).count(),
        ),
    )


@transaction.atomic
def end(household: Household, *, last_day: date, reason: str, by: Account, at: datetime) -> None:
    """End the involvement of the pilot: everybody gets off, partners' doors close (WP-08)."""
    door.require(by, Permission.JOURNEY_MOVE, household, at=at)
    home = road.locked(household)
    first_no(
        judge_end(home, at=at),
        rules.last_day_is_possible(
            last_day,
            registered_on=home.registered_on,
            today=day_of(at),
            last_came_on=_last_came_on(home),
        ),
    ).or_refuse()
    home.end_reason = reason
    _finish(home, last_day=last_day, by=by, at=at)
    road.move(home, Status.ENDED, by=by, at=at, ended_on=last_day)
    household.status, household.ended_on = home.status, home.ended_on


def _last_came_on(home: Household) -> date | None:
    """The first day of the partner that came last."""
    day: date | None = home.involvements.aggregate(day=Max("since"))["day"]
    return day


def _finish(home: Household, *, last_day: date, by: Account, at: datetime) -> None:
    running = Involvement.objects.filter(Q(until=None) | Q(until__gt=last_day), household=home)
    for involvement in running.exclude(form__in=POWER_FORMS).order_by("id"):
        if involvement.since <= last_day:
            involvements.end(involvement, last_day=last_day, reason="afgerond", by=by, at=at)
    tandem.end_all(home, last_day=last_day, by=by, at=at)
