"""Who of a household can be told something."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.core.periods import day_of
from tandem.dossier import rules
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Authority, ClosedTo, Person
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
    now = Authority.objects.open(on=day_of(at)).filter(child__household=household)
    return members(household, at=at).filter(pk__in=now.values("holder_id"))


def shut_out(household: Household, *, at: datetime) -> set[int]:
    """To whom everything of the household is closed now."""
    shields = sight.running(at).filter(household=household, kind=ShieldKind.EVERYTHING)
    closed = ClosedTo.objects.filter(shield__in=shields)
    return set(closed.order_by("id").values_list("person_id", flat=True))


def listening(household: Household, *, at: datetime) -> list[Person]:
    """Who is owed a telling: every adult and every child of 12 or older, if not closed off."""
    day, out = day_of(at), shut_out(household, at=at)
    return [
        one
        for one in members(household, at=at)
        if rules.listens(age=one.age(day), is_shut_out=one.pk in out)
    ]


def owed(household: Household, *, at: datetime) -> list[Person]:
    """The adults among them: of each there is a day, or why not yet."""
    day = day_of(at)
    return [one for one in listening(household, at=at) if one.age(day) >= rules.ADULT]


def counting(household: Household, *, at: datetime) -> list[Person]:
    """Whose hearing counts as told to the family; where nobody listens, everybody here."""
    return listening(household, at=at) or list(members(household, at=at))


def has_shield(household: Household, *, at: datetime) -> bool:
    """Whether anything is closed to anybody of the household now."""
    return sight.running(at).filter(household=household).exists()


def presumed(household: Household, *, at: datetime) -> list[Person]:
    """Who is taken to have heard what was told to 'the family'; nobody where a shield runs."""
    return [] if has_shield(household, at=at) else counting(household, at=at)
