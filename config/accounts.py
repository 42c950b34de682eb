"""How a signed-in account is loaded: with employer and running roles, in one statement."""

from __future__ import annotations

from allauth.account.auth_backends import AuthenticationBackend

from tandem.core.clock import now
from tandem.network import selectors
from tandem.network.models import Account


class Backend(AuthenticationBackend):
    """Sign in by e-mail address and password (allauth), and load the account for a page."""

    def _authenticate_by_email(self, email: str, password: str) -> Account | None:
        """Check the password of the account with this address."""
        found = selectors.account_with_email(email)
        checked: Account | None = self._check_password(found, password)
        return checked

    def get_user(self, user_id: str | int) -> Account | None:
        """Return the active account with what the page needs of it, or None."""
        return selectors.signed_in(int(user_id), at=now())
