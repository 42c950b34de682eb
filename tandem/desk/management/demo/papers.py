"""A letter that somebody gave: made here, and added as everybody adds one."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core import paper
from tandem.dossier.enums import DocumentKind, Provenance
from tandem.dossier.models import Document
from tandem.dossier.services import documents

if TYPE_CHECKING:
    from tandem.desk.management.demo.clock import When
    from tandem.desk.management.demo.road import Road


@dataclass(frozen=True, slots=True)
class Letter:
    """Who wrote about whom, who handed it over, and what it says."""

    day: When
    title: str
    sender: str
    about: str
    given_by: str
    text: str


def letter(road: Road, one: Letter) -> Document:
    """Add the letter, as a PDF, on the day on which it came."""
    content = paper.letter(
        "desk/demo_letter.html",
        {
            "sender": one.sender,
            "dated": road.day(one.day),
            "subject": one.title,
            "text": one.text,
        },
    )
    new = documents.NewDocument(
        one.title,
        DocumentKind.LETTER,
        road.day(one.day),
        Provenance.FAMILY,
        source=one.given_by,
        about=[road.persons[one.about]],
    )
    sent = documents.Sent("brief van school.pdf", len(content), content)
    return documents.add(road.home, new, sent, by=road.by(), at=road.at(one.day))
