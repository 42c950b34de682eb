"""What in a text tells of whom it is, besides a name (NOT-02)."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator

LEAST = 4  # letters: 'Laan' is no street by itself, 'Parklaan' is
CENTURY = 100
# Nine digits are a citizen number, a few more are a telephone number.
_NUMBER = re.compile(r"(?<!\d)\d(?:[ .-]?\d){8,12}(?!\d)")
_POSTCODE = re.compile(r"\b[1-9]\d{3} ?[A-Z]{2}\b|\b[1-9]\d{3}[a-z]{2}\b")
_REFERENCE = re.compile(r"\b\d{4}-[A-Z0-9]{6}\b", re.IGNORECASE)
_DAY = re.compile(r"\b(\d{1,2})[-/. ](\d{1,2})[-/. ](\d{4}|\d{2})\b")
_ISO_DAY = re.compile(r"\b(\d{4})-(\d{1,2})-(\d{1,2})\b")
_MONTHS = (
    "jan",
    "feb",
    "m(?:aa)?rt",
    "apr",
    "mei",
    "jun",
    "jul",
    "aug",
    "sep",
    "okt",
    "nov",
    "dec",
)
_WRITTEN = re.compile(
    rf"\b(\d{{1,2}}) ({'|'.join(_MONTHS)})\w*\.? (\d{{4}}|\d{{2}})\b", re.IGNORECASE
)


def traces(text: str, *, born: Collection[date], places: Collection[str]) -> Iterator[str]:
    """What gives somebody away, each in words: for a refusal."""
    if _REFERENCE.search(text):
        yield "een kenmerk van een huishouden"
    if _NUMBER.search(_DAY.sub("/", _ISO_DAY.sub("/", text))):
        yield "een nummer van negen cijfers of een telefoonnummer"
    if _POSTCODE.search(text):
        yield "een postcode"
    if any(day in born for day in _days(text, years={one.year for one in born})):
        yield "een geboortedatum"
    for place in places:
        for name in _names_of(place):
            if re.search(rf"\b{_loosely(name)}\b", text, re.IGNORECASE):
                yield f"'{name}'"


def _days(text: str, *, years: Collection[int]) -> Iterator[date]:
    """Each day that is written in a text; a year of two digits is every year that ends so."""
    found = [(d, m, y) for d, m, y in _DAY.findall(text)]
    found += [(d, m, y) for y, m, d in _ISO_DAY.findall(text)]
    for d, word, y in _WRITTEN.findall(text):
        month = next(n for n, one in enumerate(_MONTHS, 1) if re.match(one, word, re.IGNORECASE))
        found.append((d, str(month), y))
    for d, m, y in found:
        meant = [int(y)] if int(y) >= CENTURY else [one for one in years if one % CENTURY == int(y)]
        for year in meant:
            try:
                yield date(year, int(m), int(d))
            except ValueError:
                continue  # 31 February is nobody's birthday


def _names_of(place: str) -> Iterator[str]:
    """The name of a school or a street, with and without its number; not the town."""
    first, *rest = (part.strip() for part in re.split(r"[\n,]", place))
    for part in (first, *(one for one in rest if re.search(r"\d", one))):
        for name in (part, re.sub(r"\s*\d.*$", "", part)):
            if sum(letter.isalpha() for letter in name) > LEAST:
                yield name


def _loosely(name: str) -> str:
    return r"\W*".join(re.escape(word) for word in re.findall(r"\w+", name))
