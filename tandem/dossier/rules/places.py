"""When two addresses are the same place. Pure: text in, answer out."""

from __future__ import annotations

import re
import unicodedata
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

_LONGEST = 400
_POSTCODE = re.compile(r"\b([1-9]\d{3}) ?([a-z]{2})\b")
_NUMBER = re.compile(r"\b\d{1,5}(?=[a-z]?\b)")


def _plain(lines: str) -> str:
    decomposed = unicodedata.normalize("NFKD", lines.casefold())
    kept = "".join(c if c.isalnum() else " " for c in decomposed if not unicodedata.combining(c))
    return " ".join(kept.split())


def _parts(lines: str) -> tuple[str, str, str]:
    """The postcode, the house number, and street with number; empty where there is none."""
    plain = _plain(lines)
    found = list(_POSTCODE.finditer(plain))
    before = plain[: found[-1].start()] if found else plain
    numbers = list(_NUMBER.finditer(before)) or (
        list(_NUMBER.finditer(plain, found[-1].end()))[:1] if found else []
    )
    postcode = "".join(found[-1].groups()) if found else ""
    if not numbers:
        return postcode, "", ""
    # In "Plein 1945 4" it is the last that counts; with no postcode, the first after a word.
    number = numbers[-1] if found else numbers[0]
    return postcode, number.group(), "".join(before[: number.end()].split())


def place_of(lines: str) -> str:
    """One spelling for a place: postcode and house number, or else the whole text."""
    postcode, number, _street = _parts(lines)
    if postcode and number:
        return f"{postcode}{number}"
    return "".join(_plain(lines).split())[:_LONGEST]


def is_near(lines: str, others: Iterable[str]) -> bool:
    """Whether an address looks like another that is not known as the same place."""
    postcode, number, street = _parts(lines)
    for other in others:
        if place_of(other) == place_of(lines):
            continue
        its_postcode, its_number, its_street = _parts(other)
        if postcode and postcode == its_postcode:
            return True
        if number and (number, street) == (its_number, its_street):
            return True
    return False
