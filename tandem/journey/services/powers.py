"""Powers that begin, go on and end: seats and doors follow the grounds, in one transaction."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier.enums import Position, Status
from tandem.dossier.models import Seat
from tandem.journey import rules
from tandem.journey.services import road, tandem
from tandem.journey.services.tandem import _forget_planned, _give_front_to_local_team
from tandem.legal import rules as legal
from tandem.legal import selectors
from tandem.legal.services import decisions, involvements, measures, requests, signatures

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household, Involvement
    from tandem.legal.models import CoreDecision, Measure
    from tandem.network.models import Account


@transaction.atomic
def record_measure(
    household: Household, new: decisions.NewMeasure, *, by: Account, at: datetime
) -> Measure:
    """Record a measure; nothing stands on it before a second person confirms it (REG-21)."""
    return decisions.record_measure(road.locked(household), new, by=by, at=at)


@transaction.atomic
def confirm_measure(measure: Measure, *, by: Account, at: datetime) -> None:
    """Confirm a measure as the second; who worked on the one that it extends, goes on."""
    home = road.locked(measure.household)
    before = selectors.known_ends(home)
    measures.confirm(measure, by=by, at=at)
    _follow(home, before, by=by, at=at)


@transaction.atomic
def end_measure(
    measure: Measure, *, last_day: date, reason: str, by: Account, at: datetime
) -> None:
    """End a measure: doors and seats that stand on it end with it (REG-28, INV-07)."""
    home = road.locked(measure.household)
    before = selectors.known_ends(home)
    decisions.end_measure(measure, last_day=last_day, reason=reason, by=by, at=at)
    _follow(home, before, by=by, at=at)


@transaction.atomic
def note_measure(measure: Measure, known: requests.Days, *, by: Account, at: datetime) -> None:
    """Write down what happened around a measure; an authorization that is used no longer lapses."""
    home = road.locked(measure.household)
    before = selectors.known_ends(home)
    requests.note(measure, known, by=by, at=at)
    _follow(home, before, by=by, at=at)


@transaction.atomic
def review_decision(
    decision: CoreDecision, new: signatures.Review, *, by: Account, at: datetime
) -> None:
    """Look at a decision again; when it is over, doors and seats end with it (REG-28)."""
    home = road.locked(decision.household)
    before = selectors.known_ends(home)
    signatures.review(decision, new, by=by, at=at)
    _follow(home, before, by=by, at=at)


def _follow(home: Household, before: set[date], *, by: Account, at: datetime) -> None:
    changed = involvements.follow(home, before=before, by=by, at=at)
    for involvement, was in changed:
        until = involvement.until
        if until is not None and (was is None or until < was):
            tandem.get_off(home, involvement, by=by, at=at)
        elif was is not None:
            _ride_on(home, involvement, was, day=day_of(at))
    involvements.turn_keys(changed, by=by, at=at)


def _ride_on(home: Household, involvement: Involvement, was: date, *, day: date) -> None:
    """Let an organization keep its seat for longer than was known."""
    seats = Seat.objects.filter(household=home, organization=involvement.organization_id, until=was)
    front = seats.filter(position=Position.FRONT).select_related("change").first()
    if front is not None:
        _forget_planned(home, day)
    seats.update(until=involvement.until)
    if front is not None and front.change is not None and involvement.until is not None:
        _give_front_to_local_team(home, involvement.until, front.change)


@transaction.atomic
def stop_without_ground(household: Household, *, by: Account, at: datetime) -> None:
    """Let the tandem stop because nothing carries it any more (INV-01)."""
    home = road.locked(household)
    door.require(by, Permission.JOURNEY_MOVE, home, at=at)
    judge_ground(home, at=at).or_refuse()
    road.move(home, Status.STOPPED, by=by, at=at)
    household.status = home.status


def judge_ground(home: Household, *, at: datetime) -> Verdict:
    """Judge whether the tandem may be stopped because nothing carries it (INV-01)."""
    return first_no(
        rules.is_riding(home.status),
        legal.ground_is_gone(has_ground=road.has_ground(home, at=at)),
    )
