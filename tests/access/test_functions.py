"""Every condition of the functions and triggers of the second lock: spoil one, and it shows."""

from __future__ import annotations

import os
from datetime import datetime
from pathlib import Path

import pytest
from django.db import DatabaseError, connection, transaction

from tests.access import bare, functions
from tests.access.bare import Try
from tests.access.calls import Signed
from tests.access.calls_of_freeing import rows, tries

pytestmark = pytest.mark.django_db
ROOT = Path(__file__).parents[2]
# Every run of the tests spoils one in ten; `script/bench mutants` all of them.
EVERY = 1 if os.environ.get("TANDEM_MUTANTS") == "all" else 10

# Nobody (NULL) is never barred and holds no key, before an insert nothing was there, a lock only
# locks, and somebody without a name is no list of words. What ends now, ends now again; a request
# that was added is the one that is open; and what is not found is of no organization. What is the
# same is no change.
NO_DIFFERENCE = {
    ("link_only_ends", "NEW.expires_at > OLD.expires_at", "edge"),
    ("ask_for_key", "found.id IS NULL", "never"),
    ("ask_for_key", "request IS NULL", "always"),
    *(("bar_myself", "c.id = who.account", change) for change in ("always", "never")),
    ("bar_myself", "k.until > who.at (2)", "edge"),
    ("copies_end_with_it", "c.until > NEW.until", "edge"),
    ("free_for_bar", "c.until > today (2)", "edge"),
    ("households", "who.account IS NULL", "never"),
    ("named", "cardinality(words) > 0", "always"),
    ("named", "cardinality(words) > 0", "edge"),
    ("nobody_barred_is_named", "named IS NULL", "never"),
    ("nobody_barred_is_named", "TG_OP = 'UPDATE'", "always"),
    ("nobody_barred_is_named", "a.id = named", "always"),
    ("nobody_barred_is_named", "a.id = named", "never"),
}


@pytest.fixture
def asked(db: None, at: datetime) -> tuple[Signed, list[Try]]:
    """Everything that is asked, on bare tables with just these rows."""
    signed = Signed(at)
    functions.build(rows(signed))
    return signed, list(tries(signed))


def test_every_function_is_spoilt_or_says_where_it_is_proved() -> None:
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT p.proname FROM pg_proc p WHERE p.pronamespace = 'tandem'::regnamespace"
        )
        there = {name for (name,) in cursor.fetchall()}
    spoilt = set(functions.CUT) | functions.in_histories()

    assert there - spoilt == set(functions.ELSEWHERE), "add it to CUT, with tries in calls_of_*.py"
    assert set(functions.CUT) <= there
    assert all((ROOT / module).exists() for module in functions.ELSEWHERE.values())


def test_every_function_that_is_cut_has_conditions_and_tries(
    asked: tuple[Signed, list[Try]],
) -> None:
    tried = {one.table for one in asked[1]}

    assert [name for name in functions.CUT if name not in tried] == []
    assert [name for name in functions.CUT if not list(functions.spoils(name))] == []


def test_a_column_that_is_true_or_false_is_a_condition_too() -> None:
    spoilt = {(words, change) for words, change, _body in functions.spoils("ask_for_key")}

    bare = ("found.is_barred", "found.has_key")
    assert {(words, change) for words in bare for change in ("always", "never")} <= spoilt


def test_every_function_answers_for_just_who_it_should(asked: tuple[Signed, list[Try]]) -> None:
    signed, everything = asked
    heard = bare.heard(signed, everything)

    assert [(one, heard[one]) for one in everything if heard[one] != one.right] == []


def test_a_condition_of_a_function_that_is_spoilt_is_missed(
    asked: tuple[Signed, list[Try]],
) -> None:
    signed, everything = asked
    unnoticed, number = [], 0
    for name in functions.CUT:
        about = [one for one in everything if one.table == name]
        for words, change, body in functions.spoils(name):
            number += 1
            if number % EVERY or (name, words, change) in NO_DIFFERENCE:
                continue
            if not _notices(signed, about, name, body):
                unnoticed.append((name, words, change))
    assert not unnoticed, "\n".join(map(str, unnoticed))


def _notices(signed: Signed, about: list[Try], name: str, body: str) -> bool:
    with transaction.atomic():
        functions.rewrite(name, body)
        try:
            with transaction.atomic():
                heard = bare.heard(signed, about)
        except DatabaseError:
            heard = {}
        transaction.set_rollback(True)
    return any(heard.get(one) != one.right for one in about)
