"""What one professional cannot do alone: a measure, and a second signature from who stands in."""

from __future__ import annotations

from collections.abc import Callable
from contextlib import nullcontext
from datetime import datetime, timedelta
from functools import partial

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal, Rule
from tandem.desk.selectors import deadlines
from tandem.dossier.enums import Form
from tandem.dossier.models import Involvement, Key
from tandem.dossier.services import absences
from tandem.journey.services import powers, tandem
from tandem.legal import rules, selectors
from tandem.legal.enums import DecisionRegime, MeasureKind, Regime
from tandem.legal.models import Measure
from tandem.legal.selectors import sharing
from tandem.legal.services import decisions, involvements
from tests.factories import dossier, power
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged

DAY = timedelta(days=1)
NAMED = {"is_request": False, "decided_by": "kinderrechter", "reference": "C/16/601234"}

JUDGED = (
    Judged(
        rules.LEGAL_60,
        rules.is_no_stand_in(has_own_key=True),
        rules.is_no_stand_in(has_own_key=False),
    ),
    Judged(
        rules.LEGAL_68,
        rules.stands_on_something(**NAMED, has_decision=False, has_executor=True),  # type: ignore[arg-type]
        rules.stands_on_something(**NAMED, has_decision=False, has_executor=False),  # type: ignore[arg-type]
    ),
    Judged(
        rules.LEGAL_69,
        rules.may_confirm(is_open=True, is_recorder=False, is_other=False, is_team=True),
        rules.may_confirm(is_open=True, is_recorder=False, is_other=False, is_team=False),
    ),
)


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule


@pytest.mark.parametrize(
    ("request_", "by", "reference", "decision", "executor", "fits"),
    [
        (True, "", "", False, False, True),
        (False, "", "", True, True, True),
        (False, "rechter", "C/16/1", False, True, True),
        (False, "rechter", " ", False, True, False),
        (False, " ", "C/16/1", False, True, False),
        (False, "", "", True, False, False),
    ],
)
def test_a_measure_names_who_decided_or_its_decision_and_who_executes(
    request_: bool,  # noqa: FBT001 - a table
    by: str,
    reference: str,
    decision: bool,  # noqa: FBT001
    executor: bool,  # noqa: FBT001
    fits: bool,  # noqa: FBT001
) -> None:
    verdict = rules.stands_on_something(
        is_request=request_,
        decided_by=by,
        reference=reference,
        has_decision=decision,
        has_executor=executor,
    )

    assert bool(verdict) is fits


@pytest.mark.parametrize(
    ("is_open", "is_recorder", "is_other", "is_team", "may"),
    [
        (True, False, True, False, True),
        (True, False, False, True, True),
        (True, False, False, False, False),
        (True, True, True, True, False),
        (False, False, True, True, False),
    ],
)
def test_a_measure_is_confirmed_by_a_second_of_elsewhere_or_of_the_team(
    is_open: bool,  # noqa: FBT001 - a table
    is_recorder: bool,  # noqa: FBT001
    is_other: bool,  # noqa: FBT001
    is_team: bool,  # noqa: FBT001
    may: bool,  # noqa: FBT001
) -> None:
    verdict = rules.may_confirm(
        is_open=is_open, is_recorder=is_recorder, is_other=is_other, is_team=is_team
    )

    assert bool(verdict) is may


@pytest.fixture
def alone(world: World, at: datetime) -> Measure:
    """Vera of Veilig Thuis writes down a supervision order, and nobody else saw it."""
    new = power.measure(MeasureKind.OTS, day_of(at), world.gi)
    return decisions.record_measure(world.home, new, by=world.vera, at=at)


class TestAlone:
    def test_it_opens_no_sharing(self, world: World, alone: Measure, at: datetime) -> None:
        def task() -> rules.Task:
            return sharing.task_of(world.home, world.gi, on=day_of(at))

        assert (task().executes_supervision, task().powers_run) == (False, False)
        powers.confirm_measure(alone, by=world.mila, at=at)
        assert (task().executes_supervision, task().powers_run) == (True, True)

    def test_it_brings_nobody_in(self, world: World, alone: Measure, at: datetime) -> None:
        red = DecisionRegime.WITH_MEASURE
        dossier.decided(world.home, world.gi, world.ruben, regime=red, by=world.mila, at=at)
        new = involvements.NewInvolvement(
            world.gi, Form.WITH_MEASURE, Period(day_of(at)), professional=world.guus
        )
        bring_in = partial(tandem.bring_in, world.home, new, by=world.mila, at=at)

        refused_by(rules.LEGAL_07, bring_in)
        assert selectors.regimes([world.home.pk], at=at)[world.home.pk][0] is Regime.GREEN
        powers.confirm_measure(alone, by=world.mila, at=at)
        bring_in()
        assert Key.objects.filter(account=world.guus, household=world.home).exists()

    def test_it_is_not_the_first_that_needs_no_test(
        self, world: World, alone: Measure, at: datetime
    ) -> None:
        new = power.measure(MeasureKind.OTS, day_of(at), world.gi, initiated_by_pilot=True)

        refused_by(
            rules.LEGAL_62,
            lambda: decisions.record_measure(world.home, new, by=world.vera, at=at),
        )

    def test_who_recorded_it_or_a_colleague_does_not_confirm_it(
        self, world: World, alone: Measure, at: datetime
    ) -> None:
        dossier.partner(
            world.home, world.veilig_thuis, professional=world.stella, by=world.mila, at=at
        )

        for who in (world.vera, world.stella):
            refused_by(rules.LEGAL_69, partial(powers.confirm_measure, alone, by=who, at=at))
        assert not Measure.objects.get().is_confirmed

    def test_the_database_refuses_the_same_hand_twice(self, world: World, at: datetime) -> None:
        new = power.measure(MeasureKind.OTS, day_of(at), world.gi)
        decisions.record_measure(world.home, new, by=world.mila, at=at)

        with pytest.raises(IntegrityError, match="somebody_else"), transaction.atomic():
            Measure.objects.update(confirmed_at=at, confirmed_by=world.mila)

    @pytest.mark.parametrize(
        ("who", "is_second"),
        [("vera", False), ("stella", False), ("guus", True), ("mila", True)],
    )
    def test_the_database_knows_a_second_of_elsewhere_or_of_the_team(
        self, world: World, alone: Measure, at: datetime, who: str, *, is_second: bool
    ) -> None:
        refuses = pytest.raises(IntegrityError, match="by a second of elsewhere")

        with nullcontext() if is_second else refuses, transaction.atomic():
            Measure.objects.update(confirmed_at=at, confirmed_by=getattr(world, who))

    def test_who_left_the_team_is_no_second_for_the_database(
        self, world: World, alone: Measure, at: datetime
    ) -> None:
        Key.objects.filter(account=world.ruben).update(until=at)
        Measure.objects.update(recorded_by=world.mila)

        with pytest.raises(IntegrityError, match="by a second of elsewhere"), transaction.atomic():
            Measure.objects.update(confirmed_at=at, confirmed_by=world.ruben)

    def test_what_is_confirmed_is_not_confirmed_again_by_another(
        self, world: World, alone: Measure, at: datetime
    ) -> None:
        powers.confirm_measure(alone, by=world.mila, at=at)

        with pytest.raises(IntegrityError, match="confirmed once"), transaction.atomic():
            Measure.objects.update(confirmed_by=world.ruben)

    def test_it_is_shown_as_waiting_and_asked_of_the_team(
        self, world: World, alone: Measure, client: Client, monday: datetime
    ) -> None:
        title = "Maatregel bevestigen"
        mila = Visitor(client, world.mila, at=monday)

        def asked() -> list[str]:
            return [one.title for one in deadlines.power_tasks(world.mila, at=monday)]

        assert title in asked()
        assert "Nog niet bevestigd" in words(mila.look("desk:decisions", world.home.ref))
        mila.send("journey:measure_confirm", world.home.ref, alone.pk, saw="on")
        assert title not in asked()
        shown = words(mila.look("desk:decisions", world.home.ref))
        assert "Nog niet bevestigd" not in shown
        assert "Mila Beukema" in shown


class TestStandingIn:
    """Vera is away, so that Stella may come in; then the two of them are no two."""

    @pytest.fixture
    def stella(self, world: World, at: datetime) -> Key:
        absences.report(
            world.vera,
            world.stella,
            Period(day_of(at), day_of(at) + 7 * DAY),
            by=world.vera,
            at=at,
        )
        return Key.objects.get(account=world.stella, household=world.home)

    def test_who_stands_in_is_not_offered_as_the_second(
        self, world: World, stella: Key, at: datetime
    ) -> None:
        offered = selectors.writers(world.home, beside=world.vera, at=at)

        assert world.stella not in offered
        assert world.mila in offered
        assert world.stella in selectors.writers(world.home, beside=world.mila, at=at)

    def test_who_stands_in_is_refused_as_the_second(
        self, world: World, stella: Key, at: datetime
    ) -> None:
        new = dossier.proposal(world.veilig_thuis, world.stella, on=day_of(at))

        refused_by(rules.LEGAL_60, lambda: decisions.decide(world.home, new, by=world.vera, at=at))

    def test_who_came_to_stand_in_later_does_not_sign(self, world: World, at: datetime) -> None:
        made = dossier.decided(
            world.home, world.veilig_thuis, world.stella, signs=False, by=world.vera, at=at
        )
        absences.report(
            world.vera,
            world.stella,
            Period(day_of(at), day_of(at) + 7 * DAY),
            by=world.vera,
            at=at,
        )

        refused_by(rules.LEGAL_60, lambda: dossier.signed(made, at=at))

    def test_a_key_of_ones_own_makes_the_second(
        self, world: World, stella: Key, at: datetime
    ) -> None:
        dossier.partner(
            world.home, world.veilig_thuis, professional=world.stella, by=world.mila, at=at
        )

        made = dossier.decided(world.home, world.veilig_thuis, world.stella, by=world.vera, at=at)

        assert made.is_signed

    def test_nor_does_who_stands_in_confirm_a_measure(self, world: World, at: datetime) -> None:
        new = power.measure(MeasureKind.OTS, day_of(at), world.gi)
        made = decisions.record_measure(world.home, new, by=world.mila, at=at)
        Key.objects.filter(account=world.ruben, household=world.home).update(until=at)
        absences.report(
            world.mila,
            world.ruben,
            Period(day_of(at), day_of(at) + 7 * DAY),
            by=world.mila,
            at=at,
        )

        refused_by(rules.LEGAL_60, lambda: powers.confirm_measure(made, by=world.ruben, at=at))
        assert not Involvement.objects.filter(form=Form.WITH_MEASURE).exists()
