"""Which looks a second person judges, and how. Pure: facts of a day in, reasons out."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import LookSignal

MANY_HOUSEHOLDS, MANY_KNOCKS, MANY_DAYS = 15, 3, 3
SHORTEST_EXPLANATION = 10

AUDIT_01 = Rule(
    "AUDIT-01",
    "Niemand beoordeelt de eigen inzage.",
    "Vraag een andere teamleider of de coördinator om dit na te kijken.",
    "BIO2 5.3; NEN 7513",
    family="Of iemand terecht in uw dossier keek, beoordeelt altijd een ander.",
    examples=(
        "Mag: Ruben kijkt na waarom Mila op zondag in een dossier was.",
        "Mag niet: Ruben keek zelf op zondag en keurt dat zelf goed.",
    ),
)
AUDIT_02 = Rule(
    "AUDIT-02",
    "Een oordeel over inzage heeft een reden.",
    "Schrijf in één of twee zinnen op wat u heeft nagevraagd en wat het antwoord was.",
    "NEN 7513; AP-besluiten HagaZiekenhuis en OLVG",
    family="Wie nakijkt of er terecht in uw dossier is gekeken, schrijft op waarom dat zo is.",
    examples=(
        "Mag: Mila had weekenddienst en werd gebeld door Veilig Thuis, schrijft Ruben op.",
        "Mag niet: Ruben schrijft alleen dat het in orde is.",
    ),
)
AUDIT_03 = Rule(
    "AUDIT-03",
    "Een oordeel over inzage blijft staan.",
    "Is er iets nieuws? Bespreek dat met de privacy officer.",
    "BIO2 8.15.05",
    family="Een oordeel over inzage wordt later niet stil veranderd.",
    examples=(
        "Mag: Ruben beoordeelt een punt dat nog open staat.",
        "Mag niet: Ruben maakt van onterecht een maand later terecht.",
    ),
)
RULES = (AUDIT_01, AUDIT_02, AUDIT_03)


@dataclass(frozen=True, slots=True)
class DayOfLooks:
    """What the trail tells about one account in one household on one day.

    `works_here`: wrote there lately, or is named as contact person or partner. `days` is on how
    many days of the last thirty this account looked there, `in_an_hour` in how many households at
    most within an hour of this day.
    """

    works_here: bool = True
    same_name: bool = False
    barred: bool = False
    emergency: bool = False
    odd_hours: bool = False
    had_key: bool = True
    knocks: int = 0
    days: int = 1
    in_an_hour: int = 1


def signals(day: DayOfLooks) -> tuple[LookSignal, ...]:
    """Why this day has to be judged; nothing for an ordinary day of work."""
    stranger = not day.works_here
    reasons = (
        (LookSignal.BARRED, day.barred),
        (LookSignal.EMERGENCY, day.emergency),
        (LookSignal.SAME_NAME, day.same_name and (stranger or day.days == 1)),
        (
            LookSignal.REFUSED,
            day.knocks >= MANY_KNOCKS or (day.knocks > 0 and not day.had_key),
        ),
        (LookSignal.MANY, stranger and day.in_an_hour >= MANY_HOUSEHOLDS),
        (LookSignal.HOURS, stranger and day.odd_hours),
        (LookSignal.NO_WORK, stranger and day.days >= MANY_DAYS),
    )
    return tuple(signal for signal, holds in reasons if holds)


_PARTICLES = "aan bij d de den der die het in op s t te ten ter tot uit van von voor"


def surnames(name: str) -> frozenset[str]:
    """The family names in a name, without first name, accents and particles."""
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode().lower()
    particles = frozenset(_PARTICLES.split())
    words = re.findall(r"[a-z]+", plain)[1:]
    return frozenset(word for word in words if word not in particles)


def may_judge_look(*, is_own: bool) -> Verdict:
    """Somebody else judges (AUDIT-01)."""
    return AUDIT_01.no() if is_own else YES


def look_is_explained(explanation: str) -> Verdict:
    """With a reason of some words (AUDIT-02)."""
    return YES if len(explanation.strip()) >= SHORTEST_EXPLANATION else AUDIT_02.no()


def look_is_open(*, is_judged: bool) -> Verdict:
    """Once (AUDIT-03)."""
    return AUDIT_03.no() if is_judged else YES
