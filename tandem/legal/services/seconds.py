"""Whether a second person is one: not only in to stand in for the first."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.access.permissions import Permission
from tandem.core.verdict import YES
from tandem.legal import rules, selectors

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household
    from tandem.network.models import Account


def judge_own(organization_id: int, household: Household, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody writes in a decision of their own, or is of the local team."""
    return rules.mandate.is_theirs_to_decide(
        is_own=selectors.works_at(by, organization_id),
        is_team=selectors.is_of_the_team(by, household, at=at),
    )


@dataclass(frozen=True, slots=True)
class Deciding:
    """A decision of an organization about a household, and who is said to have decided there."""

    household: Household
    organization_id: int
    named: str


def judge_two(of: Deciding, first: Account, second: Account | None, *, at: datetime) -> Verdict:
    """Judge whether one of the two who decide is of the organization; nobody yet is no second."""
    if second is None:
        return YES
    return rules.mandate.one_works_there(
        first=selectors.works_at(first, of.organization_id),
        second=selectors.works_at(second, of.organization_id),
        is_inside=selectors.is_inside(of.household, of.organization_id, at=at),
        named=of.named,
    )


def judge(
    household: Household, second: Account | None, *, beside: Account, at: datetime
) -> Verdict:
    """Judge who is asked to sign, and who signs."""
    if second is None:
        return YES
    only = selectors.only_stands_in(second, beside, household, Permission.DECISION_RECORD, at=at)
    return rules.is_no_stand_in(has_own_key=not only)
