"""How safe it is said to be at home: at each contact, last, and how long ago (SP-13)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from tandem.core.periods import day_of
from tandem.core.verdict import YES, Verdict
from tandem.dossier.enums import RIDING, SAID_OF_SAFETY, Safety
from tandem.dossier.rules import SAFETY_EVERY, safety_is_recent

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime, time

    from tandem.dossier.models import Household

_SAID = ", ".join(f"'{one.value}'" for one in SAID_OF_SAFETY)
# The last entry that tells of it, of a household that the statement calls x; by its own index.
_LAST = f"""
  FROM dossier_entry e WHERE e.household_id = x.id AND e.safety IN ({_SAID})
   AND NOT EXISTS (SELECT FROM dossier_entry n WHERE n.replaces_id = e.id)
 ORDER BY e.happened_on DESC, e.id DESC LIMIT 1
"""
# The last day it was talked about, at a contact or an evaluation; else since the tandem rides. Of
# what was before a case file was brought in, nobody can say here.
LAST_ON = f"""
  coalesce(greatest((SELECT e.happened_on {_LAST}),
      (SELECT max(v.held_on) FROM journey_evaluation v WHERE v.household_id = x.id)),
    greatest((SELECT min(s.since) FROM dossier_seat s WHERE s.household_id = x.id),
      (x.created_at AT TIME ZONE 'Europe/Amsterdam')::date))
"""  # noqa: S608 - our own words
_NOW = f"""
SELECT {LAST_ON}, last.safety, last.safety_said, last.happened_on
FROM dossier_household x LEFT JOIN LATERAL (
  SELECT e.safety, e.safety_said, e.happened_on {_LAST}) last ON true
WHERE x.id = %(id)s
"""  # noqa: S608 - our own words
# For Vandaag: due day, kind, household, thing, words; `mine` are the households of who asks.
TOO_LONG_AGO = f"""
  SELECT q.last_on + {SAFETY_EVERY.days}, 'safety', q.id, q.id,
         ((%(day)s::date - q.last_on) / 7)::text
    FROM (SELECT x.id, {LAST_ON} AS last_on FROM dossier_household x
           WHERE x.status IN ({", ".join(f"'{one.value}'" for one in sorted(RIDING))})
             AND x.id IN (SELECT id FROM mine)) q
   WHERE q.last_on < %(day)s::date - {SAFETY_EVERY.days}
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class SafetyNow:
    """What was said last, and whether that is too long ago."""

    answer: str
    said: str
    on: date | None
    recent: Verdict = YES

    @property
    def is_acute(self) -> bool:
        """Whether the last that was said is that it is not safe at all."""
        return self.answer == Safety.ACUTE


def safety_now(home: Household, *, at: datetime) -> SafetyNow:
    """What was last said of safety in a household, and whether it is time to ask again."""
    with connection.cursor() as cursor:
        cursor.execute(_NOW, {"id": home.pk})
        # A key may end while the page is made: then there is nothing to say any more.
        last_on, answer, said, on = cursor.fetchone() or (None, "", "", None)
    recent = YES
    if last_on is not None and home.status in RIDING:
        recent = safety_is_recent(last_on, today=day_of(at))
    return SafetyNow(answer or "", said or "", on, recent)


@dataclass(frozen=True, slots=True)
class Meeting:
    """Who was there when something of the story happened, at what hour, and how safe it was."""

    hour: time | None
    present: tuple[str, ...]
    safety: str
    said: str


_MEETINGS = """
SELECT e.id, e.time_of_day, e.present_others, e.safety, e.safety_said, ARRAY(
  SELECT split_part(p.name, ' ', 1) FROM dossier_entry_present m
  JOIN dossier_person p ON p.id = m.person_id WHERE m.entry_id = e.id ORDER BY p.born_on, p.id)
FROM dossier_entry e WHERE e.household_id = %(home)s AND e.id = ANY(%(ids)s)
"""


def meetings_of(home: Household, ids: Sequence[int]) -> dict[int, Meeting]:
    """Who was there, and how safe it was said to be, for these entries of a household."""
    if not ids:
        return {}
    with connection.cursor() as cursor:
        cursor.execute(_MEETINGS, {"home": home.pk, "ids": list(ids)})
        rows = cursor.fetchall()
    return {
        id_: Meeting(hour, tuple(one for one in (*names, others) if one), safety, said)
        for id_, hour, others, safety, said, names in rows
    }
