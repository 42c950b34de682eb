"""Reading one's own drafts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.drafts.models import Draft

if TYPE_CHECKING:
    from collections.abc import Sequence
    from typing import Protocol

    class Actor(Protocol):
        """Whoever types: an account that is signed in."""

        @property
        def pk(self) -> int | None:
            """The account's number."""


MOST = 50


def draft_at(path: str, *, by: Actor) -> Draft | None:
    """What somebody typed before in the form at this address."""
    return Draft.objects.filter(typed_by_id=by.pk, path=path).first()


def drafts_of(by: Actor) -> Sequence[Draft]:
    """Everything that somebody typed and did not send, the oldest first."""
    return list(Draft.objects.filter(typed_by_id=by.pk).order_by("typed_at", "pk")[:MOST])
