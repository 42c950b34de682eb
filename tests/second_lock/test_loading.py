"""Bringing in households: in a role that adds rows, and can do nothing else."""

from __future__ import annotations

from datetime import datetime
from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command
from django.db import transaction
from django.db.utils import InternalError, ProgrammingError

from config.postgres import roles
from tandem.dossier.models import Household
from tests.factories.world import World
from tests.second_lock.test_identity import run

CASES = Path(__file__).parents[1] / "data" / "pilot-1.json"


@pytest.mark.parametrize("command", ["load_cases", "load_demo"])
def test_households_are_brought_in_in_a_role_of_their_own(command: str) -> None:
    assert roles.COMMANDS[command] == roles.LOAD


@pytest.mark.django_db
def test_a_case_file_is_loaded_in_that_role(tmp_path: Path) -> None:
    said = StringIO()
    run(f"SET LOCAL ROLE {roles.LOAD}")
    call_command("load_cases", CASES, refused=tmp_path / "refused.json", stdout=said)
    run("RESET ROLE")

    assert Household.objects.exists(), said.getvalue()


@pytest.mark.django_db
def test_the_demonstration_is_loaded_in_that_role(monday: datetime) -> None:
    run(f"SET LOCAL ROLE {roles.LOAD}")
    call_command("load_demo", stdout=StringIO())
    run("RESET ROLE")

    assert Household.objects.count() > 5


@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE audit_event SET actor_id = 1",
        "DELETE FROM audit_event",
        "INSERT INTO audit_event (at, kind, event, epoch) VALUES (now(), 'change', 'x', 0)",
        "DELETE FROM dossier_household",
        "DELETE FROM legal_consent",
        "ALTER TABLE dossier_person DISABLE ROW LEVEL SECURITY",
        "ALTER TABLE dossier_key DISABLE TRIGGER ALL",
        "DROP POLICY see ON dossier_person",
        "SELECT * FROM tandem.secret",
        "SELECT * FROM django_session",
        "INSERT INTO audit_seal VALUES (1)",
        "CREATE TABLE public.mine (id int)",
    ],
)
def test_that_role_may_not(world: World, attempt: str) -> None:
    with pytest.raises((ProgrammingError, InternalError)), transaction.atomic():
        run(f"SET LOCAL ROLE {roles.LOAD}; {attempt}")
