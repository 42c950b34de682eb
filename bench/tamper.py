"""Twelve ways in which whoever runs the database could lie about the past (safety.md F-9).

Each gets the connection of the owner, with the triggers off, and the place to do it; the work is
rolled back by the caller. `signer` is the key of the house itself: somebody inside may have it.
"""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from typing import TYPE_CHECKING, Any

import verify
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey

from tandem.audit.services.sealing import COLUMNS, FORM
from tandem.core.checkpoint import Signer
from tandem.core.merkle import Tree, leaf_hash

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    import psycopg

    type Connection = psycopg.Connection[Any]


@dataclass(frozen=True, slots=True)
class Trail:
    """What is tampered with: the sealed trail, its anchors, and the key of the house."""

    connection: Connection
    anchors: tuple[tuple[str, str], ...]
    signer: Signer
    size: int

    def checked(self) -> verify.Report:
        """Let the verifier look at it as it is now."""
        now = datetime.now(UTC)
        return verify.Check(self.connection, [self.signer.public()], now).run(self.anchors)

    def row(self, place: int) -> int:
        """The number of the event at a place in the tree."""
        sql = "SELECT event_id FROM audit_leaf WHERE number = %s"
        found = self.connection.execute(sql, [place % self.size]).fetchone()
        return int(found[0]) if found else 0

    def do(self, sql: str, *values: object) -> None:
        """Run a statement that must change something."""
        done = self.connection.execute(sql, values)
        if done.rowcount < 1:
            raise RuntimeError(f"nothing was tampered with: {sql}")


@contextmanager
def tampering(trail: Trail) -> Iterator[None]:
    """Open the way that only the owner has, and undo everything afterwards."""
    trail.connection.execute("SAVEPOINT before")
    try:
        yield
    finally:
        # Released too: otherwise each trial would begin within the one before.
        trail.connection.execute("ROLLBACK TO SAVEPOINT before; RELEASE SAVEPOINT before")


def guards_off(connection: Connection) -> None:
    """Lift the triggers, as an owner can; until the transaction is rolled back."""
    _guards(connection, "DISABLE")


def _guards(connection: Connection, word: str) -> None:
    names = connection.execute(
        "SELECT inhrelid::regclass::text FROM pg_inherits WHERE inhparent = 'audit_event'::regclass"
    ).fetchall()
    for name in [*(name for (name,) in names), "audit_event", "audit_leaf", "audit_seal"]:
        connection.execute(f"ALTER TABLE {name} {word} TRIGGER USER")


def guards_on(connection: Connection) -> None:
    """Put the triggers back."""
    _guards(connection, "ENABLE")


def edit_a_field(trail: Trail, place: int) -> Trail:
    """Somebody else looked."""
    trail.do("UPDATE audit_event SET actor_id = actor_id + 1 WHERE id = %s", trail.row(place))
    return trail


def edit_the_time(trail: Trail, place: int) -> Trail:
    """It was a second later."""
    sql = "UPDATE audit_event SET at = at + interval '1 second' WHERE id = %s"
    trail.do(sql, trail.row(place))
    return trail


def delete(trail: Trail, place: int) -> Trail:
    """It never happened."""
    trail.do("DELETE FROM audit_event WHERE id = %s", trail.row(place))
    return trail


def insert(trail: Trail, place: int) -> Trail:
    """It happened after all, back then."""
    _copy(trail, place, "(SELECT max(id) + 1 FROM audit_event)")
    return trail


def _copy(trail: Trail, place: int, number: str) -> None:
    rest = COLUMNS.replace("id, at, ", "", 1)
    trail.do(
        f"INSERT INTO audit_event ({COLUMNS}) SELECT {number}, at + interval '1 ms', {rest}"
        " FROM audit_event WHERE id = %s",
        trail.row(place),
    )


def reorder(trail: Trail, place: int) -> Trail:
    """The one came before the other."""
    one, other = place % trail.size, (place + 1) % trail.size
    first, second = trail.row(one), trail.row(other)
    sql = "UPDATE audit_leaf SET number = %s WHERE event_id = %s"
    trail.do(sql, -1, first)
    trail.do(sql, one, second)
    trail.do(sql, other, first)
    return trail


def duplicate(trail: Trail, place: int) -> Trail:
    """It happened twice, under one number."""
    _copy(trail, place, "id")
    return trail


def swap_households(trail: Trail, place: int) -> Trail:
    """It was about the others."""
    first, second = trail.row(place), trail.row(place + 1)
    trail.do(
        "UPDATE audit_event e SET household_ref = o.household_ref FROM audit_event o"
        " WHERE (e.id, o.id) IN ((%s, %s), (%s, %s))",
        first,
        second,
        second,
        first,
    )
    return trail


def cut_the_tail(trail: Trail, place: int) -> Trail:
    """Nothing happened since."""
    place %= trail.size
    sql = "DELETE FROM audit_event WHERE id IN (SELECT event_id FROM audit_leaf WHERE number >= %s)"
    trail.do(sql, place)
    trail.do("DELETE FROM audit_leaf WHERE number >= %s", place)
    return trail


def replace_a_leaf(trail: Trail, place: int) -> Trail:
    """The row was changed, and its imprint with it."""
    edit_a_field(trail, place)
    trail.do(
        "UPDATE audit_leaf SET imprint = %s WHERE number = %s",
        sha256(FORM + _line(trail, place)).digest(),
        place % trail.size,
    )
    return trail


def _line(trail: Trail, place: int) -> bytes:
    for setting in verify.SETTINGS:
        trail.connection.execute(setting)
    number = trail.row(place)
    sql = f"COPY (SELECT {COLUMNS} FROM audit_event WHERE id = {number}) TO STDOUT"
    with trail.connection.cursor() as cursor, cursor.copy(sql) as copy:
        return b"".join(bytes(part) for part in copy)


def seal_again(trail: Trail, place: int) -> Trail:
    """The row was changed, and every seal made anew with the key of the house."""
    replace_a_leaf(trail, place)
    _seal_all(trail)
    return trail


def _seal_all(trail: Trail) -> None:
    seals = dict(trail.connection.execute("SELECT size, at FROM audit_seal").fetchall())
    tree = Tree()
    leaves = trail.connection.execute("SELECT month, imprint FROM audit_leaf ORDER BY number")
    for month, imprint in leaves.fetchall():
        tree.append(leaf_hash(month.encode() + bytes(imprint)))
        if tree.size in seals:
            note = trail.signer.sign(tree.size, tree.root(), seals[tree.size])
            sql = "UPDATE audit_seal SET root = %s, checkpoint = %s, halves = %s WHERE size = %s"
            trail.do(sql, tree.root(), note, tree.packed(), tree.size)


def roll_back(trail: Trail, place: int) -> Trail:
    """The whole database is that of an earlier day, and agrees with itself."""
    sql = "SELECT size FROM audit_seal WHERE size < %s ORDER BY size"
    sizes = [size for (size,) in trail.connection.execute(sql, [trail.size]).fetchall()]
    earlier = sizes[place % len(sizes)]
    cut_the_tail(trail, earlier)
    trail.do("DELETE FROM audit_seal WHERE size > %s", earlier)
    return trail


def attach_a_foreign_anchor(trail: Trail, place: int) -> Trail:
    """An anchor of another log, or of nobody, lies among ours; by turns with our own key."""
    tree = Tree()
    for number in range(place % trail.size + 1):
        tree.append(leaf_hash(number.to_bytes(8)))
    other = Signer(trail.signer.origin, Ed25519PrivateKey.generate())
    signer = (trail.signer, other)[place % 2]
    moment = datetime.now(UTC) - timedelta(minutes=1)
    foreign = ("elders.checkpoint", signer.sign(tree.size, tree.root(), moment))
    return replace(trail, anchors=(*trail.anchors[:-1], foreign, *trail.anchors[-1:]))


CLASSES: dict[str, Callable[[Trail, int], Trail]] = {
    "veld veranderd": edit_a_field,
    "tijd veranderd": edit_the_time,
    "regel weg": delete,
    "regel ertussen": insert,
    "andere volgorde": reorder,
    "regel dubbel": duplicate,
    "huishoudens verwisseld": swap_households,
    "staart eraf": cut_the_tail,
    "blad vervangen": replace_a_leaf,
    "opnieuw verzegeld": seal_again,
    "teruggedraaid": roll_back,
    "vreemd anker": attach_a_foreign_anchor,
}
