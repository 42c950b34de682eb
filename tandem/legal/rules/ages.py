"""Who is asked and who decides, by age and authority: one table, the articles with every row.

Change the table and every lock, form and page follows. The three matters are three different
questions: help (hulp), sharing what is known (delen), and working together (samenwerken).
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.rules import ADULT
from tandem.legal.enums import Circumstance

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

DECIDES_TOO = 12

DECIDES_ALONE = 16


class Matter(StrEnum):
    """What is asked."""

    CARE = "hulp"
    SHARING = "delen"
    COOPERATION = "samenwerken"


class Voice(StrEnum):
    """Somebody who is asked or who decides."""

    SELF = "de persoon zelf"
    HOLDER = "wie gezag heeft: ouder of voogd"
    REPRESENTATIVE = "de vertegenwoordiger"


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the table: from which age, in which case, who decides, and by which article."""

    id: str
    matter: Matter
    since: int
    until: int | None
    when: Circumstance
    decides: tuple[Voice, ...]
    sentence: str
    articles: str

    @property
    def ages(self) -> str:
        """The ages in words, both included."""
        if self.until is None:
            return f"{self.since} jaar en ouder"
        if not self.since:
            return f"jonger dan {self.until}"
        return f"{self.since} tot en met {self.until - 1}"

    @property
    def who(self) -> str:
        """Who decides, in words."""
        return " én ".join(self.decides) or "niemand: er is een beslissing van de rechter"

    def has(self, age: int) -> bool:
        """Whether the row is about this age; who is not born yet is the youngest."""
        return self.since <= max(age, 0) and (self.until is None or max(age, 0) < self.until)


_M, _C, _V = Matter, Circumstance, Voice

TABLE: tuple[Row, ...] = (
    Row(
        "HULP-1",
        _M.CARE,
        0,
        DECIDES_TOO,
        _C.NORMAL,
        (_V.HOLDER,),
        "Wie gezag heeft, beslist. Het kind hoort wat er gebeurt, in woorden die het begrijpt.",
        "Jeugdwet 7.3.2, 7.3.5 en 7.3.15 lid 1; BW 1:245",
    ),
    Row(
        "HULP-2",
        _M.CARE,
        DECIDES_TOO,
        DECIDES_ALONE,
        _C.NORMAL,
        (_V.SELF, _V.HOLDER),
        "Het kind en wie gezag heeft beslissen samen: allebei ja.",
        "Jeugdwet 7.3.4 en 7.3.5; BW 7:450 lid 2",
    ),
    Row(
        "HULP-3",
        _M.CARE,
        DECIDES_TOO,
        DECIDES_ALONE,
        _C.SERIOUS_HARM,
        (_V.SELF,),
        "Zonder ja van de ouders mag het als dat duidelijk nodig is tegen ernstig nadeel. Een"
        " tweede professional kijkt mee, en op een vaste dag wordt opnieuw gekeken.",
        "Jeugdwet 7.3.4 en 7.3.5; BW 7:450 lid 2",
    ),
    Row(
        "HULP-4",
        _M.CARE,
        DECIDES_TOO,
        DECIDES_ALONE,
        _C.OWN_WISH,
        (_V.SELF,),
        "Zegt een ouder nee en blijft het kind het weloverwogen willen, dan mag het.",
        "Jeugdwet 7.3.4 en 7.3.5; BW 7:450 lid 2",
    ),
    Row(
        "HULP-5",
        _M.CARE,
        DECIDES_TOO,
        ADULT,
        _C.INCAPABLE,
        (_V.HOLDER,),
        "Kan de jongere dit zelf niet overzien (wilsonbekwaam)? Dan beslist wie gezag heeft.",
        "Jeugdwet 7.3.15; BW 7:465",
    ),
    Row(
        "HULP-6",
        _M.CARE,
        DECIDES_ALONE,
        ADULT,
        _C.NORMAL,
        (_V.SELF,),
        "De jongere beslist zelf.",
        "Jeugdwet 7.3.5; BW 7:447",
    ),
    Row(
        "HULP-7",
        _M.CARE,
        ADULT,
        None,
        _C.NORMAL,
        (_V.SELF,),
        "Een volwassene beslist zelf.",
        "BW 7:450",
    ),
    Row(
        "HULP-8",
        _M.CARE,
        ADULT,
        None,
        _C.INCAPABLE,
        (_V.REPRESENTATIVE,),
        "Kan een volwassene dit zelf niet overzien? Dan beslist de vertegenwoordiger.",
        "BW 7:465",
    ),
    Row(
        "HULP-9",
        _M.CARE,
        0,
        ADULT,
        _C.MEASURE,
        (),
        "Loopt er een bevestigde maatregel, dan is voor de hulp daaruit geen ja nodig. Vertellen"
        " wel.",
        "Jeugdwet 7.3.4 lid 1 en 7.3.11 lid 2 onder b",
    ),
    Row(
        "DEEL-1",
        _M.SHARING,
        0,
        DECIDES_TOO,
        _C.NORMAL,
        (_V.HOLDER,),
        "Wie gezag heeft, beslist of gegevens van het kind gedeeld worden.",
        "Jeugdwet 7.3.11 en 7.3.15; Wmo 2015 5.3.3",
    ),
    Row(
        "DEEL-2",
        _M.SHARING,
        DECIDES_TOO,
        None,
        _C.NORMAL,
        (_V.SELF,),
        "Vanaf 12 jaar beslist iemand zelf over eigen gegevens; een ouder kan dat niet.",
        "Jeugdwet 7.3.11 lid 1; BW 7:457",
    ),
    Row(
        "DEEL-3",
        _M.SHARING,
        DECIDES_TOO,
        ADULT,
        _C.INCAPABLE,
        (_V.HOLDER,),
        "Kan de jongere dit zelf niet overzien? Dan beslist wie gezag heeft.",
        "Jeugdwet 7.3.15",
    ),
    Row(
        "DEEL-4",
        _M.SHARING,
        ADULT,
        None,
        _C.INCAPABLE,
        (_V.REPRESENTATIVE,),
        "Kan een volwassene dit zelf niet overzien? Dan beslist de vertegenwoordiger.",
        "BW 7:465",
    ),
    Row(
        "SAMEN-1",
        _M.COOPERATION,
        0,
        DECIDES_TOO,
        _C.NORMAL,
        (_V.HOLDER,),
        "Wie gezag heeft, antwoordt ook voor het kind. De mening van het kind telt mee.",
        "Jeugdwet 7.3.15; CONS-13",
    ),
    Row(
        "SAMEN-2",
        _M.COOPERATION,
        DECIDES_TOO,
        ADULT,
        _C.NORMAL,
        (_V.SELF,),
        "De jongere antwoordt zelf. Iedere ouder met gezag wordt ook zelf gevraagd.",
        "Jeugdwet 7.3.4 en 7.3.5; CONS-13, CONS-14",
    ),
    Row(
        "SAMEN-3",
        _M.COOPERATION,
        ADULT,
        None,
        _C.NORMAL,
        (_V.SELF,),
        "Een volwassene antwoordt zelf, met of zonder gezag.",
        "000 §2; CONS-14",
    ),
)

LEGAL_31 = Rule(
    "LEGAL-31",
    "Voor een ander antwoordt alleen wie over hem beslist: wie gezag heeft, of de"
    " vertegenwoordiger.",
    "Kijk bij 'Wie beslist' wie het wel mag, en vraag het die persoon. Ontbreekt het gezag nog?"
    " Leg dat eerst vast, met de bron.",
    "BW 1:245; Jeugdwet 7.3.5 en 7.3.15; CONS-13",
    (),
    "Een nieuwe partner of een opa mag niet voor uw kind tekenen. Alleen wie gezag heeft, mag dat.",
    (
        "Mag: Moeder heeft gezag en zegt ja tegen hulp voor haar zoon van 6.",
        "Mag niet: De stiefvader zonder gezag zegt ja voor die zoon.",
    ),
)

LEGAL_32 = Rule(
    "LEGAL-32",
    "Zijn er kinderen onder de 16, dan start de tandem en werkt een partner pas mee als ten minste"
    " één ouder of voogd met gezag ja zegt.",
    "Vraag wie gezag heeft. Staat er nog niet wie dat is? Leg het gezag vast, met de bron.",
    "BW 1:245; Jeugdwet 7.3.4, 7.3.5 en 7.3.15; CONS-13, CONS-14",
    ("INV-03",),
    "Een partner leest mee in het dossier van het hele gezin. Daarom moet iemand die over de"
    " kinderen beslist het goed vinden.",
    (
        "Mag: Vader zonder gezag zegt nee, moeder met gezag zegt ja.",
        "Mag niet: Alleen de vriend van moeder zegt ja; moeder, met gezag, zegt nee.",
    ),
)

LEGAL_34 = Rule(
    "LEGAL-34",
    "Een uitzondering past bij de leeftijd, en er staat waarom zij hier geldt.",
    "Kies de gewone regel, of schrijf op waarom de uitzondering geldt.",
    "Jeugdwet 7.3.4, 7.3.5 en 7.3.15",
    (),
    "Soms mag het anders dan de gewone regel, bijvoorbeeld als een kind anders ernstig schade"
    " loopt. Dan schrijven we op waarom.",
    (
        "Mag: Een kind van 14 wil hulp, vader weigert; er staat waarom dat ernstig nadeel geeft.",
        "Mag niet: Dezelfde uitzondering voor een kind van 8.",
    ),
)

LEGAL_35 = Rule(
    "LEGAL-35",
    "Hulp begint als iedereen die moet beslissen ja heeft gezegd.",
    "Vraag wie nog niet antwoordde. Zegt iemand nee? Bespreek wat er wel kan.",
    "Jeugdwet 7.3.4 en 7.3.5",
    (),
    "Is uw kind 12 tot en met 15 jaar, dan zeggen u en uw kind allebei ja voordat hulp begint.",
    (
        "Mag: Noor van 14, haar moeder en haar vader met gezag zeggen alle drie ja.",
        "Mag niet: Alleen de ouders zeggen ja; Noor is nog niet gevraagd.",
    ),
)

RULES = (LEGAL_31, LEGAL_32, LEGAL_34, LEGAL_35)


def rows(matter: Matter) -> tuple[Row, ...]:
    """The lines of the table about one matter."""
    return tuple(row for row in TABLE if row.matter == matter)


def row_for(matter: Matter, *, age: int, when: str = Circumstance.NORMAL) -> Row | None:
    """Find the line for somebody of this age; None when the exception is none at this age."""
    return next((row for row in rows(matter) if row.when == when and row.has(age)), None)


def exception_fits(matter: Matter, *, age: int, when: str, reason: str) -> Verdict:
    """Judge the exception that somebody chose: it exists at this age, and says why."""
    if row_for(matter, age=age, when=when) is None:
        return LEGAL_34.no(f"Deze uitzondering is er niet voor iemand van {max(age, 0)} jaar.")
    if when != Circumstance.NORMAL and not reason.strip():
        return LEGAL_34.no("Er staat nog niet waarom.")
    return YES


def may_speak(
    matter: Matter, *, age: int, is_self: bool, has_authority: bool, when: str = Circumstance.NORMAL
) -> Verdict:
    """Judge whether somebody may answer here: for themselves, or for who they decide for."""
    row = row_for(matter, age=age, when=when)
    if row is not None and not row.decides:
        # Nobody's yes is needed; who would decide otherwise is told, and what they say is kept.
        row = row_for(matter, age=age)
    voices = () if row is None else row.decides
    if is_self and Voice.SELF in voices:
        return YES
    if not is_self and Voice.REPRESENTATIVE in voices:
        return YES
    return YES if not is_self and has_authority and Voice.HOLDER in voices else LEGAL_31.no()


def authority_agrees(*, minors_under_16: int, yes_by_authority: int, known_holders: int) -> Verdict:
    """Judge a partner's coming where children live: somebody who decides for them says yes."""
    if not minors_under_16 or yes_by_authority:
        return YES
    if not known_holders:
        return LEGAL_32.no("Er staat nog niet wie gezag heeft.")
    return LEGAL_32.no("Van wie gezag heeft, zegt nog niemand ja.")


def is_agreed(
    row: Row, *, own: str, holders: Mapping[str, str], representatives: Iterable[str] = ()
) -> Verdict:
    """Judge whether help may begin; answers are 'yes', 'no' or '' (not asked), holders by name."""
    if Voice.SELF in row.decides and own != "yes":
        return LEGAL_35.no(
            "De persoon zelf zei nee." if own else "De persoon zelf is nog niet gevraagd."
        )
    if Voice.HOLDER in row.decides:
        if not holders:
            return LEGAL_35.no("Er staat nog niet wie gezag heeft.")
        for name, answer in holders.items():
            if answer != "yes":
                return LEGAL_35.no(
                    f"{name} zei nee." if answer else f"{name} is nog niet gevraagd."
                )
    if Voice.REPRESENTATIVE in row.decides and "yes" not in set(representatives):
        return LEGAL_35.no("De vertegenwoordiger zei nog geen ja.")
    return YES
