"""Evaluations, counts of experience experts, and the end of the road."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils import dateformat
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Versioned
from tandem.journey.enums import EvaluationKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date
    from typing import Any

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.network.models import Organization


class PlanEvaluation(forms.Form):
    """Which evaluation, and when."""

    kind = forms.ChoiceField(
        label=_("Welke evaluatie?"), choices=EvaluationKind.choices, widget=forms.RadioSelect
    )
    due_on = Day(label=_("Wanneer zit u samen?"))


class HoldEvaluation(Versioned):
    """What was said at an evaluation with the family (WP-07)."""

    held_on = Day(label=_("Wanneer zat u samen?"))
    safety = forms.CharField(
        label=_("Hoe veilig is het nu?"),
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("Voor ieder gezinslid, in gewone woorden."),
    )
    what_worked = forms.CharField(
        label=_("Wat hielp?"), max_length=20_000, required=False, widget=forms.Textarea
    )
    family_view = forms.CharField(
        label=_("Wat zegt het gezin er zelf van?"), max_length=20_000, widget=forms.Textarea
    )


class CountExperts(forms.Form):
    """How often an experience expert had contact in a month: a number, never content (INV-16)."""

    count = forms.IntegerField(
        label=_("Aantal contacten"),
        min_value=0,
        max_value=999,
        help_text=_("Alleen het aantal. Wat er besproken is, blijft tussen hen."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization],
        months: Sequence[date],
    ) -> None:
        """Offer the organizations of experience experts and the months since registration."""
        super().__init__(data)
        self.fields["organization"] = forms.ModelChoiceField(
            organizations, label=_("Organisatie"), empty_label=_("Kies")
        )
        self.fields["month"] = forms.TypedChoiceField(
            label=_("Maand"),
            choices=[(day.isoformat(), dateformat.format(day, "F Y")) for day in months],
            coerce={day.isoformat(): day for day in months}.__getitem__,
        )
        self.order_fields(["organization", "month"])


class End(forms.Form):
    """The last day, and why (WP-08)."""

    last_day = Day(
        label=_("Laatste dag"), help_text=_("Tot en met deze dag was het lokaal team betrokken.")
    )
    reason = forms.CharField(
        label=_("Waarom ronden we af?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 4}),
    )

    def __init__(self, data: QueryDict | None, *, initial: Mapping[str, Any]) -> None:
        """Start with today."""
        super().__init__(data, initial=dict(initial))
