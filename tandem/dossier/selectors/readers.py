"""Who of the family reads along with what is written now, for who writes it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.dossier.enums import ShieldKind, ViewLevel
from tandem.dossier.selectors import sight

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Household


@dataclass(frozen=True, slots=True)
class ReadsAlong:
    """Who reads their own words, who read those of another until now, and for whom they are closed.

    A pair is who reads, and who tells.
    """

    own: tuple[str, ...]
    released: tuple[tuple[str, str], ...]
    closed: tuple[tuple[str, str], ...]


def reads_along(home: Household, *, at: datetime) -> ReadsAlong:
    """Say before something is saved which of the family will read it (sight.SEEN, in words)."""
    shut = sight.running(at).filter(household=home)
    out = set(shut.filter(kind=ShieldKind.EVERYTHING).values_list("closed_to__person", flat=True))
    closed = list(
        shut.filter(kind=ShieldKind.WORDS)
        .order_by("closed_to__person__born_on", "teller__born_on", "id")
        .values_list("closed_to__person", "teller", "closed_to__person__name", "teller__name")
    )
    pages = home.family_accesses.filter(ended_at=None, frozen_at=None, level=ViewLevel.FULL)
    read = {
        one.person_id: one.person.first_name
        for one in pages.select_related("person").order_by("person__born_on", "id")
        if one.person_id not in out
    }
    releases = home.releases.filter(ended_at=None).select_related("teller", "reader")
    shut_pairs = {(reader, teller) for reader, teller, *_names in closed}
    return ReadsAlong(
        own=tuple(read.values()),
        released=tuple(
            (one.reader.first_name, one.teller.first_name)
            for one in releases.order_by("released_at", "id")
            if one.reader_id in read and (one.reader_id, one.teller_id) not in shut_pairs
        ),
        closed=tuple(
            (reader.partition(" ")[0], teller.partition(" ")[0])
            for _reader, _teller, reader, teller in closed
        ),
    )
