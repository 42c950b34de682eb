"""Core decisions and measures: what must be on paper before powers are used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.periods import Period
from tandem.legal.enums import DecisionRegime, Ground, MeasureKind
from tandem.legal.forms.fields import Day, One, Words, choose

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.legal.models import CoreDecision
    from tandem.network.models import Account, Organization

TOLD, LATER, URGENT = "told", "later", "urgent"
FROM_PILOT, AT_INTAKE, ELSEWHERE = "pilot", "intake", "elsewhere"


class Decide(forms.Form):
    """A core decision: the test before powers may be used (REG-10, REG-11, REG-12)."""

    sections = (
        (_("Welke stap?"), ("regime", "organization", "power")),
        (_("Mag het?"), ("ground", "ground_on")),
        (_("Moet het?"), ("facts", "alternatives", "proportionality", "child_interest")),
        (_("Wie besluiten dit?"), ("decided_on", "co_signer")),
        (
            _("Weet het gezin het?"),
            ("told", "family_informed_on", "family_reaction", "urgent_reason"),
        ),
    )

    regime = forms.ChoiceField(
        label=_("Wat maakt dit besluit mogelijk?"),
        choices=DecisionRegime.choices,
        widget=forms.RadioSelect,
    )
    power = Words(
        label=_("Welke bevoegdheid is nodig?"),
        help_text=_("Bijvoorbeeld: informatie vragen bij de school zonder toestemming."),
    )
    ground = forms.ChoiceField(
        label=_("Op welke wettelijke grond?"), choices=choose(Ground.choices)
    )
    ground_on = Day(
        label=_("Dag van de grond"),
        help_text=_("Bijvoorbeeld de dag van de melding of van de uitspraak."),
    )
    facts = Words(
        label=_("Wat zijn de feiten?"),
        help_text=_("Wat is gezien of gehoord, door wie, wanneer. Geen meningen."),
    )
    alternatives = Words(
        label=_("Wat is anders geprobeerd of overwogen?"),
        help_text=_("Ook wat het gezin en de mensen eromheen zelf konden doen."),
    )
    proportionality = Words(label=_("Waarom past deze stap bij de ernst?"))
    child_interest = Words(
        label=_("Wat betekent het voor elk kind?"),
        help_text=_("Noem elk kind onder de 18."),
    )
    decided_on = Day(label=_("Dag van het besluit"))
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
    family_reaction = Words(label=_("Wat zei het gezin ervan?"), required=False)
    urgent_reason = Words(label=_("Waarom kon het niet wachten?"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization],
        co_signers: QuerySet[Account],
        has_minors: bool,
        today: date,
    ) -> None:
        """Offer the organizations somebody may write for, and who can sign with them."""
        super().__init__(data, initial={"decided_on": today})
        self.fields["child_interest"].required = has_minors
        self.fields["organization"] = One(
            organizations, label=_("Welke organisatie zet de bevoegdheid in?")
        )
        self.fields["co_signer"] = One(
            co_signers,
            label=_("Wie tekent mee?"),
            help_text=_("Een tweede professional of gedragswetenschapper. Nooit u zelf."),
            words=_with_employer,
        )

    def clean(self) -> dict[str, Any]:
        """Keep of the family's part only what fits the answer."""
        cleaned = super().clean() or self.cleaned_data
        told = cleaned.get("told")
        if told != TOLD:
            cleaned["family_informed_on"], cleaned["family_reaction"] = None, ""
        elif not cleaned.get("family_informed_on") and "family_informed_on" not in self.errors:
            self.add_error("family_informed_on", say("Vul de dag in waarop het is verteld."))
        if told != URGENT:
            cleaned["urgent_reason"] = ""
        elif not cleaned.get("urgent_reason"):
            self.add_error("urgent_reason", say("Schrijf op waarom het niet kon wachten."))
        return cleaned


class TellDecision(forms.Form):
    """When the family was told of a decision, and what they said (REG-12)."""

    on = Day(label=_("Op welke dag?"))
    reaction = Words(label=_("Wat zei het gezin ervan?"), required=False)

    def __init__(self, data: QueryDict | None, *, decision: CoreDecision, today: date) -> None:
        """Start from what is known; a day that was recorded stays."""
        known = decision.family_informed_on
        initial = {"on": known or today, "reaction": decision.family_reaction}
        super().__init__(data, initial=initial)
        if known is not None:
            self.fields["on"].disabled = True


class RecordMeasure(forms.Form):
    """A measure, or the request for a test, as REG-21 asks."""

    sections = (
        (_("Wat is het?"), ("kind", "origin", "core_decision")),
        (_("Wanneer en door wie?"), ("requested_on", "decided_on", "decided_by")),
        (_("Hoe lang en wie?"), ("since", "last_day", "executed_by")),
    )

    kind = forms.ChoiceField(label=_("Welke maatregel?"), choices=choose(MeasureKind.choices))
    origin = forms.ChoiceField(
        label=_("Waar komt de maatregel vandaan?"),
        choices=[
            (FROM_PILOT, _("Ingezet vanuit de toekomsttuin")),
            (AT_INTAKE, _("Liep al bij de aanmelding")),
            (ELSEWHERE, _("Tijdens de begeleiding ingezet, maar niet vanuit de toekomsttuin")),
        ],
        widget=forms.RadioSelect,
    )
    requested_on = Day(label=_("Gevraagd op"), required=False)
    decided_on = Day(
        label=_("Dag van het besluit"),
        help_text=_("Bij een verzoek tot toetsing: de dag waarop het verzoek is gedaan."),
    )
    decided_by = forms.CharField(
        label=_("Rechter of burgemeester"),
        help_text=_("Bijvoorbeeld: kinderrechter Midden-Nederland."),
        max_length=120,
        required=False,
    )
    since = Day(
        label=_("Vanaf"), help_text=_("Leeg: vanaf de dag van het besluit."), required=False
    )
    last_day = Day(
        label=_("Tot en met"), help_text=_("Leeg: het einde is nog niet bekend."), required=False
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization],
        decisions: QuerySet[CoreDecision],
    ) -> None:
        """Offer the organizations somebody may write for, and the decisions they took."""
        super().__init__(data)
        self.fields["core_decision"] = One(
            decisions,
            label=_("Bij welk kernbesluit hoort het?"),
            empty_label=_("Geen"),
            words=_decision_words,
            required=False,
        )
        self.fields["executed_by"] = One(
            organizations,
            label=_("Wie voert het uit?"),
            empty_label=_("Nog niet bekend"),
            required=False,
        )

    def clean(self) -> dict[str, Any]:
        """Read the last day as a period, and where the measure came from as two facts."""
        cleaned = super().clean() or self.cleaned_data
        origin = cleaned.get("origin")
        cleaned["initiated_by_pilot"] = origin == FROM_PILOT
        cleaned["running_at_intake"] = origin == AT_INTAKE
        if cleaned.get("decided_on"):
            until = Period.with_last_day(cleaned["decided_on"], cleaned.get("last_day")).until
            cleaned["until"] = until
        return cleaned


class EndMeasure(forms.Form):
    """The last day of a measure."""

    last_day = Day(label=_("Wat is de laatste dag?"))

    def __init__(self, data: QueryDict | None, *, known: date | None) -> None:
        """Start from the end that was known already, if any."""
        super().__init__(data, initial={"last_day": known})


def _with_employer(account: Account) -> str:
    return f"{account.name}, {account.professional.employer.name}"


def _decision_words(decision: CoreDecision) -> str:
    return say("%(organization)s, %(day)s") % {
        "organization": decision.organization.name,
        "day": f"{decision.decided_on:%d-%m-%Y}",
    }
