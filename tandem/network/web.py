"""The request as views get it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import HttpRequest

if TYPE_CHECKING:
    from tandem.network.models import Account


class Request(HttpRequest):
    """A request of somebody who is signed in; the middleware lets no other through."""

    user: Account
