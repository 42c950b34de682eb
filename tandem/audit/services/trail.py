"""Writing the audit trail: one row per look, change or refusal, in the caller's transaction."""

from __future__ import annotations

import hmac
import json
import secrets
from dataclasses import dataclass, replace
from functools import cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, Protocol

from django.conf import settings
from django.db import connection

from tandem.audit.enums import Action, Activity, EventKind, Outcome, Purpose, Way
from tandem.core import trace

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import datetime

    from tandem.core.verdict import Refusal

# The ground of a key that break-glass cut, and of a key to one's own household.
EMERGENCY, MEMBER = "emergency", "member"
# Whoever works with such a key does so by exception, or for somebody else: changes say so too.
_SAID_OF_CHANGES = frozenset({EMERGENCY, "deputy"})
_CREATES = frozenset(
    {
        "added",
        "announced",
        "asked",
        "attached",
        "cut",
        "explained",
        "held",
        "invited",
        "named",
        "opened",
        "planned",
        "recorded",
        "registered",
        "requested",
        "sent",
        "started",
        "taken",
        "told",
        "written",
    }
)
_DELETES = frozenset({"destroyed", "removed"})


class Actor(Protocol):
    """Whoever acts: an account that is signed in."""

    @property
    def pk(self) -> int | None:
        """The account's number."""


_COLUMNS = (
    "at, kind, event, action, way, outcome, actor_id, role, scope, organization_id,"
    " on_behalf_of_id, household_ref, subject, subject_kind, subject_id, ground, purpose,"
    " is_emergency, rule, network, source, trace_id"
)
_ROW = f"({', '.join(['%s'] * 22)})"
_SECOND_ROW = "(%s, %s, %s, %s, %s, %s, %s, %s, 'household', '')"
_INSERT = f"INSERT INTO audit_event ({_COLUMNS}) VALUES {_ROW}"  # noqa: S608 - our own words


_SECOND_COLUMNS = (
    "trace_id, span_id, status, name, start_time, end_time, activity, data_subject_id,"
    " data_subject_type, foreign_operation"
)
_NAMES, _SECOND_NAMES = (one.split(", ") for one in (_COLUMNS, _SECOND_COLUMNS))
# Both logs in one statement: a page pays for one round trip.
INSERT_BOTH = f"""
    WITH event AS (INSERT INTO audit_event ({_COLUMNS}) VALUES {_ROW})
    INSERT INTO audit_processing ({_SECOND_COLUMNS}) VALUES {_SECOND_ROW}
"""  # noqa: S608 - our own words
# The same words for any number of households, so that they are read and planned once. What rows
# have in common is told once; only the list itself, at no household, has no second row.
_INSERT_MANY = f"""
    WITH look AS MATERIALIZED (
        SELECT alike.first, alike.second, one.value AS own
        FROM jsonb_to_recordset(%s::jsonb) alike(first jsonb, second jsonb, owns jsonb),
            jsonb_array_elements(alike.owns) one
    ), event AS (
        INSERT INTO audit_event ({_COLUMNS})
        SELECT {_COLUMNS.replace("household_ref", "look.own ->> 'household_ref'")}
        FROM look, jsonb_populate_record(NULL::audit_event, look.first)
    )
    INSERT INTO audit_processing ({_SECOND_COLUMNS})
    SELECT {_SECOND_COLUMNS}
    FROM look, jsonb_populate_record(NULL::audit_processing, look.second || look.own)
    WHERE look.own ->> 'household_ref' <> ''
"""  # noqa: S608 - our own words


@dataclass(frozen=True, slots=True)
class Entry:
    """What one row says: the event's name and, where they apply, household, subject and ground.

    `scope` is that of the key with which the door opened; `on_behalf_of` the account of whoever is
    replaced. What is left empty follows from the rest.
    """

    event: str
    household: str = ""
    subject: str = ""
    ground: str = ""
    rule: str = ""
    scope: str = ""
    way: Way | None = None
    purpose: Purpose | None = None
    on_behalf_of: int = 0


type _Values = list[str | int | datetime | None]


def _write(
    kind: EventKind,
    entry: Entry,
    *,
    by: Actor | None,
    at: datetime,
    outcome: Outcome = Outcome.DONE,
) -> None:
    # A plain insert: this runs on every page, and the row is never read back here.
    row, second = _rows(kind, entry, by=by, at=at, outcome=outcome)
    with connection.cursor() as cursor:
        if not entry.household or outcome == Outcome.NO_KEY:
            cursor.execute(_INSERT, row)
        else:
            cursor.execute(INSERT_BOTH, row + second)


def _rows(
    kind: EventKind,
    entry: Entry,
    *,
    by: Actor | None,
    at: datetime,
    outcome: Outcome = Outcome.DONE,
) -> tuple[_Values, _Values]:
    """What stands in the trail, and in the second log."""
    here = trace.current()
    entry = _with_its_key(entry, here.door, by)
    action, way = _action(kind, entry), entry.way or _way(kind)
    subject_kind, _, number = entry.subject.partition(":")
    row: _Values = [
        at,
        kind.value,
        entry.event,
        action.value,
        way.value,
        outcome.value,
        None if by is None else by.pk,
        here.role,
        entry.scope,
        here.organization_id,
        entry.on_behalf_of,
        entry.household,
        entry.subject,
        subject_kind[:30] if number else "",
        int(number) if number.isdecimal() and len(number) < 19 else 0,  # noqa: PLR2004 - bigint
        entry.ground,
        (entry.purpose or _purpose(entry)).value,
        EMERGENCY in {entry.ground, entry.scope},
        entry.rule,
        here.network,
        here.source,
        here.trace_id,
    ]
    moment = int(at.timestamp() * 1000)
    second: _Values = [
        here.trace_id,
        secrets.token_hex(8),
        "Ok" if outcome == Outcome.DONE else "Error",
        entry.event,
        moment,
        moment,
        _activity(entry, action, way).value,
        _pseudonym(entry.household),
    ]
    return row, second


def _with_its_key(entry: Entry, door: trace.Door, by: Actor | None) -> Entry:
    """Say of a change too that it was made in an emergency, or instead of somebody."""
    is_said = entry.ground or entry.scope or not entry.household
    if is_said or by is None or door.ground not in _SAID_OF_CHANGES:
        return entry
    if (door.household, door.account_id) != (entry.household, by.pk):
        return entry
    return replace(entry, ground=door.ground, scope=door.scope, on_behalf_of=door.on_behalf_of)


def _action(kind: EventKind, entry: Entry) -> Action:
    if kind == EventKind.LOOK:
        return Action.EXECUTE if entry.way == Way.SEARCH else Action.READ
    if kind == EventKind.REFUSAL:
        return Action.READ if not entry.rule else Action.EXECUTE
    last = entry.event.rpartition("_")[2]
    if last in _CREATES:
        return Action.CREATE
    return Action.DELETE if last in _DELETES else Action.UPDATE


def _way(kind: EventKind) -> Way:
    return Way.PAGE if kind == EventKind.LOOK else Way.FORM


def _purpose(entry: Entry) -> Purpose:
    if EMERGENCY in {entry.ground, entry.scope}:
        return Purpose.EMERGENCY
    if entry.ground == MEMBER:
        return Purpose.OWN
    return Purpose.SUPPORT if entry.household else Purpose.ADMINISTRATION


def _activity(entry: Entry, action: Action, way: Way) -> Activity:
    """Which processing activity this is, for the second log."""
    if EMERGENCY in {entry.ground, entry.scope}:
        return Activity.URGENT
    if entry.purpose == Purpose.SUPERVISION:
        return Activity.SUPERVISE
    if way in {Way.EXPORT, Way.PRINT, Way.API}:
        return Activity.PROVIDE
    if way in {Way.LIST, Way.SEARCH}:
        return Activity.FIND
    return Activity.CONSULT if action == Action.READ else Activity.KEEP


@cache
def _pseudonym_key(secret: str) -> bytes:
    return sha256(b"tandem second log\n" + secret.encode()).digest()


def _pseudonym(household: str) -> str:
    """The name of a household in the second log: who lacks the key cannot turn it back."""
    key = _pseudonym_key(settings.SECRET_KEY)
    return hmac.digest(key, household.encode(), "sha256").hex()[:32]


def record(
    event: str, *, by: Actor | None, at: datetime, household: str = "", subject: str = ""
) -> None:
    """Record a change, in the transaction of the change itself; `event` is noun and past tense."""
    _write(EventKind.CHANGE, Entry(event, household, subject), by=by, at=at)


def record_entry(entry: Entry, *, by: Actor | None, at: datetime) -> None:
    """Record a change of which more is known: its ground, its purpose, on whose behalf."""
    _write(EventKind.CHANGE, entry, by=by, at=at)


def record_look(entry: Entry, *, by: Actor, at: datetime) -> None:
    """Record that somebody looked, before anything is shown."""
    _write(EventKind.LOOK, entry, by=by, at=at)


def record_looks(
    page: Entry, shown: Mapping[Entry, Sequence[str]], *, by: Actor, at: datetime
) -> None:
    """Record a look at a list, and at every household that it shows in a trail of its own.

    `shown` gives what the rows of households say, and the references of those of whom it is so.
    One statement, however many there are.
    """
    looks = [_alike(page, [""], by=by, at=at)]
    looks += [_alike(entry, refs, by=by, at=at) for entry, refs in shown.items()]
    with connection.cursor() as cursor:
        cursor.execute(_INSERT_MANY, [json.dumps(looks, default=str)])


def _alike(entry: Entry, refs: Sequence[str], *, by: Actor, at: datetime) -> dict[str, Any]:
    """Rows that differ in their household only: what they share, and what each has of its own."""
    row, second = _rows(EventKind.LOOK, replace(entry, household=refs[0]), by=by, at=at)
    owns = [
        {
            "household_ref": ref,
            "data_subject_id": _pseudonym(ref),
            "span_id": secrets.token_hex(8),
        }
        for ref in refs
    ]
    return {
        "first": dict(zip(_NAMES, row, strict=True)),
        "second": dict(zip(_SECOND_NAMES, [*second, "household", ""], strict=True)),
        "owns": owns,
    }


def record_refused_look(household: str, *, by: Actor, at: datetime, subject: str) -> None:
    """Record that somebody knocked at a door without a key."""
    entry = Entry("household_refused", household[:20], subject[:80])
    _write(EventKind.REFUSAL, entry, by=by, at=at, outcome=Outcome.NO_KEY)


def record_refusal(
    refusal: Refusal, *, by: Actor | None, at: datetime, household: str = "", subject: str = ""
) -> None:
    """Record that a rule said no."""
    about = household or refusal.household
    entry = Entry("rule_refused", about, subject[:80], rule=refusal.rule.id)
    _write(EventKind.REFUSAL, entry, by=by, at=at, outcome=Outcome.REFUSED)
