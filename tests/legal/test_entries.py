"""Writing in the story: on whose consent it was heard, and from whom (CONS-11, CONS-14)."""

from __future__ import annotations

import ast
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.test import Client

from tandem.core.periods import day_of
from tandem.dossier.enums import EntryKind, Provenance, ShieldKind, ViewLevel
from tandem.dossier.models import Entry
from tandem.dossier.services import family, journal, shields
from tandem.dossier.services.journal import NewEntry
from tandem.legal import rules
from tandem.legal.enums import Answer, Direction
from tandem.legal.models import EntrySource, SharingConsent
from tandem.legal.services import care_consents, entries
from tandem.legal.services.care_consents import Given
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.house.walk import ROOT, python_files
from tests.legal.test_services import recorded_once, refused_by

DAY = timedelta(days=1)


@pytest.fixture
def today(at: datetime) -> date:
    return day_of(at)


def asked(world: World, at: datetime, **more: Any) -> SharingConsent:
    """Noor lets her school be asked."""
    known = {"direction": Direction.ASK, "answer": Answer.YES} | more
    school = care_consents.Sharing(
        str(known["direction"]), "hoe het gaat", "het plan", source="De Vlieger"
    )
    given = Given(world.noor, str(known["answer"]), day_of(at), day_of(at) + 10 * DAY)
    return care_consents.allow_sharing(world.noor, given, school, by=world.mila, at=at)


def heard(world: World, today: date, **more: Any) -> NewEntry:
    known = {"about": [world.noor], "source": "de mentor"} | more
    return NewEntry(
        EntryKind.FACT, today, "Noor was elke dag op school.", Provenance.THIRD_PARTY, **known
    )


def test_what_a_school_said_hangs_on_the_yes_to_ask_it(
    world: World, at: datetime, today: date
) -> None:
    consent = asked(world, at)

    recorded_once(
        "entry_written",
        lambda: entries.write(world.home, heard(world, today), [consent], by=world.mila, at=at),
    )

    source = EntrySource.objects.get()
    assert (source.entry, source.consent) == (Entry.objects.latest("id"), consent)
    assert str(source) == f"bron {source.entry_id}"


@pytest.mark.parametrize(
    "case", ["none", "a no", "taken back", "over", "to give", "about somebody else", "about nobody"]
)
def test_without_a_yes_that_runs_it_is_not_written(
    world: World, at: datetime, today: date, case: str
) -> None:
    cases: dict[str, dict[str, str]] = {
        "a no": {"answer": "no"},
        "to give": {"direction": Direction.GIVE},
    }
    more = cases.get(case, {})
    consent = asked(world, at, **more)
    new = heard(world, today)
    if case == "taken back":
        care_consents.take_back(consent, via="oral", by=world.mila, at=at)
    elif case == "over":
        SharingConsent.objects.update(given_on=today - DAY, until=today)
    elif case == "about somebody else":
        new = heard(world, today, about=[world.noor, world.sem])
    elif case == "about nobody":
        new = heard(world, today, about=[])
    chosen = [] if case == "none" else [consent]

    refused_by(
        rules.LEGAL_41,
        lambda: entries.write(world.home, new, chosen, by=world.mila, at=at),
    )


def test_what_the_family_said_or_the_law_allows_needs_no_such_yes(
    world: World, at: datetime, today: date
) -> None:
    said = NewEntry(EntryKind.FACT, today, "Noor slaapt.", Provenance.FAMILY)
    law = NewEntry(
        EntryKind.FACT, today, "De politie belde.", Provenance.LEGAL_GROUND, legal_ground="Wmo"
    )

    for new in (said, law):
        assert entries.write(world.home, new, by=world.mila, at=at).pk
    assert not EntrySource.objects.exists()


def test_a_better_version_stands_on_what_the_first_stood_on(
    world: World, at: datetime, today: date
) -> None:
    consent = asked(world, at)
    first = entries.write(world.home, heard(world, today), [consent], by=world.mila, at=at)
    care_consents.take_back(consent, via="oral", by=world.mila, at=at)

    better = entries.correct(first, heard(world, today), [consent], by=world.mila, at=at)

    assert better.sources.get().consent == consent
    refused_by(
        rules.LEGAL_41, lambda: entries.correct(better, heard(world, today), by=world.mila, at=at)
    )


def test_a_partner_writes_no_own_words_of_who_gave_it_no_yes(
    world: World, at: datetime, today: date
) -> None:
    dossier.answer(world.daan, [world.veilig_thuis], says=Answer.NO, by=world.mila, at=at)

    def said_by(person: Any) -> NewEntry:
        return NewEntry(
            EntryKind.REACTION, today, "Het gaat wel.", Provenance.FAMILY, told_by=person
        )

    refused_by(
        rules.LEGAL_37,
        lambda: entries.write(world.home, said_by(world.daan), by=world.vera, at=at),
    )
    assert entries.write(world.home, said_by(world.fatima), by=world.vera, at=at).pk
    assert entries.write(world.home, said_by(world.daan), by=world.mila, at=at).pk


def test_the_form_offers_what_runs_and_keeps_it(
    world: World, at: datetime, monday: datetime
) -> None:
    consent = asked(world, at)
    mila = Visitor(Client(), world.mila, at=monday)
    typed = {
        "kind": EntryKind.FACT,
        "text": "Noor was elke dag op school.",
        "happened_on": day_of(at).isoformat(),
        "contact": "phone",
        "safety": "safe_enough",
        "provenance": Provenance.THIRD_PARTY,
        "about": [world.noor.pk],
    }

    shown = words(mila.look("legal:entry_add", world.home.ref))
    without = mila.send("legal:entry_add", world.home.ref, **typed)
    kept = mila.send("legal:entry_add", world.home.ref, **typed, consents=[consent.pk])

    assert "Noor: De Vlieger, het plan" in shown
    assert without.status_code == 409
    assert rules.LEGAL_41.id in words(without)
    assert kept.status_code == 303
    assert EntrySource.objects.get().consent == consent


def test_nobody_writes_in_the_journal_past_these_rules() -> None:
    past = []
    for path in python_files("tandem"):
        name = path.relative_to(ROOT).as_posix()
        if name == "tandem/legal/services/entries.py":
            continue
        called = [
            ast.unparse(node.func)
            for node in ast.walk(ast.parse(path.read_text()))
            if isinstance(node, ast.Call)
        ]
        past += [name for one in called if one in {"journal.write", "journal.correct"}]

    assert past == []


def test_who_writes_reads_first_who_will_read_along(
    client: Client, world: World, at: datetime, monday: datetime
) -> None:
    by, home = world.mila, world.home
    for person in (world.fatima, world.daan):
        family.give_page(person, level=ViewLevel.FULL, by=by, at=at)
    family.give_page(world.noor, level=ViewLevel.LITTLE, by=by, at=at)
    reason = "Zij vroegen erom."
    for parent in (world.fatima, world.daan):
        family.release_words(world.sem, parent, agrees=False, reason=reason, by=by, at=at)
    close = shields.NewShield(ShieldKind.WORDS, [world.daan], "Bedreiging.", world.fatima)
    shields.close(home, close, by=by, at=at)
    close = shields.NewShield(ShieldKind.WORDS, [world.daan], "Bedreiging.", world.sem)
    shields.close(home, close, by=by, at=at)
    mila = Visitor(client, by, at=monday)

    page = words(mila.look("legal:entry_add", home.ref))

    line, _, rest = page.partition("Dit leest mee:")[2].partition("</p>")
    assert "die persoon zelf (" in line
    assert "Noor" not in line
    assert "Fatima las wat Sem eerder vertelde" in line
    assert "Daan las" not in line
    for teller in ("Fatima", "Sem"):
        assert f"Woorden van {teller} zijn dicht voor Daan." in line
    assert 'type="submit"' in rest


def test_a_correction_says_for_whom_it_is_closed(
    client: Client, world: World, at: datetime, monday: datetime
) -> None:
    new = NewEntry(
        EntryKind.FACT,
        day_of(at),
        "Papa stond voor de deur.",
        Provenance.FAMILY,
        about=[world.sem],
        told_by=world.sem,
    )
    entry = journal.write(world.home, new, by=world.mila, at=at)
    close = shields.NewShield(ShieldKind.ENTRY, [world.daan], "Bedreiging.", entry)
    shields.close(world.home, close, by=world.mila, at=at)

    mila = Visitor(client, world.mila, at=monday)
    page = words(mila.look("legal:entry_correct", world.home.ref, entry.pk))

    assert "Deze aantekening is dicht voor Daan, de verbetering ook." in page
