"""Writing the audit trail: one row per look, change or refusal, in the caller's transaction."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from django.db import connection, transaction

from tandem.audit.enums import EventKind
from tandem.audit.models import Receipt

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from tandem.core.verdict import Refusal

LONGEST_PATH = 200


class Actor(Protocol):
    """Whoever acts: an account that is signed in."""

    @property
    def pk(self) -> int | None:
        """The account's number."""


_INSERT = """
    INSERT INTO audit_event (at, kind, event, actor_id, household_ref, subject, ground, rule)
    VALUES (%s, %s, %s, %s, %s, %s, %s, %s)
"""


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says: the event's name and, where they apply, household, subject and ground."""

    event: str
    household: str = ""
    subject: str = ""
    ground: str = ""
    rule: str = ""


def _write(kind: EventKind, entry: Entry, *, by: Actor | None, at: datetime) -> None:
    # A plain insert: this runs on every page, and the row is never read back here.
    with connection.cursor() as cursor:
        cursor.execute(
            _INSERT,
            [
                at,
                kind.value,
                entry.event,
                None if by is None else by.pk,
                entry.household,
                entry.subject,
                entry.ground,
                entry.rule,
            ],
        )


def record(
    event: str, *, by: Actor | None, at: datetime, household: str = "", subject: str = ""
) -> None:
    """Record a change, in the transaction of the change itself; `event` is noun and past tense."""
    _write(EventKind.CHANGE, Entry(event, household, subject), by=by, at=at)


def record_look(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Record that somebody looked, before anything is shown."""
    _write(EventKind.LOOK, entry, by=by, at=at)


def record_refused_look(household: str, *, by: Actor, at: datetime, subject: str) -> None:
    """Record that somebody knocked at a door without a key."""
    entry = Entry("household_refused", household[:20], subject[:80])
    _write(EventKind.REFUSAL, entry, by=by, at=at)


def record_refusal(
    refusal: Refusal, *, by: Actor | None, at: datetime, household: str = "", subject: str = ""
) -> None:
    """Record that a rule said no."""
    entry = Entry("rule_refused", household, subject[:80], rule=refusal.rule.id)
    _write(EventKind.REFUSAL, entry, by=by, at=at)


@transaction.atomic
def do_once(
    key: UUID, do: Callable[[], str], *, by: Actor, at: datetime, path: str
) -> tuple[str, bool]:
    """Do what a form asks exactly once; return where the answer is, and whether it was done now.

    A second request with the same key, also one that arrives at the same time, waits for the first
    and gets the same answer. A refusal leaves no receipt: the corrected form may come back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_receipt (key, actor_id, path, at, location)"
            " VALUES (%s, %s, %s, %s, '') ON CONFLICT (key) DO NOTHING",
            [key, by.pk, path[:LONGEST_PATH], at],
        )
        is_new = cursor.rowcount == 1
    if not is_new:
        receipt = Receipt.objects.get(key=key)
        same = receipt.actor_id == by.pk and receipt.path == path[:LONGEST_PATH]
        return (receipt.location if same else path), False
    location = do()
    Receipt.objects.filter(key=key).update(location=location[:300])
    return location, True
