"""What walks along every address: the world with one of everything in it, made once per run."""

from __future__ import annotations

from typing import Any

import pytest

from tests.factories.world import MONDAY, Snapshot, World
from tests.house.addresses import things


@pytest.fixture(scope="session")
def furnished(snapshot: Snapshot, django_db_setup: None, django_db_blocker: Any) -> Snapshot:
    """De Wilg with one of everything that an address can name."""
    with django_db_blocker.unblock():
        return Snapshot(lambda: things(snapshot.put_back(), MONDAY))


@pytest.fixture
def furnished_world(furnished: Snapshot, db: None) -> World:
    """The world with everything in it; a module that walks takes this for its world."""
    return furnished.put_back()


@pytest.fixture
def filled(furnished: Snapshot, furnished_world: World) -> dict[str, Any]:
    """What the addresses are filled with."""
    assert isinstance(furnished.made, dict)
    return furnished.made
