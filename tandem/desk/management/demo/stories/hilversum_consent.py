"""Households of Hilversum on consent: riding, given anew, stopped, and leaving."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import AGREEMENT, FACT, GOES_WELL, OPINION
from tandem.dossier.enums import (
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

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road


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
        "Met vader gepraat over minder mensen of een ander gezicht. Hij wil nu niemand"
        " over de vloer.",
    )
    road.stop(
        withdrawal,
        Ago(14),
        "De wijkagent en school blijven bereikbaar. Vader belt Tim als hij dat wil,"
        " ook over een jaar.",
    )


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
        Note(
            15,
            FACT,
            "elif",
            "Luuk slaapt op de bank, omdat zijn kamer vol staat.",
            ("luuk",),
            "Luuk",
        ),
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
    authority=(("esra", "deniz"), ("mark", "tess"), ("esra", "evi"), ("mark", "evi")),
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
            "eigen waarneming bij het bezoek",
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
            "Mehmet Arslan zelf",
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
    not_asked=(("karim", "Nour loopt gevaar als hij weet dat zij om hulp vroeg."),),
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

STORIES = (LARIKS, KORENBLOEM, JASMIJN, SERING)
