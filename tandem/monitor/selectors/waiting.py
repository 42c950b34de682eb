"""Quarters that are over and that somebody still has to submit."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.core.periods import day_of
from tandem.monitor.models import Submission
from tandem.monitor.rules.quarter import FIRST, Quarter, quarters
from tandem.network import door as network_door
from tandem.network.models import Pilot

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pilot with a closed quarter that was not submitted: the oldest, and how many more."""

    pilot: str
    slug: str
    quarter: Quarter
    more: int = 0

    @property
    def label(self) -> str:
        """The quarter in words."""
        return self.quarter.label

    @property
    def last_day(self) -> date:
        """The reference date of the quarter."""
        return self.quarter.last_day


def quarters_to_submit(by: Account, *, at: datetime) -> list[Waiting]:
    """List what this person has to submit, the oldest quarter of each pilot (MON-08, INV-44)."""
    mine = network_door.assignments_with(by, Permission.MONITOR_SUBMIT, at=at)
    closed = Quarter.of(day_of(at)).previous
    in_reach = Pilot.objects.filter(
        Q(region__in=mine.filter(pilot=None).values("region"))
        | Q(pk__in=mine.exclude(pilot=None).values("pilot"))
    )
    done: dict[int, set[str]] = defaultdict(set)
    for pilot_id, quarter in (
        Submission.objects.filter(pilot__in=in_reach)
        .order_by("id")
        .values_list("pilot_id", "quarter")
    ):
        done[pilot_id].add(quarter)
    first = _first_registrations()
    waiting = []
    for pilot in in_reach.order_by("name", "id"):
        begun = max(Quarter.of(first[pilot.pk]), FIRST) if pilot.pk in first else closed
        open_ones = [q for q in quarters(closed, begun) if str(q) not in done[pilot.pk]]
        if open_ones:
            waiting.append(Waiting(pilot.name, pilot.slug, open_ones[0], len(open_ones) - 1))
    return waiting


def _first_registrations() -> dict[int, date]:
    """The day on which each pilot in sight registered its first household."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT pilot_id, min(registered_on) FROM figures.household GROUP BY 1")
        return dict(cursor.fetchall())
