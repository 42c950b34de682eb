"""Explaining, asking for consent, confirming it, and telling the family who takes part."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One, Several
from tandem.core.periods import Period
from tandem.legal.enums import Answer, Via
from tandem.legal.forms.fields import ToWhom, Words, why_not_told
from tandem.network.enums import ConfirmationForm

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person
    from tandem.network.models import Organization


class Ask(forms.Form):
    """What somebody answers: yes or no, about which organizations (CONS-02, CONS-04)."""

    sections = (
        (_("Het antwoord"), ("answer", "organizations", "given_on", "via")),
        (_("Tot wanneer"), ("last_day",)),
        (_("Bij een nee"), ("what_else",)),
        (_("Alleen voor het lokaal team"), ("company", "not_free")),
    )

    answer = forms.ChoiceField(
        label=_("Wat is het antwoord?"),
        choices=[
            (Answer.YES, _("Ja, deze organisaties mogen meedoen")),
            (Answer.NO, _("Nee, deze organisaties doen niet mee")),
        ],
        widget=forms.RadioSelect,
    )
    given_on = Day(label=_("Op welke dag is het gezegd?"))
    via = forms.ChoiceField(
        label=_("Hoe is het gezegd?"),
        choices=Via.choices,
        widget=forms.RadioSelect,
        initial=Via.ORAL,
    )
    last_day = Day(
        label=_("Tot en met welke dag geldt het?"),
        help_text=_("Leeg: tot het gezin iets anders zegt."),
        required=False,
    )
    what_else = Words(
        label=_("Wat kan er wel?"),
        help_text=_("Alleen bij een nee: bespreek samen wat er wel kan, en schrijf dat op."),
        required=False,
    )

    company = forms.CharField(
        label=_("Wie was erbij?"),
        max_length=200,
        required=False,
        help_text=_("Vraag het liefst ieder apart. Het gezin en de partners zien dit niet."),
    )
    not_free = Words(
        label=_("Was het antwoord niet vrij? Waaraan merkte u dat?"),
        help_text=_("Leeg: het antwoord was vrij. Het gezin en de partners zien dit niet."),
        required=False,
    )

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization],
        said_yes_to: Collection[int],
        today: date,
    ) -> None:
        """Offer the partners of the pilot; `said_yes_to` are those with a yes in force."""
        super().__init__(data, initial={"given_on": today})
        self.said_yes_to = frozenset(said_yes_to)
        self.fields["organizations"] = Several(
            organizations, label=_("Om welke organisaties gaat het?")
        )

    def clean(self) -> dict[str, Any]:
        """Read the last day as a period, and ask what else is possible after a no."""
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("answer") == Answer.NO:
            self._clean_no(cleaned)
        if cleaned.get("given_on"):
            period = Period.with_last_day(cleaned["given_on"], cleaned.get("last_day"))
            cleaned["until"] = period.until
        return cleaned

    def _clean_no(self, cleaned: dict[str, Any]) -> None:
        if not cleaned.get("what_else"):
            self.add_error("what_else", say("Schrijf op wat er wel kan."))
        named = {organization.pk for organization in cleaned.get("organizations", ())}
        if named & self.said_yes_to:
            self.add_error(
                "organizations",
                say("Hiervoor geldt nu een ja. Een nee daarop is een intrekking."),
            )


class LeaveOut(forms.Form):
    """Why somebody is not asked (CONS-14)."""

    reason = Words(
        label=_("Waarom brengt vragen gevaar?"),
        help_text=_("Alleen het lokaal team leest dit."),
    )


class Confirm(forms.Form):
    """The confirmation was sent, in this form, on this day (CONS-05)."""

    form = forms.ChoiceField(
        label=_("Hoe is de bevestiging verstuurd?"),
        choices=ConfirmationForm.choices,
        widget=forms.RadioSelect,
    )
    on = Day(label=_("Op welke dag?"))

    def __init__(self, data: QueryDict | None, *, usual: str, given_on: date, today: date) -> None:
        """Start from how this pilot confirms, today."""
        super().__init__(data, initial={"form": usual, "on": today})
        self.given_on = given_on

    def clean_on(self) -> date:
        """Refuse a confirmation of what was not said yet."""
        on: date = self.cleaned_data["on"]
        if on < self.given_on:
            raise forms.ValidationError(
                say("De toestemming is gegeven op %(day)s. Kies die dag of een latere.")
                % {"day": f"{self.given_on:%d-%m-%Y}"}
            )
        return on


class Tell(forms.Form):
    """The family was told that an organization takes part (TELL-14, INV-08)."""

    on = Day(label=_("Op welke dag?"))
    what = Words(label=_("Wat hebt u verteld?"))
    reaction = Words(label=_("Wat zei het gezin daarvan?"), required=False)

    why_not = why_not_told()

    field_order = ("organization", "on", "to", "why_not", "what", "reaction")

    def __init__(
        self,
        data: QueryDict | None,
        *,
        organizations: QuerySet[Organization],
        people: QuerySet[Person],
        asked: str,
        today: date,
    ) -> None:
        """Offer the partners; `asked` is the one that the page before was about."""
        super().__init__(data, initial={"on": today, "organization": asked})
        self.fields["organization"] = One(
            organizations, label=_("Over welke organisatie ging het?")
        )
        self.fields["to"] = ToWhom(people, help_text=_("Ieder met gezag en ieder vanaf 12 jaar."))
        self.order_fields(self.field_order)


class SpokenOf(forms.Form):
    """What was said with who did not take that consent back."""

    what = Words(label=_("Wat besprak u?"), help_text=_("Ook: is het daar veilig, en wie belde?"))
