"""From what the dossier says and what was drawn beside it, to what a genogram is made of."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.utils import dateformat
from django.utils.translation import gettext as _

from tandem.core import genogram
from tandem.dossier.enums import PersonRole, RelationKind
from tandem.dossier.models import Person
from tandem.plan.enums import COUPLES, DESCENTS, TONES, BondKind

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tandem.dossier.models import Relation
    from tandem.plan.models import Bond, DrawnPerson, Relative

# What the dossier already says, as the drawing says it.
SAID = {
    RelationKind.PARENT: BondKind.BIRTH,
    RelationKind.STEP_PARENT: BondKind.STEP,
    RelationKind.FOSTER_PARENT: BondKind.FOSTER,
    RelationKind.PARTNER: BondKind.COHABITATION,
    RelationKind.EX_PARTNER: BondKind.ENDED,
}
_KIN = {
    RelationKind.SIBLING: genogram.Kin.SIBLING,
    RelationKind.GRANDPARENT: genogram.Kin.GRANDPARENT,
    RelationKind.OTHER: genogram.Kin.OTHER,
}
_MIDYEAR = 7


@dataclass(frozen=True, slots=True)
class Facts:
    """All that is known of a family, as it was read; persons with how they are drawn."""

    persons: Sequence[Person]
    relatives: Sequence[Relative]
    bonds: Sequence[Bond]
    relations: Sequence[Relation]
    rings: tuple[genogram.Ring, ...]


@dataclass(frozen=True, slots=True)
class _Link:
    """What is between two people: `one` is `kind` `other`."""

    one: str
    kind: BondKind
    other: str
    since: int | None = None
    words: str = ""


def key_of(end: Person | Relative) -> str:
    """How somebody is called in the drawing."""
    return f"{'p' if isinstance(end, Person) else 'r'}{end.pk}"


def drawn_of(person: Person) -> DrawnPerson | None:
    """How somebody of the household is drawn, if anybody said."""
    return getattr(person, "drawn", None)


def family_of(facts: Facts, *, on: date) -> genogram.Family:
    """Everything that is drawn, on a day."""
    people = [_person(one, drawn_of(one), on=on) for one in facts.persons]
    links = _links(facts)
    couples = sorted(
        (one for one in links if one.kind in COUPLES), key=lambda one: one.since or on.year
    )
    return genogram.Family(
        humans=(*people, *(_relative(one) for one in facts.relatives)),
        unions=tuple(
            genogram.Union(one.one, one.other, genogram.Couple(one.kind.value), one.words)
            for one in couples
        ),
        descents=tuple(
            genogram.Descent(one.one, one.other, genogram.Line(one.kind.value))
            for one in links
            if one.kind in DESCENTS
        ),
        twins=tuple(frozenset({one.one, one.other}) for one in links if one.kind == BondKind.TWINS),
        ties=tuple(
            genogram.Tie(one.one, one.other, genogram.Tone(one.kind.value), one.words)
            for one in links
            if one.kind in TONES
        ),
        related=tuple(
            genogram.Related(f"p{one.person_id}", f"p{one.other_id}", _KIN[RelationKind(one.kind)])
            for one in facts.relations
            if one.kind in _KIN
        ),
        rings=facts.rings,
    )


def _links(facts: Facts) -> list[_Link]:
    """The bonds, and what the dossier says of pairs of whom the drawing says nothing itself."""
    links = [
        _Link(key_of(bond.one), BondKind(bond.kind), key_of(bond.other), bond.since_year, _of(bond))
        for bond in facts.bonds
    ]
    told = {
        (frozenset({one.one, one.other}), one.kind in COUPLES)
        for one in links
        if one.kind in COUPLES | DESCENTS
    }
    for relation in facts.relations:
        kind = SAID.get(RelationKind(relation.kind))
        one, other = f"p{relation.person_id}", f"p{relation.other_id}"
        if kind is not None and (frozenset({one, other}), kind in COUPLES) not in told:
            links.append(_Link(one, kind, other))
    return links


def _of(bond: Bond) -> str:
    """Since when, until when, and what the family says of it."""
    said = []
    if bond.since_year:
        said.append(_("sinds %(year)s") % {"year": bond.since_year})
    if bond.until_year:
        said.append(_("tot %(year)s") % {"year": bond.until_year})
    return ", ".join([*said, *([bond.note] if bond.note else [])])


def _person(person: Person, drawn: DrawnPerson | None, *, on: date) -> genogram.Human:
    """Somebody of the household."""
    died_on = None if drawn is None else drawn.died_on
    is_unborn = person.born_on > on
    if is_unborn:
        caption = _("verwacht in %(month)s") % {"month": dateformat.format(person.born_on, "F Y")}
    elif died_on is not None:
        caption = f"{person.born_on.year} – † {died_on.year}"
    else:
        caption = _("%(years)s jaar") % {"years": person.age(on)}
    return genogram.Human(
        id=key_of(person),
        name=person.name,
        symbol=genogram.Symbol.OTHER if drawn is None else genogram.Symbol(drawn.symbol),
        born=person.born_on,
        caption=caption,
        level=int(person.role == PersonRole.CHILD),
        is_dead=died_on is not None,
        is_unborn=is_unborn,
        is_here=person.left_on is None or person.left_on > on,
    )


def _relative(relative: Relative) -> genogram.Human:
    """Somebody of the family elsewhere."""
    born = relative.born_on
    if born is None and relative.born_year:
        born = date(relative.born_year, _MIDYEAR, 1)
    year = "" if born is None else str(born.year)
    if relative.is_dead:
        died = f"† {relative.died_year}" if relative.died_year else "†"
        caption = f"{year} – {died}" if year else died
    else:
        caption = _("geboren %(year)s") % {"year": year} if year else ""
    return genogram.Human(
        id=key_of(relative),
        name=relative.name,
        symbol=genogram.Symbol(relative.symbol),
        born=born,
        caption=caption,
        is_dead=relative.is_dead,
    )
