"""Somebody judges looks: only for the own pilot, never one's own, with a reason, in time."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, timedelta

import pytest
from django.test import Client

from tandem.audit.models import Event
from tandem.desk.selectors import looks as selectors
from tandem.desk.selectors import today
from tandem.dossier.enums import LookOutcome, LookSignal
from tandem.dossier.models import LookReview
from tandem.network import selectors as network
from tandem.network.models import Account
from tests.factories.world import World

type SignIn = Callable[[Client, Account], Client]
WHY = "Mila had weekenddienst; nagevraagd bij de planning."


@pytest.fixture
def look(world: World, at: datetime) -> LookReview:
    return LookReview.objects.create(
        household=world.home,
        pilot=world.huizen,
        reference=world.home.ref,
        account=world.mila,
        looked_on=at.date() - timedelta(days=1),
        times=4,
        signals=[LookSignal.HOURS.value],
        due_on=at.date() + timedelta(days=4),
    )


def loaded(account: Account, at: datetime) -> Account:
    found = network.signed_in(account.pk, at=at)
    assert found is not None
    return found


def test_a_team_lead_sees_and_judges_a_look(
    look: LookReview, world: World, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, world.ruben)
    listed = client.get("/inzage-nakijken/").content.decode()
    assert "Mila Beukema" in listed
    assert world.home.ref in listed
    assert "De Wilg" not in listed
    address = f"/inzage-nakijken/{look.pk}/"
    once = client.get(address).context["once"]

    answer = client.post(address, {"once": once, "outcome": "right", "explanation": WHY})

    assert (answer.status_code, answer["Location"]) == (303, "/inzage-nakijken/")
    look.refresh_from_db()
    assert (look.outcome, look.explanation, look.reviewed_by) == ("right", WHY, world.ruben)
    event = Event.objects.get(event="look_judged")
    assert (event.purpose, event.household_ref) == ("supervision", world.home.ref)


def test_a_judgement_without_a_reason_comes_back_with_the_rule(
    look: LookReview, world: World, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, world.ruben)
    address = f"/inzage-nakijken/{look.pk}/"
    once = client.get(address).context["once"]

    answer = client.post(address, {"once": once, "outcome": "right", "explanation": "ok"})

    assert answer.status_code == 409
    assert "AUDIT-02" in answer.content.decode()
    assert LookReview.objects.open().exists()


@pytest.mark.parametrize("who", ["mila", "vera", "outsider", "expert"])
def test_who_watches_over_nothing_here_finds_nothing(
    who: str, look: LookReview, world: World, client: Client, sign_in: SignIn
) -> None:
    sign_in(client, getattr(world, who))

    assert client.get("/inzage-nakijken/").status_code == 404
    assert client.get(f"/inzage-nakijken/{look.pk}/").status_code == 404


def test_nobody_sees_a_point_about_oneself(look: LookReview, world: World, at: datetime) -> None:
    look.account = world.ruben
    look.save()

    assert selectors.to_judge(world.ruben, at=at) == []
    assert selectors.to_judge(world.coordinator, at=at) == [look]


def test_what_waits_is_a_task_of_today_and_turns_late(
    look: LookReview, world: World, at: datetime
) -> None:
    late = at + timedelta(days=7)
    lead, worker = loaded(world.ruben, at), loaded(world.mila, at)

    (task,) = [one for one in today.tasks_for(lead, at=late) if "Inzage" in one.title]
    assert (task.due_on, task.url) == (look.due_on, "/inzage-nakijken/")
    assert task.due_on < late.date()
    assert not [one for one in today.tasks_for(worker, at=late) if "Inzage" in one.title]


def test_the_months_tell_what_came_of_it(look: LookReview, world: World, at: datetime) -> None:
    LookReview.objects.create(
        household=world.home,
        pilot=world.huizen,
        reference=world.home.ref,
        account=world.vera,
        looked_on=look.looked_on,
        times=1,
        signals=[LookSignal.SAMPLE.value],
        due_on=date(2026, 9, 1),
        outcome=LookOutcome.WRONG,
        explanation=WHY,
        reviewed_at=at,
        reviewed_by=world.ruben,
    )

    (month,) = selectors.months(world.ruben, at=at)

    assert (month.first, month.judged, month.wrong) == (date(2026, 9, 1), 1, 1)
    assert (month.late, month.waiting) == (1, 1)
