"""One request, one transaction: what was seen, changed and recorded holds together or not at all.

No audit row, no answer: the trail is written in the transaction of the page itself. Who acts is
told to the database for that transaction only (tandem/core/identity.py), with its one moment.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import connection, transaction

from tandem.core import clock, identity

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase

# Settings and locks that an earlier request left on this connection, and statements that it
# prepared by SQL, which a later one might run for ours. In one round trip, never itself prepared.
# What act_as remembers in sequences goes too, so that no identity outlives its request.
_CLEAN = """
    RESET ALL;
    DISCARD SEQUENCES;
    SELECT CASE WHEN current_user = 'tandem_work' THEN set_config('role', 'tandem_web', false) END;
    SELECT pg_catalog.pg_advisory_unlock_all();
    SELECT EXISTS (SELECT FROM pg_catalog.pg_prepared_statements WHERE from_sql)
"""


class OneTransaction:
    """Middleware: commit when there is an answer, also a refusal; undo all when it went wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within a transaction; what Django made of an error (500) leaves nothing behind."""
        clean()
        with clock.standing_still(), transaction.atomic(), identity.one_transaction():
            answer = self.get_response(request)
            is_broken = answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR
            if is_broken:
                transaction.set_rollback(True)
        if is_broken and not connection.in_atomic_block:
            connection.close()  # whatever was wrong with it, the next page gets another
        return answer


def clean() -> None:
    """Take off this connection what somebody else's request may have left on it.

    Connections are shared by everybody who asks for a page. Whoever got SQL into one request must
    not be waiting in the next.
    """
    with connection.cursor() as cursor:
        found = cursor.connection.execute(_CLEAN, prepare=False)
        while found.nextset():
            pass
        (is_dirty,) = found.fetchone()
    if is_dirty:
        connection.close()


def settle() -> None:
    """Do now what was to wait for the commit: after that nobody acts any more.

    allauth records a change in how somebody signs in that way. With us it belongs to the change:
    both hold, or neither does.
    """
    waiting, connection.run_on_commit = connection.run_on_commit, []
    for _savepoints, do, *_ in waiting:
        do()
