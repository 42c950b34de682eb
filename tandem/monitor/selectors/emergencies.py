"""How often somebody went in without a key, per quarter: numbers only (safety T-17)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tandem.monitor.rules.quarter import Quarter
    from tandem.network.models import Pilot

_COUNT = """
SELECT count(*), count(*) FILTER (WHERE outcome = ''),
  count(*) FILTER (WHERE outcome = 'not_justified'), count(*) FILTER (WHERE NOT is_told)
FROM figures.emergency
WHERE pilot_id = ANY(%s) AND opened_on >= %s AND opened_on < %s
"""


@dataclass(frozen=True, slots=True)
class Emergencies:
    """Break-glass in a quarter: how often, not reviewed yet, not justified, family not told yet."""

    taken: int
    waiting: int
    not_justified: int
    not_told: int


def emergencies(pilots: Iterable[Pilot], quarter: Quarter) -> Emergencies:
    """Count break-glass in the households of some pilots, in a quarter."""
    numbers = [pilot.pk for pilot in pilots]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, [numbers, quarter.first_day, quarter.until])
        return Emergencies(*cursor.fetchone())
