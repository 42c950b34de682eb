"""Who says yes, to what, from when until when. Pure: facts in, verdict out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import Period, age_on, joined
from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.rules import ADULT
from tandem.legal.rules.ages import DECIDES_TOO, Matter, may_speak
from tandem.legal.rules.anonymous import traces

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Sequence

LEGAL_01 = Rule(
    "LEGAL-01",
    "Toestemming vraag je pas als de werkwijze is uitgelegd en de folder is gegeven.",
    "Leg eerst de uitleg vast, met de dag waarop die is gegeven.",
    "000 §2",
    ("INV-02",),
    family=(
        "U hoort eerst hoe wij werken en u krijgt de folder. Pas daarna vragen we of u ja of nee "
        "zegt."
    ),
    examples=(
        (
            "Mag: Samira legt op maandag de werkwijze uit en geeft de folder. Op woensdag vraagt "
            "zij Fatima om toestemming."
        ),
        (
            "Mag niet: Samira vraagt Daan op maandag om toestemming, terwijl de uitleg pas op "
            "woensdag is."
        ),
    ),
)

LEGAL_02 = Rule(
    "LEGAL-02",
    "Een kind onder de 12 beslist niet zelf; de ouders met gezag doen dat.",
    "Vraag de ouders met gezag. De mening van het kind schrijf je op in het verhaal.",
    "Jeugdwet 7.3.5 en 7.3.15; CONS-13",
    family=(
        "Een kind onder de 12 hoeft niet te beslissen. We luisteren wel naar wat uw kind vindt en "
        "schrijven dat op."
    ),
    examples=(
        "Mag: Noor is 14 en geeft haar eigen antwoord.",
        ("Mag niet: Sem is 6 en zet een kruisje bij ja. Dat telt niet: Fatima en Daan beslissen."),
    ),
)

LEGAL_03 = Rule(
    "LEGAL-03",
    "Een partner werkt alleen mee als het gezin daar die hele tijd toestemming voor geeft.",
    "Vraag toestemming voor deze organisatie. Anoniem advies kan zonder toestemming.",
    "000 §2; 001 Bijlage 2 vraag D",
    ("INV-03", "INV-05", "INV-06"),
    family=(
        "Een organisatie werkt alleen mee op een ja uit uw gezin, en stopt meteen als u uw ja "
        "intrekt. Zegt een ander nog ja, dan komt zij pas terug als met u is besproken wat er kan, "
        "en zij heeft geen contact met u."
    ),
    examples=(
        (
            "Mag: Fatima zei vanaf 1 september ja tegen Veilig Thuis. Joris werkt mee vanaf 3 "
            "september."
        ),
        "Mag niet: Fatima zei alleen ja tegen Veilig Thuis. Sanne van de GI wil ook meewerken.",
    ),
)

LEGAL_04 = Rule(
    "LEGAL-04",
    "Iedere volwassene en iedere jongere vanaf 12 jaar wordt zelf gevraagd, ja of nee, over elke "
    "organisatie die komt.",
    "Vraag het deze persoon zelf en leg het antwoord vast. Een nee mag ook. Brengt vragen gevaar? "
    "Leg dan bij 'Wie zegt wat?' vast waarom niet.",
    "Jeugdwet 7.3.4 en 7.3.5; CONS-13, CONS-14, CONS-18",
    family=("Ieder van 12 jaar of ouder mag zelf ja of nee zeggen. Niemand beslist dat voor u."),
    examples=(
        ("Mag: Fatima, Daan en Noor zijn alle drie zelf gevraagd. Daan zei nee; dat staat er ook."),
        "Mag niet: Fatima zei ja en de tandem begint, maar Noor van 14 is nog niet gevraagd.",
        "Mag niet: Noor antwoordde over Veilig Thuis. Over de GI, die nu komt, vroeg niemand haar.",
    ),
)

LEGAL_05 = Rule(
    "LEGAL-05",
    "Alleen een advies kan anoniem zijn, en dan staat er niets in waaraan je het gezin herkent.",
    "Haal namen, nummers, data, adres en school weg, of vraag toestemming voor gewoon advies.",
    "001 Bijlage 2 vraag D vorm 1; CONS-10; NOT-02",
    ("INV-03",),
    family=(
        "Wij mogen advies vragen zonder uw naam te noemen. Dan mag niemand uit de vraag kunnen "
        "opmaken dat het over u gaat."
    ),
    examples=(
        "Mag: Samira vraagt: 'Hoe praat je met een kind van 6 over ruzie thuis?'",
        (
            "Mag niet: Samira vraagt anoniem advies en schrijft: 'Noor zorgt voor haar broertje "
            "Sem.'"
        ),
    ),
)

LEGAL_16 = Rule(
    "LEGAL-16",
    "Een intrekking eindigt met voortzetten na nieuwe toestemming, of met stoppen.",
    "Bespreek eerst met het gezin of er een oplossing is. Leg daarna de uitkomst vast.",
    "000 §2; CONS-07",
    ("INV-05",),
    family=(
        "Trekt u uw toestemming in, dan praten we eerst met u. Daarna stopt het, of u zegt opnieuw "
        "zelf ja."
    ),
    examples=(
        (
            "Mag: Daan trekt zijn ja in. Na een gesprek zegt hij opnieuw ja, alleen tegen Veilig "
            "Thuis."
        ),
        (
            "Mag niet: Daan trekt zijn ja in. Samira gaat verder met het ja dat hij een maand "
            "eerder gaf."
        ),
    ),
)

LEGAL_17 = Rule(
    "LEGAL-17",
    "Een einde ligt niet vóór het begin.",
    "Kijk de datums na.",
    "Tandem: periodes kloppen",
    family="De dagen in uw dossier kloppen met elkaar: iets eindigt niet voordat het begon.",
    examples=(
        "Mag: De toestemming van Fatima loopt van 1 september tot 1 december.",
        "Mag niet: De toestemming van Fatima loopt van 1 september tot 28 augustus.",
    ),
)

LEGAL_21 = Rule(
    "LEGAL-21",
    "Toestemming noemt altijd met welke organisaties.",
    "Kies ten minste één organisatie.",
    "000 §2; CONS-02",
    family="U zegt ja tegen organisaties die met naam in de brief staan, nooit tegen 'iedereen'.",
    examples=(
        "Mag: Fatima zegt ja tegen Veilig Thuis en de GI.",
        "Mag niet: Fatima zet een handtekening zonder dat er een organisatie is gekozen.",
    ),
)

LEGAL_88 = Rule(
    "LEGAL-88",
    "Wie zegt 'dit was ik niet', zegt dat één keer over de eigen toestemming; daarna volgt een "
    "gesprek.",
    "Staat er niets meer, bel dan uw contactpersoon. Schrijf als professional op wat u besprak.",
    "Safety T-09; CONS-06; CONS-07",
    family=(
        "Trok een ander in uw naam uw ja in, zeg dan op uw bladzijde: dit was ik niet. Wij bellen "
        "u. Er gaat niets vanzelf weer open."
    ),
    examples=(
        "Mag: Fatima leest dat haar ja is ingetrokken, en zegt dat zij het niet was.",
        "Mag niet: Daan zegt dat de intrekking van Fatima niet van Fatima kwam.",
    ),
)


RULES = (
    LEGAL_01,
    LEGAL_02,
    LEGAL_03,
    LEGAL_04,
    LEGAL_05,
    LEGAL_16,
    LEGAL_17,
    LEGAL_21,
    LEGAL_88,
)


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
    age = age_on(born_on, given_on)
    speaks = may_speak(Matter.COOPERATION, age=age, is_self=True, has_authority=False)
    return YES if speaks else LEGAL_02.no()


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


def everybody_asked(
    people: Sequence[Asked],
    *,
    on: date,
    by: date | None = None,
    organization: str = "",
    every_adult: bool = True,
) -> Verdict:
    """Judge whether nobody was passed over when consent was first used (CONS-13, CONS-14).

    `by` is the last day on which an answer counts: the day itself, or later for who takes over.

    An own answer is asked of every adult and of minors from 12, at the day itself: who turned 12
    after the others said yes is asked before anybody new is brought in, and who rides along already
    does not become unlawful. A no from one person limits the contact to who said yes; it is not a
    veto over somebody else. A case file names no adults without authority: see `every_adult`.
    """
    for person in people:
        age = age_on(person.born_on, on)
        counts = age >= DECIDES_TOO and (every_adult or age < ADULT or person.has_authority)
        if counts and (person.answered_on is None or person.answered_on > (by or on)):
            about = f" over {organization}" if organization else ""
            return LEGAL_04.no(f"{person.name} is nog niet gevraagd{about}.")
    return YES


def may_be_anonymous(*, is_advice: bool) -> Verdict:
    """Judge anonymity (CONS-10)."""
    return YES if is_advice else LEGAL_05.no()


def reveals_nobody(
    text: str,
    names: Iterable[str],
    *,
    born: Collection[date] = (),
    places: Collection[str] = (),
) -> Verdict:
    """Judge whether an anonymous text tells of whom it is (NOT-02).

    By a name, or else: a reference, a number, a birth date, a postcode, a street or a school.
    """
    words = {word.strip(".,;:!?()\"'").casefold() for word in text.split()}
    for name in names:
        for part in name.casefold().split():
            if len(part) > 2 and part in words:  # noqa: PLR2004 - 'de' and 'el' are no names
                return LEGAL_05.no(f"In de tekst staat de naam {part.capitalize()}.")
    found = next(traces(text, born=born, places=places), "")
    return LEGAL_05.no(f"In de tekst staat {found}.") if found else YES


def may_conclude(*, is_open: bool, is_explored: bool) -> Verdict:
    """Judge the outcome of a withdrawal: it is explored first (CONS-07)."""
    return YES if is_open and is_explored else LEGAL_16.no()


def may_deny(*, is_own: bool, is_open: bool) -> Verdict:
    """Judge whether somebody may say that it was not they who took consent back."""
    return YES if is_own and is_open else LEGAL_88.no()


def is_spoken_of(*, is_open: bool, what: str) -> Verdict:
    """Judge whether the talk after that is written down, once and in words."""
    return YES if is_open and what.strip() else LEGAL_88.no()


def last_day_of(moment_day: date) -> date:
    """Return the first day after a withdrawal: the day itself was still covered."""
    return moment_day + timedelta(days=1)
