"""`manage.py seal_audit`: seal the audit trail, and lay anchors with the organizations."""

import os
import subprocess
import sys
import time
from argparse import ArgumentParser
from datetime import date, timedelta
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand
from django.db import Error, close_old_connections
from django.db.models import Q
from django.utils.timezone import now

from tandem.audit.services import anchors, sealing
from tandem.core.checkpoint import Signer, kept_signer
from tandem.core.periods import day_of
from tandem.network.models import Organization, Pilot

PAUSE, PAUSE_AFTER_ERROR = 1.0, 10.0
MONTHS_AHEAD = 12


class Command(BaseCommand):
    """Seal once, or each second until whoever started it is gone."""

    help = "Verzegel het logboek van inzage en leg bij elke organisatie een anker neer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask whether to go on."""
        parser.add_argument("--loop", action="store_true", help="ga door, elke seconde")
        parser.add_argument("--anchor", action="store_true", help="leg nu een anker, ook te vroeg")
        parser.add_argument(
            "--public-key", action="store_true", help="druk de sleutel af waarmee men controleert"
        )

    def handle(self, *_args: Any, **options: Any) -> None:
        """Seal."""
        signer = kept_signer(settings.AUDIT_KEY, settings.AUDIT_ORIGIN)
        if options["public_key"]:
            self.stdout.write(signer.public())
            return
        every = timedelta(0) if options["anchor"] else settings.AUDIT_ANCHOR_EVERY
        if not options["loop"]:
            sealing.make_months(ahead=MONTHS_AHEAD, by=None, at=now())
            size = _seal(signer, every)
            self.stdout.write(f"{size} logregels verzegeld." if size else "Er was niets nieuws.")
            return
        parent = os.getppid()
        while os.getppid() == parent:
            time.sleep(_try(signer, every))


def _try(signer: Signer, every: timedelta) -> float:
    """Seal, and say how long to wait; the database may be away for a while."""
    try:
        _once_a_day()
        _seal(signer, every)
    except (Error, OSError) as error:
        # Only the class: the words of a database can hold what somebody wrote.
        sys.stderr.write(f"!! Het logboek is niet verzegeld: {type(error).__qualname__}\n")
        close_old_connections()
        return PAUSE_AFTER_ERROR
    return PAUSE


_done: set[date] = set()


def _once_a_day() -> None:
    """Make the months ahead; have the work of the day done, each in a role of its own."""
    at = now()
    day = day_of(at)
    if day in _done:
        return
    _done.add(day)
    sealing.make_months(ahead=MONTHS_AHEAD, by=None, at=at)
    own = {"TANDEM_ROLE", "TANDEM_WEB"}
    for command in ("follow_grounds", "end_drafts", "pick_looks"):
        subprocess.run(  # noqa: S603 - our own words
            [sys.executable, str(settings.ROOT / "manage.py"), command],
            env={name: value for name, value in os.environ.items() if name not in own},
            check=False,
            stdout=subprocess.DEVNULL,
        )


def _seal(signer: Signer, every: timedelta) -> int:
    at = now()
    seal = sealing.seal(signer, by=None, at=at)
    if seal is None:
        return 0
    anchors.drop(seal, folders(settings.AUDIT_ANCHORS), every=every, by=None, at=at)
    return seal.size


def folders(home: Path) -> list[Path]:
    """The folder of every organization that takes part in a pilot."""
    pilots = Pilot.objects.all()
    taking_part = Organization.objects.filter(
        Q(pk__in=pilots.values("local_team")) | Q(pk__in=pilots.values("partners"))
    )
    found = taking_part.values_list("region__slug", "slug").order_by("region__slug", "slug")
    return [home / region / slug for region, slug in found]
