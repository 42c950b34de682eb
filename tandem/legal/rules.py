"""On what ground a partner may be involved. Pure: facts in, verdict out.

The one idea: an involvement stands on days, and each of its days needs a ground. Consent is a set
of periods per organization; a core decision and a measure are the grounds of power.
"""

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
LEGAL_06 = Rule(
    "LEGAL-06",
    "Bevoegdheden inzetten mag pas na een melding of een andere wettelijke grond.",
    "Leg eerst het kernbesluit vast, met de grond en de dag van de grond.",
    "001 §Juridische kanttekeningen; 000 §3d",
    ("INV-07", "INV-10"),
)
LEGAL_07 = Rule(
    "LEGAL-07",
    "Werken met een juridische maatregel mag pas als die maatregel er is.",
    "Leg eerst de maatregel vast, met de dag van het besluit.",
    "001 §Juridische kanttekeningen",
    ("INV-07",),
)
LEGAL_08 = Rule(
    "LEGAL-08",
    "De Raad voor de Kinderbescherming doet nooit mee zonder dat het gezin het weet.",
    "Vertel het eerst aan het gezin en leg vast wanneer. Anoniem advies kan wel.",
    "001 §Juridische kanttekeningen; CONS-12",
    ("INV-08",),
)
LEGAL_09 = Rule(
    "LEGAL-09",
    "Wie meefietste, zet niet ook de bevoegdheden in.",
    "Kies een andere collega. Bij Veilig Thuis en de GI mag het toch als het gezin akkoord is;"
    " leg dat dan vast. Bij de Raad kan het nooit.",
    "001 §Juridische kanttekeningen en noot 5; REG-15, REG-16, REG-17",
    ("INV-09",),
)
LEGAL_10 = Rule(
    "LEGAL-10",
    "Het gezin hoort van het kernbesluit vóór de eerste inzet van bevoegdheden.",
    "Vertel het gezin wat er gaat gebeuren en waarom, en leg de dag vast. Kon het niet wachten?"
    " Leg dan vast waarom.",
    "000 §3d; REG-12",
    ("INV-10",),
)
LEGAL_11 = Rule(
    "LEGAL-11",
    "Een kernbesluit noemt de bevoegdheid, de feiten, de andere mogelijkheden, waarom het past, en"
    " een tweede ondertekenaar.",
    "Vul aan wat nog leeg is. Vraag een collega of gedragswetenschapper mee te tekenen.",
    "000 §3d; REG-10, REG-11",
    ("INV-10",),
)
LEGAL_12 = Rule(
    "LEGAL-12",
    "Zijn er kinderen, dan staat het belang van het kind in het besluit.",
    "Schrijf op wat dit besluit voor elk kind betekent.",
    "003 basisprincipes",
    ("INV-43",),
)
LEGAL_13 = Rule(
    "LEGAL-13",
    "De grond ligt op of vóór de dag van het besluit.",
    "Kijk de datums na.",
    "001 §Juridische kanttekeningen",
    ("INV-07",),
)
LEGAL_14 = Rule(
    "LEGAL-14",
    "Het lokaal team zit vanzelf op de tandem; ook ervaringsdeskundigen zijn geen partner met een"
    " vorm van betrokkenheid.",
    "Kies Veilig Thuis, de Raad, een GI of het Zorg- en Veiligheidshuis.",
    "001 §De tandem, §Registratie; NOT-01",
)
LEGAL_15 = Rule(
    "LEGAL-15",
    "Uren horen bij een dag waarop de partner betrokken was.",
    "Kijk de dag na, of pas de periode van de betrokkenheid aan.",
    "001 Bijlage 2 vraag D; WP-16",
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
LEGAL_18 = Rule(
    "LEGAL-18",
    "Een maatregel die al liep bij de aanmelding, is niet ingezet vanuit de toekomsttuin.",
    "Kies een van de twee.",
    "001 Bijlage 2 vraag F; MON-F3",
    ("INV-34",),
)
LEGAL_19 = Rule(
    "LEGAL-19",
    "Bij de vorm 'Anders' staat wat er dan gebeurt.",
    "Beschrijf in een paar woorden wat de partner doet.",
    "001 Bijlage 2 vraag D; GAP-04",
)
LEGAL_20 = Rule(
    "LEGAL-20",
    "Bevoegdheden horen bij een partner en worden nooit anoniem ingezet.",
    "Kies een andere vorm of haal 'anoniem' weg.",
    "001 §Belangrijke keuzes noot 5; REG-09",
)
LEGAL_21 = Rule(
    "LEGAL-21",
    "Toestemming noemt altijd met welke organisaties.",
    "Kies ten minste één organisatie.",
    "000 §2; CONS-02",
)

RULES = (
    LEGAL_01,
    LEGAL_02,
    LEGAL_03,
    LEGAL_04,
    LEGAL_05,
    LEGAL_06,
    LEGAL_07,
    LEGAL_08,
    LEGAL_09,
    LEGAL_10,
    LEGAL_11,
    LEGAL_12,
    LEGAL_13,
    LEGAL_14,
    LEGAL_15,
    LEGAL_16,
    LEGAL_17,
    LEGAL_18,
    LEGAL_19,
    LEGAL_20,
    LEGAL_21,
)


@dataclass(frozen=True, slots=True)
class Asked:
    """Somebody whose own answer counts: date of birth, authority over a minor, when answered."""

    name: str
    born_on: date
    has_authority: bool
    answered_on: date | None


@dataclass(frozen=True, slots=True)
class PowerGround:
    """A core decision that opens powers: its period and when the family was told."""

    period: Period
    informed_on: date | None
    is_urgent: bool


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


def power_has_ground(
    *, since: date, grounds: Iterable[PowerGround], is_anonymous: bool = False
) -> Verdict:
    """Judge orange and red: a decision in time, and the family told in time (INV-07, INV-10)."""
    if is_anonymous:
        return LEGAL_20.no()
    running = [ground for ground in grounds if ground.period.has(since)]
    if not running:
        return LEGAL_06.no()
    told = any(
        ground.is_urgent or (ground.informed_on is not None and ground.informed_on <= since)
        for ground in running
    )
    return YES if told else LEGAL_10.no()


def measure_is_there(*, since: date, measures: Iterable[Period]) -> Verdict:
    """Judge red: a measure that runs on the first day (INV-07)."""
    return YES if any(measure.has(since) for measure in measures) else LEGAL_07.no()


def family_knows(*, is_rvdk: bool, since: date, told_on: Iterable[date]) -> Verdict:
    """Judge involvement of the RvdK on an identified household (INV-08)."""
    if not is_rvdk or any(day <= since for day in told_on):
        return YES
    return LEGAL_08.no()


def is_somebody_else(
    *, rode_along: bool, is_rvdk: bool, agreed_on: date | None, since: date
) -> Verdict:
    """Judge who uses the powers (INV-09): somebody else than who rode along."""
    if not rode_along:
        return YES
    if is_rvdk:
        return LEGAL_09.no("Deze medewerker van de Raad is al betrokken.")
    return YES if agreed_on is not None and agreed_on <= since else LEGAL_09.no()


def is_partner(*, is_partner_kind: bool) -> Verdict:
    """Judge which organization may be involved in a form (REG-01)."""
    return YES if is_partner_kind else LEGAL_14.no()


def other_is_described(*, is_other: bool, description: str) -> Verdict:
    """Judge the rest category (GAP-04)."""
    return LEGAL_19.no() if is_other and not description.strip() else YES


def hours_fit(day: date, period: Period) -> Verdict:
    """Judge hours on a day (WP-16)."""
    return YES if period.has(day) else LEGAL_15.no(f"Het gaat om {day:%d-%m-%Y}.")


def ground_before_decision(*, ground_on: date, decided_on: date) -> Verdict:
    """Judge the order of ground and decision (INV-07)."""
    return YES if ground_on <= decided_on else LEGAL_13.no()


def decision_is_complete(texts: Iterable[str], *, has_co_signer: bool) -> Verdict:
    """Judge whether a core decision says what it must (REG-10, REG-11)."""
    return YES if has_co_signer and all(text.strip() for text in texts) else LEGAL_11.no()


def child_is_considered(*, has_minors: bool, child_interest: str) -> Verdict:
    """Judge a decision in a household with minors (INV-43)."""
    return LEGAL_12.no() if has_minors and not child_interest.strip() else YES


def measure_is_consistent(*, from_pilot: bool, at_intake: bool) -> Verdict:
    """Judge where a measure came from (MON-F3)."""
    return LEGAL_18.no() if from_pilot and at_intake else YES


def may_conclude(*, is_open: bool, is_explored: bool) -> Verdict:
    """Judge the outcome of a withdrawal: it is explored first (CONS-07)."""
    return YES if is_open and is_explored else LEGAL_16.no()


def last_day_of(moment_day: date) -> date:
    """Return the first day after a withdrawal: the day itself was still covered."""
    return moment_day + timedelta(days=1)
