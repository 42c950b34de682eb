"""Keep the whole database in one file, and put it back.

python -m config.postgres.backup save FILE
python -m config.postgres.backup restore FILE [--over]

The copy is made in a role of its own that reads everything and writes nothing: any other role would
silently leave out the rows that its policies hide. Every row is counted in the database and again
in the file; a file that does not hold them all is not kept.
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import call_command
from django.db import connection
from django.db.utils import Error

from config.postgres import embedded, roles

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
EMPTY_IT = """
SET lock_timeout = '5s';
DROP SCHEMA IF EXISTS figures CASCADE; DROP SCHEMA IF EXISTS tandem CASCADE;
DROP SCHEMA public CASCADE; CREATE SCHEMA public
"""
TABLES = """
    SELECT c.relname FROM pg_class c
    WHERE c.relnamespace = 'public'::regnamespace AND c.relkind = 'r' ORDER BY 1
"""
# Policies, rights and views are made anew from the code after a restore (config/second_lock); the
# keys with which claims are signed and aliases are made are never in the file.
WITHOUT_LOCK = (
    "--exclude-schema=figures",
    "--exclude-table-data=tandem.secret",
    "--exclude-table-data=tandem.alias_key",
    "--no-owner",
    "--no-policies",
    "--no-privileges",
)


class Refused(Exception):  # noqa: N818 - it is read as a sentence
    """Why it was not done, and what to do now."""


def save(file: Path) -> None:
    """Write a backup; never over an existing file, never half."""
    if file.exists():
        raise Refused(f"{file} bestaat al. Kies een andere naam.")
    new = file.with_name(f"{file.name}.part")
    new.touch(mode=0o600)
    try:
        with _one_moment() as (snapshot, counts):
            _program("pg_dump", "--format=custom", *WITHOUT_LOCK, snapshot, f"--file={new}")
        _compare(counts, _counted_in(new))
        new.rename(file)
    finally:
        new.unlink(missing_ok=True)
    sys.stdout.write(
        f"Bewaard in {file}: {sum(counts.values())} rijen in {len(counts)} tabellen, nageteld. "
        "Bewaar ook de geheime sleutel (secret-key of TANDEM_SECRET_KEY), op een andere plek.\n"
    )


@contextmanager
def _one_moment() -> Iterator[tuple[str, dict[str, int]]]:
    """Keep the database at one moment: for the copy, and for how many rows each table has then."""
    with connection.cursor() as cursor:
        cursor.execute("BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY")
        cursor.execute("SELECT pg_export_snapshot()")
        (snapshot,) = cursor.fetchone()
        cursor.execute(TABLES)
        tables = [name for (name,) in cursor.fetchall()]
        counts = {}
        for table in tables:
            cursor.execute(f'SELECT count(*) FROM ONLY public."{table}"')  # noqa: S608 - the catalog's own names
            counts[table] = cursor.fetchone()[0]
        yield f"--snapshot={snapshot}", counts
        cursor.execute("COMMIT")


def _counted_in(file: Path) -> dict[str, int]:
    """Count the rows in a backup, table by table, as they would be put back."""
    counts: dict[str, int] = {}
    table = None
    reader = subprocess.Popen(
        [str(embedded.binaries() / "pg_restore"), "--data-only", "--file=-", str(file)],
        stdout=subprocess.PIPE,
    )
    for line in reader.stdout or ():
        if table is None:
            if line.startswith(b"COPY "):
                table = line.split()[1].decode().removeprefix("public.").strip('"')
                counts[table] = 0
        elif line == b"\\.\n":
            table = None
        else:
            counts[table] += 1
    if reader.wait():
        raise Refused("De kopie is niet terug te lezen. Er is niets bewaard.")
    return counts


def _compare(there: dict[str, int], kept: dict[str, int]) -> None:
    short = [
        f"{table} ({kept.get(table, 0)} van {count})"
        for table, count in there.items()
        if kept.get(table, 0) != count
    ]
    if short:
        raise Refused(f"De kopie is niet volledig en is niet bewaard: {', '.join(short)}.")


def restore(file: Path, *, over: bool) -> None:
    """Put a backup back, in one transaction, in an empty database unless `over`; then lock it."""
    if not file.exists():
        raise Refused(f"{file} is er niet. Controleer de naam.")
    _program("pg_restore", "--list", str(file), to_database=False)  # reads it before all else
    with connection.cursor() as cursor:
        cursor.execute(FULL)
        if cursor.fetchone()[0]:
            if not over:
                raise Refused(
                    "De database is niet leeg; er is niets veranderd. Wilt u alles vervangen "
                    "door deze kopie? Geef dan --over mee."
                )
            cursor.execute(EMPTY_IT)
    _program("pg_restore", "--no-owner", "--single-transaction", "--exit-on-error", str(file))
    call_command("migrate", verbosity=0, interactive=False)
    sys.stdout.write(f"{file} is teruggezet.\n")


def _program(name: str, *arguments: str, to_database: bool = True) -> None:
    """Run one of PostgreSQL's own programs on the database of the settings."""
    parameters = connection.get_connection_params()
    where = {
        "PGHOST": parameters.get("host"),
        "PGPORT": parameters.get("port"),
        "PGUSER": parameters.get("user"),
        "PGPASSWORD": parameters.get("password"),
        "PGSSLMODE": parameters.get("sslmode"),
    }
    database = [f"--dbname={parameters['dbname']}"] if to_database else []
    ended = subprocess.run(
        [str(embedded.binaries() / name), *database, *arguments],
        check=False,
        env=os.environ | {key: str(value) for key, value in where.items() if value},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
    )
    if ended.returncode:
        reason = ended.stderr.strip().splitlines()[:1]
        raise Refused(f"Dat lukte niet; controleer het bestand en de database. {reason}")


def main() -> None:
    """Read the command line."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("what", choices=["save", "restore"])
    parser.add_argument("file", type=Path)
    parser.add_argument("--over", action="store_true", help="vervang wat er in de database staat")
    given = parser.parse_args()
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    os.environ["TANDEM_ROLE"] = roles.BACKUP if given.what == "save" else roles.OWNER
    django.setup()
    if given.what == "save":
        save(given.file)
    else:
        restore(given.file, over=given.over)


if __name__ == "__main__":
    try:
        main()
    except (Refused, ImproperlyConfigured, Error) as error:
        sys.exit(f"!! {error}")
