"""The table of ages and authority: every birthday, every exception, who may speak for whom."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period, age_on
from tandem.legal import rules
from tandem.legal.enums import Circumstance, Moment, Tell
from tandem.legal.rules import Matter, Voice, ages
from tests.judged import Judged

TODAY = date(2026, 9, 7)
YEAR = Period(TODAY, date(2027, 9, 7))
HARM = Circumstance.SERIOUS_HARM
_TWO = ages.row_for(Matter.CARE, age=14)
assert _TWO is not None

JUDGED = (
    Judged(
        rules.LEGAL_31,
        rules.may_speak(Matter.CARE, age=6, is_self=False, has_authority=True),
        rules.may_speak(Matter.CARE, age=6, is_self=False, has_authority=False),
    ),
    Judged(
        rules.LEGAL_32,
        rules.authority_agrees(minors_under_16=2, yes_by_authority=1, known_holders=2),
        rules.authority_agrees(minors_under_16=2, yes_by_authority=0, known_holders=2),
    ),
    Judged(
        rules.LEGAL_33,
        rules.told_before_yes(rules.BEFORE_YES),
        rules.told_before_yes([Tell.OWN_DECISION, Tell.WITHDRAWAL]),
    ),
    Judged(
        rules.LEGAL_34,
        rules.exception_fits(Matter.CARE, age=14, when=HARM, reason="Zij slaapt niet."),
        rules.exception_fits(Matter.CARE, age=8, when=HARM, reason="Zij slaapt niet."),
    ),
    Judged(
        rules.LEGAL_35,
        rules.is_agreed(_TWO, own="yes", holders={"Fatima": "yes"}),
        rules.is_agreed(_TWO, own="yes", holders={"Fatima": "yes", "Daan": ""}),
    ),
    Judged(
        rules.LEGAL_36,
        rules.sharing_is_precise(purpose="plan", what="rapport", source="school", period=YEAR),
        rules.sharing_is_precise(
            purpose="plan", what="rapport", source="school", period=Period(TODAY)
        ),
    ),
    Judged(
        rules.LEGAL_37,
        rules.may_speak_with(organization="Veilig Thuis", said_no_or_nothing=[]),
        rules.may_speak_with(organization="Veilig Thuis", said_no_or_nothing=["Daan"]),
    ),
    Judged(
        rules.LEGAL_38,
        rules.expert_is_no_breaking_point(is_breaking_point=False, refused=["Fatima"]),
        rules.expert_is_no_breaking_point(is_breaking_point=True, refused=["Fatima"]),
    ),
    Judged(
        rules.LEGAL_39,
        rules.may_be_taken_back(is_running_yes=True),
        rules.may_be_taken_back(is_running_yes=False),
    ),
    Judged(
        rules.LEGAL_40,
        rules.told_in_time(rules.AT_START, told=rules.AT_START, promised=()),
        rules.told_in_time(rules.AT_START, told=rules.AT_START[1:], promised=()),
    ),
    Judged(
        rules.LEGAL_40,
        rules.child_was_spoken_with(name="Sem", spoken=True),
        rules.child_was_spoken_with(name="Sem", spoken=False),
    ),
    Judged(
        rules.LEGAL_40,
        rules.promise_is_near(
            [Tell.CONTACT], reason="Crisis.", today=TODAY, due_on=TODAY + 14 * timedelta(days=1)
        ),
        rules.promise_is_near(
            [Tell.CONTACT], reason="Crisis.", today=TODAY, due_on=TODAY + 15 * timedelta(days=1)
        ),
    ),
    Judged(
        rules.LEGAL_42,
        rules.told_at_turning_point(rules.AT_TURNING_POINT, is_rvdk=False),
        rules.told_at_turning_point(rules.AT_TURNING_POINT, is_rvdk=True),
    ),
    Judged(
        rules.LEGAL_41,
        rules.source_is_allowed(is_third_party=True, about=["Sem"], without=[]),
        rules.source_is_allowed(is_third_party=True, about=["Sem"], without=["Sem"]),
    ),
)
DAY = timedelta(days=1)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_the_rule_lets_through_and_refuses(judged: Judged) -> None:
    judged.check()


def voices(matter: Matter, born: date, on: date, when: str = "normal") -> tuple[Voice, ...]:
    row = ages.row_for(matter, age=age_on(born, on), when=when)
    return () if row is None else row.decides


PARENTS, BOTH, OWN = (Voice.HOLDER,), (Voice.SELF, Voice.HOLDER), (Voice.SELF,)


@pytest.mark.parametrize(
    ("years", "matter", "before", "after"),
    [
        (12, Matter.CARE, PARENTS, BOTH),
        (16, Matter.CARE, BOTH, OWN),
        (18, Matter.CARE, OWN, OWN),
        (12, Matter.SHARING, PARENTS, OWN),
        (16, Matter.SHARING, OWN, OWN),
        (12, Matter.COOPERATION, PARENTS, OWN),
    ],
)
@pytest.mark.parametrize("born", [date(2008, 9, 7), date(2008, 2, 28), date(2008, 3, 1)])
def test_the_table_turns_on_the_birthday_itself(
    years: int, matter: Matter, before: object, after: object, born: date
) -> None:
    birthday = born.replace(year=born.year + years)

    assert voices(matter, born, birthday - DAY) == before
    assert voices(matter, born, birthday) == after


@pytest.mark.parametrize("years", [12, 16, 18])
def test_who_is_born_on_29_february_has_a_birthday_every_year(years: int) -> None:
    born = date(2008, 2, 29)
    year = born.year + years
    is_leap = year % 4 == 0
    birthday = date(year, 2, 29) if is_leap else date(year, 3, 1)

    assert age_on(born, birthday - DAY) == years - 1
    assert age_on(born, birthday) == years


def test_a_measure_asks_nobody_until_18_and_no_longer() -> None:
    running = ages.row_for(Matter.CARE, age=17, when=Circumstance.MEASURE)

    assert running is not None
    assert running.decides == ()
    assert "rechter" in running.who
    assert ages.row_for(Matter.CARE, age=18, when=Circumstance.MEASURE) is None
    assert rules.is_agreed(running, own="no", holders={"Fatima": "no"})


@given(st.integers(-1, 110), st.sampled_from(Matter), st.sampled_from(Circumstance))
def test_at_every_age_at_most_one_line_decides(age: int, matter: Matter, when: str) -> None:
    fitting = [row for row in ages.TABLE if (row.matter, row.when) == (matter, when)]
    found = [row for row in fitting if row.has(age)]

    assert len(found) <= 1
    assert ages.row_for(matter, age=age, when=when) == (found[0] if found else None)
    if when == Circumstance.NORMAL:
        assert found


@given(st.integers(0, 110), st.sampled_from(Matter), st.sampled_from(Circumstance))
def test_somebody_without_authority_never_speaks_for_a_minor(
    age: int, matter: Matter, when: str
) -> None:
    verdict = rules.may_speak(matter, age=age, is_self=False, has_authority=False, when=when)

    assert not verdict or age >= rules.ADULT


@given(st.integers(12, 110))
def test_nobody_else_gives_away_what_somebody_of_12_told(age: int) -> None:
    for has_authority in (True, False):
        assert not rules.may_speak(
            Matter.SHARING, age=age, is_self=False, has_authority=has_authority
        )


def test_every_line_cites_its_articles_and_says_who_in_words() -> None:
    assert len({row.id for row in ages.TABLE}) == len(ages.TABLE)
    for row in ages.TABLE:
        assert row.sentence[-1] == "."
        assert row.articles
        assert row.who
        assert "jaar" in row.ages or "tot en met" in row.ages or "jonger" in row.ages


@pytest.mark.parametrize(
    ("own", "holders", "says"),
    [
        ("", {"Fatima": "yes"}, "zelf is nog niet gevraagd"),
        ("no", {"Fatima": "yes"}, "zelf zei nee"),
        ("yes", {}, "niet wie gezag heeft"),
        ("yes", {"Fatima": "no"}, "Fatima zei nee"),
    ],
)
def test_help_for_a_child_of_14_waits_for_everybody(
    own: str, holders: dict[str, str], says: str
) -> None:
    verdict = rules.is_agreed(_TWO, own=own, holders=holders)  # type: ignore[arg-type]

    assert says in verdict.reason


def test_a_representative_speaks_for_an_adult_who_cannot() -> None:
    row = ages.row_for(Matter.CARE, age=40, when=Circumstance.INCAPABLE)

    assert row is not None
    assert not rules.is_agreed(row, own="yes", holders={}, representatives=[])
    assert rules.is_agreed(row, own="", holders={}, representatives=["yes"])
    for when in (Circumstance.INCAPABLE, Circumstance.NORMAL):
        spoken = rules.may_speak(Matter.CARE, age=40, is_self=False, has_authority=False, when=when)
        assert bool(spoken) == (when == Circumstance.INCAPABLE)


def test_an_exception_without_a_reason_is_none() -> None:
    assert not rules.exception_fits(Matter.CARE, age=14, when=HARM, reason=" ")
    assert rules.exception_fits(Matter.CARE, age=14, when=Circumstance.NORMAL, reason="")


def test_where_nobody_is_known_to_have_authority_a_partner_waits() -> None:
    verdict = rules.authority_agrees(minors_under_16=1, yes_by_authority=0, known_holders=0)

    assert "nog niet wie gezag heeft" in verdict.reason
    assert rules.authority_agrees(minors_under_16=0, yes_by_authority=0, known_holders=0)


@pytest.mark.parametrize("empty", ["purpose", "what", "source"])
def test_sharing_names_everything(empty: str) -> None:
    whole = {"purpose": "plan", "what": "rapport", "source": "school", empty: " "}

    assert not rules.sharing_is_precise(**whole, period=YEAR)


def test_every_point_has_its_moment_and_source() -> None:
    assert set(rules.WHEN) == set(Tell)
    assert set(rules.BEFORE_YES) == {Tell.OWN_DECISION, Tell.WITHDRAWAL, Tell.OWN_ROOM}
    assert {moment for moment, _ in rules.WHEN.values()} == set(Moment)


def test_wordings_of_the_declaration_follow_each_other() -> None:
    since = [one.since for one in rules.DECLARATIONS]

    assert since == sorted(since)
    assert rules.declaration_on(date(2020, 1, 1)).version == "2024-10"
    assert rules.declaration_on(date(2026, 8, 31)).version == "2024-10"
    assert rules.declaration_on(date(2026, 9, 1)).version == "2026-09"
    assert rules.declaration_of("2024-10") == rules.DECLARATIONS[0]
    assert rules.declaration_of("1999-01") is None
