"""The whole dossier as a working copy on paper, for who works with the family.

Paper is found by others, and stays when a key ends. So it says whose it is on every side, it holds
no address, and what is closed to anybody of the family is not on it: that is read on the screen.
It says so always, whether something was left out or not.
"""

from __future__ import annotations

from dataclasses import dataclass
from itertools import groupby
from typing import TYPE_CHECKING

from django.utils.formats import date_format

from tandem.core.periods import day_of
from tandem.desk.selectors.head import OVER, head_of
from tandem.desk.selectors.story import whole_story
from tandem.desk.selectors.together import decisions_of
from tandem.dossier.enums import EntryKind
from tandem.dossier.models import Authority
from tandem.legal.enums import Answer
from tandem.legal.selectors import regime_history
from tandem.plan.enums import Answer as Heard
from tandem.plan.enums import PieceKind, PieceStatus
from tandem.plan.selectors import pieces, shelf
from tandem.plan.selectors.closed import closed_of

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator
    from datetime import date, datetime

    from tandem.core.periods import Period
    from tandem.dossier.models import Household
    from tandem.legal.models import CoreDecision, Measure
    from tandem.plan.models import Hearing


@dataclass(frozen=True, slots=True)
class Note:
    """A few words with what they are about, and where they come from."""

    head: str
    text: str
    meta: str = ""
    entry: int | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Notes that stand together, under a heading."""

    title: str
    notes: tuple[Note, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One chapter of the copy."""

    slug: str
    title: str
    groups: tuple[Group, ...]


def copy_of(home: Household, *, at: datetime, story_since: date | None = None) -> tuple[Part, ...]:
    """Read a household that the door opened whole; as many statements for a long story as a short.

    What is closed to anybody of the family is not in it. The story can begin on a day.
    """
    begins = f"vanaf {_day(story_since)}" if story_since else "van het begin af"
    shut = closed_of(home, home.persons.order_by("born_on", "id"), at=at).values()
    entries = frozenset[int]().union(*(one.entries for one in shut))

    def may_lie_around(note: Note) -> bool:
        text = f"{note.head}\n{note.text}\n{note.meta}"
        return note.entry not in entries and not any(one.holds(text) for one in shut)

    parts = (
        Part("gezin", "Het gezin en wie helpt", tuple(_family(home, at=at))),
        Part("analyse", "Analyse en plannen", tuple(_pieces(home, at=at))),
        Part("besluiten", "Besluiten en maatregelen", tuple(_decisions(home, at=at))),
        Part("evaluaties", "Evaluaties", tuple(_evaluations(home))),
        Part("verhaal", f"Het verhaal, {begins}", tuple(_story(home, since=story_since))),
    )
    return tuple(
        Part(part.slug, part.title, tuple(_kept(part.groups, may_lie_around))) for part in parts
    )


def _kept(groups: Iterable[Group], may: Callable[[Note], bool]) -> Iterator[Group]:
    for group in groups:
        notes = tuple(filter(may, group.notes))
        if notes:
            yield Group(group.title, notes)


def _day(day: date | None) -> str:
    return "" if day is None else date_format(day, "j F Y")


def _days(period: Period) -> str:
    last = period.last_day
    return f"vanaf {_day(period.since)}" + ("" if last is None else f" tot en met {_day(last)}")


def _joined(*parts: str) -> str:
    return " · ".join(part for part in parts if part)


def _family(home: Household, *, at: datetime) -> Iterator[Group]:
    day, head = day_of(at), head_of(home, at=at)
    yield Group(
        "Wie bij het gezin horen",
        tuple(
            Note(
                one.name,
                f"{one.get_role_display()}, geboren op {_day(one.born_on)}",
                f"hoort er niet meer bij vanaf {_day(one.left_on)}" if one.left_on else "",
            )
            for one in home.persons.order_by("born_on", "id")
        ),
    )
    holds = Authority.objects.open(on=day).filter(child__household=home)
    rows = holds.select_related("holder", "child").order_by("child__born_on", "since", "id")
    holders: dict[str, list[str]] = {}
    for one in rows:
        holders.setdefault(one.child.name, []).append(one.holder.name)
    yield Group("Wie gezag heeft", tuple(Note(k, ", ".join(v)) for k, v in holders.items()))
    yield Group(
        "Toestemming",
        tuple(
            Note(
                ", ".join(one.names),
                f"{_SAYS[one.answer]}: {', '.join(one.organizations)}",
                f"tot en met {_day(one.last_day)}" if one.last_day else "",
            )
            for one in head.standpoints
        ),
    )
    yield Group(
        "Groen, oranje en rood",
        tuple(
            Note(
                str(one.regime.label).capitalize(),
                _days(one.period),
                _joined(*map(str, one.grounds), *map(str, one.reasons)),
            )
            for one in regime_history(home, at=at)
        ),
    )
    yield Group(
        "Op de tandem",
        tuple(
            Note(
                one.name or one.organization,
                "voorop" if one.place == "front" else "achterop",
                _joined(
                    one.organization,
                    f"vanaf {_day(one.since)}",
                    f"tot {_day(one.until)}" if one.until else "",
                ),
            )
            for one in head.seats
        ),
    )
    yield Group(
        "Vast contactpersoon",
        tuple(Note(one.name, one.reach, f"contact {one.frequency}") for one in head.contacts),
    )
    work = home.involvements.select_related("organization", "professional").order_by("since", "id")
    yield Group(
        "Wie deed en doet mee",
        tuple(
            Note(
                one.organization.name,
                str(one.get_form_display()),
                _joined(_days(one.period), one.professional.name if one.professional else ""),
            )
            for one in work
        ),
    )


_SAYS = {Answer.YES.value: "Ja, tegen", Answer.NO.value: "Nee, tegen", OVER: "Was ja, is voorbij"}


def _said(hearing: Hearing) -> str:
    """What somebody said to what was put before them, in one line."""
    name, apart = hearing.person.first_name, ", apart gesproken" if hearing.is_apart else ""
    if hearing.answer == Heard.NOT_PUT:
        return f"{name}: niet voorgelegd ({hearing.why_not})"
    words = f" “{hearing.words}”" if hearing.words else ""
    return f"{name}: {hearing.get_answer_display()}{apart}, {_day(hearing.put_on)}.{words}"


def _story(home: Household, *, since: date | None) -> Iterator[Group]:
    lines = [one for one in whole_story(home) if since is None or since <= one.day]
    heard = pieces.of_entries(home, [one.entry_id for one in lines if one.entry_id is not None])
    for month, there in groupby(lines, key=lambda one: date_format(one.day, "F Y")):
        notes = tuple(
            Note(
                _joined(_day(one.day), str(EntryKind(one.chip).label) if one.chip else "stap"),
                one.text,
                _joined(
                    one.meta,
                    "later verbeterd" if one.is_corrected else "",
                    *(_said(said) for said in heard.get(one.entry_id or 0, ())),
                ),
                one.entry_id,
            )
            for one in there
        )
        yield Group(month.capitalize(), notes)


def _pieces(home: Household, *, at: datetime) -> Iterator[Group]:
    """What holds and what is in the making, of each kind, with what everybody said of it."""
    now = home.pieces.filter(status__in=[PieceStatus.SETTLED, PieceStatus.DRAFT])
    found = list(shelf.with_makers(now).order_by("number", "id"))
    for one in found:
        one.household = home
    order = [kind.value for kind in PieceKind]
    found.sort(key=lambda one: (order.index(one.kind), one.number))
    for reading in pieces.read_all(found, at=at):
        piece = reading.piece
        yield Group(f"{piece.title}, {piece.get_status_display()}", tuple(_of_a_piece(reading)))


def _of_a_piece(reading: pieces.Reading) -> Iterator[Note]:
    piece = reading.piece
    made = [*getattr(piece, "people", ()), *getattr(piece, "organizations", ())]
    again = f"weer bespreken op {_day(piece.next_on)}" if piece.next_on else ""
    without = f"zonder ouders: {piece.why_without}" if piece.why_without else ""
    yield Note("Gemaakt", _joined(_day(piece.made_on), ", ".join(made)), _joined(without, again))
    yield from _lines(reading)
    yield from (Note(label, text) for _topic, label, text in reading.passages)
    for said in reading.said:
        for hearing in (*reversed(said.before), *([said.last] if said.last else ())):
            yield Note("Wat zegt ieder ervan", _said(hearing))
        if said.last is None:
            yield Note("Wat zegt ieder ervan", f"{said.person.first_name}: nog niet gevraagd")


def _lines(reading: pieces.Reading) -> Iterator[Note]:
    for number, one in enumerate(reading.situations, 1):
        yield Note(f"Situatie {number}", one.text)
    for scale in reading.scales:
        for factor in (*scale.strengthens, *scale.hinders):
            what = f"{scale.who}, {factor.get_weighs_display()}"
            yield Note(what, factor.text, str(factor.get_domain_display()))
    for goal in reading.goals:
        by_on = f"op {_day(goal.by_on)}" if goal.by_on else ""
        yield Note("Doel", goal.text, _joined(str(goal.get_kind_display()), by_on))
    yield from (_agreement(line, number) for number, line in enumerate(reading.lines, 1))
    for help_ in reading.helps:
        service = help_.service or "nog te kiezen"
        stuck = f"loopt vast: {help_.bottleneck}" if help_.bottleneck else ""
        yield Note(f"Hulp voor {help_.person.first_name}", help_.need, _joined(service, stuck))


def _agreement(line: pieces.Line, number: int) -> Note:
    one = line.agreement
    meta = _joined(
        f"let op: {one.watcher}" if one.watcher else "",
        f"steunt: {one.support}" if one.support else "",
        f"lukt het niet: {one.if_fails}" if one.if_fails else "",
        f"nagegaan op {_day(line.last.day)}: {line.last.says}" if line.last else "",
    )
    return Note(f"Afspraak {number}", f"{line.who}: {one.what}, {one.when_words}", meta)


def _decisions(home: Household, *, at: datetime) -> Iterator[Group]:
    decisions, measures = decisions_of(home)
    yield Group("Kernbesluiten", tuple(_decision(one) for one in reversed(decisions)))
    yield Group("Maatregelen", tuple(_measure(one) for one in reversed(measures)))


def _decision(one: CoreDecision) -> Note:
    texts = (one.power, one.facts, one.alternatives, one.proportionality, one.subsidiarity)
    interest = f"Belang van het kind: {one.child_interest}" if one.child_interest else ""
    informed = one.family_informed_on
    meta = _joined(
        f"{one.get_ground_display()}, {_day(one.ground_on)}",
        str(one.status.label),
        f"gezin verteld op {_day(informed)}" if informed else "gezin nog niet verteld",
        f"het gezin zegt: {one.family_reaction}" if one.family_reaction else "",
        *(f"het gezin zegt: {said.reaction}" for said in one.reactions.all() if said.reaction),
    )
    head = _joined(_day(one.decided_on), str(one.get_regime_display()), one.organization.name)
    return Note(head, "\n".join(text for text in (*texts, interest) if text), meta)


def _measure(one: Measure) -> Note:
    children = ", ".join(child.first_name for child in one.children.all())
    meta = _joined(
        _days(one.period),
        f"voor {children}" if children else "",
        one.executed_by.name if one.executed_by else "",
        "" if one.is_confirmed else "nog niet bevestigd door een tweede",
        f"gestopt omdat: {one.end_reason}" if one.end_reason else "",
    )
    head = _joined(_day(one.decided_on), one.decided_by, one.reference)
    return Note(head, _joined(str(one.title).capitalize(), one.threats), meta)


def _evaluations(home: Household) -> Iterator[Group]:
    held = home.evaluations.order_by("due_on", "id")
    yield Group(
        "Evaluaties",
        tuple(
            Note(
                _joined(_day(one.held_on or one.due_on), str(one.get_kind_display())),
                "\n".join(text for text in (one.safety, one.what_worked) if text)
                if one.held_on
                else "nog te houden",
                f"het gezin zegt: {one.family_view}" if one.family_view else "",
            )
            for one in held
        ),
    )
