"""The form pages of the grounds: what people see, send, and cannot reach."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse

from tandem.audit.models import Event
from tandem.dossier.enums import Form
from tandem.dossier.models import Hours
from tandem.legal.enums import Answer, DecisionRegime, Ground, MeasureKind, Via
from tandem.legal.models import Consent, CoreDecision, Explanation, FamilyInformed, Measure
from tandem.legal.services import decisions
from tests.factories import dossier, power
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.factories.world import World

TODAY = date(2026, 9, 7)


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def vera(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.vera, at=monday)


def decided(world: World, organization: Any, *, at: datetime, told: bool = True) -> CoreDecision:
    return dossier.decided(world.home, organization, world.ruben, told=told, by=world.mila, at=at)


def measured(world: World, *, at: datetime, **more: Any) -> Measure:
    executor = more.pop("executed_by", world.gi)
    new = power.measure(MeasureKind.OTS, date(2026, 9, 1), executor, **more)
    return decisions.record_measure(world.home, new, by=world.mila, at=at)


# Explanation and consent --------------------------------------------------------------------------


def test_explain_shows_the_leaflet_and_keeps_the_questions(mila: Visitor, world: World) -> None:
    page = mila.look("legal:explain", world.home.ref)
    answer = mila.send(
        "legal:explain",
        world.home.ref,
        on="2026-09-07",
        questions="Wie leest mee?",
        people=[world.noor.pk],
        first=["TELL-01"],
        before_consent=["TELL-02"],
    )

    assert "2024-10" in words(page)
    assert answer.status_code == 303
    explanation = Explanation.objects.get(questions_asked="Wie leest mee?")
    told = explanation.told_points.order_by("point").values_list("person__name", "point")
    assert list(told) == [("Noor Wilgen", "TELL-01"), ("Noor Wilgen", "TELL-02")]


def test_an_explanation_without_a_point_or_a_person_asks_for_them(
    mila: Visitor, world: World
) -> None:
    answer = mila.send("legal:explain", world.home.ref, on="2026-09-07")

    assert answer.status_code == 422
    assert "Vink aan wat u vertelde." in words(answer)


def test_explain_refuses_tomorrow_with_the_form_filled(mila: Visitor, world: World) -> None:
    answer = mila.send(
        "legal:explain",
        world.home.ref,
        on="2026-09-08",
        questions="Wie leest mee?",
        people=[world.noor.pk],
        first=["TELL-01"],
    )

    assert answer.status_code == 409
    assert "DOSSIER-02" in words(answer)
    assert "Wie leest mee?" in words(answer)
    assert Explanation.objects.count() == 1


def test_consent_says_who_answers_and_what_came_before(mila: Visitor, world: World) -> None:
    page = words(mila.look("legal:consent", world.home.ref, world.noor.pk))

    assert "14 jaar" in page
    assert "folder 2024-10" in page
    assert "Daan Wilgen en Fatima Wilgen" in page
    assert world.gi.name in page
    assert "Deze toestemming intrekken" in page


def test_a_yes_leads_to_the_letter(mila: Visitor, world: World) -> None:
    answer = mila.send("legal:consent", world.home.ref, world.fatima.pk, **yes(world.gi.pk))
    given = Consent.objects.latest("id")

    assert answer.status_code == 303
    assert answer["Location"] == reverse("legal:confirmation", args=[world.home.ref, given.pk])
    assert given.organizations.get() == world.gi
    assert given.until == date(2026, 12, 8)


def test_a_no_asks_what_else_is_possible(mila: Visitor, world: World) -> None:
    no = {**yes(world.gi.pk), "answer": Answer.NO, "last_day": ""}
    without = mila.send("legal:consent", world.home.ref, world.fatima.pk, **no)
    answer = mila.send(
        "legal:consent", world.home.ref, world.fatima.pk, **no, what_else="Alleen het lokaal team."
    )

    assert without.status_code == 422
    assert "Schrijf op wat er wel kan." in words(without)
    assert answer.status_code == 303
    assert Consent.objects.latest("id").what_else == "Alleen het lokaal team."


def test_a_no_to_what_somebody_said_yes_to_is_a_withdrawal(mila: Visitor, world: World) -> None:
    no = {**yes(world.veilig_thuis.pk), "answer": Answer.NO, "what_else": "Iets anders."}
    answer = mila.send("legal:consent", world.home.ref, world.fatima.pk, **no)

    assert answer.status_code == 422
    assert "Een nee daarop is een intrekking." in words(answer)


def test_a_child_under_12_is_not_asked_and_who_decides_is_named(
    mila: Visitor, world: World
) -> None:
    page = mila.look("legal:consent", world.home.ref, world.sem.pk)
    answer = mila.send("legal:consent", world.home.ref, world.sem.pk, **yes(world.gi.pk))

    assert "LEGAL-02" in words(page)
    assert reverse("legal:consent", args=[world.home.ref, world.fatima.pk]) in words(page)
    assert answer.status_code == 409
    assert not Consent.objects.filter(person=world.sem).exists()


def test_without_explanation_there_is_no_form_yet(
    mila: Visitor, world: World, monday: datetime
) -> None:
    home = dossier.registered(world.huizen, by=world.mila, at=monday)
    page = words(mila.look("legal:consent", home.ref, home.persons.get(name="Lotte Elzen").pk))

    assert "LEGAL-01" in page
    assert reverse("legal:explain", args=[home.ref]) in page
    assert "Antwoord vastleggen" not in page


def yes(*organizations: int) -> dict[str, Any]:
    return {
        "answer": Answer.YES,
        "organizations": organizations,
        "given_on": "2026-09-07",
        "via": Via.ORAL,
        "last_day": "2026-12-07",
    }


# The confirmation ---------------------------------------------------------------------------------


def test_the_confirmation_is_sent_once(mila: Visitor, world: World) -> None:
    given = world.consents["Fatima"]
    page = mila.look("legal:confirmation", world.home.ref, given.pk)
    first = mila.send(
        "legal:confirmation", world.home.ref, given.pk, form="letter", on="2026-09-04"
    )
    after = mila.look("legal:confirmation", world.home.ref, given.pk)
    second = mila.send(
        "legal:confirmation", world.home.ref, given.pk, form="email", on="2026-09-07"
    )

    assert "Zo ziet de brief eruit" in words(page)
    assert first.status_code == 303
    assert "De bevestiging is verstuurd" in words(after)
    assert "vr 4 september 2026" in words(after)
    assert second.status_code == 409
    given.confirmation.refresh_from_db()
    assert (given.confirmation.form, given.confirmation.sent_on) == ("letter", date(2026, 9, 4))


def test_a_confirmation_is_not_sent_before_the_yes(mila: Visitor, world: World) -> None:
    given = world.consents["Fatima"]
    answer = mila.send(
        "legal:confirmation", world.home.ref, given.pk, form="letter", on="2026-08-13"
    )

    assert answer.status_code == 422
    assert "14-08-2026" in words(answer)


def test_a_no_has_no_letter(mila: Visitor, world: World, monday: datetime) -> None:
    said_no = dossier.answer(world.daan, [world.gi], says=Answer.NO, by=world.mila, at=monday)

    assert mila.look("legal:letter", world.home.ref, said_no.pk).status_code == 404
    assert mila.look("legal:confirmation", world.home.ref, said_no.pk).status_code == 404


# Telling ------------------------------------------------------------------------------------------


def test_tell_starts_from_the_organization_it_is_about(mila: Visitor, world: World) -> None:
    url = reverse("legal:tell", args=[world.home.ref])
    page = mila.client.get(url, {"organisatie": world.rvdk.pk})
    answer = mila.send(
        "legal:tell",
        world.home.ref,
        organization=world.rvdk.pk,
        on="2026-09-04",
        to=[world.fatima.pk],
        why_not="Daan is bij zijn broer, Noor op kamp.",
        what="De Raad denkt mee.",
    )

    assert f'value="{world.rvdk.pk}" selected' in words(page)
    assert answer.status_code == 303
    told = FamilyInformed.objects.get()
    assert told.organization == world.rvdk
    assert [one.person for one in told.told_to.filter(why_not="")] == [world.fatima]
    assert told.told_to.exclude(why_not="").count() == 2


# Hours --------------------------------------------------------------------------------------------


def test_a_partner_writes_hours_on_its_own_involvement(vera: Visitor, world: World) -> None:
    rows = {"day_1": "2026-09-01", "hours_1": "2,5", "day_3": "2026-09-03", "hours_3": "1.25"}
    answer = vera.send("legal:hours", world.home.ref, world.involvement.pk, **rows)
    page = words(vera.look("legal:hours", world.home.ref, world.involvement.pk))

    assert answer.status_code == 303
    assert Hours.objects.count() == 2
    assert "3,75 uur" in page
    assert "1,8 uur" in page  # 3.75 hours in 15 days


def test_hours_need_a_day_and_a_day_needs_hours(vera: Visitor, world: World) -> None:
    halves = vera.send(
        "legal:hours", world.home.ref, world.involvement.pk, day_1="2026-09-01", hours_2="3"
    )
    nothing = vera.send("legal:hours", world.home.ref, world.involvement.pk)

    assert halves.status_code == nothing.status_code == 422
    assert "Vul ook de uren in." in words(halves)
    assert "Vul ook de dag in." in words(halves)
    assert "Vul ten minste één dag met uren in." in words(nothing)


def test_hours_outside_the_involvement_are_refused(vera: Visitor, world: World) -> None:
    answer = vera.send(
        "legal:hours", world.home.ref, world.involvement.pk, day_1="2026-08-23", hours_1="3"
    )

    assert answer.status_code == 409
    assert "LEGAL-15" in words(answer)
    assert "2026-08-23" in words(answer)
    assert not Hours.objects.exists()


def test_a_partner_never_reaches_the_work_of_another(
    vera: Visitor, world: World, monday: datetime
) -> None:
    own = world.involvement
    dossier.everybody_says_yes(world.home, [world.gi], by=world.mila, at=monday)
    other = dossier.partner(world.home, world.gi, by=world.mila, at=monday)
    theirs = decided(world, world.gi, at=monday)
    measure = measured(world, executed_by=world.gi, at=monday)

    assert vera.look("legal:hours", world.home.ref, other.pk).status_code == 404
    assert vera.look("legal:professional", world.home.ref, own.pk).status_code == 404
    assert vera.look("legal:decision_told", world.home.ref, theirs.pk).status_code == 404
    assert vera.look("journey:measure_end", world.home.ref, measure.pk).status_code == 404
    assert f">{world.gi.name}</option>" not in words(vera.look("legal:decision", world.home.ref))
    assert f">{world.gi.name}</option>" not in words(vera.look("journey:measure", world.home.ref))


@pytest.mark.parametrize("name", ["explain", "tell"])
def test_a_partner_does_not_record_for_the_family(vera: Visitor, world: World, name: str) -> None:
    assert vera.look(f"legal:{name}", world.home.ref).status_code == 404


# Who does it --------------------------------------------------------------------------------------


def test_a_colleague_takes_over_and_the_key_goes_along(
    mila: Visitor, world: World, monday: datetime
) -> None:
    page = words(mila.look("legal:professional", world.home.ref, world.involvement.pk))
    answer = mila.send(
        "legal:professional", world.home.ref, world.involvement.pk, professional=world.stella.pk
    )

    assert "Stella Hulst" in page
    assert answer.status_code == 303
    assert not world.vera.keys.filter(until=None).exists()
    assert world.stella.keys.filter(until=None).exists()


def test_who_does_something_else_can_be_named_too(
    mila: Visitor, world: World, monday: datetime
) -> None:
    world.involvement.form = Form.OTHER
    world.involvement.description = "rijdt mee naar de rechtbank"
    world.involvement.save()
    answer = mila.send(
        "legal:professional", world.home.ref, world.involvement.pk, professional=world.stella.pk
    )

    assert answer.status_code == 303


# Core decisions -----------------------------------------------------------------------------------


def complete(world: World, **changes: Any) -> dict[str, Any]:
    return {
        "regime": DecisionRegime.WITH_POWERS,
        "organization": world.veilig_thuis.pk,
        "power_kind": "enrich",
        "power": "Informatie vragen bij de school.",
        "interventions": ["none"],
        "subsidiarity": "Vrijwillig lukt het niet.",
        "review_on": "2026-12-07",
        "family_informed_by": world.mila.pk,
        "family_informed_what": "Wat er verandert.",
        "family_informed_points": ["TELL-07", "TELL-09"],
        "complaint_explained": "on",
        "ground": Ground.REPORT,
        "ground_on": "2026-09-04",
        "facts": "De school zag drie keer letsel.",
        "alternatives": "Vrijwillige hulp is twee keer gestopt.",
        "proportionality": "De zorgen nemen toe.",
        "child_interest": "Noor en Sem moeten veilig slapen.",
        "decided_on": "2026-09-07",
        "co_signer": world.vera.pk,
        "told": "told",
        "family_informed_on": "2026-09-07",
        "told_to": [world.fatima.pk, world.daan.pk],
        "family_reaction": "Ze schrokken.",
        **changes,
    }


def test_a_core_decision_is_recorded_whole(mila: Visitor, world: World) -> None:
    answer = mila.send("legal:decision", world.home.ref, **complete(world))
    made = CoreDecision.objects.get()

    assert answer.status_code == 303
    assert (made.co_signer, made.family_informed_on) == (world.vera, TODAY)
    assert made.urgent_reason == ""


def test_nobody_signs_twice(mila: Visitor, world: World) -> None:
    page = words(mila.look("legal:decision", world.home.ref))
    answer = mila.send("legal:decision", world.home.ref, **complete(world, co_signer=world.mila.pk))

    offered = page.partition('name="co_signer"')[2].partition("</select>")[0]
    assert "Ruben Eikstra, " in offered
    assert "Mila Beukema, " not in offered
    assert answer.status_code == 422


def test_a_decision_that_could_not_wait_says_why(mila: Visitor, world: World) -> None:
    urgent = complete(world, told="urgent", urgent_reason="")
    without = mila.send("legal:decision", world.home.ref, **urgent)
    answer = mila.send(
        "legal:decision",
        world.home.ref,
        **{**urgent, "urgent_reason": "Er was gevaar.", "tell_due_on": "2026-09-10"},
    )

    assert without.status_code == 422
    assert answer.status_code == 303
    assert CoreDecision.objects.get().family_informed_on is None


def test_a_decision_without_the_interest_of_the_child_is_refused(
    mila: Visitor, world: World
) -> None:
    answer = mila.send("legal:decision", world.home.ref, **complete(world, child_interest=""))

    assert answer.status_code == 422
    assert "De school zag drie keer letsel." in words(answer)


def test_the_day_of_telling_stands_and_a_reaction_may_follow(
    mila: Visitor, world: World, monday: datetime
) -> None:
    made = decided(world, world.veilig_thuis, told=False, at=monday)
    telling: dict[str, Any] = {
        "by_whom": world.mila.pk,
        "what": "Alles.",
        "points": ["TELL-07", "TELL-09"],
        "complaint_explained": "on",
        "to": [world.fatima.pk],
        "why_not": "Daan hoort het apart.",
    }
    first = mila.send("legal:decision_told", world.home.ref, made.pk, **telling, on="2026-09-04")
    later = mila.send(
        "legal:decision_told",
        world.home.ref,
        made.pk,
        **telling,
        on="2026-09-04",
        reaction="Ze zijn boos.",
    )
    other = mila.send("legal:decision_told", world.home.ref, made.pk, **telling, on="2026-08-01")
    made.refresh_from_db()

    assert first.status_code == later.status_code == 303
    assert other.status_code == 409
    assert (made.family_informed_on, made.family_reaction) == (date(2026, 9, 4), "")
    assert [one.reaction for one in made.reactions.all()] == ["Ze zijn boos."]


# Measures -----------------------------------------------------------------------------------------


def test_a_measure_is_recorded_with_everything(
    mila: Visitor, world: World, monday: datetime
) -> None:
    made = decided(world, world.gi, at=monday)
    answer = mila.send(
        "journey:measure",
        world.home.ref,
        kind=MeasureKind.OTS,
        children=[world.sem.pk],
        threats="Sem slaapt slecht na het geweld.",
        origin="elsewhere",
        core_decision=made.pk,
        requested_on="2026-09-01",
        decided_on="2026-09-04",
        decided_by="kinderrechter",
        since="2026-09-05",
        last_day="2027-09-04",
        executed_by=world.gi.pk,
    )
    measure = Measure.objects.get()

    assert answer.status_code == 303
    assert not measure.initiated_by_pilot
    assert not measure.running_at_intake
    assert (measure.core_decision, measure.until) == (made, date(2027, 9, 5))
    assert list(measure.children.all()) == [world.sem]
    page = words(mila.look("desk:decisions", world.home.ref))
    assert "Sem slaapt slecht na het geweld." in page


def test_a_measure_does_not_end_before_it_was_decided(
    mila: Visitor, world: World, monday: datetime
) -> None:
    early = date(2026, 8, 20)
    measure = measured(world, since=early, at=monday)
    recorded = mila.send(
        "journey:measure",
        world.home.ref,
        kind=MeasureKind.OTS,
        origin="elsewhere",
        decided_on="2026-09-04",
        since="2026-08-20",
        last_day="2026-08-30",
        decided_by="kinderrechter",
        reference="C/16/601234",
        executed_by=world.gi.pk,
    )
    ended = mila.send(
        "journey:measure_end", world.home.ref, measure.pk, last_day="2026-08-25", reason="klaar"
    )
    well_ended = mila.send(
        "journey:measure_end", world.home.ref, measure.pk, last_day="2026-09-30", reason="klaar"
    )

    assert recorded.status_code == ended.status_code == 409
    assert "LEGAL-17" in words(recorded)
    assert well_ended.status_code == 303


# The door -----------------------------------------------------------------------------------------

OF_HOME = ("explain", "tell", "decision")
BELOW_HOME = (
    "consent",
    "confirmation",
    "letter",
    "hours",
    "professional",
    "decision_told",
)


@pytest.mark.parametrize("number", [999_999, 10**30])
@pytest.mark.parametrize("name", BELOW_HOME)
def test_what_is_not_of_this_household_is_not_found(
    mila: Visitor, world: World, name: str, number: int
) -> None:
    assert mila.look(f"legal:{name}", world.home.ref, number).status_code == 404


def test_what_is_of_another_household_is_not_found(
    mila: Visitor, world: World, monday: datetime
) -> None:
    other = dossier.started(world.huizen, [world.gi], by=world.mila, at=monday)
    consent = other.consents.get()

    assert mila.look("legal:consent", world.home.ref, consent.person_id).status_code == 404
    assert mila.look("legal:letter", world.home.ref, consent.pk).status_code == 404
    assert mila.look("legal:confirmation", world.home.ref, consent.pk).status_code == 404
    assert mila.look("legal:hours", other.ref, world.involvement.pk).status_code == 404


@pytest.mark.parametrize("name", OF_HOME)
def test_without_a_key_nothing_is_found(
    client: Client, world: World, monday: datetime, name: str
) -> None:
    olaf = Visitor(client, world.outsider, at=monday)

    assert olaf.look(f"legal:{name}", world.home.ref).status_code == 404
    assert Event.objects.filter(event="household_refused", actor_id=world.outsider.pk).exists()


@pytest.mark.parametrize("name", OF_HOME)
def test_a_form_without_its_key_comes_back_filled(mila: Visitor, world: World, name: str) -> None:
    answer = mila.client.post(reverse(f"legal:{name}", args=[world.home.ref]), {"on": "2026-09-01"})

    assert answer.status_code == 409
    assert "<form" in words(answer)
