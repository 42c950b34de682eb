"""Invitations: one time, seven days, and the way back for who is locked out."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
import time_machine
from allauth.mfa.models import Authenticator
from django.core.management import call_command
from django.test import Client
from django.urls import reverse

from tandem.audit.models import Event
from tandem.core.verdict import Refusal
from tandem.network import rules, services
from tandem.network.enums import JobTitle, OrganizationKind, RoleKind
from tandem.network.models import Account, Assignment, Invitation, Region
from tandem.network.services.invitation import Newcomer
from tests.factories import network

PASSWORD = "een lamp achter het raam"
CHOSEN = {"name": "Berk Nieuw", "password1": PASSWORD, "password2": PASSWORD}


@pytest.fixture
def newcomer(lindestreek: Region, monday: datetime) -> Newcomer:
    return Newcomer(
        email="Berk@example.org",
        name="Berk Nieuw",
        employer=network.organization(lindestreek, OrganizationKind.GI, at=monday),
        job_title=JobTitle.YOUTH_PROTECTOR,
    )


@pytest.fixture
def coordinator(lindestreek: Region, monday: datetime) -> Account:
    return network.colleague("Cora Samen", role=RoleKind.COORDINATOR, place=lindestreek, at=monday)


@pytest.fixture
def token(
    newcomer: Newcomer, administrator: Account, coordinator: Account, monday: datetime
) -> str:
    account, token = services.invitation.invite(newcomer, by=administrator, at=monday)
    services.invitation.confirm(account, by=coordinator, at=monday)
    return token


def test_an_invitation_opens_the_choice_of_a_second_factor_and_nothing_else(
    client: Client, token: str, monday: datetime
) -> None:
    with time_machine.travel(monday + timedelta(days=1)):
        answer = client.post(reverse("invitation", args=[token]), CHOSEN)
        elsewhere = client.get(reverse("network"))

    assert answer["Location"] == reverse("account_setup")
    assert elsewhere["Location"] == reverse("account_setup")
    assert Event.objects.filter(event="invitation_accepted").count() == 1


def test_the_token_itself_is_not_stored(token: str) -> None:
    assert token not in str(list(Invitation.objects.values()))


def test_an_invitation_works_once(client: Client, token: str, monday: datetime) -> None:
    address = reverse("invitation", args=[token])
    with time_machine.travel(monday):
        client.post(address, CHOSEN)
        again = Client().get(address)

    assert again.status_code == 404
    assert rules.INVITATION_WORKS.now in again.content.decode()


@pytest.mark.parametrize("known", [True, False])
def test_an_old_and_an_unknown_link_get_the_same_answer(
    client: Client, token: str, monday: datetime, *, known: bool
) -> None:
    with time_machine.travel(monday + timedelta(days=7)):
        answer = client.get(reverse("invitation", args=[token if known else "x" * 43]))

    assert answer.status_code == 404
    assert "Deze link werkt niet (meer)" in answer.content.decode()


@pytest.mark.parametrize(
    ("password", "words"),
    [
        ("te kort", "te kort"),
        ("1qaz2wsx3edc", "gebruiken veel mensen"),
        ("842736495826", "alleen uit cijfers"),
        ("berk@example.org", "lijkt te veel op"),
    ],
)
def test_a_weak_password_is_refused_in_dutch(
    client: Client, token: str, monday: datetime, password: str, words: str
) -> None:
    typed = {"name": "Berk Nieuw", "password1": password, "password2": password}
    with time_machine.travel(monday):
        answer = client.post(reverse("invitation", args=[token]), typed)

    assert answer.status_code == 200
    assert words in answer.content.decode()


def test_one_address_has_one_account(
    newcomer: Newcomer, token: str, administrator: Account, monday: datetime
) -> None:
    with pytest.raises(Refusal) as refused:
        services.invitation.invite(newcomer, by=administrator, at=monday)

    assert refused.value.rule is rules.ONE_ACCOUNT


def test_only_an_administrator_invites(
    newcomer: Newcomer, consultant: Account, monday: datetime
) -> None:
    with pytest.raises(Refusal) as refused:
        services.invitation.invite(newcomer, by=consultant, at=monday)

    assert refused.value.rule is rules.PERMITTED
    assert not Invitation.objects.filter(account__email="berk@example.org").exists()


def test_a_new_link_closes_every_old_way_in(
    client: Client,
    consultant: Account,
    administrator: Account,
    coordinator: Account,
    monday: datetime,
) -> None:
    with time_machine.travel(monday):
        network.sign_in(client, consultant, at=monday)
        assert client.get(reverse("account")).status_code == 200
        first = services.invitation.renew(consultant, by=administrator, at=monday)
        second = services.invitation.renew(consultant, by=administrator, at=monday)
        services.invitation.confirm(consultant, by=coordinator, at=monday)
        kicked_out = client.get(reverse("account"))
        old_link = Client().get(reverse("invitation", args=[first]))
        new_link = Client().get(reverse("invitation", args=[second]))

    consultant.refresh_from_db()
    assert not consultant.has_usable_password()
    assert not Authenticator.objects.filter(user_id=consultant.pk).exists()
    assert kicked_out.status_code == 302
    assert old_link.status_code == 404
    assert new_link.status_code == 200
    renewed = Event.objects.filter(event="invitation_renewed", actor_id=administrator.pk)
    assert renewed.count() == 2


@pytest.mark.django_db
def test_the_first_administrator_of_a_region_is_invited_on_the_server(
    capsys: pytest.CaptureFixture[str],
) -> None:
    words = ["eik@example.org", "--name", "Eik Eerste", "--region", "Eikenstreek"]

    call_command("invite_administrator", *words, "--address", "https://tandem.example")
    first = capsys.readouterr().out
    call_command("invite_administrator", *words)

    assert "https://tandem.example/account/uitnodiging/" in first
    assignment = Assignment.objects.get(account__email="eik@example.org")
    assert (assignment.role, assignment.region.name) == (RoleKind.ADMINISTRATOR, "Eikenstreek")
    assert Account.objects.get(email="eik@example.org").invitations.count() == 2
