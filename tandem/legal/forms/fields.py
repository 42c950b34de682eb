"""The few kinds of field that the forms of this app are made of."""

from __future__ import annotations

from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.utils.translation import gettext_lazy as _

from tandem.core.forms import Several

if TYPE_CHECKING:
    from django.db.models import QuerySet

LONGEST_TEXT = 4000
MOST_HOURS = Decimal(168)
LEAST_HOURS = Decimal("0.25")


class Words(forms.CharField):
    """A few sentences."""

    def __init__(self, **kwargs: Any) -> None:
        """Show a box of several lines."""
        super().__init__(
            **{"max_length": LONGEST_TEXT, "widget": forms.Textarea(attrs={"rows": 4}), **kwargs}
        )


class WorkHours(forms.DecimalField):
    """Hours of work as people write them here: 2,5 and 2.5 are the same."""

    def __init__(self, **kwargs: Any) -> None:
        """Take no more hours than a week has."""
        box = forms.TextInput(attrs={"inputmode": "decimal", "autocomplete": "off"})
        limits = {
            "min_value": LEAST_HOURS,
            "max_value": MOST_HOURS,
            "max_digits": 6,
            "decimal_places": 2,
        }
        super().__init__(**{"widget": box, **limits, **kwargs})

    def to_python(self, value: object) -> Decimal | None:  # type: ignore[override] # stubs: int
        """Read a comma as the decimal sign."""
        return super().to_python(value.replace(",", ".") if isinstance(value, str) else value)


class ToWhom(Several):
    """Who of the household heard it. Who is ticked reads it on their own page."""

    def __init__(self, offered: QuerySet[Any], **kwargs: Any) -> None:
        """Offer everybody of the household."""
        start = {
            "label": _("Aan wie is dit verteld?"),
            "help_text": _(
                "Wie u aankruist, leest het op de eigen bladzijde. Een ander ziet niets."
            ),
            "error_messages": {"required": _("Kruis aan wie het hoorde.")},
        }
        super().__init__(offered, **{**start, **kwargs})


def why_not_told() -> Words:
    """Why somebody with authority did not hear it."""
    return Words(
        label=_("Hoorde iemand met gezag het nog niet? Waarom?"),
        help_text=_("Bijvoorbeeld: vertellen brengt iemand in gevaar. Alleen collega's lezen dit."),
        required=False,
    )
