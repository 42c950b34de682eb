"""Starting, contact persons, swapping seats, bringing partners in and letting them go."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day
from tandem.core.periods import Period
from tandem.dossier.enums import Aim, Form, Frequency, Level, Reason
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person, Seat
    from tandem.network.models import Account, Organization


class NameContact(forms.Form):
    """The fixed face for the family: who, how to reach, how often (TAN-14)."""

    reach = forms.CharField(
        label=_("Hoe is die te bereiken?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: 06-nummer, op werkdagen tot 17 uur."),
    )
    frequency = forms.ChoiceField(
        label=_("Hoe vaak is er contact?"), choices=[CHOOSE, *Frequency.choices]
    )
    on = Day(label=_("Vanaf"))

    def __init__(
        self, data: QueryDict | None, *, team: QuerySet[Account], by: Account, today: date
    ) -> None:
        """Offer the colleagues of the local team."""
        super().__init__(data, initial={"on": today, "reach": by.phone})
        self.fields["account"] = forms.ModelChoiceField(
            team, label=_("Vast contactpersoon"), empty_label=_("Kies")
        )
        self.order_fields(["account"])


class Start(NameContact):
    """Who rides in front, and who is the fixed contact person."""

    sections = (
        (_("Wie fietst voorop?"), ("rider", "on")),
        (_("Wie is het vaste gezicht voor het gezin?"), ("account", "reach", "frequency")),
    )

    def __init__(
        self, data: QueryDict | None, *, team: QuerySet[Account], by: Account, today: date
    ) -> None:
        """Offer the colleagues of the local team for both."""
        super().__init__(data, team=team, by=by, today=today)
        self.fields["rider"] = forms.ModelChoiceField(
            team, label=_("Voorop, namens het lokaal team"), empty_label=_("Kies")
        )


class ChangeContact(NameContact):
    """Another contact person, or a second one because the family asked for it (INV-15)."""

    what = forms.ChoiceField(
        label=_("Wat verandert er?"),
        choices=[
            ("change", _("Iemand anders wordt het vaste contactpersoon")),
            ("extra", _("Er komt iemand bij, omdat het gezin daarom vraagt")),
        ],
        widget=forms.RadioSelect,
    )
    agreed_with_family = forms.CharField(
        label=_("Wat sprak u met het gezin af?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen nodig als er iemand bij komt."),
    )
    field_order = ("what", "account", "reach", "frequency", "on", "agreed_with_family")

    def __init__(
        self, data: QueryDict | None, *, team: QuerySet[Account], by: Account, today: date
    ) -> None:
        """Put the question first."""
        super().__init__(data, team=team, by=by, today=today)
        self.order_fields(list(self.field_order))

    def clean(self) -> dict[str, Any]:
        """An agreement belongs only to a second contact person, and a second one needs it."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        if cleaned.get("what") != "extra":
            cleaned["agreed_with_family"] = ""
        elif not cleaned.get("agreed_with_family"):
            self.add_error(
                "agreed_with_family", _("Schrijf op wat u met het gezin heeft afgesproken.")
            )
        return cleaned


class SwapSeats(forms.Form):
    """Who rides in front from now on, and what goes with it (TAN-07)."""

    day = Day(label=_("Vanaf wanneer?"))
    trigger = forms.CharField(
        label=_("Wat is de aanleiding?"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    agreed_by = forms.CharField(
        label=_("Wie spraken dit af?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: moeder, Samira en Joris."),
    )
    family_informed_on = Day(label=_("Wanneer is het aan het gezin verteld?"))
    deviation_reason = forms.CharField(
        label=_("Waarom zit het lokaal team nu niet voorop?"),
        max_length=2_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_(
            "Alleen nodig als een partner voorop gaat zonder dat er bevoegdheden worden ingezet."
        ),
    )

    def __init__(
        self, data: QueryDict | None, *, riders: Sequence[Seat], uses_power: bool, today: date
    ) -> None:
        """Offer who rides on the back now; ask for a reason only when no power explains it."""
        super().__init__(data, initial={"day": today})
        self.fields["front"] = forms.ChoiceField(
            label=_("Wie gaat voorop?"),
            choices=[(str(seat.organization_id), rider_label(seat)) for seat in riders],
            widget=forms.RadioSelect,
        )
        self.order_fields(["front"])
        if uses_power:
            del self.fields["deviation_reason"]


def rider_label(seat: Seat) -> str:
    """A rider by organization and name."""
    if seat.professional is None:
        return seat.organization.name
    return f"{seat.organization.name}: {seat.professional.name}"


class NameRider(forms.Form):
    """Who rides on a seat without a name."""

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Account]) -> None:
        """Offer who works with this household for that organization."""
        super().__init__(data)
        self.fields["rider"] = forms.ModelChoiceField(
            people, label=_("Wie fietst mee?"), empty_label=_("Kies")
        )


class TellSwap(forms.Form):
    """When the family was told that somebody else rides in front."""

    on = Day(label=_("Wanneer is het aan het gezin verteld?"))


class BringIn(forms.Form):
    """A partner to bring in: who, in which form, why, from when (REG-01, TAN-04, 05, 11)."""

    sections = (
        (_("Wie?"), ("organization", "professional")),
        (
            _("In welke vorm?"),
            ("form", "description", "anonymous", "same_person_agreed_on", "same_person_said"),
        ),
        (_("Mag niet iedereen dit weten?"), ("kept_from", "kept_why")),
        (_("Waarom, en hoe diep?"), ("reason", "aims", "level")),
        (_("Van wanneer tot wanneer?"), ("since", "last_day")),
        (_("Bij een advies"), ("question", "answer")),
        (_("Bij de partner zelf"), ("own_system_registered",)),
    )

    same_person_agreed_on = Day(
        label=_("Wanneer was het gezin akkoord met dezelfde persoon?"),
        required=False,
        help_text=_(
            "Alleen nodig als iemand die meefietste nu zelf bevoegdheden inzet. Dat kan bij"
            " Veilig Thuis en de GI, nooit bij de Raad."
        ),
    )
    same_person_said = forms.CharField(
        label=_("Wie van het gezin ging akkoord, en in welke woorden?"),
        max_length=4000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen nodig als u hierboven een dag invult."),
    )
    form = forms.ChoiceField(label=_("Vorm"), choices=Form.choices, widget=forms.RadioSelect)
    description = forms.CharField(
        label=_("Wat doet de partner precies?"),
        max_length=200,
        required=False,
        help_text=_("Alleen nodig bij 'Anders'."),
    )
    anonymous = forms.BooleanField(
        label=_("Het advies is anoniem: de partner weet niet om wie het gaat"), required=False
    )
    kept_why = forms.CharField(
        label=_("Waarom mag die het niet weten?"),
        required=False,
        max_length=2000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Alleen professionals lezen dit."),
    )
    reason = forms.ChoiceField(
        label=_("Waarom doet deze partner mee?"), choices=Reason.choices, widget=forms.RadioSelect
    )
    aims = forms.MultipleChoiceField(
        label=_("Wat willen we voorkomen?"),
        choices=Aim.choices,
        required=False,
        widget=forms.CheckboxSelectMultiple,
    )
    level = forms.ChoiceField(label=_("Hoe diep?"), choices=Level.choices, widget=forms.RadioSelect)
    since = Day(label=_("Eerste dag"))
    last_day = Day(
        label=_("Laatste dag"),
        required=False,
        help_text=_("Alleen als die al vaststaat. Er is geen maximum: zo lang als nodig is."),
    )
    question = forms.CharField(
        label=_("Vraag"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bij anoniem advies: geen namen."),
    )
    answer = forms.CharField(
        label=_("Antwoord"),
        max_length=20_000,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    own_system_registered = forms.TypedChoiceField(
        label=_("Heeft de partner dit ook in het eigen systeem vastgelegd?"),
        choices=[("", _("weet ik nog niet")), ("ja", _("ja")), ("nee", _("nee"))],
        coerce=lambda value: value == "ja",
        empty_value=None,
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        partners: QuerySet[Organization],
        professionals: Iterable[Account],
        people: QuerySet[Person],
        left_out: Iterable[Person],
        today: date,
    ) -> None:
        """Offer the partners of the pilot, their people by organization, and who may not know.

        Who was not asked because that is dangerous (CONS-14), is not told by their page either.
        """
        left_out = list(left_out)
        why = _("Dat dit bekend wordt, brengt gevaar.") if left_out else ""
        super().__init__(data, initial={"since": today, "kept_from": left_out, "kept_why": why})
        self.fields["kept_from"] = forms.ModelMultipleChoiceField(
            people,
            label=_("Voor wie is dicht dat deze partner meedoet?"),
            required=False,
            widget=forms.CheckboxSelectMultiple,
            help_text=_(
                "Anders staat de partner meteen op ieders eigen bladzijde. Wie is aangekruist,"
                " merkt er niets van, tenzij die de partner al kende. Weer opendoen vraagt er twee."
            ),
        )
        self.fields["organization"] = forms.ModelChoiceField(
            partners, label=_("Organisatie"), empty_label=_("Kies")
        )
        self.people = {str(one.pk): one for one in professionals}
        self.fields["professional"] = forms.ChoiceField(
            label=_("Wie van die organisatie?"),
            choices=_grouped(self.people.values()),
            required=False,
            help_text=_("Wie hier staat, krijgt een sleutel. Bij anoniem advies niet."),
        )

    def clean(self) -> dict[str, Any]:
        """Whoever is named works for the organization that is named; the end follows the start."""
        cleaned: dict[str, Any] = super().clean() or self.cleaned_data
        somebody = self.people.get(cleaned.get("professional") or "")
        organization = cleaned.get("organization")
        if somebody and organization and not _works_for(somebody, organization):
            self.add_error(
                "professional",
                _("%(name)s werkt niet bij %(organization)s.")
                % {"name": somebody.name, "organization": organization.name},
            )
        cleaned["professional"] = somebody
        if cleaned.get("kept_from") and not cleaned.get("kept_why"):
            self.add_error("kept_why", _("Schrijf op waarom iemand dit niet mag weten."))
        since, last_day = cleaned.get("since"), cleaned.pop("last_day", None)
        if since and last_day and last_day < since:
            self.add_error("last_day", _("De laatste dag ligt vóór de eerste."))
        elif since:
            cleaned["period"] = Period.with_last_day(since, last_day)
        cleaned.pop("since", None)
        return cleaned


def _works_for(somebody: Account, organization: Organization) -> bool:
    """In a safety team work people of others; whether with powers, the service judges."""
    is_safety_team = organization.kind == OrganizationKind.RVT
    return is_safety_team or somebody.professional.employer_id == organization.pk


def _grouped(people: Iterable[Account]) -> list[Any]:
    """People as choices, grouped by their organization."""
    groups: dict[str, list[tuple[str, str]]] = {}
    for one in people:
        groups.setdefault(one.professional.employer.name, []).append((str(one.pk), one.name))
    return [("", _("Nog niet bekend")), *groups.items()]


class LetGo(forms.Form):
    """The last day of a partner, and why."""

    last_day = Day(label=_("Laatste dag"), help_text=_("Tot en met deze dag deed de partner mee."))
    reason = forms.CharField(
        label=_("Waarom stopt het?"), max_length=200, help_text=_("In een paar woorden.")
    )
