"""docs/generated says what the code says."""

from __future__ import annotations

from io import StringIO
from pathlib import Path

import pytest
from django.core.management import call_command

from tandem.desk.selectors import handbook
from tests.house.walk import ROOT


@pytest.mark.parametrize("name", handbook.PAGES)
def test_the_page_is_up_to_date(name: str) -> None:
    written = (ROOT / "docs" / "generated" / name).read_text(encoding="utf-8")

    assert written == handbook.PAGES[name](), "run `manage.py generate_docs`"


def test_the_command_writes_every_page(tmp_path: Path) -> None:
    call_command("generate_docs", to=tmp_path, stdout=StringIO())

    assert {path.name for path in tmp_path.iterdir()} == set(handbook.PAGES)
