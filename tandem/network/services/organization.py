"""Organizations that work with households or for the programme (ORG-01)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.network import door
from tandem.network.models import Account, Organization, Region

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.enums import OrganizationKind


@transaction.atomic
def create(
    slug: str,
    *,
    name: str,
    kind: OrganizationKind | str,
    region: Region,
    by: Account,
    at: datetime,
) -> Organization:
    """Add an organization to a region."""
    door.require(by, Permission.NETWORK_EDIT, region=region, at=at)
    organization = Organization.objects.create(region=region, slug=slug, name=name, kind=kind)
    audit.record("organization_added", by=by, at=at, subject=f"organisatie:{organization.pk}")
    return organization


@transaction.atomic
def change(
    organization: Organization, *, name: str, phone: str, by: Account, at: datetime
) -> Organization:
    """Change the name or telephone number of an organization."""
    door.require(by, Permission.NETWORK_EDIT, region=organization.region, at=at)
    organization.name, organization.phone = name, phone
    organization.save(update_fields=["name", "phone"])
    audit.record("organization_changed", by=by, at=at, subject=f"organisatie:{organization.pk}")
    return organization
