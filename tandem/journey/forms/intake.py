"""Registering a household, and the joint triages."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day
from tandem.dossier.enums import Channel, PersonRole
from tandem.journey.enums import ProblemType, TriageOutcome

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.network.models import Organization, Pilot

ROWS = range(1, 7)
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
        help_text=_("Van het huishouden of van iemand uit het gezin."),
    )
    born_on = Day(
        label=_("Geboortedatum"),
        required=False,
        help_text=_("Van een kind of een ouder. Zo vindt u ook een naam die anders is gespeld."),
    )
    ref = forms.CharField(label=_("Kenmerk"), max_length=80, required=False)


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

    def __init__(
        self,
        data: QueryDict | None,
        *,
        pilots: QuerySet[Pilot],
        initial: Mapping[str, Any],
    ) -> None:
        """Offer the pilots somebody registers for, and room for the people of the household."""
        super().__init__(data, initial=dict(initial))
        self.fields["pilot"] = forms.ModelChoiceField(
            pilots, label=_("Toekomsttuin"), empty_label=_("Kies")
        )
        for number in ROWS:
            self.fields[f"name_{number}"] = forms.CharField(
                label=_("Naam"), max_length=200, required=False
            )
            self.fields[f"role_{number}"] = forms.ChoiceField(
                label=_("Rol"), choices=[CHOOSE, *PersonRole.choices], required=False
            )
            self.fields[f"born_{number}"] = Day(label=_("Geboortedatum"), required=False)

    @property
    def people(self) -> list[dict[str, Any]]:
        """The rows that were filled in."""
        rows = [self._row(number) for number in ROWS]
        return [row for row in rows if any(row.values())]

    def _row(self, number: int) -> dict[str, Any]:
        names = {"name": "name", "role": "role", "born_on": "born"}
        return {key: self.cleaned_data.get(f"{part}_{number}") for key, part in names.items()}

    def clean(self) -> dict[str, Any]:
        """A row is filled in whole or not at all, and there is at least one."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        for number in ROWS:
            names = [f"{part}_{number}" for part in ("name", "role", "born")]
            if any(cleaned.get(name) or name in self.errors for name in names):
                for name in names:
                    if not cleaned.get(name) and name not in self.errors:
                        self.add_error(name, _("Vul dit in, of maak de hele regel leeg."))
        if not self.people and not any(f"name_{number}" in self.errors for number in ROWS):
            self.add_error("name_1", _("Vul ten minste één gezinslid in."))
        return cleaned


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
