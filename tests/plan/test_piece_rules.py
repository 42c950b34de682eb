"""When what was made together may be put before people, changed and settled."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.plan import rules
from tandem.plan.enums import Answer, PieceKind, PieceStatus, Topic
from tandem.plan.rules import PIECE_MOVES, QUALITY, TOPICS
from tandem.plan.selectors.difference import bits
from tests.judged import Judged

TODAY = date(2026, 9, 7)
CHILDREN = {Topic.FOR_CHILDREN: "Als er hard gepraat wordt, ga jij naar Els."}

JUDGED = (
    Judged(
        rules.PLAN_01,
        rules.stays_as_it_was(is_draft=True, was_put=False),
        rules.stays_as_it_was(is_draft=True, was_put=True),
    ),
    Judged(rules.PLAN_02, rules.everybody_is_heard([]), rules.everybody_is_heard(["Daan"])),
    Judged(
        rules.PLAN_03,
        rules.is_concrete(who=True, what="loopt buiten", when="bij ruzie", watcher="Els"),
        rules.is_concrete(who=True, what="loopt buiten", when="bij ruzie", watcher=" "),
    ),
    Judged(
        rules.PLAN_04,
        rules.agrees_or_says_why_not(agreements=0, why_not="Moeder wil nu geen contact."),
        rules.agrees_or_says_why_not(agreements=0, why_not=""),
    ),
    Judged(
        rules.PLAN_05,
        rules.says_what_if(in_general="", per_agreement=["Naar oma.", "Samira bellen."]),
        rules.says_what_if(in_general="", per_agreement=["Naar oma.", ""]),
    ),
    Judged(
        rules.PLAN_06,
        rules.is_made_together(with_parents=True, why_without=""),
        rules.is_made_together(with_parents=False, why_without=""),
    ),
    Judged(
        rules.PLAN_07,
        rules.has_a_next_day(TODAY, made_on=TODAY),
        rules.has_a_next_day(TODAY - timedelta(days=1), made_on=TODAY),
    ),
    Judged(rules.PLAN_08, rules.at_most_three(3), rules.at_most_three(4)),
    Judged(
        rules.PLAN_09,
        rules.quality_is_answered(dict.fromkeys(QUALITY, "Met ieder apart.")),
        rules.quality_is_answered(dict.fromkeys(QUALITY[:4], "Met ieder apart.")),
    ),
    Judged(
        rules.PLAN_10,
        rules.somebody_recognises([Answer.DISAGREE, Answer.PARTLY]),
        rules.somebody_recognises([Answer.DISAGREE, Answer.NOT_PUT]),
    ),
    Judged(
        rules.PLAN_11,
        rules.answer_is_whole(Answer.DISAGREE, words="De bus viel uit.", why_not=""),
        rules.answer_is_whole(Answer.DISAGREE, words=" ", why_not=""),
    ),
    Judged(rules.PLAN_12, rules.no_other_is_begun(drafts=0), rules.no_other_is_begun(drafts=1)),
    Judged(
        rules.PLAN_13,
        rules.is_in_the_making(PieceStatus.DRAFT),
        rules.is_in_the_making(PieceStatus.REPLACED),
    ),
    Judged(
        rules.PLAN_14,
        rules.says_something(PieceKind.FAMILY, texts={}, goals=1),
        rules.says_something(PieceKind.FAMILY, texts={}, goals=0),
    ),
    Judged(
        rules.PLAN_15,
        rules.fits_a_child(age=6, for_children="Ga naar Els."),
        rules.fits_a_child(age=17, for_children=""),
    ),
    Judged(
        rules.PLAN_16,
        rules.names_nothing_closed("Zij gaan naar een veilige plek.", ["Eikenlaan 3", ""]),
        rules.names_nothing_closed("Zij gaan naar  EIKENLAAN 3.", ["Eikenlaan 3"]),
    ),
    Judged(
        rules.PLAN_16,
        rules.may_read_of_it(is_closed=False),
        rules.may_read_of_it(is_closed=True),
    ),
    Judged(
        rules.PLAN_17,
        rules.is_not_of_another(is_own_words=True, is_teller=True),
        rules.is_not_of_another(is_own_words=True, is_teller=False),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_every_kind_says_its_topics_and_every_topic_has_a_place() -> None:
    assert set(TOPICS) == set(PieceKind)
    assert {topic for topics in TOPICS.values() for topic in topics} == set(Topic)


def test_nothing_comes_back_once_it_was_replaced() -> None:
    assert set(PIECE_MOVES) == set(PieceStatus)
    assert not PIECE_MOVES[PieceStatus.REPLACED]
    assert all(PieceStatus.DRAFT not in moves for moves in PIECE_MOVES.values())


def test_a_reason_why_not_goes_with_not_put_only() -> None:
    assert rules.answer_is_whole(Answer.NOT_PUT, words="", why_not="Is op kamp.")
    assert not rules.answer_is_whole(Answer.NOT_PUT, words="Ja hoor.", why_not="Is op kamp.")
    assert not rules.answer_is_whole(Answer.NOT_PUT, words="", why_not=" ")
    assert rules.answer_is_whole(Answer.AGREE, words="", why_not="")


def test_a_short_name_does_not_close_every_word_that_holds_it() -> None:
    assert rules.names_nothing_closed("Zij gaan naar oma.", ["GI", "a"])


TEXT = st.text(st.sampled_from("ab \n"), max_size=60)


@given(TEXT, TEXT)
def test_a_difference_gives_back_both_texts(old: str, new: str) -> None:
    found = bits(old, new)

    after = " ".join(one.text for one in found if one.became != "gone")
    before = " ".join(one.text for one in found if one.became != "added")
    assert after.split() == new.split()
    assert before.split() == old.split()


@given(TEXT)
def test_what_did_not_change_is_not_marked(text: str) -> None:
    assert all(one.became == "same" for one in bits(text, text))
