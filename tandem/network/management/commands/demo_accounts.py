"""`manage.py demo_accounts`: who one can be in the demo, with which password and code."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import now

from tandem.network import selectors


class Command(BaseCommand):
    """Print one demonstration account per role and employer."""

    help = "Toon de voorbeeldaccounts met hun wachtwoord en de code van dit moment."

    def handle(self, *_args: Any, **_options: Any) -> None:
        """Print a table, or say that these are no demonstration data."""
        at = now()
        accounts = selectors.one_per_role(selectors.demonstration_accounts(at=at))
        if not accounts:
            raise CommandError("Er zijn geen voorbeeldaccounts. Laad eerst de voorbeeldgegevens.")
        rows = [("Rol", "Naam", "E-mailadres", "Wachtwoord", "Sleutel voor de app", "Code nu")]
        rows += [
            (who.role, who.name, who.email, who.password, who.secret, who.code) for who in accounts
        ]
        widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
        for row in rows:
            self.stdout.write(
                "  ".join(
                    cell.ljust(width) for cell, width in zip(row, widths, strict=True)
                ).rstrip()
            )
