"""What a form offers: a partner only what is its own, everybody only what fits the household."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from django.db.models import Q, QuerySet, Sum

from tandem.access.permissions import Permission
from tandem.dossier import door
from tandem.dossier.models import Hours, Involvement
from tandem.legal import rules
from tandem.legal.models import CoreDecision, Measure
from tandem.legal.selectors.seconds import keys_beside
from tandem.network.enums import PARTNER_KINDS, OrganizationKind
from tandem.network.models import Account, Organization

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household


def partners(household: Household) -> QuerySet[Organization]:
    """Partners that can ride along with a household: those of its pilot."""
    return Organization.objects.filter(pilots=household.pilot_id, kind__in=PARTNER_KINDS).order_by(
        "name", "id"
    )


def sees_all(household: Household) -> bool:
    """Whether who opened the household writes for every organization, or only for their own."""
    return bool(door.may(household, Permission.INVOLVEMENT_RECORD))


def own_or_all(household: Household, *, by: Account) -> QuerySet[Organization]:
    """Organizations that somebody may write for: a partner only for its own."""
    if sees_all(household):
        return partners(household)
    return Organization.objects.filter(professionals=by.pk).order_by("name", "id")


def involvements_of(household: Household, *, by: Account) -> QuerySet[Involvement]:
    """Involvements that somebody may write on: a partner only those of its own organization."""
    found = household.involvements.select_related(
        "organization", "professional", "household"
    ).order_by("id")
    return found if sees_all(household) else found.filter(organization__professionals=by.pk)


def may_do(involvement: Involvement) -> QuerySet[Account]:
    """Who can do it for the organization: who works there; for a safety team, who any partner has.

    What a safety team does with powers, it does not: there the service says no.
    """
    who = Account.objects.filter(is_active=True).exclude(involvements=involvement)
    if involvement.organization.kind == OrganizationKind.RVT:
        who = who.filter(professional__employer__in=partners(involvement.household))
    else:
        who = who.filter(professional__employer=involvement.organization)
    return who.select_related("professional").order_by("name", "id")


def decisions_of(household: Household, *, by: Account) -> QuerySet[CoreDecision]:
    """Core decisions that somebody may write on: a partner only those of its own organization."""
    found = household.core_decisions.select_related(
        "organization", "household", "recorded_by", "co_signer", "family_informed_by"
    ).order_by("-decided_on", "-id")
    return found if sees_all(household) else found.filter(organization__professionals=by.pk)


def to_sign(household: Household, *, by: Account) -> QuerySet[CoreDecision]:
    """Decisions that wait for somebody's own signature as the second."""
    return household.core_decisions.filter(co_signer=by, co_signed_at=None).select_related(
        "organization", "household", "recorded_by"
    )


def measures_of(household: Household, *, by: Account) -> QuerySet[Measure]:
    """Measures that somebody may write on: a partner what it decided or carries out."""
    found = household.measures.select_related("executed_by", "household").order_by("id")
    if sees_all(household):
        return found
    # Looked up apart: joined, each colleague of the organization would give the measure once more.
    own = Organization.objects.filter(professionals=by.pk)
    return found.filter(Q(executed_by__in=own) | Q(core_decision__organization__in=own))


def writers(
    household: Household, *, beside: Account | None = None, at: datetime
) -> QuerySet[Account]:
    """Professionals with a key to the household who may decide: they can read what they sign.

    With `beside`: who may sign with that one, so not who is only in to stand in for them.
    """
    holds = keys_beside(beside, household, Permission.DECISION_RECORD, at=at)
    return (
        Account.objects.filter(
            pk__in=holds.values("account"), is_active=True, professional__isnull=False
        )
        .select_related("professional__employer")
        .order_by("name", "id")
    )


def has_minors(household: Household, *, on: date) -> bool:
    """Whether a child under 18 belongs to the household (INV-43)."""
    people = household.persons.order_by("id")
    return any(0 <= person.age(on) < rules.ADULT for person in people)


@dataclass(frozen=True, slots=True)
class Spent:
    """Hours of an involvement: in all, per week once there is a whole week, the last days."""

    total: Decimal
    weekly: Decimal | None
    latest: list[Hours]


def spent(involvement: Involvement, *, today: date) -> Spent:
    """Add up what a partner wrote; the mean is over the days from the first to today (MON-D2)."""
    until = min(involvement.until or today + timedelta(days=1), today + timedelta(days=1))
    days = (until - involvement.since).days
    total = involvement.hours.aggregate(total=Sum("hours"))["total"] or Decimal(0)
    latest = involvement.hours.select_related("recorded_by").order_by("-day", "-id")[:20]
    weekly = round(total * 7 / days, 1) if days >= 7 else None  # noqa: PLR2004 - a week
    return Spent(total, weekly, list(latest))
