"""Measures, with what they stand on and the second person who confirmed them."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from tandem.core.periods import day_of
from tandem.dossier.models import Household
from tandem.legal import rules, selectors
from tandem.legal.enums import MeasureKind
from tandem.legal.services import decisions, measures

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Person
    from tandem.legal.models import Measure
    from tandem.network.models import Account, Organization

# What a court gives when the law does not say how long.
A_YEAR = timedelta(days=365)


def children(home: Household, *, on: date) -> list[Person]:
    """The minors of a household."""
    return list(selectors.minors_of(home, on=on))


def measure(kind: str, on: date, executed_by: Organization, **more: Any) -> decisions.NewMeasure:
    """A measure that names what it stands on."""
    home = more.pop("home", None)
    since, provisional = more.get("since") or on, bool(more.get("provisional"))
    until = rules.longest_end(kind, since, provisional=provisional) or since + A_YEAR
    given: dict[str, Any] = {
        "decided_by": "kinderrechter",
        "reference": "C/16/601234",
        "until": until,
    }
    if kind in rules.bounds.OF_CHILDREN:
        home = home or Household.objects.earliest("id")
        given["children"] = children(home, on=on)
        given["threats"] = "Er is thuis geweld waar de kinderen bij zijn."
    more = given | more
    return decisions.NewMeasure(kind, on, executed_by=executed_by, **more)


def measured(
    home: Household,
    organization: Organization,
    second: Account,
    *,
    kind: str = MeasureKind.OTS,
    by: Account,
    at: datetime,
    **more: Any,
) -> Measure:
    """Record a measure that the organization carries out, and let the second confirm it."""
    new = measure(kind, day_of(at), organization, home=home, **more)
    made = decisions.record_measure(home, new, by=by, at=at)
    measures.confirm(made, by=second, at=at)
    return made
