"""`manage.py load_reference`: bring reference data up to date."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from tandem.network import services


class Command(BaseCommand):
    """Load the municipalities; running it again changes nothing."""

    help = "Laad de gemeenten van Nederland (mag vaker)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load, and say how many."""
        at = now()
        number = services.municipality.load(by=services.account.operator(at=at), at=at)
        self.stdout.write(f"Gemeenten geladen: {number}.")
