"""The few kinds of field that the forms of this app are made of."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.db.models import Model, QuerySet

    from tandem.dossier.models import Person

# A day outside these is a slip of the pen, and no calendar has to count with it.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 12, 31)
LONGEST_TEXT = 4000
MOST_HOURS = Decimal(168)
LEAST_HOURS = Decimal("0.25")


class Day(forms.DateField):
    """A day, in a calendar that people live in."""

    def __init__(self, **kwargs: Any) -> None:
        """Refuse what is no day of a lifetime."""
        words = _("Kies een dag tussen 1900 en 2100.")
        limits = [MinValueValidator(FIRST_DAY, words), MaxValueValidator(LAST_DAY, words)]
        super().__init__(**{"validators": limits, **kwargs})


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


class One(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable at run time
    """One of the things that this form offers, each in words of its own."""

    def __init__(
        self, offered: QuerySet[Any], *, words: Callable[[Any], str] = str, **kwargs: Any
    ) -> None:
        """Offer these."""
        self._words = words
        super().__init__(offered, **{"empty_label": _("Kies"), **kwargs})

    def label_from_instance(self, obj: Model) -> str:
        """Say what can be chosen."""
        return self._words(obj)


class Several(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # the same
    """One or more of the things that this form offers, as boxes to tick."""

    def __init__(self, offered: QuerySet[Any], **kwargs: Any) -> None:
        """Offer these."""
        super().__init__(offered, **{"widget": forms.CheckboxSelectMultiple, **kwargs})


class Children(Several):
    """Children of a household, by their first name. A rule says when somebody must be named."""

    def label_from_instance(self, obj: Person) -> str:
        """Say the first name."""
        return obj.first_name


def choose(choices: list[tuple[str, Any]]) -> list[tuple[str, Any]]:
    """Choices of a list, with nothing chosen beforehand."""
    return [("", _("Kies")), *choices]


class ToWhom(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # the same
    """Who of the household heard it. Who is ticked reads it on their own page."""

    def __init__(self, offered: QuerySet[Any], **kwargs: Any) -> None:
        """Offer everybody of the household."""
        start = {
            "label": _("Aan wie is dit verteld?"),
            "help_text": _(
                "Wie u aankruist, leest het op de eigen bladzijde. Een ander ziet niets."
            ),
            "widget": forms.CheckboxSelectMultiple,
            "error_messages": {"required": _("Kruis aan wie het hoorde.")},
        }
        super().__init__(offered, **{**start, **kwargs})

    def label_from_instance(self, obj: Model) -> str:
        """Say who it is."""
        return str(getattr(obj, "name", obj))


def why_not_told() -> Words:
    """Why somebody with authority did not hear it."""
    return Words(
        label=_("Hoorde iemand met gezag het nog niet? Waarom?"),
        help_text=_("Bijvoorbeeld: vertellen brengt iemand in gevaar. Alleen collega's lezen dit."),
        required=False,
    )
