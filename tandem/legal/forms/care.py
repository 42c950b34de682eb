"""Consent to help and to sharing, and taking either back."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One
from tandem.core.periods import Period
from tandem.dossier.rules import ADULT
from tandem.legal.enums import Capacity, Circumstance, Direction, Via
from tandem.legal.forms.fields import Words

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from tandem.dossier.models import Person
    from tandem.network.models import Organization

type Section = tuple[StrOrPromise, tuple[str, ...]]

_SHORT = 200
_FOR_AN_ADULT: Section = (
    _("Voor een volwassene die dit niet kan overzien"),
    ("capacity", "shown_by"),
)


class _Given(forms.Form):
    """Who answers what, when and how, by the rule of the age or an exception."""

    sections: tuple[Section, ...]
    answer = forms.ChoiceField(
        label=_("Wat is het antwoord?"),
        choices=[("yes", _("Ja")), ("no", _("Nee"))],
        widget=forms.RadioSelect,
    )
    given_on = Day(label=_("Op welke dag is het gezegd?"))
    via = forms.ChoiceField(
        label=_("Hoe is het gezegd?"),
        choices=Via.choices,
        widget=forms.RadioSelect,
        initial=Via.ORAL,
    )
    circumstance = forms.ChoiceField(
        label=_("Welke regel geldt hier?"),
        choices=[one for one in Circumstance.choices if one[0] != Circumstance.MEASURE],
        initial=Circumstance.NORMAL,
    )
    circumstance_reason = Words(
        label=_("Waarom geldt de uitzondering?"),
        help_text=_("Alleen bij een uitzondering."),
        required=False,
    )
    capacity = forms.ChoiceField(
        label=_("Als wat antwoordt deze persoon?"),
        choices=[("", _("Niet van toepassing")), *Capacity.choices],
        help_text=_("Een partner of naaste alleen als er geen mentor, curator of gemachtigde is."),
        required=False,
    )
    shown_by = forms.CharField(
        label=_("Waaruit blijkt dat?"),
        max_length=_SHORT,
        help_text=_("Bijvoorbeeld: beschikking van de rechtbank van 3 maart 2026."),
        required=False,
    )

    def __init__(
        self, data: QueryDict | None, *, about: Person, people: QuerySet[Person], today: date
    ) -> None:
        """Offer the people of the household as who answers; only an adult is represented."""
        super().__init__(data, initial={"given_on": today})
        self.fields["given_by"] = One(people, label=_("Wie antwoordt?"))
        if about.age(today) < ADULT:
            self.sections = tuple(part for part in self.sections if part is not _FOR_AN_ADULT)
            del self.fields["capacity"], self.fields["shown_by"]

    def clean(self) -> dict[str, Any]:
        """Read the last day as a period."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("given_on"):
            period = Period.with_last_day(cleaned["given_on"], cleaned.get("last_day"))
            cleaned["until"] = period.until
        return cleaned


class AllowHelp(_Given):
    """An answer about help for somebody (Jeugdwet 7.3.4 and 7.3.5)."""

    sections = (
        (_("Het antwoord"), ("given_by", "help", "answer", "given_on", "via", "last_day")),
        (_("Uitzondering"), ("circumstance", "circumstance_reason", "review_on")),
        _FOR_AN_ADULT,
    )

    circumstance = forms.ChoiceField(
        label=_("Welke regel geldt hier?"),
        choices=Circumstance.choices,
        initial=Circumstance.NORMAL,
        help_text=_(
            "Bij een maatregel: schrijf bij de uitzondering op wat u vertelde, en aan wie."
        ),
    )
    review_on = Day(
        label=_("Wanneer bekijkt u het opnieuw?"),
        help_text=_(
            "Alleen bij ernstig nadeel, binnen drie maanden. Een collega legt het begin vast."
        ),
        required=False,
    )
    help = forms.CharField(
        label=_("Welke hulp?"),
        max_length=_SHORT,
        help_text=_("Bijvoorbeeld: gesprekken met een psycholoog, elke week."),
    )
    last_day = Day(
        label=_("Tot en met welke dag geldt het?"),
        help_text=_("Leeg: tot het gezin iets anders zegt."),
        required=False,
    )


class AllowSharing(_Given):
    """An answer about sharing with one source (CONS-11)."""

    sections = (
        (_("Wat delen we?"), ("direction", "organization", "source", "what", "purpose")),
        (_("Het antwoord"), ("given_by", "answer", "given_on", "via", "last_day")),
        (_("Uitzondering"), ("circumstance", "circumstance_reason")),
        _FOR_AN_ADULT,
    )

    direction = forms.ChoiceField(
        label=_("Welke kant gaat het op?"), choices=Direction.choices, widget=forms.RadioSelect
    )
    source = forms.CharField(
        label=_("Een andere bron"),
        max_length=_SHORT,
        required=False,
        help_text=_("Bijvoorbeeld: de school, de huisarts of oma."),
    )
    what = Words(label=_("Welke gegevens?"), help_text=_("Niet meer dan nodig is."))
    purpose = Words(label=_("Waarvoor is het nodig?"))
    last_day = Day(label=_("Tot en met welke dag geldt het?"), help_text=_("Ten hoogste een jaar."))

    def __init__(
        self,
        data: QueryDict | None,
        *,
        about: Person,
        people: QuerySet[Person],
        organizations: QuerySet[Organization],
        today: date,
    ) -> None:
        """Offer the partners of the pilot beside a source in words."""
        super().__init__(data, about=about, people=people, today=today)
        self.fields["organization"] = One(
            organizations, label=_("Een organisatie die meedoet"), required=False
        )

    def clean(self) -> dict[str, Any]:
        """Refuse two sources, or none."""
        cleaned = super().clean()
        if bool(cleaned.get("organization")) == bool(cleaned.get("source")):
            self.add_error("source", say("Kies één bron: een organisatie, of een andere bron."))
        return cleaned


class BeginHelp(forms.Form):
    """On which day help begins."""

    on = Day(label=_("Op welke dag begint de hulp?"))

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        """Start from today."""
        super().__init__(data, initial={"on": today})


class TakeBack(forms.Form):
    """How somebody took a yes back; nothing more may be asked of them (CONS-06)."""

    via = forms.ChoiceField(
        label=_("Hoe liet die het weten?"), choices=Via.choices, widget=forms.RadioSelect
    )
