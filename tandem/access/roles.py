"""Who may what: roles of people in a pilot or region, and scopes of keys to a household.

A role never opens a household; only a key does. A key has a scope, and the scope says what may be
done behind the door.
"""

from enum import StrEnum

from tandem.access.permissions import Permission as P


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
    CASE_LOADER = "case_loader"


_ALL_SEE = frozenset({P.HOUSEHOLD_VIEW, P.AUDIT_VIEW})

ROLE_PERMISSIONS: dict[Role, frozenset[P]] = {
    Role.LOCAL_TEAM: frozenset({P.HOUSEHOLD_REGISTER, P.MONITOR_VIEW, P.NETWORK_VIEW}),
    Role.TEAM_LEAD: frozenset(
        {P.HOUSEHOLD_REGISTER, P.MONITOR_FILL, P.MONITOR_SUBMIT, P.MONITOR_VIEW, P.NETWORK_VIEW}
    ),
    Role.PARTNER: frozenset({P.MONITOR_VIEW, P.NETWORK_VIEW}),
    Role.EXPERIENCE_EXPERT: frozenset({P.NETWORK_VIEW}),
    Role.COORDINATOR: frozenset({P.MONITOR_FILL, P.MONITOR_SUBMIT, P.MONITOR_VIEW, P.NETWORK_VIEW}),
    Role.ADMINISTRATOR: frozenset({P.ACCOUNT_INVITE, P.NETWORK_EDIT, P.NETWORK_VIEW}),
    # Who brings in the case file of a region; held by the server's own account, which cannot sign in.
    Role.CASE_LOADER: frozenset({P.HOUSEHOLD_REGISTER, P.NETWORK_VIEW}),
}

_LOCAL_TEAM_SCOPE = _ALL_SEE | {
    P.CONSENT_RECORD,
    P.DECISION_RECORD,
    P.EVALUATION_RECORD,
    P.EXPERT_CONTACT_RECORD,
    P.HOURS_RECORD,
    P.HOUSEHOLD_EDIT,
    P.INVOLVEMENT_RECORD,
    P.JOURNAL_WRITE,
    P.JOURNEY_MOVE,
    P.MEASURE_RECORD,
    P.REPORT_ATTACH,
    P.TANDEM_CHANGE,
}

SCOPE_PERMISSIONS: dict[Scope, frozenset[P]] = {
    Scope.LOCAL_TEAM: _LOCAL_TEAM_SCOPE,
    # A partner thinks along and rides along: reads, writes in the journal, its hours and report,
    # and records the measure or decision that its own organization takes.
    Scope.PARTNER: _ALL_SEE
    | {P.DECISION_RECORD, P.HOURS_RECORD, P.JOURNAL_WRITE, P.MEASURE_RECORD, P.REPORT_WRITE},
    # Bringing in a case file: writes what a local team would write, looks at nothing, for the
    # moment of loading only.
    Scope.CASE_LOADER: (_LOCAL_TEAM_SCOPE | {P.REPORT_WRITE}) - _ALL_SEE,
}


def scopes_with(permission: P) -> tuple[str, ...]:
    """Every scope whose key allows the permission, as stored."""
    return tuple(
        scope.value for scope, allowed in SCOPE_PERMISSIONS.items() if permission in allowed
    )


def roles_with(permission: P) -> tuple[str, ...]:
    """Every role that allows the permission, as stored."""
    return tuple(role.value for role, allowed in ROLE_PERMISSIONS.items() if permission in allowed)
