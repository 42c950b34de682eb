"""How many households reach a later phase of safety: a number on the page, never a name (WP-12)."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tandem.core.periods import day_of
from tandem.journey.services import phases
from tests.factories import dossier
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from datetime import datetime

    from tests.factories.world import World


@pytest.fixture
def cora(world: World, monday: datetime) -> Visitor:
    """The coordinator, who holds no key to any household."""
    return Visitor(Client(), world.coordinator, at=monday)


def said(visitor: Visitor, quarter: str) -> str:
    page = words(visitor.look("monitor_quarter", quarter))
    part = page.partition('id="fasen"')[2].partition("</section>")[0]
    return part.replace("<b>", "").replace("</b>", "")


def test_the_coordinator_sees_how_many_reach_a_later_phase_and_no_name(
    world: World, at: datetime, cora: Visitor
) -> None:
    dossier.registered(world.huizen, by=world.mila, at=at)
    assert "Van de 2 huishoudens" in said(cora, "2026Q3")
    assert "kwamen er 0 in fase 2 (wat zit eronder?) en 0 in fase 3" in said(cora, "2026Q3")

    for number in (2, 3, 1):
        new = phases.NewPhase(number, day_of(at), "restored", "Rustig.", "Goed.")
        phases.mark(world.home, new, by=world.mila, at=at)

    counted = said(cora, "2026Q3")
    assert "kwam er 1 in fase 2 (wat zit eronder?) en 1 in fase 3" in counted
    assert "De Wilg" not in counted


def test_a_quarter_counts_what_was_reached_by_then(
    world: World, at: datetime, cora: Visitor
) -> None:
    new = phases.NewPhase(2, day_of(at), "restored", "Rustig.", "Goed.")
    phases.mark(world.home, new, by=world.mila, at=at)

    assert "Van de 0 huishoudens" in said(cora, "2026Q2")
    assert "kwamen er 0 in fase 2" in said(cora, "2026Q2")
