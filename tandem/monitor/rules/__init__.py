"""Rules of the monitor: when a quarter may be submitted, corrected or counted by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.monitor.enums import Question

if TYPE_CHECKING:
    from datetime import date

    from tandem.monitor.rules.figures import Sheet
    from tandem.monitor.rules.quarter import Quarter

MONITOR_01 = Rule(
    "MONITOR-01",
    "Een kwartaal kan pas worden ingediend als de laatste dag voorbij is.",
    "Bekijk de cijfers alvast. Dien ze in na de laatste dag van het kwartaal.",
    "001 Bijlage 2 Wanneer; MON-02",
    ("INV-44",),
    family=(
        "De cijfers over alle gezinnen samen zijn pas af als het kwartaal voorbij is. Uw naam "
        "staat er nooit in."
    ),
    examples=(
        "Mag: Iris dient op 1 oktober het derde kwartaal in.",
        "Mag niet: Iris dient op 29 september het derde kwartaal in.",
    ),
)
MONITOR_02 = Rule(
    "MONITOR-02",
    "Een toekomsttuin dient een kwartaal één keer in. Daarna staan de cijfers vast.",
    "Klopt er iets niet? Kies 'Verbeteren' en schrijf op waarom.",
    "001 Bijlage 2; MON-08",
    ("INV-35",),
    family="Cijfers die zijn ingediend, worden niet stilletjes veranderd.",
    examples=(
        (
            "Mag: Iris dient het kwartaal in. Een week later maakt zij een verbetering met een "
            "reden."
        ),
        (
            "Mag niet: Iris dient hetzelfde kwartaal voor de tweede keer in, alsof het de eerste "
            "keer is."
        ),
    ),
)
MONITOR_03 = Rule(
    "MONITOR-03",
    "Bij een verbetering van ingediende cijfers hoort een reden.",
    "Schrijf in één zin op wat er niet klopte.",
    "001 Bijlage 2; MON-06",
    ("INV-35",),
    family="Verandert er iets aan de cijfers, dan kan iedereen lezen waarom.",
    examples=(
        "Mag: Iris schrijft: 'Eén huishouden stond bij de verkeerde toekomsttuin.'",
        "Mag niet: Iris dient een verbetering in en laat de reden leeg.",
    ),
)
MONITOR_04 = Rule(
    "MONITOR-04",
    "Een verbetering verandert ten minste één cijfer.",
    "Pas eerst aan wat niet klopt: in het dossier, of met een cijfer met de hand.",
    "Tandem: elke versie zegt iets nieuws",
    ("INV-35",),
    family="Een nieuwe versie van de cijfers betekent dat er echt iets anders is.",
    examples=(
        "Mag: Vraag A was 14 en wordt 15.",
        "Mag niet: Alle cijfers in de verbetering zijn gelijk aan die van de vorige versie.",
    ),
)
MONITOR_05 = Rule(
    "MONITOR-05",
    "U verbetert altijd de versie die het laatst is ingediend.",
    "Bekijk eerst wat er nu staat. Dien daarna uw verbetering in als die nog nodig is.",
    "Tandem: niets gaat verloren",
    ("INV-35",),
    family="Wat de een verbeterde, raakt de ander niet kwijt.",
    examples=(
        "Mag: Iris ziet versie 2 en dient daar een verbetering op in.",
        "Mag niet: Iris ziet versie 1, maar een collega diende net versie 2 in.",
    ),
)
MONITOR_06 = Rule(
    "MONITOR-06",
    "Bij een cijfer met de hand hoort een reden. Het getal uit het werk blijft ernaast staan.",
    "Schrijf in één zin op waarom u zelf telde.",
    "001 Bijlage 2; MON-06",
    family="Telt iemand zelf, dan staat erbij waarom. Wat uit het werk kwam, blijft ook te zien.",
    examples=(
        "Mag: Iris vult 7 in en schrijft dat één huishouden op papier werd bijgehouden.",
        "Mag niet: Iris vult 7 in waar het werk 6 zegt, zonder een reden.",
    ),
)
MONITOR_07 = Rule(
    "MONITOR-07",
    "C en E tellen huishoudens die bij A meetellen. Ze zijn dus nooit hoger dan A.",
    "Kijk na welk cijfer niet klopt, en pas dat aan.",
    "001 Bijlage 2 vraag C en E; MON-C, MON-E",
    family="De cijfers kloppen met elkaar, zodat niemand er verkeerde dingen uit leest.",
    examples=(
        "Mag: A is 14, C is 9 en E is 3.",
        "Mag niet: A is 14 en C is 16.",
    ),
)
MONITOR_08 = Rule(
    "MONITOR-08",
    "De monitor begint in het derde kwartaal van 2024 en loopt tot en met dit kwartaal.",
    "Kies een ander kwartaal.",
    "001 Bijlage 2; INV-36",
    ("INV-36",),
    family="Wij tellen alleen over de tijd waarin er toekomsttuinen zijn.",
    examples=(
        "Mag: Iris bekijkt het vierde kwartaal van 2024.",
        "Mag niet: Iris bekijkt het eerste kwartaal van 2021.",
    ),
)
MONITOR_09 = Rule(
    "MONITOR-09",
    "Twee mensen vulden tegelijk hetzelfde cijfer in. Wat de ander invulde, gaat niet verloren.",
    "Vergelijk wat er nu staat met uw cijfer. Bewaar opnieuw als uw cijfer beter is.",
    "Tandem: niets gaat verloren",
    family="Wat de een telde, raakt niet kwijt doordat een ander tegelijk telde.",
    examples=(
        "Mag: Iris ziet dat haar collega net 8 invulde, vergelijkt, en bewaart dan 9.",
        "Mag niet: Iris bewaart 9 over de 8 van haar collega heen, zonder die te zien.",
    ),
)
MONITOR_10 = Rule(
    "MONITOR-10",
    "Zwaarte vult u alleen in bij vraag D, en alleen als er ten minste één huishouden is.",
    "Laat de zwaarte leeg, of kijk het aantal na.",
    "001 Bijlage 2 vraag D; MON-D1",
    family="De cijfers zeggen alleen iets over zwaarte als er ook een gezin was.",
    examples=(
        "Mag: Bij vraag D staat 2 huishoudens, met als zwaarte 'gemiddeld'.",
        "Mag niet: Bij vraag D staat 0 huishoudens, met toch een zwaarte.",
    ),
)

RULES = (
    MONITOR_01,
    MONITOR_02,
    MONITOR_03,
    MONITOR_04,
    MONITOR_05,
    MONITOR_06,
    MONITOR_07,
    MONITOR_08,
    MONITOR_09,
    MONITOR_10,
)


def may_submit(quarter: Quarter, *, today: date, submitted: int | None) -> Verdict:
    """Judge the first submission; `submitted` is the version that is there already, if any."""
    if submitted is not None:
        return MONITOR_02.no("Dit kwartaal is al ingediend.")
    if not quarter.is_over(today):
        return MONITOR_01.no(f"Het {quarter.label} loopt nog.")
    return YES


def may_correct(*, seen: int, submitted: int | None) -> Verdict:
    """Judge whether a correction builds on the version that is there."""
    if submitted is None:
        return MONITOR_05.no("Dit kwartaal is nog niet ingediend.")
    if seen != submitted:
        return MONITOR_05.no(f"Intussen diende iemand versie {submitted} in.")
    return YES


def correction_has_a_reason(reason: str) -> Verdict:
    """Judge the reason of a correction."""
    return YES if reason.strip() else MONITOR_03.no()


def correction_changes(*, is_same: bool) -> Verdict:
    """Judge whether a correction says something new."""
    return (
        MONITOR_04.no("Er is geen cijfer anders dan in de ingediende versie.") if is_same else YES
    )


def parts_fit(sheet: Sheet) -> Verdict:
    """Judge C and E against A. No other equality is asked: F is not reconciled with D (MON-F5)."""
    new = sheet.value(Question.A)
    for part in (Question.C, Question.E):
        if sheet.value(part) > new:
            return MONITOR_07.no(f"{part.value} is {sheet.value(part)} en A is {new}.")
    return YES


def is_counted(quarter: Quarter, *, exists: bool) -> Verdict:
    """Judge whether the monitor knows the quarter."""
    return YES if exists else MONITOR_08.no(f"U koos {quarter}.")


def manual_has_a_reason(reason: str) -> Verdict:
    """Judge the reason of a figure that was counted by hand."""
    return YES if reason.strip() else MONITOR_06.no()


def manual_is_unchanged(*, seen: int, current: int) -> Verdict:
    """Judge whether somebody else filled in the same figure meanwhile."""
    return YES if seen == current else MONITOR_09.no()


def manual_band_fits(question: Question, *, value: int, has_band: bool) -> Verdict:
    """Judge the intensity next to a figure that was counted by hand."""
    is_form = question.value.startswith("D.")
    return MONITOR_10.no() if has_band and (not is_form or value == 0) else YES
