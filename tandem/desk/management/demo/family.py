"""Where a family lives, what is closed, and who of it has a page of their own."""

from __future__ import annotations

from typing import TYPE_CHECKING

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from tandem.dossier.enums import AddressKind, ShieldKind, ViewLevel
from tandem.dossier.services import addresses, family, shields
from tandem.network import selectors, services

if TYPE_CHECKING:
    from tandem.desk.management.demo.clock import When
    from tandem.desk.management.demo.road import Road
    from tandem.dossier.models import Address


def lives(road: Road, day: When, who: str, kind: str, lines: str) -> Address:
    """Write down where somebody is, from that day on; a home that everybody knows stays open."""
    known = list(road.persons.values()) if kind == AddressKind.HOME else []
    new = addresses.NewAddress(kind, lines, road.day(day), opened_to=known)
    return addresses.add(road.persons[who], new, by=road.by(), at=road.at(day))


def close(road: Road, day: When, address: Address, to: str, reason: str) -> None:
    """Close an address to somebody."""
    new = shields.NewShield(ShieldKind.ADDRESS, [road.persons[to]], reason, address)
    shields.close(road.home, new, by=road.by(), at=road.at(day))


def page(road: Road, day: When, *people: str) -> None:
    """Give people a page, with a password and an app, as after a talk at the kitchen table."""
    for who in people:
        person, at = road.persons[who], road.at(day)
        access, token = family.give_page(
            person, level=ViewLevel.FULL, domain=selectors.DEMO_DOMAIN, by=road.by(), at=at
        )
        account = services.invitation.accept(
            token, name=person.name, password=selectors.DEMO_PASSWORD, at=at
        )
        TOTP.activate(account, generate_totp_secret())
        road.cast.people[f"{road.home.ref} {who}"] = access.account
