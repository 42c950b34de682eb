"""How the keys of one page of the family follow from who may look. Only `keys.py` works with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.access.roles import Scope
from tandem.core.periods import day_of, start_of
from tandem.dossier.enums import KeyGround
from tandem.dossier.models import Key
from tandem.dossier.rules import shields
from tandem.dossier.selectors import sight
from tandem.dossier.services import _table

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.periods import Period
    from tandem.dossier.models import FamilyAccess


def follow(access: FamilyAccess, *, at: datetime) -> bool:
    """Bring the keys of one page in line with what is true now; say whether that changed any."""
    keys = Key.objects.filter(Q(until=None) | Q(until__gt=at), family_access=access)
    standing = {(key.since, key.until): key.pk for key in keys.order_by("id")}
    began = min((since for since, _until in standing if since <= at), default=at)
    wanted = {
        (max(start_of(days.since), began), None if days.until is None else start_of(days.until))
        for days in _page(access, at=at)
    }
    if wanted == set(standing):
        return False
    # What goes on keeps its beginning; everything else ends, or never opens.
    keep = [pk for period, pk in standing.items() if period in wanted]
    _table.end(keys.exclude(pk__in=keep), at=at)
    Key.objects.bulk_create(
        Key(
            account_id=access.account_id,
            household_id=access.household_id,
            scope=Scope.FAMILY,
            ground=KeyGround.MEMBER,
            family_access=access,
            since=max(at, since),
            until=until,
        )
        for since, until in sorted(wanted - set(standing), key=lambda period: period[0])
    )
    return True


def _page(access: FamilyAccess, *, at: datetime) -> list[Period]:
    """The days from today on which somebody may look, as far as known; none when it is shut."""
    if access.ended_at or access.frozen_at or not access.account.is_active:
        return []
    days = shields.page_days(sight.somebody(access.person, at=at))
    return [period for period in days if period.until is None or day_of(at) < period.until]
