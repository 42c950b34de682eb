"""Talks of a household: what each said, side by side, and who was not asked yet."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.contrib.postgres.aggregates import ArrayAgg
from django.db import connection
from django.db.models import Q

from tandem.dossier.selectors import sight
from tandem.plan.enums import TalkQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.plan.models import LastingConcern, Talk
from tandem.plan.selectors.people import here

ADULT = 18


@dataclass(frozen=True, slots=True)
class Said:
    """One answer as it stands now: the words of the entry, or of its newest correction."""

    entry_id: int
    text: str
    on: date
    closed_to: str


@dataclass(frozen=True, slots=True)
class Column:
    """One person of the household and what they said, question by question."""

    person: Person
    age: int
    answers: tuple[tuple[str, tuple[Said, ...]], ...]
    is_left_out: bool = False

    @property
    def is_heard(self) -> bool:
        """Whether there is any answer."""
        return any(said for _question, said in self.answers)

    @property
    def is_child(self) -> bool:
        """Whether this is a minor: spoken to as a child, never as a witness (FAM-04)."""
        return self.age < ADULT


# An answer is of who gave it: an entry that was corrected to be no longer in their words, is none.
_SAID = """
WITH RECURSIVE line (id, person_id, question, entry_id) AS (
  SELECT a.id, a.person_id, a.question, a.entry_id FROM plan_talkanswer a
   WHERE a.talk_id = %(talk)s
  UNION ALL
  SELECT l.id, l.person_id, l.question, n.id
    FROM line l JOIN dossier_entry n ON n.replaces_id = l.entry_id)
SELECT l.person_id, l.question, e.id, e.text, e.happened_on
FROM line l JOIN dossier_entry e ON e.id = l.entry_id AND e.told_by_id = l.person_id
WHERE NOT EXISTS (SELECT FROM dossier_entry n WHERE n.replaces_id = e.id)
ORDER BY e.happened_on, l.id
"""


def talks_of(home: Household) -> list[Talk]:
    """The talks of a household, newest first; `names` are those who were there."""
    names = ArrayAgg(
        "present__name", filter=Q(present__isnull=False), order_by="present__born_on", default=[]
    )
    found: list[Any] = list(home.talks.annotate(names=names).order_by("-held_on", "-id"))
    for talk in found:
        talk.names = [name.partition(" ")[0] for name in talk.names]
    return found


def columns_of(
    home: Household,
    talk: Talk | None,
    *,
    on: date,
    at: datetime,
    left_out: Iterable[int] = (),
) -> list[Column]:
    """Everybody side by side; `left_out` are those whom asking would endanger now."""
    said = {} if talk is None else _said(home, talk, at=at)
    skipped = frozenset(left_out)
    people = list(here(home, on=on if talk is None else talk.held_on))
    return [
        Column(
            one,
            one.age(on),
            tuple(
                (str(question.label), tuple(said.get((one.pk, question.value), ())))
                for question in TalkQuestion
            ),
            is_left_out=one.pk in skipped,
        )
        for one in people
    ]


def _said(home: Household, talk: Talk, *, at: datetime) -> dict[tuple[int, str], list[Said]]:
    with connection.cursor() as cursor:
        cursor.execute(_SAID, {"talk": talk.pk})
        rows: Sequence[tuple[int, str, int, str, date]] = cursor.fetchall()
    closed = sight.marked_entries(home, [row[2] for row in rows], at=at)
    found: dict[tuple[int, str], list[Said]] = {}
    for person, question, entry, text, on in rows:
        one = Said(entry, text, on, closed.get(entry, ""))
        found.setdefault((person, question), []).append(one)
    return found


@dataclass(frozen=True, slots=True)
class Lasting:
    """What was said when concerns stayed, and the agreement as it stands now."""

    concern: LastingConcern
    agreed: Said | None


_NEWEST = """
WITH RECURSIVE line (first, id) AS (
  SELECT e.id, e.id FROM dossier_entry e WHERE e.id = ANY(%(ids)s)
  UNION ALL
  SELECT l.first, n.id FROM line l JOIN dossier_entry n ON n.replaces_id = l.id)
SELECT l.first, e.id, e.text, e.happened_on FROM line l JOIN dossier_entry e ON e.id = l.id
WHERE NOT EXISTS (SELECT FROM dossier_entry n WHERE n.replaces_id = e.id)
"""


def concerns_of(home: Household, talk: Talk, *, at: datetime) -> list[Lasting]:
    """What was said when concerns stayed, newest first."""
    found = list(talk.lasting.order_by("-held_on", "-id"))
    ids = [one.agreement_id for one in found if one.agreement_id is not None]
    if not ids:
        return [Lasting(one, None) for one in found]
    with connection.cursor() as cursor:
        cursor.execute(_NEWEST, {"ids": ids})
        rows = cursor.fetchall()
    closed = sight.marked_entries(home, [row[1] for row in rows], at=at)
    agreed = {
        first: Said(entry, text, on, closed.get(entry, "")) for first, entry, text, on in rows
    }
    return [Lasting(one, agreed.get(one.agreement_id or 0)) for one in found]
