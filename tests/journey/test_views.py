"""The form pages of the road: search, register, triage, ride, take consent back, end."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tandem.audit.models import Event
from tandem.dossier.enums import Channel, Form, Frequency, Level, Position, Reason, Status
from tandem.dossier.models import ContactPerson, Household, Involvement, Key, Seat, SeatChange
from tandem.journey.enums import EvaluationKind, TriageOutcome
from tandem.journey.models import Evaluation, ExpertContacts, Intake, Triage
from tandem.journey.services import endings, withdrawals
from tandem.legal.enums import DecisionRegime, IdentityCheck, Outcome, Via
from tandem.legal.models import Withdrawal
from tests.factories import dossier
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Organization
    from tests.factories.world import World

TODAY = date(2026, 9, 7)
INTAKE = {
    "registered_on": TODAY.isoformat(),
    "channel": Channel.VEILIG_THUIS,
    "source": "de huisarts",
    "name": "De Linde",
    "concerns": "Er is veel ruzie.",
    "measure_considered": "ja",
    "problem_types": ["debts", "trauma"],
    "name_1": "Eva Linden",
    "role_1": "parent",
    "born_1": "1990-01-02",
}
CONTACT = {"reach": "06 op werkdagen", "frequency": Frequency.WEEKLY, "on": TODAY.isoformat()}


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def vera(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.vera, at=monday)


@pytest.fixture
def outsider(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.outsider, at=monday)


@pytest.fixture
def newcomer(world: World, monday: datetime) -> Household:
    """De Els, registered today; nothing else happened."""
    return dossier.registered(world.huizen, by=world.mila, at=monday)


@pytest.fixture
def withdrawal(world: World, monday: datetime) -> Withdrawal:
    """Fatima took her consent back."""
    return withdrawals.receive(world.consents["Fatima"], via=Via.ORAL, by=world.mila, at=monday)


@pytest.fixture
def evaluation(world: World, monday: datetime) -> Evaluation:
    return endings.plan_evaluation(
        world.home, kind=EvaluationKind.END, due_on=TODAY, by=world.mila, at=monday
    )


def pages(world: World, evaluation: Evaluation, taken_back: Withdrawal) -> list[tuple[Any, ...]]:
    ref = world.home.ref
    return [
        ("journey:triage_in", ref),
        ("journey:triage_out", ref),
        ("journey:start", ref),
        ("journey:contact", ref),
        ("journey:swap", ref),
        ("journey:bring_in", ref),
        ("journey:let_go", ref, world.involvement.pk),
        ("journey:withdraw", ref, world.consents["Daan"].pk),
        ("journey:explore", ref, taken_back.pk),
        ("journey:evaluation_plan", ref),
        ("journey:evaluation_hold", ref, evaluation.pk),
        ("journey:experts", ref),
        ("journey:end", ref),
    ]


def test_every_page_opens_for_the_local_team_and_nobody_else(
    mila: Visitor,
    outsider: Visitor,
    vera: Visitor,
    world: World,
    evaluation: Evaluation,
    withdrawal: Withdrawal,
) -> None:
    Involvement.objects.update(until=None)
    for page in pages(world, evaluation, withdrawal):
        shown = mila.look(*page)
        assert shown.status_code == 200, page
        assert "De Wilg" in words(shown)
        assert "<title>Huishouden</title>" in words(shown)
        assert outsider.look(*page).status_code == 404, page
        assert outsider.send(*page).status_code == 404, page
        assert vera.look(*page).status_code == 404, page


def test_an_empty_or_keyless_form_comes_back(
    mila: Visitor, world: World, evaluation: Evaluation, withdrawal: Withdrawal
) -> None:
    Involvement.objects.update(until=None)
    for page in pages(world, evaluation, withdrawal):
        assert mila.send(*page).status_code == 422, page
        assert mila.send_bare(*page).status_code == 409, page
    for name in ("journey:new", "journey:register"):
        assert mila.look(name).status_code == 200
    assert mila.send("journey:register").status_code == 422
    assert mila.send_bare("journey:register").status_code == 409


def test_a_wrong_number_is_not_found(mila: Visitor, world: World) -> None:
    names = ("let_go", "withdraw", "explore", "conclude", "evaluation_hold", "tell_swap")
    for name in names:
        assert mila.look(f"journey:{name}", world.home.ref, 999_999_999).status_code == 404


def test_only_who_registers_somewhere_gets_the_search(vera: Visitor, outsider: Visitor) -> None:
    assert vera.look("journey:new").status_code == 404
    assert vera.look("journey:register").status_code == 404
    assert outsider.look("journey:new").status_code == 200


def test_nonsense_in_every_field_is_answered_without_a_fault(
    mila: Visitor, world: World, evaluation: Evaluation, withdrawal: Withdrawal
) -> None:
    Involvement.objects.update(until=None)
    asked = [*pages(world, evaluation, withdrawal), ("journey:new",), ("journey:register",)]
    for nonsense in ("\x00", "-1", "9" * 40, "\u202e\U0001f333", "a " * 99):
        for page in asked:
            fields = mila.look(*page).context["form"].fields
            answer = mila.send(*page, **dict.fromkeys(fields, nonsense))
            assert answer.status_code in {200, 409, 422}, (page, nonsense)


def test_an_empty_search_says_what_is_needed(mila: Visitor) -> None:
    answer = mila.send("journey:new", name="", born_on="", ref="")

    assert answer.status_code == 422
    assert "Vul een naam, een geboortedatum of een kenmerk in." in words(answer)


# Search before create


@pytest.mark.parametrize(
    "sought", [{"name": "wilg"}, {"name": "NÖOR"}, {"name": "x", "born_on": "2020-02-09"}]
)
def test_a_household_with_a_key_is_found_before_it_is_made_twice(
    mila: Visitor, world: World, sought: dict[str, str]
) -> None:
    found = mila.send("journey:new", **sought)

    assert found.status_code == 200
    assert Event.objects.filter(event="households_searched", actor_id=world.mila.pk).count() == 1
    assert world.home.ref in words(found)
    assert "Geen van deze" in words(found)


def test_a_household_without_a_key_is_never_hinted_at(outsider: Visitor, world: World) -> None:
    for sought in ({"name": "Wilg"}, {"name": "x", "born_on": "2020-02-09"}):
        found = outsider.send("journey:new", **sought, ref=world.home.ref)
        assert f"/huishoudens/{world.home.ref}/" not in words(found)
        assert "Niet gevonden" in words(found)


def test_what_was_searched_for_stands_in_the_registration(mila: Visitor) -> None:
    mila.send("journey:new", name="De Linde", born_on="2018-03-04")

    form = mila.look("journey:register")

    assert 'value="De Linde"' in words(form)
    assert 'value="2018-03-04"' in words(form)
    assert 'value="2026-09-07"' in words(form)


# Registering


def test_a_household_is_registered_with_everything_that_is_known(
    mila: Visitor, world: World
) -> None:
    answer = mila.send(
        "journey:register",
        **INTAKE,
        pilot=world.huizen.pk,
        name_4="Kees Linden",
        role_4="child",
        born_4="2019-05-06",
    )

    home = Household.objects.get(name="De Linde")
    intake = Intake.objects.get(household=home)
    assert answer.status_code == 303
    assert answer["Location"] == f"/huishoudens/{home.ref}/"
    assert home.persons.count() == 2
    assert (intake.measure_considered, intake.channel) == (True, Channel.VEILIG_THUIS)
    assert intake.problem_types == ["debts", "trauma"]


def test_a_row_that_is_half_filled_says_so_and_loses_nothing(mila: Visitor, world: World) -> None:
    answer = mila.send("journey:register", **INTAKE, pilot=world.huizen.pk, name_5="Kees Linden")

    form = answer.context["form"]
    assert answer.status_code == 422
    assert set(form.errors) == {"role_5", "born_5"}
    assert "Kees Linden" in words(answer)
    assert '<details class="more" open>' in words(answer)


def test_a_household_has_somebody(mila: Visitor, world: World) -> None:
    nobody = {**INTAKE, "name_1": "", "role_1": "", "born_1": ""}

    answer = mila.send("journey:register", **nobody, pilot=world.huizen.pk)

    assert set(answer.context["form"].errors) == {"name_1", "role_1", "born_1"}


def test_the_measure_question_must_be_answered(mila: Visitor, world: World) -> None:
    answer = mila.send(
        "journey:register", **{**INTAKE, "measure_considered": ""}, pilot=world.huizen.pk
    )

    assert "measure_considered" in answer.context["form"].errors


def test_registering_for_another_pilot_is_not_offered(mila: Visitor, world: World) -> None:
    answer = mila.send("journey:register", **INTAKE, pilot=world.hilversum.pk)

    assert "pilot" in answer.context["form"].errors
    assert not Household.objects.filter(name="De Linde").exists()


def test_somebody_who_is_known_already_is_shown_first(mila: Visitor, world: World) -> None:
    known = {**INTAKE, "name_1": "Noor Wilgen", "born_1": "2012-05-20", "role_1": "child"}

    asked = mila.send("journey:register", **known, pilot=world.huizen.pk)
    done = mila.send("journey:register", **known, pilot=world.huizen.pk, is_new="on")

    assert asked.status_code == 422
    assert world.home.ref in words(asked)
    assert done.status_code == 303


@pytest.mark.parametrize("day", ["2099-01-01", "1900-01-01", "1899-01-01", "morgen"])
def test_a_strange_day_of_registration_is_answered(mila: Visitor, world: World, day: str) -> None:
    answer = mila.send(
        "journey:register", **{**INTAKE, "registered_on": day}, pilot=world.huizen.pk
    )

    assert answer.status_code in {303, 409, 422}


def test_a_strange_name_is_shown_escaped(mila: Visitor, world: World) -> None:
    name = "<script>alert(1)</script>"

    answer = mila.send("journey:register", **{**INTAKE, "name": name}, pilot=world.huizen.pk)
    shown = mila.look("journey:triage_in", Household.objects.get(name=name).ref)

    assert answer.status_code == 303
    assert name not in words(shown)
    assert "&lt;script&gt;" in words(shown)


# Triage


def triage(world: World, **fields: Any) -> dict[str, Any]:
    return {
        "held_on": TODAY.isoformat(),
        "organizations": [world.local_team.pk, world.veilig_thuis.pk, world.samenkracht.pk],
        "motivation": "We kunnen hier samen iets betekenen.",
        **fields,
    }


def test_a_triage_lets_a_household_in(mila: Visitor, world: World, newcomer: Household) -> None:
    fields = triage(world, outcome=TriageOutcome.ADMIT, contact_choice="Mila belt moeder.")

    answer = mila.send("journey:triage_in", newcomer.ref, **fields)

    newcomer.refresh_from_db()
    assert answer.status_code == 303
    assert newcomer.status == Status.ADMITTED
    assert Triage.objects.get(household=newcomer).seats.count() == 3


@pytest.mark.parametrize(
    ("change", "rule"),
    [
        ({"organizations": "lokaal team"}, "JOURNEY-02"),
        ({"organizations": "zonder ervaringsdeskundige"}, "JOURNEY-03"),
        ({"contact_choice": ""}, "JOURNEY-12"),
        ({"held_on": "2026-09-08"}, "DOSSIER-02"),
    ],
)
def test_a_triage_that_is_not_joint_is_refused_with_everything_kept(
    mila: Visitor, world: World, newcomer: Household, change: dict[str, str], rule: str
) -> None:
    tables = {
        "lokaal team": [world.local_team.pk],
        "zonder ervaringsdeskundige": [world.local_team.pk, world.veilig_thuis.pk],
    }
    fields = triage(world, outcome=TriageOutcome.ADMIT, contact_choice="Mila belt.")
    fields |= {name: tables.get(value, value) for name, value in change.items()}

    answer = mila.send("journey:triage_in", newcomer.ref, **fields)

    assert answer.status_code == 409
    assert rule in words(answer)
    assert fields["motivation"] in words(answer)


def test_a_triage_out_of_turn_is_said_before_anything_is_typed(
    mila: Visitor, world: World, newcomer: Household
) -> None:
    late = words(mila.look("journey:triage_in", world.home.ref))
    early = words(mila.look("journey:triage_out", newcomer.ref))

    assert "JOURNEY-01" in late
    assert "JOURNEY-01" in early
    assert '<form class="form"' not in late + early


def test_a_triage_out_lets_a_household_leave(mila: Visitor, world: World) -> None:
    page = mila.look("journey:triage_out", world.home.ref)
    answer = mila.send(
        "journey:triage_out", world.home.ref, **triage(world, outcome=TriageOutcome.LEAVE)
    )

    world.home.refresh_from_db()
    assert "Eindevaluatie plannen" in words(page)
    assert answer.status_code == 303
    assert world.home.status == Status.LEAVING


# The tandem


def test_the_tandem_starts_with_consent_and_not_without(
    mila: Visitor, world: World, newcomer: Household, monday: datetime
) -> None:
    dossier.triaged(newcomer, by=world.mila, at=monday)
    fields = {"rider": world.mila.pk, "account": world.ruben.pk, **CONTACT}
    shown = mila.look("journey:start", newcomer.ref)
    refused = mila.send("journey:start", newcomer.ref, **fields)
    dossier.explained(newcomer, by=world.mila, at=monday)
    dossier.everybody_says_yes(newcomer, [world.local_team], by=world.mila, at=monday)
    untold = mila.send("journey:start", newcomer.ref, **fields)
    dossier.told_at_start(newcomer, by=world.mila, at=monday)
    started = mila.send("journey:start", newcomer.ref, **fields)

    assert "JOURNEY-04" in words(shown)
    assert refused.status_code == 409
    assert untold.status_code == 409
    assert "LEGAL-40" in words(untold)
    assert started.status_code == 303
    assert Seat.objects.get(household=newcomer, position=Position.FRONT).professional == world.mila
    assert ContactPerson.objects.get(household=newcomer).account == world.ruben


def test_only_the_own_local_team_can_ride_in_front(
    mila: Visitor, world: World, newcomer: Household
) -> None:
    fields = {"rider": world.outsider.pk, "account": world.vera.pk, **CONTACT}

    answer = mila.send("journey:start", newcomer.ref, **fields)

    assert set(answer.context["form"].errors) == {"rider", "account"}


def test_another_contact_person_takes_over(mila: Visitor, world: World) -> None:
    answer = mila.send(
        "journey:contact", world.home.ref, what="change", account=world.ruben.pk, **CONTACT
    )

    assert answer.status_code == 303
    assert ContactPerson.objects.get(until=None).account == world.ruben


def test_a_second_contact_person_needs_the_wish_of_the_family(mila: Visitor, world: World) -> None:
    fields = {"what": "extra", "account": world.ruben.pk, **CONTACT}

    refused = mila.send("journey:contact", world.home.ref, **fields)
    agreed = mila.send(
        "journey:contact", world.home.ref, **fields, agreed_with_family="Vader wil een man."
    )

    assert "agreed_with_family" in refused.context["form"].errors
    assert agreed.status_code == 303
    assert ContactPerson.objects.filter(until=None).count() == 2


def swap(world: World, **fields: Any) -> dict[str, Any]:
    return {
        "front": world.veilig_thuis.pk,
        "day": TODAY.isoformat(),
        "trigger": "Er is een melding gedaan.",
        "agreed_by": "moeder, Mila en Vera",
        "family_informed_on": TODAY.isoformat(),
        **fields,
    }


def test_a_partner_in_front_without_powers_needs_a_reason(mila: Visitor, world: World) -> None:
    refused = mila.send("journey:swap", world.home.ref, **swap(world))
    explained = mila.send(
        "journey:swap", world.home.ref, **swap(world, deviation_reason="Vader vroeg erom.")
    )

    assert refused.status_code == 409
    assert "JOURNEY-06" in words(refused)
    assert explained.status_code == 303
    front = Seat.objects.get(household=world.home, position=Position.FRONT, until=None)
    assert front.organization == world.veilig_thuis
    assert front.professional == world.vera


def test_only_who_rides_along_can_go_in_front(mila: Visitor, world: World) -> None:
    answer = mila.send("journey:swap", world.home.ref, **swap(world, front=world.gi.pk))

    assert "front" in answer.context["form"].errors


def test_a_swap_needs_that_the_family_was_told(mila: Visitor, world: World) -> None:
    answer = mila.send("journey:swap", world.home.ref, **swap(world, family_informed_on=""))

    assert "family_informed_on" in answer.context["form"].errors


def test_a_swap_that_followed_by_itself_is_told_afterwards(
    mila: Visitor, world: World, monday: datetime
) -> None:
    dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    dossier.partner(
        world.home,
        world.gi,
        form=Form.WITH_POWERS,
        professional=world.guus,
        by=world.mila,
        at=monday,
    )
    change = SeatChange.objects.get(household=world.home, family_informed_on=None)

    page = mila.look("journey:tell_swap", world.home.ref, change.pk)
    answer = mila.send("journey:tell_swap", world.home.ref, change.pk, on=TODAY.isoformat())

    assert page.status_code == 200
    assert answer.status_code == 303
    change.refresh_from_db()
    assert change.family_informed_on == TODAY


# Partners


def partner(world: World, **fields: Any) -> dict[str, Any]:
    return {
        "organization": world.veilig_thuis.pk,
        "professional": world.vera.pk,
        "form": Form.ADVICE,
        "reason": Reason.KNOWLEDGE,
        "level": Level.ADVICE,
        "since": TODAY.isoformat(),
        **fields,
    }


def test_a_partner_with_consent_is_brought_in_with_a_key(mila: Visitor, world: World) -> None:
    fields = partner(
        world,
        professional=world.stella.pk,
        question="Wat helpt bij slapen?",
        answer="Vaste tijden.",
        aims=["report"],
        own_system_registered="ja",
        last_day="2026-10-01",
    )

    answer = mila.send("journey:bring_in", world.home.ref, **fields)

    advice = Involvement.objects.get(form=Form.ADVICE)
    assert answer.status_code == 303
    assert (advice.until, advice.own_system_registered) == (date(2026, 10, 2), True)
    assert Key.objects.filter(account=world.stella, household=world.home).exists()


def test_a_partner_without_a_ground_is_refused_and_the_page_said_so(
    mila: Visitor, world: World
) -> None:
    fields = partner(world, organization=world.gi.pk, professional=world.guus.pk)
    page = mila.look("journey:bring_in", world.home.ref)
    refused = mila.send("journey:bring_in", world.home.ref, **fields, question="Een lange vraag")

    assert "Fatima zegt ja" in words(page)
    assert "geen toestemming" in words(page)
    assert refused.status_code == 409
    assert "LEGAL-03" in words(refused)
    assert "Een lange vraag" in words(refused)


@pytest.mark.parametrize(
    ("form", "rule"), [(Form.WITH_POWERS, "LEGAL-06"), (Form.WITH_MEASURE, "LEGAL-06")]
)
def test_powers_without_a_decision_are_refused(
    mila: Visitor, world: World, form: str, rule: str
) -> None:
    fields = partner(world, organization=world.gi.pk, professional=world.guus.pk, form=form)

    answer = mila.send("journey:bring_in", world.home.ref, **fields)

    assert answer.status_code == 409
    assert rule in words(answer)


def test_anonymous_advice_names_nobody(mila: Visitor, world: World) -> None:
    fields = partner(world, organization=world.gi.pk, professional="", anonymous="on")

    refused = mila.send("journey:bring_in", world.home.ref, **fields, question="Noor slaapt slecht")
    given = mila.send("journey:bring_in", world.home.ref, **fields, question="Wat helpt een kind?")

    assert "LEGAL-05" in words(refused)
    assert given.status_code == 303


def test_whoever_is_named_works_for_the_organization(mila: Visitor, world: World) -> None:
    wrong = mila.send(
        "journey:bring_in", world.home.ref, **partner(world, professional=world.guus.pk)
    )
    unknown = mila.send(
        "journey:bring_in", world.home.ref, **partner(world, professional=world.mila.pk)
    )

    assert "werkt niet bij" in words(wrong)
    assert "professional" in unknown.context["form"].errors


def test_a_last_day_before_the_first_is_said(mila: Visitor, world: World) -> None:
    answer = mila.send("journey:bring_in", world.home.ref, **partner(world, last_day="2026-09-01"))

    assert "last_day" in answer.context["form"].errors


def test_letting_go_closes_the_door_and_empties_the_seat(
    mila: Visitor, vera: Visitor, world: World
) -> None:
    page = ("journey:let_go", world.home.ref, world.involvement.pk)

    before = vera.look("legal:entry_add", world.home.ref)
    answer = mila.send(*page, last_day="2026-09-06", reason="de vraag is beantwoord")
    after = vera.look("legal:entry_add", world.home.ref)

    assert [before.status_code, answer.status_code, after.status_code] == [200, 303, 404]
    assert mila.look(*page).status_code == 404


# Taking consent back


def test_a_withdrawal_says_what_happens_and_closes_the_door_at_the_next_click(
    mila: Visitor, vera: Visitor, world: World
) -> None:
    page = ("journey:withdraw", world.home.ref, world.consents["Fatima"].pk)

    shown = mila.look(*page)
    before = vera.look("legal:entry_add", world.home.ref)
    answer = mila.send(*page, via=Via.ORAL, identity=IdentityCheck.NOT_YET)
    after = vera.look("legal:entry_add", world.home.ref)

    assert "De deur van Veilig Thuis" in words(shown)
    assert "Vera Tuinman ziet het dossier niet meer" in words(shown)
    assert [before.status_code, answer.status_code, after.status_code] == [200, 303, 404]
    assert answer["Location"].endswith("/onderzoeken/")
    assert mila.look(*page).status_code == 404


def test_a_solution_is_looked_for_before_the_outcome(
    mila: Visitor, world: World, withdrawal: Withdrawal
) -> None:
    ref, number = world.home.ref, withdrawal.pk
    too_early = mila.look("journey:conclude", ref, number)
    refused = mila.send("journey:conclude", ref, number, outcome="stop", what_else="De huisarts.")
    explored = mila.send(
        "journey:explore", ref, number, on=TODAY.isoformat(), exploration="Ze wil rust."
    )
    shown = mila.look("journey:conclude", ref, number)

    assert too_early.status_code == 302
    assert refused.status_code == 409
    assert "LEGAL-16" in words(refused)
    assert explored["Location"].endswith("/uitkomst/")
    assert "Ze wil rust." in words(shown)


def test_a_later_talk_is_added_to_the_first(
    mila: Visitor, world: World, explored: Withdrawal
) -> None:
    page = ("journey:explore", world.home.ref, explored.pk)
    sent = mila.send(*page, on=TODAY.isoformat(), exploration="Ze wil toch verder.")
    shown = words(mila.look(*page))
    explored.refresh_from_db()

    assert sent.status_code == 303
    assert explored.exploration == "Ze wil rust."
    assert [one.exploration for one in explored.explorations.all()] == ["Ze wil toch verder."]
    assert "Ze wil rust." in shown
    assert "Ze wil toch verder." in shown


@pytest.fixture
def explored(world: World, withdrawal: Withdrawal, mila: Visitor) -> Withdrawal:
    mila.send(
        "journey:explore",
        world.home.ref,
        withdrawal.pk,
        on=TODAY.isoformat(),
        exploration="Ze wil rust.",
    )
    return withdrawal


def test_going_on_needs_fresh_consent(mila: Visitor, world: World, explored: Withdrawal) -> None:
    page = ("journey:conclude", world.home.ref, explored.pk)
    half = mila.send(*page, outcome="continue")
    whole = mila.send(
        *page,
        outcome="continue",
        organizations=[world.gi.pk],
        given_on=TODAY.isoformat(),
        via=Via.WRITTEN,
    )

    assert set(half.context["form"].errors) == {"organizations", "given_on", "via"}
    assert whole.status_code == 303
    explored.refresh_from_db()
    assert explored.outcome == Outcome.CONTINUED
    assert explored.fresh_consent is not None
    assert list(explored.fresh_consent.organizations.all()) == [world.gi]
    assert mila.look(*page).status_code == 404


def test_stopping_says_what_can_be_done(mila: Visitor, world: World, explored: Withdrawal) -> None:
    page = ("journey:conclude", world.home.ref, explored.pk)
    half = mila.send(*page, outcome="stop")
    whole = mila.send(*page, outcome="stop", what_else="De huisarts kijkt mee.")

    assert set(half.context["form"].errors) == {"what_else"}
    assert whole.status_code == 303
    explored.refresh_from_db()
    assert explored.outcome == Outcome.STOPPED


# The end


def test_an_evaluation_is_planned_and_held(mila: Visitor, world: World) -> None:
    planned = mila.send(
        "journey:evaluation_plan", world.home.ref, kind="interim", due_on="2026-10-01"
    )
    evaluation = Evaluation.objects.get()
    held = mila.send(
        "journey:evaluation_hold",
        world.home.ref,
        evaluation.pk,
        held_on=TODAY.isoformat(),
        safety="Veilig.",
        family_view="Het gaat goed.",
        seen=1,
    )

    assert [planned.status_code, held.status_code] == [303, 303]
    evaluation.refresh_from_db()
    assert evaluation.held_on == TODAY


def test_two_people_hold_the_same_evaluation_and_nothing_is_lost(
    mila: Visitor, world: World, evaluation: Evaluation, monday: datetime
) -> None:
    held = endings.Held(TODAY, "Nu is het veilig.", "", "We zijn tevreden.")
    endings.hold_evaluation(evaluation, held, seen=1, by=world.ruben, at=monday)
    page = ("journey:evaluation_hold", world.home.ref, evaluation.pk)
    mine = {"held_on": TODAY.isoformat(), "safety": "Meestal veilig.", "family_view": "Het gaat."}

    refused = mila.send(*page, **mine, seen=1)
    again = mila.send(*page, **mine, seen=2)

    assert refused.status_code == 409
    assert "Nu is het veilig." in words(refused)
    assert "Meestal veilig." in words(refused)
    assert 'name="seen" value="2"' in words(refused)
    assert again.status_code == 303


def test_contacts_of_an_expert_are_only_counted(mila: Visitor, world: World) -> None:
    page = mila.look("journey:experts", world.home.ref)
    fields = {"organization": world.samenkracht.pk, "month": "2026-09-01", "count": 3}
    answer = mila.send("journey:experts", world.home.ref, **fields)
    wrong = [
        mila.send("journey:experts", world.home.ref, **{**fields, **change}).status_code
        for change in ({"month": "2026-10-01"}, {"count": -1}, {"count": "veel"}, {"month": "x"})
    ]

    assert "<textarea" not in words(page)
    assert answer.status_code == 303
    assert ExpertContacts.objects.get().count == 3
    assert wrong == [422] * 4


def test_the_end_shows_what_is_missing_and_then_ends(
    mila: Visitor, world: World, monday: datetime
) -> None:
    ref = world.home.ref
    early = mila.look("journey:end", ref)
    refused = mila.send("journey:end", ref, last_day=TODAY.isoformat(), reason="Doelen gehaald.")
    dossier.leaving(world.home, by=world.mila, at=monday)
    ready = mila.look("journey:end", ref)
    late = mila.send("journey:end", ref, last_day="2026-09-08", reason="Doelen gehaald.")
    done = mila.send("journey:end", ref, last_day=TODAY.isoformat(), reason="Doelen gehaald.")

    assert "Triage houden" in words(early)
    assert '<form class="form"' not in words(early)
    assert '<form class="form"' in words(ready)
    assert refused.status_code == 409
    assert "Dit kan nu niet" not in words(ready)
    assert "JOURNEY-13" in words(late)
    assert done.status_code == 303
    world.home.refresh_from_db()
    assert (world.home.status, world.home.ended_on) == (Status.ENDED, TODAY)


def test_after_the_end_nothing_changes_any_more(
    mila: Visitor, world: World, monday: datetime
) -> None:
    dossier.leaving(world.home, by=world.mila, at=monday)
    endings.end(world.home, last_day=TODAY, reason="Klaar.", by=world.mila, at=monday)

    contact = mila.send(
        "journey:contact", world.home.ref, what="change", account=world.ruben.pk, **CONTACT
    )
    written = mila.send("journey:bring_in", world.home.ref, **partner(world))
    again = mila.send(
        "journey:end", world.home.ref, last_day=(TODAY - timedelta(days=1)).isoformat(), reason="x"
    )

    assert [contact.status_code, written.status_code, again.status_code] == [409, 409, 409]


def test_a_red_start_puts_the_partner_in_front(
    mila: Visitor, world: World, newcomer: Household, monday: datetime
) -> None:
    dossier.triaged(newcomer, by=world.mila, at=monday)
    dossier.decided(
        newcomer, world.gi, world.ruben, regime=DecisionRegime.WITH_POWERS, by=world.mila, at=monday
    )
    fields = partner(
        world, organization=world.gi.pk, professional=world.guus.pk, form=Form.WITH_POWERS
    )
    brought = mila.send("journey:bring_in", newcomer.ref, **fields)
    dossier.told_at_start(newcomer, by=world.mila, at=monday)
    started = mila.send(
        "journey:start", newcomer.ref, rider=world.mila.pk, account=world.mila.pk, **CONTACT
    )

    front = Seat.objects.get(household=newcomer, position=Position.FRONT, until=None)
    assert [brought.status_code, started.status_code] == [303, 303]
    assert front.organization == world.gi


def test_powers_that_began_before_the_last_swap_do_not_rewrite_the_past(
    mila: Visitor, world: World, monday: datetime
) -> None:
    dossier.decided(
        world.home, world.gi, world.ruben, by=world.mila, at=monday - timedelta(days=27)
    )
    fields = partner(
        world,
        organization=world.gi.pk,
        professional=world.guus.pk,
        form=Form.WITH_POWERS,
        since="2026-08-12",
    )

    answer = mila.send("journey:bring_in", world.home.ref, **fields)

    assert answer.status_code == 303
    assert fronts(world)[-1] == (world.gi, None)


def test_a_partner_that_left_before_it_came_in_front_leaves_no_gap(
    mila: Visitor, world: World
) -> None:
    mila.send(
        "journey:swap",
        world.home.ref,
        **swap(world, day="2026-09-05", deviation_reason="Vader vroeg erom."),
    )

    answer = mila.send(
        "journey:let_go",
        world.home.ref,
        world.involvement.pk,
        last_day="2026-09-03",
        reason="Vader bedacht zich.",
    )

    assert answer.status_code == 303
    assert fronts(world)[-1] == (world.local_team, None)


def test_powers_with_a_planned_end_give_the_front_seat_back(
    mila: Visitor, world: World, monday: datetime
) -> None:
    dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    fields = partner(
        world,
        organization=world.gi.pk,
        professional=world.guus.pk,
        form=Form.WITH_POWERS,
        last_day="2026-10-01",
    )

    answer = mila.send("journey:bring_in", world.home.ref, **fields)
    gi = Involvement.objects.get(organization=world.gi)
    planned = fronts(world)
    earlier = mila.send(
        "journey:let_go", world.home.ref, gi.pk, last_day="2026-09-07", reason="Het is veilig."
    )

    assert [answer.status_code, earlier.status_code] == [303, 303]
    assert planned[-2:] == [(world.gi, date(2026, 10, 2)), (world.local_team, None)]
    assert fronts(world)[-2:] == [(world.gi, date(2026, 9, 8)), (world.local_team, None)]


def test_a_swap_before_the_planned_end_replaces_the_plan(
    mila: Visitor, world: World, monday: datetime
) -> None:
    dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    fields = partner(
        world,
        organization=world.gi.pk,
        professional=world.guus.pk,
        form=Form.WITH_POWERS,
        last_day="2026-10-01",
    )
    mila.send("journey:bring_in", world.home.ref, **fields)
    dossier.decided(world.home, world.veilig_thuis, world.ruben, by=world.mila, at=monday)
    fields = partner(world, professional=world.stella.pk, form=Form.WITH_POWERS)

    answer = mila.send("journey:bring_in", world.home.ref, **fields)

    assert answer.status_code == 303
    assert fronts(world)[-1] == (world.veilig_thuis, None)
    local_team = Seat.objects.get(household=world.home, organization=world.local_team, until=None)
    assert local_team.position == Position.BACK


def fronts(world: World) -> list[tuple[Organization, date | None]]:
    seats = Seat.objects.filter(household=world.home, position=Position.FRONT)
    return [
        (seat.organization, seat.until)
        for seat in seats.select_related("organization").order_by("since", "id")
        if seat.until is None or seat.since < seat.until
    ]
