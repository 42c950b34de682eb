"""How it goes in a domain of life."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One
from tandem.plan.enums import Domain, DomainState

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person


class NoteDomain(forms.Form):
    """What was said of one domain of life on a day (DOS-23)."""

    domain = forms.ChoiceField(
        label=_("Waar gaat het over?"), choices=Domain.choices, widget=forms.RadioSelect
    )
    state = forms.ChoiceField(
        label=_("Hoe gaat het?"), choices=DomainState.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In gewone woorden"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Zoals het gezin het zegt. Bij zorgen is dit nodig."),
    )
    noted_on = Day(label=_("Wanneer is dit besproken?"))

    def __init__(
        self, data: QueryDict | None, *, people: QuerySet[Person], initial: Mapping[str, Any]
    ) -> None:
        """Offer the people of the household."""
        super().__init__(data, initial=dict(initial))
        self.fields["person"] = One(
            people,
            label=_("Over wie?"),
            required=False,
            empty_label=_("Het hele gezin"),
        )
        self.order_fields(["domain", "person", "state", "words", "noted_on"])
