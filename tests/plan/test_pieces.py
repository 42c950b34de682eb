"""Making a version together: writing, putting it before everybody, settling, the next version."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from hypothesis import given
from hypothesis import strategies as st
from pytest_django import DjangoAssertNumQueries

from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier.enums import AddressKind, EntryKind, Provenance, ShieldKind
from tandem.dossier.models import Entry
from tandem.dossier.services import addresses, journal, shields
from tandem.plan import rules
from tandem.plan.enums import Answer, PieceKind, PieceStatus, Topic
from tandem.plan.models import Agreement, Factor, Goal, Hearing, Passage, Piece, Situation
from tandem.plan.selectors import pieces as selectors
from tandem.plan.selectors.closed import whole
from tandem.plan.selectors.difference import difference
from tandem.plan.services import hearings, pieces
from tests.factories import plan
from tests.factories.world import World
from tests.legal.test_services import recorded_once, refused_by

LATER = timedelta(hours=1)


@pytest.fixture
def piece(world: World, at: datetime) -> Piece:
    return plan.safety_plan(world.home, by=world.mila, at=at)


class TestMaking:
    def test_a_version_begins_with_who_makes_it(self, world: World, at: datetime) -> None:
        recorded_once(
            "piece_begun",
            lambda: plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at),
        )

        piece = Piece.objects.get()
        assert (piece.number, piece.status) == (1, PieceStatus.DRAFT)
        assert {one.first_name for one in piece.made_with.all()} == {"Fatima", "Daan"}

    def test_a_partner_works_in_the_same_plan(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.write(piece, {Topic.CALM: "Uitstel van de huur."}, by=world.vera, at=at)

        assert piece.passages.get().text == "Uitstel van de huur."

    def test_there_is_one_plan_in_the_making(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        refused_by(
            rules.PLAN_12,
            lambda: plan.begun(world.home, PieceKind.SAFETY, by=world.vera, at=at),
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Piece.objects.create(
                household=world.home,
                kind=PieceKind.SAFETY,
                number=2,
                made_on=day_of(at),
                began_at=at,
                began_by=world.mila,
            )

    def test_what_two_people_write_at_once_is_not_lost(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        seen = piece.version
        pieces.write(piece, {Topic.CALM: "Rust."}, seen=seen, by=world.mila, at=at)

        with pytest.raises(Refusal):
            pieces.write(piece, {Topic.CALM: "Anders."}, seen=seen, by=world.vera, at=at)
        assert Passage.objects.get(piece=piece).text == "Rust."

    def test_an_agreement_without_who_watches_is_no_safety_agreement(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        vague = plan.agreement(world.daan, watcher="")

        refused_by(
            rules.PLAN_03,
            lambda: pieces.add_line(piece, Agreement, vague, by=world.mila, at=at),
        )
        assert piece.agreements.count() == 1

    def test_a_fourth_situation_is_one_too_many(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        for text in ("Dronken thuis.", "Sem alleen."):
            pieces.add_line(piece, Situation, {"text": text}, by=world.mila, at=at)

        refused_by(
            rules.PLAN_08,
            lambda: pieces.add_line(piece, Situation, {"text": "Vier."}, by=world.mila, at=at),
        )

    def test_a_line_is_changed_and_taken_out_while_nobody_read_it(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        line = plan.first_agreement(piece)
        changed = plan.agreement(world.daan, what="gaat naar zijn broer")

        pieces.change_line(line, changed, by=world.mila, at=at)
        assert plan.first_agreement(piece).what == "gaat naar zijn broer"
        pieces.remove_line(plan.first_agreement(piece), by=world.mila, at=at)

        assert not piece.agreements.exists()


class TestPutting:
    def test_what_was_put_before_somebody_stays_as_it_was(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        recorded_once(
            "both_sides_heard", lambda: plan.heard(piece, world.fatima, by=world.mila, at=at)
        )
        line = plan.first_agreement(piece)

        for change in (
            lambda: plan.write(piece, {Topic.CALM: "Rust."}, by=world.mila, at=at),
            lambda: pieces.remove_line(line, by=world.mila, at=at),
            lambda: pieces.add_line(piece, Situation, {"text": "Nieuw."}, by=world.mila, at=at),
        ):
            refused_by(rules.PLAN_01, change)

    def test_the_database_keeps_it_too(self, world: World, at: datetime, piece: Piece) -> None:
        plan.heard(piece, world.fatima, by=world.mila, at=at)
        line = plan.first_agreement(piece)

        for change in (
            lambda: Agreement.objects.filter(pk=line.pk).update(what="iets anders"),
            lambda: Agreement.objects.filter(pk=line.pk).delete(),
            lambda: Passage.objects.create(piece=piece, topic=Topic.CALM, text="Erbij."),
            lambda: Piece.objects.filter(pk=piece.pk).update(how_made="Anders."),
            piece.made_with.clear,
        ):
            with pytest.raises(IntegrityError), transaction.atomic():
                change()

    def test_what_somebody_said_is_never_changed(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.heard(piece, world.fatima, Answer.DISAGREE, by=world.mila, at=at)

        plan.heard(piece, world.fatima, Answer.AGREE, by=world.mila, at=at + LATER)

        said = next(one for one in selectors.read(piece, at=at).said if one.person == world.fatima)
        assert said.last is not None
        assert said.last.answer == Answer.AGREE
        assert [one.answer for one in said.before] == [Answer.DISAGREE]

    def test_a_no_without_words_is_no_answer(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        refused_by(
            rules.PLAN_11,
            lambda: plan.heard(
                piece, world.fatima, Answer.DISAGREE, by=world.mila, at=at, words=""
            ),
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            Hearing.objects.create(
                household=world.home,
                piece=piece,
                person=world.fatima,
                put_on=day_of(at),
                answer=Answer.DISAGREE,
                recorded_at=at,
                recorded_by=world.mila,
            )

    def test_a_child_reads_its_own_words(self, world: World, at: datetime) -> None:
        piece = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
        plan.write(piece, {Topic.NO_AGREEMENTS: "Moeder is weg."}, by=world.mila, at=at)

        refused_by(rules.PLAN_15, lambda: plan.heard(piece, world.sem, by=world.mila, at=at))
        plan.heard(piece, world.sem, Answer.NOT_PUT, by=world.mila, at=at)
        plan.heard(piece, world.fatima, by=world.mila, at=at)

    def test_a_plan_that_names_a_hiding_place_is_not_put_before_who_may_not_know(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        place = addresses.add(
            world.fatima,
            addresses.NewAddress(AddressKind.SHELTER, "Eikenlaan 3\n1234 AB Elders", day_of(at)),
            by=world.mila,
            at=at,
        )
        closed = shields.NewShield(ShieldKind.ADDRESS, [world.daan], "Hij zoekt haar.", place)
        shields.close(world.home, closed, by=world.mila, at=at)
        plan.write(piece, {Topic.IF_IT_FAILS: "Naar eikenlaan 3."}, by=world.mila, at=at)

        refused_by(rules.PLAN_16, lambda: plan.heard(piece, world.daan, by=world.mila, at=at))
        plan.heard(piece, world.daan, Answer.NOT_PUT, by=world.mila, at=at)
        plan.heard(piece, world.fatima, by=world.mila, at=at)

    def test_an_empty_analysis_is_not_put_before_anybody(self, world: World, at: datetime) -> None:
        piece = plan.begun(world.home, PieceKind.ANALYSIS, by=world.mila, at=at)

        refused_by(rules.PLAN_14, lambda: plan.heard(piece, world.fatima, by=world.mila, at=at))


class TestEntries:
    @pytest.fixture
    def entry(self, world: World, at: datetime) -> Entry:
        new = journal.NewEntry(
            EntryKind.FACT,
            day_of(at),
            "Sem was om 16:00 nog niet opgehaald.",
            Provenance.FAMILY,
            about=[world.fatima],
        )
        return journal.write(world.home, new, by=world.mila, at=at)

    def test_her_reaction_stands_beside_the_entry(
        self, world: World, at: datetime, entry: Entry
    ) -> None:
        said = hearings.NewHearing(
            world.fatima, day_of(at), Answer.DISAGREE, words="De bus viel uit."
        )

        hearings.put_entry(entry, said, by=world.vera, at=at)

        found = selectors.of_entries(world.home, [entry.pk])[entry.pk]
        assert [(one.person, one.words) for one in found] == [(world.fatima, "De bus viel uit.")]

    def test_the_own_words_of_a_child_are_not_put_before_a_parent(
        self, world: World, at: datetime
    ) -> None:
        told = journal.NewEntry(
            EntryKind.OPINION,
            day_of(at),
            "Ik ben bang als papa thuiskomt.",
            Provenance.FAMILY,
            about=[world.daan],
            told_by=world.noor,
        )
        entry = journal.write(world.home, told, by=world.mila, at=at)

        father = hearings.NewHearing(world.daan, day_of(at), Answer.AGREE)
        refused_by(rules.PLAN_17, lambda: hearings.put_entry(entry, father, by=world.mila, at=at))
        own = hearings.NewHearing(world.noor, day_of(at), Answer.AGREE)
        hearings.put_entry(entry, own, by=world.mila, at=at)

    def test_what_is_closed_to_somebody_is_not_put_before_them(
        self, world: World, at: datetime, entry: Entry
    ) -> None:
        closed = shields.NewShield(
            ShieldKind.ENTRY, [world.daan], "Het brengt haar in gevaar.", entry
        )
        shields.close(world.home, closed, by=world.mila, at=at)
        said = hearings.NewHearing(world.daan, day_of(at), Answer.AGREE)

        refused_by(rules.PLAN_16, lambda: hearings.put_entry(entry, said, by=world.mila, at=at))

    def test_who_may_know_nothing_gets_nothing_to_read(
        self, world: World, at: datetime, entry: Entry
    ) -> None:
        out = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Hij bedreigt haar.")
        shields.close(world.home, out, by=world.mila, at=at)
        said = hearings.NewHearing(world.daan, day_of(at), Answer.AGREE)

        refused_by(rules.PLAN_16, lambda: hearings.put_entry(entry, said, by=world.mila, at=at))

    def test_not_put_before_her_says_why(self, world: World, at: datetime, entry: Entry) -> None:
        silent = hearings.NewHearing(world.fatima, day_of(at), Answer.NOT_PUT)

        refused_by(rules.PLAN_11, lambda: hearings.put_entry(entry, silent, by=world.mila, at=at))
        assert not Hearing.objects.exists()


class TestSettling:
    def test_a_plan_that_everybody_heard_holds(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        for person in (world.fatima, world.daan, world.noor, world.sem):
            plan.heard(piece, person, by=world.mila, at=at)

        recorded_once("piece_settled", lambda: pieces.settle(piece, by=world.mila, at=at))

        assert selectors.safety_plan_of(world.home) == piece

    def test_nobody_of_the_family_is_forgotten(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        for person in (world.fatima, world.noor, world.sem):
            plan.heard(piece, person, by=world.mila, at=at)

        refused_by(rules.PLAN_02, lambda: pieces.settle(piece, by=world.mila, at=at))
        assert "Daan" in pieces.judge_settling(piece, at=at).reason
        plan.heard(piece, world.daan, Answer.NOT_PUT, by=world.mila, at=at)
        pieces.settle(piece, by=world.mila, at=at)

    def test_a_no_stands_beside_what_holds(self, world: World, at: datetime, piece: Piece) -> None:
        for person in (world.fatima, world.noor, world.sem):
            plan.heard(piece, person, by=world.mila, at=at)
        plan.heard(piece, world.daan, Answer.DISAGREE, by=world.mila, at=at)

        pieces.settle(piece, by=world.mila, at=at)

        answers = {one.person: one.last for one in selectors.read(piece, at=at).said}
        assert answers[world.daan].words == "Zo ging het niet."  # type: ignore[union-attr]

    def test_a_plan_without_a_next_day_does_not_hold(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        made = pieces.Made(day_of(at), made_with=[world.fatima])
        pieces.change(piece, made, seen=piece.version, by=world.mila, at=at)

        refused_by(rules.PLAN_07, lambda: pieces.settle(piece, by=world.mila, at=at))

    def test_a_plan_without_parents_says_why(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        next_on = day_of(at) + timedelta(days=7)
        made = pieces.Made(day_of(at), made_with=[world.noor], next_on=next_on)
        pieces.change(piece, made, seen=piece.version, by=world.mila, at=at)

        refused_by(rules.PLAN_06, lambda: pieces.settle(piece, by=world.mila, at=at))

    def test_a_safety_plan_says_what_happens_when_it_fails(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        bare = plan.agreement(world.daan, if_fails="")
        pieces.change_line(plan.first_agreement(piece), bare, by=world.mila, at=at)

        refused_by(rules.PLAN_05, lambda: pieces.settle(piece, by=world.mila, at=at))

    def test_a_safety_plan_without_agreements_says_why(self, world: World, at: datetime) -> None:
        piece = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)

        refused_by(rules.PLAN_04, lambda: plan.heard(piece, world.fatima, by=world.mila, at=at))

    def test_who_came_since_is_heard_too(self, world: World, at: datetime, piece: Piece) -> None:
        plan.settled(piece, by=world.mila, at=at)

        refused_by(rules.PLAN_13, lambda: pieces.settle(piece, by=world.mila, at=at))

    def test_an_analysis_that_nobody_recognises_is_not_settled(
        self, world: World, at: datetime
    ) -> None:
        first = plan.analysis(world.home, by=world.mila, at=at)
        plan.heard(first, world.fatima, Answer.DISAGREE, by=world.mila, at=at)
        for person in (world.daan, world.noor, world.sem):
            plan.heard(first, person, Answer.NOT_PUT, by=world.mila, at=at)

        refused_by(rules.PLAN_10, lambda: pieces.settle(first, by=world.mila, at=at))
        second = plan.begun(world.home, PieceKind.ANALYSIS, by=world.mila, at=at)

        first.refresh_from_db()
        assert (first.status, second.number) == (PieceStatus.REPLACED, 2)
        assert Hearing.objects.get(piece=first, person=world.fatima).words

    def test_the_five_questions_are_answered_anew_for_every_version(
        self, world: World, at: datetime
    ) -> None:
        first = plan.analysis(world.home, by=world.mila, at=at)
        plan.settled(first, by=world.mila, at=at)

        second = plan.begun(world.home, PieceKind.ANALYSIS, by=world.mila, at=at)

        assert second.passages.filter(topic=Topic.SHARED_STORY).exists()
        refused_by(rules.PLAN_09, lambda: pieces.settle(second, by=world.mila, at=at))


class TestTheNextVersion:
    def test_everything_comes_along_and_the_old_version_stays(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)

        second = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at + LATER)

        line = plan.first_agreement(second)
        old = plan.first_agreement(piece)
        assert line.carried_from == old
        assert line.what == old.what
        assert line.situation is not None
        assert line.situation.piece == second
        assert selectors.safety_plan_of(world.home) == piece

    def test_what_changed_is_read_as_people_read_it(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        second = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
        better = plan.agreement(world.fatima, what="belt buurvrouw Els")
        pieces.change_line(plan.first_agreement(second), better, by=world.mila, at=at)

        changes = difference(piece, second, at=at)

        assert [(one.where, one.how) for one in changes] == [("Afspraak", "changed")]
        added = " ".join(bit.text for bit in changes[0].bits if bit.became == "added")
        assert "belt buurvrouw Els" in added

    def test_a_line_that_was_taken_out_is_shown_as_gone(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        second = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
        pieces.remove_line(plan.first_agreement(second), by=world.mila, at=at)

        assert [one.how for one in difference(piece, second, at=at)] == ["gone"]

    def test_when_the_new_one_holds_the_old_one_is_over(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        second = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
        plan.settled(second, by=world.mila, at=at)

        piece.refresh_from_db()
        assert piece.status == PieceStatus.REPLACED
        with pytest.raises(IntegrityError), transaction.atomic():
            Piece.objects.filter(pk=piece.pk).update(status=PieceStatus.DRAFT, settled_at=None)

    def test_a_goal_aims_at_what_the_analysis_found(self, world: World, at: datetime) -> None:
        found = plan.analysis(world.home, by=world.mila, at=at)
        plan.settled(found, by=world.mila, at=at)
        piece = plan.family_plan(world.home, by=world.mila, at=at)

        (factor,) = selectors.factors_to_aim_at(world.home)
        goal = {"kind": "reduce", "text": "Minder schuld.", "factor": factor, "by_on": None}
        pieces.add_line(piece, Goal, goal, by=world.mila, at=at)

        assert isinstance(factor, Factor)
        assert piece.goals.filter(factor=factor).exists()

    def test_a_settled_plan_gets_another_day_without_another_word(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        day = day_of(at) + timedelta(days=30)

        recorded_once(
            "piece_looked_at_again",
            lambda: pieces.look_again(piece, day, by=world.mila, at=at),
        )

        piece.refresh_from_db()
        assert piece.next_on == day


class TestLookingAfter:
    def test_an_agreement_is_asked_after_as_often_as_needed(
        self, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        line = plan.first_agreement(piece)
        for kept in ("no", "partly"):
            hearings.look_after(
                line, hearings.Found(day_of(at), world.daan, True, kept), by=world.vera, at=at
            )

        (found,) = selectors.read(piece, at=at).lines

        assert found.last is not None
        assert found.last.says == "lukt soms, duidelijk"
        assert line.checks.count() == 2


STEPS = st.lists(
    st.sampled_from(("write", "put", "settle", "begin", "remove", "next")), max_size=12
)


@given(steps=STEPS)
def test_whatever_is_done_what_people_read_stays(
    world: World, at: datetime, steps: list[str]
) -> None:
    """PLAN-01 as an invariant: the words at the first hearing are the words for ever."""
    with transaction.atomic():
        _walk(world, at, steps)
        transaction.set_rollback(True)


def _walk(world: World, at: datetime, steps: list[str]) -> None:
    read: dict[int, str] = {}
    plan.safety_plan(world.home, by=world.mila, at=at)
    for number, step in enumerate(steps):
        piece = Piece.objects.filter(household=world.home).order_by("-number")[0]
        try:
            with transaction.atomic():
                _do(step, piece, world, at, number)
        except Refusal:
            pass
        for one in Piece.objects.filter(household=world.home, hearings__isnull=False).distinct():
            text = whole(selectors.read(one, at=at))
            assert read.setdefault(one.pk, text) == text
        statuses = list(Piece.objects.filter(household=world.home).values_list("status", flat=True))
        assert statuses.count(PieceStatus.DRAFT) <= 1
        assert statuses.count(PieceStatus.SETTLED) <= 1


def _do(step: str, piece: Piece, world: World, at: datetime, number: int) -> None:
    by = world.mila
    match step:
        case "write":
            texts: dict[str, str] = {Topic.FOR_CHILDREN: f"Tekst {number}.", Topic.CALM: "Rust."}
            plan.write(piece, texts, by=by, at=at)
        case "put":
            people = (world.fatima, world.daan, world.noor, world.sem)
            plan.heard(piece, people[number % 4], by=by, at=at)
        case "settle":
            for person in (world.fatima, world.daan, world.noor, world.sem):
                plan.heard(piece, person, by=by, at=at)
            pieces.settle(piece, by=by, at=at)
        case "begin":
            plan.begun(world.home, PieceKind.SAFETY, by=by, at=at)
        case "remove":
            for line in piece.agreements.order_by("id")[:1]:
                pieces.remove_line(line, by=by, at=at)
        case _:
            pieces.look_again(piece, day_of(at) + timedelta(days=number), by=by, at=at)


def test_a_version_is_read_in_a_fixed_number_of_statements(
    world: World, at: datetime, django_assert_max_num_queries: DjangoAssertNumQueries
) -> None:
    piece = plan.safety_plan(world.home, by=world.mila, at=at)
    for number in range(20):
        line = plan.agreement(world.daan, what=f"doet iets, nummer {number}")
        pieces.add_line(piece, Agreement, line, by=world.mila, at=at)

    with django_assert_max_num_queries(6):
        selectors.read(piece, at=at)
