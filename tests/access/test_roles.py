"""Who may what: the two tables, and what must never stand in them."""

from __future__ import annotations

import pytest

from tandem.access.permissions import Permission
from tandem.access.roles import (
    ROLE_PERMISSIONS,
    SCOPE_PERMISSIONS,
    Role,
    Scope,
    roles_with,
    scopes_with,
)

BY_KEY = frozenset().union(*SCOPE_PERMISSIONS.values())
BY_ROLE = frozenset().union(*ROLE_PERMISSIONS.values())
SEEING = frozenset({Permission.HOUSEHOLD_VIEW, Permission.AUDIT_VIEW})


def test_every_role_and_every_scope_has_its_row() -> None:
    assert set(ROLE_PERMISSIONS) == set(Role)
    assert set(SCOPE_PERMISSIONS) == set(Scope)


def test_every_permission_is_given_by_keys_or_by_roles_and_never_by_both() -> None:
    assert set(Permission) == BY_KEY | BY_ROLE
    assert not BY_KEY & BY_ROLE


def test_the_list_is_alphabetical_within_its_two_groups() -> None:
    names = [permission.name for permission in Permission]
    keyed = [name for name in names if Permission[name] in BY_KEY]

    assert names[: len(keyed)] == sorted(keyed)
    assert names[len(keyed) :] == sorted(names[len(keyed) :])


def test_the_value_of_a_permission_is_its_name() -> None:
    for permission in Permission:
        area, _, action = permission.value.partition(".")
        assert permission.name == f"{area}_{action}".upper()


def test_whoever_has_a_key_sees_and_may_be_seen_except_who_loads_a_case_file() -> None:
    assert SCOPE_PERMISSIONS[Scope.LOCAL_TEAM] >= SEEING
    assert SCOPE_PERMISSIONS[Scope.PARTNER] >= SEEING
    assert not SCOPE_PERMISSIONS[Scope.CASE_LOADER] & SEEING


def test_a_key_of_the_family_opens_one_page_and_nothing_that_professionals_do() -> None:
    assert SCOPE_PERMISSIONS[Scope.FAMILY] == {Permission.FAMILY_VIEW}
    assert scopes_with(Permission.FAMILY_VIEW) == (Scope.FAMILY,)


def test_who_comes_in_on_break_glass_looks_and_writes_in_the_story_and_no_more() -> None:
    assert SCOPE_PERMISSIONS[Scope.EMERGENCY] == {
        Permission.HOUSEHOLD_VIEW,
        Permission.JOURNAL_WRITE,
    }


def test_only_the_local_team_keeps_the_keys() -> None:
    for permission in (
        Permission.ACCESS_ANSWER,
        Permission.BAR_RECORD,
        Permission.EMERGENCY_REVIEW,
    ):
        assert scopes_with(permission) == (Scope.LOCAL_TEAM,)


@pytest.mark.parametrize(
    "permission",
    [
        Permission.CONSENT_RECORD,
        Permission.FAMILY_ACCESS_EDIT,
        Permission.SHIELD_LIFT,
        Permission.HOUSEHOLD_EDIT,
        Permission.INVOLVEMENT_RECORD,
        Permission.JOURNEY_MOVE,
        Permission.REPORT_ATTACH,
        Permission.TANDEM_CHANGE,
    ],
)
def test_a_partner_does_not_do_the_work_of_the_local_team(permission: Permission) -> None:
    assert permission in SCOPE_PERMISSIONS[Scope.LOCAL_TEAM]
    assert permission not in SCOPE_PERMISSIONS[Scope.PARTNER]


def test_only_a_partner_writes_the_report_of_a_partner() -> None:
    assert Permission.REPORT_WRITE in SCOPE_PERMISSIONS[Scope.PARTNER]
    assert Permission.REPORT_WRITE not in SCOPE_PERMISSIONS[Scope.LOCAL_TEAM]


@pytest.mark.parametrize("role", [Role.COORDINATOR, Role.ADMINISTRATOR, Role.EXPERIENCE_EXPERT])
def test_who_works_with_no_household_registers_none(role: Role) -> None:
    assert Permission.HOUSEHOLD_REGISTER not in ROLE_PERMISSIONS[role]


def test_inviting_colleagues_is_for_the_administrator_alone() -> None:
    assert roles_with(Permission.ACCOUNT_INVITE) == (Role.ADMINISTRATOR,)
    assert roles_with(Permission.NETWORK_EDIT) == (Role.ADMINISTRATOR,)


@pytest.mark.parametrize("permission", list(Permission))
def test_the_lists_by_permission_say_the_same_as_the_tables(permission: Permission) -> None:
    assert set(scopes_with(permission)) == {s for s in Scope if permission in SCOPE_PERMISSIONS[s]}
    assert set(roles_with(permission)) == {r for r in Role if permission in ROLE_PERMISSIONS[r]}
