"""The talk with a family: what was told, to whom, and what they said."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.text import capfirst
from django.utils.translation import gettext as say
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, One, Several
from tandem.legal import rules
from tandem.legal.enums import Answer, Moment, Tell
from tandem.legal.forms.fields import Words

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person


def _points(moment: Moment) -> forms.MultipleChoiceField:
    return forms.MultipleChoiceField(
        label=capfirst(moment.label),
        choices=[(point.value, point.label) for point in rules.points_at(moment)],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )


class _Told(forms.Form):
    """Points to tick, per moment at which they are due, and who heard them."""

    moments: Sequence[Moment] = tuple(Moment)

    def __init__(
        self, data: QueryDict | None, *, people: QuerySet[Person], initial: dict[str, Any]
    ) -> None:
        """Offer the people of the household, and the points of the moments."""
        super().__init__(data, initial=initial)
        self.fields["people"] = Several(people, label=_("Wie hoorden het?"))
        for moment in self.moments:
            self.fields[moment.value] = _points(moment)

    def clean(self) -> dict[str, Any]:
        """Put the points of every moment together; at least one was told."""
        cleaned = super().clean() or self.cleaned_data
        ticked = {point for moment in self.moments for point in cleaned.get(moment.value, ())}
        cleaned["points"] = [point.value for point in Tell if point in ticked]
        if not ticked:
            self.add_error(self.moments[0].value, say("Vink aan wat u vertelde."))
        return cleaned


class Explain(_Told):
    """The way of working was explained and the leaflet given (CONS-03, TELL-01..03, 10..13, 15)."""

    moments = (Moment.FIRST, Moment.BEFORE_CONSENT)

    on = Day(label=_("Wanneer is het uitgelegd?"))
    questions = Words(
        label=_("Welke vragen had het gezin?"),
        help_text=_("Schrijf de vragen op zoals het gezin ze stelde."),
        required=False,
    )

    field_order = ("on", "people", Moment.FIRST.value, Moment.BEFORE_CONSENT.value, "questions")

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Person], today: date) -> None:
        """Start from today."""
        super().__init__(data, people=people, initial={"on": today})
        self.order_fields(self.field_order)


class Talk(_Told):
    """What else was told, and the reaction (TELL-01..20)."""

    on = Day(label=_("Wanneer was het gesprek?"))
    reaction = Words(label=_("Wat zei het gezin daarvan?"), required=False)

    field_order = ("on", "people", *(moment.value for moment in Moment), "reaction")

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Person], today: date) -> None:
        """Start from today."""
        super().__init__(data, people=people, initial={"on": today})
        self.order_fields(self.field_order)


class TellLater(forms.Form):
    """What could not be told yet, why, and by which day it is."""

    points = forms.MultipleChoiceField(
        label=_("Wat kon nog niet worden verteld?"),
        choices=[(one.value, one.label) for one in rules.CAN_WAIT],
        widget=forms.CheckboxSelectMultiple,
    )
    reason = Words(label=_("Waarom kon het nog niet?"))
    due_on = Day(
        label=_("Uiterlijk op welke dag vertelt u het?"),
        help_text=_("Binnen twee weken. Op die dag staat het bij Vandaag."),
    )

    field_order = ("people", "points", "reason", "due_on")

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Person]) -> None:
        """Offer everybody of the household: each hears it, or has a day of their own."""
        super().__init__(data)
        self.fields["people"] = Several(people, label=_("Wie hoort het later?"))
        self.order_fields(self.field_order)


class Expert(forms.Form):
    """What the household says to an experience expert taking part (CONS-15)."""

    answer = forms.ChoiceField(
        label=_("Mag een ervaringsdeskundige meedoen?"),
        choices=[(Answer.YES, _("Ja, dat is goed")), (Answer.NO, _("Nee, liever niet"))],
        widget=forms.RadioSelect,
    )
    on = Day(label=_("Op welke dag is het gezegd?"))
    reaction = Words(label=_("Wat zei het gezin erbij?"), required=False)

    field_order = ("person", "answer", "on", "reaction")

    def __init__(self, data: QueryDict | None, *, people: QuerySet[Person], today: date) -> None:
        """Offer who may answer for themselves."""
        super().__init__(data, initial={"on": today})
        self.fields["person"] = One(people, label=_("Wie antwoordt?"))
        self.order_fields(self.field_order)
