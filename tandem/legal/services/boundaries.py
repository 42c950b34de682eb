"""The register of legal boundaries, per pilot (REG-27)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import YES, first_no
from tandem.dossier import rules as dossier_rules
from tandem.legal import rules
from tandem.legal.models import LegalBoundary
from tandem.network import door

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.network.models import Account, Pilot


@dataclass(frozen=True, slots=True)
class NewBoundary:
    """Where practice meets the law: which law, which room, which agreement."""

    practice: str
    law: str
    room: str
    agreement: str = ""
    agreed_on: date | None = None
    for_committee: bool = False


@transaction.atomic
def record(pilot: Pilot, new: NewBoundary, *, by: Account, at: datetime) -> LegalBoundary:
    """Record a boundary; nothing in it is about a household."""
    door.require(by, Permission.BOUNDARY_RECORD, pilot=pilot, at=at)
    first_no(
        rules.is_about_no_household(new.practice, new.law, new.room, new.agreement),
        dossier_rules.not_in_the_future(new.agreed_on, today=day_of(at)) if new.agreed_on else YES,
    ).or_refuse()
    made = LegalBoundary.objects.create(
        pilot=pilot,
        practice=new.practice,
        law=new.law,
        room=new.room,
        agreement=new.agreement,
        agreed_on=new.agreed_on,
        for_committee=new.for_committee,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record("legal_boundary_recorded", by=by, at=at, subject=f"boundary:{made.pk}")
    return made
