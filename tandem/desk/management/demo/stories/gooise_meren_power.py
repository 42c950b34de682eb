"""Households of Gooise Meren where powers are used: orange, and orange before red."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.story import Story
from tandem.desk.management.demo.tale import AGREEMENT, CONCERN, FACT, GOES_WELL
from tandem.dossier.enums import (
    Aim,
    Channel,
    ContactKind,
    Form,
    PersonRole,
    Provenance,
)
from tandem.dossier.enums import RelationKind as R
from tandem.journey.enums import ProblemType
from tandem.legal.enums import (
    DataCategory,
    Ground,
    MeasureKind,
    RecipientKind,
    Situation,
    WithoutConsent,
)
from tandem.legal.services.sharing import Question, Shared

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road


def _duindoorn(road: Road) -> None:
    """Two swaps: the GI to the front with a measure, after Veilig Thuis did before."""
    use(
        road,
        Power(
            day=20,
            partner="vt",
            who="wouter",
            form=Form.WITH_POWERS,
            ground=Ground.HOME_BAN,
            weekly="6",
            until=80,
            power="Toezien op het huisverbod van tien dagen en op de afspraken daarna.",
            facts="Vader sloeg moeder waar de kinderen bij waren. De burgemeester legde"
            " een huisverbod op.",
            alternatives="Vader kon niet bij familie terecht en wilde niet zelf weggaan.",
            proportionality="Tien dagen rust, met hulp voor allebei. Vader belt elke dag"
            " met de kinderen.",
            child_interest="Roan (6) en Pip (3) slapen weer in hun eigen bed.",
            reaction="Vader schaamt zich. Moeder is opgelucht en ook bang.",
            measures=(MeasureKind.TEMPORARY_HOME_BAN,),
        ),
    )
    use(
        road,
        Power(
            day=130,
            partner="gi-djgb",
            who="sanne",
            form=Form.WITH_MEASURE,
            ground=Ground.OTS,
            weekly="4",
            power="Uitvoeren van de ondertoezichtstelling van Roan en Pip.",
            facts="Vader kwam drie keer terug, ook toen moeder dat niet wilde.",
            alternatives="Nieuwe afspraken en hulp voor vader. Vader kwam niet meer.",
            proportionality="De kinderen blijven bij moeder. Vader ziet hen bij zijn ouders.",
            child_interest="Roan vraagt of papa boos mag zijn zonder te slaan. Hij"
            " verdient antwoord.",
            reaction="Moeder: 'Nu zegt een ander het tegen hem.' Vader is het er niet mee eens.",
            measures=(MeasureKind.RVDK_TEST_REQUEST, MeasureKind.OTS),
        ),
    )
    report = tale.announce(road, Ago(20), "sanne", "gi-djgb", "vader en zijn ouders")
    tale.send(
        road,
        report,
        Ago(16),
        "sanne",
        "Vader was op tijd en speelde een uur met de kinderen. Zijn moeder hielp hem stoppen toen"
        " Pip moe werd. Vader las dit verslag en vindt dat het klopt.",
    )
    tale.attach(road, report, Ago(14))
    tale.plan(road, 140, road.clock.today + timedelta(days=11))


def _tijm(road: Road) -> None:
    use(
        road,
        Power(
            day=35,
            partner="vt",
            who="joris",
            form=Form.WITH_POWERS,
            ground=Ground.REPORT,
            weekly="2.5",
            power="Onderzoek na een melding van het ziekenhuis: spreken met de huisarts.",
            facts="Mevrouw kwam met een gebroken pols in het ziekenhuis, de tweede keer dit jaar.",
            alternatives="Mevrouw wilde eerst zelf met haar man praten. Dat durfde zij niet.",
            proportionality="Alleen de huisarts wordt gevraagd, en mevrouw weet wat er"
            " gevraagd wordt.",
            child_interest="Er zijn geen kinderen in huis.",
            reaction="Mevrouw knikt. Meneer weet er nog niet van, omdat dat nu niet veilig is.",
        ),
    )
    road.share(
        Shared(
            Question(
                WithoutConsent.DANGEROUS,
                is_unsafe=True,
                recipient=RecipientKind.VEILIG_THUIS,
                situation=Situation.SUSPICION,
            ),
            facts="Mevrouw belde vanuit de badkamer. Meneer had de deur op slot gedaan.",
            recipient="Amira Haddad, vertrouwensarts",
            categories=(DataCategory.SAFETY, DataCategory.HEALTH),
            data="Wat mevrouw aan de telefoon vertelde, en dat haar pols nog in het gips zit.",
            necessity="Veilig Thuis moet weten dat het nu anders is dan bij de melding.",
            shared_at=road.at(Ago(6)),
            organization=road.organization("vt"),
            tell_by=road.clock.today + timedelta(days=4),
            not_yet_reason="Mevrouw vraagt om te wachten tot haar dochter er is.",
        )
    )


DUINDOORN = Story(
    name="Duindoorn",
    pilot="gooise-meren",
    lead="yusuf",
    begins=Ago(210),
    came=Came(
        "yusuf",
        "Veilig Thuis, na een melding van de politie",
        "Vader slaat moeder. De kinderen zien het.",
        (ProblemType.PARTNER_VIOLENCE,),
        Channel.VEILIG_THUIS,
        considered=True,
        urgent=True,
    ),
    people=(
        Who("lisa", "Lisa Hogendijk", PersonRole.PARENT, 29, 100, "06 31 41 51 61"),
        Who("rik", "Rik Hogendijk", PersonRole.PARENT, 31, 33),
        Who("roan", "Roan Hogendijk", PersonRole.CHILD, 6, 180),
        Who("pip", "Pip Hogendijk", PersonRole.CHILD, 3, 260),
    ),
    relations=(
        ("lisa", R.PARTNER, "rik"),
        ("lisa", R.PARENT, "roan"),
        ("rik", R.PARENT, "roan"),
        ("lisa", R.PARENT, "pip"),
        ("rik", R.PARENT, "pip"),
    ),
    holders=("lisa", "rik"),
    triaged=2,
    motivation="Er is haast. Politie, Veilig Thuis en lokaal team spreken af wie wat doet.",
    contact="Yusuf spreekt moeder, een collega spreekt vader. Allebei op dezelfde dag.",
    expert="",
    explained=3,
    yes=("lisa", "rik"),
    to=("vt", "gi-djgb"),
    given=4,
    sent=6,
    started=5,
    rides=(
        Ride(
            6,
            "vt",
            who="joris",
            weekly="3",
            until=19,
            end_reason="een collega zet de bevoegdheden in",
            aims=(Aim.MEASURE,),
        ),
    ),
    notes=(
        Note(
            6,
            AGREEMENT,
            "yusuf",
            "Als vader boos wordt, gaat hij naar zijn ouders in Weesp. Zijn vader haalt hem op.",
            ("rik",),
            "vader, moeder en opa",
        ),
        Note(
            25,
            FACT,
            "wouter",
            "Vader hield zich aan het huisverbod en belde elke avond om half zeven.",
            ("rik", "roan", "pip"),
            "moeder en het belrooster",
            ContactKind.PHONE,
        ),
        Note(
            95,
            GOES_WELL,
            "yusuf",
            "Roan vertelde op school in de kring over de boot van opa. De juf was er blij mee.",
            ("roan",),
            "de juf, met toestemming van moeder",
            ContactKind.PHONE,
            Provenance.THIRD_PARTY,
        ),
        Note(
            118,
            CONCERN,
            "yusuf",
            "Vader stond 's avonds voor de deur. Moeder deed niet open en belde haar schoonvader.",
            ("rik", "lisa"),
            "moeder",
            ContactKind.PHONE,
        ),
    ),
    counts=((40, 2), (90, 2), (150, 1)),
    more=_duindoorn,
)

TIJM = Story(
    name="Tijm",
    pilot="gooise-meren",
    lead="hanneke",
    begins=Ago(55),
    came=Came(
        "hanneke",
        "het ziekenhuis, met mevrouw erbij",
        "Mevrouw heeft vaak verwondingen. Haar man verzorgt haar en is overbelast.",
        (ProblemType.PARTNER_VIOLENCE,),
        Channel.VEILIG_THUIS,
        urgent=True,
    ),
    people=(
        Who("corrie", "Corrie Dijkema", PersonRole.PARTNER, 74, 5, "0294 00 00 00"),
        Who("henk", "Henk Dijkema", PersonRole.PARTNER, 77, 340),
    ),
    relations=(("corrie", R.PARTNER, "henk"),),
    motivation="Een echtpaar dat niet uit elkaar wil. Veiligheid en zorg gaan hier samen.",
    contact="Hanneke ziet mevrouw op de polikliniek, alleen.",
    expert="partners-voor-jeugd",
    yes=("corrie",),
    not_asked=(("henk", "Mevrouw is bang dat hij dan weet wat zij vertelde."),),
    notes=(
        Note(
            10,
            FACT,
            "hanneke",
            "Meneer tilt mevrouw uit bed. Er is geen hulpmiddel in huis.",
            ("corrie", "henk"),
            "eigen waarneming bij het bezoek",
        ),
        Note(
            50,
            GOES_WELL,
            "hanneke",
            "Er is nu twee keer per dag zorg. Meneer gaat weer biljarten.",
            ("henk",),
            "mevrouw",
        ),
    ),
    more=_tijm,
)

STORIES = (DUINDOORN, TIJM)
