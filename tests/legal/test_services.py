"""The grounds as they are recorded: what opens a door, what closes it, and what is refused."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from decimal import Decimal
from typing import Any

import pytest

from tandem.access.permissions import Permission
from tandem.audit.models import Event
from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal, Rule
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Form, Origin, Status
from tandem.dossier.models import Household, Involvement, Key
from tandem.legal import rules, selectors
from tandem.legal.enums import (
    Answer,
    DecisionRegime,
    Ground,
    MeasureKind,
    Outcome,
    PowerKind,
    Regime,
    Tell,
    Via,
)
from tandem.legal.models import Confirmation, Consent, CoreDecision, Measure, Withdrawal
from tandem.legal.rules import words as word_rules
from tandem.legal.services import consents, contacts, decisions, involvements, telling
from tandem.network.models import Account, Organization
from tests.factories import dossier, power
from tests.factories.world import World

type Do = Callable[[], object]

DAY = timedelta(days=1)


def refused_by(rule: Rule, do: Do) -> None:
    """Do what must be refused; nothing may have been recorded of it."""
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule
    assert Event.objects.count() == before


def recorded_once(event: str, do: Do) -> None:
    """Do what must be recorded exactly once; what a key does is recorded by the key itself."""
    before = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0
    do()
    found = Event.objects.filter(id__gt=before).exclude(event__startswith="key")
    assert [one.event for one in found] == [event]


def opens(account: Account, home: Household, at: datetime) -> bool:
    """Whether the door opens for somebody now."""
    try:
        door.open_household(home.ref, by=account, to=Permission.HOUSEHOLD_VIEW, at=at)
    except door.NotFound:
        return False
    return True


def ended(home: Household) -> Household:
    Household.objects.filter(pk=home.pk).update(status=Status.ENDED, ended_on=home.registered_on)
    home.refresh_from_db()
    return home


def yes(*organizations: Organization, on: date, **changes: Any) -> consents.NewConsent:
    return consents.NewConsent(Answer.YES, organizations, on, **changes)


def green(organization: Organization, on: date, **changes: Any) -> involvements.NewInvolvement:
    return involvements.NewInvolvement(organization, Form.WITH_CONSENT, Period(on), **changes)


@pytest.fixture
def today(at: datetime) -> date:
    return day_of(at)


@pytest.fixture
def with_gi(world: World, at: datetime) -> World:
    """Everybody says yes to the GI as well."""
    dossier.everybody_says_yes(world.home, [world.gi], by=world.mila, at=at)
    return world


class TestExplaining:
    def test_it_keeps_the_version_of_the_leaflet(self, world: World, at: datetime) -> None:
        recorded_once(
            "way_of_working_explained",
            lambda: consents.explain(world.home, on=day_of(at), by=world.mila, at=at),
        )

        latest = world.home.explanations.latest("id")
        assert latest.leaflet_version == consents.LEAFLET_VERSION

    def test_not_tomorrow(self, world: World, at: datetime) -> None:
        refused_by(
            dossier_rules.DOSSIER_02,
            lambda: consents.explain(world.home, on=day_of(at) + DAY, by=world.mila, at=at),
        )

    def test_not_in_a_dossier_that_ended(self, world: World, at: datetime) -> None:
        home = ended(world.home)

        refused_by(
            dossier_rules.DOSSIER_09,
            lambda: consents.explain(home, on=day_of(at), by=world.mila, at=at),
        )

    def test_a_partner_does_not_explain_for_the_local_team(
        self, world: World, at: datetime
    ) -> None:
        refused_by(
            dossier_rules.DOSSIER_01,
            lambda: consents.explain(world.home, on=day_of(at), by=world.vera, at=at),
        )

    def test_who_has_no_key_finds_nothing(self, world: World, at: datetime) -> None:
        with pytest.raises(door.NotFound):
            consents.explain(world.home, on=day_of(at), by=world.outsider, at=at)


class TestAsking:
    def test_a_yes_makes_a_confirmation_due_within_five_workdays(
        self, world: World, at: datetime, today: date
    ) -> None:
        recorded_once(
            "consent_yes",
            lambda: consents.record(world.fatima, yes(world.gi, on=today), by=world.mila, at=at),
        )

        due = Confirmation.objects.latest("id")
        assert (due.due_on, due.sent_on) == (date(2026, 9, 14), None)
        assert due.consent.declaration_version == "2026-09"

    def test_a_no_is_an_answer_and_needs_no_confirmation(
        self, world: World, at: datetime, today: date
    ) -> None:
        no = consents.NewConsent(Answer.NO, [world.gi], today, what_else="Alleen gesprekken.")
        recorded_once("consent_no", lambda: consents.record(world.daan, no, by=world.mila, at=at))

        given = Consent.objects.latest("id")
        assert given.what_else == "Alleen gesprekken."
        assert not Confirmation.objects.filter(consent=given).exists()

    def test_a_yes_from_a_case_file_was_confirmed_elsewhere(
        self, world: World, at: datetime, today: date
    ) -> None:
        brought = yes(world.gi, on=today, origin=Origin.CASE_FILE)
        given = consents.record(world.daan, brought, by=world.mila, at=at)

        assert not Confirmation.objects.filter(consent=given).exists()

    def test_not_before_the_explanation(self, world: World, at: datetime) -> None:
        early = yes(world.gi, on=date(2026, 8, 11))

        refused_by(
            rules.LEGAL_01, lambda: consents.record(world.fatima, early, by=world.mila, at=at)
        )

    def test_not_of_a_child_under_12(self, world: World, at: datetime, today: date) -> None:
        refused_by(
            rules.LEGAL_02,
            lambda: consents.record(world.sem, yes(world.gi, on=today), by=world.mila, at=at),
        )

    def test_not_without_organizations(self, world: World, at: datetime, today: date) -> None:
        refused_by(
            rules.LEGAL_21,
            lambda: consents.record(world.fatima, yes(on=today), by=world.mila, at=at),
        )

    def test_not_ended_before_it_began(self, world: World, at: datetime, today: date) -> None:
        empty = yes(world.gi, on=today, until=today)

        refused_by(
            rules.LEGAL_17, lambda: consents.record(world.fatima, empty, by=world.mila, at=at)
        )

    def test_not_in_a_dossier_that_ended(self, world: World, at: datetime, today: date) -> None:
        ended(world.home)

        refused_by(
            dossier_rules.DOSSIER_09,
            lambda: consents.record(world.fatima, yes(world.gi, on=today), by=world.mila, at=at),
        )


class TestConfirming:
    def test_who_sent_it_when_and_how_is_kept(
        self, world: World, at: datetime, today: date
    ) -> None:
        due = Confirmation.objects.get(consent=world.consents["Fatima"])
        recorded_once(
            "consent_confirmed",
            lambda: consents.confirm(due, form="email", on=today, by=world.mila, at=at),
        )

        due.refresh_from_db()
        assert (due.form, due.sent_on, due.sent_by) == ("email", today, world.mila)

    def test_what_was_recorded_first_stands(self, world: World, at: datetime, today: date) -> None:
        due = Confirmation.objects.get(consent=world.consents["Fatima"])
        consents.confirm(due, form="letter", on=today - DAY, by=world.mila, at=at)

        refused_by(
            dossier_rules.DOSSIER_07,
            lambda: consents.confirm(due, form="email", on=today, by=world.ruben, at=at),
        )


class TestRidingAlong:
    def test_a_partner_inside_consent_gets_a_key(
        self, with_gi: World, at: datetime, today: date
    ) -> None:
        world = with_gi
        recorded_once(
            "involvement_started",
            lambda: involvements.start(
                world.home, green(world.gi, today, professional=world.guus), by=world.mila, at=at
            ),
        )

        assert opens(world.guus, world.home, at)

    def test_the_key_ends_when_the_consent_ends(
        self, world: World, at: datetime, today: date
    ) -> None:
        until = today + 30 * DAY
        for person in (world.fatima, world.daan, world.noor):
            consents.record(person, yes(world.gi, on=today, until=until), by=world.mila, at=at)
        new = replace(green(world.gi, today, professional=world.guus), period=Period(today, until))
        involvements.start(world.home, new, by=world.mila, at=at)

        assert opens(world.guus, world.home, at + 29 * DAY)
        assert not opens(world.guus, world.home, at + 30 * DAY)

    def test_not_without_consent_that_names_it(
        self, world: World, at: datetime, today: date
    ) -> None:
        refused_by(
            rules.LEGAL_03,
            lambda: involvements.start(world.home, green(world.gi, today), by=world.mila, at=at),
        )

    def test_not_while_somebody_was_passed_over(
        self, world: World, at: datetime, today: date
    ) -> None:
        home = dossier.registered(
            world.huizen, name="De Linde", people=dossier.FAMILY, by=world.mila, at=at
        )
        dossier.explained(home, by=world.mila, at=at)
        fatima = home.persons.get(name="Fatima Wilgen")
        consents.record(fatima, yes(world.gi, on=today), by=world.mila, at=at)

        refused_by(
            rules.LEGAL_04,
            lambda: involvements.start(home, green(world.gi, today), by=world.mila, at=at),
        )

    def test_everybody_is_asked_about_this_organization_and_not_about_another(
        self, world: World, at: datetime, today: date
    ) -> None:
        for who in (world.fatima, world.daan):
            consents.record(who, yes(world.gi, on=today), by=world.mila, at=at)

        refused_by(
            rules.LEGAL_04,
            lambda: involvements.start(world.home, green(world.gi, today), by=world.mila, at=at),
        )
        no = consents.NewConsent(Answer.NO, [world.gi], today, what_else="Zonder haar.")
        consents.record(world.noor, no, by=world.mila, at=at)

        assert involvements.start(world.home, green(world.gi, today), by=world.mila, at=at).pk

    def test_who_was_asked_since_was_asked_before_somebody_takes_over(
        self, world: World, at: datetime
    ) -> None:
        Consent.objects.filter(person=world.noor).delete()

        def take_over() -> None:
            involvements.name_professional(world.involvement, world.stella, by=world.mila, at=at)

        refused_by(rules.LEGAL_04, take_over)
        dossier.answer(world.noor, [world.veilig_thuis], says=Answer.NO, by=world.mila, at=at)

        take_over()

    def test_the_local_team_is_no_partner(self, world: World, at: datetime, today: date) -> None:
        refused_by(
            rules.LEGAL_14,
            lambda: involvements.start(
                world.home, green(world.local_team, today), by=world.mila, at=at
            ),
        )

    def test_something_else_says_what(self, with_gi: World, at: datetime, today: date) -> None:
        other = replace(green(with_gi.gi, today), form=Form.OTHER)

        refused_by(
            rules.LEGAL_19,
            lambda: involvements.start(with_gi.home, other, by=with_gi.mila, at=at),
        )
        described = replace(other, description="rijdt mee naar de rechtbank")
        assert involvements.start(with_gi.home, described, by=with_gi.mila, at=at).pk

    def test_anonymous_advice_needs_no_consent_and_opens_no_door(
        self, world: World, at: datetime, today: date
    ) -> None:
        advice = replace(
            green(world.rvdk, today, professional=world.ravi),
            form=Form.ADVICE,
            anonymous=True,
            question="Wat doe je als een kind wegloopt?",
        )
        recorded_once(
            "involvement_started",
            lambda: involvements.start(world.home, advice, by=world.mila, at=at),
        )

        assert not opens(world.ravi, world.home, at)

    def test_anonymous_advice_names_nobody(self, world: World, at: datetime, today: date) -> None:
        advice = replace(
            green(world.rvdk, today),
            form=Form.ADVICE,
            anonymous=True,
            question="Wat doen we als Noor wegloopt?",
        )

        refused_by(
            rules.LEGAL_05,
            lambda: involvements.start(world.home, advice, by=world.mila, at=at),
        )

    def test_the_rvdk_only_when_the_family_knows(
        self, world: World, at: datetime, today: date
    ) -> None:
        dossier.decided(world.home, world.rvdk, world.ruben, told=False, by=world.mila, at=at)
        CoreDecision.objects.update(urgent_reason="Er was gevaar.", tell_due_on=today)
        power = replace(green(world.rvdk, today), form=Form.WITH_POWERS)

        refused_by(
            rules.LEGAL_08,
            lambda: involvements.start(world.home, power, by=world.mila, at=at),
        )
        recorded_once(
            "family_told",
            lambda: telling.tell_family(
                world.home,
                world.rvdk,
                on=today,
                what="De Raad komt.",
                to=telling.Listeners([world.fatima, world.daan, world.noor]),
                by=world.mila,
                at=at,
            ),
        )
        assert involvements.start(world.home, power, by=world.mila, at=at).pk

    def test_what_is_over_opens_no_door(self, with_gi: World, at: datetime, today: date) -> None:
        world = with_gi
        over = replace(
            green(world.gi, today, professional=world.guus), period=Period(today, today + DAY)
        )
        involvements.start(world.home, over, by=world.mila, at=at + 2 * DAY)

        assert not Key.objects.filter(account=world.guus).exists()


class TestLettingGo:
    def test_the_door_closes_at_once(self, world: World, at: datetime, today: date) -> None:
        recorded_once(
            "involvement_ended",
            lambda: involvements.end(
                world.involvement, last_day=today, reason="klaar", by=world.mila, at=at
            ),
        )

        assert not opens(world.vera, world.home, at)
        assert Involvement.objects.get().until == today + DAY

    def test_not_tomorrow_and_not_before_it_began(
        self, world: World, at: datetime, today: date
    ) -> None:
        def end_on(day: date) -> Do:
            return lambda: involvements.end(
                world.involvement, last_day=day, reason="klaar", by=world.mila, at=at
            )

        refused_by(dossier_rules.DOSSIER_02, end_on(today + DAY))
        refused_by(rules.LEGAL_17, end_on(date(2026, 8, 23)))
        assert opens(world.vera, world.home, at)

    def test_who_takes_over_gets_the_only_key(self, world: World, at: datetime) -> None:
        recorded_once(
            "involvement_professional_named",
            lambda: involvements.name_professional(
                world.involvement, world.stella, by=world.mila, at=at
            ),
        )

        assert opens(world.stella, world.home, at)
        assert not opens(world.vera, world.home, at)

    def test_nobody_takes_over_what_has_no_consent_any_more(
        self, world: World, at: datetime
    ) -> None:
        Consent.objects.update(answer=Answer.NO)

        refused_by(
            rules.LEGAL_03,
            lambda: involvements.name_professional(
                world.involvement, world.stella, by=world.mila, at=at
            ),
        )
        assert opens(world.vera, world.home, at)


def told(on: date, by_whom: Account | None, **changes: Any) -> decisions.Told:
    new = decisions.Told(
        on,
        by_whom,
        "Wat er verandert.",
        complaint_explained=True,
        points=[*rules.AT_TURNING_POINT, Tell.RVDK],
    )
    return replace(new, **changes)


class TestPowers:
    def power(self, world: World, on: date, **changes: Any) -> involvements.NewInvolvement:
        return involvements.NewInvolvement(
            world.veilig_thuis, Form.WITH_POWERS, Period(on), **changes
        )

    def test_not_without_a_core_decision(self, world: World, at: datetime, today: date) -> None:
        refused_by(
            rules.LEGAL_06,
            lambda: involvements.start(world.home, self.power(world, today), by=world.mila, at=at),
        )

    def test_not_before_the_family_was_told(self, world: World, at: datetime, today: date) -> None:
        made = dossier.decided(
            world.home, world.veilig_thuis, world.ruben, told=False, by=world.mila, at=at
        )
        new = self.power(world, today, professional=world.stella)

        refused_by(
            rules.LEGAL_10, lambda: involvements.start(world.home, new, by=world.mila, at=at)
        )
        recorded_once(
            "family_told_of_decision",
            lambda: decisions.tell_family_of_decision(
                made, told(today, world.mila), by=world.mila, at=at
            ),
        )
        involvements.start(world.home, new, by=world.mila, at=at)
        assert opens(world.stella, world.home, at)

    def test_not_by_who_rode_along_unless_the_family_agrees(
        self, world: World, at: datetime, today: date
    ) -> None:
        dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=at)
        same = self.power(world, today, professional=world.vera)

        refused_by(
            rules.LEGAL_09, lambda: involvements.start(world.home, same, by=world.mila, at=at)
        )
        agreed = replace(same, same_person_agreed_on=today)
        refused_by(
            rules.agreed.LEGAL_116,
            lambda: involvements.start(world.home, agreed, by=world.mila, at=at),
        )
        agreed = replace(agreed, same_person_said="Fatima: liever Vera, die kent ons.")
        assert involvements.start(world.home, agreed, by=world.mila, at=at).pk

    def test_nor_by_taking_over_afterwards(self, world: World, at: datetime, today: date) -> None:
        dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=at)
        new = self.power(world, today, professional=world.stella)
        involvement = involvements.start(world.home, new, by=world.mila, at=at)

        refused_by(
            rules.LEGAL_09,
            lambda: involvements.name_professional(involvement, world.vera, by=world.mila, at=at),
        )
        assert opens(world.stella, world.home, at)

    def test_red_needs_a_measure_and_a_request_is_none(
        self, world: World, at: datetime, today: date
    ) -> None:
        dossier.decided(
            world.home,
            world.gi,
            world.ruben,
            regime=DecisionRegime.WITH_MEASURE,
            by=world.mila,
            at=at,
        )
        red = involvements.NewInvolvement(world.gi, Form.WITH_MEASURE, Period(today))
        dossier.reflected(world.home, by=world.mila, at=at)
        children = power.children(world.home, on=today)
        request = decisions.NewMeasure(MeasureKind.RVDK_TEST_REQUEST, today, children=children)
        decisions.record_measure(world.home, request, by=world.mila, at=at)

        refused_by(
            rules.LEGAL_07, lambda: involvements.start(world.home, red, by=world.mila, at=at)
        )
        power.measured(world.home, world.gi, world.ruben, by=world.mila, at=at)
        involvements.start(world.home, red, by=world.mila, at=at)
        assert selectors.regimes([world.home.pk], at=at)[world.home.pk][0] is Regime.RED


class TestDecisions:
    def whole(self, world: World, on: date, **changes: Any) -> decisions.NewDecision:
        return replace(dossier.proposal(world.veilig_thuis, world.vera, on=on), **changes)

    def test_a_whole_decision_is_recorded_once(
        self, world: World, at: datetime, today: date
    ) -> None:
        recorded_once(
            "core_decision_taken",
            lambda: decisions.decide(world.home, self.whole(world, today), by=world.mila, at=at),
        )

    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"facts": " "}, rules.LEGAL_11),
            ({"co_signer": None}, rules.LEGAL_11),
            ({"child_interest": ""}, rules.LEGAL_12),
            ({"ground_on": date(2026, 9, 8)}, rules.LEGAL_13),
            ({"family_informed_on": date(2026, 9, 8)}, dossier_rules.DOSSIER_02),
            ({"family_informed_on": date(2026, 9, 7)}, rules.LEGAL_56),
            ({"subsidiarity": ""}, rules.LEGAL_11),
            ({"power_kind": ""}, rules.LEGAL_54),
            ({"power_kind": PowerKind.INSTRUCT}, rules.LEGAL_54),
            ({"interventions": []}, rules.LEGAL_55),
            ({"interventions": ["none", "mayor"]}, rules.LEGAL_55),
            ({"urgent_reason": "Er was gevaar."}, rules.LEGAL_57),
            ({"review_on": None}, rules.LEGAL_58),
        ],
    )
    def test_what_misses_or_is_too_late_is_refused(
        self, world: World, at: datetime, today: date, changes: dict[str, Any], rule: Rule
    ) -> None:
        new = self.whole(world, today, **changes)

        refused_by(rule, lambda: decisions.decide(world.home, new, by=world.mila, at=at))

    def test_a_case_file_is_not_asked_what_it_cannot_carry(
        self, world: World, at: datetime, today: date
    ) -> None:
        bare = decisions.NewDecision(
            DecisionRegime.WITH_POWERS,
            world.veilig_thuis,
            Ground.REPORT,
            today,
            today,
            origin=Origin.CASE_FILE,
        )

        assert decisions.decide(world.home, bare, by=world.mila, at=at).pk

    def test_who_records_it_does_not_sign_for_the_second(
        self, world: World, at: datetime, today: date
    ) -> None:
        alone = self.whole(world, today, co_signer=world.mila)

        refused_by(
            rules.LEGAL_11, lambda: decisions.decide(world.home, alone, by=world.mila, at=at)
        )

    def test_the_local_team_uses_no_powers(self, world: World, at: datetime, today: date) -> None:
        team = self.whole(world, today, organization=world.local_team)

        refused_by(rules.LEGAL_14, lambda: decisions.decide(world.home, team, by=world.mila, at=at))

    def test_the_day_of_telling_stands(self, world: World, at: datetime, today: date) -> None:
        made = decisions.decide(
            world.home,
            self.whole(world, today, **dossier.as_told(today, world.mila)),
            by=world.mila,
            at=at,
        )

        refused_by(
            dossier_rules.DOSSIER_07,
            lambda: decisions.tell_family_of_decision(
                made, told(today - DAY, world.mila), by=world.mila, at=at
            ),
        )


class TestMeasures:
    def test_who_decides_later_makes_no_earlier_day_lawful(
        self, world: World, at: datetime, today: date
    ) -> None:
        power.measured(
            world.home, world.gi, world.ruben, since=today - 10 * DAY, by=world.mila, at=at
        )

        [period] = selectors.measure_periods(world.home)

        assert not period.has(today - DAY)
        assert period.has(today)

    def test_a_measure_is_recorded_and_ended(self, world: World, at: datetime, today: date) -> None:
        new = power.measure(MeasureKind.OTS, today, world.gi)
        recorded_once(
            "measure_recorded",
            lambda: decisions.record_measure(world.home, new, by=world.mila, at=at),
        )
        made = Measure.objects.get()
        recorded_once(
            "measure_ended",
            lambda: decisions.end_measure(
                made, last_day=today + DAY, reason="veilig", by=world.mila, at=at
            ),
        )

        made.refresh_from_db()
        assert made.until == today + 2 * DAY

    def test_what_ran_at_intake_was_not_from_the_pilot(
        self, world: World, at: datetime, today: date
    ) -> None:
        both = decisions.NewMeasure(
            MeasureKind.OTS, today, initiated_by_pilot=True, running_at_intake=True
        )

        refused_by(
            rules.LEGAL_18,
            lambda: decisions.record_measure(world.home, both, by=world.mila, at=at),
        )

    def test_it_was_asked_before_it_was_decided(
        self, world: World, at: datetime, today: date
    ) -> None:
        late = decisions.NewMeasure(MeasureKind.OTS, today, requested_on=today + DAY)

        refused_by(
            rules.LEGAL_13,
            lambda: decisions.record_measure(world.home, late, by=world.mila, at=at),
        )

    def test_it_does_not_end_before_it_was_decided(
        self, world: World, at: datetime, today: date
    ) -> None:
        past = decisions.NewMeasure(
            MeasureKind.OTS, today, since=today - 9 * DAY, until=today - DAY
        )

        refused_by(
            rules.LEGAL_17,
            lambda: decisions.record_measure(world.home, past, by=world.mila, at=at),
        )


class TestHours:
    def test_hours_on_days_of_the_involvement(
        self, world: World, at: datetime, today: date
    ) -> None:
        entries = [(today, Decimal("2.5")), (today - DAY, Decimal(1))]
        recorded_once(
            "hours_recorded",
            lambda: involvements.add_hours(world.involvement, entries, by=world.vera, at=at),
        )

        assert selectors.spent(world.involvement, today=today).total == Decimal("3.5")

    def test_not_before_it_began(self, world: World, at: datetime) -> None:
        entries = [(date(2026, 8, 23), Decimal(1))]

        refused_by(
            rules.LEGAL_15,
            lambda: involvements.add_hours(world.involvement, entries, by=world.vera, at=at),
        )

    def test_there_is_no_mean_before_there_is_a_week(self, world: World, today: date) -> None:
        assert selectors.spent(world.involvement, today=date(2026, 8, 29)).weekly is None
        assert selectors.spent(world.involvement, today=date(2026, 8, 30)).weekly == 0


class TestTakingBack:
    def withdraw(self, world: World, at: datetime, who: str = "Fatima") -> Withdrawal:
        return consents.receive_withdrawal(world.consents[who], via=Via.ORAL, by=world.mila, at=at)

    def test_the_door_is_closed_in_the_same_transaction(
        self, world: World, at: datetime, today: date
    ) -> None:
        assert opens(world.vera, world.home, at)

        recorded_once("consent_withdrawn", lambda: self.withdraw(world, at))

        key = Key.objects.get(account=world.vera)
        given = Consent.objects.get(pk=world.consents["Fatima"].pk)
        assert key.until == at
        assert not opens(world.vera, world.home, at)
        assert (given.until, given.ended_at) == (today + DAY, at)
        assert Involvement.objects.get().until == today + DAY

    def test_the_local_team_stays(self, world: World, at: datetime) -> None:
        self.withdraw(world, at)

        assert opens(world.mila, world.home, at)

    def test_powers_stay_where_the_law_gives_them(
        self, world: World, at: datetime, today: date
    ) -> None:
        dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=at)
        power = involvements.NewInvolvement(
            world.veilig_thuis, Form.WITH_POWERS, Period(today), professional=world.stella
        )
        involvements.start(world.home, power, by=world.mila, at=at)

        self.withdraw(world, at)

        assert opens(world.stella, world.home, at)
        assert not opens(world.vera, world.home, at)

    def test_it_is_taken_back_once(self, world: World, at: datetime) -> None:
        self.withdraw(world, at)

        refused_by(rules.LEGAL_16, lambda: self.withdraw(world, at))

    def test_until_when_it_was_agreed_stays_beside_it(
        self, world: World, at: datetime, today: date
    ) -> None:
        agreed = today + 90 * DAY
        Consent.objects.filter(pk=world.consents["Fatima"].pk).update(until=agreed)
        consent = self.withdraw(world, at).consent
        consent.refresh_from_db()

        assert (consent.until, consent.granted_until) == (today + DAY, agreed)

    def test_what_was_over_already_does_not_last_longer(
        self, world: World, at: datetime, today: date
    ) -> None:
        Consent.objects.filter(pk=world.consents["Fatima"].pk).update(until=today)
        consent = self.withdraw(world, at).consent
        consent.refresh_from_db()

        assert (consent.until, consent.granted_until, consent.ended_at) == (today, None, at)

    def test_first_explore_then_conclude(self, world: World, at: datetime, today: date) -> None:
        withdrawal = self.withdraw(world, at)

        def stop() -> None:
            consents.conclude(
                withdrawal, fresh=None, what_else="Vrijwillige hulp.", by=world.mila, at=at
            )

        refused_by(rules.LEGAL_16, stop)
        recorded_once(
            "withdrawal_explored",
            lambda: consents.explore(
                withdrawal, on=today, exploration="Samen gezocht.", by=world.mila, at=at
            ),
        )
        recorded_once("withdrawal_stopped", stop)
        withdrawal.refresh_from_db()
        assert withdrawal.outcome == Outcome.STOPPED
        refused_by(rules.LEGAL_16, stop)

    def test_after_everybody_stopped_nothing_green_starts(
        self, world: World, at: datetime, today: date
    ) -> None:
        for name in world.consents:
            self.withdraw(world, at, name)

        for day in (today, today + DAY):
            new = green(world.veilig_thuis, day, professional=world.vera)
            later = at + (day - today)
            with pytest.raises(Refusal) as refused:
                involvements.start(world.home, new, by=world.mila, at=later)
            assert refused.value.rule is rules.LEGAL_03

    def test_a_fresh_yes_opens_nothing_until_somebody_lets_the_partner_in(
        self, world: World, at: datetime, today: date
    ) -> None:
        withdrawal = self.withdraw(world, at)
        consents.explore(
            withdrawal, on=today, exploration="Vera komt minder vaak.", by=world.mila, at=at
        )
        fresh = consents.record(
            world.fatima, yes(world.veilig_thuis, on=today), by=world.mila, at=at
        )
        recorded_once(
            "withdrawal_continued",
            lambda: consents.conclude(withdrawal, fresh=fresh, what_else="", by=world.mila, at=at),
        )

        assert not opens(world.vera, world.home, at)
        again = green(world.veilig_thuis, today, professional=world.vera)
        involvements.start(world.home, again, by=world.mila, at=at)
        assert opens(world.vera, world.home, at)

    def test_nobody_else_brings_the_partner_back_before_the_withdrawal_has_its_outcome(
        self, world: World, at: datetime, today: date
    ) -> None:
        withdrawal = self.withdraw(world, at, "Daan")
        again = [
            green(world.veilig_thuis, day, professional=world.vera) for day in (today, today + DAY)
        ]

        def bring(new: involvements.NewInvolvement) -> Do:
            later = at + (new.period.since - today)
            return lambda: involvements.start(world.home, new, by=world.mila, at=later)

        for new in again:
            refused_by(word_rules.LEGAL_102, bring(new))
        # What was that same day and is over is history; another organization was not named.
        past = replace(again[0], period=Period(today - DAY, today + DAY))
        assert involvements.judge(world.home, past, at=at)
        dossier.everybody_says_yes(world.home, [world.gi], by=world.mila, at=at)
        assert involvements.judge(world.home, green(world.gi, today), at=at)

        consents.explore(withdrawal, on=today, exploration="Hij wil niet.", by=world.mila, at=at)
        consents.conclude(withdrawal, fresh=None, what_else="Zonder.", by=world.mila, at=at)
        involvements.start(world.home, again[1], by=world.mila, at=at + DAY)

        # It comes back for who still says yes, and has no contact with who took it back.
        met = contacts.Contact(today + DAY, [world.daan])
        verdict = contacts.judge_contact(world.home, world.veilig_thuis, met, at=at + DAY)
        assert verdict.rule is rules.LEGAL_37

    def test_what_is_taken_back_goes_before_a_yes_of_the_same_person_that_still_runs(
        self, world: World, at: datetime, today: date
    ) -> None:
        consents.record(world.daan, yes(world.veilig_thuis, on=today), by=world.mila, at=at)
        self.withdraw(world, at + timedelta(hours=1), "Daan")

        met = contacts.Contact(today, [world.daan])
        later = at + timedelta(hours=2)
        assert not contacts.judge_contact(world.home, world.veilig_thuis, met, at=later)


class TestCorrectingHours:
    def test_hours_that_were_written_wrong_are_mended_once(
        self, world: World, at: datetime, today: date
    ) -> None:
        involvements.add_hours(world.involvement, [(today, Decimal(25))], by=world.vera, at=at)
        wrong = world.involvement.hours.get()

        recorded_once(
            "hours_corrected",
            lambda: involvements.correct_hours(wrong, hours=Decimal("2.5"), by=world.vera, at=at),
        )

        wrong.refresh_from_db()
        assert wrong.hours == Decimal("2.5")

    def test_who_has_no_key_mends_nothing(self, world: World, at: datetime, today: date) -> None:
        involvements.add_hours(world.involvement, [(today, Decimal(2))], by=world.vera, at=at)
        entry = world.involvement.hours.get()

        with pytest.raises(door.NotFound):
            involvements.correct_hours(entry, hours=Decimal(0), by=world.stella, at=at)
