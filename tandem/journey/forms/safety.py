"""The phase of safety, and deciding together to slow down."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day
from tandem.journey.enums import Phase, SafetyStand
from tandem.journey.forms.intake import YesNo

if TYPE_CHECKING:
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

USUAL_WEEKS = timedelta(weeks=4)
_LONG, _ROWS = 20_000, 3


def _words(
    label: StrOrPromise, help_text: StrOrPromise = "", *, required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=_LONG,
        required=required,
        widget=forms.Textarea(attrs={"rows": _ROWS}),
        help_text=help_text,
    )


class MarkPhase(forms.Form):
    """Which phase, how immediate safety stands, why, and what the family says (WP-11)."""

    phase = forms.TypedChoiceField(
        label=_("In welke fase is dit gezin?"),
        choices=[(one.value, f"{one.value}. {one.label}") for one in Phase],
        coerce=int,
        widget=forms.RadioSelect,
    )
    begun_on = Day(label=_("Vanaf wanneer?"))
    safety = forms.ChoiceField(
        label=_("Hoe staat het met de directe veiligheid?"),
        choices=SafetyStand.choices,
        widget=forms.RadioSelect,
        help_text=_("Voor ieder gezinslid, ook voor het jongste kind."),
    )
    why = _words(_("Waarom deze fase?"), _("Schrijf het zo dat het gezin het begrijpt."))
    family_view = _words(_("Wat zegt het gezin ervan?"))

    def __init__(self, data: QueryDict | None, *, today: date, current: int) -> None:
        """Start with today, in the phase that the household is in."""
        super().__init__(data, initial={"begun_on": today, "phase": current})


class SlowDown(forms.Form):
    """Why we slow down, at which sign we act, and when we look back (WP-17)."""

    decided_on = Day(label=_("Wanneer besloot u dit samen?"))
    motivation = _words(
        _("Waarom vertraagt u?"),
        _("Wat wordt er beter van wachten? Vertragen is niet: niets doen."),
    )
    safety_condition = _words(
        _("Bij welk teken handelt u wel?"),
        _("Wat ziet of hoort u dan, en wie doet wat? Bij gevaar handelt u altijd meteen."),
    )
    family_view = _words(_("Wat zegt het gezin ervan?"))
    review_on = Day(label=_("Wanneer kijkt u samen terug?"), help_text=_("Binnen drie maanden."))

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        """Start with today, and look back after four weeks."""
        initial = {"decided_on": today, "review_on": today + USUAL_WEEKS}
        super().__init__(data, initial=initial)


_AGAIN = ("motivation", "safety_condition", "family_view", "review_on")


class LookBack(forms.Form):
    """What was seen, and whether we go on: that is a new decision, that both sign (WP-17)."""

    on = Day(label=_("Wanneer keek u terug?"))
    saw = _words(_("Wat zag u?"), _("Deed het teken zich voor? Wat werd er beter of slechter?"))
    goes_on = YesNo(
        label=_("Vertraagt u verder?"),
        help_text=_("Ja: dat is een nieuw besluit. Daarvoor tekent de ander weer."),
    )
    motivation = _words(_("Waarom vertraagt u verder?"), _("Alleen bij ja."), required=False)
    safety_condition = _words(
        _("Bij welk teken handelt u wel?"), _("Alleen bij ja."), required=False
    )
    family_view = _words(_("Wat zegt het gezin ervan?"), _("Alleen bij ja."), required=False)
    review_on = Day(
        label=_("Wanneer kijkt u weer terug?"),
        required=False,
        help_text=_("Alleen bij ja. Binnen drie maanden."),
    )

    def __init__(self, data: QueryDict | None, *, today: date, sign: str) -> None:
        """Start with today, and with the sign that was agreed."""
        super().__init__(data, initial={"on": today, "safety_condition": sign})

    def clean(self) -> dict[str, Any]:
        """Who goes on, says everything again."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("goes_on"):
            for name in _AGAIN:
                if not cleaned.get(name) and name not in self.errors:
                    self.add_error(name, _("Vul dit in als u verder vertraagt."))
        return cleaned
