"""Whose word counts: about sharing, after a withdrawal, and who may stay unasked. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import age_on
from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.rules import ADULT
from tandem.legal.rules.consent import last_day_of

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from tandem.core.periods import Period

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

LEGAL_102 = Rule(
    "LEGAL-102",
    "Wie zijn toestemming introk, wordt eerst gesproken: tot de uitkomst vaststaat, komt een "
    "organisatie die daarin stond niet terug.",
    "Verken met deze persoon wat er kan en leg de uitkomst vast. Daarna kan het op het ja van een "
    "ander, zonder contact met wie introk.",
    "000 §2; CONS-07, CONS-08",
    ("INV-05",),
    family=(
        "Trekt u uw ja in, dan komt die organisatie niet de volgende dag terug op het ja van een "
        "ander. Wij praten eerst met u."
    ),
    examples=(
        (
            "Mag: Daan trok zijn ja in. Samira sprak met hem en legde vast dat hij stopt. Fatima "
            "zegt nog ja; Veilig Thuis praat weer met haar."
        ),
        (
            "Mag niet: Daan trekt zijn ja 's ochtends in; 's middags haalt Samira Veilig Thuis "
            "terug op het ja van Fatima."
        ),
    ),
)

LEGAL_103 = Rule(
    "LEGAL-103",
    "Alleen een volwassene kan ongevraagd blijven, en dan staat er waarom vragen gevaar brengt.",
    "Schrijf op waarom vragen gevaar brengt. Vraag een jongere altijd zelf, zo nodig alleen.",
    "CONS-14; safety T-09; Jeugdwet 7.3.4 en 7.3.5",
    (),
    family=(
        "Soms is het gevaarlijk om iemand iets te vragen. Dan doen we dat niet, en houden we hulp "
        "daar niet om tegen."
    ),
    examples=(
        "Mag: Nour is bang voor haar man. Priya vraagt hem niets en schrijft op waarom.",
        "Mag niet: Noor van 14 niet vragen omdat zij toch nee zegt.",
    ),
)

RULES = (LEGAL_100, LEGAL_101, LEGAL_102, LEGAL_103)


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


def withdrawal_is_settled(period: Period, *, still_open: Iterable[date]) -> Verdict:
    """Judge a partner's coming back: each withdrawal that named it has its outcome (CONS-08).

    `still_open` are the days of withdrawals without one; the day itself was still covered.
    """
    for day in still_open:
        if period.until is None or period.until > last_day_of(day):
            return LEGAL_102.no(f"De intrekking van {day:%d-%m-%Y} heeft nog geen uitkomst.")
    return YES


def may_be_left_out(*, born_on: date, on: date, reason: str) -> Verdict:
    """Judge leaving somebody unasked: an adult, and a reason (CONS-14)."""
    if age_on(born_on, on) < ADULT:
        return LEGAL_103.no("Deze persoon is nog geen 18.")
    return YES if reason.strip() else LEGAL_103.no("Er staat nog niet waarom.")
