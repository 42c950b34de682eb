"""What bench.audit asks, inside the smallest world, whose trail is emptied first."""

from __future__ import annotations

import subprocess
import tempfile
import threading
import time
from contextlib import contextmanager
from datetime import timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

import psycopg
import verify
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.db import connection
from django.utils.timezone import now

from bench import tamper, writers
from config.postgres import embedded
from tandem.audit.services import sealing
from tandem.audit.services import trail as trail_services
from tandem.core.checkpoint import Signer

if TYPE_CHECKING:
    from collections.abc import Iterator

CLIENTS, SECONDS, ROUNDS = 16, 3, 11
ROWS, SEALS, POSITIONS = 1_000, 20, 1_000
MANY = 1_000_000
SIGNER = Signer("bench", Ed25519PrivateKey.generate())
_PLAIN = "INSERT INTO bench_note (household_id, text) VALUES (:h, 'een korte aantekening');"
_VALUES = (
    "now(), 'change', 'entry_written', 'C', 'form', 0, 7, 'local_team', 'local_team', 3, 0,"
    " '2026-BCDFGH', 'entry:12', 'entry', 12, 'local_team', 'support', false, '', '127.0.0.0/24',"
    " 'web', '0af7651916cd43dd8448eb211c80319c'"
)


def run() -> dict[str, Any]:
    """Do it all, inside the world."""
    connection.ensure_connection()
    place = {
        name: value
        for name, value in connection.get_connection_params().items()
        if name in {"host", "port", "dbname", "user", "password"} and value
    }
    # The owner's limits, not those of a page.
    with connection.cursor() as cursor:
        cursor.execute("SET statement_timeout = 0")
        cursor.execute("CREATE TABLE IF NOT EXISTS bench_note (id bigserial PRIMARY KEY,"
                       " household_id int, text text)")  # fmt: skip
    found = {**_writing(place), **_slow(place), **_tampered(place), **_million(place)}
    _empty(place)
    with connection.cursor() as cursor:
        cursor.execute("DROP TABLE bench_note")
    return found


def _seal() -> object:
    return sealing.seal(SIGNER, by=None, at=now())


def _empty(place: dict[str, Any]) -> None:
    with psycopg.connect(**place) as own:
        tamper.guards_off(own)
        own.execute("TRUNCATE audit_event, audit_leaf, audit_seal")
        tamper.guards_on(own)


@contextmanager
def _sealing() -> Iterator[None]:
    over = threading.Event()

    def go() -> None:
        while not over.wait(1):
            _seal()
        connection.close()

    thread = threading.Thread(target=go)
    thread.start()
    try:
        yield
    finally:
        over.set()
        thread.join()


def _writing(place: dict[str, Any]) -> dict[str, float]:
    """Transactions per second, without and with the trail, in turns.

    Of each turn the two are compared, so that what slows the machine down meanwhile counts in both;
    the turn in the middle is told.
    """
    trail = trail_services.INSERT % tuple(_VALUES.split(", "))
    turns = []
    for _ in range(ROUNDS):
        # Both in a transaction of their own, as every page has.
        plain = _pgbench(place, f"BEGIN;\n{_PLAIN}\nCOMMIT;")
        with _sealing():
            audited = _pgbench(place, f"BEGIN;\n{_PLAIN}\n{trail};\nCOMMIT;")
        turns.append((plain, audited))
    plain, audited = sorted(turns, key=lambda turn: turn[1] / turn[0])[ROUNDS // 2]
    return {"plain": plain, "audited": audited}


def _pgbench(place: dict[str, Any], script: str) -> float:
    with tempfile.TemporaryDirectory() as folder:
        file = Path(folder, "script.sql")
        file.write_text(f"\\set h random(1, 100000)\n{script}\n")
        command = [
            str(embedded.binaries() / "pgbench"),
            "--no-vacuum",
            "--protocol=prepared",
            f"--client={CLIENTS}",
            "--jobs=2",
            f"--time={SECONDS}",
            f"--file={file}",
            f"--host={place['host']}",
            f"--username={place['user']}",
            place["dbname"],
        ]
        said = subprocess.run(command, check=True, capture_output=True, text=True).stdout
    (line,) = [line for line in said.splitlines() if line.startswith("tps = ")]
    return float(line.split()[2])


def _slow(place: dict[str, Any]) -> dict[str, Any]:
    _empty(place)
    _seal()
    found = writers.run(place, _seal, writers=CLIENTS, seconds=10)
    return {
        "written": found.written,
        "missed": found.missed,
        "missed_by_number": found.missed_by_number,
        "slowest": found.slowest,
    }


def _fill(rows: int) -> None:
    sql = (
        "INSERT INTO audit_event (at, kind, event, actor_id, household_ref, subject, ground, rule)"
        " SELECT now() - interval '1 minute', 'look', 'household_looked_at', 1 + n %% 40,"
        " '2026-' || lpad((n %% 997)::text, 6, '0'), 'verhaal', 'local_team', ''"
        " FROM generate_series(1, %s) AS n"
    )
    with connection.cursor() as cursor:
        cursor.execute(sql, [rows])


def _tampered(place: dict[str, Any]) -> dict[str, Any]:
    """Try every class at every position; count where it was not found."""
    _empty(place)
    began = now() - timedelta(minutes=1)
    anchors = []
    for part in range(SEALS):
        _fill(ROWS // SEALS)
        sealed = sealing.seal(SIGNER, by=None, at=began + timedelta(seconds=part))
        if sealed is not None:
            anchors.append((f"{sealed.size}.checkpoint", sealed.checkpoint))
    missed = dict.fromkeys(tamper.CLASSES, 0)
    with psycopg.connect(**place) as own:
        tamper.guards_off(own)
        kept = tamper.Trail(own, tuple(anchors), SIGNER, ROWS)
        alarms = len(kept.checked().findings)
        for name, change in tamper.CLASSES.items():
            for position in range(POSITIONS):
                with tamper.tampering(kept):
                    missed[name] += not change(kept, position).checked().findings
        alarms += len(kept.checked().findings)
        own.rollback()
    return {"tamper": missed, "alarms": alarms}


def _million(place: dict[str, Any]) -> dict[str, Any]:
    _empty(place)
    _fill(MANY)
    began = time.monotonic()
    sealed = sealing.seal(SIGNER, by=None, at=now())
    between = time.monotonic()
    if sealed is None or sealed.size != MANY:
        raise SystemExit("Niet alles is verzegeld.")
    with psycopg.connect(**place) as own:
        anchors = [("anker", sealed.checkpoint)]
        report = verify.Check(own, [SIGNER.public()], now()).run(anchors)
    if report.findings or report.rows != MANY:
        raise SystemExit(f"Het gave logboek klopt niet: {report.findings[:3]}")
    return {"seal": between - began, "verify": time.monotonic() - between}
