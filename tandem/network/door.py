"""What somebody may do in a region or pilot; for households there is another door.

Roles come from assignments that run on the day. Somebody who cannot see the region gets the same
answer as when it did not exist.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate

from tandem.access.permissions import Permission
from tandem.access.roles import roles_with
from tandem.network import rules
from tandem.network.models import Account, Assignment, Pilot, Region

if TYPE_CHECKING:
    from datetime import datetime

    from django.db.models import QuerySet

# Seeing something of one pilot is enough to see the region it lies in; doing something is not.
_SEEING = frozenset({Permission.MONITOR_VIEW, Permission.NETWORK_VIEW})
# And who coordinates one pilot is a second pair of eyes for the accounts of its region.
_IN_ONE_PILOT = _SEEING | {Permission.ACCOUNT_CONFIRM}


class NotFound(Http404):
    """Absent, or not for this account: one answer for both."""


def assignments_with(
    account: Account, permission: Permission, *, at: datetime
) -> QuerySet[Assignment]:
    """List the running assignments of somebody whose role allows the permission."""
    return Assignment.objects.open(on=localdate(at)).filter(
        account_id=account.pk, role__in=roles_with(permission)
    )


def may(
    by: Account,
    permission: Permission,
    *,
    region: Region | None = None,
    pilot: Pilot | None = None,
    at: datetime,
) -> bool:
    """Say whether somebody has the permission for a pilot, or for a whole region."""
    found = assignments_with(by, permission, at=at)
    if pilot is not None:
        found = found.filter(Q(pilot=pilot) | Q(pilot=None, region_id=pilot.region_id))
    elif region is not None:
        found = found.filter(region=region)
        if permission not in _IN_ONE_PILOT:
            found = found.filter(pilot=None)
    return found.exists()


def require(
    by: Account,
    permission: Permission,
    *,
    region: Region | None = None,
    pilot: Pilot | None = None,
    at: datetime,
) -> None:
    """Stop whoever lacks the permission: by a rule, or as if it were not there at all."""
    if may(by, permission, region=region, pilot=pilot, at=at):
        return
    place = pilot.region if pilot is not None else region
    if not may(by, Permission.NETWORK_VIEW, region=place, at=at):
        raise NotFound
    rules.is_permitted(has_permission=False).or_refuse()
