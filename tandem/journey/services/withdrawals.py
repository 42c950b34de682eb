"""A family member takes consent back: what that does to seats and to the road."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tandem.core.periods import day_of
from tandem.dossier.enums import POWER_FORMS, RIDING, Status
from tandem.dossier.models import Involvement
from tandem.journey.services import road, tandem
from tandem.legal.enums import Answer, IdentityCheck
from tandem.legal.services import consents

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.legal.models import Consent, Withdrawal
    from tandem.network.models import Account


@transaction.atomic
def receive(
    consent: Consent,
    *,
    via: str,
    identity: str = IdentityCheck.NOT_YET,
    by: Account,
    at: datetime,
) -> Withdrawal:
    """Take in a withdrawal: doors close, partners get off, and the road waits (CONS-06..08)."""
    home = road.locked(consent.household)
    riding = list(
        Involvement.objects.filter(
            Q(until=None) | Q(until__gt=day_of(at)),
            household=home,
            organization__in=consent.organizations.all(),
        )
        .exclude(form__in=POWER_FORMS)
        .order_by("id")
    )
    withdrawal = consents.receive_withdrawal(consent, via=via, identity=identity, by=by, at=at)
    for involvement in riding:
        involvement.refresh_from_db()
        tandem.get_off(home, involvement, by=by, at=at)
    if home.status in RIDING - {Status.RECONSIDERING} and not road.has_ground(home, at=at):
        road.move(home, Status.RECONSIDERING, by=by, at=at)
    return withdrawal


@transaction.atomic
def go_on(
    withdrawal: Withdrawal, fresh: consents.NewConsent, *, by: Account, at: datetime
) -> Consent:
    """A solution was found: the same person consents anew, and the tandem rides on (INV-05)."""
    home = road.locked(withdrawal.consent.household)
    consent = consents.record(withdrawal.consent.person, fresh, by=by, at=at)
    consents.conclude(
        withdrawal,
        fresh=consent if fresh.answer == Answer.YES else None,
        what_else=fresh.what_else,
        by=by,
        at=at,
    )
    if home.status == Status.RECONSIDERING and road.has_ground(home, at=at):
        road.move(home, Status.STARTED, by=by, at=at)
    return consent


@transaction.atomic
def stop(withdrawal: Withdrawal, *, what_else: str, by: Account, at: datetime) -> None:
    """No solution met the wish of the family: the involvement stops (INV-05)."""
    home = road.locked(withdrawal.consent.household)
    consents.conclude(withdrawal, fresh=None, what_else=what_else, by=by, at=at)
    if home.status == Status.RECONSIDERING and not road.has_ground(home, at=at):
        road.move(home, Status.STOPPED, by=by, at=at)
