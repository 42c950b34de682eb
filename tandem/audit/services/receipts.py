"""A form is handled once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction

from tandem.audit.models import Receipt
from tandem.drafts import services as drafts

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from uuid import UUID

    from tandem.audit.services.trail import Actor
    from tandem.core.kept import Place

LONGEST_PATH = 200


@transaction.atomic
def do_once(
    key: UUID, do: Callable[[], str], *, by: Actor, at: datetime, path: str
) -> tuple[str, bool]:
    """Do what a form asks exactly once; return where the answer is, and whether it was done now.

    A second request with the same key, also one that arrives at the same time, waits for the first
    and gets the same answer. A refusal leaves no receipt: the corrected form may come back.
    """
    with connection.cursor() as cursor:
        cursor.execute(
            "INSERT INTO audit_receipt (key, actor_id, path, at, location)"
            " VALUES (%s, %s, %s, %s, '') ON CONFLICT (key) DO NOTHING",
            [key, by.pk, path[:LONGEST_PATH], at],
        )
        is_new = cursor.rowcount == 1
    if not is_new:
        receipt = Receipt.objects.get(key=key)
        same = receipt.actor_id == by.pk and receipt.path == path[:LONGEST_PATH]
        return (receipt.location if same else path), False
    location = do()
    Receipt.objects.filter(key=key).update(location=location[:300])
    return location, True


def keep_draft(place: Place, text: str, *, by: Actor, at: datetime) -> bool:
    """Keep what is typed in a form, unless it was answered: a late save brings nothing back."""
    answered = Receipt.objects.filter(key=place.key).exists
    return drafts.keep(place, text, by=by, at=at, unless=answered)
