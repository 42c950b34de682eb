"""Break-glass is no way to guess, and no way of working; and what is done with it says so."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.conf import settings

from tandem.audit.models import Event
from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal
from tandem.dossier import rules
from tandem.dossier.enums import EntryKind, Provenance
from tandem.dossier.models import Emergency
from tandem.dossier.services import absences, bars, emergencies, journal
from tandem.monitor import selectors as monitor
from tandem.monitor.rules.quarter import Quarter
from tests.factories import dossier
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run

DAY = timedelta(days=1)
HOUR = timedelta(hours=1)
TICK = timedelta(microseconds=1)
ABSENT = "2026-BCDFGH"
WHY: dict[str, Any] = {
    "kind": "danger",
    "article": "supervision",
    "reason": "De politie belt: Noor is zoek.",
}


def tries(world: World, ref: str, at: datetime) -> str:
    return emergencies.break_glass(emergencies.Need(ref=ref, **WHY), by=world.guus, at=at)


def test_a_few_misses_are_human_and_more_are_guessing(world: World, at: datetime) -> None:
    for number in range(settings.EMERGENCY_MISSES_A_DAY - 1):
        assert tries(world, ABSENT, at + number * TICK) == ""
    assert tries(world, ABSENT, at + HOUR) == ""

    with pytest.raises(Refusal) as refused:
        tries(world, world.home.ref, at + 2 * HOUR)
    assert refused.value.rule is rules.DOSSIER_46
    # Each leaves the day by itself.
    assert tries(world, world.home.ref, at + DAY) == world.home.ref


def test_what_is_there_and_what_is_not_count_the_same(world: World, at: datetime) -> None:
    elsewhere = dossier.registered(world.huizen, by=world.mila, at=at)
    from_barred = emergencies.Need(ref=elsewhere.ref, **WHY)
    bars.set_bar(elsewhere, world.guus, bars.Tie("friend"), by=world.mila, at=at)
    for number in range(settings.EMERGENCY_MISSES_A_DAY):
        assert emergencies.break_glass(from_barred, by=world.guus, at=at + number * TICK) == ""
    with pytest.raises(Refusal):
        tries(world, ABSENT, at + HOUR)


def test_it_is_no_way_of_working(world: World, at: datetime) -> None:
    for number in range(settings.EMERGENCIES_A_WEEK):
        moment = at + number * DAY
        assert tries(world, world.home.ref, moment)
        found = Emergency.objects.select_related("household").latest("id")
        emergencies.review(found, "justified", "Het was nodig.", by=world.mila, at=moment + HOUR)

    with pytest.raises(Refusal) as refused:
        tries(world, world.home.ref, at + 5 * DAY)
    assert refused.value.rule is rules.DOSSIER_46
    assert tries(world, world.home.ref, at + 7 * DAY)


def test_it_counts_in_the_role_of_the_web_too(world: World, at: datetime) -> None:
    guus, ref = world.guus, world.home.ref
    need = emergencies.Need(ref=ABSENT, **WHY)
    for number in range(settings.EMERGENCY_MISSES_A_DAY):
        moment = at + number * TICK
        with as_web(guus, moment):
            emergencies.break_glass(need, by=guus, at=moment)
    with pytest.raises(Refusal), as_web(guus, at + HOUR):
        emergencies.break_glass(emergencies.Need(ref=ref, **WHY), by=guus, at=at + HOUR)


def written(world: World, by: Any, at: datetime) -> Event:
    new = journal.NewEntry(EntryKind.FACT, day_of(at), "Noor is terug.", Provenance.FAMILY)
    journal.write(world.home, new, by=by, at=at)
    return Event.objects.filter(event="entry_written").latest("id")


def test_what_is_written_in_an_emergency_says_so(world: World, at: datetime) -> None:
    tries(world, world.home.ref, at)
    row = written(world, world.guus, at + HOUR)

    assert (row.is_emergency, row.ground, row.purpose) == (True, "emergency", "emergency")
    assert not written(world, world.mila, at + HOUR).is_emergency


def test_what_a_deputy_writes_says_instead_of_whom(world: World, at: datetime) -> None:
    days = Period(day_of(at), day_of(at) + 7 * DAY)
    absences.report(world.vera, world.stella, days, by=world.vera, at=at)
    row = written(world, world.stella, at + HOUR)

    assert (row.ground, row.on_behalf_of_id) == ("deputy", world.vera.pk)
    own = written(world, world.vera, at + HOUR)
    assert (own.ground, own.on_behalf_of_id) == ("", 0)


def test_the_monitor_counts_them_without_a_name(world: World, at: datetime) -> None:
    tries(world, world.home.ref, at)
    quarter = Quarter.of(day_of(at))

    assert monitor.emergencies([world.huizen], quarter) == monitor.Emergencies(1, 1, 0, 1)
    assert monitor.emergencies([world.huizen], quarter.previous).taken == 0
    assert monitor.emergencies([world.hilversum], quarter).taken == 0
    with as_web(world.coordinator, at):
        assert monitor.emergencies([world.huizen], quarter).taken == 1
        assert run("SELECT * FROM dossier_emergency") == []
