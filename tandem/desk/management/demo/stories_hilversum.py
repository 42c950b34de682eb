"""Households of Hilversum that are on the road now, each somewhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.road import Came, Note, Ride, Who
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import AGREEMENT, CONCERN, FACT, GOES_WELL, OPINION
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
            form=Form.WITH_POWERS,
            ground=Ground.OUT_OF_HOME,
            weekly="4.5",
            power="Dylan logeert twaalf weken bij zijn opa en oma, ook als hij dat niet wil.",
            facts="Dylan was drie nachten weg en werd gevonden in een leegstaand pand.",
            alternatives="Hulp thuis en een time-out bij een vriend zijn geprobeerd.",
            proportionality="Het duurt twaalf weken, bij familie, en hij gaat naar zijn eigen school.",
            child_interest="Dylan (15) is veilig, en houdt zijn school en zijn vrienden.",
            co_signer="delano",
            reaction="Ouders zijn opgelucht. Dylan vindt het oneerlijk. Beide staat hier.",
            measures=(MeasureKind.OUT_OF_HOME_PLACEMENT,),
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
            "Bianca Schouten",
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


def _jasmijn(road: Road) -> None:
    """Consent taken back, talked about, and given anew: the tandem rides on."""
    withdrawal = road.withdraw(55, "nour")
    road.explore(
        withdrawal,
        58,
        "Nour wil verder, maar niet met iemand die haar man ook spreekt. Samen gevonden: een andere"
        " medewerker van Veilig Thuis, alleen voor haar.",
    )
    road.go_on(
        withdrawal,
        60,
        "nour",
        ("vt",),
        "Amira in plaats van Wouter. Met haar man praat iemand anders, en niet over Nour.",
    )
    road.ride(Ride(61, "vt", who="amira", weekly="1", level=Level.SUPPORT, reason=Reason.STUCK))
    tale.write(
        road,
        Note(
            63,
            GOES_WELL,
            "priya",
            "Nour zegt: 'Dat ik nee mocht zeggen, en dat jullie dan luisteren, hielp mij.'",
            ("nour",),
            "Nour",
        ),
    )
    report = tale.announce(road, Ago(9), "amira", "vt", "Nour, op het spreekuur")
    tale.looks(road, (Ago(9), "amira", "samen"), (Ago(2), "wouter", "verhaal"))
    tale.send(
        road,
        report,
        Ago(5),
        "amira",
        "Nour vertelde over haar eerste huwelijk. Zij wil dit niet in het gezin bespreken. Zij weet"
        " dat u dit leest, en vindt dat goed.",
    )


def _sering(road: Road) -> None:
    """The family takes consent back, and there is no other way: it stops at their wish."""
    withdrawal = road.withdraw(Ago(20), "mo")
    road.explore(
        withdrawal,
        Ago(16),
        "Met vader gepraat over minder mensen of een ander gezicht. Hij wil nu niemand over de vloer.",
    )
    road.stop(
        withdrawal,
        Ago(14),
        "De wijkagent en school blijven bereikbaar. Vader belt Tim als hij dat wil, ook over een jaar.",
    )


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
    road.measure(
        Ago(8),
        NewMeasure(
            kind=MeasureKind.RVDK_TEST_REQUEST,
            decided_on=road.day(Ago(8)),
            initiated_by_pilot=True,
            requested_on=road.day(Ago(8)),
        ),
    )
    tale.announce(road, Ago(4), "simone", "rvdk", "moeder en haar zus")
    tale.plan(road, 40, road.clock.today + timedelta(days=2))


LARIKS = Story(
    name="Lariks",
    pilot="hilversum",
    lead="elif",
    begins=Ago(250),
    came=Came(
        "elif",
        "de wijkagent, met vader erbij",
        "Vader en zoon gaan met elkaar op de vuist. De zoon is 17.",
        (ProblemType.TRAUMA, ProblemType.OTHER),
    ),
    people=(
        Who("ton", "Ton Wierstra", PersonRole.PARENT, 49, 40, "06 11 22 33 44"),
        Who("luuk", "Luuk Wierstra", PersonRole.CHILD, 17, 250),
    ),
    relations=(("ton", R.PARENT, "luuk"),),
    holders=("ton",),
    motivation="Vader en Luuk willen allebei dat het stopt. Veilig Thuis weet hoe dat kan.",
    contact="Elif en de wijkagent gaan samen langs; vader vertrouwt hem.",
    yes=("ton", "luuk"),
    rides=(Ride(11, "vt", who="wouter", weekly="1.5", until=200, aims=(Aim.REPORT,)),),
    notes=(
        Note(15, FACT, "elif", "Luuk slaapt op de bank, omdat zijn kamer vol staat.", ("luuk",), "Luuk"),
        Note(
            60,
            AGREEMENT,
            "wouter",
            "Bij ruzie gaat Luuk naar de sportschool en zet vader koffie. Daarna praten ze pas.",
            ("ton", "luuk"),
            "vader en Luuk",
        ),
        Note(
            150,
            GOES_WELL,
            "elif",
            "Vader en Luuk hebben samen de kamer leeggehaald. Geen vechtpartij sinds mei.",
            ("ton", "luuk"),
            "vader en Luuk, los van elkaar",
        ),
    ),
    counts=((40, 2), (100, 3), (160, 1)),
    way_out=WayOut(
        Ago(6),
        "Er is een half jaar niet gevochten. Vader en Luuk weten wie zij bellen.",
        (
            "Vader en Luuk geven allebei een 8 voor veiligheid.",
            "De wijkagent die bleef komen. Dat er niemand partij koos.",
            "Luuk: 'Ik hoef niet meer te winnen.' Vader: 'Wij praten nu in de auto.'",
        ),
    ),
)
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
            end_reason="het gaat verder met inzet van bevoegdheden",
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
KORENBLOEM = Story(
    name="Korenbloem",
    pilot="hilversum",
    lead="tim",
    begins=Ago(140),
    came=Came(
        "tim",
        "de intern begeleider van school, met ouders",
        "Een nieuw gezin uit twee oude. De kinderen verdragen elkaar niet.",
        (ProblemType.COMPLEX_SEPARATION,),
    ),
    people=(
        Who("esra", "Esra Polat", PersonRole.PARENT, 37, 60, "06 33 44 55 66"),
        Who("mark", "Mark Duinker", PersonRole.PARENT, 43, 240),
        Who("deniz", "Deniz Polat", PersonRole.CHILD, 13, 150),
        Who("tess", "Tess Duinker", PersonRole.CHILD, 12, 340),
        Who("evi", "Evi Duinker", PersonRole.CHILD, 2, 75),
    ),
    relations=(
        ("esra", R.PARTNER, "mark"),
        ("esra", R.PARENT, "deniz"),
        ("mark", R.STEP_PARENT, "deniz"),
        ("mark", R.PARENT, "tess"),
        ("esra", R.STEP_PARENT, "tess"),
        ("esra", R.PARENT, "evi"),
        ("mark", R.PARENT, "evi"),
    ),
    motivation="Twee gezinnen werden één. Er is kennis nodig van loyaliteit en van jonge kinderen.",
    sat=("gi-djgb",),
    contact="Tim sluit aan bij het oudergesprek op school.",
    yes=("esra", "mark", "deniz", "tess"),
    to=("gi-djgb",),
    rides=(
        Ride(
            12,
            "gi-djgb",
            who="mehmet",
            weekly="4.25",
            reason=Reason.TOGETHER,
            aims=(Aim.INTENSIVE_CARE,),
            level=Level.ACTIVE,
        ),
    ),
    notes=(
        Note(
            14,
            FACT,
            "tim",
            "Deniz en Tess delen een kamer van zes vierkante meter.",
            ("deniz", "tess"),
            "gezien tijdens het bezoek",
        ),
        Note(
            45,
            AGREEMENT,
            "mehmet",
            "Deniz krijgt de zolder. Mark en Deniz bouwen samen het bed.",
            ("deniz", "mark"),
            "Deniz en Mark",
        ),
        Note(
            90,
            GOES_WELL,
            "tim",
            "Tess leest Evi elke avond voor. Deniz luistert mee vanaf de trap.",
            ("tess", "evi", "deniz"),
            "Esra",
        ),
        Note(
            Ago(4),
            OPINION,
            "mehmet",
            "Ik vind dat wij op dit gezin minder vaak hoeven te komen.",
            (),
            "Mehmet Arslan",
            ContactKind.MEETING,
        ),
    ),
    counts=((50, 2), (110, 2)),
    more=lambda road: tale.plan(road, 100, road.clock.today + timedelta(days=20)),
)
JASMIJN = Story(
    name="Jasmijn",
    pilot="hilversum",
    lead="priya",
    begins=Ago(110),
    came=Came(
        "priya",
        "de vrouwenopvang, met Nour erbij",
        "Nour is zwanger en bang voor haar man. Zij wil niet weg.",
        (ProblemType.PARTNER_VIOLENCE, ProblemType.TRAUMA),
        urgent=True,
    ),
    people=(
        Who("nour", "Nour Saleh", PersonRole.PARTNER, 28, 180, "06 44 55 66 77"),
        Who("karim", "Karim Saleh", PersonRole.PARTNER, 34, 90),
    ),
    relations=(("nour", R.PARTNER, "karim"),),
    motivation="Nour vraagt om hulp die haar huwelijk niet afbreekt. Veiligheid gaat voor.",
    contact="Priya ziet Nour bij de verloskundige, alleen.",
    yes=("nour",),
    rides=(
        Ride(10, "vt", who="wouter", weekly="2", reason=Reason.KNOWLEDGE, aims=(Aim.REPORT,)),
        Ride(
            20,
            "zvh",
            Form.ADVICE,
            anonymous=True,
            until=20,
            question="Wat kan als iemand bang is en toch wil blijven?",
            answer="Samen een plan maken, met een woord dat alleen zij en u kennen.",
            end_reason="vraag beantwoord",
        ),
    ),
    notes=(
        Note(
            9,
            AGREEMENT,
            "priya",
            "Nour en ik hebben een woord. Als zij dat belt, kom ik, en vraag ik niets.",
            ("nour",),
            "Nour",
        ),
        Note(
            30,
            FACT,
            "wouter",
            "Karim belde zelf. Hij wil leren wat hij doet als hij zich klein voelt.",
            ("karim",),
            "Karim",
            ContactKind.PHONE,
        ),
    ),
    counts=((25, 2), (75, 1)),
    more=_jasmijn,
)
SERING = Story(
    name="Sering",
    pilot="hilversum",
    lead="tim",
    begins=Ago(85),
    came=Came(
        "tim",
        "school, met vader erbij",
        "Twee jongens komen vaak te laat en zijn moe. Vader werkt 's nachts.",
        (ProblemType.DEBTS,),
    ),
    people=(
        Who("mo", "Mo Amghar", PersonRole.PARENT, 40, 15, "06 55 66 77 88"),
        Who("bilal", "Bilal Amghar", PersonRole.CHILD, 10, 100),
        Who("idris", "Idris Amghar", PersonRole.CHILD, 8, 250),
    ),
    relations=(("mo", R.PARENT, "bilal"), ("mo", R.PARENT, "idris")),
    holders=("mo",),
    motivation="Vader staat er alleen voor. Lichte steun kan genoeg zijn.",
    contact="Tim kent vader van het voetbalveld en belt hem.",
    yes=("mo",),
    notes=(
        Note(
            12,
            FACT,
            "tim",
            "De buurvrouw kijkt 's nachts of de jongens slapen. Vader betaalt haar met eten.",
            ("bilal", "idris"),
            "vader",
        ),
        Note(
            40,
            GOES_WELL,
            "tim",
            "De jongens waren drie weken op tijd. Bilal zet zelf de wekker.",
            ("bilal",),
            "school, met toestemming van vader",
            ContactKind.PHONE,
            Provenance.THIRD_PARTY,
        ),
    ),
    more=_sering,
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
    yes=("demi",),
    to=("vt", "rvdk"),
    rides=(Ride(12, "vt", who="joris", weekly="0.5", reason=Reason.STUCK, aims=(Aim.MEASURE,)),),
    notes=(
        Note(
            14,
            GOES_WELL,
            "priya",
            "Demi zingt voor Noah als hij huilt. Zij merkt het zelf niet.",
            ("demi", "noah"),
            "gezien tijdens het bezoek",
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

STORIES = (LARIKS, KLAPROOS, KORENBLOEM, JASMIJN, SERING, VAREN, MADELIEF, KLIMOP)
