"""Accounts: who can sign in. They are made by invitation (`invitation.py`) and never deleted."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.mfa.totp.internal.auth import TOTP
from django.db import transaction
from django.db.models.functions import Greatest
from django.utils.timezone import localdate

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.network import door, rules, selectors
from tandem.network.models import Account, Assignment, Professional
from tandem.network.services import _ways_in

if TYPE_CHECKING:
    from datetime import date, datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Details:
    """What colleagues can know of a professional (ORG-08, ORG-13)."""

    phone: str
    job_title: str
    skj_number: str
    skj_until: date | None
    expertise: tuple[str, ...]


OPERATOR_EMAIL = "server@tandem.invalid"


def operator(*, at: datetime) -> Account:
    """Return the account under which commands on the server act.

    It cannot sign in: it has no password and is never active. What it does is in the audit trail
    under its own number, and it may do in a region only what an administrator may.
    """
    account, is_new = Account.objects.get_or_create(
        email=OPERATOR_EMAIL,
        defaults={"name": "Beheer op de server", "is_active": False, "created_at": at},
    )
    if is_new:
        account.set_unusable_password()
        account.save(update_fields=["password"])
    return account


@transaction.atomic
def change_own(*, name: str, phone: str, by: Account, at: datetime) -> Account:
    """Change one's own name or telephone number."""
    rules.may_change_account(is_active=by.is_active).or_refuse()
    by.name, by.phone = name, phone
    by.save(update_fields=["name", "phone"])
    audit.record("account_changed", by=by, at=at, subject=f"account:{by.pk}")
    return by


@transaction.atomic
def change_professional(
    account: Account, details: Details, *, by: Account, at: datetime
) -> Professional:
    """Change what colleagues can know of somebody. The employer stays: a new one is a new account.

    Keys to households hang on the employer, so they may not move along with a person.
    """
    professional = account.professional
    door.require(by, Permission.ACCOUNT_INVITE, region=professional.employer.region, at=at)
    rules.may_change_account(is_active=account.is_active).or_refuse()
    account.phone = details.phone
    account.save(update_fields=["phone"])
    professional.job_title = details.job_title
    professional.skj_number = details.skj_number
    professional.skj_until = details.skj_until
    professional.expertise = list(details.expertise)
    professional.save(update_fields=["job_title", "skj_number", "skj_until", "expertise"])
    audit.record("professional_changed", by=by, at=at, subject=f"account:{account.pk}")
    return professional


@transaction.atomic
def end(account: Account, *, by: Account, at: datetime) -> None:
    """End an account: its sessions, its second factors and its assignments end with it.

    Keys to households end in `dossier.services`, which is upstairs; pages call
    `dossier.services.keys.end_account`, which calls this.
    """
    region = selectors.home_region(account)
    door.require(by, Permission.ACCOUNT_INVITE, region=region, at=at)
    rules.may_end_account(
        is_active=account.is_active,
        is_self=account.pk == by.pk,
        is_last_administrator=selectors.is_last_administrator(account, region, at=at),
    ).or_refuse()
    account.is_active = False
    account.save(update_fields=["is_active"])
    today = localdate(at)
    Assignment.objects.filter(account=account, until=None).update(until=Greatest("since", today))
    _ways_in.close(account, at=at)
    audit.record("account_ended", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def enroll(
    account: Account, *, password: str, totp_secret: str, by: Account, at: datetime
) -> Account:
    """Give a demonstration account its password and authenticator app beforehand."""
    door.require(by, Permission.ACCOUNT_INVITE, region=selectors.home_region(account), at=at)
    rules.may_enroll(is_demonstration=account.email.endswith(selectors.DEMO_DOMAIN)).or_refuse()
    account.set_password(password)
    account.save(update_fields=["password"])
    account.invitations.filter(used_at=None).update(used_at=at)
    Authenticator.objects.filter(user_id=account.pk).delete()
    TOTP.activate(account, totp_secret)
    audit.record("demonstration_account_enrolled", by=by, at=at, subject=f"account:{account.pk}")
    return account
