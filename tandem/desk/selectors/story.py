"""The story of a household: what was written and what happened, newest first (DOS-27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from django.db import connection

from tandem.dossier.enums import ContactKind, EntryKind, Form, Provenance
from tandem.legal.enums import DecisionRegime, MeasureKind

if TYPE_CHECKING:
    from collections.abc import Sequence
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
    ("step", "Stappen en besluiten"),
)
_CHIPS = {
    EntryKind.FACT.value: "feit",
    EntryKind.OPINION.value: "mening",
    EntryKind.CONCERN.value: "zorg",
    EntryKind.GOING_WELL.value: "goed",
    EntryKind.AGREEMENT.value: "afspraak",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the story."""

    day: date
    chip: str
    text: str
    meta: str
    entry_id: int | None
    is_corrected: bool
    written_at: datetime | None


@dataclass(frozen=True, slots=True)
class Story:
    """A page of the story; `next_key` says where the next page begins."""

    lines: tuple[Line, ...]
    next_key: str = ""
    previous_key: str = ""


# Every source gives: day, kind, order, id, text, extra 1..5. `order` keeps a stable place in a day.
_ENTRIES = """
SELECT e.happened_on AS day, e.kind AS kind, 9 AS place, e.id AS id, e.text AS text,
  e.source AS a, e.provenance AS b, e.contact AS c, w.name AS d,
  (SELECT string_agg(split_part(p.name, ' ', 1), ', ' ORDER BY p.born_on)
     FROM dossier_entry_about m JOIN dossier_person p ON p.id = m.person_id
    WHERE m.entry_id = e.id) AS e,
  EXISTS (SELECT 1 FROM dossier_entry n WHERE n.replaces_id = e.id) AS corrected,
  e.written_at AS at
FROM dossier_entry e JOIN network_account w ON w.id = e.written_by_id
WHERE e.household_id = %(id)s {kind} {before}
ORDER BY e.happened_on DESC, e.id DESC LIMIT %(limit)s
"""

_STEP = (
    "SELECT {day} AS day, '{kind}' AS kind, {place} AS place, {id} AS id, {text} AS text, {a} AS a"
)
_REST = ", ''::text AS b, ''::text AS c, ''::text AS d, ''::text AS e, false AS corrected,"
_REST += " NULL::timestamptz AS at FROM {source} WHERE {household} = %(id)s {more}"


def _step(kind: str, place: int, source: str, **parts: str) -> str:
    filled = {"a": "''::text", "id": "x.id", "household": "x.household_id", "more": "", **parts}
    return (_STEP + _REST).format(kind=kind, place=place, source=source, **filled)


_ORG = "JOIN network_organization o ON o.id = x.organization_id"
_STEPS = " UNION ALL ".join(
    (
        _step(
            "registered",
            0,
            "dossier_household x",
            day="x.registered_on",
            text="x.name",
            household="x.id",
        ),
        _step(
            "ended",
            8,
            "dossier_household x",
            day="x.ended_on",
            text="x.end_reason",
            household="x.id",
            more="AND x.ended_on IS NOT NULL",
        ),
        _step(
            "triage_in",
            1,
            "journey_triage x",
            day="x.held_on",
            text="x.motivation",
            a="x.outcome",
            more="AND x.direction = 'in'",
        ),
        _step(
            "triage_out",
            6,
            "journey_triage x",
            day="x.held_on",
            text="x.motivation",
            a="x.outcome",
            more="AND x.direction = 'out'",
        ),
        _step(
            "explained", 2, "legal_explanation x", day="x.explained_on", text="x.leaflet_version"
        ),
        _step(
            "consent",
            3,
            "legal_consent x JOIN dossier_person p ON p.id = x.person_id",
            day="x.given_on",
            text="p.name",
            a="x.answer",
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
            "involved", 4, f"dossier_involvement x {_ORG}", day="x.since", text="o.name", a="x.form"
        ),
        _step(
            "let_go",
            5,
            f"dossier_involvement x {_ORG}",
            day="x.until - 1",
            text="o.name",
            a="x.form",
            more="AND x.until IS NOT NULL",
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

_ALL = """
SELECT day, kind, place, id, text, a, b, c, d, e, corrected, at FROM ({sources}) lines
{before} ORDER BY day DESC, place DESC, id DESC LIMIT %(limit)s
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
    sources = {"": f"{entries} UNION ALL {_STEPS}", "step": _STEPS}.get(kind, entries)
    with connection.cursor() as cursor:
        cursor.execute(_ALL.format(sources=sources, before=outer), values)
        rows = cursor.fetchall()
    page = rows[:PAGE]
    next_key = f"{page[-1][0]}_{page[-1][2]}_{page[-1][3]}" if len(rows) > PAGE else ""
    return Story(tuple(_line(row) for row in page), next_key=next_key)


def _line(row: Sequence[Any]) -> Line:
    day, kind, _place, id_, text, a, b, contact, writer, about, corrected, at = row
    if kind in _CHIPS:
        return Line(
            day, _CHIPS[kind], text, _meta(a, b, contact, writer, about), id_, corrected, at
        )
    return Line(day, "besluit", _sentence(kind, text, a), "", None, False, None)


def _meta(source: str, provenance: str, contact: str, writer: str, about: str | None) -> str:
    said = f"Van {source}" if source else str(Provenance(provenance).label).capitalize()
    parts = [said]
    if contact != ContactKind.NONE:
        parts.append(str(ContactKind(contact).label))
    if about:
        parts.append(f"over {about}")
    return " · ".join([*parts, f"opgeschreven door {writer}"])


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
        first = text.partition(" ")[0]
        return f"{first} zegt {'ja' if a == 'yes' else 'nee'} tegen samenwerken."
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
