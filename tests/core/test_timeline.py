"""The road as a picture: marks that never touch, and nothing that is left out."""

from __future__ import annotations

import random
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import pairwise
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period
from tandem.core.timeline import (
    GAP,
    MOST_IN_A_LANE,
    SIDE,
    WHOLE,
    Happening,
    Lane,
    Road,
    laid_out,
    road_svg,
)

JANUARY = date(2026, 1, 1)
YEAR = Period(JANUARY, date(2027, 1, 1))
LANES = (
    Lane("contact", "Contact", "contacten", "circle"),
    Lane("consent", "Toestemming", "stappen", "square", is_open=True),
    Lane("phase", "Fase", "stappen", "triangle"),
)
DAYS = st.dates(date(2024, 1, 1), date(2028, 12, 31))
HAPPENED = st.lists(
    st.builds(Happening, DAYS, st.sampled_from([lane.key for lane in LANES]), st.text(max_size=9)),
    max_size=60,
)
PERIODS = st.builds(
    lambda since, days: Period(since, since + timedelta(days=days)), DAYS, st.integers(1, 1500)
)


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def drawn(road: Road, today: date = date(2026, 6, 1)) -> ET.Element:
    return ET.fromstring(road_svg(road, today=today, way=lambda mark: f"?van={mark.first}"))


def links(svg: ET.Element) -> list[str]:
    return [link.findtext("title") or "" for link in svg.iter("a")]


@given(HAPPENED, PERIODS)
def test_marks_in_a_lane_never_touch_and_lie_inside(
    happened: list[Happening], period: Period
) -> None:
    road = laid_out(happened, LANES, period)

    for lane in LANES:
        places = [mark.place for mark in road.marks if mark.lane == lane]
        assert all(after - before >= GAP for before, after in pairwise(places))
        assert all(SIDE <= place <= WHOLE - SIDE for place in places)
        assert len(places) <= MOST_IN_A_LANE


@given(HAPPENED, PERIODS)
def test_everything_in_the_period_is_in_exactly_one_mark(
    happened: list[Happening], period: Period
) -> None:
    road = laid_out(happened, LANES, period)

    shown = sorted(one for mark in road.marks for one in mark.happenings)
    assert shown == sorted(one for one in happened if period.has(one.day))
    assert all(one.lane == mark.lane.key for mark in road.marks for one in mark.happenings)
    assert all(mark.first <= mark.last for mark in road.marks)


@given(HAPPENED, PERIODS, st.randoms(use_true_random=False))
def test_the_same_data_is_the_same_picture(
    happened: list[Happening], period: Period, chance: random.Random
) -> None:
    shuffled = list(happened)
    chance.shuffle(shuffled)

    def picture(found: list[Happening]) -> str:
        return road_svg(laid_out(found, LANES, period), today=JANUARY, way=lambda _mark: "#")

    assert picture(shuffled) == picture(happened)


@given(HAPPENED, PERIODS)
def test_the_picture_is_whole_and_every_mark_is_a_link_with_a_text(
    happened: list[Happening], period: Period
) -> None:
    happened = [one for one in happened if one.text.isprintable()]
    road = laid_out(happened, LANES, period)

    svg = drawn(road)
    assert len(links(svg)) == len(road.marks)
    assert all(link.attrib["href"] for link in svg.iter("a"))
    assert all(said.strip() for said in links(svg))


def test_one_happening_is_said_with_its_day() -> None:
    road = laid_out([Happening(date(2026, 3, 3), "contact", "Fatima belt.")], LANES, YEAR)

    assert links(drawn(road)) == ["3 maart 2026: Fatima belt."]


def test_two_thousand_notes_are_counted() -> None:
    happened = [
        Happening(JANUARY + timedelta(days=n % 365), "contact", f"Nummer {n}.")
        for n in range(2_000)
    ]

    road = laid_out(happened, LANES, YEAR)

    assert road.happenings == 2_000
    assert len(road.marks) <= MOST_IN_A_LANE
    said = links(drawn(road))
    assert said[0].startswith("1 januari 2026 tot en met ")
    assert said[0].endswith(" contacten")
    assert "99+" in [text.text for text in drawn(road).iter("text")]


def test_lanes_differ_by_name_and_shape() -> None:
    road = laid_out([Happening(JANUARY, lane.key, "Iets.") for lane in LANES], LANES, YEAR)
    svg = drawn(road)

    assert {"Contact", "Toestemming", "Fase"} <= {text.text for text in svg.iter("text")}
    assert [len(list(svg.iter(tag))) for tag in ("circle", "rect", "path")] == [1, 1, 1]
    assert "road__open" in ET.tostring(svg, encoding="unicode")


def test_it_says_in_words_what_it_shows() -> None:
    road = laid_out([Happening(JANUARY, "contact", "Iets.")], LANES, YEAR)

    desc = drawn(road).find("desc")
    assert desc is not None
    assert desc.text == (
        "Van 1 januari 2026 tot en met 31 december 2026 gebeurde er 1 keer iets. Alles staat ook"
        " in de lijst hieronder."
    )


@pytest.mark.parametrize(
    ("period", "lines"),
    [
        (Period(JANUARY, date(2026, 1, 20)), 0),
        (YEAR, 11),
        (Period(JANUARY, date(2028, 1, 1)), 7),
        (Period(date(2000, 1, 1), date(2026, 1, 1)), 12),
    ],
)
def test_there_is_a_line_where_a_month_or_a_year_begins(period: Period, lines: int) -> None:
    svg = drawn(laid_out([], LANES, period), today=date(1999, 1, 1))

    found = [line for line in svg.iter("line") if line.attrib["class"] == "road__line"]
    assert len(found) == lines


@given(PERIODS)
def test_days_beneath_never_touch_on_a_phone(period: Period) -> None:
    svg = drawn(laid_out([], LANES, period))

    days = [text for text in svg.iter("text") if text.attrib["class"] == "road__day"]
    between = [float(text.attrib["x"].rstrip("%")) for text in days[:-2]]
    assert all(34 <= place <= 66 for place in between)
    assert all(after - before >= 20 for before, after in pairwise(between))


def test_today_is_a_line_when_it_lies_inside() -> None:
    road = laid_out([], LANES, YEAR)

    def has_now(today: date) -> bool:
        return "road__now" in ET.tostring(drawn(road, today), encoding="unicode")

    assert has_now(date(2026, 6, 1))
    assert not has_now(date(2027, 6, 1))


def test_a_picture_has_an_end() -> None:
    with pytest.raises(ValueError, match="end"):
        laid_out([], LANES, Period(JANUARY))
