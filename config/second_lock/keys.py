"""Who cuts and who ends which keys: that follows from the ground on which a key stands.

A key on a ground of one's own needs none: break-glass, which a trigger judges. What deputies hold,
and what somebody gets who joins a team, is cut by functions (rights.sql, keys.sql).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from config.second_lock import policies
from tandem.access.permissions import Permission
from tandem.access.roles import SCOPE_PERMISSIONS
from tandem.dossier.enums import POWER_FORMS

if TYPE_CHECKING:
    from collections.abc import Iterator

KEY = "dossier_key"
_HOME = f"{KEY}.household_id"
_ME = "(SELECT tandem.account())"
_POWERS = ", ".join(f"'{form}'" for form in sorted(POWER_FORMS))
_RIDES = f"SELECT FROM dossier_involvement i WHERE i.id = {KEY}.involvement_id"


def _with(*permissions: Permission) -> str:
    """Whether a key of who acts allows one of these in the household of this key."""
    wanted = frozenset(permissions)
    scopes = {scope for scope in policies.PROFESSIONAL if SCOPE_PERMISSIONS[scope] & wanted}
    return policies.opens(_HOME, frozenset(scopes))


# Who watches the keys of a household: the local team.
_KEEPS = _with(Permission.BAR_RECORD)
# Powers begin, go on and end with a measure, whoever of the tandem writes that down.
_MEASURES = _with(Permission.MEASURE_RECORD)
_POWER = f"i.form IN ({_POWERS})"
# What somebody of the family holds follows from who may look: a shield closes it.
_FAMILY = _with(Permission.SHIELD_SET, Permission.FAMILY_ACCESS_EDIT, Permission.HOUSEHOLD_EDIT)


def _cut() -> Iterator[str]:
    """Each way in which a key is cut."""
    # Of the team: when a household is registered, and after a bar.
    yield f"{KEY}.ground = 'local_team' AND ({_KEEPS} OR {policies.is_newborn(_HOME)})"
    # Of a partner: for the professional who is named, or who asked for it.
    named = f"i.professional_id = {KEY}.account_id"
    yield (
        f"{KEY}.ground = 'involvement' AND {KEY}.request_id IS NULL AND"
        f" EXISTS ({_RIDES} AND {named} AND ({_KEEPS} OR ({_POWER} AND {_MEASURES})))"
    )
    asked = (
        f"SELECT FROM dossier_accessrequest r WHERE r.id = {KEY}.request_id"
        f" AND r.asked_by_id = {KEY}.account_id"
    )
    answers = _with(Permission.ACCESS_ANSWER)
    yield f"{KEY}.ground = 'involvement' AND {answers} AND EXISTS ({asked})"
    yield f"{KEY}.ground = 'member' AND {_FAMILY}"


def statements() -> Iterator[str]:
    """The statements that lock the table of keys."""
    found = policies.household_tables()
    mine = policies.opens(_HOME, policies.PROFESSIONAL)
    home = " AND ".join(policies.Table(found[KEY], found).points_home())
    for policy in ("see", "add", "change"):
        yield f"DROP POLICY {policy} ON {KEY}"
    # My own keys, and who else holds one to my households.
    yield (
        f"CREATE POLICY see ON {KEY} FOR SELECT TO tandem_web"
        f" USING ({KEY}.account_id = {_ME} OR {mine})"
    )
    ways = " OR ".join(f"({way})" for way in _cut())
    yield f"CREATE POLICY add ON {KEY} FOR INSERT TO tandem_web WITH CHECK (({ways}) AND {home})"
    # A key on a ground of one's own, past the local team: the trigger looks whether it is there.
    yield (
        f"CREATE POLICY add_own ON {KEY} FOR INSERT TO tandem_web"
        f" WITH CHECK ({KEY}.account_id = {_ME} AND {KEY}.ground = 'emergency')"
    )
    # Who takes part may hold a row, so that nobody copies it meanwhile; ending it is for few.
    yield (
        f"CREATE POLICY change ON {KEY} FOR UPDATE TO tandem_web USING ({mine})"
        f" WITH CHECK ({_KEEPS} OR ({_MEASURES} AND EXISTS ({_RIDES} AND {_POWER}))"
        f" OR ({KEY}.ground = 'member' AND {_FAMILY}))"
    )
    # A key is only ever ended.
    yield f"REVOKE UPDATE ON {KEY} FROM tandem_web"
    yield f"GRANT UPDATE (until) ON {KEY} TO tandem_web"
