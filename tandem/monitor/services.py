"""Writes of the monitor: submit a quarter, correct it, and fill in a figure by hand.

Figures follow from the work; nobody types them over. What is submitted stays for ever.
"""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.monitor import rules, selectors
from tandem.monitor.enums import Band, Question
from tandem.monitor.models import ManualFigure, Submission, SubmittedFigure
from tandem.monitor.rules.figures import same_numbers
from tandem.monitor.rules.quarter import exists
from tandem.network import door
from tandem.network.models import Pilot

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.monitor.rules.figures import Sheet
    from tandem.monitor.rules.quarter import Quarter
    from tandem.network.models import Account

FIRST_VERSION = 1


@dataclass(frozen=True, slots=True)
class ByHand:
    """What somebody counted by hand, and the version that stood there when they began."""

    question: Question
    value: int
    reason: str
    band: Band | None = None
    seen: int = 0


@transaction.atomic
def submit(pilot: Pilot, quarter: Quarter, *, by: Account, at: datetime) -> Submission:
    """Submit a pilot's quarter (indienen): from now on its figures stand still."""
    door.require(by, Permission.MONITOR_SUBMIT, pilot=pilot, at=at)
    _one_at_a_time(pilot)
    today = day_of(at)
    rules.is_counted(quarter, exists=exists(quarter, today)).or_refuse()
    submitted = selectors.latest_version(pilot, quarter)
    rules.may_submit(quarter, today=today, submitted=submitted).or_refuse()
    [sheet] = selectors.from_work([pilot], quarter)
    rules.parts_fit(sheet).or_refuse()
    submission = _freeze(pilot, sheet, version=FIRST_VERSION, reason="", by=by, at=at)
    audit.record("quarter_submitted", by=by, at=at, subject=f"{pilot.slug} {quarter}"[:80])
    return submission


@transaction.atomic
def correct(
    pilot: Pilot, quarter: Quarter, *, reason: str, seen: int, by: Account, at: datetime
) -> Submission:
    """Submit a next version with its reason (verbeteren); `seen` is the version one looked at."""
    door.require(by, Permission.MONITOR_SUBMIT, pilot=pilot, at=at)
    _one_at_a_time(pilot)
    submitted = selectors.latest_version(pilot, quarter)
    rules.may_correct(seen=seen, submitted=submitted).or_refuse()
    rules.correction_has_a_reason(reason).or_refuse()
    [sheet] = selectors.from_work([pilot], quarter)
    rules.parts_fit(sheet).or_refuse()
    latest = selectors.versions(pilot, quarter)[0]
    rules.correction_changes(is_same=same_numbers(sheet, latest)).or_refuse()
    submission = _freeze(pilot, sheet, version=seen + 1, reason=reason.strip(), by=by, at=at)
    audit.record("quarter_corrected", by=by, at=at, subject=f"{pilot.slug} {quarter}"[:80])
    return submission


@transaction.atomic
def fill_in(
    pilot: Pilot, quarter: Quarter, hand: ByHand, *, by: Account, at: datetime
) -> ManualFigure:
    """Fill in a figure that a pilot still counts by hand (met de hand); the derived one stays."""
    door.require(by, Permission.MONITOR_FILL, pilot=pilot, at=at)
    _one_at_a_time(pilot)
    rules.is_counted(quarter, exists=exists(quarter, day_of(at))).or_refuse()
    rules.manual_has_a_reason(hand.reason).or_refuse()
    rules.manual_band_fits(
        hand.question, value=hand.value, has_band=hand.band is not None
    ).or_refuse()
    current = _version_of(pilot, quarter, hand.question)
    rules.manual_is_unchanged(seen=hand.seen, current=current).or_refuse()
    figure, _is_new = ManualFigure.objects.update_or_create(
        pilot=pilot,
        quarter=str(quarter),
        question=hand.question.value,
        defaults={
            "value": hand.value,
            "band": "" if hand.band is None else hand.band.value,
            "reason": hand.reason.strip(),
            "recorded_at": at,
            "recorded_by": by,
            "version": current + 1,
        },
    )
    audit.record("figure_filled_in", by=by, at=at, subject=_subject(pilot, quarter, hand.question))
    return figure


@transaction.atomic
def follow_the_work(
    pilot: Pilot, quarter: Quarter, question: Question, *, seen: int, by: Account, at: datetime
) -> None:
    """Take away a figure by hand, so that the work counts again."""
    door.require(by, Permission.MONITOR_FILL, pilot=pilot, at=at)
    _one_at_a_time(pilot)
    current = _version_of(pilot, quarter, question)
    rules.manual_is_unchanged(seen=seen, current=current).or_refuse()
    ManualFigure.objects.filter(pilot=pilot, quarter=str(quarter), question=question.value).delete()
    audit.record("figure_taken_away", by=by, at=at, subject=_subject(pilot, quarter, question))


def _one_at_a_time(pilot: Pilot) -> None:
    # Who comes second waits here, and then sees what the first one did.
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot.pk)


def _version_of(pilot: Pilot, quarter: Quarter, question: Question) -> int:
    found = selectors.manual_figure(pilot, quarter, question)
    return 0 if found is None else found.version


def _subject(pilot: Pilot, quarter: Quarter, question: Question) -> str:
    return f"{question.value} {quarter} {pilot.slug}"[:80]


def _freeze(
    pilot: Pilot, sheet: Sheet, *, version: int, reason: str, by: Account, at: datetime
) -> Submission:
    submission = Submission.objects.create(
        pilot=pilot,
        quarter=str(sheet.quarter),
        version=version,
        stock=sheet.stock,
        reason=reason,
        submitted_at=at,
        submitted_by=by,
    )
    SubmittedFigure.objects.bulk_create(
        SubmittedFigure(
            submission=submission,
            question=question.value,
            value=figure.value,
            derived=figure.derived,
            weekly=Decimal(figure.weekly),
            band="" if figure.band is None else figure.band.value,
            is_manual=figure.is_manual,
            manual_reason=figure.reason,
        )
        for question, figure in ((one, sheet.figure(one)) for one in Question)
    )
    return submission
