"""Who of a household was told of an exchange or a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.dossier.selectors.listeners import counting, has_shield, holders, members, presumed
from tandem.legal.models import CoreDecision, Exchange, ToldTo

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Household, Person

__all__ = ["counting", "has_shield", "heard_by", "holders", "members", "present", "presumed"]


def heard_by(thing: Exchange | CoreDecision | None) -> set[int]:
    """Who heard of something until now."""
    if thing is None:
        return set()
    of = {"exchange": thing} if isinstance(thing, Exchange) else {"decision": thing}
    heard = ToldTo.objects.filter(**of, told_on__isnull=False)
    return set(heard.order_by("id").values_list("person_id", flat=True))


def present(
    household: Household, thing: Exchange | CoreDecision | None = None, *, at: datetime
) -> list[Person]:
    """Who is ticked beforehand: who heard it before; else with authority, where no shield runs."""
    known = heard_by(thing)
    if known:
        return list(members(household, at=at).filter(pk__in=known))
    return [] if has_shield(household, at=at) else list(holders(household, at=at))
