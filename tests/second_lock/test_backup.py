"""A backup holds every row, or there is no backup; the key of the lock is never in it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from config.postgres import backup
from tests.house.walk import ROOT


def run(var: Path, *words: str) -> str:
    """Run a program of Tandem on a database of its own."""
    environment = os.environ | {
        "TANDEM_VAR": str(var),
        "DATABASE_URL": "",
        "DJANGO_SETTINGS_MODULE": "config.settings.dev",
    }
    environment.pop("TANDEM_ROLE", None)
    done = subprocess.run(
        [sys.executable, *words],
        env=environment,
        cwd=ROOT,
        check=False,
        capture_output=True,
        text=True,
    )
    return done.stdout + done.stderr


# A household with one document, every byte there is in it, in the bare tables.
DOCUMENT = """
import django; django.setup()
from datetime import UTC, date, datetime
from tandem.dossier.models import Document, DocumentBytes, Household
from tandem.network import services
from tandem.network.services import gooi_en_vechtstreek
at, day = datetime(2026, 9, 7, tzinfo=UTC), date(2026, 9, 7)
by = services.account.operator(at=at)
pilot = gooi_en_vechtstreek.found(by=by, at=at).pilots.order_by("id")[0]
home = Household.objects.create(ref="2026-ABCDEF", name="De Wilg", pilot=pilot,
    managed_by=pilot.local_team, registered_on=day, created_at=at, created_by=by)
document = Document.objects.create(household=home, title="Brief", kind="letter", received_on=day,
    provenance="family", file_name="brief.pdf", media_type="application/pdf", size=1,
    sha256="0" * 64, added_at=at, added_by=by)
DocumentBytes.objects.create(document=document, content=bytes(range(256)) * 1000)
"""
READ = """
import django; django.setup()
from tandem.dossier.models import DocumentBytes
print("whole", bytes(DocumentBytes.objects.get().content) == bytes(range(256)) * 1000)
"""


def test_a_copy_that_lacks_a_row_is_refused() -> None:
    with pytest.raises(backup.Refused, match=r"dossier_entry \(2 van 3\)"):
        backup._compare({"dossier_entry": 3}, {"dossier_entry": 2})
    with pytest.raises(backup.Refused, match=r"dossier_key \(0 van 1\)"):
        backup._compare({"dossier_key": 1}, {})


@pytest.mark.parametrize("table", ["secret", "alias_key"])
def test_what_signs_and_what_makes_aliases_is_not_in_it(table: str) -> None:
    assert f"--exclude-table-data=tandem.{table}" in backup.WITHOUT_LOCK


def test_what_was_kept_comes_back_and_is_locked_again(tmp_path: Path) -> None:
    var, file, again = tmp_path / "var", tmp_path / "a.dump", tmp_path / "b.dump"
    run(var, "manage.py", "migrate", "-v0")
    run(var, "manage.py", "load_reference")
    assert run(var, "-c", DOCUMENT) == ""

    said = run(var, "-m", "config.postgres.backup", "save", str(file))
    assert "nageteld" in said, said
    back = run(var, "-m", "config.postgres.backup", "restore", str(file), "--over")
    assert "teruggezet" in back, back
    kept = run(var, "-m", "config.postgres.backup", "save", str(again))

    assert kept.partition(": ")[2] == said.partition(": ")[2]
    assert run(var, "-c", READ).split() == ["whole", "True"]
    # The web's role sees no household, and no error: policies and claims are there again.
    look = (
        "import django; django.setup();"
        "from django.db import connection as c; k = c.cursor();"
        "k.execute('SELECT count(*) FROM dossier_household'); print('seen', k.fetchone()[0]);"
        "k.execute('SELECT tandem.account()'); print('who', k.fetchone()[0])"
    )
    environment = "import os; os.environ['TANDEM_ROLE'] = 'tandem_web';"
    assert run(var, "-c", environment + look).split() == ["seen", "0", "who", "None"]
