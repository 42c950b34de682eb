"""Small files; a file that grows becomes a package."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.house.walk import ROOT, python_files

LONGEST = 400
# A test module is a list that mirrors one module; nobody reads it from top to bottom.
LONGEST_TEST = 900
NAMES_OF_NOTHING = {"utils", "helpers", "common", "misc", "base_service", "base"}


@pytest.mark.parametrize(
    "path",
    python_files("tandem", "config", "tests", "bench", "script"),
    ids=lambda path: str(path.relative_to(ROOT)),
)
def test_a_file_is_read_in_one_sitting(path: Path) -> None:
    longest = LONGEST_TEST if path.name.startswith("test_") else LONGEST

    assert len(path.read_text().splitlines()) <= longest


def test_no_file_has_a_name_that_says_nothing() -> None:
    assert not [
        path
        for path in python_files("tandem")
        if path.stem in NAMES_OF_NOTHING or path.parent.name in NAMES_OF_NOTHING
    ]


def test_every_template_is_small_too() -> None:
    for path in (ROOT / "tandem").rglob("*.html"):
        assert len(path.read_text().splitlines()) <= LONGEST, path
