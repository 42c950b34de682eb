"""Talks with the family: everybody in their own words, side by side (WP-13, WP-14)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import Error, IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.dossier import rules as dossier_rules
from tandem.dossier.door import NotFound
from tandem.dossier.enums import ContactKind, EntryKind, Provenance, Safety, ShieldKind, Status
from tandem.dossier.models import Entry, Household
from tandem.dossier.selectors import sight
from tandem.dossier.services import journal, shields
from tandem.legal import rules as legal_rules
from tandem.legal.enums import Answer
from tandem.legal.services import entries
from tandem.plan import rules
from tandem.plan.enums import TalkKind, TalkQuestion
from tandem.plan.models import LastingConcern, Talk, TalkAnswer
from tandem.plan.selectors import talks as read
from tandem.plan.services import talks
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged
from tests.legal.test_services import refused_by
from tests.second_lock.test_identity import as_web

TODAY = date(2026, 9, 7)
DAY = timedelta(days=1)
SAID = {"how": "Het is vaak stil in huis.", "needed": "Dat papa niet meer schreeuwt."}

JUDGED = (
    Judged(rules.PLAN_41, rules.has_an_answer(["", "Goed."]), rules.has_an_answer(["", "  "])),
    Judged(
        rules.PLAN_42,
        rules.is_somebody_here(is_member=True, born_on=TODAY, left_on=TODAY + DAY, on=TODAY),
        rules.is_somebody_here(is_member=True, born_on=TODAY, left_on=TODAY, on=TODAY),
    ),
    Judged(
        rules.PLAN_42,
        rules.is_somebody_here(is_member=True, born_on=TODAY, left_on=None, on=TODAY),
        rules.is_somebody_here(is_member=False, born_on=TODAY, left_on=None, on=TODAY),
    ),
    Judged(
        rules.PLAN_42,
        rules.is_somebody_here(is_member=True, born_on=TODAY, left_on=None, on=TODAY),
        rules.is_somebody_here(is_member=True, born_on=TODAY + DAY, left_on=None, on=TODAY),
    ),
    Judged(
        rules.PLAN_43,
        rules.difference_is_said(differs=True, standpoints="Daan: het valt mee."),
        rules.difference_is_said(differs=True, standpoints=" "),
    ),
    Judged(
        rules.PLAN_44,
        rules.steps_are_said(explained=True, steps="Veilig Thuis vragen.", on=TODAY),
        rules.steps_are_said(explained=True, steps="Veilig Thuis vragen.", on=None),
    ),
    Judged(
        rules.PLAN_44,
        rules.steps_are_said(explained=False, steps="", on=None),
        rules.steps_are_said(explained=True, steps="", on=TODAY),
    ),
    Judged(
        rules.PLAN_45,
        rules.says_anything(differs=False, words=["Oma haalt Sem op."]),
        rules.says_anything(differs=False, words=["", " "]),
    ),
)


@pytest.fixture
def talk(world: World, at: datetime) -> Talk:
    return talks.begin(world.home, talks.NewTalk(day_of(at), [world.noor]), by=world.mila, at=at)


@pytest.fixture
def visit(at: datetime) -> talks.Visit:
    return talks.Visit(day_of(at), ContactKind.HOME_VISIT, Safety.CONCERNS, "Noor is soms bang.")


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_no_answer_ever_stands_as_a_fact() -> None:
    assert set(rules.KIND_OF_ANSWER) == set(TalkQuestion)
    assert EntryKind.FACT not in rules.KIND_OF_ANSWER.values()
    for kind in rules.KIND_OF_ANSWER.values():
        assert not dossier_rules.kind_may_become(was=kind, now=EntryKind.FACT)


@given(st.lists(st.text(max_size=6), max_size=4))
def test_a_talk_with_somebody_is_kept_exactly_when_something_was_said(said: list[str]) -> None:
    assert bool(rules.has_an_answer(said)) == bool("".join(said).strip())


@given(st.booleans(), st.text(max_size=4))
def test_a_difference_never_stands_without_words(differs: Any, standpoints: str) -> None:
    passes = rules.difference_is_said(differs=differs, standpoints=standpoints)

    assert bool(passes) == (not differs or bool(standpoints.strip()))


class TestBegin:
    def test_the_first_is_the_first_talk_and_the_next_is_not(
        self, world: World, at: datetime, talk: Talk
    ) -> None:
        second = talks.begin(world.home, talks.NewTalk(day_of(at)), by=world.vera, at=at)

        assert (talk.kind, second.kind) == (TalkKind.FIRST, TalkKind.NEXT)
        assert list(talk.present.all()) == [world.noor]
        assert Event.objects.filter(event="talk_begun").count() == 2

    def test_the_database_knows_one_first_talk(self, world: World, talk: Talk) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Talk.objects.create(
                household=world.home,
                kind=TalkKind.FIRST,
                held_on=talk.held_on,
                recorded_at=talk.recorded_at,
                recorded_by=world.mila,
            )

    def test_not_tomorrow_not_when_ended_and_not_without_a_key(
        self, world: World, at: datetime
    ) -> None:
        new = talks.NewTalk(day_of(at))
        refused_by(
            dossier_rules.DOSSIER_02,
            lambda: talks.begin(
                world.home, replace(new, held_on=day_of(at) + DAY), by=world.mila, at=at
            ),
        )
        with pytest.raises(NotFound):
            talks.begin(world.home, new, by=world.outsider, at=at)
        Household.objects.update(status=Status.ENDED, ended_on=day_of(at))
        refused_by(
            dossier_rules.DOSSIER_09, lambda: talks.begin(world.home, new, by=world.mila, at=at)
        )
        assert not Talk.objects.exists()


class TestAnswer:
    def test_every_answer_is_an_entry_in_own_words_and_what_was_not_said_is_absent(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        talks.answer(talk, world.noor, visit, {**SAID, "goes_well": " "}, by=world.mila, at=at)

        found = list(Entry.objects.order_by("id"))
        assert [one.text for one in found] == list(SAID.values())
        assert {one.kind for one in found} == {EntryKind.OPINION}
        assert {one.told_by for one in found} == {world.noor}
        assert {one.provenance for one in found} == {Provenance.FAMILY}
        assert found[0].source == "Noor, eerste gesprek: Hoe gaat het thuis?"
        assert TalkAnswer.objects.count() == 2
        assert Event.objects.filter(event="talk_answered").count() == 1

    def test_the_contact_and_how_safe_it_is_are_told_once(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        first, second = talks.answer(talk, world.noor, visit, SAID, by=world.mila, at=at)

        assert (first.contact, first.safety) == (ContactKind.HOME_VISIT, Safety.CONCERNS)
        assert (second.contact, second.safety) == (ContactKind.NONE, "")

    def test_nothing_is_kept_of_a_talk_without_words_or_without_the_question_of_safety(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        unasked = replace(visit, safety="")
        refused_by(
            rules.PLAN_41,
            lambda: talks.answer(talk, world.noor, visit, {"how": " "}, by=world.mila, at=at),
        )
        refused_by(
            dossier_rules.DOSSIER_80,
            lambda: talks.answer(talk, world.noor, unasked, SAID, by=world.mila, at=at),
        )
        assert not Entry.objects.exists()

    def test_an_answer_is_of_who_belongs_here(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        elsewhere = dossier.registered(world.huizen, by=world.mila, at=at)
        stranger = elsewhere.persons.order_by("id")[0]

        refused_by(
            rules.PLAN_42,
            lambda: talks.answer(talk, stranger, visit, SAID, by=world.mila, at=at),
        )

    def test_a_partner_keeps_no_words_of_who_gave_it_no_yes(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        dossier.answer(world.daan, [world.veilig_thuis], says=Answer.NO, by=world.mila, at=at)

        refused_by(
            legal_rules.LEGAL_37,
            lambda: talks.answer(talk, world.daan, visit, SAID, by=world.vera, at=at),
        )
        assert not TalkAnswer.objects.exists()


class TestSideBySide:
    def column(self, world: World, talk: Talk, at: datetime, name: str) -> read.Column:
        columns = read.columns_of(world.home, talk, on=day_of(at), at=at)
        return next(one for one in columns if one.person.first_name == name)

    def test_a_correction_stands_in_place_of_what_was_said(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        (entry,) = talks.answer(
            talk, world.noor, visit, {"goes_well": "Oma."}, by=world.mila, at=at
        )
        better = journal.NewEntry(
            entry.kind, entry.happened_on, "Oma en opa.", Provenance.FAMILY, told_by=world.noor
        )
        once = entries.correct(entry, better, by=world.mila, at=at)

        entries.correct(once, replace(better, text="Opa."), by=world.mila, at=at)

        noor = self.column(world, talk, at, "Noor")
        assert [one.text for question, said in noor.answers for one in said] == ["Opa."]

    def test_words_that_turn_out_to_be_of_somebody_else_leave_the_column(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        (entry,) = talks.answer(
            talk, world.noor, visit, {"goes_well": "Oma."}, by=world.mila, at=at
        )
        better = journal.NewEntry(
            entry.kind, entry.happened_on, "Oma.", Provenance.FAMILY, told_by=world.sem
        )

        entries.correct(entry, better, by=world.mila, at=at)

        assert not self.column(world, talk, at, "Noor").is_heard

    def test_over_several_visits_everything_stays(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        talks.answer(talk, world.sem, visit, {"goes_well": "Voetbal."}, by=world.mila, at=at)
        talks.answer(talk, world.sem, visit, {"goes_well": "Oma."}, by=world.vera, at=at)

        sem = self.column(world, talk, at, "Sem")

        assert [one.text for _question, said in sem.answers for one in said] == [
            "Voetbal.",
            "Oma.",
        ]
        assert not self.column(world, talk, at, "Fatima").is_heard

    def test_what_is_closed_says_to_whom_and_stays_hidden_from_them(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        (entry,) = talks.answer(talk, world.sem, visit, {"how": "Eng."}, by=world.mila, at=at)
        close = shields.NewShield(ShieldKind.WORDS, [world.daan], "Bedreiging.", world.sem)
        shields.close(world.home, close, by=world.mila, at=at)

        sem = self.column(world, talk, at, "Sem")

        assert [one.closed_to for _question, said in sem.answers for one in said] == ["Daan"]
        assert entry.pk in sight.hidden_from(world.daan, at=at).entries


class TestLastingConcern:
    def test_what_is_agreed_stands_in_the_story_once(
        self, world: World, at: datetime, talk: Talk
    ) -> None:
        new = talks.NewConcern(
            day_of(at),
            seriousness_differs=True,
            standpoints="Daan: het valt mee. Mila: Sem is bang.",
            agreement="Oma haalt Sem op.",
            next_steps="Veilig Thuis vragen.",
            is_explained=True,
            explained_on=day_of(at),
            family_notices="Sem gaat na school met oma mee.",
        )

        kept = talks.keep_concern(talk, new, by=world.mila, at=at)

        assert kept.agreement is not None
        assert kept.agreement.kind == EntryKind.AGREEMENT
        assert Entry.objects.get().text == "Oma haalt Sem op."
        assert Event.objects.filter(event="lasting_concern_recorded").count() == 1

    def test_an_agreement_that_was_corrected_is_shown_as_it_stands_now(
        self, world: World, at: datetime, talk: Talk
    ) -> None:
        new = talks.NewConcern(day_of(at), agreement="Oma haalt Sem op.")
        kept = talks.keep_concern(talk, new, by=world.mila, at=at)
        assert kept.agreement is not None
        better = journal.NewEntry(
            EntryKind.AGREEMENT, day_of(at), "Opa haalt Sem op.", Provenance.FAMILY
        )

        entries.correct(kept.agreement, better, by=world.mila, at=at)

        (lasting,) = read.concerns_of(world.home, talk, at=at)
        assert lasting.agreed is not None
        assert lasting.agreed.text == "Opa haalt Sem op."

    @pytest.mark.parametrize(
        ("more", "rule"),
        [
            ({}, rules.PLAN_45),
            ({"action_differs": True}, rules.PLAN_43),
            ({"next_steps": "Vragen.", "is_explained": True}, rules.PLAN_44),
            ({"agreement": "Oma.", "explained_on": TODAY + DAY}, dossier_rules.DOSSIER_02),
        ],
    )
    def test_half_a_story_is_refused(
        self, world: World, at: datetime, talk: Talk, more: dict[str, Any], rule: Any
    ) -> None:
        new = replace(talks.NewConcern(day_of(at)), **more)

        refused_by(rule, lambda: talks.keep_concern(talk, new, by=world.mila, at=at))

        assert not LastingConcern.objects.exists()
        assert not Entry.objects.exists()


class TestSecondLock:
    def test_who_has_no_key_finds_nothing_and_a_family_key_opens_nothing(
        self, world: World, at: datetime, talk: Talk, visit: talks.Visit
    ) -> None:
        talks.answer(talk, world.noor, visit, SAID, by=world.mila, at=at)

        with as_web(world.outsider, at):
            assert not Talk.objects.exists()
            assert not TalkAnswer.objects.exists()
        with as_web(world.vera, at):
            assert TalkAnswer.objects.count() == 2

    @pytest.mark.parametrize("table", ["plan_talk", "plan_talkanswer", "plan_lastingconcern"])
    def test_what_was_said_stays(self, world: World, at: datetime, talk: Talk, table: str) -> None:
        with (
            pytest.raises(Error, match="permission denied"),
            as_web(world.mila, at),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE {table} SET id = id")


class TestPages:
    def typed(self, at: datetime, **more: Any) -> dict[str, Any]:
        known = {
            "happened_on": day_of(at).isoformat(),
            "contact": ContactKind.HOME_VISIT,
            "safety": Safety.SAFE_ENOUGH,
        }
        return {**known, **more}

    def test_before_the_first_talk_everybody_waits_to_be_heard(
        self, mila: Visitor, world: World
    ) -> None:
        page = words(mila.look("plan:talks", world.home.ref))

        assert page.count("Nog niet gesproken.") == 4
        assert "Eerste gesprek beginnen" in page
        assert "Eerste gesprek" in words(mila.look("desk:story", world.home.ref))

    def test_it_is_begun_filled_in_and_stands_side_by_side(
        self, mila: Visitor, world: World, at: datetime
    ) -> None:
        ref = world.home.ref
        begun = mila.send("plan:talk_begin", ref, held_on=day_of(at).isoformat())
        talk = Talk.objects.get()
        noor = ("plan:talk_person", ref, talk.pk, world.noor.pk)
        sent = mila.send(*noor, **self.typed(at, goes_well="<i>Voetbal</i>"))

        page = words(mila.look("plan:talks", ref))

        assert begun.status_code == sent.status_code == 303
        assert "&lt;i&gt;Voetbal&lt;/i&gt;" in page
        assert page.count("Nog niet gesproken.") == 3
        assert "Praten met Sem" in page
        assert "Dit zei Noor al" in words(mila.look(*noor))
        assert "Noor, eerste gesprek: Wat gaat goed?" in words(mila.look("desk:story", ref))

    def test_a_refused_answer_comes_back_filled(
        self, mila: Visitor, world: World, at: datetime, talk: Talk
    ) -> None:
        where = ("plan:talk_person", world.home.ref, talk.pk, world.sem.pk)
        typed = self.typed(at, safety=Safety.NOT_DISCUSSED, how="Ik vind het saai.")

        refused = mila.send(*where, **typed)

        assert refused.status_code == 409
        assert "Ik vind het saai." in words(refused)
        assert "DOSSIER-80" in words(refused)

    def test_a_child_and_a_parent_are_asked_in_their_own_way(
        self, mila: Visitor, world: World, talk: Talk
    ) -> None:
        ref = world.home.ref
        child = words(mila.look("plan:talk_person", ref, talk.pk, world.sem.pk))
        parent = words(mila.look("plan:talk_person", ref, talk.pk, world.daan.pk))

        assert "Wat heeft het kind zelf aan dit gesprek?" in child
        assert "Niet alleen ouder" in parent
        for page in (child, parent):
            assert "Wat merkt het gezin hiervan?" in page

    def test_concerns_that_stay_are_shown_with_what_was_explained(
        self, mila: Visitor, world: World, at: datetime, talk: Talk
    ) -> None:
        today = day_of(at).isoformat()
        sent = mila.send(
            "plan:talk_lasting",
            world.home.ref,
            talk.pk,
            held_on=today,
            action_differs="on",
            standpoints="Daan: niets doen.",
            next_steps="Wij vragen Veilig Thuis.",
            is_explained="on",
            explained_on=today,
        )

        page = words(mila.client.get(sent.url))

        assert "Niet eens over wat er moet gebeuren." in page
        assert "uitgelegd op ma 7 september 2026" in page

    def test_whom_asking_endangers_is_named_to_the_local_team_only(
        self, mila: Visitor, world: World, at: datetime, monday: datetime, talk: Talk
    ) -> None:
        mila.send(
            "legal:not_asked",
            world.home.ref,
            world.daan.pk,
            reason="Fatima vlucht als hij het hoort.",
        )
        vera = Visitor(Client(), world.vera, at=monday)

        mine = words(mila.look("plan:talks", world.home.ref))
        theirs = words(vera.look("plan:talks", world.home.ref))

        assert "Nu niet vragen:" in mine
        assert "Praten met Daan" not in mine
        assert "Nu niet vragen:" not in theirs
        assert "Praten met Daan" in theirs

    def test_another_household_and_strange_numbers_are_not_found(
        self, mila: Visitor, world: World, at: datetime, talk: Talk
    ) -> None:
        other = dossier.registered(world.huizen, by=world.mila, at=at)
        stranger = other.persons.order_by("id")[0]

        assert mila.look("plan:talk", other.ref, talk.pk).status_code == 404
        for person in (stranger.pk, 0, 10**30):
            found = mila.look("plan:talk_person", world.home.ref, talk.pk, person)
            assert found.status_code == 404

    def test_twelve_people_cost_no_more_queries_than_four(
        self,
        mila: Visitor,
        world: World,
        at: datetime,
        talk: Talk,
        visit: talks.Visit,
        django_assert_max_num_queries: Any,
    ) -> None:
        for _ in range(3):
            for person in world.home.persons.order_by("id"):
                talks.answer(talk, person, visit, SAID, by=world.mila, at=at)
        new = talks.NewConcern(day_of(at), agreement="Oma haalt Sem op.")
        talks.keep_concern(talk, new, by=world.mila, at=at)

        with django_assert_max_num_queries(15):
            assert mila.look("plan:talks", world.home.ref).status_code == 200
