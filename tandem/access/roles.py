"""Who may what: roles of people in a pilot or region, and scopes of keys to a household.

A role never opens a household; only a key does. A key has a scope, and the scope says what may be
done behind the door.
"""

from enum import StrEnum

from tandem.access.permissions import Permission


class Role(StrEnum):
    """What somebody does in a pilot or region (ORG-04), apart from any household."""

    LOCAL_TEAM = "local_team"
    TEAM_LEAD = "team_lead"
    PARTNER = "partner"
    EXPERIENCE_EXPERT = "experience_expert"
    COORDINATOR = "coordinator"
    ADMINISTRATOR = "administrator"
    CASE_LOADER = "case_loader"


class Scope(StrEnum):
    """What a key opens (docs/generated/permissions.md)."""

    LOCAL_TEAM = "local_team"
    PARTNER = "partner"
    ADVISER = "adviser"
    CASE_LOADER = "case_loader"
    FAMILY = "family"
    EMERGENCY = "emergency"


_ALL_SEE = frozenset({Permission.HOUSEHOLD_VIEW, Permission.AUDIT_VIEW})
# Who meets families: asks for a key by reference, and may act when there is no time to ask.
_MEETS_FAMILIES = frozenset(
    {Permission.BOUNDARY_RECORD, Permission.ACCESS_ASK, Permission.EMERGENCY_OPEN}
)

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    Role.LOCAL_TEAM: _MEETS_FAMILIES
    | {Permission.HOUSEHOLD_REGISTER, Permission.MONITOR_VIEW, Permission.NETWORK_VIEW},
    Role.TEAM_LEAD: _MEETS_FAMILIES
    | {
        Permission.ABSENCE_RECORD,
        Permission.HOUSEHOLD_REGISTER,
        Permission.MONITOR_FILL,
        Permission.MONITOR_SUBMIT,
        Permission.MONITOR_VIEW,
        Permission.NETWORK_VIEW,
        Permission.RIGHTS_REVIEW,
    },
    Role.PARTNER: _MEETS_FAMILIES | {Permission.MONITOR_VIEW, Permission.NETWORK_VIEW},
    Role.EXPERIENCE_EXPERT: frozenset({Permission.NETWORK_VIEW}),
    Role.COORDINATOR: frozenset(
        {
            # The second pair of eyes on who gets an account.
            Permission.ACCOUNT_CONFIRM,
            Permission.BOUNDARY_RECORD,
            Permission.MONITOR_FILL,
            Permission.MONITOR_SUBMIT,
            Permission.MONITOR_VIEW,
            Permission.NETWORK_VIEW,
            Permission.RIGHTS_REVIEW,
        }
    ),
    Role.ADMINISTRATOR: frozenset(
        {
            Permission.ACCOUNT_CONFIRM,
            Permission.ACCOUNT_INVITE,
            Permission.NETWORK_EDIT,
            Permission.NETWORK_VIEW,
            Permission.RIGHTS_REVIEW,
        }
    ),
    # Who brings in the case file of a region: the server's own account, which cannot sign in.
    Role.CASE_LOADER: frozenset({Permission.HOUSEHOLD_REGISTER, Permission.NETWORK_VIEW}),
}

_LOCAL_TEAM_SCOPE = _ALL_SEE | {
    Permission.CONSENT_RECORD,
    Permission.DECISION_RECORD,
    Permission.EVALUATION_RECORD,
    Permission.EXPERT_CONTACT_RECORD,
    Permission.FAMILY_ACCESS_EDIT,
    Permission.HOURS_RECORD,
    Permission.HOUSEHOLD_EDIT,
    Permission.INVOLVEMENT_RECORD,
    Permission.JOURNAL_WRITE,
    Permission.JOURNEY_MOVE,
    Permission.MEASURE_RECORD,
    Permission.PLAN_WRITE,
    Permission.REPORT_ATTACH,
    Permission.SHIELD_LIFT,
    Permission.SHIELD_SET,
    Permission.TANDEM_CHANGE,
}
# Who watches the keys themselves: answers who asks, bars who is too close, reviews an emergency.
_KEY_KEEPER = frozenset(
    {Permission.ACCESS_ANSWER, Permission.BAR_RECORD, Permission.EMERGENCY_REVIEW}
)

SCOPE_PERMISSIONS: dict[Scope, frozenset[Permission]] = {
    Scope.LOCAL_TEAM: _LOCAL_TEAM_SCOPE | _KEY_KEEPER | {Permission.DATA_SHARE},
    # A partner thinks along and rides along: reads, writes in the journal, its hours and report,
    # and records the measure or decision that its own organization takes.
    Scope.PARTNER: _ALL_SEE
    | {
        Permission.DATA_SHARE,
        Permission.DECISION_RECORD,
        Permission.HOURS_RECORD,
        Permission.JOURNAL_WRITE,
        Permission.MEASURE_RECORD,
        # One plan for the household: everybody who works on it, works in it (PLAN-06, SP-01).
        Permission.PLAN_WRITE,
        Permission.REPORT_WRITE,
        # Whoever sees the danger closes the door; opening it again is for the local team.
        Permission.SHIELD_SET,
    },
    # Who is asked for advice reads along, and writes what came of it: the hours and a report.
    # Deciding, measures and sharing are for who works with the family.
    Scope.ADVISER: _ALL_SEE
    | {Permission.HOURS_RECORD, Permission.REPORT_WRITE, Permission.SHIELD_SET},
    # Bringing in a case file: writes what a local team would write, looks at nothing, for the
    # moment of loading only.
    Scope.CASE_LOADER: (_LOCAL_TEAM_SCOPE | {Permission.REPORT_WRITE})
    - _ALL_SEE
    - {Permission.FAMILY_ACCESS_EDIT, Permission.SHIELD_LIFT, Permission.SHIELD_SET},
    # Somebody of the family: one page of their own, and nothing of what professionals do.
    Scope.FAMILY: frozenset({Permission.FAMILY_VIEW}),
    # Two hours behind one door, without having been let in: look, and write what was done.
    Scope.EMERGENCY: frozenset({Permission.HOUSEHOLD_VIEW, Permission.JOURNAL_WRITE}),
}


def scopes_with(permission: Permission) -> tuple[str, ...]:
    """Every scope whose key allows the permission, as stored."""
    return tuple(
        scope.value for scope, allowed in SCOPE_PERMISSIONS.items() if permission in allowed
    )


def roles_with(permission: Permission) -> tuple[str, ...]:
    """Every role that allows the permission, as stored."""
    return tuple(role.value for role, allowed in ROLE_PERMISSIONS.items() if permission in allowed)
