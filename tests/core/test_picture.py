import re
from collections.abc import Iterator
from datetime import date
from xml.etree import ElementTree as ET

import pytest
from django.utils import translation

from tandem.core.picture import PastSeat, Rider, in_words, initials_of, seat_strip_svg, tandem_svg

MONDAY = date(2026, 11, 23)
SAMIRA = Rider("Samira Bos", "SB", "lokaal team Huizen", date(2026, 10, 12))
JORIS = Rider("Joris Vink", "JV", "Veilig Thuis")
BO = Rider("Bo Li", "BL", "Raad")
KIM = Rider("Kim Smit", "KS", "GGZ")


@pytest.fixture(autouse=True)
def _dutch() -> Iterator[None]:
    with translation.override("nl"):
        yield


def drawn(svg: str) -> ET.Element:
    return ET.fromstring(svg)


def texts(svg: str) -> list[str]:
    return [node.text or "" for node in drawn(svg).iter("text")]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Samira Bos", "SB"),
        ("Anne van der Heijden", "AH"),
        ("Kim", "K"),
        ("bo li", "BL"),
        ("Ömer Şahin", "ÖŞ"),
        ("Bo Bo", "BB"),
        ("", ""),
    ],
)
def test_initials_are_those_of_the_first_and_the_last_name(name: str, expected: str) -> None:
    assert initials_of(name) == expected


def test_picture_names_both_riders_and_their_seats() -> None:
    shown = texts(tandem_svg(SAMIRA, [JORIS]))

    assert "Samira Bos" in shown
    assert {"voorop", "lokaal team Huizen"} <= set(shown)
    assert "Joris Vink" in shown
    assert {"achterop", "Veilig Thuis"} <= set(shown)


def test_picture_says_in_words_what_it_shows() -> None:
    svg = drawn(tandem_svg(SAMIRA, [JORIS]))

    assert svg.get("role") == "img"
    assert svg.get("aria-labelledby") == "tandem-title tandem-desc"
    assert svg.findtext("desc") == (
        "Samira Bos van lokaal team Huizen zit voorop sinds 12 oktober 2026. "
        "Joris Vink van Veilig Thuis zit achterop."
    )


def test_words_name_everybody_on_the_back_also_whom_the_picture_only_counts() -> None:
    words = in_words(SAMIRA, [JORIS, BO, KIM, Rider("Noor Stam", "NS", "Wijk")])

    assert all(name in words for name in ("Joris Vink", "Bo Li", "Kim Smit", "Noor Stam"))


def test_empty_tandem_shows_two_empty_seats_and_says_so() -> None:
    svg = tandem_svg(None)

    assert svg.count("tandem__empty") == 2
    assert "nog niemand" in texts(svg)
    assert "lege plaats" in texts(svg)
    assert in_words(None) == "Voorop zit nog niemand. Achterop zit niemand."


def test_words_count_the_seats_that_ended() -> None:
    past = [PastSeat("Bo Li", "Raad", "back", date(2026, 1, 1), date(2026, 2, 1))]

    assert in_words(SAMIRA, [JORIS], past).endswith("Eerder bezette plaatsen: 1.")


@pytest.mark.parametrize(
    ("back", "circles", "counted"),
    [
        ([JORIS], 1, None),
        ([JORIS, BO], 2, None),
        ([JORIS, BO, KIM], 3, None),
        ([JORIS, BO, KIM, SAMIRA], 3, "+2"),
    ],
)
def test_picture_draws_at_most_three_on_the_back_and_counts_the_rest(
    back: list[Rider], circles: int, counted: str | None
) -> None:
    svg = tandem_svg(SAMIRA, back)

    assert svg.count('class="tandem__back"') == circles
    assert [text for text in texts(svg) if text.startswith("+")] == ([counted] if counted else [])


def test_two_riders_with_the_same_name_are_both_drawn() -> None:
    svg = tandem_svg(SAMIRA, [JORIS, JORIS])

    places = re.findall(r'tandem__back" cx="(\d+)"', svg)
    assert len(set(places)) == 2


def test_names_are_escaped_in_picture_and_strip() -> None:
    evil = Rider('<script>"x"</script>', "<b", "A & B")
    seat = PastSeat("<script>", "A & B", "front", date(2026, 1, 1))

    for svg in (tandem_svg(evil, [evil, evil]), seat_strip_svg([seat], today=MONDAY)):
        assert "<script" not in svg
        drawn(svg)


def test_long_names_are_cut_in_the_picture_but_not_in_the_words() -> None:
    long = Rider("Anne-Fleur van der Heijden-Oosterbaan", "AO", "Jeugdbescherming Noord-Holland")

    assert max(len(text) for text in texts(tandem_svg(long, [long]))) <= 30
    assert long.name in in_words(long, [])


@pytest.mark.parametrize("back", [[], [JORIS], [JORIS, BO, KIM]])
def test_picture_has_no_inline_style_or_script(back: list[Rider]) -> None:
    svg = tandem_svg(SAMIRA, back)

    assert "style=" not in svg
    assert "<style" not in svg


def test_strip_puts_the_front_above_the_back_and_shares_rows_without_overlap() -> None:
    seats = [
        PastSeat("Joris Vink", "VT", "back", date(2026, 3, 1)),
        PastSeat("Joris Vink", "VT", "front", date(2026, 1, 1), date(2026, 3, 1)),
        PastSeat("Samira Bos", "LT", "front", date(2026, 3, 1)),
        PastSeat("Bo Li", "Raad", "back", date(2026, 4, 1), date(2026, 10, 1)),
    ]
    svg = drawn(seat_strip_svg(seats, today=MONDAY))

    front = [float(r.get("y", "")) for r in svg.iter("rect") if r.get("class") == "strip__front"]
    back = [float(r.get("y", "")) for r in svg.iter("rect") if r.get("class") == "strip__back"]
    assert len(set(front)) == 1
    assert len(set(back)) == 2
    assert max(front) < min(back)


def test_strip_runs_from_the_first_day_until_today() -> None:
    seats = [
        PastSeat("Joris Vink", "VT", "front", date(2026, 11, 3), date(2026, 11, 13)),
        PastSeat("Samira Bos", "LT", "front", date(2026, 11, 13)),
    ]
    svg = seat_strip_svg(seats, today=MONDAY)

    starts = [r.get("x") for r in drawn(svg).iter("rect")]
    assert starts == ["0.00%", "50.00%"]
    assert "3 nov 2026" in texts(svg)
    assert "23 nov 2026" in texts(svg)


def test_strip_of_a_seat_that_began_today_is_drawn() -> None:
    svg = seat_strip_svg([PastSeat("Bo Li", "Raad", "front", MONDAY)], today=MONDAY)

    assert len(list(drawn(svg).iter("rect"))) == 1


def test_strip_without_seats_is_nothing() -> None:
    assert seat_strip_svg([], today=MONDAY) == ""


def test_strip_says_in_words_from_when_until_when() -> None:
    seat = PastSeat("Bo Li", "Raad", "back", date(2026, 1, 5), date(2026, 2, 1))

    assert drawn(seat_strip_svg([seat], today=MONDAY)).findtext("desc") == (
        "Bo Li van Raad: achterop van 5 januari 2026 tot 1 februari 2026."
    )
