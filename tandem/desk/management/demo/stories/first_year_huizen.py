"""Households of Huizen that came in during the first year; they can do without us now."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import AGREEMENT, FACT, GOES_WELL
from tandem.dossier.enums import Aim, Channel, ContactKind, Form, PersonRole, Provenance, Reason
from tandem.dossier.enums import RelationKind as R
from tandem.journey.enums import ProblemType as P
from tandem.legal.enums import Ground, MeasureKind

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road

_PARENT, _CHILD, _OTHER, _PARTNER = (
    PersonRole.PARENT,
    PersonRole.CHILD,
    PersonRole.OTHER,
    PersonRole.PARTNER,
)


def _hazelaar(road: Road) -> None:
    use(
        road,
        Power(
            day=60,
            partner="gi-wss",
            who="bianca",
            form=Form.WITH_MEASURE,
            ground=Ground.OTS,
            weekly="5",
            until=330,
            power="Uitvoeren van de voorlopige ondertoezichtstelling van Finn.",
            facts="Finn (4) liep twee keer alleen op straat. Moeder hoorde stemmen.",
            alternatives="Opname overdag, en een oppas bij nacht.",
            proportionality="Finn blijft bij zijn moeder, met zijn oma in huis.",
            child_interest="Finn is veilig, en verliest zijn moeder niet.",
            reaction="Moeder zei: 'Als hij maar bij mij blijft.'",
            measures=(MeasureKind.RVDK_TEST_REQUEST, MeasureKind.OTS),
        ),
    )


ELS = Story(
    name="Els",
    pilot="huizen",
    lead="ruben",
    begins=0.02,
    came=Came(
        "ruben", "de huisarts", "Moeder is somber. De kinderen doen veel zelf.", (P.PSYCHIATRIC,)
    ),
    people=(
        Who("dora", "Dora Wiegers", _PARENT, 42, 50),
        Who("koos", "Koos Wiegers", _CHILD, 10, 80),
        Who("mies", "Mies Wiegers", _CHILD, 8, 80),
    ),
    relations=(("dora", R.PARENT, "koos"), ("dora", R.PARENT, "mies")),
    holders=("dora",),
    motivation="Het eerste gezin dat wij samen oppakken. Moeder wil graag.",
    contact="Ruben gaat met de huisarts mee.",
    yes=("dora",),
    rides=(Ride(12, "vt", who="joris", weekly="1", until=120, reason=Reason.TOGETHER),),
    notes=(
        Note(14, FACT, "ruben", "Koos zet elke ochtend de ontbijttafel klaar.", ("koos",), "Koos"),
        Note(
            90,
            GOES_WELL,
            "joris",
            "Moeder staat weer eerder op dan Koos. Hij vertelde het trots.",
            ("dora", "koos"),
            "Koos",
        ),
    ),
    counts=((30, 2), (60, 3)),
    way_out=WayOut(
        150,
        "Moeder heeft hulp van de GGZ, en een vriendin die elke week kookt.",
        ("Veilig.", "Dat Ruben bleef komen, ook als zij niet opendeed.", "Moeder geeft een 8."),
        ends=155,
        reason="De doelen van het gezin zijn gehaald.",
    ),
)

HAZELAAR = Story(
    name="Hazelaar",
    pilot="huizen",
    lead="samira",
    begins=0.08,
    came=Came(
        "samira",
        "Veilig Thuis",
        "Een jong kind loopt alleen op straat. Moeder is in de war.",
        (P.PSYCHIATRIC,),
        Channel.VEILIG_THUIS,
        considered=True,
        urgent=True,
    ),
    people=(
        Who("britt", "Britt Ooms", _PARENT, 31, 20),
        Who("finn", "Finn Ooms", _CHILD, 4, 170),
        Who("greet", "Greet Ooms", _OTHER, 60, 300),
    ),
    relations=(("britt", R.PARENT, "finn"), ("greet", R.PARENT, "britt")),
    holders=("britt",),
    triaged=2,
    motivation="Er is haast, en moeder wil dat haar moeder meedoet.",
    sat=("vt", "gi-wss", "rvdk"),
    contact="Samira en oma gaan samen.",
    explained=3,
    yes=("britt", "greet"),
    to=("vt", "gi-wss"),
    given=4,
    sent=6,
    started=5,
    notes=(
        Note(
            20,
            FACT,
            "samira",
            "Oma slaapt vier nachten per week bij moeder en Finn.",
            ("greet", "finn"),
            "oma",
        ),
        Note(
            200,
            GOES_WELL,
            "bianca",
            "Moeder neemt haar medicijnen en vertelt zelf wanneer het minder gaat.",
            ("britt",),
            "moeder en oma",
        ),
    ),
    counts=((60, 2), (120, 4), (250, 2)),
    more=_hazelaar,
    way_out=WayOut(
        350,
        "De maatregel is voorbij en oma blijft. De huisarts let mee op.",
        (
            "Veilig, ook volgens oma.",
            "Oma in huis. Eén vast gezicht.",
            "Moeder: 'Finn bleef bij mij.'",
        ),
        ("vt", "gi-wss"),
        ends=356,
        reason="De ondertoezichtstelling is gestopt en het gezin kan verder met oma en"
        " de huisarts.",
    ),
)

BEUK = Story(
    name="Beuk",
    pilot="huizen",
    lead="naima",
    begins=0.14,
    came=Came("naima", "moeder zelf", "Moeder is bang voor haar volwassen zoon.", (P.ADDICTION,)),
    people=(
        Who("toos", "Toos Veerman", _PARENT, 61, 30),
        Who("rob", "Rob Veerman", _CHILD, 27, 200),
    ),
    relations=(("toos", R.PARENT, "rob"),),
    motivation="Moeder wil haar zoon niet kwijt, en wil wel slapen.",
    contact="Naïma ziet moeder bij het koor.",
    yes=("toos", "rob"),
    rides=(Ride(12, "vt", who="wouter", weekly="2", until=140, aims=(Aim.REPORT,)),),
    notes=(
        Note(
            16,
            AGREEMENT,
            "naima",
            "Rob belt aan, en gebruikt de sleutel niet meer.",
            ("rob",),
            "Rob",
        ),
        Note(
            100, GOES_WELL, "wouter", "Rob is drie maanden nuchter.", ("rob",), "Rob en zijn moeder"
        ),
    ),
    counts=((40, 2),),
    way_out=WayOut(
        160,
        "Rob woont begeleid, vijf minuten fietsen van zijn moeder.",
        ("Veilig.", "Praten zonder verwijten.", "Toos: 'Ik heb mijn zoon terug.'"),
        ends=162,
        reason="Rob woont op zichzelf en het contact is goed.",
    ),
)

EIK = Story(
    name="Eik",
    pilot="huizen",
    lead="marjan",
    begins=0.25,
    came=Came(
        "marjan",
        "school",
        "Een meisje van 13 blijft weg van school.",
        (P.MILD_DISABILITY, P.DEBTS),
        considered=True,
    ),
    people=(
        Who("jet", "Jet Aalders", _PARENT, 40, 20),
        Who("sofie", "Sofie Aalders", _CHILD, 13, 30),
    ),
    relations=(("jet", R.PARENT, "sofie"),),
    holders=("jet",),
    motivation="Leerplicht wil een zaak beginnen. Samen kijken wij wat Sofie tegenhoudt.",
    sat=("gi-wss",),
    contact="Marjan wandelt met Sofie en haar hond.",
    yes=("jet", "sofie"),
    to=("gi-wss",),
    rides=(
        Ride(10, "gi-wss", who="delano", weekly="1.5", until=210, reason=Reason.KNOWLEDGE),
        Ride(
            5,
            "rvdk",
            Form.ADVICE,
            anonymous=True,
            until=5,
            question="Wanneer is niet naar school gaan een reden voor een onderzoek?",
            answer="Als niemand weet waarom. Zoek dat dus eerst samen uit.",
            end_reason="vraag beantwoord",
        ),
    ),
    notes=(
        Note(12, FACT, "delano", "Sofie wordt gepest om haar kleren.", ("sofie",), "Sofie"),
        Note(
            150,
            GOES_WELL,
            "marjan",
            "Sofie was alle dagen op school, al zes weken.",
            ("sofie",),
            "school, met toestemming",
            ContactKind.PHONE,
            Provenance.THIRD_PARTY,
        ),
    ),
    way_out=WayOut(
        220,
        "Sofie gaat naar school en heeft een mentor. De schulden zijn geregeld.",
        ("Veilig.", "De hond. En iemand die vroeg waarom.", "Sofie geeft een 9, moeder een 8."),
        ("gi-wss",),
        ends=226,
        reason="Sofie gaat weer naar school.",
    ),
)

STORIES = (ELS, HAZELAAR, BEUK, EIK)
