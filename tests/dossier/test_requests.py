"""Asking for a key: heard when the organization is involved, answered by somebody else."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from threading import Barrier

import pytest
from django.db import connection
from django.http import Http404

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier import door, rules
from tandem.dossier.models import AccessRequest, Key
from tandem.dossier.services import bars, keys, requests
from tandem.legal.services import involvements
from tests.factories.world import World

HOUR = timedelta(hours=1)
WHY = "Vera is ziek, ik neem over."


def asked(world: World, at: datetime) -> AccessRequest:
    requests.ask(world.home.ref, WHY, by=world.stella, at=at)
    return AccessRequest.objects.select_related("household", "involvement").get()


def opens(world: World, at: datetime) -> bool:
    return keys.running(at).filter(account=world.stella, household=world.home).exists()


def test_a_yes_cuts_a_key_on_the_involvement(world: World, at: datetime) -> None:
    requests.answer(asked(world, at), "yes", "", by=world.mila, at=at)

    key = Key.objects.get(account=world.stella)
    assert (key.involvement, key.scope, key.ground) == (
        world.involvement,
        "partner",
        "involvement",
    )
    assert opens(world, at)


def test_the_key_ends_with_the_involvement(world: World, at: datetime) -> None:
    requests.answer(asked(world, at), "yes", "", by=world.mila, at=at)
    involvements.end(
        world.involvement, last_day=day_of(at), reason="klaar", by=world.mila, at=at + HOUR
    )

    assert not opens(world, at + HOUR)


def test_the_key_ends_when_the_key_of_the_colleague_would(world: World, at: datetime) -> None:
    end = at + 5 * HOUR
    Key.objects.filter(involvement=world.involvement).update(until=end)
    requests.answer(asked(world, at), "yes", "", by=world.mila, at=at)

    assert Key.objects.get(account=world.stella).until == end


def test_a_no_says_why_and_opens_nothing(world: World, at: datetime) -> None:
    request = asked(world, at)
    with pytest.raises(Refusal) as refused:
        requests.answer(request, "no", " ", by=world.mila, at=at)
    assert refused.value.rule is rules.DOSSIER_40

    requests.answer(request, "no", "Vera is morgen terug.", by=world.mila, at=at)
    assert not opens(world, at)


def test_without_a_ground_there_is_no_yes(world: World, at: datetime) -> None:
    request = asked(world, at)
    keys.end_for_involvement(world.involvement, by=world.mila, at=at)

    assert not requests.judge_yes(request, at=at)
    with pytest.raises(Refusal) as refused:
        requests.answer(request, "yes", "", by=world.mila, at=at)
    assert refused.value.rule is rules.DOSSIER_39
    request.refresh_from_db()
    assert not request.answer


def test_who_asks_does_not_answer_and_nobody_answers_twice(world: World, at: datetime) -> None:
    request = asked(world, at)
    with pytest.raises(door.NotFound):
        requests.answer(request, "yes", "", by=world.stella, at=at)
    with pytest.raises(Refusal):
        requests.answer(request, "yes", "", by=world.vera, at=at)
    requests.answer(request, "yes", "", by=world.mila, at=at)
    with pytest.raises(Refusal) as refused:
        requests.answer(request, "no", "Toch niet.", by=world.ruben, at=at)
    assert refused.value.rule is rules.DOSSIER_38


@pytest.mark.parametrize("who", ["ravi", "guus", "outsider", "vera", "mila"])
def test_only_a_colleague_of_who_is_involved_is_heard(world: World, at: datetime, who: str) -> None:
    requests.ask(world.home.ref, WHY, by=getattr(world, who), at=at)

    assert not AccessRequest.objects.exists()
    assert Event.objects.latest("id").subject == "vraag om toegang"


@pytest.mark.parametrize("who", ["coordinator", "administrator", "expert"])
def test_who_meets_no_families_does_not_ask(world: World, at: datetime, who: str) -> None:
    with pytest.raises(Http404):
        requests.ask(world.home.ref, WHY, by=getattr(world, who), at=at)


def test_asking_twice_is_asking_once(world: World, at: datetime) -> None:
    asked(world, at)
    asked(world, at)


def test_who_was_barred_while_the_question_lay_there_gets_no_yes(
    world: World, at: datetime
) -> None:
    request = asked(world, at)
    bars.set_bar(world.home, world.stella, bars.Tie("friend"), by=world.mila, at=at)

    with pytest.raises(Refusal) as refused:
        requests.answer(request, "yes", "", by=world.mila, at=at)
    assert refused.value.rule is rules.DOSSIER_31


@pytest.mark.parametrize("attempt", range(4))
def test_barred_while_a_yes_is_on_its_way_leaves_no_key(
    committed_world: World, at: datetime, attempt: int
) -> None:
    world = committed_world
    request, together = asked(world, at), Barrier(2)
    mila, ruben, stella, home = world.mila, world.ruben, world.stella, world.home

    def run(index: int) -> None:
        try:
            together.wait(timeout=10)
            if index:
                requests.answer(request, "yes", "", by=mila, at=at)
            else:
                bars.set_bar(home, stella, bars.Tie("friend"), by=ruben, at=at)
        except Refusal as refusal:
            assert refusal.rule is rules.DOSSIER_31  # noqa: PT017 - the answer of one of two
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        list(pool.map(run, range(2)))

    assert not opens(world, at), attempt
