"""Everybody who may come to the door, each in their strongest position.

A refusal proves most when the one who is refused is strong elsewhere: the partner without a key
holds one to another household, the other pilot has families of its own, and who comes from another
region may do everything there.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from tandem.dossier.enums import Form, ViewLevel
from tandem.dossier.models import SeatChange
from tandem.dossier.services import family, keys
from tandem.journey.services import tandem
from tandem.monitor import services as monitor
from tandem.monitor.rules.quarter import Quarter
from tandem.network import services as network
from tandem.network.enums import RoleKind
from tandem.network.models import Assignment, ExperienceExpert
from tests.factories import dossier
from tests.factories import network as made
from tests.house.addresses import Address, other_household, partner_again, things

if TYPE_CHECKING:
    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account
    from tests.factories.world import World

SUBMITTED = Quarter.parse("2026Q1")  # a quarter of Huizen that was handed in


@dataclass
class Stage:
    """De Wilg with all that an address can name, and who comes to the door."""

    world: World
    at: datetime
    people: dict[str, Account | None]  # nobody for who is not signed in
    things: dict[str, Any]
    other: Household  # of the same pilot; who has no key to De Wilg has one to this
    numbers: dict[str, int] = field(default_factory=dict)  # by the beginning of an address

    def url(self, address: Address) -> str:
        """The address, about De Wilg and the people around it."""
        found = [start for start in self.numbers if address.name.startswith(start)]
        number = self.numbers[max(found, key=len)] if found else 1
        other = {"quarter": SUBMITTED} if address.name == "monitor_correct" else {}
        # Who comes from elsewhere asks for the figures of this region, not of the own one.
        ours = "?regio=gooi-en-vechtstreek" if address.name.startswith("monitor_") else ""
        return address.fill(self.things, number=number, **other) + ours


def stage(world: World, at: datetime) -> Stage:
    """Everybody, and the household that they are refused or let in to."""
    _riding = world.involvement  # found and kept while there is only one
    past_partner = _past_partner(world, at - timedelta(days=1))
    filled = things(world, at)
    filled["swap"] = SeatChange.objects.create(
        household=world.home,
        day=localdate(at),
        trigger="Vanzelf gewisseld.",
        agreed_by="",
        recorded_at=at,
        recorded_by=world.mila,
    ).pk
    partner_again(world, at)
    other = other_household(world, at)
    dossier.partner(other, world.veilig_thuis, professional=world.stella, by=world.mila, at=at)
    # Before the other region is there: some things of ours are then found by their name alone.
    dossier.started(world.hilversum, [world.rvdk], name="De Iep", by=world.outsider, at=at)
    people: dict[str, Account | None] = {
        "own_team": world.mila,
        "chair": world.ruben,
        "partner": world.vera,
        "partner_without": world.stella,
        "past_partner": past_partner,
        "other_pilot": world.outsider,
        "coordinator": world.coordinator,
        "administrator": world.administrator,
        "expert": world.expert,
        "other_region": _other_region(at),
        "family": _page(world.fatima, by=world.mila, at=at),
        "other_family": _page(other.persons.get(name="Lotte Elzen"), by=world.mila, at=at),
    }
    monitor.submit(world.huizen, SUBMITTED, by=world.ruben, at=at)
    numbers = {
        "dossier:absence_report": world.mila.pk,
        "dossier:rights_pilot": world.vera.pk,
        "dossier:rights_region": world.coordinator.pk,
        "network_pilot": world.huizen.pk,
        "network_organization": world.veilig_thuis.pk,
        "network_expert": ExperienceExpert.objects.order_by("id")[0].pk,
        "network_end_assignment": Assignment.objects.get(account=world.vera).pk,
        "network_": world.vera.pk,  # and every other page of the network is about a colleague
    }
    return Stage(world, at, people, filled, other, numbers)


def _past_partner(world: World, at: datetime) -> Account:
    """Guus of the GI, who rode along on the ground of a decision, and was let go the same day."""
    home, by = world.home, world.mila
    dossier.decided(home, world.gi, world.ruben, by=by, at=at)
    rode = dossier.partner(
        home, world.gi, form=Form.WITH_POWERS, professional=world.guus, by=by, at=at
    )
    keys.end_for_involvement(rode, by=by, at=at + timedelta(hours=1))
    tandem.let_go(rode, last_day=localdate(at), reason="Het kan weer zonder.", by=by, at=at)
    return world.guus


def _page(person: Person, *, by: Account, at: datetime) -> Account:
    """Somebody of a family with a page of their own."""
    access, _token = family.give_page(person, level=ViewLevel.FULL, by=by, at=at)
    return access.account


def _other_region(at: datetime) -> Account:
    """Somebody who may do everything, in a region without De Wilg."""
    elsewhere = made.region(at=at)
    pilot = made.pilot(elsewhere, at=at)
    account = made.colleague(
        "Lies Linde", role=RoleKind.TEAM_LEAD, place=pilot, employer=pilot.local_team, at=at
    )
    network.assignment.assign(
        account,
        role=RoleKind.ADMINISTRATOR,
        place=elsewhere,
        since=localdate(at),
        by=network.account.operator(at=at),
        at=at,
    )
    return account
