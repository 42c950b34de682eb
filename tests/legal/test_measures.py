"""Measures: as long as the law allows, asked for by the RvdK, and what stands on them ends too."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial

import pytest
import time_machine
from django.db import IntegrityError
from django.db.models import Q
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal, Rule
from tandem.dossier.enums import Form, Origin, Position, Status
from tandem.dossier.models import Involvement, Key, Seat
from tandem.journey.services import powers, tandem
from tandem.legal import rules, selectors
from tandem.legal.enums import Deadline, DecisionRegime, MeasureKind, PowerKind, Regime
from tandem.legal.models import Consent, CoreDecision, Measure, ProtectionTest, Reflection
from tandem.legal.services import decisions, measures, requests, signatures
from tandem.network.models import Organization
from tests.factories import dossier, power
from tests.factories.network import colleague
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged

DAY = timedelta(days=1)
TODAY = date(2026, 9, 7)
OTS, AWAY = MeasureKind.OTS, MeasureKind.OUT_OF_HOME_PLACEMENT
BAN = MeasureKind.TEMPORARY_HOME_BAN

JUDGED = (
    Judged(
        rules.LEGAL_59,
        rules.fits_the_law(OTS, Period(TODAY, date(2027, 9, 7)), provisional=False),
        rules.fits_the_law(OTS, Period(TODAY, date(2027, 9, 8)), provisional=False),
    ),
    Judged(rules.LEGAL_61, rules.is_by_the_rvdk(is_rvdk=True), rules.is_by_the_rvdk(is_rvdk=False)),
    Judged(
        rules.LEGAL_62,
        rules.first_is_tested(
            kind=OTS, from_pilot=True, is_first=True, submitted_on=TODAY, decided_on=TODAY
        ),
        rules.first_is_tested(
            kind=OTS, from_pilot=True, is_first=True, submitted_on=TODAY + DAY, decided_on=TODAY
        ),
    ),
    Judged(
        rules.LEGAL_63,
        rules.is_reflected(answered=True, is_discomfort=False),
        rules.is_reflected(answered=True, is_discomfort=True),
    ),
    Judged(
        rules.LEGAL_64,
        rules.plan_is_whole(needed_to_stop="rust", afterwards="zelf verder"),
        rules.plan_is_whole(needed_to_stop="rust", afterwards=" "),
    ),
    Judged(
        rules.LEGAL_66,
        rules.ground_is_gone(has_ground=False),
        rules.ground_is_gone(has_ground=True),
    ),
    Judged(
        rules.LEGAL_67,
        rules.is_about_no_household("Scholen vragen in 2026 om informatie."),
        rules.is_about_no_household("Gaat het om", "2026-AB3DEF"),
    ),
    Judged(
        rules.bounds.LEGAL_110,
        rules.bounds.says_until_when(BAN, TODAY, provisional=False),
        rules.bounds.says_until_when(BAN, None, provisional=False),
    ),
    Judged(
        rules.bounds.LEGAL_113,
        rules.bounds.names_children(OTS, are_minors=[True]),
        rules.bounds.names_children(OTS, are_minors=[]),
    ),
    Judged(
        rules.bounds.LEGAL_113,
        rules.bounds.names_children(BAN, are_minors=[]),
        rules.bounds.names_children(AWAY, are_minors=[True, False]),
    ),
    Judged(
        rules.bounds.LEGAL_114,
        rules.bounds.names_threats(OTS, "Sem slaapt slecht na het geweld."),
        rules.bounds.names_threats(OTS, " "),
    ),
    Judged(
        rules.bounds.LEGAL_117,
        rules.bounds.is_about_supervised(by_supervision=True, are_supervised=[True]),
        rules.bounds.is_about_supervised(by_supervision=True, are_supervised=[True, False]),
    ),
    Judged(
        rules.bounds.LEGAL_117,
        rules.bounds.is_about_supervised(by_supervision=False, are_supervised=[]),
        rules.bounds.is_about_supervised(by_supervision=True, are_supervised=[]),
    ),
    Judged(
        rules.bounds.LEGAL_112,
        rules.bounds.stays_as_said([(None, TODAY), ("", "nieuw"), (TODAY, TODAY)]),
        rules.bounds.stays_as_said([(None, TODAY), (TODAY, TODAY + DAY)]),
    ),
    Judged(
        rules.bounds.LEGAL_112,
        rules.bounds.only_sooner(until=TODAY, ends=TODAY - DAY, was_ended=True),
        rules.bounds.only_sooner(until=TODAY, ends=TODAY, was_ended=True),
    ),
    Judged(
        rules.LEGAL_59,
        rules.measures.is_no_longer_than_given(Period(TODAY, TODAY), given=TODAY),
        rules.measures.is_no_longer_than_given(Period(TODAY, TODAY + DAY), given=TODAY),
    ),
    Judged(
        rules.bounds.LEGAL_111,
        rules.bounds.both_sides_are_heard(("Sem wil rust.", ""), ("", "Vader kwam niet.")),
        rules.bounds.both_sides_are_heard(("Sem wil rust.", ""), ("", " ")),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_every_rule_of_measures_is_judged() -> None:
    judged = {judged.rule for judged in JUDGED}

    assert judged == {*rules.measures.RULES, *rules.bounds.RULES}


@pytest.mark.parametrize(
    ("kind", "provisional", "end"),
    [
        (OTS, False, date(2027, 9, 7)),
        (OTS, True, date(2026, 12, 7)),
        (AWAY, False, date(2027, 9, 7)),
        (MeasureKind.AUTHORITY_TERMINATION, True, date(2026, 12, 7)),
        (MeasureKind.AUTHORITY_TERMINATION, False, None),
        (BAN, False, date(2026, 9, 17)),
        (MeasureKind.CONTACT_BAN, False, None),
    ],
)
def test_the_law_says_how_long(kind: str, provisional: bool, end: date | None) -> None:  # noqa: FBT001 - a row
    assert rules.longest_end(kind, TODAY, provisional=provisional) == end


@given(st.dates(date(1990, 1, 1), date(2090, 1, 1)), st.integers(-24, 24))
def test_months_are_counted_on_the_calendar(day: date, months: int) -> None:
    later = rules.plus_months(day, months)

    assert (later.year * 12 + later.month) - (day.year * 12 + day.month) == months
    assert later.day == day.day or (later + DAY).day == 1


def test_the_31st_becomes_the_last_day_of_a_short_month() -> None:
    assert rules.plus_months(date(2026, 8, 31), 6) == date(2027, 2, 28)
    assert rules.plus_months(date(2027, 8, 31), 6) == date(2028, 2, 29)


class TestTerms:
    def test_around_a_supervision_order_by_a_gi(self) -> None:
        known = rules.Known(OTS, Period(TODAY, date(2027, 9, 7)), TODAY, by_gi=True)

        found = {due.what: due for due in rules.dues(known)}

        assert found[Deadline.FIRST_CONTACT].on == date(2026, 9, 14)
        assert found[Deadline.TELL_RVDK].on == date(2027, 7, 7)
        assert found[Deadline.END].on == date(2027, 9, 7)
        assert Deadline.USE not in found

    def test_an_authorization_lapses_when_it_is_not_used(self) -> None:
        whole = Period(TODAY, date(2027, 9, 7))

        def runs(kind: str, used_on: date | None) -> Period:
            return rules.runs(kind, whole, decided_on=TODAY, used_on=used_on, is_judged=True)

        assert runs(AWAY, None).until == date(2026, 12, 7)
        assert runs(AWAY, TODAY) == whole
        assert runs(OTS, None) == whole
        assert not rules.is_used_in_time(used_on=date(2026, 12, 7), decided_on=TODAY)

    def test_what_is_done_or_extended_asks_nothing_more(self) -> None:
        known = rules.Known(OTS, Period(TODAY, date(2027, 9, 7)), TODAY, is_extended=True)

        assert not [due for due in rules.dues(known) if due.is_open]


class TestTermsOfAChild:
    """Every row of facts 3.8 that asks for something by a day."""

    until = date(2027, 9, 7)

    def known(self, kind: str, **more: object) -> dict[Deadline, rules.Due]:
        known = rules.Known(kind, Period(TODAY, self.until), TODAY, **more)  # type: ignore[arg-type]
        return {due.what: due for due in rules.dues(known)}

    def test_who_does_not_extend_tells_the_rvdk_two_months_before(self) -> None:
        for kind in (OTS, AWAY):
            due = self.known(kind)[Deadline.TELL_RVDK]
            assert (due.on, due.article) == (date(2027, 7, 7), "BW 1:265j lid 1")
            assert due.is_open

    def test_an_early_end_of_a_placement_is_told_one_month_before(self) -> None:
        found = self.known(AWAY, is_early=True)

        due = found[Deadline.TELL_EARLY]
        assert (due.on, due.article) == (date(2027, 8, 7), "BW 1:265j lid 2")
        assert Deadline.TELL_RVDK not in found
        told = self.known(AWAY, is_early=True, rvdk_told_on=TODAY)
        assert not told[Deadline.TELL_EARLY].is_open

    def test_an_early_end_of_supervision_alone_is_not_told_so(self) -> None:
        assert Deadline.TELL_EARLY not in self.known(OTS, is_early=True)

    @pytest.mark.parametrize("kind", [OTS, AWAY])
    def test_after_two_years_of_both_the_rvdk_advises_first(self, kind: str) -> None:
        exactly, a_day_less = date(2025, 9, 7), date(2025, 9, 8)

        due = self.known(kind, away_since=exactly)[Deadline.ADVICE]

        assert (due.on, due.article) == (date(2027, 7, 7), "BW 1:265j lid 3")
        assert due.is_open
        assert Deadline.ADVICE not in self.known(kind, away_since=a_day_less)
        assert Deadline.ADVICE not in self.known(kind)
        advised = self.known(kind, away_since=exactly, rvdk_advised_on=TODAY)
        assert not advised[Deadline.ADVICE].is_open
        ends = self.known(kind, away_since=exactly, rvdk_told_on=TODAY)
        assert not ends[Deadline.ADVICE].is_open

    def test_a_provisional_measure_asks_for_no_announcement(self) -> None:
        found = self.known(OTS, provisional=True, away_since=date(2020, 1, 1))

        assert set(found) == {Deadline.END}

    @pytest.mark.parametrize(
        ("name", "what", "article"),
        [
            ("end_asked", Deadline.ANSWER_END, "BW 1:265d"),
            ("instruction_asked", Deadline.ANSWER_INSTRUCTION, "BW 1:265"),
        ],
    )
    def test_the_gi_answers_within_two_weeks(self, name: str, what: Deadline, article: str) -> None:
        due = self.known(AWAY, **{name: rules.AskedGi(TODAY)})[what]

        assert (due.on, due.article) == (TODAY + timedelta(days=14), article)
        assert due.is_open
        answered = self.known(AWAY, **{name: rules.AskedGi(TODAY, TODAY + DAY)})[what]
        assert not answered.is_open
        assert what not in self.known(AWAY)

    def test_no_request_is_told_to_the_municipality_and_the_mayor_may_ask(self) -> None:
        nothing = rules.dues_of_test(
            tested_on=TODAY, college_told_on=None, mayor_asked_on=None, submitted_on=None
        )
        asked = rules.dues_of_test(
            tested_on=TODAY, college_told_on=TODAY, mayor_asked_on=TODAY + DAY, submitted_on=None
        )
        submitted = rules.dues_of_test(
            tested_on=TODAY, college_told_on=None, mayor_asked_on=None, submitted_on=TODAY
        )

        assert [(due.what, due.on) for due in nothing] == [(Deadline.TELL_COLLEGE, TODAY)]
        assert [due.what for due in asked if due.is_open] == [Deadline.TO_COURT]
        assert asked[-1].on == TODAY + 15 * DAY
        assert submitted == ()

    def test_an_instruction_is_brought_to_court_within_two_weeks(self) -> None:
        decision = CoreDecision(decided_on=TODAY, power_kind=PowerKind.INSTRUCT)
        other = CoreDecision(decided_on=TODAY, power_kind=PowerKind.EXECUTE)

        assert decision.object_until == TODAY + timedelta(days=14)
        assert other.object_until is None

    def test_a_plan_stands_in_six_weeks_and_first_contact_is_in_five_workdays(self) -> None:
        found = self.known(OTS, by_gi=True)

        assert found[Deadline.PLAN].on == TODAY + timedelta(weeks=6)
        assert found[Deadline.FIRST_CONTACT].on == date(2026, 9, 14)
        assert Deadline.PLAN not in self.known(OTS)

    def test_years_are_counted_over_extensions_without_a_break(
        self, world: World, at: datetime
    ) -> None:
        first, second, until = date(2024, 9, 7), date(2025, 9, 7), date(2026, 9, 30)
        for kind in (OTS, AWAY):
            for since, end in ((first, second), (second, until)):
                Measure.objects.create(
                    household=world.home,
                    kind=kind,
                    decided_on=since,
                    until=end,
                    threats="Slaag.",
                    used_on=since,
                    confirmed_at=at,
                    confirmed_by=world.ruben,
                    recorded_at=at,
                    recorded_by=world.mila,
                )
        found = selectors.terms_of(list(world.home.measures.order_by("id")))

        advice = [
            (term.measure.decided_on, due.is_open)
            for term in found
            for due in term.dues
            if due.what == Deadline.ADVICE
        ]
        assert advice == [(second, True), (second, True)]

    def test_ending_early_keeps_until_when_it_was_given(self, world: World, at: datetime) -> None:
        measure = Measure.objects.create(
            household=world.home,
            kind=AWAY,
            decided_on=TODAY,
            until=self.until,
            used_on=TODAY,
            recorded_at=at,
            recorded_by=world.mila,
        )

        powers.end_measure(
            measure, last_day=date(2027, 1, 6), reason="Sem is weer thuis.", by=world.mila, at=at
        )

        measure.refresh_from_db()
        assert (measure.until, measure.granted_until) == (date(2027, 1, 7), self.until)
        (term,) = selectors.terms_of([measure])
        assert {due.what for due in term.dues if due.is_open} >= {Deadline.TELL_EARLY}


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule


def ots(on: date, **more: object) -> decisions.NewMeasure:
    """A supervision order by a GI, as the court decided it."""
    gi = Organization.objects.get(slug="gi-djgb")
    return power.measure(OTS, on, gi, **more)


def confirmed(world: World, new: decisions.NewMeasure, *, at: datetime) -> Measure:
    made = powers.record_measure(world.home, new, by=world.mila, at=at)
    powers.confirm_measure(made, by=world.ruben, at=at)
    return made


@pytest.fixture
def red(world: World, at: datetime) -> Involvement:
    """The GI rides in front with a supervision order of a year."""
    dossier.decided(
        world.home, world.gi, world.ruben, regime=DecisionRegime.WITH_MEASURE, by=world.mila, at=at
    )
    confirmed(world, ots(day_of(at)), at=at)
    return dossier.partner(
        world.home,
        world.gi,
        form=Form.WITH_MEASURE,
        professional=world.guus,
        by=world.mila,
        at=at,
    )


def front_on(world: World, day: date) -> int:
    [seat] = [
        one
        for one in Seat.objects.filter(household=world.home, position=Position.FRONT)
        if Period(one.since, one.until).has(day)
    ]
    return seat.organization_id


class TestRecording:
    def test_longer_than_the_law_is_refused(self, world: World, at: datetime) -> None:
        on = day_of(at)
        for new in (
            ots(on, until=date(2027, 9, 8)),
            ots(on, provisional=True, until=date(2026, 12, 8)),
        ):
            refused_by(
                rules.LEGAL_59,
                partial(decisions.record_measure, world.home, new, by=world.mila, at=at),
            )

    @pytest.mark.parametrize("kind", [OTS, BAN, MeasureKind.CONTACT_BAN, MeasureKind.PROBATION])
    def test_without_a_last_day_it_is_refused(self, kind: str, world: World, at: datetime) -> None:
        new = power.measure(kind, day_of(at), world.gi, until=None)

        refused_by(
            rules.bounds.LEGAL_110,
            lambda: decisions.record_measure(world.home, new, by=world.mila, at=at),
        )

    def test_the_database_asks_for_a_last_day_too(self, world: World, at: datetime) -> None:
        with pytest.raises(IntegrityError, match="measure_on_screen_says_until_when"):
            Measure.objects.create(
                household=world.home,
                kind=MeasureKind.CONTACT_BAN,
                decided_on=TODAY,
                recorded_at=at,
                recorded_by=world.mila,
            )

    def test_a_home_ban_lasts_ten_days_and_with_its_extension_four_weeks(
        self, world: World, at: datetime
    ) -> None:
        """Wet tijdelijk huisverbod, art. 2 and 9."""
        on, ban = day_of(at), partial(power.measure, BAN, executed_by=world.gi)
        record = partial(decisions.record_measure, world.home, by=world.mila)
        refused_by(rules.LEGAL_59, lambda: record(ban(on, until=on + 28 * DAY), at=at))
        first = confirmed(world, ban(on, until=on + 10 * DAY), at=at)
        later = at + 9 * DAY

        def extended(days: int, since: date = on + 10 * DAY) -> decisions.NewMeasure:
            return ban(day_of(later), since=since, until=on + days * DAY)

        refused_by(rules.LEGAL_59, lambda: record(extended(29), at=later))
        refused_by(rules.LEGAL_59, lambda: record(extended(28, on + 11 * DAY), at=later))
        second = record(extended(28), at=later)

        assert (first.until, second.until) == (on + 10 * DAY, on + 28 * DAY)

    def test_what_nobody_confirmed_is_not_extended(self, world: World, at: datetime) -> None:
        on, ban = day_of(at), partial(power.measure, BAN, executed_by=world.gi)
        record = partial(decisions.record_measure, world.home, by=world.mila, at=at)
        record(ban(on, until=on + 10 * DAY))
        new = ban(on, since=on + 10 * DAY, until=on + 28 * DAY)

        refused_by(rules.LEGAL_59, lambda: record(new))

    def test_what_stood_here_without_a_last_day_gets_one_first(self) -> None:
        old = Measure(kind=MeasureKind.CONTACT_BAN, decided_on=TODAY)

        assert measures.judge_last_day(old).rule is rules.bounds.LEGAL_110
        old.origin = Origin.CASE_FILE
        assert measures.judge_last_day(old)

    def test_a_request_needs_a_thought_of_its_own(self, world: World, at: datetime) -> None:
        children = power.children(world.home, on=day_of(at))
        new = decisions.NewMeasure(MeasureKind.RVDK_TEST_REQUEST, day_of(at), children=children)

        def record() -> Measure:
            return decisions.record_measure(world.home, new, by=world.mila, at=at)

        refused_by(rules.LEGAL_63, record)
        dossier.reflected(world.home, by=world.mila, at=at)
        assert Reflection.objects.get(measure=record()).is_temporary
        refused_by(rules.LEGAL_63, record)

    def test_discomfort_is_no_reason(self, world: World, at: datetime) -> None:
        thought = requests.Thought("a", "b", True, "c", "d", is_discomfort=True)

        refused_by(
            rules.LEGAL_63,
            lambda: requests.reflect(world.home, thought, by=world.mila, at=at),
        )

    def test_a_first_measure_from_the_pilot_follows_on_the_test_of_the_rvdk(
        self, world: World, at: datetime
    ) -> None:
        new = ots(day_of(at), initiated_by_pilot=True)
        refused_by(
            rules.LEGAL_62,
            lambda: decisions.record_measure(world.home, new, by=world.mila, at=at),
        )
        by_the_rvdk(world, at)
        dossier.tested(world.home, by=world.ravi, at=at)

        assert decisions.record_measure(world.home, new, by=world.mila, at=at).pk


def by_the_rvdk(world: World, at: datetime, form: str = Form.WITH_POWERS) -> None:
    """Ravi of the RvdK investigates, on the ground of a decision."""
    dossier.decided(world.home, world.rvdk, world.ruben, by=world.mila, at=at)
    dossier.partner(
        world.home, world.rvdk, form=form, professional=world.ravi, by=world.mila, at=at
    )


class TestTesting:
    def test_only_by_the_rvdk(self, world: World, at: datetime) -> None:
        for who in (world.mila, world.vera):
            refused_by(rules.LEGAL_61, partial(dossier.tested, world.home, by=who, at=at))

    def test_never_by_who_rode_along(self, world: World, at: datetime) -> None:
        dossier.everybody_says_yes(world.home, [world.rvdk], by=world.mila, at=at)
        dossier.partner(world.home, world.rvdk, professional=world.ravi, by=world.mila, at=at)

        refused_by(rules.LEGAL_09, lambda: dossier.tested(world.home, by=world.ravi, at=at))

    def test_what_fails_goes_to_court_only_when_the_mayor_asks(
        self, world: World, at: datetime
    ) -> None:
        by_the_rvdk(world, at)
        on = day_of(at)
        new = requests.NewTest(
            on,
            False,
            "Niet ernstig genoeg.",
            children_not_heard="Te jong.",
            parents_heard="Moeder wil hulp.",
            children=power.children(world.home, on=on),
            submitted_on=on,
        )

        refused_by(rules.LEGAL_62, lambda: requests.test(world.home, new, by=world.ravi, at=at))
        asked = replace(new, mayor_asked_on=on, college_told_on=on)
        assert requests.test(world.home, asked, by=world.ravi, at=at).pk

    def test_nobody_is_left_unheard_without_a_reason(self, world: World, at: datetime) -> None:
        by_the_rvdk(world, at)
        children = power.children(world.home, on=day_of(at))
        new = requests.NewTest(day_of(at), True, "Ernstig bedreigd.", children=children)

        for some in (
            replace(new, parents_heard="Ja."),
            replace(new, children_not_heard="Te jong."),
        ):
            refused_by(
                rules.bounds.LEGAL_111,
                partial(requests.test, world.home, some, by=world.ravi, at=at),
            )
        with pytest.raises(IntegrityError, match="children_are_heard_or_it_says_why_not"):
            ProtectionTest.objects.create(
                household=world.home,
                tested_on=TODAY,
                is_met=True,
                motivation="Ernstig bedreigd.",
                parents_heard="Ja.",
                recorded_at=at,
                recorded_by=world.ravi,
            )


class TestFollowing:
    def test_the_end_of_the_measure_is_written_ahead(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        key = Key.objects.get(involvement=red)

        assert red.until == date(2027, 9, 7)
        assert key.until is not None
        assert day_of(key.until) == date(2027, 9, 7)
        assert front_on(world, date(2027, 9, 6)) == world.gi.pk
        assert front_on(world, date(2027, 9, 7)) == world.local_team.pk

    def test_ending_the_measure_ends_what_stands_on_it(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        later = at + 10 * DAY
        measure = Measure.objects.get()

        refused_by(
            rules.LEGAL_65,
            lambda: powers.end_measure(
                measure, last_day=day_of(later), reason=" ", by=world.mila, at=later
            ),
        )
        powers.end_measure(
            measure, last_day=day_of(later) - DAY, reason="veilig", by=world.mila, at=later
        )
        red.refresh_from_db()

        assert red.until == day_of(later)
        assert not Key.objects.filter(involvement=red, until__gt=later).exists()
        assert front_on(world, day_of(later)) == world.local_team.pk
        history = selectors.regime_history(world.home, at=later)
        assert [one.regime for one in history][-2:] == [Regime.RED, Regime.GREEN]

    def test_ending_it_ahead_closes_the_door_on_that_day(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        last = day_of(at) + 30 * DAY
        powers.end_measure(
            Measure.objects.get(), last_day=last, reason="veilig", by=world.mila, at=at
        )
        red.refresh_from_db()
        key = Key.objects.get(involvement=red)

        assert red.until == last + DAY
        assert key.until is not None
        assert day_of(key.until) == last + DAY
        assert front_on(world, last) == world.gi.pk
        assert front_on(world, last + DAY) == world.local_team.pk

    def test_an_extension_in_time_lets_it_go_on(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        ends = date(2027, 9, 7)
        later = at + 300 * DAY
        confirmed(world, ots(day_of(later), since=ends), at=later)
        red.refresh_from_db()

        assert red.until == date(2028, 9, 7)
        assert Key.objects.filter(involvement=red, until__gt=later).count() == 1
        assert front_on(world, ends) == world.gi.pk
        assert front_on(world, date(2028, 9, 7)) == world.local_team.pk

    def test_the_page_offers_a_sooner_end_for_as_long_as_it_runs(
        self, world: World, red: Involvement, client: Client, at: datetime, monday: datetime
    ) -> None:
        last = day_of(at) + 30 * DAY
        powers.end_measure(
            Measure.objects.get(), last_day=last, reason="veilig", by=world.mila, at=at
        )
        mila = Visitor(client, world.mila, at=monday)

        assert "Einde vastleggen" in words(mila.look("desk:decisions", world.home.ref))

        with time_machine.travel(monday + 40 * DAY, tick=False):
            late = Visitor(client, world.mila, at=monday + 40 * DAY)
            read = words(late.look("desk:decisions", world.home.ref))
        assert "Einde vastleggen" not in read
        assert "Dagen vastleggen" in read

    def test_an_end_comes_only_sooner_and_adds_its_reason(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        on = day_of(at)

        def end(days: int, reason: str) -> Measure:
            measure = Measure.objects.get()
            last = on + days * DAY
            powers.end_measure(measure, last_day=last, reason=reason, by=world.mila, at=at)
            measure.refresh_from_db()
            return measure

        refused_by(rules.LEGAL_59, lambda: end(364 + 10, "later"))
        end(40, "Na de zomer kan het zonder.")
        refused_by(rules.bounds.LEGAL_112, lambda: end(41, "toch langer"))
        measure = end(20, "De rechter stopte eerder.")

        assert measure.end_reason == "Na de zomer kan het zonder.\nDe rechter stopte eerder."
        assert measure.until == on + 21 * DAY
        assert measure.granted_until == date(2027, 9, 7)

    def test_a_decision_that_is_no_longer_needed_ends_it_too(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        new = signatures.Review(day_of(at), still_needed=False, why="Het gezin doet het zelf.")
        powers.review_decision(CoreDecision.objects.get(), new, by=world.mila, at=at)
        red.refresh_from_db()

        assert red.until == day_of(at) + DAY
        assert CoreDecision.objects.get().end_reason == "Het gezin doet het zelf."

    def test_who_was_let_go_before_stays_away(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        tandem.let_go(red, last_day=day_of(at), reason="overgedragen", by=world.mila, at=at)
        later = at + DAY / 2
        confirmed(world, ots(day_of(at), since=date(2027, 9, 7)), at=later)
        red.refresh_from_db()

        assert red.until == day_of(at) + DAY
        assert not Key.objects.filter(involvement=red, until__gt=later).exists()

    def test_first_contact_is_written_down_and_never_before_the_decision(
        self, world: World, red: Involvement, at: datetime
    ) -> None:
        measure = Measure.objects.get()
        refused_by(
            rules.LEGAL_13,
            lambda: powers.note_measure(
                measure, requests.Days(day_of(at) - DAY), by=world.mila, at=at
            ),
        )
        powers.note_measure(measure, requests.Days(day_of(at)), by=world.mila, at=at)
        measure.refresh_from_db()
        assert measure.first_contact_on == day_of(at)
        later = at + 2 * DAY
        for other in (day_of(at) + DAY, None):
            refused_by(
                rules.bounds.LEGAL_112,
                partial(
                    powers.note_measure, measure, requests.Days(other), by=world.mila, at=later
                ),
            )
        more = requests.Days(day_of(at), rvdk_told_on=day_of(later))
        powers.note_measure(measure, more, by=world.mila, at=later)


class TestAfterATest:
    def a_test(self, world: World, at: datetime) -> ProtectionTest:
        return ProtectionTest.objects.create(
            household=world.home,
            tested_on=day_of(at),
            is_met=False,
            motivation="Hulp met toestemming helpt.",
            children_heard="Sem wil bij mama blijven.",
            parents_heard="Moeder wil hulp.",
            recorded_at=at,
            recorded_by=world.ravi,
        )

    def test_who_tested_writes_down_what_followed(self, world: World, at: datetime) -> None:
        one, day = self.a_test(world, at), day_of(at)
        dossier.loose_key(world.ravi, world.home, since=at)

        requests.note_test(
            one, college_told_on=day, mayor_asked_on=None, submitted_on=None, by=world.ravi, at=at
        )

        one.refresh_from_db()
        assert one.college_told_on == day
        assert not [due for due in one.dues if due.is_open]

    def test_nobody_goes_to_court_after_a_no_unless_the_mayor_asks(
        self, world: World, at: datetime
    ) -> None:
        one, day = self.a_test(world, at), day_of(at)
        dossier.loose_key(world.ravi, world.home, since=at)
        note = partial(requests.note_test, one, college_told_on=day, submitted_on=day, at=at)

        refused_by(rules.LEGAL_62, lambda: note(mayor_asked_on=None, by=world.ravi))
        refused_by(rules.LEGAL_61, lambda: note(mayor_asked_on=day, by=world.mila))
        note(mayor_asked_on=day, by=world.ravi)
        forget = partial(note, mayor_asked_on=day, by=world.ravi)
        refused_by(rules.bounds.LEGAL_112, lambda: forget(college_told_on=None))


class TestWithoutGround:
    def test_the_tandem_is_stopped_only_when_nothing_carries_it(
        self, world: World, at: datetime
    ) -> None:
        refused_by(
            rules.LEGAL_66,
            lambda: powers.stop_without_ground(world.home, by=world.mila, at=at),
        )
        Consent.objects.filter(household=world.home).update(until=day_of(at))
        powers.stop_without_ground(world.home, by=world.mila, at=at)
        world.home.refresh_from_db()

        assert world.home.status == Status.STOPPED


class TestPages:
    def test_terms_and_tasks_are_shown(
        self, world: World, red: Involvement, monday: datetime, client: Client
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)

        page = words(mila.look("desk:decisions", world.home.ref))
        today = words(mila.look("desk:today"))

        assert "Besluit Jeugdwet art. 4.2.1" in page
        assert "Er loopt een maatregel zonder afschaalplan." in page
        assert "Afschaalplan maken" in today

    def test_the_road_of_a_measure(
        self, world: World, red: Involvement, monday: datetime, client: Client
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)
        home, measure = world.home.ref, Measure.objects.get().pk
        sent = [
            mila.send("journey:measure_note", home, measure, first_contact_on="2026-09-07"),
            mila.send(
                "journey:scale_down",
                home,
                made_on="2026-09-07",
                agreed_with="moeder",
                needed_to_stop="rust",
                afterwards="zelf",
                review_on="2026-12-07",
            ),
            mila.send(
                "journey:reflect",
                home,
                for_whom="kind",
                yields="rust",
                is_temporary="yes",
                needed_to_stop="tijd",
                discomfort="wel wat",
                is_discomfort="no",
            ),
            mila.send(
                "journey:decision_review",
                home,
                CoreDecision.objects.get().pk,
                on="2026-09-07",
                still_needed="yes",
                why="Nog niet veilig.",
                next_on="2026-11-02",
            ),
        ]
        page = words(mila.look("desk:decisions", home))

        assert [answer.status_code for answer in sent] == [303] * 4
        assert "Zonder netwerk is een maatregel moeilijk te stoppen." in page
        assert "Nog niet veilig." in page

    def test_without_ground_the_page_says_what_to_do(
        self, world: World, monday: datetime, client: Client
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)
        Consent.objects.filter(household=world.home).update(until=day_of(monday))

        assert "zet de tandem stil" in words(mila.look("desk:together", world.home.ref))
        assert mila.send("journey:without_ground", world.home.ref).status_code == 303

    def test_two_roles_at_one_family_are_shown(
        self, world: World, monday: datetime, client: Client
    ) -> None:
        dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=monday)
        Involvement.objects.create(
            household=world.home,
            organization=world.veilig_thuis,
            professional=world.vera,
            form=Form.WITH_POWERS,
            since=day_of(monday),
            recorded_at=monday,
            recorded_by=world.mila,
        )
        mila = Visitor(client, world.mila, at=monday)

        assert "Twee rollen bij dit gezin" in words(mila.look("desk:decisions", world.home.ref))


def test_who_works_on_a_measure_writes_down_that_it_goes_on_or_stops(
    world: World, red: Involvement, client: Client, monday: datetime
) -> None:
    """The own door of who writes it turns last: an answer, and no fault."""
    guus = Visitor(client, world.guus, at=monday)
    made = decisions.record_measure(
        world.home,
        ots(day_of(monday), since=date(2027, 9, 7)),
        by=world.mila,
        at=monday,
    )

    confirmed_ = guus.send("journey:measure_confirm", world.home.ref, made.pk, saw="on")
    red.refresh_from_db()
    open_keys = Key.objects.filter(Q(until=None) | Q(until__gt=monday), involvement=red)

    assert confirmed_.status_code == 303
    assert red.until == date(2028, 9, 7)
    assert [day_of(one.until) for one in open_keys if one.until] == [date(2028, 9, 7)]
    assert guus.look("desk:story", world.home.ref).status_code == 200

    first = Measure.objects.order_by("id")[0]
    for one, last in ((made, "2027-09-08"), (first, "2026-09-07")):
        ended = guus.send(
            "journey:measure_end", world.home.ref, one.pk, last_day=last, reason="veilig"
        )
        assert ended.status_code == 303
    red.refresh_from_db()
    assert red.until == date(2026, 9, 8)
    assert front_on(world, date(2026, 9, 8)) == world.local_team.pk


def test_a_colleague_at_the_same_organization_does_not_stand_in_the_way(
    world: World, red: Involvement, client: Client, monday: datetime
) -> None:
    colleague("Bo Lindeman", role=None, place=world.huizen, employer=world.gi, at=monday)
    Measure.objects.update(core_decision=CoreDecision.objects.get())
    guus, number = Visitor(client, world.guus, at=monday), Measure.objects.get().pk

    for page in ("journey:measure_end", "journey:measure_note"):
        assert guus.look(page, world.home.ref, number).status_code == 200


def test_who_ends_the_measure_of_yesterday_closes_the_own_door_last(
    world: World, red: Involvement, client: Client, monday: datetime
) -> None:
    later = monday + 3 * DAY
    with time_machine.travel(later, tick=False):
        guus = Visitor(client, world.guus, at=later)
        ended = guus.send(
            "journey:measure_end",
            world.home.ref,
            Measure.objects.get().pk,
            last_day=str(day_of(later) - DAY),
            reason="veilig",
        )
        assert ended.status_code == 303
        assert guus.look("desk:story", world.home.ref).status_code == 404
    red.refresh_from_db()
    assert red.until == day_of(later)
    assert front_on(world, day_of(later)) == world.local_team.pk
