"""The figures of pilots and regions: read from the work, or as they were submitted."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from django.db import connection

from tandem.monitor.enums import Band, Computed, Question
from tandem.monitor.models import ManualFigure, Submission, SubmittedFigure
from tandem.monitor.rules.figures import (
    DAYS_IN_A_WEEK,
    UNIT,
    Figure,
    Sheet,
    Submitted,
    total,
)
from tandem.monitor.rules.quarter import Quarter
from tandem.monitor.selectors import sets

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tandem.network.models import Pilot, Region

type Place = tuple[int, str]  # a pilot and a quarter
type Counted = dict[Place, dict[str, Figure]]

REGION = "region"

_COUNTS = """
    SELECT question, quarter, pilot_id, count(*), NULL::numeric
    FROM ({all}) counted
    GROUP BY question, quarter, pilot_id"""

# Weekly hours per household and form: hours * 7 / days, every day once, also when two partners
# are there in the same form. Most households have one involvement in a form: then no days overlap.
_WEEKLY = """
    clipped AS MATERIALIZED (
        SELECT p.quarter, p.since AS quarter_since, p.until AS quarter_until,
               h.pilot_id, h.id AS household_id, i.id AS involvement_id, i.form,
               greatest(i.since, p.since) AS since,
               least(coalesce(i.until, p.until), p.until) AS until
        FROM period p
        JOIN figures.involvement i ON {day_of_form}
        JOIN figures.household h ON h.id = i.household_id
        WHERE {ours}
    ),
    apart AS (
        SELECT c.quarter, c.pilot_id, c.household_id, c.form, spent.hours, c.until,
               greatest(c.since, max(c.until) OVER (
                   PARTITION BY c.quarter, c.household_id, c.form ORDER BY c.since, c.involvement_id
                   ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING
               )) AS since
        FROM clipped c
        CROSS JOIN LATERAL (
            SELECT sum(x.hours) AS hours FROM figures.hours x
            WHERE x.involvement_id = c.involvement_id
              AND x.day >= c.quarter_since AND x.day < c.quarter_until
        ) spent
    ),
    weekly AS (
        SELECT quarter, pilot_id, form,
               coalesce(sum(hours), 0) * {week}
               * div({unit}, sum(greatest(until - since, 0))) AS weekly
        FROM apart
        GROUP BY quarter, pilot_id, household_id, form
    )"""

_INTENSITY = """
    SELECT 'D.' || form, quarter, pilot_id, count(*), sum(weekly)
    FROM weekly
    GROUP BY form, quarter, pilot_id"""


_COUNTED = sets.written("WITH {period} " + _COUNTS, period=sets.PERIOD, all=sets.ALL)
_WEIGHED = sets.written(
    "WITH {period}, " + _WEEKLY + _COUNTS + " UNION ALL " + _INTENSITY,
    period=sets.PERIOD,
    all=sets.ALL,
    week=DAYS_IN_A_WEEK,
    unit=UNIT,
)


def _asked(pilots: Sequence[Pilot], asked: Sequence[Quarter]) -> dict[str, Any]:
    return {
        "pilots": [pilot.pk for pilot in pilots],
        "quarters": [str(quarter) for quarter in asked],
        "since": [quarter.first_day for quarter in asked],
        "until": [quarter.until for quarter in asked],
    }


def _read(sql: str, pilots: Sequence[Pilot], asked: Sequence[Quarter]) -> Counted:
    found: Counted = defaultdict(dict)
    with connection.cursor() as cursor:
        cursor.execute(sql, _asked(pilots, asked))
        for question, quarter, pilot_id, count, weekly in cursor.fetchall():
            if weekly is not None or question not in found[pilot_id, quarter]:
                found[pilot_id, quarter][question] = Figure.from_work(
                    count, None if weekly is None else int(weekly)
                )
    return found


def counted(pilots: Sequence[Pilot], asked: Sequence[Quarter]) -> Counted:
    """Count every question from the work, without the intensity; for charts."""
    return _read(_COUNTED, pilots, asked)


def counted_with_intensity(pilots: Sequence[Pilot], asked: Sequence[Quarter]) -> Counted:
    """Count every question from the work and weigh the forms, all in one look at the database."""
    return _read(_WEIGHED, pilots, asked)


def from_work(pilots: Sequence[Pilot], quarter: Quarter) -> list[Sheet]:
    """Return the sheets as the work gives them, with what was counted by hand over it."""
    found = counted_with_intensity(pilots, [quarter])
    by_hand = _by_hand(pilots, [quarter])
    return [_sheet(pilot, quarter, found, by_hand) for pilot in pilots]


def shown(pilots: Sequence[Pilot], quarter: Quarter) -> list[Sheet]:
    """Return the sheets that people see: as submitted, and else as they are now."""
    frozen = latest_submitted(pilots, [quarter])
    return [frozen.get((sheet.slug, str(quarter)), sheet) for sheet in from_work(pilots, quarter)]


def over_quarters(pilots: Sequence[Pilot], asked: Sequence[Quarter]) -> dict[Quarter, list[Sheet]]:
    """Return what people see over quarters, without intensity; as many queries for any number."""
    found, by_hand = counted(pilots, asked), _by_hand(pilots, asked)
    frozen = latest_submitted(pilots, asked)
    return {
        quarter: [
            frozen.get((pilot.slug, str(quarter))) or _sheet(pilot, quarter, found, by_hand)
            for pilot in pilots
        ]
        for quarter in asked
    }


def of_region(region: Region, sheets: Iterable[Sheet], quarter: Quarter) -> Sheet:
    """Add up what is shown of the pilots."""
    return total(sheets, quarter=quarter, slug=REGION, name=region.name)


def _sheet(
    pilot: Pilot,
    quarter: Quarter,
    found: Counted,
    by_hand: Mapping[Place, Mapping[Question, ManualFigure]],
) -> Sheet:
    place = (pilot.pk, str(quarter))
    work = found.get(place, {})
    manual = by_hand.get(place, {})
    figures = {}
    for question in Question:
        figure = work.get(question.value, Figure())
        hand = manual.get(question)
        figures[question] = figure if hand is None else _over(figure, hand)
    stock = work.get(Computed.STOCK.value, Figure()).value
    return Sheet(quarter, pilot.slug, pilot.name, figures, stock=stock)


def _over(figure: Figure, hand: ManualFigure) -> Figure:
    # A number of their own keeps the weight that the work shows, unless they weighed too.
    weight = Band(hand.band) if hand.band else (figure.band if hand.value else None)
    return replace(figure, value=hand.value, band=weight, is_manual=True, reason=hand.reason)


def _by_hand(
    pilots: Sequence[Pilot], asked: Sequence[Quarter]
) -> dict[Place, dict[Question, ManualFigure]]:
    found: dict[Place, dict[Question, ManualFigure]] = defaultdict(dict)
    for hand in ManualFigure.objects.filter(
        pilot__in=pilots, quarter__in=[str(quarter) for quarter in asked]
    ):
        found[hand.pilot_id, hand.quarter][Question(hand.question)] = hand
    return found


def manual_figure(pilot: Pilot, quarter: Quarter, question: Question) -> ManualFigure | None:
    """Find what was counted by hand for one question."""
    return ManualFigure.objects.filter(
        pilot=pilot, quarter=str(quarter), question=question.value
    ).first()


def latest_submitted(
    pilots: Sequence[Pilot], asked: Sequence[Quarter]
) -> dict[tuple[str, str], Sheet]:
    """Return the latest submitted version of each pilot and quarter, by short name and quarter."""
    latest = (
        Submission.objects.filter(pilot__in=pilots, quarter__in=[str(quarter) for quarter in asked])
        .order_by("pilot_id", "quarter", "-version")
        .distinct("pilot_id", "quarter")
        .values("pk")
    )
    rows = SubmittedFigure.objects.filter(submission__in=latest)
    return {(sheet.slug, str(sheet.quarter)): sheet for sheet in _frozen(rows)}


def versions(pilot: Pilot, quarter: Quarter) -> list[Sheet]:
    """Return every version that was submitted, newest first."""
    figures = SubmittedFigure.objects.filter(
        submission__pilot=pilot, submission__quarter=str(quarter)
    )
    return sorted(_frozen(figures), key=lambda sheet: -_version(sheet))


def latest_version(pilot: Pilot, quarter: Quarter) -> int | None:
    """Return the number of the version that was submitted last."""
    return (
        Submission.objects.filter(pilot=pilot, quarter=str(quarter))
        .order_by("-version")
        .values_list("version", flat=True)
        .first()
    )


def _version(sheet: Sheet) -> int:
    return sheet.submitted.version if sheet.submitted else 0


def _frozen(rows: QuerySet[SubmittedFigure]) -> list[Sheet]:
    figures: dict[int, dict[Question, Figure]] = defaultdict(dict)
    submissions: dict[int, Submission] = {}
    for row in rows.select_related("submission__pilot", "submission__submitted_by").order_by("id"):
        submissions[row.submission_id] = row.submission
        figures[row.submission_id][Question(row.question)] = Figure(
            value=row.value,
            derived=row.derived,
            weekly=int(row.weekly),
            band=Band(row.band) if row.band else None,
            is_manual=row.is_manual,
            reason=row.manual_reason,
        )
    return [_frozen_sheet(one, figures[pk]) for pk, one in submissions.items()]


def _frozen_sheet(one: Submission, figures: Mapping[Question, Figure]) -> Sheet:
    submitted = Submitted(one.version, one.submitted_at, one.submitted_by.name, one.reason)
    return Sheet(
        Quarter.parse(one.quarter), one.pilot.slug, one.pilot.name, figures, submitted, one.stock
    )
