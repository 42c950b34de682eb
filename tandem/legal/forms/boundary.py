"""A boundary of the law, without anything about a household."""

from __future__ import annotations

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Day
from tandem.legal.forms.fields import Words


class RecordBoundary(forms.Form):
    """Where practice meets the law, which room there is, and what was agreed (REG-27)."""

    practice = Words(
        label=_("Waar raakt de praktijk het recht?"),
        help_text=_("In het algemeen. Niets over een gezin."),
    )
    law = forms.CharField(label=_("Welke wet of welk artikel?"), max_length=200)
    room = Words(label=_("Welke ruimte is er?"))
    agreement = Words(label=_("Welke afspraak is er gemaakt?"), required=False)
    agreed_on = Day(label=_("Op welke dag is dat afgesproken?"), required=False)
    for_committee = forms.BooleanField(
        label=_("Dit is een vraag voor de landelijke commissie rechtsbescherming"), required=False
    )
