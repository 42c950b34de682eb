"""A ground that lies in the future opens nothing today: no yes, no measure, no partner."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal
from tandem.dossier.models import Key
from tandem.legal.enums import Answer, MeasureKind
from tandem.legal.services import consents, decisions, involvements
from tests.factories.world import World

DAY = timedelta(days=1)


@pytest.mark.parametrize("ahead", [0, 1])
@pytest.mark.parametrize("kind", ["consent", "measure", "partner"])
def test_a_ground_in_the_future_is_no_ground_yet(
    world: World, at: datetime, kind: str, *, ahead: int
) -> None:
    on, keys = day_of(at) + ahead * DAY, Key.objects.count()
    by = world.mila

    def ground() -> object:
        if kind == "consent":
            new = consents.NewConsent(Answer.YES, [world.veilig_thuis], on)
            return consents.record(world.fatima, new, by=by, at=at)
        if kind == "measure":
            measure = decisions.NewMeasure(MeasureKind.CONTACT_BAN, on, initiated_by_pilot=True)
            return decisions.record_measure(world.home, measure, by=by, at=at)
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
