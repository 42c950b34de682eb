"""What people fill in when something is put before somebody, and when an agreement is looked at."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One
from tandem.plan.enums import Answer, Kept

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person

LONGEST = 20_000
CLEAR = (("", _("niet gevraagd")), ("yes", _("ja, duidelijk")), ("no", _("nee, nog niet")))


class Put(forms.Form):
    """What somebody says to what was put before them (DOS-13)."""

    put_on = Day(label=_("Wanneer?"))
    answer = forms.ChoiceField(
        label=_("Wat zegt die?"), choices=Answer.choices, widget=forms.RadioSelect
    )
    words = forms.CharField(
        label=_("In eigen woorden"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_(
            "Dit blijft naast de tekst staan, voor altijd. Bij een nee hoort wat er niet klopt."
        ),
    )
    is_apart = forms.BooleanField(
        label=_("Apart gesproken, zonder de anderen erbij"), required=False
    )
    why_not = forms.CharField(
        label=_("Niet voorgelegd? Waarom niet?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        today: date,
        labels: Iterable[tuple[str, object]] | None = None,
        people: QuerySet[Person] | None = None,
    ) -> None:
        """Say it in the words that fit, and ask whom when that is not known yet."""
        super().__init__(data, initial={"put_on": today})
        if labels is not None:
            self.fields["answer"] = forms.ChoiceField(
                label=self.fields["answer"].label, choices=labels, widget=forms.RadioSelect
            )
        if people is not None:
            self.fields["person"] = One(people, label=_("Aan wie?"))
        self.order_fields(["person", "put_on", "answer", "words", "why_not", "is_apart"])

    def clean(self) -> dict[str, Any]:
        """What was not put before somebody has no answer, and what was has no reason why not."""
        cleaned = super().clean() or {}
        if cleaned.get("answer") != Answer.NOT_PUT:
            cleaned["why_not"] = ""
        return cleaned


class LookAfter(forms.Form):
    """Whether an agreement is clear and works (PLAN-08)."""

    asked_on = Day(label=_("Wanneer?"))
    clear = forms.ChoiceField(
        label=_("Is de afspraak duidelijk?"),
        choices=CLEAR,
        required=False,
        widget=forms.RadioSelect,
    )
    kept = forms.ChoiceField(
        label=_("Lukt het?"),
        choices=[("", _("niet gevraagd")), *Kept.choices],
        required=False,
        widget=forms.RadioSelect,
    )
    words = forms.CharField(
        label=_("Wat werd er gezegd?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
    )

    def __init__(self, data: QueryDict | None, *, today: date, people: QuerySet[Person]) -> None:
        """Ask whom it was asked of."""
        super().__init__(data, initial={"asked_on": today, "clear": "", "kept": ""})
        self.fields["person"] = One(
            people,
            label=_("Aan wie gevraagd?"),
            required=False,
            empty_label=_("Aan iedereen samen"),
        )
        self.order_fields(["asked_on", "person", "clear", "kept", "words"])

    def clean(self) -> dict[str, Any]:
        """Something was asked."""
        cleaned = super().clean() or {}
        if not self.errors and not cleaned.get("clear") and not cleaned.get("kept"):
            self.add_error("kept", _("Zeg of de afspraak duidelijk is, of hij lukt, of allebei."))
        clear = cleaned.pop("clear", "")
        cleaned["is_understood"] = {"yes": True, "no": False}.get(clear)
        return cleaned
