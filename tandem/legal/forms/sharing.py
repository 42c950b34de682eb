"""Sharing without consent: one question at a time, then what was shared and when it is told."""

from __future__ import annotations

from dataclasses import dataclass
from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import FIRST_DAY, LAST_DAY, Day, One, Several
from tandem.legal.enums import (
    DataCategory,
    RecipientKind,
    SharingGround,
    Situation,
    WithoutConsent,
)
from tandem.legal.forms.fields import ToWhom, Words, why_not_told

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person
    from tandem.legal.models import Exchange
    from tandem.network.models import Organization

YES, NO = "ja", "nee"
GIVEN, CAN_ASK, NAMELESS = "ja", "vragen", "zonder-namen"
TOLD, LATER = "told", "later"


@dataclass(frozen=True, slots=True)
class Step:
    """One question of the dialog: its name in the address, its words, and what can be chosen."""

    name: str
    question: Any
    help_text: Any
    choices: tuple[tuple[str, Any], ...]

    def words_of(self, value: str) -> str:
        """The chosen answer in words."""
        return str(dict(self.choices).get(value, ""))


STEPS = (
    Step(
        "toestemming",
        _("Is er toestemming, of kunt u die vragen?"),
        _("Met toestemming delen gaat altijd voor."),
        (
            (GIVEN, _("Ja, het gezin vindt het goed")),
            (CAN_ASK, _("Ik kan het nog vragen")),
            (NAMELESS, _("Het kan ook zonder namen, als anonieme vraag")),
            *((value, _("Nee: %(why)s") % {"why": why}) for value, why in WithoutConsent.choices),
        ),
    ),
    Step(
        "onveilig",
        _("Is het thuis nu te onveilig?"),
        _("Te onveilig: er dreigt ernstige schade voor een kind of volwassene als u zwijgt."),
        ((YES, _("Ja, het is te onveilig")), (NO, _("Nee, of ik weet het niet zeker"))),
    ),
    Step(
        "aan",
        _("Met wie wilt u delen?"),
        _("Kies wie het krijgt. Deelt u met meer mensen? Leg elke keer apart vast."),
        tuple(RecipientKind.choices),
    ),
    Step(
        "situatie",
        _("Wat is er aan de hand?"),
        _("Kies wat nu het meest klopt. Past niets, kies dan 'geen van deze'."),
        tuple(Situation.choices),
    ),
)
NAMES = tuple(step.name for step in STEPS)


def answers_of(asked: Mapping[str, str]) -> dict[str, str]:
    """The answers in an address, in order, up to the first that is missing or makes no sense."""
    known: dict[str, str] = {}
    for step in STEPS:
        value = asked.get(step.name, "")
        if value not in dict(step.choices):
            break
        known[step.name] = value
    return known


class Ask(forms.Form):
    """One question of the dialog."""

    def __init__(self, data: Mapping[str, str] | None, *, step: Step) -> None:
        """Offer what can be chosen in this step."""
        super().__init__(data)
        self.fields[step.name] = forms.ChoiceField(
            label=step.question,
            help_text=step.help_text,
            choices=step.choices,
            widget=forms.RadioSelect,
        )


class Moment(forms.DateTimeField):
    """A moment in a calendar that people live in."""

    def to_python(self, value: str | datetime | date | None) -> datetime | None:
        """Refuse what is no moment of a lifetime."""
        moment: datetime | None = super().to_python(value)
        if moment is not None and not FIRST_DAY.year <= moment.year <= LAST_DAY.year:
            raise ValidationError(_("Kies een dag tussen 1900 en 2100."))
        return moment


class Share(forms.Form):
    """What was shared without consent, with whom, and when the family hears of it (REG-14)."""

    sections: tuple[tuple[Any, tuple[str, ...]], ...] = (
        (_("Waarom is het te onveilig?"), ("facts",)),
        (_("Wie krijgt het?"), ("organization", "recipient", "shared_at")),
        (_("Wat deelt u?"), ("about", "categories", "what", "necessity", "other_purpose")),
        (
            _("Wanneer hoort het gezin het?"),
            ("told", "told_on", "told_to", "why_not", "reaction", "tell_by", "not_yet_reason"),
        ),
    )
    weighed = (_("Hoe hebt u het gewogen?"), ("weighing", "weighed_with"))

    facts = Words(
        label=_("Wat gebeurde er?"),
        help_text=_("Wat is gezien of gehoord, door wie, wanneer. Geen meningen."),
    )
    recipient = forms.CharField(
        label=_("Wie precies?"),
        help_text=_("Naam en functie. Bijvoorbeeld: de dienstdoende vertrouwensarts."),
        max_length=200,
    )
    shared_at = Moment(label=_("Wanneer deelde u het?"))
    categories = forms.MultipleChoiceField(
        label=_("Welke gegevens?"),
        choices=DataCategory.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    what = Words(
        label=_("Wat hebt u verteld of gestuurd?"),
        help_text=_("Zo dat het gezin later kan lezen wat de ander nu weet."),
    )
    necessity = Words(
        label=_("Waarom was dit nodig?"),
        help_text=_("En waarom niet met minder."),
    )
    other_purpose = Words(
        label=_("Waarom valt dit niet onder een ja dat er al is?"),
        required=False,
    )
    weighing = Words(
        label=_("Welke plichten botsen, en waarom gaat spreken voor?"),
        help_text=_("Wat hebt u eerst geprobeerd? Hoe wendt delen het gevaar af?"),
    )
    weighed_with = forms.CharField(
        label=_("Met wie hebt u dit besproken?"),
        help_text=_("Een collega, gedragswetenschapper of vertrouwensarts. Nooit alleen."),
        max_length=200,
    )
    told = forms.ChoiceField(
        label=_("Weet het gezin het?"),
        choices=[(TOLD, _("Ja, het is verteld")), (LATER, _("Nee, dat kan nu nog niet"))],
        widget=forms.RadioSelect,
    )
    told_on = Day(label=_("Zo ja: op welke dag?"), required=False)
    why_not = why_not_told()
    reaction = Words(label=_("Wat zei het gezin ervan?"), required=False)
    tell_by = Day(
        label=_("Zo nee: wanneer vertelt u het uiterlijk?"),
        help_text=_("Binnen vier weken. Op die dag staat het bij Vandaag."),
        required=False,
    )
    not_yet_reason = Words(label=_("Waarom kan het niet eerder?"), required=False)

    def __init__(  # noqa: PLR0913 - what a form is made of
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization] | None,
        is_ours: bool,
        ground: str,
        given: Sequence[str],
        children: QuerySet[Person],
        people: QuerySet[Person],
        present: Sequence[Person],
        at: datetime,
    ) -> None:
        """Ask what this ground needs; `given` is what may be shared with whom by a yes."""
        super().__init__(data, initial={"shared_at": at.replace(second=0, microsecond=0)})
        if given:
            words = say("Er is een ja voor: %(given)s. Gaat het daarover? Deel dan daarop.")
            self.fields["other_purpose"].help_text = words % {"given": "; ".join(given)}
        else:
            del self.fields["other_purpose"]
        self.fields["told_to"] = ToWhom(people, initial=present, required=False)
        if organizations is not None:
            hint = "" if is_ours else _("Staat die er niet bij, zoals de politie? Laat dit leeg.")
            self.fields["organization"] = One(
                organizations, label=_("Welke organisatie?"), help_text=hint, required=is_ours
            )
        if ground == SharingGround.SUPERVISION:
            self.fields["about"] = Several(
                children, label=_("Over welk kind gaat het?"), words=attrgetter("first_name")
            )
        if ground == SharingGround.CONFLICT_OF_DUTIES:
            self.sections = (*self.sections[:1], self.weighed, *self.sections[1:])
        else:
            del self.fields["weighing"], self.fields["weighed_with"]
        known = set(self.fields)
        self.sections = tuple(
            (title, tuple(name for name in names if name in known))
            for title, names in self.sections
        )

    def clean(self) -> dict[str, Any]:
        """Keep of telling the family only what fits the answer."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("told") == TOLD:
            cleaned["tell_by"], cleaned["not_yet_reason"] = None, ""
            self._ask("told_on", say("Vul de dag in waarop het is verteld."))
            self._ask("told_to", say("Kruis aan wie het hoorde."))
        elif cleaned.get("told") == LATER:
            cleaned["told_on"], cleaned["reaction"] = None, ""
            cleaned["told_to"], cleaned["why_not"] = [], ""
            self._ask("tell_by", say("Kies de dag waarop u het uiterlijk vertelt."))
            self._ask("not_yet_reason", say("Schrijf op waarom het niet eerder kan."))
        return cleaned

    def _ask(self, name: str, words: str) -> None:
        """Ask for a field that this answer cannot do without."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)


class TellSharing(forms.Form):
    """When the family heard what was shared, and what they said."""

    on = Day(label=_("Op welke dag hebt u het verteld?"))
    why_not = why_not_told()
    reaction = Words(label=_("Wat zei het gezin ervan?"), required=False)
    field_order = ("on", "to", "why_not", "reaction")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        exchange: Exchange,
        people: QuerySet[Person],
        present: Sequence[Person],
        today: date,
    ) -> None:
        """Start from what is known; who heard it before keeps their own day."""
        super().__init__(data, initial={"on": today, "reaction": exchange.reaction})
        self.fields["to"] = ToWhom(people, initial=present)
        self.order_fields(list(self.field_order))


class Postpone(forms.Form):
    """A later day to tell the family, and why."""

    until = Day(
        label=_("Wanneer vertelt u het dan uiterlijk?"),
        help_text=_("Hooguit twee weken later."),
    )
    reason = Words(label=_("Waarom kan het niet eerder?"))
