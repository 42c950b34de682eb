"""Nobody makes or opens an account of a professional alone (NETWORK-16)."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
import time_machine
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse
from django.utils.timezone import localdate

from tandem.core.verdict import Refusal
from tandem.desk.selectors import keepers
from tandem.dossier.services import keys
from tandem.network import rules, selectors, services
from tandem.network.enums import JobTitle, OrganizationKind, RoleKind
from tandem.network.models import Account, Invitation, Organization, Pilot, Professional, Region
from tandem.network.services.invitation import Newcomer
from tests.factories import network
from tests.factories.visitor import words
from tests.second_lock.test_identity import as_web

PASSWORD = "een lamp achter het raam"


@pytest.fixture
def coordinator(lindestreek: Region, monday: datetime) -> Account:
    return network.colleague("Cora Samen", role=RoleKind.COORDINATOR, place=lindestreek, at=monday)


@pytest.fixture
def made(linde: Pilot, administrator: Account, monday: datetime) -> tuple[Account, str]:
    """An account for the local team, made by one administrator."""
    newcomer = Newcomer(
        email="berk@example.org",
        name="Berk Nieuw",
        employer=linde.local_team,
        job_title=JobTitle.CONSULTANT,
    )
    return services.invitation.invite(newcomer, by=administrator, at=monday)


def works(token: str, at: datetime) -> bool:
    with time_machine.travel(at):
        return Client().get(reverse("invitation", args=[token])).status_code == 200


def accept(token: str, at: datetime) -> Account:
    return services.invitation.accept(token, name="Berk", password=PASSWORD, at=at)


def refused(do: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as no:
        do()
    assert no.value.rule is rules.SECOND_PERSON


def test_a_link_that_one_administrator_made_opens_nothing(
    made: tuple[Account, str], monday: datetime
) -> None:
    assert not works(made[1], monday)
    refused(lambda: accept(made[1], monday))
    assert not Account.objects.get(pk=made[0].pk).has_usable_password()


def test_who_made_it_does_not_confirm_it(
    made: tuple[Account, str], administrator: Account, monday: datetime
) -> None:
    refused(lambda: services.invitation.confirm(made[0], by=administrator, at=monday))
    assert not works(made[1], monday)


@pytest.mark.parametrize("second", ["coordinator of the region", "of the pilot", "administrator"])
def test_a_second_person_lets_it_work(
    made: tuple[Account, str], lindestreek: Region, linde: Pilot, monday: datetime, second: str
) -> None:
    role = RoleKind.ADMINISTRATOR if second == "administrator" else RoleKind.COORDINATOR
    place = linde if second == "of the pilot" else lindestreek
    who = network.colleague("Els Ander", role=role, place=place, at=monday)

    services.invitation.confirm(made[0], by=who, at=monday)

    assert works(made[1], monday)
    assert accept(made[1], monday) == made[0]
    refused(lambda: services.invitation.confirm(made[0], by=who, at=monday))


def test_somebody_without_that_work_does_not(
    made: tuple[Account, str], consultant: Account, monday: datetime
) -> None:
    with pytest.raises(Refusal) as no:
        services.invitation.confirm(made[0], by=consultant, at=monday)
    assert no.value.rule is rules.PERMITTED


def test_letting_somebody_in_again_takes_a_second_too(
    consultant: Account, administrator: Account, coordinator: Account, monday: datetime
) -> None:
    token = services.invitation.renew(consultant, by=administrator, at=monday)

    assert not works(token, monday)
    services.invitation.confirm(consultant, by=coordinator, at=monday)
    assert works(token, monday)
    # A link made after that is another one.
    newer = services.invitation.renew(consultant, by=administrator, at=monday)
    assert not works(newer, monday)


def test_nobody_confirms_their_own_way_back(
    coordinator: Account, administrator: Account, monday: datetime
) -> None:
    services.invitation.renew(coordinator, by=administrator, at=monday)

    refused(lambda: services.invitation.confirm(coordinator, by=coordinator, at=monday))


def test_it_is_asked_and_shown(
    made: tuple[Account, str], coordinator: Account, administrator: Account, monday: datetime
) -> None:
    page, form = (
        reverse(name, args=[made[0].pk]) for name in ("network_person", "network_confirm")
    )
    with time_machine.travel(monday):
        found = list(keepers.todo(with_roles(coordinator), at=monday))
        client = network.sign_in(Client(), coordinator, at=monday)
        shown, asked = words(client.get(page)), words(client.get(form))
        own = words(network.sign_in(Client(), administrator, at=monday).get(form))

    assert [(one.title, one.url) for one in found] == [("Link naar een account bevestigen", form)]
    assert "Wacht op bevestiging" in shown
    assert "Werkt Berk Nieuw echt bij" in asked
    assert rules.SECOND_PERSON.now not in asked
    assert rules.SECOND_PERSON.now in own
    assert not keepers.todo(with_roles(administrator), at=monday)


def with_roles(account: Account) -> Account:
    account.roles = tuple(account.assignments.values_list("role", flat=True))
    return account


def test_the_database_keeps_it_too(
    made: tuple[Account, str], administrator: Account, coordinator: Account, monday: datetime
) -> None:
    link = Invitation.objects.filter(account=made[0])
    one = link.get()

    def forge(**more: object) -> Invitation:
        facts = {"account": made[0], "invited_by": administrator, "invited_at": monday}
        facts |= {"expires_at": monday + timedelta(days=1), "token_hash": "x"}
        return Invitation.objects.bulk_create([Invitation(**{**facts, **more})])[0]

    attempts: tuple[Callable[[], object], ...] = (
        lambda: link.update(confirmed_at=monday, confirmed_by=coordinator),
        lambda: link.update(needs_second=False),
        lambda: forge(needs_second=False),
        lambda: forge(needs_second=True, confirmed_at=monday, confirmed_by=coordinator),
    )
    for attempt in attempts:
        with pytest.raises(DatabaseError), transaction.atomic(), as_web(administrator, monday):
            attempt()
    one.refresh_from_db()
    assert one.confirmed_at is None
    with as_web(coordinator, monday):
        assert link.update(confirmed_at=monday, confirmed_by=coordinator) == 1


def test_who_never_waited_does_not_come_to_work_here(
    lindestreek: Region, administrator: Account, monday: datetime
) -> None:
    team = Organization.objects.create(
        slug="lt", name="Team", kind=OrganizationKind.LOCAL_TEAM, region=lindestreek
    )
    relative, _token = services.relative.invite(
        "Iemand", domain="@mijn.invalid", by=administrator, at=monday
    )
    new = Professional(account=relative, employer=team, job_title=JobTitle.CONSULTANT)

    with (
        pytest.raises(DatabaseError),
        transaction.atomic(),
        as_web(administrator, monday),
    ):
        Professional.objects.bulk_create([new])


def test_only_a_command_on_the_server_needs_no_second(linde: Pilot, monday: datetime) -> None:
    newcomer = Newcomer(
        email="eik@example.org",
        name="Eik",
        employer=linde.local_team,
        job_title=JobTitle.CONSULTANT,
    )
    operator = services.account.operator(at=monday)
    _account, token = services.invitation.invite(newcomer, by=operator, at=monday)

    assert works(token, monday)
    assert not selectors.links_to_confirm(operator, at=monday).exists()


def test_nobody_begins_anywhere_before_a_second_person_knows_them(
    made: tuple[Account, str],
    linde: Pilot,
    administrator: Account,
    coordinator: Account,
    monday: datetime,
) -> None:
    def begin() -> object:
        return keys.assign(
            made[0],
            role=RoleKind.LOCAL_TEAM,
            place=linde,
            since=localdate(monday),
            by=administrator,
            at=monday,
        )

    refused(begin)
    with time_machine.travel(monday):
        page = network.sign_in(Client(), administrator, at=monday).get(
            reverse("network_person", args=[made[0].pk])
        )
    assert "De link van deze collega wacht nog op een tweede." in words(page)

    services.invitation.confirm(made[0], by=coordinator, at=monday)
    assert begin()
