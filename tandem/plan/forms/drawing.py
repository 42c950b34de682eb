"""What people fill in about the family drawing."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day, Versioned
from tandem.plan.enums import COUPLES, DESCENTS, SORTS, TONES, BondKind, Symbol, sort_of
from tandem.plan.models.drawing import FIRST_YEAR, LAST_YEAR

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from django.http import QueryDict

CHILD = "child"  # the same as being the parent, read from the other side


def _labelled(kinds: frozenset[BondKind]) -> list[tuple[str, Any]]:
    return [(one.value, one.label) for one in BondKind if one in kinds]


KINDS: list[Any] = [
    CHOOSE,
    (_("Ouder en kind"), [*_labelled(DESCENTS), (CHILD, _("kind van"))]),
    (_("Paar"), _labelled(COUPLES)),
    (_("Broer of zus"), _labelled(SORTS[2])),
    (_("Hoe het tussen hen gaat"), _labelled(TONES)),
]


class Year(forms.IntegerField):
    """A year, when the day is not known."""

    def __init__(self, **kwargs: Any) -> None:
        """Between the first and the last year that a drawing knows."""
        super().__init__(
            min_value=FIRST_YEAR,
            max_value=LAST_YEAR,
            required=False,
            error_messages={
                "min_value": _("Vul een jaar in van vier cijfers."),
                "max_value": _("Vul een jaar in van vier cijfers."),
                "invalid": _("Vul een jaar in van vier cijfers."),
            },
            **kwargs,
        )


class WriteRelative(forms.Form):
    """Somebody of the family who is not of the household (DOS-05)."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=200,
        help_text=_("Zoals het gezin deze persoon noemt, bijvoorbeeld: oma Zohra."),
    )
    symbol = forms.ChoiceField(
        label=_("Symbool in de tekening"),
        choices=Symbol.choices,
        widget=forms.RadioSelect,
        initial=Symbol.OTHER,
    )
    born_year = Year(label=_("Geboortejaar"))
    born_on = Day(label=_("Of de geboortedatum"), required=False)
    is_dead = forms.BooleanField(label=_("Is overleden"), required=False)
    died_year = Year(label=_("Overleden in"), help_text=_("Een jaartal. Leeg als u het niet weet."))
    note = forms.CharField(
        label=_("Wat wil het gezin erbij zeggen?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def clean(self) -> dict[str, Any]:
        """A day says the year too."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        born_on, born_year = cleaned.get("born_on"), cleaned.get("born_year")
        if born_on and born_year and born_on.year != born_year:
            self.add_error("born_year", _("Dit is een ander jaar dan dat van de geboortedatum."))
        if born_on:
            cleaned["born_year"] = None
        return cleaned


class AddRelative(WriteRelative):
    """A new relative, and at once how they belong to somebody who is in the drawing."""

    def __init__(self, data: QueryDict | None, *, ends: Sequence[tuple[str, str]]) -> None:
        """Offer everybody who is in the drawing."""
        super().__init__(data)
        self.fields["kind"] = forms.ChoiceField(
            label=_("Deze persoon is"), choices=KINDS, required=False
        )
        self.fields["other"] = forms.ChoiceField(
            label=_("van of met"), choices=[CHOOSE, *ends], required=False
        )
        self.order_fields(["name", "kind", "other"])

    def clean(self) -> dict[str, Any]:
        """How and with whom belong together."""
        cleaned = super().clean()
        if bool(cleaned.get("kind")) != bool(cleaned.get("other")):
            missing = "other" if cleaned.get("kind") else "kind"
            self.add_error(missing, _("Kies ook dit, of laat allebei leeg."))
        return cleaned


class ChangeRelative(Versioned, WriteRelative):
    """What is known of a relative now."""


class DrawPerson(Versioned):
    """How somebody of the household is drawn."""

    symbol = forms.ChoiceField(
        label=_("Symbool in de tekening"), choices=Symbol.choices, widget=forms.RadioSelect
    )
    died_on = Day(
        label=_("Overleden op"), required=False, help_text=_("Alleen als iemand is overleden.")
    )


class _Years(forms.Form):
    """Since when, until when, and in a few words."""

    since_year = Year(label=_("Sinds welk jaar?"))
    until_year = Year(
        label=_("Tot welk jaar?"), help_text=_("Als het voorbij is. Weet u het niet? Laat leeg.")
    )
    note = forms.CharField(
        label=_("In een paar woorden"),
        required=False,
        max_length=200,
        help_text=_("Bijvoorbeeld: vaak ruzie over geld. Het staat in de lijst bij de tekening."),
    )


class AddBond(_Years):
    """What is between two people, read as a sentence."""

    kind = forms.ChoiceField(label=_("is"), choices=KINDS)

    def __init__(self, data: QueryDict | None, *, ends: Sequence[tuple[str, str]]) -> None:
        """Offer everybody who is in the drawing."""
        super().__init__(data)
        self.fields["one"] = forms.ChoiceField(label=_("Wie?"), choices=[CHOOSE, *ends])
        self.fields["other"] = forms.ChoiceField(label=_("Wie nog meer?"), choices=[CHOOSE, *ends])
        self.order_fields(["one", "kind", "other"])


class ChangeBond(Versioned, _Years):
    """What became of it; the two people stay the same."""

    def __init__(
        self, data: QueryDict | None, *, kind: str, initial: Mapping[str, Any] | None = None
    ) -> None:
        """Offer what this can have become: a couple is a couple."""
        super().__init__(data, initial=dict(initial or {}))
        self.fields["kind"] = forms.ChoiceField(
            label=_("is nu"), choices=_labelled(sort_of(kind)), widget=forms.RadioSelect
        )
        self.order_fields(["kind"])
