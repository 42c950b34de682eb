"""Reads of the grounds: what is covered, by whom, since when."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING, TypedDict

from django.db.models import Exists, Max, OuterRef, Q

from tandem.core.periods import Period, day_of, start_of
from tandem.dossier.enums import POWER_FORMS, Form, Origin
from tandem.dossier.models import Authority, Involvement, Key
from tandem.dossier.selectors import did_other_side
from tandem.legal import rules
from tandem.legal.enums import REAL_MEASURES, Answer, Regime
from tandem.legal.models import (
    Consent,
    CoreDecision,
    Explanation,
    FamilyInformed,
    Measure,
    NotAsked,
    Withdrawal,
)

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account, Organization


def explanation_before(household: Household, *, on: date) -> Explanation | None:
    """Return the latest explanation given on or before the day; else the first one there is."""
    found = list(household.explanations.order_by("explained_on", "id"))
    return next((e for e in reversed(found) if e.explained_on <= on), found[0] if found else None)


def consents_naming(household: Household, organization: Organization) -> list[Consent]:
    """Every yes of the household that names the organization, oldest first."""
    return list(
        Consent.objects.filter(
            household=household, answer=Answer.YES, organizations=organization
        ).order_by("given_on", "id")
    )


def withdrawn_on(person: Person, organizations: Iterable[Organization]) -> date | None:
    """Return the day on which somebody last took back consent that named one of these."""
    taken_back = Consent.objects.filter(
        person=person, ended_at__isnull=False, organizations__in=list(organizations)
    )
    last: datetime | None = taken_back.aggregate(last=Max("ended_at"))["last"]
    return None if last is None else day_of(last)


def open_withdrawals(household: Household, organization: Organization) -> list[date]:
    """Days on which consent that named the organization was taken back, without an outcome yet."""
    found = Withdrawal.objects.filter(
        consent__household=household, consent__organizations=organization, outcome=""
    )
    moments = found.order_by("received_at", "id").values_list("received_at", flat=True)
    return [day_of(moment) for moment in moments]


def left_out(household: Household) -> dict[int, NotAsked]:
    """Who is not asked, because asking would bring danger; until they answer all the same.

    What they answered before that, about others, does not count: a shelter may come later.
    """
    answered = Consent.objects.filter(
        person=OuterRef("person"), recorded_at__gte=OuterRef("recorded_at")
    )
    found = household.not_asked.exclude(Exists(answered)).select_related("person")
    return {one.person_id: one for one in found.order_by("id")}


def asked(
    household: Household, about: Organization | None = None, *, on: date
) -> list[rules.Asked]:
    """Everybody in the household on the day, with when they first answered themselves.

    Who was left out for a reason is not there: they are not asked, and hold nothing up.

    Of one organization it is the first answer about that one (CONS-18).
    """
    answers = Consent.objects.filter(household=household)
    if about is not None:
        answers = answers.filter(organizations=about)
    # Latest first, so that the first answer of each stays.
    answered = dict(answers.order_by("-given_on", "-id").values_list("person_id", "given_on"))
    holders = set(
        Authority.objects.filter(Q(until=None) | Q(until__gt=on), child__household=household)
        .order_by("id")
        .values_list("holder_id", flat=True)
    )
    passed = left_out(household)
    return [
        rules.Asked(p.first_name, p.born_on, p.pk in holders, answered.get(p.pk))
        for p in household.persons.order_by("id")
        if (p.left_on is None or on < p.left_on) and p.pk not in passed
    ]


class Telltales(TypedDict):
    """What tells of whom a text is, besides what tells it of anybody."""

    names: list[str]
    born: set[date]
    places: set[str]


def telltales(household: Household) -> Telltales:
    """What would tell of this household in an anonymous text."""
    people = list(household.persons.order_by("id"))
    return {
        "names": [household.name, *(one.name for one in people)],
        "born": {one.born_on for one in people},
        "places": set(household.addresses.order_by("id").values_list("lines", flat=True)),
    }


def power_grounds(
    household: Household, organization: Organization, *, form: str
) -> list[rules.PowerGround]:
    """Core decisions that open the form of power for the organization."""
    found = CoreDecision.objects.filter(
        household=household, organization=organization, regime=form
    ).order_by("decided_on", "id")
    return [
        rules.PowerGround(d.period, d.family_informed_on, bool(d.urgent_reason), d.tell_due_on)
        for d in found
        if d.is_signed
    ]


def signatures(household: Household, organization: Organization, *, form: str) -> dict[str, int]:
    """How many decisions there are for the form of power, and how many of them are signed."""
    found = household.core_decisions.filter(organization=organization, regime=form).order_by("id")
    signed = [decision.is_signed for decision in found]
    return {"decisions": len(signed), "signed": sum(signed)}


def decision_periods(decisions: Iterable[CoreDecision]) -> list[Period]:
    """Days on which core decisions open the powers that they name."""
    return [decision.period for decision in decisions]


def measure_periods(household: Household) -> list[Period]:
    """Periods in which a real measure runs; a request for a test is none."""
    found = Measure.objects.filter(household=household, kind__in=REAL_MEASURES).order_by("id")
    return [measure.carries for measure in found]


def carrying(
    measures: Iterable[Measure], decisions: Iterable[CoreDecision], organization_id: int
) -> list[Period]:
    """Periods of the measures that an organization executes, of a kind that fits its power.

    A case file does not say who executes a measure.
    """
    signed = [one for one in decisions if one.is_signed and one.regime == Form.WITH_MEASURE]
    mine = [one.power_kind for one in signed if one.organization_id == organization_id]
    kinds = rules.mandate.kinds_that_carry(mine)
    return [
        one.carries
        for one in measures
        if one.kind in kinds
        and (
            one.executed_by_id == organization_id
            or (one.executed_by_id is None and one.origin == Origin.CASE_FILE)
        )
    ]


def told_of(
    household: Household, organization: Organization, *, due: Iterable[Person]
) -> list[date]:
    """Days on which the family was told of the organization (INV-08).

    By a talk, with who heard it; by a core decision; or because each who must hear it answered for
    themselves whether it may take part. Of a case file, a yes that names it says so.
    """
    told = FamilyInformed.objects.filter(household=household, organization=organization)
    decided = CoreDecision.objects.filter(
        household=household, organization=organization, family_informed_on__isnull=False
    )
    days = list(told.order_by("id").values_list("informed_on", flat=True))
    days += [
        day
        for day in decided.order_by("id").values_list("family_informed_on", flat=True)
        if day is not None
    ]
    days += [
        consent.given_on
        for consent in consents_naming(household, organization)
        if consent.origin == Origin.CASE_FILE
    ]
    answers = Consent.objects.filter(household=household, organizations=organization)
    first = dict(answers.order_by("-given_on", "-id").values_list("person_id", "given_on"))
    people = [one.pk for one in due]
    if people and all(pk in first for pk in people):
        days.append(max(first[pk] for pk in people))
    return days


def contact_person_of(household: Household, *, on: date) -> Account | None:
    """Return the fixed contact person on the day; the first when the family asked for two."""
    found = household.contact_persons.open(on=on)
    first = found.select_related("account").order_by("since", "id").first()
    return None if first is None else first.account


def is_contact_person(household: Household, account: Account, *, on: date) -> bool:
    """Whether somebody is a fixed contact person of the household on the day (TAN-14)."""
    return household.contact_persons.open(on=on).filter(account=account).exists()


def regimes(
    household_ids: Iterable[int], *, at: datetime
) -> Mapping[int, tuple[Regime, date | None]]:
    """Regime per household, and since when: red, else orange, else green, else none (REG-02).

    It follows from running involvements of power and from consent in force; nobody sets it.
    """
    ids = list(household_ids)
    day = day_of(at)
    result: dict[int, tuple[Regime, date | None]] = defaultdict(lambda: (Regime.NONE, None))
    given = (
        Consent.objects.filter(
            Q(until=None) | Q(until__gt=day),
            Q(ended_at=None) | Q(ended_at__gt=at),
            household__in=ids,
            answer=Answer.YES,
            given_on__lte=day,
        )
        .order_by("household_id", "-given_on", "-id")
        .values_list("household_id", "given_on")
    )
    for household_id, since in given:
        result[household_id] = (Regime.GREEN, since)
    power = (
        Involvement.objects.open(on=day)
        .filter(household__in=ids, form__in=[Form.WITH_POWERS, Form.WITH_MEASURE])
        .order_by("household_id", "-form", "-since", "-id")
        .values_list("household_id", "form", "since")
    )
    for household_id, form, since in power:
        regime = Regime.RED if form == Form.WITH_MEASURE else Regime.ORANGE
        if not (regime is Regime.ORANGE and result[household_id][0] is Regime.RED):
            result[household_id] = (regime, since)
    return result


def rode_along(household: Household, professional: Account, _period: Period) -> bool:
    """Whether somebody ever rode along without powers, also before a colleague took over."""
    return did_other_side(professional, household.pk, form=Form.WITH_POWERS)


def uses_powers(household: Household, professional: Account, period: Period) -> bool:
    """Whether somebody uses powers on a day of the period: by name, or with a key that is lent."""
    held = Key.objects.filter(
        Q(until=None) | Q(until__gt=start_of(period.since)),
        household=household,
        account=professional,
        involvement__isnull=False,
    )
    found = Involvement.objects.filter(
        Q(until=None) | Q(until__gt=period.since),
        Q(professional=professional) | Q(pk__in=held.values("involvement")),
        household=household,
        form__in=POWER_FORMS,
    )
    if period.until is not None:
        found = found.filter(since__lt=period.until)
    return found.exists()
