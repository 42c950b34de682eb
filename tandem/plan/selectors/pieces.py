"""Reading what was made together: a version with its lines, who said what, and what is missing."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from django.db.models import F, Model, OuterRef, Q
from django.db.models.functions import JSONObject

from tandem.core.periods import day_of
from tandem.dossier.enums import KeyScope, PersonRole
from tandem.dossier.models import Key, Person
from tandem.network.models import Account
from tandem.plan.enums import Kept, PieceKind, PieceStatus, Weighs
from tandem.plan.models import (
    Agreement,
    AgreementCheck,
    Factor,
    Goal,
    Hearing,
    Help,
    Passage,
    Piece,
    Situation,
)
from tandem.plan.rules import QUALITY, TOPICS
from tandem.plan.selectors.people import here

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household


# What was last found of an agreement, as one value.
_LAST = JSONObject(on=F("asked_on"), clear=F("is_understood"), kept=F("kept"), words=F("words"))


@dataclass(frozen=True, slots=True)
class Said:
    """What one of the family last said of a thing, and how often they were asked."""

    person: Person
    last: Hearing | None
    before: tuple[Hearing, ...]


@dataclass(frozen=True, slots=True)
class Scale:
    """What strengthens and what hinders somebody, or their surroundings, side by side."""

    who: str
    strengthens: tuple[Factor, ...]
    hinders: tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Found:
    """What was last found of an agreement."""

    day: date
    is_understood: bool | None
    kept: str
    words: str

    @property
    def says(self) -> str:
        """In words: lukt soms, nog niet duidelijk."""
        clear = {True: "duidelijk", False: "nog niet duidelijk", None: ""}[self.is_understood]
        kept = str(Kept(self.kept).label) if self.kept else ""
        return ", ".join(part for part in (kept, clear) if part)


@dataclass(frozen=True, slots=True)
class Line:
    """An agreement with who answers for it and what was last found of it."""

    agreement: Agreement
    who: str
    last: Found | None


@dataclass(frozen=True, slots=True)
class Reading:
    """One version, as a page shows it."""

    piece: Piece
    texts: dict[str, str]
    passages: tuple[tuple[str, str, str], ...]
    situations: tuple[Situation, ...]
    factors: tuple[Factor, ...]
    scales: tuple[Scale, ...]
    goals: tuple[Goal, ...]
    lines: tuple[Line, ...]
    helps: tuple[Help, ...]
    said: tuple[Said, ...]
    was_put: bool

    @property
    def missing(self) -> list[str]:
        """First names of whom nobody asked, and nobody wrote why not."""
        return [one.person.first_name for one in self.said if one.last is None]

    @property
    def answers(self) -> list[str]:
        """What each of the family last said."""
        return [one.last.answer for one in self.said if one.last is not None]

    @property
    def how_it_was_made(self) -> list[tuple[str, str, str]]:
        """What an analysis says of how it came about, apart from what it says of the family."""
        return [one for one in self.passages if one[0] in QUALITY]

    @property
    def about_the_family(self) -> list[tuple[str, str, str]]:
        """What is said of the family in running text, in the order of the page."""
        return [one for one in self.passages if one[0] not in QUALITY]

    @property
    def is_draft(self) -> bool:
        """Whether it is in the making."""
        return self.piece.status == PieceStatus.DRAFT


def of_kind(home: Household, kind: str) -> QuerySet[Piece]:
    """Every version of a kind, the newest first."""
    return (
        home.pieces.filter(kind=kind)
        .select_related("began_by", "settled_by", "household")
        .order_by("-number", "id")
    )


def workers_of(home: Household, *, at: datetime) -> QuerySet[Account]:
    """Professionals with a key now: who can answer for an agreement."""
    running = Key.objects.filter(
        Q(until=None) | Q(until__gt=at), household=home, since__lte=at
    ).exclude(scope__in=[KeyScope.FAMILY, KeyScope.EMERGENCY, KeyScope.CASE_LOADER])
    return Account.objects.filter(
        pk__in=running.values("account"), professional__isnull=False, is_active=True
    ).order_by("name", "id")


def has_parents(people: Iterable[Person]) -> bool:
    """Whether a parent is among them."""
    return any(one.role in {PersonRole.PARENT, PersonRole.PARTNER} for one in people)


def read(piece: Piece, *, at: datetime) -> Reading:
    """Read a version whole."""
    return read_all([piece], at=at)[0]


def read_all(pieces: Sequence[Piece], *, at: datetime) -> list[Reading]:
    """Read versions of one household whole; as many statements for three as for one."""
    if not pieces:
        return []
    kinds = {one.kind for one in pieces}
    people = list(here(pieces[0].household, on=day_of(at)))
    texts = _by_piece(_under(Passage, pieces).order_by("id"))
    heard = _by_piece(
        _under(Hearing, pieces).select_related("person", "recorded_by").order_by("id")
    )
    found = _Lines()
    if PieceKind.ANALYSIS in kinds:
        found.factors = _by_piece(_in_order(Factor, pieces).select_related("person"))
    if PieceKind.SAFETY in kinds:
        found.situations = _by_piece(_in_order(Situation, pieces))
    if PieceKind.FAMILY in kinds:
        found.goals = _by_piece(_in_order(Goal, pieces).select_related("factor"))
        found.helps = _by_piece(_in_order(Help, pieces).select_related("person"))
    if kinds - {PieceKind.ANALYSIS}:
        found.lines = _agreements(pieces)
    return [
        _reading(one, texts.get(one.pk, []), heard.get(one.pk, []), people, found) for one in pieces
    ]


@dataclass(slots=True)
class _Lines:
    """Lines of several versions, by version."""

    factors: dict[int, list[Factor]] = field(default_factory=dict)
    situations: dict[int, list[Situation]] = field(default_factory=dict)
    goals: dict[int, list[Goal]] = field(default_factory=dict)
    helps: dict[int, list[Help]] = field(default_factory=dict)
    lines: dict[int, list[Line]] = field(default_factory=dict)


def _under[M: Model](model: type[M], pieces: Sequence[Piece]) -> QuerySet[M]:
    return model._default_manager.filter(piece__in=[one.pk for one in pieces])  # noqa: SLF001


def _in_order[M: Model](model: type[M], pieces: Sequence[Piece]) -> QuerySet[M]:
    return _under(model, pieces).order_by("place", "id")


def _by_piece[M: Model](rows: Iterable[M]) -> dict[int, list[M]]:
    found: dict[int, list[M]] = {}
    for one in rows:
        found.setdefault(one.piece_id, []).append(one)  # type: ignore[attr-defined] # all have it
    return found


def _agreements(pieces: Sequence[Piece]) -> dict[int, list[Line]]:
    """Agreements with what was last found of each, in one statement."""
    last = AgreementCheck.objects.filter(agreement=OuterRef("pk")).order_by("-asked_on", "-id")
    rows = _in_order(Agreement, pieces).select_related("person", "account", "situation", "goal")
    found: dict[int, list[Line]] = {}
    for one in rows.annotate(last=last.values(found=_LAST)[:1]):
        said: dict[str, Any] | None = one.last
        check = (
            None
            if said is None
            else Found(date.fromisoformat(said["on"]), said["clear"], said["kept"], said["words"])
        )
        found.setdefault(one.piece_id, []).append(Line(one, who(one), check))
    return found


def _reading(
    piece: Piece,
    texts: Sequence[Passage],
    heard: Sequence[Hearing],
    people: Sequence[Person],
    found: _Lines,
) -> Reading:
    by_topic = {one.topic: one.text for one in texts}
    factors = tuple(found.factors.get(piece.pk, ()))
    said = _said(heard, people)
    return Reading(
        piece=piece,
        texts=by_topic,
        passages=tuple(
            (topic.value, str(topic.label), by_topic[topic])
            for topic in TOPICS[PieceKind(piece.kind)]
            if topic in by_topic
        ),
        situations=tuple(found.situations.get(piece.pk, ())),
        factors=factors,
        scales=_scales(factors),
        goals=tuple(found.goals.get(piece.pk, ())),
        lines=tuple(found.lines.get(piece.pk, ())),
        helps=tuple(found.helps.get(piece.pk, ())),
        said=said,
        was_put=bool(heard),
    )


def _scales(factors: Iterable[Factor]) -> tuple[Scale, ...]:
    """Per person, the oldest first, and the surroundings last."""
    by_who: dict[tuple[bool, str, int], list[Factor]] = {}
    for one in factors:
        born = "" if one.person is None else one.person.born_on.isoformat()
        by_who.setdefault((one.person is None, born, one.person_id or 0), []).append(one)
    return tuple(
        Scale(
            who="De omgeving" if lines[0].person is None else lines[0].person.first_name,
            strengthens=tuple(one for one in lines if one.weighs == Weighs.STRENGTHENS),
            hinders=tuple(one for one in lines if one.weighs == Weighs.HINDERS),
        )
        for _key, lines in sorted(by_who.items())
    )


def _said(rows: Sequence[Hearing], people: Sequence[Person]) -> tuple[Said, ...]:
    """Everybody with their last word first; who left the household keeps what they said."""
    heard: dict[int, list[Hearing]] = {}
    for one in rows:
        heard.setdefault(one.person_id, []).insert(0, one)
    known = {one.person_id: one.person for one in rows} | {one.pk: one for one in people}
    everybody = sorted(known.values(), key=lambda one: (one.born_on, one.pk))
    return tuple(
        Said(one, next(iter(heard.get(one.pk, ())), None), tuple(heard.get(one.pk, ())[1:]))
        for one in everybody
    )


def who(agreement: Agreement) -> str:
    """Who answers for an agreement, by the name people use."""
    if agreement.person is not None:
        return agreement.person.first_name
    return agreement.account.name if agreement.account is not None else agreement.other


def of_entries(home: Household, entries: Sequence[int]) -> dict[int, list[Hearing]]:
    """What was said of each of these entries, the first word first; one statement."""
    found: dict[int, list[Hearing]] = {}
    if entries:
        rows = Hearing.objects.filter(household=home, entry_id__in=entries)
        for one in rows.select_related("person").order_by("id"):
            found.setdefault(one.entry_id or 0, []).append(one)
    return found


def factors_to_aim_at(home: Household) -> QuerySet[Factor]:
    """Factors of the newest analysis that was put before somebody: what a goal can be about."""
    newest = (
        home.pieces.filter(kind=PieceKind.ANALYSIS, hearings__isnull=False)
        .order_by("-number")
        .values("pk")[:1]
    )
    return Factor.objects.filter(piece__in=newest).select_related("person").order_by("place", "id")


def safety_plan_of(home: Household) -> Piece | None:
    """The safety plan that holds now, with at least one agreement; else None (INV-19)."""
    return (
        home.pieces.filter(
            kind=PieceKind.SAFETY, status=PieceStatus.SETTLED, agreements__isnull=False
        )
        .order_by("id")
        .first()
    )


def failing_in(piece: Piece) -> list[str]:
    """Agreements that did not work when they were last looked at, in words (INV-19)."""
    asked = AgreementCheck.objects.filter(agreement=OuterRef("pk")).exclude(kept="")
    last = asked.order_by("-asked_on", "-id").values("kept")[:1]
    rows = piece.agreements.annotate(last=last).filter(last=Kept.NO).order_by("place", "id")
    return [one.what for one in rows]
