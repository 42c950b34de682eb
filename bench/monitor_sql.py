"""The limit for the monitor: one SQL aggregate, written by hand, that gives the same figures.

It shares nothing with `tandem.monitor`; `script/bench` compares the time of both in one run, and
their figures, so a fast wrong answer does not count.
"""

from __future__ import annotations

from datetime import date
from fractions import Fraction
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.backends.utils import CursorWrapper

SQL = """
WITH new AS (
    SELECT h.pilot_id, h.id, n.measure_considered, NOT EXISTS (
        SELECT FROM dossier_person p
        WHERE p.household_id = h.id AND p.born_on <= h.registered_on
          AND (p.left_on IS NULL OR p.left_on > h.registered_on)
          AND p.born_on + interval '18 years' > h.registered_on
    ) AS childless
    FROM dossier_household h LEFT JOIN journey_intake n ON n.household_id = h.id
    WHERE h.registered_on BETWEEN %(first)s AND %(last)s AND h.pilot_id = ANY(%(pilots)s)
), ab AS (
    SELECT pilot_id,
        count(*) FILTER (WHERE registered_on >= %(first)s) AS a,
        count(*) FILTER (WHERE ended_on <= %(last)s AND registered_on >= DATE '2024-06-01') AS b,
        count(*) AS households
    FROM dossier_household
    WHERE registered_on <= %(last)s AND (ended_on IS NULL OR ended_on >= %(first)s)
      AND pilot_id = ANY(%(pilots)s)
    GROUP BY pilot_id
), ce AS (
    SELECT pilot_id, count(*) FILTER (WHERE childless) AS c,
        count(*) FILTER (WHERE measure_considered) AS e
    FROM new GROUP BY pilot_id
), d AS (
    SELECT h.pilot_id, i.household_id, i.form,
        range_agg(daterange(i.since, i.until) * daterange(%(first)s, %(last)s, '[]')) AS days,
        sum(x.hours) AS hours
    FROM dossier_involvement i
    JOIN dossier_household h ON h.id = i.household_id AND h.pilot_id = ANY(%(pilots)s)
    LEFT JOIN (
        SELECT involvement_id, sum(hours) AS hours FROM dossier_hours
        WHERE day BETWEEN %(first)s AND %(last)s GROUP BY involvement_id
    ) x ON x.involvement_id = i.id
    WHERE i.since <= %(last)s AND (i.until IS NULL OR i.until > %(first)s)
    GROUP BY h.pilot_id, i.household_id, i.form
), f AS (
    SELECT h.pilot_id, m.kind, count(DISTINCT h.id) AS households
    FROM legal_measure m JOIN dossier_household h ON h.id = m.household_id
    WHERE m.initiated_by_pilot AND NOT m.running_at_intake
      AND m.decided_on BETWEEN %(first)s AND %(last)s AND h.pilot_id = ANY(%(pilots)s)
    GROUP BY h.pilot_id, m.kind
)
SELECT pilot_id, 'A', a, NULL::numeric FROM ab
UNION ALL SELECT pilot_id, 'B', b, NULL FROM ab
UNION ALL SELECT pilot_id, 'households_in_quarter', households, NULL FROM ab
UNION ALL SELECT pilot_id, 'C', c, NULL FROM ce
UNION ALL SELECT pilot_id, 'E', e, NULL FROM ce
UNION ALL SELECT pilot_id, 'F.' || kind, households, NULL FROM f
UNION ALL SELECT pilot_id, 'D.' || form, count(*), avg(coalesce(hours, 0) * 7 / (
        SELECT sum(upper(r) - lower(r)) FROM unnest(days) r))
    FROM d GROUP BY pilot_id, form
"""


def figures(
    cursor: CursorWrapper, pilots: Sequence[int], first: date, last: date
) -> dict[tuple[int, str], tuple[int, Any]]:
    """Run the aggregate: count, and mean weekly hours for D, per pilot and question."""
    cursor.execute(SQL, {"pilots": list(pilots), "first": first, "last": last})
    return {(pilot, question): (count, mean) for pilot, question, count, mean in cursor.fetchall()}


def says_the_same(one: tuple[int, Any], value: int, mean: Fraction | None) -> bool:
    """Compare a figure of ours with that of the aggregate, which rounds its means."""
    if one[0] != value:
        return False
    return one[1] is None or (
        mean is not None and abs(Fraction(one[1]) - mean) < Fraction(1, 10**9)
    )
