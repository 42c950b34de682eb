"""Bringing a partner in, writing its hours, letting it go."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of, start_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import POWER_FORMS, Form, Origin, Status
from tandem.dossier.models import Hours, Involvement
from tandem.dossier.services import bars, keys
from tandem.legal import rules, selectors
from tandem.legal.rules import words
from tandem.legal.services import asking, professionals
from tandem.network.enums import PARTNER_KINDS

if TYPE_CHECKING:
    from collections.abc import Collection, Sequence
    from datetime import date, datetime
    from decimal import Decimal

    from tandem.dossier.models import Household
    from tandem.legal.models import Consent
    from tandem.network.models import Account, Organization


@dataclass(frozen=True, slots=True)
class NewInvolvement:
    """A partner to bring in: who, in which form, from when, why (REG-01, TAN-04, TAN-05)."""

    organization: Organization
    form: str
    period: Period
    professional: Account | None = None
    anonymous: bool = False
    reason: str = ""
    aims: Sequence[str] = field(default_factory=tuple)
    level: str = ""
    description: str = ""
    question: str = ""
    answer: str = ""
    own_system_registered: bool | None = None
    same_person_agreed_on: date | None = None
    same_person_said: str = ""
    origin: Origin = Origin.SCREEN

    @property
    def needs_consent(self) -> bool:
        """Whether it stands on consent: every form but power and anonymous advice."""
        return not self.uses_powers and not self.anonymous

    @property
    def uses_powers(self) -> bool:
        """Whether it does something against somebody's will."""
        return self.form in POWER_FORMS


def judge(household: Household, new: NewInvolvement, *, at: datetime) -> Verdict:
    """Judge whether this partner may be involved like this; greys the button, stops the service."""
    kind = new.organization.kind
    return first_no(
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        dossier_rules.not_in_the_future(new.period.since, today=day_of(at)),
        rules.is_partner(is_partner_kind=kind in PARTNER_KINDS),
        rules.ends_after_start(new.period),
        *_judge_form(household, new, today=day_of(at)),
        professionals.judge(household, new, on=new.period.since),
    )


def _judge_form(
    household: Household,
    new: NewInvolvement,
    *,
    today: date,
    answered_by: date | None = None,
) -> list[Verdict]:
    verdicts = [
        rules.other_is_described(
            is_other=new.form == Form.OTHER and new.origin == Origin.SCREEN,
            description=new.description,
        )
    ]
    if new.anonymous:
        text = f"{new.question}\n{new.answer}"
        verdicts += [
            rules.may_be_anonymous(is_advice=new.form == Form.ADVICE),
            rules.reveals_nobody(text, **selectors.telltales(household)),
        ]
    elif new.needs_consent:
        consents = selectors.consents_naming(household, new.organization)
        verdicts += [
            rules.is_covered(new.period, [_in_force(c, new.period.since) for c in consents]),
            words.withdrawal_is_settled(
                new.period,
                still_open=selectors.open_withdrawals(household, new.organization),
            ),
            asking.judge_about(household, new.organization, since=new.period.since, by=answered_by)
            if new.origin == Origin.SCREEN
            else asking.judge_of_file(household, consents, since=new.period.since),
            _judge_authority(household, new, consents),
            professionals.judge_both(household, new, does_both=selectors.uses_powers),
        ]
    else:
        verdicts += _judge_power(household, new, today=today)
    return verdicts


def _judge_authority(
    household: Household, new: NewInvolvement, consents: Sequence[Consent]
) -> Verdict:
    """Judge whether somebody who decides for the children says yes; of a case file, that was so."""
    if new.origin != Origin.SCREEN:
        return YES
    on = new.period.since
    said_yes = {c.person_id for c in consents if _in_force(c, on).has(on)}
    return asking.judge_authority(household, said_yes, on=on)


def _in_force(consent: Consent, since: date) -> Period:
    """Days that a consent covers for something new: not the rest of the day it was taken back."""
    if consent.ended_at is not None:
        ended = day_of(consent.ended_at)
        if since >= ended:
            return Period(consent.given_on, ended)
    return consent.period


def _judge_power(household: Household, new: NewInvolvement, *, today: date) -> list[Verdict]:
    verdicts = [
        rules.mandate.may_use_powers(new.organization.kind),
        rules.is_signed(**selectors.signatures(household, new.organization, form=new.form)),
        rules.power_has_ground(
            since=new.period.since,
            today=today,
            grounds=selectors.power_grounds(household, new.organization, form=new.form),
        ),
        professionals.judge_both(household, new, does_both=selectors.rode_along),
    ]
    if new.form == Form.WITH_MEASURE:
        decided = household.core_decisions.order_by("id")
        mine = selectors.carrying(household.measures.order_by("id"), decided, new.organization.pk)
        others = selectors.measure_periods(household)
        since = new.period.since
        verdicts.append(rules.measure_is_there(since=since, measures=mine, others=others))
    return verdicts


@transaction.atomic
def start(household: Household, new: NewInvolvement, *, by: Account, at: datetime) -> Involvement:
    """Bring a partner in; the professional gets a key in the same transaction (INV-06..10)."""
    door.require(by, Permission.INVOLVEMENT_RECORD, household, at=at)
    # Who takes consent back at this moment holds the household: then this waits, and finds none.
    first_no(
        judge(door.hold(household), new, at=at), bars.judge_naming(household, new.professional)
    ).or_refuse()
    involvement = Involvement.objects.create(
        household=household,
        organization=new.organization,
        professional=new.professional,
        form=new.form,
        anonymous=new.anonymous,
        since=new.period.since,
        until=_until(household, new),
        reason=new.reason,
        aims=list(new.aims),
        level=new.level,
        description=new.description,
        question=new.question,
        answer=new.answer,
        own_system_registered=new.own_system_registered,
        same_person_agreed_on=new.same_person_agreed_on,
        same_person_said=new.same_person_said.strip(),
        origin=new.origin,
        recorded_at=at,
        recorded_by=by,
    )
    _cut_key(involvement, by=by, at=at)
    audit.record(
        "involvement_started",
        by=by,
        at=at,
        household=household.ref,
        subject=f"involvement:{involvement.pk}",
    )
    return involvement


def _until(household: Household, new: NewInvolvement) -> date | None:
    """The end that is known ahead: of the involvement itself, or of the grounds of its power."""
    if new.form not in POWER_FORMS:
        return new.period.until
    stands = Involvement(
        household=household,
        organization=new.organization,
        form=new.form,
        since=new.period.since,
    )
    ends = [new.period.until, selectors.power_ends(stands)]
    return min((end for end in ends if end is not None), default=None)


@transaction.atomic
def follow(
    household: Household, *, before: Collection[date], by: Account, at: datetime
) -> list[tuple[Involvement, date | None]]:
    """Let what uses powers follow its grounds: shorter when they end, longer when they go on.

    `before` are the ends that were known before; who was to stop on one of them, goes on with the
    ground. Gives what changed, each with the end it had; the keys turn last, by `turn_keys`.
    """
    door.require(by, Permission.MEASURE_RECORD, household, at=at)
    running = Involvement.objects.select_for_update(of=("self",)).filter(
        Q(until=None) | Q(until__gt=day_of(at)), household=household, form__in=POWER_FORMS
    )
    changed = []
    for involvement in running.select_related("household", "organization", "professional"):
        was, end = involvement.until, selectors.power_ends(involvement)
        goes_on = was in before and not involvement.end_reason
        if end is not None:
            end = max(end, involvement.since + timedelta(days=1))
        if was is not None and not goes_on:
            end = was if end is None else min(was, end)
        if end == was:
            continue
        involvement.until = end
        involvement.save(update_fields=["until"])
        audit.record(
            "involvement_followed_ground",
            by=by,
            at=at,
            household=household.ref,
            subject=f"involvement:{involvement.pk}",
        )
        changed.append((involvement, was))
    return changed


@transaction.atomic
def turn_keys(
    changed: Collection[tuple[Involvement, date | None]], *, by: Account, at: datetime
) -> None:
    """Let the keys follow what `follow` changed: a new one is cut before the old one ends.

    Who records it may be the one whose own door closes, and can write nothing after that.
    """
    for involvement, was in changed:
        end = involvement.until
        if end is not None and (was is None or end < was):
            keys.end_for_involvement(involvement, by=by, at=at, until=start_of(end))
            continue
        old = keys.open_for_involvement(involvement, at=at)
        _cut_key(involvement, by=by, at=at)
        keys.end_for_involvement(involvement, only=old, by=by, at=at)


def _cut_key(involvement: Involvement, *, by: Account, at: datetime) -> None:
    """Cut the key with every end that is known now: of the involvement and of the ground.

    What is written down after consent was taken back, is history: it opens no door (CONS-08).
    """
    ends = [involvement.until]
    if involvement.form not in POWER_FORMS:
        consents = selectors.consents_naming(involvement.household, involvement.organization)
        running = [c.until for c in consents if c.ended_at is None and c.period.has(day_of(at))]
        if not running:
            return
        ends.append(None if None in running else max(filter(None, running)))
    until = min((start_of(day) for day in ends if day is not None), default=None)
    if until is None or until > at:
        keys.cut_for_involvement(involvement, by=by, at=at, until=until)


@transaction.atomic
def name_professional(
    involvement: Involvement, professional: Account, *, by: Account, at: datetime
) -> None:
    """Say who of the organization does it, or that somebody else takes over; the key follows."""
    household = involvement.household
    door.require(by, Permission.INVOLVEMENT_RECORD, household, at=at)
    # Two who name somebody at once wait for each other, so that one key stays and not two.
    locked = Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    involvement.until = locked.until
    dossier_rules.is_open(is_ended=household.status == Status.ENDED).or_refuse()
    new = NewInvolvement(
        organization=involvement.organization,
        form=involvement.form,
        period=involvement.period,
        professional=professional,
        anonymous=involvement.anonymous,
        description=involvement.description,
        same_person_agreed_on=involvement.same_person_agreed_on,
        same_person_said=involvement.same_person_said,
        origin=Origin(involvement.origin),
    )
    advises = new.form == Form.ADVICE and not new.anonymous
    # Who was asked since the partner came, was asked before somebody else takes over.
    first_no(
        dossier_rules.advice_runs(is_advice=advises, since=involvement.since, on=day_of(at)),
        *_judge_form(household, new, today=day_of(at), answered_by=day_of(at)),
        professionals.judge(household, new, on=max(involvement.since, day_of(at))),
        bars.judge_naming(household, professional),
    ).or_refuse()
    keys.end_for_involvement(involvement, by=by, at=at)
    involvement.professional = professional
    involvement.save(update_fields=["professional"])
    _cut_key(involvement, by=by, at=at)
    audit.record(
        "involvement_professional_named",
        by=by,
        at=at,
        household=household.ref,
        subject=f"involvement:{involvement.pk}",
    )


@transaction.atomic
def end(
    involvement: Involvement, *, last_day: date, reason: str, by: Account, at: datetime
) -> None:
    """Let a partner go: the last day is given, the door closes at its end, or now when past."""
    household = involvement.household
    door.require(by, Permission.INVOLVEMENT_RECORD, household, at=at)
    period = Period.with_last_day(involvement.since, last_day)
    first_no(
        dossier_rules.not_in_the_future(last_day, today=day_of(at)),
        rules.ends_after_start(period),
    ).or_refuse()
    involvement.until, involvement.end_reason = period.until, reason
    involvement.save(update_fields=["until", "end_reason"])
    keys.end_for_involvement(involvement, by=by, at=at)
    audit.record(
        "involvement_ended",
        by=by,
        at=at,
        household=household.ref,
        subject=f"involvement:{involvement.pk}",
    )


@transaction.atomic
def add_hours(
    involvement: Involvement, entries: Sequence[tuple[date, Decimal]], *, by: Account, at: datetime
) -> None:
    """Write hours on days of the involvement (WP-16)."""
    household = involvement.household
    door.require(by, Permission.HOURS_RECORD, household, at=at)
    first_no(
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        *(rules.hours_fit(day, involvement.period) for day, _ in entries),
        *(dossier_rules.not_in_the_future(day, today=day_of(at)) for day, _ in entries),
    ).or_refuse()
    Hours.objects.bulk_create(
        Hours(involvement=involvement, day=day, hours=hours, recorded_at=at, recorded_by=by)
        for day, hours in entries
    )
    audit.record(
        "hours_recorded",
        by=by,
        at=at,
        household=household.ref,
        subject=f"involvement:{involvement.pk}",
    )


@transaction.atomic
def correct_hours(entry: Hours, *, hours: Decimal, by: Account, at: datetime) -> None:
    """Mend hours that were written wrong; 0 takes them back. What was submitted stays."""
    household = entry.involvement.household
    door.require(by, Permission.HOURS_RECORD, household, at=at)
    dossier_rules.is_open(is_ended=household.status == Status.ENDED).or_refuse()
    Hours.objects.filter(pk=entry.pk).update(hours=hours, recorded_at=at, recorded_by=by)
    audit.record(
        "hours_corrected",
        by=by,
        at=at,
        household=household.ref,
        subject=f"involvement:{entry.involvement_id}",
    )
