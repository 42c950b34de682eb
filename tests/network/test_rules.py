"""The rules of the network: each passes and refuses."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest

from tandem.core.verdict import Verdict
from tandem.network import rules
from tandem.network.enums import OrganizationKind as Kind
from tandem.network.enums import RoleKind

THREE = frozenset({Kind.GI.value, Kind.VEILIG_THUIS.value, Kind.RVDK.value})


def pilot_verdict(
    *,
    team: str = Kind.LOCAL_TEAM,
    partners: frozenset[str] = THREE,
    same_region: bool = True,
    reason: str = "",
) -> Verdict:
    return rules.may_create_pilot(
        local_team_kind=team, partner_kinds=partners, same_region=same_region, reason=reason
    )


def test_a_pilot_with_the_four_kinds_passes() -> None:
    assert pilot_verdict()


@pytest.mark.parametrize("missing", sorted(THREE))
def test_a_pilot_without_one_of_the_four_kinds_is_refused_and_says_which(missing: str) -> None:
    verdict = pilot_verdict(partners=THREE - {missing})

    assert verdict.rule is rules.MINIMAL_PARTNERS
    assert str(Kind(missing).label) in verdict.reason


def test_a_pilot_without_one_of_the_four_kinds_passes_with_a_reason() -> None:
    assert pilot_verdict(partners=frozenset(), reason="De Raad begint in januari.")


def test_a_pilot_with_an_organization_of_another_region_is_refused() -> None:
    assert pilot_verdict(same_region=False).rule is rules.ONE_REGION


def test_a_pilot_led_by_something_else_than_a_local_team_is_refused() -> None:
    assert pilot_verdict(team=Kind.GI).rule is rules.LOCAL_TEAM_LEADS


@pytest.mark.parametrize(
    ("role", "employer", "in_pilot", "rule"),
    [
        (RoleKind.LOCAL_TEAM, Kind.LOCAL_TEAM, True, None),
        (RoleKind.LOCAL_TEAM, Kind.GI, True, rules.FITTING_EMPLOYER),
        (RoleKind.LOCAL_TEAM, Kind.LOCAL_TEAM, False, rules.FITTING_EMPLOYER),
        (RoleKind.TEAM_LEAD, Kind.LOCAL_TEAM, True, None),
        (RoleKind.PARTNER, Kind.GI, True, None),
        (RoleKind.PARTNER, Kind.LOCAL_TEAM, True, rules.FITTING_EMPLOYER),
        (RoleKind.PARTNER, None, True, rules.FITTING_EMPLOYER),
        (RoleKind.COORDINATOR, Kind.REGION_OFFICE, True, None),
        (RoleKind.COORDINATOR, Kind.REGION_OFFICE, False, None),
        (RoleKind.EXPERIENCE_EXPERT, Kind.EXPERIENCE_EXPERTS, False, None),
        (RoleKind.ADMINISTRATOR, Kind.REGION_OFFICE, False, None),
        (RoleKind.ADMINISTRATOR, Kind.REGION_OFFICE, True, rules.FITTING_EMPLOYER),
        (RoleKind.CASE_LOADER, Kind.REGION_OFFICE, False, rules.FITTING_EMPLOYER),
    ],
)
def test_an_assignment_needs_a_fitting_employer_and_place(
    role: str, employer: str | None, rule: object, *, in_pilot: bool
) -> None:
    verdict = rules.may_assign(
        role=role, employer_kind=employer, is_active=True, runs_already=False, in_pilot=in_pilot
    )

    assert verdict.rule is rule


def test_nobody_has_the_same_role_twice_and_an_ended_account_has_none() -> None:
    same = {"role": RoleKind.COORDINATOR, "employer_kind": Kind.REGION_OFFICE, "in_pilot": False}

    twice = rules.may_assign(**same, is_active=True, runs_already=True)  # type: ignore[arg-type] # one dict for two calls
    ended = rules.may_assign(**same, is_active=False, runs_already=False)  # type: ignore[arg-type] # one dict for two calls

    assert twice.rule is rules.ONE_OPEN_ASSIGNMENT
    assert ended.rule is rules.ACCOUNT_RUNS


def test_nobody_begins_before_a_second_person_knows_them() -> None:
    assert rules.may_begin(is_let_in=True)
    assert rules.may_begin(is_let_in=False).rule is rules.SECOND_PERSON


def test_an_assignment_ends_once_and_not_before_it_began() -> None:
    began = date(2026, 11, 2)

    def verdict(*, until: date | None = None, day: date, last: bool = False) -> Verdict:
        return rules.may_end_assignment(
            since=began, until=until, day=day, is_last_administrator=last
        )

    assert verdict(day=date(2026, 11, 3))
    assert verdict(day=date(2026, 11, 1)).rule is rules.ASSIGNMENT_PERIOD
    assert verdict(day=date(2026, 12, 1), until=date(2026, 11, 9)).rule is rules.ASSIGNMENT_PERIOD
    assert verdict(day=date(2026, 11, 3), last=True).rule is rules.SOMEBODY_STAYS


def test_an_account_ends_unless_it_is_ones_own_or_the_last_administrator() -> None:
    def verdict(*, active: bool = True, own: bool = False, last: bool = False) -> Verdict:
        return rules.may_end_account(is_active=active, is_self=own, is_last_administrator=last)

    assert verdict()
    assert verdict(own=True).rule is rules.SOMEBODY_STAYS
    assert verdict(last=True).rule is rules.SOMEBODY_STAYS
    assert verdict(active=False).rule is rules.ACCOUNT_RUNS


def test_an_invitation_is_accepted_once_in_time_by_a_running_account() -> None:
    noon = datetime(2026, 11, 23, 12, tzinfo=UTC)

    def verdict(
        *, active: bool = True, used: datetime | None = None, until: datetime = noon
    ) -> Verdict:
        at = noon - timedelta(seconds=1)
        return rules.may_accept(is_active=active, used_at=used, expires_at=until, at=at)

    assert verdict()
    assert verdict(used=noon).rule is rules.INVITATION_WORKS
    assert verdict(active=False).rule is rules.INVITATION_WORKS
    assert verdict(until=noon - timedelta(seconds=1)).rule is rules.INVITATION_WORKS


@pytest.mark.parametrize(
    ("yes", "no", "rule"),
    [
        (
            rules.may_invite(email_is_taken=False),
            rules.may_invite(email_is_taken=True),
            rules.ONE_ACCOUNT,
        ),
        (
            rules.may_change_account(is_active=True),
            rules.may_change_account(is_active=False),
            rules.ACCOUNT_RUNS,
        ),
        (
            rules.may_found_region(signs_in=False),
            rules.may_found_region(signs_in=True),
            rules.REGION_FOUNDED_AT_SERVER,
        ),
        (
            rules.may_add_expert(organization_kind=Kind.EXPERIENCE_EXPERTS),
            rules.may_add_expert(organization_kind=Kind.RVDK),
            rules.EXPERT_ORGANIZATION,
        ),
        (
            rules.may_remove_second_factor(others=1),
            rules.may_remove_second_factor(others=0),
            rules.SECOND_STEP_STAYS,
        ),
        (
            rules.may_enroll(is_demonstration=True),
            rules.may_enroll(is_demonstration=False),
            rules.DEMONSTRATION_ONLY,
        ),
        (
            rules.is_permitted(has_permission=True),
            rules.is_permitted(has_permission=False),
            rules.PERMITTED,
        ),
    ],
)
def test_each_small_rule_passes_and_refuses(yes: Verdict, no: Verdict, rule: object) -> None:
    assert yes
    assert no.rule is rule
    assert no.now
