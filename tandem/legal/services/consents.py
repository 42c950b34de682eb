"""Explaining, asking, confirming and taking back consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.core.workdays import after_workdays
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import POWER_FORMS, Origin, Status
from tandem.dossier.models import Household, Involvement
from tandem.dossier.services import keys
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer, IdentityCheck, Outcome, Via
from tandem.legal.models import (
    Confirmation,
    Consent,
    Explanation,
    Exploration,
    FreedomMark,
    Withdrawal,
)
from tandem.legal.services.talks import Told, note_told

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Person
    from tandem.network.models import Account, Organization

# The wording of the leaflet that is in force.
LEAFLET_VERSION = "2024-10"
CONFIRM_WITHIN_WORKDAYS = 5


@transaction.atomic
def explain(
    household: Household,
    *,
    on: date,
    questions: str = "",
    told: Told | None = None,
    by: Account,
    at: datetime,
) -> Explanation:
    """Record that the way of working was explained and the leaflet given (CONS-03).

    The points that were told stand with it, for each who heard them; without `told` that is every
    point of the leaflet, to everybody in the household (DSR-10: children and adults).
    """
    new = Explanation(explained_on=on, questions_asked=questions, origin=Origin.SCREEN)
    return _explain(household, new, told, by=by, at=at)


@transaction.atomic
def explain_from_file(household: Household, *, on: date, by: Account, at: datetime) -> Explanation:
    """Record the explanation that a case file states: with it, everybody was told its points."""
    new = Explanation(explained_on=on, origin=Origin.CASE_FILE)
    return _explain(household, new, None, by=by, at=at)


def _explain(
    household: Household, new: Explanation, told: Told | None, *, by: Account, at: datetime
) -> Explanation:
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home, on = door.hold(household), new.explained_on
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
    ).or_refuse()
    new.household, new.leaflet_version = household, LEAFLET_VERSION
    new.recorded_at, new.recorded_by = at, by
    new.save(force_insert=True)
    told = told or Told(rules.EXPLAINED, selectors.members(household, on=on))
    note_told(household, told, explanation=new, on=on, by=by, at=at)
    audit.record("way_of_working_explained", by=by, at=at, household=household.ref)
    return new


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What somebody answered: yes or no, to which organizations, when and how.

    `company` is who was there, `not_free` what only professionals see of it (T-09).
    """

    answer: str
    organizations: Sequence[Organization]
    given_on: date
    until: date | None = None
    via: str = Via.ORAL
    what_else: str = ""
    company: str = ""
    not_free: str = ""
    origin: Origin = Origin.SCREEN


def judge_asking(person: Person, *, on: date) -> Verdict:
    """Judge whether somebody can be asked on the day; shows the form or why there is none yet."""
    household = person.household
    explanation = selectors.explanation_before(household, on=on)
    return first_no(
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        rules.explained_before(
            explained_on=None if explanation is None else explanation.explained_on, given_on=on
        ),
        rules.may_answer(born_on=person.born_on, given_on=on),
    )


def judge_talk(person: Person, *, on: date) -> Verdict:
    """Judge what somebody heard before a yes on the day; shows what is still to be told."""
    heard = selectors.told_to(person, on=on)
    return first_no(
        rules.told_before_yes(heard),
        rules.told_in_time(rules.FIRST, told=heard, promised=selectors.promised_to(person, on=on)),
    )


@transaction.atomic
def record(person: Person, new: NewConsent, *, by: Account, at: datetime) -> Consent:
    """Record somebody's own answer (CONS-02); a yes makes a confirmation due (CONS-05, INV-04)."""
    household = person.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home = door.hold(household)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(new.given_on, today=day_of(at)),
        judge_asking(person, on=new.given_on),
        # A no may always be said.
        judge_talk(person, on=new.given_on) if new.answer == Answer.YES else YES,
        rules.names_organizations(len(new.organizations)),
        rules.is_fresh(
            given_on=new.given_on,
            withdrawn_on=selectors.withdrawn_on(person, new.organizations)
            if new.answer == Answer.YES and new.origin == Origin.SCREEN
            else None,
        ),
        rules.ends_after_start(Period(new.given_on, new.until)),
    ).or_refuse()
    explanation = selectors.explanation_before(household, on=new.given_on)
    if explanation is None:  # pragma: no cover - refused above; this tells the type checker
        raise AssertionError(rules.LEGAL_01.id)
    consent = Consent.objects.create(
        household=household,
        person=person,
        answer=new.answer,
        given_on=new.given_on,
        until=new.until,
        via=new.via,
        explanation=explanation,
        declaration_version=rules.declaration_on(new.given_on).version,
        what_else=new.what_else,
        origin=new.origin,
        recorded_at=at,
        recorded_by=by,
    )
    consent.organizations.set(new.organizations)
    if new.company or new.not_free:
        FreedomMark.objects.create(
            household=household,
            consent=consent,
            company=new.company,
            is_not_free=bool(new.not_free),
            why=new.not_free,
            recorded_at=at,
            recorded_by=by,
        )
    # What came from another system was confirmed there, or not; it is shown as brought in.
    if new.answer == Answer.YES and new.origin == Origin.SCREEN:
        Confirmation.objects.create(
            consent=consent,
            form=household.pilot.confirmation_form,
            due_on=after_workdays(consent.given_on, CONFIRM_WITHIN_WORKDAYS),
        )
    audit.record(
        f"consent_{new.answer}",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{person.pk}",
    )
    return consent


@transaction.atomic
def confirm(confirmation: Confirmation, *, form: str, on: date, by: Account, at: datetime) -> None:
    """Record that the confirmation was sent, and how (CONS-05); what was recorded first stands."""
    household = confirmation.consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    locked = Confirmation.objects.select_for_update(of=("self",)).get(pk=confirmation.pk)
    first_no(
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        dossier_rules.is_unchanged(seen=0, current=int(locked.sent_on is not None)),
    ).or_refuse()
    locked.form, locked.sent_on, locked.sent_by = form, on, by
    locked.save(update_fields=["form", "sent_on", "sent_by"])
    audit.record(
        "consent_confirmed",
        by=by,
        at=at,
        household=household.ref,
        subject=f"consent:{confirmation.consent_id}",
    )


@transaction.atomic
def receive_withdrawal(
    consent: Consent,
    *,
    via: str,
    identity: str = IdentityCheck.NOT_YET,
    by: Account,
    at: datetime,
) -> Withdrawal:
    """Somebody takes consent back, orally or by mail: doubt is enough, the doors close now.

    The partners that this consent named stop at this moment; the day itself still counts. What
    happens next is explored with the family (CONS-06, CONS-07, CONS-08, INV-05). `identity` says
    how it was checked who spoke; the doors do not wait for it.
    """
    household = consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    door.hold(household)
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    rules.may_conclude(
        is_open=locked.ended_at is None and locked.answer == Answer.YES, is_explored=True
    ).or_refuse()
    was, ends = locked.until, rules.last_day_of(day_of(at))
    if was is None or ends < was:
        # What was agreed stays readable beside it.
        locked.until, locked.granted_until = ends, was
    locked.ended_at = at
    locked.save(update_fields=["until", "ended_at", "granted_until"])
    withdrawal = Withdrawal.objects.create(
        consent=locked, received_at=at, received_by=by, via=via, identity=identity
    )
    for involvement in _standing_on(locked, at=at):
        involvement.until = max(rules.last_day_of(day_of(at)), rules.last_day_of(involvement.since))
        involvement.end_reason = "toestemming ingetrokken"
        involvement.save(update_fields=["until", "end_reason"])
        keys.end_for_involvement(involvement, by=by, at=at)
    audit.record(
        "consent_withdrawn",
        by=by,
        at=at,
        household=household.ref,
        subject=f"consent:{consent.pk}",
    )
    return withdrawal


def _standing_on(consent: Consent, *, at: datetime) -> list[Involvement]:
    """Running involvements without powers of the organizations that the consent names."""
    day = day_of(at)
    return list(
        Involvement.objects.select_for_update(of=("self",))
        .filter(
            Q(until=None) | Q(until__gt=day),
            household_id=consent.household_id,
            organization__in=consent.organizations.all(),
            anonymous=False,
        )
        .exclude(form__in=POWER_FORMS)
        .select_related("household")
        .order_by("id")
    )


@transaction.atomic
def explore(
    withdrawal: Withdrawal, *, on: date, exploration: str, by: Account, at: datetime
) -> None:
    """Record what was explored with the family: is there a solution inside the pilot (CONS-07).

    What was said stays: a later talk is added (SEC-06).
    """
    household = withdrawal.consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    locked = Withdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    first_no(
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        rules.may_conclude(is_open=not locked.outcome, is_explored=True),
    ).or_refuse()
    if locked.explored_on is None:
        locked.explored_on, locked.exploration = on, exploration
        locked.save(update_fields=["explored_on", "exploration"])
    else:
        Exploration.objects.create(
            household=household,
            withdrawal=locked,
            explored_on=on,
            exploration=exploration,
            recorded_at=at,
            recorded_by=by,
        )
    audit.record(
        "withdrawal_explored",
        by=by,
        at=at,
        household=household.ref,
        subject=f"consent:{withdrawal.consent_id}",
    )


@transaction.atomic
def conclude(
    withdrawal: Withdrawal,
    *,
    fresh: Consent | None,
    what_else: str,
    by: Account,
    at: datetime,
) -> None:
    """Record the outcome: continued with a fresh consent, or stopped (INV-05)."""
    household = withdrawal.consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    locked = Withdrawal.objects.select_for_update(of=("self",)).get(pk=withdrawal.pk)
    rules.may_conclude(
        is_open=not locked.outcome, is_explored=locked.explored_on is not None
    ).or_refuse()
    locked.outcome = Outcome.STOPPED if fresh is None else Outcome.CONTINUED
    locked.outcome_at, locked.outcome_by = at, by
    locked.fresh_consent, locked.what_else = fresh, what_else
    locked.save(update_fields=["outcome", "outcome_at", "outcome_by", "fresh_consent", "what_else"])
    audit.record(
        f"withdrawal_{locked.outcome}",
        by=by,
        at=at,
        household=household.ref,
        subject=f"consent:{withdrawal.consent_id}",
    )
