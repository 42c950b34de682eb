"""The circle around a family: nobody is left out, nothing overlaps, and it says what it shows."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from math import hypot
from typing import TYPE_CHECKING
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation
from hypothesis import given
from hypothesis import strategies as st

from tandem.core import circle
from tandem.core.circle import Around, circle_svg, in_words, layout

if TYPE_CHECKING:
    from collections.abc import Sequence

RINGS = ("sterk", "gewoon", "dun", "nog niet bekend")
ZOHRA = Around("Oma Zohra", "moeder van Fatima", 0, "plain", "sterke band, geen spanning")
KEES = Around("Opa Kees", "vader van Daan", 2, "zigzag", "dunne band, ruzie of breuk")
ELS = Around("Els", "buurvrouw", 1, "dashed", "gewone band, spanning")

people = st.lists(
    st.builds(
        Around,
        name=st.text(min_size=1, max_size=40),
        relation=st.text(min_size=1, max_size=40),
        ring=st.integers(0, 3),
        line=st.sampled_from(("plain", "dashed", "zigzag")),
        in_words=st.just("sterke band"),
    ),
    max_size=40,
)


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def draw(around: Sequence[Around]) -> ET.Element:
    return ET.fromstring(circle_svg(around, RINGS, middle="gezin"))


def printable(around: Sequence[Around]) -> bool:
    return all((one.name + one.relation).isprintable() for one in around)


@given(people)
def test_everybody_has_a_place_up_to_the_most_that_is_drawn(around: list[Around]) -> None:
    found = layout(around)

    assert len(found.places) == min(len(around), circle.MOST_DRAWN)
    drawn = [one.who for one in found.places]
    assert all(drawn.count(one) <= around.count(one) for one in drawn)
    if len(around) > circle.MOST_DRAWN:
        left_out = max(one.ring for one in drawn)
        assert sum(one.ring < left_out for one in around) <= circle.MOST_DRAWN


@given(people)
def test_no_two_names_overlap(around: list[Around]) -> None:
    for side in (True, False):
        heights = sorted(one.label_y for one in layout(around).places if one.is_left == side)

        gaps = [below - above for above, below in pairwise(heights)]
        # A name and what they are: from 15 above to 19 beneath.
        assert all(gap >= 36 for gap in gaps)
    assert all(abs(one.label_x) > 40 for one in layout(around).places)


@given(people)
def test_no_two_dots_touch_and_each_is_on_its_ring(around: list[Around]) -> None:
    found = layout(around)
    places = found.places

    for number, one in enumerate(places):
        assert hypot(one.x, one.y) == pytest.approx(found.rings[one.who.ring])
        assert hypot(one.x, one.y) < hypot(one.label_x, one.label_y)
        for other in places[number + 1 :]:
            assert hypot(one.x - other.x, one.y - other.y) > 2 * circle.DOT


@given(people)
def test_a_line_leads_to_one_dot_only(around: list[Around]) -> None:
    """No line from the family to a name runs through the dot of somebody else."""
    places = layout(around).places
    for one in places:
        far = hypot(one.label_x, one.label_y)
        for other in places:
            if other is one:
                continue
            cross = abs(one.label_x * other.y - one.label_y * other.x) / far
            is_ahead = one.label_x * other.x + one.label_y * other.y > 0
            assert cross > circle.DOT or not is_ahead


@given(people)
def test_everything_stays_within_the_picture(around: list[Around]) -> None:
    found = layout(around)

    for one in found.places:
        assert abs(one.label_y) + 19 <= found.half_height
        assert abs(one.label_x) + circle.LABEL_WIDTH <= found.half_width
    assert max(found.rings) < found.half_height


@given(people, st.randoms())
def test_the_order_in_which_people_were_written_down_changes_nothing(
    around: list[Around], chance: object
) -> None:
    mixed = list(around)
    chance.shuffle(mixed)  # type: ignore[attr-defined]

    assert layout(mixed) == layout(around)
    assert circle_svg(mixed, RINGS, middle="gezin") == circle_svg(around, RINGS, middle="gezin")


@given(people.filter(printable))
def test_whatever_people_are_called_the_picture_can_be_read(around: list[Around]) -> None:
    svg = circle_svg(around, RINGS, middle="gezin")

    drawn = ET.fromstring(svg)
    names = [one for one in drawn.iter("text") if one.get("class") == "circle__name"]
    assert len(names) == min(len(around), circle.MOST_DRAWN)
    assert "style=" not in svg
    assert "<script" not in svg


def test_it_names_everybody_and_what_they_are() -> None:
    shown = [one.text for one in draw([ZOHRA, KEES, ELS]).iter("text")]

    assert {"Oma Zohra", "Opa Kees", "Els", "buurvrouw", "gezin"} <= set(shown)
    assert {"sterk", "gewoon", "dun"} <= set(shown)


def test_it_says_in_words_what_it_shows_the_nearest_first() -> None:
    svg = draw([KEES, ZOHRA])

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "circle-title circle-desc"
    assert svg.findtext("desc") == (
        "Oma Zohra (moeder van Fatima): sterke band, geen spanning. "
        "Opa Kees (vader van Daan): dunne band, ruzie of breuk."
    )


def test_words_name_also_whom_the_picture_has_no_room_for() -> None:
    crowd = [Around(f"Buur {n}", "buur", 1, "plain", "gewone band") for n in range(40)]

    assert in_words(crowd).count("gewone band") == 40


def test_an_empty_circle_says_that_nobody_is_there() -> None:
    assert draw([]).findtext("desc") == "Er staat nog niemand in de kring."


def test_strain_is_a_shape_and_not_a_color() -> None:
    ties = {
        one.get("class"): one.get("d", "")
        for one in draw([ZOHRA, KEES, ELS]).iter("path")
        if "circle__tie " in one.get("class", "")
    }

    assert ties["circle__tie circle__tie--zigzag"].count("L") > 4
    assert ties["circle__tie circle__tie--plain"].count("L") == 1
    assert ties["circle__tie circle__tie--dashed"].count("L") == 1


def test_the_ring_of_what_is_not_known_is_there_only_when_somebody_stands_on_it() -> None:
    somebody = Around("Juf", "school", 3, "plain", "nog niet bekend")

    assert len(layout([ZOHRA]).rings) == 3
    assert len(layout([ZOHRA, somebody]).rings) == 4
    assert "nog niet bekend" not in [one.text for one in draw([ZOHRA]).iter("text")]


def test_names_are_escaped() -> None:
    svg = circle_svg([Around('<script>"x"</script>', "A & B", 0)], RINGS, middle="<b>")

    assert "<script" not in svg
    ET.fromstring(svg)


def test_a_long_name_is_cut_in_the_picture_and_whole_in_the_words() -> None:
    long = Around("Anne-Fleur van der Heijden-Oosterbaan", "de zus van de moeder van Daan", 0)

    texts = [one.text or "" for one in draw([long]).iter("text")]
    assert max(len(text) for text in texts) <= circle.RELATION_LENGTH
    assert long.name in in_words([long])
