"""`manage.py generate_docs`: write the pages of docs/generated from the code."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from tandem.desk.selectors import handbook

HERE = Path(__file__).resolve().parents[4] / "docs" / "generated"


class Command(BaseCommand):
    """Write who may what, the house rules and the road of a household."""

    help = "Schrijf de bladzijden van docs/generated opnieuw, vanuit de code."
    requires_system_checks: tuple[str, ...] = ()

    def add_arguments(self, parser: CommandParser) -> None:
        """Where the pages go."""
        parser.add_argument("--to", type=Path, default=HERE, help="map (standaard docs/generated)")

    def handle(self, *_args: Any, to: Path, **_options: Any) -> None:
        """Write every page."""
        to.mkdir(parents=True, exist_ok=True)
        for name, make in handbook.PAGES.items():
            (to / name).write_text(make(), encoding="utf-8")
            self.stdout.write(f"geschreven: {to / name}")
