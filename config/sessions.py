"""Where sessions are kept: in the database, as Django does, read by one plain statement."""

from __future__ import annotations

from typing import Any

from django.contrib.sessions.backends import db
from django.db import connection
from django.utils.timezone import now  # noqa: TID251 - sessions end by the clock

_READ = "SELECT session_data FROM django_session WHERE session_key = %s AND expire_date > %s"


class SessionStore(db.SessionStore):
    """Django's own store; every page reads a session, so that part does without the ORM."""

    def load(self) -> dict[str, Any]:
        """Return what the session holds; nothing when it is gone or over."""
        with connection.cursor() as cursor:
            cursor.execute(_READ, [self.session_key, now()])
            row = cursor.fetchone()
        if row is None:
            self._session_key = None
            return {}
        found: dict[str, Any] = self.decode(row[0])
        return found
