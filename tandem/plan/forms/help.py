"""Help that was there before, and whether a child gets help for itself."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Several
from tandem.plan.enums import ChildHelpAnswer

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person

LONGEST = 4000


class RememberHelp(forms.Form):
    """What help there was before, and what came of it (DOS-22)."""

    what = forms.CharField(
        label=_("Wat voor hulp was het?"),
        max_length=200,
        help_text=_("Bijvoorbeeld: gesprekken met zijn tweeën, schuldhulp, gezinsbegeleiding."),
    )
    helper = forms.CharField(label=_("Van wie?"), max_length=200)
    period = forms.CharField(
        label=_("Wanneer?"),
        max_length=100,
        help_text=_("Zoals het gezin het zegt: '2021', of 'toen Sem nog klein was'."),
    )
    relation = forms.CharField(
        label=_("Hoe was het contact met deze hulpverleners?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    worked = forms.CharField(
        label=_("Wat werkte?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    did_not_work = forms.CharField(
        label=_("Wat werkte niet?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        people: QuerySet[Person],
        initial: Mapping[str, Any] | None = None,
    ) -> None:
        """Offer the people of the household."""
        super().__init__(data, initial=dict(initial or {}))
        self.fields["about"] = Several(
            people,
            label=_("Voor wie?"),
            required=False,
            help_text=_("Kruist u niemand aan, dan was de hulp voor het hele gezin."),
        )
        self.order_fields(["what", "about", "helper", "period"])


class AnswerForChild(forms.Form):
    """Whether a child gets help for itself, and why not (DOS-30)."""

    answer = forms.ChoiceField(
        label=_("Krijgt dit kind zelf hulp?"),
        choices=ChildHelpAnswer.choices,
        widget=forms.RadioSelect,
        help_text=_("Hulp voor het kind zelf: niet de hulp voor de ouders."),
    )
    words = forms.CharField(
        label=_("Welke hulp? Of: waarom niet, of nog niet?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bij 'nee' en 'nog niet nodig' is dit nodig. Wat vindt het kind er zelf van?"),
    )
    answered_on = Day(label=_("Wanneer is dit besproken?"))
