"""One request, one moment: what a page reads, writes and tells the database happened together.

Services and rules get their moment as an argument; only views, commands and the web ask here.
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from typing import TYPE_CHECKING

from django.utils import timezone

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import datetime

_MOMENT: ContextVar[datetime | None] = ContextVar("moment", default=None)


def now() -> datetime:
    """Return the moment of this request; outside a request, what the clock says."""
    return _MOMENT.get() or timezone.now()  # noqa: TID251 - the one place


@contextmanager
def standing_still() -> Iterator[None]:
    """Keep one moment for as long as this lasts."""
    token = _MOMENT.set(timezone.now())  # noqa: TID251 - the one place
    try:
        yield
    finally:
        _MOMENT.reset(token)
