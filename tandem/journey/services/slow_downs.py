"""Deciding together to slow down: one rider writes it down, the other signs, both look back."""

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
from tandem.journey import rules
from tandem.journey.models import SlowDown
from tandem.journey.selectors import slowing
from tandem.journey.services import road
from tandem.legal import rules as legal
from tandem.legal.selectors import only_stands_in

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class NewSlowDown:
    """Why we slow down, at which sign we act, what the family says, and when we look back."""

    decided_on: date
    motivation: str
    safety_condition: str
    family_view: str
    review_on: date


def judge_proposal(household: Household, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may write down a decision to slow down now."""
    return first_no(
        rules.is_riding(household.status),
        rules.may_propose(rides=_rides(household, by, on=day_of(at))),
        rules.one_at_a_time(running=household.slow_downs.filter(ended_at=None).count()),
    )


def _rides(household: Household, account: Account, *, on: date) -> bool:
    return account.pk in slowing.places_of([household.pk], on=on)[household.pk]


@transaction.atomic
def propose(household: Household, new: NewSlowDown, *, by: Account, at: datetime) -> SlowDown:
    """Write down that we slow down; it is in force when the other rider has signed (WP-17, 18)."""
    door.require(by, Permission.DECISION_RECORD, household, at=at)
    home = road.locked(household)
    first_no(
        judge_proposal(home, by=by, at=at),
        dossier_rules.not_in_the_future(new.decided_on, today=day_of(at)),
        rules.slowing_down_is_whole(
            motivation=new.motivation,
            safety_condition=new.safety_condition,
            family_view=new.family_view,
            decided_on=new.decided_on,
            review_on=new.review_on,
        ),
    ).or_refuse()
    made = SlowDown.objects.create(
        household=home,
        decided_on=new.decided_on,
        motivation=new.motivation,
        safety_condition=new.safety_condition,
        family_view=new.family_view,
        review_on=new.review_on,
        recorded_at=at,
        recorded_by=by,
    )
    _record("slow_down_proposed", made, by=by, at=at)
    return made


def _record(event: str, slow_down: SlowDown, *, by: Account, at: datetime) -> None:
    audit.record(
        event, by=by, at=at, household=slow_down.household.ref, subject=f"slow_down:{slow_down.pk}"
    )


def _locked(slow_down: SlowDown, *, by: Account, at: datetime) -> SlowDown:
    """Require the permission, and lock the household and the decision."""
    door.require(by, Permission.DECISION_RECORD, slow_down.household, at=at)
    home = road.locked(slow_down.household)
    found = SlowDown.objects.select_for_update(of=("self",)).select_related("recorded_by")
    locked = found.get(pk=slow_down.pk)
    locked.household = home
    return locked


def judge_signature(slow_down: SlowDown, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may sign as the second; greys the button, stops the service."""
    home, first, day = slow_down.household, slow_down.recorded_by, day_of(at)
    lent = only_stands_in(by, first, home, Permission.DECISION_RECORD, at=at)
    return first_no(
        rules.is_riding(home.status),
        rules.may_co_sign(
            is_open=slow_down.ended_at is None and not slow_down.is_signed,
            wrote_it=slow_down.recorded_by_id == by.pk,
            is_asked=slowing.asked_to_sign([slow_down], by, on=day)[slow_down.pk],
            is_overdue=slow_down.review_on < day,
        ),
        legal.is_no_stand_in(has_own_key=not lent),
    )


@transaction.atomic
def co_sign(slow_down: SlowDown, *, by: Account, at: datetime) -> None:
    """Sign as the other rider: from now on it is in force (WP-18)."""
    found = _locked(slow_down, by=by, at=at)
    judge_signature(found, by=by, at=at).or_refuse()
    found.co_signed_at, found.co_signed_by = at, by
    found.save(update_fields=["co_signed_at", "co_signed_by"])
    _record("slow_down_co_signed", found, by=by, at=at)


@transaction.atomic
def look_back(
    slow_down: SlowDown,
    saw: str,
    *,
    on: date,
    again: NewSlowDown | None = None,
    by: Account,
    at: datetime,
) -> SlowDown | None:
    """End slowing down, with what was seen; going on is a new decision that both sign again.

    Anybody who works with the family may end it: to act takes no second person.
    """
    found = _locked(slow_down, by=by, at=at)
    first_no(
        rules.still_runs(has_ended=found.ended_at is not None),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        rules.looking_back_after(on, decided_on=found.decided_on),
        rules.looking_back_says_what(saw),
    ).or_refuse()
    found.ended_on, found.end_reason, found.ended_at, found.ended_by = on, saw, at, by
    found.save(update_fields=["ended_on", "end_reason", "ended_at", "ended_by"])
    _record("slow_down_ended", found, by=by, at=at)
    return None if again is None else propose(found.household, again, by=by, at=at)
