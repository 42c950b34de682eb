"""Lines of who did what, folded so that a person can read them."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from tandem.desk.selectors import trail

NOON = datetime(2026, 9, 7, 10, 0, tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Said(trail.Line):
    """A line that says one word."""

    word: str

    @property
    def sentence(self) -> str:
        """The word."""
        return self.word


def said(*words: str, apart: timedelta = timedelta(minutes=1)) -> list[Said]:
    return [Said(at=NOON - n * apart, word=word) for n, word in enumerate(words)]


def test_the_same_one_after_another_is_one_line_with_the_last_time() -> None:
    [first, second] = trail.folded(said("keek", "keek", "schreef"))

    assert (first.word, first.times, first.at) == ("keek", 2, NOON)
    assert (second.word, second.times) == ("schreef", 1)


def test_something_in_between_keeps_them_apart() -> None:
    assert [one.times for one in trail.folded(said("keek", "schreef", "keek"))] == [1, 1, 1]


def test_another_day_is_another_line() -> None:
    assert [one.times for one in trail.folded(said("keek", "keek", apart=timedelta(days=1)))] == [
        1,
        1,
    ]


@given(st.lists(st.sampled_from("ab"), max_size=30))
def test_no_line_is_lost(words: list[str]) -> None:
    lines = trail.folded(said(*words))

    assert [one.word for one in lines for _ in range(one.times)] == words
