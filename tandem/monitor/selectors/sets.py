"""Which households a figure counts: one set per question, for the count and for what is behind it.

Each set is a SELECT of (question, quarter, pilot, household), every household once. It reads the
table `period(quarter, since, until)`, half-open, and keeps to the pilots in `%(pilots)s`.
"""

from __future__ import annotations

from tandem.monitor.enums import SUMMED, Computed, Question

PERIOD = """
    period (quarter, since, until) AS MATERIALIZED (
        SELECT * FROM unnest(%(quarters)s::text[], %(since)s::date[], %(until)s::date[])
    )"""

# Words that the sets share. Nothing that a person typed ever comes in here.
_WORDS = {
    "fields": "p.quarter, h.pilot_id, h.id AS household_id",
    "ours": "h.pilot_id = ANY(%(pilots)s)",
    "new": "h.registered_on >= p.since AND h.registered_on < p.until",
    "day_of_form": "i.since < p.until AND (i.until IS NULL OR i.until > p.since)",
    "households": Question.HOUSEHOLDS.value,
    "stock": Computed.STOCK.value,
}


def written(text: str, **more: object) -> str:
    """Write out a piece of SQL in the words that the sets share."""
    return text.format(**_WORDS, **more)


# CF-01. Only who came in during the quarter (NOT-03).
_A = written("""
    SELECT 'A' AS question, {fields}
    FROM period p JOIN figures.household h ON {new}
    WHERE {ours}""")

# CF-02. The last day is in; only who came in since the start of the new way (NOT-04, INV-36).
_B = written("""
    SELECT 'B' AS question, {fields}
    FROM period p JOIN figures.household h ON h.ended_on >= p.since AND h.ended_on < p.until
    WHERE {ours} AND h.registered_on >= DATE '2024-06-01'""")

# CF-05. Nobody under 18 who was born by the day of registration (NOT-05).
_C = written("""
    SELECT 'C' AS question, {fields}
    FROM period p JOIN figures.household h ON {new}
    WHERE {ours} AND NOT h.has_minors""")

# CF-08. At least one day of the form in the quarter; a household may be in several forms.
_D = written("""
    SELECT DISTINCT 'D.' || i.form AS question, {fields}
    FROM period p
    JOIN figures.involvement i ON {day_of_form}
    JOIN figures.household h ON h.id = i.household_id
    WHERE {ours}""")

# CF-12. Considered at registration, of the new households.
_E = written("""
    SELECT 'E' AS question, {fields}
    FROM period p JOIN figures.household h ON {new}
    JOIN figures.intake n ON n.household_id = h.id AND n.measure_considered
    WHERE {ours}""")

# CF-14. From the pilot, not running when the household came in, decided in the quarter (INV-34).
_F = written("""
    SELECT DISTINCT 'F.' || m.kind AS question, {fields}
    FROM period p
    JOIN figures.measure m ON m.initiated_by_pilot AND NOT m.running_at_intake
     AND m.decided_on >= p.since AND m.decided_on < p.until
    JOIN figures.household h ON h.id = m.household_id
    WHERE {ours}""")

# CF-07. Registered by the last day and not ended before the first.
_HOUSEHOLDS = written("""
    SELECT '{households}' AS question, {fields}
    FROM period p JOIN figures.household h
      ON h.registered_on < p.until AND (h.ended_on IS NULL OR h.ended_on >= p.since)
    WHERE {ours}""")

# CF-03. Still busy after the last day of the quarter (GAP-07).
_STOCK = written("""
    SELECT '{stock}' AS question, {fields}
    FROM period p JOIN figures.household h
      ON h.registered_on < p.until AND (h.ended_on IS NULL OR h.ended_on >= p.until)
    WHERE {ours}""")

_FAMILIES = (_A, _B, _C, _D, _E, _F, _HOUSEHOLDS, _STOCK)
ALL = "\n    UNION ALL".join(_FAMILIES)

_BY_LETTER = {"A": _A, "B": _B, "C": _C, "D": _D, "E": _E, "F": _F}


def set_of(question: Question | Computed) -> tuple[str, tuple[str, ...]]:
    """Give the set in which a figure's households are, and the names they have in it."""
    if question == Computed.F_SUM:
        return _F, tuple(part.value for part in SUMMED)
    if question == Computed.STOCK:
        return _STOCK, (question.value,)
    if question == Question.HOUSEHOLDS:
        return _HOUSEHOLDS, (question.value,)
    return _BY_LETTER[question.value[0]], (question.value,)
