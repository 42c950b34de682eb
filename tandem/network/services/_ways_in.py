"""Taking away every way in; a part of ending an account and of letting somebody in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.models import Authenticator
from allauth.usersessions.models import UserSession

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Account


def close(account: Account, *, at: datetime) -> None:
    """Forget password, second factors and sessions, also sessions that we have no row of."""
    account.set_unusable_password()
    account.sessions_valid_from = at
    account.save(update_fields=["password", "sessions_valid_from"])
    Authenticator.objects.filter(user_id=account.pk).delete()
    for session in UserSession.objects.filter(user_id=account.pk):
        session.end()
