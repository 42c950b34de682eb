"""What people fill in about a version: how it was made, and its running text."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day, Several, Versioned
from tandem.plan.enums import PieceKind, Topic
from tandem.plan.rules import QUALITY, TOPICS

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.db.models import QuerySet
    from django.http import QueryDict

    from tandem.dossier.models import Person
    from tandem.network.models import Organization

LONGEST = 20_000
# Questions that help on the way, in our own words (004 leersessies 2 tot en met 4).
HELP: Mapping[Topic, Any] = {
    Topic.SHARED_STORY: _(
        "Wat is er aan de hand, en hoe kwam het zo? Zo dat ieder zegt: ja, zo is het."
    ),
    Topic.SAFETY_NOW: _(
        "Breed kijken maakt het gevaar niet kleiner. Wat houdt u in het oog, en hoe?"
    ),
    Topic.CAUSES: _("Wat zit er onder wat u ziet? Blijf vragen: en waardoor kwam dat dan?"),
    Topic.KEEPS_GOING: _(
        "Waardoor blijft het zo, ook al wil niemand het? Wat doet onze hulp zelf?"
    ),
    Topic.PATTERNS: _(
        "Wat kent de familie al langer, ook van opa's en oma's? Wat hoort bij hoe zij leven en"
        " geloven?"
    ),
    Topic.FUNCTION: _(
        "Wat onveilig is, kan ook vertrouwd zijn. Waar beschermt het tegen? Wat zou iemand missen"
        " als het stopt?"
    ),
    Topic.SCREENING: _("Noem ook wat niet speelt, en wat nog niet is besproken."),
    Topic.DIRECTIONS: _("Waar wil het gezin zelf beginnen? Wat werkte eerder al een beetje?"),
    Topic.CONTRIBUTORS: _("Een gedragswetenschapper, ggz, gezinsadvocaat of ervaringsdeskundige?"),
    Topic.FACTS_APART: _("Wat is gezien of gehoord, en wat denkt iemand erover?"),
    Topic.SAFETY_FAMILY: _("In hun woorden: wanneer voelt het thuis veilig, en wanneer niet?"),
    Topic.SAFETY_TEAM: _("Staat u daar anders in? Zeg het hier, naast wat het gezin zegt."),
    Topic.NO_AGREEMENTS: _("Alleen invullen als er geen afspraken te maken waren."),
    Topic.IF_IT_FAILS: _("Wie belt wie, waar gaan de kinderen heen, wat doet u dezelfde dag?"),
    Topic.CALM: _("Minder zorgen over geld, wonen of slaap is ook veiligheid."),
    Topic.AFTER_MEASURE: _("Alleen als een maatregel gaat eindigen."),
    Topic.FUTURE: _("Over een jaar: wat doet u op een gewone dinsdag?"),
    Topic.FOR_CHILDREN: _("Kort, zoals u het een kind vertelt. Dit leest een kind; de rest niet."),
}


class Make(Versioned):
    """How a version came about: when, with whom, and when it is looked at again."""

    made_on = Day(label=_("Wanneer maakt of maakte u dit?"))
    how_made = forms.CharField(
        label=_("Hoe ging dat?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Bijvoorbeeld: in drie gesprekken aan de keukentafel."),
    )
    why_without = forms.CharField(
        label=_("Zonder ouders? Waarom?"),
        max_length=LONGEST,
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    improved_by = Day(
        label=_("Wanneer moet het beter zijn?"),
        required=False,
        help_text=_("Spreek dit af met het gezin."),
    )
    next_on = Day(label=_("Wanneer bespreekt u het weer samen?"), required=False)

    def __init__(
        self,
        data: QueryDict | None,
        *,
        kind: str,
        people: QuerySet[Person],
        organizations: QuerySet[Organization],
        initial: Mapping[str, Any],
    ) -> None:
        """Offer who can have made it; an analysis has no day by which it is better."""
        super().__init__(data, initial=dict(initial))
        self.fields["made_with"] = Several(
            people, label=_("Wie van het gezin maakte mee?"), required=False
        )
        self.fields["makers"] = Several(
            organizations, label=_("Welke organisaties maakten mee?"), required=False
        )
        if kind == PieceKind.ANALYSIS:
            del self.fields["improved_by"], self.fields["next_on"]
        self.order_fields(["made_on", "made_with", "why_without", "makers", "how_made"])


class Texts(Versioned):
    """The running text of a version, one box per topic."""

    def __init__(self, data: QueryDict | None, *, kind: str, initial: Mapping[str, Any]) -> None:
        """Offer the topics of this kind of piece."""
        super().__init__(data, initial=dict(initial))
        topics = TOPICS[PieceKind(kind)]
        for topic in topics:
            self.fields[topic.value] = forms.CharField(
                label=topic.label,
                max_length=LONGEST,
                required=False,
                widget=forms.Textarea(attrs={"rows": 4 if topic == topics[0] else 3}),
                help_text=HELP.get(topic, ""),
            )
        if kind == PieceKind.ANALYSIS:
            story = [one.value for one in topics if one not in QUALITY]
            self.sections = (
                ("", story),
                (_("Hoe zorgvuldig is dit gemaakt?"), [one.value for one in QUALITY]),
            )


class NextTime(forms.Form):
    """When a plan is looked at again."""

    next_on = Day(label=_("Wanneer bespreekt u het weer samen?"))
