"""The picture in the README is the real page; `TANDEM_PICTURES=1` writes it anew."""

from __future__ import annotations

import os
from pathlib import Path
from typing import TYPE_CHECKING

from PIL import Image

from tandem.core.periods import day_of
from tandem.dossier.enums import ContactKind, EntryKind, Provenance, Safety
from tandem.dossier.services import journal

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.factories.world import World
    from tests.journeys.conftest import Desk

PICTURE = Path(__file__).resolve().parents[2] / "docs/generated/household.png"


def test_the_household_page_is_pictured(
    committed_world: World, desk_of: Callable[..., Desk], at: datetime, tmp_path: Path
) -> None:
    _tell_something(committed_world, at)
    mila = desk_of(committed_world.mila)
    mila.go(f"/huishoudens/{committed_world.home.ref}/")
    path = PICTURE if os.environ.get("TANDEM_PICTURES") else tmp_path / "household.png"

    mila.page.screenshot(path=path)

    with Image.open(path) as drawn, Image.open(PICTURE) as kept:
        assert drawn.size == kept.size
        assert drawn.convert("L").getextrema() != (255, 255)
    assert "docs/generated/household.png" in (PICTURE.parents[2] / "README.md").read_text()


def _tell_something(world: World, at: datetime) -> None:
    told = (
        (
            EntryKind.CONCERN,
            "Er is deze week twee keer geschreeuwd terwijl Sem erbij was.",
            "Fatima",
        ),
        (EntryKind.GOING_WELL, "Daan kookt drie avonden. Noor zegt dat het dan rustig is.", "Noor"),
        (EntryKind.FACT, "Sem was om 16:00 nog niet opgehaald van school.", "de leerkracht"),
    )
    for kind, text, source in told:
        entry = journal.NewEntry(
            kind,
            day_of(at),
            text,
            Provenance.FAMILY,
            ContactKind.HOME_VISIT,
            source,
            safety=Safety.SAFE_ENOUGH,
        )
        journal.write(world.home, entry, by=world.mila, at=at)
