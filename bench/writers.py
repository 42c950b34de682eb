"""Slow writers beside a sealer: is any row never sealed?

Sixteen writers take a number, think, and commit in another order. A sealer that goes by number
("everything after the last one") misses rows; it runs beside ours, to show that the test can fail.
"""

from __future__ import annotations

import random
import threading
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import psycopg

if TYPE_CHECKING:
    from collections.abc import Callable

ROW = (
    "INSERT INTO audit_event (at, kind, event, actor_id, household_ref, subject, ground, rule)"
    " VALUES (now(), 'look', 'household_looked_at', %s, '2026-BBBBBB', 'gezin', 'consent', '')"
)


@dataclass(frozen=True, slots=True)
class Outcome:
    """How many rows were written, and how many each sealer never saw."""

    written: int
    missed: int
    missed_by_number: int
    slowest: float


def run(
    place: dict[str, Any], seal: Callable[[], object], *, writers: int = 16, seconds: float
) -> Outcome:
    """Write and seal at the same time; then seal once more and count."""
    over = threading.Event()
    threads = [threading.Thread(target=_write, args=(place, n, over)) for n in range(writers)]
    by_number: set[int] = set()
    last, slowest = 0, 0.0
    with psycopg.connect(**place, autocommit=True) as reader:
        for thread in threads:
            thread.start()
        deadline = time.monotonic() + seconds
        while time.monotonic() < deadline:
            began = time.monotonic()
            seal()
            slowest = max(slowest, time.monotonic() - began)
            last = _next(reader, last, by_number)
            time.sleep(0.05)
        over.set()
        for thread in threads:
            thread.join()
        wait(place)
        seal()
        _next(reader, last, by_number)
        ids = {one for (one,) in reader.execute("SELECT id FROM audit_event")}
        sealed = {one for (one,) in reader.execute("SELECT event_id FROM audit_leaf")}
    return Outcome(len(ids), len(ids - sealed), len(ids - by_number), slowest)


def wait(place: dict[str, Any]) -> None:
    """Wait until everything that was written lies below the horizon.

    A transaction anywhere on this server holds the horizon, also one of another database.
    """
    below = (
        "SELECT coalesce(max(xid) < pg_snapshot_xmin(pg_current_snapshot()), true) FROM audit_event"
    )
    with psycopg.connect(**place, autocommit=True) as reader:
        for _ in range(7_500):
            row = reader.execute(below).fetchone()
            if row and row[0]:
                return
            time.sleep(0.02)
    raise TimeoutError("somebody holds the horizon")


def _next(reader: psycopg.Connection[Any], last: int, found: set[int]) -> int:
    """What a sealer that goes by number takes."""
    sql = "SELECT id FROM audit_event WHERE id > %s ORDER BY id"
    ids = [one for (one,) in reader.execute(sql, [last])]
    found.update(ids)
    return max(ids, default=last)


def _write(place: dict[str, Any], number: int, over: threading.Event) -> None:
    chance = random.Random(number)
    with psycopg.connect(**place) as connection:
        while not over.is_set():
            connection.execute(ROW, [number])
            time.sleep(chance.uniform(0, 0.02))
            if chance.random() < 0.05:  # noqa: PLR2004 - one in twenty thinks again
                connection.rollback()
            else:
                connection.commit()
