"""Registering a household, and the joint triages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day
from tandem.dossier.enums import Channel, PersonRole
from tandem.journey.enums import ProblemType, TriageOutcome

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.journey.selectors import Double
    from tandem.network.models import Organization, Pilot

ROWS = range(1, 7)
FIRST = 3  # rows that are open at once; the others are folded away
YES_NO = (("ja", _("ja")), ("nee", _("nee")))
IN = (TriageOutcome.ADMIT, TriageOutcome.ADVICE_ONLY, TriageOutcome.ELSEWHERE)
OUT = (TriageOutcome.LEAVE, TriageOutcome.STAY)


class YesNo(forms.TypedChoiceField):
    """A question that must be answered: yes or no."""

    def __init__(self, **kwargs: Any) -> None:
        """Show two radio buttons, none of them chosen."""
        super().__init__(
            choices=YES_NO, coerce=lambda value: value == "ja", widget=forms.RadioSelect, **kwargs
        )


class Search(forms.Form):
    """Whom somebody is about to register, to see whether they are known already."""

    name = forms.CharField(
        label=_("Naam"),
        max_length=200,
        required=False,
        help_text=_("Van het huishouden of van iemand uit het gezin."),
    )
    born_on = Day(
        label=_("Geboortedatum"),
        required=False,
        help_text=_("Van een kind of een ouder. Zo vindt u ook een naam die anders is gespeld."),
    )
    ref = forms.CharField(label=_("Kenmerk"), max_length=80, required=False)

    def clean(self) -> dict[str, Any]:
        """One of the three is enough."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if not self.errors and not any(cleaned.values()):
            self.add_error("name", _("Vul een naam, een geboortedatum of een kenmerk in."))
        return cleaned


class Register(forms.Form):
    """Everything a registration holds (WP-04, WP-05)."""

    registered_on = Day(label=_("Datum van aanmelding"))
    channel = forms.ChoiceField(
        label=_("Binnengekomen via"), choices=Channel.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=_("Wie meldde aan?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: moeder zelf, school, de huisarts."),
    )
    name = forms.CharField(
        label=_("Naam van het huishouden"),
        max_length=200,
        help_text=_("De naam waaronder iedereen dit huishouden kent, bijvoorbeeld: De Wilg."),
    )
    concerns = forms.CharField(
        label=_("Welke zorgen zijn er?"),
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("Schrijf zoals u het tegen het gezin zelf zou zeggen: zij lezen mee."),
    )
    measure_considered = YesNo(
        label=_("Dacht het lokaal team aan een beschermingsmaatregel?"),
        help_text=_("Dit telt mee in de monitor (vraag E)."),
    )
    running_measures = forms.CharField(
        label=_("Welke maatregelen lopen er al?"),
        max_length=5_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    problem_types = forms.MultipleChoiceField(
        label=_("Wat speelt er?"),
        choices=ProblemType.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    is_urgent = forms.BooleanField(label=_("Er is spoed"), required=False)
    is_new = forms.BooleanField(
        label=_("Ik heb gekeken: dit is een ander huishouden"), required=False
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        pilots: QuerySet[Pilot],
        initial: Mapping[str, Any],
        known: Callable[[Sequence[Mapping[str, Any]]], list[Double]],
    ) -> None:
        """Offer the pilots somebody registers for, and room for the people of the household."""
        super().__init__(data, initial=dict(initial))
        self.known = known
        self.doubles: list[Double] = []
        self.fields["pilot"] = forms.ModelChoiceField(
            pilots, label=_("Toekomsttuin"), empty_label=_("Kies")
        )
        for number in ROWS:
            self._make_row(number, needed=number == ROWS[0])
        # The error summary follows the page.
        self.order_fields(
            ["is_new", "registered_on", "pilot", "channel", "source", "name"]
            + [name for number in ROWS for name in _names(number)]
            + ["concerns", "problem_types"]
        )

    def _make_row(self, number: int, *, needed: bool) -> None:
        """Room for one person; only the first row must be filled in."""
        name, role, born = _names(number)
        errors = {"required": _("Vul dit in bij gezinslid %(number)s.") % {"number": number}}
        self.fields[name] = forms.CharField(
            label=_("Naam"), max_length=200, required=needed, error_messages=errors
        )
        self.fields[role] = forms.ChoiceField(
            label=_("Rol"),
            choices=[CHOOSE, *PersonRole.choices],
            required=needed,
            error_messages=errors,
        )
        self.fields[born] = Day(label=_("Geboortedatum"), required=needed, error_messages=errors)

    @property
    def rows(self) -> list[tuple[int, str]]:
        """Number and field names of each row for somebody of the household."""
        return [(number, " ".join(_names(number))) for number in ROWS]

    @property
    def has_more(self) -> bool:
        """Whether something stands in the rows that are folded away at first."""
        return any(self[name].value() for number in ROWS[FIRST:] for name in _names(number))

    def clean(self) -> dict[str, Any]:
        """A row is filled in whole or not at all, the first one always, and nobody is double."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        people = []
        for number in ROWS:
            names = _names(number)
            if any(cleaned.get(name) or name in self.errors for name in names):
                self._demand(number, names)
                people.append({key: cleaned.get(n) for key, n in zip(_PARTS, names, strict=True)})
        cleaned["people"] = people
        if not self.errors and not cleaned.get("is_new"):
            self.doubles = self.known(people)
            if self.doubles:
                self.add_error(
                    "is_new", _("Dit lijkt op een huishouden dat er al is. Kijk eerst daar.")
                )
        return cleaned

    def _demand(self, number: int, names: Sequence[str]) -> None:
        for name in names:
            if not self.cleaned_data.get(name) and name not in self.errors:
                sentence = _("Vul dit in bij gezinslid %(number)s, of maak die regel leeg.")
                self.add_error(name, sentence % {"number": number})


_PARTS = ("name", "role", "born_on")


def _names(number: int) -> list[str]:
    return [f"name_{number}", f"role_{number}", f"born_{number}"]


class HoldTriage(forms.Form):
    """What a joint triage decided, who sat there, and why (WP-06, WP-07, WP-28, EXP-05)."""

    held_on = Day(label=_("Wanneer zat u samen?"))
    motivation = forms.CharField(
        label=_("Waarom?"),
        max_length=20_000,
        widget=forms.Textarea,
        help_text=_("Schrijf het zo dat het gezin het begrijpt."),
    )
    expert_absent_reason = forms.CharField(
        label=_("Geen ervaringsdeskundige erbij? Waarom niet?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Alleen nodig als er geen ervaringsdeskundige bij was."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        table: QuerySet[Organization],
        outcomes: Sequence[TriageOutcome],
        today: date,
    ) -> None:
        """Offer who can sit at the table, and what this triage can decide."""
        super().__init__(data, initial={"held_on": today})
        self.fields["organizations"] = forms.ModelMultipleChoiceField(
            table,
            label=_("Wie zaten erbij?"),
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Ten minste het lokaal team en één partner."),
        )
        self.fields["outcome"] = forms.ChoiceField(
            label=_("Wat is de uitkomst?"),
            choices=[(one.value, one.label) for one in outcomes],
            widget=forms.RadioSelect,
        )
        if TriageOutcome.ADMIT in outcomes:
            self.fields["contact_choice"] = forms.CharField(
                label=_("Wie legt het contact met het gezin, en waarom zo?"),
                max_length=5_000,
                required=False,
                widget=forms.Textarea(attrs={"rows": 3}),
                help_text=_("Nodig bij toelaten: kies samen, vanaf het eerste moment."),
            )
        self.order_fields(
            ["held_on", "organizations", "expert_absent_reason", "outcome", "motivation"]
        )
