"""A no carries its reason, its rule and what to do now."""

from __future__ import annotations

import pytest

from tandem.core.verdict import YES, Refusal, Rule, first_no

RULE = Rule("HUIS-01", "De deur is dicht.", "Klop aan.", "huisregel", ("INV-41",))
OTHER = Rule("HUIS-02", "Het is te laat.", "Kom morgen.", "huisregel")


def test_a_yes_is_true_and_has_nothing_to_say() -> None:
    assert YES
    assert (YES.reason, YES.now) == ("", "")


def test_a_no_is_false_and_says_what_is_wrong_and_what_to_do() -> None:
    verdict = RULE.no("Het is zondag.")

    assert not verdict
    assert verdict.reason == "Het is zondag. De deur is dicht."
    assert verdict.now == "Klop aan."


def test_a_no_without_detail_is_the_sentence_of_the_rule() -> None:
    assert RULE.no().reason == "De deur is dicht."


def test_a_refusal_carries_the_rule_that_said_no() -> None:
    with pytest.raises(Refusal) as raised:
        RULE.no("Het is zondag.").or_refuse()

    assert raised.value.rule is RULE
    assert str(raised.value) == "Het is zondag. De deur is dicht."


def test_a_yes_refuses_nobody() -> None:
    YES.or_refuse()

    with pytest.raises(ValueError, match="yes cannot be refused"):
        _ = Refusal(YES).rule


def test_the_first_no_wins() -> None:
    assert first_no(YES, RULE.no(), OTHER.no()).rule is RULE
    assert first_no(YES, OTHER.no(), RULE.no()).rule is OTHER
    assert first_no(YES, YES)
    assert first_no()
