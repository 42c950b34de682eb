"""A crowd of households and keys around the ones that are measured, and what the locks cost there.

The crowd is made by SQL: it only has to be in the way. Nobody with a measured page holds a key to
it; three keys each are held by accounts with 120 households apiece.
"""

from __future__ import annotations

import os
import time
from contextlib import contextmanager, nullcontext
from typing import TYPE_CHECKING, Any
from unittest import mock

from django.conf import settings
from django.db import connection, transaction
from django.test import Client

from config import sessions
from config.postgres import roles
from tandem.audit.services import trail
from tandem.core import identity
from tandem.core.rows import columns
from tandem.dossier import door
from tandem.dossier.models import Household
from tandem.network import selectors as network
from tandem.network.models import Organization, Pilot
from tandem.network.selectors import _signed_in

if TYPE_CHECKING:
    from collections.abc import Iterator

KEYS_EACH, HELD = 3, 120
ROUNDS, WARM_UP = 120, 40

_ACCOUNTS = """
INSERT INTO network_account (password, name, email, phone, is_active, created_at)
SELECT '', 'Menigte ' || n, 'menigte' || n || '@tandem.invalid', '', true, now()
FROM generate_series(1, %s) n
"""
_HOUSEHOLDS = """
INSERT INTO dossier_household (ref, name, pilot_id, managed_by_id, status, registered_on,
    end_reason, origin, source_ref, source_digest, version, created_at, created_by_id)
SELECT '1999-' || lpad(to_hex(n), 6, '0'), 'Menigte', h.pilot_id, h.managed_by_id, 'started',
    DATE '2025-01-01', '', 'screen', '', '', 1, now(), h.created_by_id
FROM (SELECT * FROM dossier_household ORDER BY id LIMIT 1) h, generate_series(1, %s) n
"""
_PERSONS = """
INSERT INTO dossier_person (household_id, name, role, born_on, phone, source_ref, version)
SELECT id, 'Iemand Menigte', 'parent', DATE '1980-01-01', '', '', 1 FROM dossier_household
WHERE name = 'Menigte'
"""
_KEYS = """
WITH crowd AS MATERIALIZED (
  SELECT min(id) AS first, count(*) AS many FROM network_account WHERE name LIKE 'Menigte %%'
)
INSERT INTO dossier_key (account_id, household_id, scope, ground, since)
SELECT c.first + ((h.id * 7 + k * 131) %% c.many), h.id, 'local_team', 'local_team', now()
FROM crowd c, dossier_household h, generate_series(1, %s) k WHERE h.name = 'Menigte'
"""


@transaction.atomic
def gather(many: int) -> None:
    """Make the crowd, past the triggers: only the owner can, and only here."""
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE dossier_key DISABLE TRIGGER USER")
        cursor.execute(_ACCOUNTS, [max(10, many * KEYS_EACH // HELD)])
        cursor.execute(_HOUSEHOLDS, [many])
        cursor.execute("ANALYZE network_account, dossier_household")
        cursor.execute(_PERSONS)
        cursor.execute(_KEYS, [KEYS_EACH])
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        cursor.execute("ALTER TABLE dossier_key ENABLE TRIGGER USER")


def settle() -> None:
    """Let PostgreSQL learn what is there."""
    with connection.cursor() as cursor:
        cursor.execute("VACUUM ANALYZE")


def _lines() -> dict[str, Any]:
    """Open a connection for each way, as a worker keeps one: it never changes its role.

    A change of role has PostgreSQL think anew about every statement that it has prepared.
    """
    found = {}
    for how in ("with", "without"):
        connection.connect()
        found[how] = connection.connection
    found["with"].execute(f"SET ROLE {roles.WEB}")
    return found


# The statements of a page, without what is only there for the locks.
_BARE_HOME = f"""
    SELECT {columns(Household, "h")}, {columns(Pilot, "p")}, {columns(Organization, "o")},
      ARRAY[ARRAY['local_team', 'local_team', '0']], NULL::timestamptz
    FROM dossier_household h JOIN network_pilot p ON p.id = h.pilot_id
    JOIN network_organization o ON o.id = h.managed_by_id WHERE h.ref = %(ref)s
"""
_BARE_SESSION = (
    "SELECT session_data, '' FROM django_session WHERE session_key = %s AND expire_date > %s"
)
_BARE_SIGNED_IN = _signed_in("SELECT %(claim)s::text")


@contextmanager
def _unlocked() -> Iterator[None]:
    """As the owner, whom no policy holds; nobody asks for a key and nobody writes the trail.

    Who acts is not signed and in which transaction is not asked. What stays in both is that a
    shared connection begins clean: a page without these locks needs that too.
    """
    with (
        mock.patch.object(door, "_home", return_value=_BARE_HOME),
        mock.patch.object(trail, "_write", return_value=None),
        mock.patch.object(identity, "act_as", return_value=None),
        mock.patch.object(identity, "claim", return_value=""),
        mock.patch.object(network, "_signed_in", return_value=_BARE_SIGNED_IN),
        mock.patch.object(sessions, "_READ", _BARE_SESSION),
    ):
        yield


def times(cookie: str, paths: list[str]) -> dict[str, Any]:
    """Time the page with the locks and without, in turns, in seconds."""
    client = Client(SERVER_NAME="127.0.0.1")
    client.cookies[settings.SESSION_COOKIE_NAME] = cookie
    found: dict[str, list[float]] = {"with": [], "without": []}
    lines = _lines()
    for turn in range(WARM_UP + ROUNDS):
        path = paths[turn % len(paths)]
        for how, ways in (("with", nullcontext), ("without", _unlocked)):
            connection.connection = lines[how]
            with ways():
                began = time.perf_counter()
                answer = client.get(path)
                took = time.perf_counter() - began
            if answer.status_code != 200:  # noqa: PLR2004 - OK
                raise SystemExit(f"{path} gaf {answer.status_code} ({how})")
            if turn >= WARM_UP:
                found[how].append(took)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM dossier_key")
        (keys,) = cursor.fetchone()
    return {**found, "keys": keys}


def asked() -> int:
    """How large a crowd is wanted."""
    return int(os.environ["TANDEM_CROWD"])
