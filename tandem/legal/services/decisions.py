"""Core decisions, measures, and telling the family of a decision."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Origin, Status
from tandem.dossier.services import bars, households
from tandem.legal import rules, selectors
from tandem.legal.models import CoreDecision, Measure
from tandem.legal.services import _measures, seconds, telling
from tandem.network.enums import PARTNER_KINDS, OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account, Organization


@dataclass(frozen=True, slots=True)
class NewDecision:
    """A core decision as it was taken (REG-10)."""

    regime: str
    organization: Organization
    ground: str
    ground_on: date
    decided_on: date
    power: str = ""
    facts: str = ""
    alternatives: str = ""
    proportionality: str = ""
    child_interest: str = ""
    co_signer: Account | None = None
    family_informed_on: date | None = None
    told_to: telling.Listeners | None = None
    family_reaction: str = ""
    urgent_reason: str = ""
    power_kind: str = ""
    legal_reference: str = ""
    interventions: Sequence[str] = ()
    subsidiarity: str = ""
    also_decided: str = ""
    family_informed_by: Account | None = None
    family_informed_why: str = ""
    family_informed_what: str = ""
    family_informed_points: Sequence[str] = ()
    complaint_explained: bool = False
    tell_due_on: date | None = None
    review_on: date | None = None
    origin: Origin = Origin.SCREEN


def judge_decision(household: Household, new: NewDecision, *, at: datetime) -> Verdict:
    """Judge a core decision; one from a case file is not asked what the file cannot carry."""
    verdicts = [
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        dossier_rules.not_in_the_future(new.decided_on, today=day_of(at)),
        rules.is_partner(is_partner_kind=new.organization.kind in PARTNER_KINDS),
        rules.ground_before_decision(ground_on=new.ground_on, decided_on=new.decided_on),
    ]
    if new.family_informed_on is not None:
        told = dossier_rules.not_in_the_future(new.family_informed_on, today=day_of(at))
        verdicts.append(told)
    if new.origin == Origin.SCREEN:
        verdicts += _judge_content(household, new, at=at)
    return first_no(*verdicts)


def _judge_content(household: Household, new: NewDecision, *, at: datetime) -> list[Verdict]:
    """Judge what a decision must say (REG-10, REG-13, REG-24, INV-43)."""
    born = household.persons.order_by("id").values_list("born_on", flat=True)
    verdicts = [
        rules.decision_is_complete(
            (new.power, new.facts, new.alternatives, new.proportionality, new.subsidiarity),
            has_co_signer=new.co_signer is not None,
        ),
        rules.child_is_considered(
            has_minors=dossier_rules.minors(list(born), on=new.decided_on) > 0,
            child_interest=new.child_interest,
        ),
        rules.has_power(
            power=new.power_kind, organization_kind=new.organization.kind, regime=new.regime
        ),
        rules.mandate.ground_fits(power=new.power_kind, ground=new.ground),
        rules.mandate.other_names_its_law(
            power=new.power_kind, ground=new.ground, reference=new.legal_reference
        ),
        rules.others_were_weighed(new.interventions),
        rules.will_be_reviewed(decided_on=new.decided_on, review_on=new.review_on),
        rules.will_be_told(
            is_urgent=bool(new.urgent_reason) and new.family_informed_on is None,
            decided_on=new.decided_on,
            due_on=new.tell_due_on,
        ),
    ]
    if new.family_informed_on is not None:
        verdicts += [
            rules.telling_is_whole(
                by_somebody=new.family_informed_by is not None,
                what=new.family_informed_what,
                complaint_explained=new.complaint_explained,
            ),
            _judge_teller(
                household, new.family_informed_by, new.family_informed_on, new.family_informed_why
            ),
            _judge_points(new.organization, new.family_informed_points),
            telling.judge(household, new.told_to, rule=rules.LEGAL_56, at=at),
        ]
    return verdicts


def _judge_teller(household: Household, who: Account | None, on: date, why: str) -> Verdict:
    """Judge who told the family: the fixed contact person of that day, or why not (REG-12)."""
    is_contact = who is not None and selectors.is_contact_person(household, who, on=on)
    return rules.agreed.is_told_by_who_they_know(is_contact_person=is_contact, why_other=why)


def _judge_points(organization: Organization, points: Sequence[str]) -> Verdict:
    """Judge what the family heard at the turning point (TELL-07, TELL-09, TELL-14)."""
    return rules.told_at_turning_point(points, is_rvdk=organization.kind == OrganizationKind.RVDK)


@transaction.atomic
def decide(household: Household, new: NewDecision, *, by: Account, at: datetime) -> CoreDecision:
    """Record a core decision (kernbesluit): the test before powers may be used (INV-10).

    It is a proposal until the second person signs; one from a case file was signed elsewhere.
    """
    door.require(by, Permission.DECISION_RECORD, household, at=at)
    is_ours = new.origin == Origin.SCREEN
    of = seconds.Deciding(household, new.organization.pk, new.also_decided)
    first_no(
        judge_decision(households.locked(household), new, at=at),
        # Not left to one professional: who records it cannot sign for the second (REG-11).
        rules.decision_is_complete((), has_co_signer=new.co_signer != by),
        # Of a case file, who decided was judged elsewhere (REG-10).
        seconds.judge_own(new.organization.pk, household, by=by, at=at) if is_ours else YES,
        seconds.judge_two(of, by, new.co_signer, at=at) if is_ours else YES,
        seconds.judge(household, new.co_signer, beside=by, at=at),
        bars.judge_naming(household, new.co_signer),
    ).or_refuse()
    decision = CoreDecision.objects.create(
        household=household,
        regime=new.regime,
        organization=new.organization,
        ground=new.ground,
        ground_on=new.ground_on,
        decided_on=new.decided_on,
        power_kind=new.power_kind,
        legal_reference=new.legal_reference.strip(),
        power=new.power,
        facts=new.facts,
        alternatives=new.alternatives,
        interventions=list(new.interventions),
        proportionality=new.proportionality,
        subsidiarity=new.subsidiarity,
        child_interest=new.child_interest,
        co_signer=new.co_signer,
        also_decided=new.also_decided,
        family_informed_on=new.family_informed_on,
        family_informed_by=new.family_informed_by,
        family_informed_why=new.family_informed_why.strip(),
        family_informed_what=new.family_informed_what,
        family_informed_points=list(new.family_informed_points),
        family_reaction=new.family_reaction,
        complaint_explained=new.complaint_explained,
        urgent_reason=new.urgent_reason,
        tell_due_on=new.tell_due_on,
        review_on=new.review_on,
        origin=new.origin,
        recorded_at=at,
        recorded_by=by,
    )
    if new.family_informed_on is not None:
        day = new.family_informed_on
        telling.write(household, new.told_to, on=day, by=by, at=at, decision=decision)
    audit.record(
        "core_decision_taken",
        by=by,
        at=at,
        household=household.ref,
        subject=f"decision:{decision.pk}",
    )
    return decision


@dataclass(frozen=True, slots=True)
class Told:
    """How the family was told of a decision (REG-12, TELL-09)."""

    on: date
    by_whom: Account | None
    what: str
    reaction: str = ""
    complaint_explained: bool = False
    points: Sequence[str] = ()
    to: telling.Listeners | None = None
    why_other: str = ""


@transaction.atomic
def tell_family_of_decision(
    decision: CoreDecision, told: Told, *, by: Account, at: datetime
) -> None:
    """Record when the family was told of a decision, by whom, what, and what they said (REG-12).

    The first day stays: the first use of power is judged by it. Somebody else may hear it later,
    also when the dossier has ended.
    """
    household = decision.household
    door.require(by, Permission.DECISION_RECORD, household, at=at)
    households.locked(household)
    locked = CoreDecision.objects.select_for_update(of=("self",)).get(pk=decision.pk)
    is_news = told.to is not None and told.to.are_new_to(locked)
    is_told_otherwise = locked.family_informed_on not in {None, told.on} and not is_news
    first_no(
        telling.judge_who(household, locked.organization_id, by=by, at=at),
        dossier_rules.not_in_the_future(told.on, today=day_of(at)),
        dossier_rules.is_unchanged(seen=0, current=int(is_told_otherwise)),
        rules.telling_is_whole(
            by_somebody=told.by_whom is not None,
            what=told.what,
            complaint_explained=told.complaint_explained,
        ),
        _judge_teller(household, told.by_whom, told.on, told.why_other),
        _judge_points(decision.organization, told.points),
        telling.judge(household, told.to, rule=rules.LEGAL_56, at=at, before=locked),
    ).or_refuse()
    _write_told(locked, told, by=by, at=at)
    telling.write(household, told.to, on=told.on, by=by, at=at, decision=locked)
    audit.record(
        "family_told_of_decision",
        by=by,
        at=at,
        household=household.ref,
        subject=f"decision:{decision.pk}",
    )


_OF_TELLING = (
    "family_informed_on",
    "family_informed_by",
    "family_informed_why",
    "family_informed_what",
    "family_informed_points",
    "family_reaction",
    "complaint_explained",
)


def _write_told(decision: CoreDecision, told: Told, *, by: Account, at: datetime) -> None:
    """Fill in the first telling; of a later one is added what is new."""
    if decision.family_informed_on is None:
        decision.family_informed_on, decision.family_informed_by = told.on, told.by_whom
        decision.family_informed_why = told.why_other.strip()
        decision.family_informed_what, decision.family_reaction = told.what, told.reaction
    else:
        again = told.what.strip() == decision.family_informed_what.strip()
        what, day = "" if again else told.what, told.on
        home = decision.household
        telling.add(home, told.reaction, what=what, on=day, by=by, at=at, decision=decision)
    heard = {*decision.family_informed_points, *told.points}
    decision.family_informed_points = sorted(heard)
    decision.complaint_explained = decision.complaint_explained or told.complaint_explained
    decision.save(update_fields=_OF_TELLING)


@dataclass(frozen=True, slots=True)
class NewMeasure:
    """A measure as it was requested or decided (REG-21)."""

    kind: str
    decided_on: date
    initiated_by_pilot: bool = False
    running_at_intake: bool = False
    requested_on: date | None = None
    decided_by: str = ""
    reference: str = ""
    since: date | None = None
    until: date | None = None
    executed_by: Organization | None = None
    core_decision: CoreDecision | None = None
    provisional: bool = False
    children: Sequence[Person] = ()
    threats: str = ""
    origin: Origin = Origin.SCREEN


@transaction.atomic
def record_measure(household: Household, new: NewMeasure, *, by: Account, at: datetime) -> Measure:
    """Record a measure, or a request for a test (REG-21, MON-F).

    It opens nothing before a second person confirms it (`measures.confirm`).
    """
    door.require(by, Permission.MEASURE_RECORD, household, at=at)
    home = households.locked(household)
    is_ours = new.origin == Origin.SCREEN
    reflection = selectors.unused_reflection(home) if _measures.needs_reflection(new) else None
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(new.decided_on, today=day_of(at)),
        rules.measure_is_consistent(
            from_pilot=new.initiated_by_pilot, at_intake=new.running_at_intake
        ),
        rules.ends_after_start(Period(_measures.starts(new.since, new.decided_on), new.until)),
        rules.ground_before_decision(
            ground_on=new.requested_on or new.decided_on, decided_on=new.decided_on
        ),
        *(_measures.judge_law(home, new, has_thought=reflection is not None) if is_ours else ()),
    ).or_refuse()
    measure = Measure.objects.create(
        household=household,
        kind=new.kind,
        initiated_by_pilot=new.initiated_by_pilot,
        running_at_intake=new.running_at_intake,
        requested_on=new.requested_on,
        decided_on=new.decided_on,
        decided_by=new.decided_by,
        reference=new.reference.strip(),
        since=new.since,
        until=new.until,
        executed_by=new.executed_by,
        core_decision=new.core_decision,
        provisional=new.provisional,
        threats=new.threats.strip(),
        origin=new.origin,
        recorded_at=at,
        recorded_by=by,
    )
    measure.children.set(new.children)
    if reflection is not None:
        reflection.measure = measure
        reflection.save(update_fields=["measure"])
    audit.record(
        "measure_recorded", by=by, at=at, household=household.ref, subject=f"measure:{measure.pk}"
    )
    return measure


@transaction.atomic
def end_measure(
    measure: Measure, *, last_day: date, reason: str, by: Account, at: datetime
) -> None:
    """Record the last day of a measure and why it stops; it never lasts longer than it did.

    What was written of an end stays: an end that comes sooner adds its reason.
    """
    household = measure.household
    door.require(by, Permission.MEASURE_RECORD, household, at=at)
    period = Period.with_last_day(_measures.starts(measure.since, measure.decided_on), last_day)
    home = households.locked(household)
    measure = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        rules.ends_after_start(period),
        rules.scaling_down_says_why(reason),
        _measures.fits_the_law(home, measure, period.until),
        rules.bounds.only_sooner(
            until=measure.until, ends=period.until, was_ended=bool(measure.end_reason)
        ),
        rules.measures.is_no_longer_than_given(period, given=measure.until),
    ).or_refuse()
    was = measure.granted_until or measure.until
    reasons = [said for said in (measure.end_reason, reason) if said]
    is_early = was is not None and period.until is not None and period.until < was
    Measure.objects.filter(pk=measure.pk).update(
        until=period.until, end_reason="\n".join(reasons), granted_until=was if is_early else None
    )
    audit.record(
        "measure_ended", by=by, at=at, household=household.ref, subject=f"measure:{measure.pk}"
    )
