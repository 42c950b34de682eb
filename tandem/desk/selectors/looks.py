"""Looks to judge, for who watches over a pilot: references, not households."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Count, F, Min, Q
from django.db.models.functions import ExtractMonth, ExtractYear

from tandem.access.permissions import Permission
from tandem.access.roles import roles_with
from tandem.audit.models import Event
from tandem.dossier.enums import LookOutcome
from tandem.dossier.models import Bar, LookReview
from tandem.network.selectors import pilots_with

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models.looks import LookReviewSet
    from tandem.network.models import Account

WATCHES = frozenset(roles_with(Permission.RIGHTS_REVIEW))
MOST, MONTHS = 100, 6


@dataclass(frozen=True, slots=True)
class Month:
    """What came of a month: judged, of which wrong and late, and what still waits."""

    first: date
    judged: int
    wrong: int
    late: int
    waiting: int


@dataclass(frozen=True, slots=True)
class Waiting:
    """How many points wait for somebody, and by when the first."""

    count: int
    due_on: date


def _mine(by: Account, *, at: datetime) -> LookReviewSet:
    """Of the pilots that somebody watches over; not of themselves or of who they know."""
    pilots = pilots_with(by, Permission.RIGHTS_REVIEW, at=at)
    barred = Bar.objects.running().filter(account=by)
    return (
        LookReview.objects.filter(pilot__in=pilots.order_by())
        .exclude(account=by)
        .exclude(household__in=barred.values("household"))
    )


def is_picked(day: date) -> bool:
    """Whether the looks of a day were picked, today or before."""
    return Event.objects.filter(event="looks_picked", subject=f"day {day}").exists()


def to_judge(by: Account, *, at: datetime) -> list[LookReview]:
    """What waits, the oldest first; at most MOST."""
    found = _mine(by, at=at).open().select_related("account__professional__employer")
    return list(found.order_by("due_on", "id")[:MOST])


def one_to_judge(number: int, *, by: Account, at: datetime) -> LookReview | None:
    """One point, judged or not, with its pilot."""
    found = _mine(by, at=at).filter(pk=number)
    return found.select_related("account", "pilot__region").order_by("id").first()


def waiting_for(by: Account, *, at: datetime) -> Waiting | None:
    """Whether something waits for somebody; without a statement for who watches over nothing."""
    if WATCHES.isdisjoint(by.roles):
        return None
    found = _mine(by, at=at).open().aggregate(count=Count("id"), due_on=Min("due_on"))
    return Waiting(found["count"], found["due_on"]) if found["count"] else None


def months(by: Account, *, at: datetime) -> list[Month]:
    """Per month of the looks what came of it, the newest first."""
    late = Q(reviewed_at__date__gt=F("due_on"))
    rows = (
        _mine(by, at=at)
        .annotate(year=ExtractYear("looked_on"), month=ExtractMonth("looked_on"))
        .values("year", "month")
        .annotate(
            first=Min("looked_on"),
            judged=Count("id", filter=Q(reviewed_at__isnull=False)),
            wrong=Count("id", filter=Q(outcome=LookOutcome.WRONG)),
            late=Count("id", filter=late),
            waiting=Count("id", filter=Q(reviewed_at=None)),
        )
        .order_by("-year", "-month")
    )
    return [
        Month(row["first"].replace(day=1), row["judged"], row["wrong"], row["late"], row["waiting"])
        for row in rows[:MONTHS]
    ]
