"""Every organization that a household could come to hear of."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.audit.models import Event
from tandem.dossier.models import Key
from tandem.network.models import Organization

if TYPE_CHECKING:
    from django.db.models import QuerySet

    from tandem.dossier.models import Household


def familiar_to(home: Household) -> set[int]:
    """Organizations that somebody of the household knows: they take part, or stand on their page.

    A key that somebody held for an emergency is there for who was told of it only.
    """
    keys = Key.objects.filter(household=home, emergency=None, account__professional__isnull=False)
    employers = keys.order_by("id").values_list("account__professional__employer_id", flat=True)
    involved = home.involvements.order_by("id").values_list("organization_id", flat=True)
    return {*employers, *involved}


def organizations_of(home: Household) -> QuerySet[Organization]:
    """Who takes part, holds or held a key, received something, or stands in the trail.

    And who somebody spoke out about, before it comes. The name of a shelter or a helper tells a
    town: each of these can be closed to somebody.
    """
    workers = Key.objects.filter(household=home).values("account__professional__employer_id")
    trail = Event.objects.filter(household_ref=home.ref).exclude(household_ref="")
    return (
        Organization.objects.filter(
            Q(pk__in=home.involvements.values("organization_id"))
            | Q(pk__in=workers)
            | Q(pk__in=trail.values("organization_id"))
            | Q(pk__in=home.exchanges.values("organization_id"))
            | Q(pk__in=home.consents.values("organizations"))
            | Q(pk__in=home.sharing_consents.values("organization_id"))
        )
        .exclude(pk=home.managed_by_id)
        .order_by("name", "id")
    )
