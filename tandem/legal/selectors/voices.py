"""Who decides for whom, who was told what, and what everybody said about each organization."""

from __future__ import annotations

from collections import defaultdict
from itertools import chain
from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.dossier.models import Authority, Person
from tandem.legal import rules
from tandem.legal.models import ExpertAnswer, TellPromise, ToldPoint

if TYPE_CHECKING:
    from datetime import date

    from tandem.dossier.models import Household


def members(household: Household, *, on: date) -> list[Person]:
    """Who belongs to the household on the day, oldest first."""
    here = household.persons.filter(Q(left_on=None) | Q(left_on__gt=on))
    return list(here.order_by("born_on", "id"))


def told_to(person: Person, *, on: date) -> frozenset[str]:
    """The points that somebody heard on or before the day."""
    found = ToldPoint.objects.filter(person=person, told_on__lte=on)
    return frozenset(found.values_list("point", flat=True))


def told_in(household: Household, *, on: date) -> dict[int, set[str]]:
    """The points that each of the household heard on or before the day."""
    heard: dict[int, set[str]] = defaultdict(set)
    found = ToldPoint.objects.filter(household=household, told_on__lte=on).order_by("id")
    for person, point in found.values_list("person_id", "point"):
        heard[person].add(point)
    return heard


def promised_to(person: Person, *, on: date) -> frozenset[str]:
    """The points that are put off for somebody to a day that is still to come."""
    running = TellPromise.objects.filter(
        Q(person=None) | Q(person=person), household=person.household_id, due_on__gte=on
    )
    return frozenset(chain.from_iterable(running.values_list("points", flat=True)))


def decides_for(holder: Person, child: Person, *, on: date) -> bool:
    """Whether somebody has authority over a child on the day: parent or guardian."""
    return Authority.objects.open(on=on).filter(holder=holder, child=child).exists()


def deciders(household: Household, *, on: date) -> dict[int, dict[int, str]]:
    """Who has authority over each child on the day: first names by number, in order of name."""
    running = Authority.objects.open(on=on).filter(child__household=household)
    found: dict[int, dict[int, str]] = {}
    for one in running.select_related("holder").order_by("holder__name", "id"):
        found.setdefault(one.child_id, {})[one.holder_id] = one.holder.first_name
    return found


def authority_in(
    household: Household, *, on: date, until_age: int = rules.DECIDES_ALONE
) -> tuple[list[Person], frozenset[int]]:
    """Children under 16 in the household on the day, and who has authority over any of them."""
    children = [person for person in members(household, on=on) if 0 <= person.age(on) < until_age]
    holders = Authority.objects.open(on=on).filter(child__in=children)
    return children, frozenset(holders.values_list("holder_id", flat=True))


def expert_answers(household: Household, *, on: date) -> list[ExpertAnswer]:
    """The last answer of each who still belongs to the household, about an experience expert."""
    said = ExpertAnswer.objects.filter(
        Q(said_by__left_on=None) | Q(said_by__left_on__gt=on), household=household, said_on__lte=on
    )
    last = {one.said_by_id: one for one in said.select_related("said_by").order_by("said_on", "id")}
    return sorted(last.values(), key=lambda one: (one.said_by.born_on, one.pk))
