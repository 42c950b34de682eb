"""The rules of the grounds: each passes and refuses, and days are counted one by one."""

from __future__ import annotations

from datetime import date, timedelta
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period, joined
from tandem.legal import rules
from tests.judged import Judged

TODAY = date(2026, 9, 7)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)
OPEN = Period(YESTERDAY)
TOLD = rules.PowerGround(OPEN, YESTERDAY, is_urgent=False)
UNTOLD = rules.PowerGround(OPEN, None, is_urgent=False)
URGENT = rules.PowerGround(OPEN, None, is_urgent=True, tell_due_on=TODAY)
OF_14, OF_6, GROWN = date(2012, 5, 20), date(2020, 2, 9), date(1986, 3, 12)
NOOR = rules.Asked("Noor", OF_14, has_authority=False, answered_on=YESTERDAY)
SEM = rules.Asked("Sem", OF_6, has_authority=False, answered_on=None)
FATIMA = rules.Asked("Fatima", GROWN, has_authority=True, answered_on=YESTERDAY)
DAAN_NOT_YET = rules.Asked("Daan", GROWN, has_authority=True, answered_on=None)
WHOLE = ("bevoegdheid", "feiten", "alternatieven", "ernst")

JUDGED = (
    Judged(
        rules.LEGAL_01,
        rules.explained_before(explained_on=TODAY, given_on=TODAY),
        rules.explained_before(explained_on=TOMORROW, given_on=TODAY),
    ),
    Judged(
        rules.LEGAL_02,
        rules.may_answer(born_on=date(2014, 9, 7), given_on=TODAY),
        rules.may_answer(born_on=date(2014, 9, 8), given_on=TODAY),
    ),
    Judged(
        rules.LEGAL_03,
        rules.is_covered(Period(TODAY), [OPEN]),
        rules.is_covered(Period(TODAY), [Period(YESTERDAY, TOMORROW)]),
    ),
    Judged(
        rules.LEGAL_04,
        rules.everybody_asked([NOOR, SEM, FATIMA], on=TODAY),
        rules.everybody_asked([NOOR, SEM, FATIMA, DAAN_NOT_YET], on=TODAY),
    ),
    Judged(
        rules.LEGAL_05,
        rules.may_be_anonymous(is_advice=True),
        rules.may_be_anonymous(is_advice=False),
    ),
    Judged(
        rules.LEGAL_06,
        rules.power_has_ground(since=TODAY, today=TODAY, grounds=[TOLD]),
        rules.power_has_ground(since=TODAY, today=TODAY, grounds=[]),
    ),
    Judged(
        rules.LEGAL_07,
        rules.measure_is_there(since=TODAY, measures=[OPEN]),
        rules.measure_is_there(since=TODAY, measures=[Period(TOMORROW)]),
    ),
    Judged(
        rules.LEGAL_08,
        rules.family_knows(is_rvdk=True, since=TODAY, told_on=[TODAY]),
        rules.family_knows(is_rvdk=True, since=TODAY, told_on=[TOMORROW]),
    ),
    Judged(
        rules.LEGAL_09,
        rules.is_somebody_else(rode_along=True, is_rvdk=False, agreed_on=TODAY, since=TODAY),
        rules.is_somebody_else(rode_along=True, is_rvdk=True, agreed_on=TODAY, since=TODAY),
    ),
    Judged(
        rules.LEGAL_10,
        rules.power_has_ground(since=TODAY, today=TODAY, grounds=[URGENT]),
        rules.power_has_ground(since=TODAY, today=TODAY, grounds=[UNTOLD]),
    ),
    Judged(
        rules.LEGAL_11,
        rules.decision_is_complete(WHOLE, has_co_signer=True),
        rules.decision_is_complete(WHOLE, has_co_signer=False),
    ),
    Judged(
        rules.LEGAL_12,
        rules.child_is_considered(has_minors=True, child_interest="Sem slaapt weer."),
        rules.child_is_considered(has_minors=True, child_interest="  "),
    ),
    Judged(
        rules.LEGAL_13,
        rules.ground_before_decision(ground_on=TODAY, decided_on=TODAY),
        rules.ground_before_decision(ground_on=TOMORROW, decided_on=TODAY),
    ),
    Judged(
        rules.LEGAL_14,
        rules.is_partner(is_partner_kind=True),
        rules.is_partner(is_partner_kind=False),
    ),
    Judged(
        rules.LEGAL_15,
        rules.hours_fit(YESTERDAY, OPEN),
        rules.hours_fit(TODAY, Period(YESTERDAY, TODAY)),
    ),
    Judged(
        rules.LEGAL_16,
        rules.may_conclude(is_open=True, is_explored=True),
        rules.may_conclude(is_open=True, is_explored=False),
    ),
    Judged(
        rules.LEGAL_17,
        rules.ends_after_start(Period(TODAY, TOMORROW)),
        rules.ends_after_start(Period(TODAY, TODAY)),
    ),
    Judged(
        rules.LEGAL_18,
        rules.measure_is_consistent(from_pilot=True, at_intake=False),
        rules.measure_is_consistent(from_pilot=True, at_intake=True),
    ),
    Judged(
        rules.LEGAL_19,
        rules.other_is_described(is_other=True, description="rijdt mee"),
        rules.other_is_described(is_other=True, description=" "),
    ),
    Judged(
        rules.LEGAL_20,
        rules.power_has_ground(since=TODAY, today=TODAY, grounds=[TOLD], is_anonymous=False),
        rules.power_has_ground(since=TODAY, today=TODAY, grounds=[TOLD], is_anonymous=True),
    ),
    Judged(rules.LEGAL_21, rules.names_organizations(1), rules.names_organizations(0)),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_every_rule_of_the_grounds_is_judged() -> None:
    # What came later is judged beside its own tests.
    first = [rule for rule in rules.RULES if int(rule.id[6:]) < 31]

    assert [judged.rule for judged in JUDGED] == first


# Consent ------------------------------------------------------------------------------------------


def test_without_any_explanation_there_is_no_asking() -> None:
    verdict = rules.explained_before(explained_on=None, given_on=TODAY)

    assert verdict.reason.startswith("Er is nog geen uitleg vastgelegd.")


def test_two_consents_together_cover_what_neither_covers_alone() -> None:
    first, second = Period(YESTERDAY, TODAY), Period(TODAY, TOMORROW)

    assert rules.is_covered(Period(YESTERDAY, TOMORROW), [second, first])
    assert not rules.is_covered(Period(YESTERDAY, TOMORROW), [first])


DAYS = st.integers(0, 24).map(lambda n: TODAY + timedelta(days=n))
PERIODS = st.builds(Period, DAYS, DAYS)
MAYBE_OPEN = st.one_of(PERIODS, st.builds(Period, DAYS))
# Far beyond every end: what runs, still runs there.
HORIZON = [TODAY + timedelta(days=n) for n in range(60)]


def days_of(period: Period) -> set[date]:
    return {day for day in HORIZON if period.has(day)}


@given(MAYBE_OPEN, st.lists(MAYBE_OPEN, max_size=5))
def test_covered_is_covered_day_by_day(period: Period, consents: list[Period]) -> None:
    granted = set().union(*(days_of(one) for one in consents)) if consents else set()
    expected = days_of(period) <= granted

    # An involvement without a day is refused by LEGAL-17 before anybody asks what covers it.
    if not period.is_empty:
        assert bool(rules.is_covered(period, consents)) == expected


@given(st.lists(MAYBE_OPEN, max_size=6))
def test_joining_keeps_the_days_and_leaves_gaps_between(periods: list[Period]) -> None:
    found = joined(periods)

    assert set().union(*map(days_of, found), set()) == set().union(*map(days_of, periods), set())
    for earlier, later in pairwise(found):
        assert earlier.until is not None
        assert earlier.until < later.since


@given(MAYBE_OPEN, MAYBE_OPEN)
def test_one_period_covers_another_when_it_has_its_days(one: Period, other: Period) -> None:
    assert one.covers(other) == (days_of(other) <= days_of(one))
    assert one.overlaps(other) == bool(days_of(one) & days_of(other))


PEOPLE = st.builds(
    rules.Asked,
    name=st.sampled_from(["Noor", "Sem", "Daan"]),
    born_on=st.dates(date(1980, 1, 1), TODAY),
    has_authority=st.booleans(),
    answered_on=st.one_of(st.none(), st.dates(date(2026, 8, 1), date(2026, 10, 1))),
)


def birthday(born_on: date, age: int) -> date:
    try:
        return born_on.replace(year=born_on.year + age)
    except ValueError:  # 29 February: a year older on 1 March
        return date(born_on.year + age, 3, 1)


@given(st.lists(PEOPLE, max_size=6))
def test_nobody_from_12_is_passed_over(
    people: list[rules.Asked],
) -> None:
    passed_over = [
        one
        for one in people
        if (one.answered_on is None or one.answered_on > TODAY)
        and birthday(one.born_on, 12) <= TODAY
    ]
    verdict = rules.everybody_asked(people, on=TODAY)

    assert bool(verdict) == (not passed_over)
    if passed_over:
        assert verdict.detail == f"{passed_over[0].name} is nog niet gevraagd."


@given(st.lists(PEOPLE, max_size=6), st.integers(0, 5))
def test_an_answer_more_never_makes_it_less(people: list[rules.Asked], index: int) -> None:
    answered = [
        rules.Asked(one.name, one.born_on, one.has_authority, YESTERDAY) if i == index else one
        for i, one in enumerate(people)
    ]

    before = rules.everybody_asked(people, on=TODAY)
    after = rules.everybody_asked(answered, on=TODAY)

    assert bool(after) >= bool(before)


# Anonymous advice ---------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["Wat doen we als Noor wegloopt?", "moeder (wilgen), 40 jaar"])
def test_an_anonymous_question_names_nobody(text: str) -> None:
    verdict = rules.reveals_nobody(text, ["De Wilg", "Noor Wilgen"])

    assert verdict.rule is rules.LEGAL_05


def test_a_name_inside_another_word_reveals_nobody() -> None:
    assert rules.reveals_nobody("De noorderbuurt, de rest", ["De Wilg", "Noor Wilgen"])


HOME: dict[str, Any] = {
    "born": [date(2012, 5, 20)],
    "places": ["Elzenlaan 1\n1251 AB Laren", "De Vlieger, Dorpsstraat 3, Huizen"],
}


@pytest.mark.parametrize(
    "text",
    [
        "Het gaat om 2026-4f7kxz.",
        "Zij heeft nummer 123456782.",
        "Bel 123 456 782 voor meer.",
        "Bel 06-12345678.",
        "Zij is van 20-05-2012.",
        "Zij is van 20-5-12.",
        "Geboren 2012-05-20.",
        "Zij werd 20 mei 2012 geboren.",
        "Wonend op 1251AB nummer 1.",
        "Wonend op 1251 AB.",
        "Zij woont op Elzenlaan 1.",
        "Iets met de elzenlaan.",
        "Op school (de  Vlieger) valt het op.",
        "Dorpsstraat 3, daar is het.",
    ],
)
def test_an_anonymous_question_tells_of_nobody(text: str) -> None:
    assert rules.reveals_nobody(text, [], **HOME).rule is rules.LEGAL_05


@pytest.mark.parametrize(
    "text",
    [
        "Hoe praat je met een kind van 14 over ruzie thuis?",
        "Sinds 1 mei 2026 is er in 2026 al 3 keer gebeld, op 31-02-2012 niet.",
        "Zij willen verhuizen, en vliegeren op school. In Laren is hulp.",
        "Wmo 2015 art. 5.2.6, Jeugdwet 7.3.11.",
        "Op 07-09-2026 10 keer, op 2026-09-07 2 keer.",
    ],
)
def test_what_is_about_anybody_tells_of_nobody(text: str) -> None:
    assert rules.reveals_nobody(text, ["Noor Wilgen"], **HOME)


# Power --------------------------------------------------------------------------------------------


def test_a_decision_that_ended_opens_nothing() -> None:
    over = rules.PowerGround(Period(YESTERDAY, TODAY), YESTERDAY, is_urgent=False)

    assert rules.power_has_ground(since=TODAY, today=TODAY, grounds=[over]).rule is rules.LEGAL_06


def test_telling_after_the_first_use_is_too_late() -> None:
    late = rules.PowerGround(OPEN, TOMORROW, is_urgent=False)

    assert rules.power_has_ground(since=TODAY, today=TODAY, grounds=[late]).rule is rules.LEGAL_10


def test_agreement_after_the_first_day_is_too_late() -> None:
    verdict = rules.is_somebody_else(
        rode_along=True, is_rvdk=False, agreed_on=TOMORROW, since=TODAY
    )

    assert verdict.rule is rules.LEGAL_09


def test_who_never_rode_along_may_use_powers() -> None:
    assert rules.is_somebody_else(rode_along=False, is_rvdk=True, agreed_on=None, since=TODAY)


def test_the_day_of_a_withdrawal_still_counts() -> None:
    assert Period(YESTERDAY, rules.last_day_of(TODAY)).last_day == TODAY
