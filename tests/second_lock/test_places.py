"""Who writes, past Python, where a pilot is and who takes part."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db.utils import Error

from tests.factories import network
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run


@pytest.mark.parametrize("who", ["vera", "coordinator", "administrator"])
def test_no_place_moves_to_another_region(world: World, at: datetime, who: str) -> None:
    elsewhere, by = network.region(at=at), getattr(world, who)
    for table in ("network_pilot", "network_organization"):
        with pytest.raises(Error, match="permission denied"), as_web(by, at):
            run(f"UPDATE {table} SET region_id = %s", elsewhere.pk)
    for attempt in (
        "INSERT INTO network_region (slug, name, has_safety_team) VALUES ('x', 'X', false)",
        "UPDATE network_region SET name = 'X'",
    ):
        with pytest.raises(Error, match="permission denied"), as_web(by, at):
            run(attempt)


def test_who_arranges_a_region_changes_what_is_there_and_nobody_else_does(
    world: World, at: datetime
) -> None:
    network.pilot(network.region(at=at), at=at)
    here, region = world.huizen.pk, world.region.pk
    for attempt in (
        f"UPDATE network_pilot SET target_households = 1 WHERE id = {here}",
        f"UPDATE network_organization SET phone = '1' WHERE region_id = {region}",
        f"DELETE FROM network_pilot_partners WHERE pilot_id = {here}",
        "UPDATE network_experienceexpert SET is_active = false",
    ):
        for by in (None, world.mila, world.vera, world.coordinator):
            with pytest.raises(Error, match="only who arranges"), as_web(by, at):
                run(attempt)
        with as_web(world.administrator, at):
            run(attempt)
    with pytest.raises(Error, match="only who arranges"), as_web(world.administrator, at):
        run("UPDATE network_pilot SET target_households = 1")
