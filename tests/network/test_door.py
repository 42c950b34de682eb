"""Roles give permissions in a region or pilot, and nothing beyond it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tandem.access.permissions import Permission
from tandem.access.roles import ROLE_PERMISSIONS, Role
from tandem.core.verdict import Refusal
from tandem.network import door, rules, selectors, services
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Pilot, Region
from tests.factories import network

SEEING = {Permission.MONITOR_VIEW, Permission.NETWORK_VIEW}


@pytest.mark.parametrize(
    "role",
    [
        RoleKind.LOCAL_TEAM,
        RoleKind.TEAM_LEAD,
        RoleKind.PARTNER,
        RoleKind.EXPERIENCE_EXPERT,
        RoleKind.COORDINATOR,
    ],
)
def test_a_role_in_a_pilot_gives_its_permissions_there_and_only_sees_the_region(
    role: RoleKind, linde: Pilot, monday: datetime
) -> None:
    account = network.colleague("Wilg Rol", role=role, place=linde, at=monday)
    elsewhere = network.pilot(linde.region, "Eik", at=monday)
    allowed = ROLE_PERMISSIONS[Role(role.value)]

    for permission in Permission:
        in_pilot = door.may(account, permission, pilot=linde, at=monday)
        in_region = door.may(account, permission, region=linde.region, at=monday)
        assert in_pilot == (permission in allowed)
        # And is a second pair of eyes for its accounts, where the role says so.
        beyond = SEEING | {Permission.ACCOUNT_CONFIRM}
        assert in_region == (permission in allowed & beyond)
        assert not door.may(account, permission, pilot=elsewhere, at=monday)


def test_an_administrator_of_a_region_administers_it_all_and_nothing_else(
    administrator: Account, linde: Pilot, monday: datetime
) -> None:
    other = network.region("Eikenstreek", at=monday)

    assert door.may(administrator, Permission.ACCOUNT_INVITE, region=linde.region, at=monday)
    assert door.may(administrator, Permission.NETWORK_EDIT, pilot=linde, at=monday)
    assert not door.may(administrator, Permission.MONITOR_VIEW, region=linde.region, at=monday)
    assert not door.may(administrator, Permission.ACCOUNT_INVITE, region=other, at=monday)


def test_a_colleague_without_the_permission_gets_the_rule(
    consultant: Account, lindestreek: Region, monday: datetime
) -> None:
    with pytest.raises(Refusal) as refused:
        door.require(consultant, Permission.ACCOUNT_INVITE, region=lindestreek, at=monday)

    assert refused.value.rule is rules.PERMITTED


def test_an_outsider_gets_the_answer_of_what_does_not_exist(
    lindestreek: Region, monday: datetime
) -> None:
    elsewhere = network.region("Eikenstreek", at=monday)
    outsider = network.colleague(
        "Esdoorn Elders", role=RoleKind.ADMINISTRATOR, place=elsewhere, at=monday
    )

    with pytest.raises(door.NotFound):
        door.require(outsider, Permission.NETWORK_VIEW, region=lindestreek, at=monday)


def test_a_permission_ends_with_the_assignment(
    consultant: Account, administrator: Account, linde: Pilot, monday: datetime
) -> None:
    assignment = consultant.assignments.get()
    tomorrow = monday + timedelta(days=1)

    services.assignment.end(assignment, until=tomorrow.date(), by=administrator, at=monday)

    assert door.may(consultant, Permission.HOUSEHOLD_REGISTER, pilot=linde, at=monday)
    assert not door.may(consultant, Permission.HOUSEHOLD_REGISTER, pilot=linde, at=tomorrow)


def test_lists_of_pilots_and_regions_follow_the_same_permissions(
    consultant: Account, administrator: Account, linde: Pilot, monday: datetime
) -> None:
    network.pilot(linde.region, "Eik", at=monday)

    mine = selectors.pilots_with(consultant, Permission.HOUSEHOLD_REGISTER, at=monday)
    administered = selectors.pilots_with(administrator, Permission.NETWORK_EDIT, at=monday)
    regions = selectors.regions_with(consultant, Permission.NETWORK_VIEW, at=monday)

    assert [pilot.slug for pilot in mine] == ["linde"]
    assert [pilot.slug for pilot in administered] == ["eik", "linde"]
    assert list(regions) == [linde.region]
