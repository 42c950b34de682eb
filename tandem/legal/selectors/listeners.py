"""Who of a household was told of an exchange or a decision."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tandem.dossier.enums import Origin
from tandem.dossier.selectors.listeners import (
    counting,
    has_shield,
    holders,
    listening,
    members,
    owed,
    presumed,
)
from tandem.legal.enums import REAL_MEASURES
from tandem.legal.models import CoreDecision, Exchange, Measure, ToldTo
from tandem.legal.rules import ADULT, DECIDES_TOO
from tandem.legal.selectors import grounds, voices

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date, datetime

    from django.db.models import QuerySet

    from tandem.dossier.models import Household, Person

__all__ = [
    "counting",
    "due",
    "has_shield",
    "heard_by",
    "holders",
    "listening",
    "members",
    "owed",
    "present",
    "presumed",
    "still_to_hear",
    "untold_decisions",
    "untold_measures",
]


def heard_by(thing: Exchange | CoreDecision | Measure | None) -> set[int]:
    """Who heard of something until now."""
    if thing is None:
        return set()
    names = {Exchange: "exchange", CoreDecision: "decision", Measure: "measure"}
    of: dict[str, Any] = {names[type(thing)]: thing}
    heard = ToldTo.objects.filter(**of, told_on__isnull=False)
    return set(heard.order_by("id").values_list("person_id", flat=True))


def untold_decisions(household: Household) -> QuerySet[CoreDecision]:
    """Signed decisions of which nobody of the family heard; one of a case file is history."""
    return (
        household.core_decisions.filter(
            origin=Origin.SCREEN, co_signed_at__isnull=False, family_informed_on=None
        )
        .select_related("organization")
        .order_by("id")
    )


def untold_measures(household: Household) -> QuerySet[Measure]:
    """Measures without a decision of which nobody of the family heard."""
    return (
        household.measures.filter(
            origin=Origin.SCREEN,
            kind__in=REAL_MEASURES,
            core_decision=None,
            confirmed_at__isnull=False,
        )
        .exclude(told_to__told_on__isnull=False)
        .order_by("id")
    )


def still_to_hear(
    household: Household, things: Iterable[Exchange | CoreDecision | Measure], *, at: datetime
) -> list[tuple[int, list[Person]]]:
    """Who has not heard of each yet: every adult, and every child of 12 or older."""
    people = listening(household, at=at)
    found = []
    for thing in things:
        heard = {one.person_id for one in thing.told_to.all() if one.told_on is not None}
        found.append((thing.pk, [one for one in people if one.pk not in heard]))
    return found


def due(household: Household, *, on: date) -> list[Person]:
    """Who must hear that the RvdK takes part: with authority, and from 12; else every adult.

    Not who was left unasked because asking would bring danger.
    """
    passed = grounds.left_out(household)
    people = [
        one
        for one in voices.members(household, on=on)
        if one.age(on) >= DECIDES_TOO and one.pk not in passed
    ]
    _, holders_now = voices.authority_in(household, on=on, until_age=ADULT)
    own = [one for one in people if one.age(on) < ADULT or one.pk in holders_now]
    return own or people


def present(
    household: Household, thing: Exchange | CoreDecision | Measure | None = None, *, at: datetime
) -> list[Person]:
    """Who is ticked beforehand: who heard it before; else with authority, where nobody is closed.

    Nobody at all where a shield runs or somebody is left unasked: a tick opens it on their page,
    and one that is missing would tell who it is.
    """
    known = heard_by(thing)
    if known:
        return list(members(household, at=at).filter(pk__in=known))
    if has_shield(household, at=at) or grounds.left_out(household):
        return []
    return list(holders(household, at=at))
