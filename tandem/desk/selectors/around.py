"""The tab Gezin: what we know around a household, put together with how it came in."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import day_of
from tandem.journey.enums import ProblemType
from tandem.legal.enums import Regime
from tandem.plan.selectors import family, network

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.desk.selectors.head import Head
    from tandem.dossier.models import Household

VIOLENCE = (ProblemType.PARTNER_VIOLENCE, ProblemType.CHILD_ABUSE)


@dataclass(frozen=True, slots=True)
class Around:
    """What the tab Gezin shows beside who belongs to the household."""

    circle: network.Circle
    domains: list[family.InDomain]
    earlier: list[family.Earlier]
    children: family.Children
    spoken: Verdict


def around(
    home: Household, head: Head, members: Sequence[family.Member], *, at: datetime
) -> Around:
    """Read what we know around a household that the door opened; a fixed number of statements."""
    day = day_of(at)
    has_violence = any(one in head.problems for one in VIOLENCE)
    return Around(
        circle=network.circle_of(home, on=day, measure_runs=head.regime is Regime.RED),
        domains=family.domains_of(home),
        earlier=family.earlier_help_of(home),
        children=family.child_help_of(members, on=day, has_violence=has_violence),
        spoken=family.nobody_is_forgotten(members, on=day),
    )
