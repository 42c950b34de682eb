"""Sitting together, and deciding together to slow down. Pure: facts in, verdict out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Mapping

LOOK_BACK_WITHIN = timedelta(days=92)

JOURNEY_19 = Rule(
    "JOURNEY-19",
    "Bij een overleg staat wie erbij zat, wat er is besloten en hoe het gezin erbij betrokken was.",
    "Kruis aan wie erbij zat. Was het gezin er niet bij? Schrijf op hoe het dan meedeed.",
    "003 basisprincipes; 002 BS4 §10; WP-19, FAM-01",
    family="Over u wordt niet besloten zonder dat erbij staat hoe u meedacht.",
    examples=(
        "Mag: Fatima zat erbij. Daan vertelde vooraf aan Samira wat hij wilde.",
        "Mag niet: Samira en Joris besluiten samen iets, en van het gezin staat er niets bij.",
    ),
)
JOURNEY_20 = Rule(
    "JOURNEY-20",
    "Woont er een kind, dan staat bij het overleg wat het besluit voor het kind betekent.",
    "Schrijf op wat dit voor elk kind betekent, in gewone woorden.",
    "003 basisprincipes; FAM-01",
    ("INV-43",),
    family="Bij elk overleg denken wij na over wat het voor uw kinderen betekent.",
    examples=(
        "Mag: 'Sem kan op maandag bij oma eten. Hij weet wie hem ophaalt.'",
        "Mag niet: Het gezin heeft een kind van 6 en bij het overleg staat niets over hem.",
    ),
)
JOURNEY_21 = Rule(
    "JOURNEY-21",
    "Bij een verbinding met de MDA++ staat vanaf wanneer en bij wie.",
    "Vul de dag en de naam in, bijvoorbeeld van het Zorg- en Veiligheidshuis.",
    "003 basisprincipes; 002 BS4 §10; WP-20",
    family="Kijken er meer mensen mee, dan leest u wie dat zijn en sinds wanneer.",
    examples=(
        "Mag: Verbonden op 3 november, bij het Zorg- en Veiligheidshuis.",
        "Mag niet: Er staat 'MDA++', zonder dag en zonder bij wie.",
    ),
)
JOURNEY_22 = Rule(
    "JOURNEY-22",
    "Wie vertraagt, schrijft op waarom, bij welk teken we wél handelen, wat het gezin zegt en"
    " wanneer we terugkijken: binnen drie maanden.",
    "Vul aan wat nog leeg is.",
    "001 §De beoogde beweging; 004 leersessie 1; WP-17. De termijn is een keuze van Tandem",
    family=(
        "Soms is wachten beter dan ingrijpen. U weet dan waarom, hoe lang, en wanneer wij toch"
        " iets doen."
    ),
    examples=(
        (
            "Mag: 'We melden nog niet: Daan begint maandag. Slaat er iemand, dan bellen we dezelfde"
            " dag. Op 3 december kijken we terug.'"
        ),
        "Mag niet: 'We wachten het even af', zonder teken en zonder dag.",
    ),
)
JOURNEY_23 = Rule(
    "JOURNEY-23",
    "Vertragen besluiten de fietsers samen: wie op de tandem zit legt het vast, en wie op de andere"
    " plaats zit tekent. Zit daar niemand, dan tekent de teamleider.",
    "Vraag degene die voorop zit, of wie er achterop zit. Fietst er niemand anders mee? Vraag de"
    " teamleider.",
    "004 leersessie 3; WP-18. Dat de teamleider anders tekent, is een keuze van Tandem",
    family="Niemand besluit in zijn eentje om te wachten. Er staan altijd twee namen onder.",
    examples=(
        "Mag: Samira zit voorop en legt het vast. Joris zit achterop en tekent.",
        "Mag niet: Samira legt het vast en tekent zelf ook voor Joris.",
    ),
)
JOURNEY_24 = Rule(
    "JOURNEY-24",
    "Er loopt één besluit om te vertragen tegelijk. Verder vertragen is een nieuw besluit.",
    "Kijk eerst terug op het besluit dat er al is.",
    "004 leersessie 3; WP-17",
    family="U hoeft niet te zoeken welke afspraak over wachten nu geldt: er is er één.",
    examples=(
        "Mag: Samira kijkt terug op het vorige besluit en legt daarna een nieuw vast.",
        "Mag niet: Samira legt een tweede besluit vast terwijl het eerste nog loopt.",
    ),
)

RULES = (JOURNEY_19, JOURNEY_20, JOURNEY_21, JOURNEY_22, JOURNEY_23, JOURNEY_24)


def consultation_is_whole(*, organizations: int, decided: str, family_involved: str) -> Verdict:
    """Judge who sat together, what came of it, and how the family took part (FAM-01)."""
    if not organizations:
        return JOURNEY_19.no("Er staat niet wie erbij zat.")
    if not decided.strip():
        return JOURNEY_19.no("Er staat niet wat er is besloten.")
    return YES if family_involved.strip() else JOURNEY_19.no("Er staat niets over het gezin.")


def child_is_thought_of(*, has_minors: bool, child_interest: str) -> Verdict:
    """Judge whether a consultation says what it means for the children (INV-43)."""
    return YES if not has_minors or child_interest.strip() else JOURNEY_20.no()


def connection_is_whole(*, is_mda: bool, on: date | None, to: str) -> Verdict:
    """Judge a connection with the MDA++: when and to whom, or neither (WP-20)."""
    if on is None and not to.strip():
        return JOURNEY_21.no() if is_mda else YES
    return YES if on is not None and to.strip() else JOURNEY_21.no()


def slowing_down_is_whole(
    *, motivation: str, safety_condition: str, family_view: str, decided_on: date, review_on: date
) -> Verdict:
    """Judge what a decision to slow down says (WP-17)."""
    if not (motivation.strip() and safety_condition.strip() and family_view.strip()):
        return JOURNEY_22.no("Er is nog iets leeg.")
    if not decided_on < review_on <= decided_on + LOOK_BACK_WITHIN:
        return JOURNEY_22.no("De dag om terug te kijken past niet.")
    return YES


def may_propose(*, rides: bool) -> Verdict:
    """Judge who writes down that we slow down: somebody on the tandem (WP-18)."""
    return YES if rides else JOURNEY_23.no("U zit niet op de tandem van dit gezin.")


def may_co_sign(
    *, is_open: bool, wrote_it: bool, is_asked: bool, is_overdue: bool = False
) -> Verdict:
    """Judge who signs as the second; `is_asked` follows from the seats (`second_riders`)."""
    if not is_open:
        return JOURNEY_24.no("Dit besluit is al getekend, of het is voorbij.")
    if wrote_it:
        return JOURNEY_23.no("U legde dit besluit zelf vast.")
    if is_overdue:
        return JOURNEY_22.no("De dag om terug te kijken is al voorbij.")
    return YES if is_asked else JOURNEY_23.no("U zit niet op de andere plaats van de tandem.")


def second_riders(places: Mapping[int, str], *, first: int) -> frozenset[int]:
    """Who can sign beside the first: everybody by name on the other place of the tandem.

    Nobody there means that the team lead signs. Who has got off by now has no place: then anybody
    who rides can.
    """
    own = places.get(first)
    return frozenset(who for who, place in places.items() if who != first and place != own)


def one_at_a_time(*, running: int) -> Verdict:
    """Judge a new decision beside the one that runs."""
    return YES if running == 0 else JOURNEY_24.no()


def still_runs(*, has_ended: bool) -> Verdict:
    """Judge looking back: on what is not over yet."""
    return JOURNEY_24.no("Op dit besluit is al teruggekeken.") if has_ended else YES


def looking_back_after(day: date, *, decided_on: date) -> Verdict:
    """Judge the day of looking back."""
    return YES if decided_on <= day else JOURNEY_22.no("Terugkijken kan niet vóór het besluit.")


def looking_back_says_what(text: str) -> Verdict:
    """Judge the words with which slowing down ends."""
    return YES if text.strip() else JOURNEY_22.no("Er staat niet wat u zag.")
