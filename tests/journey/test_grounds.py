"""A ground that ends on a known day: doors close and the tandem stands still by itself (INV-01)."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from io import StringIO

import pytest
import time_machine
from django.core.management import call_command
from django.db import ProgrammingError, connection, transaction
from django.test import Client
from django.urls import reverse

from config.postgres import roles
from tandem.access.permissions import Permission
from tandem.audit.models import Event
from tandem.core.periods import day_of, start_of
from tandem.core.verdict import Refusal
from tandem.dossier import door
from tandem.dossier.enums import Form, Status
from tandem.dossier.models import Household
from tandem.journey.services import grounds, withdrawals
from tandem.legal import rules
from tandem.legal.enums import Regime, Via
from tandem.legal.models import Consent
from tandem.legal.selectors import regimes
from tests.factories import dossier
from tests.factories.network import sign_in
from tests.factories.visitor import words
from tests.factories.world import World


@contextmanager
def as_road() -> Iterator[None]:
    """Work as the command does: in the narrow role."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.ROAD}")
        yield
        cursor.execute("RESET ROLE")


@pytest.fixture
def last_day(world: World, at: datetime) -> datetime:
    """Everybody said yes until a known day; the moment at which that day begins."""
    end = day_of(at) + timedelta(days=10)
    Consent.objects.filter(household=world.home).update(until=end)
    for involvement in world.home.involvements.all():
        involvement.until = end
        involvement.save()
        involvement.keys.update(until=start_of(end))
    return start_of(end)


def status(world: World) -> str:
    return Household.objects.get(pk=world.home.pk).status


def test_until_the_last_moment_everything_is_as_it_was(world: World, last_day: datetime) -> None:
    before = last_day - timedelta(seconds=1)

    assert grounds.carried_by_nothing(at=before) == []
    door.open_household(world.home.ref, by=world.vera, to=Permission.HOUSEHOLD_VIEW, at=before)
    with pytest.raises(Refusal) as refused:
        grounds.stand_still(world.home.pk, by=None, at=before)
    assert refused.value.rule is rules.LEGAL_66
    assert status(world) == Status.STARTED
    assert not Event.objects.filter(event="household_ground_ended").exists()


def test_at_that_moment_doors_close_and_the_regime_is_gone(
    world: World, last_day: datetime
) -> None:
    with pytest.raises(door.NotFound):
        door.open_household(
            world.home.ref, by=world.vera, to=Permission.HOUSEHOLD_VIEW, at=last_day
        )
    assert regimes([world.home.pk], at=last_day)[world.home.pk][0] is Regime.NONE


def test_the_command_lets_the_tandem_stand_still_in_a_role_of_its_own(
    world: World, last_day: datetime
) -> None:
    said = StringIO()

    with time_machine.travel(last_day, tick=False):
        with as_road():
            call_command("follow_grounds", stdout=said)
        again = StringIO()
        with as_road():
            call_command("follow_grounds", stdout=again)
        page = sign_in(Client(), world.mila, at=last_day).get(
            reverse("desk:together", args=[world.home.ref])
        )

    assert roles.COMMANDS["follow_grounds"] == roles.ROAD
    assert said.getvalue() == "1 keer stilgezet.\n"
    assert again.getvalue() == "0 keer stilgezet.\n"
    assert status(world) == Status.STOPPED
    assert Event.objects.get(event="household_ground_ended").household_ref == world.home.ref
    assert "Geen toestemming meer" in words(page)


def test_what_is_still_talked_about_is_reconsidered(
    world: World, at: datetime, last_day: datetime
) -> None:
    withdrawals.receive(world.consents["Daan"], via=Via.ORAL, by=world.mila, at=at)
    assert status(world) == Status.STARTED

    grounds.stand_still(world.home.pk, by=None, at=last_day)

    assert status(world) == Status.RECONSIDERING


def test_powers_carry_the_tandem_when_consent_is_over(
    world: World, at: datetime, last_day: datetime
) -> None:
    dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=at)
    dossier.partner(world.home, world.veilig_thuis, form=Form.WITH_POWERS, by=world.mila, at=at)

    assert grounds.carried_by_nothing(at=last_day) == []


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT name FROM dossier_household",
        "SELECT person_id FROM legal_consent",
        "SELECT text FROM dossier_entry",
        "UPDATE dossier_household SET status = 'ended'",
        "UPDATE dossier_household SET name = 'x'",
        "INSERT INTO legal_consent DEFAULT VALUES",
        "SELECT * FROM audit_event",
    ],
)
def test_that_role_may_do_nothing_else(world: World, attempt: str) -> None:
    with pytest.raises(ProgrammingError), as_road(), connection.cursor() as cursor:
        cursor.execute(attempt)


def test_that_role_starts_no_tandem(world: World) -> None:
    Household.objects.filter(pk=world.home.pk).update(status=Status.STOPPED)

    with as_road(), connection.cursor() as cursor:
        cursor.execute("UPDATE dossier_household SET status = 'started'")
        assert cursor.rowcount == 0
