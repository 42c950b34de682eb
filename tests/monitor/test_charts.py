"""Charts: only geometry and our own classes, words for who cannot see, numbers in a table."""

from __future__ import annotations

import re
from xml.etree import ElementTree as ET

from hypothesis import given
from hypothesis import strategies as st

from tandem.monitor.views.charts import MOST_QUARTERS, WIDTH, Series, bars

QUARTERS = tuple(f"202{number} Q4" for number in range(MOST_QUARTERS))
SVG = "{http://www.w3.org/2000/svg}"
numbers = st.lists(st.integers(0, 100_000), min_size=MOST_QUARTERS, max_size=MOST_QUARTERS)


def drawn(*rows: tuple[int, ...], quarters: tuple[str, ...] = QUARTERS) -> ET.Element:
    series = [Series(f"rij {number}", row) for number, row in enumerate(rows)]
    return ET.fromstring(bars("Nieuw & <afgerond>", quarters, series).svg)


@given(numbers, numbers)
def test_a_chart_has_a_bar_and_a_number_for_every_value(one: list[int], two: list[int]) -> None:
    svg = drawn(tuple(one), tuple(two))

    assert len(svg.findall(f".//{SVG}rect[@class='bar-1']")) == MOST_QUARTERS
    assert len(svg.findall(f".//{SVG}rect[@class='bar-2']")) == MOST_QUARTERS
    said = [text.text for text in svg.findall(f".//{SVG}text[@class='value']")]
    assert said == [str(value) for value in (*one, *two)]


@given(numbers)
def test_bars_are_as_high_as_their_numbers(row: list[int]) -> None:
    found = drawn(tuple(row)).findall(f".//{SVG}rect[@class='bar-1']")
    heights = [float(rect.get("height", "")) for rect in found]

    highest = max(row) or 1
    for value, height in zip(row, heights, strict=True):
        assert abs(height - value / highest * max(heights)) < 0.2


def test_nothing_of_the_library_is_left_but_geometry() -> None:
    text = bars("Nieuw", QUARTERS, [Series("nieuw", (1,) * MOST_QUARTERS)]).svg

    assert not re.search(r"style|script|pygal|tooltip|<desc|<defs|<title|xlink| id=|<!--", text)
    names = set(re.findall(r'class="([^"]*)"', text))
    assert names == {"axis", "bar-1", "label", "value"}


def test_the_text_alternative_says_every_number_and_is_escaped() -> None:
    svg = drawn((1, 2, 3, 4, 5, 6), (0,) * 6)

    assert svg.get("role") == "img"
    words = svg.get("aria-label", "")
    assert words.startswith("Nieuw & <afgerond>. 2020 Q4: 1 rij 0, 0 rij 1; 2021 Q4: 2 rij 0")


def test_few_quarters_do_not_make_bars_wider() -> None:
    def width(count: int) -> float:
        svg = drawn((5,) * count, quarters=QUARTERS[:count])
        rect = svg.find(f".//{SVG}rect[@class='bar-1']")
        assert rect is not None
        return float(rect.get("width", ""))

    widths = [width(count) for count in range(1, MOST_QUARTERS + 1)]
    assert max(widths) - min(widths) < 1
    assert drawn((5,), quarters=QUARTERS[:1]).get("viewBox", "").startswith(f"0 0 {WIDTH} ")


def test_the_table_beneath_has_the_same_numbers() -> None:
    chart = bars("Nieuw", QUARTERS[:2], [Series("nieuw", (3, 4)), Series("afgerond", (0, 1))])

    assert list(chart.rows) == [("2020 Q4", (3, 0)), ("2021 Q4", (4, 1))]
