"""Hours of a partner, and who of the organization does the work."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One
from tandem.legal.forms.fields import WorkHours

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.forms import BoundField
    from django.http import QueryDict

    from tandem.network.models import Account

ROWS = range(1, 6)


class CorrectHours(forms.Form):
    """The right number for one day; 0 takes the hours back."""

    hours = WorkHours(label=_("Uren"), min_value=0)


class AddHours(forms.Form):
    """Hours on days, five rows at a time (WP-16)."""

    def __init__(self, data: QueryDict | None) -> None:
        """Make the rows; all may stay empty but one."""
        super().__init__(data)
        for row in ROWS:
            number = {"row": row}
            self.fields[f"day_{row}"] = Day(label=_("Dag %(row)s") % number, required=False)
            self.fields[f"hours_{row}"] = WorkHours(
                label=_("Uren %(row)s") % number, required=False
            )

    def pairs(self) -> list[tuple[BoundField, BoundField]]:
        """The rows to draw: a day and its hours side by side."""
        return [(self[f"day_{row}"], self[f"hours_{row}"]) for row in ROWS]

    def clean(self) -> dict[str, Any]:
        """Read the rows that were filled in as days with hours."""
        cleaned = super().clean() or self.cleaned_data
        entries = []
        for row in ROWS:
            day, hours = cleaned.get(f"day_{row}"), cleaned.get(f"hours_{row}")
            if day is not None and hours is not None:
                entries.append((day, hours))
            elif day is not None and f"hours_{row}" not in self.errors:
                self.add_error(f"hours_{row}", say("Vul ook de uren in."))
            elif hours is not None and f"day_{row}" not in self.errors:
                self.add_error(f"day_{row}", say("Vul ook de dag in."))
        if not entries and not self.errors:
            self.add_error("day_1", say("Vul ten minste één dag met uren in."))
        cleaned["entries"] = entries
        return cleaned


class Name(forms.Form):
    """Who of the organization does the work from now on."""

    def __init__(self, data: QueryDict | None, *, colleagues: QuerySet[Account]) -> None:
        """Offer who works for the organization."""
        super().__init__(data)
        self.fields["professional"] = One(
            colleagues,
            label=_("Wie gaat het doen?"),
            help_text=_("Deze collega krijgt een sleutel. Wie het eerst deed, verliest die."),
            words=_with_job,
        )


def _with_job(account: Account) -> str:
    return f"{account.name}, {account.professional.get_job_title_display()}"
