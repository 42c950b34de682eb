"""A contact that a partner had without the local team."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Several

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person


class AnnounceReport(forms.Form):
    """When the contact was, and with whom (DOS-08)."""

    contact_on = Day(label=_("Wanneer was het contact?"))
    others = forms.CharField(
        label=_("Wie was er verder bij?"),
        max_length=100,
        required=False,
        help_text=_("Bijvoorbeeld: de juf, of de zus van moeder."),
    )

    field_order = ("contact_on", "people", "others")

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Person], today: date) -> None:
        """Offer the people of the household; start from today."""
        super().__init__(data, initial={"contact_on": today})
        self.fields["people"] = Several(people, label=_("Met wie van het gezin?"), required=False)
        self.order_fields(self.field_order)

    def clean(self) -> dict[str, Any]:
        """Ask for at least one person."""
        cleaned = super().clean() or self.cleaned_data
        if not cleaned.get("people") and not cleaned.get("others"):
            self.add_error("people", say("Vink aan met wie het contact was."))
        return cleaned
