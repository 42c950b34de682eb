"""`manage.py pick_looks`: pick from the trail of yesterday what somebody has to judge."""

from datetime import timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.utils.timezone import now

from tandem.core.periods import day_of
from tandem.desk.selectors import looks as selectors
from tandem.dossier.services import looks


class Command(BaseCommand):
    """Pick once a day; a second run finds the day done."""

    help = "Kies uit het logboek van gisteren wat nagekeken moet worden."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Pick."""
        at = now()
        day = day_of(at) - timedelta(days=1)
        if selectors.is_picked(day):
            self.stdout.write("Die dag is al nagekeken.")
            return
        self.stdout.write(f"{looks.pick(day, by=None, at=at)} punten om na te kijken.")
