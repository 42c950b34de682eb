"""What the trail says of who did what, in plain words; the same for professionals and families."""

from __future__ import annotations

from dataclasses import dataclass, replace
from itertools import groupby
from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tandem.dossier.enums import KeyGround

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

# What somebody looked at, by the name under which the door wrote it down.
_PAGES = {
    "verhaal": "las in het verhaal",
    "gezin": "keek wie er bij het gezin horen",
    "samen": "keek wie er samenwerken",
    "besluiten": "keek bij de besluiten",
    "documenten": "keek welke documenten er zijn",
    "document": "keek bij een document",
    "bijlage": "opende een document",
    "inzage": "keek wie er in het dossier keek",
    "stuk op papier": "drukte een analyse of plan af",
    "werkexemplaar": "drukte het hele dossier af",
    "lijst": "zag de naam in een lijst",
    "vandaag": "zag de naam bij Vandaag",
    "zoeken": "zag de naam bij het zoeken",
    "mijn bladzijde": "keek op de eigen bladzijde",
    "mijn bladzijde als bestand": "bewaarde de eigen bladzijde",
    "mijn lijst": "bewaarde de eigen lijst van wie keek",
}
_SOME_PAGE = "opende een bladzijde van het dossier"


def look(page: str, *, name_it: bool = False) -> str:
    """What somebody looked at, as a verb; who works here may also read which form it was."""
    unknown = f"opende ‘{page}’" if name_it and page else _SOME_PAGE
    return _PAGES.get(page, unknown)


def ground(value: str) -> str:
    """On what ground, in words; nothing when the trail does not say."""
    return str(KeyGround(value).label) if value in KeyGround else ""


# Why somebody may come in, for who lives there.
_WHY = {
    KeyGround.LOCAL_TEAM: "werkt in het lokaal team dat dit dossier bijhoudt",
    KeyGround.INVOLVEMENT: "doet mee bij dit gezin",
    KeyGround.CASE_FILE: "bracht het dossier over uit een ander systeem",
    KeyGround.MEMBER: "hoort bij dit gezin",
    KeyGround.EMERGENCY: "kwam binnen omdat er nood was",
    KeyGround.DEPUTY: "vervangt een collega die meedoet",
}


def why(value: str) -> str:
    """On what ground, as one says it to the family; nothing when the trail does not say."""
    return _WHY[KeyGround(value)] if value in KeyGround else ""


def sentence(who: str, organization: str, did: str, why: str) -> str:
    """One line as a person would say it."""
    at = f" van {organization}" if organization else ""
    because = f" Grond: {why}." if why else ""
    return f"{who}{at} {did}.{because}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    """One line of who did what; `times` is how often in a row, on one day."""

    at: datetime
    times: int = 1

    @property
    def sentence(self) -> str:
        """The line as a person would say it."""
        raise NotImplementedError


def folded[L: Line](lines: Iterable[L]) -> tuple[L, ...]:
    """Lines that say the same, one after another on one day, as one line with a count.

    Nothing is left out: the first line, of the last time, says how often it was.
    """
    runs = (list(run) for _, run in groupby(lines, key=lambda one: (day_of(one.at), one.sentence)))
    return tuple(replace(run[0], times=len(run)) for run in runs)
