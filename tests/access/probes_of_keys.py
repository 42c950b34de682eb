"""Who may cut and end which keys: for each ground, a row that may, and each that just may not.

Vera is a partner in my home, where powers are used; Ravi in one of others, where they are not. Olaf
(the outsider) is of the local team there.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from tests.access.bare import (
    HIDDEN,
    MINE,
    NEWBORN,
    THEIRS,
    Bare,
    Try,
    all_of,
    insert,
    shape,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

type Row = dict[str, object]

TABLE = "dossier_key"
# By the home: whose work it is, and in which form.
_RIDES = {MINE: ("ruben", "with_powers"), THEIRS: ("ravi", "advice")}


def tries(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    """Put the rows there, and try everything."""
    with connection.cursor() as cursor:
        for home, (name, form) in _RIDES.items():
            cursor.execute(
                "UPDATE dossier_involvement SET professional_id = %s, form = %s WHERE id = %s",
                [pk[name], form, home],
            )
        asked = "UPDATE dossier_accessrequest SET asked_by_id = %s WHERE id = %s"
        cursor.execute(asked, [pk["stella"], MINE])
    yield from _cutting(bare, pk)
    yield from _ending(bare, pk)


def _cutting(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    no_pointers = dict.fromkeys(shape(TABLE).pointers)

    def cut(who: str, right: str, home: int, ground: str, whose: str, **more: object) -> Try:
        row: Row = {"household_id": bare.home(home), "ground": ground, "account_id": pk[whose]}
        return Try(TABLE, who, insert(TABLE, {**no_pointers, **row, **more}), right)

    for who, home, right in (
        ("mila", MINE, "1"),
        ("mila", NEWBORN, "1"),
        ("mila", THEIRS, "no"),
        ("vera", MINE, "no"),
        ("guus", MINE, "no"),
    ):
        yield cut(who, right, home, "local_team", "ruben")
        yield cut(who, "no", home, "case_file", "ruben")
    for who, home, whose, right in (
        ("mila", MINE, "ruben", "1"),
        ("mila", MINE, "vera", "no"),
        ("vera", MINE, "ruben", "1"),
        ("vera", MINE, "vera", "no"),
        ("guus", MINE, "ruben", "no"),
        ("ravi", THEIRS, "ravi", "no"),
        ("outsider", THEIRS, "ravi", "1"),
        ("outsider", THEIRS, "vera", "no"),
        ("mila", THEIRS, "ravi", "no"),
    ):
        yield cut(who, right, home, "involvement", whose, involvement_id=home)
    # Of one whose work is seen, in a home that is not opened; and of another home.
    yield cut("mila", "no", THEIRS, "involvement", "ruben", involvement_id=MINE)
    yield cut("outsider", "no", MINE, "involvement", "ravi", involvement_id=THEIRS)
    yield cut("mila", "no", MINE, "involvement", "ravi", involvement_id=THEIRS)
    yield cut("vera", "no", MINE, "involvement", "ruben")
    request = {"involvement_id": MINE, "request_id": MINE}
    for who, home, whose, right in (
        ("mila", MINE, "stella", "1"),
        ("mila", MINE, "ruben", "no"),
        ("mila", THEIRS, "stella", "no"),
        ("vera", MINE, "stella", "no"),
    ):
        yield cut(who, right, home, "involvement", whose, **request)
    yield cut("mila", "no", MINE, "deputy", "stella", **request)
    yield cut("mila", "no", MINE, "involvement", "stella", involvement_id=MINE)
    yield cut("mila", "no", MINE, "deputy", "ruben", involvement_id=MINE)
    for who, home, right in (
        ("mila", MINE, "1"),
        ("vera", MINE, "1"),
        ("guus", MINE, "no"),
        ("mila", THEIRS, "no"),
    ):
        yield cut(who, right, home, "member", "ruben", family_access_id=MINE)
    for pointer in no_pointers:
        yield cut("mila", "no", MINE, "local_team", "ruben", **{pointer: THEIRS})
        yield cut("mila", "1", MINE, "local_team", "ruben", **{pointer: MINE})
    # Break-glass opens a door of others, to oneself.
    for whose, ground, right in (
        ("administrator", "emergency", "1"),
        ("mila", "emergency", "no"),
        ("administrator", "local_team", "no"),
    ):
        yield cut("administrator", right, THEIRS, ground, whose)


def _ending(bare: Bare, pk: dict[str, int]) -> Iterator[Try]:
    rows: dict[int, tuple[int, str, Mapping[str, object]]] = {
        31: (MINE, "local_team", {}),
        32: (MINE, "involvement", {"involvement_id": MINE}),
        33: (MINE, "member", {}),
        34: (THEIRS, "involvement", {"involvement_id": THEIRS}),
        35: (MINE, "deputy", {"involvement_id": MINE}),
        36: (THEIRS, "local_team", {}),
        37: (THEIRS, "emergency", {"account_id": pk["administrator"]}),
    }
    with connection.cursor() as cursor:
        for number, (home, ground, more) in rows.items():
            row = {"n": number, "household_id": bare.home(home), "ground": ground, **more}
            cursor.execute(insert(TABLE, row))
    yield Try(TABLE, "mila", all_of(TABLE), f"{MINE},{HIDDEN},31,32,33,35")
    yield Try(TABLE, "administrator", all_of(TABLE), "37")
    yield Try(TABLE, "expert", all_of(TABLE), "")
    for number, who, right in (
        (31, "mila", "1"),
        (31, "vera", "no"),
        (31, "guus", "no"),
        (32, "mila", "1"),
        (32, "vera", "1"),
        (32, "guus", "no"),
        (33, "mila", "1"),
        (33, "vera", "1"),
        (33, "guus", "no"),
        (34, "ravi", "no"),
        (34, "outsider", "1"),
        (35, "vera", "1"),
        (36, "ravi", "no"),
        (37, "administrator", "0"),
        (34, "mila", "0"),
    ):
        yield Try(TABLE, who, f"UPDATE {TABLE} SET until = NULL WHERE n = {number}", right)
    # Out of my homes, and into them.
    for who, home, number in (("mila", THEIRS, 31), ("vera", THEIRS, 32), ("outsider", MINE, 34)):
        sql = f"UPDATE {TABLE} SET household_id = {bare.home(home)} WHERE n = {number}"
        yield Try(TABLE, who, sql, "no")
