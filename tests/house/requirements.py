"""The rows of the catalogue of requirements that a dossier is about, and the tests that prove them.

The catalogue itself is no part of Tandem; its rows stand here with a name in our own words. A row
names the tests that prove it, or says what is missing, or both: then part of it is built. `python
-m tests.house` writes docs/generated/requirements.md; a test says when a named test is gone.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from tests.house.walk import ROOT

PAGE_OF_DOCS = ROOT / "docs" / "generated" / "requirements.md"

# Said in a source, follows from one, or a proposal where the sources are silent.
STATED, DERIVED, PROPOSED = "S", "D", "P"

# The chapters, each with how many rows the catalogue has: a row that is forgotten is missed. Of
# chapters 6 and 20 only the part about one household stands here; the rest is about a region.
CHAPTERS: Mapping[str, tuple[str, tuple[int, ...]]] = {
    "DOS": ("2. Het gedeelde dossier", tuple(range(1, 31))),
    "WP": ("6. De weg van een gezin, vanaf de fasen", tuple(range(10, 29))),
    "PLAN": ("7. Plan en evaluatie met het gezin", tuple(range(1, 12))),
    "SP": ("8. Veiligheidsplan", tuple(range(1, 17))),
    "VA": ("9. Verklarende analyse", tuple(range(1, 17))),
    "FAM": ("10. Gezin, stem van het kind, netwerk", tuple(range(1, 16))),
    "EVAL": ("20. Evalueren, voor zover het over één gezin gaat", (9, 12)),
    "TELL": ("B. Wat het gezin altijd hoort", tuple(range(1, 21))),
}


@dataclass(frozen=True)
class Row:
    """One requirement: its number, its name in our words, and what proves it.

    A test is named as pytest names it: `tests/app/test_x.py::TestClass::test_name`.
    """

    id: str
    kind: str
    name: str
    tests: tuple[str, ...] = ()
    not_yet: str = ""

    @property
    def chapter(self) -> str:
        """The letters before the number."""
        return self.id.partition("-")[0]

    @property
    def is_proved(self) -> bool:
        """Whether nothing is missing."""
        return bool(self.tests) and not self.not_yet


def row(id_: str, kind: str, name: str, *tests: str, not_yet: str = "") -> Row:
    """Write down a row, its tests one after another."""
    return Row(id_, kind, name, tests, not_yet)


def _line(one: Row) -> str:
    tests = "<br>".join(f"`{test}`" for test in one.tests)
    return f"| {one.id} | {one.kind} | {one.name} | {tests} | {one.not_yet} |"


def counted(rows: tuple[Row, ...]) -> Iterator[tuple[str, int, int, int]]:
    """Per chapter: how many rows, how many are proved whole, and how many in part."""
    for chapter, (title, _numbers) in CHAPTERS.items():
        own = [one for one in rows if one.chapter == chapter]
        part = [one for one in own if one.tests and one.not_yet]
        yield title, len(own), sum(one.is_proved for one in own), len(part)


def document(rows: tuple[Row, ...]) -> str:
    """The table as a page of docs/generated."""
    parts = [
        "# Welke eis door welke test wordt bewezen",
        "",
        "<!-- Gemaakt door `python -m tests.house`; een test houdt dit gelijk. -->",
        "",
        "S staat in een bron, D volgt eruit, P is een voorstel. Wat nog niet is gebouwd, staat er",
        "met zoveel woorden bij.",
        "",
        "| Hoofdstuk | Eisen | Bewezen | Voor een deel | Nog niet |",
        "| --- | --- | --- | --- | --- |",
        *(
            f"| {title} | {whole} | {proved} | {part} | {whole - proved - part} |"
            for title, whole, proved, part in counted(rows)
        ),
    ]
    for chapter, (title, _numbers) in CHAPTERS.items():
        parts += ["", f"## {title}", "", "| Eis | | Wat | Test | Nog niet |"]
        parts += ["| --- | --- | --- | --- | --- |"]
        parts += [_line(one) for one in rows if one.chapter == chapter]
    return "\n".join([*parts, ""])
