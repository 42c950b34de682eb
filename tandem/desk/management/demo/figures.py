"""The quarters of the demonstration: submitted, corrected, and one figure counted by hand."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import AMSTERDAM
from tandem.core.workdays import after_workdays
from tandem.desk.management.demo.clock import workday
from tandem.dossier.models import Involvement
from tandem.legal.enums import MeasureKind
from tandem.legal.selectors import minors_of
from tandem.legal.services.decisions import NewMeasure, record_measure
from tandem.legal.services.requests import Thought, reflect
from tandem.monitor import services
from tandem.monitor.enums import Question
from tandem.monitor.rules.quarter import FIRST, Quarter, latest_closed, quarters
from tandem.monitor.services import ByHand

if TYPE_CHECKING:
    from tandem.desk.management.demo.cast import Cast
    from tandem.desk.management.demo.clock import Clock

# Who submits for a pilot, how many workdays after the quarter, and how many quarters wait.
_SUBMITTERS = {
    "huizen": ("marjan", 4, 0),
    "hilversum": ("frank", 6, 1),
    "gooise-meren": ("iris", 9, 1),
}
_BY_HAND = ByHand(
    Question.D_ADVICE,
    3,
    "In dit eerste kwartaal stonden adviezen nog in het eigen systeem. Daar geteld.",
)


def submit(cast: Cast, clock: Clock) -> None:
    """Submit the quarters that are over, pilot by pilot; some still wait."""
    _fill_in(cast, FIRST)
    closed = quarters(latest_closed(clock.today))
    for slug, (who, workdays, waiting) in _SUBMITTERS.items():
        for quarter in closed[: len(closed) - waiting]:
            at = min(_after(quarter, workdays), clock.now)
            if quarter.is_over(at.date()):
                services.submit(cast.pilots[slug], quarter, by=cast.people[who], at=at)
    _correct(cast, clock)


def _after(quarter: Quarter, workdays: int) -> datetime:
    day = after_workdays(quarter.last_day, workdays)
    return datetime.combine(day, time(10, 30), tzinfo=AMSTERDAM)


def _fill_in(cast: Cast, quarter: Quarter) -> None:
    services.fill_in(
        cast.pilots["gooise-meren"],
        quarter,
        _BY_HAND,
        by=cast.people["iris"],
        at=_after(quarter, 2),
    )


def _correct(cast: Cast, clock: Clock) -> None:
    """A request for a test was written down too late: the figures of its quarter are corrected."""
    pilot = cast.pilots["huizen"]
    late = (
        Involvement.objects.filter(household__pilot=pilot, until=None, professional__isnull=False)
        .select_related("household")
        .earliest("since", "id")
    )
    quarter = Quarter.of(late.since).next
    at = _after(quarter, 15)
    if at > clock.now:
        return
    day = workday(quarter.first_day + timedelta(days=40))
    request = NewMeasure(
        kind=MeasureKind.RVDK_TEST_REQUEST,
        decided_on=day,
        initiated_by_pilot=True,
        children=list(minors_of(late.household, on=day)),
    )
    marjan = cast.people["marjan"]
    thought = Thought(
        for_whom="Voor de kinderen.",
        yields="De kinderen krijgen rust en de ouders hulp.",
        is_temporary=True,
        needed_to_stop="Drie maanden zonder nieuwe zorgen.",
        discomfort="Geen.",
    )
    reflect(late.household, thought, by=marjan, at=at)
    record_measure(late.household, request, by=marjan, at=at)
    services.correct(
        pilot,
        quarter,
        reason="Een verzoek tot toetsing aan de Raad stond nog niet in het dossier.",
        seen=1,
        by=marjan,
        at=at + timedelta(hours=1),
    )
