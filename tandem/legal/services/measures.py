"""The second pair of eyes on a measure: before it, a measure opens nothing without consent."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.verdict import YES, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Origin, Status
from tandem.dossier.services import households
from tandem.legal import rules, selectors
from tandem.legal.models import Measure
from tandem.network.models import Organization

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.network.models import Account


def judge(measure: Measure, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody may confirm it; greys the button, stops the service."""
    home, first = measure.household, measure.recorded_by
    team = selectors.is_of_the_team(by, home, at=at)
    return first_no(
        rules.may_confirm(
            is_open=not measure.is_confirmed,
            is_recorder=first.pk == by.pk,
            is_other=_employer(first) != _employer(by),
            is_team=team,
        ),
        judge_last_day(measure),
        rules.is_no_stand_in(
            has_own_key=not selectors.only_stands_in(
                by, first, home, Permission.MEASURE_RECORD, at=at
            )
        ),
    )


def judge_last_day(measure: Measure) -> Verdict:
    """Judge whether a measure says until when, also one that stood here before that was asked."""
    if measure.origin == Origin.CASE_FILE:
        return YES
    return rules.bounds.says_until_when(
        measure.kind, measure.until, provisional=measure.provisional
    )


def _employer(account: Account) -> int:
    return Organization.objects.values_list("pk", flat=True).get(professionals=account.pk)


@transaction.atomic
def confirm(measure: Measure, *, by: Account, at: datetime) -> None:
    """Say as a second person that the decision is there (REG-21)."""
    household = measure.household
    door.require(by, Permission.MEASURE_RECORD, household, at=at)
    home = households.locked(household)
    locked = (
        Measure.objects.select_for_update(of=("self",))
        .select_related("household", "recorded_by")
        .get(pk=measure.pk)
    )
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED), judge(locked, by=by, at=at)
    ).or_refuse()
    locked.confirmed_at, locked.confirmed_by = at, by
    locked.save(update_fields=["confirmed_at", "confirmed_by"])
    audit.record(
        "measure_confirmed", by=by, at=at, household=home.ref, subject=f"measure:{measure.pk}"
    )
