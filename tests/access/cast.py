"""Everybody who may come to the door, each in their strongest position.

A refusal proves most when the one who is refused is strong elsewhere: the partner without a key
holds one to another household, the other pilot has families of its own, and who comes from another
region may do everything there.
"""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from tandem.core.periods import Period
from tandem.dossier.enums import AddressKind, EntryKind, Form, Provenance, ViewLevel
from tandem.dossier.models import Household, SeatChange
from tandem.dossier.services import absences, bars, emergencies, family, journal, keys
from tandem.dossier.services import addresses as places
from tandem.journey.services import tandem
from tandem.monitor import services as monitor
from tandem.monitor.rules.quarter import Quarter
from tandem.network import services as network
from tandem.network.enums import OrganizationKind, RoleKind
from tandem.network.models import Account, Assignment, ExperienceExpert, Organization
from tests.factories import dossier
from tests.factories import network as made
from tests.house.addresses import Address, other_household, partner_again, things

if TYPE_CHECKING:
    from tandem.dossier.models import Person
    from tandem.network.models import Pilot
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

    def again(self, world: World) -> Stage:
        """The same, of rows that were put back: nothing is remembered of another test."""
        people = {
            name: None if account is None else Account.objects.get(pk=account.pk)
            for name, account in self.people.items()
        }
        other = Household.objects.select_related("pilot").get(pk=self.other.pk)
        return replace(self, world=world, people=people, other=other)

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
    others(world, at)
    _riding = world.involvement  # found and kept while there is only one
    past_partner = _past_partner(world, at - timedelta(days=1))
    barred = _of_the_team("Bo Barmsijs", world, world.huizen, at)
    in_time_of_need = _of_the_team("Noa Noorman", world, world.hilversum, at)
    deputies = [_at_veilig_thuis(name, world, at) for name in ("Dirk Duin", "Dora Dorp")]
    filled = things(world, at)
    filled["swap"] = SeatChange.objects.create(
        household=world.home,
        day=localdate(at),
        trigger="Vanzelf gewisseld.",
        agreed_by="",
        recorded_at=at,
        recorded_by=world.mila,
    ).pk
    filled["withdrawal"] = partner_again(world, at)
    bars.set_bar(world.home, barred, bars.Tie("ex_partner"), by=world.ruben, at=at)
    emergencies.break_glass(
        emergencies.Need("danger", "De politie belt.", ref=world.home.ref),
        by=in_time_of_need,
        at=at,
    )
    deputy, past_deputy = deputies
    _replaced(world.vera, past_deputy, at=at, is_back=True)
    _replaced(world.vera, deputy, at=at)
    other = other_household(world, at)
    dossier.partner(other, world.veilig_thuis, professional=world.stella, by=world.mila, at=at)
    _replaced(world.stella, past_deputy, at=at)
    _lived_in(other, world, at)
    # Before the other region is there: some things of ours are then found by their name alone.
    dossier.started(world.hilversum, [world.rvdk], name="De Iep", by=world.outsider, at=at)
    people: dict[str, Account | None] = {
        "own_team": world.mila,
        "chair": world.ruben,
        "partner": world.vera,
        "partner_without": world.stella,
        "past_partner": past_partner,
        "deputy": deputy,
        "past_deputy": past_deputy,
        "barred": barred,
        "emergency": in_time_of_need,
        "other_pilot": world.outsider,
        "coordinator": world.coordinator,
        "administrator": world.administrator,
        "expert": world.expert,
        "other_region": _other_region(at),
        "family": _page(world.fatima, by=world.mila, at=at),
        "other_family": _page(other.persons.get(name="Lotte Elzen"), by=world.mila, at=at),
        "signed_out": None,
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


def others(world: World, at: datetime) -> None:
    """People around De Wilg: of a shelter, of a GI, and somebody who left."""
    shelter = Organization.objects.create(
        region=world.region, slug="linde", name="De Linde", kind=OrganizationKind.VEILIG_THUIS
    )
    world.huizen.partners.add(shelter)
    for name, employer in (
        ("Wilma Linde", shelter),
        ("Nico Noot", world.gi),
        ("Ed Einde", world.veilig_thuis),
    ):
        made.colleague(name, role=RoleKind.PARTNER, place=world.huizen, employer=employer, at=at)
    ended = Account.objects.get(name="Ed Einde")
    network.account.end(ended, by=world.administrator, at=at)


def _lived_in(other: Household, world: World, at: datetime) -> None:
    """Whatever a form can name, the other household has one of as well."""
    lotte, by = other.persons.get(name="Lotte Elzen"), world.mila
    places.add(
        lotte, places.NewAddress(AddressKind.HOME, "Elzenlaan 1", localdate(at)), by=by, at=at
    )
    new = journal.NewEntry(EntryKind.FACT, localdate(at), "Pim lacht.", Provenance.FAMILY)
    journal.write(other, new, by=by, at=at)
    journal.announce_report(
        other,
        world.veilig_thuis,
        contact_on=localdate(at),
        contact_with="Pim",
        by=world.stella,
        at=at,
    )
    dossier.decided(other, world.gi, world.ruben, signs=False, by=by, at=at)


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


def _of_the_team(name: str, world: World, pilot: Pilot, at: datetime) -> Account:
    """Somebody of a local team, with a key to every household of its pilot."""
    account = made.colleague(name, role=None, place=pilot, employer=pilot.local_team, at=at)
    keys.assign(
        account,
        role=RoleKind.LOCAL_TEAM,
        place=pilot,
        since=localdate(at),
        by=world.administrator,
        at=at,
    )
    return account


def _at_veilig_thuis(name: str, world: World, at: datetime) -> Account:
    return made.colleague(
        name, role=RoleKind.PARTNER, place=world.huizen, employer=world.veilig_thuis, at=at
    )


def _replaced(who: Account, deputy: Account, *, at: datetime, is_back: bool = False) -> None:
    """Somebody is away for a few days; or came back the same hour."""
    days = Period(localdate(at), localdate(at) + timedelta(days=5))
    absence = absences.report(who, deputy, days, by=who, at=at)
    if is_back:
        absences.end(absence, by=who, at=at)


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
