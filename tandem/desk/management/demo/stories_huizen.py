"""Households of Huizen that are on the road now, each somewhere else."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from tandem.desk.management.demo import tale
from tandem.desk.management.demo.clock import Ago
from tandem.desk.management.demo.power import Power, use
from tandem.desk.management.demo.road import Came, Note, Ride, Who
from tandem.desk.management.demo.story import Story
from tandem.desk.management.demo.tale import AGREEMENT, CONCERN, FACT, GOES_WELL, OPINION
from tandem.dossier.enums import (
    Aim,
    Channel,
    ContactKind,
    Form,
    Frequency,
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
            power="Onderzoek na een melding: spreken met school en huisarts, ook zonder toestemming.",
            facts="De buren meldden twee keer in een week geschreeuw en een klap. Mila had een"
            " blauwe plek en zei daar niets over.",
            alternatives="Met vader gepraat over weer meedoen. Hij wil dat nu niet.",
            proportionality="Alleen school en huisarts worden gevraagd, niemand anders.",
            child_interest="Mila (8) heeft recht op rust en op iemand die met haar praat.",
            co_signer="amira",
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
            co_signer="sanne",
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


def _vlier(road: Road) -> None:
    """A mother takes her consent back; nothing is explored yet."""
    road.withdraw(Ago(1), "rosa")


def _braam(road: Road) -> None:
    report = tale.announce(road, Ago(12), "amira", "vt", "moeder, bij de vertrouwensarts")
    if not report.pk:  # a report that is not there cannot be late
        raise AssertionError(report)
    tale.plan(road, 30, road.clock.today + timedelta(days=4))


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
            "vader, en moeder zag het",
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
            "Samira Bos",
            ContactKind.MEETING,
        ),
    ),
    counts=((40, 2), (80, 1)),
    more=_esdoorn,
)
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
    yes=("els",),
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
            "Moeder was niet wakker te krijgen toen de kinderen thuiskwamen. Tante bleef die nacht.",
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
            "Femke neemt Boaz mee naar buiten als moeder daarom vraagt, zonder te praten over waarom.",
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
    rides=(Ride(11, "vt", who="wouter", weekly="1", reason=Reason.TOGETHER, aims=(Aim.REPORT,)),),
    notes=(
        Note(
            13,
            FACT,
            "wouter",
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
            "gezien tijdens het bezoek",
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

STORIES = (ESDOORN, BERK, LINDE, HULST, MEIDOORN, BRAAM, VLIER)
