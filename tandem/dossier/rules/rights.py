"""Who may never have a key, and how somebody gets one who was not let in before."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import BarKind, EmergencyKind, RequestAnswer

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

POSTPONE_AT_MOST = timedelta(days=28)

DOSSIER_31 = Rule(
    "DOSSIER-31",
    "Wie een gezin persoonlijk kent, werkt niet met dat gezin en krijgt er geen sleutel van.",
    "Vraag een collega die dit gezin niet persoonlijk kent.",
    "Safety T-15; INV-41; Tandem: werk en eigen leven blijven gescheiden",
    ("INV-41",),
    family=(
        "Een familielid, buur of ex-partner die bij ons werkt, kan niet in uw dossier. "
        "Ook niet als diegene iets voor u zou willen doen."
    ),
    examples=(
        "Mag: Vera van Veilig Thuis kent het gezin alleen van haar werk en krijgt een sleutel.",
        "Mag niet: Stella is de zus van Daan. Zij zou namens Veilig Thuis meefietsen.",
    ),
)
DOSSIER_32 = Rule(
    "DOSSIER-32",
    "Een uitsluiting wordt één keer opgeheven, door een ander dan wie haar vastlegde en dan wie "
    "uitgesloten is.",
    "Vraag een collega van het lokaal team om mee te kijken en haar op te heffen.",
    "Safety T-15 en ASVS 5.0 2.3.5: vier ogen",
    family="Niemand kan in zijn eentje besluiten dat een bekende van u toch in uw dossier mag.",
    examples=(
        "Mag: Mila sloot Olaf uit om een naam die toch niet klopte. Ruben kijkt na en heft op.",
        "Mag niet: Olaf meldde zelf dat hij de buurman is, en wil dat weer ongedaan maken.",
    ),
)
DOSSIER_33 = Rule(
    "DOSSIER-33",
    "Bij een andere band staat erbij welke.",
    "Schrijf in één zin hoe deze professional het gezin kent.",
    "Safety T-15; Tandem: een reden is te begrijpen voor wie hem later leest",
    family="Als iemand niet in uw dossier mag, is later na te gaan waarom.",
    examples=(
        "Mag: Anders, namelijk: zij zijn samen trainer bij de voetbalclub.",
        "Mag niet: Anders, zonder uitleg.",
    ),
)
DOSSIER_34 = Rule(
    "DOSSIER-34",
    "Wie noodtoegang nam, krijgt die pas opnieuw als een ander de vorige heeft beoordeeld.",
    "Bel het lokaal team van het gezin, of vraag om beoordeling van de vorige noodtoegang. "
    "Is er direct gevaar? Bel 112.",
    "Safety T-17; INV-41",
    ("INV-41",),
    family="Noodtoegang is een uitzondering. Iemand anders kijkt elke keer na of het nodig was.",
    examples=(
        "Mag: Guus nam in mei noodtoegang, Mila vond dat terecht. Nu is er weer nood.",
        "Mag niet: Guus nam gisteren noodtoegang en niemand keek dat nog na.",
    ),
)
DOSSIER_35 = Rule(
    "DOSSIER-35",
    "Noodtoegang is voor wie nog geen sleutel van dit gezin heeft.",
    "Open het huishouden met uw eigen sleutel.",
    "Safety T-17",
    family="Wie al mocht meekijken, neemt geen noodtoegang. Zo blijft die lijst eerlijk.",
    examples=(
        "Mag: Guus heeft geen sleutel van De Wilg en de politie belt hem over een zoek kind.",
        "Mag niet: Vera heeft al een sleutel van De Wilg en neemt noodtoegang.",
    ),
)
DOSSIER_36 = Rule(
    "DOSSIER-36",
    "Noodtoegang wordt één keer beoordeeld, door een ander dan wie haar nam, met een toelichting.",
    "Vraag een collega van het lokaal team van dit gezin om te beoordelen.",
    "Safety T-17 en ASVS 5.0 2.3.5: vier ogen",
    family="Of noodtoegang in uw dossier terecht was, beslist nooit degene die haar nam.",
    examples=(
        "Mag: Ruben leest wat Guus deed en schrijft op waarom dat terecht was.",
        "Mag niet: Guus beoordeelt zijn eigen noodtoegang.",
    ),
)
DOSSIER_37 = Rule(
    "DOSSIER-37",
    "Het gezin hoort het als iemand noodtoegang nam. Later vertellen kan met een reden, en "
    "uiterlijk binnen vier weken.",
    "Vertel het nu, of schrijf op waarom dat later moet en kies een dag binnen vier weken.",
    "Safety T-17; REG-14; INV-11; AVG art. 14 en 23",
    family=(
        "U hoort het als iemand zonder sleutel in uw dossier was. Moet dat later, dan staat er "
        "waarom, en wanneer u het wel hoort."
    ),
    examples=(
        "Mag: Mila vertelt het over drie dagen, want nu zou het Noor in gevaar brengen.",
        "Mag niet: Mila vertelt het later, zonder reden en zonder dag.",
    ),
)
DOSSIER_38 = Rule(
    "DOSSIER-38",
    "Een vraag om toegang wordt één keer beantwoord, door een ander dan de vrager.",
    "Vraag een collega van het lokaal team om te antwoorden.",
    "Safety T-14; Tandem: niemand geeft zichzelf een sleutel",
    family="Niemand kan zichzelf een sleutel van uw dossier geven.",
    examples=(
        "Mag: Stella vraagt toegang en Mila van het lokaal team antwoordt.",
        "Mag niet: Mila zegt nog een keer ja op een vraag die al beantwoord is.",
    ),
)
DOSSIER_39 = Rule(
    "DOSSIER-39",
    "Een ja op een vraag om toegang kan alleen op een betrokkenheid die nu een deur opent.",
    "Leg eerst de betrokkenheid vast en wie het doet, op een grond die nu geldt. Of antwoord nee.",
    "001 §Juridische kanttekeningen; INV-06, INV-41",
    ("INV-06", "INV-41"),
    family=(
        "Een collega van iemand die meedoet krijgt alleen een sleutel zolang die organisatie mag "
        "meedoen."
    ),
    examples=(
        "Mag: Veilig Thuis fietst mee met uw toestemming. Stella neemt een week van Vera over.",
        "Mag niet: De toestemming is ingetrokken en Stella vraagt nu toegang.",
    ),
)
DOSSIER_40 = Rule(
    "DOSSIER-40",
    "Bij een nee op een vraag om toegang staat de reden.",
    "Schrijf in één zin waarom de vrager geen sleutel krijgt.",
    "Tandem: bij elk nee staat waarom",
    family="Als iemand niet in uw dossier mag, is na te lezen waarom.",
    examples=(
        "Mag: Nee, want Vera is morgen terug en er is nu geen haast.",
        "Mag niet: Nee, zonder reden.",
    ),
)
DOSSIER_41 = Rule(
    "DOSSIER-41",
    "Een vervanger werkt nu bij dezelfde organisatie of in hetzelfde lokaal team.",
    "Kies een collega van dezelfde organisatie of hetzelfde lokaal team.",
    "Safety T-16; 001 §De tandem",
    ("INV-41",),
    family="Is uw vaste contact er niet, dan neemt een collega van hetzelfde werk het over.",
    examples=(
        "Mag: Vera van Veilig Thuis is met verlof en haar collega Stella neemt over.",
        "Mag niet: Vera van Veilig Thuis laat zich vervangen door Guus van een andere organisatie.",
    ),
)
DOSSIER_42 = Rule(
    "DOSSIER-42",
    "Afwezigheid meldt iemand zelf, of de teamleider van het team.",
    "Vraag de collega zelf of de teamleider.",
    "Safety T-16; Tandem: een vervanger krijgt sleutels",
    family="Niet iedereen kan regelen wie er tijdelijk in uw dossier mag.",
    examples=(
        "Mag: Ruben, de teamleider, meldt dat Mila ziek is en dat Tess haar vervangt.",
        "Mag niet: Guus meldt dat Mila afwezig is.",
    ),
)
DOSSIER_43 = Rule(
    "DOSSIER-43",
    "Een afwezigheid heeft een laatste dag die nog niet voorbij is, duurt ten hoogste een jaar, "
    "en er loopt er één tegelijk.",
    "Kies andere dagen, of leg eerst het einde vast van de afwezigheid die al loopt.",
    "Tandem: een sleutel van een vervanger eindigt vanzelf",
    family="De vervanger van uw vaste contact heeft een sleutel die op een bekende dag stopt.",
    examples=(
        "Mag: Mila is er van maandag tot en met vrijdag niet.",
        "Mag niet: Mila is er voorlopig niet, zonder laatste dag.",
    ),
)
DOSSIER_44 = Rule(
    "DOSSIER-44",
    "Niemand beoordeelt de eigen rechten.",
    "Vraag een collega die rechten beoordeelt: een beheerder, coördinator of teamleider.",
    "BIO2 5.18.02 en 8.02.01",
    family="Ten minste één keer per jaar kijkt een ander na wie nog een sleutel nodig heeft.",
    examples=(
        "Mag: Bas beoordeelt of Ravi zijn inzet in Huizen nog nodig heeft.",
        "Mag niet: Bas bevestigt zijn eigen beheer.",
    ),
)
DOSSIER_45 = Rule(
    "DOSSIER-45",
    "Een sleutel is voor iemand met een account dat loopt.",
    "Kies een collega die nog in dienst is, of nodig de collega opnieuw uit.",
    "BIO2 5.18; safety T-16",
    ("INV-41",),
    family="Wie hier niet meer werkt, komt niet meer in uw dossier.",
    examples=(
        "Mag: Stella werkt bij Veilig Thuis en krijgt een sleutel.",
        "Mag niet: Ravi ging vorige week weg. Iemand noemt hem bij een betrokkenheid.",
    ),
)

DOSSIER_46 = Rule(
    "DOSSIER-46",
    "Wie vaak misgrijpt met noodtoegang, of die vaak neemt, wacht tot een ander heeft meegekeken.",
    "Bel het lokaal team van het gezin en noem wie u zoekt. Is er direct gevaar? Bel 112.",
    "Safety T-17; ASVS 5.0 2.4.1; BIO2 8.15: raden naar kenmerken valt op en houdt op",
    ("INV-41",),
    family="Niemand kan met noodtoegang blijven proberen of uw gezin in Tandem staat.",
    examples=(
        "Mag: Guus typt het kenmerk een keer verkeerd en daarna goed.",
        "Mag niet: Iemand probeert op één dag tien kenmerken achter elkaar.",
    ),
)

DOSSIER_47 = Rule(
    "DOSSIER-47",
    "Trok iemand van het gezin pas de toestemming voor uw organisatie in, of stopte zij hier pas,"
    " dan kan noodtoegang alleen als iemand nu in gevaar is.",
    "Bel het lokaal team van het gezin. Is iemand nu in gevaar? Kies dat, en schrijf op wie en"
    " waardoor.",
    "Safety T-17; INV-03; keuze van Tandem: veertien dagen",
    ("INV-41",),
    family="Zegt u nee tegen een organisatie, dan komt die niet langs een omweg terug, behalve als"
    " iemand in gevaar is. U hoort dat meteen.",
    examples=(
        "Mag: Fatima trok gisteren de toestemming in. De politie belt: Noor wordt geslagen.",
        "Mag niet: Fatima trok de toestemming in. Vera wil na een crisismelding weer meelezen.",
    ),
)

LEGAL_98 = Rule(
    "LEGAL-98",
    "Wie hier meefietste, krijgt geen sleutel om bevoegdheden in te zetten. Wie hier bevoegdheden"
    " inzette, krijgt geen sleutel om mee te fietsen.",
    "Zeg nee, en vraag een collega die hier nog niet meedeed. Ook vervangen kan die alleen.",
    "001 §Juridische kanttekeningen en noot 5; REG-15, REG-16",
    ("INV-09",),
    family=(
        "Wie u eerst hielp, gaat u niet dwingen, ook niet als vervanger. Bij de Raad is het altijd"
        " iemand anders."
    ),
    examples=(
        "Mag: Wouter vervangt een zieke collega die onderzoek doet. Hij kent het gezin nog niet.",
        "Mag niet: Joris fietste mee bij de familie en vraagt de sleutel van wie onderzoek doet.",
    ),
)

RULES = (
    DOSSIER_31,
    DOSSIER_32,
    DOSSIER_33,
    DOSSIER_34,
    DOSSIER_35,
    DOSSIER_36,
    DOSSIER_37,
    DOSSIER_38,
    DOSSIER_39,
    DOSSIER_40,
    DOSSIER_41,
    DOSSIER_42,
    DOSSIER_43,
    DOSSIER_44,
    DOSSIER_45,
    DOSSIER_46,
    DOSSIER_47,
    LEGAL_98,
)


def may_hold_key(*, is_barred: bool, is_active: bool) -> Verdict:
    """Judge whether a key may be cut for somebody, whatever the ground."""
    if is_barred:
        return DOSSIER_31.no()
    return YES if is_active else DOSSIER_45.no()


def may_lift(*, is_lifted: bool, is_recorder: bool, is_barred: bool) -> Verdict:
    """Judge who lifts a bar."""
    return DOSSIER_32.no() if is_lifted or is_recorder or is_barred else YES


def bar_is_described(*, kind: str, note: str) -> Verdict:
    """Judge whether a bar says what the tie is."""
    return DOSSIER_33.no() if kind == BarKind.OTHER and not note.strip() else YES


def last_is_reviewed(*, unreviewed: bool) -> Verdict:
    """Judge whether somebody may take break-glass again."""
    return DOSSIER_34.no() if unreviewed else YES


def may_try_again(*, misses: int, taken: int, most_misses: int, most_taken: int) -> Verdict:
    """Judge whether somebody may try break-glass once more, after so many of late."""
    return YES if misses < most_misses and taken < most_taken else DOSSIER_46.no()


def has_no_key(*, has_key: bool) -> Verdict:
    """Judge whether break-glass is needed at all."""
    return DOSSIER_35.no() if has_key else YES


def is_for_danger(*, kind: str, was_let_go: bool) -> Verdict:
    """Judge the reason of who was here of late, and was let go."""
    return DOSSIER_47.no() if was_let_go and kind != EmergencyKind.DANGER else YES


def may_review(*, is_opener: bool, is_reviewed: bool, findings: str) -> Verdict:
    """Judge who says of an emergency whether it was needed."""
    return DOSSIER_36.no() if is_opener or is_reviewed or not findings.strip() else YES


def may_postpone(*, until: date, reason: str, today: date) -> Verdict:
    """Judge whether the family may hear of an emergency later."""
    in_time = today < until <= today + POSTPONE_AT_MOST
    return YES if in_time and reason.strip() else DOSSIER_37.no()


def somebody_heard(counting: Collection[int]) -> Verdict:
    """Judge whether an emergency was told: to an adult, or to a child of 12 or older."""
    return (
        YES
        if counting
        else DOSSIER_37.no(
            "Kies aan wie u het vertelde: een volwassene, of een kind vanaf 12 jaar."
        )
    )


def may_answer_request(*, is_answered: bool, is_asker: bool) -> Verdict:
    """Judge who answers a request for a key."""
    return DOSSIER_38.no() if is_answered or is_asker else YES


def request_has_ground(*, opens_now: bool) -> Verdict:
    """Judge whether there is something a key could be cut from."""
    return YES if opens_now else DOSSIER_39.no()


def holds_one_side(*, does_both: bool) -> Verdict:
    """Judge whether somebody lends a key beside what they did here themselves (INV-09)."""
    return LEGAL_98.no() if does_both else YES


def no_has_reason(*, answer: str, reason: str) -> Verdict:
    """Judge whether a no says why."""
    return DOSSIER_40.no() if answer == RequestAnswer.NO and not reason.strip() else YES


def may_deputize(*, is_active: bool, same_work: bool) -> Verdict:
    """Judge who takes over from somebody who is absent."""
    return YES if is_active and same_work else DOSSIER_41.no()


def may_report_absence(*, is_self: bool, is_lead: bool) -> Verdict:
    """Judge who says that somebody is absent."""
    return YES if is_self or is_lead else DOSSIER_42.no()


LONGEST_ABSENCE = timedelta(days=366)


def absence_fits(*, since: date, until: date, today: date, others: bool) -> Verdict:
    """Judge the days of an absence; `until` is the first day back."""
    fits = since < until and today < until <= since + LONGEST_ABSENCE
    return YES if fits and not others else DOSSIER_43.no()


def may_review_rights(*, is_self: bool) -> Verdict:
    """Judge who looks at whose rights."""
    return DOSSIER_44.no() if is_self else YES
