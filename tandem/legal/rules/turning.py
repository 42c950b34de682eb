"""The turning point: a core decision that is whole, signed by two, and told. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.legal.enums import DecisionRegime, Intervention, PowerKind, TurningQuestion
from tandem.network.enums import OrganizationKind as O

if TYPE_CHECKING:
    from collections.abc import Collection, Mapping

LEGAL_51 = Rule(
    "LEGAL-51",
    "Een kernbesluit opent pas iets als de tweede ondertekenaar zelf heeft getekend.",
    "Vraag de medeondertekenaar om het besluit te lezen en te tekenen.",
    "000 §3d; REG-11",
    ("INV-10",),
    family=(
        "Twee mensen besluiten over meedoen tegen uw zin, nooit één. Zolang de tweede niet"
        " tekende, mag er niets."
    ),
    examples=(
        (
            "Mag: Samira stelt een kernbesluit voor, Marjan leest het en tekent zelf; daarna mag"
            " Veilig Thuis beginnen."
        ),
        (
            "Mag niet: Veilig Thuis begint terwijl het besluit nog op de handtekening van Marjan"
            " wacht."
        ),
    ),
)

LEGAL_52 = Rule(
    "LEGAL-52",
    "Alleen wie gevraagd is mee te tekenen, tekent mee, en nooit wie het besluit zelf nam.",
    "Laat de gevraagde collega zelf inloggen en tekenen, of vraag iemand anders.",
    "000 §3d; REG-11",
    ("INV-10",),
    family="Niemand kan namens een ander tekenen. Zo kijkt er echt iemand mee.",
    examples=(
        "Mag: Marjan is gevraagd en tekent onder haar eigen naam.",
        "Mag niet: Samira tekent haar eigen voorstel ook als tweede.",
    ),
)

LEGAL_53 = Rule(
    "LEGAL-53",
    "Bij het kantelpunt is elke vraag beantwoord. Bij elk nee staat waarom.",
    "Beantwoord de vragen van het kantelpunt. Schrijf bij een nee op waarom.",
    "000 §3d; REG-11",
    ("INV-10",),
    family=(
        "Voor deze zware stap lopen wij altijd dezelfde vragen na, ook of u en uw kinderen"
        " zijn gehoord."
    ),
    examples=(
        "Mag: Alle tien vragen zijn beantwoord; bij het enige nee staat waarom.",
        "Mag niet: De vraag of elk kind is gehoord, blijft open.",
    ),
)

LEGAL_54 = Rule(
    "LEGAL-54",
    "Een bevoegdheid hoort bij de organisatie die haar van de wet heeft gekregen.",
    "Kies een bevoegdheid van deze organisatie, of de organisatie die dit wel mag.",
    "000 §3d; REG-13",
    ("INV-07",),
    family="Een organisatie mag alleen doen wat de wet aan die organisatie geeft.",
    examples=(
        "Mag: De Raad doet een beschermingsonderzoek.",
        "Mag niet: Veilig Thuis geeft een schriftelijke aanwijzing; dat mag alleen de GI.",
    ),
)

LEGAL_55 = Rule(
    "LEGAL-55",
    "Voor een kernbesluit is ook gekeken naar andere stappen in het bestuursrecht, strafrecht en"
    " civiel recht.",
    "Kruis aan wat u hebt overwogen, of dat niets ervan past.",
    "003 Leidraad §3.1; 001 Bijlage 2 vraag F; REG-24",
    family="Er wordt eerst gekeken of iets lichters of iets anders ook helpt.",
    examples=(
        "Mag: Een tijdelijk huisverbod is overwogen, en daarom hoeft het kind niet weg.",
        "Mag niet: Niets aankruisen, alsof er geen andere weg bestaat.",
    ),
)

LEGAL_56 = Rule(
    "LEGAL-56",
    "Bij het vertellen staat wie het vertelde, wat is verteld, en dat is uitgelegd waar bezwaar of"
    " een klacht naartoe kan.",
    "Vul aan wat nog leeg is. Nog niet uitgelegd? Doe dat eerst.",
    "000 §3d, §4; REG-12; TELL-09",
    ("INV-10",),
    family=(
        "U hoort van iemand die u kent wat er besloten is, en waar u terechtkunt als u het"
        " er niet mee eens bent."
    ),
    examples=(
        "Mag: Samira vertelt het thuis, met de uitleg over bezwaar en klacht.",
        "Mag niet: Alleen een datum invullen.",
    ),
)

LEGAL_57 = Rule(
    "LEGAL-57",
    "Kon het niet wachten, dan hoort het gezin het alsnog binnen twee weken.",
    "Kies een dag binnen twee weken na het besluit.",
    "000 §3d; keuze van Tandem: zo snel mogelijk is hier ten hoogste twee weken",
    ("INV-10",),
    family="Moest het meteen, dan hoort u binnen twee weken alsnog wat er is gebeurd en waarom.",
    examples=(
        "Mag: Vrijdagnacht ingegrepen, vertellen uiterlijk maandag.",
        "Mag niet: Het vertellen uitstellen tot over een maand.",
    ),
)

LEGAL_58 = Rule(
    "LEGAL-58",
    "Elk kernbesluit wordt binnen een half jaar opnieuw bekeken.",
    "Kies een dag na het besluit en binnen zes maanden.",
    "000 §3d; facts 6 (volgende herbeoordeling); keuze van Tandem",
    family=(
        "Zo'n besluit blijft nooit zomaar doorlopen. Er staat altijd een dag waarop wij"
        " kijken of het nog nodig is."
    ),
    examples=(
        "Mag: Over drie maanden opnieuw bekijken.",
        "Mag niet: Geen dag kiezen.",
    ),
)

LEGAL_65 = Rule(
    "LEGAL-65",
    "Afschalen staat er net zo goed bij als opschalen: met dag en reden.",
    "Schrijf op waarom het stopt.",
    "001 §De tandem; REG-28",
    family="Ook als het weer lichter kan, schrijven wij op wanneer en waarom.",
    examples=(
        "Mag: 'De kinderen zijn drie maanden veilig; moeder vraagt zelf hulp.'",
        "Mag niet: Het einde vastleggen zonder reden.",
    ),
)

LEGAL_93 = Rule(
    "LEGAL-93",
    "Niet elk nee bij het kantelpunt mag blijven staan: de wettelijke grond is altijd nagekeken,"
    " iemand anders gebruikt de bevoegdheid, en alleen wat niet kan wachten wordt later uitgelegd.",
    "Doe eerst wat nog nee is en beantwoord de vraag opnieuw. Lukt dat niet? Teken dan niet mee.",
    "000 §3d; 001 noot 5; REG-10, REG-11, REG-12, REG-15, REG-16, REG-17",
    ("INV-09", "INV-10"),
    family=(
        "Op een paar vragen moet het antwoord ja zijn, anders gaat het niet door. Zo wordt altijd"
        " nagekeken of het van de wet mag."
    ),
    examples=(
        "Mag: Het kon niet wachten, en het gezin hoort morgen waar een klacht naartoe kan.",
        "Mag niet: De wettelijke grond is niet nagekeken, en Marjan tekent toch mee.",
    ),
)

LEGAL_95 = Rule(
    "LEGAL-95",
    "Een dossier eindigt pas als het gezin heeft gehoord wat er is besloten: elk kernbesluit en"
    " elke maatregel.",
    "Vertel het gezin wat nog niet is verteld, en leg het gesprek vast.",
    "000 §3d, §4; REG-12",
    ("INV-10",),
    family="Wij gaan niet weg voordat u weet wat er over u is besloten.",
    examples=(
        "Mag: Afronden nadat Fatima en Daan van het kernbesluit hoorden.",
        "Mag niet: Afronden terwijl niemand vertelde dat er een kernbesluit was.",
    ),
)

RULES = (
    LEGAL_51,
    LEGAL_52,
    LEGAL_53,
    LEGAL_54,
    LEGAL_55,
    LEGAL_56,
    LEGAL_57,
    LEGAL_58,
    LEGAL_65,
    LEGAL_93,
    LEGAL_95,
)

TELL_WITHIN = timedelta(days=14)
REVIEW_WITHIN_DAYS = 183


@dataclass(frozen=True, slots=True)
class Power:
    """A power of the catalogue: on which article, who has it, and in which light."""

    article: str
    who: frozenset[O]
    regimes: frozenset[DecisionRegime]


_ORANGE, _RED = DecisionRegime.WITH_POWERS, DecisionRegime.WITH_MEASURE
_BOTH = frozenset({_ORANGE, _RED})
# Powers by name (REG-13): the article, the organizations that have it, the regime it belongs to.
# A safety team (RVT) has none: who works in one uses those of their own organization. Nor has a
# Zorg- en Veiligheidshuis: the WGS lets it process data, and does nothing against anybody's will.
POWERS: Mapping[PowerKind, Power] = {
    PowerKind.ENRICH: Power(
        "Wmo 2015 art. 4.1.1 en 5.1.6", frozenset({O.VEILIG_THUIS}), frozenset({_ORANGE})
    ),
    PowerKind.VIOLENCE: Power(
        "Wmo 2015 art. 4.1.1", frozenset({O.VEILIG_THUIS}), frozenset({_ORANGE})
    ),
    PowerKind.PROTECTION: Power(
        "Jeugdwet art. 3.1; BW 1:238", frozenset({O.RVDK}), frozenset({_ORANGE})
    ),
    PowerKind.NECESSITY: Power(
        "Jeugdwet art. 3.1; BW 1:255", frozenset({O.RVDK}), frozenset({_ORANGE})
    ),
    PowerKind.EXECUTE: Power("BW 1:262; Jeugdwet art. 3.2", frozenset({O.GI}), frozenset({_RED})),
    PowerKind.INSTRUCT: Power("BW 1:263", frozenset({O.GI}), frozenset({_RED})),
    PowerKind.OUT_OF_HOME: Power("BW 1:265b", frozenset({O.GI}), frozenset({_RED})),
    PowerKind.OTHER: Power("zie het artikel", frozenset({O.VEILIG_THUIS, O.RVDK, O.GI}), _BOTH),
}


def may_sign(
    *, is_asked: bool, took_it: bool, is_open: bool, answered: Mapping[str, tuple[bool, str]] | None
) -> Verdict:
    """Judge a second signature: by who was asked, under a turning point that is answered.

    Who says no needs no answers: `answered` is None then.
    """
    if not is_asked or took_it:
        return LEGAL_52.no()
    if not is_open:
        return LEGAL_52.no("Dit besluit wacht niet meer op een handtekening.")
    return YES if answered is None else turning_point_is_answered(answered)


def may_answer(*, is_asked: bool) -> Verdict:
    """Judge who answers the turning point: the second, who looks along (ADR 0017)."""
    if is_asked:
        return YES
    return LEGAL_52.no("De vragen van het kantelpunt beantwoordt wie gevraagd is mee te tekenen.")


def is_signed(*, decisions: int, signed: int) -> Verdict:
    """Judge whether of the decisions for a power one was signed by two (INV-10)."""
    return LEGAL_51.no() if decisions and not signed else YES


def turning_point_is_answered(answers: Mapping[str, tuple[bool, str]]) -> Verdict:
    """Judge the turning point: every question answered, every no explained (REG-11)."""
    for question in TurningQuestion:
        if question.value not in answers:
            return LEGAL_53.no(f"Nog niet beantwoord: {question.label}")
        is_yes, remark = answers[question.value]
        if not is_yes and not remark.strip():
            return LEGAL_53.no(f"Nog zonder uitleg: {question.label}")
    return YES


# What may be told later when it could not wait.
_CAN_FOLLOW = (TurningQuestion.EXPLAINED, TurningQuestion.COMPLAINT)


def turning_point_allows(
    answers: Mapping[str, tuple[bool, str]],
    *,
    is_rvdk: bool,
    same_person_agreed: bool,
    is_urgent: bool,
) -> Verdict:
    """Judge the noes of a turning point: with some of them nobody signs (REG-10..12, REG-16)."""
    said_no = {name for name, (is_yes, _remark) in answers.items() if not is_yes}
    stops = {TurningQuestion.GROUND}
    if is_rvdk or not same_person_agreed:
        stops.add(TurningQuestion.SOMEBODY_ELSE)
    if not is_urgent:
        stops.update(_CAN_FOLLOW)
    found = [question for question in TurningQuestion if question in stops & said_no]
    return LEGAL_93.no(f"Hier staat nee: {found[0].label}") if found else YES


def has_power(*, power: str, organization_kind: str, regime: str) -> Verdict:
    """Judge whether the law gave this organization the power, in this light (REG-13)."""
    found = POWERS.get(PowerKind(power)) if power in PowerKind.values else None
    if found is None:
        return LEGAL_54.no("Er is geen bevoegdheid gekozen.")
    if organization_kind not in found.who:
        return LEGAL_54.no()
    # Red is the execution of a measure, and that is the work of a GI (REG-06).
    if regime == DecisionRegime.WITH_MEASURE and organization_kind != O.GI:
        return LEGAL_54.no("Met een maatregel werkt alleen een GI.")
    if regime not in found.regimes:
        return LEGAL_54.no("Deze bevoegdheid hoort bij een ander regime.")
    return YES


def others_were_weighed(interventions: Collection[str]) -> Verdict:
    """Judge the checklist of other legal ways (REG-24); 'none fits' stands alone."""
    weighed = set(interventions)
    is_clear = Intervention.NONE.value not in weighed or len(weighed) == 1
    return YES if weighed and is_clear else LEGAL_55.no()


def telling_is_whole(*, by_somebody: bool, what: str, complaint_explained: bool) -> Verdict:
    """Judge how the family was told (REG-12)."""
    return YES if by_somebody and what.strip() and complaint_explained else LEGAL_56.no()


def is_told_to(rule: Rule, *, counting: int, missing: int, why_not: str) -> Verdict:
    """Judge to whom it was told: somebody it concerns, with a reason when another was left out.

    The rule that asks for the telling says no: LEGAL-56 of a decision, LEGAL-79 of an exchange.
    """
    if not counting:
        return rule.no("Kies aan wie u het vertelde: een volwassene, of een kind vanaf 12 jaar.")
    if missing and not why_not.strip():
        return rule.no("Er staat niet waarom een volwassene van het gezin het nog niet hoorde.")
    return YES


def will_be_told(*, is_urgent: bool, decided_on: date, due_on: date | None) -> Verdict:
    """Judge the promise to tell a family what could not wait (INV-10)."""
    if not is_urgent:
        return YES
    in_time = due_on is not None and decided_on <= due_on <= decided_on + TELL_WITHIN
    return YES if in_time else LEGAL_57.no()


def will_be_reviewed(*, decided_on: date, review_on: date | None) -> Verdict:
    """Judge the day on which a decision is looked at again."""
    last = decided_on + timedelta(days=REVIEW_WITHIN_DAYS)
    return YES if review_on is not None and decided_on < review_on <= last else LEGAL_58.no()


def scaling_down_says_why(reason: str) -> Verdict:
    """Judge the end of a decision or a measure (REG-28)."""
    return YES if reason.strip() else LEGAL_65.no()


def all_is_told(*, decisions: int, measures: int) -> Verdict:
    """Judge the end of a dossier by what the family did not hear yet (REG-12)."""
    if decisions:
        return LEGAL_95.no("Er is een kernbesluit dat het gezin nog niet hoorde.")
    return LEGAL_95.no("Er is een maatregel die het gezin nog niet hoorde.") if measures else YES
