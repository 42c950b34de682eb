"""The yearly look at rights in the demonstration; two colleagues still wait for theirs."""

from __future__ import annotations

from datetime import datetime, time
from typing import TYPE_CHECKING

from tandem.core.periods import AMSTERDAM
from tandem.desk.management.demo.cast import ADMINISTRATOR, INVITED_ON
from tandem.desk.management.demo.clock import workday
from tandem.dossier.enums import ReviewOutcome
from tandem.dossier.selectors import lists
from tandem.dossier.services import reviews
from tandem.network.models import Pilot

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tandem.desk.management.demo.cast import Cast
    from tandem.desk.management.demo.clock import Clock
    from tandem.network.models import Region

# Whoever looks does so a week before it must, in the afternoon.
_AHEAD = 7
_WAITING = ("bianca", "delano")
_ADMINISTRATOR_LOOKED_AT = 40  # days ago; an administrator is looked at every quarter


def look(cast: Cast, clock: Clock) -> None:
    """Look at everybody's rights each year, and at the administrator's last quarter."""
    rounds = list(_rounds(clock.today))
    waiting = {cast.people[name].pk for name in _WAITING}
    for day in rounds:
        skipped = waiting if day == rounds[-1] else set()
        for pilot in cast.pilots.values():
            _look(cast, pilot, day, skipped=skipped)
        _look(cast, cast.region, day, skipped=set())
    _look(cast, cast.region, clock.ago(_ADMINISTRATOR_LOOKED_AT), skipped=set())


def _rounds(today: date) -> Iterator[date]:
    for year in range(INVITED_ON.year + 1, today.year + 1):
        day = workday(INVITED_ON.replace(year=year, day=INVITED_ON.day - _AHEAD))
        if day < today:
            yield day


def _look(cast: Cast, place: Pilot | Region, day: date, *, skipped: set[int]) -> None:
    at = datetime.combine(day, time(15, 30), tzinfo=AMSTERDAM)
    pilot = place if isinstance(place, Pilot) else None
    iris, koen = cast.people["iris"], cast.people[ADMINISTRATOR.key]
    accounts = {account.pk: account for account in cast.people.values()}
    for one in lists.holdings(cast.region, pilot, by=koen, at=at):
        if one.account_id not in skipped:
            who = accounts[one.account_id]
            by = koen if who == iris else iris
            reviews.review(who, place, ReviewOutcome.KEPT, by=by, at=at)
