"""The story of a household: what was written and what happened, newest first (DOS-27)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.utils.translation import get_language

from tandem.dossier.enums import ContactKind, EntryKind, Form, Provenance
from tandem.legal.enums import DecisionRegime, MeasureKind

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household

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


# Every source gives these columns in this order; `place` keeps a stable place in a day, `id` within
# it. Names stand only here: a statement under 4096 characters is taken apart once, not every time.
_COLUMNS = "(day, kind, place, id, text, a, b, c, d, e, corrected, at)"
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
_NOTHING_MORE = "'', '', '', '', false, NULL::timestamptz"
_STEP = "SELECT {day}, {kind}, {place}, {id}, {text}, {a}, "
_REST = " FROM {source} WHERE {household} = %(id)s {more}"


def _step(kind: str, place: int | str, source: str, **parts: str) -> str:
    filled = {"a": "''", "id": "x.id", "household": "x.household_id", "more": "", **parts}
    return (_STEP + _NOTHING_MORE + _REST).format(
        kind=f"'{kind}'" if kind.isidentifier() else kind, place=place, source=source, **filled
    )


_ORG = "JOIN network_organization o ON o.id = x.organization_id"
# What begins and ends is two lines of one row: reading it twice would ask the locks twice.
_BOTH = "{source} CROSS JOIN LATERAL (VALUES ({first}), ({last})) v(day, kind, place, text)"
_TWICE = {"kind": "v.kind", "place": "v.place", "day": "v.day", "more": "AND v.day IS NOT NULL"}
_STEPS = " UNION ALL ".join(
    (
        _step(
            source=_BOTH.format(
                source="dossier_household x",
                first="x.registered_on, 'registered', 0, x.name",
                last="x.ended_on, 'ended', 8, x.end_reason",
            ),
            text="v.text",
            household="x.id",
            **_TWICE,
        ),
        _step(
            "'triage_' || x.direction",
            "CASE x.direction WHEN 'in' THEN 1 ELSE 6 END",
            "journey_triage x",
            day="x.held_on",
            text="x.motivation",
            a="x.outcome",
        ),
        _step(
            "explained", 2, "legal_explanation x", day="x.explained_on", text="x.leaflet_version"
        ),
        _step(
            "withdrawn",
            3,
            "legal_withdrawal x JOIN legal_consent c ON c.id = x.consent_id"
            " JOIN dossier_person p ON p.id = c.person_id",
            day="(x.received_at AT TIME ZONE 'Europe/Amsterdam')::date",
            text="p.name",
            a="x.outcome",
            household="c.household_id",
        ),
        _step(
            source=_BOTH.format(
                source=f"dossier_involvement x {_ORG}",
                first="x.since, 'involved', 4, o.name",
                last="x.until - 1, 'let_go', 5, o.name",
            ),
            text="v.text",
            a="x.form",
            **_TWICE,
        ),
        _step("swapped", 5, "dossier_seatchange x", day="x.day", text="x.trigger"),
        _step("told", 3, f"legal_familyinformed x {_ORG}", day="x.informed_on", text="o.name"),
        _step(
            "decided",
            4,
            f"legal_coredecision x {_ORG}",
            day="x.decided_on",
            text="o.name",
            a="x.regime",
        ),
        _step("measure", 4, "legal_measure x", day="x.decided_on", text="x.kind"),
        _step(
            "evaluated",
            6,
            "journey_evaluation x",
            day="x.held_on",
            text="x.family_view",
            more="AND x.held_on IS NOT NULL",
        ),
    )
)

# Several people who answer alike on one day are one line.
_ANSWERS = f"""
SELECT given_on, 'consent', 3, min(id),
  CASE WHEN count(*) = 1 THEN min(name) ELSE
    array_to_string((array_agg(name ORDER BY id))[:count(*) - 1], ', ')
    || ' en ' || (array_agg(name ORDER BY id))[count(*)] END, answer, {_NOTHING_MORE}
FROM (SELECT c.given_on, c.answer, c.id, split_part(p.name, ' ', 1) AS name FROM legal_consent c
  JOIN dossier_person p ON p.id = c.person_id WHERE c.household_id = %(id)s) given
GROUP BY given_on, answer
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
    steps = f"{_STEPS} UNION ALL {_ANSWERS}"
    sources = {"": f"{entries} UNION ALL {steps}", "step": steps}.get(kind, entries)
    with connection.cursor() as cursor:
        cursor.execute(_ALL.format(sources=sources, columns=_COLUMNS, before=outer), values)
        rows = cursor.fetchall()
    page = rows[:PAGE]
    next_key = f"{page[-1][0]}_{page[-1][2]}_{page[-1][3]}" if len(rows) > PAGE else ""
    said = _said(get_language())
    return Story(tuple(_line(row, said) for row in page), next_key=next_key)


def whole_story(home: Household) -> tuple[Line, ...]:
    """Read everything that was written and happened, the oldest first, in one statement."""
    sources = f"({_ENTRIES.format(kind='', before='')}) UNION ALL {_STEPS} UNION ALL {_ANSWERS}"
    statement = _ALL.format(sources=sources, columns=_COLUMNS, before="")
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
        _sentence(kind, text, a),
        "",
        entry_id=None,
        is_corrected=False,
        writer_id=None,
        written_at=None,
    )


def _sentence(kind: str, text: str, a: str) -> str:
    """Say a milestone as a person would."""
    first = text.partition(" ")[0]
    plain = {
        "registered": "Aangemeld bij de toekomsttuin.",
        "ended": f"Afgerond. {text}".strip(),
        "explained": "De werkwijze is uitgelegd en de folder is gegeven.",
        "withdrawn": f"{first} trok de toestemming in.",
        "swapped": f"Gewisseld van plaats op de tandem. {text}",
        "told": f"Het gezin weet dat {text} meedoet.",
        "evaluated": f"Evaluatie. {text}",
    }
    if kind in plain:
        return plain[kind]
    return _sentence_with_label(kind, text, a)


def _sentence_with_label(kind: str, text: str, a: str) -> str:
    if kind in {"triage_in", "triage_out"}:
        outcome = _OUTCOMES.get(a, a)
        return f"Gezamenlijke triage: {outcome}. {text}"
    if kind == "consent":
        verb = "zeggen" if " en " in text else "zegt"
        return f"{text} {verb} {'ja' if a == 'yes' else 'nee'} tegen samenwerken."
    if kind == "decided":
        return f"Kernbesluit van {text}: {DecisionRegime(a).label}."
    if kind == "measure":
        return f"{str(MeasureKind(text).label).capitalize()}."
    form = str(Form(a).label).lower()
    return f"{text} {'doet mee' if kind == 'involved' else 'is klaar'}: {form}."


_OUTCOMES = {
    "admit": "toelaten",
    "advice_only": "alleen advies",
    "elsewhere": "elders",
    "leave": "afronden",
    "stay": "nog niet afronden",
}
