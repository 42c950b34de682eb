"""What we know around De Wilg: a circle, domains of life, and help that was there before."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tandem.core.periods import day_of
from tandem.plan.enums import Domain, DomainState, RequestKind, Strength
from tandem.plan.services import domains, network
from tandem.plan.services import help as helping

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Household
    from tandem.network.models import Account
    from tandem.plan.models import Supporter, SupportRequest
    from tests.factories.world import World


def known(**other: Any) -> network.Known:
    """What is known of grandmother Zohra, or of somebody else."""
    facts: dict[str, Any] = {
        "name": "Oma Zohra",
        "relation": "moeder van Fatima",
        "strength": Strength.STRONG,
        "is_for_everybody": True,
        "already_does": "Sem slaapt er elke vrijdag.",
        "can_and_wants": "Wil vaker, maar niet in het weekend.",
    }
    return network.Known(**(facts | other))


def supporter(home: Household, *, by: Account, at: datetime, **other: Any) -> Supporter:
    """Somebody in the circle."""
    return network.add(home, known(**other), by=by, at=at)


def asked(
    found: Supporter, *, by: Account, at: datetime, kind: str = RequestKind.PROBLEM, **other: Any
) -> SupportRequest:
    """A task in the plan, from today on."""
    facts: dict[str, Any] = {"what": "Sem ophalen van school.", "since": day_of(at)}
    return network.ask(found, network.Asked(kind=kind, **(facts | other)), by=by, at=at)


def had(**other: Any) -> helping.Had:
    """Help that was there before."""
    facts: dict[str, Any] = {
        "what": "Gesprekken met zijn tweeën",
        "helper": "het maatschappelijk werk",
        "period": "2021",
    }
    return helping.Had(**(facts | other))


def of_the_family(world: World, at: datetime) -> dict[str, Any]:
    """One of everything that an address of the tab Gezin can name."""
    home, by = world.home, world.mila
    found = supporter(home, by=by, at=at)
    request = asked(found, by=by, at=at)
    noted = domains.Noted(Domain.MONEY, DomainState.CONCERNS, day_of(at), "Vier schulden.")
    domains.note(home, noted, by=by, at=at)
    earlier = helping.remember(home, had(), by=by, at=at)
    return {"supporter": found.pk, "ask": request.pk, "earlier": earlier.pk}
