"""What every cutting and ending of keys shares. Only `keys.py` works with it.

It writes no audit row and asks nobody's permission: that is done by the services in `keys.py`.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Exists, OuterRef, Q, Value
from django.db.models.functions import Greatest

from tandem.access.roles import Scope
from tandem.core.periods import day_of, start_of
from tandem.dossier import rules
from tandem.dossier.enums import KeyGround
from tandem.dossier.models import Bar, Household, Key
from tandem.dossier.selectors import TEAM_ROLES
from tandem.network.models import Account, Assignment, Pilot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet


def end(keys: QuerySet[Key], *, at: datetime) -> int:
    """End keys, and by a trigger those of deputies that follow them; say how many.

    Whoever ends a key may have waited for whoever cut it, and then came in with an earlier moment:
    such a key never opens.
    """
    closing = keys.filter(Q(until=None) | Q(until__gt=at))
    return closing.update(until=Greatest("since", Value(at)))


def may_hold(account_id: int, household_id: int) -> None:
    """Refuse a key to who is barred or gone; whoever bars or ends at the same time, waits."""
    account = wait_for(account_id)
    bars = Bar.objects.running().filter(account_id=account_id, household_id=household_id)
    rules.may_hold_key(is_barred=bars.exists(), is_active=account.is_active).or_refuse()


def wait_for(account_id: int) -> Account:
    """Lock an account for as long as its keys are cut or ended."""
    # Two who cut and end keys of one account wait for each other: else the one would not see what
    # the other did, and a barred or absent colleague would keep a key.
    return Account.objects.select_for_update(no_key=True).get(pk=account_id)


# A deputy stands in at doors that who arranges it may have no key to, so the database cuts these.
_FOLLOW = "SELECT tandem.follow_absences(%s, %s, %s)"


def follow_absences(account_id: int, household_id: int | None, *, at: datetime) -> int:
    """Bring what deputies hold in line with what who is absent holds; say how many keys changed."""
    with connection.cursor() as cursor:
        cursor.execute(_FOLLOW, [account_id, household_id, at])
        row = cursor.fetchone()
    return int(row[0])


def cut_for_team(household: Household, *, at: datetime, account: int | None = None) -> None:
    """Cut the keys of who works in the local team; of one account, or of everybody."""
    barred = Bar.objects.running().filter(account=OuterRef("account"), household=household)
    team = Assignment.objects.filter(
        ~Exists(barred),
        Q(until=None) | Q(until__gt=day_of(at)),
        pilot=household.pilot_id,
        role__in=TEAM_ROLES,
        account__is_active=True,
    ).order_by("account_id", "id")
    if account is not None:
        team = team.filter(account=account)
    works: dict[int, list[Assignment]] = {}
    for assignment in team:
        works.setdefault(assignment.account_id, []).append(assignment)
    Key.objects.bulk_create(
        (
            Key(
                account_id=account_id,
                household=household,
                scope=Scope.LOCAL_TEAM,
                ground=KeyGround.LOCAL_TEAM,
                since=max(at, start_of(min(one.since for one in assignments))),
                until=end_of(one.until for one in assignments),
            )
            for account_id, assignments in works.items()
        ),
        ignore_conflicts=True,
    )


def end_of(days: Iterable[date | None]) -> datetime | None:
    """The moment at which the last of some assignments ends; None when one goes on."""
    known = list(days)
    return None if None in known else start_of(max(day for day in known if day is not None))


def one_at_a_time(pilot_id: int) -> None:
    """Let who changes the team of a pilot, or registers there, wait for who does so too."""
    # Who registers a household and who joins or leaves the team wait for each other: else the one
    # would not see the other, and a key would be missing or stay.
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot_id)
