"""Every mistake in the rules of access is found by the oracle."""

from __future__ import annotations

import os

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from tandem.core.verdict import Refusal
from tests.access import conditions
from tests.access.histories import History
from tests.access.mutants import HANDFUL, MUTANTS, Plant, spoilt
from tests.access.seeded import SEEDED
from tests.access.test_oracle import told

ALL = os.environ.get("TANDEM_MUTANTS") == "all"
NAMES = tuple(MUTANTS) if ALL else HANDFUL
CONDITIONS, KILLED = conditions.conditions(), conditions.told()
SPOILT = [way for way, rest in KILLED.items() if not rest.startswith("!")]
# Every run of the tests spoils one in twenty; `script/bench mutants` all of them.
SPOILT = SPOILT if ALL else SPOILT[::20]


@pytest.mark.parametrize("name", NAMES)
def test_a_mutant_is_killed(name: str, beginning: History, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant = MUTANTS[name]
    found = planted(mutant.plant, beginning, mutant.history, monkeypatch)
    assert found, f"nobody noticed: {name}"


def planted(plant: Plant, beginning: History, history: str, patch: pytest.MonkeyPatch) -> list[str]:
    """Plant a mistake, let it all happen, and hear who notices."""
    with transaction.atomic():
        plant(patch)
        try:
            found = told(beginning, SEEDED[history], known=True)
        except (AssertionError, DatabaseError, Refusal, Http404) as refused:
            # Something was done without a ground, or the first household could not even begin.
            found = [str(refused)]
        transaction.set_rollback(True)
    return found


@pytest.mark.parametrize(("source", "condition", "change"), SPOILT)
def test_a_condition_that_is_spoilt_is_missed(
    source: str,
    condition: str,
    change: str,
    beginning: History,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    pairs = dict(CONDITIONS[source, condition].changes())[change]
    history = KILLED[source, condition, change]
    assert planted(spoilt(pairs), beginning, history, monkeypatch), f"{condition}: nobody noticed"


def test_every_condition_of_the_access_rules_has_its_mutants() -> None:
    """A new condition needs a line (`conditions.write()`), and a history that misses it."""
    ways = {(*place, change) for place, one in CONDITIONS.items() for change, _ in one.changes()}
    assert ways == set(KILLED)
    assert f"!{conditions.NOT_YET}" not in KILLED.values()
    named = {rest for rest in KILLED.values() if not rest.startswith("!")}
    assert named <= set(SEEDED)


@pytest.mark.parametrize("history", sorted({one.history for one in MUTANTS.values()}))
def test_a_mutant_names_a_history_that_exists(history: str) -> None:
    assert history in SEEDED
