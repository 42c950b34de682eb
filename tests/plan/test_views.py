"""The pages on which is made together: what people see, send, and cannot reach."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta
from io import BytesIO
from typing import Any, cast

import pytest
from django.test import Client
from pypdf import PdfReader
from pytest_django import DjangoAssertNumQueries

from tandem.core.periods import day_of
from tandem.dossier.enums import EntryKind, Provenance
from tandem.dossier.models import Entry
from tandem.dossier.services import journal
from tandem.plan.enums import Answer, PieceKind, PieceStatus, Topic
from tandem.plan.models import Agreement, Hearing, Piece
from tandem.plan.services import pieces
from tests.factories import plan
from tests.factories.visitor import Visitor, words
from tests.factories.world import World

TODAY = date(2026, 9, 7)
STRANGE = "\u202eWilg 🌳 <script>alert(1)</script>"


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def piece(world: World, at: datetime) -> Piece:
    return plan.safety_plan(world.home, by=world.mila, at=at)


class TestReading:
    def test_without_a_plan_the_page_says_how_to_begin(self, mila: Visitor, world: World) -> None:
        page = words(mila.look("desk:plan", world.home.ref))

        assert "Er is nog geen veiligheidsplan" in page
        assert "Samen een gezinsplan maken" in page

    def test_what_holds_is_read_before_what_is_in_the_making(
        self, mila: Visitor, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)

        page = words(mila.look("desk:plan", world.home.ref))

        assert "Versie 1, vastgesteld" in page
        assert "Versie 2 is in de maak" in page
        assert "eens</span>, apart gesproken" in page

    def test_an_analysis_puts_what_helps_beside_what_hinders(
        self, mila: Visitor, world: World, at: datetime
    ) -> None:
        plan.analysis(world.home, by=world.mila, at=at)

        page = words(mila.look("desk:analysis", world.home.ref))

        assert "De omgeving" in page
        assert "Schulden van twaalfduizend euro." in page
        assert "Er is te weinig geld." in page

    def test_the_tabs_ask_as_much_for_thirty_versions_as_for_one(
        self,
        mila: Visitor,
        world: World,
        at: datetime,
        piece: Piece,
        django_assert_max_num_queries: DjangoAssertNumQueries,
    ) -> None:
        for _number in range(29):
            plan.settled(piece, by=world.mila, at=at)
            piece = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
        plan.settled(plan.family_plan(world.home, by=world.mila, at=at), by=world.mila, at=at)
        plan.analysis(world.home, by=world.mila, at=at)

        for name in ("desk:plan", "desk:analysis"):
            with django_assert_max_num_queries(15):
                page = mila.look(name, world.home.ref)
            assert len(page.content) < 60_000

    def test_what_changed_is_underlined_and_struck_through(
        self, mila: Visitor, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        second = plan.begun(world.home, PieceKind.SAFETY, by=world.mila, at=at)
        better = plan.agreement(world.fatima, what="belt Els")
        pieces.change_line(plan.first_agreement(second), better, by=world.mila, at=at)

        page = words(mila.look("desk:difference", world.home.ref, second.pk))

        assert any("belt Els" in one for one in re.findall(r"<ins>(.*?)</ins>", page))
        assert "<del>" in page
        assert mila.look("desk:difference", world.home.ref, piece.pk).status_code == 404

    def test_the_plan_is_printed_for_grown_ups_and_for_children(
        self, mila: Visitor, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.settled(piece, by=world.mila, at=at)
        answer = mila.look("desk:piece_print", world.home.ref, piece.pk)

        paper = PdfReader(BytesIO(answer.content))
        text = " ".join(page.extract_text() for page in paper.pages)

        catalog = cast("Any", paper.trailer["/Root"])
        assert catalog["/MarkInfo"]["/Marked"]
        assert len(paper.pages) <= 2
        assert "loopt een half uur buiten" in text
        assert "ga jij naar Els" not in text
        url = f"/huishoudens/{world.home.ref}/stuk/{piece.pk}.pdf?voor=kinderen"
        child = PdfReader(BytesIO(mila.client.get(url).content)).pages[0].extract_text()
        assert "ga jij naar Els" in child
        assert "loopt een half uur buiten" not in child


class TestMaking:
    def test_a_version_begins_and_is_written(self, mila: Visitor, world: World) -> None:
        ref = world.home.ref
        begun = mila.send(
            "plan:begin", ref, "veiligheidsplan", made_on=TODAY, made_with=[world.fatima.pk], seen=0
        )
        piece = Piece.objects.get()
        assert begun["Location"] == f"/huishoudens/{ref}/stuk/{piece.pk}/"

        mila.send("plan:line_add", ref, piece.pk, "situatie", text="Ruzie over geld.")
        mila.send(
            "plan:line_add",
            ref,
            piece.pk,
            "afspraak",
            person=world.daan.pk,
            what="loopt buiten",
            when_words="bij ruzie",
            watcher="Els",
        )
        piece.refresh_from_db()
        written = mila.send(
            "plan:write", ref, piece.pk, if_it_fails="Naar oma.", seen=piece.version
        )

        assert written.status_code == 303
        page = words(mila.look("desk:piece", ref, piece.pk))
        for text in ("Ruzie over geld.", "Daan: loopt buiten", "Els", "Naar oma."):
            assert text in page

    def test_a_vague_agreement_comes_back_filled(
        self, mila: Visitor, world: World, piece: Piece
    ) -> None:
        answer = mila.send(
            "plan:line_add",
            world.home.ref,
            piece.pk,
            "afspraak",
            other="buurvrouw Els",
            what="let op de kinderen",
            when_words="altijd",
        )

        page = words(answer)
        assert answer.status_code == 409
        assert "PLAN-03" in page
        assert "let op de kinderen" in page
        assert piece.agreements.count() == 1

    def test_one_answers_for_an_agreement(self, mila: Visitor, world: World, piece: Piece) -> None:
        answer = mila.send(
            "plan:line_add",
            world.home.ref,
            piece.pk,
            "afspraak",
            person=world.daan.pk,
            other="Els",
            what="iets",
            when_words="ooit",
            watcher="oma",
        )

        assert answer.status_code == 422
        assert "Kies één persoon" in words(answer)

    def test_strange_words_are_shown_as_words(
        self, mila: Visitor, world: World, piece: Piece
    ) -> None:
        mila.send("plan:write", world.home.ref, piece.pk, calm=STRANGE, seen=piece.version)

        page = words(mila.look("desk:piece", world.home.ref, piece.pk))
        assert "<script>alert" not in page
        assert "🌳" in page

    def test_a_factor_does_not_stand_in_a_plan(
        self, mila: Visitor, world: World, piece: Piece
    ) -> None:
        answer = mila.look("plan:line_add", world.home.ref, piece.pk, "factor")

        assert answer.status_code == 404
        assert mila.look("plan:begin", world.home.ref, "csv").status_code == 404

    def test_who_writes_on_an_older_screen_sees_what_stands_there_now(
        self, mila: Visitor, world: World, at: datetime, piece: Piece
    ) -> None:
        seen = piece.version
        plan.write(piece, {Topic.CALM: "Uitstel van de huur."}, by=world.vera, at=at)

        answer = mila.send("plan:write", world.home.ref, piece.pk, calm="Rust.", seen=seen)

        assert answer.status_code == 409
        assert "Uitstel van de huur." in words(answer)
        assert "Rust." in words(answer)


class TestHearing:
    def test_each_parent_is_heard_apart_and_the_plan_holds(
        self, mila: Visitor, world: World, piece: Piece
    ) -> None:
        ref = world.home.ref
        for person in (world.fatima, world.daan, world.noor):
            sent = mila.send(
                "plan:put_piece",
                ref,
                piece.pk,
                person.pk,
                put_on=TODAY,
                answer=Answer.AGREE,
                is_apart="on",
            )
            assert sent.status_code == 303
        mila.send(
            "plan:put_piece",
            ref,
            piece.pk,
            world.sem.pk,
            put_on=TODAY,
            answer=Answer.NOT_PUT,
            why_not="Is op kamp.",
        )

        assert mila.send("plan:settle", ref, piece.pk).status_code == 303

        piece.refresh_from_db()
        assert piece.status == PieceStatus.SETTLED
        page = words(mila.look("desk:plan", ref))
        assert "niet voorgelegd: Is op kamp." in page

    def test_settling_too_soon_says_who_is_missing(
        self, mila: Visitor, world: World, at: datetime, piece: Piece
    ) -> None:
        plan.heard(piece, world.fatima, by=world.mila, at=at)

        page = words(mila.look("plan:settle", world.home.ref, piece.pk))

        assert "PLAN-02" in page
        assert "Daan, Noor, Sem" in page

    def test_the_form_warns_that_who_it_is_put_before_reads_it_all(
        self, mila: Visitor, world: World, piece: Piece
    ) -> None:
        grown = words(mila.look("plan:put_piece", world.home.ref, piece.pk, world.daan.pk))
        child = words(mila.look("plan:put_piece", world.home.ref, piece.pk, world.sem.pk))

        assert "Het hele stuk dus" in grown
        assert "Een kind leest de tekst voor de kinderen" in child

    def test_a_mother_does_not_recognise_the_analysis(
        self, mila: Visitor, world: World, at: datetime
    ) -> None:
        piece = plan.analysis(world.home, by=world.mila, at=at)
        form = words(mila.look("plan:put_piece", world.home.ref, piece.pk, world.fatima.pk))
        assert "herkent zich hierin" in form

        bare = mila.send(
            "plan:put_piece",
            world.home.ref,
            piece.pk,
            world.fatima.pk,
            put_on=TODAY,
            answer=Answer.DISAGREE,
        )

        assert bare.status_code == 409
        assert "PLAN-11" in words(bare)
        assert not Hearing.objects.exists()


class TestTheStory:
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

    def test_a_reaction_stands_under_what_was_written(
        self, mila: Visitor, world: World, entry: Entry
    ) -> None:
        sent = mila.send(
            "plan:put_entry",
            world.home.ref,
            entry.pk,
            person=world.fatima.pk,
            put_on=TODAY,
            answer=Answer.DISAGREE,
            words="De bus viel uit.",
        )

        assert sent.status_code == 303
        page = words(mila.look("desk:story", world.home.ref))
        assert "<b>Fatima</b> niet eens: “De bus viel uit.”" in page

    def test_an_entry_is_put_before_who_it_is_about(
        self, mila: Visitor, world: World, entry: Entry
    ) -> None:
        page = words(mila.look("plan:put_entry", world.home.ref, entry.pk))

        assert f'value="{world.fatima.pk}"' in page
        assert f'value="{world.daan.pk}"' not in page


class TestToday:
    def test_a_plan_to_look_at_again_and_a_promise_wait_at_vandaag(
        self, mila: Visitor, world: World, at: datetime, piece: Piece
    ) -> None:
        promise = plan.agreement(
            None,
            account=world.mila,
            what="belt de woningbouw",
            due_on=day_of(at) + timedelta(days=2),
        )
        pieces.add_line(piece, Agreement, promise, by=world.mila, at=at)
        plan.settled(piece, by=world.mila, at=at)
        pieces.look_again(piece, day_of(at), by=world.mila, at=at)

        page = words(mila.look("desk:today"))
        assert "Veiligheidsplan weer samen bespreken" in page
        assert "belt de woningbouw" in page

        line = piece.agreements.get(account=world.mila)
        mila.send("plan:look_after", world.home.ref, line.pk, asked_on=TODAY, kept="yes")
        assert "belt de woningbouw" not in words(mila.look("desk:today"))

    def test_nothing_asked_is_nothing_found(
        self, mila: Visitor, world: World, piece: Piece
    ) -> None:
        line = plan.first_agreement(piece)

        answer = mila.send("plan:look_after", world.home.ref, line.pk, asked_on=TODAY)

        assert answer.status_code == 422
        assert not line.checks.exists()
