"""Who acts, told to the database: the claim on which the second lock opens.

Python's door is the first lock. The second is row-level security in PostgreSQL, which asks who is
at work and at what moment. That claim is signed with a key that the database keeps out of reach of
the web's role, so whoever manages to write SQL still cannot become somebody else. It names the one
transaction for which it was written, so who overhears it has nothing, and a shared connection never
carries it on (docs/decisions/0015).
"""

from __future__ import annotations

import hashlib
import hmac
from contextlib import contextmanager
from contextvars import ContextVar
from datetime import datetime
from time import time
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import connection

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

BLOCK = 64  # bytes: the block of SHA-256, to which HMAC pads its key
_MICRO = 1_000_000
# One value each: a claim. Who has no page of their own works in the role that is spared what only a
# family needs.
ACTS = """
    SELECT CASE
        WHEN acts.has_page IS FALSE AND current_user = 'tandem_web'
            THEN set_config('role', 'tandem_work', true)
        WHEN acts.has_page IS NOT FALSE AND current_user = 'tandem_work'
            THEN set_config('role', 'tandem_web', true)
        END
    FROM (SELECT tandem.act_as(%(claim)s) AS has_page OFFSET 0) acts
"""
STANDS_AT_THE_DOOR = "SELECT tandem.stand_at_the_door(%(claim)s)"
# The number of the transaction that runs, for a statement that a request begins with.
NUMBER = "pg_catalog.pg_current_xact_id()::pg_catalog.text"
# Never prepared: a prepared statement is something that SQL on this connection could have replaced.
_NUMBER = f"SELECT {NUMBER}"
_NARROW = "SELECT set_config('tandem.focus', %s, true)"
_known: ContextVar[list[str] | None] = ContextVar("number of the transaction", default=None)
_begins: ContextVar[datetime | None] = ContextVar("when who is loaded begins to act", default=None)


def key() -> bytes:
    """Derive the key that signs claims from the secret key; the database holds the same one."""
    return hmac.digest(settings.SECRET_KEY.encode(), b"tandem: who acts in the database", "sha256")


def pads(secret: bytes) -> tuple[bytes, bytes]:
    """Return what HMAC puts before its two rounds, so that SQL needs no more than sha256."""
    padded = secret.ljust(BLOCK, b"\0")
    return bytes(b ^ 0x36 for b in padded), bytes(b ^ 0x5C for b in padded)


def claim(account_id: int, at: datetime) -> str:
    """Write and sign who acts and at what moment, for this transaction and two minutes at most."""
    said = _said(account_id, at)
    return f"{said}.{hmac.new(key(), said.encode(), hashlib.sha256).hexdigest()}"


def _said(account_id: int, at: datetime) -> str:
    return f"{account_id}.{round(at.timestamp() * _MICRO)}.{round(time() * _MICRO)}.{_number()}"


@contextmanager
def one_transaction() -> Iterator[None]:
    """Ask the database once for the number of the transaction that runs until the end of this."""
    token = _known.set([])
    try:
        yield
    finally:
        _known.reset(token)


def heard(number: str) -> None:
    """Remember the number of the transaction, when the first statement of a request told it."""
    known = _known.get()
    if known == []:
        known.append(number)


def _number() -> str:
    """The number of the transaction that runs; it begins one, if none does."""
    known = _known.get()
    if known:
        return known[0]
    with connection.cursor() as cursor:
        found = cursor.connection.execute(_NUMBER, prepare=False).fetchone()
    if known is not None:
        known.append(str(found[0]))
    return str(found[0])


def act_as(account_id: int, *, at: datetime) -> None:
    """Tell the database who acts, until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(ACTS, {"claim": claim(account_id, at)})


def act_as_nobody() -> None:
    """Tell the database that nobody acts, for the rest of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(ACTS, {"claim": ""})


@contextmanager
def beginning(at: datetime | None) -> Iterator[None]:
    """Let who is loaded meanwhile act from there on, at a moment: one statement less for a page.

    Whoever asks for this makes it nobody again when the account turns out not to be let in.
    """
    token = _begins.set(at)
    try:
        yield
    finally:
        _begins.reset(token)


def begins_at() -> datetime | None:
    """From which moment who is loaded now acts; None when they only stand at the door."""
    return _begins.get()


def door_claim(account_id: int, at: datetime) -> str:
    """Write and sign whose password, code, passkey or session is being tried, and at what moment.

    It opens what signing in needs of that one account, and no household (docs/decisions/0026).
    """
    said = f"door.{_said(account_id, at)}"
    return f"{said}.{hmac.new(key(), said.encode(), hashlib.sha256).hexdigest()}"


def stand_at_the_door(account_id: int, *, at: datetime) -> None:
    """Tell the database who is signing in, until the end of this transaction."""
    with connection.cursor() as cursor:
        cursor.execute(STANDS_AT_THE_DOOR, {"claim": door_claim(account_id, at)})


def narrow_to(household_ids: Iterable[int]) -> None:
    """Keep the rest of this transaction to these households.

    This only ever takes away: of these, what the keys of who acts open. It spares the database the
    whole key ring at every statement.
    """
    with connection.cursor() as cursor:
        cursor.execute(_NARROW, ["{" + ",".join(str(int(one)) for one in household_ids) + "}"])


def narrowed(to: str) -> str:
    """Write the same in SQL, for a statement that finds the households: an array of numbers.

    It gives the array back as text.
    """
    return f"set_config('tandem.focus', ({to})::text, true)"


def widen() -> None:
    """Look at the whole key ring again."""
    with connection.cursor() as cursor:
        cursor.execute(_NARROW, [""])
