"""What is asked of a measure before it is written down or ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.periods import Period
from tandem.dossier.enums import Origin
from tandem.legal import rules, selectors
from tandem.legal.enums import MeasureKind

if TYPE_CHECKING:
    from datetime import date

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household
    from tandem.legal.models import Measure
    from tandem.legal.services.decisions import NewMeasure


def starts(since: date | None, decided_on: date) -> date:
    """The day after which a measure can end: it began, and it was decided."""
    return max(since or decided_on, decided_on)


def needs_reflection(new: NewMeasure) -> bool:
    """Whether somebody must have thought first: a request for a test (REG-23)."""
    is_request = new.kind == MeasureKind.RVDK_TEST_REQUEST
    return is_request and new.origin == Origin.SCREEN and not new.running_at_intake


def judge_law(home: Household, new: NewMeasure, *, has_thought: bool) -> list[Verdict]:
    """Judge what a case file is not asked: its grounds, its length, the test, thinking first."""
    decision = new.core_decision
    unprotected = selectors.not_yet_protected(home, new.children, on=new.decided_on)
    return [
        rules.stands_on_something(
            is_request=new.kind == MeasureKind.RVDK_TEST_REQUEST,
            decided_by=new.decided_by,
            reference=new.reference,
            has_decision=decision is not None
            and decision.household_id == home.pk
            and decision.is_signed,
            has_executor=new.executed_by is not None,
        ),
        rules.bounds.says_until_when(new.kind, new.until, provisional=new.provisional),
        fits_the_law(home, new, new.until),
        rules.bounds.names_children(
            new.kind, are_minors=selectors.are_minors(home, new.children, on=new.decided_on)
        ),
        rules.bounds.names_threats(new.kind, new.threats),
        rules.first_is_tested(
            kind=new.kind,
            from_pilot=new.initiated_by_pilot,
            is_first=bool(unprotected),
            submitted_on=selectors.submitted_on(home, unprotected),
            decided_on=new.decided_on,
        ),
        rules.is_reflected(answered=has_thought or not needs_reflection(new), is_discomfort=False),
    ]


def fits_the_law(home: Household, one: NewMeasure | Measure, until: date | None) -> Verdict:
    """Judge how long a measure lasts, with what it goes on with (facts 3.8)."""
    since = one.since or one.decided_on
    extends = selectors.begun_on(home, one.kind, since)
    return rules.fits_the_law(
        one.kind, Period(since, until), provisional=one.provisional, extends=extends
    )
