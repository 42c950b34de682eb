"""Whether somebody can be a second person: with a key that is not lent by the first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.access.roles import Scope, scopes_with
from tandem.dossier.models import Key
from tandem.network.models import Professional

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

    from tandem.access.permissions import Permission
    from tandem.dossier.models import Household
    from tandem.network.models import Account


def keys_beside(
    first: Account | None, household: Household, permission: Permission, *, at: datetime
) -> QuerySet[Key]:
    """Keys that open now and allow it, but for those lent because the first is away."""
    found = Key.objects.filter(
        Q(until=None) | Q(until__gt=at),
        household=household,
        since__lte=at,
        scope__in=scopes_with(permission),
    )
    if first is None:
        return found
    return found.filter(Q(absence=None) | ~Q(absence__account=first.pk))


def only_stands_in(
    second: Account, first: Account, household: Household, permission: Permission, *, at: datetime
) -> bool:
    """Whether the second is in by nothing but that the first is away."""
    lent = Key.objects.filter(
        Q(until=None) | Q(until__gt=at),
        household=household,
        account=second,
        absence__account=first.pk,
    )
    beside = keys_beside(first, household, permission, at=at).filter(account=second)
    return lent.exists() and not beside.exists()


def works_at(account: Account, organization_id: int) -> bool:
    """Whether an organization employs somebody."""
    return Professional.objects.filter(account=account, employer=organization_id).exists()


def is_inside(household: Household, organization_id: int, *, at: datetime) -> bool:
    """Whether somebody of an organization holds a key with which one decides."""
    held = Key.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at, household=household)
    who = Professional.objects.filter(employer=organization_id).values("account")
    return held.filter(scope=Scope.PARTNER, account__in=who).exists()


def is_of_the_team(account: Account, household: Household, *, at: datetime) -> bool:
    """Whether somebody holds a key of the local team."""
    held = Key.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at, household=household)
    return held.filter(account=account, scope=Scope.LOCAL_TEAM).exists()
