"""`manage.py end_drafts`: let go of what was typed and never sent."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from tandem.drafts.services import end_old


class Command(BaseCommand):
    """Look once a day; a second run finds nothing."""

    help = "Laat concepten gaan waar vier weken niemand naar omkeek."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Let them go, unread."""
        self.stdout.write(f"{end_old(by=None, at=now())} concepten weg.")
