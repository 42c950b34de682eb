"""Mutants: each conjunct and each edge of the rules of access, spoiled one at a time.

A proof that cannot fail proves nothing. A mutant plants one mistake, in Python and in the functions
and policies of PostgreSQL alike, and a seeded history must then find that Tandem and the oracle
disagree. The mistakes are made in a transaction that is rolled back.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection

from tandem.access.permissions import Permission
from tandem.access.roles import SCOPE_PERMISSIONS, Scope
from tandem.core.verdict import YES
from tandem.desk.selectors import households, own, today, vacant
from tandem.dossier import door, selectors
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import KeyScope
from tandem.dossier.rules import advice
from tandem.dossier.selectors import sight
from tandem.dossier.services import _table, emergencies, keys
from tandem.journey.services import powers
from tandem.legal import rules as legal
from tandem.legal.services import consents, involvements
from tandem.monitor.selectors import households as figures

type Plant = Callable[[pytest.MonkeyPatch], None]

_WITH_SQL = (door, selectors, households, today, own, sight, vacant, figures)
# How Python and PostgreSQL each write who asks, and at what moment.
_WRITTEN = ({"BY": "%(by)s", "AT": "%(at)s"}, {"BY": "who.account", "AT": "who.at"})
_FUNCTIONS = """
    SELECT pg_get_functiondef(p.oid) FROM pg_proc p
    WHERE p.pronamespace = 'tandem'::regnamespace
"""


@dataclass(frozen=True)
class Mutant:
    """One mistake, and the seeded history that finds it."""

    plant: Plant
    history: str


def sql(old: str, new: str) -> Plant:
    """Write something else wherever the rule of the running key stands."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        _written_anew(patch)
        found = 0
        for words in _WRITTEN:
            before, after = _filled(old, words), _filled(new, words)
            for module in _WITH_SQL:
                for name, text in vars(module).copy().items():
                    if isinstance(text, str) and before in text:
                        patch.setattr(module, name, text.replace(before, after))
                        found += 1
            with connection.cursor() as cursor:
                cursor.execute(_FUNCTIONS)
                for (text,) in cursor.fetchall():
                    if before in text:
                        cursor.execute(text.replace(before, after).replace("%", "%%"), [])
                        found += 1
        assert found > 2, f"{old} stands nowhere"

    return plant


def _written_anew(patch: pytest.MonkeyPatch) -> None:
    """What is written once and kept, is written for each mistake, and does not outlive it."""
    patch.setattr(door, "_home", door._home.__wrapped__)


def spoilt(pairs: list[tuple[str, str]]) -> Plant:
    """Write another statement wherever one stands whole: in Python, and in the database."""

    def plant(patch: pytest.MonkeyPatch) -> None:
        _written_anew(patch)
        found = sum(_python(patch, old, new) for old, new in pairs)
        pairs_of_sql = [(_asked_by_sql(old), _asked_by_sql(new)) for old, new in pairs]
        with connection.cursor() as cursor:
            cursor.execute(_FUNCTIONS)
            for (text,) in cursor.fetchall():
                for old, new in pairs_of_sql:
                    if old in text:
                        cursor.execute(text.replace(old, new).replace("%", "%%"), [])
                        found += 1
        assert found, f"{pairs[0][0]} stands nowhere"

    return plant


def _python(patch: pytest.MonkeyPatch, old: str, new: str) -> int:
    found = 0
    for module in _WITH_SQL:
        for name, value in vars(module).copy().items():
            if isinstance(value, str) and old in value:
                patch.setattr(module, name, value.replace(old, new))
                found += 1
            elif isinstance(value, dict):
                for key, text in value.copy().items():
                    if isinstance(text, str) and old in text:
                        patch.setitem(value, key, text.replace(old, new))
                        found += 1
    return found


def _asked_by_sql(text: str) -> str:
    return text.replace("%(account)s", "who.account").replace("%(at)s", "who.at")


def _filled(text: str, words: dict[str, str]) -> str:
    for name, value in words.items():
        text = text.replace(name, value)
    return text


def gives(scope: Scope, permission: Permission) -> Plant:
    """Let a scope open one thing more."""
    return lambda patch: patch.setitem(
        SCOPE_PERMISSIONS, scope, SCOPE_PERMISSIONS[scope] | {permission}
    )


def takes(scope: Scope, permission: Permission) -> Plant:
    """Let a scope open one thing less."""
    return lambda patch: patch.setitem(
        SCOPE_PERMISSIONS, scope, SCOPE_PERMISSIONS[scope] - {permission}
    )


def instead(module: Any, name: str, answer: Any) -> Plant:
    """Let something answer this, whatever it is asked."""
    return lambda patch: patch.setattr(module, name, lambda *_args, **_values: answer)


def becomes(module: Any, name: str, value: Any) -> Plant:
    """Let a constant have another value."""
    return lambda patch: patch.setattr(module, name, value)


_TICK = timedelta(microseconds=1)
_WITHDRAWN = "a withdrawal at the moment of a look"
_BAR = "a bar beats a key that runs"

MUTANTS: dict[str, Mutant] = {
    # The door: every conjunct of a key that opens, and every edge.
    "anybody's key": Mutant(sql("k.account_id = BY AND", "TRUE AND"), _WITHDRAWN),
    "a key before it begins": Mutant(sql("k.since <= AT AND", "TRUE AND"), "hired tomorrow"),
    "a key opens a tick late": Mutant(sql("k.since <= AT", "k.since < AT"), "hired tomorrow"),
    "a key never ends": Mutant(
        sql("(k.until IS NULL OR k.until > AT)", "(k.until IS NULL OR TRUE)"), _WITHDRAWN
    ),
    "a key ends a tick late": Mutant(sql("k.until > AT", "k.until >= AT"), _WITHDRAWN),
    "only keys with an end": Mutant(sql("k.until IS NULL OR ", ""), "hired tomorrow"),
    "only keys without an end": Mutant(
        sql("OR k.until > AT", "OR FALSE"), "the last day in the team"
    ),
    "bars of anybody": Mutant(sql("b.account_id = BY\n", "TRUE\n"), _BAR),
    "bars of any household": Mutant(sql("b.household_id = k.household_id", "TRUE"), _BAR),
    "a bar begins a tick late": Mutant(sql("b.recorded_at <= AT", "b.recorded_at < AT"), _BAR),
    "a bar is never lifted": Mutant(sql("OR b.lifted_at > AT", "OR TRUE"), _BAR),
    "a bar is lifted a tick late": Mutant(sql("b.lifted_at > AT", "b.lifted_at >= AT"), _BAR),
    "a bar that runs is no bar": Mutant(sql("b.lifted_at IS NULL OR ", ""), _BAR),
    "an account that is over": Mutant(
        sql("AND c.is_active", "AND TRUE"), "an account that is over beats a key that runs"
    ),
    # The scopes: more and less than the table says.
    "a partner records consent": Mutant(
        gives(Scope.PARTNER, Permission.CONSENT_RECORD), "a withdrawal a tick later"
    ),
    "the team writes reports": Mutant(gives(Scope.LOCAL_TEAM, Permission.REPORT_WRITE), _WITHDRAWN),
    "the team sees nothing": Mutant(takes(Scope.LOCAL_TEAM, Permission.HOUSEHOLD_VIEW), _WITHDRAWN),
    "an emergency sees who looked": Mutant(
        gives(Scope.EMERGENCY, Permission.AUDIT_VIEW), "two hours of broken glass"
    ),
    # Cutting and ending.
    "a withdrawal ends no key": Mutant(instead(_table, "end", 0), _WITHDRAWN),
    "a withdrawal touches nobody": Mutant(instead(consents, "_standing_on", []), _WITHDRAWN),
    "an involvement keeps its key": Mutant(
        instead(keys, "end_for_involvement", None), "let go on the first day"
    ),
    "a bar leaves keys to come back": Mutant(
        instead(keys, "end_for_bar", None), "a partner that is barred"
    ),
    "a lifted bar brings nobody back": Mutant(
        instead(keys, "cut_after_bar", None), "barred from one's own household"
    ),
    "glass is broken too long": Mutant(
        becomes(emergencies, "EMERGENCY_LASTS", timedelta(hours=2) + _TICK),
        "two hours of broken glass",
    ),
    "glass is broken too short": Mutant(
        becomes(emergencies, "EMERGENCY_LASTS", timedelta(hours=2) - _TICK),
        "two hours of broken glass",
    ),
    "advice goes on too long": Mutant(
        becomes(advice, "ADVICE_LASTS", timedelta(weeks=13, days=1)), "advice"
    ),
    "advice ends too soon": Mutant(
        becomes(advice, "ADVICE_LASTS", timedelta(weeks=13, days=-1)), "advice"
    ),
    "advice opens as much as working along": Mutant(
        instead(dossier_rules, "of_an_involvement", advice.Opens(KeyScope.PARTNER, None)), "advice"
    ),
    "a decision that is over ends nothing": Mutant(
        instead(powers, "_follow", None), "a decision is over today"
    ),
    "a decision that is over keeps its key": Mutant(
        instead(involvements, "turn_keys", None), "a measure whose decision is over"
    ),
    # Consent.
    "not everybody is asked": Mutant(
        instead(legal, "everybody_asked", YES), "a child turns twelve and is asked"
    ),
}
# What every run of the tests kills; `script/bench mutants` kills them all.
HANDFUL = (
    "a key ends a tick late",
    "bars of any household",
    "an account that is over",
    "a bar leaves keys to come back",
    "not everybody is asked",
)
