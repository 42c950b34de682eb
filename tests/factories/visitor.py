"""Somebody at a screen, for tests of pages: looks, and sends forms each with its own key."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.urls import reverse

from tandem.core import kept
from tests.factories import network

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tandem.network.models import Account


class Visitor:
    """Somebody who is signed in; every page is named as `app:name`."""

    def __init__(self, client: Client, account: Account, *, at: datetime) -> None:
        self.client = network.sign_in(client, account, at=at)
        self.account = account

    def look(self, name: str, /, *args: Any) -> Any:
        """Open a page."""
        return self.client.get(reverse(name, args=args))

    def send(self, name: str, /, *args: Any, **fields: Any) -> Any:
        """Send a form with a fresh key."""
        key = {"once": kept.new_key(self.account.pk)}
        return self.client.post(reverse(name, args=args), {**fields, **key})

    def send_bare(self, name: str, /, *args: Any, **fields: Any) -> Any:
        """Send a form without its key, as an old tab would."""
        return self.client.post(reverse(name, args=args), fields)


def words(answer: Any) -> str:
    """What the answer says."""
    return str(answer.content.decode())
