"""One Dutch word, one English word: every name of the house stands in the glossary."""

from __future__ import annotations

import re

import pytest
from django.db.models import Model

from tests.house.walk import ROOT, models, python_files

GLOSSARY = ROOT / "docs" / "glossary.md"
ROWS = [
    tuple(cell.strip() for cell in line.strip().strip("|").split("|"))
    for line in GLOSSARY.read_text(encoding="utf-8").splitlines()
    if line.startswith("| ") and not line.startswith(("| Nederlands", "| ---"))
]
DUTCH = {row[0] for row in ROWS}
# Words for which we have another one; they may stand in a longer word, not by themselves.
NOT_USED = ("client", "dossiers", "beneficiary", "custody")


def test_every_row_is_whole() -> None:
    assert ROWS
    for row in ROWS:
        assert len(row) == 4, row
        dutch, english, defined, _not_used = row
        assert dutch
        assert english
        assert defined


def test_a_dutch_word_is_explained_once() -> None:
    words = [row[0] for row in ROWS]

    assert sorted(words) == sorted(set(words))


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_the_table_stands_in_the_glossary_with_its_english_name(model: type[Model]) -> None:
    dutch = str(model._meta.verbose_name)
    english = re.sub(r"(?<!^)(?=[A-Z])", " ", model.__name__).lower()

    assert (dutch, english) in {(row[0], row[1]) for row in ROWS}


@pytest.mark.parametrize("model", models(), ids=lambda model: model._meta.label)
def test_every_field_of_the_table_stands_in_the_glossary(model: type[Model]) -> None:
    fields = (*model._meta.fields, *model._meta.many_to_many)
    missing = {str(f.verbose_name) for f in fields if f.name != "id"} - DUTCH

    assert not missing


def test_every_word_is_still_used() -> None:
    labels = {
        str(field.verbose_name)
        for model in models()
        for field in (*model._meta.fields, *model._meta.many_to_many)
    } | {str(model._meta.verbose_name) for model in models()}
    section = GLOSSARY.read_text(encoding="utf-8").partition("## Woorden op de schermen")[2]
    shown = {line.strip("| ").split(" | ")[0] for line in section.splitlines() if "|" in line}

    assert shown - {"Nederlands", "---"} <= labels


@pytest.mark.parametrize("word", NOT_USED)
def test_a_word_that_we_do_not_use_names_nothing(word: str) -> None:
    named = re.compile(rf"^\s*(?:def|class) {word}\b|^\s*{word}\s*[:=]", re.MULTILINE)
    found = [
        path.relative_to(ROOT).as_posix()
        for path in python_files("tandem")
        if named.search(path.read_text())
    ]

    assert not found
