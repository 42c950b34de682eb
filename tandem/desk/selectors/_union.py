"""What happened on the road of a household, as rows that the story and the time line both read."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.text import capfirst

from tandem.dossier.enums import Form
from tandem.journey.enums import ConsultationKind, Phase
from tandem.legal.enums import DecisionRegime, MeasureKind
from tandem.plan.enums import PieceKind

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

# Every step gives the first six of these; `place` keeps a stable place in a day, `id` within it.
# Names stand only here: a statement under 4096 characters is taken apart once, not every time.
COLUMNS = "(day, kind, place, id, text, a, b, c, d, e, corrected, at)"
_STEP = """SELECT {day}, {kind}, {place}, {id}, {text}, {a}
FROM {source} WHERE {household} = %(id)s {more}"""


def _step(kind: str, place: int | str, source: str, **parts: str) -> str:
    filled = {"a": "''", "id": "x.id", "household": "x.household_id", "more": "", **parts}
    return _STEP.format(
        kind=f"'{kind}'" if kind.isidentifier() else kind, place=place, source=source, **filled
    )


_ORG = "JOIN network_organization o ON o.id = x.organization_id"
# What begins and ends is two lines of one row: reading it twice would ask the locks twice.
_BOTH = "{source} CROSS JOIN LATERAL (VALUES ({first}), ({last})) v(day, kind, place, text)"
_TWICE = {"kind": "v.kind", "place": "v.place", "day": "v.day", "more": "AND v.day IS NOT NULL"}
STEPS = " UNION ALL ".join(
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
        _step(
            "phase", 7, "journey_phasechange x", day="x.begun_on", text="x.why", a="x.phase::text"
        ),
        _step(
            "consulted",
            6,
            "journey_consultation x",
            day="x.held_on",
            text="x.decided",
            a="x.kind",
        ),
        _step(
            "settled",
            12,
            "plan_piece x",
            day="(x.settled_at AT TIME ZONE 'Europe/Amsterdam')::date",
            text="x.kind",
            a="x.number::text",
            more="AND x.settled_at IS NOT NULL",
        ),
        _step(
            source=_BOTH.format(
                source="journey_slowdown x",
                first="x.decided_on, 'slowed', 10, x.motivation",
                last="x.ended_on, 'unslowed', 11, x.end_reason",
            ),
            text="v.text",
            a="CASE WHEN x.co_signed_at IS NULL THEN 'open' ELSE '' END",
            **_TWICE,
        ),
    )
)

# Several people who answer alike on one day are one line.
ANSWERS = """
SELECT given_on, 'consent', 3, min(id),
  CASE WHEN count(*) = 1 THEN min(name) ELSE
    array_to_string((array_agg(name ORDER BY id))[:count(*) - 1], ', ')
    || ' en ' || (array_agg(name ORDER BY id))[count(*)] END, answer
FROM (SELECT c.given_on, c.answer, c.id, split_part(p.name, ' ', 1) AS name FROM legal_consent c
  JOIN dossier_person p ON p.id = c.person_id WHERE c.household_id = %(id)s) given
GROUP BY given_on, answer
"""


_OUTCOMES = {
    "admit": "toelaten",
    "advice_only": "alleen advies",
    "elsewhere": "elders",
    "leave": "afronden",
    "stay": "nog niet afronden",
}


def _triaged(text: str, a: str) -> str:
    return f"Gezamenlijke triage: {_OUTCOMES.get(a, a)}. {text}"


def _answered(text: str, a: str) -> str:
    verb = "zeggen" if " en " in text else "zegt"
    return f"{text} {verb} {'ja' if a == 'yes' else 'nee'} tegen samenwerken."


def _form(a: str) -> str:
    return str(Form(a).label).lower()


_SAID: Mapping[str, Callable[[str, str], str]] = {
    "registered": lambda _text, _a: "Aangemeld bij de toekomsttuin.",
    "ended": lambda text, _a: f"Afgerond. {text}".strip(),
    "explained": lambda _text, _a: "De werkwijze is uitgelegd en de folder is gegeven.",
    "withdrawn": lambda text, _a: f"{text.partition(' ')[0]} trok de toestemming in.",
    "swapped": lambda text, _a: f"Gewisseld van plaats op de tandem. {text}",
    "told": lambda text, _a: f"Het gezin weet dat {text} meedoet.",
    "evaluated": lambda text, _a: f"Evaluatie. {text}",
    "triage_in": _triaged,
    "triage_out": _triaged,
    "consent": _answered,
    "decided": lambda text, a: f"Kernbesluit van {text}: {DecisionRegime(a).label}.",
    "measure": lambda text, _a: f"{capfirst(MeasureKind(text).label)}.",
    "involved": lambda text, a: f"{text} doet mee: {_form(a)}.",
    "let_go": lambda text, a: f"{text} is klaar: {_form(a)}.",
    "phase": lambda text, a: f"Naar fase {a} ({Phase(int(a)).label}). {text}",
    "consulted": lambda text, a: f"{capfirst(ConsultationKind(a).label)}. Besloten: {text}",
    "settled": lambda text, a: f"{capfirst(PieceKind(text).label)}, versie {a}, vastgesteld.",
    "slowed": lambda text, a: (
        f"Besloten om te vertragen{', nog niet meegetekend' if a else ''}. {text}"
    ),
    "unslowed": lambda text, a: (
        f"{'Toch niet vertraagd' if a else 'Het vertragen is voorbij'}. {text}"
    ),
}


def sentence(kind: str, text: str, a: str) -> str:
    """Say a milestone as a person would."""
    return _SAID[kind](text, a)
