"""What people fill in about a line of a version: situation, agreement, factor, goal, help."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import CHOOSE, Day, One
from tandem.plan.enums import Domain, GoalKind, HelpDomain, Part, Weighs

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person
    from tandem.network.models import Account
    from tandem.plan.models import Factor, Goal, Situation

LONGEST = 5_000


def _area(rows: int = 3) -> forms.Textarea:
    return forms.Textarea(attrs={"rows": rows})


@dataclass(frozen=True, slots=True)
class Offered:
    """What a line can point to."""

    people: QuerySet[Person]
    accounts: QuerySet[Account]
    situations: QuerySet[Situation]
    goals: QuerySet[Goal]
    factors: QuerySet[Factor]


class Line(forms.Form):
    """A line of a version."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        offered: Offered,
        is_safety: bool,
        initial: Mapping[str, Any],
    ) -> None:
        """Offer what the line can point to."""
        super().__init__(data, initial=dict(initial))
        self.offer(offered, is_safety=is_safety)

    def offer(self, offered: Offered, *, is_safety: bool) -> None:
        """Add the choices that depend on the household."""


class WriteSituation(Line):
    """One of the three most unsafe situations (001 §Top 3)."""

    text = forms.CharField(
        label=_("Wat gebeurt er dan?"),
        max_length=LONGEST,
        widget=_area(),
        help_text=_("Vertel één keer dat het echt gebeurde: wie deed wat, wie zag het?"),
    )


class WriteFactor(Line):
    """What strengthens or hinders, for whom (VA-02)."""

    weighs = forms.ChoiceField(
        label=_("Versterkt of belemmert het?"), choices=Weighs.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(label=_("Wat is het?"), max_length=LONGEST, widget=_area(2))
    domain = forms.ChoiceField(label=_("In welk leefgebied?"), choices=[CHOOSE, *Domain.choices])
    part = forms.ChoiceField(
        label=_("Welke rol speelt het?"), choices=Part.choices, widget=forms.RadioSelect
    )
    is_fact = forms.BooleanField(
        label=_("Dit is een feit: iemand zag of hoorde het zelf"),
        required=False,
        help_text=_("Anders is het hoe iemand het ziet, en dat staat er dan bij."),
    )

    def offer(self, offered: Offered, *, is_safety: bool) -> None:
        """Offer the people; nobody means the surroundings."""
        self.fields["person"] = One(
            offered.people,
            label=_("Over wie gaat het?"),
            required=False,
            empty_label=_("De omgeving"),
        )
        self.order_fields(["person", "weighs", "text", "domain", "part", "is_fact"])


class WriteGoal(Line):
    """What the family wants to reach (PLAN-04)."""

    kind = forms.ChoiceField(
        label=_("Wat voor doel?"), choices=GoalKind.choices, widget=forms.RadioSelect
    )
    text = forms.CharField(
        label=_("Wat willen jullie bereiken?"),
        max_length=LONGEST,
        widget=_area(2),
        help_text=_("In de woorden van het gezin."),
    )
    by_on = Day(label=_("Wanneer is het zover?"), required=False)

    def offer(self, offered: Offered, *, is_safety: bool) -> None:
        """Offer what the analysis found (VA-09)."""
        self.fields["factor"] = One(
            offered.factors,
            words=_factor,
            label=_("Waar in de analyse gaat het over?"),
            required=False,
            empty_label=_("Staat niet in de analyse"),
        )
        self.order_fields(["kind", "text", "factor", "by_on"])


def _factor(factor: Factor) -> str:
    about = "De omgeving" if factor.person is None else factor.person.first_name
    return f"{about}: {factor.text[:80]}"


class WriteAgreement(Line):
    """Who does what, when, and who watches (SP-05, SP-06)."""

    other = forms.CharField(
        label=_("Of iemand anders"),
        max_length=200,
        required=False,
        help_text=_("Bijvoorbeeld: buurvrouw Els."),
    )
    what = forms.CharField(
        label=_("Wat doet die?"),
        max_length=LONGEST,
        widget=_area(2),
        help_text=_("Zo dat een ander kan zien of het lukt."),
    )
    when_words = forms.CharField(
        label=_("Wanneer?"),
        max_length=300,
        help_text=_("Bijvoorbeeld: als de stemmen omhoog gaan. Of: elke zondag."),
    )
    due_on = Day(
        label=_("Klaar op"),
        required=False,
        help_text=_("Alleen voor iets wat één keer moet gebeuren. Het komt dan bij Vandaag."),
    )
    support = forms.CharField(label=_("Wie steunt daarbij?"), max_length=300, required=False)
    watcher = forms.CharField(label=_("Wie let op?"), max_length=300, required=False)
    if_fails = forms.CharField(
        label=_("Lukt het niet, wat dan?"), max_length=LONGEST, required=False, widget=_area(2)
    )

    def offer(self, offered: Offered, *, is_safety: bool) -> None:
        """Offer who can answer for it, and what it belongs to."""
        self.fields["person"] = One(
            offered.people, label=_("Wie van het gezin?"), required=False, empty_label=_("Niemand")
        )
        self.fields["account"] = One(
            offered.accounts,
            label=_("Of welke professional?"),
            required=False,
            empty_label=_("Niemand"),
        )
        belongs = "situation" if is_safety else "goal"
        self.fields[belongs] = One(
            offered.situations if is_safety else offered.goals,
            words=lambda one: str(one.text)[:80],
            label=_("Bij welke situatie?") if is_safety else _("Bij welk doel?"),
            required=False,
            empty_label=_("Geen in het bijzonder"),
        )
        self.order_fields([belongs, "person", "account", "other", "what", "when_words", "watcher"])

    def clean(self) -> dict[str, Any]:
        """One answers for it, and only one (SP-05)."""
        cleaned = super().clean() or {}
        named = [one for one in ("person", "account", "other") if cleaned.get(one)]
        if len(named) != 1 and not self.errors.keys() & {"person", "account", "other"}:
            self.add_error(
                named[-1] if named else "person",
                _("Kies één persoon die hiervoor zorgt: van het gezin, een professional of een"
                  " ander."),
            )  # fmt: skip
        return cleaned


class WriteHelp(Line):
    """What somebody needs, before which help that is (WP-21, WP-22)."""

    need = forms.CharField(
        label=_("Wat heeft die nodig?"),
        max_length=LONGEST,
        widget=_area(2),
        help_text=_("Eerst de vraag, dan pas welke hulp daarbij past."),
    )
    domain = forms.ChoiceField(
        label=_("Uit welk domein?"), choices=HelpDomain.choices, widget=forms.RadioSelect
    )
    service = forms.CharField(label=_("Welke hulp past?"), max_length=300, required=False)
    financing = forms.CharField(label=_("Wie betaalt?"), max_length=300, required=False)
    department = forms.CharField(label=_("Wie geeft de indicatie?"), max_length=300, required=False)
    bottleneck = forms.CharField(
        label=_("Wat loopt vast?"), max_length=LONGEST, required=False, widget=_area(2)
    )

    def offer(self, offered: Offered, *, is_safety: bool) -> None:
        """Offer for whom."""
        self.fields["person"] = One(offered.people, label=_("Voor wie?"))
        self.order_fields(["person", "need", "domain"])
