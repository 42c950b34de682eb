"""A ground that ends on a day that was known: the tandem stands still by itself (INV-01).

Doors need no work: their end stands in the key. The status does, and somebody who has no key to any
household does it: a role of the database that moves a household from riding to standing still,
and nowhere else (config/second_lock).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.dossier.enums import Status
from tandem.legal import rules

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.network.models import Account

MOST = 1000
# What still carries a household `h`: a yes that runs, or powers (the same as road.has_ground).
_CARRIED = """
(EXISTS (SELECT FROM legal_consent c WHERE c.household_id = h.id AND c.answer = 'yes'
   AND c.given_on <= %(day)s AND (c.until IS NULL OR c.until > %(day)s) AND c.ended_at IS NULL)
 OR EXISTS (SELECT FROM dossier_involvement i WHERE i.household_id = h.id
   AND i.form IN ('with_powers', 'with_measure')
   AND i.since <= %(day)s AND (i.until IS NULL OR i.until > %(day)s)))
"""
_RIDES = "h.status IN ('started', 'leaving')"
_FIND = f"""
SELECT h.id FROM dossier_household h WHERE {_RIDES} AND NOT {_CARRIED}
ORDER BY h.id LIMIT %(most)s
"""  # noqa: S608 - our own words
_HOLD = "SELECT h.id FROM dossier_household h WHERE h.id = %(id)s FOR UPDATE"
# Read after the household is held: who says yes at this moment, held it first.
_STANDS = f"""
SELECT h.ref, {_CARRIED} OR NOT {_RIDES}, EXISTS (
  SELECT FROM legal_withdrawal w JOIN legal_consent c ON c.id = w.consent_id
  WHERE c.household_id = h.id AND w.outcome = '')
FROM dossier_household h WHERE h.id = %(id)s
"""  # noqa: S608 - our own words
_STOP = """
UPDATE dossier_household SET status = %(status)s, version = version + 1 WHERE id = %(id)s
"""


def carried_by_nothing(*, at: datetime) -> list[int]:
    """Find the households that ride while nothing carries them, by number."""
    with connection.cursor() as cursor:
        cursor.execute(_FIND, {"day": day_of(at), "most": MOST})
        return [pk for (pk,) in cursor.fetchall()]


@transaction.atomic
def stand_still(household: int, *, by: Account | None, at: datetime) -> None:
    """Let the tandem of one household stand still; `by` is nobody when it goes by itself.

    Is a withdrawal still talked about, then it is reconsidered; else it is stopped (INV-01).
    """
    asked: dict[str, int | date] = {"id": household, "day": day_of(at)}
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, asked)
        cursor.execute(_STANDS, asked)
        ref, carried, is_talked_about = cursor.fetchone()
        rules.ground_is_gone(has_ground=carried).or_refuse()
        to = Status.RECONSIDERING if is_talked_about else Status.STOPPED
        cursor.execute(_STOP, {"id": household, "status": to.value})
    audit.record("household_ground_ended", by=by, at=at, household=ref)
