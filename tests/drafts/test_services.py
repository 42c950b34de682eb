"""What is typed is kept until it is sent, thrown away, or old; in whatever order things arrive."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from datetime import datetime, timedelta
from io import StringIO
from threading import Barrier
from uuid import UUID, uuid4

import pytest
import time_machine
from django.core.management import call_command
from django.db import Error, ProgrammingError, connection, transaction
from hypothesis import given
from hypothesis import strategies as st

from config.postgres import roles
from tandem.audit import services as audit
from tandem.core.kept import MOST_CHARACTERS, Place, read_place, sign_place
from tandem.drafts.models import Draft
from tandem.drafts.selectors import draft_at, drafts_of
from tandem.drafts.services import LASTS, discard, end_old, finish
from tandem.network.models import Account
from tests.factories.world import World
from tests.second_lock.test_identity import as_web

PATH = "/huishoudens/2026-BBBBBB/verhaal/opschrijven/"
SECOND = timedelta(seconds=1)


def place(key: UUID | None = None, began_with: datetime | None = None) -> Place:
    return Place(key or uuid4(), PATH, began_with)


def text_of(by: Account) -> str:
    draft = draft_at(PATH, by=by)
    return draft.text if draft is not None else ""


def answer(where: Place, *, by: Account, at: datetime) -> None:
    """Answer the form as a page does: once, and then its draft goes."""

    def do() -> str:
        finish(where, by=by, at=at)
        return PATH

    audit.do_once(where.key, do, by=by, at=at, path=PATH)


def test_the_last_words_typed_are_kept(world: World, at: datetime) -> None:
    where = place()
    audit.keep_draft(where, "text=Noor", by=world.mila, at=at)
    audit.keep_draft(where, "text=Noor+sliep", by=world.mila, at=at + SECOND)

    assert text_of(world.mila) == "text=Noor+sliep"
    assert Draft.objects.get().typed_at == at + SECOND


def test_a_page_without_a_word_never_replaces_a_full_one(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=Noor", by=world.mila, at=at)

    was_kept = audit.keep_draft(place(), "text=+&source=%0D%0A", by=world.mila, at=at + SECOND)

    assert not was_kept
    assert text_of(world.mila) == "text=Noor"


def test_of_a_form_that_was_answered_nothing_comes_back(world: World, at: datetime) -> None:
    where = place()
    audit.keep_draft(where, "text=Noor", by=world.mila, at=at)
    answer(where, by=world.mila, at=at)
    assert not drafts_of(world.mila)

    was_kept = audit.keep_draft(where, "text=Noor", by=world.mila, at=at + SECOND)

    assert not was_kept
    assert not drafts_of(world.mila)


def test_what_another_tab_typed_since_stays_when_this_one_is_answered(
    world: World, at: datetime
) -> None:
    first, second = place(), place()
    audit.keep_draft(first, "text=eerste", by=world.mila, at=at)
    audit.keep_draft(second, "text=tweede", by=world.mila, at=at + SECOND)

    answer(first, by=world.mila, at=at + SECOND)

    assert text_of(world.mila) == "text=tweede"


def test_who_goes_on_with_a_draft_and_sends_it_has_none_left(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=Noor", by=world.mila, at=at)

    answer(place(began_with=at), by=world.mila, at=at + SECOND)

    assert not drafts_of(world.mila)


def test_a_draft_is_thrown_away_by_its_writer_only(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=van+Mila", by=world.mila, at=at)
    audit.keep_draft(place(), "text=van+Ravi", by=world.ravi, at=at)

    discard(place(), by=world.mila, at=at)

    assert text_of(world.mila) == ""
    assert text_of(world.ravi) == "text=van+Ravi"


def test_what_is_too_long_is_not_kept_and_takes_nothing_away(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=Noor", by=world.mila, at=at)

    long = "text=" + "a" * MOST_CHARACTERS
    assert not audit.keep_draft(place(), long, by=world.mila, at=at + SECOND)
    assert text_of(world.mila) == "text=Noor"
    with pytest.raises(Error, match="draft_fits"), transaction.atomic():
        Draft.objects.update(text=long)


def test_nobody_came_back_for_four_weeks_and_it_is_gone(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=oud", by=world.mila, at=at)
    audit.keep_draft(place(), "text=nieuw", by=world.ravi, at=at + SECOND)

    assert end_old(by=None, at=at + LASTS - SECOND) == 0
    assert end_old(by=None, at=at + LASTS) == 1

    assert text_of(world.mila) == ""
    assert text_of(world.ravi) == "text=nieuw"


def test_the_command_lets_go_in_a_role_that_cannot_read_a_word(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=Noor", by=world.mila, at=at)
    said = StringIO()

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.ROAD}")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT text FROM drafts_draft")
        with time_machine.travel(at + LASTS, tick=False):
            call_command("end_drafts", stdout=said)
        cursor.execute("RESET ROLE")

    assert roles.COMMANDS["end_drafts"] == roles.ROAD
    assert said.getvalue() == "1 concepten weg.\n"
    assert not Draft.objects.exists()


def test_the_second_lock_shows_a_draft_to_its_writer_only(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=van+Mila", by=world.mila, at=at)

    with as_web(world.mila, at):
        assert text_of(world.mila) == "text=van+Mila"
    for other in (world.ravi, world.vera, world.administrator):
        with as_web(other, at):
            assert not Draft.objects.exists()
            assert Draft.objects.update(text="x") == 0
            assert Draft.objects.all().delete()[0] == 0
    with pytest.raises(ProgrammingError, match="row-level security"), as_web(world.ravi, at):
        Draft.objects.create(typed_by=world.mila, typed_at=at, path="/", key=uuid4(), text="x")
    assert text_of(world.mila) == "text=van+Mila"


def test_who_brings_in_case_files_reads_no_draft(world: World, at: datetime) -> None:
    audit.keep_draft(place(), "text=Noor", by=world.mila, at=at)

    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SET LOCAL ROLE {roles.LOAD}")
        with pytest.raises(ProgrammingError, match="permission denied"), transaction.atomic():
            cursor.execute("SELECT text FROM drafts_draft")
        cursor.execute("RESET ROLE")


def test_a_place_is_read_by_the_account_that_got_it(world: World, at: datetime) -> None:
    where = place(began_with=at)
    token = sign_place(where, world.mila.pk)

    assert read_place(token, world.mila.pk) == where
    assert read_place(token, world.ravi.pk) is None
    assert read_place(token[:-1], world.mila.pk) is None
    assert read_place("", world.mila.pk) is None


MOVES = st.lists(
    st.tuples(
        st.sampled_from(["save", "late", "answer", "reopen", "empty"]),
        st.integers(min_value=0, max_value=1),
    ),
    max_size=14,
)


@given(moves=MOVES)
def test_in_any_order_nothing_comes_back_and_the_last_words_are_never_lost(
    world: World, at: datetime, moves: list[tuple[str, int]]
) -> None:
    """Two tabs on one form: what is kept is the last that was typed in a page not yet answered."""
    with transaction.atomic():
        tabs = [place(), place()]
        answered: set[UUID] = set()
        kept: tuple[UUID, str, datetime] | None = None
        late: dict[UUID, str] = {}
        for turn, (move, tab) in enumerate(moves):
            where, moment = tabs[tab], at + turn * SECOND
            if move == "reopen":
                # An answered tab moves on too: the page comes with a key of its own.
                tabs[tab] = place(began_with=kept[2] if kept else None)
            elif move == "answer":
                answer(where, by=world.mila, at=moment)
                is_new = where.key not in answered
                answered.add(where.key)
                began = where.began_with
                is_sent = kept and (kept[0] == where.key or (began and kept[2] <= began))
                kept = None if is_new and is_sent else kept
            else:
                words = {
                    "save": f"text={turn}",
                    "late": late.get(where.key, "text=laat"),
                    "empty": "text=&source=+",
                }[move]
                audit.keep_draft(where, words, by=world.mila, at=moment)
                late.setdefault(where.key, words)
                if move != "empty" and where.key not in answered and words != "text=&source=+":
                    kept = (where.key, words, moment)
            assert text_of(world.mila) == (kept[1] if kept else "")
            assert not Draft.objects.filter(key__in=answered).exists()
        transaction.set_rollback(True)


@pytest.mark.parametrize("_time", range(4))
def test_a_save_at_the_very_moment_of_the_answer_brings_nothing_back(
    committed_world: World, at: datetime, _time: int
) -> None:
    by, where, barrier = committed_world.mila, place(), Barrier(2)

    def save() -> None:
        barrier.wait()
        audit.keep_draft(where, "text=laat", by=by, at=at)
        connection.close()

    def send() -> None:
        barrier.wait()
        answer(where, by=by, at=at)
        connection.close()

    with ThreadPoolExecutor(2) as pool:
        for future in (pool.submit(save), pool.submit(send)):
            future.result()

    assert not Draft.objects.exists()
