"""Fields and forms that several apps ask: a day, one or several of what there is, a version."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from django import forms
from django.core.validators import MaxValueValidator, MinValueValidator
from django.http import QueryDict
from django.utils import dateformat
from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    from django.db.models import Model, QuerySet

CHOOSE = ("", _("Kies"))
# A day outside these is a slip of the pen, and no calendar has to count with it.
FIRST_DAY = date(1900, 1, 1)
LAST_DAY = date(2100, 12, 31)
_DAYS = _("Kies een dag tussen 1900 en 2100.")


class Day(forms.DateField):
    """A day that can have been, or can still come; anything else is a slip of the hand."""

    default_validators = [
        MinValueValidator(FIRST_DAY, message=_DAYS),
        MaxValueValidator(LAST_DAY, message=_DAYS),
    ]


class One(forms.ModelChoiceField):  # type: ignore[type-arg] # not subscriptable at run time
    """One of the things that a form offers, each in words of its own."""

    def __init__(
        self, offered: QuerySet[Any], *, words: Callable[[Any], str] = str, **kwargs: Any
    ) -> None:
        """Offer these, and say each in these words."""
        self._words = words
        super().__init__(offered, **{"empty_label": _("Kies"), **kwargs})

    def label_from_instance(self, obj: Model) -> str:
        """Say what can be chosen."""
        return self._words(obj)


class Several(forms.ModelMultipleChoiceField):  # type: ignore[type-arg] # the same
    """One or more of the things that a form offers, as boxes to tick."""

    def __init__(
        self, offered: QuerySet[Any], *, words: Callable[[Any], str] = str, **kwargs: Any
    ) -> None:
        """Offer these, and say each in these words."""
        self._words = words
        super().__init__(offered, **{"widget": forms.CheckboxSelectMultiple, **kwargs})

    def label_from_instance(self, obj: Model) -> str:
        """Say what can be ticked."""
        return self._words(obj)


class Versioned(forms.Form):
    """A form about something that two people may change at once.

    `seen` is the version that was on the screen. When somebody else was first, `changed` gets what
    stands there now, and the form takes over that version: who compares and saves again, gets
    through.
    """

    seen = forms.IntegerField(widget=forms.HiddenInput, label=_("Versie"))
    _changed: Mapping[str, str] = {}

    @property
    def changed(self) -> Mapping[str, str]:
        """What stands there now, for the fields in which it differs from what was typed."""
        return self._changed

    @changed.setter
    def changed(self, now: Mapping[str, str]) -> None:
        self._changed = {
            name: text for name, text in now.items() if name != "seen" and text != self._typed(name)
        }
        if now:
            # The version is the only thing that changes in what was sent.
            self.data = _with(self.data, "seen", now["seen"])

    def _typed(self, name: str) -> str:
        """What was typed, in the words in which a page shows it."""
        return shown(self.cleaned_data.get(name), self.fields[name])


def _with(data: Mapping[str, Any], name: str, value: str) -> QueryDict:
    changed = data.copy() if isinstance(data, QueryDict) else QueryDict(mutable=True)
    changed[name] = value
    return changed


def shown(value: object, field: forms.Field) -> str:
    """A value in the words in which a page shows it: a choice by its label, a day as a day."""
    if isinstance(value, date):
        return dateformat.format(value, "D j F Y")
    if isinstance(field, forms.ChoiceField):
        return str(dict(field.choices).get(value, value))  # type: ignore[arg-type] # stubs
    return str(value or "")


class Nothing(forms.Form):
    """A confirmation needs nothing but a yes."""
