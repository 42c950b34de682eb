"""Whatever happens, Tandem and the oracle agree on who may look into which household."""

from __future__ import annotations

import os

import pytest
from django.db import transaction
from hypothesis import Phase, given, settings
from hypothesis import strategies as st

from tests.access.agreement import disagreements
from tests.access.histories import HOMES, JUMPS, ORGANIZATIONS, PEOPLE, History, Step
from tests.access.relatives import RELATIVES
from tests.access.seeded import SEEDED
from tests.access.ways import differences

MANY = int(os.environ.get("TANDEM_HISTORIES", "200"))
PER_PART = 50  # so that no test takes long, and many run beside each other
# Not shrunk: a history is short already, it is printed, and shrinking takes minutes.
PHASES = (Phase.explicit, Phase.reuse, Phase.generate)
# What belongs together happens together, so that a thing that ends has first begun.
THEMES = (
    "yes one_yes no withdraw settled bring advise let_go ask leave lose_authority bar look tick",
    "enforce measure end_measure decide force let_go bar lift away back withdraw tick",
    "hire dismiss close away away back bar lift ask bring advise let_go glass tick",
    "glass glass postpone tell look look bar lift close shield lift_shield page tick",
    "page freeze thaw end_page leave lose_authority shield lift_shield write tick",
    "shield shield lift_shield write correct address release unrelease lose_authority look leave",
    "decide decide force force look_again look_again measure end_measure enforce let_go bar tick",
    "begin_piece put_piece put_piece put_entry put_entry shield lift_shield write correct tick",
    "works_too yes bring report report shield_report shield_report lift_shield let_go tick",
)
# Nobody of a family works there: whoever does in a history, keeps that key.
APART = {"works_too"}
OF_A_FAMILY = (
    *("page", "freeze", "thaw", "end_page", "write", "correct", "address", "release", "unrelease"),
    *("shield", "lift_shield", "leave", "lose_authority", "shield_report", "works_too"),
    *("begin_piece", "put_piece", "put_entry"),
)
HAPPENINGS = tuple(sorted({what for theme in THEMES for what in theme.split()} - APART))


@st.composite
def histories(draw: st.DrawFn) -> list[Step]:
    """Two to eight things that happen, around one theme or none."""
    theme = draw(st.sampled_from((HAPPENINGS, *(theme.split() for theme in THEMES))))
    return [
        Step(
            what,
            draw(st.sampled_from(RELATIVES if what in OF_A_FAMILY else PEOPLE)),
            draw(st.sampled_from(HOMES)),
            # Veilig Thuis more often: it is there, and its people take over from each other.
            draw(st.sampled_from((*ORGANIZATIONS[1:], "veilig_thuis"))),
            draw(st.integers(0, len(JUMPS) - 1)),
            draw(st.integers(0, 19)),
        )
        for what in draw(st.lists(st.sampled_from(theme), min_size=2, max_size=8))
    ]


def told(beginning: History, steps: list[Step], *, known: bool = False) -> list[str]:
    """Let it all happen, and hear where Tandem and the oracle differ.

    Of a history that is known beforehand, every step must also go as it says, and the pages of who
    it is about are asked after every step; of another, of who came first and last, at the end.
    """
    # Kees may not know much: his page is asked each time.
    asked = {"kees", *(one.who for one in steps)} if known else {steps[0].who, steps[-1].who}
    with transaction.atomic():
        history = beginning.anew()
        for number, step in enumerate(steps, 1):
            if history.take(step) == step.refused and known:
                found = [f"{step} went otherwise"]
                break
            if number == len(steps):
                continue  # everybody is asked at this very moment below
            if found := disagreements(history, after=None if known else step):
                break
            if known and (found := differences(history, {step.who, "kees"})):
                break
        else:
            found = disagreements(history, everywhere=True, own=asked) or differences(
                history, asked
            )
        transaction.set_rollback(True)
    return [f"{steps}", *found] if found else []


@pytest.mark.parametrize("part", range(max(1, MANY // PER_PART)))
@settings(max_examples=PER_PART, deadline=None, phases=PHASES)
@given(steps=histories())
def test_tandem_and_the_oracle_agree_after_any_history(
    part: int, beginning: History, steps: list[Step]
) -> None:
    assert told(beginning, steps) == []


@pytest.mark.parametrize("name", SEEDED)
def test_they_agree_where_mistakes_are_made(name: str, beginning: History) -> None:
    assert told(beginning, SEEDED[name], known=True) == []
