"""Who was there, and how safe it is: asked at each contact, and never too long ago (SP-13)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, time, timedelta

import pytest
from django.db import IntegrityError, connection, transaction
from django.test import Client
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import day_of
from tandem.desk.selectors import safety as shown
from tandem.desk.selectors.today import tasks_for
from tandem.dossier import rules
from tandem.dossier.enums import (
    SAID_OF_SAFETY,
    ContactKind,
    EntryKind,
    Provenance,
    Safety,
    ShieldKind,
)
from tandem.dossier.models import Entry
from tandem.dossier.rules import plain
from tandem.dossier.selectors import sight
from tandem.dossier.services import journal, shields
from tandem.dossier.services.journal import NewEntry
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged
from tests.legal.test_services import refused_by

TODAY = date(2026, 9, 7)
DAY = timedelta(days=1)

JUDGED = (
    Judged(
        rules.DOSSIER_80,
        rules.safety_is_answered(has_contact=True, answer=Safety.ACUTE, said=""),
        rules.safety_is_answered(has_contact=True, answer="", said="Wel iets."),
    ),
    Judged(
        rules.DOSSIER_80,
        rules.safety_is_answered(has_contact=True, answer=Safety.NOT_DISCUSSED, said="Kort."),
        rules.safety_is_answered(has_contact=True, answer=Safety.NOT_DISCUSSED, said=" "),
    ),
    Judged(
        rules.DOSSIER_81,
        rules.safety_is_recent(TODAY - rules.SAFETY_EVERY, today=TODAY),
        rules.safety_is_recent(TODAY - rules.SAFETY_EVERY - DAY, today=TODAY),
    ),
)


def visit(today: date, **more: object) -> NewEntry:
    new = NewEntry(
        EntryKind.FACT, today, "Samen gegeten.", Provenance.FAMILY, ContactKind.HOME_VISIT
    )
    return replace(new, safety=Safety.SAFE_ENOUGH, **more)  # type: ignore[arg-type]


@pytest.fixture
def today(at: datetime) -> date:
    return day_of(at)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_each_rule_passes_what_fits_and_refuses_what_does_not(judged: Judged) -> None:
    judged.check()


def test_it_says_for_how_many_weeks_nobody_asked() -> None:
    verdict = rules.safety_is_recent(TODAY - timedelta(days=36), today=TODAY)

    assert verdict.detail == "Al 5 weken niet over veiligheid gesproken."


def test_without_a_contact_nobody_has_to_be_asked() -> None:
    assert rules.safety_is_answered(has_contact=False, answer="", said="")


class TestWriting:
    def test_an_entry_keeps_who_was_there_and_what_was_said(
        self, world: World, at: datetime, today: date
    ) -> None:
        new = visit(
            today,
            present=[world.noor, world.fatima],
            present_others="oma",
            time_of_day=time(15, 20),
            safety_said="Noor is niet bang meer.",
        )

        entry = journal.write(world.home, new, by=world.mila, at=at)

        entry.refresh_from_db()
        assert set(entry.present.all()) == {world.noor, world.fatima}
        assert (entry.present_others, entry.time_of_day) == ("oma", time(15, 20))
        assert (entry.safety, entry.safety_said) == ("safe_enough", "Noor is niet bang meer.")

    def test_a_contact_without_an_answer_is_refused_and_written_nowhere(
        self, world: World, at: datetime, today: date
    ) -> None:
        new = replace(visit(today), safety="")

        refused_by(rules.DOSSIER_80, lambda: journal.write(world.home, new, by=world.mila, at=at))

        assert not Entry.objects.exists()

    def test_the_database_wants_to_know_why_it_was_not_discussed(
        self, world: World, at: datetime, today: date
    ) -> None:
        entry = journal.write(world.home, visit(today), by=world.mila, at=at)
        entry.pk = None
        entry.safety = Safety.NOT_DISCUSSED

        with pytest.raises(IntegrityError), transaction.atomic():
            entry.save(force_insert=True)

    def test_what_was_written_before_the_question_was_there_can_still_be_corrected(
        self, world: World, at: datetime, today: date
    ) -> None:
        old = Entry.objects.create(
            household=world.home,
            kind=EntryKind.FACT,
            happened_on=today,
            contact=ContactKind.PHONE,
            text="Gebeld.",
            provenance=Provenance.FAMILY,
            written_at=at,
            written_by=world.mila,
        )
        without = replace(visit(today), safety="")

        better = journal.correct(old, without, by=world.mila, at=at)

        assert better.replaces == old
        asked = journal.write(world.home, visit(today), by=world.mila, at=at)
        refused_by(rules.DOSSIER_80, lambda: journal.correct(asked, without, by=world.mila, at=at))

    def test_a_shield_hides_who_was_there_with_every_version(
        self, world: World, at: datetime, today: date
    ) -> None:
        told = visit(today, told_by=world.fatima, present=[world.fatima])
        first = journal.write(world.home, told, by=world.mila, at=at)
        close = shields.NewShield(ShieldKind.ENTRY, [world.daan], "Bedreiging.", first)
        shields.close(world.home, close, by=world.mila, at=at)

        better = journal.correct(first, told, by=world.mila, at=at)

        assert {first.pk, better.pk} <= sight.hidden_from(world.daan, at=at).entries


class TestSignal:
    def test_after_four_weeks_it_stands_on_vandaag_and_at_the_story(
        self, client: Client, world: World, at: datetime, today: date, monday: datetime
    ) -> None:
        long_ago = today - timedelta(days=36)
        world.home.seats.update(since=long_ago)
        type(world.home).objects.filter(pk=world.home.pk).update(created_at=at - timedelta(days=60))
        mila = Visitor(client, world.mila, at=monday)

        titles = [task.title for task in tasks_for(world.mila, at=at)]
        page = words(mila.look("desk:story", world.home.ref))

        assert "Al 5 weken niet over veiligheid gesproken" in titles
        assert "Al 5 weken niet over veiligheid gesproken." in page
        journal.write(world.home, visit(today), by=world.mila, at=at)
        assert not [one for one in tasks_for(world.mila, at=at) if "veiligheid" in one.title]
        assert "niet over veiligheid gesproken" not in words(
            mila.look("desk:story", world.home.ref)
        )

    @pytest.mark.parametrize("answer", Safety.values)
    def test_only_what_tells_of_safety_counts(
        self, world: World, at: datetime, today: date, answer: str
    ) -> None:
        new = replace(visit(today), safety=answer, safety_said="Gezegd.")
        journal.write(world.home, new, by=world.mila, at=at)

        now = shown.safety_now(world.home, at=at)

        assert (now.on == today) == (answer in SAID_OF_SAFETY)

    def test_a_corrected_answer_no_longer_counts(
        self, world: World, at: datetime, today: date
    ) -> None:
        acute = journal.write(
            world.home, replace(visit(today), safety=Safety.ACUTE), by=world.mila, at=at
        )
        assert shown.safety_now(world.home, at=at).is_acute

        journal.correct(acute, visit(today), by=world.mila, at=at)

        assert not shown.safety_now(world.home, at=at).is_acute

    def test_an_evaluation_counts_as_talking_about_it(
        self, world: World, at: datetime, today: date
    ) -> None:
        later = at + timedelta(days=60)
        assert not shown.safety_now(world.home, at=later).recent

        dossier.evaluated(world.home, "interim", by=world.mila, at=later - timedelta(days=10))

        assert shown.safety_now(world.home, at=later).recent


class TestStory:
    def test_it_shows_who_was_there_the_hour_and_how_safe_in_words(
        self, client: Client, world: World, at: datetime, today: date, monday: datetime
    ) -> None:
        new = visit(today, present=[world.noor], present_others="de juf", time_of_day=time(9, 5))
        journal.write(world.home, new, by=world.mila, at=at)

        page = words(Visitor(client, world.mila, at=monday).look("desk:story", world.home.ref))

        assert "erbij: Noor en de juf" in page
        assert " <br>09:05</time>" in page
        assert "Veiligheid: veilig genoeg" in page

    def test_acute_danger_says_at_once_what_to_do(
        self, client: Client, world: World, monday: datetime, today: date
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)
        sent = mila.send(
            "legal:entry_add",
            world.home.ref,
            kind=EntryKind.CONCERN,
            text="Daan gooide een stoel.",
            happened_on=today.isoformat(),
            contact="phone",
            safety="acute",
            safety_said="<b>Fatima</b> is bang.",
            provenance="family",
        )

        page = words(client.get(sent.url))

        assert sent.status_code == 303
        assert 'href="tel:112"' in page
        assert "08002000" in page
        assert "&lt;b&gt;Fatima&lt;/b&gt; is bang." in page

    def test_the_quick_form_is_for_what_one_saw_oneself(
        self, client: Client, world: World, monday: datetime
    ) -> None:
        page = words(Visitor(client, world.mila, at=monday).look("desk:story", world.home.ref))

        assert '<input type="hidden" name="source" value="ikzelf">' in page
        assert '<input type="hidden" name="provenance" value="family">' in page

    def test_who_was_never_heard_is_named_until_they_are(
        self, client: Client, world: World, at: datetime, today: date, monday: datetime
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)
        before = words(mila.look("desk:story", world.home.ref))
        journal.write(world.home, visit(today, told_by=world.sem), by=world.mila, at=at)

        after = words(mila.look("desk:story", world.home.ref))

        assert "<b>Sem (6)</b>" in before
        assert "<b>Noor (14)</b>" in after
        assert "<b>Sem (6)</b>" not in after

    def test_two_thousand_entries_cost_no_more_than_two(
        self,
        client: Client,
        world: World,
        at: datetime,
        monday: datetime,
        django_assert_max_num_queries: object,
    ) -> None:
        Entry.objects.bulk_create(
            Entry(
                household=world.home,
                kind=EntryKind.FACT,
                happened_on=TODAY - timedelta(days=number % 400),
                contact=ContactKind.PHONE,
                text=f"Gebeld {number}.",
                provenance=Provenance.FAMILY,
                safety=Safety.SAFE_ENOUGH if number % 40 == 0 else "",
                written_at=at,
                written_by=world.mila,
            )
            for number in range(2000)
        )
        mila = Visitor(client, world.mila, at=monday)

        with django_assert_max_num_queries(15):  # type: ignore[operator]
            assert mila.look("desk:story", world.home.ref).status_code == 200
        with connection.cursor() as cursor:
            cursor.execute("ANALYZE dossier_entry")
            cursor.execute(f"EXPLAIN {shown._NOW}", {"id": world.home.pk})
            plan = " ".join(row[0] for row in cursor.fetchall())
        assert "entries_that_tell_of_safety" in plan
        assert "Seq Scan on dossier_entry e" not in plan


class TestPlainWords:
    def test_at_most_three_friendly_hints(self) -> None:
        text = "De casus escaleren, evident traject m.b.t. de problematiek."

        assert len(plain.hints(text)) == 3

    def test_it_knows_trade_words_abbreviations_and_long_sentences(self) -> None:
        long = "en dan " * 12

        assert plain.hints("De Problematiek is groot.")[0].found == "Problematiek"
        assert plain.hints("Zij belde m.b.t. school.")[0].found == "m.b.t."
        assert plain.hints("De JGZ belde.")[0].found == "JGZ"
        assert plain.hints(f"{long}.")[0].instead.startswith("twee of drie")

    def test_plain_words_get_no_hint(self) -> None:
        assert plain.hints("Noor slaapt weer goed. Zij is blij. De OTS loopt.") == ()

    @given(st.text(max_size=400))
    def test_it_never_says_more_than_three_things_and_never_fails(self, text: str) -> None:
        found = plain.hints(text)

        assert len(found) <= plain.MOST_HINTS
        assert len(set(found)) == len(found)

    def test_the_hints_stand_beside_what_was_saved_and_stop_nothing(
        self, client: Client, world: World, monday: datetime, today: date
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)
        sent = mila.send(
            "legal:entry_add",
            world.home.ref,
            kind=EntryKind.OPINION,
            text="De problematiek is evident.",
            happened_on=today.isoformat(),
            contact="none",
            provenance="family",
        )

        page = words(client.get(sent.url))

        assert Entry.objects.get().text == "De problematiek is evident."
        assert "Kan dit eenvoudiger?" in page
        assert "<q>evident</q>" in page
        ruben = Visitor(Client(), world.ruben, at=monday)
        assert "Kan dit eenvoudiger?" not in words(ruben.client.get(sent.url))

    @pytest.mark.parametrize("new", ["x", "9" * 30, "-1", "0", "²"])
    def test_a_strange_number_shows_no_hints(
        self, client: Client, world: World, monday: datetime, new: str
    ) -> None:
        mila = Visitor(client, world.mila, at=monday)

        answer = mila.client.get(f"/huishoudens/{world.home.ref}/", {"net": new})

        assert answer.status_code == 200
        assert "eenvoudiger" not in words(answer)


@given(
    answer=st.sampled_from(["", *Safety.values]),
    has_contact=st.booleans(),
    said=st.text(max_size=9),
)
def test_a_contact_never_passes_without_a_word_on_safety(
    *, answer: str, has_contact: bool, said: str
) -> None:
    passes = bool(rules.safety_is_answered(has_contact=has_contact, answer=answer, said=said))

    if passes and has_contact:
        assert answer
    if passes and answer == Safety.NOT_DISCUSSED:
        assert said.strip()
