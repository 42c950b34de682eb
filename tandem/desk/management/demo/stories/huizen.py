"""Households of Huizen on the way in, with consent, and in doubt."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.story import Story
from tandem.desk.management.demo.tale import AGREEMENT, CONCERN, FACT, GOES_WELL
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

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road


def _braam(road: Road) -> None:
    report = tale.announce(road, Ago(12), "amira", "vt", "moeder, bij de vertrouwensarts")
    if not report.pk:  # a report that is not there cannot be late
        raise AssertionError(report)
    tale.plan(road, 30, road.clock.today + timedelta(days=4))


def _vlier(road: Road) -> None:
    """A mother takes her consent back; nothing is explored yet."""
    road.withdraw(Ago(1), "rosa")


BERK = Story(
    name="Berk",
    pilot="huizen",
    lead="samira",
    begins=Ago(16),
    came=Came(
        "ruben",
        "de huisarts, samen met moeder",
        "Moeder is alleen met een baby en een peuter, en is uitgeput.",
        (ProblemType.PSYCHIATRIC,),
    ),
    people=(
        Who("joyce", "Joyce Pinto", PersonRole.PARENT, 27, 150, "06 76 54 32 10"),
        Who("levi", "Levi Pinto", PersonRole.CHILD, 3, 20),
        Who("amy", "Amy Pinto", PersonRole.CHILD, 0, 140),
    ),
    relations=(("joyce", R.PARENT, "levi"), ("joyce", R.PARENT, "amy")),
    holders=("joyce",),
    motivation="Moeder wil hulp, en wil dat die blijft. Eén gezicht is nu het belangrijkst.",
    contact="Samira gaat langs met de wijkverpleegkundige, die moeder kent.",
    expert="",
    questions="Moeder: krijgt mijn ex hier iets van te horen?",
    yes=("joyce",),
    to=("vt", "gi-wss"),
    given=Ago(6),
    sent=None,
    started=Ago(5),
    notes=(
        Note(
            1,
            FACT,
            "ruben",
            "Moeder slaapt drie uur per nacht. Haar zus woont om de hoek, en weet dit niet.",
            ("joyce",),
            "moeder",
            ContactKind.PHONE,
        ),
        Note(
            Ago(5),
            AGREEMENT,
            "samira",
            "Moeder belt deze week haar zus. Samira belt daarna hoe dat ging.",
            ("joyce",),
            "moeder",
        ),
        Note(
            Ago(2),
            GOES_WELL,
            "samira",
            "De zus van moeder was twee middagen bij Levi. Moeder heeft geslapen.",
            ("joyce", "levi"),
            "moeder",
            ContactKind.PHONE,
        ),
    ),
)

HULST = Story(
    name="Hulst",
    pilot="huizen",
    lead="naima",
    begins=Ago(2),
    came=Came(
        "naima",
        "Veilig Thuis, met moeder afgesproken",
        "De scheiding loopt vast. De kinderen horen de ruzie aan de telefoon.",
        (ProblemType.COMPLEX_SEPARATION,),
        Channel.VEILIG_THUIS,
        urgent=True,
    ),
    people=(
        Who("kim", "Kim Terpstra", PersonRole.PARENT, 35, 90, "06 54 32 10 98"),
        Who("bart", "Bart Nijland", PersonRole.PARENT, 37, 300),
        Who("saar", "Saar Nijland", PersonRole.CHILD, 9, 44),
        Who("job", "Job Nijland", PersonRole.CHILD, 7, 201),
    ),
    relations=(
        ("kim", R.EX_PARTNER, "bart"),
        ("kim", R.PARENT, "saar"),
        ("bart", R.PARENT, "saar"),
    ),
    triaged=None,
    explained=None,
    started=None,
)

MEIDOORN = Story(
    name="Meidoorn",
    pilot="huizen",
    lead="ruben",
    begins=Ago(13),
    came=Came(
        "ruben",
        "de jeugdverpleegkundige, met vader erbij",
        "Vader is alleen met drie kinderen en raakt het overzicht kwijt.",
        (ProblemType.MILD_DISABILITY, ProblemType.DEBTS),
    ),
    people=(
        Who("ali", "Ali Bouzid", PersonRole.PARENT, 45, 70, "06 43 21 09 87"),
        Who("yara", "Yara Bouzid", PersonRole.CHILD, 15, 30),
        Who("sami", "Sami Bouzid", PersonRole.CHILD, 12, 190),
        Who("lina", "Lina Bouzid", PersonRole.CHILD, 5, 222),
    ),
    relations=(
        ("ali", R.PARENT, "yara"),
        ("ali", R.PARENT, "sami"),
        ("ali", R.PARENT, "lina"),
    ),
    holders=("ali",),
    motivation="Vader kan veel, met iemand naast zich. Kennis over leren met een beperking helpt.",
    sat=("vt", "gi-wss"),
    contact="Ruben sluit aan bij een huisbezoek van de jeugdverpleegkundige.",
    explained=7,
    questions="Yara: moet ik ja zeggen als mijn vader ja zegt?",
    started=None,
    notes=(
        Note(
            7,
            FACT,
            "ruben",
            "Vader wil er een nacht over slapen. Sami haalt zijn schouders op.",
            ("ali", "sami"),
            "vader en Sami",
        ),
    ),
    more=lambda road: road.no(
        Ago(3),
        "yara",
        ("gi-wss",),
        "Yara wil wel met Ruben praten, buiten, zonder anderen erbij. Dat doen wij.",
    ),
)

BRAAM = Story(
    name="Braam",
    pilot="huizen",
    lead="naima",
    begins=Ago(75),
    came=Came(
        "naima",
        "moeder zelf",
        "Moeder vindt dat zij te snel boos wordt op haar zoon.",
        (ProblemType.TRAUMA,),
    ),
    people=(
        Who("sietske", "Sietske Wielens", PersonRole.PARENT, 30, 110, "06 32 10 98 76"),
        Who("femke", "Femke Bakels", PersonRole.PARTNER, 32, 19),
        Who("boaz", "Boaz Wielens", PersonRole.CHILD, 7, 260),
    ),
    relations=(
        ("sietske", R.PARTNER, "femke"),
        ("sietske", R.PARENT, "boaz"),
        ("femke", R.STEP_PARENT, "boaz"),
    ),
    holders=("sietske",),
    motivation="Moeder vraagt het zelf. Advies is nu genoeg; het lokaal team doet de rest.",
    contact="Naïma spreekt af in het buurthuis, waar moeder vrijwilliger is.",
    yes=("sietske", "femke"),
    frequency=Frequency.FORTNIGHTLY,
    rides=(
        Ride(
            2,
            "rvdk",
            Form.ADVICE,
            anonymous=True,
            until=2,
            weekly="0",
            question="Wanneer is boos worden te veel?",
            answer="Als een kind stil of bang wordt. Praat daarover met ouder én kind.",
            end_reason="vraag beantwoord",
        ),
        Ride(
            12,
            "vt",
            Form.ADVICE,
            who="amira",
            weekly="0.5",
            reason=Reason.KNOWLEDGE,
            level=Level.ADVICE,
            question="Moeder schrikt van hard geluid. Wat helpt haar om dan rustig te blijven?",
            answer="Eerst even naar buiten, en traumahulp voor haarzelf.",
        ),
    ),
    notes=(
        Note(
            14,
            FACT,
            "naima",
            "Moeder telde deze week vier keer dat zij schreeuwde. Zij schrijft het zelf op.",
            ("sietske",),
            "moeder",
        ),
        Note(
            35,
            GOES_WELL,
            "naima",
            "Boaz liet zien hoe hij en mama 'stop' zeggen: met twee handen omhoog. Zij lachten.",
            ("boaz", "sietske"),
            "Boaz",
        ),
        Note(
            52,
            AGREEMENT,
            "naima",
            "Femke neemt Boaz mee naar buiten als moeder daarom vraagt, zonder te praten"
            " over waarom.",
            ("femke", "boaz"),
            "moeder en Femke",
        ),
    ),
    counts=((25, 1), (55, 2)),
    more=_braam,
)

VLIER = Story(
    name="Vlier",
    pilot="huizen",
    lead="ruben",
    begins=Ago(62),
    came=Came(
        "ruben",
        "het consultatiebureau, met moeder erbij",
        "Moeder en haar vriend hebben vaak ruzie. Er is een baby.",
        (ProblemType.PARTNER_VIOLENCE,),
    ),
    people=(
        Who("rosa", "Rosa Balkenstein", PersonRole.PARENT, 23, 66, "06 21 09 87 65"),
        Who("jay", "Jay Rozenblad", PersonRole.PARTNER, 25, 180),
        Who("kai", "Kai Balkenstein", PersonRole.CHILD, 1, 30),
    ),
    relations=(("rosa", R.PARTNER, "jay"), ("rosa", R.PARENT, "kai"), ("jay", R.PARENT, "kai")),
    holders=("rosa",),
    motivation="Moeder wil dat het rustig wordt voor Kai. Veilig Thuis rijdt mee.",
    contact="Ruben gaat mee naar het consultatiebureau.",
    yes=("rosa",),
    no=(("jay", "Jay praat wel met Ruben, niet met anderen."),),
    rides=(Ride(11, "vt", who="wouter", weekly="1", reason=Reason.TOGETHER, aims=(Aim.REPORT,)),),
    notes=(
        Note(
            13,
            FACT,
            "ruben",
            "Jay sprak een uur met mij. Hij wil leren weg te lopen voor het misgaat.",
            ("jay",),
            "Jay",
        ),
        Note(
            40,
            CONCERN,
            "ruben",
            "Er lag een gat in de deur. Moeder zegt dat het van de verhuizing is.",
            ("rosa", "jay"),
            "eigen waarneming bij het bezoek",
        ),
        Note(
            Ago(1),
            FACT,
            "ruben",
            "Moeder belt: 'Ik twijfel. Te veel mensen weten nu van ons.' Zij neemt haar toestemming"
            " terug. Wij hebben haar bedankt dat zij belde.",
            ("rosa",),
            "moeder",
            ContactKind.PHONE,
        ),
    ),
    counts=((30, 1),),
    more=_vlier,
)

STORIES = (BERK, HULST, MEIDOORN, BRAAM, VLIER)
