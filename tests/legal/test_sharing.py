"""Sharing without consent: only by the table, only when too unsafe, and the family hears of it."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from itertools import product
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal, Rule
from tandem.dossier import rules as dossier_rules
from tandem.dossier.door import NotFound
from tandem.legal import rules
from tandem.legal.enums import (
    DataCategory,
    Direction,
    MeasureKind,
    RecipientKind,
    SharingGround,
    Situation,
    WithoutConsent,
)
from tandem.legal.models import Exchange, Measure, Postponement, SharingConsent, SharingRefusal
from tandem.legal.selectors import sharing as selectors
from tandem.legal.services import care_consents, decisions, measures, sharing
from tandem.legal.services.care_consents import Given
from tandem.network.enums import OrganizationKind
from tests.factories import power
from tests.factories.world import MONDAY, World
from tests.judged import Judged

TODAY = day_of(MONDAY)
DAY, WEEK = timedelta(days=1), timedelta(weeks=1)
TEAM, GI, RVDK = OrganizationKind.LOCAL_TEAM, OrganizationKind.GI, OrganizationKind.RVDK
ENOUGH: dict[str, Any] = {
    "categories": [DataCategory.SAFETY],
    "data": "Een klap.",
    "necessity": "Voor veiligheid.",
}

JUDGED = (
    Judged(
        rules.LEGAL_71,
        rules.consent_comes_first(everybody_consents=False),
        rules.consent_comes_first(everybody_consents=True),
    ),
    Judged(
        rules.LEGAL_71,
        rules.consent_comes_first(
            everybody_consents=False, words=rules.Words(("het plan",)), other_purpose="melding"
        ),
        rules.consent_comes_first(
            everybody_consents=False, words=rules.Words(("het plan",)), other_purpose=" "
        ),
    ),
    Judged(
        rules.LEGAL_71,
        rules.consent_comes_first(
            everybody_consents=False, words=rules.Words(said_no=True), was_refused=True
        ),
        rules.consent_comes_first(
            everybody_consents=False, words=rules.Words(said_no=True), was_refused=False
        ),
    ),
    Judged(
        rules.LEGAL_72,
        rules.is_too_unsafe(is_unsafe=True, facts="Noor kreeg een klap."),
        rules.is_too_unsafe(is_unsafe=True, facts="  "),
    ),
    Judged(
        rules.LEGAL_72,
        rules.is_too_unsafe(is_unsafe=True, facts="Noor kreeg een klap."),
        rules.is_too_unsafe(is_unsafe=False, facts="Noor kreeg een klap."),
    ),
    Judged(
        rules.LEGAL_73,
        rules.may_share(
            sender=TEAM, recipient=RecipientKind.VEILIG_THUIS, situation=Situation.SUSPICION
        ),
        rules.may_share(sender=TEAM, recipient=RecipientKind.OTHER, situation=Situation.SUSPICION),
    ),
    Judged(
        rules.LEGAL_74,
        rules.may_share(sender=TEAM, recipient=RecipientKind.ZVH, situation=Situation.JOINT_CASE),
        rules.may_share(sender=TEAM, recipient=RecipientKind.PILOT, situation=Situation.JOINT_CASE),
    ),
    Judged(
        rules.LEGAL_75,
        rules.may_share(
            sender=TEAM, recipient=RecipientKind.SAME_HELP, situation=Situation.SAME_HELP
        ),
        rules.may_share(
            sender=TEAM, recipient=RecipientKind.OTHER_DOMAIN, situation=Situation.SAME_HELP
        ),
    ),
    Judged(
        rules.LEGAL_76,
        rules.recipient_has_task(
            recipient=RecipientKind.GI,
            ground=SharingGround.SUPERVISION,
            who="Sanne Veldman, jeugdbeschermer",
            task=rules.Task(GI, executes_supervision=True),
        ),
        rules.recipient_has_task(
            recipient=RecipientKind.GI,
            ground=SharingGround.SUPERVISION,
            who="Sanne Veldman, jeugdbeschermer",
            task=rules.Task(GI, is_involved=True),
        ),
    ),
    Judged(
        rules.LEGAL_77,
        rules.no_more_than_needed(ground=SharingGround.REPORT, youngest=6, **ENOUGH),
        rules.no_more_than_needed(ground=SharingGround.INDEX_SIGNAL, youngest=6, **ENOUGH),
    ),
    Judged(
        rules.LEGAL_78,
        rules.is_weighed(
            ground=SharingGround.CONFLICT_OF_DUTIES,
            weighing="Er was geen andere weg.",
            weighed_with="Marjan Terlouw",
        ),
        rules.is_weighed(
            ground=SharingGround.CONFLICT_OF_DUTIES, weighing="Het moest.", weighed_with=" "
        ),
    ),
    Judged(
        rules.LEGAL_79,
        rules.family_will_hear(
            shared_on=TODAY, told_on=None, tell_by=TODAY + 4 * WEEK, reason="Eerst Noor horen."
        ),
        rules.family_will_hear(
            shared_on=TODAY,
            told_on=None,
            tell_by=TODAY + 4 * WEEK + DAY,
            reason="Eerst Noor horen.",
        ),
    ),
    Judged(
        rules.LEGAL_79,
        rules.may_postpone(today=TODAY, tell_by=TODAY, until=TODAY + 2 * WEEK, reason="Gevaar."),
        rules.may_postpone(
            today=TODAY, tell_by=TODAY, until=TODAY + 2 * WEEK + DAY, reason="Gevaar."
        ),
    ),
)
EVERYBODY = (
    OrganizationKind.LOCAL_TEAM,
    OrganizationKind.VEILIG_THUIS,
    OrganizationKind.RVDK,
    OrganizationKind.GI,
    OrganizationKind.ZVH,
    OrganizationKind.RVT,
    OrganizationKind.CARE_PROVIDER,
)
# The table once more, by hand from facts.md 3.7: who may, to whom, in what situation.
LAWFUL = {
    *product(EVERYBODY, [(RecipientKind.SAME_HELP, Situation.SAME_HELP)]),
    *product(EVERYBODY, [(RecipientKind.VEILIG_THUIS, Situation.SUSPICION)]),
    *product(EVERYBODY, [(RecipientKind.GI, Situation.SUPERVISION)]),
    *product(EVERYBODY, [(RecipientKind.RVDK, Situation.INVESTIGATION)]),
    *product(EVERYBODY, [(RecipientKind.INDEX, Situation.YOUNG_AT_RISK)]),
    *product(EVERYBODY, [(RecipientKind.EMERGENCY, Situation.VITAL_INTEREST)]),
    (OrganizationKind.LOCAL_TEAM, (RecipientKind.RVDK, Situation.TEST_REQUEST)),
    (OrganizationKind.VEILIG_THUIS, (RecipientKind.RVDK, Situation.TEST_REQUEST)),
    (OrganizationKind.GI, (RecipientKind.RVDK, Situation.TEST_REQUEST)),
    (OrganizationKind.LOCAL_TEAM, (RecipientKind.ZVH, Situation.JOINT_CASE)),
    (OrganizationKind.VEILIG_THUIS, (RecipientKind.ZVH, Situation.JOINT_CASE)),
    (OrganizationKind.RVDK, (RecipientKind.ZVH, Situation.JOINT_CASE)),
    (OrganizationKind.GI, (RecipientKind.ZVH, Situation.JOINT_CASE)),
    (OrganizationKind.ZVH, (RecipientKind.ZVH, Situation.JOINT_CASE)),
    (OrganizationKind.LOCAL_TEAM, (RecipientKind.INSPECTION, Situation.CALAMITY)),
    (OrganizationKind.GI, (RecipientKind.INSPECTION, Situation.CALAMITY)),
    (OrganizationKind.CARE_PROVIDER, (RecipientKind.INSPECTION, Situation.CALAMITY)),
}


class TestTheTable:
    def test_it_says_yes_to_what_the_law_names_and_to_nothing_else(self) -> None:
        for sender, recipient, situation in product(EVERYBODY, RecipientKind, Situation):
            lawful = (sender, (recipient, situation)) in LAWFUL
            verdict = rules.may_share(sender=sender, recipient=recipient, situation=situation)

            assert bool(verdict) is lawful, f"{sender} -> {recipient} ({situation})"
            found = rules.row_for(sender, recipient, situation)
            assert (found is not None) is lawful

    @pytest.mark.parametrize("row", rules.TABLE, ids=lambda row: row.ground.value)
    def test_each_line_names_its_law_and_explains_itself(self, row: rules.Row) -> None:
        assert row.article
        assert row.explanation[-1] == "."
        assert len(row.article) <= 100

    def test_what_nobody_held_against_the_law_says_so(self) -> None:
        unsure = {row.ground for row in rules.TABLE if not row.is_verified}

        assert unsure == {SharingGround.PROTECTION_TASK, SharingGround.CONFLICT_OF_DUTIES}

    def test_the_pilot_has_no_ground_of_its_own_whatever_the_situation(self) -> None:
        for sender, situation in product(EVERYBODY, Situation):
            verdict = rules.may_share(
                sender=sender, recipient=RecipientKind.PILOT, situation=situation
            )
            assert verdict.rule is rules.LEGAL_74

    def test_another_domain_only_with_consent(self) -> None:
        for sender, situation in product(EVERYBODY, Situation):
            verdict = rules.may_share(
                sender=sender, recipient=RecipientKind.OTHER_DOMAIN, situation=situation
            )
            assert verdict.rule is rules.LEGAL_75


class TestTheTask:
    @pytest.mark.parametrize("kind", sorted(rules.IN_OUR_NETWORK))
    def test_a_recipient_is_of_its_kind(self, kind: RecipientKind) -> None:
        for organization_kind in EVERYBODY:
            verdict = rules.recipient_has_task(
                recipient=kind,
                ground=SharingGround.REPORT,
                who="iemand",
                task=rules.Task(organization_kind),
            )
            assert bool(verdict) is (rules.IN_OUR_NETWORK[kind] == organization_kind)

    def test_nobody_without_a_name(self) -> None:
        verdict = rules.recipient_has_task(
            recipient=RecipientKind.EMERGENCY,
            ground=SharingGround.CONFLICT_OF_DUTIES,
            who=" ",
            task=rules.Task(),
        )

        assert verdict.rule is rules.LEGAL_76

    @pytest.mark.parametrize(("is_involved", "powers_run"), list(product((True, False), repeat=2)))
    def test_the_same_help_asks_that_somebody_helps_here_and_powers_run(
        self, *, is_involved: bool, powers_run: bool
    ) -> None:
        verdict = rules.recipient_has_task(
            recipient=RecipientKind.SAME_HELP,
            ground=SharingGround.SAME_HELP,
            who="Joris Vink",
            task=rules.Task(
                OrganizationKind.VEILIG_THUIS, is_involved=is_involved, powers_run=powers_run
            ),
        )

        assert bool(verdict) is (is_involved and powers_run)

    @pytest.mark.parametrize("ground", SharingGround)
    def test_who_has_no_powers_gets_it_only_once_somebody_with_powers_is_called_in(
        self, ground: SharingGround
    ) -> None:
        verdict = rules.recipient_has_task(
            recipient=RecipientKind.EMERGENCY,
            ground=ground,
            who="iemand",
            task=rules.Task(is_involved=True, executes_supervision=True),
        )
        waits = {SharingGround.SAME_HELP, SharingGround.INDEX_SIGNAL}

        assert bool(verdict) is (ground not in waits)


@pytest.mark.parametrize(("youngest", "yes"), [(22, True), (23, False), (None, False)])
def test_the_index_is_for_who_is_younger_than_23(youngest: int | None, *, yes: bool) -> None:
    verdict = rules.no_more_than_needed(
        ground=SharingGround.INDEX_SIGNAL,
        categories=[DataCategory.IDENTITY],
        data="Noor Roelofs",
        necessity="Ook de school is betrokken.",
        youngest=youngest,
    )

    assert bool(verdict) is yes


@given(told=st.integers(0, 60), plan=st.none() | st.integers(-5, 60), reason=st.sampled_from("x "))
def test_the_family_always_hears_within_four_weeks(
    told: int, plan: int | None, reason: str
) -> None:
    tell_by = None if plan is None else TODAY + plan * DAY
    verdict = rules.family_will_hear(shared_on=TODAY, told_on=None, tell_by=tell_by, reason=reason)
    planned = plan is not None and 0 <= plan <= 28 and bool(reason.strip())

    assert bool(verdict) is planned
    assert rules.family_will_hear(
        shared_on=TODAY, told_on=TODAY - told * DAY, tell_by=None, reason=""
    )


def asked(
    recipient: str = RecipientKind.VEILIG_THUIS,
    situation: str = Situation.SUSPICION,
    **changes: Any,
) -> sharing.Question:
    known: dict[str, Any] = {
        "without_consent": WithoutConsent.REFUSED,
        "is_unsafe": True,
        "recipient": recipient,
        "situation": situation,
    }
    return sharing.Question(**(known | changes))


def shared(world: World, **changes: Any) -> sharing.Shared:
    """The local team asks the RvdK to look at a measure, against the will of the family."""
    known: dict[str, Any] = {
        "question": asked(RecipientKind.RVDK, Situation.TEST_REQUEST),
        "facts": "Op 4 september kreeg Noor een klap. Mila zag de plek.",
        "recipient": "Ravi Dennenberg, raadsonderzoeker",
        "categories": (DataCategory.SAFETY, DataCategory.IDENTITY),
        "data": "Wie Noor is, en wat er op 4 september gebeurde.",
        "necessity": "Zonder dit kan de Raad niet onderzoeken.",
        "shared_at": MONDAY,
        "organization": world.rvdk,
        "tell_by": TODAY + WEEK,
        "not_yet_reason": "Eerst praat Vera met Noor alleen.",
    }
    return sharing.Shared(**(known | changes))


def refused(rule: Rule, world: World, at: datetime, **changes: Any) -> None:
    events = Event.objects.count()
    with pytest.raises(Refusal) as no:
        sharing.exchange(world.home, shared(world, **changes), by=world.mila, at=at)
    assert no.value.rule is rule
    assert Exchange.objects.count() == 0
    assert Event.objects.count() == events


class TestWeighingConsent:
    """What the family said to telling this recipient something comes before the law (LEGAL-71)."""

    def said(self, world: World, at: datetime, answer: str = "yes", **more: Any) -> SharingConsent:
        given = Given(world.noor, answer, TODAY, TODAY + 10 * DAY)
        whom: dict[str, Any] = {"organization": world.rvdk} | more
        to = care_consents.Sharing(Direction.GIVE, "hoe het gaat", "het plan", **whom)
        return care_consents.allow_sharing(world.noor, given, to, by=world.mila, at=at)

    def test_a_yes_to_tell_this_recipient_comes_first(self, world: World, at: datetime) -> None:
        self.said(world, at)

        refused(rules.LEGAL_71, world, at)

    def test_unless_this_is_for_something_else_and_it_says_why(
        self, world: World, at: datetime
    ) -> None:
        self.said(world, at)

        made = sharing.exchange(
            world.home,
            shared(world, other_purpose="Het ja is voor het plan, niet voor onderzoek."),
            by=world.mila,
            at=at,
        )

        assert made.other_purpose == "Het ja is voor het plan, niet voor onderzoek."

    @pytest.mark.parametrize("case", ["taken back", "over", "to ask", "to somebody else"])
    def test_a_yes_that_is_none_here_stands_in_no_way(
        self, world: World, at: datetime, case: str
    ) -> None:
        other: dict[str, Any] = (
            {"organization": world.veilig_thuis} if case == "to somebody else" else {}
        )
        given = self.said(world, at, **other)
        if case == "taken back":
            care_consents.take_back(given, via="oral", by=world.mila, at=at)
        elif case == "over":
            SharingConsent.objects.update(given_on=TODAY - DAY, until=TODAY)
        elif case == "to ask":
            SharingConsent.objects.update(direction=Direction.ASK)

        assert sharing.exchange(world.home, shared(world), by=world.mila, at=at).pk

    def test_a_recipient_outside_the_network_is_known_by_name(
        self, world: World, at: datetime
    ) -> None:
        self.said(world, at, organization=None, source="de wijkagent")

        words = [
            selectors.said_to_sharing(world.home, None, who, at=at)
            for who in ("Jan, de Wijkagent van Huizen", "de huisarts", "")
        ]

        assert [one.yes for one in words] == [("het plan",), (), ()]

    def test_who_said_no_was_asked_and_that_is_the_reason(self, world: World, at: datetime) -> None:
        self.said(world, at, answer="no")
        unreachable = replace(shared(world).question, without_consent=WithoutConsent.UNREACHABLE)

        refused(rules.LEGAL_71, world, at, question=unreachable)
        assert sharing.exchange(world.home, shared(world), by=world.mila, at=at).pk

    def test_a_later_yes_takes_the_place_of_a_no(self, world: World, at: datetime) -> None:
        self.said(world, at, answer="no")
        self.said(world, at)

        words = selectors.said_to_sharing(world.home, world.rvdk, "", at=at)

        assert words == rules.Words(("het plan",), said_no=False)


class TestExchanging:
    def test_it_is_recorded_with_ground_law_recipient_and_plan(
        self, world: World, at: datetime
    ) -> None:
        events = Event.objects.count()

        made = sharing.exchange(world.home, shared(world), by=world.mila, at=at)

        assert Event.objects.count() == events + 1
        assert Event.objects.latest("id").event == "data_shared"
        assert (made.ground, made.sender) == (SharingGround.TEST_REQUEST, world.local_team)
        assert made.article == "Jeugdwet 2.4 lid 1, 3.1 en 3.3"
        assert made.tell_by == TODAY + WEEK

    def test_a_partner_shares_for_its_own_organization(self, world: World, at: datetime) -> None:
        made = sharing.exchange(world.home, shared(world), by=world.vera, at=at)

        assert made.sender == world.veilig_thuis

    def test_without_a_key_there_is_no_household(self, world: World, at: datetime) -> None:
        with pytest.raises(NotFound):
            sharing.exchange(world.home, shared(world), by=world.outsider, at=at)

    @pytest.mark.parametrize(
        ("rule", "changes"),
        [
            (rules.LEGAL_72, {"facts": " "}),
            (rules.LEGAL_72, {"question": asked(is_unsafe=False)}),
            (rules.LEGAL_73, {"question": asked(RecipientKind.OTHER)}),
            (rules.LEGAL_74, {"question": asked(RecipientKind.PILOT)}),
            (rules.LEGAL_75, {"question": asked(RecipientKind.OTHER_DOMAIN)}),
            (rules.LEGAL_76, {"recipient": " "}),
            (rules.LEGAL_76, {"organization": None}),
            (rules.LEGAL_77, {"categories": ()}),
            (rules.LEGAL_77, {"data": ""}),
            (rules.LEGAL_77, {"necessity": ""}),
            (rules.LEGAL_79, {"tell_by": None}),
            (rules.LEGAL_79, {"not_yet_reason": ""}),
            (rules.LEGAL_79, {"tell_by": TODAY - DAY}),
            (dossier_rules.DOSSIER_02, {"shared_at": MONDAY + DAY}),
            (dossier_rules.DOSSIER_02, {"told_on": TODAY + DAY}),
        ],
    )
    def test_what_is_missing_is_refused_and_leaves_nothing(
        self, world: World, at: datetime, rule: Rule, changes: dict[str, Any]
    ) -> None:
        refused(rule, world, at, **changes)

    def test_with_everybodys_yes_it_goes_by_consent(self, world: World, at: datetime) -> None:
        question = asked(RecipientKind.VEILIG_THUIS, Situation.SUSPICION)

        refused(rules.LEGAL_71, world, at, question=question, organization=world.veilig_thuis)

    def test_once_somebody_took_it_back_the_exception_is_there(
        self, world: World, at: datetime
    ) -> None:
        before = selectors.everybody_consents(world.home, world.veilig_thuis, at=at)
        consent = world.consents["Daan"]
        consent.ended_at = at
        consent.save(update_fields=["ended_at"])

        assert before
        assert not selectors.everybody_consents(world.home, world.veilig_thuis, at=at)

    def test_a_gi_gets_it_when_it_carries_out_the_supervision(
        self, world: World, at: datetime
    ) -> None:
        question = asked(RecipientKind.GI, Situation.SUPERVISION)
        refused(rules.LEGAL_76, world, at, question=question, organization=world.gi)
        sem = world.sem
        order = power.measure(MeasureKind.OTS, TODAY, world.gi, children=[sem])
        made_alone = decisions.record_measure(world.home, order, by=world.mila, at=at)
        refused(rules.LEGAL_76, world, at, question=question, organization=world.gi)
        measures.confirm(made_alone, by=world.ruben, at=at)

        for about in ([], [sem, world.noor]):
            refused(
                rules.bounds.LEGAL_117,
                world,
                at,
                question=question,
                organization=world.gi,
                about=about,
            )
        made = sharing.exchange(
            world.home,
            shared(world, question=question, organization=world.gi, about=[sem]),
            by=world.mila,
            at=at,
        )

        assert made.ground == SharingGround.SUPERVISION
        assert list(made.about.all()) == [sem]
        Measure.objects.get().children.clear()
        everybody = selectors.supervised(world.home, world.gi, on=TODAY)
        assert {sem.pk, world.noor.pk} <= everybody

    def test_who_helps_here_is_known_by_its_involvement(self, world: World) -> None:
        for organization, helps in (
            (world.veilig_thuis, True),
            (world.local_team, True),
            (world.gi, False),
        ):
            assert selectors.task_of(world.home, organization, on=TODAY).is_involved is helps

    def test_powers_run_from_a_measure_until_its_end(self, world: World, at: datetime) -> None:
        question = asked(RecipientKind.INDEX, Situation.YOUNG_AT_RISK)
        known = {
            "question": question,
            "organization": None,
            "recipient": "de verwijsindex",
            "categories": (DataCategory.IDENTITY,),
        }
        refused(rules.LEGAL_76, world, at, **known)
        ban = power.measure(
            MeasureKind.TEMPORARY_HOME_BAN, TODAY, world.veilig_thuis, until=TODAY + DAY
        )
        measure = decisions.record_measure(world.home, ban, by=world.mila, at=at)
        refused(rules.LEGAL_76, world, at, **known)
        measures.confirm(measure, by=world.ruben, at=at)

        made = sharing.exchange(world.home, shared(world, **known), by=world.mila, at=at)

        assert made.ground == SharingGround.INDEX_SIGNAL
        assert selectors.task_of(world.home, None, on=TODAY).powers_run
        assert not selectors.task_of(world.home, None, on=measure.until or TODAY).powers_run

    def test_a_conflict_of_duties_is_weighed_with_somebody(
        self, world: World, at: datetime
    ) -> None:
        question = asked(RecipientKind.EMERGENCY, Situation.VITAL_INTEREST)
        alone = {"question": question, "organization": None, "recipient": "meldkamer politie"}
        refused(rules.LEGAL_78, world, at, **alone)

        made = sharing.exchange(
            world.home,
            shared(world, **alone, weighing="Er was geen tijd.", weighed_with="Ruben Eikstra"),
            by=world.mila,
            at=at,
        )

        assert made.ground == SharingGround.CONFLICT_OF_DUTIES

    def test_not_in_a_dossier_that_ended(self, world: World, at: datetime) -> None:
        world.home.status = "ended"

        refused(dossier_rules.DOSSIER_09, world, at)


class TestRefusing:
    def test_a_no_is_kept_with_its_rule(self, world: World, at: datetime) -> None:
        question = asked(RecipientKind.OTHER, Situation.NONE)

        kept = sharing.refuse(world.home, question, by=world.mila, at=at)

        assert kept is not None
        assert kept.rule == "LEGAL-73"
        assert Event.objects.latest("id").event == "sharing_refused"

    def test_a_yes_is_no_refusal(self, world: World, at: datetime) -> None:
        assert sharing.refuse(world.home, asked(), by=world.mila, at=at) is None
        assert SharingRefusal.objects.count() == 0


class TestTelling:
    @pytest.fixture
    def made(self, world: World, at: datetime) -> Exchange:
        return sharing.exchange(world.home, shared(world), by=world.mila, at=at)

    def test_the_family_reads_it_once_it_was_told(
        self, made: Exchange, world: World, at: datetime
    ) -> None:
        assert list(selectors.exchanges_told(world.home)) == []

        sharing.tell(made, on=TODAY, reaction="Daan is boos.", by=world.mila, at=at)

        assert list(selectors.exchanges_told(world.home)) == [made]
        assert Event.objects.latest("id").event == "family_told_of_sharing"

    def test_the_day_is_recorded_once(self, made: Exchange, world: World, at: datetime) -> None:
        sharing.tell(made, on=TODAY - DAY, reaction="", by=world.mila, at=at)

        with pytest.raises(Refusal) as no:
            sharing.tell(made, on=TODAY, reaction="", by=world.mila, at=at)
        assert no.value.rule is dossier_rules.DOSSIER_07

    def test_not_tomorrow(self, made: Exchange, world: World, at: datetime) -> None:
        with pytest.raises(Refusal) as no:
            sharing.tell(made, on=TODAY + DAY, reaction="", by=world.mila, at=at)
        assert no.value.rule is dossier_rules.DOSSIER_02

    def test_it_is_put_off_two_weeks_at_a_time_and_each_time_says_why(
        self, made: Exchange, world: World, at: datetime
    ) -> None:
        later = TODAY + 3 * WEEK
        with pytest.raises(Refusal) as no:
            sharing.postpone(made, until=later + DAY, reason="Gevaar.", by=world.mila, at=at)
        assert no.value.rule is rules.LEGAL_79

        sharing.postpone(made, until=later, reason="Noor logeert er.", by=world.mila, at=at)

        made.refresh_from_db()
        assert made.tell_by == later
        assert Postponement.objects.get().reason == "Noor logeert er."

    def test_what_was_told_is_not_put_off(self, made: Exchange, world: World, at: datetime) -> None:
        sharing.tell(made, on=TODAY, reaction="", by=world.mila, at=at)

        with pytest.raises(Refusal):
            sharing.postpone(made, until=TODAY + 2 * WEEK, reason="x", by=world.mila, at=at)


class TestTheDatabase:
    """What Python explains, PostgreSQL keeps: nobody writes around it (INV-11)."""

    @pytest.mark.parametrize(
        ("constraint", "changes"),
        [
            ("exchange_has_a_ground_that_fits", {"ground": ""}),
            ("exchange_has_a_ground_that_fits", {"recipient_kind": RecipientKind.OTHER}),
            ("exchange_has_a_ground_that_fits", {"ground": SharingGround.REPORT}),
            ("exchange_names_law_and_recipient", {"article": ""}),
            ("exchange_names_law_and_recipient", {"recipient": ""}),
            ("exchange_names_the_organization", {"organization": None}),
            ("exchange_only_when_too_unsafe", {"is_unsafe": False}),
            ("exchange_only_when_too_unsafe", {"facts": ""}),
            ("exchange_says_what_was_shared", {"categories": []}),
            ("exchange_says_what_was_shared", {"data": ""}),
            ("exchange_says_what_was_shared", {"necessity": ""}),
            ("family_hears_of_an_exchange", {"tell_by": None}),
            ("family_hears_of_an_exchange", {"not_yet_reason": ""}),
            ("exchange_happened_before", {"shared_at": MONDAY + DAY}),
            (
                "index_gets_no_more_than_who",
                {
                    "ground": SharingGround.INDEX_SIGNAL,
                    "recipient_kind": RecipientKind.INDEX,
                    "situation": Situation.YOUNG_AT_RISK,
                },
            ),
            (
                "conflict_of_duties_is_weighed",
                {
                    "ground": SharingGround.CONFLICT_OF_DUTIES,
                    "recipient_kind": RecipientKind.EMERGENCY,
                    "situation": Situation.VITAL_INTEREST,
                },
            ),
        ],
    )
    def test_it_refuses_what_the_rules_refuse(
        self, world: World, at: datetime, constraint: str, changes: dict[str, Any]
    ) -> None:
        made = sharing.exchange(world.home, shared(world), by=world.mila, at=at)

        with pytest.raises(IntegrityError, match=constraint), transaction.atomic():
            Exchange.objects.filter(pk=made.pk).update(**changes)

    def test_told_is_as_good_as_planned(self, world: World, at: datetime) -> None:
        new = shared(world, told_on=TODAY, tell_by=None, not_yet_reason="")

        assert sharing.exchange(world.home, new, by=world.mila, at=at).told_on == TODAY

    def test_a_refusal_and_a_postponement_are_never_empty(self, world: World, at: datetime) -> None:
        refusal = sharing.refuse(world.home, asked(is_unsafe=False), by=world.mila, at=at)
        made = sharing.exchange(world.home, shared(world), by=world.mila, at=at)
        put_off = sharing.postpone(
            made, until=TODAY + 2 * WEEK, reason="Gevaar.", by=world.mila, at=at
        )

        assert refusal is not None
        with (
            pytest.raises(IntegrityError, match="sharing_refusal_names_its_rule"),
            transaction.atomic(),
        ):
            SharingRefusal.objects.filter(pk=refusal.pk).update(rule="")
        with pytest.raises(IntegrityError, match="postponement_says_why"), transaction.atomic():
            Postponement.objects.filter(pk=put_off.pk).update(reason="")


@given(
    is_unsafe=st.booleans(),
    facts=st.sampled_from(["", "Noor kreeg een klap."]),
    recipient=st.sampled_from(RecipientKind),
    situation=st.sampled_from(Situation),
    who=st.sampled_from(["", "Ravi"]),
    organization=st.sampled_from([None, "rvdk", "gi", "veilig_thuis"]),
    tell=st.sampled_from([None, -1, 0, 28, 29]),
)
def test_there_is_never_an_exchange_without_ground_danger_task_and_telling(
    world: World,
    at: datetime,
    *,
    is_unsafe: bool,
    facts: str,
    recipient: RecipientKind,
    situation: Situation,
    who: str,
    organization: str | None,
    tell: int | None,
) -> None:
    new = shared(
        world,
        question=asked(recipient, situation, is_unsafe=is_unsafe),
        facts=facts,
        recipient=who,
        organization=None if organization is None else getattr(world, organization),
        tell_by=None if tell is None else TODAY + tell * DAY,
        weighing="Er was geen tijd.",
        weighed_with="Ruben",
    )
    try:
        with transaction.atomic():
            made = sharing.exchange(world.home, new, by=world.mila, at=at)
    except Refusal:
        return
    assert (made.sender.kind, (recipient, situation)) in LAWFUL
    assert made.is_unsafe
    assert made.facts
    assert made.recipient
    assert made.tell_by is not None
    assert TODAY <= made.tell_by <= TODAY + 4 * WEEK
    if recipient in rules.IN_OUR_NETWORK:
        assert made.organization is not None
        assert made.organization.kind == rules.IN_OUR_NETWORK[recipient]


def test_organizations_are_offered_by_kind(world: World) -> None:
    offered = selectors.recipients(world.home, RecipientKind.RVDK)
    helping = selectors.recipients(world.home, RecipientKind.SAME_HELP)

    assert [one.kind for one in offered] == [RVDK] * len(offered)
    assert world.local_team in helping
