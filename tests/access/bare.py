"""Who may do what with the bare tables of every household, worked out from what each table says.

There are five homes: one of mine, one that I register at this moment, one of somebody else, one of
somebody else of which a family sees a row, and one of mine of which a row is hidden from me. The
row with the number of a home is of that home.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Protocol

from django.db import connection, models

from config.second_lock import family, policies, tables
from tandem.access.roles import SCOPE_PERMISSIONS, Scope
from tandem.core import identity
from tandem.dossier.models import Household
from tandem.dossier.services import emergencies
from tandem.network.enums import RoleKind
from tests.access.policies import copy, in_force
from tests.factories import dossier, network

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from tandem.network.models import Account
    from tests.factories.world import World

MINE, NEWBORN, THEIRS, SEEN, HIDDEN = range(1, 6)
# Of who works in my home, what each scope is called; the stranger holds no key at all.
SCOPES = {
    "mila": Scope.LOCAL_TEAM,
    "vera": Scope.PARTNER,
    "ada": Scope.ADVISER,
    "guus": Scope.EMERGENCY,
    "stella": Scope.CASE_LOADER,
}
STRANGER = "expert"
SIGHT = {"dossier_household", *family.SEEN}
SHUT = set(family.SHIELDED)
# What these allow stands in `tests/access/probes.py`.
BY_HAND = {
    "dossier_lookreview": {"see", "add", "change"},
    "dossier_key": {"see", "add", "change"},
    "dossier_household": {"add"},
}
TABLES = policies.household_tables()


@dataclass(frozen=True)
class Try:
    """A statement by somebody, and what must come of it: rows, how many, or `no`."""

    table: str
    who: str
    sql: str
    right: str
    is_family: bool = False


@dataclass
class Bare:
    """Everybody by name, and the homes by number."""

    at: datetime
    people: dict[str, Account]
    homes: dict[int, Household] = field(default_factory=dict)

    def home(self, number: int) -> int:
        """The number in the database of a home."""
        return self.homes[number].pk

    def claim(self, who: str) -> str:
        """The signed identity of somebody; of nobody; or none, for work in the background."""
        if who.startswith("tandem_"):
            return "-"
        return "" if who == "nobody" else identity.claim(self.people[who].pk, self.at)


def _lend(bare: Bare, since: datetime) -> None:
    """Keys that stand on nothing: of who loads, who rides along elsewhere and who advises."""
    mine, week = bare.homes[MINE], {"until": bare.at + timedelta(days=7)}
    for who, home, more in (
        ("stella", mine, {"scope": "case_loader", "ground": "case_file"}),
        ("ravi", bare.homes[THEIRS], {"scope": "partner", "ground": "local_team"}),
        ("ada", mine, {"scope": "adviser", **week}),
    ):
        dossier.loose_key(bare.people[who], home, since=since, **more)


def build(world: World, at: datetime) -> Bare:
    """Five homes, everybody's keys, and the bare tables."""
    before = at - timedelta(hours=1)
    named = (*SCOPES, "ruben", "ravi", "outsider", "coordinator", "administrator", STRANGER)
    bare = Bare(at, {name: getattr(world, name) for name in named if name != "ada"})
    bare.people["ada"] = network.colleague(
        "Ada Advies", role=RoleKind.PARTNER, place=world.huizen, employer=world.rvdk, at=before
    )
    elsewhere = [
        dossier.registered(world.hilversum, name="De Iep", by=world.outsider, at=before)
        for _home in (NEWBORN, THEIRS, SEEN)
    ]
    also = dossier.registered(world.huizen, name="De Berk", by=world.mila, at=before)
    bare.homes = dict(enumerate([world.home, *elsewhere, also], 1))
    just_born = Household.objects.filter(pk=bare.home(NEWBORN))
    just_born.update(created_by=world.mila, created_at=at)
    need = emergencies.Need(
        "danger", "Er wordt nu geslagen.", ref=world.home.ref, article="supervision"
    )
    emergencies.break_glass(need, by=world.guus, at=at)
    _lend(bare, before)
    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        copy()
        for kind, names_of, number in (("seen", SIGHT, SEEN), ("hidden", SHUT, HIDDEN)):
            for table in names_of:
                there = bare.home(number) if table == policies.HOUSEHOLD else number
                cursor.execute(_SETS.format(kind=kind, table=table, ids=f"{{{there}}}"))
        for table in {one.table for one in in_force()}:
            cursor.execute(f"ALTER TABLE bare.{table} ADD COLUMN n integer")
        for table in TABLES:
            for row in rows(bare, table):
                cursor.execute(insert(table, row))
    return bare


# What the functions say is asked elsewhere: here they say this.
_SETS = """
CREATE OR REPLACE FUNCTION tandem.{kind}_{table}() RETURNS bigint[] LANGUAGE sql STABLE
PARALLEL RESTRICTED SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp
AS $$ SELECT '{ids}'::bigint[] $$
"""


def literal(value: object) -> str:
    """Write a value as SQL."""
    if value is None or isinstance(value, bool):
        return {None: "NULL", True: "true", False: "false"}[value]
    if isinstance(value, (date, datetime)):
        return f"'{value.isoformat()}'"
    return str(value) if isinstance(value, int) else f"'{value}'"


def insert(table: str, row: Mapping[str, object]) -> str:
    """Write a row as a statement."""
    values = ", ".join(literal(value) for value in row.values())
    return f"INSERT INTO {table} ({', '.join(row)}) VALUES ({values})"


def all_of(table: str) -> str:
    """Ask for every row, by its number."""
    return f"SELECT string_agg(n::text, ',' ORDER BY n) FROM {table}"


@dataclass(frozen=True)
class Shape:
    """How a row of a table hangs under its household, and what else it points to."""

    table: str
    key: str
    parent: str  # empty when it names the household itself
    pointers: dict[str, bool]  # whether it may be empty
    has_id: bool

    def own(self, bare: Bare, number: int) -> int:
        """What stands in its key, for a home."""
        return number if self.parent else bare.home(number)


def shape(table: str) -> Shape:
    """What the model says of a table."""
    model = TABLES[table]
    key = None if table == policies.HOUSEHOLD else policies._path(model, TABLES)
    pointers = {
        one.column: one.null
        for one in model._meta.fields
        if isinstance(one, models.ForeignKey) and one is not key
        if (target := str(one.related_model._meta.db_table)) in TABLES and target != table
    }
    parent = "" if key is None or key.name == "household" else policies._target(key)
    has_id = any(one.column == "id" for one in model._meta.fields)
    return Shape(table, "id" if key is None else key.column, parent, pointers, has_id)


def rows(bare: Bare, table: str) -> Iterator[dict[str, object]]:
    """A row of every home; what may be removed also points elsewhere, or nowhere."""
    it = shape(table)
    for number in bare.homes:
        yield {"n": number, **_row(bare, it, number)}
    if it.parent:
        # A family sees the row above this one, and not this one.
        yield {"n": 24, **_row(bare, it, SEEN), **({"id": 24} if it.has_id else {})}
    for pointer, may_be_empty in it.pointers.items() if table in tables.REMOVES else ():
        yield {"n": 13, **_row(bare, it, MINE), "id": 13, pointer: THEIRS}
        if may_be_empty:
            yield {"n": 14, **_row(bare, it, MINE), "id": 14, pointer: None}


def _row(bare: Bare, it: Shape, number: int) -> dict[str, object]:
    row: dict[str, object] = {"id": number} if it.has_id else {}
    return {**row, it.key: it.own(bare, number), **dict.fromkeys(it.pointers, MINE)}


def tries(bare: Bare) -> Iterator[Try]:
    """For every table: seeing, adding, changing and removing, of every home and by every scope."""
    for table in TABLES:
        by_hand, it = BY_HAND.get(table, set()), shape(table)
        there = [one for one in rows(bare, table) if "see" not in by_hand]
        mine = [MINE, HIDDEN] if _shut(it) == set() else [MINE]
        numbers = [n for n in (int(str(one["n"])) for one in there) if n in {*mine, 13, 14}]
        if "see" not in by_hand:
            yield from _seeing(it, numbers)
        if "add" not in by_hand:
            yield from _adding(bare, it)
        if "change" not in by_hand:
            yield from _changing(bare, it, len(numbers))
        if table in tables.REMOVES:
            yield from _removing(it, numbers.count(14))


def _removing(it: Shape, pointing_nowhere: int) -> Iterator[Try]:
    """Of mine, of the one just born unless the row above is not seen yet, and what points nowhere.

    Not what points elsewhere. Everybody else has a key to one home only; a family removes nothing.
    """
    sql = f"DELETE FROM {it.table}"
    yield Try(it.table, "mila", sql, str((2 if it.parent else 3) + pointing_nowhere))
    yield Try(it.table, STRANGER, sql, "0", is_family=True)
    for who, may in _writers(it.table):
        if who != "mila":
            yield Try(it.table, who, sql, str(1 + pointing_nowhere) if may else "0")


def _shut(it: Shape) -> set[str]:
    return {it.table, it.parent} & SHUT


def _seeing(it: Shape, numbers: list[int]) -> Iterator[Try]:
    mine = sorted({*numbers, NEWBORN} if it.table == policies.HOUSEHOLD else numbers)
    yield Try(it.table, "mila", all_of(it.table), ",".join(map(str, mine)))
    yield Try(it.table, STRANGER, all_of(it.table), "")
    seen = str(SEEN) if it.table in SIGHT else ""
    yield Try(it.table, STRANGER, all_of(it.table), seen, is_family=True)
    if it.parent:
        # Who works here and is of a family elsewhere, sees no more below what that family sees.
        both = sorted([*mine, SEEN]) if it.table in SIGHT else mine
        yield Try(it.table, "mila", all_of(it.table), ",".join(map(str, both)), is_family=True)


def _adding(bare: Bare, it: Shape) -> Iterator[Try]:
    new = {**_row(bare, it, MINE), "id": 90} if it.has_id else _row(bare, it, MINE)

    def add(right: str, **more: object) -> Try:
        return Try(it.table, "mila", insert(it.table, {**new, **more}), right)

    # The row above what is just born is not seen yet.
    for home, right in ((MINE, "1"), (NEWBORN, "no" if it.parent else "1"), (THEIRS, "no")):
        yield add(right, **{it.key: it.own(bare, home)})
    for pointer, may_be_empty in it.pointers.items():
        yield add("no", **{pointer: THEIRS})
        if may_be_empty:
            yield add("1", **{pointer: None})
    if it.parent:
        yield replace(add("no", **{it.key: SEEN}), is_family=True)
    for who, may in _writers(it.table):
        yield Try(it.table, who, insert(it.table, new), "1" if may else "no")


def _changing(bare: Bare, it: Shape, count: int) -> Iterator[Try]:
    def change(right: object, column: str, value: object) -> Try:
        new = {it.key: it.own(bare, MINE), **dict.fromkeys(it.pointers, MINE), column: value}
        values = ", ".join(f"{name} = {literal(one)}" for name, one in new.items())
        return Try(it.table, "mila", f"UPDATE {it.table} SET {values}", str(right))

    yield change(count, it.key, it.own(bare, MINE))
    yield change("no" if it.parent else count, it.key, it.own(bare, NEWBORN))
    yield change("no", it.key, it.own(bare, THEIRS))
    if it.parent:
        yield replace(change(count, it.key, it.own(bare, MINE)), is_family=True)
        yield replace(change("no", it.key, SEEN), is_family=True)
        yield replace(change("0", it.key, SEEN), who=STRANGER, is_family=True)
    for pointer, may_be_empty in it.pointers.items():
        yield change("no", pointer, THEIRS)
        if may_be_empty:
            yield change(count, pointer, None)
    # Everybody else has a key to one home only.
    only = sum(one[it.key] == it.own(bare, MINE) for one in rows(bare, it.table))
    for who, may in _writers(it.table):
        if who != "mila":
            yield replace(change(only if may else "no", it.key, it.own(bare, MINE)), who=who)


def _writers(table: str) -> Iterator[tuple[str, bool]]:
    wanted = tables.WRITES[table]
    for who, scope in SCOPES.items():
        yield who, not wanted or bool(wanted & SCOPE_PERMISSIONS[scope])


class Claims(Protocol):
    """Who can sign for whoever acts."""

    def claim(self, who: str) -> str:
        """The signed identity, or none."""


def heard(bare: Claims, asked: Iterable[Try]) -> dict[Try, str]:
    """What comes of each, in its role; nothing of it stays."""
    found: dict[Try, str] = {}
    by_role: dict[str, list[Try]] = {}
    for one in asked:
        role = one.who if one.who.startswith("tandem_") else "tandem_web"
        by_role.setdefault(role, []).append(one)
    with connection.cursor() as cursor:
        for role, group in by_role.items():
            cursor.execute(f"SET LOCAL ROLE {role}")
            cursor.execute(
                "SELECT bare.tries(%s, %s, %s)",
                [
                    [bare.claim(one.who) for one in group],
                    ["1" if one.is_family else "0" for one in group],
                    [one.sql for one in group],
                ],
            )
            found |= dict(zip(group, cursor.fetchone()[0], strict=True))
            cursor.execute("RESET ROLE")
    return found
