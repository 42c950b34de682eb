"""Hearing both sides: putting words before who they are about, and asking after agreements."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.plan import rules
from tandem.plan.enums import Answer, PieceKind, Topic
from tandem.plan.models import AgreementCheck, Hearing, Piece
from tandem.plan.selectors import pieces as selectors
from tandem.plan.selectors.closed import judge_reader, whole

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Entry, Person
    from tandem.network.models import Account
    from tandem.plan.models import Agreement


@dataclass(frozen=True, slots=True)
class NewHearing:
    """What was put before whom, and what they said."""

    person: Person
    put_on: date
    answer: str
    is_apart: bool = False
    words: str = ""
    why_not: str = ""


def judge_putting(piece: Piece) -> Verdict:
    """Judge whether a version can be put before anybody."""
    reading_texts = dict(piece.passages.order_by("id").values_list("topic", "text"))
    return first_no(
        rules.is_in_the_making(piece.status),
        rules.says_something(piece.kind, texts=reading_texts, goals=piece.goals.count())
        if piece.kind != PieceKind.SAFETY
        else rules.agrees_or_says_why_not(
            agreements=piece.agreements.count(),
            why_not=reading_texts.get(Topic.NO_AGREEMENTS, ""),
        ),
    )


@transaction.atomic
def put_piece(piece: Piece, new: NewHearing, *, by: Account, at: datetime) -> Hearing:
    """Put a version before somebody of the family: from now on its words stay (PLAN-01)."""
    home = piece.household
    door.require(by, Permission.PLAN_WRITE, home, at=at)
    locked = Piece.objects.select_for_update(of=("self",)).get(pk=piece.pk)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        judge_putting(locked),
        _judge(new, at=at),
        _judge_reading(locked, new, at=at),
    ).or_refuse()
    return _hear(Hearing(household=home, piece=locked), new, by=by, at=at)


@transaction.atomic
def put_entry(entry: Entry, new: NewHearing, *, by: Account, at: datetime) -> Hearing:
    """Put an entry before somebody it is about; their answer stands beside it for ever (DOS-13)."""
    home = entry.household
    door.require(by, Permission.JOURNAL_WRITE, home, at=at)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        _judge(new, at=at),
        YES if new.answer == Answer.NOT_PUT else _judge_entry(entry, new, at=at),
    ).or_refuse()
    return _hear(Hearing(household=home, entry=entry), new, by=by, at=at)


def _judge(new: NewHearing, *, at: datetime) -> Verdict:
    return first_no(
        dossier_rules.not_in_the_future(new.put_on, today=day_of(at)),
        rules.answer_is_whole(new.answer, words=new.words, why_not=new.why_not),
    )


def _judge_reading(piece: Piece, new: NewHearing, *, at: datetime) -> Verdict:
    """Judge whether this person may read these words; who gets nothing to read may not object."""
    if new.answer == Answer.NOT_PUT:
        return YES
    texts = dict(piece.passages.order_by("id").values_list("topic", "text"))
    makers = "\n".join(piece.makers.order_by("id").values_list("name", flat=True))
    return first_no(
        rules.fits_a_child(
            age=new.person.age(new.put_on), for_children=texts.get(Topic.FOR_CHILDREN, "")
        ),
        judge_reader(new.person, f"{whole(selectors.read(piece, at=at))}\n{makers}", at=at),
    )


def _judge_entry(entry: Entry, new: NewHearing, *, at: datetime) -> Verdict:
    return first_no(
        rules.is_not_of_another(
            is_own_words=entry.told_by_id is not None, is_teller=entry.told_by_id == new.person.pk
        ),
        judge_reader(new.person, f"{entry.text}\n{entry.source}", at=at, entry=entry.pk),
    )


def _hear(hearing: Hearing, new: NewHearing, *, by: Account, at: datetime) -> Hearing:
    hearing.person, hearing.put_on, hearing.answer = new.person, new.put_on, new.answer
    hearing.is_apart, hearing.words, hearing.why_not = new.is_apart, new.words, new.why_not
    hearing.recorded_at, hearing.recorded_by = at, by
    hearing.save()
    audit.record(
        "both_sides_heard",
        by=by,
        at=at,
        household=hearing.household.ref,
        subject=f"person:{new.person.pk}",
    )
    return hearing


@dataclass(frozen=True, slots=True)
class Found:
    """What was found of an agreement: clear, and kept."""

    asked_on: date
    person: Person | None = None
    is_understood: bool | None = None
    kept: str = ""
    words: str = ""


@transaction.atomic
def look_after(agreement: Agreement, found: Found, *, by: Account, at: datetime) -> AgreementCheck:
    """Record whether an agreement is understood and works (PLAN-08)."""
    home = agreement.piece.household
    door.require(by, Permission.PLAN_WRITE, home, at=at)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(found.asked_on, today=day_of(at)),
    ).or_refuse()
    check = AgreementCheck.objects.create(
        agreement=agreement,
        asked_on=found.asked_on,
        person=found.person,
        is_understood=found.is_understood,
        kept=found.kept,
        words=found.words,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "agreement_checked",
        by=by,
        at=at,
        household=home.ref,
        subject=f"agreement:{agreement.pk}",
    )
    return check
