"""Writing the audit trail: one row per look, change or refusal, in the caller's transaction."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any, Protocol

from django.db import connection

from tandem.audit.enums import Action, EventKind, Outcome, Purpose, Way
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
_NAMES = _COLUMNS.split(", ")
INSERT = f"INSERT INTO audit_event ({_COLUMNS}) VALUES ({', '.join(['%s'] * len(_NAMES))})"  # noqa: S608 - our own words
# The same words for any number of households, so that they are read and planned once. What rows
# have in common is told once.
_INSERT_MANY = f"""
    INSERT INTO audit_event ({_COLUMNS})
    SELECT {_COLUMNS.replace("household_ref", "home.ref")}
    FROM jsonb_to_recordset(%s::jsonb) alike(said jsonb, refs jsonb),
        jsonb_populate_record(NULL::audit_event, alike.said),
        jsonb_array_elements_text(alike.refs) home(ref)
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


def _write(
    kind: EventKind,
    entry: Entry,
    *,
    by: Actor | None,
    at: datetime,
    outcome: Outcome = Outcome.DONE,
) -> None:
    # A plain insert: this runs on every page, and the row is never read back here.
    row = _row(kind, entry, by=by, at=at, outcome=outcome)
    with connection.cursor() as cursor:
        cursor.execute(INSERT, row)


def _row(
    kind: EventKind,
    entry: Entry,
    *,
    by: Actor | None,
    at: datetime,
    outcome: Outcome = Outcome.DONE,
) -> list[str | int | datetime | None]:
    here = trace.current()
    entry = _with_its_key(entry, here.door, by)
    subject_kind, _, number = entry.subject.partition(":")
    return [
        at,
        kind.value,
        entry.event,
        _action(kind, entry).value,
        (entry.way or _way(kind)).value,
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
    """Rows that differ in their household only."""
    said = _row(EventKind.LOOK, replace(entry, household=refs[0]), by=by, at=at)
    return {"said": dict(zip(_NAMES, said, strict=True)), "refs": refs}


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
