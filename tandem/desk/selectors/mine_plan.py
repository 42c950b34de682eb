"""What was put before somebody of the family, as they read it, and what they said of it.

Only rows that the second lock opens (`own_plan`): of each kind the last version that was put before
the reader and the one that holds, and of entries what was put before them. No number of a version,
no answer of another, and nobody who was or was not asked.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.expressions import ArraySubquery
from django.db.models import F, Model, OuterRef
from django.db.models.functions import JSONObject

from tandem.desk.selectors.own_plan import QUERIES
from tandem.dossier.enums import EntryKind
from tandem.dossier.rules import ADULT
from tandem.plan.enums import Answer, GoalKind, PieceKind, PieceStatus, Topic, Weighs
from tandem.plan.models import (
    Agreement,
    Factor,
    Goal,
    Hearing,
    Help,
    Passage,
    Piece,
    Situation,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from tandem.dossier.models import Person

_STATUS = {
    PieceStatus.DRAFT: "voorgesteld",
    PieceStatus.SETTLED: "geldt",
    PieceStatus.REPLACED: "geldt niet meer",
}
_RECOGNISES = {
    Answer.AGREE: "dit herken ik",
    Answer.PARTLY: "dit herken ik deels",
    Answer.DISAGREE: "dit herken ik niet",
}


@dataclass(frozen=True, slots=True)
class Said:
    """One answer of the reader."""

    day: date
    answer: str
    is_apart: bool
    words: str


@dataclass(frozen=True, slots=True)
class Agreed:
    """Who does what, when, and who watches; `about` is the situation or the goal."""

    who: str
    what: str
    when: str
    due_on: date | None
    watcher: str
    support: str
    if_fails: str
    about: str


@dataclass(frozen=True, slots=True)
class Aim:
    """A goal: what kind, what, and by when."""

    kind: str
    text: str
    by_on: date | None


@dataclass(frozen=True, slots=True)
class Scale:
    """What strengthens and what hinders somebody, or the surroundings."""

    who: str
    strengthens: tuple[str, ...]
    hinders: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Needed:
    """What help somebody needs."""

    who: str
    need: str
    service: str
    financing: str
    department: str
    bottleneck: str


@dataclass(frozen=True, slots=True)
class Earlier:
    """That there was an earlier version, and what the reader said of it."""

    made_on: date
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Version:
    """A version that was put before the reader: the last one, or the one that holds."""

    title: str
    status: str
    holds: bool
    is_over: bool
    made_on: date
    next_on: date | None
    improved_by: date | None
    how_made: str
    why_without: str
    situations: tuple[str, ...]
    goals: tuple[Aim, ...]
    agreements: tuple[Agreed, ...]
    scales: tuple[Scale, ...]
    helps: tuple[Needed, ...]
    passages: tuple[tuple[str, str], ...]
    said: tuple[Said, ...]
    earlier: tuple[Earlier, ...] = ()


@dataclass(frozen=True, slots=True)
class Written:
    """An entry that was put before the reader, and what they said of it."""

    day: date
    kind: str
    text: str
    is_bettered: bool
    said: tuple[Said, ...]


@dataclass(frozen=True, slots=True)
class Together:
    """Everything that was put before one reader."""

    is_young: bool
    analysis: tuple[Version, ...] = ()
    plans: tuple[Version, ...] = ()
    entries: tuple[Written, ...] = ()


NOTHING: Mapping[str, Iterable[int]] = dict.fromkeys(QUERIES, ())


def heard_by(seen: Mapping[str, Iterable[int]]) -> tuple[Hearing, ...]:
    """What was put before the reader, the newest answer first."""
    rows = Hearing.objects.filter(pk__in=list(seen["plan_hearing"])).select_related("entry")
    return tuple(rows.order_by("-put_on", "-id"))


def not_told_by(me: Person, heard: Sequence[Hearing]) -> frozenset[int]:
    """Entries that were put before the reader and are not their own words."""
    entries = (one.entry for one in heard if one.entry is not None)
    return frozenset(one.pk for one in entries if one.told_by_id != me.pk)


def together_of(
    me: Person,
    heard: Sequence[Hearing],
    seen: Mapping[str, Iterable[int]],
    names: Mapping[int, str],
    *,
    on: date,
) -> Together:
    """Put together what the reader may read; `names` says who stands in it."""
    is_young = me.age(on) < ADULT
    if not heard:
        return Together(is_young)
    found: dict[str, list[Any]] = {}
    for one in _pieces(seen):
        found.setdefault(one.kind, []).append(one)
    read = {kind: tuple(_versions(me, rows, heard, names)) for kind, rows in found.items()}
    return Together(
        is_young,
        analysis=read.get(PieceKind.ANALYSIS, ()),
        plans=(*read.get(PieceKind.SAFETY, ()), *read.get(PieceKind.FAMILY, ())),
        entries=_entries(heard),
    )


def _pieces(seen: Mapping[str, Iterable[int]]) -> Iterable[Any]:
    """Versions with the lines that the reader may read, in one statement; the newest first."""

    def lines(model: type[Model], table: str, *order: str, **columns: object) -> ArraySubquery:
        # Without any, it would be no list at all instead of an empty one.
        ids = list(seen[table]) or [0]
        rows = model._default_manager.filter(piece=OuterRef("pk"), pk__in=ids)  # noqa: SLF001
        return ArraySubquery(rows.order_by(*order).values(row=JSONObject(**columns)))

    placed = ("place", "id")
    return (
        Piece.objects.filter(pk__in=list(seen["plan_piece"]))
        .annotate(
            texts=lines(Passage, "plan_passage", "id", topic="topic", text="text"),
            dangers=lines(Situation, "plan_situation", *placed, id="id", text="text"),
            weights=lines(
                Factor, "plan_factor", *placed, person="person_id", weighs="weighs", text="text"
            ),
            aims=lines(
                Goal, "plan_goal", *placed, id="id", kind="kind", text="text", by_on="by_on"
            ),
            agreed=lines(
                Agreement,
                "plan_agreement",
                *placed,
                situation="situation_id",
                goal="goal_id",
                person="person_id",
                account=F("account__name"),
                other="other",
                what="what",
                when="when_words",
                due_on="due_on",
                watcher="watcher",
                support="support",
                if_fails="if_fails",
            ),
            needs=lines(
                Help,
                "plan_help",
                *placed,
                person="person_id",
                need="need",
                service="service",
                financing="financing",
                department="department",
                bottleneck="bottleneck",
            ),
        )
        .order_by("kind", "-number", "id")
    )


def _versions(
    me: Person, rows: Sequence[Any], heard: Sequence[Hearing], names: Mapping[int, str]
) -> Iterator[Version]:
    """What holds, then what was put before the reader last; the others are only mentioned."""
    shown = [one for one in rows if one.status == PieceStatus.SETTLED or one is rows[0]]
    shown.sort(key=lambda one: one.status != PieceStatus.SETTLED)
    earlier = tuple(Earlier(one.made_on, _said(heard, one)) for one in rows if one not in shown)
    for one in shown:
        # Who read it as a child, read the words for children.
        ages = [me.age(row.put_on) for row in heard if row.piece_id == one.pk]
        found = _version(one, heard, names, is_young=max(ages, default=0) < ADULT)
        yield replace(found, earlier=earlier) if one is shown[-1] else found


def _version(
    piece: Any,  # noqa: ANN401 - with its lines
    heard: Sequence[Hearing],
    names: Mapping[int, str],
    *,
    is_young: bool,
) -> Version:
    texts = {one["topic"]: one["text"] for one in piece.texts}
    is_over = piece.status == PieceStatus.REPLACED
    return Version(
        title=str(piece.get_kind_display()).capitalize(),
        status=_STATUS[PieceStatus(piece.status)],
        holds=piece.status == PieceStatus.SETTLED,
        is_over=is_over,
        made_on=piece.made_on,
        next_on=None if is_over else piece.next_on,
        improved_by=None if is_over or is_young else piece.improved_by,
        how_made="" if is_young else piece.how_made,
        why_without="" if is_young else piece.why_without,
        situations=tuple(one["text"] for one in piece.dangers),
        goals=tuple(
            Aim(str(GoalKind(one["kind"]).label), one["text"], _day(one["by_on"]))
            for one in piece.aims
        ),
        agreements=_agreements(piece, names),
        scales=_scales(piece.weights, names),
        helps=tuple(
            Needed(
                names.get(one["person"], ""),
                *(one[name] for name in _OF_HELP),
            )
            for one in piece.needs
        ),
        passages=tuple(
            (str(topic.label), texts[topic.value]) for topic in Topic if topic.value in texts
        ),
        said=_said(heard, piece),
    )


_OF_HELP = ("need", "service", "financing", "department", "bottleneck")


def _day(text: str | None) -> date | None:
    return None if text is None else date.fromisoformat(text)


def _agreements(piece: Any, names: Mapping[int, str]) -> tuple[Agreed, ...]:  # noqa: ANN401 - with its lines
    about = {("situation", one["id"]): one["text"] for one in piece.dangers}
    about |= {("goal", one["id"]): one["text"] for one in piece.aims}
    return tuple(
        Agreed(
            who=names.get(one["person"], "") or one["account"] or one["other"],
            what=one["what"],
            when=one["when"],
            due_on=_day(one["due_on"]),
            watcher=one["watcher"],
            support=one["support"],
            if_fails=one["if_fails"],
            about=about.get(("situation", one["situation"]), "")
            or about.get(("goal", one["goal"]), ""),
        )
        for one in piece.agreed
    )


def _scales(weights: Iterable[Mapping[str, Any]], names: Mapping[int, str]) -> tuple[Scale, ...]:
    """Per person in the order of the piece, and the surroundings last."""
    by_who: dict[int, list[Mapping[str, Any]]] = {}
    for one in weights:
        by_who.setdefault(one["person"] or 0, []).append(one)
    return tuple(
        Scale(
            names.get(who, "") if who else "De omgeving",
            tuple(one["text"] for one in lines if one["weighs"] == Weighs.STRENGTHENS),
            tuple(one["text"] for one in lines if one["weighs"] == Weighs.HINDERS),
        )
        for who, lines in sorted(by_who.items(), key=lambda pair: not pair[0])
    )


def _said(heard: Iterable[Hearing], piece: Piece) -> tuple[Said, ...]:
    """What the reader said of a version, the last word first."""
    words = _RECOGNISES if piece.kind == PieceKind.ANALYSIS else {}
    return tuple(_answer(one, words) for one in heard if one.piece_id == piece.pk)


def _answer(one: Hearing, words: Mapping[Answer, str]) -> Said:
    answer = words.get(Answer(one.answer)) or str(one.get_answer_display())
    return Said(one.put_on, answer, one.is_apart, one.words)


def _entries(heard: Iterable[Hearing]) -> tuple[Written, ...]:
    """Entries, the newest day first, and whether a correction was put before them as well."""
    by_entry: dict[int, list[Hearing]] = {}
    for one in heard:
        if one.entry is not None:
            by_entry.setdefault(one.entry.pk, []).append(one)
    entries = [rows[0].entry for rows in by_entry.values() if rows[0].entry is not None]
    bettered = {one.replaces_id for one in entries}
    return tuple(
        Written(
            one.happened_on,
            str(EntryKind(one.kind).label),
            one.text,
            one.pk in bettered,
            tuple(_answer(row, {}) for row in by_entry[one.pk]),
        )
        for one in sorted(entries, key=lambda one: (one.happened_on, one.pk), reverse=True)
    )
