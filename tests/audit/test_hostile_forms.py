"""A form that comes back, in other hands or with other words: nothing happens in silence."""

from __future__ import annotations

from collections.abc import Callable

from django.contrib.messages import get_messages
from django.test import Client

from tandem.dossier.models import Household
from tandem.legal.models import Withdrawal
from tandem.network.models import Account
from tests.factories.world import World

type SignIn = Callable[[Client, Account], Client]


def name_of(world: World) -> str:
    return Household.objects.get(pk=world.home.pk).name


def test_other_words_in_a_form_that_was_kept_before_are_not_lost_in_silence(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.mila)
    address = f"/huishoudens/{world.home.ref}/naam/"
    form = client.get(address).context
    sent = {"once": form["once"], "seen": form["form"]["seen"].value()}
    client.post(address, {**sent, "name": "De Treurwilg"})

    answer = client.post(address, {**sent, "name": "De Knotwilg"})

    assert answer.status_code == 303
    assert name_of(world) == "De Treurwilg"
    assert any("al bewaard" in str(one) for one in get_messages(answer.wsgi_request))


def test_a_form_of_a_colleague_is_not_mine(client: Client, sign_in: SignIn, world: World) -> None:
    sign_in(client, world.mila)
    address = f"/huishoudens/{world.home.ref}/naam/"
    form = client.get(address).context
    sent = {"once": form["once"], "seen": form["form"]["seen"].value(), "name": "De Knotwilg"}
    sign_in(client, world.ruben)

    answer = client.post(address, sent)

    assert answer.status_code == 409
    assert name_of(world) == "De Wilg"


def test_who_clicks_twice_on_what_is_over_after_the_first_gets_the_same_answer(
    client: Client, sign_in: SignIn, world: World
) -> None:
    sign_in(client, world.mila)
    address = f"/huishoudens/{world.home.ref}/toestemming/{world.consents['Fatima'].pk}/intrekken/"
    sent = {"once": client.get(address).context["once"], "via": "oral", "identity": "in_person"}
    first = client.post(address, sent)

    second = client.post(address, sent)

    assert (first.status_code, second.status_code) == (303, 303)
    assert first["Location"] == second["Location"]
    assert Withdrawal.objects.count() == 1
