"""Invitations: the only way in, handed over in person, used once, within seven days."""

from __future__ import annotations

import secrets
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.verdict import Refusal
from tandem.network import door, rules, selectors
from tandem.network.models import Account, Invitation, Organization, Professional
from tandem.network.services import _ways_in
from tandem.network.services.account import OPERATOR_EMAIL

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict

VALID_FOR = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class Newcomer:
    """Somebody who gets an account: who it is, for whom they work, and as what (ORG-04, ORG-07)."""

    email: str
    name: str
    employer: Organization
    job_title: str
    phone: str = ""
    expertise: tuple[str, ...] = ()
    skj_number: str = ""


@transaction.atomic
def invite(newcomer: Newcomer, *, by: Account, at: datetime) -> tuple[Account, str]:
    """Make an account with an invitation; return it with the token of the link, shown once."""
    door.require(by, Permission.ACCOUNT_INVITE, region=newcomer.employer.region, at=at)
    email = newcomer.email.strip().lower()
    rules.may_invite(email_is_taken=selectors.account_with_email(email) is not None).or_refuse()
    account = Account(email=email, name=newcomer.name, phone=newcomer.phone, created_at=at)
    account.set_unusable_password()
    account.save()
    Professional.objects.create(
        account=account,
        employer=newcomer.employer,
        job_title=newcomer.job_title,
        expertise=list(newcomer.expertise),
        skj_number=newcomer.skj_number,
    )
    token = issue(account, needs_second=_is_alone(by), by=by, at=at)
    audit.record("colleague_invited", by=by, at=at, subject=f"account:{account.pk}")
    return account, token


@transaction.atomic
def renew(account: Account, *, by: Account, at: datetime) -> str:
    """Let in again somebody who is locked out: a new link, and every old way in is closed.

    Password, app, passkeys, recovery codes, running sessions and older links stop at once. The link
    is handed over in person by an administrator who knows who it is; nothing goes by mail.
    """
    door.require(by, Permission.ACCOUNT_INVITE, region=selectors.home_region(account), at=at)
    rules.may_change_account(is_active=account.is_active).or_refuse()
    _ways_in.close(account, at=at)
    Invitation.objects.filter(account=account, used_at=None, expires_at__gt=at).update(
        expires_at=at
    )
    token = issue(account, needs_second=_is_alone(by), by=by, at=at)
    audit.record("invitation_renewed", by=by, at=at, subject=f"account:{account.pk}")
    return token


@transaction.atomic
def accept(token: str, *, name: str, password: str, at: datetime) -> Account:
    """Use an invitation: choose a password; the second factor comes next, before anything else.

    There is no `by`: whoever holds the link acts, and becomes this account.
    """
    # Two clicks at once: the second waits here, and then finds the link used.
    found = Invitation.objects.select_for_update(of=("self",)).select_related("account")
    invitation = found.filter(token_hash=selectors.fingerprint(token)).first()
    if invitation is None:
        raise Refusal(rules.INVITATION_WORKS.no())
    account = invitation.account
    rules.may_accept(
        is_active=account.is_active,
        used_at=invitation.used_at,
        opens_at=invitation.opens_at,
        is_confirmed=not invitation.needs_second or invitation.confirmed_at is not None,
        expires_at=invitation.expires_at,
        at=at,
    ).or_refuse()
    # First: the database lets a password be chosen at the door by who just used a link.
    invitation.used_at = at
    invitation.save(update_fields=["used_at"])
    account.name = name
    account.set_password(password)
    account.save(update_fields=["name", "password"])
    audit.record("invitation_accepted", by=account, at=at, subject=f"account:{account.pk}")
    return account


def _is_alone(by: Account) -> bool:
    """Whether a second has to look: always, but for a command on the server, which nobody signs."""
    return by.email != OPERATOR_EMAIL


def judge_confirming(account: Account, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may confirm the waiting link; greys the button, stops the service."""
    waiting = selectors.unconfirmed_links([account.pk], at=at).first()
    made_by = None if waiting is None else waiting.invited_by_id
    return rules.may_confirm_link(made_by=made_by, account=account.pk, by=by.pk)


@transaction.atomic
def confirm(account: Account, *, by: Account, at: datetime) -> None:
    """Say as a second person that this account is for who it says (NETWORK-16)."""
    door.require(by, Permission.ACCOUNT_CONFIRM, region=selectors.home_region(account), at=at)
    waiting = selectors.unconfirmed_links([account.pk], at=at)
    # A newer link made meanwhile is another one: it waits here, and is then judged.
    list(waiting.select_for_update(of=("self",)).values_list("pk", flat=True))
    rules.may_change_account(is_active=account.is_active).or_refuse()
    judge_confirming(account, by=by, at=at).or_refuse()
    waiting.update(confirmed_at=at, confirmed_by=by)
    audit.record("invitation_confirmed", by=by, at=at, subject=f"account:{account.pk}")


def issue(
    account: Account,
    *,
    opens_at: datetime | None = None,
    needs_second: bool = False,
    by: Account,
    at: datetime,
) -> str:
    """Make a new link for an account; a part of inviting and of letting somebody in again."""
    token = secrets.token_urlsafe(32)
    Invitation.objects.create(
        account=account,
        token_hash=selectors.fingerprint(token),
        invited_by=by,
        invited_at=at,
        opens_at=opens_at,
        needs_second=needs_second,
        expires_at=at + VALID_FOR,
    )
    return token
