"""A ground that lies in the future opens nothing today: no yes, no measure, no partner."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tandem.core.periods import Period, day_of, start_of
from tandem.core.verdict import Refusal
from tandem.dossier.models import Key
from tandem.legal import rules
from tandem.legal.enums import Answer, MeasureKind
from tandem.legal.services import consents, decisions, involvements, sharing
from tests.factories import dossier, power
from tests.factories.world import World

DAY = timedelta(days=1)
SOON, TICK = timedelta(minutes=1), timedelta(microseconds=1)


@pytest.mark.parametrize("ahead", [0, 1])
@pytest.mark.parametrize("kind", ["consent", "measure", "partner", "decision", "exchange"])
def test_a_ground_in_the_future_is_no_ground_yet(
    world: World, at: datetime, kind: str, *, ahead: int
) -> None:
    on, keys = day_of(at) + ahead * DAY, Key.objects.count()
    by, when = world.mila, at + ahead * SOON

    def ground() -> object:
        if kind == "consent":
            new = consents.NewConsent(Answer.YES, [world.veilig_thuis], on)
            return consents.record(world.fatima, new, by=by, at=at)
        if kind == "measure":
            measure = power.measure(MeasureKind.CONTACT_BAN, on, world.gi)
            return decisions.record_measure(world.home, measure, by=by, at=at)
        if kind == "decision":
            proposal = dossier.proposal(world.veilig_thuis, world.vera, on=on)
            return decisions.decide(world.home, proposal, by=by, at=at)
        if kind == "exchange":
            return sharing.exchange(world.home, dossier.telling(world.rvdk, when), by=by, at=at)
        partner = involvements.NewInvolvement(
            world.veilig_thuis, "advice", Period(on), professional=world.stella
        )
        return involvements.start(world.home, partner, by=by, at=at)

    if not ahead:
        assert ground()
        return
    with pytest.raises(Refusal):
        ground()
    assert Key.objects.count() == keys


def test_the_reason_under_a_decision_lies_before_it(world: World, at: datetime) -> None:
    today = day_of(at)
    late = dossier.proposal(world.veilig_thuis, world.vera, on=today, ground_on=today + DAY)

    with pytest.raises(Refusal) as refused:
        decisions.decide(world.home, late, by=world.mila, at=at)

    assert refused.value.verdict.rule == rules.LEGAL_13


# In summer UTC is two hours behind; in the other two nights the clock goes back, and forward.
@pytest.mark.parametrize("day", [date(2026, 9, 8), date(2026, 10, 26), date(2027, 3, 29)])
def test_a_yes_of_a_day_counts_from_dutch_midnight(world: World, day: date) -> None:
    new = consents.NewConsent(Answer.YES, [world.veilig_thuis], day)

    with pytest.raises(Refusal):
        consents.record(world.fatima, new, by=world.mila, at=start_of(day) - TICK)

    assert consents.record(world.fatima, new, by=world.mila, at=start_of(day)).given_on == day
