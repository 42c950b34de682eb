"""Every mistake in the rules of access is found by the oracle."""

from __future__ import annotations

import os

import pytest
from django.db import DatabaseError, transaction
from django.http import Http404

from tandem.core.verdict import Refusal
from tests.access.histories import History
from tests.access.mutants import HANDFUL, MUTANTS
from tests.access.seeded import SEEDED
from tests.access.test_oracle import told

NAMES = tuple(MUTANTS) if os.environ.get("TANDEM_MUTANTS") == "all" else HANDFUL


@pytest.mark.parametrize("name", NAMES)
def test_a_mutant_is_killed(name: str, beginning: History, monkeypatch: pytest.MonkeyPatch) -> None:
    mutant = MUTANTS[name]
    with transaction.atomic():
        mutant.plant(monkeypatch)
        try:
            found = told(beginning, SEEDED[mutant.history], known=True)
        except (AssertionError, DatabaseError, Refusal, Http404) as refused:
            # Something was done without a ground, or the first household could not even begin.
            found = [str(refused)]
        transaction.set_rollback(True)

    assert found, f"nobody noticed: {name}"


@pytest.mark.parametrize("history", sorted({one.history for one in MUTANTS.values()}))
def test_a_mutant_names_a_history_that_exists(history: str) -> None:
    assert history in SEEDED
