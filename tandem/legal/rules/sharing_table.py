"""The grounds on which somebody may tell without consent: facts.md 3.7 as a table. Pure.

Whatever is not in the table is refused.
"""

from __future__ import annotations

from dataclasses import dataclass

from tandem.legal.enums import RecipientKind, SharingGround, Situation
from tandem.network.enums import OrganizationKind


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: who may tell whom, in what situation, and on what ground.

    `senders` is empty when the law gives it to anyone who holds a secret. `is_verified` is false
    where nobody could hold the words against the law itself yet.
    """

    ground: SharingGround
    recipients: frozenset[RecipientKind]
    situation: Situation
    article: str
    explanation: str
    senders: frozenset[OrganizationKind] = frozenset()
    is_verified: bool = True

    def fits(self, sender: str, recipient: str, situation: str) -> bool:
        """Whether this line is about these."""
        return (
            recipient in self.recipients
            and situation == self.situation
            and (not self.senders or sender in self.senders)
        )


_COLLEGE = frozenset({OrganizationKind.LOCAL_TEAM, OrganizationKind.MUNICIPALITY})

TABLE = (
    Row(
        SharingGround.SAME_HELP,
        frozenset({RecipientKind.SAME_HELP}),
        Situation.SAME_HELP,
        "Jeugdwet 7.3.11 lid 2; BW 7:457 lid 2",
        "Wie rechtstreeks meewerkt aan dezelfde hulp, of een collega vervangt, mag weten wat daar"
        " voor nodig is. Wij beloofden het gezin: pas als er iemand met wettelijke bevoegdheden is"
        " ingeschakeld.",
    ),
    Row(
        SharingGround.REPORT,
        frozenset({RecipientKind.VEILIG_THUIS}),
        Situation.SUSPICION,
        "Wmo 2015 5.2.6",
        "Wie een geheim heeft te bewaren, mag Veilig Thuis toch informeren. Dat mag om"
        " kindermishandeling of huiselijk geweld te stoppen, of om te onderzoeken of het er is.",
    ),
    Row(
        SharingGround.SUPERVISION,
        frozenset({RecipientKind.GI}),
        Situation.SUPERVISION,
        "Jeugdwet 7.3.11 lid 4",
        "Voor een ondertoezichtstelling mag iedereen de GI vertellen wat die nodig heeft. Vraagt de"
        " GI erom, dan moet het.",
    ),
    Row(
        SharingGround.TEST_REQUEST,
        frozenset({RecipientKind.RVDK}),
        Situation.TEST_REQUEST,
        "Jeugdwet 2.4 lid 1, 3.1 en 3.3",
        "Gemeente, GI en Veilig Thuis mogen de Raad vragen om onderzoek. De feiten die erin staan"
        " zijn volledig en waar.",
        senders=_COLLEGE | {OrganizationKind.GI, OrganizationKind.VEILIG_THUIS},
    ),
    Row(
        SharingGround.PROTECTION_TASK,
        frozenset({RecipientKind.RVDK}),
        Situation.INVESTIGATION,
        "BW 1:240",
        "Wie een geheim heeft te bewaren, mag de Raad vertellen wat nodig is voor onderzoek naar"
        " een maatregel om een kind te beschermen.",
        is_verified=False,
    ),
    Row(
        SharingGround.INDEX_SIGNAL,
        frozenset({RecipientKind.INDEX}),
        Situation.YOUNG_AT_RISK,
        "Jeugdwet 7.1.4.1",
        "Van iemand onder de 23 die risico loopt, mag u melden dat u betrokken bent. Alleen wie het"
        " is, niet wat er speelt. Wij doen dat pas als er iemand met wettelijke bevoegdheden is"
        " ingeschakeld.",
    ),
    Row(
        SharingGround.JOINT_CASE,
        frozenset({RecipientKind.ZVH}),
        Situation.JOINT_CASE,
        "Wet gegevensverwerking door samenwerkingsverbanden (WGS)",
        "In het Zorg- en Veiligheidshuis delen de deelnemers wat voor die bespreking nodig is.",
        senders=_COLLEGE
        | {
            OrganizationKind.GI,
            OrganizationKind.RVDK,
            OrganizationKind.VEILIG_THUIS,
            OrganizationKind.ZVH,
        },
    ),
    Row(
        SharingGround.CALAMITY,
        frozenset({RecipientKind.INSPECTION}),
        Situation.CALAMITY,
        "Jeugdwet 4.1.8",
        "Een jeugdhulpaanbieder of GI meldt een calamiteit of geweld in de hulp meteen bij de"
        " inspectie. Dat is een plicht.",
        senders=frozenset(
            {
                OrganizationKind.LOCAL_TEAM,
                OrganizationKind.GI,
                OrganizationKind.CARE_PROVIDER,
            }
        ),
    ),
    Row(
        SharingGround.CONFLICT_OF_DUTIES,
        frozenset({RecipientKind.EMERGENCY}),
        Situation.VITAL_INTEREST,
        "Rechtspraak en beroepscode",
        "Zwijgen en iemand beschermen kan botsen. Is er acuut gevaar, is er geen andere weg en"
        " wendt delen het gevaar af, dan mag u spreken. U weegt dat samen en legt het vast.",
        is_verified=False,
    ),
)

# With which kind of organization a recipient in our own network must agree.
IN_OUR_NETWORK = {
    RecipientKind.VEILIG_THUIS: OrganizationKind.VEILIG_THUIS,
    RecipientKind.RVDK: OrganizationKind.RVDK,
    RecipientKind.GI: OrganizationKind.GI,
    RecipientKind.ZVH: OrganizationKind.ZVH,
}


def row_for(sender: str, recipient: str, situation: str) -> Row | None:
    """The line of the table that fits, or None: then it may not be shared."""
    return next((row for row in TABLE if row.fits(sender, recipient, situation)), None)
