"""Keep the whole database in one file, and put it back.

python -m config.postgres.backup save FILE
python -m config.postgres.backup restore FILE [--over]
"""

import argparse
import os
import subprocess
import sys
from pathlib import Path

import django
from django.core.exceptions import ImproperlyConfigured
from django.db import connection
from django.db.utils import Error

from config.postgres import embedded

FULL = "SELECT count(*) FROM pg_tables WHERE schemaname = 'public'"
EMPTY_IT = "SET lock_timeout = '5s'; DROP SCHEMA public CASCADE; CREATE SCHEMA public"


class Refused(Exception):  # noqa: N818 - it is read as a sentence
    """Why it was not done, and what to do now."""


def save(file: Path) -> None:
    """Write a backup; never over an existing file, never half."""
    if file.exists():
        raise Refused(f"{file} bestaat al. Kies een andere naam.")
    new = file.with_name(f"{file.name}.part")
    new.touch(mode=0o600)
    try:
        _program("pg_dump", "--format=custom", "--no-owner", f"--file={new}")
        new.rename(file)
    finally:
        new.unlink(missing_ok=True)
    sys.stdout.write(
        f"Bewaard in {file}. Bewaar ook de geheime sleutel (secret-key of TANDEM_SECRET_KEY), "
        "op een andere plek.\n"
    )


def restore(file: Path, *, over: bool) -> None:
    """Put a backup back, in one transaction, in an empty database unless `over`."""
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
