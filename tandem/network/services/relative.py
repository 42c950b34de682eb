"""Accounts of people of a family: no employer, no address of their own choosing, one way in.

Who may have one is judged upstairs, in the dossier, which calls these; nobody else does. The
sign-in name is drawn, so that it is no address of anybody and tells nobody who has an account.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.audit import services as audit
from tandem.network import rules, selectors
from tandem.network.models import Account, Invitation
from tandem.network.services import _ways_in
from tandem.network.services.invitation import issue

if TYPE_CHECKING:
    from datetime import datetime

# A domain that can never exist (RFC 2606): nothing is ever mailed to it.
DOMAIN = "@mijn.invalid"
# A day in which whoever did not ask for a new link can still say so.
WAITS = timedelta(days=1)
# No vowels and no lookalikes: never a word, and easy to read aloud from paper.
_LETTERS = "23456789bcdfghjkmnpqrstvwxz"


def _sign_in_name(domain: str) -> str:
    while True:
        drawn = "".join(secrets.choice(_LETTERS) for _ in range(8))
        name = f"{drawn[:4]}-{drawn[4:]}{domain}"
        if selectors.account_with_email(name) is None:
            return name


@transaction.atomic
def invite(
    name: str, *, domain: str, again: bool = False, by: Account, at: datetime
) -> tuple[Account, str]:
    """Make an account for somebody of a family; return it with the token, shown once.

    `again` is for who had one before: then the link waits, as every way back in.
    """
    account = Account(email=_sign_in_name(domain), name=name, created_at=at)
    account.set_unusable_password()
    account.save()
    token = issue(account, opens_at=at + WAITS if again else None, by=by, at=at)
    audit.record("relative_invited", by=by, at=at, subject=f"account:{account.pk}")
    return account, token


@transaction.atomic
def renew(account: Account, *, by: Account, at: datetime) -> str:
    """Give a new link; password, app, passkeys, sessions and older links stop at once.

    It works a day later, or as soon as a second professional confirms it (T-04).
    """
    rules.may_change_account(is_active=account.is_active).or_refuse()
    _shut(account, at=at)
    token = issue(account, opens_at=at + WAITS, by=by, at=at)
    audit.record("invitation_renewed", by=by, at=at, subject=f"account:{account.pk}")
    return token


@transaction.atomic
def confirm(account: Account, *, by: Account, at: datetime) -> None:
    """Let the waiting link work now; whether `by` may say so is judged upstairs."""
    selectors.waiting_links([account.pk], at=at).update(
        opens_at=at, confirmed_at=at, confirmed_by=by
    )
    audit.record("invitation_confirmed", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def shut(account: Account, *, by: Account, at: datetime) -> None:
    """Close every way in, until a new link is given."""
    _shut(account, at=at)
    audit.record("ways_in_closed", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def end(account: Account, *, by: Account, at: datetime) -> None:
    """End the account for good."""
    account.is_active = False
    account.save(update_fields=["is_active"])
    _shut(account, at=at)
    audit.record("account_ended", by=by, at=at, subject=f"account:{account.pk}")


def _shut(account: Account, *, at: datetime) -> None:
    _ways_in.close(account, at=at)
    Invitation.objects.filter(account=account, used_at=None, expires_at__gt=at).update(
        expires_at=at
    )
