"""The pages of the network: who sees what, and what an administrator can do there."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.core import kept
from tandem.network import selectors, services
from tandem.network.enums import JobTitle, OrganizationKind, RoleKind
from tandem.network.models import Account, ExperienceExpert, Pilot, Region
from tests.factories import network


@pytest.fixture(autouse=True)
def _standing_clock(monday: datetime) -> Iterator[None]:
    with time_machine.travel(monday, tick=False):
        yield


@pytest.fixture
def outsider(monday: datetime, db: None) -> Account:
    """An administrator of another region."""
    elsewhere = network.region("Eikenstreek", at=monday)
    return network.colleague(
        "Esdoorn Elders", role=RoleKind.ADMINISTRATOR, place=elsewhere, at=monday
    )


@pytest.fixture
def as_administrator(client: Client, administrator: Account) -> Client:
    return network.sign_in(client, administrator)


def filled(account: Account, **fields: object) -> dict[str, object]:
    """A form as the browser sends it."""
    return {"once": kept.new_key(account.pk), **fields}


def test_a_colleague_sees_pilots_people_telephone_numbers_and_experts(
    client: Client, consultant: Account, linde: Pilot, monday: datetime
) -> None:
    network.sign_in(client, consultant)
    services.account.change_own(
        name=consultant.name, phone="035 123 4567", by=consultant, at=monday
    )

    overview = client.get(reverse("network")).content.decode()
    pilot = client.get(reverse("network_pilot", args=[linde.pk])).content.decode()
    team = client.get(reverse("network_organization", args=[linde.local_team_id])).content.decode()
    person = client.get(reverse("network_person", args=[consultant.pk])).content.decode()
    experts = client.get(reverse("network_experts"))

    assert "Toekomsttuin Linde" in overview
    assert "Collega uitnodigen" not in overview
    assert "Roos Consulent" in pilot
    assert "035 123 4567" in pilot
    assert "Roos Consulent" in team
    assert "035 123 4567" in person
    assert "Beheer" not in person.split("<main")[1]
    assert experts.status_code == 200


def test_who_may_not_open_a_place_reads_its_name_without_a_link(
    client: Client, consultant: Account, linde: Pilot, monday: datetime
) -> None:
    other = network.pilot(linde.region, "Hof van de Es", at=monday)
    elsewhere = network.region("Essenstreek", at=monday)
    guest = network.colleague(
        "Els Essen",
        role=RoleKind.PARTNER,
        place=linde,
        employer=network.organization(elsewhere, OrganizationKind.VEILIG_THUIS, at=monday),
        at=monday,
    )
    network.sign_in(client, consultant)

    overview = client.get(reverse("network")).content.decode()
    pilot = client.get(reverse("network_pilot", args=[linde.pk])).content.decode()

    assert other.name in overview
    assert reverse("network_pilot", args=[linde.pk]) in overview
    assert reverse("network_pilot", args=[other.pk]) not in overview
    assert guest.name in pilot
    assert reverse("network_person", args=[consultant.pk]) in pilot
    assert reverse("network_person", args=[guest.pk]) not in pilot


def test_pages_ask_the_database_as_often_for_many_as_for_one(
    client: Client, consultant: Account, linde: Pilot, monday: datetime
) -> None:
    network.sign_in(client, consultant)
    addresses = [
        reverse("network"),
        reverse("network_pilot", args=[linde.pk]),
        reverse("network_organization", args=[linde.local_team_id]),
    ]

    def count(address: str) -> int:
        with CaptureQueriesContext(connection) as queries:
            assert client.get(address).status_code == 200
        return len(queries)

    before = [count(address) for address in addresses]
    for number in range(8):
        network.colleague(f"Els {number}", role=RoleKind.LOCAL_TEAM, place=linde, at=monday)
        network.pilot(linde.region, f"Hof {number}", at=monday)
    after = [count(address) for address in addresses]

    assert after == before
    assert max(after) <= 15


def test_an_outsider_finds_nothing_of_another_region(
    client: Client, outsider: Account, consultant: Account, linde: Pilot
) -> None:
    network.sign_in(client, outsider)
    addresses = [
        reverse("network_pilot", args=[linde.pk]),
        reverse("network_pilot_change", args=[linde.pk]),
        reverse("network_organization", args=[linde.local_team_id]),
        reverse("network_organization_change", args=[linde.local_team_id]),
        reverse("network_person", args=[consultant.pk]),
        reverse("network_renew", args=[consultant.pk]),
        reverse("network_assign", args=[consultant.pk]),
        reverse("network_end_account", args=[consultant.pk]),
        reverse("network_end_assignment", args=[consultant.assignments.get().pk]),
        reverse("network_organization_add", args=[linde.region.slug]),
        reverse("network_expert_add", args=[linde.region.slug]),
        reverse("network_person", args=[999_999]),
    ]

    assert "Linde" not in client.get(reverse("network")).content.decode()
    assert {client.get(address).status_code for address in addresses} == {404}


def test_a_colleague_who_is_no_administrator_is_refused_with_the_rule(
    client: Client, consultant: Account, administrator: Account
) -> None:
    network.sign_in(client, consultant)

    answer = client.get(reverse("network_renew", args=[administrator.pk]))

    assert answer.status_code == 409
    assert "NETWORK-10" in answer.content.decode()


def test_an_invitation_shows_its_link_once(
    as_administrator: Client, administrator: Account, lindestreek: Region, monday: datetime
) -> None:
    employer = network.organization(lindestreek, OrganizationKind.GI, at=monday)
    typed = filled(
        administrator,
        name="Berk Nieuw",
        email="berk@example.org",
        employer=employer.pk,
        job_title=JobTitle.YOUTH_PROTECTOR,
        expertise=["trauma"],
    )

    done = as_administrator.post(reverse("network_invite"), typed)
    first = as_administrator.get(done["Location"]).content.decode()
    second = as_administrator.get(done["Location"]).content.decode()

    assert "/account/uitnodiging/" in first
    assert "Trauma" in first
    assert "/account/uitnodiging/" not in second


def test_an_administrator_changes_what_colleagues_can_know(
    as_administrator: Client, administrator: Account, consultant: Account
) -> None:
    address = reverse("network_person_change", args=[consultant.pk])
    typed = filled(
        administrator,
        phone="035 7",
        job_title=JobTitle.CONSULTANT,
        skj_number="12345",
        skj_until="2027-01-31",
        expertise=["debts"],
    )

    shown = as_administrator.get(address)
    done = as_administrator.post(address, typed)
    page = as_administrator.get(done["Location"]).content.decode()

    assert shown.status_code == 200
    assert "Schulden en bestaanszekerheid" in page
    assert "12345" in page


def test_a_refused_invitation_comes_back_filled(
    as_administrator: Client, administrator: Account, consultant: Account, monday: datetime
) -> None:
    typed = filled(
        administrator,
        name="Roos Dubbel",
        email=consultant.email,
        employer=consultant.professional.employer_id,
        job_title=JobTitle.CONSULTANT,
    )

    answer = as_administrator.post(reverse("network_invite"), typed)

    assert answer.status_code == 409
    assert "Roos Dubbel" in answer.content.decode()
    assert "NETWORK-07" in answer.content.decode()


def test_an_administrator_assigns_and_ends(
    as_administrator: Client, administrator: Account, consultant: Account, linde: Pilot
) -> None:
    assign = reverse("network_assign", args=[consultant.pk])
    typed = filled(administrator, role="team_lead", pilot=linde.pk, since="2026-11-23")

    shown = as_administrator.get(assign)
    done = as_administrator.post(assign, typed)
    lead = consultant.assignments.get(role=RoleKind.TEAM_LEAD)
    end = reverse("network_end_assignment", args=[lead.pk])
    asked = as_administrator.get(end)
    as_administrator.post(end, filled(administrator, last_day="2026-11-30"))
    lead.refresh_from_db()

    assert (shown.status_code, asked.status_code) == (200, 200)
    assert done["Location"] == reverse("network_person", args=[consultant.pk])
    assert str(lead.until) == "2026-12-01"


def test_an_administrator_ends_an_account_but_not_ones_own(
    as_administrator: Client, administrator: Account, consultant: Account
) -> None:
    address = reverse("network_end_account", args=[consultant.pk])
    as_administrator.get(address)

    as_administrator.post(address, filled(administrator))
    own = as_administrator.post(
        reverse("network_end_account", args=[administrator.pk]), filled(administrator)
    )

    consultant.refresh_from_db()
    assert not consultant.is_active
    assert own.status_code == 409


def test_an_administrator_makes_a_new_link_for_who_is_locked_out(
    as_administrator: Client, administrator: Account, consultant: Account
) -> None:
    address = reverse("network_renew", args=[consultant.pk])

    warned = as_administrator.get(address).content.decode()
    done = as_administrator.post(address, filled(administrator))
    page = as_administrator.get(done["Location"]).content.decode()

    assert "stoppen meteen" in warned
    assert "/account/uitnodiging/" in page
    assert not selectors.has_second_factor(consultant)


def test_an_administrator_changes_places_and_experts(
    as_administrator: Client, administrator: Account, linde: Pilot, monday: datetime
) -> None:
    home = network.organization(linde.region, OrganizationKind.EXPERIENCE_EXPERTS, at=monday)
    change = reverse("network_pilot_change", args=[linde.pk])
    name = reverse("network_organization_change", args=[home.pk])
    add = reverse("network_organization_add", args=[linde.region.slug])
    expert = reverse("network_expert_add", args=[linde.region.slug])

    refused = as_administrator.post(change, filled(administrator, confirmation_form="email"))
    as_administrator.post(
        change,
        filled(administrator, confirmation_form="email", incomplete_reason="Start in januari."),
    )
    as_administrator.post(name, filled(administrator, name="Samen!", phone="035 1"))
    as_administrator.post(
        add, filled(administrator, slug="mee", name="MEE", kind="network_partner")
    )
    as_administrator.post(
        expert,
        filled(administrator, name="Vlier", organization=home.pk, pool="flex", profile="LVB"),
    )
    vlier = ExperienceExpert.objects.get(name="Vlier")
    as_administrator.post(
        reverse("network_expert_change", args=[vlier.pk]),
        filled(administrator, pool="fixed", profile="LVB en schulden"),
    )
    pages = [as_administrator.get(address) for address in (change, name, add, expert)]

    for thing in (linde, home, vlier):
        thing.refresh_from_db()
    assert refused.status_code == 409
    assert linde.confirmation_form == "email"
    assert (home.name, home.phone) == ("Samen!", "035 1")
    assert linde.region.organizations.filter(slug="mee").exists()
    assert (vlier.profile, vlier.is_active) == ("LVB en schulden", False)
    assert {page.status_code for page in pages} == {200}


def test_one_changes_ones_own_name_and_number(client: Client, consultant: Account) -> None:
    network.sign_in(client, consultant)

    client.post(reverse("account"), filled(consultant, name="Roos de Jong", phone="06 1"))

    consultant.refresh_from_db()
    assert (consultant.name, consultant.phone) == ("Roos de Jong", "06 1")


@pytest.mark.django_db
def test_the_demonstration_page_does_not_exist_outside_the_demo(client: Client) -> None:
    assert client.get("/demo/").status_code == 404
