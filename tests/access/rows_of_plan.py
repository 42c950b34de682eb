"""What was put before somebody of a family: by reading every row, and doing sums."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

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
from tests.access.oracle_pages import flat
from tests.dossier.oracle import years

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

    from django.db import models

type Model = type[models.Model]

# The words of a line, in whatever column they stand.
LINES: Mapping[Model, tuple[str, ...]] = {
    Passage: ("text",),
    Situation: ("text",),
    Factor: ("text",),
    Goal: ("text",),
    Agreement: ("other", "what", "when_words", "support", "watcher", "if_fails"),
    Help: ("need", "service", "financing", "department", "bottleneck"),
}
OF_PLAN: tuple[Model, ...] = (Hearing, Piece, *LINES)
_GROWN = 18
# How the work was done, and who was heard: not for one reader alone.
_OF_OTHERS = {"facts_apart", "both_sides", "approval", "together", "respect"}


@dataclass
class Put:
    """What one reader got to read until a day."""

    rows: Mapping[Model, list[Any]]
    person: int
    home: int
    day: date
    unsaid: set[str]
    hidden: set[int]  # accounts of who works for whom is closed
    entries: set[int]
    born_on: date

    def says(self, *words: str) -> bool:
        """Whether a word is in it that the reader may not know."""
        return any(one in flat(" ".join(words)) for one in self.unsaid)

    @cached_property
    def heard(self) -> list[Any]:
        """What was put before them, here."""
        return [
            one
            for one in self.rows[Hearing]
            if (one.person_id, one.household_id) == (self.person, self.home)
            and one.answer != "not_put"
            and one.put_on <= self.day
        ]

    @cached_property
    def pieces(self) -> list[Any]:
        """Versions of this household among it, that say nothing closed of how they were made."""
        ids = {one.piece_id for one in self.heard}
        return [
            one
            for one in self.rows[Piece]
            if one.pk in ids
            and one.household_id == self.home
            and not self.says(one.how_made, one.why_without)
        ]

    @cached_property
    def shown(self) -> list[Any]:
        """Of each kind the last one, and what holds."""
        last = {one.kind: one for one in sorted(self.pieces, key=lambda one: int(one.number))}
        return [one for one in self.pieces if one is last[one.kind] or one.status == "settled"]

    def is_grown(self, piece: int) -> bool:
        """Whether they were eighteen when it was put before them, the last time."""
        last = max(one.put_on for one in self.heard if one.piece_id == piece)
        return years(self.born_on, last) >= _GROWN

    def reads(self, model: Model, one: Any) -> bool:
        """Whether a line of what is shown is for this reader."""
        is_grown = self.is_grown(one.piece_id)
        if self.says(*(getattr(one, name) for name in LINES[model])):
            return False
        if model is Passage:
            mine = is_grown or one.topic == "for_children"
            return mine and one.topic not in _OF_OTHERS
        if model is Agreement:
            mine = is_grown or one.person_id == self.person
            return mine and one.account_id not in self.hidden
        return is_grown

    def found(self) -> dict[Model, set[int]]:
        """The rows that may be found, by table."""
        pieces = {one.pk for one in self.pieces}
        shown = {one.pk for one in self.shown}
        there = {
            one.pk for one in self.heard if one.piece_id in pieces or one.entry_id in self.entries
        }
        return {
            Hearing: there,
            Piece: pieces,
            **{
                model: {
                    one.pk
                    for one in self.rows[model]
                    if one.piece_id in shown and self.reads(model, one)
                }
                for model in LINES
            },
        }
