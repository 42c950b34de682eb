"""What belongs on the page of somebody of the family, as sets of ids, one per table.

The second lock makes a function of each statement and opens those rows, and no others, to a family
key (config/second_lock/family.py); the page asks those functions. So what is shown and what the
database lets through cannot differ.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from django.db import connection

from tandem.desk.selectors import own_plan
from tandem.dossier.rules import ADULT
from tandem.dossier.selectors import sight
from tandem.legal.rules import ages

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping
    from datetime import datetime

    from tandem.dossier.models import Person

LONGEST_LIST = 5000
# Changes that are about one person, and that this person may read of themselves.
_OF_A_PERSON = (
    "'address_changed', 'address_recorded', 'consent_no', 'consent_yes', 'family_link_confirmed',"
    " 'family_link_renewed', 'family_page_given', 'person_changed', 'words_closed_again',"
    " 'words_released'"
)
_OF_AN_ENTRY = "'entry_corrected', 'entry_written'"
# The pages that everybody opens who comes in: that somebody was there says no more than that. Any
# other page tells what somebody came for: a shield, an address, something that is shared, words
# that are closed. A day on which only such a page was opened would tell it as well.
# A list of all that somebody works with is such a page too; what a task at Vandaag named, is not.
_ORDINARY = ("gezin", "lijst", "samen", "verhaal", "zoeken")
# What the local team hands over on paper, after reading it, to who asks for the whole list.
_ON_PAPER = (*_ORDINARY, "besluiten", "inzage")
_DAY = "(%(at)s AT TIME ZONE 'Europe/Amsterdam')::date"
# An emergency that I was not told of: not decided yet, told later, or told to another. No day that
# passes makes it known, and putting it off does not make it vanish.
_UNTOLD = f"""NOT EXISTS (SELECT FROM dossier_emergencytold t WHERE t.emergency_id = e.id
  AND t.person_id = me.person_id AND t.told_on <= {_DAY})"""
_NOBODY_HIDDEN = """NOT IN (SELECT p.account_id FROM closed
  JOIN network_professional p ON p.employer_id = closed.organization_id)"""
_NOT_CLOSED = "NOT IN (SELECT organization_id FROM closed WHERE organization_id IS NOT NULL)"

# What was told to me: another of the household may have heard it, and that is not mine to know.
_TOLD_ME = f"""EXISTS (SELECT FROM legal_toldto t
  WHERE t.{{0}}_id = {{1}}.id AND t.person_id = me.person_id AND t.told_on <= {_DAY})"""

# Words that name an organization that is closed to me, in whatever field they stand.
_NAMES_NOTHING = """NOT EXISTS (SELECT FROM closed
  JOIN network_organization o ON o.id = closed.organization_id
  WHERE strpos(lower({0}), lower(o.name)) > 0)"""

# An exchange with somebody who is not closed to me.
_TO_NOBODY_CLOSED = f"""AND (x.organization_id IS NULL OR x.organization_id {_NOT_CLOSED})
  AND {_NAMES_NOTHING.format("x.recipient")}"""


def _mine_to_answer(matter: ages.Matter) -> str:
    """What I answered in the place of a child, as long as the table of ages lets me decide.

    Not what anybody else said about that child: those are their words.
    """
    fits = " OR ".join(_fits(span) for span in _spans(matter))
    return f"""(c.person_id = me.person_id OR (c.given_by_id = me.person_id AND EXISTS (
  SELECT FROM charges ch WHERE ch.person_id = c.person_id AND ({fits}))))"""


def _spans(matter: ages.Matter) -> Iterator[ages.Row]:
    """The ages at which who has authority answers; lines that follow each other are one."""
    mine = [row for row in ages.rows(matter) if ages.Voice.HOLDER in row.decides]
    last: ages.Row | None = None
    for row in sorted(mine, key=lambda row: (row.when, row.since)):
        if last is not None and (last.when, last.until) == (row.when, row.since):
            last = replace(last, until=row.until)
            continue
        if last is not None:
            yield last
        last = row
    if last is not None:
        yield last


def _fits(span: ages.Row) -> str:
    """Whether an answer is of these ages; the children in whose place one decides are minors."""
    asked = [f"c.circumstance = '{span.when}'"]
    if span.since:
        asked.append(f"ch.years >= {span.since}")
    if span.until is not None and span.until < ADULT:
        asked.append(f"ch.years < {span.until}")
    return f"({' AND '.join(asked)})"


_QUERIES: Mapping[str, str] = {
    "dossier_familyaccess": """
SELECT f.id FROM me JOIN dossier_familyaccess f ON f.account_id = %(account)s
WHERE {allowed}""",
    # Whose child one decides for, and who decides for oneself.
    "dossier_authority": """
SELECT a.id FROM me JOIN dossier_authority a
  ON a.holder_id = me.person_id OR a.child_id = me.person_id
WHERE {allowed}""",
    # People who work, not others of the family; and one's own key.
    "dossier_key": f"""
SELECT k.id FROM me JOIN dossier_key k ON k.household_id = me.household_id
WHERE {{allowed}} AND (k.account_id = %(account)s OR (
  k.scope NOT IN ('family', 'case_loader') AND k.since <= %(at)s
  AND (k.until IS NULL OR k.until > k.since) AND k.account_id {_NOBODY_HIDDEN}
  AND NOT EXISTS (SELECT FROM dossier_emergency e WHERE e.id = k.emergency_id AND {_UNTOLD})))""",  # noqa: S608 - our own words
    "dossier_contactperson": f"""
SELECT c.id FROM me JOIN dossier_contactperson c ON c.household_id = me.household_id
WHERE {{allowed}} AND c.account_id {_NOBODY_HIDDEN}""",  # noqa: S608 - our own words
    "legal_consent": """
SELECT c.id FROM me JOIN legal_consent c ON c.person_id = me.person_id WHERE {allowed}""",
    "legal_consent_organizations": f"""
SELECT o.id FROM me JOIN legal_consent c ON c.person_id = me.person_id
JOIN legal_consent_organizations o ON o.consent_id = c.id
WHERE {{allowed}} AND o.organization_id {_NOT_CLOSED}""",  # noqa: S608 - our own words
    # That somebody took consent back in my name; of what I said to that I read it here as well.
    "legal_withdrawal": """
SELECT w.id FROM me JOIN legal_consent c ON c.person_id = me.person_id
  AND c.household_id = me.household_id
JOIN legal_withdrawal w ON w.consent_id = c.id WHERE {allowed}""",
    "legal_withdrawaldenial": """
SELECT d.id FROM me JOIN legal_consent c ON c.person_id = me.person_id
  AND c.household_id = me.household_id
JOIN legal_withdrawal w ON w.consent_id = c.id
JOIN legal_withdrawaldenial d ON d.withdrawal_id = w.id WHERE {allowed}""",
    "legal_coredecision": f"""
SELECT d.id FROM me JOIN legal_coredecision d ON d.household_id = me.household_id
WHERE {{allowed}} AND d.family_informed_on IS NOT NULL
  AND {_TOLD_ME.format("decision", "d")} AND d.organization_id {_NOT_CLOSED}""",  # noqa: S608 - our own words
    "legal_careconsent": f"""
SELECT c.id FROM me JOIN legal_careconsent c ON c.household_id = me.household_id
WHERE {{allowed}} AND {_mine_to_answer(ages.Matter.CARE)}
  AND {_NAMES_NOTHING.format("c.help")}""",  # noqa: S608 - our own words
    "legal_sharingconsent": f"""
SELECT c.id FROM me JOIN legal_sharingconsent c ON c.household_id = me.household_id
WHERE {{allowed}} AND {_mine_to_answer(ages.Matter.SHARING)}
  AND (c.organization_id IS NULL OR c.organization_id {_NOT_CLOSED})
  AND {_NAMES_NOTHING.format("c.source || ' ' || c.what || ' ' || c.purpose")}""",  # noqa: S608 - our own words
    # What the family heard of; what is still to be told is not there, nor that it is to be told.
    "legal_exchange": f"""
SELECT x.id FROM me JOIN legal_exchange x ON x.household_id = me.household_id
WHERE {{allowed}} AND x.told_on <= {_DAY} AND {_TOLD_ME.format("exchange", "x")}
  {_TO_NOBODY_CLOSED}""",  # noqa: S608 - our own words
    # The day on which I heard it, which need not be the day of another.
    "legal_toldto": f"""
SELECT t.id FROM me JOIN legal_toldto t
  ON t.person_id = me.person_id AND t.household_id = me.household_id
WHERE {{allowed}} AND t.told_on <= {_DAY} AND t.informed_id IS NULL
  AND (t.exchange_id IS NULL OR t.exchange_id NOT IN (
    SELECT x.id FROM closed JOIN legal_exchange x ON x.organization_id = closed.organization_id))
  AND (t.measure_id IS NULL OR t.measure_id NOT IN (SELECT m.id FROM closed
    JOIN legal_measure m ON m.executed_by_id = closed.organization_id))
  AND (t.decision_id IS NULL OR t.decision_id NOT IN (SELECT d.id FROM closed
    JOIN legal_coredecision d ON d.organization_id = closed.organization_id))""",  # noqa: S608 - our own words
    # A measure that the family knows: it ran when they came, or they were told of its
    # own decision: another one, also of the same organization, says nothing of it.
    "legal_measure": f"""
SELECT m.id FROM me JOIN legal_measure m ON m.household_id = me.household_id
WHERE {{allowed}} AND m.decided_on <= {_DAY}
  AND (m.executed_by_id IS NULL OR m.executed_by_id {_NOT_CLOSED})
  AND (m.running_at_intake OR (m.core_decision_id IS NULL AND {_TOLD_ME.format("measure", "m")})
    OR EXISTS (
    SELECT FROM legal_coredecision d
    WHERE d.id = m.core_decision_id AND d.family_informed_on <= {_DAY}
      AND d.organization_id {_NOT_CLOSED} AND {_TOLD_ME.format("decision", "d")}))""",  # noqa: S608 - our own words
    # Knocks on the door are not in it, nor what others of the family do: they would tell who else
    # is there, and when. What was shared is there for who was told of it.
    "audit_event": f"""
SELECT v.id FROM me JOIN dossier_household h ON h.id = me.household_id
JOIN audit_event v ON v.household_ref = h.ref AND v.household_ref <> ''
WHERE {{allowed}} AND v.at <= %(at)s AND v.organization_id {_NOT_CLOSED}
  AND ((v.actor_id = %(account)s AND v.kind = 'look') OR (
    v.actor_id IN (SELECT account_id FROM network_professional) AND v.actor_id {_NOBODY_HIDDEN}
    AND NOT EXISTS (SELECT FROM dossier_emergency e WHERE e.household_id = me.household_id
      AND e.opened_by_id = v.actor_id AND e.opened_at <= v.at AND v.at < e.until AND {_UNTOLD})
    AND ((v.kind = 'look' AND v.event IN ('household_looked_at', 'household_listed')
        AND v.subject IN ({{pages}}))
      OR (v.event IN ({_OF_A_PERSON}) AND v.subject = 'person:' || me.person_id)
      OR (v.event IN ({_OF_AN_ENTRY}) AND EXISTS (SELECT FROM dossier_entry e
        WHERE e.household_id = me.household_id AND e.told_by_id = me.person_id
          AND v.subject = 'entry:' || e.id AND e.id NOT IN (SELECT id FROM versions)))
      OR (v.event = 'data_shared' AND EXISTS (SELECT FROM legal_exchange x
        WHERE x.household_id = me.household_id AND x.id = v.subject_id
          AND {_TOLD_ME.format("exchange", "x")} {_TO_NOBODY_CLOSED})))))
ORDER BY v.at DESC, v.id DESC LIMIT {LONGEST_LIST}""",  # noqa: S608 - our own words
}

# Of a page that was lowered nothing of these is seen, by whatever way.
_ONLY_WHOLE = frozenset(
    {
        "audit_event",
        "dossier_key",
        "legal_careconsent",
        "legal_consent",
        "legal_consent_organizations",
        "legal_coredecision",
        "legal_exchange",
        "legal_measure",
        "legal_sharingconsent",
        "legal_toldto",
        "legal_withdrawal",
        "legal_withdrawaldenial",
    }
)


def _allowed(table: str) -> str:
    return f"{sight.ALLOWED} AND {sight.WHOLE}" if table in _ONLY_WHOLE else sight.ALLOWED


def _filled(table: str, allowed: str, pages: Iterable[str] = _ORDINARY) -> str:
    named = ", ".join(f"'{page}'" for page in pages)
    return _QUERIES[table].format(allowed=allowed, pages=named)


# Statements of `account` and `at`, as those of `sight.SEEN`.
OWN: Mapping[str, str] = {
    **{table: sight.for_account(_filled(table, _allowed(table))) for table in _QUERIES},
    **own_plan.on_page(),
}

# The lines of who looked that are for one person, for a professional who hands them over on paper.
_LINES = sight.for_person(_filled("audit_event", sight.ALLOWED, _ON_PAPER))

# The other things of one person that are handed over with them.
_WORDS = f"""
SELECT e.id FROM me JOIN dossier_entry e ON e.household_id = me.household_id
WHERE {sight.ALLOWED} AND e.written_at <= %(at)s AND e.told_by_id = me.person_id
  AND e.id NOT IN (SELECT id FROM versions)"""  # noqa: S608 - our own words
_PAPER: Mapping[str, str] = {
    "dossier_entry": sight.for_person(_WORDS),
    **{
        table: sight.for_person(_filled(table, sight.ALLOWED))
        for table in ("dossier_key", "legal_consent", "legal_consent_organizations")
    },
    **own_plan.on_paper(),
}

_TABLES = tuple(dict.fromkeys((*sight.SEEN, *OWN)))
_ASK = "SELECT " + ", ".join(f"tandem.seen_{table}()" for table in _TABLES)


def ids() -> dict[str, frozenset[int]]:
    """What who acts now may see, by table: asked of the second lock itself."""
    with connection.cursor() as cursor:
        cursor.execute(_ASK)
        row = cursor.fetchone()
    return {table: frozenset(found) for table, found in zip(_TABLES, row, strict=True)}


def named_in_pieces() -> dict[int, str]:
    """First names of who stands in what was put before who acts now, also whom they see nowhere."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT person, name FROM tandem.named_in_pieces()")
        return dict(cursor.fetchall())


def lines_for(person: Person, *, account: int, at: datetime) -> frozenset[int]:
    """Which lines of the trail are for somebody of the family, whoever hands them over."""
    with connection.cursor() as cursor:
        cursor.execute(_LINES, {"person": person.pk, "account": account, "at": at})
        return frozenset(number for (number,) in cursor.fetchall())


def on_paper(person: Person, *, account: int, at: datetime) -> dict[str, frozenset[int]]:
    """What of a person goes on paper with those lines, by table."""
    found: dict[str, frozenset[int]] = {}
    with connection.cursor() as cursor:
        for table, query in _PAPER.items():
            cursor.execute(query, {"person": person.pk, "account": account, "at": at})
            found[table] = frozenset(number for (number,) in cursor.fetchall())
    return found
