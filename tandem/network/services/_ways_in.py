"""Taking away every way in; a part of ending an account and of letting somebody in again."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Account


def close(account: Account, *, at: datetime) -> None:
    """Forget password, second factors and sessions, also sessions that we have no row of."""
    account.set_unusable_password()
    account.sessions_valid_from = at
    account.save(update_fields=["password", "sessions_valid_from"])
    # Not the rows of who does so: the database does this for who arranges the account.
    with connection.cursor() as cursor:
        cursor.execute("SELECT tandem.close_ways_in(%s)", [account.pk])
