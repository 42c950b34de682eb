"""Whose word counts when more than one was spoken about sharing. Pure: facts in, verdict out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

LEGAL_100 = Rule(
    "LEGAL-100",
    "Bij delen telt het laatste woord van iemand, per bron, richting en doel. Een later nee of een"
    " intrekking stopt een eerder ja.",
    "Gebruik het eerdere ja niet meer. Wil die persoon weer ja zeggen? Vraag het opnieuw.",
    "000 §2 en §4; CONS-06, CONS-11; AVG art. 7 lid 3",
    (),
    "Zegt u eerst ja en later nee, dan geldt het nee. Dat kan op elk moment.",
    (
        "Mag: Fatima zei nee tegen navraag bij de school, en een week later ja; haar ja telt.",
        "Mag niet: Fatima zei ja, en daarna nee. Samira gebruikt toch het eerste ja.",
    ),
)

LEGAL_101 = Rule(
    "LEGAL-101",
    "Beslissen meer mensen over delen, dan houdt het nee van één van hen het ja van de ander"
    " tegen.",
    "Bespreek het met wie nee zei, en leg een nieuw antwoord vast. Blijft het nee, dan delen we"
    " niet. Een ouder met gezag kan het geschil aan de rechter voorleggen.",
    "BW 1:253i lid 1 en 1:253a; Jeugdwet 7.3.11 en 7.3.15",
    (),
    "Hebt u samen gezag en zegt een van u nee, dan delen we niets over uw kind. U mag er de rechter"
    " naar laten kijken.",
    (
        "Mag: Fatima zegt ja voor Sem van 6 en Daan is het daarmee eens, of zei er niets over.",
        "Mag niet: Fatima zegt ja voor Sem van 6, Daan met gezag zegt nee.",
    ),
)

RULES = (LEGAL_100, LEGAL_101)


@dataclass(frozen=True, slots=True)
class Word:
    """One answer about sharing with one source for one purpose.

    `said` is its place in time: of a yes that was taken back, the moment of taking back. `decides`:
    whether who said it decides about this person on the day.
    """

    who: int
    name: str
    said: tuple[date, datetime, int]
    is_no: bool
    is_own: bool
    decides: bool


def yes_counts(yes: Word, spoken: Iterable[Word]) -> Verdict:
    """Judge a yes among everything that was said of the same source, direction and purpose.

    What somebody says about themselves takes the place of what others said before; after that, who
    decides because this person cannot oversee it, may speak for them again.
    """
    last = {word.who: word for word in sorted(spoken, key=lambda word: word.said)}
    if last.get(yes.who, yes) != yes:
        return LEGAL_100.no(f"{yes.name} zei daarna iets anders.")
    for other in last.values():
        is_replaced = other.said < yes.said and (yes.is_own or other.is_own)
        if other.who != yes.who and other.is_no and other.decides and not is_replaced:
            return LEGAL_101.no(f"{other.name} zei nee.")
    return YES
