"""Forms of the desk."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.dossier.enums import LookOutcome


class JudgeLook(forms.Form):
    """What came of asking why somebody looked."""

    outcome = forms.ChoiceField(
        label=_("Was het terecht?"), choices=LookOutcome.choices, widget=forms.RadioSelect
    )
    explanation = forms.CharField(
        label=_("Waarom vindt u dat?"),
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Wat vroeg u na, bij wie, en wat was het antwoord? Schrijf geen namen op."),
    )
