"""Measures: what was decided, what must happen, what comes before and after, and looking again."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day, One, Several
from tandem.core.periods import Period
from tandem.legal.enums import MeasureKind

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from tandem.dossier.models import Person
    from tandem.legal.models import CoreDecision, Measure, ProtectionTest
    from tandem.network.models import Organization

FROM_PILOT, AT_INTAKE, ELSEWHERE = "pilot", "intake", "elsewhere"
YES, NO = "yes", "no"
LONGEST_TEXT = 4000


def _words(label: _StrPromise, **more: Any) -> forms.CharField:
    """A few sentences."""
    box = forms.Textarea(attrs={"rows": 3})
    return forms.CharField(label=label, max_length=LONGEST_TEXT, widget=box, **more)


def _yes_no(label: _StrPromise, **more: Any) -> forms.ChoiceField:
    choices = [(YES, _("Ja")), (NO, _("Nee"))]
    return forms.ChoiceField(label=label, choices=choices, widget=forms.RadioSelect, **more)


def _of_whom(decision: CoreDecision) -> str:
    """Whose decision of when."""
    return f"{decision.organization.name}, {decision.decided_on:%d-%m-%Y}"


def _keep(form: forms.Form, known: Measure | ProtectionTest) -> None:
    """Show a day that was written down before, and let it be (LEGAL-112)."""
    for name, field in form.fields.items():
        field.disabled = field.disabled or getattr(known, name) is not None


class RecordMeasure(forms.Form):
    """A measure, or the request for a test, as REG-21 asks."""

    sections = (
        (_("Wat is het?"), ("kind", "provisional", "origin", "core_decision")),
        (_("Over wie gaat het?"), ("children", "threats")),
        (_("Wanneer en door wie?"), ("requested_on", "decided_on", "decided_by", "reference")),
        (_("Hoe lang en wie?"), ("since", "last_day", "executed_by")),
    )

    kind = forms.ChoiceField(label=_("Welke maatregel?"), choices=[CHOOSE, *MeasureKind.choices])
    provisional = forms.BooleanField(
        label=_("Het is een voorlopige maatregel of een schorsing van gezag"), required=False
    )
    origin = forms.ChoiceField(
        label=_("Waar komt de maatregel vandaan?"),
        choices=[
            (FROM_PILOT, _("Ingezet vanuit de toekomsttuin")),
            (AT_INTAKE, _("Liep al bij de aanmelding")),
            (ELSEWHERE, _("Tijdens de begeleiding ingezet, maar niet vanuit de toekomsttuin")),
        ],
        widget=forms.RadioSelect,
    )
    threats = _words(
        _("Welke concrete bedreigingen noemt de rechter?"),
        help_text=_("Alleen bij een ondertoezichtstelling; neem ze over uit de beschikking."),
        required=False,
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
    reference = forms.CharField(
        label=_("Kenmerk van de uitspraak of het besluit"),
        help_text=_("Staat bovenaan de brief. Niet nodig bij een verzoek tot toetsing."),
        max_length=80,
        required=False,
    )
    since = Day(
        label=_("Vanaf"), help_text=_("Leeg: vanaf de dag van het besluit."), required=False
    )
    last_day = Day(
        label=_("Tot en met"),
        help_text=_(
            "Staat in de uitspraak of het besluit. Een huisverbod duurt tien dagen; is het"
            " verlengd, leg de verlenging dan apart vast. Leeg kan alleen bij een verzoek tot"
            " toetsing of als gezag voorgoed is beëindigd."
        ),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization],
        decisions: QuerySet[CoreDecision],
        children: QuerySet[Person],
    ) -> None:
        """Offer the organizations somebody may write for, and the decisions they took."""
        super().__init__(data)
        self.fields["children"] = Several(
            children,
            words=attrgetter("first_name"),
            label=_("Voor welke kinderen?"),
            required=False,
            help_text=_("Bij een verbod of reclassering alleen als het over een kind gaat."),
        )
        self.fields["core_decision"] = One(
            decisions,
            words=_of_whom,
            label=_("Bij welk kernbesluit hoort het?"),
            empty_label=_("Geen"),
            required=False,
        )
        self.fields["executed_by"] = One(
            organizations,
            label=_("Wie voert het uit?"),
            help_text=_("Niet nodig bij een verzoek tot toetsing."),
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


class ConfirmMeasure(forms.Form):
    """The second person has seen the decision (LEGAL-69)."""

    saw = forms.BooleanField(
        label=_("Ik heb de uitspraak of het besluit zelf gezien, en dit klopt daarmee.")
    )


class EndMeasure(forms.Form):
    """The last day of a measure, and why it stops (REG-28)."""

    last_day = Day(label=_("Wat is de laatste dag?"))
    reason = forms.CharField(
        label=_("Waarom stopt de maatregel?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: de kinderen zijn veilig en moeder vraagt zelf hulp."),
    )

    def __init__(self, data: QueryDict | None, *, known: date | None) -> None:
        """Start from the end that was known already, if any."""
        super().__init__(data, initial={"last_day": known})


_OF_AWAY = ("used_on", "end_asked_on", "end_answered_on")
_OF_OTS = ("instruction_asked_on", "instruction_answered_on")
_OF_A_CHILD = (*_OF_AWAY, *_OF_OTS, "rvdk_told_on", "rvdk_advised_on")
# What is not asked about a measure of this kind; about any other kind, nothing of a child.
_NOT_OF = {MeasureKind.OTS: _OF_AWAY, MeasureKind.OUT_OF_HOME_PLACEMENT: _OF_OTS}


class NoteMeasure(forms.Form):
    """What happened around a measure, on which day (facts 3.8)."""

    first_contact_on = Day(label=_("Eerste contact van de GI met het gezin"), required=False)
    used_on = Day(label=_("Machtiging voor het eerst gebruikt"), required=False)
    rvdk_told_on = Day(
        label=_("Aan de Raad verteld dat er niet wordt verlengd, met verslag"), required=False
    )

    rvdk_advised_on = Day(
        label=_("Advies van de Raad voor een verlenging na twee jaar"), required=False
    )
    end_asked_on = Day(
        label=_("Het gezin vroeg de GI om eerder te stoppen op"),
        help_text=_("De GI antwoordt binnen twee weken (BW 1:265d)."),
        required=False,
    )
    end_answered_on = Day(label=_("De GI antwoordde daarop op"), required=False)
    instruction_asked_on = Day(
        label=_("Het gezin vroeg een aanwijzing in te trekken op"),
        help_text=_("De GI antwoordt binnen twee weken. Geen antwoord is een nee (BW 1:265)."),
        required=False,
    )
    instruction_answered_on = Day(label=_("De GI antwoordde daarop op"), required=False)

    def __init__(self, data: QueryDict | None, *, measure: Measure) -> None:
        """Start from what is known; ask only what belongs to this measure."""
        super().__init__(data, initial={name: getattr(measure, name) for name in self.base_fields})
        for name in _NOT_OF.get(MeasureKind(measure.kind), _OF_A_CHILD):
            self.fields[name].disabled = True
            self.fields[name].widget = forms.HiddenInput()
        _keep(self, measure)


class Reflect(forms.Form):
    """Questions before a measure is asked for (REG-23)."""

    for_whom = _words(_("Voor wie is het nodig: het kind, de ouder of de professional?"))
    yields = _words(_("Wat levert het ieder op?"))
    is_temporary = _yes_no(_("Is het tijdelijk?"))
    needed_to_stop = _words(_("Wat is nodig om te stoppen?"))
    discomfort = _words(_("Wat is uw eigen ongemak of angst hierbij?"))
    is_discomfort = _yes_no(_("Is dat ongemak de reden om de maatregel te vragen?"))

    def clean(self) -> dict[str, Any]:
        """Read yes and no as facts."""
        cleaned = super().clean() or self.cleaned_data
        for name in ("is_temporary", "is_discomfort"):
            cleaned[name] = cleaned.get(name) == YES
        return cleaned


class TestRequest(forms.Form):
    """The independent test of the RvdK (REG-18, REG-19)."""

    tested_on = Day(label=_("Getoetst op"))
    is_met = _yes_no(_("Is aan de wet voldaan?"))
    motivation = _words(_("Waarom wel of niet?"))
    children_heard = _words(_("Wat zeggen de kinderen?"), required=False)
    children_not_heard = _words(
        _("Waarom zijn de kinderen niet gehoord?"),
        help_text=_("Alleen als zij niet zijn gehoord."),
        required=False,
    )
    parents_heard = _words(_("Wat zeggen de ouders?"), required=False)
    parents_not_heard = _words(
        _("Waarom zijn de ouders niet gehoord?"),
        help_text=_("Alleen als zij niet zijn gehoord."),
        required=False,
    )
    submitted_on = Day(label=_("Verzoek bij de rechter ingediend op"), required=False)
    college_told_on = Day(
        label=_("Aan de gemeente verteld dat er geen verzoek komt"), required=False
    )
    mayor_asked_on = Day(
        label=_("De burgemeester vroeg om het oordeel van de rechter op"),
        help_text=_("De Raad legt het dan binnen twee weken aan de rechter voor."),
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, today: date, children: QuerySet[Person]) -> None:
        """Start from today; offer the children of the household."""
        super().__init__(data, initial={"tested_on": today})
        self.fields["children"] = Several(
            children,
            words=attrgetter("first_name"),
            label=_("Voor welke kinderen?"),
            required=False,
        )
        self.order_fields(["tested_on", "children"])

    def clean(self) -> dict[str, Any]:
        """Read yes and no as a fact."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["is_met"] = cleaned.get("is_met") == YES
        return cleaned


class NoteTest(forms.Form):
    """What followed a test of the RvdK that led to no request (BW 1:255 lid 3)."""

    college_told_on = Day(
        label=_("Aan de gemeente verteld dat er geen verzoek komt"), required=False
    )
    mayor_asked_on = Day(
        label=_("De burgemeester vroeg om het oordeel van de rechter op"),
        help_text=_("De Raad legt het dan binnen twee weken aan de rechter voor."),
        required=False,
    )
    submitted_on = Day(label=_("Verzoek bij de rechter ingediend op"), required=False)

    def __init__(self, data: QueryDict | None, *, tested: ProtectionTest) -> None:
        """Start from what is known."""
        super().__init__(data, initial={name: getattr(tested, name) for name in self.base_fields})
        _keep(self, tested)


class PlanScaleDown(forms.Form):
    """How a measure stops and what comes after it (REG-22)."""

    made_on = Day(label=_("Gemaakt op"))
    agreed_with = forms.CharField(label=_("Met wie is het besproken?"), max_length=200)
    needed_to_stop = _words(_("Wat is nodig om te stoppen?"))
    afterwards = _words(_("Hoe gaat het daarna verder, zonder maatregel?"))
    network = _words(
        _("Wie uit het netwerk doet mee, en hoe?"),
        help_text=_("Zonder netwerk is een maatregel moeilijk te stoppen."),
        required=False,
    )
    review_on = Day(label=_("Wanneer kijkt u opnieuw?"), help_text=_("Binnen een half jaar."))

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        """Start from today."""
        super().__init__(data, initial={"made_on": today})


class ReviewDecision(forms.Form):
    """A decision that is looked at again: still needed, or over (REG-28)."""

    on = Day(label=_("Op welke dag bekeken?"))
    still_needed = _yes_no(_("Is de bevoegdheid nog nodig?"))
    why = _words(_("Waarom nog wel, of waarom niet meer?"))
    next_on = Day(
        label=_("Wanneer kijkt u daarna opnieuw?"),
        help_text=_("Alleen als het nog nodig is. Binnen een half jaar."),
        required=False,
    )

    def __init__(self, data: QueryDict | None, *, today: date) -> None:
        """Start from today."""
        super().__init__(data, initial={"on": today})

    def clean(self) -> dict[str, Any]:
        """What is still needed has a next day; what is over has none."""
        cleaned = super().clean() or self.cleaned_data
        cleaned["still_needed"] = cleaned.get("still_needed") == YES
        if not cleaned["still_needed"]:
            cleaned["next_on"] = None
        elif not cleaned.get("next_on") and "next_on" not in self.errors:
            self.add_error("next_on", say("Kies de volgende dag."))
        return cleaned


class StopWithoutGround(forms.Form):
    """Nothing to fill in: only the button."""
