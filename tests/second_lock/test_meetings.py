"""Phases, consultations and slowing down, for who gets SQL past Python: in one's own name only."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.utils import Error

from tandem.core.periods import day_of
from tandem.dossier.services import emergencies
from tandem.journey.enums import ConsultationKind
from tandem.journey.models import Consultation, PhaseChange, SlowDown
from tandem.journey.services import meetings, phases, slow_downs
from tandem.network.models import Account
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run

PHASE = (
    "INSERT INTO journey_phasechange (household_id, phase, begun_on, safety, why, family_view,"
    " recorded_at, recorded_by_id) VALUES (%s, 2, %s, 'restored', 'zo', 'ja', %s, %s)"
)
MET = (
    "INSERT INTO journey_consultation (household_id, kind, held_on, question, decided,"
    " family_involved, child_interest, expert_absent_reason, connected_to, recorded_at,"
    " recorded_by_id) VALUES (%s, 'mdo', %s, 'wie', 'oma', 'erbij', 'goed', 'ziek', '', %s, %s)"
)
SLOW = (
    "INSERT INTO journey_slowdown (household_id, decided_on, motivation, safety_condition,"
    " family_view, review_on, recorded_at, recorded_by_id, end_reason)"
    " VALUES (%s, %s, 'zo', 'slaan', 'ja', '2026-10-01', %s, %s, '')"
)


def add(
    sql: str, world: World, account: Account, at: datetime, name: Account | None = None
) -> None:
    values = (world.home.pk, day_of(at), at, (name or account).pk)
    with as_web(account, at):
        run(sql, *values)


@pytest.mark.parametrize("sql", [PHASE, MET, SLOW])
def test_the_local_team_writes_and_a_stranger_does_not(
    world: World, at: datetime, sql: str
) -> None:
    with pytest.raises(Error, match="row-level security"):
        add(sql, world, world.outsider, at)

    add(sql, world, world.mila, at)


def test_a_partner_writes_what_was_said_together_but_marks_no_phase(
    world: World, at: datetime
) -> None:
    add(MET, world, world.vera, at)
    add(SLOW, world, world.vera, at)

    with pytest.raises(Error, match="row-level security"):
        add(PHASE, world, world.vera, at)


def test_who_broke_the_glass_decides_nothing(world: World, at: datetime) -> None:
    need = emergencies.Need("danger", "De politie belt.", ref=world.home.ref)
    emergencies.break_glass(need, by=world.outsider, at=at)

    for sql in (PHASE, SLOW):
        with pytest.raises(Error, match="row-level security"):
            add(sql, world, world.outsider, at)


@pytest.mark.parametrize("sql", [PHASE, MET, SLOW])
def test_nobody_writes_in_the_name_of_another(world: World, at: datetime, sql: str) -> None:
    with pytest.raises(Error, match="cannot be made to sign"):
        add(sql, world, world.mila, at, name=world.ruben)


def proposed(world: World, at: datetime) -> SlowDown:
    new = slow_downs.NewSlowDown(day_of(at), "Zo.", "Slaan.", "Ja.", day_of(at) + timedelta(days=9))
    return slow_downs.propose(world.home, new, by=world.mila, at=at)


def test_nobody_signs_for_the_second_or_changes_what_was_signed(world: World, at: datetime) -> None:
    made = proposed(world, at)
    sign = "UPDATE journey_slowdown SET co_signed_at = %s, co_signed_by_id = %s"
    with pytest.raises(Error, match="cannot be made to sign"), as_web(world.mila, at):
        run(sign, at, world.vera.pk)
    with pytest.raises(Error, match="signed_by_two"), as_web(world.mila, at):
        run(sign, at, world.mila.pk)

    slow_downs.co_sign(made, by=world.vera, at=at)

    with pytest.raises(Error, match="stays"), as_web(world.ruben, at):
        run(sign, at, world.ruben.pk)
    with pytest.raises(Error, match="permission denied"), as_web(world.mila, at):
        run("UPDATE journey_slowdown SET motivation = 'anders'")


def test_what_was_written_stays(world: World, at: datetime) -> None:
    mark = phases.NewPhase(2, day_of(at), "restored", "Rustig.", "Goed.")
    phases.mark(world.home, mark, by=world.mila, at=at)
    met = meetings.NewConsultation(
        kind=ConsultationKind.MDO,
        held_on=day_of(at),
        question="Wie?",
        decided="Oma.",
        organizations=[world.samenkracht],
        family_involved="Erbij.",
        child_interest="Goed.",
    )
    meetings.record(world.home, met, by=world.mila, at=at)

    for sql in (
        "UPDATE journey_phasechange SET phase = 3",
        "UPDATE journey_consultation SET decided = 'anders'",
        "UPDATE journey_consultationseat SET account_id = NULL",
        "DELETE FROM journey_phasechange",
        "DELETE FROM journey_consultation",
    ):
        with pytest.raises(Error, match="permission denied"), as_web(world.mila, at):
            run(sql)
    assert PhaseChange.objects.get().phase == 2
    assert Consultation.objects.get().decided == "Oma."
