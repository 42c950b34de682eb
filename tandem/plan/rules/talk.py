"""Talks with the family: everybody in their own words, and what if concerns stay."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier.enums import EntryKind
from tandem.plan.enums import TalkQuestion

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date

PLAN_41 = Rule(
    "PLAN-41",
    "In een gesprek staat van wie u sprak ten minste één antwoord.",
    "Schrijf op wat iemand zei, al is het één zin. Wilde iemand niets zeggen? Laat het gesprek"
    " met die persoon dan nog open.",
    "000 §3a; WP-13",
    family="Er staat alleen dat wij met u praatten als er ook staat wat u zei.",
    examples=(
        "Mag: Sem zegt alleen wat goed gaat. De andere vragen blijven leeg.",
        "Mag niet: Samira bewaart het gesprek met Daan zonder een enkel antwoord.",
    ),
)
PLAN_42 = Rule(
    "PLAN-42",
    "Een antwoord in een gesprek is van iemand die bij dit huishouden hoort.",
    "Kijk na wie dit vertelde. Kwam er iemand bij? Voeg die dan eerst toe bij Gezin.",
    "000 §3a; DOS-07; WP-13",
    family="Bij uw naam staan alleen uw eigen antwoorden.",
    examples=(
        "Mag: Noor van De Wilg vertelt hoe zij vindt dat het gaat.",
        "Mag niet: De vader die vorig jaar wegging, krijgt een antwoord in het gesprek van nu.",
    ),
)
PLAN_43 = Rule(
    "PLAN-43",
    "Zijn we het niet eens, dan staat erbij wie wat vindt.",
    "Schrijf voor ieder op wat die vindt, ook wat u zelf vindt.",
    "000 §3d; WP-14",
    family="Bent u het niet met ons eens? Dan staat er wat u vindt, naast wat wij vinden.",
    examples=(
        "Mag: Daan vindt het niet ernstig, Samira wel. Bij allebei staat waarom.",
        "Mag niet: Er staat alleen dat Daan het er niet mee eens is.",
    ),
)
PLAN_44 = Rule(
    "PLAN-44",
    "Zijn vervolgstappen uitgelegd, dan staat er welke en op welke dag.",
    "Schrijf op wat er hierna kan gebeuren en wanneer u dat uitlegde. Nog niet gedaan? Haal het"
    " vinkje weg.",
    "000 §3d; WP-14",
    family="U hoort vooraf wat er kan gebeuren als de zorgen blijven, en dat staat opgeschreven.",
    examples=(
        "Mag: Samira legde maandag uit dat zij Veilig Thuis kan vragen. Dat staat er zo.",
        "Mag niet: Er staat dat alles is uitgelegd, zonder dag en zonder wat.",
    ),
)
PLAN_45 = Rule(
    "PLAN-45",
    "Wie vastlegt dat zorgen blijven, schrijft op wat er is gezegd of afgesproken.",
    "Vul in waar u het niet over eens bent, wat u samen afspreekt, of wat er hierna kan gebeuren.",
    "000 §3d; WP-14",
    family="Blijven er zorgen, dan staat er ook wat we daar samen over zeiden.",
    examples=(
        "Mag: Fatima en Samira zijn het eens en spreken af dat oma Sem ophaalt.",
        "Mag niet: Samira bewaart een leeg blad over zorgen die blijven.",
    ),
)
RULES = (PLAN_41, PLAN_42, PLAN_43, PLAN_44, PLAN_45)

# As what an answer stands in the story: never as a fact, for it is how somebody sees it.
KIND_OF_ANSWER: Mapping[str, EntryKind] = {
    TalkQuestion.HOW: EntryKind.OPINION,
    TalkQuestion.GOES_WELL: EntryKind.GOING_WELL,
    TalkQuestion.GOES_LESS_WELL: EntryKind.CONCERN,
    TalkQuestion.NEEDED: EntryKind.OPINION,
}


def has_an_answer(said: Iterable[str]) -> Verdict:
    """Judge whether somebody said anything at all."""
    return YES if any(one.strip() for one in said) else PLAN_41.no()


def is_somebody_here(*, is_member: bool, born_on: date, left_on: date | None, on: date) -> Verdict:
    """Judge whose answer it is: of who belongs here, and is born, on the day."""
    is_here = is_member and born_on <= on and (left_on is None or on < left_on)
    return YES if is_here else PLAN_42.no()


def difference_is_said(*, differs: bool, standpoints: str) -> Verdict:
    """Judge whether it says who thinks what."""
    return PLAN_43.no() if differs and not standpoints.strip() else YES


def steps_are_said(*, explained: bool, steps: str, on: date | None) -> Verdict:
    """Judge whether it says what was explained, and when."""
    return PLAN_44.no() if explained and (on is None or not steps.strip()) else YES


def says_anything(*, differs: bool, words: Iterable[str]) -> Verdict:
    """Judge whether there is anything to keep."""
    return YES if differs or any(one.strip() for one in words) else PLAN_45.no()
