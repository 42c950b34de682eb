"""Every address has its row in the matrix, and the document says what the matrix says."""

from __future__ import annotations

import pytest

from tests.access.areas import AREAS
from tests.access.matrix import PAGE_OF_DOCS, document, matrix
from tests.access.relations import WHO
from tests.house.addresses import addresses

EXPECTED = matrix()


@pytest.mark.parametrize("address", addresses(), ids=str)
def test_an_address_says_for_whom_it_is(address: object) -> None:
    assert str(address) in EXPECTED, "say in tests/access/matrix.py who may come in here"


def test_the_matrix_knows_no_address_that_is_gone() -> None:
    assert set(EXPECTED) <= {address.name for address in addresses()}


def test_the_matrix_names_people_that_exist() -> None:
    known = {who.name for who in WHO}

    for area in AREAS:
        assert {*area.may, *area.refused} <= known, area.what


def test_the_document_is_up_to_date() -> None:
    written = PAGE_OF_DOCS.read_text(encoding="utf-8")

    assert written == document(), "run `python -m tests.access.matrix`"
