"""What may be written in a row that somebody may change: the triggers on what the team decides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.access import calls_of_leaving as others
from tests.access.bare import Try, insert
from tests.access.calls import DAY, Row, Rows, Signed, does

if TYPE_CHECKING:
    from collections.abc import Iterator


# Who rides along ----------------------------------------------------------------------------------


def riding(_it: Signed) -> Iterator[Try]:
    """2601 brings partners in, in 2650; 2602 of a partner lets it end, in a home of both."""
    name, table = "rides_as_brought_in", "dossier_involvement"
    for who, home, right in (
        ("2601", 2650, "1"),
        ("2601", 2651, "no"),
        ("2602", 2650, "no"),
        ("nobody", 2650, "no"),
        ("tandem_load", 2651, "1"),
    ):
        yield does(name, who, insert(table, {"household_id": home}), right)
    for who, number, what, right in (
        ("2601", 2660, "professional_id = 1, form = 'x'", "1"),
        ("2602", 2660, "until = '2026-01-01'", "1"),
        ("2602", 2660, "professional_id = NULL", "1"),
        ("2602", 2660, "professional_id = professional_id, until = NULL", "1"),
        ("2602", 2660, "professional_id = 1", "no"),
        ("2602", 2661, "professional_id = 1", "no"),
        ("2602", 2660, "form = 'x'", "no"),
        ("2602", 2660, "organization_id = 1", "no"),
        ("tandem_load", 2660, "form = 'x'", "1"),
    ):
        yield does(name, who, f"UPDATE {table} SET {what} WHERE id = {number}", right)


def riding_rows(it: Signed) -> Rows:
    """A home in which both work, and what rides there; one without a name."""
    key: Row = {"household_id": 2650, "ground": "x", "since": it.at - DAY}
    ride: Row = {"household_id": 2650, "form": "advice", "professional_id": 2602}
    return [
        *(("network_account", {"id": one, "is_active": True}) for one in (2601, 2602)),
        ("dossier_key", {**key, "account_id": 2601, "scope": "local_team"}),
        ("dossier_key", {**key, "account_id": 2602, "scope": "partner"}),
        ("dossier_involvement", {"id": 2660, **ride}),
        ("dossier_involvement", {"id": 2661, **ride, "professional_id": None}),
    ]


GROUPS = (*others.GROUPS, riding)
ROWS = (*others.ROWS, riding_rows)
