"""Cutting and ending keys. Nobody else writes the key table.

A key is cut from a ground and ends with it, in the same transaction as the ground itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import connection, transaction
from django.db.models import Q, Value
from django.db.models.functions import Greatest

from tandem.access.roles import Role, Scope
from tandem.audit import services as audit
from tandem.core.periods import day_of, start_of
from tandem.dossier.enums import KeyGround
from tandem.dossier.models import Household, Involvement, Key
from tandem.network import services as network
from tandem.network.models import Assignment, Pilot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.network.models import Account, Region

_TEAM_ROLES = (Role.LOCAL_TEAM.value, Role.TEAM_LEAD.value)


@transaction.atomic
def cut_for_local_team(household: Household, *, by: Account, at: datetime) -> None:
    """Give everybody who works in the local team of the pilot a key (ground: local team).

    Who begins or leaves on a day that is known already, gets a key with that day in it.
    """
    _one_at_a_time(household.pilot_id)
    team = Assignment.objects.filter(
        Q(until=None) | Q(until__gt=day_of(at)),
        pilot=household.pilot_id,
        role__in=_TEAM_ROLES,
        account__is_active=True,
    ).order_by("account_id", "id")
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
                until=_end_of(one.until for one in assignments),
            )
            for account_id, assignments in works.items()
        ),
        ignore_conflicts=True,
    )
    audit.record("keys_cut_for_local_team", by=by, at=at, household=household.ref)


_CUT_FOR_ACCOUNT = """
    INSERT INTO dossier_key (account_id, household_id, scope, ground, since)
    SELECT %s, h.id, %s, %s, %s FROM dossier_household h WHERE h.pilot_id = %s
    ON CONFLICT DO NOTHING
"""


@transaction.atomic
def cut_for_team_member(
    account: Account, pilot: Pilot, *, since: date, by: Account | None, at: datetime
) -> None:
    """Give a new local-team member a key to every household of the pilot, also ended ones.

    It opens on the first day of the assignment, not before.
    """
    _one_at_a_time(pilot.pk)
    opens = max(at, start_of(since))
    with connection.cursor() as cursor:
        cursor.execute(
            _CUT_FOR_ACCOUNT,
            [account.pk, Scope.LOCAL_TEAM.value, KeyGround.LOCAL_TEAM.value, opens, pilot.pk],
        )
    audit.record("keys_cut_for_team_member", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def end_for_team_member(
    account: Account, pilot: Pilot, *, until: datetime, by: Account | None, at: datetime
) -> None:
    """Take the keys of somebody who leaves the local team: now, or at an end that is known."""
    _one_at_a_time(pilot.pk)
    _end(
        Key.objects.filter(account=account, ground=KeyGround.LOCAL_TEAM, household__pilot=pilot),
        at=max(at, until),
    )
    audit.record("keys_ended_for_team_member", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def assign(
    account: Account,
    *,
    role: str,
    place: Pilot | Region,
    since: date,
    by: Account,
    at: datetime,
) -> Assignment:
    """Assign somebody to a pilot or region; a local-team member gets the keys that go with it."""
    assignment = network.assignment.assign(
        account, role=role, place=place, since=since, by=by, at=at
    )
    if assignment.pilot is not None and role in _TEAM_ROLES:
        cut_for_team_member(account, assignment.pilot, since=since, by=by, at=at)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, until: date, by: Account, at: datetime) -> None:
    """End an assignment; who is no longer in the local team of the pilot loses its keys."""
    ended = network.assignment.end(assignment, until=until, by=by, at=at)
    if ended.pilot is None or ended.role not in _TEAM_ROLES:
        return
    works = Assignment.objects.filter(
        account=ended.account_id, pilot=ended.pilot, role__in=_TEAM_ROLES
    )
    last = _end_of(works.order_by("id").values_list("until", flat=True))
    if last is not None:
        end_for_team_member(ended.account, ended.pilot, until=last, by=by, at=at)


@transaction.atomic
def end_account(account: Account, *, by: Account, at: datetime) -> None:
    """Close an account: no sign-in, no sessions, no keys."""
    network.account.end(account, by=by, at=at)
    end_for_account(account, by=by, at=at)


@transaction.atomic
def end_for_account(account: Account, *, by: Account | None, at: datetime) -> None:
    """Take every key of somebody who leaves."""
    _end(Key.objects.filter(account=account), at=at)
    audit.record("keys_ended_for_account", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def cut_for_involvement(
    involvement: Involvement, *, by: Account, at: datetime, until: datetime | None = None
) -> None:
    """Give the professional of an involvement a key; a known end is written ahead.

    Anonymous advice never opens a door, and an involvement without a named professional waits.
    """
    if involvement.anonymous or involvement.professional_id is None:
        return
    Key.objects.create(
        account_id=involvement.professional_id,
        household_id=involvement.household_id,
        scope=Scope.PARTNER,
        ground=KeyGround.INVOLVEMENT,
        involvement=involvement,
        since=at,
        until=until,
    )
    audit.record(
        "key_cut_for_involvement",
        by=by,
        at=at,
        household=involvement.household.ref,
        subject=f"account:{involvement.professional_id}",
    )


@transaction.atomic
def end_for_involvement(involvement: Involvement, *, by: Account, at: datetime) -> None:
    """Close the door of an involvement now."""
    if _end(Key.objects.filter(involvement=involvement), at=at):
        audit.record(
            "key_ended_for_involvement",
            by=by,
            at=at,
            household=involvement.household.ref,
            subject=f"involvement:{involvement.pk}",
        )


@transaction.atomic
def lend_to_case_loader(household: Household, *, by: Account, at: datetime) -> Key:
    """Give who loads a case file the narrow key to write, for as long as the loading takes."""
    return Key.objects.create(
        account=by,
        household=household,
        scope=Scope.CASE_LOADER,
        ground=KeyGround.CASE_FILE,
        since=at,
    )


@transaction.atomic
def return_from_case_loader(key: Key, *, by: Account, at: datetime) -> None:
    """End the loader's key, in the transaction of the loading itself."""
    Key.objects.filter(pk=key.pk, account=by).update(until=at)


def running(at: datetime) -> QuerySet[Key]:
    """Keys that open at the moment, and may still be ended."""
    return Key.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def _end(keys: QuerySet[Key], *, at: datetime) -> int:
    """End keys; say how many.

    Whoever ends a key may have waited for whoever cut it, and then came in with an earlier moment:
    such a key never opens.
    """
    return keys.filter(Q(until=None) | Q(until__gt=at)).update(until=Greatest("since", Value(at)))


def _end_of(days: Iterable[date | None]) -> datetime | None:
    """The moment at which the last of some assignments ends; None when one goes on."""
    known = list(days)
    return None if None in known else start_of(max(day for day in known if day is not None))


def _one_at_a_time(pilot_id: int) -> None:
    # Who registers a household and who joins or leaves the team wait for each other: else the one
    # would not see the other, and a key would be missing or stay.
    Pilot.objects.select_for_update(no_key=True).get(pk=pilot_id)
