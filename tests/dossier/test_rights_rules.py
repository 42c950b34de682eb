"""The rules of bars, break-glass, requests, absences and reviews: each passes and refuses."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tandem.dossier import rules
from tests.judged import Judged

TODAY = date(2026, 9, 7)
DAY = timedelta(days=1)

JUDGED = (
    Judged(
        rules.DOSSIER_31,
        rules.may_hold_key(is_barred=False, is_active=True),
        rules.may_hold_key(is_barred=True, is_active=True),
    ),
    Judged(
        rules.DOSSIER_32,
        rules.may_lift(is_lifted=False, is_recorder=False, is_barred=False),
        rules.may_lift(is_lifted=False, is_recorder=True, is_barred=False),
    ),
    Judged(
        rules.DOSSIER_33,
        rules.bar_is_described(kind="neighbor", note=""),
        rules.bar_is_described(kind="other", note=" "),
    ),
    Judged(
        rules.DOSSIER_34,
        rules.last_is_reviewed(unreviewed=False),
        rules.last_is_reviewed(unreviewed=True),
    ),
    Judged(
        rules.DOSSIER_47,
        rules.is_for_danger(kind="danger", was_let_go=True),
        rules.is_for_danger(kind="missing", was_let_go=True),
    ),
    Judged(
        rules.DOSSIER_46,
        rules.may_try_again(misses=4, taken=3, most_misses=5, most_taken=4),
        rules.may_try_again(misses=5, taken=0, most_misses=5, most_taken=4),
    ),
    Judged(
        rules.DOSSIER_46,
        rules.may_try_again(misses=0, taken=3, most_misses=5, most_taken=4),
        rules.may_try_again(misses=0, taken=4, most_misses=5, most_taken=4),
    ),
    Judged(rules.DOSSIER_35, rules.has_no_key(has_key=False), rules.has_no_key(has_key=True)),
    Judged(
        rules.DOSSIER_36,
        rules.may_review(is_opener=False, is_reviewed=False, findings="Nodig."),
        rules.may_review(is_opener=True, is_reviewed=False, findings="Nodig."),
    ),
    Judged(
        rules.DOSSIER_37,
        rules.may_postpone(until=TODAY + DAY, reason="Het is nu niet veilig.", today=TODAY),
        rules.may_postpone(until=TODAY, reason="Het is nu niet veilig.", today=TODAY),
    ),
    Judged(
        rules.DOSSIER_38,
        rules.may_answer_request(is_answered=False, is_asker=False),
        rules.may_answer_request(is_answered=True, is_asker=False),
    ),
    Judged(
        rules.DOSSIER_39,
        rules.request_has_ground(opens_now=True),
        rules.request_has_ground(opens_now=False),
    ),
    Judged(
        rules.DOSSIER_40,
        rules.no_has_reason(answer="no", reason="Vera is morgen terug."),
        rules.no_has_reason(answer="no", reason=""),
    ),
    Judged(
        rules.DOSSIER_41,
        rules.may_deputize(is_active=True, same_work=True),
        rules.may_deputize(is_active=True, same_work=False),
    ),
    Judged(
        rules.DOSSIER_42,
        rules.may_report_absence(is_self=False, is_lead=True),
        rules.may_report_absence(is_self=False, is_lead=False),
    ),
    Judged(
        rules.DOSSIER_43,
        rules.absence_fits(since=TODAY, until=TODAY + DAY, today=TODAY, others=False),
        rules.absence_fits(since=TODAY, until=TODAY + DAY, today=TODAY, others=True),
    ),
    Judged(
        rules.DOSSIER_44,
        rules.may_review_rights(is_self=False),
        rules.may_review_rights(is_self=True),
    ),
    Judged(
        rules.DOSSIER_45,
        rules.may_hold_key(is_barred=False, is_active=True),
        rules.may_hold_key(is_barred=False, is_active=False),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_and_refuses(judged: Judged) -> None:
    judged.check()


def test_a_bar_beats_an_account_that_ended() -> None:
    assert rules.may_hold_key(is_barred=True, is_active=False).rule is rules.DOSSIER_31


@pytest.mark.parametrize("reason", ["is_lifted", "is_recorder", "is_barred"])
def test_each_reason_not_to_lift_counts_by_itself(reason: str) -> None:
    facts = {"is_lifted": False, "is_recorder": False, "is_barred": False, reason: True}
    assert not rules.may_lift(**facts)


def test_each_reason_not_to_review_counts_by_itself() -> None:
    assert not rules.may_review(is_opener=False, is_reviewed=True, findings="Nodig.")
    assert not rules.may_review(is_opener=False, is_reviewed=False, findings="  ")


def test_telling_later_has_a_last_day_and_a_reason() -> None:
    last = TODAY + rules.POSTPONE_AT_MOST
    assert rules.may_postpone(until=last, reason="Onveilig.", today=TODAY)
    assert not rules.may_postpone(until=last + DAY, reason="Onveilig.", today=TODAY)
    assert not rules.may_postpone(until=last, reason=" ", today=TODAY)


def test_nobody_answers_their_own_request() -> None:
    assert not rules.may_answer_request(is_answered=False, is_asker=True)


def test_a_yes_needs_no_reason() -> None:
    assert rules.no_has_reason(answer="yes", reason="")


def test_a_deputy_still_works_here() -> None:
    assert not rules.may_deputize(is_active=False, same_work=True)


@pytest.mark.parametrize(
    ("since", "until"), [(TODAY - DAY, TODAY + DAY), (TODAY, TODAY + rules.LONGEST_ABSENCE)]
)
def test_an_absence_has_days_that_are_not_over(since: date, until: date) -> None:
    assert rules.absence_fits(since=since, until=until, today=TODAY, others=False)


@pytest.mark.parametrize(
    ("since", "until"),
    [
        (TODAY, TODAY),
        (TODAY - DAY, TODAY),
        (TODAY, TODAY + rules.LONGEST_ABSENCE + DAY),
    ],
)
def test_no_days_days_that_are_over_and_endless_days_are_no_absence(
    since: date, until: date
) -> None:
    assert not rules.absence_fits(since=since, until=until, today=TODAY, others=False)
