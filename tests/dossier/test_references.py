"""References are drawn: in a region of thousands one is drawn twice now and then."""

from __future__ import annotations

import secrets
from datetime import datetime

import pytest

from tests.factories import dossier
from tests.factories.world import World


def test_a_reference_that_is_taken_is_drawn_again(
    world: World, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    letters = iter("222222" + "222222" + "333333")
    monkeypatch.setattr(secrets, "choice", lambda _letters: next(letters))

    first = dossier.registered(world.huizen, name="De Els", by=world.mila, at=at)
    second = dossier.registered(world.huizen, name="De Es", by=world.mila, at=at)

    assert (first.ref, second.ref) == (f"{at.year}-222222", f"{at.year}-333333")
