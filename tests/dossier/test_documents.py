"""Documents: who adds them, what is refused with its rule, and that nothing changes afterwards."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import connection, transaction
from django.db.utils import DatabaseError, IntegrityError
from django.http import Http404

from config.postgres import roles
from tandem.audit.models import Event
from tandem.core import files as kinds
from tandem.core import identity
from tandem.core.files import MediaType
from tandem.core.periods import day_of
from tandem.core.verdict import YES, Refusal, Rule
from tandem.dossier import rules
from tandem.dossier.enums import DocumentKind, EntryKind, Provenance, Status
from tandem.dossier.models import Document, DocumentBytes, Entry, Household
from tandem.dossier.selectors import documents as found
from tandem.dossier.services import documents, journal
from tandem.dossier.services.documents import NewDocument, Sent
from tests.factories import dossier, files
from tests.judged import Judged

if TYPE_CHECKING:
    from collections.abc import Callable

    from tandem.network.models import Account
    from tests.factories.world import World

JUDGED = (
    Judged(rules.DOSSIER_70, rules.may_keep(""), rules.may_keep("unknown")),
    Judged(
        rules.DOSSIER_71,
        rules.is_small_enough(kinds.MOST_BYTES),
        rules.is_small_enough(kinds.MOST_BYTES + 1),
    ),
    Judged(rules.DOSSIER_72, rules.may_keep(""), rules.may_keep("broken")),
    Judged(rules.DOSSIER_73, rules.may_keep(""), rules.may_keep("active")),
    Judged(rules.DOSSIER_74, rules.is_new(None), rules.is_new("Brief van school")),
    Judged(
        rules.DOSSIER_75,
        rules.may_replace(is_adder=True, is_local_team=False),
        rules.may_replace(is_adder=False, is_local_team=False),
    ),
)
LETTER = NewDocument(
    "Brief van school", DocumentKind.LETTER, date(2026, 9, 4), Provenance.FAMILY, source="moeder"
)
RULING = replace(LETTER, title="Beschikking", kind=DocumentKind.RULING)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_a_rule_passes_and_refuses(judged: Judged) -> None:
    judged.check()


def test_every_flaw_has_a_rule_that_says_what_to_do() -> None:
    for flaw in kinds.Flaw:
        verdict = rules.may_keep(flaw.value)
        assert verdict.rule in {rules.DOSSIER_70, rules.DOSSIER_72, rules.DOSSIER_73}
        assert verdict.detail
    assert rules.may_keep("") is YES


def test_what_is_just_too_large_is_not_said_to_fit() -> None:
    assert "26 MB" in rules.is_small_enough(kinds.MOST_BYTES + 1).detail
    assert "500 MB" in rules.is_small_enough(500 * 1024 * 1024).detail


def sent(content: bytes, name: str = "brief.pdf") -> Sent:
    return Sent(name, len(content), content)


def added(
    home: Household,
    by: Account,
    at: datetime,
    content: bytes | None = None,
    new: NewDocument = LETTER,
) -> Document:
    return documents.add(home, new, sent(files.pdf() if content is None else content), by=by, at=at)


def refused_by(rule: Rule, do: Callable[[], object]) -> Refusal:
    """Do what must be refused; nothing may have come of it."""
    before = Event.objects.count(), Document.objects.count(), DocumentBytes.objects.count()
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule
    after = Event.objects.count(), Document.objects.count(), DocumentBytes.objects.count()
    assert after == before
    return refused.value


@pytest.fixture
def letter(world: World, at: datetime) -> Document:
    return added(world.home, world.mila, at)


@pytest.fixture
def of_vera(world: World, at: datetime) -> Document:
    return added(world.home, world.vera, at, files.TEXT, replace(LETTER, title="Van Vera"))


class TestAdding:
    def test_a_document_is_kept_whole_with_what_is_said_of_it(
        self, world: World, at: datetime
    ) -> None:
        new = replace(LETTER, about=[world.noor])

        kept = added(world.home, world.mila, at, new=new)

        kept.refresh_from_db()
        assert found.content_of(kept) == files.pdf()
        assert (kept.title, kept.source, kept.media_type) == (
            "Brief van school",
            "moeder",
            MediaType.PDF,
        )
        assert (kept.size, kept.file_name, kept.is_shown) == (len(files.pdf()), "brief.pdf", True)
        assert list(kept.about.all()) == [world.noor]
        event = Event.objects.get(event="document_added")
        assert (event.household_ref, event.subject) == (world.home.ref, f"document:{kept.pk}")

    def test_a_partner_with_a_key_adds_too(self, of_vera: Document, world: World) -> None:
        assert of_vera.added_by == world.vera

    def test_nobody_without_a_key_adds(self, world: World, at: datetime) -> None:
        for stranger in (world.outsider, world.stella):
            with pytest.raises(Http404):
                added(world.home, stranger, at)
        assert not Document.objects.exists()

    def test_a_photo_is_kept_without_the_place_where_it_was_taken(
        self, world: World, at: datetime
    ) -> None:
        photo = replace(LETTER, kind=DocumentKind.PHOTO)

        kept = added(world.home, world.mila, at, files.photo(), photo)

        content = found.content_of(kept)
        assert b"Exif" in files.photo()
        assert b"Exif" not in content
        assert kept.size == len(content)

    @pytest.mark.parametrize(
        ("content", "rule"),
        [
            (files.HTML, rules.DOSSIER_70),
            (files.SVG, rules.DOSSIER_70),
            (b"", rules.DOSSIER_72),
            (files.png(200, 200)[:-30], rules.DOSSIER_72),
            (files.office(members={"word/vbaProject.bin": b"x"}), rules.DOSSIER_73),
            (files.bomb(), rules.DOSSIER_73),
        ],
        ids=["a web page", "a drawing", "nothing", "half a picture", "macros", "a zip bomb"],
    )
    def test_a_file_that_may_do_harm_is_refused_by_its_rule(
        self, content: bytes, rule: Rule, world: World, at: datetime
    ) -> None:
        refused_by(rule, lambda: added(world.home, world.mila, at, content))

    def test_a_file_that_is_too_large_is_refused_by_its_size_alone(
        self, world: World, at: datetime
    ) -> None:
        huge = Sent("film.pdf", 500 * 1024 * 1024, b"")

        refusal = refused_by(
            rules.DOSSIER_71,
            lambda: documents.add(world.home, LETTER, huge, by=world.mila, at=at),
        )

        assert "500 MB" in refusal.verdict.detail

    def test_the_same_file_is_added_once_whatever_it_is_called(
        self, letter: Document, world: World, at: datetime
    ) -> None:
        again = Sent("anders.pdf", len(files.pdf()), files.pdf())

        refusal = refused_by(
            rules.DOSSIER_74,
            lambda: documents.add(world.home, RULING, again, by=world.vera, at=at),
        )

        assert letter.title in refusal.verdict.detail

    def test_another_household_may_have_the_same_file(
        self, letter: Document, world: World, at: datetime
    ) -> None:
        other = dossier.registered(world.huizen, by=world.mila, at=at)

        assert added(other, world.mila, at).sha256 == letter.sha256

    def test_what_is_not_so_is_refused(self, world: World, at: datetime) -> None:
        home, by = world.home, world.mila
        tomorrow = replace(LETTER, received_on=day_of(at) + timedelta(days=1))
        groundless = replace(LETTER, provenance=Provenance.LEGAL_GROUND)

        refused_by(rules.DOSSIER_02, lambda: added(home, by, at, new=tomorrow))
        refused_by(rules.DOSSIER_05, lambda: added(home, by, at, new=groundless))
        Household.objects.update(status=Status.ENDED, ended_on=home.registered_on)
        home.refresh_from_db()
        refused_by(rules.DOSSIER_09, lambda: added(home, by, at))

    def test_it_belongs_to_nothing_of_another_household(self, world: World, at: datetime) -> None:
        other = dossier.registered(world.huizen, by=world.mila, at=at)
        theirs = entry(other, world.mila, at)
        somebody = other.persons.order_by("id")[0]

        for new in (replace(LETTER, entry=theirs), replace(LETTER, about=[somebody])):
            with pytest.raises(Http404):
                added(world.home, world.mila, at, new=new)
        assert not Document.objects.exists()


def entry(home: Household, by: Account, at: datetime) -> Entry:
    new = journal.NewEntry(EntryKind.FACT, day_of(at), "School schreef.", Provenance.FAMILY)
    return journal.write(home, new, by=by, at=at)


class TestReplacing:
    def test_a_better_version_takes_its_place_and_the_old_one_stays(
        self, letter: Document, world: World, at: datetime
    ) -> None:
        better = documents.replace(letter, RULING, sent(files.png()), by=world.mila, at=at)

        assert better.replaces == letter
        assert [one.pk for one in found.standing(world.home)] == [better.pk]
        assert found.content_of(letter) == files.pdf()
        assert Event.objects.filter(event="document_replaced").count() == 1

    def test_better_words_keep_the_file(self, letter: Document, world: World, at: datetime) -> None:
        better = documents.replace(letter, RULING, None, by=world.mila, at=at)

        assert (better.title, better.sha256) == ("Beschikking", letter.sha256)
        assert found.content_of(better) == files.pdf()

    def test_one_may_go_back_to_the_older_file(
        self, letter: Document, world: World, at: datetime
    ) -> None:
        wrong = documents.replace(letter, RULING, sent(files.png()), by=world.mila, at=at)

        right = documents.replace(wrong, LETTER, sent(files.pdf()), by=world.mila, at=at)

        assert right.sha256 == letter.sha256

    def test_what_was_replaced_is_not_added_anew(
        self, letter: Document, world: World, at: datetime
    ) -> None:
        documents.replace(letter, RULING, sent(files.png()), by=world.mila, at=at)

        refused_by(rules.DOSSIER_74, lambda: added(world.home, world.mila, at))

    def test_a_version_is_replaced_once(self, letter: Document, world: World, at: datetime) -> None:
        documents.replace(letter, RULING, None, by=world.mila, at=at)

        refused_by(
            rules.DOSSIER_07,
            lambda: documents.replace(letter, LETTER, None, by=world.mila, at=at),
        )

    def test_who_added_it_and_the_local_team_replace_it_and_nobody_else(
        self, letter: Document, of_vera: Document, world: World, at: datetime
    ) -> None:
        refused_by(
            rules.DOSSIER_75, lambda: documents.replace(letter, RULING, None, by=world.vera, at=at)
        )

        mine = documents.replace(of_vera, RULING, None, by=world.vera, at=at)
        documents.replace(mine, LETTER, None, by=world.ruben, at=at)

    def test_it_does_not_become_a_file_that_is_there(
        self, letter: Document, of_vera: Document, world: World, at: datetime
    ) -> None:
        refused_by(
            rules.DOSSIER_74,
            lambda: documents.replace(of_vera, LETTER, sent(files.pdf()), by=world.mila, at=at),
        )


class TestReading:
    def test_the_list_never_loads_what_is_in_a_document(
        self, letter: Document, world: World
    ) -> None:
        with connection.execute_wrapper(_never_reads_bytes):
            page = found.page_of(world.home)

        assert [one.pk for one in page.documents] == [letter.pk]

    def test_pages_follow_each_other_and_miss_nothing(self, world: World, at: datetime) -> None:
        whole = added(world.home, world.mila, at)
        for number in range(60):
            whole.pk, whole.sha256 = None, f"{number:064x}"
            whole.received_on = date(2026, 8, 1 + number % 9)
            whole.save(force_insert=True)
        seen: list[int] = []
        page = found.page_of(world.home)
        while True:
            seen += [one.pk for one in page.documents]
            if not page.next_key:
                break
            day, _, last = page.next_key.partition("_")
            page = found.page_of(world.home, (date.fromisoformat(day), int(last)))

        assert len(seen) == len(set(seen)) == 61
        order = Document.objects.order_by("-received_on", "-id").values_list("pk", flat=True)
        assert seen == list(order)

    def test_what_belongs_to_an_entry_goes_on_in_its_correction(
        self, world: World, at: datetime
    ) -> None:
        old = entry(world.home, world.mila, at)
        kept = added(world.home, world.mila, at, new=replace(LETTER, entry=old))
        new = journal.NewEntry(EntryKind.FACT, day_of(at), "School belde.", Provenance.FAMILY)
        corrected = journal.correct(old, new, by=world.mila, at=at)

        attached = found.of_entries(world.home, [corrected.pk])

        assert [one.document_id for one in attached[corrected.pk]] == [kept.pk]
        better = documents.replace(
            kept, replace(RULING, entry=corrected), None, by=world.mila, at=at
        )
        attached = found.of_entries(world.home, [corrected.pk])
        assert [one.document_id for one in attached[corrected.pk]] == [better.pk]


def _never_reads_bytes(execute: Callable[..., object], sql: str, *more: object) -> object:
    assert "documentbytes" not in sql
    return execute(sql, *more)


class TestTheDatabase:
    @pytest.mark.parametrize(
        ("field", "value"),
        [
            ("media_type", "text/html"),
            ("size", 0),
            ("sha256", "x" * 64),
            ("title", ""),
            ("provenance", Provenance.LEGAL_GROUND),
        ],
    )
    def test_it_refuses_what_can_never_be(
        self, field: str, value: object, letter: Document
    ) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=letter.pk).update(**{field: value})

    def test_only_pictures_and_pdf_are_ever_shown(self, of_vera: Document) -> None:
        with pytest.raises(IntegrityError), transaction.atomic():
            Document.objects.filter(pk=of_vera.pk).update(is_shown=True)

    def test_the_same_file_stands_there_once(self, letter: Document) -> None:
        letter.pk = None
        with pytest.raises(IntegrityError), transaction.atomic():
            letter.save(force_insert=True)


class TestTheSecondLock:
    """The web's own role, past every line of Python."""

    def test_bytes_are_seen_with_a_key_and_absent_without(
        self, letter: Document, world: World, at: datetime
    ) -> None:
        assert as_web(world.mila, at, "SELECT count(*) FROM dossier_documentbytes") == [(1,)]
        for stranger in (world.outsider, world.stella, world.ravi):
            for table in ("dossier_document", "dossier_documentbytes", "dossier_document_about"):
                assert as_web(stranger, at, f"SELECT count(*) FROM {table}") == [(0,)]

    @pytest.mark.parametrize(
        "statement",
        [
            "UPDATE dossier_document SET title = 'Anders'",
            "UPDATE dossier_document SET replaces_id = NULL",
            "UPDATE dossier_documentbytes SET content = 'x'",
            "DELETE FROM dossier_documentbytes",
            "DELETE FROM dossier_document",
            "DELETE FROM dossier_document_about",
        ],
    )
    def test_what_was_added_never_changes_and_is_never_removed(
        self, statement: str, letter: Document, world: World, at: datetime
    ) -> None:
        with pytest.raises(DatabaseError, match="permission denied"), transaction.atomic():
            as_web(world.mila, at, statement)

    def test_nobody_adds_bytes_to_a_document_behind_another_door(
        self, letter: Document, world: World, at: datetime
    ) -> None:
        DocumentBytes.objects.all().delete()
        put = f"INSERT INTO dossier_documentbytes (document_id, content) VALUES ({letter.pk}, 'x')"

        with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
            as_web(world.outsider, at, put)


def as_web(who: Account, at: datetime, statement: str) -> list[tuple[object, ...]]:
    """Run a statement in the role of the web, with somebody acting."""
    with connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.WEB}")
        identity.act_as(who.pk, at=at)
        cursor.execute(statement)
        rows = list(cursor.fetchall()) if cursor.description else []
        cursor.execute("RESET ROLE")
    return rows
