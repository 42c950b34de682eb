"""The rules around a family: each passes and refuses; the twelve areas lie in the five domains."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.plan import rules
from tandem.plan.enums import Domain, LifeArea
from tests.judged import Judged

MONDAY, TUESDAY = date(2026, 9, 7), date(2026, 9, 8)

JUDGED = (
    Judged(
        rules.PLAN_31,
        rules.is_not_overburdened("Els", tasks=rules.MOST_TASKS),
        rules.is_not_overburdened("Els", tasks=rules.MOST_TASKS + 1),
    ),
    Judged(
        rules.PLAN_32,
        rules.is_for_somebody(is_for_everybody=False, people=1),
        rules.is_for_somebody(is_for_everybody=False, people=0),
    ),
    Judged(
        rules.PLAN_33,
        rules.network_is_involved(measure_runs=True, turned_to=1),
        rules.network_is_involved(measure_runs=True, turned_to=0),
    ),
    Judged(
        rules.PLAN_34,
        rules.concerns_have_words(is_concern=True, words="Vier schulden."),
        rules.concerns_have_words(is_concern=True, words=" "),
    ),
    Judged(
        rules.PLAN_35,
        rules.no_help_has_a_reason(gets_help=False, words="Sem wil eerst wennen."),
        rules.no_help_has_a_reason(gets_help=False, words=" "),
    ),
    Judged(
        rules.PLAN_36,
        rules.every_child_is_answered(has_violence=True, without=[]),
        rules.every_child_is_answered(has_violence=True, without=["Noor"]),
    ),
    Judged(
        rules.PLAN_37,
        rules.nobody_is_forgotten(unspoken=[], without_story=[]),
        rules.nobody_is_forgotten(unspoken=[], without_story=["Sem"]),
    ),
    Judged(
        rules.PLAN_38,
        rules.request_ends_after_it_begins(MONDAY, MONDAY),
        rules.request_ends_after_it_begins(TUESDAY, MONDAY),
    ),
    Judged(
        rules.PLAN_39,
        rules.is_in_the_circle(left_on=None),
        rules.is_in_the_circle(left_on=MONDAY),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


@given(st.integers(0, 200))
def test_more_tasks_never_make_it_lighter(tasks: int) -> None:
    now, more = (rules.is_not_overburdened("Els", tasks=count) for count in (tasks, tasks + 1))

    assert not (more and not now)
    assert bool(now) == (tasks <= rules.MOST_TASKS)


@pytest.mark.parametrize(
    ("tasks", "said"), [(3, "Els heeft nu drie taken"), (11, "Els heeft nu 11 taken")]
)
def test_the_warning_says_of_whom_and_how_many(tasks: int, said: str) -> None:
    assert said in rules.is_not_overburdened("Els", tasks=tasks).reason


def test_without_a_measure_nobody_has_to_be_asked() -> None:
    assert rules.network_is_involved(measure_runs=False, turned_to=0)


def test_what_goes_well_needs_no_words() -> None:
    assert rules.concerns_have_words(is_concern=False, words="")


def test_a_child_that_gets_help_needs_no_reason() -> None:
    assert rules.no_help_has_a_reason(gets_help=True, words="")


def test_without_violence_no_child_has_to_be_answered_for() -> None:
    assert rules.every_child_is_answered(has_violence=False, without=["Noor", "Sem"])


def test_a_request_without_a_last_day_is_possible() -> None:
    assert rules.request_ends_after_it_begins(MONDAY, None)


def test_the_signal_names_every_child_without_an_answer() -> None:
    verdict = rules.every_child_is_answered(has_violence=True, without=["Ada", "Noor", "Sem"])

    assert "Nog niet bij Ada, Noor en Sem." in verdict.reason


def test_the_signal_says_apart_who_was_not_spoken_and_who_has_no_story() -> None:
    verdict = rules.nobody_is_forgotten(unspoken=["Daan", "Sem"], without_story=["Noor"])

    assert "Met Daan en Sem heeft nog niemand gesproken." in verdict.reason
    assert "Van Noor staat er nog geen eigen verhaal." in verdict.reason


def test_every_one_of_the_twelve_areas_lies_in_exactly_one_domain() -> None:
    assert set(rules.DOMAIN_OF) == set(LifeArea)
    assert len(LifeArea) == 12
    listed = [area for domain in Domain for area in rules.areas_of(domain)]
    assert sorted(listed) == sorted(LifeArea)


def test_every_one_of_the_five_domains_holds_at_least_one_area() -> None:
    assert len(Domain) == 5
    assert all(rules.areas_of(domain) for domain in Domain)


@pytest.mark.parametrize(
    ("area", "domain"),
    [
        (LifeArea.FINANCES, Domain.MONEY),
        (LifeArea.HOUSING, Domain.HOUSING),
        (LifeArea.MENTAL_HEALTH, Domain.CARE),
        (LifeArea.RELATIONS, Domain.FAMILY),
        (LifeArea.WORK, Domain.WORK),
    ],
)
def test_what_bears_the_same_name_lies_together(area: LifeArea, domain: Domain) -> None:
    assert rules.DOMAIN_OF[area] is domain


def test_the_codes_are_those_of_the_messages() -> None:
    assert [area.value for area in LifeArea] == [f"{number:02}" for number in range(1, 13)]
