"""What somebody leaves on a connection that others share is gone before the next page."""

from __future__ import annotations

import pytest
from django.db import connection, transaction

from config import transactions

pytestmark = pytest.mark.django_db


def value(sql: str) -> object:
    with connection.cursor() as cursor:
        cursor.execute(sql)
        row = cursor.fetchone()
    return row[0] if row else None


def do(sql: str) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql)


@pytest.fixture
def closed(monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """How often the connection was thrown away."""
    seen: list[bool] = []
    monkeypatch.setattr(connection, "close", lambda: seen.append(True))
    return seen


def test_settings_are_as_the_connection_began(closed: list[bool]) -> None:
    before = value("SHOW lock_timeout")
    do("SET lock_timeout = '7s'")
    do("SET search_path = pg_catalog")
    do("SET timezone = 'Pacific/Kiritimati'")

    transactions.clean()

    assert value("SHOW lock_timeout") == before
    assert "public" in str(value("SHOW search_path"))
    assert value("SHOW timezone") == "UTC"
    assert closed == []


def test_locks_of_an_earlier_page_are_let_go(closed: list[bool]) -> None:
    do("SELECT pg_advisory_lock(75139162)")

    transactions.clean()

    mine = "SELECT count(*) FROM pg_locks WHERE locktype = 'advisory' AND pid = pg_backend_pid()"
    assert value(mine) == 0
    assert closed == []


def test_a_statement_that_was_prepared_by_sql_costs_the_connection(closed: list[bool]) -> None:
    do("PREPARE _pg3_99(text) AS SELECT $1")
    try:
        transactions.clean()
    finally:
        do("DEALLOCATE _pg3_99")

    assert closed == [True]


def test_what_waited_for_the_commit_is_done_at_once() -> None:
    done: list[str] = []
    transaction.on_commit(lambda: done.append("told"))

    transactions.settle()

    assert done == ["told"]
    assert connection.run_on_commit == []
