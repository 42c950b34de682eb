"""What may be done against somebody's will, on what ground. Pure: facts in, verdict out."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tandem.core.periods import Period
from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable


LEGAL_06 = Rule(
    "LEGAL-06",
    "Bevoegdheden inzetten mag pas na een melding of een andere wettelijke grond.",
    "Leg eerst het kernbesluit vast, met de grond en de dag van de grond.",
    "001 §Juridische kanttekeningen; 000 §3d",
    ("INV-07", "INV-10"),
    family=(
        "Niemand mag iets tegen uw wil doen zonder een reden in de wet. Die reden staat "
        "opgeschreven en u mag die lezen."
    ),
    examples=(
        (
            "Mag: Op 2 oktober is er een melding bij Veilig Thuis. Op 3 oktober is er een "
            "kernbesluit en doet Joris onderzoek."
        ),
        (
            "Mag niet: Joris begint aan een onderzoek tegen de wil van Daan. Er is geen melding en "
            "geen kernbesluit."
        ),
    ),
)

LEGAL_07 = Rule(
    "LEGAL-07",
    "Werken met een juridische maatregel mag pas als die maatregel er is.",
    "Leg eerst de maatregel vast, met de dag van het besluit.",
    "001 §Juridische kanttekeningen",
    ("INV-07",),
    family="Een gezinsvoogd komt pas als de rechter dat besliste. U krijgt dat besluit te lezen.",
    examples=(
        (
            "Mag: De rechter sprak op 1 november een OTS uit voor Sem. Sanne werkt daarmee vanaf 2 "
            "november."
        ),
        "Mag niet: Sanne werkt vanaf 1 november met een OTS. De zitting is pas op 8 november.",
    ),
)

LEGAL_08 = Rule(
    "LEGAL-08",
    "De Raad voor de Kinderbescherming doet nooit mee zonder dat het gezin het weet.",
    "Vertel het eerst aan het gezin en leg vast wanneer. Anoniem advies kan wel.",
    "001 §Juridische kanttekeningen; CONS-12",
    ("INV-08",),
    family=(
        "U hoort het altijd van ons als de Raad voor de Kinderbescherming meedoet, en vóórdat dat "
        "begint."
    ),
    examples=(
        (
            "Mag: Samira vertelt Fatima op maandag dat Simone van de Raad komt. Simone begint op "
            "dinsdag."
        ),
        (
            "Mag niet: Simone praat op maandag mee over Noor en Sem. Fatima hoort dat pas een week "
            "later."
        ),
    ),
)

LEGAL_09 = Rule(
    "LEGAL-09",
    "Wie meefietste, zet niet ook de bevoegdheden in.",
    "Kies een andere collega. Bij Veilig Thuis en de GI mag het toch als het gezin akkoord is;"
    " leg dat dan vast. Bij de Raad kan het nooit.",
    "001 §Juridische kanttekeningen en noot 5; REG-15, REG-16, REG-17",
    ("INV-09",),
    family=(
        "Wie u eerst hielp, gaat u niet daarna dwingen. Dat doet iemand anders, behalve als u het "
        "zelf goed vindt. Bij de Raad is het altijd iemand anders."
    ),
    examples=(
        "Mag: Joris fietste mee bij de familie. Het onderzoek van Veilig Thuis doet Wouter.",
        (
            "Mag niet: Simone van de Raad gaf advies over Sem. Zij doet daarna zelf het "
            "raadsonderzoek."
        ),
    ),
)

LEGAL_10 = Rule(
    "LEGAL-10",
    "Het gezin hoort van het kernbesluit vóór de eerste inzet van bevoegdheden.",
    "Vertel het gezin wat er gaat gebeuren en waarom, en leg de dag vast. Kon het niet wachten?"
    " Leg dan vast waarom.",
    "000 §3d; REG-12",
    ("INV-10",),
    family=(
        "U hoort vooraf wat er gaat gebeuren en waarom. Kon dat niet wachten, dan hoort u het zo "
        "snel mogelijk, met de reden."
    ),
    examples=(
        ("Mag: Fatima en Daan horen het kernbesluit op maandag. Het onderzoek begint op dinsdag."),
        (
            "Mag niet: Het onderzoek begint op maandag. Niemand vertelde het aan Fatima en Daan, "
            "en er staat niet waarom."
        ),
    ),
)

LEGAL_11 = Rule(
    "LEGAL-11",
    "Een kernbesluit noemt de bevoegdheid, de feiten, de andere mogelijkheden, waarom het past,"
    " waarom iets lichters niet genoeg is, en een tweede ondertekenaar.",
    "Vul aan wat nog leeg is. Vraag een collega of gedragswetenschapper mee te tekenen.",
    "000 §3d; REG-10, REG-11",
    ("INV-10",),
    family=(
        "Zo'n besluit neemt niemand in zijn eentje. Er staat in wat er gebeurde, wat er nog meer "
        "kon en waarom dit past."
    ),
    examples=(
        "Mag: Joris vult alles in en een gedragswetenschapper tekent mee.",
        (
            "Mag niet: Joris schrijft alleen 'onveilig thuis' en tekent zelf, zonder een tweede "
            "naam."
        ),
    ),
)

LEGAL_12 = Rule(
    "LEGAL-12",
    "Zijn er kinderen, dan staat het belang van het kind in het besluit.",
    "Schrijf op wat dit besluit voor elk kind betekent.",
    "003 basisprincipes",
    ("INV-43",),
    family="Bij elk zwaar besluit staat wat het voor uw kind betekent. U mag dat samen lezen.",
    examples=(
        (
            "Mag: In het besluit staat wat het voor Noor betekent, en apart wat het voor Sem "
            "betekent."
        ),
        (
            "Mag niet: Het besluit gaat over de ruzies van Fatima en Daan. Over Noor en Sem staat "
            "er niets."
        ),
    ),
)

LEGAL_13 = Rule(
    "LEGAL-13",
    "De grond ligt op of vóór de dag van het besluit.",
    "Kijk de datums na.",
    "001 §Juridische kanttekeningen",
    ("INV-07",),
    family="De reden voor een besluit is er eerst. Wij zoeken er niet achteraf een reden bij.",
    examples=(
        "Mag: De melding is van 2 oktober en het besluit van 3 oktober.",
        "Mag niet: Het besluit is van 2 oktober. De melding die erbij staat, is van 5 oktober.",
    ),
)

LEGAL_14 = Rule(
    "LEGAL-14",
    "Het lokaal team zit vanzelf op de tandem; ook ervaringsdeskundigen zijn geen partner met een"
    " vorm van betrokkenheid.",
    "Kies Veilig Thuis, de Raad, een GI of het Zorg- en Veiligheidshuis.",
    "001 §De tandem, §Registratie; NOT-01",
    family=(
        "U ziet precies welke organisaties meedoen. Een ervaringsdeskundige staat naast u en hoort "
        "daar niet bij."
    ),
    examples=(
        "Mag: Joris van Veilig Thuis wordt als partner toegevoegd.",
        (
            "Mag niet: Samira van het lokaal team wordt toegevoegd als partner, terwijl zij al op "
            "de tandem zit."
        ),
    ),
)

LEGAL_15 = Rule(
    "LEGAL-15",
    "Uren horen bij een dag waarop de partner betrokken was.",
    "Kijk de dag na, of pas de periode van de betrokkenheid aan.",
    "001 Bijlage 2 vraag D; WP-16",
    family="Er staan alleen uren van dagen waarop iemand echt bij u betrokken was.",
    examples=(
        "Mag: Joris is betrokken vanaf 1 september en schrijft twee uur op 4 september.",
        "Mag niet: Joris is betrokken vanaf 1 september en schrijft twee uur op 28 augustus.",
    ),
)

LEGAL_18 = Rule(
    "LEGAL-18",
    "Een maatregel die al liep bij de aanmelding, is niet ingezet vanuit de toekomsttuin.",
    "Kies een van de twee.",
    "001 Bijlage 2 vraag F; MON-F3",
    ("INV-34",),
    family="Liep er al een maatregel toen u hier kwam, dan tellen wij die niet als iets van ons.",
    examples=(
        "Mag: Sem had al een OTS bij de aanmelding. Zo staat het er ook.",
        (
            "Mag niet: Bij dezelfde OTS staat dat die al liep én dat die vanuit de toekomsttuin "
            "kwam."
        ),
    ),
)

LEGAL_19 = Rule(
    "LEGAL-19",
    "Bij de vorm 'Anders' staat wat er dan gebeurt.",
    "Beschrijf in een paar woorden wat de partner doet.",
    "001 Bijlage 2 vraag D; GAP-04",
    family="U kunt altijd lezen wat iemand bij u komt doen.",
    examples=(
        "Mag: Bij 'Anders' staat: 'Sanne gaat mee naar het gesprek op school.'",
        "Mag niet: Bij 'Anders' staat niets.",
    ),
)

LEGAL_20 = Rule(
    "LEGAL-20",
    "Bevoegdheden horen bij een partner en worden nooit anoniem ingezet.",
    "Kies een andere vorm of haal 'anoniem' weg.",
    "001 §Belangrijke keuzes noot 5; REG-09",
    family="Wie iets tegen uw wil mag doen, doet dat nooit zonder naam. U weet altijd wie het is.",
    examples=(
        "Mag: Joris doet onderzoek onder zijn eigen naam.",
        "Mag niet: Iemand van Veilig Thuis doet anoniem onderzoek bij Daan en Fatima.",
    ),
)

LEGAL_94 = Rule(
    "LEGAL-94",
    "Kon het niet wachten, dan begint er na de dag van vertellen niets nieuws voordat het gezin het"
    " weet: geen nieuwe inzet en geen andere medewerker.",
    "Vertel het gezin eerst van het kernbesluit en leg het gesprek vast.",
    "000 §3d; REG-12",
    ("INV-10",),
    family=(
        "Beloven dat u het later hoort, is niet genoeg. Is die dag voorbij, dan mag er niets nieuws"
        " tot u het echt hebt gehoord."
    ),
    examples=(
        (
            "Mag: Vrijdag ingegrepen, uiterlijk maandag vertellen; op zaterdag neemt Wouter het"
            " over."
        ),
        "Mag niet: Woensdag neemt Wouter het over, en het gezin weet nog van niets.",
    ),
)


RULES = (
    LEGAL_06,
    LEGAL_07,
    LEGAL_08,
    LEGAL_09,
    LEGAL_10,
    LEGAL_11,
    LEGAL_12,
    LEGAL_13,
    LEGAL_14,
    LEGAL_15,
    LEGAL_18,
    LEGAL_19,
    LEGAL_20,
    LEGAL_94,
)


@dataclass(frozen=True, slots=True)
class PowerGround:
    """A core decision that opens powers: its period and when the family was told."""

    period: Period
    informed_on: date | None
    is_urgent: bool
    tell_due_on: date | None = None

    def is_told(self, since: date) -> bool:
        """Whether the family heard it before the first use, or after what could not wait."""
        if self.informed_on is None:
            return False
        return self.is_urgent or self.informed_on <= since

    def may_wait(self, today: date) -> bool:
        """Whether it could not wait, and the day on which the family hears it is not over."""
        return self.is_urgent and self.tell_due_on is not None and today <= self.tell_due_on


def power_has_ground(
    *, since: date, today: date, grounds: Iterable[PowerGround], is_anonymous: bool = False
) -> Verdict:
    """Judge orange and red: a decision in time, and the family told in time (INV-07, INV-10).

    What could not wait counts until the day on which it is told; after that nothing new begins.
    """
    if is_anonymous:
        return LEGAL_20.no()
    running = [ground for ground in grounds if ground.period.has(since)]
    if not running:
        return LEGAL_06.no()
    if any(ground.is_told(since) or ground.may_wait(today) for ground in running):
        return YES
    is_late = any(ground.is_urgent for ground in running)
    return LEGAL_94.no() if is_late else LEGAL_10.no()


def measure_is_there(
    *, since: date, measures: Iterable[Period], others: Iterable[Period] = ()
) -> Verdict:
    """Judge red: the measure that it executes runs on the first day (INV-07, REG-06)."""
    if any(measure.has(since) for measure in measures):
        return YES
    runs = any(other.has(since) for other in others)
    return LEGAL_07.no(
        "De maatregel die loopt, voert een ander uit of past niet bij de bevoegdheid."
        if runs
        else ""
    )


def family_knows(*, is_rvdk: bool, since: date, told_on: Iterable[date]) -> Verdict:
    """Judge involvement of the RvdK on an identified household (INV-08)."""
    if not is_rvdk or any(day <= since for day in told_on):
        return YES
    return LEGAL_08.no()


def is_somebody_else(
    *, rode_along: bool, is_rvdk: bool, agreed_on: date | None, since: date
) -> Verdict:
    """Judge who uses the powers (INV-09): somebody else than who rode along."""
    if not rode_along:
        return YES
    if is_rvdk:
        return LEGAL_09.no("Deze medewerker van de Raad is al betrokken.")
    return YES if agreed_on is not None and agreed_on <= since else LEGAL_09.no()


def is_partner(*, is_partner_kind: bool) -> Verdict:
    """Judge which organization may be involved in a form (REG-01)."""
    return YES if is_partner_kind else LEGAL_14.no()


def other_is_described(*, is_other: bool, description: str) -> Verdict:
    """Judge the rest category (GAP-04)."""
    return LEGAL_19.no() if is_other and not description.strip() else YES


def hours_fit(day: date, period: Period) -> Verdict:
    """Judge hours on a day (WP-16)."""
    return YES if period.has(day) else LEGAL_15.no(f"Het gaat om {day:%d-%m-%Y}.")


def ground_before_decision(*, ground_on: date, decided_on: date) -> Verdict:
    """Judge the order of ground and decision (INV-07)."""
    return YES if ground_on <= decided_on else LEGAL_13.no()


def decision_is_complete(texts: Iterable[str], *, has_co_signer: bool) -> Verdict:
    """Judge whether a core decision says what it must (REG-10, REG-11)."""
    return YES if has_co_signer and all(text.strip() for text in texts) else LEGAL_11.no()


def child_is_considered(*, has_minors: bool, child_interest: str) -> Verdict:
    """Judge a decision in a household with minors (INV-43)."""
    return LEGAL_12.no() if has_minors and not child_interest.strip() else YES


def measure_is_consistent(*, from_pilot: bool, at_intake: bool) -> Verdict:
    """Judge where a measure came from (MON-F3)."""
    return LEGAL_18.no() if from_pilot and at_intake else YES
