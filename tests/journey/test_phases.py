"""First safety: the phases of a household, and what keeps the second one shut (INV-19)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.desk.selectors.head import head_of
from tandem.desk.selectors.households import my_households
from tandem.journey import rules
from tandem.journey.enums import Phase, SafetyStand
from tandem.journey.models import PhaseChange
from tandem.journey.services import phases
from tandem.plan.enums import Kept
from tandem.plan.services import hearings
from tests.factories import dossier, plan
from tests.factories.visitor import Visitor, words
from tests.judged import Judged

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tests.factories.world import World

MONDAY = date(2026, 9, 7)
SAFE, AGREED, UNSAFE = SafetyStand.RESTORED, SafetyStand.AGREED, SafetyStand.NOT


def step(phase: int, *, current: int, why: str = "Zo.", family_view: str = "Goed.") -> Verdict:
    return rules.phase_follows(phase, current=current, why=why, family_view=family_view)


JUDGED = (
    Judged(
        rules.JOURNEY_16,
        rules.safety_allows(2, safety=AGREED, has_agreements=True),
        rules.safety_allows(2, safety=AGREED, has_agreements=False),
    ),
    Judged(
        rules.JOURNEY_16,
        rules.safety_allows(3, safety=SAFE, has_agreements=False),
        rules.safety_allows(3, safety=UNSAFE, has_agreements=True),
    ),
    Judged(rules.JOURNEY_17, step(2, current=1), step(3, current=1)),
    Judged(rules.JOURNEY_17, step(1, current=3), step(1, current=3, why=" ")),
    Judged(rules.JOURNEY_17, step(2, current=1), step(2, current=1, family_view="")),
    Judged(
        rules.JOURNEY_18,
        rules.phase_begins_after(MONDAY, registered_on=MONDAY, previous=None),
        rules.phase_begins_after(
            MONDAY, registered_on=MONDAY - timedelta(days=9), previous=MONDAY + timedelta(days=1)
        ),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_the_rule_passes_and_refuses(judged: Judged) -> None:
    judged.check()


@given(
    st.lists(
        st.tuples(st.sampled_from(Phase), st.sampled_from(SafetyStand), st.booleans()), max_size=12
    )
)
def test_whatever_is_tried_a_later_phase_is_only_reached_when_safety_is_arranged(
    tried: list[tuple[Phase, SafetyStand, bool]],
) -> None:
    current = Phase.DIRECT.value
    for phase, safety, has_agreements in tried:
        gate = rules.safety_allows(phase, safety=safety, has_agreements=has_agreements)
        before = current
        if gate and step(phase, current=current):
            current = phase.value
            assert current == 1 or safety == SAFE or (safety == AGREED and has_agreements)
            assert current <= before + 1
        # Back to safety is never shut, however it stands.
        assert rules.safety_allows(1, safety=safety, has_agreements=has_agreements)
        assert step(1, current=current)


def new(phase: int, at: datetime, safety: str = SAFE, **other: Any) -> phases.NewPhase:
    known = {"why": "Er wordt niet meer geslagen.", "family_view": "Fatima: het is rustig."}
    return phases.NewPhase(phase, day_of(at), safety, **(known | other))


def test_who_rides_begins_in_the_first_phase(world: World, at: datetime) -> None:
    head = head_of(world.home, at=at)

    assert [one.is_current for one in head.phases] == [True, False, False]
    assert my_households(by=world.mila, at=at).rows[0].phase == 1


def test_restored_safety_opens_the_second_phase(world: World, at: datetime) -> None:
    made = phases.mark(world.home, new(2, at), by=world.mila, at=at)

    head = head_of(world.home, at=at)
    assert (made.phase, made.recorded_by) == (2, world.mila)
    assert [one.is_done for one in head.phases] == [True, False, False]
    assert my_households(by=world.mila, at=at).rows[0].phase == 2
    assert Event.objects.filter(event="phase_marked", subject=f"phase:{made.pk}").count() == 1


def test_agreements_in_a_safety_plan_open_the_second_phase(world: World, at: datetime) -> None:
    plan.settled(plan.safety_plan(world.home, by=world.mila, at=at), by=world.mila, at=at)

    assert phases.mark(world.home, new(2, at, AGREED), by=world.mila, at=at).safety == AGREED


def test_an_agreement_that_does_not_work_covers_nothing(world: World, at: datetime) -> None:
    piece = plan.safety_plan(world.home, by=world.mila, at=at)
    plan.settled(piece, by=world.mila, at=at)
    line = plan.first_agreement(piece)
    failed = hearings.Found(day_of(at), None, kept=Kept.NO)
    hearings.look_after(line, failed, by=world.mila, at=at)

    with pytest.raises(Refusal) as refusal:
        phases.mark(world.home, new(2, at, AGREED), by=world.mila, at=at)
    assert line.what in str(refusal.value)

    better = hearings.Found(day_of(at), None, kept=Kept.YES)
    hearings.look_after(line, better, by=world.mila, at=at)
    assert phases.mark(world.home, new(2, at, AGREED), by=world.mila, at=at).phase == 2


@pytest.mark.parametrize(
    ("phase", "safety", "rule"),
    [(2, UNSAFE, "JOURNEY-16"), (2, AGREED, "JOURNEY-16"), (3, SAFE, "JOURNEY-17")],
)
def test_a_later_phase_waits_for_safety_and_for_its_turn(
    world: World, at: datetime, phase: int, safety: str, rule: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        phases.mark(world.home, new(phase, at, safety), by=world.mila, at=at)

    assert refusal.value.rule.id == rule
    assert not PhaseChange.objects.exists()
    assert not Event.objects.filter(event="phase_marked").exists()


def test_back_to_safety_is_always_possible_and_stays_in_sight(world: World, at: datetime) -> None:
    later = at + timedelta(days=3)
    phases.mark(world.home, new(2, at), by=world.mila, at=at)

    phases.mark(world.home, new(1, later, UNSAFE), by=world.mila, at=later)

    assert head_of(world.home, at=later).phase == 1
    assert list(PhaseChange.objects.order_by("id").values_list("phase", flat=True)) == [2, 1]


def test_a_phase_does_not_begin_before_the_last_one_or_before_anybody_came(
    world: World, at: datetime
) -> None:
    phases.mark(world.home, new(2, at), by=world.mila, at=at)

    for early in (at - timedelta(days=1), at - timedelta(days=300)):
        with pytest.raises(Refusal) as refusal:
            phases.mark(world.home, new(3, early), by=world.mila, at=at)
        assert refusal.value.rule.id == "JOURNEY-18"


def test_a_household_that_does_not_ride_is_in_no_phase(world: World, at: datetime) -> None:
    home = dossier.registered(world.huizen, by=world.mila, at=at)

    with pytest.raises(Refusal) as refusal:
        phases.mark(home, new(2, at), by=world.mila, at=at)

    assert refusal.value.rule.id == "JOURNEY-01"
    assert head_of(home, at=at).phases == ()
    assert my_households(by=world.mila, at=at).rows[0].phase == 0


def test_the_database_refuses_a_later_phase_without_safety(world: World, at: datetime) -> None:
    with pytest.raises(IntegrityError, match="later_phase_only"), transaction.atomic():
        PhaseChange.objects.create(
            household=world.home,
            phase=2,
            begun_on=day_of(at),
            safety=UNSAFE,
            why="Haast.",
            family_view="Nee.",
            recorded_at=at,
            recorded_by=world.mila,
        )


# The page -----------------------------------------------------------------------------------------


FORM = {
    "phase": "2",
    "begun_on": MONDAY.isoformat(),
    "safety": SAFE.value,
    "why": "Er wordt niet meer geslagen.",
    "family_view": "Fatima slaapt weer.",
}


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


def test_the_phase_is_marked_on_a_page_and_shown_at_the_top(mila: Visitor, world: World) -> None:
    ref = world.home.ref

    sent = mila.send("journey:phase", ref, **FORM)

    assert sent.status_code == 303
    shown = words(mila.look("desk:together", ref))
    assert 'aria-current="step">wat zit eronder?' in shown
    assert "Fatima slaapt weer." in shown
    assert '<td data-label="Fase">2<' in words(mila.look("desk:households"))


def test_a_no_says_what_cannot_be_yet_and_what_can(mila: Visitor, world: World) -> None:
    ref = world.home.ref

    answer = mila.send("journey:phase", ref, **FORM | {"safety": AGREED.value})

    assert answer.status_code == 409
    shown = words(answer)
    assert "Nog niet naar fase 2" in shown
    assert "Er is nog geen veiligheidsplan met afspraken." in shown
    assert f'/huishoudens/{ref}/vertragen/">Samen besluiten om te vertragen' in shown
    assert "Fatima slaapt weer." in shown


def test_another_no_does_not_speak_of_a_phase(mila: Visitor, world: World) -> None:
    early = (MONDAY - timedelta(days=300)).isoformat()

    shown = words(
        mila.send("journey:phase", world.home.ref, **FORM | {"phase": "1", "begun_on": early})
    )

    assert "Dit kan nu niet" in shown
    assert "Nog niet naar fase" not in shown


def test_a_partner_and_a_stranger_do_not_mark_the_phase(world: World, monday: datetime) -> None:
    for account in (world.vera, world.outsider):
        visitor = Visitor(Client(), account, at=monday)
        assert visitor.look("journey:phase", world.home.ref).status_code == 404
        assert visitor.send("journey:phase", world.home.ref, **FORM).status_code == 404
    assert not PhaseChange.objects.exists()
