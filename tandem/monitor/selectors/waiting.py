"""Quarters that are over and that somebody still has to submit."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.access.permissions import Permission
from tandem.core.periods import day_of
from tandem.monitor.models import Submission
from tandem.monitor.rules.quarter import Quarter
from tandem.network import door as network_door
from tandem.network.models import Pilot

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Waiting:
    """A pilot whose last closed quarter was not submitted."""

    pilot: str
    slug: str
    quarter: Quarter

    @property
    def label(self) -> str:
        """The quarter in words."""
        return self.quarter.label

    @property
    def last_day(self) -> date:
        """The reference date of the quarter."""
        return self.quarter.last_day


def quarters_to_submit(by: Account, *, at: datetime) -> list[Waiting]:
    """List what this person has to submit: the last closed quarter (MON-08, INV-44)."""
    mine = network_door.assignments_with(by, Permission.MONITOR_SUBMIT, at=at)
    assigned = list(mine.order_by("id").values_list("region_id", "pilot_id"))
    if not assigned:
        return []
    closed = Quarter.of(day_of(at)).previous
    regions = {region for region, pilot in assigned if not pilot}
    pilots = {pilot for _region, pilot in assigned if pilot}
    done = Submission.objects.filter(quarter=str(closed)).values("pilot_id")
    in_reach = Pilot.objects.filter(region__in=regions) | Pilot.objects.filter(pk__in=pilots)
    return [
        Waiting(pilot.name, pilot.slug, closed)
        for pilot in in_reach.exclude(pk__in=done).order_by("name", "id")
    ]
