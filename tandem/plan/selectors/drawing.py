"""The family drawing of a household, from what the dossier says and what was drawn beside it."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import count
from string import ascii_uppercase
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef, Q

from tandem.core import genogram
from tandem.core.periods import day_of
from tandem.dossier.enums import AddressKind, RelationKind, ShieldKind
from tandem.dossier.models import Address, Person, Relation
from tandem.dossier.selectors import sight
from tandem.plan.enums import DESCENTS
from tandem.plan.models import Bond, Relative
from tandem.plan.selectors._family import SAID, Facts, drawn_of, family_of, key_of

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from datetime import date, datetime

    from django.db.models import QuerySet
    from django.utils.safestring import SafeString

    from tandem.dossier.models import Household

__all__ = ["key_of"]


@dataclass(frozen=True, slots=True)
class Drawing:
    """The picture, what its lines mean, and the same in words."""

    picture: SafeString
    legend: tuple[tuple[SafeString, str], ...]
    people: tuple[genogram.words.Person, ...]
    without_symbol: int


def persons_of(home: Household, *, on: date) -> QuerySet[Any]:
    """The people of a household, oldest first, with how each is drawn and where they live.

    `homes` are the places where somebody lives on the day, as keys that say nothing themselves.
    """
    homes = Address.objects.filter(
        Q(until=None) | Q(until__gt=on), person=OuterRef("pk"), kind=AddressKind.HOME, since__lte=on
    )
    return (
        home.persons.select_related("drawn")
        .annotate(homes=ArraySubquery(homes.order_by("since", "id").values("place")))
        .order_by("born_on", "id")
    )


def bonds_of(home: Household) -> QuerySet[Bond]:
    """The bonds of a household with who is at their ends, in the order they were written."""
    return (
        Bond.objects.filter(household=home)
        .select_related("person", "relative", "other_person", "other_relative")
        .order_by("id")
    )


def relatives_of(home: Household) -> QuerySet[Relative]:
    """The relatives of a household, oldest first as far as that is known."""
    return Relative.objects.filter(household=home).order_by("born_year", "born_on", "id")


def links_of(home: Household, *, but: int = 0) -> list[tuple[str, str, str]]:
    """What is drawn between two people, as (one, kind, other); without one bond, to judge it."""
    bonds = bonds_of(home).exclude(pk=but)
    return [(key_of(bond.one), bond.kind, key_of(bond.other)) for bond in bonds]


def descents_of(home: Household) -> list[tuple[str, str, str]]:
    """What the dossier says of parents and children, in the same form."""
    said = [(one, SAID.get(RelationKind(one.kind))) for one in _relations(home)]
    return [
        (f"p{one.person_id}", kind.value, f"p{one.other_id}")
        for one, kind in said
        if kind is not None and kind in DESCENTS
    ]


def _relations(home: Household) -> QuerySet[Relation]:
    return Relation.objects.filter(person__household=home).order_by("id")


def ends_of(home: Household) -> list[tuple[str, str]]:
    """Everybody who can be at an end of a bond, with the name."""
    persons = home.persons.order_by("born_on", "id")
    found = [(key_of(one), one.name) for one in persons]
    return [*found, *((key_of(one), one.name) for one in relatives_of(home))]


def end_of(home: Household, key: str) -> Person | Relative:
    """Somebody of the drawing, by what they are called there."""
    if key.startswith("p"):
        return home.persons.select_related("household").get(pk=int(key[1:]))
    return Relative.objects.filter(household=home).get(pk=int(key[1:]))


def drawing_of(
    home: Household, persons: Sequence[Any], relations: Sequence[Relation], *, at: datetime
) -> Drawing:
    """Draw the family for a professional: with who live together; persons as `persons_of`."""
    return _drawn(home, persons, relations, _rings(persons), at=at)


def on_paper(home: Household, *, at: datetime) -> Drawing:
    """Draw the family for on paper, that goes from hand to hand.

    Who lives with whom tells where somebody is: as soon as any address of this household is closed
    to anybody, paper does not say it.
    """
    closed = sight.running(at).filter(household=home, kind=ShieldKind.ADDRESS)
    persons = list(persons_of(home, on=day_of(at)))
    rings = () if closed.exists() else _rings(persons)
    return _drawn(home, persons, list(_relations(home)), rings, at=at)


def _drawn(
    home: Household,
    persons: Sequence[Any],
    relations: Sequence[Relation],
    rings: tuple[genogram.Ring, ...],
    *,
    at: datetime,
) -> Drawing:
    facts = Facts(persons, list(relatives_of(home)), list(bonds_of(home)), relations, rings)
    family = family_of(facts, on=day_of(at))
    layout = genogram.lay_out(family)
    return Drawing(
        genogram.svg(family, layout=layout),
        genogram.legend(family, layout=layout),
        genogram.listed(family),
        sum(drawn_of(one) is None for one in persons),
    )


def _rings(persons: Sequence[Any]) -> tuple[genogram.Ring, ...]:
    """Who live together today; where that is, is not said."""
    together: dict[str, dict[str, None]] = {}
    for one in persons:
        for place in one.homes:
            together.setdefault(place, {})[f"p{one.pk}"] = None
    shared = [tuple(people) for people in together.values() if len(people) > 1]
    if len(shared) == 1:
        return (genogram.Ring("wonen samen", shared[0]),)
    return tuple(
        genogram.Ring(f"plek {letter}", people, letter)
        for letter, people in zip(_letters(), shared, strict=False)
    )


def _letters() -> Iterator[str]:
    """A, B, ... Z, and then numbers."""
    yield from ascii_uppercase
    yield from (str(number) for number in count(1))
