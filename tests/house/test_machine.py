"""The machine: the database that starts when asked, the key that stays, the lock of the tools."""

import os
import signal
import stat
import subprocess
import sys
import time
from pathlib import Path
from typing import Any

import psycopg
import pytest
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import NotSupportedError

from config.postgres import embedded, url
from config.postgres.base import DatabaseWrapper
from config.secret import kept_key

ROOT = Path(__file__).resolve().parents[2]
USE = """
import sys, time
from pathlib import Path
from config.postgres import embedded
print(embedded.hold(Path(sys.argv[1]), durable=False), flush=True)
time.sleep(60)
"""


def user_of(home: Path) -> subprocess.Popen[str]:
    """Start a program that uses the embedded server, and wait until it does."""
    program = subprocess.Popen(
        [sys.executable, "-c", USE, str(home)], stdout=subprocess.PIPE, text=True, cwd=ROOT
    )
    assert program.stdout
    assert program.stdout.readline().strip()
    program.stdout.close()
    return program


def is_up(home: Path) -> bool:
    return (home / "data/postmaster.pid").exists()


def wait_until_down(home: Path) -> bool:
    deadline = time.monotonic() + 10
    while is_up(home) and time.monotonic() < deadline:
        time.sleep(0.05)
    return not is_up(home)


def test_the_embedded_server_stays_for_the_last_user_and_goes_with_it(tmp_path: Path) -> None:
    first, second = user_of(tmp_path), user_of(tmp_path)

    first.send_signal(signal.SIGKILL)
    first.wait()
    up_for_the_second = is_up(tmp_path) and not wait_for_a_moment(tmp_path)
    second.terminate()
    second.wait()

    assert up_for_the_second
    assert wait_until_down(tmp_path)


def wait_for_a_moment(home: Path) -> bool:
    """Tell whether the server goes down within half a second."""
    time.sleep(0.5)
    return not is_up(home)


def test_a_new_user_gets_a_new_server_after_a_crash(tmp_path: Path) -> None:
    first = user_of(tmp_path)
    server = int((tmp_path / "data/postmaster.pid").read_text().split()[0])
    os.kill(server, signal.SIGKILL)

    second = user_of(tmp_path)

    assert int((tmp_path / "data/postmaster.pid").read_text().split()[0]) != server
    for user in (first, second):
        user.kill()
        user.wait()
    assert wait_until_down(tmp_path)


def test_settings_alone_start_no_server(tmp_path: Path) -> None:
    look = "import django; django.setup(); from django.db import connection as c; c.vendor"
    settings = {"TANDEM_VAR": str(tmp_path), "DJANGO_SETTINGS_MODULE": "config.settings.test"}

    subprocess.run([sys.executable, "-c", look], check=True, cwd=ROOT, env=os.environ | settings)

    assert not list(tmp_path.iterdir())


def test_letting_go_of_what_was_never_held_returns_at_once(tmp_path: Path) -> None:
    embedded.let_go(tmp_path)

    assert not is_up(tmp_path)


@pytest.mark.parametrize(
    ("address", "why"),
    [
        ("mysql://host/naam", "begint niet met postgres://"),
        ("postgres://host:poort/naam", "poort"),
        ("postgres://host:5432/", "naam van de database ontbreekt"),
    ],
)
def test_a_wrong_database_url_is_explained_without_its_password(address: str, why: str) -> None:
    secret = address.replace("://", "://iemand:geheim@")

    with pytest.raises(ImproperlyConfigured, match=why) as refusal:
        url.database({"DATABASE_URL": secret}, home=Path())

    assert "geheim" not in str(refusal.value)


def test_a_database_url_names_server_account_and_options() -> None:
    address = "postgres://an%40na:p%2Fw@db.example:5433/tandem?sslmode=require"

    place = url.database({"DATABASE_URL": address}, home=Path())

    expected = {"USER": "an@na", "PASSWORD": "p/w", "HOST": "db.example", "PORT": "5433"}
    assert {key: place[key] for key in expected} == expected
    assert place["OPTIONS"]["sslmode"] == "require"
    assert place["EMBEDDED"] is None


def test_a_page_has_a_time_limit_and_a_command_has_not() -> None:
    page = url.database({"TANDEM_ROLE": "tandem_web"}, home=Path())
    command = url.database({}, home=Path())

    assert "statement_timeout" in page["OPTIONS"]["options"]
    assert "statement_timeout" not in command["OPTIONS"]["options"]


def test_what_an_address_asks_for_comes_after_the_limits_of_a_page() -> None:
    address = "postgres://tandem@db.example/tandem?options=-c%20lock_timeout%3D9s"

    page = url.database({"TANDEM_ROLE": "tandem_web", "DATABASE_URL": address}, home=Path())

    assert page["OPTIONS"]["options"] == f"{url.WEB_LIMITS} -c lock_timeout=9s {url.ALWAYS}"


@pytest.mark.django_db(transaction=True)
def test_a_connection_of_the_web_does_not_depend_on_what_its_role_says_of_itself() -> None:
    connection.ensure_connection()
    server = connection.connection.info
    says = {
        "default_transaction_read_only": ("on", "off"),
        "default_transaction_isolation": ("serializable", "read committed"),
        "search_path": ("pg_temp", "public"),
        "row_security": ("off", "on"),
        "statement_timeout": ("1ms", "20s"),
    }

    def web() -> psycopg.Connection[tuple[str, ...]]:
        where = {"host": server.host, "dbname": server.dbname, "user": "tandem_web"}
        return psycopg.connect(**where, options=url.WEB_LIMITS, autocommit=True)

    # Only here, where nobody else works; whoever gets SQL in would say it for every database.
    role = f'ALTER ROLE tandem_web IN DATABASE "{server.dbname}"'
    with web() as before:
        try:
            for name, (spoilt, _right) in says.items():
                before.execute(f"{role} SET {name} = '{spoilt}'")
            with web() as after:
                heard = {name: after.execute(f"SHOW {name}").fetchone() for name in says}
        finally:
            before.execute(f"{role} RESET ALL")

    assert heard == {name: (right,) for name, (_spoilt, right) in says.items()}


def elsewhere(address: str) -> DatabaseWrapper:
    defaults: dict[str, Any] = {
        **connection.settings_dict,
        **url.database({"DATABASE_URL": address}, home=Path()),
    }
    return DatabaseWrapper(defaults, "elsewhere")


def test_an_unreachable_server_is_explained() -> None:
    nobody = elsewhere("postgres://tandem@127.0.0.1:1/tandem?connect_timeout=2")

    with pytest.raises(psycopg.OperationalError, match="De database is niet bereikbaar"):
        nobody.get_new_connection(nobody.get_connection_params())


def test_a_server_that_is_too_old_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    old = elsewhere("postgres://tandem@127.0.0.1:1/tandem")
    monkeypatch.setattr(old, "get_database_version", lambda: (15, 4))

    with pytest.raises(NotSupportedError, match="PostgreSQL 15") as refusal:
        old.check_database_version_supported()

    assert "DATABASE_URL" in str(refusal.value)


@pytest.mark.django_db(transaction=True)
def test_a_connection_that_the_server_closed_is_known_to_be_dead_without_asking() -> None:
    connection.ensure_connection()
    alive = connection.is_usable()
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        (pid,) = cursor.fetchone()
    executioner = connection.copy()
    with executioner.cursor() as cursor:
        cursor.execute("SELECT pg_terminate_backend(%s, 5000)", [pid])
    executioner.close()

    dead = not connection.is_usable()
    connection.close()

    assert (alive, dead) == (True, True)


def test_the_secret_key_is_made_once_and_read_by_its_owner_only(tmp_path: Path) -> None:
    first = kept_key(tmp_path / "new")

    again = kept_key(tmp_path / "new")

    assert first == again
    assert stat.S_IMODE((tmp_path / "new/secret-key").stat().st_mode) == 0o600
