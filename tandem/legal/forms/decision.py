"""Core decisions and measures: what must be on paper before powers are used."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import format_lazy
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day, One
from tandem.legal import rules
from tandem.legal.enums import DecisionRegime, Ground, Intervention, PowerKind, Tell
from tandem.legal.forms.fields import ToWhom, Words, why_not_told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person
    from tandem.legal.models import CoreDecision
    from tandem.network.models import Account, Organization

TOLD, LATER, URGENT = "told", "later", "urgent"
OTHERS = {PowerKind.OTHER.value, Ground.OTHER.value}
REVIEW_AFTER = timedelta(days=90)


def _powers() -> list[tuple[str, Any]]:
    """Powers with the law that gives them (REG-13)."""
    return [
        (kind.value, format_lazy("{} ({})", kind.label, rules.POWERS[kind].article))
        for kind in rules.POWERS
    ]


def _told(*, required: bool = False) -> forms.MultipleChoiceField:
    """What a family must hear at the turning point (TELL-07, TELL-09, TELL-14)."""
    points = (Tell.CONCERNS_STAY, Tell.TURNING_POINT, Tell.RVDK)
    return forms.MultipleChoiceField(
        label=_("Wat hoorde het gezin in elk geval?"),
        choices=[(one.value, one.label) for one in points],
        widget=forms.CheckboxSelectMultiple,
        help_text=_("De Raad kruist u alleen aan als de Raad gaat meedoen."),
        required=required,
    )


def _why_another() -> forms.CharField:
    """Why somebody else than the fixed contact person told it (LEGAL-115)."""
    return Words(
        label=_("Waarom vertelde niet het vaste contactpersoon het?"),
        help_text=_("Alleen als een ander het vertelde."),
        required=False,
    )


class Decide(forms.Form):
    """A core decision: the test before powers may be used (REG-10, REG-11, REG-12)."""

    sections = (
        (_("Welke stap?"), ("regime", "organization", "power_kind", "power")),
        (_("Mag het?"), ("ground", "ground_on", "legal_reference")),
        (
            _("Moet het?"),
            (
                "facts",
                "alternatives",
                "interventions",
                "proportionality",
                "subsidiarity",
                "child_interest",
            ),
        ),
        (_("Wie besluiten dit?"), ("decided_on", "co_signer", "also_decided", "review_on")),
        (
            _("Weet het gezin het?"),
            (
                "told",
                "family_informed_on",
                "told_to",
                "why_not",
                "family_informed_by",
                "family_informed_why",
                "family_informed_what",
                "family_informed_points",
                "complaint_explained",
                "family_reaction",
                "urgent_reason",
                "tell_due_on",
            ),
        ),
    )

    regime = forms.ChoiceField(
        label=_("Wat maakt dit besluit mogelijk?"),
        choices=DecisionRegime.choices,
        widget=forms.RadioSelect,
    )
    power_kind = forms.ChoiceField(
        label=_("Om welke bevoegdheid gaat het?"), choices=[CHOOSE, *_powers()]
    )
    power = Words(
        label=_("Wat gaat er precies gebeuren?"),
        help_text=_("Bijvoorbeeld: informatie vragen bij de school zonder toestemming."),
    )
    ground = forms.ChoiceField(
        label=_("Op welke wettelijke grond?"), choices=[CHOOSE, *Ground.choices]
    )
    ground_on = Day(
        label=_("Dag van de grond"),
        help_text=_("Bijvoorbeeld de dag van de melding of van de uitspraak."),
    )
    legal_reference = forms.CharField(
        label=_("Op welk artikel of welke uitspraak rust dit?"),
        help_text=_("Alleen nodig bij een andere bevoegdheid of een andere grond."),
        max_length=200,
        required=False,
    )
    facts = Words(
        label=_("Wat zijn de feiten?"),
        help_text=_("Wat is gezien of gehoord, door wie, wanneer. Geen meningen."),
    )
    alternatives = Words(
        label=_("Wat is anders geprobeerd of overwogen?"),
        help_text=_("Ook wat het gezin en de mensen eromheen zelf konden doen."),
    )
    interventions = forms.MultipleChoiceField(
        label=_("Welke andere juridische stappen zijn overwogen?"),
        choices=Intervention.choices,
        widget=forms.CheckboxSelectMultiple,
    )
    proportionality = Words(label=_("Waarom past deze stap bij de ernst?"))
    subsidiarity = Words(label=_("Waarom is iets lichters niet genoeg?"))
    child_interest = Words(
        label=_("Wat betekent het voor elk kind?"),
        help_text=_("Noem elk kind onder de 18."),
    )
    decided_on = Day(label=_("Dag van het besluit"))
    family_informed_why = _why_another()
    also_decided = forms.CharField(
        label=_("Wie besloten nog mee?"),
        help_text=_("Bijvoorbeeld de gedragswetenschapper van de GI."),
        max_length=200,
        required=False,
    )
    review_on = Day(
        label=_("Wanneer kijkt u of het nog nodig is?"), help_text=_("Binnen een half jaar.")
    )
    told = forms.ChoiceField(
        label=_("Is het besluit aan het gezin verteld?"),
        choices=[
            (TOLD, _("Ja")),
            (LATER, _("Nog niet, het gezin hoort het vóór de eerste inzet")),
            (URGENT, _("Nee, het kon niet wachten")),
        ],
        widget=forms.RadioSelect,
    )
    family_informed_on = Day(label=_("Zo ja: op welke dag?"), required=False)
    why_not = why_not_told()
    family_informed_what = Words(label=_("Wat is er verteld?"), required=False)
    family_informed_points = _told()
    complaint_explained = forms.BooleanField(
        label=_("Uitgelegd waar bezwaar en een klacht naartoe kunnen"), required=False
    )
    family_reaction = Words(label=_("Wat zei het gezin ervan?"), required=False)
    urgent_reason = Words(label=_("Waarom kon het niet wachten?"), required=False)
    tell_due_on = Day(
        label=_("Uiterlijk op welke dag hoort het gezin het alsnog?"),
        help_text=_("Alleen als het niet kon wachten. Ten hoogste twee weken later."),
        required=False,
    )

    def __init__(  # noqa: PLR0913 - what a form is made of
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization],
        writers: QuerySet[Account],
        seconds: QuerySet[Account],
        by: Account,
        contact: Account | None,
        people: QuerySet[Person],
        present: Sequence[Person],
        has_minors: bool,
        today: date,
    ) -> None:
        """Offer the organizations somebody may write for, and who can sign with them."""
        start: dict[str, Any] = {"decided_on": today, "review_on": today + REVIEW_AFTER}
        start["family_informed_by"] = contact or by
        super().__init__(data, initial=start)
        self.fields["child_interest"].required = has_minors
        self.fields["organization"] = One(
            organizations, label=_("Welke organisatie zet de bevoegdheid in?")
        )
        self.fields["family_informed_by"] = One(
            writers, label=_("Wie vertelde het?"), words=_with_employer, required=False
        )
        self.fields["told_to"] = ToWhom(people, initial=present, required=False)
        self.fields["co_signer"] = One(
            seconds.exclude(pk=by.pk),
            label=_("Wie tekent mee?"),
            help_text=_("Iemand met een sleutel van dit gezin. Die leest mee en tekent zelf."),
            words=_with_employer,
        )

    def clean(self) -> dict[str, Any]:
        """Keep of the family's part only what fits the answer."""
        cleaned = super().clean() or self.cleaned_data
        if OTHERS & {cleaned.get("power_kind"), cleaned.get("ground")}:
            self._ask("legal_reference", say("Schrijf het artikel of de uitspraak op."))
        told = cleaned.get("told")
        if told != TOLD:
            cleaned["family_informed_on"], cleaned["family_reaction"] = None, ""
            cleaned["family_informed_by"], cleaned["family_informed_what"] = None, ""
            cleaned["family_informed_why"] = ""
            cleaned["complaint_explained"], cleaned["family_informed_points"] = False, []
            cleaned["told_to"], cleaned["why_not"] = [], ""
        else:
            self._ask("family_informed_on", say("Vul de dag in waarop het is verteld."))
            self._ask("told_to", say("Kruis aan wie het hoorde."))
        if told != URGENT:
            cleaned["urgent_reason"], cleaned["tell_due_on"] = "", None
        elif not cleaned.get("urgent_reason"):
            self.add_error("urgent_reason", say("Schrijf op waarom het niet kon wachten."))
        return cleaned

    def _ask(self, name: str, words: str) -> None:
        """Ask for a field that this answer cannot do without."""
        if not self.cleaned_data.get(name) and name not in self.errors:
            self.add_error(name, words)


class TellDecision(forms.Form):
    """When the family was told of a decision, and what they said (REG-12)."""

    on = Day(label=_("Op welke dag?"))
    what = Words(label=_("Wat is er verteld?"))
    points = _told(required=True)
    complaint_explained = forms.BooleanField(
        label=_("Uitgelegd waar bezwaar en een klacht naartoe kunnen"), required=False
    )
    why_not = why_not_told()
    why_other = _why_another()
    reaction = Words(label=_("Wat zei het gezin ervan?"), required=False)
    field_order = (
        "on",
        "to",
        "why_not",
        "by_whom",
        "why_other",
        "what",
        "points",
        "complaint_explained",
        "reaction",
    )

    def __init__(  # noqa: PLR0913 - what a form is made of
        self,
        data: QueryDict | None,
        *,
        decision: CoreDecision,
        writers: QuerySet[Account],
        by: Account,
        contact: Account | None,
        people: QuerySet[Person],
        present: Sequence[Person],
        today: date,
    ) -> None:
        """Start from what is known; who heard it before keeps their own day."""
        initial = {
            "on": today,
            "by_whom": decision.family_informed_by_id or (contact or by).pk,
            "why_other": decision.family_informed_why,
            "what": decision.family_informed_what,
            "points": decision.family_informed_points,
            "complaint_explained": decision.complaint_explained,
            "reaction": decision.family_reaction,
        }
        super().__init__(data, initial=initial)
        self.fields["by_whom"] = One(writers, label=_("Wie vertelde het?"), words=_with_employer)
        self.fields["to"] = ToWhom(people, initial=present)
        self.order_fields(list(self.field_order))


def _with_employer(account: Account) -> str:
    return f"{account.name}, {account.professional.employer.name}"


class TellMeasure(forms.Form):
    """When the family heard of a measure, and who of them."""

    on = Day(label=_("Op welke dag hebt u het verteld?"))
    why_not = why_not_told()
    field_order = ("on", "to", "why_not")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: QuerySet[Person],
        present: Sequence[Person],
        today: date,
    ) -> None:
        """Start from who heard it before."""
        super().__init__(data, initial={"on": today})
        self.fields["to"] = ToWhom(people, initial=present)
        self.order_fields(list(self.field_order))
