"""`manage.py follow_grounds`: let every tandem stand still of which the last ground ended."""

from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from tandem.core.verdict import Refusal
from tandem.journey.services import grounds


class Command(BaseCommand):
    """Look once a day, when the day begins; a second run finds nothing."""

    help = "Zet elke tandem stil waarvan de laatste grond voorbij is."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Look, and move one household at a time."""
        stopped = 0
        for household in grounds.carried_by_nothing(at=now()):
            try:
                grounds.stand_still(household, by=None, at=now())
            except Refusal:
                # Somebody said yes since we looked.
                continue
            stopped += 1
        self.stdout.write(f"{stopped} keer stilgezet.")
