"""`manage.py load_demo`: an invented region with people, households and figures."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.db import transaction
from django.utils.timezone import now

from tandem.desk.management.demo import cast, figures, rights
from tandem.desk.management.demo.clock import Clock
from tandem.desk.management.demo.stories import STORIES
from tandem.desk.management.demo.story import first_day, tell
from tandem.network.models import Account, Region
from tandem.network.selectors import DEMO_DOMAIN
from tandem.network.services.gooi_en_vechtstreek import SLUG


class Command(BaseCommand):
    """Load the demonstration once; a second time changes nothing."""

    help = "Laad een verzonnen regio met huishoudens (mag vaker; de tweede keer verandert niets)."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Load everything or nothing, and say how much."""
        if Account.objects.filter(email__endswith=DEMO_DOMAIN).exists():
            self.stdout.write("De voorbeeldgegevens staan er al.")
            return
        if Region.objects.filter(slug=SLUG).exists():
            raise CommandError(
                "In deze database staat al een eigen regio Gooi en Vechtstreek. Kies voor de"
                " voorbeeldgegevens een lege map: TANDEM_VAR=MAP script/demo."
            )
        clock = Clock(now())
        with transaction.atomic():
            people = cast.assemble(now=clock.now)
            for story in sorted(STORIES, key=lambda one: first_day(one, clock)):
                tell(story, people, clock)
            figures.submit(people, clock)
            rights.look(people, clock)
        self.stdout.write(f"Voorbeeldregio geladen: {len(STORIES)} huishoudens.")
