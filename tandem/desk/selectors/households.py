"""My households, and searching in them: only what I hold a key to, a page at a time.

Both walk an index of my own keys or of the words of names, and stop after one page; how many
households there are makes no difference.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db import connection

from tandem.access.permissions import Permission
from tandem.access.roles import scopes_with
from tandem.core import identity
from tandem.core.periods import day_of
from tandem.dossier.enums import RIDING, Form, Status
from tandem.dossier.services.households import folded
from tandem.journey.enums import Phase
from tandem.legal.enums import Regime

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tandem.network.models import Account

PAGE = 25
SHORTEST = 2
LAST_LETTER = "\U0010ffff"
MOST_WORDS = 4
_REFERENCE = re.compile(r"[0-9]{4}-[0-9A-Za-z]{6}", re.ASCII)


@dataclass(frozen=True, slots=True)
class Row:
    """One household in a list."""

    id: int
    ref: str
    name: str
    status: str
    pilot: str
    regime: Regime
    front: str
    back: str
    last_contact: date | None
    phase: int

    @property
    def status_label(self) -> str:
        """The status in words."""
        return str(Status(self.status).label)

    @property
    def regime_words(self) -> str:
        """What to say instead of the color's name: that there was consent, and is no more."""
        was_there = self.status in {Status.RECONSIDERING, Status.STOPPED}
        return "geen toestemming meer" if was_there and self.regime is Regime.NONE else ""

    @property
    def riders(self) -> str:
        """Who rides, in words."""
        if not self.front:
            return ""
        return f"{self.front} voorop" + (f", {self.back} achterop" if self.back else "")


@dataclass(frozen=True, slots=True)
class Rows:
    """A page of households, and where the next one begins."""

    rows: tuple[Row, ...]
    next_key: str = ""
    previous_key: str = ""


# Which households: asked of the second lock, which walks an index of my keys or of the words of
# names and stops after a page, whatever the number of keys (config/second_lock/functions.sql).
_MINE = "tandem.my_households(%(by)s, %(at)s, %(scopes)s::text[], %(ended)s, %(before)s, %(limit)s)"
_BY_BIRTH_DATE = (
    "tandem.my_households_by_birth_date(%(by)s, %(at)s, %(scopes)s::text[], %(born)s, %(limit)s)"
)
_BY_REFERENCE = "tandem.my_household_by_ref(%(by)s, %(at)s, %(scopes)s::text[], %(ref)s)"
_BY_WORDS = """tandem.my_households_by_words(
    %(by)s, %(at)s, %(scopes)s::text[], %(first)s, %(beyond)s, %(others)s, %(limit)s)"""

_ROWS = """
SELECT h.id, h.ref, h.name, h.status, p.name,
  (SELECT i.form FROM dossier_involvement i WHERE i.household_id = h.id
      AND i.form IN ('with_powers', 'with_measure') AND i.since <= %(day)s
      AND (i.until IS NULL OR i.until > %(day)s) ORDER BY i.form LIMIT 1),
  EXISTS (SELECT 1 FROM legal_consent c WHERE c.household_id = h.id AND c.answer = 'yes'
      AND c.given_on <= %(day)s AND (c.until IS NULL OR c.until > %(day)s)
      AND (c.ended_at IS NULL OR c.ended_at > %(at)s)),
  (SELECT string_agg(who, ', ') FILTER (WHERE position = 'front')
      || '|' || coalesce(string_agg(who, ', ') FILTER (WHERE position = 'back'), '')
     FROM (SELECT s.position, CASE WHEN s.professional_id = %(by)s THEN 'ik'
             ELSE coalesce(a.name, o.name) END AS who
             FROM dossier_seat s JOIN network_organization o ON o.id = s.organization_id
             LEFT JOIN network_account a ON a.id = s.professional_id
            WHERE s.household_id = h.id AND s.since <= %(day)s
              AND (s.until IS NULL OR s.until > %(day)s) ORDER BY s.since, s.id) riders),
  (SELECT e.happened_on FROM dossier_entry e WHERE e.household_id = h.id AND e.contact <> 'none'
    ORDER BY e.happened_on DESC, e.id DESC LIMIT 1),
  (SELECT f.phase FROM journey_phasechange f WHERE f.household_id = h.id
    ORDER BY f.begun_on DESC, f.id DESC LIMIT 1)
FROM dossier_household h JOIN network_pilot p ON p.id = h.pilot_id
WHERE h.id = ANY(%(found)s::bigint[])
ORDER BY h.id DESC
"""
_FOUND = f"""
SELECT {identity.narrowed("coalesce(array_agg(id), '{{}}')")} FROM {{mine}} found (id)
"""  # noqa: S608 - our own words
_FIRST = 2**62
# In the text form of PostgreSQL, for it is the same every time.
SCOPES = f"{{{','.join(scopes_with(Permission.HOUSEHOLD_VIEW))}}}"


def my_households(
    *, by: Account, at: datetime, before: int | None = None, ended: bool = False
) -> Rows:
    """Households I hold a key to, newest first; those still going on, or the ended ones."""
    rows = _read(_MINE, by=by, at=at, before=before or _FIRST, extra={"ended": ended})
    page = rows[:PAGE]
    return Rows(page, next_key=str(page[-1].id) if len(rows) > PAGE else "")


def search(text: str, *, by: Account, at: datetime) -> Rows:
    """Find among my households by the start of names, a birth date or a reference."""
    found, values = _what_to_find(text)
    if not found:
        return Rows(())
    return Rows(_read(found, by=by, at=at, extra=values)[:PAGE])


def _what_to_find(text: str) -> tuple[str, dict[str, Any]]:
    born = _birth_date(text)
    if born is not None:
        return _BY_BIRTH_DATE, {"born": born}
    if _REFERENCE.fullmatch(text.strip()):
        return _BY_REFERENCE, {"ref": text.strip().upper()}
    words = sorted(folded(text), key=len, reverse=True)[:MOST_WORDS]
    if not words or len(words[0]) < SHORTEST:
        return "", {}
    longest, *others = words
    return _BY_WORDS, {
        "first": longest,
        "beyond": longest + LAST_LETTER,
        "others": [f"{word}%" for word in others],
    }


def _birth_date(text: str) -> date | None:
    parts = text.strip().replace("/", "-").split("-")
    if len(parts) != 3 or not all(part.isdigit() for part in parts):  # noqa: PLR2004 - d, m, y
        return None
    day, month, year = parts if len(parts[2]) == len("2012") else reversed(parts)
    try:
        return date(int(year), int(month), int(day))
    except (ValueError, OverflowError):
        return None


def _read(
    mine: str,
    *,
    by: Account,
    at: datetime,
    before: int = _FIRST,
    extra: dict[str, Any] | None = None,
) -> tuple[Row, ...]:
    values = {
        "by": by.pk,
        "at": at,
        "day": day_of(at),
        "scopes": SCOPES,
        "before": before,
        "limit": PAGE + 1,
        **(extra or {}),
    }
    with connection.cursor() as cursor:
        cursor.execute(_FOUND.format(mine=mine), values)
        (found,) = cursor.fetchone()
        cursor.execute(_ROWS, {**values, "found": found})
        rows = cursor.fetchall()
        identity.widen()
    # In a list of one pilot its name says nothing new.
    is_one_pilot = len({pilot for _id, _ref, _name, _status, pilot, *_rest in rows}) == 1
    return tuple([_row(row, is_one_pilot=is_one_pilot) for row in rows])


def _row(row: Sequence[Any], *, is_one_pilot: bool) -> Row:
    id_, ref, name, status, pilot, form, has_consent, riders, *rest = row
    last_contact, phase = rest
    pilot = "" if is_one_pilot else pilot
    front, _, back = (riders or "").partition("|")
    regime = Regime.GREEN if has_consent else Regime.NONE
    if form is not None:
        regime = Regime.RED if form == Form.WITH_MEASURE else Regime.ORANGE
    # Who rides and was never marked otherwise, is in the first phase.
    phase = (phase or Phase.DIRECT.value) if Status(status) in RIDING else 0
    return Row(id_, ref, name, status, pilot, regime, front, back, last_contact, phase)
