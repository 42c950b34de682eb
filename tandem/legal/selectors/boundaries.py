"""The register of legal boundaries, as far as somebody's pilots go."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.network import door
from tandem.network.models import Pilot

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.legal.models import LegalBoundary
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Chapter:
    """A pilot with its boundaries, and whether the reader may add one."""

    pilot: Pilot
    boundaries: list[LegalBoundary]
    may_add: bool


def boundaries_for(by: Account, *, at: datetime) -> list[Chapter]:
    """Return the register of every pilot that somebody works in or for."""
    works = door.assignments_with(by, Permission.NETWORK_VIEW, at=at)
    pilots = Pilot.objects.filter(
        Q(pk__in=works.values("pilot")) | Q(region__in=works.filter(pilot=None).values("region"))
    )
    return [
        Chapter(
            pilot,
            list(pilot.legal_boundaries.order_by("-recorded_at", "-id")),
            door.may(by, Permission.BOUNDARY_RECORD, pilot=pilot, at=at),
        )
        for pilot in pilots.order_by("name", "id")
    ]
