"""The road of a household through the services: what moves, who sits where, who keeps a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest

from tandem.audit.models import Event
from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal, Rule
from tandem.dossier.enums import Form, Frequency, Position, Status
from tandem.dossier.models import ContactPerson, Household, Involvement, Seat
from tandem.dossier.services import journal, keys
from tandem.journey import rules
from tandem.journey.enums import Direction, EvaluationKind, TriageOutcome
from tandem.journey.models import ExpertContacts, Triage
from tandem.journey.services import contacts, endings, intakes, tandem, withdrawals
from tandem.legal import rules as legal_rules
from tandem.legal.enums import Answer, DecisionRegime, Outcome, Via
from tandem.legal.models import Withdrawal
from tandem.legal.services import consents, involvements
from tandem.network.models import Account, Organization
from tests.factories import dossier
from tests.factories.world import JOINED, STARTED, World

CONTACT = contacts.NewContact
DAY = timedelta(days=1)


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    """Do what must be refused; nothing may have been recorded of it."""
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule
    assert Event.objects.count() == before


def status(home: Household) -> str:
    return Household.objects.get(pk=home.pk).status


def seats(home: Household, day: date) -> list[tuple[str, str]]:
    """Who sits where on the day, in front first."""
    riders = [
        (seat.position, seat.organization.slug)
        for seat in Seat.objects.filter(household=home).select_related("organization")
        if Period(seat.since, seat.until).has(day)
    ]
    return sorted(riders, key=lambda one: (one[0] != Position.FRONT, one[1]))


def opens(account: Account, home: Household, at: datetime) -> bool:
    return keys.running(at).filter(account=account, household=home).exists()


def swap(front: Organization, at: datetime, **other: object) -> tandem.Swap:
    known: dict[str, object] = {
        "professional": None,
        "trigger": "Een gesprek met iedereen aan tafel.",
        "agreed_by": "het gezin en alle fietsers",
        "family_informed_on": day_of(at),
    }
    return tandem.Swap(front=front, day=day_of(at), **(known | other))  # type: ignore[arg-type]


def powers(world: World, at: datetime, **other: object) -> Involvement:
    """Let the GI use powers, on a complete core decision of which the family was told."""
    dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)
    new = involvements.NewInvolvement(
        world.gi, Form.WITH_POWERS, Period(day_of(at)), professional=world.guus
    )
    return tandem.bring_in(world.home, replace(new, **other), by=world.mila, at=at)  # type: ignore[arg-type]


class TestIntake:
    def test_a_household_comes_in_and_waits_for_triage(self, world: World, at: datetime) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=at)

        assert home.status == Status.REGISTERED
        assert home.intake.concerns
        assert opens(world.ruben, home, at)
        assert not opens(world.outsider, home, at)

    @pytest.mark.parametrize(
        ("outcome", "next_status"),
        [
            (TriageOutcome.ADMIT, Status.ADMITTED),
            (TriageOutcome.ADVICE_ONLY, Status.ELSEWHERE),
            (TriageOutcome.ELSEWHERE, Status.ELSEWHERE),
        ],
    )
    def test_the_triage_decides_where_it_goes(
        self, world: World, at: datetime, outcome: str, next_status: str
    ) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=at)

        dossier.triaged(home, outcome, by=world.mila, at=at)

        assert home.status == status(home) == next_status

    def test_a_triage_without_a_partner_is_none(self, world: World, at: datetime) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=at)
        alone = self._triage(at, [world.local_team])

        refused_by(rules.JOURNEY_02, lambda: intakes.hold_triage(home, alone, by=world.mila, at=at))
        assert not Triage.objects.filter(household=home).exists()

    def test_an_experience_expert_sits_there_or_the_reason_why_not(
        self, world: World, at: datetime
    ) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=at)
        silent = self._triage(at, [world.local_team, world.veilig_thuis])
        joined = replace(
            silent, organizations=[world.local_team, world.veilig_thuis, world.samenkracht]
        )

        refused_by(
            rules.JOURNEY_03, lambda: intakes.hold_triage(home, silent, by=world.mila, at=at)
        )
        intakes.hold_triage(home, joined, by=world.mila, at=at)

        assert status(home) == Status.ADMITTED

    def test_who_is_admitted_knows_who_will_call(self, world: World, at: datetime) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=at)
        vague = replace(
            self._triage(at, [world.local_team, world.veilig_thuis]),
            contact_choice=" ",
            expert_absent_reason="Ziek.",
        )

        refused_by(rules.JOURNEY_12, lambda: intakes.hold_triage(home, vague, by=world.mila, at=at))

    def test_a_household_is_admitted_once(self, world: World, at: datetime) -> None:
        refused_by(rules.JOURNEY_01, lambda: dossier.triaged(world.home, by=world.mila, at=at))

    @staticmethod
    def _triage(at: datetime, organizations: list[Organization]) -> intakes.NewTriage:
        return intakes.NewTriage(
            direction=Direction.IN,
            held_on=day_of(at),
            outcome=TriageOutcome.ADMIT,
            motivation="Het past.",
            organizations=organizations,
            contact_choice="De wijkconsulent belt.",
        )


class TestStart:
    def test_the_local_team_rides_in_front_with_one_fixed_face(self, world: World) -> None:
        assert seats(world.home, day_of(STARTED)) == [("front", "lt-huizen")]
        face = ContactPerson.objects.get(household=world.home)
        assert (face.account, face.until) == (world.mila, None)

    def test_without_consent_nobody_rides(self, world: World, at: datetime) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=at)
        dossier.triaged(home, by=world.mila, at=at)
        dossier.explained(home, by=world.mila, at=at)
        for person in home.persons.exclude(role="child"):
            dossier.answer(person, [world.local_team], says=Answer.NO, by=world.mila, at=at)
        dossier.told_at_start(home, by=world.mila, at=at)

        refused_by(rules.JOURNEY_04, lambda: dossier.riding(home, world.mila, by=world.mila, at=at))
        assert status(home) == Status.ADMITTED

    def _asked(self, world: World, at: datetime, **answers: str) -> Household:
        """De Wilg once more, where some gave an answer: a first name and what they said."""
        home = dossier.registered(
            world.huizen, name="De Linde", people=dossier.FAMILY, by=world.mila, at=at
        )
        dossier.triaged(home, by=world.mila, at=at)
        dossier.explained(home, by=world.mila, at=at)
        for person in home.persons.select_related("household__pilot").order_by("id"):
            if person.first_name in answers:
                said = answers[person.first_name]
                dossier.answer(person, [world.local_team], says=said, by=world.mila, at=at)
        dossier.told_at_start(home, by=world.mila, at=at)
        return home

    @pytest.mark.parametrize("missing", ["Fatima", "Daan", "Noor"])
    def test_nobody_starts_while_somebody_was_not_asked(
        self, world: World, at: datetime, missing: str
    ) -> None:
        who = [name for name in ("Fatima", "Daan", "Noor") if name != missing]
        home = self._asked(world, at, **dict.fromkeys(who, Answer.YES))

        refused_by(
            legal_rules.LEGAL_04,
            lambda: dossier.riding(home, world.mila, by=world.mila, at=at),
        )
        assert status(home) == Status.ADMITTED

    def test_a_no_of_one_of_them_is_no_veto(self, world: World, at: datetime) -> None:
        home = self._asked(world, at, Fatima=Answer.YES, Daan=Answer.NO, Noor=Answer.NO)

        dossier.riding(home, world.mila, by=world.mila, at=at)

        assert status(home) == Status.STARTED

    def test_nobody_starts_on_the_yes_of_a_child_alone(self, world: World, at: datetime) -> None:
        home = self._asked(world, at, Fatima=Answer.NO, Daan=Answer.NO, Noor=Answer.YES)

        refused_by(
            legal_rules.LEGAL_32,
            lambda: dossier.riding(home, world.mila, by=world.mila, at=at),
        )

    def test_powers_carry_a_start_on_which_nobody_agrees(self, world: World, at: datetime) -> None:
        home = self._asked(world, at, Fatima=Answer.NO)
        dossier.decided(home, world.veilig_thuis, world.ruben, by=world.mila, at=at)
        dossier.partner(home, world.veilig_thuis, form=Form.WITH_POWERS, by=world.mila, at=at)

        dossier.riding(home, world.mila, by=world.mila, at=at)

        assert status(home) == Status.STARTED

    def test_a_tandem_starts_once(self, world: World, at: datetime) -> None:
        refused_by(
            rules.JOURNEY_01, lambda: dossier.riding(world.home, world.mila, by=world.mila, at=at)
        )

    def test_another_face_takes_over_on_a_day(self, world: World, at: datetime) -> None:
        contacts.set_contact_person(
            world.home,
            CONTACT(world.ruben, "elke ochtend", Frequency.FORTNIGHTLY),
            on=day_of(at),
            by=world.mila,
            at=at,
        )

        old, new = ContactPerson.objects.filter(household=world.home).order_by("since")
        assert (old.until, new.until) == (day_of(at), None)

    def test_a_second_face_stays_beside_the_first_when_the_family_asks(
        self, world: World, at: datetime
    ) -> None:
        contacts.set_contact_person(
            world.home,
            CONTACT(world.vera, "app", Frequency.WEEKLY, "Noor wil een eigen gezicht."),
            on=day_of(at),
            by=world.mila,
            at=at,
        )

        assert ContactPerson.objects.filter(household=world.home, until=None).count() == 2


class TestBringIn:
    def test_with_consent_a_partner_gets_on_the_back(self, world: World, at: datetime) -> None:
        assert seats(world.home, day_of(at)) == [("front", "lt-huizen"), ("back", "vt")]

    def test_an_adviser_gets_no_seat(self, world: World, at: datetime) -> None:
        new = involvements.NewInvolvement(
            world.rvdk, Form.ADVICE, Period(day_of(at)), anonymous=True
        )

        tandem.bring_in(world.home, new, by=world.mila, at=at)

        assert seats(world.home, day_of(at)) == [("front", "lt-huizen"), ("back", "vt")]

    def test_who_comes_back_on_the_day_of_going_sits_down_behind(
        self, world: World, at: datetime
    ) -> None:
        home, day = world.home, day_of(at)
        to_front = tandem.Swap(
            front=world.veilig_thuis,
            professional=None,
            day=day,
            trigger="Noor praat het makkelijkst met Vera.",
            agreed_by="iedereen aan tafel",
            family_informed_on=day,
            deviation_reason="Zij kennen elkaar al lang.",
        )
        tandem.swap(home, to_front, by=world.mila, at=at)
        tandem.let_go(world.involvement, last_day=day, reason="Even rust.", by=world.mila, at=at)

        dossier.partner(home, world.veilig_thuis, professional=world.vera, by=world.mila, at=at)

        tomorrow = day + timedelta(days=1)
        assert seats(home, tomorrow) == [("front", "lt-huizen"), ("back", "vt")]

    def test_without_consent_a_partner_stays_out(self, world: World, at: datetime) -> None:
        refused_by(
            legal_rules.LEGAL_03,
            lambda: dossier.partner(
                world.home, world.gi, professional=world.guus, by=world.mila, at=at
            ),
        )
        assert not opens(world.guus, world.home, at)
        assert seats(world.home, day_of(at)) == [("front", "lt-huizen"), ("back", "vt")]

    def test_who_uses_powers_rides_in_front_and_the_local_team_stays(
        self, world: World, at: datetime
    ) -> None:
        powers(world, at)

        assert seats(world.home, day_of(at)) == [
            ("front", "gi-djgb"),
            ("back", "lt-huizen"),
            ("back", "vt"),
        ]
        assert opens(world.guus, world.home, at)

    def test_powers_without_a_decision_change_nothing(self, world: World, at: datetime) -> None:
        new = involvements.NewInvolvement(
            world.gi, Form.WITH_POWERS, Period(day_of(at)), professional=world.guus
        )

        refused_by(
            legal_rules.LEGAL_06, lambda: tandem.bring_in(world.home, new, by=world.mila, at=at)
        )
        assert seats(world.home, day_of(at))[0] == ("front", "lt-huizen")

    def test_a_measure_needs_the_measure_itself(self, world: World, at: datetime) -> None:
        dossier.decided(
            world.home,
            world.gi,
            world.ruben,
            regime=DecisionRegime.WITH_MEASURE,
            by=world.mila,
            at=at,
        )
        new = involvements.NewInvolvement(world.gi, Form.WITH_MEASURE, Period(day_of(at)))

        refused_by(
            legal_rules.LEGAL_07, lambda: tandem.bring_in(world.home, new, by=world.mila, at=at)
        )


class TestSwap:
    def test_the_partner_goes_to_the_front_with_a_reason(self, world: World, at: datetime) -> None:
        new = swap(world.veilig_thuis, at, deviation_reason="Zij kennen het gezin al jaren.")

        tandem.swap(world.home, new, by=world.mila, at=at)

        assert seats(world.home, day_of(at)) == [("front", "vt"), ("back", "lt-huizen")]
        assert seats(world.home, day_of(at) - DAY) == [("front", "lt-huizen"), ("back", "vt")]

    def test_without_power_the_local_team_rides_in_front_or_says_why(
        self, world: World, at: datetime
    ) -> None:
        refused_by(
            rules.JOURNEY_06,
            lambda: tandem.swap(world.home, swap(world.veilig_thuis, at), by=world.mila, at=at),
        )

    def test_who_uses_powers_does_not_get_off_the_front(self, world: World, at: datetime) -> None:
        powers(world, at)
        back = swap(world.local_team, at, deviation_reason="Dat is prettiger.")

        refused_by(rules.JOURNEY_06, lambda: tandem.swap(world.home, back, by=world.mila, at=at))

    def test_who_is_not_on_the_tandem_does_not_ride_in_front(
        self, world: World, at: datetime
    ) -> None:
        new = swap(world.gi, at, deviation_reason="Dat is prettiger.")

        refused_by(rules.JOURNEY_05, lambda: tandem.swap(world.home, new, by=world.mila, at=at))

    @pytest.mark.parametrize("missing", ["trigger", "agreed_by", "family_informed_on"])
    def test_a_swap_tells_why_by_whom_and_when_the_family_heard(
        self, world: World, at: datetime, missing: str
    ) -> None:
        facts: dict[str, object] = {missing: None if missing == "family_informed_on" else ""}
        new = swap(world.veilig_thuis, at, deviation_reason="Zij kennen het gezin.", **facts)

        refused_by(rules.JOURNEY_08, lambda: tandem.swap(world.home, new, by=world.mila, at=at))

    def test_swaps_follow_each_other(self, world: World, at: datetime) -> None:
        reason = "Zij kennen het gezin."
        new = swap(world.veilig_thuis, at, deviation_reason=reason)
        tandem.swap(world.home, new, by=world.mila, at=at)
        before = replace(swap(world.veilig_thuis, JOINED), deviation_reason=reason)

        refused_by(rules.JOURNEY_14, lambda: tandem.swap(world.home, before, by=world.mila, at=at))

    def test_a_partner_does_not_swap_seats_itself(self, world: World, at: datetime) -> None:
        new = swap(world.veilig_thuis, at, deviation_reason="Zij kennen het gezin.")

        with pytest.raises(Refusal) as refused:
            tandem.swap(world.home, new, by=world.vera, at=at)
        assert refused.value.rule.id == "DOSSIER-01"


class TestLetGo:
    def test_a_partner_gets_off_and_its_door_closes(self, world: World, at: datetime) -> None:
        tandem.let_go(world.involvement, last_day=day_of(at), reason="klaar", by=world.mila, at=at)

        assert seats(world.home, day_of(at) + DAY) == [("front", "lt-huizen")]
        assert not opens(world.vera, world.home, at)

    def test_when_the_powers_end_the_local_team_rides_in_front_again(
        self, world: World, at: datetime
    ) -> None:
        involvement = powers(world, at)
        later = at + 10 * DAY

        tandem.let_go(involvement, last_day=day_of(later), reason="klaar", by=world.mila, at=later)

        assert seats(world.home, day_of(later))[0] == ("front", "gi-djgb")
        assert seats(world.home, day_of(later) + DAY) == [("front", "lt-huizen"), ("back", "vt")]

    def test_the_last_day_is_not_before_the_first(self, world: World, at: datetime) -> None:
        refused_by(
            legal_rules.LEGAL_17,
            lambda: tandem.let_go(
                world.involvement,
                last_day=day_of(JOINED) - DAY,
                reason="klaar",
                by=world.mila,
                at=at,
            ),
        )


class TestWithdrawal:
    def test_one_person_takes_it_back_and_the_door_closes_at_once(
        self, world: World, at: datetime
    ) -> None:
        withdrawals.receive(world.consents["Fatima"], via=Via.ORAL, by=world.mila, at=at)

        assert not opens(world.vera, world.home, at)
        assert seats(world.home, day_of(at) + DAY) == [("front", "lt-huizen")]
        # Daan and Noor still say yes, so the road goes on.
        assert status(world.home) == Status.STARTED

    def test_everybody_takes_it_back_and_the_road_waits(self, world: World, at: datetime) -> None:
        self._everybody(world, at)

        assert status(world.home) == Status.RECONSIDERING

    def test_powers_carry_on_without_consent(self, world: World, at: datetime) -> None:
        powers(world, at)

        self._everybody(world, at)

        assert status(world.home) == Status.STARTED
        assert opens(world.guus, world.home, at)
        assert seats(world.home, day_of(at) + DAY)[0] == ("front", "gi-djgb")

    def test_a_consent_is_taken_back_once(self, world: World, at: datetime) -> None:
        withdrawals.receive(world.consents["Noor"], via=Via.ORAL, by=world.mila, at=at)

        refused_by(
            legal_rules.LEGAL_16,
            lambda: withdrawals.receive(world.consents["Noor"], via=Via.ORAL, by=world.mila, at=at),
        )

    def test_a_fresh_consent_lets_the_tandem_ride_on(self, world: World, at: datetime) -> None:
        withdrawal = self._everybody(world, at)[0]
        later = at + DAY
        consents.explore(
            withdrawal, on=day_of(later), exploration="Wie er meekijkt.", by=world.mila, at=later
        )
        fresh = consents.NewConsent(Answer.YES, [world.local_team], day_of(later))

        withdrawals.go_on(withdrawal, fresh, by=world.mila, at=later)

        assert status(world.home) == Status.STARTED
        assert Withdrawal.objects.get(pk=withdrawal.pk).outcome == Outcome.CONTINUED

    def test_without_a_solution_it_stops_when_the_last_one_stops(
        self, world: World, at: datetime
    ) -> None:
        for withdrawal in self._everybody(world, at):
            consents.explore(
                withdrawal, on=day_of(at), exploration="Geen oplossing.", by=world.mila, at=at
            )
            withdrawals.stop(withdrawal, what_else="Vrijwillige hulp.", by=world.mila, at=at)

        assert status(world.home) == Status.STOPPED

    def test_nothing_is_concluded_before_it_was_explored(self, world: World, at: datetime) -> None:
        (withdrawal, *_) = self._everybody(world, at)

        refused_by(
            legal_rules.LEGAL_16,
            lambda: withdrawals.stop(withdrawal, what_else="", by=world.mila, at=at),
        )

    def test_after_a_withdrawal_no_partner_comes_in_on_it(self, world: World, at: datetime) -> None:
        self._everybody(world, at)

        refused_by(
            legal_rules.LEGAL_03,
            lambda: dossier.partner(world.home, world.veilig_thuis, by=world.mila, at=at),
        )

    @staticmethod
    def _everybody(world: World, at: datetime) -> list[Withdrawal]:
        return [
            withdrawals.receive(consent, via=Via.ORAL, by=world.mila, at=at)
            for consent in world.consents.values()
        ]


class TestEnding:
    def test_with_triage_and_evaluation_it_ends_and_everybody_gets_off(
        self, world: World, at: datetime
    ) -> None:
        dossier.leaving(world.home, by=world.mila, at=at)

        endings.end(world.home, last_day=day_of(at), reason="Het gaat goed.", by=world.mila, at=at)

        assert status(world.home) == Status.ENDED
        assert seats(world.home, day_of(at) + DAY) == []
        assert not ContactPerson.objects.filter(household=world.home, until=None).exists()
        assert not opens(world.vera, world.home, at)
        assert opens(world.mila, world.home, at)

    def test_without_a_triage_it_does_not_end(self, world: World, at: datetime) -> None:
        self._refused(world, at, rules.JOURNEY_01)

    def test_without_an_end_evaluation_it_does_not_end(self, world: World, at: datetime) -> None:
        dossier.triaged(world.home, TriageOutcome.LEAVE, by=world.mila, at=at)
        dossier.evaluated(world.home, EvaluationKind.INTERIM, by=world.mila, at=at)

        self._refused(world, at, rules.JOURNEY_09)

    def test_an_open_report_keeps_the_dossier_open(self, world: World, at: datetime) -> None:
        journal.announce_report(
            world.home,
            world.veilig_thuis,
            contact_on=day_of(at),
            contact_with="Noor",
            by=world.vera,
            at=at,
        )
        dossier.leaving(world.home, by=world.mila, at=at)

        self._refused(world, at, rules.JOURNEY_10)

    def test_powers_keep_the_dossier_open(self, world: World, at: datetime) -> None:
        powers(world, at)
        dossier.leaving(world.home, by=world.mila, at=at)

        self._refused(world, at, rules.JOURNEY_15)

    def test_staying_goes_back_to_riding(self, world: World, at: datetime) -> None:
        dossier.triaged(world.home, TriageOutcome.LEAVE, by=world.mila, at=at)

        dossier.triaged(world.home, TriageOutcome.STAY, by=world.mila, at=at)

        assert status(world.home) == Status.STARTED

    def test_the_last_day_lies_not_in_the_future(self, world: World, at: datetime) -> None:
        dossier.leaving(world.home, by=world.mila, at=at)

        refused_by(
            rules.JOURNEY_13,
            lambda: endings.end(
                world.home, last_day=day_of(at) + DAY, reason="", by=world.mila, at=at
            ),
        )

    def test_somebody_else_held_the_evaluation_meanwhile(self, world: World, at: datetime) -> None:
        plan = endings.plan_evaluation(
            world.home, kind=EvaluationKind.END, due_on=day_of(at), by=world.mila, at=at
        )
        held = endings.Held(day_of(at), "Veilig.", "Praten.", "Goed.")
        endings.hold_evaluation(plan, held, seen=1, by=world.ruben, at=at)

        with pytest.raises(Refusal) as refused:
            endings.hold_evaluation(plan, held, seen=1, by=world.mila, at=at)
        assert refused.value.rule.id == "DOSSIER-07"

    def test_of_an_experience_expert_only_a_number_is_kept(
        self, world: World, at: datetime
    ) -> None:
        for count in (2, 3):
            endings.count_expert_contacts(
                world.home,
                world.samenkracht,
                month=date(2026, 8, 17),
                count=count,
                by=world.mila,
                at=at,
            )

        found = ExpertContacts.objects.get(household=world.home)
        assert (found.month, found.count) == (date(2026, 8, 1), 3)
        texts = {"CharField", "TextField", "JSONField"}
        kinds = {field.get_internal_type() for field in ExpertContacts._meta.get_fields()}
        assert not kinds & texts

    def test_a_month_that_has_not_begun_is_not_counted(self, world: World, at: datetime) -> None:
        refused_by(
            rules.JOURNEY_11,
            lambda: endings.count_expert_contacts(
                world.home,
                world.samenkracht,
                month=date(2026, 10, 1),
                count=1,
                by=world.mila,
                at=at,
            ),
        )

    def _refused(self, world: World, at: datetime, rule: Rule) -> None:
        refused_by(
            rule,
            lambda: endings.end(
                world.home, last_day=day_of(at), reason="klaar", by=world.mila, at=at
            ),
        )
        assert status(world.home) != Status.ENDED
