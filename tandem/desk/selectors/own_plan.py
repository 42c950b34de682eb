"""What was put before somebody of the family, as sets of ids: pieces, their lines, and entries.

That they got to read it opens it, and only that: a row of `plan_hearing` of theirs, of a day that
has come, that does not say that it was not put. Of each kind the last version that was put before
them is open whole, and the one that holds: a proposal does not hide what was agreed. Of the others
only that they were there, and what they said themselves. Who was under 18 when it was put before
them, got to read the words for children and what they answer for, and reads that for ever. What
names somebody or some place that is closed to them since, is taken away line by line; what tells
who was heard is not there at all.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.dossier.rules import ADULT
from tandem.dossier.selectors import sight
from tandem.plan.enums import Answer, PieceStatus, Topic
from tandem.plan.rules import QUALITY, SHORTEST

if TYPE_CHECKING:
    from collections.abc import Mapping

_DAY = "(%(at)s AT TIME ZONE 'Europe/Amsterdam')::date"
# As the rule compares them when a text is put before somebody (PLAN-16): whatever the capitals.
_FLAT = r"regexp_replace(lower({0}), '\s+', ' ', 'g')"


def _says_nothing(*columns: str) -> str:
    """That no word stands in these columns that is closed to the reader."""
    text = _FLAT.format(" || ' ' || ".join(columns))
    return f"NOT EXISTS (SELECT FROM unsaid u WHERE strpos({text}, u.word) > 0)"


# What every statement begins with; `allowed` says whose page, and of which level.
_BEFORE_ME = f"""
, unsaid AS MATERIALIZED (
  SELECT w.word FROM (
    SELECT btrim({_FLAT.format("o.name")}) AS word
    FROM closed JOIN network_organization o ON o.id = closed.organization_id
    UNION
    SELECT btrim({_FLAT.format("split_part(a.lines, chr(10), 1)")}) AS word
    FROM secret JOIN dossier_address a ON a.id = secret.id) w
  WHERE length(w.word) >= {SHORTEST})
, heard AS MATERIALIZED (
  SELECT h.id, h.piece_id, h.entry_id, h.put_on, me.household_id, me.person_id
  FROM me JOIN plan_hearing h ON h.person_id = me.person_id AND h.household_id = me.household_id
  WHERE {{allowed}} AND h.answer <> '{Answer.NOT_PUT.value}' AND h.put_on <= {_DAY})
, pieces AS MATERIALIZED (
  SELECT p.id, p.kind, p.number, p.status, heard.person_id, max(heard.put_on) AS put_on
  FROM heard JOIN plan_piece p
    ON p.id = heard.piece_id AND p.household_id = heard.household_id
  WHERE {_says_nothing("p.how_made", "p.why_without")}
  GROUP BY p.id, heard.person_id)
, shown AS MATERIALIZED (
  SELECT pieces.id, pieces.person_id,
    date_part('year', age(pieces.put_on, o.born_on)) >= {ADULT} AS is_grown
  FROM pieces JOIN dossier_person o ON o.id = pieces.person_id
  WHERE pieces.status = '{PieceStatus.SETTLED.value}' OR NOT EXISTS (SELECT FROM pieces later
    WHERE later.kind = pieces.kind AND later.number > pieces.number))
, entries AS MATERIALIZED (
  SELECT e.id FROM heard JOIN dossier_entry e
    ON e.id = heard.entry_id AND e.household_id = heard.household_id
  WHERE e.id NOT IN (SELECT id FROM versions)
    AND NOT EXISTS (SELECT FROM closed WHERE closed.teller_id = e.told_by_id)
    AND {_says_nothing("e.text", "e.source")})
"""  # noqa: S608 - our own words


def before(allowed: str) -> str:
    """What such a statement begins with, on a page or on paper."""
    return _BEFORE_ME.format(allowed=allowed)


def _line(table: str, which: str, *texts: str) -> str:
    """Lines of what is shown of it, of which I may read the words."""
    return f"""
SELECT x.id FROM shown JOIN plan_{table} x ON x.piece_id = shown.id
WHERE {which} AND {_says_nothing(*texts)}"""  # noqa: S608 - our own words


_GROWN = "shown.is_grown"
# How the work was done, and by whom it was read and approved: that is of others too.
_OF_OTHERS = ", ".join(f"'{topic.value}'" for topic in QUALITY)
_NOT_HIDDEN = """x.account_id NOT IN (SELECT p.account_id FROM closed
  JOIN network_professional p ON p.employer_id = closed.organization_id)"""

QUERIES: Mapping[str, str] = {
    "plan_hearing": """
SELECT heard.id FROM heard
WHERE heard.piece_id IN (SELECT id FROM pieces) OR heard.entry_id IN (SELECT id FROM entries)""",
    "plan_piece": "\nSELECT pieces.id FROM pieces",
    "plan_passage": _line(
        "passage",
        f"({_GROWN} OR x.topic = '{Topic.FOR_CHILDREN.value}') AND x.topic NOT IN ({_OF_OTHERS})",
        "x.text",
    ),
    "plan_situation": _line("situation", _GROWN, "x.text"),
    "plan_factor": _line("factor", _GROWN, "x.text"),
    "plan_goal": _line("goal", _GROWN, "x.text"),
    "plan_agreement": _line(
        "agreement",
        f"({_GROWN} OR x.person_id = shown.person_id) AND (x.account_id IS NULL OR {_NOT_HIDDEN})",
        *("x.other", "x.what", "x.when_words", "x.support", "x.watcher", "x.if_fails"),
    ),
    "plan_help": _line(
        "help",
        _GROWN,
        *("x.need", "x.service", "x.financing", "x.department", "x.bottleneck"),
    ),
}
ENTRIES = "\nSELECT entries.id FROM entries"


def on_page() -> Mapping[str, str]:
    """By table, of an account: only a page that was not lowered shows any of it.

    Entries that were put before me come with those that I told, or that were opened to me.
    """
    begin = before(f"{sight.ALLOWED} AND {sight.WHOLE}")
    told = sight.SEEN["dossier_entry"].removeprefix(sight.for_account(""))
    return {
        "dossier_entry": sight.for_account(f"{begin}{told}\nUNION{ENTRIES}"),
        **{table: sight.for_account(f"{begin}{query}") for table, query in QUERIES.items()},
    }


def on_paper() -> Mapping[str, str]:
    """By table, of a person: what a professional hands over, whatever page there is."""
    begin = before(sight.ALLOWED)
    return {table: sight.for_person(f"{begin}{query}") for table, query in QUERIES.items()}
