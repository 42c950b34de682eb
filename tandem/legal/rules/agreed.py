"""Who speaks with the family about powers, and what the family agreed to. Pure."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from datetime import date

LEGAL_115 = Rule(
    "LEGAL-115",
    "Het vaste contactpersoon vertelt het gezin wat er is besloten, of er staat waarom een ander"
    " dat deed.",
    "Laat het vaste contactpersoon het vertellen, of schrijf op waarom een ander het deed.",
    "000 §3 en §4; REG-12, TAN-14",
    family="U hoort het van iemand die u kent: uw vaste contactpersoon.",
    examples=(
        "Mag: Mila, het vaste contactpersoon, vertelt het aan de keukentafel.",
        "Mag: Guus van de GI vertelt het, want Mila is ziek en het kon niet wachten.",
        "Mag niet: Guus vertelt het en er staat niet waarom.",
    ),
)

LEGAL_116 = Rule(
    "LEGAL-116",
    "Is het gezin akkoord met dezelfde persoon, dan staat erbij wie akkoord ging en in welke"
    " woorden.",
    "Vraag het gezin opnieuw en schrijf op wie het zei, in eigen woorden.",
    "001 noot 5; REG-17",
    ("INV-09",),
    family="Alleen als u het zelf zegt, blijft dezelfde persoon als er bevoegdheden komen.",
    examples=(
        "Mag: 'Fatima: liever Vera, die kent ons. Daan vindt het goed.'",
        "Mag niet: Alleen een dag, zonder wie akkoord ging.",
    ),
)

RULES = (LEGAL_115, LEGAL_116)


def is_told_by_who_they_know(*, is_contact_person: bool, why_other: str) -> Verdict:
    """Judge who told the family of a decision: the fixed face, or it says why not (REG-12)."""
    return YES if is_contact_person or why_other.strip() else LEGAL_115.no()


def agreement_is_whole(*, agreed_on: date | None, said: str) -> Verdict:
    """Judge what the family agreed to: who said it, and in which words (REG-17)."""
    return YES if agreed_on is None or said.strip() else LEGAL_116.no()
