"""Whether Tandem and the oracle give the same answer: the door, every list and search, raw SQL."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from tandem.access.permissions import Permission
from tandem.desk.selectors import households as lists
from tandem.dossier import door
from tandem.journey import selectors as journey
from tests.access.histories import HOMES, PEOPLE, TICK, History
from tests.access.oracle import ALL_SEE
from tests.second_lock.test_identity import as_web, refs

TEAM = {"local_team"}
# One permission of each sort; what else a scope opens stands in tests/access/test_roles.py.
ASKED: dict[Permission, set[str]] = {
    Permission.HOUSEHOLD_VIEW: ALL_SEE,
    Permission.JOURNAL_WRITE: ALL_SEE,
    Permission.AUDIT_VIEW: {"local_team", "partner"},
    Permission.HOURS_RECORD: {"local_team", "partner"},
    Permission.CONSENT_RECORD: TEAM,
    Permission.BAR_RECORD: TEAM,
    Permission.REPORT_WRITE: {"partner"},
}


def disagreements(history: History, *, everywhere: bool = False) -> list[str]:
    """Where Tandem says something else than the oracle: now, and around every edge."""
    moments = {history.at}
    if everywhere:
        near = (one for one in history.facts.edges() if one >= history.at)
        moments |= {edge + shift for edge in near for shift in (-TICK, TICK * 0, TICK)}
    # What lies behind cannot be asked any more: time goes on.
    return [
        told
        for at in sorted(one for one in moments if one >= history.at)
        for who in PEOPLE
        for told in _compared(history, who, at)
    ]


def _compared(history: History, who: str, at: datetime) -> Iterable[str]:
    expected = {home: history.facts.scopes(who, home, at) for home in HOMES}
    seen = {home for home, scopes in expected.items() if scopes & ALL_SEE}
    for way, found in _found(history, who, at).items():
        if found != seen:
            yield f"{way} for {who} at {at}: {sorted(found)}, not {sorted(seen)}"
    for home, scopes in expected.items():
        by, household = history.people[who], history.homes[home]
        for permission, needs in ASKED.items():
            if bool(door.may_now(by, permission, household, at=at)) != bool(scopes & needs):
                yield f"{permission} for {who} at {home}, {at}: not {bool(scopes & needs)}"


def _found(history: History, who: str, at: datetime) -> dict[str, set[str]]:
    """What each way of looking finds, by the name of the household."""
    by = history.people[who]
    listed = lists.my_households(by=by, at=at).rows
    told = {home.ref: name for name, home in history.homes.items()}

    def names(refs: Iterable[str]) -> set[str]:
        return {told[ref] for ref in refs if ref in told}

    ways = {
        "list": names(row.ref for row in listed),
        "reference": {
            name
            for name, home in history.homes.items()
            if lists.search(home.ref, by=by, at=at).rows
        },
        "doubles": {
            name
            for name, home in history.homes.items()
            if journey.possible_doubles("", None, ref=home.ref, by=by, at=at)
        },
    }
    ways["words"] = names(row.ref for row in lists.search("de", by=by, at=at).rows)
    with as_web(by, at):
        ways["raw SQL"] = names(refs())
    return ways
