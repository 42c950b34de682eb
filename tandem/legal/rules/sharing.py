"""Sharing without consent: who may tell whom, when, on what ground. Pure: facts in, verdict out.

The table is facts.md 3.7. The law asks for a ground; the family was promised more (000 §4): only
when it is too unsafe at home, only to somebody with a task in law, and they hear of it. Whatever is
not in the table is refused.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.legal.enums import DataCategory, RecipientKind, SharingGround
from tandem.legal.rules.sharing_table import IN_OUR_NETWORK, TABLE, row_for

if TYPE_CHECKING:
    from collections.abc import Collection

# Wmo 2015 art. 5.3.1: within four weeks; each postponement at most two weeks.
TELL_WITHIN = timedelta(weeks=4)
POSTPONE_BY = timedelta(weeks=2)
INDEX_UNTIL_AGE = 23

LEGAL_71 = Rule(
    "LEGAL-71",
    "Is er toestemming, of kunt u die vragen? Dan deelt u daarop.",
    "Deel wat het gezin goed vindt, of vraag het eerst. Een vraag zonder namen kan altijd.",
    "000 §2 en §4; CONS-10, GAP-31",
    ("INV-11",),
    family="Wij vragen het altijd eerst aan u. Zonder uw ja delen is de uitzondering.",
    examples=(
        "Mag: Fatima en Daan zeiden nee, en Samira is bang voor de veiligheid van Sem.",
        "Mag niet: Samira deelt zonder toestemming, terwijl Fatima en Daan wel ja zeiden.",
    ),
)
LEGAL_72 = Rule(
    "LEGAL-72",
    "Delen zonder toestemming mag alleen als het thuis te onveilig is. De feiten staan erbij.",
    "Schrijf op wat er gebeurde, wanneer en wie het zag. Is het niet te onveilig? Vraag dan"
    " toestemming.",
    "000 §4; REG-14",
    ("INV-11",),
    family="Alleen als het bij u thuis te onveilig is, mogen wij iets delen zonder uw ja. Wij"
    " schrijven op wat er dan gebeurde.",
    examples=(
        "Mag: Er staat dat Noor op 3 november een klap kreeg, en dat Samira de plek zag.",
        "Mag niet: Er staat alleen dat Samira het handig vindt als Joris meer weet.",
    ),
)
LEGAL_73 = Rule(
    "LEGAL-73",
    "Zonder toestemming deelt u alleen met iemand aan wie de wet een taak geeft, en alleen voor die"
    " taak.",
    "Bel Veilig Thuis voor advies, dat kan zonder namen. Bij acuut gevaar belt u 112.",
    "Facts 3.7: Jeugdwet 7.3.11, Wmo 2015 5.2.6; REG-14",
    ("INV-11", "INV-40"),
    family="Wij vertellen niets over u aan school, familie of buren zonder uw ja.",
    examples=(
        "Mag: Samira meldt een vermoeden van geweld bij Veilig Thuis.",
        "Mag niet: Samira vertelt de leerkracht van Sem over de ruzies thuis.",
    ),
)
LEGAL_74 = Rule(
    "LEGAL-74",
    "De toekomsttuin heeft zelf geen wettelijke grond. Wie deelt, doet dat voor de eigen"
    " organisatie, aan één organisatie met een taak.",
    "Kies de organisatie die het nodig heeft. Of vraag het gezin om toestemming.",
    "Stcrt 2024, 37825; facts 3.7",
    ("INV-11",),
    family="Dat organisaties samenwerken, is geen reden om alles over u met elkaar te delen.",
    examples=(
        "Mag: Joris meldt als medewerker van Veilig Thuis iets bij de Raad.",
        "Mag niet: Samira stuurt het verhaal van de familie naar iedereen in de toekomsttuin.",
    ),
)
LEGAL_75 = Rule(
    "LEGAL-75",
    "Tussen jeugdhulp, Wmo, schulden en werk deelt u alleen met uitdrukkelijke toestemming.",
    "Vraag het gezin zelf. Leg het antwoord vast.",
    "Wmo 2015 5.1.1 lid 4; facts 3.7",
    ("INV-11",),
    family="Wat u aan het ene loket vertelt, gaat niet zonder uw ja naar een ander loket.",
    examples=(
        "Mag: Daan zegt ja, en Samira belt de schuldhulp.",
        "Mag niet: Samira vertelt de schuldhulp zonder toestemming over de ruzies.",
    ),
)
LEGAL_76 = Rule(
    "LEGAL-76",
    "De ontvanger heeft bij dit gezin echt de taak waar de grond over gaat.",
    "Kijk na wie de taak heeft. Leg eerst de betrokkenheid of de maatregel vast.",
    "Jeugdwet 7.3.11; REG-14",
    ("INV-11",),
    family="Wij delen alleen met wie bij uw gezin echt een taak heeft.",
    examples=(
        "Mag: Sanne voert de OTS van Sem uit en krijgt wat zij daarvoor nodig heeft.",
        "Mag niet: Er loopt geen OTS, maar de GI krijgt toch informatie over Sem.",
    ),
)
LEGAL_77 = Rule(
    "LEGAL-77",
    "U deelt niet meer dan nodig is, en u schrijft op wat u deelde en waarom.",
    "Kies wat er echt nodig was. In de verwijsindex staat alleen wie het is, tot 23 jaar.",
    "Jeugdwet 7.3.11 en 7.1.4.1; AVG art. 5 lid 1 c",
    ("INV-11", "INV-40"),
    family="U kunt precies lezen wat wij over u deelden, en waarom dat nodig was.",
    examples=(
        "Mag: Samira vertelt Veilig Thuis wat er op 3 november met Noor gebeurde.",
        "Mag niet: Samira zet in de verwijsindex ook waar Fatima en Daan ruzie over hebben.",
    ),
)
LEGAL_78 = Rule(
    "LEGAL-78",
    "Bij een conflict van plichten weegt u samen met een ander, en schrijft u de weging op.",
    "Bespreek het met een collega of vertrouwensarts. Schrijf op waarom er geen andere weg was en"
    " hoe delen het gevaar afwendt.",
    "Rechtspraak en beroepscode (nog na te kijken door een jurist); facts 3.7",
    ("INV-11",),
    family="Alleen als er acuut gevaar is en niets anders helpt, mag iemand zijn geheim doorbreken."
    " Dat besluit neemt niemand alleen.",
    examples=(
        "Mag: Samira overlegt met Marjan, schrijft de weging op, en belt de politie.",
        "Mag niet: Samira belt de politie, zonder overleg en zonder te schrijven waarom.",
    ),
)
LEGAL_79 = Rule(
    "LEGAL-79",
    "Het gezin hoort wat er is gedeeld. Kan dat nog niet, dan staat er waarom, en een dag binnen"
    " vier weken. Uitstel is telkens hooguit twee weken.",
    "Vertel het gezin wat er is gedeeld, of kies een dag en schrijf op waarom het niet eerder kan.",
    "000 §4; Wmo 2015 5.3.1; REG-14",
    ("INV-11",),
    family="U hoort wat wij deelden, met wie en waarom. Moet dat even wachten, dan staat er waarom"
    " en tot wanneer.",
    examples=(
        "Mag: Samira wacht een week, omdat Veilig Thuis eerst met Noor wil praten.",
        "Mag niet: Samira deelt iets en kiest geen dag waarop Fatima en Daan het horen.",
    ),
)

LEGAL_80 = Rule(
    "LEGAL-80",
    "Wat het gezin hoorde en zei, legt vast wie deelde of besloot, of het lokaal team. Wat er"
    " staat, blijft staan.",
    "Vraag de organisatie die deelde of besloot, of het lokaal team.",
    "000 §4; REG-14; DSR-07; safety T-14",
    ("INV-11",),
    family="Niemand anders schrijft op dat u iets weet, of wat u daarvan vond. Wat u later zegt,"
    " komt erbij.",
    examples=(
        "Mag: Samira deelde iets en schrijft op dat Fatima het hoorde, en wat zij zei.",
        "Mag niet: Joris van een andere organisatie schrijft op dat Fatima het al weet.",
    ),
)

RULES = (
    LEGAL_71,
    LEGAL_72,
    LEGAL_73,
    LEGAL_74,
    LEGAL_75,
    LEGAL_76,
    LEGAL_77,
    LEGAL_78,
    LEGAL_79,
    LEGAL_80,
)


def named(id_: str) -> Rule:
    """The rule of this room with the id, as it was recorded with a refusal."""
    return next(rule for rule in RULES if rule.id == id_)


# The law asks no powers here; what was promised to the family does: somebody with powers is called
# in (000 §4). The other recipients are such somebody.
_AFTER_POWERS = frozenset({SharingGround.SAME_HELP, SharingGround.INDEX_SIGNAL})


def may_share(*, sender: str, recipient: str, situation: str) -> Verdict:
    """Judge by the table who may tell whom without consent (facts 3.7)."""
    if recipient == RecipientKind.PILOT:
        return LEGAL_74.no()
    if recipient == RecipientKind.OTHER_DOMAIN:
        return LEGAL_75.no()
    if row_for(sender, recipient, situation) is not None:
        return YES
    if any(recipient in row.recipients and situation == row.situation for row in TABLE):
        return LEGAL_73.no("Deze grond geldt voor andere organisaties dan die van u.")
    return LEGAL_73.no("De wet geeft hiervoor geen grond.")


@dataclass(frozen=True, slots=True)
class Words:
    """What the family said to sharing with one recipient: whose yes runs for what, and any no."""

    yes: tuple[str, ...] = ()
    said_no: bool = False


NOTHING_SAID = Words()


def consent_comes_first(
    *,
    everybody_consents: bool,
    words: Words = NOTHING_SAID,
    other_purpose: str = "",
    was_refused: bool = True,
) -> Verdict:
    """Judge whether the exception is needed at all: consent is the first way (REG-14).

    A yes to share with this recipient comes first, unless it says why this is for something else;
    who said no was asked, and then that is the reason to name.
    """
    if everybody_consents:
        return LEGAL_71.no("Iedereen in dit gezin gaf toestemming voor deze organisatie.")
    if words.yes and not other_purpose.strip():
        return LEGAL_71.no(
            f"Er is al een ja om hiermee te delen, voor: {words.yes[0]}. Deel daarop, of schrijf"
            " op waarom dit iets anders is."
        )
    if words.said_no and not was_refused:
        return LEGAL_71.no("Het gezin zei al nee tegen delen met deze ontvanger. Kies dat.")
    return YES


def is_too_unsafe(*, is_unsafe: bool, facts: str) -> Verdict:
    """Judge the first half of what the family was promised (REG-14)."""
    if not is_unsafe:
        return LEGAL_72.no("U vindt het thuis nu niet te onveilig.")
    return YES if facts.strip() else LEGAL_72.no("De feiten ontbreken.")


@dataclass(frozen=True, slots=True)
class Task:
    """What an organization does for this household, as far as a ground asks for it.

    `powers_run` is about the household: whether anybody uses powers or a measure runs.
    """

    organization_kind: str = ""
    is_involved: bool = False
    executes_supervision: bool = False
    powers_run: bool = False


def recipient_has_task(*, recipient: str, ground: str, who: str, task: Task) -> Verdict:
    """Judge whether the one who gets it has the task of the ground here (INV-11)."""
    if not who.strip():
        return LEGAL_76.no("Er staat niet wie het krijgt.")
    kind = IN_OUR_NETWORK.get(RecipientKind(recipient))
    if kind is not None and task.organization_kind != kind:
        return LEGAL_76.no("Deze organisatie is van een andere soort.")
    if ground == SharingGround.SUPERVISION and not task.executes_supervision:
        return LEGAL_76.no("Er staat geen lopende ondertoezichtstelling die deze GI uitvoert.")
    if ground == SharingGround.SAME_HELP and not task.is_involved:
        return LEGAL_76.no("Deze organisatie is nu niet betrokken bij dit gezin.")
    if ground in _AFTER_POWERS and not task.powers_run:
        return LEGAL_76.no("Er is hier nog niemand met wettelijke bevoegdheden ingeschakeld.")
    return YES


def no_more_than_needed(
    *, ground: str, categories: Collection[str], data: str, necessity: str, youngest: int | None
) -> Verdict:
    """Judge how much is shared; `youngest` is the age of the youngest in the household."""
    if not categories or not data.strip() or not necessity.strip():
        return LEGAL_77.no("Er ontbreekt wat er is gedeeld, of waarom.")
    if ground != SharingGround.INDEX_SIGNAL:
        return YES
    if set(categories) - {DataCategory.IDENTITY}:
        return LEGAL_77.no("In de verwijsindex gaat alleen wie het is.")
    if youngest is None or youngest >= INDEX_UNTIL_AGE:
        return LEGAL_77.no("In dit gezin is niemand jonger dan 23.")
    return YES


def is_weighed(*, ground: str, weighing: str, weighed_with: str) -> Verdict:
    """Judge a conflict of duties: weighed, and not alone."""
    if ground != SharingGround.CONFLICT_OF_DUTIES:
        return YES
    return YES if weighing.strip() and weighed_with.strip() else LEGAL_78.no()


def family_will_hear(
    *, shared_on: date, told_on: date | None, tell_by: date | None, reason: str
) -> Verdict:
    """Judge when the family hears of it: now, or on a day that is near, with a reason (INV-11)."""
    if told_on is not None:
        return YES
    if tell_by is None or not reason.strip():
        return LEGAL_79.no("Er staat geen dag, of niet waarom het niet eerder kan.")
    if not shared_on <= tell_by <= shared_on + TELL_WITHIN:
        return LEGAL_79.no(f"U koos {tell_by:%d-%m-%Y}.")
    return YES


def is_theirs_to_tell(*, is_own: bool, is_team: bool) -> Verdict:
    """Judge who writes down what the family heard, or that they hear it later."""
    return YES if is_own or is_team else LEGAL_80.no()


def may_postpone(*, today: date, tell_by: date, until: date, reason: str) -> Verdict:
    """Judge a postponement: at most two weeks on, counted from today or the day that stood."""
    if not reason.strip():
        return LEGAL_79.no("Er staat niet waarom het niet eerder kan.")
    if not tell_by < until <= max(today, tell_by) + POSTPONE_BY:
        return LEGAL_79.no(f"U koos {until:%d-%m-%Y}.")
    return YES
