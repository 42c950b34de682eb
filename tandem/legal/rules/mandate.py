"""Who may use a power at all: the organization that the law names, by its own people. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.legal.enums import Ground, PowerKind
from tandem.legal.enums import MeasureKind as M
from tandem.legal.rules.turning import POWERS

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

LEGAL_90 = Rule(
    "LEGAL-90",
    "Bevoegdheden zet alleen een organisatie in die ze van de wet kreeg. Een Regionaal"
    " Veiligheidsteam en een Zorg- en Veiligheidshuis hebben er zelf geen.",
    "Kies de organisatie waar de medewerker werkt: Veilig Thuis, de Raad of een GI.",
    "Stcrt 2024, 37825; 000 §3d; REG-10, REG-13",
    ("INV-07", "INV-08"),
    family=(
        "Iemand uit een veiligheidsteam mag tegen uw wil alleen wat de eigen organisatie mag. U"
        " hoort altijd welke organisatie dat is."
    ),
    examples=(
        "Mag: Wouter van Veilig Thuis doet onderzoek namens Veilig Thuis.",
        "Mag niet: Wouter doet onderzoek namens het Regionaal Veiligheidsteam.",
    ),
)

LEGAL_91 = Rule(
    "LEGAL-91",
    "Wie namens een organisatie meedoet, werkt daar. In een Regionaal Veiligheidsteam werken"
    " mensen van andere organisaties; zij doen daar alleen met toestemming mee.",
    "Kies een collega van deze organisatie, of de organisatie waar deze collega werkt.",
    "Stcrt 2024, 37825; REG-15, REG-16; ORG-07",
    ("INV-08", "INV-09"),
    family="U ziet bij elke naam voor wie iemand echt werkt.",
    examples=(
        "Mag: Simone van de Raad praat met toestemming mee in het Regionaal Veiligheidsteam.",
        "Mag niet: Simone van de Raad staat opgeschreven als medewerker van Veilig Thuis.",
    ),
)

LEGAL_92 = Rule(
    "LEGAL-92",
    "Een kernbesluit neemt de organisatie die de bevoegdheid heeft: van wie besluit en wie"
    " meetekent, werkt er ten minste één. Heeft daar nog niemand een sleutel, dan staat erbij wie"
    " daar besloot. Een partner besluit alleen voor de eigen organisatie.",
    "Laat een collega van die organisatie besluiten of meetekenen. Is daar nog niemand binnen?"
    " Schrijf dan bij 'ook besloten door' wie het daar besloot.",
    "Stcrt 2024, 37825; 000 §3d; REG-10, REG-11",
    ("INV-10",),
    family=(
        "Over meedoen tegen uw zin beslist altijd iemand van de organisatie die dat van de wet mag."
    ),
    examples=(
        "Mag: Wouter van Veilig Thuis besluit voor Veilig Thuis, en Marjan tekent mee.",
        "Mag: De GI is er nog niet. Samira schrijft op wie daar besloot, en Marjan tekent mee.",
        "Mag niet: Samira en Marjan van het lokaal team besluiten samen voor de Raad.",
    ),
)

LEGAL_96 = Rule(
    "LEGAL-96",
    "De grond hoort bij de bevoegdheid: een onderzoek van Veilig Thuis rust op een melding, een"
    " aanwijzing op een ondertoezichtstelling.",
    "Kies de grond waarop deze bevoegdheid rust, of een andere bevoegdheid.",
    "Wmo 2015 4.1.1; Jeugdwet 3.1; BW 1:262, 1:263, 1:265b; facts 3.5, 3.8; REG-10, REG-13",
    ("INV-07",),
    family="De reden in de wet past bij wat er gebeurt. U kunt dat nalezen.",
    examples=(
        "Mag: Na een melding doet Veilig Thuis onderzoek.",
        "Mag niet: De GI geeft een aanwijzing, en de grond is een contactverbod.",
    ),
)

LEGAL_97 = Rule(
    "LEGAL-97",
    "Is het een andere bevoegdheid of een andere grond, dan staat erbij op welk artikel of welke"
    " uitspraak die rust.",
    "Schrijf het artikel of het kenmerk van de uitspraak op.",
    "000 §3d; facts 6 (wetsartikel per kernbesluit); REG-10",
    ("INV-07",),
    family="Alleen 'anders' is nooit genoeg. U leest welke wet of welke rechter het toestaat.",
    examples=(
        "Mag: 'Een andere grond: BW 1:268, schorsing van het gezag.'",
        "Mag niet: 'Een andere grond', en verder niets.",
    ),
)

RULES = (
    LEGAL_90,
    LEGAL_91,
    LEGAL_92,
    LEGAL_96,
    LEGAL_97,
)


# Which measures a power is the execution of (REG-06). A home ban and a contact ban are kept by the
# police and the mayor: nobody works in red on them.
CARRIES: Mapping[PowerKind, frozenset[M]] = {
    PowerKind.EXECUTE: frozenset(
        {M.OTS, M.OUT_OF_HOME_PLACEMENT, M.AUTHORITY_TERMINATION, M.PROBATION}
    ),
    PowerKind.INSTRUCT: frozenset({M.OTS}),
    PowerKind.OUT_OF_HOME: frozenset({M.OUT_OF_HOME_PLACEMENT}),
    PowerKind.OTHER: frozenset(
        {M.OTS, M.OUT_OF_HOME_PLACEMENT, M.AUTHORITY_TERMINATION, M.PROBATION}
    ),
}
_ANY = frozenset[M]().union(*CARRIES.values())
# On which grounds each power can rest (INV-07); what is on no list, names its article.
GROUNDS: Mapping[PowerKind, frozenset[Ground]] = {
    PowerKind.ENRICH: frozenset({Ground.REPORT, Ground.OTHER}),
    PowerKind.VIOLENCE: frozenset({Ground.REPORT, Ground.HOME_BAN, Ground.OTHER}),
    PowerKind.PROTECTION: frozenset({Ground.TEST_REQUEST, Ground.OTHER}),
    PowerKind.NECESSITY: frozenset({Ground.TEST_REQUEST, Ground.OTHER}),
    PowerKind.EXECUTE: frozenset(
        {Ground.OTS, Ground.OUT_OF_HOME, Ground.AUTHORITY_TERMINATION, Ground.PROBATION}
    ),
    PowerKind.INSTRUCT: frozenset({Ground.OTS}),
    PowerKind.OUT_OF_HOME: frozenset({Ground.OUT_OF_HOME}),
    PowerKind.OTHER: frozenset(Ground),
}
# Organizations that have any power at all.
WITH_POWERS = frozenset(kind for power in POWERS.values() for kind in power.who)


def may_use_powers(organization_kind: str) -> Verdict:
    """Judge whether the law gave this kind of organization any power at all."""
    return YES if organization_kind in WITH_POWERS else LEGAL_90.no()


def works_for_it(*, is_employed: bool, is_safety_team: bool, uses_powers: bool) -> Verdict:
    """Judge who is named for an organization: its own people; a safety team lends those of others.

    What is lent is expertise with consent, never a power.
    """
    if is_employed or (is_safety_team and not uses_powers):
        return YES
    return LEGAL_91.no()


def kinds_that_carry(powers: Iterable[str]) -> frozenset[M]:
    """Return the kinds of measure that carry one of these powers; a case file names none."""
    known = {kind.value: kinds for kind, kinds in CARRIES.items()} | {"": _ANY}
    return frozenset[M]().union(*(known.get(one, frozenset()) for one in powers))


def ground_fits(*, power: str, ground: str) -> Verdict:
    """Judge whether a power can rest on a ground (INV-07)."""
    allowed = {kind.value: grounds for kind, grounds in GROUNDS.items()}
    return YES if ground in allowed.get(power, frozenset()) else LEGAL_96.no()


def other_names_its_law(*, power: str, ground: str, reference: str) -> Verdict:
    """Judge what is on no list: on which article or ruling it rests."""
    is_other = power == PowerKind.OTHER or ground == Ground.OTHER
    return LEGAL_97.no() if is_other and not reference.strip() else YES


def is_theirs_to_decide(*, is_own: bool, is_team: bool) -> Verdict:
    """Judge who writes in a decision: the local team, or a partner in that of its own."""
    if is_own or is_team:
        return YES
    return LEGAL_92.no("Dit besluit is van een andere organisatie.")


def one_works_there(*, first: bool, second: bool, is_inside: bool, named: str) -> Verdict:
    """Judge the two who decide: one of them at least is of the organization (REG-10).

    Of an organization that nobody let in yet, it says who decided there.
    """
    return YES if first or second or (named.strip() and not is_inside) else LEGAL_92.no()
