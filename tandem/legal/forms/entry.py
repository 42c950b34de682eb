"""Writing in the story, and on which consent somebody else was asked."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One, Several, Versioned
from tandem.dossier import rules
from tandem.dossier.enums import ContactKind, EntryKind, Provenance, Safety
from tandem.dossier.rules import plain

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person
    from tandem.legal.models import SharingConsent


def what_for(consent: SharingConsent) -> str:
    """About whom somebody said yes, to asking whom, and for what."""
    return f"{consent.person.first_name}: {consent.with_whom}, {consent.purpose}"


class Write(forms.Form):
    """One entry in the story: what, when, from whom, about whom (DOS-12, DOS-15, DOS-27)."""

    sections = (
        ("", ("kind", "text", "happened_on", "time_of_day", "contact")),
        (
            _("Wie was erbij, en hoe veilig is het?"),
            ("present", "present_others", "safety", "safety_said"),
        ),
        (
            _("Van wie weet u dit, en over wie gaat het?"),
            ("about", "source", "told_by", "provenance"),
        ),
        ("", ("consents", "legal_ground")),
    )

    kind = forms.ChoiceField(
        label=_("Wat schrijft u op?"),
        # A report of a partner comes by another way.
        choices=[one for one in EntryKind.choices if one[0] != EntryKind.REPORT],
        widget=forms.RadioSelect,
    )
    text = forms.CharField(
        label=_("Wat is er gebeurd of gezegd?"),
        max_length=20_000,
        widget=forms.Textarea(attrs={"rows": 6}),
        help_text=_("Schrijf zoals u het tegen het gezin zelf zou zeggen: zij lezen mee."),
    )
    happened_on = Day(label=_("Wanneer?"))
    time_of_day = forms.TimeField(label=_("Hoe laat?"), required=False)
    contact = forms.ChoiceField(
        label=_("Hoe was er contact?"), choices=ContactKind.choices, initial=ContactKind.NONE
    )
    present_others = forms.CharField(
        label=_("Wie was er verder bij?"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: oma, of de juf."),
    )
    safety = forms.ChoiceField(
        label=_("Hoe veilig is het nu thuis?"),
        choices=Safety.choices,
        required=False,
        widget=forms.RadioSelect,
        help_text=_("Vraag dit bij elk contact. Was er geen contact? Dan mag u dit overslaan."),
    )
    safety_said = forms.CharField(
        label=_("Wat is erover gezegd, of waarom niet?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    source = forms.CharField(
        label=_("Van wie?"),
        max_length=200,
        required=False,
        help_text=_("Wie zei of zag dit? Bijvoorbeeld: moeder, de leerkracht, ikzelf."),
    )
    provenance = forms.ChoiceField(
        label=_("Hoe kwam u hieraan?"), choices=Provenance.choices, widget=forms.RadioSelect
    )
    legal_ground = forms.CharField(
        label=_("Op welke wettelijke grond?"),
        max_length=200,
        required=False,
        help_text=_(
            "Alleen nodig als dit zonder toestemming is verkregen: welke wet of welk besluit?"
        ),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: QuerySet[Person],
        consents: QuerySet[SharingConsent],
        initial: Mapping[str, Any],
    ) -> None:
        """Offer the people of the household, and the consents on which a source was asked."""
        super().__init__(data, initial=dict(initial))
        self.fields["consents"] = Several(
            consents,
            words=what_for,
            label=_("Met welke toestemming?"),
            required=False,
            help_text=_(
                "Alleen bij 'van iemand anders, met toestemming'. Staat uw bron er niet bij? Vraag"
                " en leg eerst toestemming om te delen vast."
            ),
        )
        self.fields["present"] = Several(people, label=_("Wie van het gezin?"), required=False)
        self.fields["about"] = Several(people, label=_("Over wie?"), required=False)
        self.fields["told_by"] = One(
            people,
            label=_("Zijn dit iemands eigen woorden?"),
            required=False,
            empty_label=_("Nee"),
            help_text=_("Wie dit over zichzelf vertelde, leest het terug op de eigen bladzijde."),
        )

    @property
    def hints(self) -> tuple[plain.Hint, ...]:
        """What could be said more simply in the text that is on the screen (DOS-14)."""
        return plain.hints(str(self["text"].value() or ""))

    def clean(self) -> dict[str, Any]:
        """A ground belongs to what was obtained without consent, a consent to what was with."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("provenance") != Provenance.LEGAL_GROUND:
            cleaned["legal_ground"] = ""
        if cleaned.get("provenance") != Provenance.THIRD_PARTY:
            cleaned["consents"] = ()
        return cleaned


class Correct(Write, Versioned):
    """A better version of an entry; `seen` is the entry that is replaced."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: QuerySet[Person],
        consents: QuerySet[SharingConsent],
        initial: Mapping[str, Any],
    ) -> None:
        """Offer the kinds that this entry may become: an opinion is no fact (INV-42)."""
        super().__init__(data, people=people, consents=consents, initial=initial)
        was = initial["kind"]
        kinds = [one for one in EntryKind.choices if rules.kind_may_become(was=was, now=one[0])]
        self.fields["kind"] = forms.ChoiceField(
            label=self.fields["kind"].label, choices=kinds, widget=forms.RadioSelect
        )
