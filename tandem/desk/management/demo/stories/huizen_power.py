"""Households of Huizen where powers are used: orange and red."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.pieces import Came, Note, Ride, Who
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.story import Story
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
from tandem.journey.enums import ProblemType
from tandem.legal.enums import Ground, MeasureKind

if TYPE_CHECKING:
    from tandem.desk.management.demo.road import Road


def _esdoorn(road: Road) -> None:
    """Veilig Thuis uses its powers in front, and a report of Joris waits to be attached."""
    use(
        road,
        Power(
            day=60,
            partner="vt",
            who="wouter",
            form=Form.WITH_POWERS,
            ground=Ground.REPORT,
            weekly="3",
            power="Onderzoek na een melding: spreken met school en huisarts, ook zonder"
            " toestemming.",
            facts="De buren meldden twee keer in een week geschreeuw en een klap. Mila had een"
            " blauwe plek en zei daar niets over.",
            alternatives="Met vader gepraat over weer meedoen. Hij wil dat nu niet.",
            proportionality="Alleen school en huisarts worden gevraagd, niemand anders.",
            child_interest="Mila (8) heeft recht op rust en op iemand die met haar praat.",
            reaction="Moeder begrijpt het. Vader is boos en zegt dat hij zich overvallen voelt.",
        ),
    )
    late = tale.announce(road, Ago(15), "joris", "vt", "vader, op zijn werk")
    tale.send(
        road,
        late,
        Ago(11),
        "joris",
        "Vader vertelt dat hij niet slaapt en veel drinkt sinds hij zijn werk dreigt te verliezen."
        " Hij wil met de huisarts praten, maar weet niet hoe hij dat begint. Hij heeft dit verslag"
        " zelf gelezen.",
    )
    tale.write(
        road,
        Note(
            Ago(12),
            FACT,
            "wouter",
            "De huisarts zag Mila in september. Er waren geen andere plekken.",
            ("mila",),
            "de huisarts",
            ContactKind.PHONE,
            Provenance.LEGAL_GROUND,
            "Wmo 2015 artikel 5.2.6, onderzoek van Veilig Thuis",
        ),
        Note(
            Ago(5),
            GOES_WELL,
            "samira",
            "Mila ging alle dagen naar school. Moeder bracht haar zelf.",
            ("mila", "hanna"),
            "moeder",
        ),
    )
    tale.plan(road, 70, road.clock.ago(2) + timedelta(days=6))


def _linde(road: Road) -> None:
    """A supervision order: the GI rides in front; a child is almost 12."""
    use(
        road,
        Power(
            day=90,
            partner="gi-djgb",
            who="mehmet",
            form=Form.WITH_MEASURE,
            ground=Ground.OTS,
            weekly="5",
            power="Uitvoeren van de ondertoezichtstelling en schriftelijke aanwijzingen geven.",
            facts="De kinderen waren in drie maanden elf dagen niet op school. Moeder was vier keer"
            " niet wakker te krijgen toen zij thuiskwamen.",
            alternatives="Hulp thuis, opname overdag en logeren bij tante zijn geprobeerd.",
            proportionality="De kinderen blijven bij moeder wonen. Tante helpt elke dag.",
            child_interest="Lieke en Thijs willen bij moeder blijven en weten wie er voor hen is.",
            reaction="Moeder huilde en zei: 'Ik snap het. Laat ze maar wel bij mij.'",
            measures=(MeasureKind.RVDK_TEST_REQUEST, MeasureKind.OTS),
        ),
    )
    tale.write(
        road,
        Note(
            Ago(8),
            FACT,
            "mehmet",
            "Lieke wordt deze week 12. Vanaf dan vragen wij haar zelf om toestemming.",
            ("lieke",),
            "",
            ContactKind.NONE,
        ),
        Note(
            Ago(7),
            GOES_WELL,
            "samira",
            "Moeder is vijf weken niet meer onder invloed geweest. Tante ziet dat ook.",
            ("els",),
            "moeder en tante",
        ),
    )
    tale.plan(road, 95, road.clock.ago(4))


ESDOORN = Story(
    name="Esdoorn",
    pilot="huizen",
    lead="samira",
    begins=Ago(120),
    came=Came(
        "samira",
        "Veilig Thuis, na een melding van de buren",
        "Ruzie en geschreeuw. De dochter is er vaak bij.",
        (ProblemType.PARTNER_VIOLENCE, ProblemType.ADDICTION),
        Channel.VEILIG_THUIS,
        considered=True,
    ),
    people=(
        Who("hanna", "Hanna Lindeboom", PersonRole.PARENT, 33, 40, "06 87 65 43 21"),
        Who("victor", "Victor Sousa", PersonRole.PARENT, 36, 210),
        Who("mila", "Mila Sousa", PersonRole.CHILD, 8, 99),
    ),
    relations=(
        ("hanna", R.PARTNER, "victor"),
        ("hanna", R.PARENT, "mila"),
        ("victor", R.PARENT, "mila"),
    ),
    holders=("hanna", "victor"),
    motivation="Er was een melding. Lokaal team en Veilig Thuis gaan samen, met het gezin.",
    contact="Samira en Joris gaan samen langs, omdat moeder dat prettig vindt.",
    questions="Moeder: wat gebeurt er als ik nee zeg?",
    yes=("hanna", "victor"),
    rides=(
        Ride(
            10,
            "vt",
            who="joris",
            weekly="1.5",
            reason=Reason.STUCK,
            aims=(Aim.INVESTIGATION,),
            level=Level.SUPPORT,
        ),
    ),
    notes=(
        Note(
            8,
            FACT,
            "samira",
            "Moeder vertelt dat de ruzies in het weekend zijn, als vader heeft gedronken.",
            ("hanna", "victor"),
            "moeder",
        ),
        Note(
            22,
            GOES_WELL,
            "joris",
            "Vader bracht de drank die er nog stond zelf naar zijn broer.",
            ("victor",),
            "vader en moeder",
        ),
        Note(
            48,
            CONCERN,
            "samira",
            "Mila zegt dat zij buikpijn heeft als het vrijdag is.",
            ("mila",),
            "Mila",
        ),
        Note(
            57,
            OPINION,
            "samira",
            "Ik denk dat wij te snel over afspraken praatten, en te weinig over zijn werk.",
            ("victor",),
            "Samira Bos zelf",
            ContactKind.MEETING,
        ),
    ),
    counts=((40, 2), (80, 1)),
    more=_esdoorn,
)

LINDE = Story(
    name="Linde",
    pilot="huizen",
    lead="samira",
    begins=Ago(190),
    came=Came(
        "marjan",
        "school en leerplicht, met moeder erbij",
        "Moeder drinkt veel. De kinderen zijn vaak niet op school.",
        (ProblemType.ADDICTION, ProblemType.TRAUMA),
        considered=True,
    ),
    people=(
        Who("els", "Els Haverkamp", PersonRole.PARENT, 39, 220, "06 65 43 21 09"),
        Who("lieke", "Lieke Haverkamp", PersonRole.CHILD, 11, 361),
        Who("thijs", "Thijs Haverkamp", PersonRole.CHILD, 9, 80),
        Who("wil", "Wil Haverkamp", PersonRole.OTHER, 44, 12),
    ),
    relations=(
        ("els", R.PARENT, "lieke"),
        ("els", R.PARENT, "thijs"),
        ("lieke", R.SIBLING, "thijs"),
        ("wil", R.SIBLING, "els"),
    ),
    holders=("els",),
    motivation="School en moeder zien hetzelfde. Samen sturen voorkomt misschien een maatregel.",
    sat=("vt", "gi-djgb", "rvdk"),
    contact="De leerplichtambtenaar stelt Samira voor aan moeder, op school.",
    yes=("els", "wil"),
    to=("vt", "gi-djgb"),
    rides=(
        Ride(
            12,
            "gi-djgb",
            who="sanne",
            weekly="2",
            until=88,
            reason=Reason.TOGETHER,
            aims=(Aim.MEASURE,),
            end_reason="een collega voert de maatregel uit",
        ),
    ),
    notes=(
        Note(
            10,
            FACT,
            "samira",
            "Tante Wil haalt de kinderen op dinsdag en donderdag uit school.",
            ("wil", "lieke", "thijs"),
            "moeder en tante",
        ),
        Note(
            41,
            CONCERN,
            "sanne",
            "Thijs zegt dat hij 's ochtends zelf brood maakt, ook voor Lieke.",
            ("thijs", "lieke"),
            "Thijs",
        ),
        Note(
            70,
            FACT,
            "samira",
            "Moeder was niet wakker te krijgen toen de kinderen thuiskwamen. Tante bleef"
            " die nacht.",
            ("els",),
            "tante Wil",
            ContactKind.PHONE,
            Provenance.THIRD_PARTY,
        ),
        Note(
            85,
            AGREEMENT,
            "samira",
            "Als moeder heeft gedronken, belt Lieke tante Wil. Tante komt altijd, ook 's nachts.",
            ("els", "lieke", "wil"),
            "moeder, Lieke en tante",
        ),
    ),
    counts=((30, 2), (60, 3), (120, 2)),
    more=_linde,
)

STORIES = (ESDOORN, LINDE)
