"""Somebody says that it was not they who took consent back; a person of ours speaks with them.

Nothing is put back by it: doors that closed stay closed until the same person says yes anew.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.dossier import door
from tandem.legal import rules
from tandem.legal.models import Withdrawal, WithdrawalDenial

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import FamilyAccess
    from tandem.network.models import Account


@transaction.atomic
def deny(access: FamilyAccess, *, by: Account, at: datetime) -> WithdrawalDenial:
    """Say of the last withdrawal in one's own name: it was not I."""
    home = access.household
    door.require(by, Permission.FAMILY_VIEW, home, at=at)
    found = list(
        Withdrawal.objects.filter(
            consent__person_id=access.person_id, consent__household=home, denial=None
        ).order_by("-received_at", "-id")[:1]
    )
    is_own = access.account_id == by.pk
    rules.may_deny(is_own=is_own, is_open=bool(found)).or_refuse()
    denial = WithdrawalDenial.objects.create(
        household=home, withdrawal=found[0], denied_at=at, denied_by=by
    )
    subject = f"consent:{found[0].consent_id}"
    audit.record("withdrawal_denied", by=by, at=at, household=home.ref, subject=subject)
    return denial


@transaction.atomic
def speak(denial: WithdrawalDenial, *, what: str, by: Account, at: datetime) -> None:
    """Write down what was said about it, alone with who said it."""
    home = denial.household
    door.require(by, Permission.CONSENT_RECORD, home, at=at)
    locked = WithdrawalDenial.objects.select_for_update(of=("self",)).get(pk=denial.pk)
    rules.is_spoken_of(is_open=locked.spoken_at is None, what=what).or_refuse()
    locked.spoken_at, locked.spoken_by, locked.what_was_said = at, by, what.strip()
    locked.save(update_fields=["spoken_at", "spoken_by", "what_was_said"])
    subject = f"consent:{locked.withdrawal.consent_id}"
    audit.record("withdrawal_denial_discussed", by=by, at=at, household=home.ref, subject=subject)
