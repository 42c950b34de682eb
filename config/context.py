"""What every page of a signed-in person needs: the day, who they work for, and which rooms open."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from tandem.access.permissions import Permission
from tandem.access.roles import ROLE_PERMISSIONS, Role

if TYPE_CHECKING:
    from collections.abc import Iterable

    from django.http import HttpRequest

# Which role sees which room; Vandaag and Spelregels are for everybody.
_WORKS_WITH_HOUSEHOLDS = frozenset({Role.LOCAL_TEAM, Role.TEAM_LEAD, Role.PARTNER})


def page(request: HttpRequest) -> dict[str, Any]:
    """Return `today`, `employer` and `nav` for the bar at the top."""
    user = getattr(request, "user", None)
    if user is None or not user.is_authenticated:
        return {}
    return {"today": localdate(), "employer": user.employer_name, "nav": rooms(user.roles)}


def rooms(roles: Iterable[str]) -> frozenset[str]:
    """Which rooms the menu shows for these roles."""
    mine = [Role(role) for role in roles]
    allowed = frozenset().union(*(ROLE_PERMISSIONS[role] for role in mine))
    open_to_me = {"vandaag", "spelregels"}
    if any(role in _WORKS_WITH_HOUSEHOLDS for role in mine):
        open_to_me.add("huishoudens")
    if Permission.MONITOR_VIEW in allowed:
        open_to_me.add("monitor")
    if Permission.NETWORK_VIEW in allowed:
        open_to_me.add("netwerk")
    return frozenset(open_to_me)
