"""A coordinator looks at the figures of the quarter and submits them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tandem.monitor.models import Submission

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.world import World
    from tests.journeys.conftest import Desk


@pytest.mark.parametrize(
    ("width", "javascript"),
    [(1280, True), (360, True), (360, False)],
    ids=["desk", "phone", "no-js"],
)
def test_the_quarter_is_submitted_from_what_asks_for_attention_today(
    committed_world: World, desk_of: Callable[..., Desk], *, width: int, javascript: bool
) -> None:
    cora = desk_of(committed_world.coordinator, width=width, javascript=javascript)
    cora.go("/")
    cora.go("/monitor/")
    cora.go("/monitor/2026Q2/cijfer/A/")
    cora.go("/")
    cora.link("Kwartaal indienen")
    cora.reads("tweede kwartaal 2026")
    cora.send_last()

    assert Submission.objects.filter(quarter="2026Q2").count() == 1
    cora.go("/monitor/2026Q2/")
    cora.reads("ingediend")
    refused = cora.page.goto(f"/huishoudens/{committed_world.home.ref}/")
    assert refused is not None
    assert refused.status == 404
