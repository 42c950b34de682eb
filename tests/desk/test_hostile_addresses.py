"""What people, and programs, put behind the question mark: never a fault page."""

from __future__ import annotations

from collections.abc import Callable
from urllib.parse import quote

import pytest
from django.test import Client

from tandem.network.models import Account
from tests.factories.world import World

type SignIn = Callable[[Client, Account], Client]


@pytest.mark.parametrize(
    "text",
    ["1-1-99999999999999999999", "²-²-²²²²", "9-9-0000", "1--1-2012", "\u202eabc", "%", "\x00"],
)
def test_a_search_for_nonsense_finds_nothing(
    client: Client, sign_in: SignIn, world: World, text: str
) -> None:
    sign_in(client, world.mila)

    assert client.get("/huishoudens/", {"zoek": text}).status_code == 200


@pytest.mark.parametrize(
    "place",
    [
        "2026-W01-1_1_5",
        "2026W01_1_1",
        "20260101_1_1",
        "2026-01-01_9999999999_1",
        "2026-01-01_1_9999999999999999999",
        "0000-01-01_1_1",
        "2026-02-30_1_1",
        "2026-01-01_1_1\n",
    ],
)
def test_a_place_in_the_story_that_we_did_not_write_is_the_top(
    client: Client, sign_in: SignIn, world: World, place: str
) -> None:
    sign_in(client, world.mila)

    answer = client.get(f"/huishoudens/{world.home.ref}/?na={quote(place)}")

    assert answer.status_code == 200


def test_an_assignment_without_end_of_the_calendar(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.administrator)
    [assignment] = world.mila.assignments.all()
    address = f"/netwerk/inzet/{assignment.pk}/beeindigen/"
    once = client.get(address).context["once"]

    answer = client.post(address, {"once": once, "last_day": "9999-12-31"})

    assert answer.status_code == 422


def test_an_address_for_mail_that_is_too_long(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.administrator)
    once = client.get("/netwerk/uitnodigen/").context["once"]
    newcomer = {
        "name": "Tess Berken",
        "email": f"{'x' * 60}@{'y' * 60}.{'z' * 60}.{'w' * 60}.{'v' * 60}.nl",
        "employer": world.gi.pk,
        "job_title": "consultant",
    }

    answer = client.post("/netwerk/uitnodigen/", {"once": once, **newcomer})

    assert answer.status_code == 422
