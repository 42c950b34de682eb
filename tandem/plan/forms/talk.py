"""A talk with the family: who was there, what each said, and what if concerns stay."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Several
from tandem.dossier.enums import ContactKind, Safety
from tandem.plan.enums import TalkQuestion

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict
    from django.utils.functional import _StrPromise

    from tandem.dossier.models import Person

type _Words = str | _StrPromise

LONGEST = 20_000


def _words(label: _Words, help_text: _Words = "", rows: int = 3) -> forms.CharField:
    return forms.CharField(
        label=label,
        max_length=LONGEST,
        required=False,
        help_text=help_text,
        widget=forms.Textarea(attrs={"rows": rows}),
    )


class BeginTalk(forms.Form):
    """When you sit together, and who is there."""

    held_on = Day(label=_("Wanneer zit u samen?"))
    present_others = forms.CharField(
        label=_("Wie is er verder bij?"), max_length=200, required=False
    )

    field_order = ("held_on", "present", "present_others")

    def __init__(
        self, data: QueryDict | None, *, people: QuerySet[Person], initial: Mapping[str, Any]
    ) -> None:
        """Offer the people of the household."""
        super().__init__(data, initial=dict(initial))
        self.fields["present"] = Several(
            people,
            label=_("Wie van het gezin is erbij?"),
            required=False,
            help_text=_("Wie er nu niet is, spreekt u later. Het gesprek blijft open."),
        )
        self.order_fields(self.field_order)


class Answer(forms.Form):
    """What one person says to the four questions (WP-13)."""

    how = _words(TalkQuestion.HOW.label)
    goes_well = _words(TalkQuestion.GOES_WELL.label)
    goes_less_well = _words(TalkQuestion.GOES_LESS_WELL.label)
    needed = _words(TalkQuestion.NEEDED.label)
    happened_on = Day(label=_("Wanneer sprak u elkaar?"))
    contact = forms.ChoiceField(
        label=_("Hoe?"),
        choices=[one for one in ContactKind.choices if one[0] != ContactKind.NONE],
        initial=ContactKind.HOME_VISIT,
    )
    present_others = forms.CharField(
        label=_("Wie was er verder bij?"), max_length=200, required=False
    )
    safety = forms.ChoiceField(
        label=_("Hoe veilig is het nu thuis?"), choices=Safety.choices, widget=forms.RadioSelect
    )
    safety_said = _words(_("Wat is erover gezegd, of waarom niet?"), rows=2)

    sections = (
        (_("Vier vragen"), tuple(one.value for one in TalkQuestion)),
        (
            _("Over dit gesprek"),
            ("happened_on", "contact", "present", "present_others", "safety", "safety_said"),
        ),
    )

    def __init__(
        self, data: QueryDict | None, *, people: QuerySet[Person], initial: Mapping[str, Any]
    ) -> None:
        """Offer the people of the household as who was there."""
        super().__init__(data, initial=dict(initial))
        self.fields["present"] = Several(
            people, label=_("Wie van het gezin was erbij?"), required=False
        )


class KeepConcern(forms.Form):
    """What is said when concerns stay (WP-14, WP-27)."""

    held_on = Day(label=_("Wanneer sprak u hierover?"))
    seriousness_differs = forms.BooleanField(
        label=_("We zijn het niet eens over hoe ernstig het is"), required=False
    )
    action_differs = forms.BooleanField(
        label=_("We zijn het niet eens over wat er moet gebeuren"), required=False
    )
    standpoints = _words(
        _("Wie vindt wat?"), _("Van ieder één zin, ook van uzelf. Zeg erbij van wie het is.")
    )
    agreement = _words(_("Wat spreken we samen af?"), _("Dit komt als afspraak in het verhaal."))
    next_steps = _words(
        _("Wat kan er hierna gebeuren?"),
        _("Bijvoorbeeld: we vragen iemand die onderzoek mag doen, ook als u dat niet wilt."),
    )
    is_explained = forms.BooleanField(label=_("Dit is aan het gezin uitgelegd"), required=False)
    explained_on = Day(label=_("Wanneer uitgelegd?"), required=False)
    family_notices = _words(
        _("Wat merkt het gezin hiervan?"), _("Wat verandert er morgen thuis, en voor wie?"), 2
    )

    sections = (
        ("", ("held_on",)),
        (
            _("Zijn we het eens?"),
            ("seriousness_differs", "action_differs", "standpoints", "agreement"),
        ),
        (_("Hoe gaat het verder?"), ("next_steps", "is_explained", "explained_on")),
        ("", ("family_notices",)),
    )
