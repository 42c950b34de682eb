"""Who says yes, to what, from when until when. Pure: facts in, verdict out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import Period, age_on, joined
from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

ADULT = 18

DECIDES_ALONE = 16

DECIDES_TOO = 12

LEGAL_01 = Rule(
    "LEGAL-01",
    "Toestemming vraag je pas als de werkwijze is uitgelegd en de folder is gegeven.",
    "Leg eerst de uitleg vast, met de dag waarop die is gegeven.",
    "000 §2",
    ("INV-02",),
)

LEGAL_02 = Rule(
    "LEGAL-02",
    "Een kind onder de 12 beslist niet zelf; de ouders met gezag doen dat.",
    "Vraag de ouders met gezag. De mening van het kind schrijf je op in het verhaal.",
    "Jeugdwet 7.3.5 en 7.3.15; CONS-13",
)

LEGAL_03 = Rule(
    "LEGAL-03",
    "Een partner werkt alleen mee als het gezin daar die hele tijd toestemming voor geeft.",
    "Vraag toestemming voor deze organisatie. Anoniem advies kan zonder toestemming.",
    "000 §2; 001 Bijlage 2 vraag D",
    ("INV-03", "INV-05", "INV-06"),
)

LEGAL_04 = Rule(
    "LEGAL-04",
    "Een jongere van 12 tot 18 en een ouder met gezag worden altijd zelf gevraagd, ja of nee.",
    "Vraag het deze persoon zelf en leg het antwoord vast. Een nee mag ook.",
    "Jeugdwet 7.3.4 en 7.3.5; CONS-13, CONS-14",
)

LEGAL_05 = Rule(
    "LEGAL-05",
    "Alleen een advies kan anoniem zijn, en dan staat er niets in waaraan je het gezin herkent.",
    "Haal namen en kenmerken weg, of vraag toestemming voor een gewoon advies.",
    "001 Bijlage 2 vraag D vorm 1; CONS-10",
    ("INV-03",),
)

LEGAL_16 = Rule(
    "LEGAL-16",
    "Een intrekking eindigt met voortzetten na nieuwe toestemming, of met stoppen.",
    "Bespreek eerst met het gezin of er een oplossing is. Leg daarna de uitkomst vast.",
    "000 §2; CONS-07",
    ("INV-05",),
)

LEGAL_17 = Rule(
    "LEGAL-17",
    "Een einde ligt niet vóór het begin.",
    "Kijk de datums na.",
    "Tandem: periodes kloppen",
)

LEGAL_21 = Rule(
    "LEGAL-21",
    "Toestemming noemt altijd met welke organisaties.",
    "Kies ten minste één organisatie.",
    "000 §2; CONS-02",
)


RULES = (LEGAL_01, LEGAL_02, LEGAL_03, LEGAL_04, LEGAL_05, LEGAL_16, LEGAL_17, LEGAL_21)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose own answer counts: date of birth, authority over a minor, when answered."""

    name: str
    born_on: date
    has_authority: bool
    answered_on: date | None


def explained_before(*, explained_on: date | None, given_on: date) -> Verdict:
    """Judge the moment of asking for consent (INV-02)."""
    if explained_on is None:
        return LEGAL_01.no("Er is nog geen uitleg vastgelegd.")
    if explained_on > given_on:
        return LEGAL_01.no(f"De uitleg was pas op {explained_on:%d-%m-%Y}.")
    return YES


def may_answer(*, born_on: date, given_on: date) -> Verdict:
    """Judge whether somebody may answer for themselves (CONS-13)."""
    if age_on(born_on, given_on) < DECIDES_TOO:
        return LEGAL_02.no()
    return YES


def is_fresh(*, given_on: date, withdrawn_on: date | None) -> Verdict:
    """Judge a yes after a withdrawal: what was said before it was taken back (INV-05)."""
    if withdrawn_on is None or withdrawn_on <= given_on:
        return YES
    return LEGAL_16.no(f"Deze persoon trok op {withdrawn_on:%d-%m-%Y} de toestemming in.")


def names_organizations(count: int) -> Verdict:
    """Judge what a consent covers (CONS-02)."""
    return YES if count else LEGAL_21.no()


def ends_after_start(period: Period) -> Verdict:
    """Judge a period that people filled in: at least one day."""
    return LEGAL_17.no() if period.is_empty else YES


def is_covered(period: Period, consents: Iterable[Period]) -> Verdict:
    """Judge whether consent covers every day of an involvement (INV-06).

    `consents` are the periods of every yes that names the organization; together they may cover it.
    """
    return YES if any(one.covers(period) for one in joined(consents)) else LEGAL_03.no()


def everybody_asked(people: Sequence[Asked], *, on: date) -> Verdict:
    """Judge whether nobody was passed over when consent was first used (CONS-13, CONS-14).

    An own answer is asked of minors from 12 and of parents with authority over a minor. It counts
    at the day itself: who turns 12 later is asked then, and makes no invalid past. A no from one
    person limits the contact to who said yes; it is not a veto over somebody else.
    """
    for person in people:
        age = age_on(person.born_on, on)
        counts = DECIDES_TOO <= age < ADULT or person.has_authority
        if counts and (person.answered_on is None or person.answered_on > on):
            return LEGAL_04.no(f"{person.name} is nog niet gevraagd.")
    return YES


def may_be_anonymous(*, is_advice: bool) -> Verdict:
    """Judge anonymity (CONS-10)."""
    return YES if is_advice else LEGAL_05.no()


def reveals_nobody(text: str, names: Iterable[str]) -> Verdict:
    """Judge whether an anonymous text names somebody of the household (NOT-02)."""
    words = {word.strip(".,;:!?()\"'").casefold() for word in text.split()}
    for name in names:
        for part in name.casefold().split():
            if len(part) > 2 and part in words:  # noqa: PLR2004 - 'de' and 'el' are no names
                return LEGAL_05.no(f"In de tekst staat de naam {part.capitalize()}.")
    return YES


def may_conclude(*, is_open: bool, is_explored: bool) -> Verdict:
    """Judge the outcome of a withdrawal: it is explored first (CONS-07)."""
    return YES if is_open and is_explored else LEGAL_16.no()


def last_day_of(moment_day: date) -> date:
    """Return the first day after a withdrawal: the day itself was still covered."""
    return moment_day + timedelta(days=1)
