"""Reads around a measure: what was thought, tested and planned, and what must happen when."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Min

from tandem.core.periods import Period, joined
from tandem.dossier.enums import POWER_FORMS
from tandem.legal import rules
from tandem.legal.enums import REAL_MEASURES, MeasureKind
from tandem.legal.models import ProtectionTest, Reflection
from tandem.legal.selectors.grounds import measure_periods
from tandem.network.enums import OrganizationKind

if TYPE_CHECKING:
    from datetime import date

    from tandem.dossier.models import Household, Involvement
    from tandem.legal.models import Measure
    from tandem.network.models import Account


def unused_reflection(household: Household) -> Reflection | None:
    """Return what was thought last and not yet used for a request (REG-23)."""
    return household.reflections.filter(measure=None).order_by("-recorded_at", "-id").first()


def was_protected(household: Household, *, on: date) -> bool:
    """Whether a protection measure was there before, so that another one is not the first."""
    found = household.measures.filter(kind__in=rules.PROTECTION, decided_on__lte=on)
    return any(one.is_confirmed for one in found.order_by("id"))


def begun_on(household: Household, kind: str, since: date) -> date | None:
    """Return the first day of what a measure goes on with, without a break; None when it is new."""
    found = household.measures.filter(kind=kind).order_by("id")
    earlier = joined(one.period for one in found if one.is_confirmed and one.period.since < since)
    return next(
        (one.since for one in earlier if one.until is None or since <= one.until),
        None,
    )


def first_submitted_on(household: Household) -> date | None:
    """Return the day on which the RvdK first put a request to the court (INV-12)."""
    found = ProtectionTest.objects.filter(household=household)
    day: date | None = found.aggregate(day=Min("submitted_on"))["day"]
    return day


def power_ends(involvement: Involvement) -> date | None:
    """Return the first day on which the grounds of an involvement no longer carry it."""
    household = involvement.household
    decided = household.core_decisions.filter(
        organization=involvement.organization_id, regime=involvement.form
    ).order_by("id")
    grounds = [[decision.period for decision in decided]]
    if involvement.form == "with_measure":
        grounds.append(measure_periods(household))
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
    """Return what must happen around each measure of one household (facts 3.8)."""
    found = []
    away = rules.common(
        [one.period for one in measures if one.kind == MeasureKind.OTS],
        [one.carries for one in measures if one.kind == MeasureKind.OUT_OF_HOME_PLACEMENT],
    )
    for one in measures:
        extended = any(
            other.kind == one.kind
            and other.pk != one.pk
            and one.until is not None
            and other.period.has(one.until)
            for other in measures
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
            away_since=_away_since(one, away),
            is_extended=extended,
            is_early=one.granted_until is not None,
            by_gi=one.executed_by is not None and one.executed_by.kind == OrganizationKind.GI,
        )
        found.append(Term(one, rules.dues(known), extended))
    return found


def _away_since(one: Measure, away: tuple[Period, ...]) -> date | None:
    """Since when a child is supervised and elsewhere, in the stretch in which a measure ends."""
    last = one.period.last_day
    if last is None:
        return None
    return next((period.since for period in away if period.has(last)), None)


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
