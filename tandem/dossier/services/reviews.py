"""The yearly look at rights: who still needs what, per place (BIO2 5.18.02, 8.02.01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.dossier import rules
from tandem.dossier.enums import ReviewOutcome
from tandem.dossier.models import RightsReview
from tandem.dossier.selectors import lists
from tandem.dossier.services import keys
from tandem.network import door as network_door
from tandem.network import services as network
from tandem.network.models import Assignment, Pilot

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Account, Region


@transaction.atomic
def review(
    account: Account, place: Pilot | Region, outcome: str, *, by: Account, at: datetime
) -> None:
    """Confirm what somebody may in a place, or end it: assignments and keys there, at once."""
    pilot = place if isinstance(place, Pilot) else None
    region = place.region if isinstance(place, Pilot) else place
    network_door.require(by, Permission.RIGHTS_REVIEW, region=region, pilot=pilot, at=at)
    rules.may_review_rights(is_self=account.pk == by.pk).or_refuse()
    held = {one.account_id: one.keys for one in lists.holdings(region, pilot, by=by, at=at)}
    RightsReview.objects.create(
        account=account,
        region=region,
        pilot=pilot,
        outcome=outcome,
        key_count=held.get(account.pk, 0),
        reviewed_at=at,
        reviewed_by=by,
    )
    if outcome == ReviewOutcome.ENDED:
        _end(account, place, by=by, at=at)
    audit.record(f"rights_{outcome}", by=by, at=at, subject=f"account:{account.pk}")


def _end(account: Account, place: Pilot | Region, *, by: Account, at: datetime) -> None:
    pilot = place if isinstance(place, Pilot) else None
    region = place.region if isinstance(place, Pilot) else place
    today = day_of(at)
    running = Assignment.objects.filter(account=account, region=region, pilot=pilot, until=None)
    for assignment in running.order_by("id"):
        until = max(today, assignment.since)
        network.assignment.end_after_review(assignment, until=until, by=by, at=at)
    keys.end_in_place(account, place, by=by, at=at)
