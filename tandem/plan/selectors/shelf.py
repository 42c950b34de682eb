"""What a tab shows of a kind of piece: the version that holds, the one in the making, and all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import OuterRef

from tandem.dossier.models import Person
from tandem.network.models import Organization
from tandem.plan.enums import PieceKind, PieceStatus
from tandem.plan.models import Piece
from tandem.plan.selectors import pieces

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household


@dataclass(frozen=True, slots=True)
class Shelf:
    """One kind: what is read, what is in the making beside it, and every version."""

    kind: PieceKind
    slug: str
    shown: pieces.Reading | None
    beside: Piece | None
    versions: tuple[Piece, ...]

    @property
    def older(self) -> tuple[Piece, ...]:
        """Versions that are not on the page."""
        known = {self.shown.piece.pk if self.shown else 0, self.beside.pk if self.beside else 0}
        return tuple(one for one in self.versions if one.pk not in known)


SLUGS = {
    PieceKind.ANALYSIS: "analyse",
    PieceKind.SAFETY: "veiligheidsplan",
    PieceKind.FAMILY: "gezinsplan",
}


def with_makers(found: QuerySet[Piece]) -> QuerySet[Piece]:
    """Versions with the names of who made them, in the same statement."""
    people = Person.objects.filter(made=OuterRef("pk")).order_by("born_on", "id")
    makers = Organization.objects.filter(
        pk__in=Piece.makers.through.objects.filter(piece=OuterRef(OuterRef("pk"))).values(
            "organization"
        )
    ).order_by("name", "id")
    return found.annotate(
        people=ArraySubquery(people.values("name")),
        organizations=ArraySubquery(makers.values("name")),
    ).select_related("began_by", "settled_by")


def shelves(home: Household, kinds: Iterable[PieceKind], *, at: datetime) -> list[Shelf]:
    """Read these kinds for a tab; the number of statements does not grow with the versions."""
    wanted = tuple(kinds)
    found = list(with_makers(home.pieces.filter(kind__in=wanted)).order_by("-number", "id"))
    for one in found:
        one.household = home
    by_kind = {kind: [one for one in found if one.kind == kind] for kind in wanted}
    shown = {kind: _shown(versions) for kind, versions in by_kind.items()}
    to_read = [one for one in shown.values() if one is not None]
    read = {one.piece.pk: one for one in pieces.read_all(to_read, at=at)}
    return [
        Shelf(
            kind=kind,
            slug=SLUGS[kind],
            shown=None if one is None else read[one.pk],
            beside=_draft_beside(by_kind[kind], one),
            versions=tuple(by_kind[kind]),
        )
        for kind, one in shown.items()
    ]


def _shown(versions: Iterable[Piece]) -> Piece | None:
    """What holds comes first: who opens the plan in an emergency reads what was agreed."""
    by_status = {one.status: one for one in versions}
    return by_status.get(PieceStatus.SETTLED) or by_status.get(PieceStatus.DRAFT)


def _draft_beside(versions: Iterable[Piece], shown: Piece | None) -> Piece | None:
    drafts = (one for one in versions if one.status == PieceStatus.DRAFT)
    return next((one for one in drafts if shown is not None and one.pk != shown.pk), None)
