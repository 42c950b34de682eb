"""Taking consent back: what happened, what was explored, how it ended (CONS-06..08)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day
from tandem.legal.enums import IdentityCheck, Via

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.network.models import Organization


class Withdraw(forms.Form):
    """How somebody took consent back; nothing more may be asked of them."""

    via = forms.ChoiceField(
        label=_("Hoe liet die het weten?"), choices=Via.choices, widget=forms.RadioSelect
    )
    identity = forms.ChoiceField(
        label=_("Wie sprak u? Hoe weet u dat die het zelf was?"),
        choices=IdentityCheck.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Twijfelt u? De deuren gaan toch meteen dicht. Bel daarna terug op het nummer dat wij "
            "al hadden."
        ),
    )


class Explore(forms.Form):
    """What was looked for together (CONS-07)."""

    on = Day(label=_("Wanneer besprak u het?"))
    exploration = forms.CharField(
        label=_("Wat bespraken we, en wat wil het gezin?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Is er een oplossing waarbij we toch samen verder kunnen?"),
    )


class Conclude(forms.Form):
    """How it goes on: with fresh consent, or not."""

    sections = (
        ("", ("outcome",)),
        (_("Gaan we verder?"), ("organizations", "given_on", "via")),
        (_("Stoppen we?"), ("what_else",)),
    )

    outcome = forms.ChoiceField(
        label=_("Wat is de uitkomst?"),
        choices=[
            ("continue", _("We gaan verder, met nieuwe toestemming")),
            ("stop", _("We stoppen")),
        ],
        widget=forms.RadioSelect,
    )
    given_on = Day(label=_("Wanneer gaf het gezin opnieuw toestemming?"), required=False)
    via = forms.ChoiceField(
        label=_("Hoe?"), choices=Via.choices, widget=forms.RadioSelect, required=False
    )
    what_else = forms.CharField(
        label=_("Wat kan er wel?"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("Welke hulp blijft er, of wat sprak u af?"),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        partners: QuerySet[Organization],
        today: date,
    ) -> None:
        """Offer the partners of the pilot."""
        super().__init__(data, initial={"given_on": today})
        self.fields["organizations"] = forms.ModelMultipleChoiceField(
            partners,
            label=_("Met welke organisaties?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Alleen wie hier staat, mag weer meedoen."),
        )

    def clean(self) -> dict[str, Any]:
        """Each outcome asks for its own answers."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        needed = {
            "continue": ("organizations", "given_on", "via"),
            "stop": ("what_else",),
        }.get(cleaned.get("outcome", ""), ())
        for name in needed:
            if not cleaned.get(name) and name not in self.errors:
                self.add_error(name, _("Vul dit in bij deze uitkomst."))
        return cleaned
