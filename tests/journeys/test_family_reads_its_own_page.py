"""A mother reads her own page on a phone: what she allowed, on what ground we work, who decides."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

import pytest

from tandem.core.periods import day_of
from tandem.dossier.enums import ViewLevel
from tandem.dossier.services import family
from tandem.legal.enums import Answer, Direction
from tandem.legal.services import care_consents
from tandem.legal.services.care_consents import Given
from tests.factories import dossier

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.factories.world import World
    from tests.journeys.conftest import Desk


@pytest.mark.parametrize("width", [1280, 360], ids=["desk", "phone"])
def test_a_mother_reads_what_she_allowed_and_what_runs(
    committed_world: World, desk_of: Callable[..., Desk], at: datetime, *, width: int
) -> None:
    world, by = committed_world, committed_world.mila
    dossier.decided(world.home, world.veilig_thuis, world.ruben, by=by, at=at)
    yes = Given(world.fatima, Answer.YES, day_of(at), day_of(at) + timedelta(days=90))
    school = care_consents.Sharing(Direction.ASK, "hoe het gaat", "het plan", source="de juf")
    care_consents.allow_help(world.sem, yes, help_="spelgesprekken", by=by, at=at)
    care_consents.allow_sharing(world.sem, yes, school, by=by, at=at)
    access, _token = family.give_page(world.fatima, level=ViewLevel.FULL, by=by, at=at)

    fatima = desk_of(access.account, width=width)
    fatima.go("/mijn/")

    for text in ("spelgesprekken", "vragen aan de juf", "Oranje.", "Wie beslist wat?", "Over Sem"):
        fatima.reads(text)
    shown = fatima.page.get_by_role("button", name="Verlaat deze pagina").bounding_box()
    assert shown is not None
    assert shown["height"] <= 60, "the way out is one whole button"
