"""Submitting, correcting and counting by hand: the rows, the refusals, the trail."""

from __future__ import annotations

import threading
from datetime import date, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import DatabaseError, connection, transaction
from django.http import Http404

from tandem.audit.models import Event
from tandem.core.verdict import Refusal
from tandem.monitor import rules, selectors, services
from tandem.monitor.enums import Band, Question
from tandem.monitor.models import ManualFigure, Submission, SubmittedFigure
from tandem.monitor.rules.quarter import Quarter
from tests.monitor.world import MONDAY, Place, place

if TYPE_CHECKING:
    from tandem.network.models import Account

Q4 = Quarter(2024, 4)


@pytest.fixture
def gooi(db: None) -> Place:
    made = place()
    made.household("huizen", date(2024, 11, 1))
    return made


@pytest.fixture
def coordinator(gooi: Place) -> Account:
    return gooi.somebody("coordinator", name="Cora")


def refused(call: object, *args: object, **kwargs: object) -> str:
    with pytest.raises(Refusal) as caught:
        call(*args, **kwargs)  # type: ignore[operator]
    return caught.value.rule.id


def test_submit_freezes_every_question_and_records_it(gooi: Place, coordinator: Account) -> None:
    done = services.submit(gooi.pilots["huizen"], Q4, by=coordinator, at=MONDAY)

    assert (done.version, done.reason, done.submitted_by) == (1, "", coordinator)
    assert {row.question for row in done.figures.all()} == set(Question.values)
    assert Event.objects.filter(event="quarter_submitted", actor_id=coordinator.pk).count() == 1


def test_submit_refuses_a_quarter_that_still_runs(gooi: Place, coordinator: Account) -> None:
    last_evening = MONDAY.replace(year=2024, month=12, day=31, hour=22, minute=30)

    call = services.submit, gooi.pilots["huizen"], Q4
    assert refused(*call, by=coordinator, at=last_evening) == "MONITOR-01"
    assert not Submission.objects.exists()
    # An hour later it is the new year in the Netherlands, though not yet in UTC.
    services.submit(
        gooi.pilots["huizen"], Q4, by=coordinator, at=last_evening + timedelta(minutes=45)
    )


def test_submit_refuses_a_second_time(gooi: Place, coordinator: Account) -> None:
    services.submit(gooi.pilots["huizen"], Q4, by=coordinator, at=MONDAY)

    call = services.submit, gooi.pilots["huizen"], Q4
    assert refused(*call, by=coordinator, at=MONDAY) == "MONITOR-02"
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("text", ["2024Q2", "2027Q1"])
def test_submit_refuses_a_quarter_that_is_not_counted(
    text: str, gooi: Place, coordinator: Account
) -> None:
    call = services.submit, gooi.pilots["huizen"], Quarter.parse(text)

    assert refused(*call, by=coordinator, at=MONDAY) == "MONITOR-08"


def test_submit_refuses_parts_that_are_more_than_the_whole(
    gooi: Place, coordinator: Account
) -> None:
    hand = services.ByHand(Question.C, 2, "Op papier geteld.")
    services.fill_in(gooi.pilots["huizen"], Q4, hand, by=coordinator, at=MONDAY)

    call = services.submit, gooi.pilots["huizen"], Q4
    assert refused(*call, by=coordinator, at=MONDAY) == "MONITOR-07"


def test_who_may_submit_follows_from_the_assignment(gooi: Place) -> None:
    lead = gooi.somebody("team_lead", pilot="huizen")
    worker = gooi.somebody("local_team", pilot="huizen")
    other = gooi.somebody("team_lead", pilot="hilversum")
    outsider = place(["elders"], region="Elders").somebody("coordinator")

    for nobody in (worker, other):
        call = services.submit, gooi.pilots["huizen"], Q4
        assert refused(*call, by=nobody, at=MONDAY) == "NETWORK-10"
    with pytest.raises(Http404):
        services.submit(gooi.pilots["huizen"], Q4, by=outsider, at=MONDAY)
    services.submit(gooi.pilots["huizen"], Q4, by=lead, at=MONDAY)


def test_correct_makes_a_next_version_and_keeps_the_old_one(
    gooi: Place, coordinator: Account
) -> None:
    pilot = gooi.pilots["huizen"]
    services.submit(pilot, Q4, by=coordinator, at=MONDAY)
    gooi.household("huizen", date(2024, 11, 2))

    services.correct(pilot, Q4, reason="Eén misten we.", seen=1, by=coordinator, at=MONDAY)

    newest, oldest = selectors.versions(pilot, Q4)
    assert (newest.value(Question.A), oldest.value(Question.A)) == (2, 1)
    assert newest.submitted is not None
    assert (newest.submitted.version, newest.submitted.reason) == (2, "Eén misten we.")
    assert selectors.shown([pilot], Q4)[0].value(Question.A) == 2


def test_correct_refuses_without_reason_without_change_and_on_an_old_version(
    gooi: Place, coordinator: Account
) -> None:
    pilot = gooi.pilots["huizen"]
    call = services.correct, pilot, Q4
    assert refused(*call, reason="x", seen=1, by=coordinator, at=MONDAY) == "MONITOR-05"
    services.submit(pilot, Q4, by=coordinator, at=MONDAY)

    assert refused(*call, reason="x", seen=1, by=coordinator, at=MONDAY) == "MONITOR-04"
    gooi.household("huizen", date(2024, 11, 2))
    assert refused(*call, reason=" ", seen=1, by=coordinator, at=MONDAY) == "MONITOR-03"
    services.correct(pilot, Q4, reason="Eén misten we.", seen=1, by=coordinator, at=MONDAY)
    gooi.household("huizen", date(2024, 11, 3))
    assert refused(*call, reason="x", seen=1, by=coordinator, at=MONDAY) == "MONITOR-05"
    assert Submission.objects.count() == 2


def test_a_figure_by_hand_goes_into_the_submission_with_both_values(
    gooi: Place, coordinator: Account
) -> None:
    pilot = gooi.pilots["huizen"]
    hand = services.ByHand(Question.D_ADVICE, 3, "Aan de telefoon.", Band.LIGHT)
    services.fill_in(pilot, Q4, hand, by=coordinator, at=MONDAY)

    done = services.submit(pilot, Q4, by=coordinator, at=MONDAY)

    row = done.figures.get(question="D.advice")
    assert (row.value, row.derived, row.band, row.manual_reason) == (
        3,
        0,
        "light",
        "Aan de telefoon.",
    )


def test_fill_in_refuses_no_reason_a_weight_elsewhere_and_what_somebody_else_changed(
    gooi: Place, coordinator: Account
) -> None:
    pilot = gooi.pilots["huizen"]
    call = services.fill_in, pilot, Q4

    def said(hand: services.ByHand) -> str:
        return refused(*call, hand, by=coordinator, at=MONDAY)

    assert said(services.ByHand(Question.A, 1, "")) == "MONITOR-06"
    assert said(services.ByHand(Question.A, 1, "x", Band.LIGHT)) == "MONITOR-10"
    services.fill_in(pilot, Q4, services.ByHand(Question.A, 1, "x"), by=coordinator, at=MONDAY)
    assert said(services.ByHand(Question.A, 2, "y")) == "MONITOR-09"
    again = services.ByHand(Question.A, 2, "y", seen=1)
    assert services.fill_in(pilot, Q4, again, by=coordinator, at=MONDAY).version == 2


def test_follow_the_work_takes_the_figure_by_hand_away(gooi: Place, coordinator: Account) -> None:
    pilot = gooi.pilots["huizen"]
    services.fill_in(pilot, Q4, services.ByHand(Question.A, 9, "x"), by=coordinator, at=MONDAY)

    call = services.follow_the_work, pilot, Q4, Question.A
    assert refused(*call, seen=4, by=coordinator, at=MONDAY) == "MONITOR-09"
    services.follow_the_work(pilot, Q4, Question.A, seen=1, by=coordinator, at=MONDAY)

    assert not ManualFigure.objects.exists()
    assert selectors.shown([pilot], Q4)[0].value(Question.A) == 1
    assert Event.objects.filter(event="figure_taken_away").count() == 1


@pytest.mark.parametrize("table", ["monitor_submission", "monitor_submittedfigure"])
@pytest.mark.parametrize(
    "statement",
    ["UPDATE {} SET id = id", "DELETE FROM {}", "TRUNCATE {} CASCADE"],
)
def test_nobody_changes_what_was_submitted(
    table: str, statement: str, gooi: Place, coordinator: Account
) -> None:
    services.submit(gooi.pilots["huizen"], Q4, by=coordinator, at=MONDAY)

    with connection.cursor() as cursor:
        cursor.execute("SET CONSTRAINTS ALL IMMEDIATE")
        with pytest.raises(DatabaseError, match="is frozen"), transaction.atomic():
            cursor.execute(statement.format(table))
    assert SubmittedFigure.objects.count() == len(Question)


@pytest.mark.django_db(transaction=True)
def test_of_two_who_submit_at_once_one_wins_and_the_other_hears_why() -> None:
    gooi = place()
    pair = [gooi.somebody("coordinator", name=name) for name in ("Cora", "Coen")]
    heard: list[str] = []
    ready = threading.Barrier(2)

    def go(by: Account) -> None:
        try:
            ready.wait(timeout=10)
            services.submit(gooi.pilots["huizen"], Q4, by=by, at=MONDAY)
            heard.append("ingediend")
        except Refusal as refusal:
            heard.append(refusal.rule.id)
        finally:
            connection.close()

    threads = [threading.Thread(target=go, args=(by,)) for by in pair]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(timeout=30)

    assert sorted(heard) == [rules.MONITOR_02.id, "ingediend"]
    assert Submission.objects.count() == 1
