"""The one door into a household.

You cannot get a household without saying who asks, for what, and when. Absent and forbidden look
the same, and every look and every refused look is recorded before anything is shown.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from django.db import connection
from django.http import Http404

from tandem.access.permissions import Permission
from tandem.access.roles import SCOPE_PERMISSIONS, Scope
from tandem.audit import services as audit
from tandem.audit.enums import Way
from tandem.core import trace
from tandem.core.rows import columns, made, width
from tandem.core.verdict import YES, Verdict
from tandem.dossier.models import Household
from tandem.dossier.rules import DOSSIER_01
from tandem.network.models import Organization, Pilot

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from datetime import datetime

    from tandem.network.models import Account

# What makes a key of %(by)s open at %(at)s, for a statement in which the key is called k. A bar
# beats every key, and a key of an account that was ended opens nothing, whatever the key itself
# says. Who brings in a case file acts under the server's own account, which is never active.
KEY_OPENS = """
    k.account_id = %(by)s AND k.since <= %(at)s AND (k.until IS NULL OR k.until > %(at)s)
    AND NOT EXISTS (SELECT FROM dossier_bar b WHERE b.account_id = %(by)s
      AND b.household_id = k.household_id AND b.recorded_at <= %(at)s
      AND (b.lifted_at IS NULL OR b.lifted_at > %(at)s))
    AND (k.ground = 'case_file'
      OR EXISTS (SELECT FROM network_account c WHERE c.id = %(by)s AND c.is_active))
"""
_KEYS = f"""
    SELECT k.scope, k.ground, coalesce(v.account_id, 0) FROM dossier_key k
    LEFT JOIN dossier_absence v ON v.id = k.absence_id
    WHERE k.household_id = %(household)s AND {KEY_OPENS} ORDER BY k.id
"""  # noqa: S608 - our own words


class NotFound(Http404):
    """No such household, or no key to it: the same answer."""


def _keys(by: Account, household_id: int, at: datetime) -> list[tuple[str, str, int]]:
    """Scope and ground of every running key of somebody to a household, and instead of whom."""
    with connection.cursor() as cursor:
        cursor.execute(_KEYS, {"by": by.pk, "household": household_id, "at": at})
        return [(scope, ground, instead) for scope, ground, instead in cursor.fetchall()]


def _allowed(by: Account, household_id: int, at: datetime) -> frozenset[Permission]:
    """Everything the running keys of somebody allow in a household."""
    return _together(scope for scope, _ground, _instead in _keys(by, household_id, at))


def _together(scopes: Iterable[str]) -> frozenset[Permission]:
    return frozenset[Permission]().union(*(SCOPE_PERMISSIONS[Scope(scope)] for scope in scopes))


@cache
def _home() -> str:
    """Go in at one door, and read what is behind it.

    The second lock hears first which door it is (`entered`), and looks no further than that: what
    is behind it is looked up by the number that it found, and is still asked for by its reference.
    """
    return f"""
    SELECT found.* FROM (SELECT tandem.enter(%(ref)s, %(by)s, %(at)s) AS id OFFSET 0) entered
    CROSS JOIN LATERAL (
      SELECT {columns(Household, "h")}, {columns(Pilot, "p")}, {columns(Organization, "o")},
        keys.found, keys.emergency_until
      FROM dossier_household h JOIN network_pilot p ON p.id = h.pilot_id
      JOIN network_organization o ON o.id = h.managed_by_id
      CROSS JOIN LATERAL (
        SELECT array_agg(ARRAY[k.scope, k.ground, coalesce(v.account_id, 0)::text] ORDER BY k.id)
            AS found,
          max(k.until) FILTER (WHERE k.scope = 'emergency') AS emergency_until
        FROM dossier_key k LEFT JOIN dossier_absence v ON v.id = k.absence_id
        WHERE k.household_id = h.id AND {KEY_OPENS}) keys
      WHERE h.id = entered.id AND h.ref = %(ref)s OFFSET 0) found
    """  # noqa: S608 - our own columns


type _Rights = list[list[str]]


def _find(ref: str, *, by: Account, at: datetime) -> tuple[Household | None, _Rights]:
    """The household, what the reader's keys allow there, and scope and ground of each key.

    The same statement, whether it exists or not and with or without a key: no time tells which.
    """
    asked: dict[str, Any] = {"ref": ref, "by": by.pk, "at": at}
    with connection.cursor() as cursor:
        cursor.execute(_home(), asked)
        row = cursor.fetchone()
    if row is None:
        return None, []
    *values, keys, emergency_until = row
    first, second = width(Household), width(Household) + width(Pilot)
    home = made(Household, values[:first])
    home.pilot = made(Pilot, values[first:second])
    home.managed_by = made(Organization, values[second:])
    keys = keys or []
    home.allows, home.opened_at = _together(scope for scope, _ground, _instead in keys), at
    home.emergency_until = emergency_until
    return home, keys


def open_household(
    ref: str,
    *,
    by: Account,
    to: Permission,
    at: datetime,
    page: str = "",
    way: Way = Way.PAGE,
) -> Household:
    """Open a household for somebody, and record the look; NotFound when absent or without a key.

    `page` is the name of what is shown (a tab, a letter), for the audit trail; `way` tells that it
    is printed or given as a file. The row names scope and ground of the first key that opens it.
    """
    home, keys = _find(ref, by=by, at=at)
    if home is None or to not in home.allows:
        audit.record_refused_look(ref, by=by, at=at, subject=page or to.value)
        raise NotFound
    scope, ground, instead = next(key for key in keys if to in SCOPE_PERMISSIONS[Scope(key[0])])
    entry = audit.Entry(
        "household_looked_at",
        home.ref,
        page or to.value,
        ground,
        scope=scope,
        way=way,
        on_behalf_of=int(instead),
    )
    audit.record_look(entry, by=by, at=at)
    return home


_OF_LISTED = f"""
    SELECT DISTINCT ON (h.ref) h.ref, k.scope, k.ground, coalesce(v.account_id, 0)
    FROM dossier_household h JOIN dossier_key k ON k.household_id = h.id
    LEFT JOIN dossier_absence v ON v.id = k.absence_id
    WHERE h.ref = ANY(string_to_array(%(refs)s, ' ')) AND k.scope <> 'family' AND {KEY_OPENS}
    ORDER BY h.ref, k.id
"""  # noqa: S608 - our own words


def record_list(
    page: str, listed: Mapping[str, str], *, way: Way, by: Account, at: datetime
) -> None:
    """Record that a list was shown, and in the trail of each household that its name stood there.

    By reference: where it stood. Two statements, however many households.
    """
    alike: dict[tuple[str, str, str, int], list[str]] = {}
    if listed:
        with connection.cursor() as cursor:
            cursor.execute(_OF_LISTED, {"refs": " ".join(listed), "by": by.pk, "at": at})
            for ref, *key in cursor.fetchall():
                alike.setdefault((listed[ref], *key), []).append(ref)
    shown = {
        audit.Entry(
            "household_listed", "", where, ground, scope=scope, way=way, on_behalf_of=instead
        ): refs
        for (where, scope, ground, instead), refs in alike.items()
    }
    audit.record_looks(audit.Entry(page, way=way), shown, by=by, at=at)


def may(home: Household, permission: Permission) -> Verdict:
    """Whether the keys of who opened this household allow it; for buttons and tabs."""
    return YES if permission in home.allows else DOSSIER_01.no()


def may_now(by: Account, permission: Permission, household: Household, *, at: datetime) -> Verdict:
    """Whether somebody's running keys allow it, when a rule asks for more than one permission."""
    allowed = _allowed(by, household.pk, at)
    return YES if permission in allowed else DOSSIER_01.no()


def require(by: Account, permission: Permission, household: Household, *, at: datetime) -> None:
    """Refuse unless somebody has a key that allows it now; the first move of every service."""
    keys = _keys(by, household.pk, at)
    if not keys:
        raise NotFound
    fitting = [key for key in keys if permission in SCOPE_PERMISSIONS[Scope(key[0])]]
    (YES if fitting else DOSSIER_01.no()).or_refuse()
    scope, ground, instead = fitting[0]
    trace.went_in(trace.Door(by.pk, household.ref, scope, ground, instead))


def hold(household: Household) -> Household:
    """Lock the household for this transaction, so that what is judged on it stays true.

    Who ends a dossier and who writes in it wait for each other; the row itself is read anew.
    """
    return (
        Household.objects.select_for_update(of=("self",), no_key=True)
        .select_related("pilot")
        .get(pk=household.pk)
    )
