"""What must be true in a dossier. Pure: facts in, verdict out."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING

from tandem.core.periods import age_on
from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import EntryKind

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping

EARLIEST = date(1900, 1, 1)
ADULT = 18

DOSSIER_01 = Rule(
    "DOSSIER-01",
    "Dit doet alleen wie daarvoor een sleutel heeft.",
    "Vraag het aan het lokaal team van dit huishouden. Die kan het wel.",
    "001 §Registratie; INV-41",
    ("INV-41",),
    family=(
        "Alleen mensen die een sleutel hebben tot uw dossier, kunnen erin. U kunt zien wie dat "
        "zijn en waarom."
    ),
    examples=(
        "Mag: Samira van het lokaal team heeft een sleutel en schrijft in het verhaal.",
        (
            "Mag niet: Joris heeft een sleutel om mee te lezen. Hij wil de samenstelling van het "
            "gezin veranderen."
        ),
    ),
)
DOSSIER_02 = Rule(
    "DOSSIER-02",
    "Een datum van iets dat gebeurd is, ligt niet in de toekomst.",
    "Kijk de datum na. Is het iets dat nog komt? Schrijf het dan op als afspraak.",
    "Tandem: een dossier vertelt wat er gebeurd is",
    family="In uw dossier staat alleen als gebeurd wat echt gebeurd is.",
    examples=(
        "Mag: Samira schrijft vandaag op dat zij gisteren bij Fatima was.",
        "Mag niet: Samira schrijft vandaag op dat zij morgen met Daan heeft gepraat.",
    ),
)
DOSSIER_03 = Rule(
    "DOSSIER-03",
    "Een dossier heeft altijd ten minste één gezinslid.",
    "Voeg eerst het gezinslid toe om wie het gaat.",
    "003 basisprincipes; DOS-05",
    family=(
        "Een dossier gaat altijd over mensen met een naam. U kunt zien wie wij bij uw gezin tellen."
    ),
    examples=(
        "Mag: Het dossier begint met Fatima. Daan, Noor en Sem komen erbij.",
        "Mag niet: Samira wil een dossier beginnen zonder dat er iemand in staat.",
    ),
)
DOSSIER_04 = Rule(
    "DOSSIER-04",
    "Gezag heeft een volwassene over een kind onder de 18.",
    "Kijk na wie het kind is en wie het gezag heeft.",
    "BW 1:245 en 1:246",
    family=(
        "Gezag betekent dat een volwassene mag beslissen over een kind. Dat stopt als het kind 18 "
        "wordt."
    ),
    examples=(
        "Mag: Fatima heeft gezag over Noor van 14.",
        "Mag niet: Er staat dat Noor van 14 gezag heeft over Sem van 6.",
    ),
)
DOSSIER_05 = Rule(
    "DOSSIER-05",
    "Informatie die zonder toestemming is verkregen, noemt altijd de wettelijke grond.",
    "Schrijf op welke wet of welk besluit dit mogelijk maakte.",
    "000 §4; DOS-15",
    family=(
        "Schrijven wij iets op dat wij zonder uw toestemming hoorden, dan staat erbij welke wet "
        "dat toelaat."
    ),
    examples=(
        (
            "Mag: Een bericht van de politie over Daan. Erbij staat: 'Wmo 2015 art. 5.2.6, melding "
            "van 2 oktober'."
        ),
        "Mag niet: Een bericht van de politie over Daan, zonder wet en zonder besluit erbij.",
    ),
)
DOSSIER_06 = Rule(
    "DOSSIER-06",
    "Een verslag gaat van 'te schrijven' via 'verzonden' naar 'toegevoegd'.",
    "Kijk bij Samen hoe ver dit verslag is.",
    "001 §Registratie; DOS-08",
    ("INV-17",),
    family=(
        "Praat een partner met u zonder het lokaal team, dan komt daar een verslag van in uw "
        "dossier."
    ),
    examples=(
        "Mag: Joris schrijft zijn verslag, verstuurt het, en Samira voegt het toe.",
        "Mag niet: Samira wil een verslag toevoegen dat Joris nog moet schrijven.",
    ),
)
DOSSIER_07 = Rule(
    "DOSSIER-07",
    "Twee mensen schreven tegelijk aan hetzelfde. Wat de ander opschreef, gaat niet verloren.",
    "Vergelijk wat er nu staat met wat u typte, pas aan wat nodig is en bewaar opnieuw.",
    "Tandem: niets gaat verloren",
    family=(
        "Wat iemand over u opschreef, verdwijnt niet doordat een ander tegelijk aan het schrijven "
        "was."
    ),
    examples=(
        "Mag: Naïma ziet eerst wat Samira net schreef, en bewaart dan haar eigen zin.",
        (
            "Mag niet: Naïma bewaart haar tekst over die van Samira heen, zonder die gezien te "
            "hebben."
        ),
    ),
)
DOSSIER_08 = Rule(
    "DOSSIER-08",
    "Een ouder is ouder dan het kind.",
    "Kijk de geboortedatums en de relatie na.",
    "Tandem: een stamboom klopt",
    family="De tekening van uw familie klopt.",
    examples=(
        "Mag: Fatima, geboren in 1988, is de moeder van Noor, geboren in 2012.",
        "Mag niet: Noor, geboren in 2012, staat als moeder van Fatima, geboren in 1988.",
    ),
)
DOSSIER_09 = Rule(
    "DOSSIER-09",
    "Een afgerond dossier verandert niet meer.",
    "Meld het huishouden opnieuw aan als er weer hulp nodig is.",
    "001 §Registratie; WP-08",
    family="Is de hulp afgerond, dan verandert niemand nog iets in dat dossier.",
    examples=(
        "Mag: De familie komt na een jaar terug en Samira meldt haar opnieuw aan.",
        "Mag niet: Joris schrijft een aantekening bij in een dossier dat in juni is afgerond.",
    ),
)
DOSSIER_10 = Rule(
    "DOSSIER-10",
    "Een geboortedatum ligt tussen 1900 en over negen maanden.",
    "Kijk de geboortedatum na. Weet u hem niet precies? Vul dan de geschatte datum in.",
    "Tandem: een dossier vertelt wat er gebeurd is; DOS-06",
    family=(
        "Uw geboortedatum moet kunnen kloppen. Een baby die nog komt, mag er met de verwachte dag "
        "al in."
    ),
    examples=(
        "Mag: Fatima is zwanger. De baby staat erin met de dag over vijf maanden.",
        "Mag niet: Bij Sem staat het jaar 1815.",
    ),
)

DOSSIER_11 = Rule(
    "DOSSIER-11",
    "Een aantekening wordt verbeterd door wie haar schreef, of door het lokaal team.",
    "Schrijf zelf op hoe u het ziet, of vraag de schrijver om te verbeteren.",
    "001 §Registratie; DOS-03, DOS-12",
    family=(
        "Een aantekening over u wordt niet zomaar door een ander veranderd. U mag altijd uw eigen "
        "kijk erbij laten zetten."
    ),
    examples=(
        (
            "Mag: Samira verbetert haar eigen aantekening over het werk van Daan. De oude tekst "
            "blijft te lezen."
        ),
        "Mag niet: Joris verandert wat Samira opschreef over Fatima.",
    ),
)

DOSSIER_12 = Rule(
    "DOSSIER-12",
    "Een partner schrijft zijn eigen verslag, zolang die een sleutel heeft.",
    "Vraag de partner om het verslag te schrijven. Is de sleutel weg? Neem dan over wat de partner"
    " u stuurt.",
    "001 §Registratie; DOS-08",
    family="Wie met u praatte, schrijft daar zelf het verslag van.",
    examples=(
        "Mag: Joris praatte met Daan en schrijft zelf het verslag.",
        (
            "Mag niet: Samira schrijft het verslag van Joris, terwijl Joris gewoon in het dossier "
            "kan."
        ),
    ),
)

DOSSIER_13 = Rule(
    "DOSSIER-13",
    "Een mening, zorg of reactie wordt nooit een feit, en een verslag blijft een verslag.",
    "Schrijf het feit op als nieuwe aantekening, met wie het zag. Laat staan wat er stond.",
    "003 §4; DOS-12",
    ("INV-42",),
    family=(
        "Wat iemand over u vindt, staat er als mening. Het kan later niet als feit in uw dossier "
        "terechtkomen."
    ),
    examples=(
        "Mag: Samira maakt van haar feit 'Daan is boos' een mening: zij zag het niet zelf.",
        "Mag niet: Joris maakt van zijn mening 'Noor is moe' een feit.",
    ),
)

DOSSIER_64 = Rule(
    "DOSSIER-64",
    "Een verslag van een partner zegt hoe de partner aan de informatie kwam: van het gezin zelf,"
    " van een ander met toestemming, of op een wettelijke grond.",
    "Kies hoe u hieraan kwam. Hoorde u het van een ander? Kies de toestemming, of noem de wet.",
    "DOS-08, DOS-15; 000 §4",
    family="Ook als een partner iets opschrijft, staat erbij van wie het komt en of u dat goed"
    " vond.",
    examples=(
        "Mag: Vera schrijft dat de juf dit zei, en dat Fatima dat goed vond.",
        "Mag niet: De juf zei het, en in het verhaal staat 'van het gezin zelf'.",
    ),
)

DOSSIER_68 = Rule(
    "DOSSIER-68",
    "Wie gezag heeft over een kind hier, hoort bij het huishouden, ook met een ander adres.",
    "Leg het nieuwe adres vast. Is het gezag geëindigd? Leg dat dan eerst vast. Komt een kind"
    " terug, laat dan eerst terugkomen wie gezag heeft.",
    "BW 1:245 en 1:251 lid 2; CONS-13, CONS-14",
    family="Ook als u ergens anders woont, vragen we u en vertellen we u wat er gebeurt zolang u"
    " gezag heeft.",
    examples=(
        "Mag: Daan verhuist; zijn nieuwe adres staat erin en hij wordt gevraagd als voorheen.",
        "Mag niet: Daan, met gezag over Sem, hoort er sinds de scheiding niet meer bij.",
    ),
)
RULES = (
    DOSSIER_01,
    DOSSIER_02,
    DOSSIER_03,
    DOSSIER_04,
    DOSSIER_05,
    DOSSIER_06,
    DOSSIER_07,
    DOSSIER_08,
    DOSSIER_09,
    DOSSIER_10,
    DOSSIER_11,
    DOSSIER_12,
    DOSSIER_13,
    DOSSIER_64,
    DOSSIER_68,
)

# What nothing else becomes: it is written as what it is.
_OWN_KIND = frozenset({EntryKind.FACT, EntryKind.REPORT})

# A report goes one way only; a status without a next one is the last.
REPORT_MOVES: Mapping[str, frozenset[str]] = {
    "to_write": frozenset({"sent"}),
    "sent": frozenset({"attached"}),
    "attached": frozenset(),
}


def not_in_the_future(day: date, *, today: date) -> Verdict:
    """Judge the date of something that happened."""
    return YES if day <= today else DOSSIER_02.no(f"U vulde {day:%d-%m-%Y} in.")


def holders_stay(left_on: date | None, *, children: Iterable[str]) -> Verdict:
    """Judge whether somebody no longer belongs here; `children` are those still in their charge."""
    names = sorted(children)
    if left_on is None or not names:
        return YES
    return DOSSIER_68.no(f"Er is nog gezag over {' en '.join(names)}.")


def holders_are_here(child: str, *, gone: Iterable[str]) -> Verdict:
    """Judge whether a child comes back; `gone` are those with authority who belong here no more."""
    names = sorted(gone)
    if not names:
        return YES
    have = "heeft" if len(names) == 1 else "hebben"
    return DOSSIER_68.no(f"{' en '.join(names)} {have} gezag over {child} en staat hier als weg.")


def birth_date_is_possible(born_on: date, *, today: date) -> Verdict:
    """Judge a date of birth; an expected child may be named with the expected day."""
    possible = EARLIEST <= born_on <= today + timedelta(days=300)
    return YES if possible else DOSSIER_10.no(f"U vulde {born_on:%d-%m-%Y} in.")


def has_somebody(count: int) -> Verdict:
    """Judge the composition of a household (DOS-05)."""
    return YES if count > 0 else DOSSIER_03.no()


def may_have_authority(*, holder_born: date, child_born: date, since: date) -> Verdict:
    """Judge authority: an adult over a minor (BW 1:245, 246)."""
    if age_on(child_born, since) >= ADULT:
        return DOSSIER_04.no("Dit kind is al 18 of ouder.")
    if age_on(holder_born, since) < ADULT:
        return DOSSIER_04.no("Wie gezag heeft, is zelf 18 of ouder.")
    return YES


def ground_is_named(*, without_consent: bool, legal_ground: str) -> Verdict:
    """Judge the provenance of an entry (DOS-15)."""
    return DOSSIER_05.no() if without_consent and not legal_ground.strip() else YES


def report_may_move(*, status: str, to: str) -> Verdict:
    """Judge the next step of a partner's report (DOS-08)."""
    return YES if to in REPORT_MOVES[status] else DOSSIER_06.no()


def report_says_how(*, is_known: bool) -> Verdict:
    """Judge whether a partner says how it came to know what it reports (DOS-15)."""
    return YES if is_known else DOSSIER_64.no()


def is_unchanged(*, seen: int, current: int) -> Verdict:
    """Judge whether somebody else wrote in the meantime."""
    return YES if seen == current else DOSSIER_07.no()


def parent_is_older(*, parent_born: date, child_born: date) -> Verdict:
    """Judge a parent-child relation."""
    return YES if parent_born < child_born else DOSSIER_08.no()


def is_open(*, is_ended: bool) -> Verdict:
    """Judge whether a dossier may still change."""
    return DOSSIER_09.no() if is_ended else YES


def may_correct(*, is_writer: bool, is_local_team: bool) -> Verdict:
    """Judge who corrects an entry."""
    return YES if is_writer or is_local_team else DOSSIER_11.no()


def kind_may_become(*, was: str, now: str) -> Verdict:
    """Judge the kind of a better version of an entry (INV-42)."""
    if was == now:
        return YES
    return DOSSIER_13.no() if now in _OWN_KIND or was == EntryKind.REPORT else YES


def may_take_over(*, writer_has_key: bool) -> Verdict:
    """Judge whether the local team may enter a report that a partner sent by other means."""
    return DOSSIER_12.no() if writer_has_key else YES


def minors(born: Collection[date], *, on: date) -> int:
    """How many people were born by the day and younger than 18 on it (DOS-06, monitor C)."""
    return sum(1 for day in born if day <= on and age_on(day, on) < ADULT)
