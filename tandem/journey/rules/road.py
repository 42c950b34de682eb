"""What each step on the road asks for. Pure: facts in, verdict out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import RIDING, Status

if TYPE_CHECKING:
    from collections.abc import Mapping

JOURNEY_01 = Rule(
    "JOURNEY-01",
    "Deze stap past niet bij waar het huishouden nu is.",
    "Kijk bij Samen welke stap nu aan de beurt is.",
    "001 §Het werkproces; WP-03 (gereconstrueerd)",
    family="De stappen gaan op volgorde. U kunt bij Samen zien welke stap nu komt.",
    examples=(
        "Mag: Na de triage wordt de familie toegelaten. Daarna begint de tandem.",
        "Mag niet: De familie is net aangemeld en Samira wil de hulp al afronden.",
    ),
)
JOURNEY_02 = Rule(
    "JOURNEY-02",
    "Triage doen we samen: ten minste het lokaal team en één partner.",
    "Nodig een partner uit en leg de triage daarna vast.",
    "001 §Het werkproces; WP-06, WP-07",
    family="Of de tandem bij u past, bedenkt niet één iemand alleen.",
    examples=(
        "Mag: Samira en Joris doen samen de triage.",
        "Mag niet: Samira legt een triage vast waar alleen zij zelf bij was.",
    ),
)
JOURNEY_03 = Rule(
    "JOURNEY-03",
    "Bij elk overleg is een ervaringsdeskundige betrokken, of er staat waarom niet.",
    "Kies de organisatie van de ervaringsdeskundige, of schrijf op waarom die er niet was.",
    "001 §Belangrijke keuzes 2; EXP-05",
    family=(
        "Bij een overleg over u denkt iemand mee die zoiets zelf heeft meegemaakt. Is die er niet, "
        "dan staat er waarom."
    ),
    examples=(
        (
            "Mag: Anouk van Samenkracht was bij het overleg. Of er staat: 'Fatima wilde dat deze "
            "keer niet.'"
        ),
        "Mag niet: Een overleg zonder Anouk, en zonder een reden.",
    ),
)
JOURNEY_04 = Rule(
    "JOURNEY-04",
    "De tandem start pas met toestemming, of met een wettelijke grond.",
    "Vraag toestemming aan ten minste één gezinslid. Zegt iedereen nee? Bespreek wat er wel kan.",
    "000 §2",
    ("INV-01", "INV-03"),
    family=(
        "Wij beginnen pas als u ja zegt. Zonder uw ja kan het alleen als de wet het toelaat, en "
        "dan hoort u dat."
    ),
    examples=(
        "Mag: Fatima zegt ja en de tandem begint de dag daarna.",
        "Mag niet: Fatima, Daan en Noor zeggen alle drie nee, en de tandem begint toch.",
    ),
)
JOURNEY_05 = Rule(
    "JOURNEY-05",
    "Op elke tandem zit precies één fietser voorop, en altijd iemand van het lokaal team.",
    "Kies wie voorop zit. Het lokaal team blijft op de fiets, ook bij een maatregel.",
    "001 §De tandem",
    ("INV-13",),
    family=(
        "U weet altijd wie het aanspreekpunt is: één persoon voorop. Iemand uit uw eigen buurtteam "
        "blijft er altijd bij."
    ),
    examples=(
        "Mag: Samira zit voorop en Joris achterop.",
        (
            "Mag niet: Joris en Sanne zitten samen voorop en van het lokaal team zit er niemand op "
            "de tandem."
        ),
    ),
)
JOURNEY_06 = Rule(
    "JOURNEY-06",
    "Worden er bevoegdheden ingezet, dan zit die partner voorop. Anders zit het lokaal team"
    " voorop, tenzij er een reden is.",
    "Wissel van plaats, of schrijf op waarom het nu anders is.",
    "001 §De tandem",
    ("INV-14",),
    family=(
        "Als er iets tegen uw wil gebeurt, is duidelijk wie daarover gaat. Dat is dan degene die "
        "voorop zit."
    ),
    examples=(
        "Mag: Er is een OTS voor Sem. Sanne van de GI zit voorop en Samira achterop.",
        "Mag niet: Er is een OTS voor Sem, maar Samira zit voorop en niet Sanne.",
    ),
)
JOURNEY_07 = Rule(
    "JOURNEY-07",
    "Een gezin heeft één vast contactpersoon, tenzij het gezin er zelf om vraagt.",
    "Wissel van contactpersoon, of schrijf op wat u met het gezin afsprak.",
    "000 §3; TAN-14",
    ("INV-15",),
    family="U hoeft uw verhaal maar aan één vaste persoon te doen. Wilt u er twee, dan mag dat.",
    examples=(
        (
            "Mag: Samira is het vaste gezicht. Noor vraagt om een eigen contactpersoon, en dat "
            "staat erbij."
        ),
        "Mag niet: Joris wordt tweede contactpersoon omdat dat voor de planning handig is.",
    ),
)
JOURNEY_08 = Rule(
    "JOURNEY-08",
    "Bij een wisseling van plaats hoort wat de aanleiding is, wie het afsprak en wanneer het gezin"
    " het hoorde.",
    "Vul aan wat nog leeg is.",
    "001 §De tandem; TAN-07, TELL-19",
    family="Wisselt de persoon die voorop zit, dan hoort u dat en ook waarom.",
    examples=(
        (
            "Mag: Joris gaat voorop vanwege de melding. Samira sprak dat af met Joris en vertelde "
            "het Fatima op maandag."
        ),
        "Mag niet: Joris gaat voorop. Er staat niet waarom en Fatima weet het niet.",
    ),
)
JOURNEY_09 = Rule(
    "JOURNEY-09",
    "Afronden kan na een gezamenlijke triage voor uitstroom en een eindevaluatie.",
    "Houd eerst de triage en de eindevaluatie, en leg ze vast.",
    "001 §Het werkproces, §Monitoren; WP-07",
    family="Voordat wij stoppen, kijken wij met u terug en bedenken wij wie er daarna voor u is.",
    examples=(
        (
            "Mag: Er was een eindevaluatie met Fatima en Daan, en een triage met Joris. Daarna "
            "rondt Samira af."
        ),
        "Mag niet: Samira rondt af zonder dat iemand met Fatima en Daan terugkeek.",
    ),
)
JOURNEY_10 = Rule(
    "JOURNEY-10",
    "Een dossier sluit pas als elk verslag van een partner is toegevoegd.",
    "Voeg eerst de verslagen toe die nog openstaan.",
    "001 §Registratie",
    ("INV-17",),
    family="Wat er met u besproken is, staat in uw dossier voordat het dichtgaat.",
    examples=(
        "Mag: Alle drie de verslagen van Joris zijn toegevoegd en Samira rondt af.",
        (
            "Mag niet: Een verslag van Joris is verstuurd maar nog niet toegevoegd, en Samira wil "
            "afronden."
        ),
    ),
)
JOURNEY_11 = Rule(
    "JOURNEY-11",
    "Van een ervaringsdeskundige tellen we alleen contacten in een maand die voorbij of bezig is.",
    "Kies de juiste maand en vul een aantal in.",
    "001 §Registratie",
    ("INV-16",),
    family=(
        "Wat u aan een ervaringsdeskundige vertelt, staat niet in uw dossier. Wij tellen alleen "
        "hoe vaak u elkaar sprak."
    ),
    examples=(
        "Mag: In september sprak Anouk drie keer met Daan. Er staat: 3.",
        "Mag niet: In september vult iemand alvast het aantal voor november in.",
    ),
)
JOURNEY_12 = Rule(
    "JOURNEY-12",
    "Bij het begin kiezen we samen hoe en door wie het contact met het gezin wordt gelegd.",
    "Schrijf op wie het contact legt en waarom zo.",
    "002 BS3 §10; WP-28",
    family="Wij bedenken vooraf wie u het beste kan bellen of bezoeken, en op welke manier.",
    examples=(
        "Mag: Samira belt Fatima, omdat Fatima haar kent van het spreekuur.",
        "Mag niet: De tandem begint zonder dat er staat wie Fatima belt.",
    ),
)
JOURNEY_13 = Rule(
    "JOURNEY-13",
    "De laatste dag ligt niet vóór de aanmelding en niet in de toekomst.",
    "Kijk de datum na.",
    "001 Bijlage 2 vraag B; WP-08",
    family="De laatste dag in uw dossier is de dag waarop wij echt stopten.",
    examples=(
        "Mag: De familie is aangemeld in maart en het stopte op 12 november. Dat is vandaag.",
        "Mag niet: Samira vult vandaag, 12 november, als laatste dag 1 december in.",
    ),
)
JOURNEY_14 = Rule(
    "JOURNEY-14",
    "Een wisseling begint niet vóór de vorige.",
    "Kies een dag op of na de vorige wisseling.",
    "001 §De tandem; TAN-13",
    ("INV-13",),
    family="U kunt later altijd nalezen wie wanneer voorop zat.",
    examples=(
        "Mag: Joris ging op 1 oktober voorop en Samira weer op 1 november.",
        (
            "Mag niet: Joris ging op 1 oktober voorop. Iemand voegt daarna een wissel op 20 "
            "september toe."
        ),
    ),
)
JOURNEY_15 = Rule(
    "JOURNEY-15",
    "Zolang een partner bevoegdheden inzet, rondt het lokaal team niet af.",
    "Rond eerst de inzet van bevoegdheden af.",
    "001 §De tandem; TAN-06",
    family="Zolang een andere organisatie iets tegen uw wil mag doen, blijft uw lokaal team bij u.",
    examples=(
        "Mag: De OTS van Sem eindigde op 1 november. Samira rondt daarna af.",
        "Mag niet: De OTS van Sem loopt nog en Samira wil nu al afronden.",
    ),
)

RULES = (
    JOURNEY_01,
    JOURNEY_02,
    JOURNEY_03,
    JOURNEY_04,
    JOURNEY_05,
    JOURNEY_06,
    JOURNEY_07,
    JOURNEY_08,
    JOURNEY_09,
    JOURNEY_10,
    JOURNEY_11,
    JOURNEY_12,
    JOURNEY_13,
    JOURNEY_14,
    JOURNEY_15,
)

# Where a household can go from where it is; docs/generated/journey.md draws it.
MOVES: Mapping[Status, frozenset[Status]] = {
    Status.REGISTERED: frozenset({Status.ADMITTED, Status.ELSEWHERE}),
    Status.ADMITTED: frozenset({Status.STARTED, Status.ENDED}),
    Status.ELSEWHERE: frozenset({Status.ENDED}),
    Status.STARTED: frozenset({Status.RECONSIDERING, Status.LEAVING, Status.STOPPED}),
    Status.RECONSIDERING: frozenset({Status.STARTED, Status.STOPPED}),
    Status.STOPPED: frozenset({Status.STARTED, Status.ENDED}),
    Status.LEAVING: frozenset({Status.STARTED, Status.RECONSIDERING, Status.STOPPED, Status.ENDED}),
    Status.ENDED: frozenset(),
}


def may_move(status: str, to: Status) -> Verdict:
    """Judge a step on the road."""
    if to in MOVES[Status(status)]:
        return YES
    return JOURNEY_01.no(f"Dit huishouden is nu: {Status(status).label}.")


def may_begin(status: str) -> Verdict:
    """Judge whether the tandem can start, or start again; what rides goes on by other steps."""
    if Status(status) in {Status.ADMITTED, Status.STOPPED}:
        return YES
    return JOURNEY_01.no(f"Dit huishouden is nu: {Status(status).label}.")


def is_riding(status: str) -> Verdict:
    """Judge whether the tandem rides, so that seats and outflow can be spoken of."""
    return (
        YES
        if Status(status) in RIDING
        else JOURNEY_01.no(f"Dit huishouden is nu: {Status(status).label}.")
    )


def triage_is_joint(*, has_local_team: bool, partners: int) -> Verdict:
    """Judge who sat at a triage (WP-06)."""
    return YES if has_local_team and partners >= 1 else JOURNEY_02.no()


def expert_or_reason(*, has_expert: bool, reason: str) -> Verdict:
    """Judge the place of the experience expert (EXP-05)."""
    return YES if has_expert or reason.strip() else JOURNEY_03.no()


def contact_is_chosen(text: str) -> Verdict:
    """Judge the choice of how contact takes shape (WP-28)."""
    return YES if text.strip() else JOURNEY_12.no()


def may_start(*, has_consent: bool, has_power: bool) -> Verdict:
    """Judge the start of the tandem (INV-01, INV-03)."""
    return YES if has_consent or has_power else JOURNEY_04.no()


def seats_are_filled(*, fronts: int, local_team: int) -> Verdict:
    """Judge the riders at one moment (INV-13)."""
    return YES if fronts == 1 and local_team >= 1 else JOURNEY_05.no()


def front_fits_power(
    *, front_is_local_team: bool, front_has_power: bool, power_active: bool, reason: str
) -> Verdict:
    """Judge who rides in front (INV-14)."""
    if power_active:
        return YES if front_has_power else JOURNEY_06.no("Er worden nu bevoegdheden ingezet.")
    return YES if front_is_local_team or reason.strip() else JOURNEY_06.no()


def swap_is_told(*, trigger: str, agreed_by: str, informed_on: date | None) -> Verdict:
    """Judge a swap of seats (TAN-07)."""
    complete = trigger.strip() and agreed_by.strip() and informed_on is not None
    return YES if complete else JOURNEY_08.no()


def not_before_previous(day: date, *, previous: date | None) -> Verdict:
    """Judge the order of swaps."""
    return YES if previous is None or previous <= day else JOURNEY_14.no()


def one_contact_person(*, running: int, agreed_with_family: str) -> Verdict:
    """Judge an extra contact person (INV-15)."""
    return YES if running == 0 or agreed_with_family.strip() else JOURNEY_07.no()


def may_end(
    *, needs_way_out: bool, triage_out: bool, end_evaluation: bool, open_reports: int, powers: int
) -> Verdict:
    """Judge the end of involvement (WP-07, INV-17).

    Who never rode, or stopped at their own wish, needs no triage at the way out.
    """
    if open_reports:
        return JOURNEY_10.no(f"Nog open: {open_reports}.")
    if powers:
        return JOURNEY_15.no()
    return YES if not needs_way_out or (triage_out and end_evaluation) else JOURNEY_09.no()


def last_day_is_possible(
    day: date, *, registered_on: date, today: date, last_came_on: date | None = None
) -> Verdict:
    """Judge the last day of involvement (WP-08): nobody came after it."""
    if last_came_on is not None and day < last_came_on:
        return JOURNEY_13.no(f"Op {last_came_on:%d-%m-%Y} kwam er nog een partner bij.")
    return YES if registered_on <= day <= today else JOURNEY_13.no()


def month_has_begun(month: date, *, today: date) -> Verdict:
    """Judge the month of a count (EXP-07)."""
    return YES if month <= today else JOURNEY_11.no()


def first_of_month(day: date) -> date:
    """Return the first day of the month of a day."""
    return day - timedelta(days=day.day - 1)
