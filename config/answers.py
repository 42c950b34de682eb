"""What a page answers when something says no on the way: always calm, never a stack trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render

from tandem.core.verdict import Refusal

if TYPE_CHECKING:
    from collections.abc import Callable

    from django.http import HttpRequest, HttpResponse


class Answers:
    """Middleware: a refusal that no form caught becomes a page that shows its rule (409)."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        """Keep the next in line."""
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Pass on; nothing of the dossier is kept by browsers or proxies."""
        response = self.get_response(request)
        if "Cache-Control" not in response:
            response["Cache-Control"] = "no-store, private"
        return response

    def process_exception(self, request: HttpRequest, exception: Exception) -> HttpResponse | None:
        """Answer a refusal with its rule."""
        if isinstance(exception, Refusal):
            return render(request, "409.html", {"refusal": exception.verdict}, status=409)
        return None
