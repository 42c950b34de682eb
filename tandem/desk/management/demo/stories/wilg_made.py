"""De Wilg: the family as they drew it, a letter of school, and what was decided together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.desk.management.demo import drawing, papers, together
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.drawing import Line
from tandem.plan.enums import BondKind, Symbol
from tandem.plan.services.drawing import NewRelative

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road


def drew(road: Road) -> None:
    """Fatima and Daan drew their family with Samira, at the kitchen table."""
    day, year = 11, road.clock.today.year
    drawing.symbols(
        road,
        day,
        {"fatima": Symbol.WOMAN, "daan": Symbol.MAN, "noor": Symbol.WOMAN, "sem": Symbol.MAN},
    )
    elders = drawing.relatives(
        road,
        day,
        {
            "hassan": NewRelative("Opa Hassan", Symbol.MAN, born_year=1950, died_year=2019),
            "zohra": NewRelative(
                "Oma Zohra",
                Symbol.WOMAN,
                born_year=1955,
                note="Noor slaapt er op vrijdag. Fatima belt haar als het thuis oploopt.",
            ),
            "kees": NewRelative("Opa Kees", Symbol.MAN, born_year=1952),
            "ria": NewRelative("Oma Ria", Symbol.WOMAN, born_year=1956),
        },
    )
    drawing.lines(
        road,
        day,
        elders,
        Line("hassan", BondKind.MARRIAGE, "zohra", 1976),
        Line("kees", BondKind.DIVORCED, "ria", 1980, "uit elkaar toen Daan 12 was"),
        Line("hassan", BondKind.BIRTH, "fatima"),
        Line("zohra", BondKind.BIRTH, "fatima"),
        Line("kees", BondKind.BIRTH, "daan"),
        Line("ria", BondKind.BIRTH, "daan"),
        Line("fatima", BondKind.CONFLICT, "daan", year - 2, "vaak ruzie over geld"),
        Line("zohra", BondKind.CLOSE, "noor"),
        Line("daan", BondKind.CUT_OFF, "kees", None, "Daan wil er nu niet over praten"),
    )


OF_SCHOOL = papers.Letter(
    Ago(9),
    "Brief van school over Sem",
    "Basisschool De Lindeboom, Huizen",
    "sem",
    "Fatima",
    """Beste mevrouw Ayadi en meneer Roelofs,

Sem doet in de klas weer mee met rekenen. In de kring vertelt hij over zijn tekeningen. Op maandag
is hij vaak moe en komt hij langzaam op gang.

Wij vragen u om samen te kijken wat hem op zondagavond helpt. Wij plannen daarvoor graag een gesprek
van een half uur, op een tijd die u past.

Met vriendelijke groet, de juf van groep 3""",
)


def decided(road: Road) -> None:
    """A phase, a consultation, and slowing down with two signatures."""
    together.phase(
        road,
        30,
        2,
        "Er zijn drie afspraken waar iedereen zich aan houdt. Nu kijken we wat de ruzies voedt.",
        "Fatima: 'We durven nu te praten over waar het vandaan komt.' Noor vindt het spannend.",
    )
    together.meet(
        road,
        Ago(9),
        together.Met(
            organizations=("vt", "samenkracht"),
            riders=("samira", "joris"),
            family=("fatima", "daan"),
            involved="Fatima en Daan zaten erbij. Noor vertelde Samira vooraf wat zij wil: niet"
            " alles hoeven weten van geld. Met Sem tekende Samira wie hem ophaalt.",
            question="Waarom loopt het elke maand in de laatste week mis?",
            decided="Daan en Joris gaan samen naar de schuldhulp. Oma Zohra haalt Sem op maandag en"
            " dinsdag. Samira belt Fatima op vrijdag.",
            children="Sem weet wie hem ophaalt. Noor hoeft niet meer op hem te passen bij ruzie.",
        ),
    )
    together.slow_down(
        road,
        Ago(5),
        "joris",
        (
            (
                "Er is geschreeuwd, niet geslagen, en Fatima belde zelf. Een melding nu breekt het"
                " vertrouwen. De schuldhulp begint volgende week."
            ),
            (
                "Wordt er geslagen, of durft Sem niet naar huis? Dan belt Samira dezelfde dag met"
                " Joris en slapen de kinderen bij oma Zohra."
            ),
            "Fatima en Daan willen dit zelf proberen. Noor: 'Als het misgaat, bel ik Samira.'",
        ),
    )
