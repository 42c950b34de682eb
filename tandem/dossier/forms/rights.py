"""What people fill in about keys: who is too close, who had to go in, who asks, who is away."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Several
from tandem.core.periods import Period
from tandem.dossier.enums import (
    BarKind,
    EmergencyArticle,
    EmergencyKind,
    EmergencyOutcome,
    RequestAnswer,
    ReviewOutcome,
)
from tandem.network.models import Account

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date

    from django.db.models import QuerySet, TextChoices
    from django.http import QueryDict
    from django_stubs_ext import StrOrPromise

    from tandem.dossier.models import Person

LONGEST_TEXT = 2000


def _text(
    label: StrOrPromise, *, help_text: StrOrPromise = "", required: bool = True
) -> forms.CharField:
    return forms.CharField(
        label=label,
        help_text=help_text,
        required=required,
        max_length=LONGEST_TEXT,
        widget=forms.Textarea(attrs={"rows": 3}),
    )


def _ref(*, required: bool = True) -> forms.CharField:
    return forms.CharField(
        label=_("Kenmerk van het huishouden"),
        help_text=_("Bijvoorbeeld 2026-4F7KXZ. U krijgt het van een collega."),
        max_length=12,
        required=required,
    )


def _one_of(
    label: StrOrPromise, table: type[TextChoices], offered: Collection[str]
) -> forms.ChoiceField:
    choices = [(value, text) for value, text in table.choices if value in offered]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect)


class Know(forms.Form):
    """How a professional knows a family."""

    kind = forms.ChoiceField(
        label=_("Hoe is dit gezin bekend?"), choices=BarKind.choices, widget=forms.RadioSelect
    )
    note = forms.CharField(
        label=_("Anders, namelijk"),
        max_length=LONGEST_TEXT,
        required=False,
        help_text=_("Alleen als geen van deze past. Eén zin is genoeg."),
    )

    def clean(self) -> dict[str, Any]:
        """Another tie is described."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("kind") == BarKind.OTHER and not cleaned.get("note"):
            self.add_error("note", _("Schrijf hoe dit gezin bekend is."))
        return cleaned


class KnowByReference(Know):
    """The same, of a household to which one has no key."""

    ref = _ref()
    field_order = ("ref", "kind", "note")


class Exclude(Know):
    """A colleague who is too close to this household."""

    def __init__(self, data: QueryDict | None, *, colleagues: QuerySet[Account]) -> None:
        """Offer who works in the region."""
        super().__init__(data)
        self.fields["account"] = forms.ModelChoiceField(
            colleagues, label=_("Wie kent dit gezin persoonlijk?"), empty_label=_("Kies")
        )
        self.order_fields(["account"])


class Lift(forms.Form):
    """Why somebody is no longer barred."""

    reason = _text(
        _("Waarom kan deze collega weer met dit gezin werken?"),
        help_text=_("Bijvoorbeeld: het bleek om iemand anders met dezelfde naam te gaan."),
    )


class BreakGlass(forms.Form):
    """Which household, named exactly, and why now."""

    sections: tuple[tuple[StrOrPromise, tuple[str, ...]], ...] = (
        (_("Om welk huishouden gaat het?"), ("ref", "name", "born_on")),
        (_("Waarom kan het niet wachten?"), ("kind", "article", "reason")),
    )

    ref = _ref(required=False)
    name = forms.CharField(
        label=_("Of: voor- en achternaam van een gezinslid"),
        max_length=200,
        required=False,
        help_text=_("Precies zoals die persoon heet."),
    )
    born_on = Day(label=_("en de geboortedatum van dat gezinslid"), required=False)
    reason = _text(
        _("Wat is er aan de hand?"),
        help_text=_("Schrijf de feiten: wie, wat, en van wie u het weet. Het gezin leest dit."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        kinds: Collection[EmergencyKind],
        articles: Collection[EmergencyArticle],
    ) -> None:
        """Offer what may be a reason; who is of a local team is not asked for an article."""
        super().__init__(data)
        self.fields["kind"] = _one_of(_("Waarom nu?"), EmergencyKind, kinds)
        self.fields["article"] = _one_of(_("Op welk artikel?"), EmergencyArticle, articles)
        if not articles:
            del self.fields["article"]
            named, (why, _all) = self.sections
            self.sections = (named, (why, ("kind", "reason")))

    def clean(self) -> dict[str, Any]:
        """One of the two ways to name a household is whole."""
        cleaned: dict[str, Any] = super().clean() or {}
        named = cleaned.get("name") and cleaned.get("born_on")
        if not self.errors and not cleaned.get("ref") and not named:
            self.add_error(
                "ref", _("Vul het kenmerk in, of de naam én geboortedatum van een gezinslid.")
            )
        return cleaned


class Tell(forms.Form):
    """When the family heard of break-glass, or why it hears later."""

    told_on = Day(label=_("Wanneer hoorde het gezin het?"), required=False)
    until = Day(
        label=_("Of: uiterlijk wanneer vertelt u het?"),
        required=False,
        help_text=_("Alleen als vertellen nu niet kan. Binnen vier weken na de noodtoegang."),
    )
    reason = _text(_("Waarom kan het nu niet?"), required=False)

    def __init__(
        self, data: QueryDict | None, *, people: QuerySet[Person], present: Sequence[Person]
    ) -> None:
        """Offer everybody of the household."""
        super().__init__(data, initial={"to": present})
        self.fields["to"] = Several(
            people,
            label=_("Aan wie is dit verteld?"),
            help_text=_("Wie u aankruist, leest het op de eigen bladzijde. Een ander ziet niets."),
            required=False,
        )
        self.order_fields(["told_on", "to", "until", "reason"])

    def clean(self) -> dict[str, Any]:
        """Told, or later with a day."""
        cleaned: dict[str, Any] = super().clean() or {}
        if not self.errors and bool(cleaned.get("told_on")) == bool(cleaned.get("until")):
            self.add_error("told_on", _("Vul één van de twee dagen in."))
        if cleaned.get("told_on") and not cleaned.get("to"):
            self.add_error("to", _("Kruis aan wie het hoorde."))
        return cleaned


class Judge(forms.Form):
    """What a second person finds of an emergency."""

    outcome = forms.ChoiceField(
        label=_("Was deze noodtoegang terecht?"),
        choices=EmergencyOutcome.choices,
        widget=forms.RadioSelect,
    )
    findings = _text(_("Waarom vindt u dat?"), help_text=_("Het gezin kan dit later lezen."))


class Ask(forms.Form):
    """Who asks for a key, for what."""

    ref = _ref()
    reason = _text(
        _("Waarom hebt u toegang nodig?"),
        help_text=_("Bijvoorbeeld: ik neem het over van mijn collega die ziek is."),
    )


class Answer(forms.Form):
    """Yes or no to who asks for a key."""

    answer = forms.ChoiceField(
        label=_("Krijgt deze collega een sleutel?"),
        choices=RequestAnswer.choices,
        widget=forms.RadioSelect,
    )
    reason = _text(
        _("Toelichting"),
        required=False,
        help_text=_("Bij een nee: waarom niet? De vrager leest dit."),
    )

    def clean(self) -> dict[str, Any]:
        """A no says why."""
        cleaned: dict[str, Any] = super().clean() or {}
        if cleaned.get("answer") == RequestAnswer.NO and not cleaned.get("reason"):
            self.add_error("reason", _("Schrijf waarom deze collega geen sleutel krijgt."))
        return cleaned


class Away(forms.Form):
    """On which days somebody is away, and who takes over."""

    since = Day(label=_("Eerste dag"))
    last_day = Day(label=_("Laatste dag"))

    def __init__(self, data: QueryDict | None, *, deputies: QuerySet[Account], today: date) -> None:
        """Offer who does the same work."""
        super().__init__(data, initial={"since": today})
        self.fields["deputy"] = forms.ModelChoiceField(
            deputies,
            label=_("Wie vervangt?"),
            empty_label=_("Kies"),
            help_text=_("Een collega van dezelfde organisatie of hetzelfde lokaal team."),
        )

    def clean_last_day(self) -> date:
        """The last day does not lie before the first."""
        last: date = self.cleaned_data["last_day"]
        since = self.cleaned_data.get("since")
        if since is not None and last < since:
            raise forms.ValidationError(_("De laatste dag ligt vóór de eerste."))
        return last

    @property
    def days(self) -> Period:
        """The days as we count them: up to, not including, the first day back."""
        since, last = self.cleaned_data["since"], self.cleaned_data["last_day"]
        return Period(since, last + timedelta(days=1))


class Confirm(forms.Form):
    """Whether somebody still needs the rights in a place."""

    outcome = forms.ChoiceField(
        label=_("Heeft deze collega dit nog nodig?"),
        choices=[
            (ReviewOutcome.KEPT.value, _("Ja, het blijft zo")),
            (ReviewOutcome.ENDED.value, _("Nee, de inzet en de sleutels hier stoppen nu")),
        ],
        widget=forms.RadioSelect,
    )
