"""Whatever whoever runs the database does to the past, the verifier says so."""

from __future__ import annotations

import stat
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

import psycopg
import pytest
import sealed
import verify
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey
from django.core.management import call_command
from django.db import connection
from django.utils.timezone import now

from bench import tamper, writers
from tandem.audit import services as audit
from tandem.audit.models import Event, Leaf, Seal
from tandem.audit.services import anchors, sealing
from tandem.core import checkpoint
from tests.factories.world import World

ROWS, POSITIONS = 40, 20
SIGNER = checkpoint.Signer("tandem", Ed25519PrivateKey.generate())


class Somebody:
    pk = 7


def write(rows: int, *, at: datetime) -> None:
    for number in range(rows):
        household = f"2026-BBBBB{'BCDF'[number % 4]}"
        audit.record("name_changed", by=Somebody(), at=at, household=household, subject="person:1")


def place() -> dict[str, Any]:
    """Where the database of the tests is, for a connection without Django."""
    known = connection.get_connection_params()
    return {name: known[name] for name in ("host", "port", "dbname", "user") if known.get(name)}


def seal(at: datetime) -> Seal | None:
    """Seal all that was written: tests beside this one, in other databases, hold the horizon."""
    writers.wait(place())
    return sealing.seal(SIGNER, by=None, at=at)


@pytest.fixture
def trail(transactional_db: None, tmp_path: Path) -> Iterator[tamper.Trail]:
    """A trail with a seal and an anchor after each quarter, and two rows that wait."""
    at = now() - timedelta(seconds=30)
    for _part in range(4):
        write(ROWS // 4, at=at)
        # Its own moment, after the wait: tests beside this one can hold it for longer than a lag.
        writers.wait(place())
        moment = now()
        sealed = seal(moment)
        assert sealed is not None
        anchors.drop(sealed, [tmp_path], every=timedelta(0), by=None, at=moment)
    write(2, at=at)
    with psycopg.connect(**place()) as own:
        tamper.guards_off(own)
        yield tamper.Trail(own, tuple(verify.found_anchors(tmp_path)), SIGNER, ROWS)
        own.rollback()


def test_all_twelve_classes_are_found_wherever_they_are(trail: tamper.Trail) -> None:
    clean = trail.checked()
    assert (clean.findings, clean.rows, clean.waiting) == ([], ROWS, 2)
    assert (clean.seals, clean.anchors) == (4, 4)
    missed = []
    for name, change in tamper.CLASSES.items():
        for position in range(POSITIONS):
            with tamper.tampering(trail):
                report = change(trail, position * 7).checked()
            if not report.findings:
                missed.append((name, position))
    assert not missed
    assert len(tamper.CLASSES) == 12
    assert trail.checked().findings == []


def test_it_says_which_row_is_wrong_and_how(trail: tamper.Trail) -> None:
    said: list[str] = []
    with tamper.tampering(trail):
        report = tamper.edit_a_field(trail, 5).checked()
    verify.say(report, said.append)

    assert report.kinds == {"veranderd"}
    assert said[0] == f"FOUT (veranderd) blad 5: logregel {trail.row(5)} is veranderd\n"
    assert said[1].endswith("1 fouten.\n")


def test_it_knows_a_database_that_was_put_back(trail: tamper.Trail) -> None:
    with tamper.tampering(trail):
        report = tamper.roll_back(trail, 1).checked()

    assert "korter" in report.kinds


def test_without_the_anchors_a_new_seal_with_our_own_key_would_pass(trail: tamper.Trail) -> None:
    with tamper.tampering(trail):
        changed = tamper.seal_again(trail, 3)
        inside = tamper.Trail(changed.connection, (), SIGNER, ROWS).checked()
        outside = changed.checked()

    assert inside.findings == []
    assert outside.kinds == {"andere boom"}


def test_a_sealer_that_stopped_is_noticed(trail: tamper.Trail) -> None:
    writers.wait(place())
    later = datetime.now(UTC) + timedelta(hours=1)

    report = verify.Check(trail.connection, [SIGNER.public()], later).run(trail.anchors)

    assert report.kinds == {"achterstand"}


def test_a_month_may_be_gone_after_its_term_and_not_before(trail: tamper.Trail) -> None:
    month = Leaf.objects.values_list("month", flat=True).distinct().get()
    later = datetime.now(UTC) + timedelta(days=366 * 6)
    for moment, allowed in ((datetime.now(UTC), False), (later, True)):
        check = verify.Check(trail.connection, [SIGNER.public()], moment)
        with tamper.tampering(trail):
            trail.do("DELETE FROM audit_event WHERE xid IN (SELECT xid FROM audit_event)")
            trail.do(
                "INSERT INTO audit_event (at, kind, event, household_ref, subject, ground, rule)"
                " VALUES (now(), 'change', 'audit_month_destroyed', '', %s, '', '')",
                month,
            )
            report = check.run(trail.anchors)
        assert ("weg" not in report.kinds) == allowed


def test_the_verifier_hashes_the_columns_that_the_sealer_hashes() -> None:
    assert verify.COLUMNS == sealing.COLUMNS
    assert verify.FORM == sealing.FORM


@pytest.mark.django_db
def test_every_column_of_the_table_is_sealed() -> None:
    with connection.cursor() as cursor:
        columns = connection.introspection.get_table_description(cursor, "audit_event")

    assert {column.name for column in columns} == set(sealing.COLUMNS.split(", "))


def test_no_row_of_slow_writers_is_left_out_of_the_tree(transactional_db: None) -> None:
    sealing.seal(SIGNER, by=None, at=now())

    found = writers.run(
        place(), lambda: sealing.seal(SIGNER, by=None, at=now()), writers=16, seconds=2
    )

    assert found.written > 100
    assert found.missed == 0
    assert found.missed_by_number > 0  # so the test can fail
    numbers = Leaf.objects.order_by("number").values_list("number", flat=True)
    assert list(numbers) == list(range(found.written))


def test_a_database_that_moved_goes_on_in_a_new_epoch(transactional_db: None) -> None:
    at = now()
    write(3, at=at)
    first = seal(at)
    write(2, at=at)
    with connection.cursor() as cursor:
        cursor.execute("ALTER TABLE audit_seal DISABLE TRIGGER USER")
        Seal.objects.update(cluster="elders")
        cursor.execute("ALTER TABLE audit_seal ENABLE TRIGGER USER")

    second = seal(at)
    write(1, at=at)
    third = seal(at)

    assert first is not None
    assert second is not None
    assert third is not None
    assert (first.size, second.size, third.size) == (3, 5, 6)
    assert second.epoch == first.epoch + 1
    assert seal(at) is None


def test_only_one_sealer_seals(transactional_db: None) -> None:
    write(1, at=now())
    with psycopg.connect(**place()) as other:
        other.execute("SELECT FROM tandem.sealing FOR UPDATE")

        assert sealing.seal(SIGNER, by=None, at=now()) is None


def test_the_web_cannot_keep_the_sealer_waiting(transactional_db: None) -> None:
    with psycopg.connect(**place()) as web:
        web.execute("SET ROLE tandem_web")
        with pytest.raises(psycopg.errors.InsufficientPrivilege):
            web.execute("SELECT FROM tandem.sealing FOR UPDATE")


_SLIP_IN = (
    "INSERT INTO audit_event (at, kind, event, household_ref, subject, ground, rule, source)"
    " VALUES (now() - interval '40 days', 'look', 'household_looked_at', '', '', '', '', %s)"
)


@pytest.mark.parametrize(
    ("source", "kinds", "brought_in"),
    [("web", {"te laat"}, 0), ("", {"te laat"}, 0), ("manage.py load_cases", set(), 1)],
)
def test_a_row_of_long_ago_was_written_then_or_brought_in(
    source: str, kinds: set[str], brought_in: int, transactional_db: None, tmp_path: Path
) -> None:
    at = now()
    write(3, at=at)
    assert seal(at) is not None
    with connection.cursor() as cursor:
        cursor.execute(_SLIP_IN, [source])
    write(1, at=at)
    sealed = seal(at)
    assert sealed is not None
    anchor = [("anker", sealed.checkpoint)]

    with psycopg.connect(**place()) as own:
        report = verify.Check(own, [SIGNER.public()], datetime.now(UTC)).run(anchor)

    assert (report.kinds, report.brought_in) == (kinds, brought_in)


def test_a_time_without_seals_is_told(transactional_db: None) -> None:
    at = now() - timedelta(hours=2)
    write(1, at=at)
    assert seal(at) is not None
    write(2, at=at + timedelta(minutes=10))
    sealed = seal(at + timedelta(hours=1))
    assert sealed is not None
    write(1, at=now())
    assert seal(now()) is not None
    said: list[str] = []

    with psycopg.connect(**place()) as own:
        check = verify.Check(own, [SIGNER.public()], datetime.now(UTC))
        report = check.run([("anker", sealed.checkpoint)])
    verify.say(report, said.append)

    assert report.findings == []
    assert len(report.held_up) == 1
    assert "niet verzegeld, terwijl er wel werd gewerkt" in said[0]


def test_another_table_of_the_same_name_is_not_read(trail: tamper.Trail) -> None:
    with tamper.tampering(trail):
        trail.connection.execute(
            "CREATE SCHEMA shadow; CREATE TABLE shadow.audit_event AS TABLE public.audit_event"
        )
        trail.connection.execute("SET LOCAL search_path = shadow, public")
        trail.connection.execute(
            "UPDATE public.audit_event SET actor_id = 99 WHERE id = %s", [trail.row(3)]
        )
        report = trail.checked()

    assert report.kinds == {"veranderd"}


def test_a_view_in_the_place_of_the_trail_is_no_trail(trail: tamper.Trail) -> None:
    with tamper.tampering(trail):
        trail.connection.execute(
            "ALTER TABLE audit_seal RENAME TO kept; CREATE VIEW public.audit_seal AS TABLE kept"
        )
        report = trail.checked()

    assert report.kinds == {"andere tabel"}


def test_a_policy_hides_nothing_from_the_verifier(transactional_db: None) -> None:
    with psycopg.connect(**place()) as web:
        web.execute("SET ROLE tandem_seal")
        with pytest.raises(psycopg.errors.InsufficientPrivilege, match="row-level security"):
            verify.Check(web, [SIGNER.public()], datetime.now(UTC)).run([])


def test_anchors_that_nobody_renews_are_noticed(trail: tamper.Trail) -> None:
    first = tamper.Trail(trail.connection, trail.anchors[:1], SIGNER, ROWS)
    with tamper.tampering(trail):
        moved = datetime.now(UTC) + timedelta(days=2)
        row = trail.connection.execute(
            "SELECT root FROM audit_seal WHERE size = %s", [ROWS]
        ).fetchone()
        assert row is not None
        note = SIGNER.sign(ROWS, bytes(row[0]), moved)
        trail.do(
            "UPDATE audit_seal SET at = %s, checkpoint = %s WHERE size = %s", moved, note, ROWS
        )
        report = verify.Check(trail.connection, [SIGNER.public()], moved).run(first.anchors)

    assert "oude ankers" in report.kinds


def test_without_a_single_anchor_nothing_is_proved(
    committed_world: World, tmp_path: Path, settings: Any, capfd: pytest.CaptureFixture[str]
) -> None:
    settings.AUDIT_KEY, settings.AUDIT_ANCHORS = tmp_path / "audit-key", tmp_path / "anchors"
    writers.wait(place())
    call_command("seal_audit")

    with pytest.raises(SystemExit):
        call_command("verify_audit", anchors=tmp_path / "nowhere")

    assert "geen ankers" in capfd.readouterr().out


@pytest.mark.parametrize("table", ["audit_leaf", "audit_seal"])
def test_nobody_changes_the_tree(table: str, transactional_db: None) -> None:
    with psycopg.connect(**place()) as own, pytest.raises(psycopg.Error, match="append-only"):
        own.execute(f"DELETE FROM {table}")


def test_the_commands_seal_lay_anchors_and_verify(
    committed_world: World,
    tmp_path: Path,
    settings: Any,
    capfd: pytest.CaptureFixture[str],
) -> None:
    settings.AUDIT_KEY, settings.AUDIT_ANCHORS = tmp_path / "audit-key", tmp_path / "anchors"

    writers.wait(place())
    call_command("seal_audit")
    call_command("seal_audit")
    call_command("seal_audit", public_key=True)
    call_command("verify_audit")

    said = capfd.readouterr().out.splitlines()
    assert said[0] == f"{Event.objects.count()} logregels verzegeld."
    assert said[1] == "Er was niets nieuws."
    assert said[2] == settings.AUDIT_KEY.with_suffix(".pub").read_text().strip()
    assert said[3].endswith("Alles klopt.")
    assert stat.S_IMODE(settings.AUDIT_KEY.stat().st_mode) == 0o600
    region = committed_world.region.slug
    for organization in ("lt-huizen", "vt", "rvdk"):
        (anchor,) = (tmp_path / "anchors" / region / organization).iterdir()
        assert anchor.read_text().startswith("tandem\n")
        anchor.write_text(anchor.read_text().replace("tandem\n", "ander\n", 1))
        with pytest.raises(SystemExit):
            call_command("verify_audit")
        assert "vreemd anker" in capfd.readouterr().out


def test_an_anchor_is_laid_now_and_then_and_never_over_another(tmp_path: Path) -> None:
    at = datetime(2026, 9, 7, 10, tzinfo=UTC)
    every = timedelta(minutes=15)

    def laid(size: int, minutes: int) -> int:
        moment = at + timedelta(minutes=minutes)
        seal = Seal(size=size, checkpoint=SIGNER.sign(size, b"x" * 32, moment))
        return anchors.drop(seal, [tmp_path / "vt"], every=every, by=None, at=moment)

    assert [laid(5, 0), laid(6, 10), laid(7, 15), laid(7, 40)] == [1, 0, 1, 0]
    assert [file.name for file in sorted((tmp_path / "vt").iterdir())] == [
        "000000000005.checkpoint",
        "000000000007.checkpoint",
    ]


def test_a_checkpoint_reads_back(tmp_path: Path) -> None:
    at = datetime(2026, 9, 7, 10, 0, 0, 123000, tzinfo=UTC)
    kept = checkpoint.kept_signer(tmp_path / "audit-key", "tandem")
    note = checkpoint.kept_signer(tmp_path / "audit-key", "tandem").sign(5, b"r" * 32, at)

    assert checkpoint.read(note) == checkpoint.Checkpoint("tandem", 5, b"r" * 32, at)
    opened = sealed.opened(note, [sealed.public_key(kept.public())])
    assert opened == sealed.Signed("tandem", 5, b"r" * 32, at)
