"""A browser with which somebody signed in before: wrong passwords there count by themselves.

So whoever types wrong passwords elsewhere, in the name of a parent, never shuts that parent out.
The cookie opens nothing and names nobody: a drawn number, signed for one account. It goes when
somebody leaves a page of the family.
"""

from __future__ import annotations

import secrets
from datetime import timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.core.signing import BadSignature, Signer

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

    from tandem.network.models import Account

COOKIE = "browser"
LASTS = timedelta(days=90)


def _signer(account: Account) -> Signer:
    return Signer(salt=f"tandem.browser {account.pk}")


def remember(answer: HttpResponse, account: Account) -> None:
    """Let this browser know that somebody signed in with it."""
    answer.set_cookie(
        COOKIE,
        _signer(account).sign(secrets.token_urlsafe(16)),
        max_age=LASTS,
        httponly=True,
        secure=settings.SESSION_COOKIE_SECURE,
        samesite="Lax",
    )


def known(request: HttpRequest, account: Account | None) -> str:
    """The number of a browser with which this very account signed in before, or nothing."""
    if account is None:
        return ""
    try:
        return _signer(account).unsign(request.COOKIES.get(COOKIE, ""))
    except BadSignature:
        return ""
