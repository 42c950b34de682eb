"""Households of Huizen that came in during the second year: one rides, one stopped, two ended."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import AGREEMENT, FACT, GOES_WELL
from tandem.dossier.enums import Aim, Form, Frequency, PersonRole, Reason
from tandem.dossier.enums import RelationKind as R
from tandem.journey.enums import ProblemType as P

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road

_PARENT, _CHILD, _OTHER, _PARTNER = (
    PersonRole.PARENT,
    PersonRole.CHILD,
    PersonRole.OTHER,
    PersonRole.PARTNER,
)


def _lijsterbes(road: Road) -> None:
    tale.evaluate(
        road,
        180,
        (
            "Er is niet meer geslagen. Er wordt nog wel geschreeuwd.",
            "De vaste dinsdag. Naïma die ook met de kinderen kookt.",
            "'Wij zijn er nog niet, en wij komen van ver.'",
        ),
    )
    road.contact_person(200, "naima", Frequency.MONTHLY)
    tale.plan(road, 200, road.clock.ago(12))


def _populier(road: Road) -> None:
    """A family member had enough of it: stopped at their wish, and ended."""
    withdrawal = road.withdraw(70, "gijs")
    road.explore(withdrawal, 74, "Gijs wil rust. Een ander gezicht of minder vaak helpt hem niet.")
    road.stop(withdrawal, 76, "De huisarts blijft zijn adres. Hij mag altijd bellen.")


LIJSTERBES = Story(
    name="Lijsterbes",
    pilot="huizen",
    lead="naima",
    begins=0.34,
    came=Came(
        "ruben", "Veilig Thuis", "Ouders slaan hun kinderen als ze moe zijn.", (P.CHILD_ABUSE,)
    ),
    people=(
        Who("radu", "Radu Stan", _PARENT, 33, 20),
        Who("elena", "Elena Stan", _PARENT, 31, 222),
        Who("ion", "Ion Stan", _CHILD, 9, 12),
        Who("ana", "Ana Stan", _CHILD, 7, 44),
    ),
    relations=(
        ("radu", R.PARTNER, "elena"),
        ("radu", R.PARENT, "ion"),
        ("elena", R.PARENT, "ion"),
        ("radu", R.PARENT, "ana"),
        ("elena", R.PARENT, "ana"),
    ),
    holders=("radu", "elena"),
    motivation="Ouders willen het anders, en weten niet hoe. Dat is een goed begin.",
    contact="Naïma en een tolk, op dinsdag na het werk.",
    yes=("radu", "elena"),
    rides=(
        Ride(
            12, "vt", who="joris", weekly="1.5", reason=Reason.KNOWLEDGE, aims=(Aim.INVESTIGATION,)
        ),
    ),
    notes=(
        Note(
            15,
            FACT,
            "naima",
            "Vader werkt zes dagen in de kas, van vijf tot vijf.",
            ("radu",),
            "vader",
        ),
        Note(
            60,
            AGREEMENT,
            "naima",
            "Wie moe is, zegt 'even'. De ander neemt het over. De kinderen kennen het woord ook.",
            ("radu", "elena"),
            "het hele gezin",
        ),
        Note(
            Ago(9),
            GOES_WELL,
            "joris",
            "Ion zei tegen zijn vader 'even', en vader lachte en liep naar buiten.",
            ("ion", "radu"),
            "moeder",
        ),
    ),
    counts=((60, 2), (150, 2), (Ago(20), 1)),
    more=_lijsterbes,
)

POPULIER = Story(
    name="Populier",
    pilot="huizen",
    lead="ruben",
    begins=0.45,
    came=Came("ruben", "de wijkagent", "Twee broers wonen samen en vechten.", (P.ADDICTION,)),
    people=(Who("gijs", "Gijs Rooda", _OTHER, 44, 2), Who("arie", "Arie Rooda", _OTHER, 47, 60)),
    relations=(("gijs", R.SIBLING, "arie"),),
    motivation="Gijs vroeg zelf om hulp. Arie wil het aanzien.",
    contact="Ruben drinkt koffie in de schuur.",
    yes=("gijs",),
    no=(("arie", "Arie drinkt koffie mee als hij wil."),),
    rides=(
        Ride(
            12,
            "zvh",
            Form.OTHER,
            weekly="0.5",
            description="kijkt mee naar zorg en overlast",
            until=69,
        ),
    ),
    to=("vt", "zvh"),
    notes=(
        Note(
            20, FACT, "ruben", "De drank is van Arie, het geld van Gijs.", ("gijs", "arie"), "Gijs"
        ),
    ),
    more=_populier,
    ends=(78, "Op verzoek van het gezin."),
)

KASTANJE = Story(
    name="Kastanje",
    pilot="huizen",
    lead="samira",
    begins=0.56,
    came=Came(
        "samira",
        "moeder zelf",
        "Een zoon van 16 slaat zijn moeder.",
        (P.TRAUMA, P.PARTNER_VIOLENCE),
        considered=True,
    ),
    people=(
        Who("ineke", "Ineke Postmus", _PARENT, 45, 15),
        Who("daley", "Daley Postmus", _CHILD, 16, 20),
    ),
    relations=(("ineke", R.PARENT, "daley"),),
    holders=("ineke",),
    motivation="Moeder wil geen straf, wel dat het stopt. Daley ook.",
    sat=("vt", "gi-djgb", "rvdk"),
    contact="Samira spreekt moeder, Wouter gaat met Daley boksen.",
    yes=("ineke", "daley"),
    to=("vt", "gi-djgb"),
    rides=(
        Ride(11, "vt", who="wouter", weekly="4.5", until=150, aims=(Aim.REPORT, Aim.MEASURE)),
        Ride(40, "gi-djgb", Form.ADVICE, who="sanne", weekly="0.5", until=120),
    ),
    notes=(
        Note(13, FACT, "wouter", "Daley zag als kind dat zijn vader sloeg.", ("daley",), "Daley"),
        Note(
            100,
            GOES_WELL,
            "samira",
            "Daley liep weg en kwam terug met excuses.",
            ("daley",),
            "moeder",
        ),
    ),
    counts=((50, 3), (110, 2)),
    way_out=WayOut(
        220,
        "Daley woont nog thuis en heeft een bijbaan. Het slaan is gestopt.",
        ("Veilig, al zes maanden.", "Boksen. En dat moeder ook mocht huilen.", "Allebei een 8."),
        ends=225,
        reason="Het geweld is gestopt en het gezin heeft eigen steun.",
    ),
)

IEP = Story(
    name="Iep",
    pilot="huizen",
    lead="naima",
    begins=0.66,
    came=Came("naima", "school", "Een meisje van 8 is vaak ziek.", (P.OTHER,)),
    people=(
        Who("joop", "Joop Selderbeek", _PARENT, 50, 1),
        Who("fee", "Fee Selderbeek", _CHILD, 8, 200),
    ),
    relations=(("joop", R.PARENT, "fee"),),
    holders=("joop",),
    motivation="Niemand weet wat er is. Samen kijken, met advies van de vertrouwensarts.",
    contact="Naïma belt vader op zijn werk, in de pauze.",
    yes=("joop",),
    frequency=Frequency.MONTHLY,
    rides=(Ride(12, "vt", Form.ADVICE, who="amira", weekly="0.75", until=70),),
    notes=(
        Note(
            15,
            FACT,
            "naima",
            "Er is schimmel in de slaapkamer van Fee.",
            ("fee",),
            "eigen waarneming bij het bezoek",
        ),
        Note(
            90,
            GOES_WELL,
            "naima",
            "Fee slaapt in een andere kamer en is niet meer ziek.",
            ("fee",),
            "vader",
        ),
    ),
    way_out=WayOut(
        110,
        "Het was de schimmel. De woningbouw heeft het gemaakt.",
        ("Veilig.", "Dat er iemand kwam kijken.", "Fee: 'Ik hoest niet meer.'"),
        ends=112,
        reason="De oorzaak is gevonden en weg.",
    ),
)

STORIES = (LIJSTERBES, POPULIER, KASTANJE, IEP)
