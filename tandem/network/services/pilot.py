"""Pilots (toekomsttuinen): a municipality, a local team, and the partners that join in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.network import door, rules
from tandem.network.enums import ConfirmationForm
from tandem.network.models import Account, Municipality, Organization, Pilot

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How a pilot works: consent letters, breaking point, target, why not complete yet."""

    confirmation_form: str = ConfirmationForm.LETTER
    expert_refusal_is_breaking_point: bool = False
    target_households: int | None = None
    incomplete_reason: str = ""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a pilot is and who leads it: short name, name, municipality, local team."""

    slug: str
    name: str
    municipality: Municipality
    local_team: Organization


@transaction.atomic
def create(
    place: Place,
    *,
    partners: Iterable[Organization],
    settings: Settings | None = None,
    by: Account,
    at: datetime,
) -> Pilot:
    """Start a pilot, with the four kinds of organization or the reason why not yet (ORG-02)."""
    region, partners = place.local_team.region, list(partners)
    settings = settings or Settings()
    door.require(by, Permission.NETWORK_EDIT, region=region, at=at)
    _judge(place.local_team, partners, settings)
    pilot = Pilot.objects.create(
        region=region,
        slug=place.slug,
        name=place.name,
        municipality=place.municipality,
        local_team=place.local_team,
        confirmation_form=settings.confirmation_form,
        expert_refusal_is_breaking_point=settings.expert_refusal_is_breaking_point,
        target_households=settings.target_households,
        incomplete_reason=settings.incomplete_reason,
    )
    pilot.partners.set(partners)
    audit.record("pilot_started", by=by, at=at, subject=f"toekomsttuin:{pilot.slug}")
    return pilot


@transaction.atomic
def change(
    pilot: Pilot,
    *,
    partners: Iterable[Organization],
    settings: Settings,
    by: Account,
    at: datetime,
) -> Pilot:
    """Change the partners of a pilot and how it works."""
    partners = list(partners)
    door.require(by, Permission.NETWORK_EDIT, region=pilot.region, at=at)
    _judge(pilot.local_team, partners, settings)
    pilot.confirmation_form = settings.confirmation_form
    pilot.expert_refusal_is_breaking_point = settings.expert_refusal_is_breaking_point
    pilot.target_households = settings.target_households
    pilot.incomplete_reason = settings.incomplete_reason
    # Where it is and who leads it stays as it was founded.
    pilot.save(
        update_fields=[
            "confirmation_form",
            "expert_refusal_is_breaking_point",
            "target_households",
            "incomplete_reason",
        ]
    )
    pilot.partners.set(partners)
    audit.record("pilot_changed", by=by, at=at, subject=f"toekomsttuin:{pilot.slug}")
    return pilot


def _judge(local_team: Organization, partners: list[Organization], settings: Settings) -> None:
    rules.may_create_pilot(
        local_team_kind=local_team.kind,
        partner_kinds=frozenset(partner.kind for partner in partners),
        same_region=all(partner.region_id == local_team.region_id for partner in partners),
        reason=settings.incomplete_reason,
    ).or_refuse()
