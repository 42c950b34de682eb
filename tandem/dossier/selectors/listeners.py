"""Who of a household can be told something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.core.periods import day_of
from tandem.dossier.enums import PersonRole
from tandem.dossier.models import Authority, Person
from tandem.dossier.selectors import sight

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household


def members(household: Household, *, at: datetime) -> QuerySet[Person]:
    """Who is of the household today."""
    here = household.persons.filter(Q(left_on=None) | Q(left_on__gt=day_of(at)))
    return here.order_by("born_on", "id")


def holders(household: Household, *, at: datetime) -> QuerySet[Person]:
    """Those with authority over a child of this household today."""
    day = day_of(at)
    now = Authority.objects.filter(
        Q(until=None) | Q(until__gt=day), since__lte=day, child__household=household
    )
    return members(household, at=at).filter(pk__in=now.values("holder_id"))


def counting(household: Household, *, at: datetime) -> QuerySet[Person]:
    """Whose hearing counts: with authority, or a child whom it is about; else everybody here."""
    all_ = members(household, at=at)
    found = all_.filter(Q(pk__in=holders(household, at=at)) | Q(role=PersonRole.CHILD))
    return found if found.exists() else all_


def has_shield(household: Household, *, at: datetime) -> bool:
    """Whether anything is closed to anybody of the household now."""
    return sight.running(at).filter(household=household).exists()


def presumed(household: Household, *, at: datetime) -> list[Person]:
    """Who is taken to have heard what was told to 'the family'; nobody where a shield runs."""
    return [] if has_shield(household, at=at) else list(counting(household, at=at))
