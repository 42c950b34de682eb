"""First safety, then what lies beneath it, then recovery. Pure: facts in, verdict out."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.journey.enums import Phase, SafetyStand

if TYPE_CHECKING:
    from datetime import date

JOURNEY_16 = Rule(
    "JOURNEY-16",
    "Fase 2 of 3 begint pas als de directe veiligheid hersteld is, of geregeld met afspraken in een"
    " veiligheidsplan.",
    "Maak eerst samen afspraken over de veiligheid, of besluit samen om te vertragen. Wat bij een"
    " volgende fase hoort, mag u altijd voorbereiden.",
    "002 BS1 §4; WP-11; facts 5.1",
    ("INV-19",),
    family=(
        "Eerst zorgen wij samen dat het nu veilig is. Pas daarna zoeken wij uit wat eronder zit."
    ),
    examples=(
        (
            "Mag: Het schreeuwen is niet voorbij, maar Fatima en Daan maakten drie afspraken in het"
            " veiligheidsplan. Fase 2 begint."
        ),
        "Mag niet: Er is gisteren nog geslagen, er zijn geen afspraken, en fase 2 begint.",
    ),
)
JOURNEY_17 = Rule(
    "JOURNEY-17",
    "De fasen gaan op volgorde. Terug mag altijd. Bij elke stap staat waarom, en wat het gezin"
    " zegt.",
    "Kies de volgende fase of een eerdere, en vul aan wat nog leeg is.",
    "002 BS1 §4; WP-10",
    family="Gaat het even niet goed, dan gaan wij terug naar veiligheid. U leest waarom.",
    examples=(
        "Mag: Het gezin was in fase 3 en er is weer geslagen. Samira gaat terug naar fase 1.",
        "Mag niet: Het gezin is in fase 1 en Samira kiest fase 3.",
    ),
)
JOURNEY_18 = Rule(
    "JOURNEY-18",
    "Een fase begint niet vóór de aanmelding, en niet vóór de fase die er al staat.",
    "Kies een dag op of na de vorige stap.",
    "002 BS1 §4; WP-10",
    family="U kunt later nalezen in welke fase u wanneer zat.",
    examples=(
        "Mag: Fase 2 begon op 1 oktober. Op 3 november ging het gezin terug naar fase 1.",
        "Mag niet: Fase 2 begon op 1 oktober, en iemand laat fase 3 op 20 september beginnen.",
    ),
)

RULES = (JOURNEY_16, JOURNEY_17, JOURNEY_18)


def safety_allows(
    phase: int, *, safety: str, has_agreements: bool, failing: Sequence[str] = ()
) -> Verdict:
    """Judge whether a household can be in a phase, as immediate safety stands (INV-19).

    `failing` are the agreements that did not work when they were last looked at, in words.
    """
    if phase == Phase.DIRECT or safety == SafetyStand.RESTORED:
        return YES
    if safety != SafetyStand.AGREED:
        return JOURNEY_16.no("De directe veiligheid is nog niet hersteld.")
    if not has_agreements:
        return JOURNEY_16.no("Er is nog geen veiligheidsplan met afspraken.")
    if failing:
        return JOURNEY_16.no(f"Deze afspraak lukt nog niet: {failing[0]}.")
    return YES


def phase_follows(phase: int, *, current: int, why: str, family_view: str) -> Verdict:
    """Judge the step to a phase: the next one, the same, or any before (WP-10)."""
    if phase > current + 1:
        return JOURNEY_17.no(f"Dit gezin is in fase {current}.")
    if not why.strip():
        return JOURNEY_17.no("Er staat niet waarom.")
    return YES if family_view.strip() else JOURNEY_17.no("Er staat niet wat het gezin zegt.")


def phase_begins_after(day: date, *, registered_on: date, previous: date | None) -> Verdict:
    """Judge the day on which a phase begins."""
    return YES if day >= max(registered_on, previous or registered_on) else JOURNEY_18.no()
