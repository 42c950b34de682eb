"""Regions: where pilots work together."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.timezone import localdate

from tandem.audit import services as audit
from tandem.network import rules
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Assignment, Region

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def create(
    slug: str, *, name: str, has_safety_team: bool = False, by: Account, at: datetime
) -> Region:
    """Found a region; whoever founds it is its first administrator.

    Only the account of the server founds regions (`account.operator`): it cannot sign in.
    """
    rules.may_found_region(signs_in=by.is_active).or_refuse()
    region = Region.objects.create(slug=slug, name=name, has_safety_team=has_safety_team)
    Assignment.objects.create(
        account=by, region=region, role=RoleKind.ADMINISTRATOR, since=localdate(at)
    )
    audit.record("region_founded", by=by, at=at, subject=f"regio:{region.slug}")
    return region


@transaction.atomic
def open_for_cases(region: Region, *, by: Account, at: datetime) -> None:
    """Let the account of the server bring the case file of a region in, and nothing else."""
    rules.may_found_region(signs_in=by.is_active).or_refuse()
    _assignment, is_new = Assignment.objects.get_or_create(
        account=by,
        region=region,
        pilot=None,
        role=RoleKind.CASE_LOADER,
        until=None,
        defaults={"since": localdate(at)},
    )
    if is_new:
        audit.record("region_opened_for_cases", by=by, at=at, subject=f"regio:{region.slug}")
