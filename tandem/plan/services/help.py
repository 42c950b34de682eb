"""Help that was there before, and whether a child gets help for itself."""

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
from tandem.plan import rules
from tandem.plan.enums import ChildHelpAnswer
from tandem.plan.models import ChildHelp, EarlierHelp

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Had:
    """Help that a family had before; for everybody, when it was for nobody in particular."""

    what: str
    helper: str
    period: str
    about: Sequence[Person] = field(default_factory=tuple)
    relation: str = ""
    worked: str = ""
    did_not_work: str = ""


@transaction.atomic
def remember(household: Household, had: Had, *, by: Account, at: datetime) -> EarlierHelp:
    """Write down what help there was before, and what came of it (DOS-22)."""
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    _is_open(household).or_refuse()
    made = _write(household, had, None, by=by, at=at)
    _record("earlier_help_written", household, f"earlier_help:{made.pk}", by=by, at=at)
    return made


@transaction.atomic
def correct(earlier: EarlierHelp, had: Had, *, by: Account, at: datetime) -> EarlierHelp:
    """Write a better version; the old one stays readable."""
    household = earlier.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    is_open = _is_open(household)
    is_replaced = EarlierHelp.objects.filter(replaces=earlier).exists()
    first_no(is_open, dossier_rules.is_unchanged(seen=0, current=int(is_replaced))).or_refuse()
    made = _write(household, had, earlier, by=by, at=at)
    _record("earlier_help_corrected", household, f"earlier_help:{earlier.pk}", by=by, at=at)
    return made


@transaction.atomic
def answer_for_child(
    child: Person,
    *,
    answer: str,
    words: str,
    answered_on: date,
    by: Account,
    at: datetime,
) -> ChildHelp:
    """Say whether a child gets help for itself; the newest answer stands (DOS-30)."""
    household = child.household
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    first_no(
        _is_open(household),
        dossier_rules.not_in_the_future(answered_on, today=day_of(at)),
        rules.no_help_has_a_reason(gets_help=answer == ChildHelpAnswer.YES, words=words),
    ).or_refuse()
    made = ChildHelp.objects.create(
        child=child,
        answer=answer,
        words=words,
        answered_on=answered_on,
        recorded_at=at,
        recorded_by=by,
    )
    _record("child_help_answered", household, f"child_help:{made.pk}", by=by, at=at)
    return made


def _is_open(household: Household) -> Verdict:
    return dossier_rules.is_open(is_ended=door.hold(household).status == Status.ENDED)


def _write(
    household: Household, had: Had, replaces: EarlierHelp | None, *, by: Account, at: datetime
) -> EarlierHelp:
    made = EarlierHelp.objects.create(
        household=household,
        what=had.what,
        helper=had.helper,
        period=had.period,
        relation=had.relation,
        worked=had.worked,
        did_not_work=had.did_not_work,
        replaces=replaces,
        recorded_at=at,
        recorded_by=by,
    )
    made.about.set(had.about)
    return made


def _record(event: str, household: Household, subject: str, *, by: Account, at: datetime) -> None:
    audit.record(event, by=by, at=at, household=household.ref, subject=subject)
