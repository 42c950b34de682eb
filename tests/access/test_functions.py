"""Every condition of the functions and triggers of the second lock: spoil one, and it shows."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from django.db import DatabaseError, transaction

from tests.access import bare, functions
from tests.access.bare import Try
from tests.access.calls import Signed
from tests.access.calls_of_leaving import rows, tries

pytestmark = pytest.mark.django_db
# Every run of the tests spoils one in ten; `script/bench mutants` all of them.
EVERY = 1 if os.environ.get("TANDEM_MUTANTS") == "all" else 10

# Nobody (NULL) is never barred and holds no key, before an insert nothing was there, a lock only
# locks, and somebody without a name is no list of words.
NO_DIFFERENCE = {
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
    assert unnoticed == []


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
