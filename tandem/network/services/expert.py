"""Experience experts that can be asked: pool and profile, never what they did (EXP-01, EXP-11)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.network import door, rules
from tandem.network.models import Account, ExperienceExpert, Organization

if TYPE_CHECKING:
    from datetime import datetime


@transaction.atomic
def add(
    name: str,
    *,
    organization: Organization,
    pool: str,
    profile: str,
    by: Account,
    at: datetime,
) -> ExperienceExpert:
    """Add an experience expert to the pool."""
    door.require(by, Permission.NETWORK_EDIT, region=organization.region, at=at)
    rules.may_add_expert(organization_kind=organization.kind).or_refuse()
    expert = ExperienceExpert.objects.create(
        organization=organization, name=name, pool=pool, profile=profile
    )
    audit.record("expert_added", by=by, at=at, subject=f"ervaringsdeskundige:{expert.pk}")
    return expert


@transaction.atomic
def change(
    expert: ExperienceExpert,
    *,
    pool: str,
    profile: str,
    is_active: bool,
    by: Account,
    at: datetime,
) -> ExperienceExpert:
    """Change the pool or profile of an experience expert, or whether they can be asked."""
    door.require(by, Permission.NETWORK_EDIT, region=expert.organization.region, at=at)
    expert.pool, expert.profile, expert.is_active = pool, profile, is_active
    expert.save(update_fields=["pool", "profile", "is_active"])
    audit.record("expert_changed", by=by, at=at, subject=f"ervaringsdeskundige:{expert.pk}")
    return expert


@transaction.atomic
def link(expert: ExperienceExpert, account: Account, *, by: Account, at: datetime) -> None:
    """Link an experience expert to the account they sign in with."""
    door.require(by, Permission.NETWORK_EDIT, region=expert.organization.region, at=at)
    rules.may_change_account(is_active=account.is_active).or_refuse()
    expert.account = account
    expert.save(update_fields=["account"])
    audit.record("expert_linked", by=by, at=at, subject=f"ervaringsdeskundige:{expert.pk}")
