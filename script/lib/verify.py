"""Check the sealed audit trail. A program on its own: no Tandem, no Django, its own arithmetic.

    verify.py --key audit-key.pub --anchors FOLDER [--database CONNECTION]

Whoever keeps the anchors runs it, with the public key that was handed over at the start. It reads
the trail and says in Dutch which row is wrong and how. Exit code 1 when anything is.
"""

from __future__ import annotations

import argparse
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import psycopg
from sealed import Signed, Tree, opened, public_key

FORM = b"tandem-audit-1\n"
COLUMNS = (
    "id, at, kind, event, action, way, outcome, actor_id, role, scope, organization_id,"
    " on_behalf_of_id, household_ref, subject, subject_kind, subject_id, ground, purpose,"
    " is_emergency, rule, network, source, trace_id, xid, epoch, salt"
)
NAMES = COLUMNS.split(", ")
_SOURCE = NAMES.index("source")
ABSENT = b"\\N"
KEPT_YEARS = 5
MOST_LAG, MOST_AHEAD = timedelta(seconds=60), timedelta(minutes=5)
MOST_SHOWN = 20
# A row is written at its own moment: later than this after a seal, that seal had seen it.
LATE = timedelta(minutes=5)
# What is brought in from another system is older than the seals, and says so.
BROUGHT_IN = (b"manage.py load_", b"prepare load_")
ANCHORS_LAG = timedelta(days=1)
TABLES = {"audit_event": "p", "audit_leaf": "r", "audit_seal": "r"}
KINDS = (
    "SELECT c.relname, c.relkind::text FROM pg_class c"
    " WHERE c.relnamespace = 'public'::regnamespace"
    " AND c.relname IN ('audit_event', 'audit_leaf', 'audit_seal')"
)
SETTINGS = (
    # Only what really is the trail: no table of the same name elsewhere, no policy before a row.
    "SET LOCAL search_path = pg_catalog, public",
    "SET LOCAL row_security = off",
    "SET LOCAL timezone = 'UTC'",
    "SET LOCAL datestyle = 'ISO, YMD'",
    "SET LOCAL client_encoding = UTF8",
)

type Connection = psycopg.Connection[Any]


@dataclass(slots=True)
class Report:
    """What was checked, and what is wrong."""

    rows: int = 0
    waiting: int = 0
    seals: int = 0
    anchors: int = 0
    seconds: float = 0.0
    findings: list[tuple[str, str]] = field(default_factory=list)
    brought_in: int = 0
    held_up: list[tuple[datetime, datetime]] = field(default_factory=list)

    def wrong(self, kind: str, what: str) -> None:
        """Write down one thing that is wrong."""
        self.findings.append((kind, what))

    @property
    def kinds(self) -> set[str]:
        """Which kinds of wrong were found."""
        return {kind for kind, _ in self.findings}


class Check:
    """One run over the trail."""

    def __init__(self, connection: Connection, keys: Iterable[str], now: datetime) -> None:
        self.connection, self.now, self.report = connection, now, Report()
        self.keys = [public_key(key) for key in keys]
        self.expected: dict[int, list[tuple[str, bytes]]] = {}
        self.horizons: dict[int, int] = {}
        self.retired: set[str] = set()
        self.sealed: list[tuple[int, datetime]] = []
        self.sealed_at: datetime | None = None
        self.anchored_at: datetime | None = None
        self.horizon = self.next = 0

    def run(self, anchors: Iterable[tuple[str, str]]) -> Report:
        """Check everything; `anchors` are (name, content)."""
        began = time.monotonic()
        for line in SETTINGS:
            self.connection.execute(line)
        if self._is_the_trail():
            self._read_seals()
            self._read_anchors(anchors)
            self._read_retired()
            self._read_rows()
        self.report.seconds = time.monotonic() - began
        return self.report

    def _is_the_trail(self) -> bool:
        """Whether this is the trail itself, and not a view that tells another story."""
        is_so = dict(self.connection.execute(KINDS).fetchall()) == TABLES
        if not is_so:
            self.report.wrong("andere tabel", "het logboek is geen gewone tabel meer")
        return is_so

    def _expect(self, where: str, said: Signed) -> None:
        self.expected.setdefault(said.size, []).append((where, said.root))
        if said.at > self.now + MOST_AHEAD:
            self.report.wrong("klok", f"{where} is van de toekomst: {said.at}")

    def _read_seals(self) -> None:
        rows = self.connection.execute(
            "SELECT size, root, at, checkpoint, epoch, horizon FROM public.audit_seal ORDER BY size"
        ).fetchall()
        before: Signed | None = None
        for size, root, at, note, epoch, horizon in rows:
            where = f"zegel {size}"
            said = opened(note, self.keys)
            self.report.seals += 1
            self.horizons[epoch] = max(self.horizons.get(epoch, 0), horizon)
            if said is None:
                self.report.wrong("handtekening", f"{where}: de handtekening klopt niet")
                continue
            same_moment = abs(said.at - at) < timedelta(milliseconds=1)
            if (said.size, said.root) != (size, bytes(root)) or not same_moment:
                self.report.wrong("zegel", f"{where} zegt iets anders dan de verklaring erin")
            if before is not None and said.at < before.at:
                self.report.wrong("klok", f"{where} is van voor het zegel dat eraan voorafgaat")
            self._expect(where, said)
            before = said
            self.sealed_at = said.at
            self.sealed.append((size, said.at))
        found = self.connection.execute(
            "SELECT pg_snapshot_xmin(now)::text::bigint, pg_snapshot_xmax(now)::text::bigint"
            " FROM pg_current_snapshot() AS now"
        ).fetchone()
        self.horizon, self.next = found or (0, 0)

    def _read_anchors(self, anchors: Iterable[tuple[str, str]]) -> None:
        for name, content in anchors:
            self.report.anchors += 1
            said = opened(content, self.keys)
            if said is None:
                self.report.wrong(
                    "vreemd anker", f"anker {name} is niet van dit logboek, of veranderd"
                )
                continue
            self._expect(f"anker {name}", said)
            self.anchored_at = max(self.anchored_at or said.at, said.at)
        if self.anchored_at and self.sealed_at and self.sealed_at - self.anchored_at > ANCHORS_LAG:
            self.report.wrong(
                "oude ankers",
                f"het laatste anker is van {self.anchored_at}, het laatste zegel van"
                f" {self.sealed_at}",
            )

    def _read_retired(self) -> None:
        rows = self.connection.execute(
            "SELECT DISTINCT subject FROM public.audit_event WHERE event = 'audit_month_destroyed'"
        )
        for (month,) in rows:
            year, _, number = month.partition("-")
            first = datetime(int(year) + KEPT_YEARS, int(number), 1, tzinfo=UTC)
            if first + timedelta(days=31) < self.now:
                self.retired.add(month)

    def _lines(self) -> Iterator[list[bytes]]:
        columns = ", ".join(f"e.{name}" for name in NAMES)
        sql = (
            f"COPY (SELECT l.number, l.month, encode(l.imprint, 'hex'), {columns}"  # noqa: S608
            " FROM public.audit_leaf l FULL JOIN public.audit_event e ON e.id = l.event_id"
            " ORDER BY l.number NULLS LAST, e.id) TO STDOUT"
        )
        with self.connection.cursor() as cursor, cursor.copy(sql) as copy:
            for line in copy:
                yield bytes(line).split(b"\t", 3)

    def _read_rows(self) -> None:
        tree, last = Tree(), -1
        seals = _Seals(self.sealed)
        self._compare(tree)
        for number, month, imprint, row in self._lines():
            if number == ABSENT:
                self._unsealed(row)
                continue
            place = int(number)
            if place == last:
                self.report.wrong("dubbel", f"blad {place}: logregel {_id(row)} staat er vaker")
                continue
            if place != last + 1:
                self.report.wrong("gat", f"blad {last + 1} tot {place} ontbreekt")
            last = place
            self.report.rows += 1
            self._row(place, month, imprint, row)
            self._in_time(place, row, seals)
            tree.add(month + bytes.fromhex(imprint.decode()))
            if tree.size in self.expected:
                self._compare(tree)
        self._end(tree.size)
        self.report.held_up = seals.held_up

    def _in_time(self, place: int, row: bytes, seals: _Seals) -> None:
        """Whether a row came when it says: not before what an earlier seal had seen already."""
        if row.startswith(ABSENT):
            return
        if not seals.is_late(place, row.split(b"\t", 2)[1]):
            return
        if row.split(b"\t")[_SOURCE].startswith(BROUGHT_IN):
            self.report.brought_in += 1
        else:
            self.report.wrong(
                "te laat", f"blad {place}: logregel {_id(row)} is later ingevoegd dan hij zegt"
            )

    def _end(self, size: int) -> None:
        """Compare where the tree ends with where it should."""
        for expected, places in self.expected.items():
            if expected > size:
                for where, _root in places:
                    self.report.wrong(
                        "korter", f"{where} telt {expected} logregels, hier zijn er {size}"
                    )
        if size and size not in self.expected:
            sealed = max((one for one in self.expected if one < size), default=0)
            self.report.wrong("zonder zegel", f"na blad {sealed} staat geen zegel")

    def _compare(self, tree: Tree) -> None:
        root = tree.root() if tree.size in self.expected else b""
        for where, expected in self.expected.get(tree.size, ()):
            if expected != root:
                self.report.wrong(
                    "andere boom", f"{where}: de eerste {tree.size} logregels zijn niet meer die"
                )

    def _row(self, place: int, month: bytes, imprint: bytes, row: bytes) -> None:
        if row.startswith(ABSENT):
            if month.decode() not in self.retired:
                self.report.wrong("weg", f"blad {place}: de logregel is weg")
        elif sha256(FORM + row).hexdigest() != imprint.decode():
            self.report.wrong("veranderd", f"blad {place}: logregel {_id(row)} is veranderd")

    def _unsealed(self, row: bytes) -> None:
        values = dict(zip(NAMES, row.rstrip(b"\n").split(b"\t"), strict=True))
        epoch, xid = int(values["epoch"]), int(values["xid"])
        newest = max(self.horizons, default=epoch)
        # An epoch begins with a seal, one that is over has no new rows, and no transaction is yet
        # to come: such a row would never be sealed.
        never = epoch != newest or xid < self.horizons.get(epoch, 0)
        if never or xid > max(self.next, self.horizon):
            self.report.wrong(
                "nooit verzegeld", f"logregel {_id(row)} staat erin, maar niet in de boom"
            )
            return
        self.report.waiting += 1
        over = self.sealed_at is None or self.now - self.sealed_at > MOST_LAG
        if over and xid < self.horizon and "achterstand" not in self.report.kinds:
            self.report.wrong(
                "achterstand",
                f"logregel {_id(row)} wacht; het laatste zegel is van {self.sealed_at}",
            )


class _Seals:
    """Which seal covers a leaf first, and whether its row is older than that can be.

    Moments are compared as PostgreSQL writes them: in one time zone, that is their order.
    """

    def __init__(self, sealed: list[tuple[int, datetime]]) -> None:
        self.coming = list(reversed(sealed))
        self.before: datetime | None = None
        self.oldest = self.slowest = b""
        self.held_up: list[tuple[datetime, datetime]] = []

    def is_late(self, place: int, at: bytes) -> bool:
        """Whether a row of this moment should have been in an earlier seal."""
        while self.coming and place >= self.coming[-1][0]:
            _size, self.before = self.coming.pop()
            self.oldest, self.slowest = _text(self.before - LATE), b""
        if self.coming and not self.slowest:
            self.slowest = _text(self.coming[-1][1] - LATE)
        late = bool(self.oldest) and at < self.oldest
        if self.before and self.coming and not late and at < self.slowest:
            pair = (self.before, self.coming[-1][1])
            if pair not in self.held_up[-1:]:
                self.held_up.append(pair)
        return late


def _text(moment: datetime) -> bytes:
    return moment.astimezone(UTC).strftime("%Y-%m-%d %H:%M:%S.%f").encode()


def _id(row: bytes) -> str:
    return row.partition(b"\t")[0].decode()


def found_anchors(folder: Path) -> list[tuple[str, str]]:
    """Every anchor in a folder and below."""
    files = sorted(folder.rglob("*.checkpoint"))
    return [(str(file.relative_to(folder)), file.read_text()) for file in files]


def say(report: Report, out: Callable[[str], object]) -> None:
    """Write the report for people."""
    shown: Counter[str] = Counter()
    for kind, what in report.findings:
        shown[kind] += 1
        if shown[kind] <= MOST_SHOWN:
            out(f"FOUT ({kind}) {what}\n")
    for kind, count in shown.items():
        if count > MOST_SHOWN:
            out(f"FOUT ({kind}) en nog {count - MOST_SHOWN}\n")
    for since, until in report.held_up[:MOST_SHOWN]:
        out(
            f"LET OP tussen {since:%d-%m-%Y %H:%M} en {until:%d-%m-%Y %H:%M} (UTC) is er niet"
            " verzegeld, terwijl er wel werd gewerkt.\n"
        )
    if report.brought_in:
        out(f"LET OP {report.brought_in} logregels kwamen later uit een ander systeem.\n")
    out(
        f"{report.rows} verzegelde logregels, {report.waiting} wachten nog; {report.seals} zegels"
        f" en {report.anchors} ankers nagekeken in {report.seconds:.1f} s. "
        + ("Alles klopt.\n" if not report.findings else f"{len(report.findings)} fouten.\n")
    )


def main() -> int:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="Controleer het verzegelde logboek van inzage.")
    parser.add_argument("--database", default="", help="hoe de database te bereiken is (libpq)")
    parser.add_argument("--key", type=Path, action="append", required=True, help="openbare sleutel")
    parser.add_argument("--anchors", type=Path, required=True, help="map met ankers")
    given = parser.parse_args()
    keys = [line for file in given.key for line in file.read_text().splitlines() if line.strip()]
    with psycopg.connect(given.database) as connection:
        connection.isolation_level = psycopg.IsolationLevel.REPEATABLE_READ
        anchors = found_anchors(given.anchors)
        report = Check(connection, keys, datetime.now(UTC)).run(anchors)
    if report.seals and not anchors:
        report.wrong("geen ankers", f"in {given.anchors} ligt geen enkel anker")
    say(report, sys.stdout.write)
    return 1 if report.findings else 0


if __name__ == "__main__":
    sys.exit(main())
