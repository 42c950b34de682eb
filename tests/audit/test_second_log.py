"""The second log says what was processed when, and nothing about who."""

from __future__ import annotations

import hmac
import json
from datetime import datetime, timedelta

import pytest
from django.core.management import CommandError, call_command
from django.db import ProgrammingError, connection, transaction

from config.postgres import roles
from config.second_lock import install
from tandem.audit import services as audit
from tandem.audit.enums import Activity
from tandem.core.periods import day_of
from tests.audit.lines import second_log
from tests.audit.test_services import Somebody

# The backup keeps everything, and writes nothing.
READS_IT = frozenset({roles.BACKUP})


@pytest.mark.django_db
def test_the_second_log_names_nobody(at: datetime) -> None:
    audit.record("consent_recorded", by=Somebody(), at=at, household="2026-BBBBBB")
    audit.record("quarter_submitted", by=Somebody(), at=at)

    (line,) = second_log()
    assert line["name"] == "consent_recorded"
    assert (
        line["data_subject_id"]
        == hmac.new(install._alias_key(), b"2026-BBBBBB", "sha256").hexdigest()[:32]
    )
    assert "BBBBBB" not in str(line)
    assert (line["start_time"], line["status"]) == (int(at.timestamp() * 1000), "Ok")


@pytest.mark.django_db
def test_who_knocked_without_a_key_processed_nothing_of_anybody(at: datetime) -> None:
    audit.record_refused_look("2026-BBBBBB", by=Somebody(), at=at, subject="verhaal")

    assert second_log() == []


@pytest.mark.django_db
def test_the_second_log_of_a_day_is_given_a_line_per_processing(
    at: datetime, capsys: pytest.CaptureFixture[str]
) -> None:
    for moment in (at, at + timedelta(days=1)):
        audit.record("consent_recorded", by=Somebody(), at=moment, household="2026-BBBBBB")

    call_command("second_log", str(day_of(at)))

    (line,) = [json.loads(one) for one in capsys.readouterr().out.splitlines()]
    assert set(line) == {
        "trace_id", "span_id", "status", "name", "start_time", "end_time", "attributes",
    }  # fmt: skip
    assert len(line["span_id"]) == 16
    assert line["attributes"]["dpl.core.processing_activity_id"] == Activity.KEEP
    assert line["attributes"]["dpl.core.data_subject_id_type"] == "household"


def test_a_day_that_is_none_is_said_in_words() -> None:
    with pytest.raises(CommandError, match="'morgen' is geen dag"):
        call_command("second_log", "morgen")


@pytest.mark.django_db
@pytest.mark.parametrize("role", [one for one in roles.ALL if one not in READS_IT])
def test_nobody_else_reads_the_second_log_or_makes_an_alias(role: str) -> None:
    for table in ("processing", "alias_key"):
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(f"SET LOCAL ROLE {role}")
            with pytest.raises(ProgrammingError, match="permission denied"):
                cursor.execute(f"SELECT * FROM tandem.{table}")
            transaction.set_rollback(True)


@pytest.mark.django_db
@pytest.mark.parametrize(
    "table", ["public.audit_event", "public.dossier_household", "tandem.alias_key"]
)
def test_who_keeps_the_register_reads_nothing_but_the_second_log(table: str) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.REGISTER}")
        with pytest.raises(ProgrammingError, match="permission denied"):
            cursor.execute(f"SELECT * FROM {table}")
        transaction.set_rollback(True)
