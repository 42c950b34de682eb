"""What somebody gains who gets SQL past Python and writes: nothing but in their own name."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.apps import apps
from django.db import transaction
from django.db.utils import Error

from config.second_lock import hands, policies
from tandem.core.periods import day_of
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Bar, Emergency, Entry, Key, Shield
from tandem.dossier.services import shields
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Assignment
from tests.factories import dossier, network, power
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, refs, run

OPEN_IT = (
    "INSERT INTO dossier_emergency (household_id, kind, article, reason, opened_at, opened_by_id,"
    " until, postpone_reason, findings, outcome{more}) VALUES (%s, 'danger', 'supervision', 'nu',"
    " %s, %s, %s, '', '', ''{values}) RETURNING id"
)


def broken(world: World, account: Account, at: datetime, more: str = "", values: str = "") -> None:
    home = world.home
    sql = OPEN_IT.format(more=more, values=values)
    until = at + timedelta(hours=2)
    with as_web(account, at):
        [(one,)] = run(sql, home.pk, at, account.pk, until)
        run(
            "INSERT INTO dossier_key (account_id, household_id, scope, ground, emergency_id, since,"
            " until) VALUES (%s, %s, 'emergency', 'emergency', %s, %s, %s)",
            account.pk,
            home.pk,
            one,
            at,
            until,
        )
        assert refs() == {home.ref}


def test_who_may_break_glass_may_also_in_sql(world: World, at: datetime) -> None:
    broken(world, world.guus, at)


@pytest.mark.parametrize("role", [RoleKind.EXPERIENCE_EXPERT, RoleKind.COORDINATOR])
def test_who_may_not_break_glass_writes_no_emergency(
    world: World, at: datetime, role: RoleKind
) -> None:
    nosy = network.colleague("Nosy", role=role, place=world.huizen.region, at=at)
    with pytest.raises(Error, match="not for who opens this"):
        broken(world, nosy, at)


def test_nobody_breaks_glass_in_another_region(world: World, at: datetime) -> None:
    elsewhere = network.region(at=at)
    far = network.colleague(
        "Ver", role=RoleKind.PARTNER, place=network.pilot(elsewhere, at=at), at=at
    )
    with pytest.raises(Error, match="not for who opens this"):
        broken(world, far, at)


def test_nobody_reviews_or_tells_beforehand(world: World, at: datetime) -> None:
    for more, values in (
        (", reviewed_at, reviewed_by_id", f", '{at.isoformat()}', {world.mila.pk}"),
        (", told_on, told_by_id", f", '{day_of(at)}', {world.guus.pk}"),
    ):
        with pytest.raises(Error):
            broken(world, world.guus, at, more, values)
    assert not Emergency.objects.exists()


def test_nobody_signs_for_somebody_else(world: World, at: datetime) -> None:
    bar = (
        "INSERT INTO dossier_bar (household_id, account_id, kind, note, recorded_at,"
        " recorded_by_id, lift_reason) VALUES (%s, %s, 'neighbor', '', %s, %s, '')"
    )
    with pytest.raises(Error, match="cannot be made to sign"), as_web(world.mila, at):
        run(bar, world.home.pk, world.guus.pk, at, world.ruben.pk)
    with as_web(world.mila, at):
        run(bar, world.home.pk, world.guus.pk, at, world.mila.pk)
    with pytest.raises(Error, match="cannot be made to sign"), as_web(world.mila, at):
        run("UPDATE dossier_bar SET lifted_at = %s, lifted_by_id = %s", at, world.ruben.pk)
    assert Bar.objects.get().lifted_at is None


def test_every_column_that_says_by_whom_is_bound() -> None:
    bound = {
        (table, column)
        for table, model in policies.household_tables().items()
        for column in hands.signatures(model)
    }

    assert ("legal_coredecision", "co_signed_by_id") in bound


def test_every_table_that_says_where_it_came_from_is_bound() -> None:
    says = {
        model._meta.db_table
        for model in apps.get_models()
        if any(field.column == "origin" for field in model._meta.fields)
    }

    assert set(hands.brought_in()) == says
    assert {"legal_measure", "legal_coredecision", "legal_consent"} <= says


@pytest.mark.parametrize("table", hands.brought_in())
def test_nobody_brings_in_on_screen_what_was_signed_elsewhere(
    world: World, at: datetime, table: str
) -> None:
    add = f"INSERT INTO {table} (origin) VALUES (%s)"
    with pytest.raises(Error, match="only a case file"), as_web(world.mila, at):
        run(add, "case_file")
    # What is written on screen gets further: there it is asked what else must stand in the row.
    asked = r"null value|row-level security|who brings partners in"
    with pytest.raises(Error, match=asked), as_web(world.mila, at):
        run(add, "screen")
    with transaction.atomic():
        run("SET LOCAL ROLE tandem_load")
        with pytest.raises(Error, match="null value"), transaction.atomic():
            run(add, "case_file")
        run("RESET ROLE")


@pytest.mark.parametrize("table", ["dossier_household", "dossier_involvement"])
def test_what_was_written_on_screen_never_says_that_it_was_brought_in(
    world: World, at: datetime, table: str
) -> None:
    change, brought = f"UPDATE {table} SET origin = %s", f"SELECT DISTINCT origin FROM {table}"
    with pytest.raises(Error, match="only a case file"), as_web(world.mila, at):
        run(change, "case_file")
    with as_web(world.mila, at):
        run(change, "screen")
    run(change, "case_file")
    with pytest.raises(Error, match="only a case file"), as_web(world.mila, at):
        run(change, "screen")
    assert run(brought) == [("case_file",)]


def test_nobody_writes_an_entry_for_somebody_else(world: World, at: datetime) -> None:
    write = (
        "INSERT INTO dossier_entry (household_id, kind, text, source, provenance, contact,"
        " happened_on, written_at, written_by_id, legal_ground)"
        " VALUES (%s, 'report', 'ik zag niets', '', 'family', 'none', %s, %s, %s, '')"
    )
    with pytest.raises(Error, match="cannot be made to sign"), as_web(world.vera, at):
        run(write, world.home.pk, day_of(at), at, world.mila.pk)


def test_what_was_written_stays_as_it_was(world: World, at: datetime) -> None:
    entry = Entry.objects.create(
        household=world.home,
        kind="fact",
        text="zoals het was",
        source="Fatima",
        provenance="family",
        happened_on=day_of(at),
        written_at=at,
        written_by=world.mila,
    )
    with pytest.raises(Error, match="permission denied"), as_web(world.mila, at):
        run("UPDATE dossier_entry SET text = 'vervalst' WHERE id = %s", entry.pk)
    with pytest.raises(Error, match="a correction is a new row"), transaction.atomic():
        run("UPDATE dossier_entry SET text = 'vervalst' WHERE id = %s", entry.pk)


def test_what_was_signed_given_or_measured_stays(world: World, at: datetime) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    measure = power.measured(world.home, world.gi, world.ruben, by=world.mila, at=at)
    consent = world.consents["Fatima"]
    for table, number, what in (
        ("legal_coredecision", decision.pk, "facts = 'vervalst'"),
        ("legal_coredecision", decision.pk, "ground = 'crisis'"),
        ("legal_coredecision", decision.pk, "power_kind = 'place'"),
        ("legal_coredecision", decision.pk, "urgent_reason = 'haast'"),
        ("legal_consent", consent.pk, "answer = 'no'"),
        ("legal_consent", consent.pk, "origin = 'case_file'"),
        ("legal_consent", consent.pk, "given_on = given_on - 30"),
        ("legal_measure", measure.pk, "kind = 'contact_ban'"),
        ("legal_measure", measure.pk, "decided_on = decided_on - 30"),
        ("legal_measure", measure.pk, "reference = 'vervalst'"),
    ):
        with pytest.raises(Error, match="permission denied"), as_web(world.mila, at):
            run(f"UPDATE {table} SET {what} WHERE id = %s", number)


def test_a_day_that_was_written_down_stays(world: World, at: datetime) -> None:
    measure = power.measured(world.home, world.gi, world.ruben, by=world.mila, at=at)
    day, table = day_of(at), "UPDATE legal_measure SET {} WHERE id = %s"
    with as_web(world.mila, at):
        run(table.format("first_contact_on = %s"), day, measure.pk)
        run(table.format("until = until - 10"), measure.pk)
    with pytest.raises(Error, match="what was told and said stays"), as_web(world.mila, at):
        run(table.format("first_contact_on = %s"), day - timedelta(days=1), measure.pk)
    with pytest.raises(Error, match="confirmed once"), as_web(world.mila, at):
        run(table.format("confirmed_by_id = NULL, confirmed_at = NULL"), measure.pk)
    with pytest.raises(Error, match="does not begin again"), as_web(world.mila, at):
        run(table.format("until = until + 1"), measure.pk)


def test_a_key_only_ends(world: World, at: datetime) -> None:
    key = Key.objects.filter(household=world.home, account=world.vera).get()
    with as_web(world.mila, at):
        run("UPDATE dossier_key SET until = %s WHERE id = %s", at, key.pk)
    for until in (None, at + timedelta(days=1)):
        with pytest.raises(Error, match="does not begin again"), as_web(world.mila, at):
            run("UPDATE dossier_key SET until = %s WHERE id = %s", until, key.pk)


def test_no_key_outlives_its_involvement(world: World, at: datetime) -> None:
    key = Key.objects.filter(household=world.home, account=world.vera).get()
    day = day_of(at)
    run("UPDATE dossier_involvement SET until = %s WHERE id = %s", day, key.involvement_id)
    with pytest.raises(Error, match="without its ground"), as_web(world.mila, at):
        run(
            "INSERT INTO dossier_key (account_id, household_id, scope, ground, involvement_id,"
            " since) VALUES (%s, %s, 'partner', 'involvement', %s, %s)",
            world.vera.pk,
            world.home.pk,
            key.involvement_id,
            at,
        )


def test_work_that_ended_is_not_revived(world: World, at: datetime) -> None:
    ended = Assignment.objects.get(account=world.ruben)
    Assignment.objects.filter(pk=ended.pk).update(until=day_of(at))

    with pytest.raises(Error, match="does not begin again"), as_web(world.administrator, at):
        run("UPDATE network_assignment SET until = NULL WHERE id = %s", ended.pk)


def test_the_trail_is_written_at_the_moment_itself(world: World, at: datetime) -> None:
    add = (
        "INSERT INTO audit_event (at, kind, event, actor_id, household_ref, subject, ground, rule)"
        " VALUES (%s, 'look', 'household_looked_at', %s, '', '', '', '')"
    )
    with as_web(world.mila, at):
        run(add, at, world.mila.pk)
    for moment, actor in ((at - timedelta(days=30), world.mila), (at, world.ruben)):
        with pytest.raises(Error, match="row-level security"), as_web(world.mila, at):
            run(add, moment, actor.pk)


@pytest.mark.parametrize("column", ["id", "xid", "epoch", "salt"])
def test_what_the_sealer_goes_by_nobody_writes(world: World, at: datetime, column: str) -> None:
    with pytest.raises(Error, match="permission denied"), as_web(world.mila, at):
        run(
            f"INSERT INTO audit_event (at, kind, event, household_ref, subject, ground, rule,"
            f" {column}) SELECT at, kind, event, household_ref, subject, ground, rule, {column}"
            f" FROM audit_event"
        )


@pytest.mark.parametrize("role", ["tandem_backup", "tandem_seal", "tandem_watch", "tandem_road"])
def test_work_in_the_background_asks_no_function_for_somebody(world: World, role: str) -> None:
    for asked in ("tandem.end_keys(1, NULL, NULL, NULL, now())", "tandem.enter('x', 1, now())"):
        run("SAVEPOINT before")
        run(f"SET LOCAL ROLE {role}") if role != "tandem_backup" else None
        if role == "tandem_backup":
            [(may,)] = run(
                "SELECT bool_or(has_function_privilege('tandem_backup', p.oid, 'EXECUTE'))"
                " FROM pg_proc p WHERE p.pronamespace = 'tandem'::regnamespace"
            )
            assert not may
        else:
            with pytest.raises(Error, match="permission denied"):
                run(f"SELECT {asked}")
        run("ROLLBACK TO SAVEPOINT before")
        run("RESET ROLE")


# Keys ---------------------------------------------------------------------------------------------

CUT = (
    "INSERT INTO dossier_key (account_id, household_id, scope, ground, involvement_id, since)"
    " VALUES (%s, %s, 'partner', 'involvement', %s, %s)"
)


def test_a_partner_lets_no_colleague_in(world: World, at: datetime) -> None:
    values = (world.stella.pk, world.home.pk, world.involvement.pk, at)
    for by in (world.vera, world.mila):
        with pytest.raises(Error, match="row-level security"), as_web(by, at):
            run(CUT, *values)
    # Nor by naming them first.
    with pytest.raises(Error, match="who brings partners in"), as_web(world.vera, at):
        run("UPDATE dossier_involvement SET professional_id = %s", world.stella.pk)
    with as_web(world.mila, at):
        run("UPDATE dossier_involvement SET professional_id = %s", world.stella.pk)
        run(CUT, *values)


def test_a_partner_ends_no_keys_of_others(world: World, at: datetime) -> None:
    before = Key.objects.filter(until=None).count()
    with pytest.raises(Error, match="row-level security"), as_web(world.vera, at):
        run("UPDATE dossier_key SET until = %s WHERE account_id <> %s", at, world.vera.pk)
    with pytest.raises(Error, match="row-level security"), as_web(world.vera, at):
        run("UPDATE dossier_key SET until = %s WHERE account_id = %s", at, world.vera.pk)
    assert Key.objects.filter(until=None).count() == before


# What stands --------------------------------------------------------------------------------------


@pytest.fixture
def shield(world: World, at: datetime) -> Shield:
    """Everything is closed to Daan; Mila did that."""
    new = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Hij dreigt.")
    return shields.close(world.home, new, by=world.mila, at=at)


@pytest.mark.parametrize("who", ["mila", "ruben", "vera"])
@pytest.mark.parametrize(
    "attempt",
    [
        "UPDATE dossier_closedto SET person_id = (SELECT min(id) FROM dossier_person)",
        "DELETE FROM dossier_closedto",
        "UPDATE dossier_shield SET set_at = '2099-01-01'",
        "UPDATE dossier_shield SET kind = 'organization'",
        "UPDATE dossier_shield SET set_by_id = NULL",
    ],
)
def test_nobody_opens_a_shield_by_writing_another(
    world: World, at: datetime, shield: Shield, attempt: str, who: str
) -> None:
    with pytest.raises(Error, match="permission denied"), as_web(getattr(world, who), at):
        run(attempt)


def test_two_of_the_team_lift_a_shield_and_a_partner_does_not(
    world: World, at: datetime, shield: Shield
) -> None:
    asked = (
        "UPDATE dossier_shield SET lift_asked_at = %s, lift_asked_by_id = %s, lift_reason = 'nee'"
    )
    lifted = "UPDATE dossier_shield SET lifted_at = %s, lifted_by_id = %s"
    with pytest.raises(Error, match="until two lift it"), as_web(world.vera, at):
        run(asked, at, world.vera.pk)
    with as_web(world.mila, at):
        run(asked, at, world.mila.pk)
    with pytest.raises(Error, match="four_eyes"), as_web(world.mila, at):
        run(lifted, at, world.mila.pk)
    with pytest.raises(Error, match="until two lift it"), as_web(world.vera, at):
        run(lifted, at, world.vera.pk)
    with as_web(world.ruben, at):
        run(lifted, at, world.ruben.pk)


def test_a_signature_that_stands_stays(world: World, at: datetime) -> None:
    involvement = world.involvement
    for signs in (world.ruben.pk, None):
        with pytest.raises(Error, match="stays: add to it"), as_web(world.ruben, at):
            run("UPDATE dossier_involvement SET recorded_by_id = %s", signs)
    involvement.refresh_from_db()
    assert involvement.recorded_by == world.mila


def test_every_signature_stays_or_is_named_as_one_that_is_signed_again() -> None:
    columns = {
        (table, column)
        for table, model in policies.household_tables().items()
        for column in hands.signatures(model)
    }

    assert columns > hands.AGAIN
    assert ("legal_measure", "recorded_by_id") not in hands.AGAIN
