"""Drafts that wait, with the household that each is about, as far as my keys still open it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any
from uuid import UUID

from django.db import connection

from tandem.core.kept import Place, sign_place
from tandem.core.periods import day_of
from tandem.desk.selectors.deadlines import Task
from tandem.dossier.door import KEY_OPENS
from tandem.drafts.selectors import MOST

if TYPE_CHECKING:
    from tandem.network.models import Account

# A draft of this morning is work in hand; after a day it may have been forgotten.
FORGOTTEN = timedelta(days=1)

# Of a household that my keys do not open, the name is not there, as on every page.
_WAITING = f"""
SELECT d.path, d.key, d.typed_at, d.path LIKE '/huishoudens/%%', h.ref, h.name
FROM drafts_draft d LEFT JOIN dossier_household h
  ON d.path LIKE '/huishoudens/%%' AND h.ref = split_part(d.path, '/', 3)
  AND EXISTS (SELECT FROM dossier_key k WHERE k.household_id = h.id AND k.scope <> 'family'
    AND {KEY_OPENS})
WHERE d.typed_by_id = %(by)s AND d.typed_at <= %(before)s
ORDER BY d.typed_at, d.id LIMIT %(most)s
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Waiting:
    """One draft: where it waits, since when, and whether that page still opens."""

    path: str
    typed_at: datetime
    token: str
    household: str
    name: str
    is_closed: bool


def waiting(by: Account, *, at: datetime, older: timedelta = timedelta(0)) -> list[Waiting]:
    """What somebody typed and did not send, the oldest first."""
    values: dict[str, Any] = {"by": by.pk, "at": at, "before": at - older, "most": MOST}
    with connection.cursor() as cursor:
        cursor.execute(_WAITING, values)
        rows: list[tuple[str, UUID, datetime, bool, str | None, str | None]] = cursor.fetchall()
    return [
        Waiting(
            path,
            typed_at,
            sign_place(Place(key, path, typed_at), by.pk),
            ref or "",
            name or "",
            is_closed=is_of_household and ref is None,
        )
        for path, key, typed_at, is_of_household, ref, name in rows
    ]


def todo(by: Account, *, at: datetime) -> list[Task]:
    """Say on Vandaag that there is something that was never sent; the list says what."""
    old = waiting(by, at=at, older=FORGOTTEN)
    if not old:
        return []
    about = "één formulier" if len(old) == 1 else f"{len(old)} formulieren"
    return [
        Task(
            title="U heeft nog een concept" if len(old) == 1 else "U heeft nog concepten",
            about=f"{about}: getypt en niet bewaard",
            due_on=day_of(at),
            url="/concepten/",
        )
    ]
