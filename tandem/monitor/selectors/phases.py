"""How many households reached a later phase of safety: numbers only (WP-12)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable

    from tandem.monitor.rules.quarter import Quarter
    from tandem.network.models import Pilot

_COUNT = """
SELECT count(*), count(*) FILTER (WHERE farthest >= 2), count(*) FILTER (WHERE farthest >= 3)
FROM (SELECT (SELECT max(f.phase) FROM figures.phase f
               WHERE f.household_id = h.id AND f.begun_on < %(until)s) AS farthest
        FROM figures.household h
       WHERE h.pilot_id = ANY(%(pilots)s) AND h.registered_on < %(until)s) reached
"""


@dataclass(frozen=True, slots=True)
class Phases:
    """Households registered until the end of a quarter, and how many ever reached 2 and 3."""

    households: int
    second: int
    third: int


def phases(pilots: Iterable[Pilot], quarter: Quarter) -> Phases:
    """Count the households of some pilots by the farthest phase that they reached by then."""
    numbers = [pilot.pk for pilot in pilots]
    with connection.cursor() as cursor:
        cursor.execute(_COUNT, {"pilots": numbers, "until": quarter.until})
        return Phases(*cursor.fetchone())
