"""Keeping what is typed, and letting it go: when it is sent, thrown away, or old."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q
from django.http import QueryDict

from tandem.core.kept import LONGEST_PATH, MOST_CHARACTERS
from tandem.drafts.models import Draft

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tandem.core.kept import Place
    from tandem.drafts.selectors import Actor

# Four weeks: longer than most leave, shorter than anybody remembers what it was about.
LASTS = timedelta(days=28)
# The class of locks on one form of one account.
_DRAFTS = 1830
_HOLD = "SELECT pg_advisory_xact_lock(%s, hashtext(%s))"


@transaction.atomic
def keep(place: Place, text: str, *, by: Actor, at: datetime, unless: Callable[[], bool]) -> bool:
    """Keep what is typed there, over what was kept before; say whether that was done.

    Nothing is kept of a form without a word in it: an empty page never replaces a full one. And
    nothing when `unless` says so, asked while the draft is held: whether the form was answered.
    """
    if len(text) > MOST_CHARACTERS or len(place.path) > LONGEST_PATH or _says_nothing(text):
        return False
    _hold(place.path, by)
    if unless():
        return False
    Draft.objects.update_or_create(
        typed_by_id=by.pk,
        path=place.path,
        defaults={"typed_at": at, "key": place.key, "text": text},
    )
    return True


@transaction.atomic
def finish(place: Place, *, by: Actor, at: datetime) -> None:
    """Let go of what was typed there, now that the form is answered.

    What another page wrote after this one was opened, stays: that was not what was sent.
    """
    _hold(place.path, by)
    sent = Q(key=place.key)
    if place.began_with is not None:
        sent |= Q(typed_at__lte=place.began_with)
    Draft.objects.filter(sent, typed_by_id=by.pk, path=place.path).delete()


@transaction.atomic
def discard(place: Place, *, by: Actor, at: datetime) -> None:
    """Throw away what somebody typed there."""
    _hold(place.path, by)
    Draft.objects.filter(typed_by_id=by.pk, path=place.path).delete()


@transaction.atomic
def end_old(*, by: Actor | None, at: datetime) -> int:
    """Let go of what nobody came back to; return how many that were."""
    ended, _ = Draft.objects.filter(typed_at__lte=at - LASTS).delete()
    return ended


def _says_nothing(text: str) -> bool:
    return not any(value.strip() for _, values in QueryDict(text).lists() for value in values)


def _hold(path: str, by: Actor) -> None:
    """Let one request at a time write the draft of a form, also when there is none yet."""
    with connection.cursor() as cursor:
        cursor.execute(_HOLD, [_DRAFTS, f"{by.pk} {path}"])
