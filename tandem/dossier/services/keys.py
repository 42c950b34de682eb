"""Cutting and ending keys. Nobody else writes the key table.

A key is cut from a ground and ends with it, in the same transaction as the ground itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection, transaction
from django.db.models import Q

from tandem.access.roles import Scope
from tandem.audit import services as audit
from tandem.core.periods import day_of, start_of
from tandem.dossier import rules
from tandem.dossier.enums import KeyGround
from tandem.dossier.models import Absence, Bar, FamilyAccess, Household, Involvement, Key
from tandem.dossier.selectors import TEAM_ROLES
from tandem.dossier.services import _family, _table
from tandem.network import services as network
from tandem.network.models import Account, Assignment, Pilot

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import AccessRequest, Emergency
    from tandem.network.models import Region


@transaction.atomic
def cut_for_local_team(household: Household, *, by: Account, at: datetime) -> None:
    """Give everybody who works in the local team of the pilot a key (ground: local team).

    Who begins or leaves on a day that is known already, gets a key with that day in it.
    """
    _table.one_at_a_time(household.pilot_id)
    _table.cut_for_team(household, at=at)
    audit.record("keys_cut_for_local_team", by=by, at=at, household=household.ref)


# Who arranges the people of a region sees no household; the database does these two for them.
_CUT_FOR_MEMBER = "SELECT tandem.cut_for_team_member(%s, %s, %s)"
_END_KEYS = "SELECT tandem.end_keys(%(who)s, %(team)s, %(pilot)s, %(region)s, %(at)s)"


@transaction.atomic
def cut_for_team_member(
    account: Account, pilot: Pilot, *, since: date, by: Account | None, at: datetime
) -> None:
    """Give a new local-team member a key to every household of the pilot, also ended ones.

    It opens on the first day of the assignment, not before.
    """
    _table.one_at_a_time(pilot.pk)
    _table.wait_for(account.pk)
    opens = max(at, start_of(since))
    with connection.cursor() as cursor:
        cursor.execute(_CUT_FOR_MEMBER, [account.pk, pilot.pk, opens])
    # Who comes back to the team while away: their deputy stands in where they are the face.
    _table.follow_absences(account.pk, None, at=at)
    audit.record("keys_cut_for_team_member", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def end_for_team_member(
    account: Account, pilot: Pilot, *, until: datetime, by: Account | None, at: datetime
) -> None:
    """Take the keys of somebody who leaves the local team: now, or at an end that is known."""
    _table.one_at_a_time(pilot.pk)
    _end_all(account, team=pilot, at=max(at, until))
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
    if assignment.pilot is not None and role in TEAM_ROLES:
        cut_for_team_member(account, assignment.pilot, since=since, by=by, at=at)
    return assignment


@transaction.atomic
def end_assignment(assignment: Assignment, *, until: date, by: Account, at: datetime) -> None:
    """End an assignment; who is no longer in the local team of the pilot loses its keys."""
    ended = network.assignment.end(assignment, until=until, by=by, at=at)
    if ended.pilot is None or ended.role not in TEAM_ROLES:
        return
    works = Assignment.objects.filter(
        account=ended.account_id, pilot=ended.pilot, role__in=TEAM_ROLES
    )
    last = _table.end_of(works.order_by("id").values_list("until", flat=True))
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
    _end_all(account, at=at)
    audit.record("keys_ended_for_account", by=by, at=at, subject=f"account:{account.pk}")


@transaction.atomic
def cut_for_involvement(
    involvement: Involvement, *, by: Account, at: datetime, until: datetime | None = None
) -> None:
    """Give the professional of an involvement a key; a known end is written ahead.

    Anonymous advice never opens a door, advice that is past its weeks neither, and an involvement
    without a named professional waits.
    """
    if involvement.anonymous or involvement.professional_id is None:
        return
    _table.may_hold(involvement.professional_id, involvement.household_id)
    opens = rules.of_an_involvement(involvement.form, since=involvement.since, until=until)
    if opens.until is not None and opens.until <= at:
        return
    key = Key.objects.create(
        account_id=involvement.professional_id,
        household_id=involvement.household_id,
        scope=opens.scope,
        ground=KeyGround.INVOLVEMENT,
        involvement=involvement,
        since=at,
        until=opens.until,
    )
    _table.follow_absences(key.account_id, key.household_id, at=at)
    audit.record(
        "key_cut_for_involvement",
        by=by,
        at=at,
        household=involvement.household.ref,
        subject=f"account:{involvement.professional_id}",
    )


@transaction.atomic
def end_for_involvement(
    involvement: Involvement,
    *,
    only: Collection[int] | None = None,
    by: Account,
    at: datetime,
    until: datetime | None = None,
) -> None:
    """Close the door of an involvement now, or at an end that is known ahead.

    For its professional and whoever was let in with it; or `only` for these keys.
    """
    # Who says yes to a colleague right now waits, or we for them and then see that key too.
    Involvement.objects.select_for_update(of=("self",)).get(pk=involvement.pk)
    moment = at if until is None else max(at, until)
    closing = Key.objects.filter(involvement=involvement)
    if _table.end(closing if only is None else closing.filter(pk__in=only), at=moment):
        audit.record(
            "key_ended_for_involvement",
            by=by,
            at=at,
            household=involvement.household.ref,
            subject=f"involvement:{involvement.pk}",
        )


@transaction.atomic
def follow_family(household: Household, *, by: Account, at: datetime) -> None:
    """Let the keys of the family follow from who may look, with every known end written ahead.

    Called by whatever changes that: a birth date, authority, who left, a shield, a page given,
    frozen or ended. A twelfth or eighteenth birthday needs no job: it stands in the key.
    """
    Household.objects.select_for_update(of=("self",), no_key=True).get(pk=household.pk)
    accesses = FamilyAccess.objects.filter(household=household).select_related("person", "account")
    changed = [_family.follow(access, at=at) for access in accesses.order_by("id")]
    if any(changed):
        audit.record("family_keys_followed", by=by, at=at, household=household.ref)


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


@transaction.atomic
def cut_for_request(
    request: AccessRequest, *, until: datetime | None, by: Account, at: datetime
) -> None:
    """Give a colleague of who is involved a key, that ends when theirs would."""
    _table.may_hold(request.asked_by_id, request.household_id)
    rode = request.involvement
    opens = rules.of_an_involvement(rode.form, since=rode.since, until=until)
    Key.objects.create(
        account_id=request.asked_by_id,
        household_id=request.household_id,
        scope=opens.scope,
        ground=KeyGround.INVOLVEMENT,
        involvement_id=request.involvement_id,
        request=request,
        since=at,
        until=opens.until,
    )
    _table.follow_absences(request.asked_by_id, request.household_id, at=at)
    audit.record(
        "key_cut_for_request",
        by=by,
        at=at,
        household=request.household.ref,
        subject=f"account:{request.asked_by_id}",
    )


@transaction.atomic
def cut_for_emergency(emergency: Emergency, *, ref: str, by: Account, at: datetime) -> None:
    """Open one door for two hours to who took break-glass; the end is in the key."""
    _table.may_hold(emergency.opened_by_id, emergency.household_id)
    Key.objects.create(
        account_id=emergency.opened_by_id,
        household_id=emergency.household_id,
        scope=Scope.EMERGENCY,
        ground=KeyGround.EMERGENCY,
        emergency=emergency,
        since=emergency.opened_at,
        until=emergency.until,
    )
    audit.record(
        "key_cut_for_emergency",
        by=by,
        at=at,
        household=ref,
        subject=f"emergency:{emergency.pk}",
    )


_END_FOR_ABSENCE = "SELECT tandem.end_for_absence(%s, %s)"


@transaction.atomic
def cut_for_deputy(absence: Absence, *, by: Account, at: datetime) -> None:
    """Give a deputy the doors of who is absent, until the day that person is back.

    Those of a partner, and of a fixed contact person; never those of a deputy or of break-glass:
    what was lent is not lent on. Also where who reports the absence has no key.
    """
    _table.wait_for(absence.deputy_id)
    _table.follow_absences(absence.account_id, None, at=at)
    audit.record("keys_cut_for_deputy", by=by, at=at, subject=f"account:{absence.deputy_id}")


@transaction.atomic
def follow_contact(
    household: Household, accounts: Iterable[int], *, by: Account, at: datetime
) -> None:
    """Let deputies come and go with who is the fixed contact person of a household."""
    changed = [_table.follow_absences(one, household.pk, at=at) for one in sorted(set(accounts))]
    if any(changed):
        audit.record("deputies_followed", by=by, at=at, household=household.ref)


@transaction.atomic
def end_for_absence(absence: Absence, *, by: Account, at: datetime) -> None:
    """Take the deputy's keys, wherever they are: who was absent is back, or does not go."""
    with connection.cursor() as cursor:
        cursor.execute(_END_FOR_ABSENCE, [absence.pk, at])
    audit.record("keys_ended_for_deputy", by=by, at=at, subject=f"account:{absence.deputy_id}")


@transaction.atomic
def end_for_bar(
    account: Account, household_id: int, *, ref: str, by: Account, at: datetime
) -> None:
    """Take every key of somebody to one household; who cuts one right now, waits and is refused."""
    _table.wait_for(account.pk)
    _table.end(Key.objects.filter(account=account, household_id=household_id), at=at)
    audit.record("keys_ended_for_bar", by=by, at=at, household=ref, subject=f"account:{account.pk}")


@transaction.atomic
def cut_after_bar(bar: Bar, *, by: Account, at: datetime) -> None:
    """Give who is no longer barred the key of the local team back, if still in it.

    A partner is named again by the local team: what was true before the bar may be over.
    """
    _table.one_at_a_time(bar.household.pilot_id)
    _table.wait_for(bar.account_id)
    _table.cut_for_team(bar.household, account=bar.account_id, at=at)
    # And what they would have had as a deputy, or their own deputy from them.
    away = Absence.objects.filter(deputy=bar.account_id, ended_at=None, until__gt=day_of(at))
    for one in sorted({bar.account_id, *away.order_by("id").values_list("account", flat=True)}):
        _table.follow_absences(one, bar.household_id, at=at)
    audit.record(
        "keys_cut_after_bar",
        by=by,
        at=at,
        household=bar.household.ref,
        subject=f"account:{bar.account_id}",
    )


@transaction.atomic
def end_in_place(account: Account, place: Pilot | Region, *, by: Account, at: datetime) -> None:
    """Take every key of somebody in a pilot or region whose rights were not confirmed."""
    if isinstance(place, Pilot):
        _end_all(account, pilot=place, at=at)
    else:
        _end_all(account, region=place, at=at)
    audit.record("keys_ended_in_place", by=by, at=at, subject=f"account:{account.pk}")


def open_for_involvement(involvement: Involvement, *, at: datetime) -> list[int]:
    """Keys of an involvement that did not end yet, to end them once there are new ones."""
    found = Key.objects.filter(Q(until=None) | Q(until__gt=at), involvement=involvement)
    return list(found.order_by("id").values_list("pk", flat=True))


def running(at: datetime) -> QuerySet[Key]:
    """Keys that open at the moment, and may still be ended."""
    return Key.objects.filter(Q(until=None) | Q(until__gt=at), since__lte=at)


def _end_all(
    account: Account,
    *,
    at: datetime,
    team: Pilot | None = None,
    pilot: Pilot | None = None,
    region: Region | None = None,
) -> None:
    """End the keys of somebody, also to households that who does so has no key to."""
    asked: dict[str, Any] = {
        "who": account.pk,
        "team": None if team is None else team.pk,
        "pilot": None if pilot is None else pilot.pk,
        "region": None if region is None else region.pk,
        "at": at,
    }
    with connection.cursor() as cursor:
        cursor.execute(_END_KEYS, asked)
