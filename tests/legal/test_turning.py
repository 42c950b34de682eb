"""The turning point: two who decide, every question answered, and nothing opened before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal, Rule
from tandem.desk.selectors import deadlines
from tandem.dossier.enums import Form
from tandem.dossier.models import Key
from tandem.legal import rules
from tandem.legal.enums import DecisionStatus, PowerKind, Tell, TurningQuestion
from tandem.legal.models import CoreDecision
from tandem.legal.services import decisions, involvements, signatures
from tandem.network.enums import OrganizationKind
from tandem.network.models import Account
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged

DAY = timedelta(days=1)
TODAY = date(2026, 9, 7)
ALL_YES = {question.value: (True, "") for question in TurningQuestion}
NOT_HEARD = {**ALL_YES, TurningQuestion.CHILDREN.value: (False, " ")}

JUDGED = (
    Judged(
        rules.LEGAL_51,
        rules.is_signed(decisions=2, signed=1),
        rules.is_signed(decisions=1, signed=0),
    ),
    Judged(
        rules.LEGAL_52,
        rules.may_sign(is_asked=True, took_it=False, is_open=True, answered=ALL_YES),
        rules.may_sign(is_asked=True, took_it=True, is_open=True, answered=ALL_YES),
    ),
    Judged(
        rules.LEGAL_53,
        rules.turning_point_is_answered(ALL_YES),
        rules.turning_point_is_answered(NOT_HEARD),
    ),
    Judged(
        rules.LEGAL_54,
        rules.has_power(
            power="protection", organization_kind=OrganizationKind.RVDK, regime="with_powers"
        ),
        rules.has_power(
            power="instruct", organization_kind=OrganizationKind.VEILIG_THUIS, regime="with_powers"
        ),
    ),
    Judged(
        rules.agreed.LEGAL_115,
        rules.agreed.is_told_by_who_they_know(is_contact_person=False, why_other="Mila is ziek."),
        rules.agreed.is_told_by_who_they_know(is_contact_person=False, why_other=" "),
    ),
    Judged(
        rules.agreed.LEGAL_115,
        rules.agreed.is_told_by_who_they_know(is_contact_person=True, why_other=""),
        rules.agreed.is_told_by_who_they_know(is_contact_person=False, why_other=""),
    ),
    Judged(
        rules.agreed.LEGAL_116,
        rules.agreed.agreement_is_whole(agreed_on=TODAY, said="Fatima: liever Vera."),
        rules.agreed.agreement_is_whole(agreed_on=TODAY, said=" "),
    ),
    Judged(rules.LEGAL_55, rules.others_were_weighed(["home_ban"]), rules.others_were_weighed([])),
    Judged(
        rules.LEGAL_56,
        rules.telling_is_whole(by_somebody=True, what="alles", complaint_explained=True),
        rules.telling_is_whole(by_somebody=True, what="alles", complaint_explained=False),
    ),
    Judged(
        rules.LEGAL_57,
        rules.will_be_told(is_urgent=True, decided_on=TODAY, due_on=TODAY + 14 * DAY),
        rules.will_be_told(is_urgent=True, decided_on=TODAY, due_on=TODAY + 15 * DAY),
    ),
    Judged(
        rules.LEGAL_58,
        rules.will_be_reviewed(decided_on=TODAY, review_on=TODAY + 183 * DAY),
        rules.will_be_reviewed(decided_on=TODAY, review_on=TODAY + 184 * DAY),
    ),
    Judged(
        rules.LEGAL_65,
        rules.scaling_down_says_why("De kinderen zijn veilig."),
        rules.scaling_down_says_why(" "),
    ),
    Judged(
        rules.turning.LEGAL_93,
        rules.turning.turning_point_allows(
            {**ALL_YES, "explained": (False, "nu meteen")},
            is_rvdk=False,
            same_person_agreed=False,
            is_urgent=True,
        ),
        rules.turning.turning_point_allows(
            {**ALL_YES, "ground": (False, "geen tijd")},
            is_rvdk=False,
            same_person_agreed=True,
            is_urgent=True,
        ),
    ),
    Judged(
        rules.turning.LEGAL_95,
        rules.turning.all_is_told(decisions=0, measures=0),
        rules.turning.all_is_told(decisions=0, measures=1),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_every_rule_of_the_turning_point_is_judged() -> None:
    judged = {judged.rule for judged in JUDGED}

    assert judged == {*rules.turning.RULES, *rules.agreed.RULES}


def test_every_power_has_its_law_and_its_organizations() -> None:
    # Processing data in a partnership was once written down as a power, and is none.
    assert set(rules.POWERS) == set(PowerKind) - {PowerKind.APPROACH}
    assert all(power.article and power.who and power.regimes for power in rules.POWERS.values())


@pytest.mark.parametrize("missing", TurningQuestion)
def test_each_question_must_be_answered(missing: TurningQuestion) -> None:
    answers = {name: answer for name, answer in ALL_YES.items() if name != missing.value}

    assert rules.turning_point_is_answered(answers).rule is rules.LEGAL_53


def test_a_power_of_another_light_is_refused() -> None:
    verdict = rules.has_power(
        power="execute", organization_kind=OrganizationKind.GI, regime="with_powers"
    )

    assert verdict.rule is rules.LEGAL_54


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule


@pytest.fixture
def proposed(world: World, at: datetime) -> CoreDecision:
    return dossier.decided(world.home, world.gi, world.ruben, signs=False, by=world.mila, at=at)


def power(world: World, on: date) -> involvements.NewInvolvement:
    return involvements.NewInvolvement(world.gi, Form.WITH_POWERS, Period(on), world.guus)


class TestSigning:
    def test_a_proposal_opens_nothing(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        assert proposed.status is DecisionStatus.PROPOSED
        refused_by(
            rules.LEGAL_51,
            lambda: involvements.start(world.home, power(world, day_of(at)), by=world.mila, at=at),
        )
        assert not Key.objects.filter(account=world.guus).exists()

    def test_signed_by_the_second_it_opens_what_it_says(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        dossier.signed(proposed, at=at)

        involvements.start(world.home, power(world, day_of(at)), by=world.mila, at=at)

        assert proposed.status is DecisionStatus.SIGNED
        assert Key.objects.filter(account=world.guus).exists()

    def test_a_signature_makes_no_earlier_day_lawful(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        later = at + 3 * DAY
        dossier.signed(proposed, at=later)

        assert proposed.period == Period(day_of(later))
        refused_by(
            rules.LEGAL_06,
            lambda: involvements.start(
                world.home, power(world, day_of(at)), by=world.mila, at=later
            ),
        )

    def test_what_could_not_wait_counts_from_the_decision(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        CoreDecision.objects.filter(pk=proposed.pk).update(urgent_reason="Er was gevaar.")
        proposed.refresh_from_db()
        dossier.signed(proposed, at=at + 3 * DAY)

        assert proposed.period == Period(day_of(at))

    def test_nobody_signs_without_the_turning_point(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        refused_by(rules.LEGAL_53, lambda: signatures.co_sign(proposed, by=world.ruben, at=at))

    @pytest.mark.parametrize("who", ["mila", "vera"])
    def test_only_who_was_asked_signs(
        self, world: World, proposed: CoreDecision, at: datetime, who: str
    ) -> None:
        signatures.answer_turning_point(proposed, ALL_YES, by=world.ruben, at=at)

        refused_by(
            rules.LEGAL_52,
            lambda: signatures.co_sign(proposed, by=getattr(world, who), at=at),
        )

    def test_it_is_signed_once(self, world: World, proposed: CoreDecision, at: datetime) -> None:
        dossier.signed(proposed, at=at)

        for again in (
            lambda: signatures.co_sign(proposed, by=world.ruben, at=at),
            lambda: signatures.decline(proposed, reason="toch niet", by=world.ruben, at=at),
            lambda: signatures.ask_to_sign(proposed, world.vera, by=world.mila, at=at),
            lambda: signatures.answer_turning_point(proposed, ALL_YES, by=world.ruben, at=at),
        ):
            refused_by(rules.LEGAL_52, again)

    def test_who_says_no_says_why_and_it_is_over(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        refused_by(
            rules.LEGAL_65,
            lambda: signatures.decline(proposed, reason=" ", by=world.ruben, at=at),
        )
        signatures.decline(proposed, reason="Te zwaar.", by=world.ruben, at=at)
        proposed.refresh_from_db()

        assert proposed.status is DecisionStatus.ENDED
        assert proposed.period.is_empty
        refused_by(rules.LEGAL_52, lambda: signatures.co_sign(proposed, by=world.ruben, at=at))

    def test_somebody_else_can_be_asked_but_not_who_took_it(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        signatures.ask_to_sign(proposed, world.vera, by=world.ruben, at=at)
        proposed.refresh_from_db()
        assert proposed.co_signer == world.vera
        refused_by(
            rules.LEGAL_11,
            lambda: signatures.ask_to_sign(proposed, world.guus, by=world.ruben, at=at),
        )

    @pytest.mark.parametrize("who", ["guus", "vera"])
    def test_the_database_knows_it_too(
        self, world: World, proposed: CoreDecision, at: datetime, who: str
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            CoreDecision.objects.filter(pk=proposed.pk).update(
                co_signer=world.guus if who == "guus" else world.ruben,
                co_signed_at=at,
                co_signed_by=getattr(world, who),
            )


@pytest.mark.parametrize(
    ("question", "is_rvdk", "agreed", "urgent", "allows"),
    [
        ("ground", False, True, True, False),
        ("somebody_else", True, True, True, False),
        ("somebody_else", False, False, True, False),
        ("somebody_else", False, True, False, True),
        ("explained", False, True, False, False),
        ("complaint", False, True, False, False),
        ("explained", True, False, True, True),
        ("complaint", True, False, True, True),
        ("network", True, False, False, True),
    ],
)
def test_some_noes_stop_the_signature(
    *, question: str, is_rvdk: bool, agreed: bool, urgent: bool, allows: bool
) -> None:
    verdict = rules.turning.turning_point_allows(
        {**ALL_YES, question: (False, "zo is het")},
        is_rvdk=is_rvdk,
        same_person_agreed=agreed,
        is_urgent=urgent,
    )

    assert bool(verdict) is allows


@pytest.mark.parametrize("who", ["mila", "vera"])
def test_only_who_is_asked_to_sign_answers(
    world: World, proposed: CoreDecision, at: datetime, who: str
) -> None:
    refused_by(
        rules.LEGAL_52,
        lambda: signatures.answer_turning_point(proposed, ALL_YES, by=getattr(world, who), at=at),
    )


def test_today_asks_the_second_to_answer_and_then_to_sign(
    world: World, proposed: CoreDecision, at: datetime
) -> None:
    def titles(who: Account) -> set[str]:
        return {task.title for task in deadlines.power_tasks(who, at=at)}

    answering, signing = "Vragen van het kantelpunt beantwoorden", "Kernbesluit lezen en tekenen"
    assert answering in titles(world.ruben)
    assert not titles(world.mila) & {answering, signing}
    signatures.answer_turning_point(proposed, ALL_YES, by=world.ruben, at=at)
    assert signing in titles(world.ruben)
    assert answering not in titles(world.ruben)


class TestANo:
    def answer(
        self, decision: CoreDecision, no: str, by: Account, at: datetime, **more: Any
    ) -> None:
        answers = {**ALL_YES, no: (False, "Het lukte niet.")}
        signatures.answer_turning_point(decision, answers, by=by, at=at, **more)

    def test_it_is_written_down_but_nobody_signs_under_it(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        self.answer(proposed, "ground", world.ruben, at)

        refused_by(
            rules.turning.LEGAL_93, lambda: signatures.co_sign(proposed, by=world.ruben, at=at)
        )

    def test_the_family_may_agree_with_the_same_person(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        self.answer(proposed, "somebody_else", world.ruben, at)
        refused_by(
            rules.turning.LEGAL_93, lambda: signatures.co_sign(proposed, by=world.ruben, at=at)
        )
        agreed: dict[str, Any] = {"same_person_agreed_on": day_of(at)}
        refused_by(
            rules.agreed.LEGAL_116,
            lambda: self.answer(proposed, "somebody_else", world.ruben, at, **agreed),
        )
        agreed["same_person_said"] = "Fatima: hij kent ons, laat hem het doen."
        self.answer(proposed, "somebody_else", world.ruben, at, **agreed)
        signatures.co_sign(proposed, by=world.ruben, at=at)

    @pytest.mark.parametrize("question", ["ground", "somebody_else", "explained", "complaint"])
    def test_the_database_knows_it_too(
        self, world: World, proposed: CoreDecision, at: datetime, question: str
    ) -> None:
        self.answer(proposed, question, world.ruben, at)

        with pytest.raises(IntegrityError), transaction.atomic():
            CoreDecision.objects.filter(pk=proposed.pk).update(
                co_signed_at=at, co_signed_by=world.ruben
            )


class TestReviewing:
    def test_still_needed_has_a_next_day(
        self, world: World, proposed: CoreDecision, at: datetime
    ) -> None:
        new = signatures.Review(day_of(at), still_needed=True, why="Nog niet veilig.")
        refused_by(rules.LEGAL_58, lambda: signatures.review(proposed, new, by=world.mila, at=at))
        whole = replace(new, next_on=day_of(at) + 30 * DAY)
        signatures.review(proposed, whole, by=world.mila, at=at)
        proposed.refresh_from_db()

        assert proposed.review_on == day_of(at) + 30 * DAY


class TestPages:
    def test_the_road_of_a_decision(
        self, world: World, proposed: CoreDecision, monday: datetime, client: Client
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)
        page = words(mila.look("desk:decisions", world.home.ref))
        assert "Voorgesteld, nog niet medeondertekend" in page
        assert mila.look("legal:co_sign", world.home.ref, proposed.pk).status_code == 404

        fields = dict.fromkeys(ALL_YES, "yes")
        place = ("legal:turning_point", world.home.ref, proposed.pk)
        assert mila.look(*place).status_code == 404

        ruben = Visitor(client, world.ruben, at=monday)
        assert "De school zag" in words(ruben.look(*place))
        without = ruben.send(*place, **{**fields, "network": "no"})
        answered = ruben.send(*place, **fields)
        assert (without.status_code, answered.status_code) == (422, 303)
        assert "Lezen en tekenen" in words(ruben.look("desk:decisions", world.home.ref))
        assert "De school zag" in words(ruben.look("legal:co_sign", world.home.ref, proposed.pk))
        signed = ruben.send("legal:co_sign", world.home.ref, proposed.pk, answer="sign")
        assert signed.status_code == 303
        assert "meetekende" in words(ruben.look("desk:decisions", world.home.ref))

    def test_a_no_needs_its_reason_and_somebody_else_can_be_asked(
        self, world: World, proposed: CoreDecision, monday: datetime, client: Client
    ) -> None:
        ruben = Visitor(client, world.ruben, at=monday)
        place = ("legal:co_sign", world.home.ref, proposed.pk)
        assert ruben.send(*place, answer="decline").status_code == 422

        mila = Visitor(client, world.mila, at=monday)
        asked = mila.send("legal:ask_to_sign", world.home.ref, proposed.pk, co_signer=world.vera.pk)
        itself = mila.send(
            "legal:ask_to_sign", world.home.ref, proposed.pk, co_signer=world.guus.pk
        )
        assert (asked.status_code, itself.status_code) == (303, 422)

    def test_declining_shows_on_the_page(
        self, world: World, proposed: CoreDecision, monday: datetime, client: Client
    ) -> None:
        ruben = Visitor(client, world.ruben, at=monday)
        place = ("legal:co_sign", world.home.ref, proposed.pk)
        assert ruben.send(*place, answer="decline", reason="Te zwaar.").status_code == 303
        assert "Te zwaar." in words(ruben.look("desk:decisions", world.home.ref))


def test_the_fixed_contact_person_tells_it_or_it_says_why_another_did(
    world: World, at: datetime
) -> None:
    today = day_of(at)
    proposed = dossier.decided(
        world.home, world.gi, world.ruben, told=False, signs=False, by=world.mila, at=at
    )
    told = decisions.Told(
        today,
        world.ruben,
        "Wat er verandert.",
        complaint_explained=True,
        points=[*rules.AT_TURNING_POINT, Tell.RVDK],
    )
    tell = partial(decisions.tell_family_of_decision, proposed, by=world.mila, at=at)
    refused_by(rules.agreed.LEGAL_115, lambda: tell(told))
    tell(replace(told, why_other="Mila is ziek en het kon niet wachten."))
    proposed.refresh_from_db()

    assert proposed.family_informed_by == world.ruben
    assert proposed.family_informed_why == "Mila is ziek en het kon niet wachten."


def test_telling_says_by_whom_what_and_where_to_complain(
    world: World, at: datetime, proposed: CoreDecision
) -> None:
    today = day_of(at)
    bare = decisions.Told(today, world.mila, "Wat er verandert.")
    refused_by(
        rules.LEGAL_56,
        lambda: decisions.tell_family_of_decision(proposed, bare, by=world.mila, at=at),
    )
