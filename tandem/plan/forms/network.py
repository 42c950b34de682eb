"""The circle around a family: who stands in it, and what is asked of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Several, Versioned
from tandem.plan.enums import Invited, RequestAnswer, RequestKind, Strain, Strength

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from tandem.dossier.models import Person

    type Words = str | _StrPromise

LONGEST = 2000


def _text(label: Words, help_text: Words = "", *, rows: int = 2) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": rows}),
        help_text=help_text,
    )


class AddSupporter(forms.Form):
    """Somebody around the family: who, for whom, how near, and what they do and want (FAM-07)."""

    sections = (
        ("", ("name", "relation", "is_for_everybody", "supports")),
        (_("De band"), ("strength", "strain", "strain_about")),
        (_("Wat deze mens doet en wil"), ("already_does", "can_and_wants", "talents", "invited")),
    )

    name = forms.CharField(
        label=_("Wie is het?"),
        max_length=100,
        help_text=_("Zoals het gezin deze mens noemt: oma Zohra, meester Tom."),
    )
    relation = forms.CharField(
        label=_("Wat is deze mens van het gezin?"),
        max_length=100,
        help_text=_("Bijvoorbeeld: moeder van Fatima, leerkracht van Sem, buurvrouw."),
    )
    is_for_everybody = forms.BooleanField(label=_("Er voor iedereen in het gezin"), required=False)
    strength = forms.ChoiceField(
        label=_("Hoe sterk is de band?"), choices=Strength.choices, widget=forms.RadioSelect
    )
    strain = forms.ChoiceField(
        label=_("Is er spanning?"),
        choices=Strain.choices,
        initial=Strain.NONE,
        widget=forms.RadioSelect,
    )
    strain_about = _text(_("Waar gaat die spanning over?"))
    already_does = _text(
        _("Wat doet deze mens al?"),
        _("Ook wat klein lijkt: bellen, koken, er gewoon zijn. Dit houdt het langst."),
    )
    can_and_wants = _text(
        _("Wat kan en wil deze mens?"), _("En wat niet. Vraag het zelf, of vraag het het gezin.")
    )
    talents = _text(_("Waar is deze mens goed in?"))
    invited = forms.ChoiceField(
        label=_("Is deze mens gevraagd om mee te denken?"),
        choices=Invited.choices,
        initial=Invited.NOT_ASKED,
        widget=forms.RadioSelect,
        help_text=_("Ook wie niet is gevraagd, hoort in de kring."),
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
        self.fields["supports"] = Several(
            people, label=_("Of: er voor wie in het gezin?"), required=False
        )


class ChangeSupporter(AddSupporter, Versioned):
    """What is known better now; `seen` is the version that was on the screen."""


class LeaveCircle(Versioned):
    """Somebody is no longer in the circle."""

    left_on = Day(label=_("Sinds wanneer?"), help_text=_("De eerste dag dat het niet meer zo was."))
    because = forms.CharField(
        label=_("Waarom?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )


class AskSupport(forms.Form):
    """What is asked of somebody around the family, and until when (FAM-08)."""

    kind = forms.ChoiceField(
        label=_("Wat voor vraag is het?"),
        choices=RequestKind.choices,
        widget=forms.RadioSelect,
        help_text=_(
            "Een taak in het plan helpt even, en kan te zwaar worden: geef haar een laatste dag."
            " Meer van wat iemand al doet, houdt het langst."
        ),
    )
    what = forms.CharField(
        label=_("Wat vraagt u?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
    since = Day(label=_("Vanaf wanneer?"))
    last_day = Day(label=_("Tot en met wanneer?"), required=False)
    answer = forms.ChoiceField(
        label=_("Wat was het antwoord?"),
        choices=[("", _("Nog geen antwoord")), *RequestAnswer.choices],
        widget=forms.RadioSelect,
        required=False,
    )
    answer_words = _text(_("In eigen woorden"))


class AnswerSupport(forms.Form):
    """What somebody said to what was asked."""

    answer = forms.ChoiceField(
        label=_("Wat was het antwoord?"), choices=RequestAnswer.choices, widget=forms.RadioSelect
    )
    words = _text(_("In eigen woorden"))


class EndSupport(forms.Form):
    """What was asked of somebody stops."""

    last_day = Day(label=_("Laatste dag"))
    reason = forms.CharField(
        label=_("Waarom stopt het?"), max_length=LONGEST, widget=forms.Textarea(attrs={"rows": 3})
    )
