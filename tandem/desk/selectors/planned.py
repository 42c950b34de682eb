"""What plans ask of somebody: looking at them again, and what a professional promised to do."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db.models import Exists, OuterRef, Q
from django.urls import reverse

from tandem.access.permissions import Permission
from tandem.access.roles import Scope, scopes_with
from tandem.core.periods import day_of
from tandem.desk.selectors.deadlines import Task
from tandem.dossier.enums import Status
from tandem.dossier.models import Key
from tandem.plan.enums import Kept, PieceStatus
from tandem.plan.models import Agreement, AgreementCheck, Piece

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.network.models import Account

MOST = 50
AHEAD = timedelta(days=7)


def plan_tasks(by: Account, *, at: datetime) -> list[Task]:
    """Plans to look at again, and agreements that wait for this professional (PLAN-05, SP-05)."""
    keys = Key.objects.filter(
        Q(until=None) | Q(until__gt=at),
        account=by,
        since__lte=at,
        scope__in=scopes_with(Permission.PLAN_WRITE),
    )
    until = day_of(at) + AHEAD
    found = [*_to_discuss(keys.filter(scope=Scope.LOCAL_TEAM.value), until)]
    found += _promised(by, keys, until)
    return sorted(found, key=lambda task: task.due_on)[:MOST]


def _to_discuss(keys: QuerySet[Key], until: date) -> Iterator[Task]:
    plans = (
        Piece.objects.filter(
            household__in=keys.values("household"), status=PieceStatus.SETTLED, next_on__lte=until
        )
        .exclude(household__status=Status.ENDED)
        .select_related("household")
    )
    for one in plans.order_by("next_on", "id")[:MOST]:
        title = f"{str(one.get_kind_display()).capitalize()} weer samen bespreken"
        url = reverse("desk:piece", args=[one.household.ref, one.pk])
        about = f"Gezin {one.household.name}"
        yield Task(title, about, one.next_on or until, url, one.household.ref)


def _promised(by: Account, keys: QuerySet[Key], until: date) -> Iterator[Task]:
    done = AgreementCheck.objects.filter(agreement=OuterRef("pk"), kept=Kept.YES)
    agreements = (
        Agreement.objects.filter(
            ~Exists(done),
            account=by,
            due_on__lte=until,
            piece__household__in=keys.values("household"),
            piece__status=PieceStatus.SETTLED,
        )
        .exclude(piece__household__status=Status.ENDED)
        .select_related("piece__household")
    )
    for one in agreements.order_by("due_on", "id")[:MOST]:
        home = one.piece.household
        url = reverse("plan:look_after", args=[home.ref, one.pk])
        about = f"Gezin {home.name} · afspraak in het {one.piece.get_kind_display()}"
        yield Task(one.what[:80], about, one.due_on or until, url, home.ref)
