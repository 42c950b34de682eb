"""Who writes, past Python, where a pilot is, what is counted there and who was looked at."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.utils import Error

from tests.factories import network
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run

FIGURE = (
    "INSERT INTO monitor_manualfigure (pilot_id, quarter, question, value, band, reason,"
    " recorded_at, recorded_by_id, version) VALUES (%s, '2026Q3', 'A', 9, '', 'zo', %s, %s, 1)"
)
QUARTER = (
    "INSERT INTO monitor_submission (pilot_id, quarter, version, stock, reason, submitted_at,"
    " submitted_by_id) VALUES (%s, '2026Q3', 1, 9, '', %s, %s)"
)
REVIEW = (
    "INSERT INTO dossier_rightsreview (account_id, region_id, pilot_id, outcome, key_count,"
    " reviewed_at, reviewed_by_id) VALUES (%s, %s, %s, 'kept', 0, %s, %s)"
)


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


def test_figures_are_filled_and_submitted_by_who_may_there(world: World, at: datetime) -> None:
    huizen, ruben = world.huizen.pk, world.ruben
    for written in (FIGURE, QUARTER):
        for by, place in (
            (world.vera, huizen),
            (world.mila, huizen),
            (world.outsider, huizen),
            (ruben, world.hilversum.pk),
        ):
            with pytest.raises(Error, match="only who may say this here"), as_web(by, at):
                run(written, place, at, by.pk)
        for signs, moment in ((world.coordinator, at), (ruben, at - timedelta(days=1))):
            with pytest.raises(Error, match="made to sign"), as_web(ruben, at):
                run(written, huizen, moment, signs.pk)
        with as_web(ruben, at):
            run(written, huizen, at, ruben.pk)
    for nosy in (None, world.vera, world.outsider):
        with pytest.raises(Error, match="only who may say this here"), as_web(nosy, at):
            run("DELETE FROM monitor_manualfigure")
    with as_web(world.coordinator, at):
        run("DELETE FROM monitor_manualfigure")


def test_nothing_is_added_to_a_quarter_that_was_submitted(world: World, at: datetime) -> None:
    add = (
        "INSERT INTO monitor_submittedfigure (submission_id, question, value, derived, weekly,"
        " band, is_manual, manual_reason) SELECT id, 'A', 1, 1, 0, '', false, ''"
        " FROM monitor_submission"
    )
    ruben, later = world.ruben, at + timedelta(hours=1)
    with as_web(ruben, at):
        run(QUARTER, world.huizen.pk, at, ruben.pk)
        run(add)
    for by, moment in ((ruben, later), (world.coordinator, at), (None, at)):
        with pytest.raises(Error, match="only with the quarter itself"), as_web(by, moment):
            run(add)


def test_nobody_signs_a_review_of_rights_for_somebody_else(world: World, at: datetime) -> None:
    place = (world.region.pk, world.huizen.pk)
    with pytest.raises(Error, match="made to sign"), as_web(world.ruben, at):
        run(REVIEW, world.mila.pk, *place, at, world.coordinator.pk)
    for by in (world.vera, world.outsider):
        with pytest.raises(Error, match="only who may say this here"), as_web(by, at):
            run(REVIEW, world.mila.pk, *place, at, by.pk)
    with as_web(world.ruben, at):
        run(REVIEW, world.mila.pk, *place, at, world.ruben.pk)
