"""What must be told in time: before a yes, at the start, at a turning point (TELL-01..20)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.dossier.models import Household, Person
from tandem.legal import rules, selectors
from tandem.legal.enums import Tell
from tandem.legal.models import TellPromise, ToldPoint
from tandem.legal.services import consents, decisions, talks
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.legal.test_services import recorded_once, refused_by, told, yes

DAY = timedelta(days=1)


@pytest.fixture
def home(world: World, at: datetime) -> Household:
    """De Els: admitted and explained, everybody says yes, and nothing was told at the start."""
    home = dossier.registered(world.huizen, by=world.mila, at=at)
    dossier.triaged(home, by=world.mila, at=at)
    dossier.explained(home, by=world.mila, at=at)
    dossier.everybody_says_yes(home, [world.local_team], by=world.mila, at=at)
    return home


def later(home: Household, world: World, at: datetime, **more: object) -> list[TellPromise]:
    known: dict[str, object] = {
        "points": [one.value for one in rules.AT_START],
        "reason": "Er was crisis; moeder sliep niet.",
        "due_on": day_of(at) + 14 * DAY,
    }
    new = talks.Later(**(known | more))  # type: ignore[arg-type]
    return talks.tell_later(home, new, by=world.mila, at=at)


@pytest.mark.parametrize("missing", rules.AT_START)
def test_the_tandem_starts_when_each_point_of_the_start_was_told(
    home: Household, world: World, at: datetime, missing: Tell
) -> None:
    dossier.told_at_start(home, by=world.mila, at=at)
    heard = ToldPoint.objects.filter(household=home, point=missing)

    heard.update(told_on=day_of(at) + DAY)
    refused_by(rules.LEGAL_40, lambda: dossier.riding_only(home, world.mila, at=at))
    heard.update(told_on=day_of(at))

    assert dossier.riding_only(home, world.mila, at=at).status == "started"


def test_what_could_not_be_told_is_put_off_with_a_reason_and_a_day(
    home: Household, world: World, at: datetime
) -> None:
    recorded_once("telling_promised", lambda: later(home, world, at))

    assert dossier.riding_only(home, world.mila, at=at).status == "started"
    promise = TellPromise.objects.get()
    assert str(promise) == f"later vertellen {promise.due_on}"


@pytest.fixture
def family(world: World, at: datetime) -> Household:
    """Four people, of whom nobody heard yet what is due at the start."""
    home = dossier.registered(
        world.huizen, name="De Linde", people=dossier.FAMILY, by=world.mila, at=at
    )
    dossier.triaged(home, by=world.mila, at=at)
    dossier.explained(home, by=world.mila, at=at)
    dossier.everybody_says_yes(home, [world.local_team], by=world.mila, at=at)
    return home


def named(home: Household, *names: str) -> list[Person]:
    return list(home.persons.filter(name__in=[f"{one} Wilgen" for one in names]).order_by("id"))


def tell(home: Household, world: World, at: datetime, *names: str) -> None:
    told = talks.Told(rules.AT_START, named(home, *names))
    talks.tell(home, told, on=day_of(at), by=world.mila, at=at)


def test_what_one_member_heard_is_not_told_to_another(
    family: Household, world: World, at: datetime
) -> None:
    tell(family, world, at, "Fatima", "Daan")

    verdict = talks.judge_told(family, rules.AT_START, on=day_of(at))
    assert verdict.rule is rules.LEGAL_40
    assert "aan Noor" in verdict.reason
    refused_by(rules.LEGAL_40, lambda: dossier.riding_only(family, world.mila, at=at))

    # With a young child it was spoken once, at the first talk.
    tell(family, world, at, "Noor")
    assert dossier.riding_only(family, world.mila, at=at).status == "started"


def test_a_young_child_was_spoken_with_once(family: Household, world: World, at: datetime) -> None:
    tell(family, world, at, "Fatima", "Daan", "Noor")
    ToldPoint.objects.filter(person__name="Sem Wilgen").delete()

    verdict = talks.judge_told(family, rules.AT_START, on=day_of(at))
    assert "Met Sem is het nog niet besproken." in verdict.reason

    later(family, world, at, people=named(family, "Sem"))
    assert talks.judge_told(family, rules.AT_START, on=day_of(at))


def test_a_promise_is_to_somebody_and_ends_when_that_one_heard_it(
    family: Household, world: World, monday: datetime
) -> None:
    tell(family, world, monday, "Daan")
    later(family, world, monday, people=named(family, "Noor"), due_on=day_of(monday) + DAY)
    mila = Visitor(Client(), world.mila, at=monday)
    task = "Vertellen wat eerder niet kon"
    assert not talks.judge_told(family, rules.AT_START, on=day_of(monday))

    tell(family, world, monday, "Fatima")
    assert talks.judge_told(family, rules.AT_START, on=day_of(monday))
    assert task in words(mila.look("desk:today"))

    tell(family, world, monday, "Noor")
    assert task not in words(mila.look("desk:today"))


def test_the_form_asks_who_hears_it_later(world: World, monday: datetime) -> None:
    mila = Visitor(Client(), world.mila, at=monday)
    sent = {"points": [Tell.CONTACT.value], "reason": "Zij sliep.", "due_on": "2026-09-10"}

    assert mila.send("legal:tell_later", world.home.ref, **sent).status_code == 422
    both = [world.noor.pk, world.sem.pk]
    assert mila.send("legal:tell_later", world.home.ref, people=both, **sent).status_code == 303
    assert {one.person for one in TellPromise.objects.order_by("id")} == {world.noor, world.sem}


def test_a_promise_that_is_over_is_none(home: Household, world: World, at: datetime) -> None:
    later(home, world, at)
    on = day_of(at) + 15 * DAY

    assert talks.judge_told(home, rules.AT_START, on=on - DAY)
    assert not talks.judge_told(home, rules.AT_START, on=on)


@pytest.mark.parametrize(
    "wrong",
    [
        {"points": []},
        {"points": [Tell.OWN_DECISION.value]},
        {"reason": " "},
        {"due_on": "too late"},
        {"due_on": "yesterday"},
    ],
)
def test_a_promise_says_what_why_and_a_day_that_is_near(
    home: Household, world: World, at: datetime, wrong: dict[str, object]
) -> None:
    days = {"too late": day_of(at) + 15 * DAY, "yesterday": day_of(at) - DAY}
    more = {name: days.get(str(value), value) for name, value in wrong.items()}

    refused_by(rules.LEGAL_40, lambda: later(home, world, at, **more))


def test_the_database_keeps_it_too(home: Household, world: World, at: datetime) -> None:
    (made,) = later(home, world, at)

    cases: list[dict[str, object]] = [{"points": []}, {"points": ["TELL-99"]}, {"reason": ""}]
    for wrong in cases:
        with pytest.raises(IntegrityError, match="promise_to_tell"), transaction.atomic():
            TellPromise.objects.filter(pk=made.pk).update(**wrong)


@pytest.mark.parametrize("point", rules.FIRST)
def test_a_yes_waits_for_everything_of_the_first_talk(
    world: World, at: datetime, point: Tell
) -> None:
    ToldPoint.objects.filter(person=world.fatima, point=point).delete()
    new = yes(world.rvdk, on=day_of(at))

    refused_by(rules.LEGAL_40, lambda: consents.record(world.fatima, new, by=world.mila, at=at))
    later(world.home, world, at, points=[point.value])
    assert consents.record(world.fatima, new, by=world.mila, at=at).pk


def test_what_comes_before_a_yes_cannot_be_put_off(world: World, at: datetime) -> None:
    ToldPoint.objects.filter(person=world.fatima, point=Tell.OWN_DECISION).delete()

    refused_by(
        rules.LEGAL_33,
        lambda: consents.record(world.fatima, yes(world.rvdk, on=day_of(at)), by=world.mila, at=at),
    )


@pytest.mark.parametrize("missing", [*rules.AT_TURNING_POINT, Tell.RVDK])
def test_a_turning_point_is_told_whole_before_powers_are_used(
    world: World, at: datetime, missing: Tell
) -> None:
    decision = dossier.decided(
        world.home, world.rvdk, world.ruben, told=False, by=world.mila, at=at
    )
    whole = told(day_of(at), world.mila)
    points = [one for one in whole.points if one != missing]

    refused_by(
        rules.LEGAL_42,
        lambda: decisions.tell_family_of_decision(
            decision, told(day_of(at), world.mila, points=points), by=world.mila, at=at
        ),
    )
    decisions.tell_family_of_decision(decision, whole, by=world.mila, at=at)

    heard = {
        point.tell
        for talk in selectors.told(world.home)
        for point in talk.points
        if any(one.names == ("het gezin",) for one in point.told)
    }
    assert missing in heard


def test_the_day_of_a_promise_stands_on_vandaag_until_it_is_told(
    home: Household, world: World, at: datetime, monday: datetime
) -> None:
    mila = Visitor(Client(), world.mila, at=monday)
    page = words(mila.look("legal:tell_later", home.ref))
    kept = mila.send(
        "legal:tell_later",
        home.ref,
        people=[one.pk for one in home.persons.order_by("id")],
        points=[Tell.CONTACT.value],
        reason="Moeder was er niet.",
        due_on=(day_of(at) + DAY).isoformat(),
    )

    assert "Iets wordt later verteld" in words(mila.look("legal:voices", home.ref))
    assert str(Tell.OWN_DECISION.label) not in page
    assert kept.status_code == 303
    assert "Vertellen wat eerder niet kon" in words(mila.client.get(reverse("desk:today")))
    dossier.told_at_start(home, by=world.mila, at=at)
    assert "Vertellen wat eerder niet kon" not in words(mila.client.get(reverse("desk:today")))
