"""Whether Tandem and the oracle give the same answer, for everybody, every home, at any moment.

One statement asks what Tandem itself would ask: the very SQL of the door and of the lists, for many
people and moments at once; and raw SQL in the web's role. What pages do with it, `ways.py` asks.
"""

from __future__ import annotations

import json
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from django.db import connection

from tandem.access.permissions import Permission
from tandem.access.roles import scopes_with
from tandem.core import identity
from tandem.desk.selectors import households as lists
from tandem.dossier import door
from tests.access import rows
from tests.access.histories import HOMES, PEOPLE, TICK, History, Step
from tests.access.oracle import ALL_SEE
from tests.access.relatives import RELATIVES
from tests.dossier import oracle as law

TEAM = {"local_team"}
LOADS = {"case_loader"}  # writes what a team would write, and reads back what was written
AHEAD = timedelta(weeks=13)
# One permission of each sort; what else a scope opens stands in tests/access/test_roles.py.
ASKED: dict[Permission, set[str]] = {
    Permission.HOUSEHOLD_VIEW: ALL_SEE,
    Permission.JOURNAL_WRITE: (ALL_SEE - {"adviser"}) | LOADS,
    Permission.AUDIT_VIEW: {"local_team", "partner", "adviser"},
    Permission.HOURS_RECORD: {"local_team", "partner", "adviser"} | LOADS,
    Permission.CONSENT_RECORD: TEAM | LOADS,
    Permission.BAR_RECORD: TEAM,
    Permission.REPORT_WRITE: {"partner", "adviser"} | LOADS,
    Permission.FAMILY_VIEW: {"family"},
}
_ALWAYS = ("dossier_person", "dossier_address", "dossier_entry")
_OWN = {one._meta.db_table: one for one in (*rows.MODELS, *rows.OF_WORK)}
_HIDDEN = {f"hidden of {one._meta.db_table}": one for one in rows.OF_WORK}
_BESIDES = {f"page of {one._meta.db_table}": one for one in rows.BESIDES}


def _columns() -> tuple[str, str]:
    """What is there in each table; what a page shows, where more is there; and what is closed."""
    found = {name: f"ARRAY(SELECT t.id FROM {name} t)" for name in (*_ALWAYS, *_OWN)}
    found |= {name: f"tandem.seen_{one._meta.db_table}()" for name, one in _BESIDES.items()}
    found |= {name: f"tandem.hidden_{one._meta.db_table}()" for name, one in _HIDDEN.items()}
    pairs = {name: f"'{name}', {ids}" for name, ids in found.items()}
    few = ", ".join(pairs.pop(name) for name in _ALWAYS)
    return few, ", ".join(pairs.values())


# As one after another, each in the role in which their pages are given: what is simply there.
_FEW, _MORE = _columns()
_ACTS = identity.ACTS.replace("%(claim)s", "claims[i]")
RAW = f"""
CREATE FUNCTION public.raw_sql(claims text[], asks text[])
RETURNS TABLE (n integer, homes text[], rows jsonb)
LANGUAGE plpgsql SET role = tandem_web AS $$
BEGIN
    FOR i IN 1 .. cardinality(claims) LOOP
        PERFORM ({_ACTS});
        n := i;
        homes := ARRAY(SELECT h.ref::text FROM dossier_household h);
        rows := '{{}}';
        IF asks[i] <> 'homes' THEN
            rows := rows || jsonb_build_object({_FEW});
        END IF;
        IF asks[i] = 'everything' THEN
            rows := rows || jsonb_build_object({_MORE});
        END IF;
        RETURN NEXT;
    END LOOP;
    PERFORM tandem.act_as('');
END $$
"""


@dataclass(frozen=True)
class Question:
    """Somebody, at a moment."""

    who: str
    at: datetime


def disagreements(
    history: History,
    *,
    after: Step | None = None,
    everywhere: bool = False,
    own: Collection[str] = (),
) -> list[str]:
    """Where Tandem says something else than the oracle: now, and around every edge that comes.

    Everybody who works is asked for after every step, and the family that it is about; everybody
    is, at the end. What lies behind cannot be asked any more: time goes on. Of `own`, everything
    that is theirs is asked around the edges too, also around those of these rows.
    """
    about = set(RELATIVES) if after is None else _relatives(history, after.who)
    asked = {Question(who, history.at) for who in (*PEOPLE, *about)}
    edges = [*_edges(history), *_own_edges(history, own)] if everywhere else []
    for edge, whose in edges:
        near = (edge + shift for shift in (-TICK, TICK * 0, TICK))
        asked |= {Question(who, at) for at in near if at >= history.at for who in whose}
    questions = sorted(
        (one for one in asked if one.who in history.people), key=lambda one: (one.at, one.who)
    )
    work = [one for one in questions if one.who in PEOPLE]
    return [
        # Who of a family is left with a key by a table alone, is kept out by the page itself.
        *_at_the_door(history, [q for q in questions if q in work or q.who not in history.loose]),
        *_in_lists(history, work),
        *_in_sql(history, questions, own),
    ]


def _relatives(history: History, who: str) -> set[str]:
    """Everybody of the same household."""
    if who not in history.persons:
        return set()
    home = history.facts.lives[history.persons[who].pk]
    return {one for one, p in history.persons.items() if history.facts.lives[p.pk] == home}


def _edges(history: History) -> Iterator[tuple[datetime, set[str]]]:
    """Moments at which something turns, as far as we look ahead, and for whom it can."""
    names = {person.pk: name for name, person in history.persons.items()}
    for edge, who in history.facts.edges():
        if edge <= history.at + AHEAD:
            yield edge, {who} if isinstance(who, str) else _relatives(history, names.get(who, ""))


def _own_edges(history: History, own: Collection[str]) -> Iterator[tuple[datetime, set[str]]]:
    """Moments at which a row turns that is somebody's own, as far as we look ahead."""
    tables = rows.Tables(history.kept)
    for who in own:
        if who in history.persons:
            home = history.homes[history.facts.lives[history.persons[who].pk]]
            ahead = (edge for edge in tables.edges(home.pk) if edge <= history.at + AHEAD)
            yield from ((edge, {who}) for edge in ahead)


def _scopes(history: History, one: Question, home: str) -> set[str]:
    if one.who in PEOPLE:
        return history.facts.scopes(one.who, home, one.at)
    person = history.persons[one.who].pk
    lives = history.facts.lives[person] == home
    return {"family"} if lives and history.facts.has_page(person, one.at) else set()


def seen(history: History, one: Question, scopes: set[str] = ALL_SEE) -> set[str]:
    """The households that somebody who works may look into, says the oracle."""
    return {home for home in HOMES if history.facts.scopes(one.who, home, one.at) & scopes}


def written(text: str, **columns: str) -> str:
    """A statement of Tandem, with columns of ours where it takes values."""
    for name, column in columns.items():
        text = text.replace(f"%({name})s", column)
    return text


def _asked(history: History, questions: list[Question]) -> list[list[object]]:
    return [
        [history.people[one.who].pk for one in questions],
        [one.at for one in questions],
    ]


_EVERYBODY = "unnest(%s::bigint[], %s::timestamptz[]) WITH ORDINALITY q (by, at, n)"


def _at_the_door(history: History, questions: list[Question]) -> Iterator[str]:
    keys = written(door._KEYS, by="q.by", at="q.at", household="h.id")
    sql = f"""
        SELECT q.n, h.id, array_agg(k.scope) FROM {_EVERYBODY}
        CROSS JOIN dossier_household h CROSS JOIN LATERAL ({keys}) k GROUP BY 1, 2"""
    with connection.cursor() as cursor:
        cursor.execute(sql, _asked(history, questions))
        found = {(n, home): scopes for n, home, scopes in cursor.fetchall()}
    for n, one in enumerate(questions, 1):
        for name, home in history.homes.items():
            allowed = door._together(found.get((n, home.pk), ()))
            scopes = _scopes(history, one, name)
            for permission, needs in ASKED.items():
                if (permission in allowed) != bool(scopes & needs):
                    yield f"{permission} for {one} at {name}: not {bool(scopes & needs)}"


def _in_lists(history: History, questions: list[Question]) -> Iterator[str]:
    """My households, searching by reference, by words and by a birth date."""
    scopes = "ARRAY[" + ",".join(f"'{s}'" for s in scopes_with(Permission.HOUSEHOLD_VIEW)) + "]"
    shared = {
        "by": "q.by",
        "at": "q.at",
        "scopes": scopes,
        "limit": "99",
        "before": str(lists._FIRST),
    }
    ways = {
        "list": written(lists._MINE, ended="false", **shared),
        "words": written(
            lists._BY_WORDS, first="'de'", beyond="'de~'", others="ARRAY[]::text[]", **shared
        ),
        **{
            f"birth date of {name}": written(lists._BY_BIRTH_DATE, born=f"'{born}'", **shared)
            for name, born in _BORN.items()
        },
        **{
            f"reference of {name}": written(lists._BY_REFERENCE, ref=f"'{home.ref}'", **shared)
            for name, home in history.homes.items()
        },
    }
    columns = ", ".join(f"ARRAY(SELECT * FROM {way})" for way in ways.values())
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT q.n, {columns} FROM {_EVERYBODY}", _asked(history, questions))
        answers = cursor.fetchall()
    names = {home.pk: name for name, home in history.homes.items()}
    for n, *found in answers:
        one = questions[n - 1]
        expected = seen(history, one)
        for way, ids in zip(ways, found, strict=True):
            here = {way.rpartition(" of ")[2]} if " of " in way else set(HOMES)
            if {names[pk] for pk in ids} != expected & here:
                yield f"{way} for {one}: {[names[pk] for pk in ids]}, not {expected & here}"


_BORN = {"wilg": "1986-03-12", "els": "1990-07-01", "iep": "1980-01-09"}


def raw(history: History, questions: list[tuple[Question, str]]) -> list[dict[str, set[object]]]:
    """What is there as a page is given, for each question and how much it asks."""
    # Who works after each other: at every change of role a statement is planned anew.
    order = sorted(range(len(questions)), key=lambda n: questions[n][0].who in PEOPLE)
    asked = [questions[n] for n in order]
    claims = [identity.claim(history.people[one.who].pk, one.at) for one, _asks in asked]
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT * FROM public.raw_sql(%s, %s)", [claims, [asks for _one, asks in asked]]
        )
        found = {
            order[n - 1]: {"homes": set(homes)}
            | {name: set(ids) for name, ids in json.loads(there).items()}
            for n, homes, there in cursor.fetchall()
        }
    return [found[n] for n in range(len(questions))]


def _in_sql(history: History, questions: list[Question], own: Collection[str]) -> Iterator[str]:
    """Homes for who works; for the family people, places, words, and all that is one's own."""
    asked = [(one, _asks(history, one, own)) for one in questions]
    found = list(zip(asked, raw(history, asked), strict=True))
    yield from _homes(history, [(one, there) for (one, asks), there in found if asks == "homes"])
    yield from _pages(history, [one for one in found if one[0][1] != "homes"])


def _asks(history: History, one: Question, own: Collection[str]) -> str:
    """How much: people, places and words; everything that is one's own, now or also later."""
    if one.who in PEOPLE:
        return "homes"
    return "everything" if one.at == history.at or one.who in own else "few"


def _homes(history: History, found: list[tuple[Question, dict[str, set[Any]]]]) -> Iterator[str]:
    told = {home.ref: name for name, home in history.homes.items()}
    for one, there in found:
        names = {told[str(ref)] for ref in there["homes"]}
        if names != (expected := seen(history, one, ALL_SEE | LOADS)):
            yield f"raw SQL for {one}: {names}, not {expected}"


def _pages(
    history: History, found: list[tuple[tuple[Question, str], dict[str, set[Any]]]]
) -> Iterator[str]:
    tables = rows.Tables(history.kept) if found else None
    for (one, asks), there in found:
        right = _right(history, one)
        if tables is not None and asks == "everything":
            right |= _own(history, rows.Reader(history, tables, one.who, one.at))
        for way, ids in right.items():
            if there[way] != ids:
                yield f"{way} in raw SQL for {one}: {there[way]}, not {ids}"


def _right(history: History, one: Question) -> dict[str, set[Any]]:
    """What somebody of the family may find of the household."""
    facts, person = history.facts, history.persons[one.who].pk
    home = {history.homes[facts.lives[person]].ref}
    if one.who in history.works_too:
        if law.closed(facts.family, person, "everything", one.at):
            return {"homes": set()}
        return {"homes": {*home}, **_named(facts.all_but_shielded(person, one.at))}
    if one.who in history.loose:
        return _named(facts.page(person, one.at))
    has_page = facts.has_page(person, one.at)
    return {"homes": {*home} if has_page else set(), **_named(facts.page(person, one.at))}


def _named(found: dict[str, set[int]]) -> dict[str, set[Any]]:
    return dict(zip(_ALWAYS, found.values(), strict=True))


def _own(history: History, one: rows.Reader) -> dict[str, set[Any]]:
    """What somebody of the family may find of their own."""
    hidden = one.hidden()
    shut: dict[str, set[Any]] = {name: hidden[model] for name, model in _HIDDEN.items()}
    if one.who in history.works_too:
        return shut | {model._meta.db_table: ids for model, ids in one.work().items()}
    page, there = one.page(), one.rows()
    found: dict[str, set[Any]] = {name: there[m] for name, m in _OWN.items() if m in there}
    found |= {m._meta.db_table: set() for m in rows.OF_WORK}
    found |= {name: page[m] for name, m in _BESIDES.items()}
    return found | shut
