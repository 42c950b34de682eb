"""What somebody gains who gets SQL past Python, in the web's role: nothing but their own."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import connection, transaction
from django.db.utils import Error, InternalError, ProgrammingError

from config.transactions import clean
from tandem.audit import services as audit
from tandem.core import identity
from tandem.dossier.models import Household
from tandem.dossier.services import keys
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Assignment
from tests.factories import dossier, network
from tests.factories.world import World


def run(sql: str, *values: object) -> list[tuple[object, ...]]:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))  # type: ignore[arg-type]
        return cursor.fetchall() if cursor.description else []


@contextmanager
def as_web(account: Account | None, at: datetime) -> Iterator[None]:
    """In the web's role, as somebody; afterwards nothing of it is left."""
    with transaction.atomic():
        run("SET LOCAL ROLE tandem_web")
        if account is not None:
            identity.act_as(account.pk, at=at)
        yield
        run("RESET ROLE")
        identity.act_as_nobody()


@contextmanager
def at_the_door_as(claim: str) -> Iterator[None]:
    run("SELECT tandem.stand_at_the_door(%s)", claim)
    yield


def refs_with(setting: str, value: str, *, by: Account | None, at: datetime) -> set[str]:
    """What is seen by whoever writes a setting of their own first."""
    with as_web(by, at):
        run("SELECT set_config(%s, %s, true)", setting, value)
        return refs()


def refs() -> set[str]:
    return {str(ref) for (ref,) in run("SELECT ref FROM dossier_household")}


@pytest.fixture
def other(world: World, at: datetime) -> Household:
    """A household that Vera has no key to."""
    return dossier.registered(world.huizen, name="De Berk", by=world.mila, at=at)


def test_without_a_claim_there_is_nothing(world: World, at: datetime) -> None:
    with as_web(None, at):
        assert refs() == set()
        assert run("SELECT id FROM dossier_person") == []
        assert run("SELECT * FROM dossier_key") == []


def test_a_claim_opens_what_the_keys_open(world: World, other: Household, at: datetime) -> None:
    with as_web(world.mila, at):
        assert refs() == {world.home.ref, other.ref}
    with as_web(world.vera, at):
        assert refs() == {world.home.ref}
    with as_web(world.outsider, at):
        assert refs() == set()


@pytest.mark.parametrize(
    "forge",
    [
        lambda claim, to: claim.replace(claim.partition(".")[0], str(to), 1),
        lambda claim, to: f"{to}",
        lambda claim, to: f"{to}.0.0.{'0' * 64}",
        lambda claim, to: claim[:-1] + ("0" if claim[-1] != "0" else "1"),
        lambda claim, to: claim + "0",
        lambda claim, to: claim.upper() + " ",
    ],
)
def test_a_forged_claim_is_an_error(world: World, at: datetime, forge: object) -> None:
    claim = identity.claim(world.outsider.pk, at)
    forged = forge(claim, world.mila.pk)  # type: ignore[operator]

    with pytest.raises(ProgrammingError, match="not signed here"), as_web(None, at):
        run("SELECT tandem.act_as(%s)", forged)


@pytest.mark.parametrize("claim", [None, ".", "x", "door.", "a" * 65, " "])
@pytest.mark.parametrize("function", ["act_as", "stand_at_the_door"])
def test_a_claim_of_nothing_brings_nobody_back(
    world: World, at: datetime, function: str, claim: str | None
) -> None:
    with as_web(None, at):
        identity.act_as(world.mila.pk, at=at)  # an earlier request on this connection
        identity.stand_at_the_door(world.vera.pk, at=at)
    with pytest.raises(ProgrammingError, match="not signed here"), as_web(None, at):
        run(f"SELECT tandem.{function}(%s)", claim)


def test_no_identity_is_remembered_beyond_its_request(world: World, at: datetime) -> None:
    remembered = "SELECT currval('tandem.acting_account')"
    with as_web(world.mila, at):
        assert refs()
    assert run(remembered) == [(world.mila.pk,)]

    clean()

    with pytest.raises(Error, match="not yet defined"), transaction.atomic():
        run(remembered)


def test_a_claim_is_too_old_after_a_while(world: World, at: datetime) -> None:
    run("UPDATE tandem.secret SET valid_for = interval '2 minutes'")
    with time_machine.travel(datetime.now(tz=at.tzinfo) - timedelta(minutes=3)):
        old = identity.claim(world.mila.pk, at)
    fresh = identity.claim(world.mila.pk, at)

    with as_web(None, at):
        run("SELECT tandem.act_as(%s)", fresh)
        assert refs() == {world.home.ref}
    with pytest.raises(ProgrammingError, match="too old"), as_web(None, at):
        run("SELECT tandem.act_as(%s)", old)


def test_a_claim_that_was_overheard_is_worth_nothing_in_another_transaction(
    world: World, at: datetime, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(identity, "_number", lambda: "3")
    mila = world.mila.pk
    overheard, at_the_door = identity.claim(mila, at), identity.door_claim(mila, at)
    monkeypatch.undo()

    with pytest.raises(ProgrammingError, match="another transaction"), as_web(None, at):
        run("SELECT tandem.act_as(%s)", overheard)
    with (
        pytest.raises(ProgrammingError, match="another transaction"),
        as_web(None, at),
        at_the_door_as(at_the_door),
    ):
        run("SELECT tandem.myself()")


@pytest.mark.parametrize(
    "sql",
    [
        "CREATE TEMP TABLE audit_event (LIKE public.audit_event)",
        "CREATE FUNCTION pg_temp.evil() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "CREATE DOMAIN pg_temp.date AS pg_catalog.date",
        "CREATE SCHEMA shadow",
        "CREATE TABLE public.shadow ()",
    ],
)
def test_nothing_can_be_put_before_what_we_mean(world: World, at: datetime, sql: str) -> None:
    with pytest.raises(ProgrammingError, match="permission denied"), as_web(world.vera, at):
        run(sql)


def test_narrowing_never_widens(world: World, other: Household, at: datetime) -> None:
    with as_web(world.vera, at):
        identity.narrow_to([world.home.pk, other.pk])
        assert refs() == {world.home.ref}
        identity.narrow_to([other.pk])
        assert refs() == set()
        identity.widen()
        assert refs() == {world.home.ref}


@pytest.mark.parametrize("said", ["1.2", "yes", "{mila}.{at}"])
def test_a_setting_written_by_hand_opens_nothing(world: World, at: datetime, said: str) -> None:
    moment = round(at.timestamp() * 1_000_000)
    forged = said.format(mila=world.mila.pk, at=moment)

    with pytest.raises(Error):
        refs_with("tandem.acts", forged, by=world.outsider, at=at)


def test_a_savepoint_that_is_undone_leaves_nobody_else_at_work(world: World, at: datetime) -> None:
    with as_web(world.outsider, at):
        run("SAVEPOINT before")
        identity.act_as(world.mila.pk, at=at)
        run("ROLLBACK TO SAVEPOINT before")
        with pytest.raises(ProgrammingError, match="not signed here"), transaction.atomic():
            refs()


def test_who_says_to_be_no_family_still_meets_the_shields(world: World, at: datetime) -> None:
    assert refs_with("tandem.family", "1", by=world.outsider, at=at) == set()
    assert refs_with("tandem.family", "0", by=world.vera, at=at) == {world.home.ref}


def test_nothing_of_a_claim_is_left_after_the_transaction(world: World, at: datetime) -> None:
    with as_web(world.mila, at):
        assert refs()
    with as_web(None, at):
        assert refs() == set()


@pytest.mark.parametrize(
    "attempt",
    [
        "SELECT * FROM tandem.secret",
        "SELECT setval('tandem.acting_account', 1)",
        "SELECT nextval('tandem.acting_account')",
        "ALTER SEQUENCE tandem.acting_account RESTART 1",
        "SELECT * FROM tandem.claimed()",
        "UPDATE tandem.secret SET valid_for = NULL",
        "ALTER TABLE dossier_person DISABLE ROW LEVEL SECURITY",
        "DROP POLICY see ON dossier_person",
        "ALTER TABLE dossier_key DISABLE TRIGGER ALL",
        "TRUNCATE dossier_entry",
        "DELETE FROM dossier_person",
        "DELETE FROM audit_event",
        "UPDATE audit_event SET actor_id = 1",
        "CREATE TABLE public.mine (id int)",
        "CREATE FUNCTION public.mine() RETURNS int LANGUAGE sql AS 'SELECT 1'",
        "SELECT pg_read_file('/etc/passwd')",
        "COPY (SELECT 1) TO PROGRAM 'true'",
        "SELECT * FROM django_migrations",
        "UPDATE dossier_key SET account_id = account_id",
    ],
)
def test_the_web_may_not(world: World, at: datetime, attempt: str) -> None:
    with pytest.raises((ProgrammingError, InternalError)), as_web(world.mila, at):
        run(attempt)


def test_switching_row_security_off_shows_an_error_and_no_row(world: World, at: datetime) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"):
        refs_with("row_security", "off", by=world.outsider, at=at)


def test_nobody_cuts_a_key_for_themselves(world: World, at: datetime) -> None:
    account, home = world.outsider, world.home
    for ground, scope in (
        ("local_team", "local_team"),
        ("involvement", "partner"),
        ("emergency", "emergency"),
        ("member", "family"),
        ("made up", "local_team"),
    ):
        with pytest.raises(Error), as_web(account, at):
            run(
                "INSERT INTO dossier_key (account_id, household_id, scope, ground, since)"
                " VALUES (%s, %s, %s, %s, %s)",
                account.pk,
                home.pk,
                scope,
                ground,
                at,
            )


def test_nobody_makes_the_ground_for_a_key_of_their_own(world: World, at: datetime) -> None:
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(world.outsider, at):
        run(
            "INSERT INTO network_assignment (account_id, region_id, pilot_id, role, since)"
            " VALUES (%s, %s, %s, 'local_team', '2026-01-01')",
            world.outsider.pk,
            world.huizen.region_id,
            world.huizen.pk,
        )
    with pytest.raises(ProgrammingError, match="only who arranges"), as_web(world.outsider, at):
        run("SELECT tandem.cut_for_team_member(%s, %s, %s)", world.outsider.pk, world.huizen.pk, at)


def test_a_row_cannot_point_at_a_row_that_is_not_seen(
    world: World, other: Household, at: datetime
) -> None:
    unseen = other.persons.order_by("id").first()
    assert unseen is not None
    refused = []
    for person in (unseen.pk, 987_654_321):
        with pytest.raises(ProgrammingError) as found, as_web(world.vera, at):
            run("INSERT INTO dossier_entry_about (entry_id, person_id) VALUES (%s, %s)", 1, person)
        refused.append(str(found.value))
    assert len(set(refused)) == 1


def test_a_row_cannot_be_moved_to_another_household(
    world: World, other: Household, at: datetime
) -> None:
    keys.end_for_account(world.mila, by=None, at=at)
    with as_web(world.ruben, at):
        assert len(refs()) == 2
    with pytest.raises(ProgrammingError), as_web(world.vera, at):
        run("UPDATE dossier_person SET household_id = %s", other.pk)


def test_a_key_that_ended_opens_nothing_from_that_moment(world: World, at: datetime) -> None:
    keys.end_for_account(world.mila, by=None, at=at)

    with as_web(world.mila, at - timedelta(microseconds=1)):
        assert refs() == {world.home.ref}
    with as_web(world.mila, at):
        assert refs() == set()


def test_a_key_that_ends_is_felt_by_the_next_statement(world: World, at: datetime) -> None:
    later = at + timedelta(minutes=1)
    with as_web(world.mila, later):
        identity.narrow_to([world.home.pk])
        assert refs() == {world.home.ref}
        run("RESET ROLE")
        keys.end_for_account(world.mila, by=None, at=later)
        run("SET LOCAL ROLE tandem_web")
        assert refs() == set()


def test_another_who_acts_does_not_inherit_what_was_open(world: World, at: datetime) -> None:
    with as_web(world.mila, at):
        identity.narrow_to([world.home.pk])
        assert refs() == {world.home.ref}
        identity.act_as(world.outsider.pk, at=at)
        identity.narrow_to([world.home.pk])
        assert refs() == set()


def test_nobody_arranges_people_of_another_region(world: World, at: datetime) -> None:
    elsewhere = network.region(at=at)
    pilot = network.pilot(elsewhere, at=at)
    stranger = network.colleague("Lies Linde", role=RoleKind.ADMINISTRATOR, place=elsewhere, at=at)
    mila, huizen, region = world.mila.pk, world.huizen.pk, world.huizen.region_id
    with as_web(stranger, at):
        run("UPDATE network_assignment SET until = %s WHERE account_id = %s", at.date(), mila)
        run("UPDATE network_assignment SET until = %s WHERE account_id = %s", None, stranger.pk)
    assert Assignment.objects.get(account=mila).until is None
    for attempt, values in (
        ("SELECT tandem.end_keys(%s, NULL, %s, NULL, %s)", (mila, huizen, at)),
        ("SELECT tandem.end_keys(%s, NULL, NULL, NULL, %s)", (mila, at)),
        ("SELECT tandem.cut_for_team_member(%s, %s, %s)", (stranger.pk, huizen, at)),
    ):
        with pytest.raises(ProgrammingError, match="only who arranges"), as_web(stranger, at):
            run(attempt, *values)
    adding = (
        "INSERT INTO network_assignment (account_id, region_id, pilot_id, role, since)"
        " VALUES (%s, %s, %s, 'local_team', '2026-01-01')"
    )
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(stranger, at):
        run(adding, stranger.pk, region, huizen)
    with as_web(stranger, at):
        run(adding, stranger.pk, elsewhere.pk, pilot.pk)


def test_nobody_writes_in_the_trail_as_nobody_or_as_somebody_else(
    world: World, at: datetime
) -> None:
    mila, outsider, ref = world.mila, world.outsider, world.home.ref
    for by, acting in ((None, outsider), (mila, outsider), (mila, None)):
        with pytest.raises(ProgrammingError, match="row-level security"), as_web(acting, at):
            audit.record("household_renamed", by=by, at=at)
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(None, at):
        audit.record("sign_in_failed", by=None, at=at, household=ref)
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(None, at):
        audit.record("household_renamed", by=None, at=at)


def test_who_is_at_the_door_and_a_sign_in_that_failed_stand_in_the_trail(
    world: World, at: datetime
) -> None:
    mila = world.mila
    with as_web(None, at):
        audit.record("sign_in_failed", by=None, at=at)
        identity.stand_at_the_door(mila.pk, at=at)
        audit.record("signed_in", by=mila, at=at)
    with as_web(mila, at):
        audit.record("household_renamed", by=mila, at=at)
