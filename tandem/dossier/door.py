"""The one door into a household.

You cannot get a household without saying who asks, for what, and when. Absent and forbidden look
the same, and every look and every refused look is recorded before anything is shown.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

from django.db import connection
from django.http import Http404

from tandem.access.permissions import Permission
from tandem.access.roles import SCOPE_PERMISSIONS, Scope
from tandem.audit import services as audit
from tandem.core.rows import columns, made, width
from tandem.core.verdict import YES, Verdict
from tandem.dossier.models import Household
from tandem.dossier.rules import DOSSIER_01
from tandem.network.models import Organization, Pilot

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Account

_KEYS = """
    SELECT k.scope, k.ground FROM dossier_key k
    WHERE k.account_id = %s AND k.household_id = %s
      AND k.since <= %s AND (k.until IS NULL OR k.until > %s)
"""


class NotFound(Http404):
    """No such household, or no key to it: the same answer."""


def _allowed(by: Account, household_id: int, at: datetime) -> tuple[frozenset[Permission], str]:
    """Everything the reader's running keys allow here, and the ground of the first."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, [by.pk, household_id, at, at])
        rows = cursor.fetchall()
    allowed: frozenset[Permission] = frozenset()
    for scope, _ground in rows:
        allowed |= SCOPE_PERMISSIONS[Scope(scope)]
    return allowed, (rows[0][1] if rows else "")


@cache
def _home() -> str:
    return f"""
    SELECT {columns(Household, "h")}, {columns(Pilot, "p")}, {columns(Organization, "o")}
    FROM dossier_household h JOIN network_pilot p ON p.id = h.pilot_id
    JOIN network_organization o ON o.id = h.managed_by_id
    WHERE h.ref = %s
    """  # noqa: S608 - our own columns


def _find(ref: str) -> Household | None:
    """The household with its pilot and the organization that manages it, or None."""
    with connection.cursor() as cursor:
        cursor.execute(_home(), [ref])
        row = cursor.fetchone()
    if row is None:
        return None
    first, second = width(Household), width(Household) + width(Pilot)
    home = made(Household, row[:first])
    home.pilot = made(Pilot, row[first:second])
    home.managed_by = made(Organization, row[second:])
    return home


def open_household(
    ref: str, *, by: Account, to: Permission, at: datetime, page: str = ""
) -> Household:
    """Open a household for somebody, and record the look; NotFound when absent or without a key.

    `page` is the name of what is shown (a tab, a letter), for the audit trail.
    """
    home = _find(ref)
    allowed, ground = (frozenset(), "") if home is None else _allowed(by, home.pk, at)
    if home is None or to not in allowed:
        audit.record_refused_look(ref, by=by, at=at, subject=page or to.value)
        raise NotFound
    home.allows, home.opened_at = allowed, at
    audit.record_look(
        audit.Entry("household_looked_at", home.ref, page or to.value, ground), by=by, at=at
    )
    return home


def may(home: Household, permission: Permission) -> Verdict:
    """Whether the keys of who opened this household allow it; for buttons and tabs."""
    return YES if permission in home.allows else DOSSIER_01.no()


def may_now(by: Account, permission: Permission, household: Household, *, at: datetime) -> Verdict:
    """Whether somebody's running keys allow it, when a rule asks for more than one permission."""
    allowed, _ground = _allowed(by, household.pk, at)
    return YES if permission in allowed else DOSSIER_01.no()


def require(by: Account, permission: Permission, household: Household, *, at: datetime) -> None:
    """Refuse unless somebody has a key that allows it now; the first move of every service."""
    allowed, _ground = _allowed(by, household.pk, at)
    if not allowed:
        raise NotFound
    (YES if permission in allowed else DOSSIER_01.no()).or_refuse()
