"""Every address of the house: who is outside stays outside, and is seen knocking."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.network.models import Account
from tests.factories.world import World
from tests.house.addresses import Address, addresses, nameless, other_household

ADDRESSES = addresses()
OF_HOUSEHOLDS = [address for address in ADDRESSES if address.is_of_a_household]
ABSENT = "2026-BCDFGH"
# Open to who is not signed in: the way in itself.
WAY_IN = frozenset(
    {
        "account_login",
        "account_logout",
        "demo_accounts",
        "desk:leave",  # away is for everybody
        "invitation",
        "mfa_authenticate",
        "mfa_login_webauthn",
    }
)
WITHOUT_A_KEY = ("outsider", "stella", "ravi", "coordinator", "administrator", "expert")

type SignIn = Callable[[Client, Account], Client]


@pytest.fixture
def world(furnished_world: World) -> World:
    """De Wilg with one of everything."""
    return furnished_world


_VARYING = re.compile(
    rb'nonce="[^"]*"|name="(?:csrfmiddlewaretoken|once|draft)" value="[^"]*"|2026-[A-Z0-9]{6}'
)


def bare(answer: HttpResponse) -> bytes:
    """The body without what differs for every answer, and without the reference itself."""
    return _VARYING.sub(b"", answer.content)


def test_every_address_has_a_name() -> None:
    assert not nameless()


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_who_is_not_signed_in_is_asked_to_sign_in(
    address: Address, filled: dict[str, Any], monday: datetime, client: Client
) -> None:
    before = Event.objects.count()
    url = address.fill(filled)

    got, posted = client.get(url), client.post(url)

    if address.name in WAY_IN:
        return
    for answer in (got, posted):
        assert answer.status_code == 302
        assert answer["Location"].startswith(reverse("account_login"))
    assert Event.objects.count() == before


@pytest.mark.parametrize("address", OF_HOUSEHOLDS, ids=str)
@pytest.mark.parametrize("method", ["get", "post"])
def test_without_a_key_a_household_is_as_absent_as_one_that_never_was(
    address: Address, method: str, filled: dict[str, Any], world: World, sign_in: SignIn
) -> None:
    for who in WITHOUT_A_KEY:
        account = getattr(world, who)
        client = sign_in(Client(), account)
        knocked = []
        for ref in (world.home.ref, ABSENT):
            answer = getattr(client, method)(address.fill(filled, household=ref))
            event = Event.objects.order_by("-id")[0]
            knocked.append((answer.status_code, bare(answer), event.kind, event.actor_id))
            # A form that only takes a button press says so to everybody, before any door.
            assert answer.status_code == 405 or event.household_ref == ref
        forbidden, absent = knocked

        assert forbidden == absent
        if forbidden[0] != 405:
            assert forbidden[0] == 404
            assert forbidden[2:] == (EventKind.REFUSAL, account.pk)


@pytest.mark.parametrize("address", OF_HOUSEHOLDS, ids=str)
def test_every_address_takes_at_least_one_way_in(
    address: Address, filled: dict[str, Any], world: World, sign_in: SignIn
) -> None:
    client = sign_in(Client(), world.outsider)
    url = address.fill(filled)

    assert {client.get(url).status_code, client.post(url).status_code} <= {404, 405}
    assert 404 in {client.get(url).status_code, client.post(url).status_code}


# Which kind of piece is meant is a word, and no thing of a household.
BELOW = [address for address in OF_HOUSEHOLDS if address.wants - {"household", "what"}]


@pytest.mark.parametrize("address", BELOW, ids=str)
def test_things_of_one_household_are_not_found_in_another(
    address: Address, filled: dict[str, Any], world: World, sign_in: SignIn, at: datetime
) -> None:
    other = other_household(world, at)
    client = sign_in(Client(), world.mila)
    url = address.fill(filled, household=other.ref)

    for answer in (client.get(url), client.post(url)):
        assert answer.status_code in {404, 405}


@pytest.mark.parametrize("address", BELOW, ids=str)
def test_an_unknown_number_is_not_found(
    address: Address, filled: dict[str, Any], world: World, sign_in: SignIn
) -> None:
    client = sign_in(Client(), world.mila)
    numbers = dict.fromkeys(address.wants - {"household"}, 9223372036854775807)

    assert client.get(address.fill(filled, **numbers)).status_code in {404, 405}


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_no_address_breaks(
    address: Address, filled: dict[str, Any], world: World, sign_in: SignIn
) -> None:
    for who in ("mila", "vera", "coordinator", "administrator", "expert"):
        client = sign_in(Client(raise_request_exception=False), getattr(world, who))
        url = address.fill(filled)
        assert client.get(url).status_code < 500, f"GET {url} as {who}"
        assert client.post(url).status_code < 500, f"POST {url} as {who}"
