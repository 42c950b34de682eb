"""The one place that moves a household from status to status."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.core.periods import day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier.enums import POWER_FORMS, Status
from tandem.dossier.models import Involvement
from tandem.dossier.services import households
from tandem.journey import rules
from tandem.legal import rules as legal
from tandem.legal.enums import Answer
from tandem.legal.models import Consent
from tandem.legal.services import asking, talks

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account


def locked(household: Household) -> Household:
    """Lock the household, so that two moves at once cannot both be judged on the old status."""
    return households.locked(household)


def move(
    household: Household, to: Status, *, by: Account, at: datetime, ended_on: date | None = None
) -> None:
    """Move along the road, when the table of moves allows it."""
    rules.may_move(household.status, to).or_refuse()
    households.set_status(household, to, by=by, at=at, ended_on=ended_on)


def has_consent(household: Household, *, on: date) -> bool:
    """Whether somebody's yes is in force; one that was taken back never is, at any hour."""
    return Consent.objects.filter(
        Q(until=None) | Q(until__gt=on),
        ended_at=None,
        household=household,
        answer=Answer.YES,
        given_on__lte=on,
    ).exists()


def running_powers(household: Household, *, on: date) -> int:
    """How many involvements use powers on the day."""
    running = Involvement.objects.open(on=on)
    return running.filter(household=household, form__in=POWER_FORMS).count()


def judge_start(household: Household, *, on: date) -> Verdict:
    """Judge whether the tandem may start: a ground, asked of everybody, and no breaking point.

    (INV-01, CONS-14, CONS-15). Powers carry a start by themselves. What a case file states was
    started elsewhere, and is not judged here.
    """
    has_power = running_powers(household, on=on) > 0
    return first_no(
        rules.may_start(has_consent=has_consent(household, on=on), has_power=has_power),
        YES if has_power else asking.judge_asked(household, on=on),
        talks.judge_expert(household, on=on),
        talks.judge_told(household, legal.AT_START, on=on),
    )


def has_ground(household: Household, *, at: datetime) -> bool:
    """Whether anything still carries the involvement: consent or power (INV-01)."""
    day = day_of(at)
    return has_consent(household, on=day) or running_powers(household, on=day) > 0
