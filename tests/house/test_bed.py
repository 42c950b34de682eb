"""The test bed itself: the world is as it says, and costs little."""

from __future__ import annotations

from datetime import datetime
from time import perf_counter

import pytest
from django.db import ProgrammingError, connection

from tandem.dossier.enums import Status
from tandem.dossier.models import Household, Key
from tests.conftest import _clean_tables
from tests.factories.world import Snapshot, World


def test_the_world_is_a_riding_household(world: World, at: datetime) -> None:
    assert world.home.status == Status.STARTED
    assert [p.first_name for p in world.home.persons.order_by("id")] == [
        "Fatima",
        "Daan",
        "Noor",
        "Sem",
    ]
    assert (world.noor.age(at.date()), world.sem.age(at.date())) == (14, 6)
    assert set(world.consents) == {"Fatima", "Daan", "Noor"}


def test_keys_are_with_the_local_team_and_the_partner_that_rides_along(world: World) -> None:
    holders = Key.objects.filter(household=world.home, until=None).values_list("account__name")

    assert {name for (name,) in holders} == {world.mila.name, world.ruben.name, world.vera.name}


def test_the_world_comes_quickly(snapshot: Snapshot, db: None) -> None:
    begun = perf_counter()

    snapshot.put_back()

    assert perf_counter() - begun < 0.25  # far more than it takes; a slow machine may be busy


def test_what_was_committed_is_cleaned_and_the_trail_stays_guarded(committed_world: World) -> None:
    _clean_tables()

    assert not Household.objects.exists()
    with pytest.raises(ProgrammingError, match="append-only"), connection.cursor() as cursor:
        cursor.execute("TRUNCATE audit_event")
