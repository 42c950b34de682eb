"""The story of a household: what was written and what happened, newest first (DOS-27)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import get_language

from tandem.desk.selectors._union import ANSWERS, COLUMNS, STEPS, sentence
from tandem.desk.selectors.safety import Meeting
from tandem.dossier.enums import ContactKind, EntryKind, Provenance

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household
    from tandem.dossier.selectors.documents import Attached

PAGE = 25
# What can be filtered: the kinds of entry, and the milestones.
FILTERS = (
    ("", "Alles"),
    (EntryKind.FACT.value, "Feiten"),
    (EntryKind.OPINION.value, "Meningen"),
    (EntryKind.CONCERN.value, "Zorgen"),
    (EntryKind.GOING_WELL.value, "Wat goed gaat"),
    (EntryKind.AGREEMENT.value, "Afspraken"),
    (EntryKind.REACTION.value, "Reacties"),
    (EntryKind.REPORT.value, "Verslagen"),
    ("step", "Stappen en besluiten"),
)
_ENTRY_KINDS = frozenset(EntryKind.values)


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story."""

    day: date
    chip: str
    text: str
    meta: str
    entry_id: int | None
    is_corrected: bool
    writer_id: int | None
    written_at: datetime | None
    attached: tuple[Attached, ...] = ()
    meeting: Meeting | None = None

    @property
    def correction(self) -> str:
        """Where the line is corrected, seen from the page of the household."""
        return f"verhaal/{self.entry_id}/verbeteren/"


@dataclass(frozen=True, slots=True)
class Story:
    """A page of the story; `next_key` says where the next page begins."""

    lines: tuple[Line, ...]
    next_key: str = ""
    previous_key: str = ""


_ENTRIES = """
SELECT e.happened_on, e.kind, 9, e.id, e.text, e.source, e.provenance, e.contact,
  w.id || '|' || w.name,
  (SELECT string_agg(split_part(p.name, ' ', 1), ', ' ORDER BY p.born_on)
     FROM dossier_entry_about m JOIN dossier_person p ON p.id = m.person_id
    WHERE m.entry_id = e.id),
  EXISTS (SELECT 1 FROM dossier_entry n WHERE n.replaces_id = e.id), e.written_at
FROM dossier_entry e JOIN network_account w ON w.id = e.written_by_id
WHERE e.household_id = %(id)s {kind} {before}
ORDER BY e.happened_on DESC, e.id DESC LIMIT %(limit)s
"""
# What a milestone does not have: names of people, and who wrote it when.
_MILESTONES = f"""
SELECT s.*, '', '', '', '', false, NULL::timestamptz FROM ({STEPS} UNION ALL {ANSWERS}) s
"""  # noqa: S608 - our own words
_ALL = """
SELECT day, kind, place, id, text, a, b, c, d, e, corrected, at FROM ({sources})
lines {columns} {before} ORDER BY day DESC, place DESC, id DESC LIMIT %(limit)s
"""


def story_of(home: Household, *, kind: str = "", before: str = "") -> Story:
    """Read one page of the story of a household that the door opened, in one statement."""
    values: dict[str, Any] = {"id": home.pk, "limit": PAGE + 1}
    outer = inner = ""
    key = before.split("_")
    if len(key) == 3:  # noqa: PLR2004 - day, place, id
        values |= {"day": key[0], "place": key[1], "last": key[2]}
        outer = "WHERE (day, place, id) < (%(day)s::date, %(place)s::int, %(last)s::bigint)"
        inner = "AND e.happened_on <= %(day)s::date"
    of_kind = ""
    if kind and kind != "step":
        of_kind, values["kind"] = "AND e.kind = %(kind)s", kind
    entries = f"({_ENTRIES.format(kind=of_kind, before=inner)})"
    sources = {"": f"{entries} UNION ALL {_MILESTONES}", "step": _MILESTONES}.get(kind, entries)
    with connection.cursor() as cursor:
        cursor.execute(_ALL.format(sources=sources, columns=COLUMNS, before=outer), values)
        rows = cursor.fetchall()
    page = rows[:PAGE]
    next_key = f"{page[-1][0]}_{page[-1][2]}_{page[-1][3]}" if len(rows) > PAGE else ""
    said = _said(get_language())
    return Story(tuple(_line(row, said) for row in page), next_key=next_key)


def whole_story(home: Household) -> tuple[Line, ...]:
    """Read everything that was written and happened, the oldest first, in one statement."""
    sources = f"({_ENTRIES.format(kind='', before='')}) UNION ALL {_MILESTONES}"
    statement = _ALL.format(sources=sources, columns=COLUMNS, before="")
    with connection.cursor() as cursor:
        cursor.execute(statement, {"id": home.pk, "limit": None})
        rows = cursor.fetchall()
    said = _said(get_language())
    return tuple(_line(row, said) for row in reversed(rows))


@cache
def _said(language: str | None) -> dict[str, str]:
    """Where something comes from and how there was contact, in the words of the reader."""
    provenances = {one.value: str(one.label).capitalize() for one in Provenance}
    return provenances | {one.value: str(one.label) for one in ContactKind}


def _line(row: Sequence[Any], said: Mapping[str, str]) -> Line:
    day, kind, _place, id_, text, a, b, contact, writer, about, corrected, at = row
    if kind in _ENTRY_KINDS:
        writer_id, _, name = writer.partition("|")
        parts = [f"Bron: {a}" if a else said[b]]
        if contact != ContactKind.NONE.value:
            parts.append(said[contact])
        if about:
            parts.append(f"over {about}")
        meta = " · ".join([*parts, f"opgeschreven door {name}"])
        return Line(day, kind, text, meta, id_, corrected, int(writer_id), at)
    return Line(
        day,
        "",
        sentence(kind, text, a),
        "",
        entry_id=None,
        is_corrected=False,
        writer_id=None,
        written_at=None,
    )
