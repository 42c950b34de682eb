"""Sitting together about a household."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Several
from tandem.journey.enums import ConsultationKind

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person
    from tandem.network.models import Account, Organization

_LONG = 20_000


class Consult(forms.Form):
    """Who sat together, about what, what was decided, and how the family took part (FAM-01)."""

    kind = forms.ChoiceField(
        label=_("Wat voor overleg?"), choices=ConsultationKind.choices, widget=forms.RadioSelect
    )
    held_on = Day(label=_("Wanneer zat u samen?"))
    expert_absent_reason = forms.CharField(
        label=_("Geen ervaringsdeskundige erbij? Waarom niet?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alleen nodig als er geen ervaringsdeskundige bij was."),
    )
    family_involved = forms.CharField(
        label=_("Hoe was het gezin erbij betrokken?"),
        max_length=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Ook kinderen. Was iemand er niet bij? Hoe weet u dan wat die wil?"),
    )
    question = forms.CharField(
        label=_("Waar ging het over?"), max_length=_LONG, widget=forms.Textarea(attrs={"rows": 3})
    )
    decided = forms.CharField(
        label=_("Wat besloot u?"),
        max_length=_LONG,
        widget=forms.Textarea,
        help_text=_("Wie doet wat, en wanneer? Schrijf zoals u het tegen het gezin zou zeggen."),
    )
    child_interest = forms.CharField(
        label=_("Wat betekent dit voor de kinderen?"),
        max_length=_LONG,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Voor elk kind dat er woont, in gewone woorden."),
    )
    connected_on = Day(
        label=_("Verbonden met de MDA++ op"),
        required=False,
        help_text=_("Alleen als er een verbinding met de MDA++ is. Bij een MDA++ altijd."),
    )
    connected_to = forms.CharField(
        label=_("Bij wie van de MDA++?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: het Zorg- en Veiligheidshuis, met de naam van wie het doet."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        table: QuerySet[Organization],
        riders: QuerySet[Account],
        family: QuerySet[Person],
        has_minors: bool,
        today: date,
    ) -> None:
        """Offer who can sit at the table: organizations, who rides, and the family."""
        super().__init__(data, initial={"held_on": today})
        self.fields["organizations"] = Several(table, label=_("Welke organisaties zaten erbij?"))
        self.fields["riders"] = Several(
            riders, label=_("Wie van de tandem zat erbij?"), required=False
        )
        self.fields["family"] = Several(
            family, label=_("Wie van het gezin zat erbij?"), required=False
        )
        if not has_minors:
            del self.fields["child_interest"]
        self.order_fields(
            ["kind", "held_on", "organizations", "riders", "expert_absent_reason", "family"]
        )
