"""Analyses and plans of a household, made and put before people through the services."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tandem.dossier.enums import PersonRole
from tandem.plan.enums import Answer, PieceKind, Topic
from tandem.plan.models import Agreement, Factor, Goal, Situation
from tandem.plan.rules import QUALITY
from tandem.plan.selectors.people import here
from tandem.plan.services import hearings, pieces

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account
    from tandem.plan.models import Hearing, Piece


def begun(home: Household, kind: str, *, by: Account, at: datetime, **other: object) -> Piece:
    """A version that has just begun, with the parents."""
    parents = home.persons.filter(role=PersonRole.PARENT).order_by("born_on", "id")
    day = day_of(at)
    made: dict[str, object] = {
        "made_on": day,
        "how_made": "Aan de keukentafel.",
        "made_with": list(parents),
        "makers": [home.managed_by],
        "next_on": None if kind == PieceKind.ANALYSIS else day + timedelta(days=14),
    }
    return pieces.begin(home, kind, pieces.Made(**(made | other)), by=by, at=at)  # type: ignore[arg-type]


def agreement(person: Person | None, **other: object) -> dict[str, object]:
    """What an agreement says, whole and concrete."""
    return {
        "person": person,
        "account": None,
        "other": "",
        "what": "loopt een half uur buiten",
        "when_words": "als de stemmen omhoog gaan",
        "due_on": None,
        "support": "oma Zohra",
        "watcher": "buurvrouw Els",
        "if_fails": "De kinderen gaan naar oma.",
        **other,
    }


def write(piece: Piece, texts: Mapping[str, str], *, by: Account, at: datetime) -> None:
    """Write the running text of a version as it stands now."""
    piece.refresh_from_db()
    pieces.write(piece, texts, seen=piece.version, by=by, at=at)
    piece.refresh_from_db()


def safety_plan(home: Household, *, by: Account, at: datetime) -> Piece:
    """A safety plan in the making, with one situation and one agreement."""
    piece = begun(home, PieceKind.SAFETY, by=by, at=at)
    situation = pieces.add_line(
        piece, Situation, {"text": "Ruzie over geld, met de kinderen erbij."}, by=by, at=at
    )
    parent = home.persons.filter(role=PersonRole.PARENT).order_by("born_on", "id")[0]
    pieces.add_line(piece, Agreement, agreement(parent, situation=situation), by=by, at=at)
    write(
        piece,
        {Topic.FOR_CHILDREN: "Als er hard gepraat wordt, ga jij naar Els."},
        by=by,
        at=at,
    )
    return piece


def family_plan(home: Household, *, by: Account, at: datetime) -> Piece:
    """A family plan in the making, with one goal."""
    piece = begun(home, PieceKind.FAMILY, by=by, at=at)
    goal = {"kind": "strengthen", "text": "Sem slaapt door.", "factor": None, "by_on": None}
    pieces.add_line(piece, Goal, goal, by=by, at=at)
    write(piece, {Topic.FOR_CHILDREN: "Jij slaapt weer door."}, by=by, at=at)
    return piece


def analysis(home: Household, *, by: Account, at: datetime) -> Piece:
    """An analysis in the making, with a story and the five questions answered."""
    piece = begun(home, PieceKind.ANALYSIS, by=by, at=at)
    factor = {
        "person": None,
        "weighs": "hinders",
        "domain": "money",
        "part": "keeps_going",
        "is_fact": True,
        "text": "Schulden van twaalfduizend euro.",
    }
    pieces.add_line(piece, Factor, factor, by=by, at=at)
    texts: dict[str, str] = dict.fromkeys(QUALITY, "Besproken met ieder apart.")
    texts |= {Topic.SHARED_STORY: "Er is te weinig geld.", Topic.FOR_CHILDREN: "Geld is op."}
    write(piece, texts, by=by, at=at)
    return piece


def first_agreement(piece: Piece) -> Agreement:
    """The first agreement of a plan."""
    return piece.agreements.order_by("place", "id")[0]


def heard(
    piece: Piece,
    person: Person,
    answer: str = Answer.AGREE,
    *,
    by: Account,
    at: datetime,
    **other: object,
) -> Hearing:
    """Somebody read a version and answered."""
    words = "" if answer in {Answer.AGREE, Answer.NOT_PUT} else "Zo ging het niet."
    why = "Is op kamp." if answer == Answer.NOT_PUT else ""
    said: dict[str, object] = {"words": words, "why_not": why, "is_apart": True}
    new = hearings.NewHearing(person, day_of(at), answer, **(said | other))  # type: ignore[arg-type]
    return hearings.put_piece(piece, new, by=by, at=at)


def settled(piece: Piece, *, by: Account, at: datetime) -> Piece:
    """A version that everybody agreed to, apart from each other, and that holds."""
    for person in here(piece.household, on=day_of(at)):
        heard(piece, person, by=by, at=at)
    pieces.settle(piece, by=by, at=at)
    piece.refresh_from_db()
    return piece
