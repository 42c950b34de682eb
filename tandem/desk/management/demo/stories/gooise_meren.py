"""Households of Gooise Meren on the way in, with consent, in doubt, and leaving."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import CONCERN, FACT, GOES_WELL, OPINION, REACTION
from tandem.dossier.enums import (
    Aim,
    Channel,
    ContactKind,
    Form,
    Frequency,
    Level,
    PersonRole,
    Reason,
)
from tandem.dossier.enums import RelationKind as R
from tandem.journey.enums import ProblemType
from tandem.journey.services.tandem import Swap
from tandem.legal.enums import Via

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road


def _kornoelje(road: Road) -> None:
    """Riding in front without powers, because the family asked for it: with the reason."""
    road.swap(
        Swap(
            front=road.organization("gi-wss"),
            professional=road.by("delano"),
            day=road.day(60),
            trigger="Sven vraagt of Delano voortaan de eerste is die hij belt.",
            agreed_by="Sven, moeder, Delano en Lotte, aan de keukentafel",
            family_informed_on=road.day(60),
            deviation_reason="Sven (19) vertrouwt Delano. Lotte blijft op de fiets, achterop.",
        )
    )
    tale.evaluate(
        road,
        75,
        (
            "Er is niet meer gedreigd. Moeder doet de deur weer van slot.",
            "Dat Sven zelf mocht kiezen wie hij belt.",
            "Moeder geeft een 7. Sven zegt: 'Het is oké.'",
        ),
    )
    tale.plan(road, 76, road.clock.ago(1))


def _lavendel(road: Road) -> None:
    """Taken back by e-mail and talked about; the outcome is still open."""
    withdrawal = road.withdraw(Ago(8), "wendy", Via.EMAIL)
    road.explore(
        withdrawal,
        Ago(3),
        "Wendy vindt twee mensen te veel. Zij denkt na over alleen Carla, met Veilig Thuis op de"
        " achtergrond. Donderdag bellen wij weer.",
    )


KORNOELJE = Story(
    name="Kornoelje",
    pilot="gooise-meren",
    lead="lotte",
    begins=Ago(160),
    came=Came(
        "lotte",
        "moeder zelf",
        "De volwassen zoon woont thuis en dreigt als hij geen geld krijgt.",
        (ProblemType.ADDICTION, ProblemType.MILD_DISABILITY),
    ),
    people=(
        Who("margriet", "Margriet Stellinga", PersonRole.PARENT, 52, 80, "06 41 51 61 71"),
        Who("sven", "Sven Stellinga", PersonRole.CHILD, 19, 111),
    ),
    relations=(("margriet", R.PARENT, "sven"),),
    motivation="Moeder en zoon zijn allebei volwassen. Wij helpen hen allebei, ieder apart.",
    sat=("gi-wss", "zvh"),
    contact="Lotte spreekt moeder in de bibliotheek; Delano spreekt Sven bij de kapper.",
    yes=("margriet", "sven"),
    to=("gi-wss", "zvh"),
    rides=(
        Ride(
            11,
            "gi-wss",
            who="delano",
            weekly="2",
            reason=Reason.KNOWLEDGE,
            aims=(Aim.REPORT,),
            level=Level.ACTIVE,
        ),
        Ride(
            30,
            "zvh",
            Form.OTHER,
            weekly="0.5",
            description="denkt elke maand mee over zorg en straf",
            aims=(Aim.REPORT,),
        ),
    ),
    notes=(
        Note(
            13,
            FACT,
            "lotte",
            "Moeder heeft een slot op haar slaapkamer laten zetten. Sven weet dat.",
            ("margriet", "sven"),
            "moeder",
        ),
        Note(
            40,
            OPINION,
            "delano",
            "Ik denk dat Sven dreigt als hij zich schaamt, niet als hij boos is.",
            ("sven",),
            "Delano Pinas zelf, besproken met Sven",
            ContactKind.MEETING,
        ),
        Note(
            41,
            REACTION,
            "lotte",
            "Sven las dat terug en zegt: ik schaam me niet, ik word bang als het stil is.",
            ("sven",),
            "Sven",
        ),
        Note(
            66,
            GOES_WELL,
            "lotte",
            "Sven werkt drie dagen bij de kringloop en geeft moeder kostgeld.",
            ("sven",),
            "Sven",
        ),
    ),
    counts=((50, 3), (100, 3)),
    more=_kornoelje,
)

LIGUSTER = Story(
    name="Liguster",
    pilot="gooise-meren",
    lead="carla",
    begins=Ago(230),
    came=Came(
        "carla",
        "het consultatiebureau",
        "Een jonge moeder raakt somber. Haar moeder helpt, maar het schuurt.",
        (ProblemType.PSYCHIATRIC,),
    ),
    people=(
        Who("ilse", "Ilse Bruinsma", PersonRole.PARENT, 24, 44, "06 51 61 71 81"),
        Who("guusje", "Guusje Bruinsma", PersonRole.CHILD, 1, 200),
        Who("annie", "Annie Bruinsma", PersonRole.OTHER, 55, 150),
    ),
    relations=(
        ("ilse", R.PARENT, "guusje"),
        ("annie", R.PARENT, "ilse"),
        ("annie", R.GRANDPARENT, "guusje"),
    ),
    holders=("ilse",),
    motivation="Ilse wil het zelf doen, met iemand naast zich.",
    contact="Carla gaat mee met de wijkverpleegkundige.",
    yes=("ilse", "annie"),
    frequency=Frequency.FORTNIGHTLY,
    rides=(Ride(15, "vt", Form.ADVICE, who="amira", weekly="0.5", until=60, level=Level.ADVICE),),
    notes=(
        Note(
            16,
            FACT,
            "carla",
            "Ilse gaat elke dag een half uur wandelen. Haar moeder past dan op.",
            ("ilse", "annie"),
            "Ilse",
        ),
        Note(
            120,
            GOES_WELL,
            "carla",
            "Ilse zegt 'mijn moeder en ik', en niet meer 'mijn moeder of ik'.",
            ("ilse", "annie"),
            "Ilse",
        ),
    ),
    counts=((40, 2), (80, 2)),
    way_out=WayOut(
        Ago(4),
        "Ilse slaapt, werkt weer twee dagen en heeft om zich heen wie zij nodig heeft.",
        (
            "Veilig. Ilse en haar moeder zeggen dat los van elkaar.",
            "Wandelen. Iemand die niet oordeelde.",
            "Ilse: 'Ik durf jullie nu te missen.'",
        ),
    ),
)

MAGNOLIA = Story(
    name="Magnolia",
    pilot="gooise-meren",
    lead="lotte",
    begins=Ago(12),
    came=Came(
        "lotte",
        "school, met ouders erbij",
        "Twee huizen, twee soorten regels, en een dochter ertussenin.",
        (ProblemType.COMPLEX_SEPARATION,),
    ),
    people=(
        Who("petra", "Petra Noordhuis", PersonRole.PARENT, 44, 55, "06 61 71 81 91"),
        Who("erik", "Erik Vaandrager", PersonRole.PARENT, 47, 123),
        Who("julia", "Julia Vaandrager", PersonRole.CHILD, 13, 210),
    ),
    relations=(
        ("petra", R.EX_PARTNER, "erik"),
        ("petra", R.PARENT, "julia"),
        ("erik", R.PARENT, "julia"),
    ),
    holders=("petra", "erik"),
    motivation="Beide ouders willen dat Julia niet hoeft te kiezen.",
    sat=("vt", "gi-djgb"),
    contact="Lotte nodigt beide ouders uit, op hetzelfde uur, op school.",
    explained=7,
    questions="Vader: moet mijn ex ook ja zeggen?",
    yes=("petra", "julia"),
    to=("vt",),
    given=Ago(2),
    sent=None,
    started=None,
)

LAVENDEL = Story(
    name="Lavendel",
    pilot="gooise-meren",
    lead="carla",
    begins=Ago(100),
    came=Came(
        "carla",
        "Veilig Thuis",
        "Er is vaak politie aan de deur. De vriend van Wendy woont er soms.",
        (ProblemType.PARTNER_VIOLENCE, ProblemType.DEBTS),
        Channel.VEILIG_THUIS,
    ),
    people=(
        Who("wendy", "Wendy Kranenburg", PersonRole.PARENT, 34, 90, "06 71 81 91 01"),
        Who("bo", "Bo Kranenburg", PersonRole.CHILD, 10, 20),
    ),
    relations=(("wendy", R.PARENT, "bo"),),
    holders=("wendy",),
    motivation="Wendy wil dat Bo rustig kan slapen. Veilig Thuis kent haar verhaal.",
    contact="Carla en Joris samen; Wendy wil geen nieuwe mensen.",
    yes=("wendy",),
    rides=(Ride(10, "vt", who="joris", weekly="1.5", aims=(Aim.REPORT, Aim.INVESTIGATION)),),
    notes=(
        Note(
            12,
            FACT,
            "joris",
            "Wendy betaalt de huur van twee huizen. Het tweede is van haar vriend.",
            ("wendy",),
            "Wendy",
        ),
        Note(
            60,
            CONCERN,
            "carla",
            "Bo sliep deze week twee nachten bij een klasgenoot.",
            ("bo",),
            "Bo",
        ),
        Note(
            Ago(8),
            FACT,
            "carla",
            "Wendy mailt dat zij haar toestemming terugneemt. Wij stoppen vandaag met"
            " Veilig Thuis.",
            ("wendy",),
            "Wendy",
            ContactKind.MESSAGE,
        ),
    ),
    counts=((45, 1),),
    more=_lavendel,
)

MUNT = Story(
    name="Munt",
    pilot="gooise-meren",
    lead="yusuf",
    begins=Ago(1),
    came=Came(
        "yusuf",
        "moeder zelf",
        "Moeder is bang dat haar ex de kinderen niet terugbrengt.",
        (ProblemType.COMPLEX_SEPARATION,),
        urgent=True,
    ),
    people=(
        Who("olga", "Olga Malinova", PersonRole.PARENT, 32, 100, "06 81 91 01 11"),
        Who("mats", "Mats Malinova", PersonRole.CHILD, 5, 60),
    ),
    relations=(("olga", R.PARENT, "mats"),),
    triaged=None,
    explained=None,
    started=None,
)

STORIES = (KORNOELJE, LIGUSTER, MAGNOLIA, LAVENDEL, MUNT)
