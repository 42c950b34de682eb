"""Migrations: none missing, each with a name that says what it does."""

from __future__ import annotations

import re

import pytest
from django.core.management import call_command

from tests.house.walk import ROOT


@pytest.mark.django_db
def test_none_is_missing(capsys: pytest.CaptureFixture[str]) -> None:
    try:
        call_command("makemigrations", check=True, dry_run=True, verbosity=1)
    except SystemExit:
        pytest.fail(capsys.readouterr().out)


def test_each_says_what_it_does() -> None:
    for path in (ROOT / "tandem").glob("*/migrations/0*.py"):
        assert re.fullmatch(r"\d{4}_[a-z0-9_]+", path.stem)
        assert not re.search(r"_auto_\d{8}|_alter_.*_and_more", path.stem), path
