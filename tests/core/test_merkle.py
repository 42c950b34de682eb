"""The tree of RFC 9162, against the vectors of RFC 6962's own reference."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core import merkle

CONTENTS = [
    bytes.fromhex(text)
    for text in (
        "",
        "00",
        "10",
        "2021",
        "3031",
        "40414243",
        "5051525354555657",
        "606162636465666768696a6b6c6d6e6f",
    )
]
ROOTS = (
    "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
    "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
    "fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125",
    "aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77",
    "d37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7",
    "4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4",
    "76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef",
    "ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c",
    "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328",
)
LEAVES = [merkle.leaf_hash(content) for content in CONTENTS]
MANY = [merkle.leaf_hash(bytes([number])) for number in range(70)]


@pytest.mark.parametrize("size", range(9))
def test_the_root_is_that_of_the_standard(size: int) -> None:
    assert merkle.root(LEAVES[:size]).hex() == ROOTS[size]


@given(size=st.integers(1, 70), number=st.integers(0, 69))
def test_each_leaf_is_shown_to_be_in_and_no_other(size: int, number: int) -> None:
    number %= size
    path, top = merkle.inclusion(number, MANY[:size]), merkle.root(MANY[:size])

    assert merkle.includes(number, size, MANY[number], path, top)
    assert not merkle.includes(number, size, merkle.leaf_hash(b"other"), path, top)
    assert not merkle.includes(size, size, MANY[number], path, top)
    assert size == 1 or not merkle.includes(number, size, MANY[number], path[:-1], top)
    assert not merkle.includes(number, size, MANY[number], [*path, top], top)


@given(sizes=st.tuples(st.integers(1, 70), st.integers(1, 70)).map(sorted))
def test_a_tree_that_grew_is_shown_to_have_kept_what_was_there(sizes: list[int]) -> None:
    first, second = sizes
    old, new = merkle.root(MANY[:first]), merkle.root(MANY[:second])
    path = merkle.consistency(first, MANY[:second])

    assert merkle.is_consistent(first, second, old, new, path)
    assert not merkle.is_consistent(first, second, merkle.EMPTY, new, path)
    assert not merkle.is_consistent(first, second, old, merkle.EMPTY, path)
    assert not merkle.is_consistent(first, second, old, new, [*path, old])
    assert first == second or not merkle.is_consistent(second, first, new, old, path)


def test_a_tree_goes_on_where_it_was_kept() -> None:
    tree = merkle.Tree()
    for before, leaf in enumerate(MANY):
        tree = merkle.Tree.unpacked(before, tree.packed())
        tree.append(leaf)
    assert tree.root() == merkle.root(MANY)


def test_halves_of_another_size_are_refused() -> None:
    with pytest.raises(ValueError, match="halves"):
        merkle.Tree.unpacked(3, b"x" * 32)


def test_a_node_is_never_a_leaf() -> None:
    for one, other in pairwise(LEAVES):
        assert merkle.leaf_hash(one + other) != merkle.node_hash(one, other)
