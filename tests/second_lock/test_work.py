"""Who works does so in a role that lacks what only a family needs, and no family gets into it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from tandem.core import identity
from tandem.dossier.enums import ShieldKind, ViewLevel
from tandem.dossier.models import FamilyAccess, Household
from tandem.dossier.services import shields
from tandem.network.models import Account, Professional
from tests.desk.test_mine import page as own_page
from tests.desk.test_mine import told
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, refs, run


def test_who_works_does_so_in_a_role_of_its_own(world: World, at: datetime) -> None:
    with as_web(world.mila, at):
        assert run("SELECT current_user") == [("tandem_work",)]
        identity.act_as_nobody()
        assert run("SELECT current_user") == [("tandem_web",)]


def test_who_has_a_page_of_their_own_never_acts_where_shields_are_not(
    world: World, at: datetime
) -> None:
    mother = own_page(world.fatima, by=world.mila, at=at)
    with as_web(mother, at):
        assert run("SELECT current_user") == [("tandem_web",)]
    with as_web(mother, at), transaction.atomic():
        run("SET LOCAL ROLE tandem_work")
        with pytest.raises(ProgrammingError, match="page of their own"):
            run("SELECT tandem.mine()")
        transaction.set_rollback(True)


@dataclass
class Both:
    """Vera works with the household, and has a page of the family too, with an entry shut to it."""

    account: Account
    page: FamilyAccess
    at: datetime
    home: Household


@pytest.fixture
def both(world: World, at: datetime) -> Both:
    vera = world.vera
    entry = told(world.noor, "geheim", about=[world.noor], by=world.mila, at=at)
    given = FamilyAccess.objects.create(
        household=world.home,
        person=world.fatima,
        account=vera,
        level=ViewLevel.FULL,
        granted_at=at,
        granted_by=world.mila,
    )
    run(
        "INSERT INTO dossier_key (account_id, household_id, scope, ground, since, family_access_id)"
        " VALUES (%s, %s, 'family', 'member', %s, %s)",
        *(vera.pk, world.home.pk, at, given.pk),
    )
    shut = shields.NewShield(ShieldKind.ENTRY, [world.fatima], "nee", entry)
    shields.close(world.home, shut, by=world.mila, at=at)
    return Both(vera, given, at, world.home)


_SHUT = "SELECT text FROM dossier_entry WHERE text = 'geheim'"


@contextmanager
def as_both(both: Both) -> Iterator[None]:
    """In the web's role, and what was done is undone, also a role that was changed."""
    with as_web(both.account, both.at), transaction.atomic():
        yield
        transaction.set_rollback(True)


def test_what_is_shut_to_somebody_is_shut_in_either_role(both: Both) -> None:
    with as_both(both):
        assert run(_SHUT) == []
    with as_both(both):
        run("SET LOCAL ROLE tandem_work")
        # The other role begins when the statement has been thought out already.
        late = f"""
            SELECT e.* FROM (SELECT set_config('role', 'tandem_web', true) r OFFSET 0) x
            CROSS JOIN LATERAL ({_SHUT} AND x.r <> '' OFFSET 0) e"""
        assert run(late) == []


def test_what_is_shut_stays_shut_with_a_cursor_from_the_other_role(both: Both) -> None:
    with as_both(both):
        run("SET LOCAL ROLE tandem_work")
        run(f"DECLARE c CURSOR FOR {_SHUT}")
        run("SET LOCAL ROLE tandem_web")
        assert run("FETCH ALL FROM c") == []


def test_what_is_shut_stays_shut_when_the_key_was_asked_before(both: Both) -> None:
    with as_both(both):
        run("SELECT tandem.enter(%s, %s, %s)", both.home.ref, both.account.pk, both.at)
        run(
            "DO $$ DECLARE found text; BEGIN PERFORM tandem.mine(); SET LOCAL ROLE tandem_work;"
            f" SELECT string_agg(text, ',') INTO found FROM ({_SHUT}) shut;"
            " PERFORM set_config('my.found', coalesce(found, '-'), true); END $$"
        )
        assert run("SELECT current_setting('my.found')") == [("-",)]


@pytest.mark.parametrize("became", ["frozen_at", "ended_at"])
def test_what_is_shut_stays_shut_whatever_became_of_the_page(both: Both, became: str) -> None:
    who = {"ended_at": "ended_by_id", "frozen_at": "frozen_by_id"}[became]
    run(
        f"UPDATE dossier_familyaccess SET {became} = %s, {who} = granted_by_id WHERE id = %s",
        *(both.at, both.page.pk),
    )
    run("UPDATE dossier_key SET until = %s WHERE scope = 'family'", both.at)
    with as_both(both):
        assert run("SELECT count(*) > 0 FROM dossier_household") == [(True,)]
        assert run(_SHUT) == []


@pytest.mark.parametrize("column", ["account_id", "person_id"])
def test_a_page_is_not_moved_to_somebody_else(both: Both, world: World, column: str) -> None:
    other = {"account_id": world.outsider.pk, "person_id": world.daan.pk}[column]
    Professional.objects.filter(account=world.outsider).delete()
    sql = f"UPDATE dossier_familyaccess SET {column} = %s WHERE id = %s"
    with pytest.raises(ProgrammingError, match="stays of whom"), as_web(world.mila, both.at):
        run(sql, other, both.page.pk)


def test_who_works_here_gets_no_page(world: World, at: datetime) -> None:
    sql = (
        "INSERT INTO dossier_familyaccess"
        " (household_id, person_id, account_id, level, granted_at, granted_by_id)"
        " VALUES (%s, %s, %s, 'full', %s, %s)"
    )
    who = (world.home.pk, world.fatima.pk, world.ruben.pk, at, world.mila.pk)
    with pytest.raises(ProgrammingError, match="who works here"), as_web(world.mila, at):
        run(sql, *who)


@pytest.mark.parametrize(
    "asks",
    [
        "face_until(1, 1, current_date)",
        "family_knows(1, 1, now())",
        "is_of_the_team(1, 1, now())",
        "said_no(1, 1, now())",
        "was_let_go(1, 1, now())",
    ],
)
@pytest.mark.parametrize("role", ["tandem_web", "tandem_work"])
def test_who_takes_part_elsewhere_is_asked_by_functions_only(
    world: World, at: datetime, asks: str, role: str
) -> None:
    with as_web(world.mila, at), transaction.atomic():
        run(f"SET LOCAL ROLE {role}")
        with pytest.raises(ProgrammingError, match="permission denied"):
            run(f"SELECT tandem.{asks}")
        transaction.set_rollback(True)


def test_a_page_that_is_there_can_still_be_ended(both: Both, world: World) -> None:
    with as_web(world.mila, both.at):
        run("UPDATE dossier_familyaccess SET level = 'little' WHERE id = %s", both.page.pk)


def test_who_was_made_nobody_again_is_not_brought_back(world: World, at: datetime) -> None:
    with as_web(world.mila, at), transaction.atomic():
        (acts,) = run("SELECT current_setting('tandem.acts')")[0]
        identity.act_as_nobody()
        run("SELECT set_config('tandem.acts', %s, true)", acts)
        with pytest.raises(ProgrammingError, match="not signed here"):
            refs()
        transaction.set_rollback(True)


def test_nobody_opens_their_own_account_again(world: World, at: datetime) -> None:
    Account.objects.filter(pk=world.vera.pk).update(is_active=False)
    sql = "UPDATE network_account SET is_active = true WHERE id = %s"
    with as_web(None, at), transaction.atomic():
        identity.stand_at_the_door(world.vera.pk, at=at)
        with pytest.raises(ProgrammingError, match="own account again"):
            run(sql, world.vera.pk)
        transaction.set_rollback(True)


def test_who_has_a_page_of_a_family_begins_nowhere(both: Both, world: World) -> None:
    sql = (
        "INSERT INTO network_assignment (account_id, role, pilot_id, since, until)"
        " VALUES (%s, 'local_team', %s, %s, NULL)"
    )
    who = (both.account.pk, world.huizen.pk, both.at.date())
    with (
        pytest.raises(ProgrammingError, match="does not work here"),
        as_web(world.administrator, both.at),
    ):
        run(sql, *who)
