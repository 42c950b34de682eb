"""Who of the family may see what: the table of safety.md 2b, cell by cell, day by day."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period, age_on, birthday
from tandem.dossier import rules
from tandem.dossier.rules import shields
from tandem.dossier.rules.shields import Charge, Part, Sight, Somebody, Standing
from tests.judged import Judged

TODAY = date(2026, 9, 7)
DAY = timedelta(days=1)
MOTHER, SON = date(1986, 3, 12), date(2020, 2, 9)
PARENT = Somebody(MOTHER, is_child=False, charges=(Charge(SON, Period(TODAY)),))
ALONE = Somebody(MOTHER, is_child=False)
SHUT = Somebody(MOTHER, is_child=False, charges=PARENT.charges, is_closed_off=True)
READS = {"teller_agrees": True, "is_released": True, "has_authority": True}

JUDGED = (
    Judged(
        rules.DOSSIER_51,
        rules.may_have_page(PARENT, on=TODAY),
        rules.may_have_page(ALONE, on=TODAY),
    ),
    Judged(
        rules.DOSSIER_67,
        rules.may_read_on_paper(ALONE, on=TODAY),
        rules.may_read_on_paper(Somebody(SON, is_child=True), on=TODAY),
    ),
    Judged(
        rules.DOSSIER_67,
        rules.may_read_on_paper(ALONE, on=TODAY),
        rules.may_read_on_paper(Somebody(MOTHER, is_child=False, left_on=TODAY), on=TODAY),
    ),
    Judged(
        rules.DOSSIER_54,
        rules.may_read_on_paper(PARENT, on=TODAY),
        rules.may_read_on_paper(SHUT, on=TODAY),
    ),
    Judged(
        rules.DOSSIER_52,
        rules.may_close(persons=[2], members=[1, 2], own=1),
        rules.may_close(persons=[1], members=[1, 2], own=1),
    ),
    Judged(
        rules.DOSSIER_53,
        rules.may_lift_shield(is_lifted=False, asked_by=7, by=8),
        rules.may_lift_shield(is_lifted=False, asked_by=7, by=7),
    ),
    Judged(
        rules.DOSSIER_54,
        rules.may_have_page(PARENT, on=TODAY),
        rules.may_have_page(SHUT, on=TODAY),
    ),
    Judged(
        rules.DOSSIER_55,
        rules.words_may_be_read(teller_age=12, **READS),
        rules.words_may_be_read(teller_age=12, **READS | {"teller_agrees": False}),
    ),
    Judged(
        rules.DOSSIER_56,
        rules.words_may_be_read(teller_age=6, **READS),
        rules.words_may_be_read(teller_age=6, **READS | {"has_authority": False}),
    ),
    Judged(
        rules.DOSSIER_57,
        rules.may_get_page(has_one=False),
        rules.may_get_page(has_one=True),
    ),
    Judged(
        rules.DOSSIER_60,
        rules.may_confirm_link(made_by=7, by=8),
        rules.may_confirm_link(made_by=7, by=7),
    ),
    Judged(
        rules.DOSSIER_58,
        rules.may_ask_to_lift(is_lifted=False, is_asked=False),
        rules.may_ask_to_lift(is_lifted=True, is_asked=True),
    ),
    Judged(
        rules.DOSSIER_59,
        rules.may_hide_organization(is_manager=False, is_own=False),
        rules.may_hide_organization(is_manager=True, is_own=True),
    ),
    Judged(
        rules.DOSSIER_69,
        rules.may_hide_organization(is_manager=False, is_own=False),
        rules.may_hide_organization(is_manager=False, is_own=True),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


# The table as it stands in the design: a change here is a change of who sees what.
CELLS = {
    Standing.CHILD_UNDER_12: "together together no together no together",
    Standing.CHILD_12_TO_15: "yes own no own no own",
    Standing.CHILD_16_AND_OLDER: "yes own no own no own",
    Standing.PARENT_OF_UNDER_12: "yes released no not_shielded no own",
    Standing.PARENT_OF_12_TO_15: "yes agreed_and_released no not_shielded no own",
    Standing.PARENT_OF_16_AND_17: "child_chooses child_chooses no not_shielded no own",
    Standing.WITHOUT_AUTHORITY: "no no no no no on_paper",
    Standing.CLOSED_OFF: "no no no no no no",
}


@pytest.mark.parametrize("standing", list(Standing))
@pytest.mark.parametrize("part", list(Part))
def test_every_cell_of_the_table(standing: Standing, part: Part) -> None:
    cell = CELLS[standing].split()[list(Part).index(part)]

    assert shields.TABLE[standing][part] == Sight[cell.upper()]


@pytest.mark.parametrize(
    ("standing", "alone"),
    [
        (Standing.CHILD_UNDER_12, False),
        (Standing.CHILD_12_TO_15, True),
        (Standing.CHILD_16_AND_OLDER, True),
        (Standing.PARENT_OF_UNDER_12, True),
        (Standing.PARENT_OF_12_TO_15, True),
        (Standing.PARENT_OF_16_AND_17, True),
        (Standing.WITHOUT_AUTHORITY, False),
        (Standing.CLOSED_OFF, False),
    ],
)
def test_who_has_something_to_see_alone(standing: Standing, *, alone: bool) -> None:
    assert shields.looks_alone(standing) is alone


@given(st.integers(-1, 30))
def test_a_child_looks_alone_exactly_when_the_table_says_so(age: int) -> None:
    child = Somebody(birthday(date(1990, 6, 1), 0), is_child=True)
    day = birthday(child.born_on, age) if age >= 0 else child.born_on - DAY

    assert bool(rules.may_have_page(child, on=day)) == shields.looks_alone(
        shields.child_standing(age)
    )


@pytest.mark.parametrize("born", [date(2012, 5, 20), date(2012, 2, 29), date(2012, 12, 31)])
@pytest.mark.parametrize("years", [12, 16, 18])
def test_a_birthday_is_the_first_day_of_the_new_age(born: date, years: int) -> None:
    day = birthday(born, years)

    assert age_on(born, day - DAY) == years - 1
    assert age_on(born, day) == age_on(born, day + DAY) == years


def test_who_is_born_on_29_february_is_a_year_older_on_1_march() -> None:
    assert birthday(date(2012, 2, 29), 18) == date(2030, 3, 1)
    assert birthday(date(2012, 2, 29), 12) == date(2024, 2, 29)


@pytest.mark.parametrize(("days", "opens"), [(-1, False), (0, True), (1, True)])
def test_a_page_opens_on_the_twelfth_birthday(days: int, *, opens: bool) -> None:
    child = Somebody(date(2014, 9, 7), is_child=True)

    assert bool(rules.may_have_page(child, on=TODAY + days * DAY)) is opens


@pytest.mark.parametrize(("days", "opens"), [(-1, True), (0, False), (1, False)])
def test_a_parent_stops_looking_on_the_eighteenth_birthday_of_the_last_child(
    days: int, *, opens: bool
) -> None:
    born = date(2008, 9, 7)
    parent = Somebody(MOTHER, is_child=False, charges=(Charge(born, Period(date(2020, 1, 1))),))

    assert bool(rules.may_have_page(parent, on=TODAY + days * DAY)) is opens
    assert shields.page_until(parent, on=TODAY - DAY) == Period(date(2020, 1, 1), TODAY)


@pytest.mark.parametrize(("days", "opens"), [(-1, True), (0, False)])
def test_a_parent_stops_looking_when_authority_ends(days: int, *, opens: bool) -> None:
    parent = Somebody(
        MOTHER, is_child=False, charges=(Charge(SON, Period(date(2021, 1, 1), TODAY)),)
    )

    assert bool(rules.may_have_page(parent, on=TODAY + days * DAY)) is opens


def test_authority_over_a_second_child_carries_on() -> None:
    older, younger = date(2008, 9, 7), date(2015, 1, 1)
    parent = Somebody(
        MOTHER,
        is_child=False,
        charges=(
            Charge(older, Period(date(2020, 1, 1))),
            Charge(younger, Period(date(2020, 1, 1))),
        ),
    )

    assert shields.page_until(parent, on=TODAY) == Period(date(2020, 1, 1), date(2033, 1, 1))


@pytest.mark.parametrize(("days", "opens"), [(-1, True), (0, False)])
def test_who_left_looks_no_more(days: int, *, opens: bool) -> None:
    child = Somebody(date(2010, 1, 1), is_child=True, left_on=TODAY)

    assert bool(rules.may_have_page(child, on=TODAY + days * DAY)) is opens


def test_a_parent_looks_no_more_through_a_child_that_left() -> None:
    charges = (Charge(SON, Period(date(2021, 1, 1)), child_left_on=TODAY),)
    parent = Somebody(MOTHER, is_child=False, charges=charges)

    assert rules.may_have_page(parent, on=TODAY - DAY)
    assert not rules.may_have_page(parent, on=TODAY)


def test_a_young_parent_looks_as_a_young_person_until_18() -> None:
    young = Somebody(date(2009, 9, 8), is_child=False)

    assert rules.may_have_page(young, on=TODAY)
    assert not rules.may_have_page(young, on=date(2027, 9, 8))


@pytest.mark.parametrize("age", range(18))
@pytest.mark.parametrize("agrees", [True, False])
@pytest.mark.parametrize("released", [True, False])
@pytest.mark.parametrize("authority", [True, False])
def test_a_childs_words_reach_a_parent_only_as_the_table_says(
    age: int, *, agrees: bool, released: bool, authority: bool
) -> None:
    verdict = rules.words_may_be_read(
        teller_age=age, teller_agrees=agrees, is_released=released, has_authority=authority
    )

    assert bool(verdict) == (authority and released and (age < 12 or agrees))


def test_at_18_nobody_reads_along() -> None:
    assert not rules.words_may_be_read(teller_age=18, **READS)


@given(
    st.dates(date(1950, 1, 1), date(2026, 1, 1)),
    st.booleans(),
    st.lists(
        st.tuples(
            st.dates(date(2005, 1, 1), date(2026, 1, 1)),
            st.dates(date(2010, 1, 1), date(2026, 1, 1)),
            st.none() | st.integers(0, 4000),
        ),
        max_size=3,
    ),
    st.none() | st.dates(date(2015, 1, 1), date(2035, 1, 1)),
    st.dates(date(2015, 1, 1), date(2035, 1, 1)),
)
def test_what_ends_a_right_never_opens_a_page(
    born: date,
    is_child: bool,  # noqa: FBT001 - drawn
    charges: list[tuple[date, date, int | None]],
    left_on: date | None,
    day: date,
) -> None:
    drawn = tuple(
        Charge(child, Period(since, None if days is None else since + timedelta(days=days)))
        for child, since, days in charges
    )
    somebody = Somebody(born, is_child, left_on, drawn)
    fewer = [
        Somebody(born, is_child, left_on, drawn[1:]),
        Somebody(born, is_child, left_on, drawn, is_closed_off=True),
        Somebody(born, is_child, min(left_on or day, day), drawn),
    ]

    if not rules.may_have_page(somebody, on=day):
        assert not any(rules.may_have_page(one, on=day) for one in fewer)
