"""The rules of the family drawing: what cannot be, and what may be unknown."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tandem.dossier.rules import DOSSIER_08
from tandem.plan import rules
from tandem.plan.enums import SORTS, BondKind, sort_of
from tandem.plan.rules import Born
from tests.judged import Judged

TODAY = date(2026, 9, 7)
KNOWN = [("Zohra", "Fatima"), ("Fatima", "Noor")]

JUDGED = (
    Judged(
        rules.PLAN_21,
        yes=rules.nobody_comes_down_from_themselves("Noor", "Lot", known=KNOWN),
        no=rules.nobody_comes_down_from_themselves("Noor", "Zohra", known=KNOWN),
    ),
    Judged(
        rules.PLAN_22,
        yes=rules.two_people("Fatima", "Daan"),
        no=rules.two_people("Fatima", "Fatima"),
    ),
    Judged(
        rules.PLAN_23,
        yes=rules.is_said_once(is_known=False),
        no=rules.is_said_once(is_known=True),
    ),
    Judged(
        rules.PLAN_24,
        yes=rules.years_fit(1950, 2019, today=TODAY),
        no=rules.years_fit(1950, 1905, today=TODAY),
    ),
    Judged(
        rules.PLAN_25,
        yes=rules.are_twins(Born(date(2015, 5, 3)), Born(date(2015, 5, 4))),
        no=rules.are_twins(Born(date(2012, 3, 4)), Born(date(2020, 3, 4))),
    ),
    Judged(rules.PLAN_26, yes=rules.room_is_left(59), no=rules.room_is_left(60)),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_rule_lets_through_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_nobody_is_their_own_parent() -> None:
    assert not rules.nobody_comes_down_from_themselves("Noor", "Noor", known=[])


PAIRS = st.lists(st.tuples(st.integers(0, 7), st.integers(0, 7)), max_size=20)


@given(PAIRS)
def test_what_the_rule_lets_through_never_makes_a_circle(pairs: list[tuple[int, int]]) -> None:
    known: list[tuple[int, int]] = []
    for parent, child in pairs:
        if rules.nobody_comes_down_from_themselves(parent, child, known=known):
            known.append((parent, child))
    above: dict[int, set[int]] = {n: {p for p, c in known if c == n} for n in range(8)}
    for _generation in range(8):
        above = {n: up | {x for one in up for x in above[one]} for n, up in above.items()}

    assert all(n not in up for n, up in above.items())


@pytest.mark.parametrize(
    ("since", "until", "fits"),
    [
        (None, None, True),
        (2019, 2019, True),
        (2026, None, True),
        (None, 2027, False),
        (2027, None, False),
        (2020, 2019, False),
    ],
)
def test_years_may_be_unknown_but_not_turned_around(
    since: int | None, until: int | None, *, fits: bool
) -> None:
    assert bool(rules.years_fit(since, until, today=TODAY)) == fits


def test_a_parent_is_refused_only_when_it_cannot_be() -> None:
    child = Born(date(2012, 5, 1))

    assert rules.parent_is_older(Born(year=2012), child)
    assert rules.parent_is_older(Born(), child)
    assert rules.parent_is_older(child, Born())
    refused = rules.parent_is_older(Born(year=2013), child)
    assert refused.rule is DOSSIER_08


def test_twins_of_whom_little_is_known_are_let_through() -> None:
    assert rules.are_twins(Born(year=2012), Born(date(2012, 12, 31)))
    assert rules.are_twins(Born(), Born(year=1950))
    assert not rules.are_twins(Born(year=2010), Born(year=2012))


@pytest.mark.parametrize("kind", BondKind)
def test_every_kind_of_bond_is_of_one_sort(kind: BondKind) -> None:
    assert [sort for sort in SORTS if kind in sort] == [sort_of(kind)]
