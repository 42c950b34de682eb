"""Sealing the trail: every row that can no longer be joined by an earlier one gets its place.

Rows get their number before they are committed, so the order of numbers is not the order in which
rows appear. What is sealed is everything below the horizon of the snapshot: the transactions that
were over when the seal was made. No row below it can appear later.
"""

from __future__ import annotations

from hashlib import sha256
from typing import TYPE_CHECKING, Any

from django.db import connection, transaction

from tandem.audit.models import Seal
from tandem.core.merkle import Tree, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tandem.audit.services.trail import Actor
    from tandem.core.checkpoint import Signer

# One sealer at a time: who holds this row. Nobody but the sealer can lock it; an advisory lock is
# a number that anybody may take.
_ALONE = "SELECT only_one FROM tandem.sealing FOR UPDATE SKIP LOCKED"
BATCH = 20_000
# A line of PostgreSQL's own text form is what is hashed: everybody can make it again.
FORM = b"tandem-audit-1\n"
COLUMNS = (
    "id, at, kind, event, action, way, outcome, actor_id, role, scope, organization_id,"
    " on_behalf_of_id, household_ref, subject, subject_kind, subject_id, ground, purpose,"
    " is_emergency, rule, network, source, trace_id, xid, epoch, salt"
)
_XID = -3
_BELOW_ALL = -(2**63)
_WHERE = "SELECT system_identifier || '/' || oid FROM pg_control_system(), pg_database"
# How a row is written as text. And rows are walked along the key, batch after batch: statistics of
# a trail that grows fast are old, and by those a whole month would be sorted for each batch.
_SETTINGS = (
    "SET LOCAL enable_seqscan = off; SET LOCAL enable_sort = off;"
    " SET LOCAL timezone = 'UTC'; SET LOCAL datestyle = 'ISO, YMD';"
    " SET LOCAL client_encoding = UTF8"
)


class _Sealing:
    """One run: the tree so far, and the rows that come to it."""

    def __init__(self, last: Seal | None) -> None:
        self.tree = Tree.unpacked(last.size, bytes(last.halves)) if last else Tree()

    def add(self, epoch: int, condition: str, *, since: int = 0) -> None:
        """Give every row of an epoch under a condition its leaf, in batches."""
        xid, number = since, _BELOW_ALL
        while rows := self._read(f"e.epoch = {epoch} AND {condition}", xid, number):
            self._write(rows)
            last = rows[-1].split(b"\t")
            xid, number = int(last[_XID]), int(last[0])

    @staticmethod
    def _read(condition: str, xid: int, number: int) -> list[bytes]:
        """Read a batch, as PostgreSQL writes it in text; walked along the index from the last."""
        sql = (
            f"COPY (SELECT {COLUMNS} FROM audit_event e WHERE {condition}"  # noqa: S608 - ours
            f" AND (e.xid, e.id) > ('{xid}'::xid8, {number})"
            f" ORDER BY e.xid, e.id LIMIT {BATCH}) TO STDOUT"
        )
        with _raw().cursor() as cursor, cursor.copy(sql) as copy:
            return [bytes(line) for line in copy]

    def _write(self, rows: Iterable[bytes]) -> None:
        leaves = []
        for row in rows:
            number, at, _rest = row.split(b"\t", 2)
            month, imprint = at[:7], sha256(FORM + row)
            leaves.append(
                f"{self.tree.size}\t{int(number)}\t{month.decode()}\t\\\\x{imprint.hexdigest()}\n"
            )
            self.tree.append(leaf_hash(month + imprint.digest()))
        sql = "COPY audit_leaf (number, event_id, month, imprint) FROM STDIN"
        with _raw().cursor() as cursor, cursor.copy(sql) as copy:
            copy.write("".join(leaves))


def _raw() -> Any:  # noqa: ANN401 - psycopg's own connection: COPY is not Django's
    return connection.connection


@transaction.atomic
def seal(signer: Signer, *, by: Actor | None, at: datetime) -> Seal | None:
    """Seal what can be sealed, and say so under signature; None when there is nothing new.

    `by` is nobody: the sealer runs by itself.
    """
    with connection.cursor() as cursor:
        cursor.execute(_ALONE)
        if cursor.fetchone() is None:
            return None
        cursor.execute(_SETTINGS)
        cursor.execute(f"{_WHERE} WHERE datname = current_database()")
        (cluster,) = cursor.fetchone()
        last = Seal.objects.order_by("-size").first()
        run = _Sealing(last)
        epoch = last.epoch if last else 0
        since = last.horizon if last else 0
        if last is None or last.cluster != cluster:
            epoch, since = _new_epoch(epoch), 0
            # Only what was sealed before: a batch need not look among the leaves of this run.
            unsealed = (
                "NOT EXISTS (SELECT FROM audit_leaf l"
                f" WHERE l.event_id = e.id AND l.number < {run.tree.size})"
            )
            for before in range(epoch):
                run.add(before, unsealed)
        cursor.execute("SELECT pg_snapshot_xmin(pg_current_snapshot())::text::bigint")
        (horizon,) = cursor.fetchone()
        run.add(epoch, f"e.xid < '{horizon}'::xid8", since=since)
    if run.tree.size == (last.size if last else 0):
        transaction.set_rollback(True)  # an epoch begins with a seal, or not yet
        return None
    return Seal.objects.create(
        size=run.tree.size,
        root=run.tree.root(),
        at=at,
        checkpoint=signer.sign(run.tree.size, run.tree.root(), at),
        epoch=epoch,
        horizon=horizon,
        cluster=cluster,
        halves=run.tree.packed(),
    )


def _new_epoch(last: int) -> int:
    """Begin an epoch: this database counts its transactions anew (first run, or put back).

    The change of the default waits for every transaction that still writes, so that all rows of
    the epoch before can be seen.
    """
    with connection.cursor() as cursor:
        cursor.execute("SELECT audit_begin_epoch(%s)", [last])
        return int(cursor.fetchone()[0])


def make_months(*, ahead: int, by: Actor | None, at: datetime) -> int:
    """Make the parts of the coming months; say how many are new."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT count(*) FILTER (WHERE audit_make_month(month::date)) FROM generate_series("
            "  date_trunc('month', %s::timestamptz AT TIME ZONE 'UTC'),"
            "  date_trunc('month', %s::timestamptz AT TIME ZONE 'UTC')"
            "  + make_interval(months => %s), interval '1 month') AS month",
            [at, at, ahead],
        )
        return int(cursor.fetchone()[0])
