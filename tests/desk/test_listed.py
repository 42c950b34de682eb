"""A name in a list is a look: it stands in the household's own trail, at the same cost for many."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from tandem.audit.models import Event
from tandem.dossier.models import Household
from tandem.network.models import Account
from tests.audit.lines import second_log
from tests.desk.test_mine import page as own_page
from tests.factories import dossier
from tests.factories.visitor import words
from tests.factories.world import World

type SignIn = Callable[[Client, Account], Client]
HOUR = timedelta(hours=1)


@pytest.fixture
def others(world: World, at: datetime) -> list[Household]:
    return [dossier.registered(world.huizen, by=world.mila, at=at) for _ in range(4)]


def listed(home: Household) -> list[tuple[int | None, str, str, str, str]]:
    found = Event.objects.filter(household_ref=home.ref, event="household_listed").order_by("id")
    return list(found.values_list("actor_id", "subject", "way", "scope", "ground"))


def test_each_household_in_a_list_has_a_row_of_its_own(
    world: World, others: list[Household], client: Client, sign_in: SignIn
) -> None:
    mila = world.mila.pk
    sign_in(client, world.mila).get(reverse("desk:households"))

    for home in (world.home, *others):
        assert listed(home) == [(mila, "lijst", "list", "local_team", "local_team")]
    assert [line["name"] for line in second_log()].count("household_listed") == 5


def test_vandaag_writes_one_row_per_household_also_for_what_only_a_task_names(
    world: World, others: list[Household], client: Client, sign_in: SignIn
) -> None:
    answer = sign_in(client, world.mila).get(reverse("desk:today"))

    named = {task.household for group in answer.context["groups"] for task in group.tasks}
    for home in (world.home, *others):
        assert len(listed(home)) == 1
    assert named - {""} <= {home.ref for home in (world.home, *others)}


def test_rows_of_one_list_differ_in_their_household_alone(
    world: World, others: list[Household], client: Client, sign_in: SignIn
) -> None:
    sign_in(client, world.mila).get(reverse("desk:households"))

    homes = (world.home, *others)
    assert Event.objects.filter(event="households_listed", household_ref="").count() == 1
    rows = Event.objects.filter(event="household_listed")
    assert {row.household_ref for row in rows} == {home.ref for home in homes}
    assert len({(row.at, row.trace_id, row.purpose, row.organization_id) for row in rows}) == 1
    seconds = [line for line in second_log() if line["trace_id"] == rows[0].trace_id]
    assert len({second["data_subject_id"] for second in seconds}) == len(homes)
    assert len({second["span_id"] for second in seconds}) == len(homes)


def test_a_list_in_which_nothing_stood_is_recorded_too(
    world: World, client: Client, sign_in: SignIn
) -> None:
    before = second_log()

    sign_in(client, world.mila).get(reverse("desk:households"), {"zoek": "niemand"})

    assert Event.objects.filter(event="households_searched", way="search").count() == 1
    assert not Event.objects.filter(event="household_listed").exists()
    assert second_log() == before


def test_searching_writes_only_what_it_found(
    world: World, others: list[Household], client: Client, sign_in: SignIn
) -> None:
    sign_in(client, world.vera).get(reverse("desk:households"), {"zoek": "wilg"})

    assert listed(world.home) == [(world.vera.pk, "zoeken", "search", "partner", "involvement")]
    assert not any(listed(home) for home in others)


def test_looking_for_doubles_is_a_search_too(world: World, client: Client, sign_in: SignIn) -> None:
    sign_in(client, world.mila).post(reverse("journey:new"), {"name": "Wilgen", "born_on": ""})

    assert [row[1] for row in listed(world.home)] == ["zoeken"]


@pytest.mark.parametrize("page", ["desk:today", "desk:households"])
def test_it_costs_the_same_for_many(
    world: World, client: Client, sign_in: SignIn, at: datetime, page: str
) -> None:
    mila = sign_in(client, world.mila)
    mila.get(reverse(page))

    def statements() -> int:
        with CaptureQueriesContext(connection) as asked:
            mila.get(reverse(page))
        return len(asked)

    few = statements()
    for _ in range(4):
        dossier.registered(world.huizen, by=world.mila, at=at)
    assert statements() == few


def test_who_is_not_in_the_list_leaves_no_trace(
    world: World, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, world.outsider).get(reverse("desk:households"), {"zoek": "wilg"})

    assert not Event.objects.filter(event="household_listed").exists()


def test_the_family_reads_it_as_one_line_a_day_and_not_what_a_task_named(
    world: World, client: Client, sign_in: SignIn, at: datetime
) -> None:
    mother = own_page(world.fatima, by=world.mila, at=at)
    for _ in range(3):
        sign_in(Client(), world.vera).get(reverse("desk:households"))
    sign_in(Client(), world.mila).get(reverse("desk:households"))
    sign_in(Client(), world.mila).get(reverse("desk:story", args=[world.home.ref]))
    facts = {"at": at, "kind": "look", "household_ref": world.home.ref, "subject": "vandaag"}
    Event.objects.create(event="household_listed", actor_id=world.ruben.pk, **facts)

    said = words(sign_in(client, mother).get(reverse("desk:mine")))

    whole = said.partition("Wie keek er?")[2]
    assert whole.count("zag de naam in een lijst") == 1
    assert whole.count("keek in het dossier") == 1
    assert world.ruben.name not in whole
