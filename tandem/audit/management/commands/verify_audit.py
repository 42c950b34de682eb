"""`manage.py verify_audit`: run the separate verifier on this database."""

import os
import subprocess
import sys
from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import connection

PROGRAM = Path("script/lib/verify.py")


class Command(BaseCommand):
    """Start the verifier as a program of its own, that knows nothing of Tandem."""

    help = "Controleer of het verzegelde logboek nog klopt met zegels en ankers."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which key and which anchors; those of an organization tell most."""
        parser.add_argument("--key", type=Path, help="openbare sleutel (nu: die van deze server)")
        parser.add_argument("--anchors", type=Path, help="map met ankers (nu: die van deze server)")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Verify."""
        connection.ensure_connection()
        place = connection.get_connection_params()
        names = {"host": "PGHOST", "port": "PGPORT", "user": "PGUSER", "password": "PGPASSWORD"}
        where = {
            name: str(place[key]) for key, name in (names | {"dbname": "PGDATABASE"}).items()
            if place.get(key)
        }  # fmt: skip
        key = options["key"] or settings.AUDIT_KEY.with_suffix(".pub")
        anchors = options["anchors"] or settings.AUDIT_ANCHORS
        ended = subprocess.run(  # noqa: S603 - our own program, without a shell
            [
                sys.executable,
                str(settings.ROOT / PROGRAM),
                f"--key={key}",
                f"--anchors={anchors}",
            ],
            check=False,
            env=os.environ | where,
            capture_output=True,
            text=True,
        )
        self.stdout.write(ended.stdout, ending="")
        self.stderr.write(ended.stderr, ending="")
        if ended.returncode:
            sys.exit(ended.returncode)
