"""Reference data, the seed region, and the services for places and experience experts."""

from __future__ import annotations

from collections import Counter
from datetime import datetime

import pytest
from django.core.management import call_command

from tandem.audit.models import Event
from tandem.core.verdict import Refusal
from tandem.network import rules, selectors, services
from tandem.network.enums import OrganizationKind, Pool
from tandem.network.models import Account, Municipality, Pilot, Region
from tests.factories import network


@pytest.mark.django_db
def test_load_reference_brings_342_municipalities_and_can_run_again(
    capsys: pytest.CaptureFixture[str],
) -> None:
    call_command("load_reference")
    call_command("load_reference")

    assert capsys.readouterr().out == "Gemeenten geladen: 342.\n" * 2
    assert Municipality.objects.count() == 342
    found = Municipality.objects.all()
    assert len({town.province for town in found}) == 12
    assert len({town.safety_region_code for town in found}) == 25
    assert len({town.youth_region for town in found}) == 41
    assert Municipality.objects.get(code="0406").youth_region == "Gooi- en Vechtstreek"


@pytest.mark.django_db
def test_the_split_youth_region_says_that_it_is_not_certain(monday: datetime) -> None:
    services.municipality.load(by=services.account.operator(at=monday), at=monday)

    unsure = Municipality.objects.exclude(youth_region_note="")

    assert Counter(town.youth_region for town in unsure) == {
        "Een 10 voor de jeugd": 11,
        "Samen voor Jeugd": 10,
    }


@pytest.mark.django_db
def test_the_seed_region_has_its_three_pilots_and_all_kinds_of_partner(monday: datetime) -> None:
    region = network.seed_region(at=monday)

    pilots = {pilot.slug: pilot for pilot in selectors.pilots_of(region)}

    assert {slug: pilot.municipality_id for slug, pilot in pilots.items()} == {
        "huizen": "0406",
        "hilversum": "0402",
        "gooise-meren": "1942",
    }
    assert pilots["huizen"].local_team.slug == "lt-huizen"
    kinds = {partner.kind for partner in pilots["huizen"].partners.all()}
    assert {OrganizationKind.GI, OrganizationKind.VEILIG_THUIS, OrganizationKind.RVDK} <= kinds
    assert not region.has_safety_team


def test_a_pilot_without_partners_is_refused_and_leaves_nothing(
    lindestreek: Region, monday: datetime
) -> None:
    by = services.account.operator(at=monday)
    team = network.organization(lindestreek, OrganizationKind.LOCAL_TEAM, at=monday)
    town = Municipality.objects.create(code="9999", name="Linde")
    events = Event.objects.count()

    with pytest.raises(Refusal) as refused:
        services.pilot.create(
            services.pilot.Place("linde", "Linde", town, team), partners=[], by=by, at=monday
        )

    assert refused.value.rule is rules.MINIMAL_PARTNERS
    assert not Pilot.objects.exists()
    assert Event.objects.count() == events


def test_a_region_is_not_founded_by_somebody_who_signs_in(
    administrator: Account, monday: datetime
) -> None:
    with pytest.raises(Refusal) as refused:
        services.region.create("eik", name="Eikenstreek", by=administrator, at=monday)

    assert refused.value.rule is rules.REGION_FOUNDED_AT_SERVER


def test_a_pilot_changes_its_partners_and_ways(
    linde: Pilot, administrator: Account, monday: datetime
) -> None:
    settings = services.pilot.Settings(incomplete_reason="De GI begint later.")

    services.pilot.change(linde, partners=[], settings=settings, by=administrator, at=monday)

    assert not linde.partners.exists()
    assert Event.objects.filter(event="pilot_changed", actor_id=administrator.pk).exists()


def test_an_experience_expert_is_added_and_changed(
    lindestreek: Region, administrator: Account, monday: datetime
) -> None:
    home = network.organization(lindestreek, OrganizationKind.EXPERIENCE_EXPERTS, at=monday)

    expert = services.expert.add(
        "Vlier", organization=home, pool=Pool.FLEX, profile="LVB", by=administrator, at=monday
    )
    services.expert.change(
        expert, pool=Pool.FIXED, profile="LVB", is_active=False, by=administrator, at=monday
    )

    assert list(selectors.experts_of(lindestreek)) == [expert]
    assert expert.pool == Pool.FIXED


def test_an_experience_expert_of_another_kind_of_organization_is_refused(
    lindestreek: Region, administrator: Account, monday: datetime
) -> None:
    council = network.organization(lindestreek, OrganizationKind.RVDK, at=monday)

    with pytest.raises(Refusal) as refused:
        services.expert.add(
            "Vlier", organization=council, pool="flex", profile="LVB", by=administrator, at=monday
        )

    assert refused.value.rule is rules.EXPERT_ORGANIZATION
