"""Every row about a dossier names the tests that prove it, or says what is missing."""

from __future__ import annotations

import ast
from functools import cache

import pytest

from tests.house import rows_of_dossier, rows_of_family, rows_of_plans
from tests.house.requirements import (
    CHAPTERS,
    DERIVED,
    PAGE_OF_DOCS,
    PROPOSED,
    STATED,
    Row,
    document,
    row,
)
from tests.house.walk import ROOT

ROWS = (*rows_of_dossier.ROWS, *rows_of_plans.ROWS, *rows_of_family.ROWS)


@cache
def _tests_in(path: str) -> frozenset[str]:
    """Every test of a module, as pytest names it after the path."""
    tree = ast.parse((ROOT / path).read_text(encoding="utf-8"))
    found = set(_functions(tree))
    for node in tree.body:
        if isinstance(node, ast.ClassDef):
            found |= {f"{node.name}::{name}" for name in _functions(node)}
    return frozenset(found)


def _functions(node: ast.Module | ast.ClassDef) -> list[str]:
    return [
        one.name
        for one in node.body
        if isinstance(one, ast.FunctionDef) and one.name.startswith("test_")
    ]


def _gone(one: Row) -> list[str]:
    """What a row names and does not exist."""
    named = [test.partition("::") for test in one.tests]
    return [name for path, _, name in named if name not in _tests_in(path)]


@pytest.mark.parametrize("one", ROWS, ids=lambda one: one.id)
def test_a_row_names_tests_that_exist_or_says_what_is_missing(one: Row) -> None:
    assert one.tests or one.not_yet
    assert not _gone(one)
    assert len(set(one.tests)) == len(one.tests)


def test_a_test_that_is_gone_is_missed() -> None:
    here = "tests/house/test_requirements.py::test_a_test_that_is_gone_is_missed"

    assert not _gone(row("DOS-01", STATED, "één dossier", here))
    assert _gone(row("DOS-01", STATED, "één dossier", f"{here}_for_ever"))


def test_no_row_is_forgotten_and_none_stands_twice() -> None:
    expected = [
        f"{chapter}-{number:02}"
        for chapter, (_title, numbers) in CHAPTERS.items()
        for number in numbers
    ]

    assert sorted(one.id for one in ROWS) == sorted(expected)


def test_every_row_is_stated_derived_or_proposed_and_has_a_name_of_its_own() -> None:
    names = [one.name for one in ROWS]

    assert {one.kind for one in ROWS} == {STATED, DERIVED, PROPOSED}
    assert len(set(names)) == len(names)
    assert all(name.strip() == name and name for name in names)


def test_the_page_is_up_to_date() -> None:
    assert PAGE_OF_DOCS.read_text(encoding="utf-8") == document(ROWS), "run `python -m tests.house`"
