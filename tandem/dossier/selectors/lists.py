"""Lists about keys: what is to be reviewed, who is away, and who may do what in a place."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import connection

from tandem.access.permissions import Permission
from tandem.access.roles import Role, roles_with
from tandem.core.periods import day_of
from tandem.dossier.enums import KeyGround
from tandem.dossier.models import Absence, AccessRequest, Bar, Emergency
from tandem.dossier.selectors import TEAM_ROLES
from tandem.network import door as network_door
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Assignment, Pilot, Region

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime
    from typing import Any

    from django.db.models import QuerySet

    from tandem.dossier.models import Household


def emergencies_of(home: Household) -> QuerySet[Emergency]:
    """Every time that somebody took break-glass here, latest first."""
    return (
        Emergency.objects.filter(household=home)
        .select_related("opened_by__professional__employer", "reviewed_by", "household")
        .order_by("-opened_at", "-id")
    )


def requests_of(home: Household) -> QuerySet[AccessRequest]:
    """Who asked for a key here and waits for an answer, oldest first."""
    return (
        AccessRequest.objects.filter(household=home, answered_at=None)
        .select_related(
            "asked_by__professional__employer",
            "involvement__organization",
            "involvement__professional",
            "household",
        )
        .order_by("asked_at", "id")
    )


def bars_of(home: Household) -> QuerySet[Bar]:
    """Who is barred here, or was; running ones first."""
    return (
        Bar.objects.filter(household=home)
        .select_related(
            "account__professional__employer", "recorded_by", "lifted_by", "household__pilot"
        )
        .order_by("-lifted_at", "-recorded_at", "-id")
    )


def colleagues_around(home: Household) -> QuerySet[Account]:
    """Everybody of the region who could ever get a key here, and is not barred yet."""
    barred = Bar.objects.running().filter(household=home)
    return (
        Account.objects.filter(professional__employer__region=home.pilot.region_id, is_active=True)
        .exclude(pk__in=barred.values("account"))
        .select_related("professional__employer")
        .order_by("name", "id")
    )


def own_requests(by: Account) -> QuerySet[AccessRequest]:
    """What somebody asked and got an answer to. What lies there unanswered, is not told.

    Without the household: who heard no may not see it.
    """
    return (
        AccessRequest.objects.filter(asked_by=by, answered_at__isnull=False)
        .select_related("answered_by")
        .order_by("-answered_at", "-id")
    )


def absences_for(by: Account, *, at: datetime) -> QuerySet[Absence]:
    """Absences that are not over: one's own, those one stands in for, and of one's own team."""
    accounts = [by.pk, *(one.pk for one in team_of(by, at=at))]
    going_on = Absence.objects.filter(ended_at=None, until__gt=day_of(at))
    found = going_on.filter(account__in=accounts) | going_on.filter(deputy=by)
    return found.select_related("account", "deputy").order_by("since", "id")


def team_of(by: Account, *, at: datetime) -> QuerySet[Account]:
    """Whose absence somebody may report, besides their own: the local team that they lead."""
    leads = network_door.assignments_with(by, Permission.ABSENCE_RECORD, at=at)
    works = Assignment.objects.open(on=day_of(at)).filter(
        pilot__in=leads.values("pilot"), role__in=TEAM_ROLES, account__professional__isnull=False
    )
    return (
        Account.objects.filter(pk__in=works.values("account"), is_active=True)
        .exclude(pk=by.pk)
        .select_related("professional__employer")
        .order_by("name", "id")
    )


@dataclass(frozen=True, slots=True)
class Holding:
    """What one account may do in one place, and when somebody last looked at it."""

    account_id: int
    name: str
    employer: str
    roles: tuple[str, ...]
    keys: int
    grounds: tuple[str, ...]
    last_login: datetime | None
    reviewed_on: date | None
    due_on: date
    is_over: bool


@dataclass(frozen=True, slots=True)
class Place:
    """A pilot, or a whole region, with everybody who has rights there."""

    region: Region
    pilot: Pilot | None
    holdings: tuple[Holding, ...]

    @property
    def name(self) -> str:
        """How people call it."""
        return self.pilot.name if self.pilot is not None else self.region.name


# Everybody with an assignment in the place, or with a key to one of its households. An
# administrator is looked at four times a year (BIO2 8.02.01), everybody else once (5.18.02).
_HOLDINGS = """
WITH works AS (
  SELECT a.account_id, array_agg(DISTINCT a.role::text ORDER BY a.role::text) AS roles,
         min(a.since) AS since
    FROM network_assignment a
   WHERE a.region_id = %(region)s AND a.pilot_id IS NOT DISTINCT FROM %(pilot)s
     AND a.since <= %(day)s AND (a.until IS NULL OR a.until > %(day)s)
   GROUP BY a.account_id),
held AS (SELECT * FROM tandem.held(%(by)s, %(at)s, %(pilot)s))
SELECT c.id, c.name, o.name, coalesce(w.roles, '{}'), coalesce(q.keys, 0),
  coalesce(q.grounds, '{}'), c.last_login,
  (SELECT max(r.reviewed_at AT TIME ZONE 'Europe/Amsterdam')::date FROM dossier_rightsreview r
    WHERE r.account_id = c.id AND r.region_id = %(region)s
      AND r.pilot_id IS NOT DISTINCT FROM %(pilot)s),
  least(w.since, q.since)
FROM network_account c JOIN network_professional p ON p.account_id = c.id
JOIN network_organization o ON o.id = p.employer_id
LEFT JOIN works w ON w.account_id = c.id LEFT JOIN held q ON q.account_id = c.id
WHERE w.account_id IS NOT NULL OR q.account_id IS NOT NULL
ORDER BY c.name, c.id
"""


# For Vandaag: by assignments alone, so that it costs the same however many keys there are.
_DUE = """
SELECT coalesce(p.name, r.name), count(*), min(due.day)
FROM (
  SELECT a.region_id, a.pilot_id,
    (coalesce((SELECT max(v.reviewed_at AT TIME ZONE 'Europe/Amsterdam')::date
                 FROM dossier_rightsreview v WHERE v.account_id = a.account_id
                  AND v.region_id = a.region_id AND v.pilot_id IS NOT DISTINCT FROM a.pilot_id),
              min(a.since))
      + CASE WHEN bool_or(a.role = 'administrator') THEN interval '3 months'
             ELSE interval '12 months' END)::date AS day
  FROM network_assignment a JOIN network_professional f ON f.account_id = a.account_id
  WHERE a.account_id <> %(by)s AND a.since <= %(day)s AND (a.until IS NULL OR a.until > %(day)s)
    AND EXISTS (SELECT FROM network_assignment w WHERE w.account_id = %(by)s
      AND w.role = ANY(%(roles)s) AND w.since <= %(day)s
      AND (w.until IS NULL OR w.until > %(day)s) AND w.region_id = a.region_id
      AND (w.pilot_id IS NULL OR w.pilot_id = a.pilot_id))
  GROUP BY a.region_id, a.pilot_id, a.account_id) due
JOIN network_region r ON r.id = due.region_id LEFT JOIN network_pilot p ON p.id = due.pilot_id
WHERE due.day <= %(ahead)s
GROUP BY 1, due.region_id, due.pilot_id ORDER BY 3, 1
"""


def reviews_due(by: Account, *, ahead: date, at: datetime) -> list[tuple[str, int, date]]:
    """Places with colleagues whose rights are to be looked at: name, how many, the first day."""
    with connection.cursor() as cursor:
        cursor.execute(
            _DUE,
            {
                "by": by.pk,
                "day": day_of(at),
                "ahead": ahead,
                "roles": list(roles_with(Permission.RIGHTS_REVIEW)),
            },
        )
        return [(name, count, first) for name, count, first in cursor.fetchall()]


def places_to_review(by: Account, *, at: datetime) -> list[Place]:
    """Pilots and regions whose rights somebody watches over."""
    watches = network_door.assignments_with(by, Permission.RIGHTS_REVIEW, at=at)
    whole = watches.filter(pilot=None).values("region")
    pilots = Pilot.objects.filter(region__in=whole) | Pilot.objects.filter(
        pk__in=watches.exclude(pilot=None).values("pilot")
    )
    places = [
        Place(region, None, holdings(region, None, by=by, at=at))
        for region in Region.objects.filter(pk__in=whole).order_by("name", "id")
    ]
    return places + [
        Place(pilot.region, pilot, holdings(pilot.region, pilot, by=by, at=at))
        for pilot in pilots.distinct().select_related("region").order_by("name", "id")
    ]


def holdings(
    region: Region, pilot: Pilot | None, *, by: Account, at: datetime
) -> tuple[Holding, ...]:
    """Everybody with rights in a place, with when they are to be looked at."""
    day = day_of(at)
    with connection.cursor() as cursor:
        cursor.execute(
            _HOLDINGS,
            {
                "region": region.pk,
                "pilot": pilot.pk if pilot else None,
                "day": day,
                "by": by.pk,
                "at": at,
            },
        )
        return tuple(_holding(row, day) for row in cursor.fetchall())


def review_due(last: date, roles: Sequence[str]) -> date:
    """The day by which rights are looked at again; who was never looked at, counts from the start.

    The day itself is in time; the 29th of February has its next turn on the 28th.
    """
    months = 3 if Role.ADMINISTRATOR in roles else 12
    year, month = last.year + (last.month - 1 + months) // 12, (last.month - 1 + months) % 12 + 1
    return last.replace(year=year, month=month, day=min(last.day, monthrange(year, month)[1]))


def _holding(row: Sequence[Any], day: date) -> Holding:
    id_, name, employer, roles, keys, grounds, last_login, reviewed_on, since = row
    due_on = review_due(reviewed_on or since, roles)
    return Holding(
        account_id=id_,
        name=name,
        employer=employer,
        roles=tuple(str(RoleKind(role).label) for role in roles),
        keys=keys,
        grounds=tuple(str(KeyGround(ground).label) for ground in grounds),
        last_login=last_login,
        reviewed_on=reviewed_on,
        due_on=due_on,
        is_over=due_on < day,
    )
