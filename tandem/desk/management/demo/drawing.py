"""The family drawing of an invented household: who is not of it, and what is between people."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.plan.services import drawing

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tandem.desk.management.demo.clock import When
    from tandem.desk.management.demo.road import Road
    from tandem.dossier.models import Person
    from tandem.plan.models import Relative
    from tandem.plan.services.drawing import NewRelative


def relatives(road: Road, day: When, people: Mapping[str, NewRelative]) -> dict[str, Relative]:
    """Draw people of the family who live elsewhere; by short name."""
    by, at = road.by(), road.at(day)
    return {key: drawing.add_relative(road.home, new, by=by, at=at) for key, new in people.items()}


def symbols(road: Road, day: When, people: Mapping[str, str]) -> None:
    """Say with which symbol people of the household are drawn."""
    for key, symbol in people.items():
        drawing.draw_person(
            road.persons[key], symbol=symbol, died_on=None, seen=0, by=road.by(), at=road.at(day)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """What is between two people, by their short names: `one` is `kind` `other`."""

    one: str
    kind: str
    other: str
    since: int | None = None
    note: str = ""


def lines(road: Road, day: When, known: Mapping[str, Relative], *between: Line) -> None:
    """Draw what is between people of the household and the relatives that are known."""
    ends: dict[str, Person | Relative] = {**known, **road.persons}
    for line in between:
        new = drawing.NewBond(
            ends[line.one], line.kind, ends[line.other], since_year=line.since, note=line.note
        )
        drawing.bind(road.home, new, by=road.by(), at=road.at(day))
