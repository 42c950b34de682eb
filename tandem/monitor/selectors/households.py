"""The households behind a figure, for whoever has a key to them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from tandem.access.permissions import Permission
from tandem.access.roles import scopes_with
from tandem.dossier.door import KEY_OPENS
from tandem.monitor.selectors import sets

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.monitor.enums import Computed, Question
    from tandem.monitor.rules.quarter import Quarter
    from tandem.network.models import Account, Pilot

PER_PAGE = 25


@dataclass(frozen=True, slots=True)
class Line:
    """One household behind a figure."""

    ref: str
    name: str
    pilot: str
    registered_on: date
    ended_on: date | None


# The keys are the same as those of the door: no key that runs now, no line.
_LINES = """
    WITH {period}
    SELECT h.ref, h.name, t.name, h.registered_on, h.ended_on
    FROM (
        SELECT DISTINCT household_id FROM ({members}) member
        WHERE question = ANY(%(names)s)
    ) behind
    JOIN dossier_household h ON h.id = behind.household_id
    JOIN network_pilot t ON t.id = h.pilot_id
    WHERE EXISTS (
        SELECT FROM dossier_key k
        WHERE k.household_id = h.id AND k.scope = ANY(%(scopes)s) AND {opens}
    )
    ORDER BY h.registered_on, h.id
    LIMIT %(limit)s OFFSET %(offset)s"""


@dataclass(frozen=True, slots=True)
class Lines:
    """One page of households behind a figure."""

    lines: tuple[Line, ...]
    number: int
    has_next: bool

    @property
    def has_previous(self) -> bool:
        """Whether there is a page before this one."""
        return self.number > 1


def households_behind(
    question: Question | Computed,
    quarter: Quarter,
    pilots: Sequence[Pilot],
    *,
    by: Account,
    at: datetime,
    page: int = 1,
) -> Lines:
    """List the households that a figure counts, as far as the reader has a key to them now."""
    members, names = sets.set_of(question)
    asked: dict[str, Any] = {
        "pilots": [pilot.pk for pilot in pilots],
        "quarters": [str(quarter)],
        "since": [quarter.first_day],
        "until": [quarter.until],
        "names": list(names),
        "by": by.pk,
        "scopes": list(scopes_with(Permission.HOUSEHOLD_VIEW)),
        "at": at,
        "limit": PER_PAGE + 1,
        "offset": (page - 1) * PER_PAGE,
    }
    with connection.cursor() as cursor:
        cursor.execute(
            sets.written(_LINES, period=sets.PERIOD, members=members, opens=KEY_OPENS), asked
        )
        rows = [Line(*row) for row in cursor.fetchall()]
    return Lines(tuple(rows[:PER_PAGE]), page, len(rows) > PER_PAGE)
