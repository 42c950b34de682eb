"""A measure of one child is none of a brother or sister: extended, tested and counted apart."""

from __future__ import annotations

from datetime import date, datetime
from functools import partial

import pytest

from tandem.core.periods import day_of
from tandem.dossier.enums import Origin
from tandem.dossier.models import Person
from tandem.legal import rules, selectors
from tandem.legal.enums import Deadline
from tandem.legal.models import Measure
from tandem.legal.services import decisions, requests
from tests.factories.world import World
from tests.legal.test_measures import (
    AWAY,
    DAY,
    OTS,
    TODAY,
    by_the_rvdk,
    confirmed,
    ots,
    refused_by,
)


class TestPerChild:
    """A measure of one child is none of a brother or sister (REG-21, facts 3.8)."""

    def test_it_names_minors_of_this_household(self, world: World, at: datetime) -> None:
        record = partial(decisions.record_measure, world.home, by=world.mila, at=at)
        for nobody in ([], [world.fatima]):
            new = ots(day_of(at), children=nobody)
            refused_by(rules.bounds.LEGAL_113, partial(record, new))
        refused_by(rules.bounds.LEGAL_114, lambda: record(ots(day_of(at), threats=" ")))

    def test_an_extension_of_one_child_is_none_of_another(
        self, world: World, two: list[Person], at: datetime
    ) -> None:
        sem, noor = two
        ends = date(2027, 9, 7)
        of_both = confirmed(world, ots(day_of(at), children=two), at=at)
        later = at + 300 * DAY
        confirmed(world, ots(day_of(later), since=ends, children=[sem]), at=later)
        assert not _terms(world)[of_both.pk].is_extended

        confirmed(world, ots(day_of(later), since=ends, children=[noor]), at=later)
        assert _terms(world)[of_both.pk].is_extended

    def test_the_first_measure_of_each_child_is_tested(
        self, world: World, two: list[Person], at: datetime
    ) -> None:
        sem, noor = two
        by_the_rvdk(world, at)
        heard = {"children_heard": "Rust.", "parents_heard": "Hulp."}
        on = day_of(at)
        test = requests.NewTest(
            on,
            True,
            "Bedreigd.",
            submitted_on=on,
            children=[sem],
            **heard,  # type: ignore[arg-type]
        )
        requests.test(world.home, test, by=world.ravi, at=at)
        asked = partial(ots, on, initiated_by_pilot=True)

        confirmed(world, asked(children=[sem]), at=at)
        for whom in ([noor], [sem, noor]):
            refused_by(
                rules.LEGAL_62,
                partial(
                    decisions.record_measure,
                    world.home,
                    asked(children=whom),
                    by=world.mila,
                    at=at,
                ),
            )

    def test_two_years_are_of_one_child(
        self, world: World, two: list[Person], at: datetime
    ) -> None:
        sem, noor = two
        since, until = date(2024, 9, 7), date(2026, 9, 30)
        for kind, child in ((OTS, sem), (AWAY, noor)):
            measure = Measure.objects.create(
                household=world.home,
                kind=kind,
                decided_on=since,
                until=until,
                threats="Slaag.",
                used_on=since,
                confirmed_at=at,
                confirmed_by=world.ruben,
                recorded_at=at,
                recorded_by=world.mila,
            )
            measure.children.set([child])

        def advised() -> set[int]:
            return {
                number
                for number, term in _terms(world).items()
                if any(due.what == Deadline.ADVICE for due in term.dues)
            }

        assert advised() == set()
        measure.children.add(sem)
        assert len(advised()) == 2

    def test_what_came_from_the_old_system_counts_for_every_child(
        self, world: World, two: list[Person], at: datetime
    ) -> None:
        old = Measure.objects.create(
            household=world.home,
            kind=OTS,
            decided_on=TODAY - DAY,
            origin=Origin.CASE_FILE,
            recorded_at=at,
            recorded_by=world.mila,
        )

        assert selectors.not_yet_protected(world.home, two, on=TODAY) == []
        old.children.set(two[:1])
        assert selectors.not_yet_protected(world.home, two, on=TODAY) == [two[1].pk]


def _terms(world: World) -> dict[int, selectors.Term]:
    found = selectors.terms_of(list(world.home.measures.order_by("id")))
    return {term.measure.pk: term for term in found}


@pytest.fixture
def two(world: World) -> list[Person]:
    """Two minors of one household."""
    return [world.sem, world.noor]
