"""What people fill in about a household, its people, its story and the reports of partners."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day, Versioned
from tandem.dossier.enums import (
    AddressKind,
    AuthoritySource,
    PersonRole,
    RelationKind,
    ViewLevel,
)
from tandem.dossier.models import Person

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict


class Rename(Versioned):
    """The name by which people know the household."""

    name = forms.CharField(
        label=_("Naam van het huishouden"),
        max_length=200,
        help_text=_("De naam waaronder iedereen dit huishouden kent, bijvoorbeeld: De Wilg."),
    )


class AddPerson(forms.Form):
    """Somebody who belongs to the household (DOS-05, DOS-06)."""

    name = forms.CharField(label=_("Naam"), max_length=200)
    role = forms.ChoiceField(label=_("Rol in het gezin"), choices=[CHOOSE, *PersonRole.choices])
    born_on = Day(
        label=_("Geboortedatum"),
        help_text=_("Weet u hem niet precies? Vul dan de geschatte datum in."),
    )
    phone = forms.CharField(label=_("Telefoon"), max_length=30, required=False)


class ChangePerson(Versioned, AddPerson):
    """What is known of somebody, and when they no longer belong to the household."""

    left_on = Day(
        label=_("Hoort niet meer bij het huishouden sinds"),
        required=False,
        help_text=_(
            "Alleen invullen als iemand er niet meer bij hoort. De geschiedenis blijft. Wie gezag"
            " heeft en verhuist, hoort er nog bij: leg dan het nieuwe adres vast."
        ),
    )


class Relate(forms.Form):
    """How somebody is related to somebody else of the household."""

    kind = forms.ChoiceField(label=_("Is"), choices=[CHOOSE, *RelationKind.choices])

    def __init__(self, data: QueryDict | None, *, others: QuerySet[Person]) -> None:
        """Offer the other people of the household."""
        super().__init__(data)
        self.fields["to"] = forms.ModelChoiceField(others, label=_("Van"), empty_label=_("Kies"))


class RecordAuthority(forms.Form):
    """Who has authority, since when, and how we know (BW 1:245; facts 3.2)."""

    source = forms.ChoiceField(
        label=_("Waar weten we dit van?"),
        choices=[c for c in AuthoritySource.choices if c[0] != AuthoritySource.CASE_FILE],
        widget=forms.RadioSelect,
    )
    source_on = Day(
        label=_("Datum van de bron"),
        help_text=_("De dag van het uittreksel, de uitspraak of het gesprek."),
    )
    document = forms.CharField(
        label=_("Document"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld het nummer van de uitspraak."),
    )
    since = Day(label=_("Vanaf"))

    def __init__(
        self, data: QueryDict | None, *, others: QuerySet[Person], label: str, today: date
    ) -> None:
        """Offer who can be at the other end of the authority."""
        super().__init__(data, initial={"source_on": today})
        self.fields["other"] = forms.ModelChoiceField(others, label=label, empty_label=_("Kies"))
        self.order_fields(["other"])


class EndAuthority(forms.Form):
    """From which day somebody no longer has authority."""

    on = Day(
        label=_("Vanaf welke dag niet meer?"),
        help_text=_("Bijvoorbeeld de dag waarop de uitspraak van de rechter ingaat."),
    )

    def __init__(self, data: QueryDict | None, *, since: date, today: date) -> None:
        """Remember since when the authority runs."""
        super().__init__(data, initial={"on": today})
        self.since = since

    def clean_on(self) -> date:
        """An end does not lie before the beginning."""
        on: date = self.cleaned_data["on"]
        if on < self.since:
            raise forms.ValidationError(_("Het einde ligt vóór het begin van het gezag."))
        return on


_REASON = forms.Textarea(attrs={"rows": 3})


class WriteAddress(forms.Form):
    """A place where somebody is, and who may not know it."""

    kind = forms.ChoiceField(label=_("Wat voor plek?"), choices=[CHOOSE, *AddressKind.choices])
    lines = forms.CharField(
        label=_("Adres"), max_length=400, widget=forms.Textarea(attrs={"rows": 3})
    )
    since = Day(label=_("Vanaf"))
    until = Day(label=_("Tot"), required=False, help_text=_("Leeg als het nog zo is."))
    others_may_know = forms.BooleanField(
        label=_("Wie ik niet aankruis, mag dit adres weten"),
        required=False,
        help_text=_(
            "Een opvang of verblijfadres blijft anders dicht voor iedereen. Hetzelfde geldt voor"
            " wie al een ander adres niet mag weten."
        ),
    )
    reason = forms.CharField(
        label=_("Waarom is het dicht?"),
        required=False,
        max_length=2000,
        widget=_REASON,
        help_text=_("Alleen professionals lezen dit."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: QuerySet[Person],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Ask of everybody else of the household whether it is closed to them."""
        super().__init__(data, initial=dict(initial or {}))
        self.fields["closed_to"] = forms.ModelMultipleChoiceField(
            people,
            label=_("Voor wie is dit dicht?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_("Wie is aangekruist, merkt er niets van. Weer opendoen vraagt er twee."),
        )
        self.order_fields(
            ["kind", "lines", "closed_to", "reason", "others_may_know", "since", "until"]
        )

    def clean(self) -> dict[str, Any]:
        """An end does not lie before the beginning."""
        cleaned = super().clean() or {}
        since, until = cleaned.get("since"), cleaned.get("until")
        if since and until and until < since:
            self.add_error("until", _("Het einde ligt vóór het begin."))
        if cleaned.get("closed_to") and not cleaned.get("reason"):
            self.add_error("reason", _("Schrijf op waarom dit adres dicht is."))
        return cleaned


class CorrectAddress(WriteAddress, Versioned):
    """A better version of a place."""


class Close(forms.Form):
    """What to close, to whom, and why."""

    reason = forms.CharField(
        label=_("Waarom?"),
        max_length=2000,
        widget=_REASON,
        help_text=_("Alleen professionals lezen dit. Het gezin ziet niets van een afscherming."),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        things: Iterable[tuple[str, str]],
        people: QuerySet[Person],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Offer what can be closed, and the people of the household."""
        super().__init__(data, initial=dict(initial or {}))
        self.fields["what"] = forms.ChoiceField(
            label=_("Wat moet dicht?"), choices=[CHOOSE, *things]
        )
        self.fields["closed_to"] = forms.ModelMultipleChoiceField(
            people, label=_("Dicht voor wie?"), widget=forms.CheckboxSelectMultiple
        )
        self.order_fields(["what", "closed_to", "reason"])


class WithReason(forms.Form):
    """A step that needs a reason."""

    reason = forms.CharField(label=_("Waarom?"), max_length=2000, widget=_REASON)


class Page(forms.Form):
    """How much somebody's own page shows."""

    level = forms.ChoiceField(
        label=_("Wat laat de bladzijde zien?"),
        choices=ViewLevel.choices,
        initial=ViewLevel.FULL,
        widget=forms.RadioSelect,
        help_text=_(
            "Kan iemand thuis dwingen om mee te kijken? Kies dan het nodigste: geen adressen,"
            " telefoon, antwoorden, eigen woorden, besluiten, sleutels of lijst van wie keek."
        ),
    )


class ReleaseWords(WithReason):
    """Whose words may be read by which parent."""

    agrees = forms.BooleanField(
        label=_("De jongere is hierover gesproken zonder de ouder erbij, en vindt het goed"),
        required=False,
        help_text=_("Vanaf 12 jaar is dit altijd nodig."),
    )

    def __init__(self, data: QueryDict | None, *, readers: QuerySet[Person]) -> None:
        """Offer who may read."""
        super().__init__(data)
        self.fields["reader"] = forms.ModelChoiceField(
            readers, label=_("Wie mag het lezen?"), empty_label=_("Kies")
        )
        self.order_fields(["reader", "agrees", "reason"])
