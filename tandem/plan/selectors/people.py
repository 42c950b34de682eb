"""Who is here: before whom a piece is put, whom a talk is with, for whom help is asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

if TYPE_CHECKING:
    from datetime import date

    from django.db.models import QuerySet

    from tandem.dossier.models import Household, Person


def here(home: Household, *, on: date) -> QuerySet[Person]:
    """Who belongs to the household on the day, born by then, the oldest first."""
    return home.persons.filter(Q(left_on=None) | Q(left_on__gt=on), born_on__lte=on).order_by(
        "born_on", "id"
    )
