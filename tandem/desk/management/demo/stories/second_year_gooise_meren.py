"""Households of Gooise Meren that came in during the second year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import FACT, GOES_WELL
from tandem.dossier.enums import Aim, Form, Frequency, PersonRole, Reason
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


def _anemoon(road: Road) -> None:
    use(
        road,
        Power(
            day=80,
            partner="gi-wss",
            who="delano",
            form=Form.WITH_MEASURE,
            ground=Ground.AUTHORITY_TERMINATION,
            weekly="1.5",
            until=300,
            power="Voogdij over Elin na het einde van het gezag van haar moeder.",
            facts="Moeder is twee jaar spoorloos. Elin (14) woont al die tijd bij haar tante.",
            alternatives="Moeder is gezocht, ook via familie en in het buitenland.",
            proportionality="Het verandert niets aan waar Elin woont. Tante kan nu tekenen.",
            child_interest="Elin wil een paspoort en met de klas mee op reis.",
            reaction="Elin: 'Mag ik haar wel blijven missen?' Ja, dat mag.",
            measures=(MeasureKind.RVDK_TEST_REQUEST, MeasureKind.AUTHORITY_TERMINATION),
        ),
    )


DAHLIA = Story(
    name="Dahlia",
    pilot="gooise-meren",
    lead="lotte",
    begins=0.36,
    came=Came("lotte", "de GGZ", "Moeder is opgenomen geweest.", (P.PSYCHIATRIC,), considered=True),
    people=(
        Who("roos", "Roos Tilstra", _PARENT, 41, 40),
        Who("hugo", "Hugo Tilstra", _PARENT, 44, 2),
        Who("cas", "Cas Tilstra", _CHILD, 11, 100),
    ),
    relations=(("roos", R.PARTNER, "hugo"), ("roos", R.PARENT, "cas"), ("hugo", R.PARENT, "cas")),
    holders=("roos", "hugo"),
    motivation="Het gezin wil weten wat te doen als het weer misgaat.",
    contact="Lotte komt kennismaken op de afdeling.",
    yes=("roos", "hugo"),
    rides=(Ride(12, "vt", who="amira", weekly="1", until=180),),
    notes=(
        Note(15, FACT, "lotte", "Cas weet wie hij belt: oom Bram.", ("cas",), "Cas"),
        Note(
            150,
            GOES_WELL,
            "lotte",
            "Moeder voelde het aankomen en belde zelf.",
            ("roos",),
            "moeder",
        ),
    ),
    counts=((40, 2), (90, 2)),
    way_out=WayOut(
        190,
        "Er ligt een plan op de koelkast, en iedereen kent het.",
        ("Veilig.", "Het plan van Cas.", "Cas: 'Ik hoef niet meer op te letten.'"),
        ends=195,
        reason="Het gezin heeft een plan dat werkt.",
    ),
)

ANEMOON = Story(
    name="Anemoon",
    pilot="gooise-meren",
    lead="carla",
    begins=0.47,
    came=Came(
        "carla",
        "tante zelf",
        "Een meisje woont bij haar tante. Moeder is weg.",
        (P.OTHER,),
        considered=True,
    ),
    people=(
        Who("joan", "Joan Martina", _OTHER, 39, 3),
        Who("elin", "Elin Martina", _CHILD, 16, 90),
    ),
    relations=(("joan", R.FOSTER_PARENT, "elin"),),
    motivation="Tante kan niet tekenen. Samen zoeken wij wat kan.",
    sat=("gi-wss", "rvdk"),
    contact="Carla gaat mee naar de school van Elin.",
    yes=("joan", "elin"),
    to=("gi-wss", "rvdk"),
    notes=(
        Note(
            20,
            FACT,
            "carla",
            "Elin schrijft brieven aan haar moeder en bewaart ze.",
            ("elin",),
            "Elin",
        ),
        Note(
            280,
            GOES_WELL,
            "delano",
            "Elin ging mee op reis, met haar eigen paspoort.",
            ("elin",),
            "Elin",
        ),
    ),
    counts=((100, 2),),
    more=_anemoon,
    way_out=WayOut(
        310,
        "De voogdij is geregeld. Elin woont waar zij wil wonen.",
        ("Veilig.", "Dat er geluisterd werd.", "Elin geeft een 9."),
        ("gi-wss",),
        ends=313,
        reason="De voogdij is geregeld.",
    ),
)

ROZEMARIJN = Story(
    name="Rozemarijn",
    pilot="gooise-meren",
    lead="hanneke",
    begins=0.6,
    came=Came(
        "hanneke", "de thuiszorg", "Een dochter zorgt voor haar vader en schreeuwt.", (P.OTHER,)
    ),
    people=(
        Who("bets", "Bets Ouwehand", _CHILD, 49, 30),
        Who("dirk", "Dirk Ouwehand", _PARENT, 81, 90),
    ),
    relations=(("dirk", R.PARENT, "bets"),),
    motivation="Zij is op. Hij wil niemand anders.",
    contact="Hanneke komt samen met de thuiszorg.",
    expert="partners-voor-jeugd",
    yes=("bets", "dirk"),
    frequency=Frequency.MONTHLY,
    rides=(Ride(12, "vt", who="joris", weekly="0.5"),),
    notes=(
        Note(20, FACT, "hanneke", "Bets slaapt al twee jaar op een stretcher.", ("bets",), "Bets"),
        Note(
            Ago(25),
            GOES_WELL,
            "hanneke",
            "Vader gaat een dag per week naar de boerderij.",
            ("dirk",),
            "Bets",
        ),
    ),
    counts=((60, 2), (180, 1), (Ago(40), 2)),
    more=lambda road: tale.evaluate(
        road,
        150,
        ("Er wordt niet meer geduwd.", "Een vrije dag.", "Bets een 6, vader een 7."),
    ),
)

SALIE = Story(
    name="Salie",
    pilot="gooise-meren",
    lead="carla",
    begins=0.69,
    came=Came(
        "carla",
        "opa en oma",
        "Een jongen van 5 woont bij opa en oma.",
        (P.ADDICTION,),
        considered=True,
    ),
    people=(
        Who("jaap", "Jaap Kielstra", _OTHER, 66, 45),
        Who("mina", "Mina Kielstra", _OTHER, 63, 210),
        Who("tijn", "Tijn Kielstra", _CHILD, 5, 170),
        Who("robin", "Robin Kielstra", _PARENT, 27, 30),
    ),
    relations=(
        ("jaap", R.GRANDPARENT, "tijn"),
        ("mina", R.GRANDPARENT, "tijn"),
        ("robin", R.PARENT, "tijn"),
    ),
    holders=("robin",),
    motivation="Robin wil beter worden. Opa en oma willen dat het mag lukken.",
    sat=("gi-djgb", "vt"),
    contact="Carla gaat mee naar de kliniek waar Robin is.",
    yes=("robin", "jaap", "mina"),
    to=("gi-djgb",),
    rides=(
        Ride(12, "gi-djgb", who="sanne", weekly="2.5", reason=Reason.TOGETHER, aims=(Aim.MEASURE,)),
    ),
    notes=(
        Note(
            15, FACT, "sanne", "Tijn belt elke dag met Robin, om zes uur.", ("tijn", "robin"), "oma"
        ),
        Note(
            Ago(11),
            GOES_WELL,
            "carla",
            "Robin was een weekend thuis. Het ging goed.",
            ("robin",),
            "opa",
        ),
    ),
    counts=((40, 2), (120, 2)),
    more=lambda road: tale.plan(road, 150, road.clock.ago(0)),
)

STORIES = (DAHLIA, ANEMOON, ROZEMARIJN, SALIE)
