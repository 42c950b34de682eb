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


def organizations_of(home: Household) -> QuerySet[Organization]:
    """Who takes part, holds or held a key, received something, or stands in the trail.

    The name of a shelter or a helper tells a town: each of these can be closed to somebody.
    """
    workers = Key.objects.filter(household=home).values("account__professional__employer_id")
    trail = Event.objects.filter(household_ref=home.ref).exclude(household_ref="")
    return (
        Organization.objects.filter(
            Q(pk__in=home.involvements.values("organization_id"))
            | Q(pk__in=workers)
            | Q(pk__in=trail.values("organization_id"))
            | Q(pk__in=home.exchanges.values("organization_id"))
        )
        .exclude(pk=home.managed_by_id)
        .order_by("name", "id")
    )
