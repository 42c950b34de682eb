"""Households of Hilversum on the way in, not admitted, with the RvdK, and red."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.power import Power, think, use
from tandem.desk.management.demo.story import Story
from tandem.desk.management.demo.tale import CONCERN, FACT, GOES_WELL, OPINION
from tandem.dossier.enums import (
    Aim,
    Channel,
    ContactKind,
    Form,
    Level,
    PersonRole,
    Provenance,
    Reason,
)
from tandem.dossier.enums import RelationKind as R
from tandem.journey.enums import ProblemType, TriageOutcome
from tandem.legal.enums import Ground, MeasureKind
from tandem.legal.services.decisions import NewMeasure

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road


def _klaproos(road: Road) -> None:
    """The same person of the GI uses the powers, because the family asked for that."""
    use(
        road,
        Power(
            day=48,
            partner="gi-wss",
            who="bianca",
            form=Form.WITH_MEASURE,
            ground=Ground.OTS,
            weekly="4.5",
            power="Dylan woont twaalf weken bij zijn opa en oma, ook als hij dat niet wil.",
            facts="Dylan was drie nachten weg en werd gevonden in een leegstaand pand.",
            alternatives="Hulp thuis en een time-out bij een vriend zijn geprobeerd.",
            proportionality="Het duurt twaalf weken, bij familie, en hij gaat naar zijn"
            " eigen school.",
            child_interest="Dylan (15) is veilig, en houdt zijn school en zijn vrienden.",
            reaction="Ouders zijn opgelucht. Dylan vindt het oneerlijk. Beide staat hier.",
            measures=(MeasureKind.OTS, MeasureKind.OUT_OF_HOME_PLACEMENT),
            agreed=40,
        ),
    )
    tale.write(
        road,
        Note(
            Ago(6),
            OPINION,
            "bianca",
            "Ik denk dat Dylan vooral wil weten of hij weer naar huis mag.",
            ("dylan",),
            "Bianca Schouten zelf",
            ContactKind.MEETING,
        ),
        Note(
            Ago(3),
            GOES_WELL,
            "elif",
            "Dylan at zondag thuis mee. Hij bracht zelf het toetje.",
            ("dylan", "ria", "cor"),
            "moeder",
            ContactKind.PHONE,
        ),
    )
    tale.plan(road, 50, road.clock.ago(9))


def _varen(road: Road) -> None:
    """The RvdK is asked for a test; the family was told first."""
    road.tell(
        Ago(12),
        "rvdk",
        "Wij vragen de Raad om mee te kijken naar het veiligheidsplan, met naam. Verteld waarom.",
        "Moeder: 'Dan horen zij het ook eens van mij.' Zij wil er zelf bij zijn.",
    )
    road.ride(
        Ride(
            Ago(10),
            "rvdk",
            who="simone",
            weekly="1",
            reason=Reason.KNOWLEDGE,
            aims=(Aim.INVESTIGATION, Aim.MEASURE),
            level=Level.SUPPORT,
        )
    )
    think(road, on=Ago(9))
    road.measure(
        Ago(8),
        NewMeasure(
            kind=MeasureKind.RVDK_TEST_REQUEST,
            decided_on=road.day(Ago(8)),
            initiated_by_pilot=True,
            requested_on=road.day(Ago(8)),
            children=road.minors(Ago(8)),
        ),
    )
    tale.announce(road, Ago(4), "simone", "rvdk", "moeder en haar zus")
    tale.plan(road, 40, road.clock.today + timedelta(days=2))


KLAPROOS = Story(
    name="Klaproos",
    pilot="hilversum",
    lead="elif",
    begins=Ago(95),
    came=Came(
        "frank",
        "Veilig Thuis",
        "Een jongen van 15 loopt steeds weg. Zijn ouders weten het niet meer.",
        (ProblemType.MILD_DISABILITY, ProblemType.TRAUMA),
        Channel.VEILIG_THUIS,
        considered=True,
        urgent=True,
    ),
    people=(
        Who("ria", "Ria Zandstra", PersonRole.PARENT, 46, 14, "06 22 33 44 55"),
        Who("cor", "Cor Zandstra", PersonRole.PARENT, 51, 77),
        Who("dylan", "Dylan Zandstra", PersonRole.CHILD, 15, 200),
        Who("fleur", "Fleur Zandstra", PersonRole.CHILD, 10, 310),
    ),
    relations=(
        ("ria", R.PARTNER, "cor"),
        ("ria", R.PARENT, "dylan"),
        ("cor", R.PARENT, "dylan"),
        ("ria", R.PARENT, "fleur"),
        ("cor", R.PARENT, "fleur"),
    ),
    holders=("ria", "cor"),
    motivation="Het hele gezin loopt vast. De GI kent jongens die anders leren.",
    sat=("vt", "gi-wss", "rvdk"),
    contact="Elif belt moeder, Bianca stuurt Dylan een bericht met een filmpje van wie zij is.",
    yes=("ria", "cor", "dylan"),
    to=("vt", "gi-wss"),
    rides=(
        Ride(
            11,
            "gi-wss",
            who="bianca",
            weekly="3",
            until=47,
            reason=Reason.KNOWLEDGE,
            aims=(Aim.INTENSIVE_CARE, Aim.MEASURE),
            level=Level.ACTIVE,
            end_reason="het gaat verder met een maatregel",
        ),
    ),
    notes=(
        Note(
            13,
            FACT,
            "bianca",
            "Dylan praat het liefst in de auto. Hij wil automonteur worden.",
            ("dylan",),
            "Dylan",
        ),
        Note(
            30,
            CONCERN,
            "elif",
            "Fleur zegt dat niemand vraagt hoe het met haar gaat.",
            ("fleur",),
            "Fleur",
        ),
        Note(
            42,
            FACT,
            "elif",
            "Dylan was drie nachten weg. De politie vond hem in een leegstaand pand.",
            ("dylan",),
            "de politie, met toestemming van zijn ouders",
            ContactKind.PHONE,
            Provenance.THIRD_PARTY,
        ),
    ),
    counts=((35, 1), (70, 2)),
    more=_klaproos,
)

VAREN = Story(
    name="Varen",
    pilot="hilversum",
    lead="priya",
    begins=Ago(70),
    came=Came(
        "priya",
        "de verloskundige, met moeder erbij",
        "Moeder was zelf onder toezicht als kind. Zij is bang dat het weer gebeurt.",
        (ProblemType.PSYCHIATRIC, ProblemType.TRAUMA),
        considered=True,
    ),
    people=(
        Who("demi", "Demi Vonk", PersonRole.PARENT, 21, 133, "06 66 77 88 99"),
        Who("noah", "Noah Vonk", PersonRole.CHILD, 0, 60),
        Who("chantal", "Chantal Vonk", PersonRole.OTHER, 25, 30),
    ),
    relations=(("demi", R.PARENT, "noah"), ("chantal", R.SIBLING, "demi")),
    holders=("demi",),
    motivation="Moeder wil laten zien dat zij het kan. De Raad mag meekijken als dat nodig is.",
    sat=("vt", "rvdk"),
    contact="Priya en de verloskundige samen; Demi vraagt of haar zus erbij mag.",
    yes=("demi", "chantal"),
    to=("vt", "rvdk"),
    rides=(Ride(12, "vt", who="joris", weekly="0.5", reason=Reason.STUCK, aims=(Aim.MEASURE,)),),
    notes=(
        Note(
            14,
            GOES_WELL,
            "priya",
            "Demi zingt voor Noah als hij huilt. Zij merkt het zelf niet.",
            ("demi", "noah"),
            "eigen waarneming bij het bezoek",
        ),
        Note(
            36,
            CONCERN,
            "joris",
            "Demi durft 's nachts niet te slapen, uit angst iets te missen.",
            ("demi",),
            "Demi",
        ),
    ),
    counts=((30, 2),),
    more=_varen,
)

MADELIEF = Story(
    name="Madelief",
    pilot="hilversum",
    lead="elif",
    begins=Ago(5),
    came=Came(
        "elif",
        "de huisarts",
        "Een opa en oma zorgen voor hun kleindochter. Het wordt hun te veel.",
        (ProblemType.OTHER,),
    ),
    people=(
        Who("gerrit", "Gerrit Wiersma", PersonRole.OTHER, 71, 10, "06 77 88 99 00"),
        Who("truus", "Truus Wiersma", PersonRole.OTHER, 69, 200),
        Who("isa", "Isa Wiersma", PersonRole.CHILD, 11, 90),
    ),
    relations=(("gerrit", R.GRANDPARENT, "isa"), ("truus", R.GRANDPARENT, "isa")),
    triaged=None,
    explained=None,
    started=None,
)

KLIMOP = Story(
    name="Klimop",
    pilot="hilversum",
    lead="priya",
    begins=Ago(25),
    came=Came(
        "priya",
        "de woningbouw",
        "Er is overlast en er staat veel in de tuin. Er zijn geen kinderen.",
        (ProblemType.PSYCHIATRIC,),
    ),
    people=(Who("ad", "Ad Kruiswijk", PersonRole.OTHER, 58, 44),),
    triaged=None,
    explained=None,
    started=None,
    more=lambda road: road.triage(
        6,
        "De GGZ is er al en meneer wil niet nog iemand. De GGZ neemt contact op met de woningbouw.",
        "vt",
        outcome=TriageOutcome.ELSEWHERE,
    ),
)

STORIES = (KLAPROOS, VAREN, MADELIEF, KLIMOP)
