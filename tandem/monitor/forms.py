"""Forms of the monitor: the reason of a correction, and a figure counted by hand."""

from __future__ import annotations

from typing import Any

from django import forms

from tandem.monitor.enums import Band, Question

MOST = 100_000
_REASON = 500


class Submitting(forms.Form):
    """Submit: nothing to fill in, only to look and confirm."""


class Correcting(forms.Form):
    """Why the submitted figures change."""

    reason = forms.CharField(
        label="Wat klopte er niet?",
        help_text="Schrijf geen namen op. Deze zin staat bij de nieuwe versie.",
        max_length=_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


class CountingByHand(forms.Form):
    """A figure that a pilot still counts itself."""

    value = forms.IntegerField(label="Aantal huishoudens", min_value=0, max_value=MOST)
    band = forms.ChoiceField(
        label="Gemiddelde zwaarte",
        help_text="Licht is minder dan 1 uur per week, middel 1 tot 4 uur, zwaar 4 uur of meer.",
        choices=[("", "Zoals in het werk"), *Band.choices],
        required=False,
    )
    reason = forms.CharField(
        label="Waarom telt u zelf?",
        help_text="Schrijf geen namen op. Het getal uit het werk blijft ernaast staan.",
        max_length=_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, *args: Any, question: Question, **kwargs: Any) -> None:
        """Ask for the weight only where the monitor does: question D."""
        super().__init__(*args, **kwargs)
        if not question.value.startswith("D."):
            del self.fields["band"]
