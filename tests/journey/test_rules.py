"""The rules of the road: each passes and refuses; seats and moves hold for any history."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from tandem.core.periods import Period
from tandem.core.verdict import Verdict, first_no
from tandem.dossier.enums import POWER_FORMS, RIDING, Form, Position, Status
from tandem.journey import rules
from tests.judged import Judged

MONDAY = date(2026, 9, 7)
TOMORROW = MONDAY + timedelta(days=1)
LOCAL_TEAM = 1


def front(**facts: object) -> Verdict:
    known = {
        "front_is_local_team": False,
        "front_has_power": False,
        "power_active": False,
        "reason": "",
    }
    return rules.front_fits_power(**(known | facts))  # type: ignore[arg-type]


def end(**facts: object) -> Verdict:
    known = {
        "needs_way_out": True,
        "triage_out": True,
        "end_evaluation": True,
        "open_reports": 0,
        "powers": 0,
    }
    return rules.may_end(**(known | facts))  # type: ignore[arg-type]


JUDGED = (
    Judged(
        rules.JOURNEY_01,
        rules.may_move(Status.REGISTERED, Status.ADMITTED),
        rules.may_move(Status.REGISTERED, Status.STARTED),
    ),
    Judged(
        rules.JOURNEY_02,
        rules.triage_is_joint(has_local_team=True, partners=1),
        rules.triage_is_joint(has_local_team=True, partners=0),
    ),
    Judged(
        rules.JOURNEY_03,
        rules.expert_or_reason(has_expert=False, reason="Het gezin wilde het niet."),
        rules.expert_or_reason(has_expert=False, reason=" "),
    ),
    Judged(
        rules.JOURNEY_04,
        rules.may_start(has_consent=False, has_power=True),
        rules.may_start(has_consent=False, has_power=False),
    ),
    Judged(
        rules.JOURNEY_05,
        rules.seats_are_filled(fronts=1, local_team=1),
        rules.seats_are_filled(fronts=2, local_team=1),
    ),
    Judged(
        rules.JOURNEY_06,
        front(power_active=True, front_has_power=True),
        front(power_active=True, front_is_local_team=True, reason="Liever zo."),
    ),
    Judged(
        rules.JOURNEY_07,
        rules.one_contact_person(running=1, agreed_with_family="Daan wil een eigen gezicht."),
        rules.one_contact_person(running=1, agreed_with_family=""),
    ),
    Judged(
        rules.JOURNEY_08,
        rules.swap_is_told(trigger="Een melding.", agreed_by="allemaal", informed_on=MONDAY),
        rules.swap_is_told(trigger="Een melding.", agreed_by="allemaal", informed_on=None),
    ),
    Judged(rules.JOURNEY_09, end(), end(end_evaluation=False)),
    Judged(rules.JOURNEY_10, end(), end(open_reports=1)),
    Judged(
        rules.JOURNEY_11,
        rules.month_has_begun(date(2026, 9, 1), today=MONDAY),
        rules.month_has_begun(date(2026, 10, 1), today=MONDAY),
    ),
    Judged(
        rules.JOURNEY_12,
        rules.contact_is_chosen("De wijkconsulent belt."),
        rules.contact_is_chosen(" "),
    ),
    Judged(
        rules.JOURNEY_13,
        rules.last_day_is_possible(MONDAY, registered_on=MONDAY, today=MONDAY),
        rules.last_day_is_possible(TOMORROW, registered_on=MONDAY, today=MONDAY),
    ),
    Judged(
        rules.JOURNEY_14,
        rules.not_before_previous(MONDAY, previous=MONDAY),
        rules.not_before_previous(MONDAY, previous=TOMORROW),
    ),
    Judged(rules.JOURNEY_15, end(), end(powers=1)),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


@pytest.mark.parametrize(
    ("facts", "fits"),
    [
        ({"power_active": True, "front_has_power": True}, True),
        ({"power_active": True, "front_is_local_team": True}, False),
        ({"power_active": True}, False),
        ({"front_is_local_team": True}, True),
        ({}, False),
        ({"reason": "De GI kent het gezin al jaren."}, True),
    ],
)
def test_who_uses_powers_rides_in_front_and_else_the_local_team(
    facts: dict[str, object], *, fits: bool
) -> None:
    assert bool(front(**facts)) == fits


@pytest.mark.parametrize("fronts", [0, 1, 2])
@pytest.mark.parametrize("local_team", [0, 1, 2])
def test_one_in_front_and_the_local_team_always_on_the_tandem(fronts: int, local_team: int) -> None:
    found = rules.seats_are_filled(fronts=fronts, local_team=local_team)

    assert bool(found) == (fronts == 1 and local_team >= 1)


@pytest.mark.parametrize("missing", ["trigger", "agreed_by"])
def test_a_swap_without_words_is_refused(missing: str) -> None:
    facts = {"trigger": "Een melding.", "agreed_by": "allemaal"} | {missing: "  "}

    assert not rules.swap_is_told(**facts, informed_on=MONDAY)


def test_who_never_rode_needs_no_way_out() -> None:
    assert end(needs_way_out=False, triage_out=False, end_evaluation=False)


def test_the_last_day_is_not_before_registration() -> None:
    assert not rules.last_day_is_possible(MONDAY, registered_on=TOMORROW, today=TOMORROW)


def test_a_triage_needs_the_local_team() -> None:
    assert not rules.triage_is_joint(has_local_team=False, partners=3)


@given(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
def test_the_first_of_the_month_is_in_that_month(day: date) -> None:
    first = rules.first_of_month(day)

    assert (first.year, first.month, first.day) == (day.year, day.month, 1)


# --- the table of moves ---


def test_every_status_has_its_row_and_no_move_goes_nowhere() -> None:
    assert set(rules.MOVES) == set(Status)
    assert all(targets <= set(Status) for targets in rules.MOVES.values())


def test_an_ended_household_stays_ended() -> None:
    assert rules.MOVES[Status.ENDED] == frozenset()


def test_every_status_can_be_reached_and_can_end() -> None:
    reached, edge = {Status.REGISTERED}, {Status.REGISTERED}
    while edge:
        edge = {to for status in edge for to in rules.MOVES[status]} - reached
        reached |= edge
    assert reached == set(Status)

    ending = {Status.ENDED}
    for _ in Status:
        ending |= {status for status, to in rules.MOVES.items() if to & ending}
    assert ending == set(Status)


@pytest.mark.parametrize("status", Status)
@pytest.mark.parametrize("to", Status)
def test_a_step_is_allowed_exactly_when_the_table_says_so(status: Status, to: Status) -> None:
    verdict = rules.may_move(status, to)

    assert bool(verdict) == (to in rules.MOVES[status])
    assert verdict or str(status.label) in verdict.reason


@pytest.mark.parametrize("status", Status)
def test_riding_is_from_start_until_the_end(status: Status) -> None:
    assert bool(rules.is_riding(status)) == (status in RIDING)


class Road(RuleBasedStateMachine):
    """Any order of steps: nobody leaves a riding tandem without triage and evaluation."""

    def __init__(self) -> None:
        super().__init__()
        self.status = Status.REGISTERED
        self.triaged = self.evaluated = False
        self.ended_from: Status | None = None

    def _move(self, to: Status) -> None:
        if rules.may_move(self.status, to):
            self.status = to

    @rule(to=st.sampled_from([s for s in Status if s not in {Status.LEAVING, Status.ENDED}]))
    def step(self, to: Status) -> None:
        """Go where the table allows."""
        self._move(to)

    @rule()
    def hold_the_triage_out(self) -> None:
        """Decide together to leave."""
        if rules.may_move(self.status, Status.LEAVING):
            self.triaged = True
            self._move(Status.LEAVING)

    @precondition(lambda self: self.status in RIDING)
    @rule()
    def hold_the_end_evaluation(self) -> None:
        """Look back with the family."""
        self.evaluated = True

    @rule(reports=st.integers(0, 2), powers=st.integers(0, 1))
    def try_to_end(self, reports: int, powers: int) -> None:
        """Ask whether it may end."""
        verdict = first_no(
            rules.may_move(self.status, Status.ENDED),
            rules.may_end(
                needs_way_out=self.status == Status.LEAVING,
                triage_out=self.triaged,
                end_evaluation=self.evaluated,
                open_reports=reports,
                powers=powers,
            ),
        )
        if verdict:
            assert not reports
            assert not powers
            self.ended_from, self.status = self.status, Status.ENDED

    @invariant()
    def nobody_leaves_without_triage_and_evaluation(self) -> None:
        """WP-07: from LEAVING, ENDED is reached with both only."""
        if self.ended_from == Status.LEAVING:
            assert self.triaged
            assert self.evaluated

    @invariant()
    def a_riding_tandem_does_not_end_at_once(self) -> None:
        """From the ride one goes through the way out, or stops at the family's wish."""
        assert self.ended_from not in {Status.STARTED, Status.RECONSIDERING}


TestRoad = Road.TestCase


# --- seats of a household that was brought in from elsewhere ---

_days = st.integers(0, 30).map(lambda number: MONDAY + timedelta(days=number))
_periods = st.builds(
    lambda since, length: Period(since, None if length is None else since + timedelta(days=length)),
    _days,
    st.none() | st.integers(1, 30),
)
_rides = st.lists(
    st.builds(rules.Ride, st.integers(2, 4), st.sampled_from(Form.values), _periods), max_size=5
)


def on(places: tuple[rules.Place, ...], day: date) -> list[rules.Place]:
    return [place for place in places if place.period.has(day)]


@given(_periods, _rides)
def test_each_day_has_one_in_front_and_the_local_team_on_the_tandem(
    whole: Period, rides: list[rules.Ride]
) -> None:
    places = rules.places(local_team_id=LOCAL_TEAM, whole=whole, rides=rides)

    for number in range(-2, 65):
        day = MONDAY + timedelta(days=number)
        seated = on(places, day)
        if not whole.has(day):
            assert not seated
            continue
        assert sum(place.position == Position.FRONT for place in seated) == 1
        assert LOCAL_TEAM in {place.organization_id for place in seated}
        # Nobody sits in two places at once.
        assert len({place.organization_id for place in seated}) == len(seated)


@given(_periods, _rides)
def test_power_rides_in_front_and_red_before_orange(whole: Period, rides: list[rules.Ride]) -> None:
    places = rules.places(local_team_id=LOCAL_TEAM, whole=whole, rides=rides)

    for number in range(62):
        day = MONDAY + timedelta(days=number)
        if not whole.has(day):
            continue
        running = [ride for ride in rides if ride.period.has(day) and ride.form != Form.ADVICE]
        powers = [ride for ride in running if ride.form in POWER_FORMS]
        red = [ride for ride in powers if ride.form == Form.WITH_MEASURE]
        (leader,) = [p for p in on(places, day) if p.position == Position.FRONT]
        allowed = {ride.organization_id for ride in red or powers} or {LOCAL_TEAM}
        assert leader.organization_id in allowed
        aboard = {ride.organization_id for ride in running} | {LOCAL_TEAM}
        assert {place.organization_id for place in on(places, day)} == aboard


@given(_periods, _rides)
def test_a_place_is_written_once_and_holds_a_day(whole: Period, rides: list[rules.Ride]) -> None:
    places = rules.places(local_team_id=LOCAL_TEAM, whole=whole, rides=rides)

    assert not [place for place in places if place.period.is_empty]
    for place in places:
        same = [
            p
            for p in places
            if (p.position, p.organization_id) == (place.position, place.organization_id)
        ]
        assert sum(p.period.overlaps(place.period) for p in same) == 1
