"""What a measure and the test before it must say, and what stays as it was said. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.legal.enums import MeasureKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

LEGAL_110 = Rule(
    "LEGAL-110",
    "Bij een maatregel staat tot en met welke dag de rechter of de burgemeester hem gaf.",
    "Zoek de laatste dag op in de uitspraak of het besluit en vul die in.",
    "BW 1:258 en 265c; Wet tijdelijk huisverbod art. 2; REG-21; facts 3.8",
    family="U weet altijd tot welke dag een maatregel duurt.",
    examples=(
        "Mag: Een contactverbod tot en met 1 maart 2027.",
        "Mag niet: Een contactverbod zonder laatste dag.",
        "Mag: Een beëindiging van gezag zonder laatste dag, als die niet voorlopig is.",
    ),
)

LEGAL_111 = Rule(
    "LEGAL-111",
    "De Raad hoort de kinderen en de ouders voor hij toetst, of schrijft op waarom dat niet kon.",
    "Schrijf op wat de kinderen en de ouders zeggen. Is iemand niet gehoord? Schrijf op waarom.",
    "003 Leidraad §3.1; BW 1:377g; REG-25",
    family="De Raad hoort eerst u en uw kinderen. Kan dat niet, dan leest u waarom.",
    examples=(
        "Mag: 'Moeder wil hulp, vader niet. Sem (4) is te jong; zijn juf is gesproken.'",
        "Mag niet: Een toets waarin niets staat over wat de ouders zeggen.",
    ),
)

LEGAL_112 = Rule(
    "LEGAL-112",
    "Wat eenmaal is vastgelegd, blijft staan.",
    "Klopt het niet? Schrijf een aantekening met wat wel klopt en waarom.",
    "001 §Juridische kanttekeningen; SEC-06",
    family="Niemand verandert achteraf wat over u is opgeschreven; wat nieuw is, komt erbij.",
    examples=(
        "Mag: Een dag invullen die nog leeg was.",
        "Mag niet: De dag van het eerste contact later een week vroeger zetten.",
    ),
)

LEGAL_113 = Rule(
    "LEGAL-113",
    "Een maatregel die een kind beschermt, en de toets ervoor, noemt voor welke kinderen.",
    "Kies de kinderen die in de uitspraak, het verzoek of de toets staan.",
    "BW 1:255, 1:265b en 1:266; REG-21; facts 3.8",
    family="Een maatregel geldt alleen voor het kind dat erin staat, niet voor broers of zussen.",
    examples=(
        "Mag: Een ondertoezichtstelling van Sem, niet van Noor.",
        "Mag niet: Een ondertoezichtstelling zonder naam van een kind.",
    ),
)

LEGAL_114 = Rule(
    "LEGAL-114",
    "Bij een ondertoezichtstelling staat welke concrete bedreigingen de rechter noemt.",
    "Neem uit de beschikking over wat het kind concreet bedreigt.",
    "BW 1:255 lid 4; facts 3.8",
    family="U leest wat er precies moet veranderen, in woorden van de rechter.",
    examples=(
        "Mag: 'Sem is vaker getuige van geweld tussen zijn ouders en slaapt daardoor slecht.'",
        "Mag niet: Een ondertoezichtstelling zonder één bedreiging.",
    ),
)

LEGAL_117 = Rule(
    "LEGAL-117",
    "Wat u zonder toestemming aan een GI vertelt voor een ondertoezichtstelling, gaat over een"
    " kind dat deze GI onder toezicht heeft.",
    "Kies het kind waarover het gaat. Gaat het over een ander kind, vraag dan toestemming.",
    "Jeugdwet 7.3.11 lid 4; facts 3.4 en 3.8; REG-21",
    ("INV-11",),
    family="Staat één kind onder toezicht, dan geldt dat niet voor broers of zussen.",
    examples=(
        "Mag: De school van Sem, die onder toezicht staat, is genoemd.",
        "Mag niet: Het dossier van Noor, die niet onder toezicht staat, gaat mee.",
    ),
)

RULES = (LEGAL_110, LEGAL_111, LEGAL_112, LEGAL_113, LEGAL_114, LEGAL_117)

# What is about children by its kind; a ban or probation may be about an adult.
OF_CHILDREN = frozenset(
    {
        MeasureKind.RVDK_TEST_REQUEST,
        MeasureKind.OTS,
        MeasureKind.OUT_OF_HOME_PLACEMENT,
        MeasureKind.AUTHORITY_TERMINATION,
    }
)


def may_be_without_end(kind: str, *, provisional: bool) -> bool:
    """Whether there is no last day to give: a request, or authority that was ended for good."""
    is_for_good = kind == MeasureKind.AUTHORITY_TERMINATION and not provisional
    return is_for_good or kind == MeasureKind.RVDK_TEST_REQUEST


def both_sides_are_heard(*sides: tuple[str, str]) -> Verdict:
    """Judge whether each side was heard, or why not: what they said, and why they were not."""
    said = all(heard.strip() or why_not.strip() for heard, why_not in sides)
    return YES if said else LEGAL_111.no()


def names_children(kind: str, *, are_minors: Sequence[bool]) -> Verdict:
    """Judge whether a measure names whom it is about: children, each of them a minor (REG-21)."""
    if kind not in OF_CHILDREN:
        return YES
    if not all(are_minors):
        return LEGAL_113.no("Wie 18 is of ouder, of niet bij dit gezin hoort, telt hier niet mee.")
    return YES if are_minors else LEGAL_113.no()


def is_about_supervised(*, by_supervision: bool, are_supervised: Sequence[bool]) -> Verdict:
    """Judge whom an exchange for a supervision order is about: each under supervision."""
    if not by_supervision or (are_supervised and all(are_supervised)):
        return YES
    return LEGAL_117.no()


def names_threats(kind: str, threats: str) -> Verdict:
    """Judge whether a supervision order names what threatens the child (BW 1:255 lid 4)."""
    return YES if kind != MeasureKind.OTS or threats.strip() else LEGAL_114.no()


def says_until_when(kind: str, until: date | None, *, provisional: bool) -> Verdict:
    """Judge whether a measure has the last day that was given (REG-21)."""
    if until is not None or may_be_without_end(kind, provisional=provisional):
        return YES
    return LEGAL_110.no()


def stays_as_said(pairs: Iterable[tuple[object, object]]) -> Verdict:
    """Judge what is written over: what was there and what comes there (SEC-06)."""
    kept = all(was in {None, "", now} for was, now in pairs)
    return YES if kept else LEGAL_112.no()


def only_sooner(*, until: date | None, ends: date | None, was_ended: bool) -> Verdict:
    """Judge an end that is written over an earlier one: sooner than was said (SEC-06)."""
    is_sooner = until is None or (ends is not None and ends < until)
    return YES if is_sooner or not was_ended else LEGAL_112.no()
