"""Households of Hilversum that came in during the second year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import AGREEMENT, CONCERN, FACT, GOES_WELL
from tandem.dossier.enums import Aim, Channel, Form, PersonRole
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


def _roos(road: Road) -> None:
    use(
        road,
        Power(
            day=70,
            partner="gi-djgb",
            who="mehmet",
            form=Form.WITH_MEASURE,
            ground=Ground.PROBATION,
            weekly="2",
            until=260,
            power="Begeleiding van Jermaine door de jeugdreclassering.",
            facts="Jermaine (16) reed twee keer een scooter weg.",
            alternatives="Een gesprek met de wijkagent en een leerstraf.",
            proportionality="Hij houdt zijn opleiding en woont thuis.",
            child_interest="Jermaine wil kok worden. De begeleiding past in zijn rooster.",
            reaction="Jermaine: 'Prima, als ik maar kan werken.' Moeder is blij met hulp.",
            measures=(MeasureKind.PROBATION,),
        ),
    )


SPAR = Story(
    name="Spar",
    pilot="hilversum",
    lead="tim",
    begins=0.33,
    came=Came("tim", "de huisarts", "Moeder en oma zorgen samen, en botsen.", (P.OTHER,)),
    people=(
        Who("lies", "Lies Gravesteijn", _PARENT, 30, 5),
        Who("door", "Door Gravesteijn", _OTHER, 64, 80),
        Who("pleun", "Pleun Gravesteijn", _CHILD, 6, 120),
    ),
    relations=(
        ("lies", R.PARENT, "pleun"),
        ("door", R.GRANDPARENT, "pleun"),
        ("door", R.PARENT, "lies"),
    ),
    holders=("lies",),
    motivation="Twee mensen die het goed willen. Advies en een vast gezicht.",
    contact="Tim komt als ze er allebei zijn.",
    yes=("lies", "door"),
    rides=(Ride(12, "vt", who="wouter", weekly="0.5", until=140),),
    notes=(
        Note(
            20,
            AGREEMENT,
            "tim",
            "Oma brengt, moeder haalt.",
            ("door", "lies"),
            "moeder en oma samen",
        ),
    ),
    counts=((60, 1),),
    way_out=WayOut(
        150,
        "Het gaat al drie maanden goed.",
        ("Veilig.", "Duidelijke dagen.", "Allebei een 8."),
        ends=152,
        reason="Het gezin redt het zelf.",
    ),
)

ROOS = Story(
    name="Roos",
    pilot="hilversum",
    lead="elif",
    begins=0.42,
    came=Came(
        "elif",
        "de politie",
        "Een jongen van 16 rijdt scooters weg.",
        (P.DEBTS,),
        considered=True,
    ),
    people=(
        Who("gloria", "Gloria Wijdenbos", _PARENT, 43, 20),
        Who("jermaine", "Jermaine Wijdenbos", _CHILD, 16, 340),
    ),
    relations=(("gloria", R.PARENT, "jermaine"),),
    motivation="Moeder wil hem niet kwijt aan de straat. Hij zelf ook niet.",
    sat=("gi-djgb",),
    contact="Elif en de wijkagent, op het basketbalveld.",
    yes=("gloria", "jermaine"),
    to=("gi-djgb",),
    notes=(
        Note(
            30,
            FACT,
            "elif",
            "Jermaine kookt op zondag voor de hele straat.",
            ("jermaine",),
            "moeder",
        ),
        Note(
            240,
            GOES_WELL,
            "mehmet",
            "Hij heeft een leerplek in een keuken.",
            ("jermaine",),
            "Jermaine",
        ),
    ),
    counts=((90, 2), (180, 3)),
    more=_roos,
    way_out=WayOut(
        290,
        "De begeleiding is klaar, de opleiding loopt.",
        ("Veilig.", "Een baan.", "Jermaine: 'Kom eten.'"),
        ("gi-djgb",),
        ends=294,
        reason="De maatregel is klaar.",
    ),
)

DEN = Story(
    name="Den",
    pilot="hilversum",
    lead="priya",
    begins=0.55,
    came=Came(
        "priya",
        "Veilig Thuis",
        "Een jong stel met een baby leeft van dag tot dag.",
        (P.DEBTS, P.MILD_DISABILITY),
        Channel.VEILIG_THUIS,
        considered=True,
    ),
    people=(
        Who("kelly", "Kelly Brugman", _PARENT, 22, 100),
        Who("joey", "Joey Maassluis", _PARENT, 24, 10),
        Who("jaxx", "Jaxx Maassluis", _CHILD, 0, 150),
    ),
    relations=(
        ("kelly", R.PARTNER, "joey"),
        ("kelly", R.PARENT, "jaxx"),
        ("joey", R.PARENT, "jaxx"),
    ),
    holders=("kelly", "joey"),
    motivation="Zij leren anders en willen alles goed doen.",
    sat=("gi-wss",),
    contact="Priya stuurt eerst een foto van zichzelf.",
    yes=("kelly", "joey"),
    to=("gi-wss",),
    rides=(Ride(12, "gi-wss", who="bianca", weekly="3", aims=(Aim.INTENSIVE_CARE,)),),
    notes=(
        Note(20, FACT, "bianca", "Kelly en Joey kijken filmpjes over baby's, samen.", (), "Kelly"),
        Note(120, CONCERN, "priya", "De stroom was een dag afgesloten.", (), "Joey"),
        Note(
            Ago(15),
            GOES_WELL,
            "bianca",
            "Jaxx zette zijn eerste stappen naar Joey.",
            ("jaxx",),
            "eigen waarneming bij het bezoek",
        ),
    ),
    counts=((60, 2), (200, 2), (Ago(30), 3)),
    more=lambda road: tale.plan(road, 300, road.clock.ago(3)),
)

KAMILLE = Story(
    name="Kamille",
    pilot="hilversum",
    lead="tim",
    begins=0.755,
    came=Came("tim", "vader zelf", "Vader mist zijn kinderen en drinkt.", (P.COMPLEX_SEPARATION,)),
    people=(Who("sjors", "Sjors Wildeboer", _PARENT, 38, 17),),
    motivation="Hij woont alleen. De kinderen wonen bij hun moeder, in een andere regio.",
    contact="Tim gaat langs op de dag dat de kinderen er niet zijn.",
    yes=("sjors",),
    rides=(Ride(12, "vt", who="wouter", weekly="1", until=100),),
    notes=(Note(14, FACT, "tim", "Vader belt elke avond met zijn kinderen.", ("sjors",), "vader"),),
    way_out=WayOut(
        110,
        "De kinderen komen weer elke twee weken.",
        ("Veilig.", "Een man die ook vader is.", "'Ik ben er weer.'"),
        ends=114,
        reason="Het contact met de kinderen is hersteld.",
    ),
)

STORIES = (SPAR, ROOS, DEN, KAMILLE)
