"""The picture in the README is the real page; `TANDEM_PICTURES=1` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.world import World
    from tests.journeys.conftest import Desk

PICTURE = Path(__file__).resolve().parents[2] / "docs/generated/household.png"


def test_the_household_page_is_pictured(
    committed_world: World, desk_of: Callable[..., Desk], tmp_path: Path
) -> None:
    mila = desk_of(committed_world.mila)
    mila.go(f"/huishoudens/{committed_world.home.ref}/")
    path = PICTURE if os.environ.get("TANDEM_PICTURES") else tmp_path / "household.png"

    mila.page.screenshot(path=path)

    with Image.open(path) as drawn, Image.open(PICTURE) as kept:
        assert drawn.size == kept.size
        assert drawn.convert("L").getextrema() != (255, 255)
    assert "docs/generated/household.png" in (PICTURE.parents[2] / "README.md").read_text()
