"""Explaining, asking, confirming and taking back consent."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import Verdict, first_no
from tandem.core.workdays import after_workdays
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import POWER_FORMS, Origin, Status
from tandem.dossier.models import Household, Involvement
from tandem.dossier.services import keys
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer, Outcome, Via
from tandem.legal.models import Confirmation, Consent, Explanation, Withdrawal

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Person
    from tandem.network.models import Account, Organization

# The wording of leaflet and declaration that is in force (CONS-09).
LEAFLET_VERSION = "2024-10"
DECLARATION_VERSION = "2024-10"
CONFIRM_WITHIN_WORKDAYS = 5


@transaction.atomic
def explain(
    household: Household,
    *,
    on: date,
    questions: str = "",
    origin: Origin = Origin.SCREEN,
    by: Account,
    at: datetime,
) -> Explanation:
    """Record that the way of working was explained and the leaflet given (CONS-03)."""
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    first_no(
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
    ).or_refuse()
    explanation = Explanation.objects.create(
        household=household,
        explained_on=on,
        leaflet_version=LEAFLET_VERSION,
        questions_asked=questions,
        origin=origin,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record("way_of_working_explained", by=by, at=at, household=household.ref)
    return explanation


@dataclass(frozen=True, slots=True)
class NewConsent:
    """What somebody answered: yes or no, to which organizations, when and how."""

    answer: str
    organizations: Sequence[Organization]
    given_on: date
    until: date | None = None
    via: str = Via.ORAL
    what_else: str = ""
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


@transaction.atomic
def record(person: Person, new: NewConsent, *, by: Account, at: datetime) -> Consent:
    """Record somebody's own answer (CONS-02); a yes makes a confirmation due (CONS-05, INV-04)."""
    household = person.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    first_no(
        dossier_rules.not_in_the_future(new.given_on, today=day_of(at)),
        judge_asking(person, on=new.given_on),
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
        declaration_version=DECLARATION_VERSION,
        what_else=new.what_else,
        origin=new.origin,
        recorded_at=at,
        recorded_by=by,
    )
    consent.organizations.set(new.organizations)
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
def receive_withdrawal(consent: Consent, *, via: str, by: Account, at: datetime) -> Withdrawal:
    """Somebody takes consent back, orally or by mail: doubt is enough, the doors close now.

    The partners that this consent named stop at this moment; the day itself still counts. What
    happens next is explored with the family (CONS-06, CONS-07, CONS-08, INV-05).
    """
    household = consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    locked = Consent.objects.select_for_update(of=("self",)).get(pk=consent.pk)
    rules.may_conclude(
        is_open=locked.ended_at is None and locked.answer == Answer.YES, is_explored=True
    ).or_refuse()
    locked.until, locked.ended_at = rules.last_day_of(day_of(at)), at
    locked.save(update_fields=["until", "ended_at"])
    withdrawal = Withdrawal.objects.create(consent=locked, received_at=at, received_by=by, via=via)
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
    """Record what was explored with the family: is there a solution inside the pilot (CONS-07)."""
    household = withdrawal.consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    first_no(
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        rules.may_conclude(is_open=not withdrawal.outcome, is_explored=True),
    ).or_refuse()
    Withdrawal.objects.filter(pk=withdrawal.pk, outcome="").update(
        explored_on=on, exploration=exploration
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
    locked.save()
    audit.record(
        f"withdrawal_{locked.outcome}",
        by=by,
        at=at,
        household=household.ref,
        subject=f"consent:{withdrawal.consent_id}",
    )
