"""Documents on the pages: what people send and see, and that nothing of a file ever runs."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import connection
from django.test import Client, RequestFactory
from django.test.utils import CaptureQueriesContext
from django.urls import resolve, reverse

from config.uploads import Bounded
from tandem.audit.enums import EventKind, Way
from tandem.audit.models import Event
from tandem.core import files as kinds
from tandem.core import kept as kept_forms
from tandem.dossier.enums import DocumentKind, EntryKind, Provenance
from tandem.dossier.models import Document
from tandem.dossier.services import documents, journal
from tests.factories import dossier, files
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from datetime import datetime

    from tests.factories.world import World

NEW = documents.NewDocument(
    "Brief van school", DocumentKind.LETTER, date(2026, 9, 4), Provenance.FAMILY
)
SAID = {
    "title": "Brief van school over Noor",
    "kind": "letter",
    "received_on": "2026-09-04",
    "source": "moeder",
    "provenance": "family",
}


def keep(world: World, at: datetime, content: bytes, name: str = "brief", **said: Any) -> Document:
    file = documents.Sent(name, len(content), content)
    return documents.add(world.home, replace(NEW, **said), file, by=world.mila, at=at)


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def vera(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.vera, at=monday)


@pytest.fixture
def letter(world: World, monday: datetime) -> Document:
    return keep(world, monday, files.pdf())


def address(name: str, world: World, *more: object) -> str:
    return reverse(name, args=[world.home.ref, *more])


def key(visitor: Visitor) -> str:
    """A fresh key for one form."""
    return kept_forms.new_key(visitor.account.pk)


def add(
    visitor: Visitor, world: World, content: bytes | BytesIO, name: str = "brief.pdf", **said: str
) -> Any:
    file = SimpleUploadedFile(name, content) if isinstance(content, bytes) else content
    where = address("dossier:document_add", world)
    return visitor.client.post(where, {**SAID, **said, "file": file, "once": key(visitor)})


class TestAdding:
    def test_a_letter_is_added_and_stands_on_its_own_page(
        self, mila: Visitor, world: World
    ) -> None:
        answer = add(mila, world, files.pdf())

        kept = Document.objects.get()
        assert answer.status_code == 303
        assert answer["Location"] == address("desk:document", world, kept.pk)
        assert "Brief van school over Noor" in words(mila.client.get(answer["Location"]))

    @pytest.mark.parametrize(
        ("content", "name", "rule"),
        [
            (files.HTML, "brief.pdf", "DOSSIER-70"),
            (files.SVG, "foto.png", "DOSSIER-70"),
            (files.bomb(), "verslag.docx", "DOSSIER-73"),
            (files.office(members={"word/vbaProject.bin": b"x"}), "verslag.docx", "DOSSIER-73"),
            (files.png(200, 200)[:-30], "foto.png", "DOSSIER-72"),
            (b"", "leeg.pdf", "DOSSIER-72"),
        ],
        ids=["a web page", "a drawing", "a zip bomb", "macros", "half a picture", "nothing"],
    )
    def test_a_no_brings_the_form_back_with_what_was_typed(
        self, content: bytes, name: str, rule: str, mila: Visitor, world: World
    ) -> None:
        answer = add(mila, world, content, name)

        assert answer.status_code == 409
        assert rule in words(answer)
        assert 'value="Brief van school over Noor"' in answer.content.decode()
        assert not Document.objects.exists()
        assert Event.objects.filter(rule=rule, household_ref=world.home.ref).exists()

    @pytest.mark.parametrize(
        "name",
        [
            "a" * 200 + ".pdf",
            "\u202efdp.exe",
            "رسالة.pdf",
            "😀👩‍👧 brief.pdf",
            "../../../etc/passwd",
            'x"; filename="kwaad.exe',
            "<script>alert(1)</script>.pdf",
        ],
    )
    def test_a_strange_name_does_no_harm(self, name: str, mila: Visitor, world: World) -> None:
        added = add(mila, world, files.pdf(), name)
        assert added.status_code == 303
        kept = Document.objects.get()

        page = mila.client.get(added["Location"])
        download = mila.client.get(address("dossier:document_keep", world, kept.pk))

        assert page.status_code == download.status_code == 200
        assert kept.file_name.endswith(".pdf")
        assert b"<script>alert" not in page.content
        assert download["Content-Disposition"] == 'attachment; filename="document.pdf"'

    def test_a_partner_adds_and_who_has_no_key_finds_nothing(
        self, vera: Visitor, world: World, monday: datetime
    ) -> None:
        assert add(vera, world, files.pdf()).status_code == 303
        outsider = Visitor(Client(), world.outsider, at=monday)
        where = address("dossier:document_add", world)

        answer = outsider.client.post(where, {**SAID, "file": SimpleUploadedFile("a", b"b")})

        assert answer.status_code == 404

    def test_twice_the_same_click_is_one_document(self, mila: Visitor, world: World) -> None:
        where = address("dossier:document_add", world)
        once = key(mila)
        for _ in range(2):
            file = SimpleUploadedFile("brief.pdf", files.pdf())
            answer = mila.client.post(where, {**SAID, "file": file, "once": once})
            assert answer.status_code == 303

        assert Document.objects.count() == 1


class TestTooLarge:
    @pytest.fixture(autouse=True)
    def _small(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(kinds, "MOST_BYTES", 200_000)
        monkeypatch.setattr("tandem.dossier.rules.documents.MOST_BYTES", 200_000)

    def test_the_form_comes_back_with_all_that_was_typed(self, mila: Visitor, world: World) -> None:
        answer = add(mila, world, files.pdf() + bytes(5_000_000), "film.pdf", source="vader")

        page = answer.content.decode()
        assert answer.status_code == 413
        assert "DOSSIER-71" in words(answer)
        assert 'value="Brief van school over Noor"' in page
        assert 'value="vader"' in page
        assert not Document.objects.exists()

    def test_it_comes_back_also_when_the_words_come_after_the_file(
        self, mila: Visitor, world: World
    ) -> None:
        where = address("dossier:document_add", world)
        file = SimpleUploadedFile("film.pdf", bytes(3_000_000))

        answer = mila.client.post(where, {"file": file, **SAID, "once": key(mila)})

        assert answer.status_code == 413
        assert 'value="Brief van school over Noor"' in answer.content.decode()

    def test_nothing_of_it_stays_in_memory(self, world: World) -> None:
        handler = handler_for("dossier:document_add", world)
        for start in range(0, 10_000_000, 64_000):
            handler.receive_data_chunk(bytes(64_000), start)
            assert handler._kept.getbuffer().nbytes <= 200_000

        file = handler.file_complete(10_000_000)

        assert (file.size, file.read()) == (10_000_000, b"")

    def test_a_page_that_asks_for_no_file_keeps_nothing_of_one(self, world: World) -> None:
        for name in ("legal:entry_add", "dossier:rename"):
            handler = handler_for(name, world)
            handler.receive_data_chunk(b"x" * 1000, 0)
            assert handler._kept.getbuffer().nbytes == 0


def handler_for(name: str, world: World) -> Bounded:
    where = address(name, world)
    request = RequestFactory().post(where)
    request.resolver_match = resolve(where)
    handler = Bounded(request)
    handler.new_file("file", "a.pdf", "application/pdf", None)
    return handler


class TestReading:
    def test_a_picture_and_a_pdf_are_shown_and_all_else_is_a_file(
        self, mila: Visitor, world: World, monday: datetime
    ) -> None:
        shown = [keep(world, monday, files.pdf()), keep(world, monday, files.png())]
        only_kept = [
            keep(world, monday, files.office()),
            keep(world, monday, files.TEXT),
            keep(world, monday, files.pdf(script="app.alert(1)")),
        ]

        for one in shown:
            answer = mila.client.get(address("dossier:document_show", world, one.pk))
            assert answer["Content-Disposition"].startswith("inline")
            page = mila.client.get(address("desk:document", world, one.pk)).content.decode()
            assert f"documenten/{one.pk}/bekijken/" in page
        for one in only_kept:
            absent = mila.client.get(address("dossier:document_show", world, one.pk))
            assert absent.status_code == 404
            page = mila.client.get(address("desk:document", world, one.pk)).content.decode()
            assert "bekijken/" not in page

    @pytest.mark.parametrize(
        "content",
        [files.pdf(), files.png(), files.office(), files.TEXT],
        ids=["a PDF", "a picture", "a document", "a text"],
    )
    def test_no_browser_guesses_or_runs_anything(
        self, content: bytes, mila: Visitor, world: World, monday: datetime
    ) -> None:
        kept = keep(world, monday, content, name="brief.html")

        for name in ("dossier:document_keep", "dossier:document_show"):
            answer = mila.client.get(address(name, world, kept.pk))
            if answer.status_code == 404:
                continue
            policy = answer["Content-Security-Policy"]
            assert policy.startswith("sandbox; default-src 'none'")
            assert "script-src" not in policy
            assert answer["X-Content-Type-Options"] == "nosniff"
            assert answer["Cross-Origin-Resource-Policy"] == "same-origin"
            assert "no-store" in answer["Cache-Control"]
            assert answer["Content-Type"].partition(";")[0] == kept.media_type
            assert ".html" not in answer["Content-Disposition"]

    def test_each_opening_is_a_look_that_says_how(
        self, letter: Document, mila: Visitor, world: World
    ) -> None:
        mila.client.get(address("dossier:document_show", world, letter.pk))
        mila.client.get(address("dossier:document_keep", world, letter.pk))

        looks = Event.objects.filter(kind=EventKind.LOOK, subject="bijlage").order_by("id")
        assert [look.way for look in looks] == [Way.PAGE, Way.EXPORT]
        assert {look.household_ref for look in looks} == {world.home.ref}

    def test_a_document_of_another_household_is_absent(
        self, letter: Document, mila: Visitor, world: World, monday: datetime
    ) -> None:
        other = dossier.registered(world.huizen, by=world.mila, at=monday)
        for name in (
            "desk:document",
            "dossier:document_show",
            "dossier:document_keep",
            "dossier:document_replace",
        ):
            assert mila.client.get(reverse(name, args=[other.ref, letter.pk])).status_code == 404

    def test_who_may_not_replace_it_reads_why(
        self, letter: Document, vera: Visitor, world: World
    ) -> None:
        where = address("dossier:document_replace", world, letter.pk)

        page = vera.client.get(where)

        assert "DOSSIER-75" in words(page)
        assert b"multipart/form-data" not in page.content
        shown = vera.client.get(address("desk:document", world, letter.pk))
        assert b"vervangen/" not in shown.content

    def test_the_old_version_leads_to_the_new_one_and_back(
        self, letter: Document, mila: Visitor, world: World
    ) -> None:
        where = address("dossier:document_replace", world, letter.pk)

        answer = mila.client.post(where, {**SAID, "once": key(mila)})

        assert answer.status_code == 303
        better = Document.objects.get(replaces=letter)
        old = mila.client.get(address("desk:document", world, letter.pk)).content.decode()
        assert f"documenten/{better.pk}/" in old
        new = mila.client.get(answer["Location"]).content.decode()
        assert f"documenten/{letter.pk}/" in new
        listed = mila.client.get(address("desk:documents", world)).content.decode()
        assert f"documenten/{letter.pk}/" not in listed

    def test_the_story_names_what_belongs_to_it(
        self, mila: Visitor, world: World, monday: datetime
    ) -> None:
        new = journal.NewEntry(EntryKind.FACT, date(2026, 9, 4), "Post.", Provenance.FAMILY)
        entry = journal.write(world.home, new, by=world.mila, at=monday)
        kept = keep(world, monday, files.pdf(), entry=entry, title="<b>Brief</b>")

        page = mila.client.get(address("desk:story", world)).content.decode()

        assert f"documenten/{kept.pk}/" in page
        assert "&lt;b&gt;Brief&lt;/b&gt;" in page

    def test_the_list_asks_as_much_for_many_as_for_one(
        self, letter: Document, mila: Visitor, world: World
    ) -> None:
        where = address("desk:documents", world)
        mila.client.get(where)
        with CaptureQueriesContext(connection) as few:
            mila.client.get(where)
        for number in range(40):
            letter.pk, letter.sha256 = None, f"{number:064x}"
            letter.save(force_insert=True)
            letter.about.set([world.noor, world.sem])

        with CaptureQueriesContext(connection) as many:
            page = mila.client.get(where)

        assert page.content.decode().count('class="entry"') == 25
        assert "Volgende" in words(page)
        assert len(many) <= len(few) + 1 <= 15

    @pytest.mark.parametrize("place", ["x", "2026-13-45_1", "2026-09-04_", "9" * 40, "\0", "_"])
    def test_any_place_in_the_list_gets_an_answer(
        self, place: str, letter: Document, mila: Visitor, world: World
    ) -> None:
        answer = mila.client.get(address("desk:documents", world), {"na": place})

        assert answer.status_code == 200
        assert letter.title in words(answer)
