"""Every rule of the network, seen to pass and to refuse."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tandem.core.verdict import Verdict
from tandem.network import rules
from tandem.network.enums import OrganizationKind as Kind
from tandem.network.enums import RoleKind
from tests.judged import Judged

MONDAY, SUNDAY = date(2026, 9, 7), date(2026, 9, 6)
NOW = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)
LATER = NOW + timedelta(days=7)
THREE = frozenset({Kind.GI.value, Kind.VEILIG_THUIS.value, Kind.RVDK.value})


def pilot(
    *, team: str = Kind.LOCAL_TEAM, partners: frozenset[str] = THREE, same_region: bool = True
) -> Verdict:
    return rules.may_create_pilot(
        local_team_kind=team, partner_kinds=partners, same_region=same_region, reason=""
    )


def assign(
    *, employer: str = Kind.LOCAL_TEAM, is_active: bool = True, runs_already: bool = False
) -> Verdict:
    return rules.may_assign(
        role=RoleKind.LOCAL_TEAM,
        employer_kind=employer,
        is_active=is_active,
        runs_already=runs_already,
        in_pilot=True,
    )


def end(*, day: date = MONDAY, is_last: bool = False) -> Verdict:
    return rules.may_end_assignment(
        since=MONDAY, until=None, day=day, is_last_administrator=is_last
    )


JUDGED = (
    Judged(rules.MINIMAL_PARTNERS, pilot(), pilot(partners=frozenset())),
    Judged(rules.ONE_REGION, pilot(), pilot(same_region=False)),
    Judged(rules.LOCAL_TEAM_LEADS, pilot(), pilot(team=Kind.GI)),
    Judged(rules.FITTING_EMPLOYER, assign(), assign(employer=Kind.GI)),
    Judged(rules.ASSIGNMENT_PERIOD, end(), end(day=SUNDAY)),
    Judged(rules.ONE_OPEN_ASSIGNMENT, assign(), assign(runs_already=True)),
    Judged(
        rules.ONE_ACCOUNT,
        rules.may_invite(email_is_taken=False),
        rules.may_invite(email_is_taken=True),
    ),
    Judged(rules.ACCOUNT_RUNS, assign(), assign(is_active=False)),
    Judged(rules.SOMEBODY_STAYS, end(), end(is_last=True)),
    Judged(
        rules.PERMITTED,
        rules.is_permitted(has_permission=True),
        rules.is_permitted(has_permission=False),
    ),
    Judged(
        rules.REGION_FOUNDED_AT_SERVER,
        rules.may_found_region(signs_in=False),
        rules.may_found_region(signs_in=True),
    ),
    Judged(
        rules.EXPERT_ORGANIZATION,
        rules.may_add_expert(organization_kind=Kind.EXPERIENCE_EXPERTS),
        rules.may_add_expert(organization_kind=Kind.RVDK),
    ),
    Judged(
        rules.INVITATION_WORKS,
        rules.may_accept(is_active=True, used_at=None, expires_at=LATER, at=NOW),
        rules.may_accept(is_active=True, used_at=None, expires_at=NOW, at=NOW),
    ),
    Judged(
        rules.SECOND_PERSON,
        rules.may_confirm_link(made_by=1, account=2, by=3),
        rules.may_confirm_link(made_by=1, account=2, by=1),
    ),
    Judged(
        rules.SECOND_STEP_STAYS,
        rules.may_remove_second_factor(others=1),
        rules.may_remove_second_factor(others=0),
    ),
    Judged(
        rules.DEMONSTRATION_ONLY,
        rules.may_enroll(is_demonstration=True),
        rules.may_enroll(is_demonstration=False),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()
