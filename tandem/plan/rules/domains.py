"""The five domains of life beside the twelve in which messages between organizations speak."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.plan.enums import Domain, LifeArea

if TYPE_CHECKING:
    from collections.abc import Mapping

# Who somebody is and how people deal with each other belongs to the family, not to care: it is no
# illness. Police and justice stand there too: here they come because of what happens at home.
DOMAIN_OF: Mapping[LifeArea, Domain] = {
    LifeArea.FINANCES: Domain.MONEY,
    LifeArea.IDENTITY: Domain.FAMILY,
    LifeArea.BEHAVIOR: Domain.FAMILY,
    LifeArea.WORK: Domain.WORK,
    LifeArea.DAYS: Domain.WORK,
    LifeArea.HOUSING: Domain.HOUSING,
    LifeArea.RELATIONS: Domain.FAMILY,
    LifeArea.MENTAL_HEALTH: Domain.CARE,
    LifeArea.PHYSICAL_HEALTH: Domain.CARE,
    LifeArea.ADDICTION: Domain.CARE,
    LifeArea.NETWORK: Domain.FAMILY,
    LifeArea.JUSTICE: Domain.FAMILY,
}


def areas_of(domain: Domain) -> tuple[LifeArea, ...]:
    """Which of the twelve areas lie in a domain, in the order of their codes."""
    return tuple(area for area in LifeArea if DOMAIN_OF[area] is domain)
