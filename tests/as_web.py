"""Requests in tests work in the web's role, while the test itself arranges as the owner.

In production the web signs in as that role (config/wsgi.py); here the connection is shared with the
test, so it changes role for the time of the request. Past Django, so that no test counts it.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection

from config.postgres import roles

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class AsWeb:
    """Middleware: the outermost, so that sessions are read in the web's role too."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        connection.ensure_connection()
        before = connection.connection.execute("SELECT current_setting('role')").fetchone()[0]
        connection.connection.execute(
            "SELECT set_config(name, '', false) FROM unnest("
            "  ARRAY['tandem.acts', 'tandem.focus', 'tandem.family', 'tandem.person']) name"
        )
        connection.connection.execute(f"SET ROLE {roles.WEB}")
        try:
            return self.get_response(request)
        finally:
            connection.connection.execute(f"SET ROLE {before}")
