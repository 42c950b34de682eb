"""Powers are those of the organization that the law names, used and decided by its own people."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal, Rule
from tandem.desk.selectors import deadlines
from tandem.dossier.enums import Form, Level, Reason, Status
from tandem.dossier.models import Household, Involvement, Key
from tandem.journey.services import endings
from tandem.legal import rules
from tandem.legal.enums import DecisionRegime, MeasureKind
from tandem.legal.models import CoreDecision
from tandem.legal.services import decisions, involvements, signatures, telling
from tandem.network import services
from tandem.network.enums import OrganizationKind as O
from tandem.network.models import Organization
from tests.factories import dossier, network, power
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged

DAY = timedelta(days=1)
TODAY = date(2026, 9, 7)
URGENT = rules.PowerGround(Period(TODAY), None, is_urgent=True, tell_due_on=TODAY)

JUDGED = (
    Judged(
        rules.mandate.LEGAL_90,
        rules.mandate.may_use_powers(O.VEILIG_THUIS),
        rules.mandate.may_use_powers(O.RVT),
    ),
    Judged(
        rules.mandate.LEGAL_91,
        rules.mandate.works_for_it(is_employed=False, is_safety_team=True, uses_powers=False),
        rules.mandate.works_for_it(is_employed=False, is_safety_team=True, uses_powers=True),
    ),
    Judged(
        rules.mandate.LEGAL_92,
        rules.mandate.one_works_there(first=False, second=True, is_inside=True, named=""),
        rules.mandate.one_works_there(first=False, second=False, is_inside=True, named="W."),
    ),
    Judged(
        rules.mandate.LEGAL_92,
        rules.mandate.one_works_there(first=False, second=False, is_inside=False, named="W."),
        rules.mandate.one_works_there(first=False, second=False, is_inside=False, named=" "),
    ),
    Judged(
        rules.mandate.LEGAL_92,
        rules.mandate.is_theirs_to_decide(is_own=False, is_team=True),
        rules.mandate.is_theirs_to_decide(is_own=False, is_team=False),
    ),
    Judged(
        rules.mandate.LEGAL_96,
        rules.mandate.ground_fits(power="violence", ground="melding"),
        rules.mandate.ground_fits(power="instruct", ground="contactverbod"),
    ),
    Judged(
        rules.mandate.LEGAL_97,
        rules.mandate.other_names_its_law(power="violence", ground="melding", reference=""),
        rules.mandate.other_names_its_law(power="violence", ground="anders", reference=" "),
    ),
    Judged(
        rules.power.LEGAL_94,
        rules.power_has_ground(since=TODAY, today=TODAY, grounds=[URGENT]),
        rules.power_has_ground(since=TODAY, today=TODAY + DAY, grounds=[URGENT]),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_every_rule_of_the_mandate_is_judged() -> None:
    assert {judged.rule for judged in JUDGED} >= set(rules.mandate.RULES)


def test_who_works_there_may_use_powers_and_who_does_not_may_not() -> None:
    works = rules.mandate.works_for_it

    assert works(is_employed=True, is_safety_team=False, uses_powers=True)
    assert not works(is_employed=False, is_safety_team=False, uses_powers=False)


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule


@pytest.fixture
def safety_team(world: World, at: datetime) -> Organization:
    """A safety team that rides along with De Wilg, on everybody's yes."""
    made = network.organization(world.region, O.RVT, at=at)
    world.huizen.partners.add(made)
    dossier.everybody_says_yes(
        world.home, [world.local_team, world.veilig_thuis, made], by=world.mila, at=at
    )
    return made


class TestASafetyTeam:
    def test_it_has_no_powers_and_no_measure_of_its_own(
        self, world: World, safety_team: Organization, at: datetime
    ) -> None:
        for form in (Form.WITH_POWERS, Form.WITH_MEASURE):
            new = involvements.NewInvolvement(safety_team, form, Period(day_of(at)))
            start = partial(involvements.start, world.home, new, by=world.mila, at=at)
            refused_by(rules.mandate.LEGAL_90, start)

    def test_no_core_decision_gives_it_one(
        self, world: World, safety_team: Organization, at: datetime
    ) -> None:
        for kind in rules.POWERS:
            verdict = rules.has_power(
                power=kind, organization_kind=safety_team.kind, regime="with_powers"
            )
            assert verdict.rule is rules.LEGAL_54

    def test_somebody_of_another_organization_rides_along_in_it(
        self, world: World, safety_team: Organization, at: datetime
    ) -> None:
        dossier.partner(world.home, safety_team, professional=world.stella, by=world.mila, at=at)

        assert Key.objects.filter(account=world.stella, household=world.home).exists()

    def test_the_family_knows_of_the_rvdk_in_it_first(
        self, world: World, safety_team: Organization, at: datetime
    ) -> None:
        new = involvements.NewInvolvement(
            safety_team, Form.WITH_CONSENT, Period(day_of(at)), world.ravi
        )

        def come() -> Involvement:
            return involvements.start(world.home, new, by=world.mila, at=at)

        refused_by(rules.LEGAL_08, come)
        _tell_of_the_rvdk(world, at)
        assert come().professional == world.ravi

    def test_nor_is_somebody_of_the_rvdk_named_for_it_later_without_that(
        self, world: World, safety_team: Organization, at: datetime
    ) -> None:
        made = dossier.partner(world.home, safety_team, since=day_of(at), by=world.mila, at=at)
        later = at + 2 * DAY

        def name() -> None:
            involvements.name_professional(made, world.ravi, by=world.mila, at=later)

        refused_by(rules.LEGAL_08, name)
        _tell_of_the_rvdk(world, later)
        name()

    def test_who_sat_in_it_for_the_rvdk_does_not_do_the_investigation(
        self, world: World, safety_team: Organization, at: datetime
    ) -> None:
        _tell_of_the_rvdk(world, at)
        dossier.partner(world.home, safety_team, professional=world.ravi, by=world.mila, at=at)
        dossier.decided(world.home, world.rvdk, world.ruben, by=world.mila, at=at)
        new = involvements.NewInvolvement(
            world.rvdk,
            Form.WITH_POWERS,
            Period(day_of(at)),
            world.ravi,
            same_person_agreed_on=day_of(at),
        )

        refused_by(
            rules.LEGAL_09, lambda: involvements.start(world.home, new, by=world.mila, at=at)
        )

    def test_the_form_offers_who_lends_their_expertise(
        self, world: World, safety_team: Organization, monday: datetime, client: Client
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)
        fields = {
            "organization": safety_team.pk,
            "professional": world.stella.pk,
            "reason": Reason.values[0],
            "level": Level.values[0],
            "since": day_of(monday).isoformat(),
        }
        place = ("journey:bring_in", world.home.ref)

        with_powers = mila.send(*place, **fields, form="with_powers")
        along = mila.send(*place, **fields, form="with_consent")

        assert (with_powers.status_code, along.status_code) == (409, 303)
        assert "hebben er zelf geen" in words(with_powers)
        made = world.home.involvements.get(organization=safety_team)
        assert "Vera Tuinman" in words(mila.look("legal:professional", world.home.ref, made.pk))


def _tell_of_the_rvdk(world: World, at: datetime) -> None:
    heard = telling.Listeners([world.fatima, world.daan, world.noor])
    telling.tell_family(
        world.home, world.rvdk, on=day_of(at), what="De Raad komt.", to=heard, by=world.mila, at=at
    )


class TestWhoWorksThere:
    def test_nobody_is_brought_in_for_another_organization(
        self, world: World, at: datetime
    ) -> None:
        new = involvements.NewInvolvement(
            world.veilig_thuis, Form.WITH_CONSENT, Period(day_of(at)), world.guus
        )

        refused_by(
            rules.mandate.LEGAL_91,
            lambda: involvements.start(world.home, new, by=world.mila, at=at),
        )

    def test_nobody_takes_over_for_another_organization(self, world: World, at: datetime) -> None:
        refused_by(
            rules.mandate.LEGAL_91,
            lambda: involvements.name_professional(
                world.involvement, world.guus, by=world.mila, at=at
            ),
        )

    def test_the_database_knows_it_too(
        self, world: World, safety_team: Organization, at: datetime
    ) -> None:
        old = world.involvement
        made = dossier.partner(world.home, safety_team, by=world.mila, at=at)
        rows = Involvement.objects.filter
        for row, change in (
            (old, {"professional": world.guus}),
            (old, {"organization": world.gi}),
            (made, {"form": Form.WITH_POWERS}),
            (made, {"form": Form.WITH_MEASURE}),
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                rows(pk=row.pk).update(**change)
        assert rows(pk=old.pk).update(professional=world.stella)
        assert rows(pk=made.pk).update(professional=world.guus)

    def test_nobody_is_written_down_at_once_for_another(self, world: World) -> None:
        with pytest.raises(IntegrityError), transaction.atomic(), connection.cursor() as cursor:
            cursor.execute(
                "INSERT INTO dossier_involvement SELECT (jsonb_populate_record(i,"
                " jsonb_build_object('id', 900000, 'professional_id', %s::bigint))).*"
                " FROM dossier_involvement i WHERE i.id = %s",
                [world.guus.pk, world.involvement.pk],
            )


def test_what_is_told_after_it_could_not_wait_goes_on() -> None:
    told = rules.PowerGround(Period(TODAY), TODAY + DAY, is_urgent=True, tell_due_on=TODAY)

    assert rules.power_has_ground(since=TODAY, today=TODAY + 30 * DAY, grounds=[told])


class TestWhatCouldNotWait:
    @pytest.fixture
    def urgent(self, world: World, at: datetime) -> CoreDecision:
        due = day_of(at) + 3 * DAY
        new = dossier.proposal(
            world.gi, world.guus, on=day_of(at), urgent_reason="Er was gevaar.", tell_due_on=due
        )
        made = decisions.decide(world.home, new, by=world.mila, at=at)
        return dossier.signed(made, at=at)

    def test_nothing_new_begins_after_the_day_of_telling(
        self, world: World, urgent: CoreDecision, at: datetime
    ) -> None:
        late = at + 4 * DAY
        new = involvements.NewInvolvement(
            world.gi, Form.WITH_POWERS, Period(day_of(at)), world.guus
        )

        def begin() -> Involvement:
            return involvements.start(world.home, new, by=world.mila, at=late)

        refused_by(rules.power.LEGAL_94, begin)
        told = decisions.Told(
            day_of(late),
            world.mila,
            "Wat er is gebeurd en waarom.",
            complaint_explained=True,
            points=["TELL-07", "TELL-09"],
        )
        decisions.tell_family_of_decision(urgent, told, by=world.mila, at=late)
        assert begin().pk

    def test_nobody_else_takes_over_after_it_either(
        self, world: World, urgent: CoreDecision, at: datetime
    ) -> None:
        new = involvements.NewInvolvement(world.gi, Form.WITH_POWERS, Period(day_of(at)))
        made = involvements.start(world.home, new, by=world.mila, at=at)

        def name(when: datetime) -> None:
            involvements.name_professional(made, world.guus, by=world.mila, at=when)

        refused_by(rules.power.LEGAL_94, lambda: name(at + 4 * DAY))
        name(at + 3 * DAY)


class TestTheEndOfADossier:
    """The family hears of everything that was decided before everybody gets off."""

    @pytest.fixture
    def untold(self, world: World, at: datetime) -> CoreDecision:
        dossier.leaving(world.home, by=world.mila, at=at)
        return dossier.decided(world.home, world.gi, world.ruben, told=False, by=world.mila, at=at)

    def end(self, world: World, at: datetime) -> None:
        endings.end(world.home, last_day=day_of(at), reason="Gestopt.", by=world.mila, at=at)

    def tell(self, world: World, decision: CoreDecision, at: datetime) -> None:
        told = decisions.Told(
            day_of(at),
            world.mila,
            "Wat er is besloten en waarom.",
            complaint_explained=True,
            points=["TELL-07", "TELL-09"],
        )
        decisions.tell_family_of_decision(decision, told, by=world.mila, at=at)

    def test_not_before_a_decision_is_told(
        self, world: World, untold: CoreDecision, at: datetime
    ) -> None:
        refused_by(rules.turning.LEGAL_95, lambda: self.end(world, at))
        self.tell(world, untold, at)
        self.end(world, at)
        assert world.home.status == Status.ENDED

    def test_not_before_a_measure_is_told(self, world: World, at: datetime) -> None:
        dossier.leaving(world.home, by=world.mila, at=at)
        made = power.measured(world.home, world.gi, world.ruben, by=world.mila, at=at)
        refused_by(rules.turning.LEGAL_95, lambda: self.end(world, at))
        to = telling.Listeners([world.fatima, world.daan])
        telling.tell_of_measure(made, on=day_of(at), to=to, by=world.mila, at=at)
        self.end(world, at)

    def test_who_declined_left_nothing_to_tell(self, world: World, at: datetime) -> None:
        dossier.leaving(world.home, by=world.mila, at=at)
        made = dossier.decided(
            world.home, world.gi, world.ruben, told=False, signs=False, by=world.mila, at=at
        )
        signatures.decline(made, reason="Te zwaar.", by=world.ruben, at=at)

        self.end(world, at)

    def test_the_database_knows_it_too(
        self, world: World, untold: CoreDecision, at: datetime
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Household.objects.filter(pk=world.home.pk).update(status=Status.ENDED)

    def test_the_page_of_the_end_says_what_is_still_to_be_told(
        self, world: World, untold: CoreDecision, monday: datetime, client: Client
    ) -> None:
        page = words(Visitor(client, world.mila, at=monday).look("journey:end", world.home.ref))

        assert f"Kernbesluit van {world.gi.name}" in page

    def test_telling_stays_possible_afterwards(self, world: World, at: datetime) -> None:
        dossier.leaving(world.home, by=world.mila, at=at)
        made = dossier.decided(
            world.home, world.gi, world.ruben, told=False, signs=False, by=world.mila, at=at
        )
        Household.objects.filter(pk=world.home.pk).update(status=Status.ENDED, ended_on=day_of(at))
        CoreDecision.objects.filter(pk=made.pk).update(co_signed_at=at, co_signed_by=world.ruben)
        home = Household.objects.get(pk=world.home.pk)
        made = CoreDecision.objects.get(pk=made.pk)
        titles = {task.title for task in deadlines.power_tasks(world.mila, at=at)}

        assert "Kernbesluit vertellen aan het gezin" in titles
        self.tell(world, made, at)
        assert home.core_decisions.get().family_informed_on == day_of(at)


class TestRedIsTheExecutionOfThatMeasure:
    def begin(self, world: World, at: datetime) -> Involvement:
        new = involvements.NewInvolvement(
            world.gi, Form.WITH_MEASURE, Period(day_of(at)), world.guus
        )
        return involvements.start(world.home, new, by=world.mila, at=at)

    @pytest.fixture
    def decided(self, world: World, at: datetime) -> CoreDecision:
        red = DecisionRegime.WITH_MEASURE
        return dossier.decided(world.home, world.gi, world.ruben, regime=red, by=world.mila, at=at)

    @pytest.mark.parametrize("kind", [MeasureKind.CONTACT_BAN, MeasureKind.TEMPORARY_HOME_BAN])
    def test_a_ban_lets_nobody_work_in_red(
        self, world: World, decided: CoreDecision, at: datetime, kind: MeasureKind
    ) -> None:
        until = day_of(at) + 5 * DAY
        power.measured(
            world.home, world.gi, world.ruben, kind=kind, until=until, by=world.mila, at=at
        )

        refused_by(rules.LEGAL_07, lambda: self.begin(world, at))

    def test_nor_does_a_measure_that_another_executes(
        self, world: World, decided: CoreDecision, at: datetime
    ) -> None:
        other = services.organization.create(
            "gi-ander",
            name="Een andere GI",
            kind=O.GI,
            region=world.region,
            by=services.account.operator(at=at),
            at=at,
        )
        power.measured(world.home, other, world.ruben, by=world.mila, at=at)
        refused_by(rules.LEGAL_07, lambda: self.begin(world, at))
        power.measured(world.home, world.gi, world.ruben, by=world.mila, at=at)
        assert self.begin(world, at).until is not None

    def test_a_measure_fits_the_power(self) -> None:
        kinds = rules.mandate.kinds_that_carry

        assert kinds(["instruct"]) == {MeasureKind.OTS}
        assert kinds(["out_of_home"]) == {MeasureKind.OUT_OF_HOME_PLACEMENT}
        assert MeasureKind.CONTACT_BAN not in kinds([""])
        assert not kinds(["violence"])

    @pytest.mark.parametrize("kind", [O.VEILIG_THUIS, O.RVDK, O.ZVH, O.RVT])
    def test_nobody_but_a_gi_works_with_a_measure(self, kind: O) -> None:
        for one in rules.POWERS:
            verdict = rules.has_power(power=one, organization_kind=kind, regime="with_measure")
            assert verdict.rule is rules.LEGAL_54

    def test_processing_data_together_is_no_power(self) -> None:
        verdict = rules.has_power(power="approach", organization_kind=O.ZVH, regime="with_powers")

        assert verdict.rule is rules.LEGAL_54
        assert not rules.mandate.may_use_powers(O.ZVH)


class TestPowerAndGround:
    def test_every_power_has_its_grounds(self) -> None:
        assert set(rules.mandate.GROUNDS) == set(rules.POWERS)
        assert all(rules.mandate.GROUNDS.values())

    @pytest.mark.parametrize(
        ("changes", "rule"),
        [
            ({"ground": "contactverbod"}, rules.mandate.LEGAL_96),
            ({"ground": "ots"}, rules.mandate.LEGAL_96),
            ({"ground": "anders"}, rules.mandate.LEGAL_97),
            ({"power_kind": "other"}, rules.mandate.LEGAL_97),
        ],
    )
    def test_a_decision_rests_on_a_ground_that_fits(
        self, world: World, at: datetime, changes: dict[str, Any], rule: Rule
    ) -> None:
        whole = dossier.proposal(world.veilig_thuis, world.ruben, on=day_of(at))
        wrong = replace(whole, **changes)

        refused_by(rule, lambda: decisions.decide(world.home, wrong, by=world.vera, at=at))

    def test_another_ground_names_its_article_and_the_page_shows_it(
        self, world: World, monday: datetime, client: Client
    ) -> None:
        whole = dossier.proposal(world.veilig_thuis, world.ruben, on=day_of(monday))
        new = replace(whole, ground="anders", legal_reference="Wmo 2015 art. 4.1.1 lid 2")
        decisions.decide(world.home, new, by=world.vera, at=monday)

        page = words(Visitor(client, world.mila, at=monday).look("desk:decisions", world.home.ref))
        assert "Wmo 2015 art. 4.1.1 lid 2" in page

    def test_the_database_asks_for_it_too(self, world: World, at: datetime) -> None:
        made = dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=at)
        with pytest.raises(IntegrityError), transaction.atomic():
            CoreDecision.objects.filter(pk=made.pk).update(ground="anders")


class TestWhoDecides:
    def test_two_of_the_local_team_do_not_decide_for_another(
        self, world: World, at: datetime
    ) -> None:
        for organization in (world.rvdk, world.veilig_thuis, world.gi):
            new = dossier.proposal(organization, world.ruben, on=day_of(at))
            decide = partial(decisions.decide, world.home, new, by=world.mila, at=at)
            refused_by(rules.mandate.LEGAL_92, decide)

    @pytest.mark.parametrize(("first", "second"), [("vera", "ruben"), ("mila", "vera")])
    def test_one_of_the_two_is_of_the_organization(
        self, world: World, at: datetime, first: str, second: str
    ) -> None:
        new = dossier.proposal(world.veilig_thuis, getattr(world, second), on=day_of(at))
        made = decisions.decide(world.home, new, by=getattr(world, first), at=at)

        assert dossier.signed(made, at=at).is_signed

    def test_a_partner_decides_for_its_own_alone(self, world: World, at: datetime) -> None:
        new = dossier.proposal(world.gi, world.guus, on=day_of(at))

        refused_by(
            rules.mandate.LEGAL_92,
            lambda: decisions.decide(world.home, new, by=world.vera, at=at),
        )

    def test_nor_does_it_ask_or_review_for_another(self, world: World, at: datetime) -> None:
        made = dossier.decided(world.home, world.gi, world.ruben, signs=False, by=world.mila, at=at)
        again = signatures.Review(
            day_of(at), still_needed=True, why="Nog nodig.", next_on=day_of(at) + 30 * DAY
        )
        for do in (
            partial(signatures.ask_to_sign, made, world.mila, by=world.vera, at=at),
            partial(signatures.review, made, again, by=world.vera, at=at),
        ):
            refused_by(rules.mandate.LEGAL_92, do)

    def test_nobody_else_is_asked_when_then_none_of_the_two_works_there(
        self, world: World, at: datetime
    ) -> None:
        new = dossier.proposal(world.veilig_thuis, world.vera, on=day_of(at))
        made = decisions.decide(world.home, new, by=world.mila, at=at)

        refused_by(
            rules.mandate.LEGAL_92,
            lambda: signatures.ask_to_sign(made, world.ruben, by=world.mila, at=at),
        )

    def test_of_who_was_not_let_in_yet_it_says_who_decided_there(
        self, world: World, at: datetime
    ) -> None:
        there = {"also_decided": "Guus Gerrits, De Jeugdbeschermers"}
        new = dossier.proposal(world.gi, world.ruben, on=day_of(at), **there)
        made = decisions.decide(world.home, new, by=world.mila, at=at)

        assert dossier.signed(made, at=at).is_signed
        inside = dossier.proposal(world.veilig_thuis, world.ruben, on=day_of(at), **there)
        refused_by(
            rules.mandate.LEGAL_92,
            lambda: decisions.decide(world.home, inside, by=world.mila, at=at),
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            CoreDecision.objects.filter(pk=made.pk).update(also_decided="")

    def test_the_database_knows_it_too(self, world: World, at: datetime) -> None:
        made = dossier.decided(world.home, world.gi, world.ruben, signs=False, by=world.mila, at=at)
        for changes in (
            {"recorded_by": world.mila},
            {"recorded_by": world.vera},
            {"organization": world.rvdk},
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                CoreDecision.objects.filter(pk=made.pk).update(**changes)
