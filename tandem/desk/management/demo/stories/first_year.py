"""Households of Hilversum and Gooise Meren that came in during the first year."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.story import Story, WayOut
from tandem.desk.management.demo.tale import CONCERN, FACT, GOES_WELL
from tandem.dossier.enums import Aim, Channel, Form, PersonRole
from tandem.dossier.enums import RelationKind as R
from tandem.journey.enums import ProblemType as P
from tandem.journey.enums import TriageOutcome
from tandem.legal.enums import Ground, MeasureKind

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road

_PARENT, _CHILD, _OTHER, _PARTNER = (
    PersonRole.PARENT,
    PersonRole.CHILD,
    PersonRole.OTHER,
    PersonRole.PARTNER,
)


def _heide(road: Road) -> None:
    use(
        road,
        Power(
            day=14,
            partner="vt",
            who="wouter",
            form=Form.WITH_POWERS,
            ground=Ground.HOME_BAN,
            weekly="4",
            until=44,
            power="Toezien op het huisverbod van tien dagen en op de hulp daarna.",
            facts="De politie kwam drie keer. De laatste keer was er een mes.",
            alternatives="Meneer ging niet zelf weg en had geen plek.",
            proportionality="Tien dagen, met een bed bij de opvang en elke dag iemand die belt.",
            child_interest="Er zijn geen kinderen in huis.",
            reaction="Meneer: 'Ik schrok van mijzelf.' Mevrouw sliep voor het eerst door.",
            measures=(MeasureKind.TEMPORARY_HOME_BAN,),
        ),
    )


def _zonnebloem(road: Road) -> None:
    use(
        road,
        Power(
            day=50,
            partner="gi-djgb",
            who="mehmet",
            form=Form.WITH_POWERS,
            ground=Ground.CONTACT_BAN,
            reference="Wetboek van Strafrecht art. 38v",
            weekly="1.5",
            until=170,
            power="Toezien op het contactverbod en op het zien van de kinderen bij opa.",
            facts="Vader stond elke dag bij school en riep naar moeder.",
            alternatives="Afspraken over halen en brengen. Die hielden twee weken.",
            proportionality="Vader ziet de kinderen elke week, op een andere plek.",
            child_interest="Nina (9) durft weer naar buiten in de pauze.",
            reaction="Vader is boos, en houdt zich eraan.",
            measures=(MeasureKind.CONTACT_BAN,),
        ),
    )


def _narcis(road: Road) -> None:
    """Not admitted: somebody else helps already."""
    road.triage(
        5,
        "Zij wil geen hulp van meer mensen. De verslavingszorg is er al, en houdt contact met ons.",
        "vt",
        outcome=TriageOutcome.ELSEWHERE,
    )


HEIDE = Story(
    name="Heide",
    pilot="hilversum",
    lead="tim",
    begins=0.05,
    came=Came(
        "tim",
        "de politie, via Veilig Thuis",
        "Een echtpaar heeft heftige ruzies. Er was een mes.",
        (P.PARTNER_VIOLENCE, P.ADDICTION),
        Channel.VEILIG_THUIS,
        urgent=True,
    ),
    people=(
        Who("joke", "Joke Wolters", _PARTNER, 48, 10),
        Who("piet", "Piet Wolters", _PARTNER, 52, 90),
    ),
    relations=(("joke", R.PARTNER, "piet"),),
    triaged=1,
    motivation="Er is gevaar. Politie, Veilig Thuis en lokaal team gaan vandaag nog.",
    contact="Tim spreekt mevrouw, Wouter spreekt meneer.",
    expert="",
    explained=2,
    yes=("joke", "piet"),
    given=3,
    sent=5,
    started=4,
    rides=(Ride(45, "vt", who="joris", weekly="1", until=130),),
    notes=(
        Note(
            10,
            FACT,
            "tim",
            "De ruzies gaan over het huis van haar moeder, dat leeg staat.",
            ("joke", "piet"),
            "mevrouw",
        ),
        Note(
            120,
            GOES_WELL,
            "tim",
            "Zij hebben het huis samen verkocht.",
            ("joke", "piet"),
            "hen allebei",
        ),
    ),
    counts=((40, 1), (70, 2)),
    more=_heide,
    way_out=WayOut(
        150,
        "Een half jaar zonder politie. Meneer gaat naar een groep.",
        (
            "Veilig, zeggen zij los van elkaar.",
            "De tien dagen rust.",
            "'Wij praten nu op de bank.'",
        ),
        ends=154,
        reason="Het geweld is gestopt.",
    ),
)

BREM = Story(
    name="Brem",
    pilot="hilversum",
    lead="elif",
    begins=0.12,
    came=Came(
        "elif",
        "ouders zelf",
        "Ouders zijn gescheiden en praten niet meer.",
        (P.COMPLEX_SEPARATION,),
        considered=True,
    ),
    people=(
        Who("nel", "Nel Haanstra", _PARENT, 39, 90),
        Who("jurre", "Jurre Boonstra", _PARENT, 41, 15),
        Who("stijn", "Stijn Boonstra", _CHILD, 9, 250),
    ),
    relations=(
        ("nel", R.EX_PARTNER, "jurre"),
        ("nel", R.PARENT, "stijn"),
        ("jurre", R.PARENT, "stijn"),
    ),
    holders=("nel", "jurre"),
    motivation="De rechter vroeg wat er al was geprobeerd. Wij beginnen opnieuw, met Stijn voorop.",
    sat=("gi-djgb", "rvdk"),
    contact="Elif belt beide ouders op dezelfde avond.",
    yes=("nel", "jurre"),
    to=("gi-djgb",),
    rides=(Ride(12, "gi-djgb", who="sanne", weekly="3", until=240, aims=(Aim.INVESTIGATION,)),),
    notes=(
        Note(
            20,
            CONCERN,
            "sanne",
            "Stijn telt de nachten, zodat het eerlijk is.",
            ("stijn",),
            "Stijn",
        ),
        Note(
            180,
            GOES_WELL,
            "elif",
            "Beide ouders waren bij de voorstelling van Stijn, naast elkaar.",
            ("nel", "jurre", "stijn"),
            "Stijn",
        ),
    ),
    counts=((60, 3), (130, 2)),
    way_out=WayOut(
        250,
        "Ouders overleggen elke zondag tien minuten, zonder ons.",
        ("Veilig.", "Praten over Stijn, en niet over vroeger.", "Stijn: 'Ik tel niet meer.'"),
        ("gi-djgb",),
        ends=255,
        reason="Ouders kunnen samen verder.",
    ),
)

ACACIA = Story(
    name="Acacia",
    pilot="hilversum",
    lead="priya",
    begins=0.22,
    came=Came("priya", "de gemeente", "Een gezin dreigt uit huis te moeten.", (P.DEBTS, P.TRAUMA)),
    people=(
        Who("selam", "Selam Tesfay", _PARENT, 36, 40),
        Who("abel", "Abel Tesfay", _CHILD, 13, 200),
        Who("ruth", "Ruth Tesfay", _CHILD, 4, 20),
    ),
    relations=(("selam", R.PARENT, "abel"), ("selam", R.PARENT, "ruth")),
    holders=("selam",),
    motivation="Eerst een dak, dan de rest. Advies van Veilig Thuis is nu genoeg.",
    contact="Priya gaat mee naar de woningbouw, met een tolk.",
    yes=("selam", "abel"),
    rides=(Ride(12, "vt", Form.ADVICE, who="joris", weekly="0.25", until=100),),
    notes=(
        Note(
            12,
            FACT,
            "priya",
            "Er is drie maanden huur niet betaald. Er loopt een regeling.",
            (),
            "Selam",
        ),
        Note(
            140,
            GOES_WELL,
            "priya",
            "Selam zingt in een koor en heeft daar vriendinnen.",
            ("selam",),
            "Selam",
        ),
    ),
    counts=((50, 2),),
    way_out=WayOut(
        170,
        "De huur is betaald en Abel voetbalt. Selam weet waar zij hulp vindt.",
        ("Veilig.", "Een tolk die elke keer dezelfde was.", "Selam geeft een 9."),
        ends=171,
        reason="Het gezin kan in het huis blijven.",
    ),
)

ZONNEBLOEM = Story(
    name="Zonnebloem",
    pilot="gooise-meren",
    lead="lotte",
    begins=0.07,
    came=Came(
        "lotte",
        "school",
        "Vader wacht moeder op bij school. De kinderen zijn bang.",
        (P.PARTNER_VIOLENCE, P.COMPLEX_SEPARATION),
        considered=True,
    ),
    people=(
        Who("mieke", "Mieke Rijpstra", _PARENT, 37, 30),
        Who("ger", "Ger Rijpstra", _PARENT, 40, 120),
        Who("nina", "Nina Rijpstra", _CHILD, 9, 10),
    ),
    relations=(
        ("mieke", R.EX_PARTNER, "ger"),
        ("mieke", R.PARENT, "nina"),
        ("ger", R.PARENT, "nina"),
    ),
    holders=("mieke", "ger"),
    motivation="Drie organisaties kennen dit gezin. Vanaf nu is er één plan.",
    sat=("gi-djgb", "vt"),
    contact="Lotte spreekt moeder op school, Mehmet belt vader.",
    yes=("mieke", "ger"),
    to=("vt", "gi-djgb"),
    rides=(Ride(12, "vt", who="joris", weekly="1", until=100),),
    notes=(
        Note(15, FACT, "lotte", "Vader haalt Nina op zaterdag bij opa op.", ("ger", "nina"), "opa"),
        Note(160, GOES_WELL, "lotte", "Nina fietst weer alleen naar school.", ("nina",), "Nina"),
    ),
    counts=((70, 2), (130, 1)),
    more=_zonnebloem,
    way_out=WayOut(
        190,
        "Het verbod is voorbij. De afspraken over Nina houden stand.",
        ("Veilig.", "De plek bij opa.", "Moeder een 7, vader een 6, Nina een 8."),
        ("vt", "gi-djgb"),
        ends=195,
        reason="De afspraken houden stand zonder ons.",
    ),
)

TULP = Story(
    name="Tulp",
    pilot="gooise-meren",
    lead="yusuf",
    begins=0.16,
    came=Came(
        "yusuf", "een buurvrouw, met vader erbij", "Vader is alleen met een tweeling.", (P.OTHER,)
    ),
    people=(
        Who("wim", "Wim Schaafsma", _PARENT, 35, 60),
        Who("jip", "Jip Schaafsma", _CHILD, 5, 30),
        Who("ties", "Ties Schaafsma", _CHILD, 5, 30),
    ),
    relations=(("wim", R.PARENT, "jip"), ("wim", R.PARENT, "ties"), ("jip", R.SIBLING, "ties")),
    holders=("wim",),
    motivation="Vader is net weduwnaar. Hij vraagt weinig en heeft veel nodig.",
    contact="Yusuf komt langs als de buurvrouw er ook is.",
    yes=("wim",),
    rides=(Ride(14, "vt", Form.ADVICE, who="amira", weekly="0.5", until=90),),
    notes=(
        Note(
            20,
            FACT,
            "yusuf",
            "De tweeling slaapt bij vader in bed. Dat wil hij zo laten.",
            (),
            "vader",
        ),
        Note(
            80, GOES_WELL, "yusuf", "Vader heeft om hulp gevraagd, en kreeg die.", ("wim",), "vader"
        ),
    ),
    counts=((30, 4), (60, 3)),
    way_out=WayOut(
        120,
        "Er is een groep om vader heen. Hij belt de buurvrouw, niet ons.",
        ("Veilig.", "Een vader die hetzelfde meemaakte.", "Vader: 'Ik red het, op mijn manier.'"),
        ends=125,
        reason="Vader heeft een netwerk om zich heen.",
    ),
)

NARCIS = Story(
    name="Narcis",
    pilot="gooise-meren",
    lead="carla",
    begins=0.23,
    came=Came("carla", "de huisarts", "Er zijn zorgen over een zwangere vrouw.", (P.ADDICTION,)),
    people=(Who("bep", "Bep Lammers", _PARENT, 26, 80),),
    triaged=None,
    explained=None,
    started=None,
    more=_narcis,
    ends=(8, "De verslavingszorg helpt verder."),
)

STORIES = (HEIDE, BREM, ACACIA, ZONNEBLOEM, TULP, NARCIS)
