"""Every policy of the database, condition by condition: spoil one, and somebody may more or less.

What a policy says is tried on bare copies of the tables; a copy has the very policies of its table.
"""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from django.db import connection, transaction

from config.second_lock import family
from tests.access import bare, policies, probes
from tests.access.bare import Bare, Try
from tests.access.policies import Policy
from tests.factories.world import World

ALL = os.environ.get("TANDEM_MUTANTS") == "all"
# Every run of the tests spoils one in ten; `script/bench mutants` all of them.
EVERY = 1 if ALL else 10


@pytest.fixture
def asked(world: World, at: datetime) -> tuple[Bare, list[Try]]:
    """Everything that is tried, on the bare tables."""
    made = bare.build(world, at)
    probes.say(made)
    return made, [*probes.tries(made), *bare.tries(made)]


def test_the_copies_have_the_policies_of_the_tables(asked: object) -> None:
    copies = policies.as_they_are("bare")

    assert copies
    assert [one for one in policies.as_they_are("public") if one not in copies] == []


def test_everybody_may_just_what_is_theirs(asked: tuple[Bare, list[Try]]) -> None:
    there, tries = asked
    heard = bare.heard(there, tries)

    assert [(one, heard[one]) for one in tries if heard[one] != one.right] == []


def test_a_condition_of_a_policy_that_is_spoilt_is_missed(asked: tuple[Bare, list[Try]]) -> None:
    there, tries = asked
    unnoticed, number = [], 0
    for policy in policies.in_force():
        about = [one for one in tries if one.table == policy.table]
        for part, words, change, spoilt in policy.spoils():
            number += 1
            if number % EVERY or no_difference(policy, words):
                continue
            with transaction.atomic(), connection.cursor() as cursor:
                cursor.execute(f"ALTER POLICY {policy.name} ON {policy.table} {part} ({spoilt})")
                heard = bare.heard(there, about)
                transaction.set_rollback(True)
            if all(heard[one] == one.right for one in about):
                unnoticed.append((policy.table, policy.name, part, words, change))
    assert unnoticed == []


def no_difference(policy: Policy, words: str) -> str:
    """Why it makes no difference that a condition is spoilt, if so."""
    if words == "current_setting('tandem.family', true) = '1'":
        return "it spares who works a call: the function asks who acts"
    parent = bare.shape(policy.table).parent if policy.table in bare.TABLES else ""
    # Whether the row above is of this household, or hangs under one that is.
    above = words.startswith(f"{parent}.household_id") or f" = {parent}." in words
    is_seeing = policy.name in {"see", "change"} and above
    if parent and parent not in family.SEEN and is_seeing:
        return "who sees the row above, works with the household"
    return ""
