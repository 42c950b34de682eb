"""The matrix: what every address answers to everybody. Read and owned by the privacy officer.

An area says who may come in, what the others hear, and which addresses lie in it. Nothing here is
read from the code under test: whoever adds an address says in areas.py for whom it is, and a test
walks all of it (tests/access/test_matrix.py). `python -m tests.access.matrix` writes
docs/generated/matrix.md.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from tests.access.areas import AREAS
from tests.access.relations import FAMILY, TO_OWN_PAGE, WHO, Area, Cell, Kind, No

if TYPE_CHECKING:
    from collections.abc import Mapping

PAGE_OF_DOCS = Path(__file__).resolve().parents[2] / "docs" / "generated" / "matrix.md"


def cells(area: Area, name: str, kind: Kind) -> Mapping[str, Cell]:
    """What an address of the area answers to everybody, by name."""
    found = {}
    for who in (who.name for who in WHO):
        no: No | None = No.ABSENT
        if who == "signed_out":
            no = area.signed_out
        elif who in area.may:
            no = None
        elif who in area.refused:
            no = No.REFUSED
        elif who in FAMILY:
            no = No.OWN_PAGE if name in TO_OWN_PAGE else No.NEVER
        found[who] = Cell(kind, no)
    return found


def matrix() -> Mapping[str, Mapping[str, Cell]]:
    """The whole matrix: address, who, cell."""
    found = {}
    for area in AREAS:
        for name, kind in area.names():
            if name in found:
                raise ValueError(f"{name} stands in two areas")
            found[name] = cells(area, name, kind)
    return found


def _numbers(found: frozenset[int]) -> str:
    return "/".join(str(number) for number in sorted(found))


def _row(name: str, row: Mapping[str, Cell]) -> str:
    said = []
    for who in WHO:
        cell = row[who.name]
        words = "**ja**" if cell.no is None else cell.no.value
        said.append(f"{words}<br>{_numbers(cell.get)} · {_numbers(cell.post)}")
    kind = row["own_team"].kind.value[0]
    return f"| `{name}`<br>{kind} | " + " | ".join(said) + " |"


def document() -> str:
    """The matrix as a page of docs/generated."""
    lines = [
        "# Wie komt waar: elk adres, elke rol",
        "",
        "<!-- Gemaakt door `python -m tests.access.matrix`; een test houdt dit gelijk. -->",
        "",
        "Deze tabel is niet uit de code afgeleid. Zij staat los daarvan in",
        "`tests/access/matrix.py`, en een test loopt elk vakje na: elk adres, lezen en",
        "verzenden, als iedereen.",
        "",
        "Elk vakje zegt of het mag, en welke antwoorden er dan komen op bekijken · verzenden",
        "van een leeg formulier. *Bestaat niet* is letterlijk hetzelfde antwoord als van een",
        "huishouden dat er nooit was.",
        "",
        "Iedereen komt in de sterkste positie: wie hier geweigerd wordt, mag elders veel.",
        "",
        *(f"- **{who.words}**: {who.tells}" for who in WHO),
        "",
    ]
    for area in AREAS:
        lines += [
            f"## {area.what}",
            "",
            "| | " + " | ".join(who.words for who in WHO) + " |",
            "| --- " * (len(WHO) + 1) + "|",
            *(_row(name, cells(area, name, kind)) for name, kind in area.names()),
            "",
        ]
    return "\n".join(lines)


if __name__ == "__main__":
    PAGE_OF_DOCS.write_text(document(), encoding="utf-8")
    sys.stdout.write(f"geschreven: {PAGE_OF_DOCS}\n")
