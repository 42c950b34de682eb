"""De Wilg: the household that shows everything a green tandem has, rich and recent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo import family, papers, tale
from tandem.desk.management.demo.clock import TODAY, Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.stories import wilg_around, wilg_made, wilg_plans
from tandem.desk.management.demo.stories.wilg_talk import first_talk
from tandem.desk.management.demo.story import Story
from tandem.desk.management.demo.tale import AGREEMENT, CONCERN, FACT, GOES_WELL, OPINION
from tandem.dossier.enums import (
    AddressKind,
    Aim,
    ContactKind,
    Form,
    Level,
    PersonRole,
    Provenance,
    Reason,
)
from tandem.dossier.enums import RelationKind as R
from tandem.journey.enums import ProblemType
from tandem.legal.enums import Direction, Tell
from tandem.legal.services import care_consents

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road

_NOTES = (
    Note(
        2,
        CONCERN,
        "samira",
        "Fatima belt zelf. Thuis is er vaak ruzie over geld. Noor gaat dan met Sem naar boven.",
        ("fatima", "daan", "noor", "sem"),
        "Fatima",
        ContactKind.PHONE,
        told="fatima",
    ),
    Note(
        5,
        FACT,
        "samira",
        "Uitleg gegeven aan de keukentafel. Daan vraagt of er iemand over zijn schouder meekijkt."
        " Samen de folder gelezen. Noor las mee.",
        ("fatima", "daan", "noor"),
        "Fatima, Daan en Noor",
    ),
    Note(
        12,
        AGREEMENT,
        "samira",
        "Als de ruzie oploopt, gaat Daan een blokje om. Fatima belt dan haar moeder. Noor en Sem"
        " hoeven niets te doen.",
        ("fatima", "daan"),
        "Fatima en Daan, samen bedacht",
    ),
    Note(
        16,
        FACT,
        "joris",
        "Samen met Daan de post geopend. Er zijn vier schulden, samen 6.240 euro. Er komt nu"
        " elke maand meer uit dan erin.",
        ("daan",),
        "Daan, en de brieven zelf",
    ),
    Note(
        20,
        GOES_WELL,
        "samira",
        "Fatima en Daan openen de post nu op zondag samen. Fatima zegt dat zij beter slaapt.",
        ("fatima", "daan"),
        "Fatima",
        told="fatima",
    ),
    Note(
        23,
        FACT,
        "samira",
        "Noor slaapt op vrijdag bij oma Zohra. Dat wil zij zelf graag zo houden.",
        ("noor",),
        "Noor",
        ContactKind.PHONE,
        told="noor",
    ),
    Note(
        Ago(13),
        FACT,
        "naima",
        "Samira is vrij vandaag. Fatima vroeg om een nieuw aanvraagformulier voor bijzondere"
        " bijstand. Formulier gemaild.",
        ("fatima",),
        "Fatima",
        ContactKind.MESSAGE,
    ),
    Note(
        Ago(6),
        CONCERN,
        "samira",
        "Er is deze week twee keer geschreeuwd terwijl Sem erbij was.",
        ("sem", "fatima", "daan"),
        "Fatima zelf",
        ContactKind.PHONE,
        said="Fatima is niet bang voor zichzelf, wel voor wat Sem hoort.",
    ),
    Note(
        Ago(4),
        OPINION,
        "joris",
        "Ik denk dat de ruzies vooral ontstaan als er geen geld meer is, aan het eind"
        " van de maand.",
        ("fatima", "daan"),
        "Joris Vink zelf, nog niet voorgelegd aan Fatima en Daan",
        ContactKind.MEETING,
    ),
    Note(
        Ago(3),
        GOES_WELL,
        "samira",
        "Daan kookt drie avonden per week. Noor vertelt dat het dan rustig is aan tafel.",
        ("daan", "noor"),
        "Noor zelf",
        there=("daan", "noor"),
    ),
)


_MISSED = Note(
    Ago(1),
    FACT,
    "samira",
    "Sem was om 16:00 nog niet opgehaald van school. De leerkracht bleef bij hem.",
    ("fatima", "sem"),
    "de leerkracht van Sem, met toestemming van Fatima",
    ContactKind.PHONE,
    Provenance.THIRD_PARTY,
)


def _talked(road: Road) -> None:
    everybody = ("fatima", "daan", "noor")
    start = (Tell.CONTACT, Tell.COURSE, Tell.CONCERNS_STAY, Tell.NO_HELP, Tell.WHO_DOES_WHAT)
    tale.talk(road, 9, *start, to=everybody, reaction="Fijn dat het steeds dezelfde is.")
    tale.talk(road, 9, Tell.CHILD_HEARD, to=("noor", "sem"), reaction="Noor wil er zelf bij zijn.")
    tale.allow_help(
        road, 20, "noor", "gesprekken met een psycholoog", fatima="yes", daan="yes", noor="yes"
    )
    tale.allow_help(road, 24, "sem", "speltherapie", fatima="yes", daan="no")
    school = care_consents.Sharing(
        Direction.ASK,
        "hoe het met Sem gaat in de klas",
        "voor het plan rond slapen en school",
        source="de juf van groep 3",
    )
    tale.allow_sharing(road, 20, "sem", "fatima", school)


def _more(road: Road) -> None:
    _talked(road)
    wilg_plans.make(road)
    wilg_made.decided(road)
    wilg_made.drew(road)
    first_talk(road)
    [hasty] = tale.write(
        road,
        Note(
            Ago(20),
            FACT,
            "samira",
            "Daan werkt vijf avonden per week.",
            ("daan",),
            "Daan",
            ContactKind.PHONE,
        ),
    )
    tale.correct(
        road,
        hasty,
        Note(
            Ago(16),
            FACT,
            "samira",
            "Daan werkt drie avonden per week. Daan las dit terug en zei dat vijf niet klopte.",
            ("daan",),
            "Daan",
            ContactKind.PHONE,
            told="daan",
        ),
    )
    report = tale.announce(road, 24, "joris", "vt", "Daan, over zijn werk en de schulden")
    tale.send(
        road,
        report,
        26,
        "joris",
        "Daan en ik belden samen met de schuldhulp van de gemeente. Hij kan daar volgende week"
        " terecht. Daan vindt het spannend, en ook een opluchting. Hij vroeg of Samira meegaat.",
    )
    tale.attach(road, report, 27)
    tale.evaluate(
        road,
        28,
        (
            "Niemand is bang voor geweld. Sem schrikt nog van hard praten.",
            "Samen de post openen. Oma Zohra, die er op vrijdag is.",
            "Fatima geeft een 6, Daan een 6 en Noor een 7. 'Het helpt dat jullie niet schrikken.'",
        ),
    )
    tale.plan(road, 29, road.clock.today)
    tale.announce(road, Ago(2), "joris", "vt", "Daan, bij de schuldhulp van de gemeente")
    for who in ("fatima", "daan", "noor", "sem"):
        family.lives(road, 7, who, AddressKind.HOME, "Ceintuurbaan 208\n1271 GN Huizen")
    refuge = family.lives(
        road, 17, "fatima", AddressKind.STAY, "Bij een vriendin\nKerkpad 31\n1411 RX Naarden"
    )
    family.close(
        road, 17, refuge, "daan", "Fatima wil een plek houden waar zij heen kan als het misgaat."
    )
    family.page(road, 18, "fatima", "daan")
    [missed] = tale.write(road, _MISSED)
    wilg_plans.later(road, missed)
    wilg_around.tell(road)
    papers.letter(road, wilg_made.OF_SCHOOL)
    tale.looks(
        road,
        (3, "samira", "verhaal"),
        (16, "joris", "verhaal"),
        (24, "joris", "gezin"),
        (30, "tim", "verhaal"),
        (Ago(13), "naima", "verhaal"),
        (Ago(4), "joris", "samen"),
        (Ago(1), "samira", "verhaal"),
        (TODAY, "samira", "gezin"),
    )


_DE_WILG = Story(
    name="De Wilg",
    pilot="huizen",
    lead="samira",
    begins=Ago(48),
    came=Came(
        "samira",
        "Fatima, via de intern begeleider van school",
        "Veel ruzie over geld. De kinderen zijn erbij. Fatima en Daan willen dat het stopt.",
        (ProblemType.DEBTS, ProblemType.PARTNER_VIOLENCE),
    ),
    people=(
        Who("fatima", "Fatima Ayadi", PersonRole.PARENT, 38, 77, "06 98 76 54 32"),
        Who("daan", "Daan Roelofs", PersonRole.PARENT, 41, 201, "06 98 76 54 33"),
        Who("noor", "Noor Roelofs", PersonRole.CHILD, 14, 154),
        Who("sem", "Sem Roelofs", PersonRole.CHILD, 6, 36),
    ),
    relations=(
        ("fatima", R.PARTNER, "daan"),
        ("fatima", R.PARENT, "noor"),
        ("fatima", R.PARENT, "sem"),
        ("daan", R.PARENT, "noor"),
        ("daan", R.PARENT, "sem"),
        ("noor", R.SIBLING, "sem"),
    ),
    holders=("fatima", "daan"),
    triaged=3,
    motivation="Fatima en Daan vragen zelf om hulp. Kennis van schulden en van"
    " ruzie thuis is nodig.",
    sat=("vt", "gi-djgb"),
    contact="Samira belt Fatima. Fatima kent haar van het spreekuur op school.",
    explained=5,
    questions="Daan: wie leest wat ik vertel? Noor: mag ik ook zelf iets laten opschrijven?",
    yes=("fatima", "daan", "noor"),
    to=("vt", "gi-djgb"),
    given=7,
    sent=9,
    started=8,
    rides=(
        Ride(
            2,
            "gi-djgb",
            Form.ADVICE,
            anonymous=True,
            until=2,
            question="Hoe praat je met een kind van 6 over ruzie thuis?",
            answer="Kort, met een tekening, en zonder vragen naar wie er begon.",
            end_reason="vraag beantwoord",
        ),
        Ride(
            10,
            "vt",
            who="joris",
            weekly="2",
            reason=Reason.KNOWLEDGE,
            aims=(Aim.REPORT, Aim.INTENSIVE_CARE),
            level=Level.ACTIVE,
        ),
        Ride(
            14,
            "gi-djgb",
            Form.ADVICE,
            who="sanne",
            weekly="0.25",
            until=28,
            level=Level.ADVICE,
            question="Wat heeft Noor nodig, nu zij voor Sem zorgt als er ruzie is?",
            answer="Iemand van haarzelf, en de boodschap dat Sem niet haar taak is.",
        ),
    ),
    notes=_NOTES,
    counts=((20, 3), (Ago(5), 2)),
    more=_more,
)

STORIES = (_DE_WILG,)
