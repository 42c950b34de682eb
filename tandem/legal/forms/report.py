"""What a partner writes to the local team, and how it came to know that."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Several
from tandem.dossier.enums import Provenance
from tandem.legal.forms.entry import what_for

if TYPE_CHECKING:
    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.legal.models import SharingConsent


class SendReport(forms.Form):
    """What a partner writes to the local team (DOS-08, DOS-10, DOS-15)."""

    sections = (
        ("", ("text", "own_system")),
        (_("Van wie weet u dit?"), ("provenance", "source", "consents", "legal_ground")),
    )

    text = forms.CharField(
        label=_("Verslag"),
        max_length=50_000,
        widget=forms.Textarea(attrs={"rows": 12}),
        help_text=_("Wat is besproken, en wat is afgesproken? Het gezin leest mee."),
    )
    own_system = forms.BooleanField(
        label=_("Ik heb dit ook in ons eigen systeem vastgelegd"), required=False
    )
    provenance = forms.ChoiceField(
        label=_("Hoe kwam u hieraan?"),
        choices=Provenance.choices,
        widget=forms.RadioSelect,
        help_text=_("Hoorde u iets van een ander dan het gezin? Kies dan dat."),
    )
    source = forms.CharField(
        label=_("Van wie?"),
        max_length=100,
        required=False,
        help_text=_("Bijvoorbeeld: moeder, de leerkracht, ikzelf."),
    )
    legal_ground = forms.CharField(
        label=_("Op welke wettelijke grond?"),
        max_length=200,
        required=False,
        help_text=_(
            "Alleen nodig als dit zonder toestemming is verkregen: welke wet of welk besluit?"
        ),
    )

    def __init__(self, data: QueryDict | None, *, consents: QuerySet[SharingConsent]) -> None:
        """Offer the consents on which a source was asked."""
        super().__init__(data)
        self.fields["consents"] = Several(
            consents,
            words=what_for,
            label=_("Met welke toestemming?"),
            required=False,
            help_text=_("Alleen bij 'van iemand anders, met toestemming'."),
        )

    def clean(self) -> dict[str, Any]:
        """A ground belongs to what was obtained without consent, a consent to what was with."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("provenance") != Provenance.LEGAL_GROUND:
            cleaned["legal_ground"] = ""
        if cleaned.get("provenance") != Provenance.THIRD_PARTY:
            cleaned["consents"] = ()
        return cleaned
