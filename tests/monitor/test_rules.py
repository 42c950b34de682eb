"""Quarters, shares, bands and rules: pure, so thousands of cases in a second."""

from __future__ import annotations

from datetime import date, timedelta
from decimal import ROUND_HALF_EVEN, Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.monitor import rules
from tandem.monitor.enums import FORMS, SUMMED, Band, Question
from tandem.monitor.rules import figures
from tandem.monitor.rules.definitions import DEFINITIONS, find
from tandem.monitor.rules.figures import UNIT, Figure, Sheet, band, percent, total
from tandem.monitor.rules.quarter import FIRST, Quarter, exists, latest_closed, quarters
from tests.judged import Judged

Q4 = Quarter(2024, 4)
LAST, FIRST_AFTER = date(2024, 12, 31), date(2025, 1, 1)
any_quarter = st.builds(Quarter, st.integers(2000, 2998), st.integers(1, 4))


def sheet(**values: int) -> Sheet:
    shown = {Question(code): Figure(value, value) for code, value in values.items()}
    return Sheet(Q4, "huizen", "Huizen", shown)


JUDGED = [
    Judged(
        rules.MONITOR_01,
        yes=rules.may_submit(Q4, today=FIRST_AFTER, submitted=None),
        no=rules.may_submit(Q4, today=LAST, submitted=None),
    ),
    Judged(
        rules.MONITOR_02,
        yes=rules.may_submit(Q4, today=FIRST_AFTER, submitted=None),
        no=rules.may_submit(Q4, today=FIRST_AFTER, submitted=1),
    ),
    Judged(
        rules.MONITOR_03,
        yes=rules.correction_has_a_reason("B klopte niet."),
        no=rules.correction_has_a_reason(" \n"),
    ),
    Judged(
        rules.MONITOR_04,
        yes=rules.correction_changes(is_same=False),
        no=rules.correction_changes(is_same=True),
    ),
    Judged(
        rules.MONITOR_05,
        yes=rules.may_correct(seen=2, submitted=2),
        no=rules.may_correct(seen=1, submitted=2),
    ),
    Judged(
        rules.MONITOR_06,
        yes=rules.manual_has_a_reason("Op papier geteld."),
        no=rules.manual_has_a_reason(""),
    ),
    Judged(
        rules.MONITOR_07,
        yes=rules.parts_fit(sheet(A=3, C=3, E=0)),
        no=rules.parts_fit(sheet(A=3, C=1, E=4)),
    ),
    Judged(
        rules.MONITOR_08,
        yes=rules.is_counted(Q4, exists=True),
        no=rules.is_counted(Q4, exists=False),
    ),
    Judged(
        rules.MONITOR_09,
        yes=rules.manual_is_unchanged(seen=1, current=1),
        no=rules.manual_is_unchanged(seen=1, current=2),
    ),
    Judged(
        rules.MONITOR_10,
        yes=rules.manual_band_fits(Question.D_ADVICE, value=1, has_band=True),
        no=rules.manual_band_fits(Question.D_ADVICE, value=0, has_band=True),
    ),
]


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_rule_lets_through_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_every_rule_is_judged() -> None:
    assert [judged.rule for judged in JUDGED] == list(rules.RULES)


def test_a_correction_of_what_was_never_submitted_is_refused() -> None:
    assert rules.may_correct(seen=1, submitted=None).rule == rules.MONITOR_05


def test_a_weight_outside_question_d_is_refused() -> None:
    assert not rules.manual_band_fits(Question.B, value=4, has_band=True)


def test_f_is_never_reconciled_with_d() -> None:
    assert rules.parts_fit(sheet(**{"A": 0, "D.with_measure": 1, "F.ots": 9}))


# --- Quarters ------------------------------------------------------------------------------


@given(any_quarter)
def test_a_quarter_reads_what_it_writes(quarter: Quarter) -> None:
    assert Quarter.parse(str(quarter)) == quarter


@pytest.mark.parametrize(
    "text", ["", "2024", "2024Q5", "2024Q0", "24Q4", "2024q4", "1999Q4", "2024Q4 ", "٢٠٢٤Q4"]
)
def test_what_is_not_a_quarter_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r".*"):
        Quarter.parse(text)


@given(st.dates(date(2000, 1, 1), date(2900, 1, 1)))
def test_every_day_lies_in_exactly_its_own_quarter(day: date) -> None:
    quarter = Quarter.of(day)

    assert quarter.period.has(day)
    assert not quarter.next.period.has(day)
    assert not quarter.previous.period.has(day)


@given(any_quarter)
def test_quarters_adjoin_without_a_gap(quarter: Quarter) -> None:
    assert quarter.last_day + timedelta(days=1) == quarter.until == quarter.next.first_day
    assert quarter.next.previous == quarter
    assert 90 <= (quarter.until - quarter.first_day).days <= figures.LONGEST_QUARTER


@given(any_quarter, st.integers(-400, 400))
def test_shifting_is_counting(quarter: Quarter, count: int) -> None:
    moved = quarter.shifted(count)

    assert moved.shifted(-count) == quarter
    assert (moved > quarter) == (count > 0)


def test_a_quarter_speaks_dutch() -> None:
    assert Q4.label == "vierde kwartaal 2024"
    assert (Q4.first_day, Q4.last_day) == (date(2024, 10, 1), LAST)


def test_the_monitor_runs_from_its_first_quarter_to_the_running_one() -> None:
    assert quarters(Quarter(2025, 1)) == (FIRST, Q4, Quarter(2025, 1))
    assert exists(FIRST, LAST)
    assert exists(Q4, LAST)
    assert not exists(Quarter(2025, 1), LAST)
    assert not exists(FIRST.previous, LAST)
    assert latest_closed(LAST) == FIRST
    assert latest_closed(date(2024, 8, 1)) == FIRST
    assert latest_closed(FIRST_AFTER) == Q4


# --- Shares and bands ----------------------------------------------------------------------


@given(st.integers(0, 10**6), st.integers(1, 10**6))
def test_percent_is_half_even_to_one_decimal(part: int, whole: int) -> None:
    exact = Decimal(part) * 100 / Decimal(whole)
    rounded = exact.quantize(Decimal("0.1"), ROUND_HALF_EVEN)

    assert percent(part, whole) == rounded


@pytest.mark.parametrize(
    ("part", "whole", "said"), [(9, 16, "56.2"), (7, 16, "43.8"), (1, 3, "33.3"), (3, 3, "100.0")]
)
def test_percent_at_the_half(part: int, whole: int, said: str) -> None:
    assert percent(part, whole) == Decimal(said)


def test_percent_of_nothing_is_nothing() -> None:
    assert percent(0, 0) is None


@pytest.mark.parametrize(
    ("mean", "found"),
    [
        (Fraction(0), Band.LIGHT),
        (Fraction(10**30 - 1, 10**30), Band.LIGHT),
        (Fraction(1), Band.MEDIUM),
        (Fraction(4 * 10**30 - 1, 10**30), Band.MEDIUM),
        (Fraction(4), Band.HEAVY),
        (None, None),
    ],
)
def test_a_boundary_belongs_to_the_higher_band(mean: Fraction | None, found: Band | None) -> None:
    assert band(mean) == found


@given(
    st.lists(
        st.tuples(st.integers(0, 16800), st.integers(1, 92)).map(
            lambda pair: (Decimal(pair[0]) / 100, pair[1])
        ),
        min_size=1,
        max_size=30,
    )
)
def test_adding_weekly_hours_is_exact(spent: list[tuple[Decimal, int]]) -> None:
    whole = sum(int(hours * 100) * 7 * (UNIT // 100 // days) for hours, days in spent)
    mean = sum((Fraction(hours) * 7 / days for hours, days in spent), Fraction(0)) / len(spent)

    assert Figure.from_work(len(spent), whole).band == band(mean)
    assert figures.mean_weekly(whole, len(spent)) == mean


def test_three_thirds_make_exactly_one_hour() -> None:
    weekly = sum(hours * 7 * (UNIT // 21) for hours in (1, 3, 5))

    assert Figure.from_work(3, weekly).band == Band.MEDIUM


# --- Totals --------------------------------------------------------------------------------


def test_the_region_adds_up_and_shares_follow_from_the_sums() -> None:
    one, other = sheet(A=1, C=1), sheet(A=3, C=0)
    region = total([one, other], quarter=Q4, slug="region", name="Gooi")

    assert (region.value(Question.A), region.value(Question.C)) == (4, 1)
    assert region.share(Question.C) == Decimal("25.0")


def test_the_band_of_the_region_is_the_mean_over_households_not_over_pilots() -> None:
    form = Question.D_ADVICE
    heavy = Figure.from_work(1, 10 * UNIT)
    light = Figure.from_work(9, 0)
    sheets = [Sheet(Q4, "a", "A", {form: heavy}), Sheet(Q4, "b", "B", {form: light})]

    assert total(sheets, quarter=Q4, slug="region", name="Gooi").figure(form).band == Band.MEDIUM


def test_only_a_form_has_a_weight() -> None:
    region = total([sheet(A=3, E=1)], quarter=Q4, slug="region", name="Gooi")

    assert all(region.figure(one).band is None for one in Question)


def test_the_sum_of_measures_leaves_out_what_counts_twice() -> None:
    said = {question.value: 1 for question in Question if question.value.startswith("F.")}

    assert sheet(**said).measures == len(SUMMED) == 5


def test_a_sheet_without_households_has_no_shares() -> None:
    empty = figures.as_json(sheet())

    assert (empty["C_pct"], empty["E_pct"], empty["F_pct"]) == (None, None, None)
    assert set(empty["D_intensity"].values()) == {None}  # type: ignore[attr-defined]


# --- Definitions ---------------------------------------------------------------------------


def test_every_question_is_explained_with_its_source() -> None:
    assert set(Question) <= set(DEFINITIONS)
    for definition in DEFINITIONS.values():
        assert definition.what.endswith(".")
        assert definition.how.endswith(".")
        assert definition.source.startswith("001 Bijlage 2")


def test_the_caveat_stands_with_e_and_the_inequality_with_f() -> None:
    assert "geen succescijfer" in " ".join(DEFINITIONS[Question.E].notes)
    assert all("hoeft niet gelijk" in " ".join(DEFINITIONS[one].notes) for one in SUMMED)
    assert all("meer dan 100" in " ".join(DEFINITIONS[form].notes) for form in FORMS)


def test_an_unknown_code_is_no_figure() -> None:
    assert find("G") is None
    assert find("D.with_consent") == Question.D_WITH_CONSENT
