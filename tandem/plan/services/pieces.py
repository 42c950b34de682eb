"""Making a version together, putting it before everybody, and settling it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.models import Household
from tandem.plan import rules
from tandem.plan.enums import PieceKind, PieceStatus, Topic
from tandem.plan.models import Agreement, Factor, Goal, Help, Passage, Piece, Situation
from tandem.plan.selectors import pieces as selectors

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Person
    from tandem.network.models import Account, Organization

type AnyLine = Situation | Factor | Goal | Agreement | Help
# In the order in which a new version takes them over: what others point to comes first.
LINES: tuple[type[AnyLine], ...] = (Situation, Factor, Goal, Agreement, Help)
_POINTS_TO: dict[str, type[AnyLine]] = {"situation": Situation, "goal": Goal}


@dataclass(frozen=True, slots=True)
class Made:
    """How a version came about: when, with whom, by whom."""

    made_on: date
    how_made: str = ""
    made_with: Sequence[Person] = field(default_factory=tuple)
    why_without: str = ""
    makers: Sequence[Organization] = field(default_factory=tuple)
    improved_by: date | None = None
    next_on: date | None = None


def judge_beginning(home: Household, kind: str) -> Verdict:
    """Judge whether a new version may begin: none is in the making that nobody read yet."""
    unread = home.pieces.filter(kind=kind, status=PieceStatus.DRAFT, hearings=None)
    return first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        rules.no_other_is_begun(drafts=unread.count()),
    )


@transaction.atomic
def begin(home: Household, kind: str, made: Made, *, by: Account, at: datetime) -> Piece:
    """Begin a new version; it takes over all lines and texts of the newest one (VA-06, VA-07).

    A version that was put before people and is not settled is over: what they said stays with it.
    """
    door.require(by, Permission.PLAN_WRITE, home, at=at)
    Household.objects.select_for_update(of=("self",)).get(pk=home.pk)
    first_no(judge_beginning(home, kind), _judge_made(made, at=at)).or_refuse()
    newest = selectors.of_kind(home, kind).first()
    home.pieces.filter(kind=kind, status=PieceStatus.DRAFT).update(status=PieceStatus.REPLACED)
    piece = Piece(
        household=home,
        kind=kind,
        number=1 if newest is None else newest.number + 1,
        began_at=at,
        began_by=by,
    )
    _set(piece, made)
    if newest is not None:
        _carry(newest, piece)
    audit.record("piece_begun", by=by, at=at, household=home.ref, subject=f"piece:{piece.pk}")
    return piece


def _judge_made(made: Made, *, at: datetime) -> Verdict:
    return dossier_rules.not_in_the_future(made.made_on, today=day_of(at))


def _set(piece: Piece, made: Made) -> None:
    piece.made_on, piece.how_made = made.made_on, made.how_made
    piece.why_without, piece.improved_by = made.why_without, made.improved_by
    piece.next_on = made.next_on
    piece.save()
    piece.made_with.set(made.made_with)
    piece.makers.set(made.makers)


def _carry(old: Piece, new: Piece) -> None:
    """Take over every text and line of a version; the new lines say where they come from."""
    Passage.objects.bulk_create(
        Passage(piece=new, topic=one.topic, text=one.text)
        for one in old.passages.exclude(topic__in=rules.QUALITY).order_by("id")
    )
    became: dict[tuple[type[AnyLine], int], int] = {}
    for model in LINES:
        for one in model.objects.filter(piece=old).order_by("place", "pk"):
            values = {name: getattr(one, name) for name in _columns(model)}
            for name, target in _POINTS_TO.items():
                if values.get(f"{name}_id") is not None:
                    values[f"{name}_id"] = became[target, values[f"{name}_id"]]
            taken = model.objects.create(piece=new, carried_from_id=one.pk, **values)
            became[model, one.pk] = taken.pk


def _columns(model: type[AnyLine]) -> list[str]:
    """What a line says itself, apart from where it hangs."""
    own = {"id", "piece_id", "carried_from_id"}
    return [one.attname for one in model._meta.concrete_fields if one.attname not in own]


@transaction.atomic
def change(piece: Piece, made: Made, *, seen: int, by: Account, at: datetime) -> None:
    """Say better how a version came about."""
    locked = _open(piece, seen=seen, by=by, at=at)
    _judge_made(made, at=at).or_refuse()
    locked.version += 1
    _set(locked, made)
    _record("piece_changed", locked, by=by, at=at)


@transaction.atomic
def write(piece: Piece, texts: Mapping[str, str], *, seen: int, by: Account, at: datetime) -> None:
    """Write the running text of a version: every topic at once, an empty one goes."""
    locked = _open(piece, seen=seen, by=by, at=at)
    ours = {topic.value for topic in rules.TOPICS[PieceKind(locked.kind)]}
    locked.passages.all().delete()
    Passage.objects.bulk_create(
        Passage(piece=locked, topic=topic, text=text.strip())
        for topic, text in texts.items()
        if topic in ours and text.strip()
    )
    _count(locked)
    _record("piece_written", locked, by=by, at=at)


@transaction.atomic
def add_line(
    piece: Piece,
    model: type[AnyLine],
    values: Mapping[str, Any],
    *,
    by: Account,
    at: datetime,
) -> AnyLine:
    """Add a line to a version that nobody read yet."""
    locked = _open(piece, seen=None, by=by, at=at)
    last = model.objects.filter(piece=locked).order_by("-place").first()
    place = 1 if last is None else last.place + 1
    if model is Situation:
        others = Situation.objects.filter(piece=locked).count()
        rules.at_most_three(others + 1).or_refuse()
    _judge_line(locked, model, values).or_refuse()
    line = model.objects.create(piece=locked, place=place, **values)
    _count(locked)
    _record("piece_changed", locked, by=by, at=at)
    return line


@transaction.atomic
def change_line(line: AnyLine, values: Mapping[str, Any], *, by: Account, at: datetime) -> None:
    """Change a line of a version that nobody read yet."""
    locked = _open(line.piece, seen=None, by=by, at=at)
    _judge_line(locked, type(line), values).or_refuse()
    for name, value in values.items():
        setattr(line, name, value)
    line.save()
    _count(locked)
    _record("piece_changed", locked, by=by, at=at)


@transaction.atomic
def remove_line(line: AnyLine, *, by: Account, at: datetime) -> None:
    """Take a line out of a version that nobody read yet; versions before it keep theirs."""
    locked = _open(line.piece, seen=None, by=by, at=at)
    line.delete()
    _count(locked)
    _record("piece_changed", locked, by=by, at=at)


def _judge_line(piece: Piece, model: type[AnyLine], values: Mapping[str, Any]) -> Verdict:
    if model is not Agreement or piece.kind != PieceKind.SAFETY:
        return Verdict()
    named = values.get("person"), values.get("account"), values.get("other")
    return rules.is_concrete(
        who=any(named),
        what=values["what"],
        when=values["when_words"],
        watcher=values.get("watcher", ""),
    )


def judge_change(piece: Piece) -> Verdict:
    """Judge whether the words of a version may still change."""
    return rules.stays_as_it_was(
        is_draft=piece.status == PieceStatus.DRAFT, was_put=piece.hearings.exists()
    )


def _open(piece: Piece, *, seen: int | None, by: Account, at: datetime) -> Piece:
    """Lock a version whose words may still change."""
    home = piece.household
    door.require(by, Permission.PLAN_WRITE, home, at=at)
    locked = Piece.objects.select_for_update(of=("self",)).get(pk=piece.pk)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        judge_change(locked),
        dossier_rules.is_unchanged(
            seen=locked.version if seen is None else seen, current=locked.version
        ),
    ).or_refuse()
    return locked


def _count(piece: Piece) -> None:
    piece.version += 1
    piece.save(update_fields=["version"])


def _record(event: str, piece: Piece, *, by: Account, at: datetime) -> None:
    audit.record(event, by=by, at=at, household=piece.household.ref, subject=f"piece:{piece.pk}")


def judge_settling(piece: Piece, *, at: datetime) -> Verdict:
    """Judge whether a version may hold from now on; greys the button, stops the service."""
    reading = selectors.read(piece, at=at)
    common = (
        rules.is_in_the_making(piece.status),
        rules.says_something(piece.kind, texts=reading.texts, goals=len(reading.goals)),
    )
    own = _judge_analysis if piece.kind == PieceKind.ANALYSIS else _judge_plan
    return first_no(*common, *own(reading), rules.everybody_is_heard(reading.missing))


def _judge_analysis(reading: selectors.Reading) -> tuple[Verdict, ...]:
    return (
        rules.quality_is_answered(reading.texts),
        rules.somebody_recognises(reading.answers),
    )


def _judge_plan(reading: selectors.Reading) -> tuple[Verdict, ...]:
    piece = reading.piece
    made = (
        rules.is_made_together(
            with_parents=selectors.has_parents(piece.made_with.order_by("id")),
            why_without=piece.why_without,
        ),
        rules.has_a_next_day(piece.next_on, made_on=piece.made_on),
    )
    if piece.kind != PieceKind.SAFETY:
        return made
    agreements = [line.agreement for line in reading.lines]
    return (
        *made,
        rules.agrees_or_says_why_not(
            agreements=len(agreements), why_not=reading.texts.get(Topic.NO_AGREEMENTS, "")
        ),
        rules.says_what_if(
            in_general=reading.texts.get(Topic.IF_IT_FAILS, ""),
            per_agreement=[one.if_fails for one in agreements],
        ),
    )


@transaction.atomic
def settle(piece: Piece, *, by: Account, at: datetime) -> None:
    """Settle a version: it holds from now on, and the one before is over (vaststellen, SP-12)."""
    home = piece.household
    door.require(by, Permission.PLAN_WRITE, home, at=at)
    Household.objects.select_for_update(of=("self",)).get(pk=home.pk)
    locked = Piece.objects.select_for_update(of=("self",)).get(pk=piece.pk)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        judge_settling(locked, at=at),
    ).or_refuse()
    home.pieces.filter(kind=locked.kind, status=PieceStatus.SETTLED).update(
        status=PieceStatus.REPLACED
    )
    locked.status, locked.settled_at, locked.settled_by = PieceStatus.SETTLED, at, by
    locked.version += 1
    locked.save(update_fields=["status", "settled_at", "settled_by", "version"])
    _record("piece_settled", locked, by=by, at=at)


@transaction.atomic
def look_again(piece: Piece, next_on: date, *, by: Account, at: datetime) -> None:
    """Agree when a plan is looked at again; its words stay as they are (PLAN-03, SP-12)."""
    home = piece.household
    door.require(by, Permission.PLAN_WRITE, home, at=at)
    locked = Piece.objects.select_for_update(of=("self",)).get(pk=piece.pk)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        rules.has_a_next_day(next_on, made_on=locked.made_on),
    ).or_refuse()
    locked.next_on, locked.version = next_on, locked.version + 1
    locked.save(update_fields=["next_on", "version"])
    _record("piece_looked_at_again", locked, by=by, at=at)
