"""Assignments: what somebody does in a pilot or region (ORG-07).

A local-team assignment gives keys to the households of the pilot. Keys are cut upstairs, so pages
do not call this module but `dossier.services.keys.assign` and `.end_assignment`, which do both in
one transaction.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.verdict import first_no
from tandem.network import door, rules, selectors
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Assignment, Pilot, Region

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.core.verdict import Verdict


def judge_beginning(account: Account) -> Verdict:
    """Judge whether somebody can begin somewhere; greys the button, stops the service."""
    return rules.may_begin(is_let_in=selectors.is_let_in(account))


@transaction.atomic
def assign(
    account: Account,
    *,
    role: RoleKind | str,
    place: Pilot | Region,
    since: date,
    by: Account,
    at: datetime,
) -> Assignment:
    """Let somebody work in a pilot, or for a whole region. Pages: `dossier`, as above."""
    pilot = place if isinstance(place, Pilot) else None
    region = place.region if isinstance(place, Pilot) else place
    door.require(by, Permission.ACCOUNT_INVITE, region=region, at=at)
    professional = getattr(account, "professional", None)
    first_no(
        rules.may_assign(
            role=role,
            employer_kind=professional.employer.kind if professional else None,
            is_active=account.is_active,
            runs_already=account.assignments.filter(
                region=region, pilot=pilot, role=role, until=None
            ).exists(),
            in_pilot=pilot is not None,
        ),
        judge_beginning(account),
    ).or_refuse()
    assignment = Assignment.objects.create(
        account=account, region=region, pilot=pilot, role=role, since=since
    )
    audit.record("assignment_started", by=by, at=at, subject=f"inzet:{assignment.pk}")
    return assignment


@transaction.atomic
def end(assignment: Assignment, *, until: date, by: Account, at: datetime) -> Assignment:
    """End an assignment: `until` is the first day it no longer runs. Pages: `dossier`, as above."""
    door.require(by, Permission.ACCOUNT_INVITE, region=assignment.region, at=at)
    return _end(assignment, until=until, by=by, at=at)


@transaction.atomic
def end_after_review(
    assignment: Assignment, *, until: date, by: Account, at: datetime
) -> Assignment:
    """End an assignment that nobody needs any more. Called by the review, which ends the keys."""
    door.require(
        by, Permission.RIGHTS_REVIEW, region=assignment.region, pilot=assignment.pilot, at=at
    )
    return _end(assignment, until=until, by=by, at=at)


def _end(assignment: Assignment, *, until: date, by: Account, at: datetime) -> Assignment:
    rules.may_end_assignment(
        since=assignment.since,
        until=assignment.until,
        day=until,
        is_last_administrator=assignment.role == RoleKind.ADMINISTRATOR
        and selectors.is_last_administrator(assignment.account, assignment.region, at=at),
    ).or_refuse()
    assignment.until = until
    assignment.save(update_fields=["until"])
    audit.record("assignment_ended", by=by, at=at, subject=f"inzet:{assignment.pk}")
    return assignment
