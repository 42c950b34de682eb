"""What every test may ask for: the one Monday, the world, and somebody who is signed in.

`world` is for tests inside a transaction, which is nearly all of them. A test that needs commits
that others see (threads, a browser) asks for `committed_world`: it cleans the tables afterwards,
for which it has to step over the triggers that keep the audit trail append-only.
"""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Any

import pygal  # noqa: F401 - so that what it does to the import machinery is done, and undone
import pytest
import time_machine
from django.db import connection, transaction
from django.test import TransactionTestCase
from hypothesis import HealthCheck, settings

from tests.factories.network import sign_in as give_session
from tests.factories.world import MONDAY, Snapshot, World

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import datetime

    from django.test import Client

    from tandem.network.models import Account

pytest_plugins = ["tests.machine"]

# The chart library puts a finder of an older Python among those that pytest asks for modules.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

_QUIET = [HealthCheck.function_scoped_fixture, HealthCheck.too_slow]
settings.register_profile("dev", max_examples=20, deadline=None, suppress_health_check=_QUIET)
settings.register_profile("ci", max_examples=200, deadline=None, suppress_health_check=_QUIET)
settings.register_profile("long", max_examples=5000, deadline=None, suppress_health_check=_QUIET)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "dev"))

_KEPT_TABLES = frozenset({"django_migrations", "django_content_type", "auth_permission"})


@pytest.fixture
def at() -> datetime:
    """The one fixed now: a Monday morning."""
    return MONDAY


@pytest.fixture
def monday() -> Iterator[datetime]:
    """Let every clock stand still on that Monday, for tests of views and commands."""
    with time_machine.travel(MONDAY, tick=False):
        yield MONDAY


_OTHERS = """
    SELECT pg_terminate_backend(pid) FROM pg_stat_activity
    WHERE datname = current_database() AND pid <> pg_backend_pid()
      AND backend_type = 'client backend'
"""


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """The test database; at the end nobody may still be in it, or it cannot be dropped.

    A thread that a test stopped may have left its connection open. What PostgreSQL does there by
    itself is none of our business, and nobody but its owner may stop it.
    """
    yield
    with django_db_blocker.unblock(), connection.cursor() as cursor:
        cursor.execute(_OTHERS)


@pytest.fixture(scope="session")
def snapshot(django_db_setup: None, django_db_blocker: Any) -> Snapshot:
    """The world, built once per run."""
    with django_db_blocker.unblock():
        return Snapshot()


@pytest.fixture
def world(snapshot: Snapshot, db: None) -> World:
    """One small complete region with the household De Wilg."""
    return snapshot.put_back()


@pytest.fixture
def committed_world(snapshot: Snapshot, transactional_db: None) -> World:
    """The same world, committed: for threads, a second connection, a real browser."""
    return snapshot.put_back()


@pytest.fixture
def sign_in(monday: datetime) -> Callable[[Client, Account], Client]:
    """Sign somebody in with both factors, on Monday: `sign_in(client, world.mila)`."""

    def enter(client: Client, account: Account) -> Client:
        return give_session(client, account, at=monday)

    return enter


_GUARDED = """
    SELECT DISTINCT c.relname FROM pg_trigger t JOIN pg_class c ON c.oid = t.tgrelid
    WHERE NOT t.tgisinternal
"""


def _clean_tables(_case: TransactionTestCase | None = None) -> None:
    # Django would TRUNCATE, which the audit trail refuses to everybody. The tests own their
    # database, so here, and only here, the triggers are lifted for a moment.
    names = set(connection.introspection.django_table_names(only_existing=True)) - _KEPT_TABLES
    tables = ", ".join(f'"{name}"' for name in sorted(names))
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_GUARDED)
        guarded = [name for (name,) in cursor.fetchall()]
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" DISABLE TRIGGER USER')
        cursor.execute(f"TRUNCATE {tables}")
        for name in guarded:
            cursor.execute(f'ALTER TABLE "{name}" ENABLE TRIGGER USER')


@pytest.fixture(autouse=True, scope="session")
def _append_only_is_cleaned() -> Iterator[None]:
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(TransactionTestCase, "_fixture_teardown", _clean_tables)
        yield
