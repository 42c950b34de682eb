"""What nobody does alone: a second person with eyes of their own. Pure: facts in, verdict out."""

from __future__ import annotations

from tandem.core.verdict import YES, Rule, Verdict

LEGAL_60 = Rule(
    "LEGAL-60",
    "Wie alleen binnen is om u te vervangen, tekent of bevestigt niets samen met u.",
    "Vraag een collega met een eigen sleutel van dit gezin.",
    "000 §3d; REG-11; safety T-16: een vervanger komt in de plaats van iemand, niet ernaast",
    ("INV-10",),
    family="De tweede die meetekent is iemand die zelf bij uw gezin betrokken is.",
    examples=(
        "Mag: Vera neemt een kernbesluit en Mila, die een eigen sleutel heeft, tekent mee.",
        "Mag niet: Vera meldt zich afwezig, Stella vervangt haar, en Stella tekent met haar mee.",
    ),
)
LEGAL_68 = Rule(
    "LEGAL-68",
    "Bij een maatregel staat waar zij op rust: wie besliste en met welk kenmerk, of het"
    " kernbesluit, en wie haar uitvoert.",
    "Neem dit over uit de uitspraak of het besluit. Kent u het niet? Vraag het na.",
    "REG-21; facts 3.8; safety T-14",
    ("INV-07",),
    family="Een maatregel staat er pas als is na te lezen welke rechter of burgemeester besliste.",
    examples=(
        "Mag: Kinderrechter Midden-Nederland, kenmerk C/16/601234, de GI voert haar uit.",
        "Mag niet: Een ondertoezichtstelling zonder rechter, kenmerk en uitvoerder.",
    ),
)
LEGAL_69 = Rule(
    "LEGAL-69",
    "Een maatregel opent pas iets zonder toestemming als een tweede haar bevestigt: iemand van een"
    " andere organisatie, of van het lokaal team.",
    "Vraag een collega die de uitspraak zelf zag om de maatregel te bevestigen.",
    "REG-21; safety T-14; keuze van Tandem: macht heeft twee handtekeningen",
    ("INV-07", "INV-11"),
    family="Niemand kan in zijn eentje opschrijven dat er bij u een maatregel loopt.",
    examples=(
        (
            "Mag: Guus van de GI legt de OTS vast, Mila van het lokaal team leest de uitspraak en"
            " bevestigt."
        ),
        "Mag niet: Guus legt een OTS vast, en deelt daarop meteen zonder toestemming.",
    ),
)

RULES = (LEGAL_60, LEGAL_68, LEGAL_69)


def is_no_stand_in(*, has_own_key: bool) -> Verdict:
    """Judge a second person: in by a key of their own, not only in the place of the first."""
    return YES if has_own_key else LEGAL_60.no()


def stands_on_something(
    *, is_request: bool, decided_by: str, reference: str, has_decision: bool, has_executor: bool
) -> Verdict:
    """Judge what a measure names; a request for a test is no measure yet."""
    if is_request:
        return YES
    if not has_decision and not (decided_by.strip() and reference.strip()):
        return LEGAL_68.no("Er staat niet wie besliste, of het kenmerk ontbreekt.")
    return YES if has_executor else LEGAL_68.no("Er staat niet wie haar uitvoert.")


def may_confirm(*, is_open: bool, is_recorder: bool, is_other: bool, is_team: bool) -> Verdict:
    """Judge who confirms a measure: a second person, of elsewhere or of the local team."""
    if not is_open:
        return LEGAL_69.no("Deze maatregel is al bevestigd, of vraagt geen bevestiging.")
    if is_recorder:
        return LEGAL_69.no("U legde deze maatregel zelf vast.")
    return YES if is_other or is_team else LEGAL_69.no("U werkt bij dezelfde organisatie.")
