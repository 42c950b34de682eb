"""What must be true of a family drawing (DOS-05)."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from tandem.core.verdict import YES, Rule, Verdict
from tandem.dossier import rules as dossier

if TYPE_CHECKING:
    from collections.abc import Hashable, Iterable

MOST_RELATIVES = 60
# Twins may be born some time apart; more than this is another pregnancy.
TWINS_APART = 92

PLAN_21 = Rule(
    "PLAN-21",
    "Niemand is zijn eigen voorouder: geen ouder, opa of oma van zichzelf.",
    "Kijk na wie de ouder is en wie het kind. Staan ze misschien omgedraaid?",
    "Tandem: een stamboom klopt; DOS-05",
    family="In de tekening van uw familie klopt wie van wie een kind is.",
    examples=(
        "Mag: Zohra is de moeder van Fatima, en Fatima is de moeder van Noor.",
        "Mag niet: Noor wordt ook nog de moeder van Zohra.",
    ),
)
PLAN_22 = Rule(
    "PLAN-22",
    "Een band is er tussen twee verschillende mensen.",
    "Kies twee mensen. Staat iemand er nog niet bij? Voeg die dan eerst toe.",
    "Tandem: een stamboom klopt; DOS-05",
    family="Een lijn in de tekening loopt altijd van de ene naar de andere persoon.",
    examples=(
        "Mag: Tussen Fatima en Daan staat: vaak ruzie.",
        "Mag niet: Fatima is getrouwd met Fatima.",
    ),
)
PLAN_23 = Rule(
    "PLAN-23",
    "Wat er tussen twee mensen is, staat er één keer.",
    "Verander wat er al staat, in plaats van het nog eens op te schrijven.",
    "Tandem: niets twee keer vragen; DOS-05",
    family="We vragen u niet twee keer hoe uw familie in elkaar zit.",
    examples=(
        "Mag: Kees en Ria waren getrouwd. Nu staat er: gescheiden.",
        "Mag niet: Kees en Ria staan er als getrouwd, en daarnaast als gescheiden.",
    ),
)
PLAN_24 = Rule(
    "PLAN-24",
    "Een begin ligt vóór het einde, en wat gebeurd is ligt niet in de toekomst.",
    "Kijk de jaartallen na. Weet u een jaar niet? Laat het dan leeg.",
    "Tandem: een dossier vertelt wat er gebeurd is",
    family="De jaartallen in de tekening kunnen kloppen.",
    examples=(
        "Mag: Hassan leefde van 1950 tot 2019.",
        "Mag niet: Hassan is geboren in 1950 en overleden in 1905.",
    ),
)
PLAN_25 = Rule(
    "PLAN-25",
    "Een tweeling is uit één zwangerschap: geboren op of rond dezelfde dag.",
    "Kijk de geboortedatums na. Zijn zij broer en zus? Dan hebben zij dezelfde ouders.",
    "Tandem: een stamboom klopt; DOS-05",
    family="Een tweeling staat als tweeling in de tekening, andere kinderen los van elkaar.",
    examples=(
        "Mag: Lot en Siem zijn geboren op 3 mei 2015, de een voor en de ander na de lunch.",
        "Mag niet: Noor van 14 en Sem van 6 staan er als tweeling.",
    ),
)
PLAN_26 = Rule(
    "PLAN-26",
    f"In een gezinstekening passen {MOST_RELATIVES} verwanten.",
    "Kies wie er voor dit gezin toe doen. De anderen kunnen in het verhaal staan.",
    "Tandem: een tekening moet te lezen zijn",
    family="In de tekening staan de mensen die voor uw gezin belangrijk zijn.",
    examples=(
        "Mag: Van de familie van Fatima staan haar ouders, haar zus en drie neefjes erin.",
        "Mag niet: Alle honderd mensen van een familiefeest komen erin.",
    ),
)
RULES = (PLAN_21, PLAN_22, PLAN_23, PLAN_24, PLAN_25, PLAN_26)


@dataclass(frozen=True, slots=True)
class Born:
    """When somebody was born, as far as we know: a day, a year, or nothing."""

    on: date | None = None
    year: int | None = None

    @property
    def first(self) -> date | None:
        """The first day on which it can have been."""
        return self.on if self.year is None else date(self.year, 1, 1)

    @property
    def last(self) -> date | None:
        """The last day on which it can have been."""
        return self.on if self.year is None else date(self.year, 12, 31)


def nobody_comes_down_from_themselves(
    parent: Hashable, child: Hashable, *, known: Iterable[tuple[Hashable, Hashable]]
) -> Verdict:
    """Judge a new parent with its child; `known` are all (parent, child) that stand there."""
    under: dict[Hashable, list[Hashable]] = {}
    for above, below in known:
        under.setdefault(above, []).append(below)
    seen, waiting = set[object](), [child]
    while waiting:
        here = waiting.pop()
        if here == parent:
            return PLAN_21.no()
        if here not in seen:
            seen.add(here)
            waiting += under.get(here, [])
    return YES


def two_people(one: Hashable, other: Hashable) -> Verdict:
    """Judge the two ends of a bond."""
    return PLAN_22.no() if one == other else YES


def is_said_once(*, is_known: bool, words: str = "") -> Verdict:
    """Judge whether something of this sort stands between the two already."""
    return PLAN_23.no(words) if is_known else YES


def years_fit(since: int | None, until: int | None, *, today: date) -> Verdict:
    """Judge two years: both may be unknown."""
    late = [year for year in (since, until) if year is not None and year > today.year]
    if late:
        return PLAN_24.no(f"{late[0]} komt nog.")
    if since is not None and until is not None and until < since:
        return PLAN_24.no(f"{until} ligt vóór {since}.")
    return YES


def are_twins(one: Born, other: Born) -> Verdict:
    """Judge a pair of twins by what is known of their birth."""
    if one.first is None or one.last is None or other.first is None or other.last is None:
        return YES
    apart = max((other.first - one.last).days, (one.first - other.last).days)
    return PLAN_25.no() if apart > TWINS_APART else YES


def parent_is_older(parent: Born, child: Born) -> Verdict:
    """Judge a parent with a child: no when it cannot be, whatever day of the year it was."""
    if parent.first is None or child.last is None:
        return YES
    return dossier.parent_is_older(parent_born=parent.first, child_born=child.last)


def room_is_left(count: int) -> Verdict:
    """Judge whether one relative more fits in the drawing."""
    return YES if count < MOST_RELATIVES else PLAN_26.no()
