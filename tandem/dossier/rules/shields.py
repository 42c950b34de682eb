"""Who of the family may see what, and what is closed to whom. Pure: facts in, verdict out.

The table of safety.md 2b is written out as data, so that a lawyer and a parent can read it.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from tandem.core.periods import Period, age_on, birthday, joined
from tandem.core.verdict import YES, Rule, Verdict

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

OWN_PAGE = 12
OWN_CHOICE = 16
ADULT = 18

DOSSIER_51 = Rule(
    "DOSSIER-51",
    "Een eigen bladzijde is er voor een jongere vanaf 12 jaar, en voor een ouder zolang die gezag"
    " heeft over een kind in dit huishouden.",
    "Kijk samen met het gezinslid mee in het dossier, of leg eerst het gezag vast.",
    "Jeugdwet 7.3.10 en 7.3.15; AVG art. 15; safety 2b; CONS-13",
    family="Vanaf 12 jaar kun je zelf kijken. Een ouder met gezag kan dat ook.",
    examples=(
        "Mag: Noor van 14 krijgt een eigen bladzijde. Fatima heeft gezag en krijgt er ook een.",
        "Mag niet: Sem van 6 krijgt een eigen bladzijde. Samira kijkt samen met hem.",
    ),
)
DOSSIER_52 = Rule(
    "DOSSIER-52",
    "Een afscherming geldt voor iemand anders uit hetzelfde huishouden, niet voor wie het zelf is.",
    "Kies voor wie dit dicht moet zijn, en kijk na van wie het is.",
    "safety T-05, T-15",
    family="Als iets gevaar geeft, houden wij het dicht voor wie het niet mag weten.",
    examples=(
        "Mag: Het adres van Fatima is dicht voor Daan.",
        "Mag niet: Het adres van Fatima is dicht voor Fatima zelf.",
    ),
)
DOSSIER_53 = Rule(
    "DOSSIER-53",
    "Een afscherming gaat pas open als twee mensen dat veilig vinden.",
    "Vraag een collega van het lokaal team om mee te kijken. Die kan de afscherming opheffen.",
    "safety 2a, T-15; ASVS 2.3.5",
    family="Wat wij voor uw veiligheid dicht houden, gaat nooit open door één persoon.",
    examples=(
        "Mag: Samira vraagt om het adres weer te tonen. Ruben kijkt mee en doet het.",
        "Mag niet: Samira vraagt het, en doet het daarna zelf.",
    ),
)
DOSSIER_54 = Rule(
    "DOSSIER-54",
    "Wie van het hele huishouden is afgeschermd, krijgt geen eigen bladzijde.",
    "Bespreek met een collega of de afscherming nog nodig is. Zeg niets tegen wie is afgeschermd.",
    "safety 2b; Jeugdwet 7.3.11 lid 3",
    family="Wie gevaar geeft voor een ander in het gezin, kan niet in het dossier kijken.",
    examples=(
        "Mag: Fatima krijgt een eigen bladzijde. Voor haar is niets afgesloten.",
        "Mag niet: Daan krijgt een eigen bladzijde, terwijl hij een contactverbod heeft.",
    ),
)
DOSSIER_55 = Rule(
    "DOSSIER-55",
    "De eigen woorden van een jongere van 12 jaar of ouder gaan alleen naar een ouder als de"
    " jongere dat zelf goed vindt.",
    "Vraag het de jongere, zonder de ouder erbij.",
    "Jeugdwet 7.3.11; safety 2b; DOS-07",
    family="Wat een jongere vertelt, lezen ouders alleen als de jongere ja zegt.",
    examples=(
        "Mag: Noor van 14 wil dat haar moeder leest wat zij vertelde.",
        "Mag niet: Noor van 14 zegt nee, en Samira laat het toch aan haar moeder zien.",
    ),
)
DOSSIER_56 = Rule(
    "DOSSIER-56",
    "Eigen woorden gaan alleen naar een ouder die op dat moment gezag over het kind heeft.",
    "Kijk na wie gezag heeft. Een andere ouder kan een gesprek krijgen, geen bladzijde.",
    "Jeugdwet 7.3.11; BW 1:377c; safety 2b",
    family="Wat uw kind vertelt, leest alleen een ouder met gezag, en alleen als het kan.",
    examples=(
        "Mag: Samira laat aan Fatima zien wat Sem van 6 vertelde. Fatima heeft gezag.",
        "Mag niet: De nieuwe vriend van Fatima leest wat Sem vertelde.",
    ),
)
DOSSIER_57 = Rule(
    "DOSSIER-57",
    "Ieder gezinslid heeft hooguit één eigen bladzijde.",
    "Is de telefoon kwijt of het wachtwoord vergeten? Maak een nieuwe link bij die bladzijde.",
    "safety T-03; BIO2 5.16.02",
    family="U heeft één eigen bladzijde. Zo weet u precies wie er bij u naar binnen kan.",
    examples=(
        "Mag: Fatima is haar telefoon kwijt en krijgt een nieuwe link voor haar bladzijde.",
        "Mag niet: Fatima krijgt een tweede bladzijde naast de eerste.",
    ),
)
DOSSIER_58 = Rule(
    "DOSSIER-58",
    "Opheffen gaat in twee stappen: eerst vraagt iemand het, dan beslist een ander.",
    "Kijk bij Afscherming hoe ver het is.",
    "safety T-15",
    family="Als iets weer open mag, denken daar altijd twee mensen over na.",
    examples=(
        "Mag: Samira vraagt om op te heffen. Daarna beslist Ruben.",
        "Mag niet: Ruben heft op, terwijl niemand erom heeft gevraagd.",
    ),
)
DOSSIER_59 = Rule(
    "DOSSIER-59",
    "Het lokaal team dat het dossier beheert, is altijd zichtbaar voor het gezin.",
    "Scherm een adres, een verslag of een andere organisatie af.",
    "001 §Registratie; DOS-02",
    family="U ziet altijd wie uw dossier beheert.",
    examples=(
        "Mag: Een opvang die meedoet, is dicht voor Daan.",
        "Mag niet: Het lokaal team is dicht voor Daan.",
    ),
)
DOSSIER_69 = Rule(
    "DOSSIER-69",
    "Een partner schermt niet zelf af dat de partner meedoet.",
    "Vraag het aan het lokaal team van het gezin, en zeg voor wie het gevaarlijk is.",
    "001 §Registratie; DOS-02; keuze van Tandem",
    family="Wie met uw gezin meedoet, kan dat niet op eigen houtje voor u verbergen.",
    examples=(
        "Mag: Het lokaal team sluit voor Daan dat een opvang meedoet.",
        "Mag niet: Veilig Thuis sluit zelf voor Daan dat Veilig Thuis meedoet.",
    ),
)
DOSSIER_67 = Rule(
    "DOSSIER-67",
    "Iedere volwassene van het huishouden krijgt op papier wat van die persoon zelf is: wie keek en"
    " wie een sleutel heeft, de eigen woorden en de eigen antwoorden. Ook zonder gezag.",
    "Kijk met een kind samen. Is er iets anders nodig? Vraag het uw jurist.",
    "DSR-07, ORG-12; Jeugdwet 7.3.10; AVG art. 15",
    family="Hebt u geen gezag over een kind, dan vraagt u het lokaal team om uw eigen deel op"
    " papier. Daar staat ook in wie in het dossier keek.",
    examples=(
        "Mag: Roos woont samen en heeft geen kinderen. Samira leest de lijst na en geeft haar mee.",
        "Mag niet: Voor wie alles dicht is, komt er een lijst uit de printer.",
    ),
)
DOSSIER_60 = Rule(
    "DOSSIER-60",
    "Een nieuwe link voor een gezinslid werkt na een dag. Eerder alleen als een tweede professional"
    " zelf nakeek wie erom vroeg.",
    "Vraag een collega van het lokaal team om het na te kijken, of wacht een dag.",
    "safety T-04; ASVS 6.4.4",
    family="Een nieuwe link gaat pas na een dag open. Zo kan niemand u snel buitensluiten.",
    examples=(
        "Mag: Samira maakt een link voor Fatima. Ruben kent Fatima, belt haar en bevestigt.",
        "Mag niet: Samira maakt een link voor Fatima, en bevestigt die daarna zelf.",
    ),
)

RULES = (
    DOSSIER_51,
    DOSSIER_52,
    DOSSIER_53,
    DOSSIER_54,
    DOSSIER_55,
    DOSSIER_56,
    DOSSIER_57,
    DOSSIER_58,
    DOSSIER_59,
    DOSSIER_69,
    DOSSIER_60,
    DOSSIER_67,
)


class Standing(StrEnum):
    """Who asks to see something: the rows of the table."""

    CHILD_UNDER_12 = "kind jonger dan 12"
    CHILD_12_TO_15 = "jongere van 12 tot en met 15"
    CHILD_16_AND_OLDER = "jongere van 16 of ouder"
    PARENT_OF_UNDER_12 = "ouder met gezag over een kind jonger dan 12"
    PARENT_OF_12_TO_15 = "ouder met gezag over een jongere van 12 tot en met 15"
    PARENT_OF_16_AND_17 = "ouder met gezag over een jongere van 16 of 17"
    WITHOUT_AUTHORITY = "ouder of ander zonder gezag"
    CLOSED_OFF = "wie is afgeschermd van het hele huishouden"


class Part(StrEnum):
    """What there is to see: the columns of the table."""

    PLAN = "plan en afspraken"
    CHILD_STORY = "eigen woorden van het kind"
    OTHER_STORY = "eigen woorden van een ander"
    ADDRESS = "adressen"
    REPORTER = "melder, politie, risico"
    WHO_LOOKED = "wie keek"


class Sight(StrEnum):
    """How far somebody sees: the cells of the table."""

    NO = "nee"
    OWN = "alleen het eigen deel"
    ON_PAPER = "alleen het eigen deel, op papier"
    YES = "ja"
    TOGETHER = "samen met een professional"
    RELEASED = "na vrijgave door een professional"
    AGREED_AND_RELEASED = "als de jongere het goed vindt, na vrijgave"
    CHILD_CHOOSES = "wat de jongere zelf deelt"
    NOT_SHIELDED = "wat niet is afgeschermd"


def _row(*cells: Sight) -> Mapping[Part, Sight]:
    return dict(zip(Part, cells, strict=True))


_S = Sight
TABLE: Mapping[Standing, Mapping[Part, Sight]] = {
    Standing.CHILD_UNDER_12: _row(_S.TOGETHER, _S.TOGETHER, _S.NO, _S.TOGETHER, _S.NO, _S.TOGETHER),
    Standing.CHILD_12_TO_15: _row(_S.YES, _S.OWN, _S.NO, _S.OWN, _S.NO, _S.OWN),
    Standing.CHILD_16_AND_OLDER: _row(_S.YES, _S.OWN, _S.NO, _S.OWN, _S.NO, _S.OWN),
    Standing.PARENT_OF_UNDER_12: _row(_S.YES, _S.RELEASED, _S.NO, _S.NOT_SHIELDED, _S.NO, _S.OWN),
    Standing.PARENT_OF_12_TO_15: _row(
        _S.YES, _S.AGREED_AND_RELEASED, _S.NO, _S.NOT_SHIELDED, _S.NO, _S.OWN
    ),
    Standing.PARENT_OF_16_AND_17: _row(
        _S.CHILD_CHOOSES, _S.CHILD_CHOOSES, _S.NO, _S.NOT_SHIELDED, _S.NO, _S.OWN
    ),
    Standing.WITHOUT_AUTHORITY: _row(_S.NO, _S.NO, _S.NO, _S.NO, _S.NO, _S.ON_PAPER),
    Standing.CLOSED_OFF: _row(*[_S.NO] * len(Part)),
}


def child_standing(age: int) -> Standing:
    """The row of a child of this age that looks for itself."""
    if age < OWN_PAGE:
        return Standing.CHILD_UNDER_12
    return Standing.CHILD_12_TO_15 if age < OWN_CHOICE else Standing.CHILD_16_AND_OLDER


def parent_standing(child_age: int) -> Standing:
    """The row of a parent with authority over a child of this age."""
    if child_age < OWN_PAGE:
        return Standing.PARENT_OF_UNDER_12
    if child_age < OWN_CHOICE:
        return Standing.PARENT_OF_12_TO_15
    return Standing.PARENT_OF_16_AND_17 if child_age < ADULT else Standing.WITHOUT_AUTHORITY


def looks_alone(standing: Standing) -> bool:
    """Whether this row of the table has anything that somebody may see without a professional."""
    return bool(set(TABLE[standing].values()) - {Sight.NO, Sight.TOGETHER, Sight.ON_PAPER})


@dataclass(frozen=True, slots=True)
class Charge:
    """A child that somebody has authority over, for a period."""

    child_born_on: date
    period: Period
    child_left_on: date | None = None


@dataclass(frozen=True, slots=True)
class Somebody:
    """What decides whether somebody of the household may look by themselves."""

    born_on: date
    is_child: bool
    left_on: date | None = None
    charges: tuple[Charge, ...] = ()
    is_closed_off: bool = False


def page_days(who: Somebody) -> tuple[Period, ...]:
    """The days on which somebody may have a page of their own, as far as known today.

    A young person from the twelfth birthday; who came in as a child also after the eighteenth. A
    parent as long as authority over a minor child of the household lasts.
    """
    if who.is_closed_off:
        return ()
    grown = None if who.is_child else birthday(who.born_on, ADULT)
    periods = [Period(birthday(who.born_on, OWN_PAGE), grown)]
    for charge in who.charges:
        ends = (charge.period.until, birthday(charge.child_born_on, ADULT), charge.child_left_on)
        periods.append(Period(charge.period.since, min(end for end in ends if end is not None)))
    return joined(_cut_at(period, who.left_on) for period in periods)


def _cut_at(period: Period, end: date | None) -> Period:
    if end is None:
        return period
    return Period(period.since, end if period.until is None else min(period.until, end))


def may_have_page(who: Somebody, *, on: date) -> Verdict:
    """Judge whether somebody of the household may look by themselves on a day."""
    if who.is_closed_off:
        return DOSSIER_54.no()
    return YES if page_until(who, on=on) is not None else DOSSIER_51.no()


def may_read_on_paper(who: Somebody, *, on: date) -> Verdict:
    """Judge who is handed the own part on paper: also an adult who may have no page (AVG 15)."""
    own = may_have_page(who, on=on)
    if own or who.is_closed_off:
        return own
    is_here = who.left_on is None or on < who.left_on
    return YES if is_here and age_on(who.born_on, on) >= ADULT else DOSSIER_67.no()


def page_until(who: Somebody, *, on: date) -> Period | None:
    """The run of days around this one on which the page is open; None when it is closed."""
    return next((period for period in page_days(who) if period.has(on)), None)


def words_may_be_read(
    *, teller_age: int, teller_agrees: bool, is_released: bool, has_authority: bool
) -> Verdict:
    """Judge whether a parent may read a child's own words (safety 2b, second column)."""
    if not has_authority:
        return DOSSIER_56.no()
    sight = TABLE[parent_standing(teller_age)][Part.CHILD_STORY]
    if sight == Sight.NO:
        return DOSSIER_56.no()
    if not is_released:
        return DOSSIER_56.no("Er is nog niets vrijgegeven.")
    return YES if sight == Sight.RELEASED or teller_agrees else DOSSIER_55.no()


def may_close(*, persons: Iterable[int], members: Iterable[int], own: int | None) -> Verdict:
    """Judge for whom something is closed: others of this household; `own` is whose it is."""
    closed = set(persons)
    fits = bool(closed) and closed <= set(members) and own not in closed
    return YES if fits else DOSSIER_52.no()


def may_hide_organization(*, is_manager: bool, is_own: bool) -> Verdict:
    """Judge whether the involvement of an organization may be shielded, by who sets the shield."""
    if is_manager:
        return DOSSIER_59.no()
    return DOSSIER_69.no() if is_own else YES


def may_ask_to_lift(*, is_lifted: bool, is_asked: bool) -> Verdict:
    """Judge the first step of opening a shield."""
    return DOSSIER_58.no() if is_lifted or is_asked else YES


def may_lift_shield(*, is_lifted: bool, asked_by: int | None, by: int) -> Verdict:
    """Judge the second step: four eyes."""
    if is_lifted or asked_by is None:
        return DOSSIER_58.no()
    return DOSSIER_53.no("U vroeg dit zelf.") if asked_by == by else YES


def may_get_page(*, has_one: bool) -> Verdict:
    """Judge whether a new page may be given."""
    return DOSSIER_57.no() if has_one else YES


def may_confirm_link(*, made_by: int | None, by: int) -> Verdict:
    """Judge whether a waiting link may work at once: by somebody else than who made it."""
    if made_by is None:
        return DOSSIER_60.no("Er is geen link die nog wacht.")
    return DOSSIER_60.no("U maakte deze link zelf.") if made_by == by else YES
