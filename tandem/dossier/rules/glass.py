"""For what somebody of outside the local team takes break-glass, and who of a family hears it."""

from __future__ import annotations

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import EmergencyArticle, EmergencyKind
from tandem.dossier.rules.shields import OWN_PAGE
from tandem.network.enums import OrganizationKind

# What cannot wait for a colleague of the local team.
PRESSING = frozenset({EmergencyKind.DANGER, EmergencyKind.MISSING, EmergencyKind.CRISIS_CALL})
# Each article is written for one kind of organization; a conflict of duties is anybody's.
WRITTEN_FOR: dict[str, str] = {
    EmergencyArticle.REPORT: OrganizationKind.VEILIG_THUIS,
    EmergencyArticle.SUPERVISION: OrganizationKind.GI,
    EmergencyArticle.PROTECTION_TASK: OrganizationKind.RVDK,
}

DOSSIER_61 = Rule(
    "DOSSIER-61",
    "Wie niet in het lokaal team werkt, neemt noodtoegang alleen bij gevaar, bij een vermissing of"
    " na een crisismelding. Daarbij staan de feiten en het artikel.",
    "Kies waarom het niet kan wachten, schrijf wat er gebeurt en kies het artikel voor uw"
    " organisatie. Kan het wel wachten? Bel het lokaal team.",
    "REG-14; INV-11; Wmo 2015 5.2.6; Jeugdwet 7.3.11 lid 4; BW 1:240; conflict van plichten",
    ("INV-11",),
    family="Een organisatie buiten het lokaal team komt zonder uw ja alleen binnen als iemand hulp"
    " nodig heeft die niet kan wachten. U hoort wie het was, en op welk artikel.",
    examples=(
        "Mag: De politie belt Guus van de GI: Noor is vannacht niet thuisgekomen.",
        "Mag niet: Guus van de GI krijgt niemand aan de lijn en neemt dan noodtoegang.",
    ),
)
DOSSIER_62 = Rule(
    "DOSSIER-62",
    "Zei iemand van het gezin nee tegen uw organisatie, dan gaat de deur alleen open als iemand nu"
    " in gevaar is. Anders is het antwoord hetzelfde als wanneer er geen dossier is.",
    "Bel het lokaal team. Is iemand nu in gevaar? Kies dat, en schrijf op wie en waardoor.",
    "000 §2; INV-03; safety T-17 en T-21",
    ("INV-03", "INV-11"),
    family="Zegt u nee tegen een organisatie, dan blijft dat een nee. Zij hoort ook niet dat u hier"
    " bekend bent.",
    examples=(
        "Mag: Fatima zei nee tegen de GI. De politie belt Guus: Noor wordt nu geslagen.",
        "Mag niet: Fatima zei nee tegen de GI. Guus krijgt een crisismelding en wil meelezen.",
    ),
)
DOSSIER_63 = Rule(
    "DOSSIER-63",
    "De Raad voor de Kinderbescherming neemt geen noodtoegang, tenzij het gezin al weet dat de Raad"
    " meedoet.",
    "Bel het lokaal team. Dat vertelt het gezin dat de Raad gaat meedoen en legt dat vast.",
    "001 §Juridische kanttekeningen; CONS-12; INV-08",
    ("INV-08",),
    family="De Raad kijkt nooit in uw dossier zonder dat u weet dat de Raad meedoet.",
    examples=(
        "Mag: Het gezin hoorde maandag dat de Raad meedoet. Dinsdag is Noor zoek en Ravi kijkt.",
        "Mag niet: Ravi van de Raad kijkt en het gezin hoort dat vier weken later.",
    ),
)

DOSSIER_65 = Rule(
    "DOSSIER-65",
    "Vertellen aan het gezin is vertellen aan een volwassene of aan een kind vanaf 12 jaar. Iedere"
    " volwassene van het huishouden hoort het, ook zonder gezag, behalve voor wie alles dicht is.",
    "Vertel het aan wie het nog niet hoorde, of schrijf op waarom dat nu niet kan.",
    "REG-12, REG-14; INV-10, INV-11; AVG art. 14",
    ("INV-10", "INV-11"),
    family="U hoort zelf wat er over uw gezin is besloten of gedeeld, ook als u geen gezag hebt."
    " Een jong kind vertellen telt daarvoor niet.",
    examples=(
        "Mag: Mila vertelt het Noor van 14, en schrijft op waarom Daan het later hoort.",
        "Mag niet: Mila vertelt het alleen aan Sem van 6. Dat telt niet.",
    ),
)

RULES = (DOSSIER_61, DOSSIER_62, DOSSIER_63, DOSSIER_65)


def articles_for(employer: str) -> list[EmergencyArticle]:
    """What somebody of such an organization may act on, in the order of the table."""
    return [one for one in EmergencyArticle if WRITTEN_FOR.get(one, employer) == employer]


def is_pressing(*, kind: str, article: str, reason: str, employer: str, is_team: bool) -> Verdict:
    """Judge for what somebody takes break-glass, whatever the household."""
    if is_team:
        return YES
    fits = article in articles_for(employer) and bool(reason.strip())
    return YES if kind in PRESSING and fits else DOSSIER_61.no()


def listens(*, age: int, is_shut_out: bool) -> Verdict:
    """Judge whether what somebody hears counts as told to the family, and is owed to them."""
    return YES if age >= OWN_PAGE and not is_shut_out else DOSSIER_65.no()


def no_is_heard(*, kind: str, said_no: bool) -> Verdict:
    """Judge whether somebody comes in where the family said no to the organization."""
    return DOSSIER_62.no() if said_no and kind != EmergencyKind.DANGER else YES


def council_is_known(*, is_council: bool, family_knows: bool) -> Verdict:
    """Judge whether the Raad comes in: the family knows already that it takes part."""
    return DOSSIER_63.no() if is_council and not family_knows else YES
