"""The tab Gezin and its pages: who may write, what is shown, and that nothing typed is lost."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.core.periods import day_of
from tandem.dossier.enums import ContactKind, EntryKind, Form, Provenance, Safety, ViewLevel
from tandem.dossier.models import Household
from tandem.dossier.services import family as family_pages
from tandem.dossier.services import journal
from tandem.journey.enums import ProblemType
from tandem.journey.models import Intake
from tandem.plan.enums import Domain, DomainState, Invited, RequestKind, Strain, Strength
from tandem.plan.models import ChildHelp, DomainNote, EarlierHelp, Supporter, SupportRequest, Tie
from tandem.plan.services import domains
from tandem.plan.services import help as helping
from tests.factories import around, dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World

TODAY = "2026-09-07"
ELS: dict[str, Any] = {
    "name": "Buurvrouw Els",
    "relation": "buurvrouw",
    "is_for_everybody": "on",
    "strength": Strength.ORDINARY,
    "strain": Strain.NONE,
    "invited": Invited.NOT_ASKED,
}
# Two of these begin and end what the test itself wraps around a request.
MOST_QUERIES = 15 + 2


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
def zohra(world: World, monday: datetime) -> Supporter:
    return around.supporter(world.home, by=world.mila, at=monday)


@pytest.fixture
def task(world: World, zohra: Supporter, monday: datetime) -> SupportRequest:
    return around.asked(zohra, by=world.mila, at=monday)


@pytest.fixture
def earlier(world: World, monday: datetime) -> EarlierHelp:
    return helping.remember(world.home, around.had(), by=world.mila, at=monday)


def pages(world: World, task: SupportRequest, earlier: EarlierHelp) -> list[tuple[Any, ...]]:
    ref, supporter = world.home.ref, task.supporter_id
    return [
        ("plan:supporter_add", ref),
        ("plan:supporter_change", ref, supporter),
        ("plan:supporter_leave", ref, supporter),
        ("plan:support_ask", ref, supporter),
        ("plan:support_answer", ref, task.pk),
        ("plan:support_end", ref, task.pk),
        ("plan:domain_note", ref),
        ("plan:help_add", ref),
        ("plan:help_correct", ref, earlier.pk),
        ("plan:child_help", ref, world.sem.pk),
    ]


def test_every_form_opens_for_who_works_on_the_plan_and_for_nobody_else(
    mila: Visitor,
    vera: Visitor,
    outsider: Visitor,
    world: World,
    task: SupportRequest,
    earlier: EarlierHelp,
) -> None:
    for page in pages(world, task, earlier):
        for who in (mila, vera):
            shown = who.look(*page)
            assert shown.status_code == 200, page
            assert "<title>Huishouden</title>" in words(shown)
        assert outsider.look(*page).status_code == 404, page
        assert outsider.send(*page).status_code == 404, page


def test_an_empty_or_keyless_form_comes_back(
    mila: Visitor, world: World, task: SupportRequest, earlier: EarlierHelp
) -> None:
    for page in pages(world, task, earlier):
        assert mila.send(*page).status_code == 422, page
        assert mila.send_bare(*page).status_code == 409, page


def test_nonsense_in_every_field_is_answered_without_a_fault(
    mila: Visitor, world: World, task: SupportRequest, earlier: EarlierHelp
) -> None:
    for nonsense in ("\x00", "-1", "9" * 40, "\u202e\U0001f333", "a " * 99):
        for page in pages(world, task, earlier):
            fields = mila.look(*page).context["form"].fields
            answer = mila.send(*page, **dict.fromkeys(fields, nonsense))
            assert answer.status_code in {409, 422}, (page, nonsense)


def test_who_is_put_in_the_circle_stands_on_the_tab(mila: Visitor, world: World) -> None:
    sent = mila.send("plan:supporter_add", world.home.ref, **ELS)

    assert sent.status_code == 303
    assert sent["Location"].endswith("/gezin/#kring")
    shown = words(mila.look("desk:family", world.home.ref))
    assert "Buurvrouw Els" in shown
    assert 'class="circle"' in shown
    assert "Nog niemand in beeld?" not in shown


def test_without_anybody_the_tab_points_to_support_that_is_organized(
    mila: Visitor, world: World
) -> None:
    shown = words(mila.look("desk:family", world.home.ref))

    assert "Nog niemand in beeld?" in shown
    assert "vrijwilligers" in shown


def test_for_nobody_is_refused_and_what_was_typed_comes_back(mila: Visitor, world: World) -> None:
    sent = mila.send("plan:supporter_add", world.home.ref, **{**ELS, "is_for_everybody": ""})

    assert sent.status_code == 409
    assert "PLAN-32" in words(sent)
    assert "Buurvrouw Els" in words(sent)
    assert not Supporter.objects.exists()


def test_a_change_that_somebody_overtook_shows_what_stands_there_now(
    mila: Visitor, vera: Visitor, world: World, zohra: Supporter
) -> None:
    page = ("plan:supporter_change", world.home.ref, zohra.pk)
    assert vera.send(*page, **ELS, talents="Taart bakken.", seen="1").status_code == 303

    sent = mila.send(*page, **ELS, talents="Zingen.", seen="1")

    assert sent.status_code == 409
    assert "Taart bakken." in words(sent)
    assert mila.send(*page, **ELS, talents="Zingen en bakken.", seen="2").status_code == 303
    history = words(mila.look("plan:supporter", world.home.ref, zohra.pk))
    assert "Taart bakken." in history
    assert "Zingen en bakken." in history
    assert "Sem slaapt er elke vrijdag." in history


def test_somebody_leaves_the_circle_and_stays_to_be_read(
    mila: Visitor, world: World, zohra: Supporter
) -> None:
    page = ("plan:supporter_leave", world.home.ref, zohra.pk)
    sent = mila.send(*page, left_on=TODAY, because="Verhuisd naar Zwolle.", seen="1")

    assert sent.status_code == 303
    shown = words(mila.look("desk:family", world.home.ref))
    assert "Niet meer in de kring" in shown
    assert "Verhuisd naar Zwolle." in shown
    again = words(mila.look("plan:supporter_change", world.home.ref, zohra.pk))
    assert "Bewaart u dit, dan weer wel." in again
    asked = mila.look("plan:support_ask", world.home.ref, zohra.pk)
    assert "PLAN-39" in words(asked)


def test_a_leave_that_somebody_overtook_takes_the_version_of_now(
    mila: Visitor, vera: Visitor, world: World, zohra: Supporter
) -> None:
    vera.send("plan:supporter_change", world.home.ref, zohra.pk, **ELS, seen="1")
    page = ("plan:supporter_leave", world.home.ref, zohra.pk)

    sent = mila.send(*page, left_on=TODAY, because="Verhuisd.", seen="1")

    assert sent.status_code == 409
    assert 'name="seen" value="2"' in words(sent)


def test_a_third_task_warns_and_is_kept(
    mila: Visitor, world: World, zohra: Supporter, monday: datetime
) -> None:
    for _number in range(2):
        around.asked(zohra, by=world.mila, at=monday)
    page = ("plan:support_ask", world.home.ref, zohra.pk)

    sent = mila.send(*page, kind=RequestKind.PROBLEM, what="Bellen als het stil is.", since=TODAY)

    assert sent.status_code == 303
    assert SupportRequest.objects.count() == 3
    for where in (("desk:family", world.home.ref), ("plan:supporter", world.home.ref, zohra.pk)):
        shown = words(mila.look(*where))
        assert "Oma Zohra heeft nu drie taken uit het plan." in shown
        assert "PLAN-31" in shown
    assert "heeft nu drie taken" in words(mila.look(*page))


def test_an_answer_and_an_end_stand_with_the_request(
    mila: Visitor, world: World, task: SupportRequest
) -> None:
    ref = world.home.ref
    mila.send("plan:support_answer", ref, task.pk, answer="yes", words="Met liefde.")
    mila.send("plan:support_end", ref, task.pk, last_day=TODAY, reason="De bso begint.")

    shown = words(mila.look("plan:supporter", ref, task.supporter_id))
    assert "Met liefde." in shown
    assert "De bso begint." in shown
    again = mila.send("plan:support_answer", ref, task.pk, answer="no", words="")
    assert again.status_code == 409


def test_a_domain_stands_on_the_card_and_the_older_words_are_read_below(
    mila: Visitor, world: World
) -> None:
    ref = world.home.ref
    for state, said in ((DomainState.WELL, "Rondkomen lukt."), (DomainState.CONCERNS, "Schulden.")):
        sent = mila.send(
            "plan:domain_note", ref, domain="money", state=state, words=said, noted_on=TODAY
        )
        assert sent.status_code == 303

    card = words(mila.look("desk:family", ref))
    assert "Schulden." in card
    assert "▲ zorgen" in card
    assert "Rondkomen lukt." not in card
    history = words(mila.look("plan:domain_history", ref))
    assert history.index("Schulden.") < history.index("Rondkomen lukt.")


def test_the_form_begins_at_the_domain_that_was_chosen(mila: Visitor, world: World) -> None:
    url = f"/huishoudens/{world.home.ref}/gezin/leefgebieden/opschrijven/"

    for asked, chosen in (("work", "work"), ("onzin", None)):
        form = mila.client.get(f"{url}?leefgebied={asked}").context["form"]
        assert form.initial["domain"] == chosen


def test_earlier_help_is_corrected_and_the_old_words_stay(
    mila: Visitor, world: World, earlier: EarlierHelp
) -> None:
    page = ("plan:help_correct", world.home.ref, earlier.pk)
    had = {"what": "Gesprekken met zijn tweeën", "helper": "een praktijk", "period": "2022"}

    assert mila.send(*page, **had, worked="Dat zij luisterde.").status_code == 303

    shown = words(mila.look("desk:family", world.home.ref))
    assert "een praktijk" in shown
    assert "Wat er eerst stond" in shown
    assert "het maatschappelijk werk" in shown


def test_earlier_help_is_written_down_for_whom_it_was(mila: Visitor, world: World) -> None:
    had = {"what": "Schuldhulp", "helper": "de gemeente", "period": "2020"}
    mila.send("plan:help_add", world.home.ref, **had, about=[world.daan.pk, world.fatima.pk])

    assert "Daan" in words(mila.look("desk:family", world.home.ref))
    assert EarlierHelp.objects.get().about.count() == 2


def test_a_child_is_answered_for_and_who_is_no_child_is_not_found(
    mila: Visitor, world: World
) -> None:
    ref = world.home.ref
    said = {"answer": "not_yet", "words": "Sem wil eerst wennen.", "answered_on": TODAY}

    assert mila.send("plan:child_help", ref, world.sem.pk, **said).status_code == 303
    assert "Sem wil eerst wennen." in words(mila.look("desk:family", ref))
    assert mila.look("plan:child_help", ref, world.fatima.pk).status_code == 404
    empty = {"answer": "no", "words": "", "answered_on": TODAY}
    assert mila.send("plan:child_help", ref, world.sem.pk, **empty).status_code == 409


def test_a_house_with_violence_signals_a_child_without_an_answer(
    mila: Visitor, world: World
) -> None:
    Intake.objects.filter(household=world.home).update(problem_types=[ProblemType.DEBTS])
    assert "PLAN-36" not in words(mila.look("desk:family", world.home.ref))

    for violence in (ProblemType.PARTNER_VIOLENCE, ProblemType.CHILD_ABUSE):
        Intake.objects.filter(household=world.home).update(problem_types=[violence])
        assert "PLAN-36" in words(mila.look("desk:family", world.home.ref))


def test_the_tab_says_with_whom_nobody_spoke_and_where_to_write(
    mila: Visitor, world: World, monday: datetime
) -> None:
    shown = words(mila.look("desk:family", world.home.ref))
    assert "heeft nog niemand gesproken" in shown
    assert f"/huishoudens/{world.home.ref}/verhaal/" in shown

    for person in (world.fatima, world.daan, world.noor, world.sem):
        entry = journal.NewEntry(
            EntryKind.FACT,
            day_of(monday),
            "In eigen woorden.",
            Provenance.FAMILY,
            ContactKind.MEETING,
            about=[person],
            told_by=person,
            safety=Safety.SAFE_ENOUGH,
        )
        journal.write(world.home, entry, by=world.mila, at=monday)

    assert "ieder kind heeft een eigen verhaal" in words(mila.look("desk:family", world.home.ref))


def test_a_partner_with_advice_only_reads_and_writes_nothing(
    world: World, zohra: Supporter, monday: datetime
) -> None:
    dossier.partner(
        world.home,
        world.veilig_thuis,
        form=Form.ADVICE,
        professional=world.stella,
        by=world.mila,
        at=monday,
    )
    stella = Visitor(Client(), world.stella, at=monday)

    shown = words(stella.look("desk:family", world.home.ref))
    assert "Oma Zohra" in shown
    assert "Iemand in de kring zetten" not in shown
    assert stella.look("plan:supporter_add", world.home.ref).status_code == 404


def test_a_dossier_that_ended_shows_no_way_to_write(
    mila: Visitor, world: World, zohra: Supporter
) -> None:
    Household.objects.filter(pk=world.home.pk).update(status="ended", ended_on=TODAY)

    tab = words(mila.look("desk:family", world.home.ref))
    assert "Iemand in de kring zetten" not in tab
    assert "Aanpassen" not in words(mila.look("plan:supporter", world.home.ref, zohra.pk))


def test_nothing_of_it_is_on_the_page_of_the_family(
    world: World, zohra: Supporter, earlier: EarlierHelp, monday: datetime
) -> None:
    noted = domains.Noted(Domain.MONEY, DomainState.CONCERNS, day_of(monday), "Vier schulden.")
    domains.note(world.home, noted, by=world.mila, at=monday)
    access, _token = family_pages.give_page(
        world.daan, level=ViewLevel.FULL, by=world.mila, at=monday
    )
    daan = Visitor(Client(), access.account, at=monday)

    shown = words(daan.look("desk:mine"))
    assert not any(text in shown for text in ("Zohra", "schulden", "maatschappelijk werk"))
    for name in ("desk:family", "plan:supporter_add", "plan:domain_history"):
        assert daan.look(name, world.home.ref).status_code in {302, 404}
    assert daan.look("plan:supporter", world.home.ref, zohra.pk).status_code in {302, 404}


def test_the_tab_asks_the_same_number_of_questions_whatever_it_holds(
    mila: Visitor, world: World, monday: datetime
) -> None:
    mila.look("desk:family", world.home.ref)
    with CaptureQueriesContext(connection) as empty:
        mila.look("desk:family", world.home.ref)
    for number in range(8):
        one = around.supporter(world.home, name=f"Buur {number}", by=world.mila, at=monday)
        around.asked(one, by=world.mila, at=monday)
        first = helping.remember(world.home, around.had(), by=world.mila, at=monday)
        helping.correct(first, around.had(), by=world.mila, at=monday)
        for domain in Domain:
            noted = domains.Noted(domain, DomainState.WELL, day_of(monday), "", world.noor)
            domains.note(world.home, noted, by=world.mila, at=monday)
        helping.answer_for_child(
            world.sem,
            answer="yes",
            words="",
            answered_on=day_of(monday) - timedelta(days=number),
            by=world.mila,
            at=monday,
        )

    with CaptureQueriesContext(connection) as full:
        mila.look("desk:family", world.home.ref)

    assert len(full) == len(empty) <= MOST_QUERIES
    assert (Tie.objects.count(), DomainNote.objects.count(), ChildHelp.objects.count()) == (
        8,
        40,
        8,
    )
