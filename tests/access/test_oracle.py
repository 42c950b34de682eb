"""Whatever happens, Tandem and the oracle agree on who may look into which household."""

from __future__ import annotations

import os
from datetime import datetime

import pytest
from django.db import transaction
from hypothesis import given, settings
from hypothesis import strategies as st

from tests.access.agreement import disagreements
from tests.access.histories import HOMES, JUMPS, ORGANIZATIONS, PEOPLE, History, Step
from tests.access.seeded import SEEDED
from tests.factories.world import World

MANY = int(os.environ.get("TANDEM_HISTORIES", "40"))
PER_PART = 20  # so that no test takes long, and many run beside each other
HAPPENINGS = (
    "tick",
    "yes",
    "one_yes",
    "no",
    "withdraw",
    "decide",
    "bring",
    "force",
    "let_go",
    "hire",
    "dismiss",
    "close",
    "bar",
    "lift",
    "glass",
)
histories = st.lists(
    st.builds(
        Step,
        st.sampled_from(HAPPENINGS),
        st.sampled_from(PEOPLE),
        st.sampled_from(HOMES),
        st.sampled_from(ORGANIZATIONS[1:]),
        st.integers(0, len(JUMPS) - 1),
    ),
    min_size=2,
    max_size=8,
)


def told(world: World, at: datetime, steps: list[Step], *, known: bool = False) -> list[str]:
    """Let it all happen, and hear where Tandem and the oracle differ.

    Of a history that is known beforehand, every step must also go as it says.
    """
    with transaction.atomic():
        # A fresh world each time: what a history did to an account in memory must not live on.
        history = History.begin(type(world)(), at)
        for step in steps:
            if history.take(step) == step.refused and known:
                found = [f"{step} went otherwise"]
                break
            if found := disagreements(history):
                break
        else:
            found = disagreements(history, everywhere=True)
        transaction.set_rollback(True)
    return [f"{steps}", *found] if found else []


@pytest.mark.parametrize("part", range(max(1, MANY // PER_PART)))
@settings(max_examples=PER_PART, deadline=None)
@given(steps=histories)
def test_tandem_and_the_oracle_agree_after_any_history(
    part: int, world: World, at: datetime, steps: list[Step]
) -> None:
    assert told(world, at, steps) == []


@pytest.mark.parametrize("name", SEEDED)
def test_they_agree_where_mistakes_are_made(name: str, world: World, at: datetime) -> None:
    assert told(world, at, SEEDED[name], known=True) == []
