"""Where sessions are kept: in the database, as Django does, read by one plain statement.

What lies there opens nothing. A row is kept under a keyed hash of the cookie, so that who reads the
table holds nobody's cookie; and what a session holds is encrypted and names its own row, so that
who writes in the table cannot put somebody else's session, or one made up, in its place.
"""

from __future__ import annotations

import hmac
from base64 import urlsafe_b64encode
from functools import cached_property, lru_cache
from hashlib import sha256
from typing import TYPE_CHECKING, Any, cast

from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings
from django.contrib.sessions.backends import db
from django.contrib.sessions.backends.base import VALID_KEY_CHARS
from django.contrib.sessions.middleware import SessionMiddleware
from django.core.signing import JSONSerializer
from django.db import connection
from django.utils.crypto import get_random_string
from django.utils.encoding import force_bytes
from django.utils.timezone import now  # noqa: TID251 - sessions end by the clock

from tandem.core import identity

if TYPE_CHECKING:
    from django.http import HttpRequest, HttpResponse

# The first statement of nearly every request: it asks too in which transaction that is. Nobody was
# here before it (config/transactions.py), so it may be a prepared one.
_READ = f"""
    SELECT session_data, {identity.NUMBER} FROM django_session
    WHERE session_key = %s AND expire_date > %s
"""  # noqa: S608 - our own words
# No cookie begins with it: cookies are drawn from lower case letters and digits.
KEPT = "H"
_LENGTH = 39


def kept_under(cookie: str) -> str:
    """Make the name under which the session of a cookie is kept."""
    secret = settings.SECRET_KEY.encode()
    return (
        KEPT
        + hmac.new(secret, b"tandem.session " + cookie.encode(), "sha256").hexdigest()[:_LENGTH]
    )


@lru_cache(maxsize=4)
def _box(*secrets: str | bytes) -> MultiFernet:
    """Make what opens and shuts sessions; the keys do not change while we run."""
    keys = [sha256(b"tandem.session-data" + force_bytes(secret)).digest() for secret in secrets]
    return MultiFernet([Fernet(urlsafe_b64encode(key)) for key in keys])


class SessionStore(db.SessionStore):
    """Django's own store; every page reads a session, so that part does without the ORM.

    `session_key` is what the row is kept under, `cookie` what the browser holds.
    """

    def __init__(self, session_key: str | None = None) -> None:
        """Take a cookie, or the name of a row: with a name one may look, but nobody gets in."""
        self.cookie: str | None = None
        if session_key and not session_key.startswith(KEPT):
            self.cookie, session_key = session_key, kept_under(session_key)
        super().__init__(session_key)

    @cached_property
    def _sealed(self) -> MultiFernet:
        return _box(settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS)

    def _get_new_session_key(self) -> str:
        """Draw a cookie that was not drawn before, and keep the session under its hash."""
        while True:
            cookie = _draw()
            kept = kept_under(cookie)
            if not self.exists(kept):
                self.cookie = cookie
                return kept

    def encode(self, session_dict: dict[str, Any]) -> str:
        """Encrypt what the session holds, for its own row only."""
        said = JSONSerializer().dumps(session_dict)
        name = str(self.session_key).encode()
        return self._sealed.encrypt(name + b" " + said).decode()

    def decode(self, session_data: bytes | str) -> dict[str, Any]:
        """Read it; what was not written for this row by us is an empty session."""
        try:
            name, _, said = self._sealed.decrypt(session_data).partition(b" ")
        except InvalidToken:
            return {}
        if name != str(self.session_key).encode():
            return {}
        found: dict[str, Any] = JSONSerializer().loads(said)
        return found

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing when it is gone or over."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = self.cookie = None
            return {}
        said, number = row
        identity.heard(number)
        return self.decode(said)

    def flush(self) -> None:
        """Forget everything, the cookie too."""
        super().flush()
        self.cookie = None


def _draw() -> str:
    return get_random_string(32, VALID_KEY_CHARS)


class Sessions(SessionMiddleware):
    """Django's own, with the cookie that opens a session instead of the name of its row."""

    def process_request(self, request: HttpRequest) -> None:
        """Begin with the session of the cookie; the name of a row is no cookie."""
        cookie = request.COOKIES.get(settings.SESSION_COOKIE_NAME)
        if cookie is not None and cookie.startswith(KEPT):
            cookie = None
        request.session = self.SessionStore(cookie)

    def process_response(self, request: HttpRequest, response: HttpResponse) -> HttpResponse:
        """Hand out the cookie, and nothing of how it is kept."""
        answer = super().process_response(request, response)
        morsel = answer.cookies.get(settings.SESSION_COOKIE_NAME)
        if morsel is not None and morsel.value:
            cookie = cast("SessionStore", request.session).cookie or ""
            morsel.set(settings.SESSION_COOKIE_NAME, cookie, cookie)
        return answer
