"""One request, one transaction: what was seen, changed and recorded holds together or not at all.

No audit row, no answer: the trail is written in the transaction of the page itself. Who acts is
told to the database for that transaction only (tandem/core/identity.py), with its one moment.
"""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.core import clock

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest
    from django.http.response import HttpResponseBase


class OneTransaction:
    """Middleware: commit when there is an answer, also a refusal; undo all when it went wrong."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponseBase]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponseBase:
        """Answer within a transaction; what Django made of an error (500) leaves nothing behind."""
        with clock.standing_still(), transaction.atomic():
            answer = self.get_response(request)
            if answer.status_code >= HTTPStatus.INTERNAL_SERVER_ERROR:
                transaction.set_rollback(True)
        return answer
