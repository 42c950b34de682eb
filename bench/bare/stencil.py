"""A piece of a page with holes: learned from one real example, filled for any other.

A piece is what one part of a page says: its shape (which variant of the template applies) and its
values. Where a value stands in an example of that shape, the stencil has a hole.
"""

from __future__ import annotations

import re
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a page: which variant it is, and what changes in it."""

    shape: str
    values: dict[str, str]


@dataclass(frozen=True, slots=True)
class Stencil:
    """Text with a hole for each value."""

    text: str
    names: tuple[str, ...]

    def filled(self, values: dict[str, str]) -> str:
        """Put the values in the holes."""
        return self.text % tuple([values[name] for name in self.names])


def learn(example: str, piece: Piece) -> Stencil:
    """Cut holes where the values of the piece stand, longest first, at the borders of words."""
    names = {value: name for name, value in reversed(piece.values.items()) if value}
    if not names:
        return Stencil(example.replace("%", "%%"), ())
    pattern = "|".join(_bounded(value) for value in sorted(names, key=len, reverse=True))
    found: list[str] = []
    chunks: list[str] = []
    end = 0
    for match in re.finditer(pattern, example):
        chunks += [example[end : match.start()].replace("%", "%%"), "%s"]
        found.append(names[match[0]])
        end = match.end()
    return Stencil("".join([*chunks, example[end:].replace("%", "%%")]), tuple(found))


def shaped(shape: str, values: dict[str, str]) -> Piece:
    """Make a piece; values that happen to be equal are part of its shape."""
    first: dict[str, str] = {}
    equal = [f"{n}={first[v]}" for n, v in values.items() if v and first.setdefault(v, n) != n]
    return Piece(" ".join([shape, *equal]), values)


def _bounded(value: str) -> str:
    before = r"(?<!\w)" if value[0].isalnum() else ""
    after = r"(?!\w)" if value[-1].isalnum() else ""
    return f"{before}{re.escape(value)}{after}"
