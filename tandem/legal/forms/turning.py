"""The turning point: its questions, the second signature, and looking again."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One
from tandem.legal.enums import TurningQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.network.models import Account

YES, NO = "yes", "no"
AGREED, AGREED_WORDS = "same_person_agreed_on", "same_person_said"
LONGEST_REMARK, LONGEST_AGREEMENT = 1000, 4000


class AnswerTurningPoint(forms.Form):
    """Every question of the turning point, each with a yes, or a no and why (REG-11)."""

    def __init__(
        self,
        data: QueryDict | None,
        *,
        known: Mapping[str, tuple[bool, str]] | None = None,
        agreed_on: date | None = None,
        agreed_words: str = "",
    ) -> None:
        """Ask every question; start from what was answered before."""
        super().__init__(data, initial={AGREED: agreed_on, AGREED_WORDS: agreed_words})
        for question in TurningQuestion:
            was = (known or {}).get(question.value)
            self.fields[question.value] = forms.ChoiceField(
                label=question.label,
                choices=[(YES, _("Ja")), (NO, _("Nee"))],
                widget=forms.RadioSelect,
                initial=None if was is None else (YES if was[0] else NO),
            )
            self.fields[f"{question.value}_why"] = forms.CharField(
                label=_("Toelichting; bij nee: waarom niet?"),
                max_length=LONGEST_REMARK,
                required=False,
                initial="" if was is None else was[1],
            )

            if question is TurningQuestion.SOMEBODY_ELSE:
                self.fields[AGREED] = Day(
                    label=_("Wanneer was het gezin akkoord met dezelfde persoon?"),
                    help_text=_(
                        "Bij nee hierboven. Dat kan bij Veilig Thuis en de GI, nooit bij de Raad."
                    ),
                    required=False,
                )
                self.fields[AGREED_WORDS] = forms.CharField(
                    label=_("Wie van het gezin ging akkoord, en in welke woorden?"),
                    max_length=LONGEST_AGREEMENT,
                    required=False,
                    widget=forms.Textarea(attrs={"rows": 3}),
                    help_text=_("Alleen nodig als u hierboven een dag invult."),
                )

    @property
    def answers(self) -> dict[str, tuple[bool, str]]:
        """The answers as the rule takes them."""
        found = self.cleaned_data
        return {
            one.value: (found[one.value] == YES, found[f"{one.value}_why"])
            for one in TurningQuestion
        }

    def clean(self) -> dict[str, Any]:
        """Give the answers along with what was typed."""
        cleaned = super().clean() or self.cleaned_data
        for question in TurningQuestion:
            if cleaned.get(question.value) == NO and not cleaned.get(f"{question.value}_why"):
                self.add_error(f"{question.value}_why", say("Schrijf op waarom niet."))
        return cleaned


SIGN, DECLINE = "sign", "decline"


class CoSign(forms.Form):
    """The second signature, or why not."""

    answer = forms.ChoiceField(
        label=_("Tekent u mee?"),
        choices=[
            (SIGN, _("Ja, ik heb alles gelezen en teken mee")),
            (DECLINE, _("Nee, ik teken niet mee")),
        ],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Zo nee: waarom niet?"),
        max_length=200,
        required=False,
        help_text=_("Het besluit gaat dan niet door."),
    )

    def clean(self) -> dict[str, Any]:
        """A no needs its reason."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == DECLINE and not cleaned.get("reason"):
            self.add_error("reason", say("Schrijf op waarom u niet meetekent."))
        return cleaned


class AskToSign(forms.Form):
    """Somebody else who signs as the second."""

    def __init__(self, data: QueryDict | None, *, co_signers: QuerySet[Account]) -> None:
        """Offer who has a key and did not take the decision."""
        super().__init__(data)
        self.fields["co_signer"] = One(
            co_signers,
            label=_("Wie tekent mee?"),
            help_text=_("Iemand met een sleutel van dit gezin. Die leest mee en tekent zelf."),
            words=lambda account: f"{account.name}, {account.professional.employer.name}",
        )
