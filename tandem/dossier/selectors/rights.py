"""Reads that the services of keys share; and finding one household without a key to it.

`knock` is the only place where somebody without a key learns of a household. It finds by exact
match, in one statement that does the same work whether the household is there, barred, or absent;
what it found is never shown, only used by the services of this room.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from django.db import connection
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.access.roles import Role
from tandem.core.periods import day_of
from tandem.dossier.enums import POWER_FORMS
from tandem.dossier.models import Involvement
from tandem.network import door as network_door
from tandem.network.models import Account, Assignment

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Identifiers:
    """How somebody names one household: its reference, or a name (in words) and a birth date."""

    ref: str = ""
    words: Sequence[str] = ()
    born_on: date | None = None


@dataclass(frozen=True, slots=True)
class Found:
    """A household that was named exactly, and how who asks stands to it."""

    id: int
    ref: str
    is_barred: bool
    has_key: bool
    involvement_id: int | None
    was_let_go: bool
    said_no: bool
    family_knows: bool
    is_team: bool


# Asked of the second lock, that sees past keys (config/second_lock/functions.sql).
_NAMED = """
SELECT id, ref, is_barred, has_key, involvement_id, was_let_go, said_no, family_knows, is_team
FROM tandem.named(%(by)s, %(at)s, %(ref)s, %(words)s, %(born)s, %(permission)s)
"""


def knock(named: Identifiers, *, by: Account, permission: Permission, at: datetime) -> Found | None:
    """Find the one household that is named, in a region where somebody has the permission."""
    with connection.cursor() as cursor:
        cursor.execute(
            _NAMED,
            {
                "ref": named.ref.strip().upper(),
                "words": sorted(named.words),
                "born": named.born_on,
                "by": by.pk,
                "at": at,
                "permission": permission.value,
            },
        )
        row = cursor.fetchone()
    return None if row is None else Found(*row)


def did_other_side(account: Account, household: int, *, form: str) -> bool:
    """Whether somebody ever did the other side here: rode along, where a form is power; or power.

    By name, or with any key that was cut for it. The trigger of the keys asks the same.
    """
    uses_powers = Q(form__in=POWER_FORMS)
    other = ~uses_powers if form in POWER_FORMS else uses_powers
    here = Involvement.objects.filter(other, household=household)
    return here.filter(Q(professional=account) | Q(keys__account=account)).exists()


TEAM_ROLES = (Role.LOCAL_TEAM.value, Role.TEAM_LEAD.value)


def is_of_a_team(account: Account, *, at: datetime) -> bool:
    """Whether somebody works in some local team."""
    works = Assignment.objects.open(on=day_of(at)).filter(account=account, role__in=TEAM_ROLES)
    return works.exists()


def may_lead(account: Account, *, by: Account, at: datetime) -> bool:
    """Whether somebody leads the local team in which a colleague works."""
    leads = network_door.assignments_with(by, Permission.ABSENCE_RECORD, at=at)
    works = Assignment.objects.open(on=day_of(at)).filter(account=account, role__in=TEAM_ROLES)
    return works.filter(pilot__in=leads.values("pilot")).exists()


def possible_deputies(account: Account, *, at: datetime) -> QuerySet[Account]:
    """Colleagues of the same organization or the same local team who can sign in."""
    teams = Assignment.objects.open(on=day_of(at)).filter(account=account, role__in=TEAM_ROLES)
    same_team = Assignment.objects.open(on=day_of(at)).filter(
        role__in=TEAM_ROLES, pilot__in=teams.values("pilot")
    )
    employer = account.professional.employer_id
    return (
        Account.objects.filter(
            Q(professional__employer=employer) | Q(pk__in=same_team.values("account")),
            is_active=True,
        )
        .exclude(pk=account.pk)
        .order_by("name", "id")
    )
