"""Reads around a measure: what was thought, tested and planned, and what must happen when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import Period, joined
from tandem.dossier.enums import POWER_FORMS
from tandem.legal import rules
from tandem.legal.enums import REAL_MEASURES, MeasureKind
from tandem.legal.models import Reflection
from tandem.legal.selectors.grounds import carrying
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

    from django.db.models import QuerySet

    from tandem.dossier.models import Household, Involvement, Person
    from tandem.legal.models import Measure, ProtectionTest
    from tandem.network.models import Account


def unused_reflection(household: Household) -> Reflection | None:
    """Return what was thought last and not yet used for a request (REG-23)."""
    return household.reflections.filter(measure=None).order_by("-recorded_at", "-id").first()


def minors_of(household: Household, *, on: date) -> QuerySet[Person]:
    """Return who of the household is not yet an adult on the day."""
    born_after = rules.plus_months(on, -12 * rules.ADULT)
    return household.persons.filter(born_on__gt=born_after).order_by("born_on", "id")


def are_minors(household: Household, children: Sequence[Person], *, on: date) -> list[bool]:
    """Return of each child whether it is a minor of this household on the day."""
    found = set(minors_of(household, on=on).values_list("pk", flat=True))
    return [child.pk in found for child in children]


def not_yet_protected(household: Household, children: Sequence[Person], *, on: date) -> list[int]:
    """Return the children for whom a protection measure would be the first.

    What came without children, counts for all of them.
    """
    found = household.measures.filter(kind__in=rules.PROTECTION, decided_on__lte=on)
    before = [_about(one) for one in found.order_by("id") if one.is_confirmed]
    return [child.pk for child in children if not any(_meets(child.pk, them) for them in before)]


def submitted_on(household: Household, children: Sequence[int]) -> date | None:
    """Return the day since which the RvdK put a request to the court for each child (INV-12)."""
    tests = household.protection_tests.filter(submitted_on__isnull=False).order_by("id")
    asked = [(_about(one), one.submitted_on) for one in tests]
    first = [
        min((day for them, day in asked if day is not None and _meets(child, them)), default=None)
        for child in children
    ]
    known = [day for day in first if day is not None]
    return max(known) if known and len(known) == len(first) else None


def _about(one: Measure | ProtectionTest) -> set[int]:
    """The children that it names; none when that is not known."""
    return {child.pk for child in one.children.all()}


def _meets(child: int | None, them: set[int]) -> bool:
    """Whether it is about this child; who or what is not known, meets all (the old system)."""
    return child is None or not them or child in them


def begun_on(household: Household, kind: str, since: date) -> date | None:
    """Return the first day of what a measure goes on with, without a break; None when it is new."""
    found = household.measures.filter(kind=kind).order_by("id")
    earlier = joined(one.period for one in found if one.is_confirmed and one.period.since < since)
    return next(
        (one.since for one in earlier if one.until is None or since <= one.until),
        None,
    )


def power_ends(involvement: Involvement) -> date | None:
    """Return the first day on which the grounds of an involvement no longer carry it."""
    household = involvement.household
    decided = household.core_decisions.filter(
        organization=involvement.organization_id, regime=involvement.form
    ).order_by("id")
    grounds = [[decision.period for decision in decided]]
    if involvement.form == "with_measure":
        measures = household.measures.order_by("id")
        grounds.append(carrying(measures, decided, involvement.organization_id))
    return rules.ground_ends(involvement.since, *grounds)


def known_ends(household: Household) -> set[date]:
    """Return the days on which a ground of power ends or ended."""
    measures = household.measures.filter(kind__in=REAL_MEASURES).order_by("id")
    ends = {one.carries.until for one in measures}
    ends |= {one.until for one in household.core_decisions.order_by("id")}
    return {day for day in ends if day is not None}


@dataclass(frozen=True, slots=True)
class Term:
    """A measure with what must happen around it."""

    measure: Measure
    dues: tuple[rules.Due, ...]
    is_extended: bool


def terms_of(measures: list[Measure]) -> list[Term]:
    """Return what must happen around each measure of one household (facts 3.8), per child."""
    found = []
    about = {one.pk: _about(one) for one in measures}
    away = {
        child: rules.common(
            [one.period for one in measures if _is(one, MeasureKind.OTS, child, about)],
            [
                one.carries
                for one in measures
                if _is(one, MeasureKind.OUT_OF_HOME_PLACEMENT, child, about)
            ],
        )
        for child in {child for them in about.values() for child in _each(them)}
    }
    for one in measures:
        children = _each(about[one.pk])
        others = [other for other in measures if other.pk != one.pk]
        extended = one.until is not None and all(
            any(
                _is(other, one.kind, child, about) and other.period.has(one.until)
                for other in others
            )
            for child in children
        )
        known = rules.Known(
            kind=one.kind,
            period=one.period,
            decided_on=one.decided_on,
            provisional=one.provisional,
            used_on=one.used_on,
            first_contact_on=one.first_contact_on,
            rvdk_told_on=one.rvdk_told_on,
            rvdk_advised_on=one.rvdk_advised_on,
            end_asked=rules.AskedGi(one.end_asked_on, one.end_answered_on),
            instruction_asked=rules.AskedGi(one.instruction_asked_on, one.instruction_answered_on),
            away_since=_away_since(one, [away[child] for child in children]),
            is_extended=extended,
            is_early=one.granted_until is not None,
            by_gi=one.executed_by is not None and one.executed_by.kind == OrganizationKind.GI,
        )
        found.append(Term(one, rules.dues(known), extended))
    return found


def _each(them: set[int]) -> set[int | None]:
    """Return each child; nobody in particular when that is not known."""
    return set(them) or {None}


def _is(one: Measure, kind: str, child: int | None, about: dict[int, set[int]]) -> bool:
    """Whether a measure is of this kind and about this child."""
    return one.kind == kind and _meets(child, about[one.pk])


def _away_since(one: Measure, away: list[tuple[Period, ...]]) -> date | None:
    """Since when a child is supervised and elsewhere, in the stretch in which a measure ends.

    Of several children the one who is away longest.
    """
    last = one.period.last_day
    if last is None:
        return None
    since = [period.since for periods in away for period in periods if period.has(last)]
    return min(since, default=None)


@dataclass(frozen=True, slots=True)
class Conflict:
    """Somebody who both rode along and uses powers in one household (TAN-11, REG-17)."""

    account: Account
    earlier: Involvement
    later: Involvement


def role_conflicts(household: Household) -> list[Conflict]:
    """Return who has two roles at one family, so that everybody sees it (TAN-11)."""
    found = list(
        household.involvements.filter(professional__isnull=False, anonymous=False)
        .select_related("professional", "organization")
        .order_by("since", "id")
    )
    return [
        Conflict(power.professional, ride, power)
        for power in found
        if power.form in POWER_FORMS and power.professional is not None
        for ride in found
        if ride.professional_id == power.professional_id and ride.form not in POWER_FORMS
    ]
