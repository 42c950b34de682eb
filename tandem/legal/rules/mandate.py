"""Who may use a power at all: the organization that the law names, by its own people. Pure."""

from __future__ import annotations

from tandem.core.verdict import YES, Rule, Verdict
from tandem.legal.rules.turning import POWERS

LEGAL_90 = Rule(
    "LEGAL-90",
    "Bevoegdheden zet alleen een organisatie in die ze van de wet kreeg. Een Regionaal"
    " Veiligheidsteam heeft zelf geen bevoegdheden.",
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

RULES = (
    LEGAL_90,
    LEGAL_91,
)


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
