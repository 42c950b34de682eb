"""A partner's report says how it was heard, and stands on what it was heard on (DOS-15)."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.core.periods import day_of
from tandem.dossier.enums import Provenance
from tandem.dossier.models import Entry, Report
from tandem.dossier.services import journal
from tandem.legal import rules
from tandem.legal.models import EntrySource
from tandem.legal.services import care_consents, reports
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.legal.test_entries import asked
from tests.legal.test_services import refused_by
from tests.second_lock.test_identity import as_web

DAY, HOUR = timedelta(days=1), timedelta(hours=1)
FAMILY = journal.Written("Noor slaapt goed.", own_system=True, provenance=Provenance.FAMILY)
MENTOR = journal.Written(
    "Noor is er elke dag.", own_system=True, provenance=Provenance.THIRD_PARTY, source="de mentor"
)
BY_LAW = journal.Written(
    "Er was een melding.",
    own_system=True,
    provenance=Provenance.LEGAL_GROUND,
    legal_ground="Wmo 2015 art. 4.1.1",
)


@pytest.fixture
def report(world: World, at: datetime) -> Report:
    return journal.announce_report(
        world.home,
        world.veilig_thuis,
        contact_on=day_of(at),
        contact_with="de mentor",
        by=world.vera,
        at=at,
    )


@pytest.mark.parametrize("new", [FAMILY, BY_LAW])
def test_the_entry_says_what_the_partner_said(
    world: World, report: Report, new: journal.Written, at: datetime
) -> None:
    reports.send(report, new, by=world.vera, at=at)
    entry = reports.attach(report, by=world.mila, at=at)

    assert (entry.provenance, entry.legal_ground) == (new.provenance, new.legal_ground)
    assert not EntrySource.objects.exists()


def test_what_somebody_else_said_hangs_on_the_yes_to_ask(
    world: World, report: Report, at: datetime
) -> None:
    consent = asked(world, at)
    with as_web(world.vera, at):
        reports.send(report, MENTOR, [consent], by=world.vera, at=at)
    with as_web(world.mila, at):
        entry = reports.attach(report, by=world.mila, at=at)

    source = EntrySource.objects.get()
    assert (source.report, source.entry, source.consent) == (report, entry, consent)
    assert list(entry.about.all()) == [world.noor]
    assert entry.source == f"het verslag van {world.veilig_thuis.name}, van de mentor"


@pytest.mark.parametrize("case", ["none", "a no", "taken back"])
def test_without_a_yes_to_ask_it_is_not_sent(
    world: World, report: Report, at: datetime, case: str
) -> None:
    consent = asked(world, at, **({"answer": "no"} if case == "a no" else {}))
    if case == "taken back":
        care_consents.take_back(consent, via="oral", by=world.mila, at=at)
    chosen = [] if case == "none" else [consent]

    refused_by(
        rules.LEGAL_41, lambda: reports.send(report, MENTOR, chosen, by=world.vera, at=at + HOUR)
    )
    report.refresh_from_db()
    assert report.text == ""


def test_what_ran_when_it_was_sent_still_counts(world: World, report: Report, at: datetime) -> None:
    consent = asked(world, at)
    reports.send(report, MENTOR, [consent], by=world.vera, at=at)
    care_consents.take_back(consent, via="oral", by=world.mila, at=at + HOUR)

    assert reports.attach(report, by=world.mila, at=at + DAY).text == MENTOR.text


def test_a_report_on_nothing_is_not_attached(world: World, report: Report, at: datetime) -> None:
    reports.send(report, MENTOR, [asked(world, at)], by=world.vera, at=at)
    EntrySource.objects.all().delete()

    refused_by(rules.LEGAL_41, lambda: reports.attach(report, by=world.mila, at=at))
    assert not Entry.objects.filter(text=MENTOR.text).exists()


@pytest.mark.parametrize("wrong", [{"provenance": ""}, {"provenance": "legal_ground"}])
def test_the_database_keeps_a_report_whole(
    report: Report, at: datetime, wrong: dict[str, str]
) -> None:
    sent = {"status": "sent", "text": "x", "sent_at": at, **wrong}
    with pytest.raises(IntegrityError), transaction.atomic():
        Report.objects.filter(pk=report.pk).update(**sent)


def test_a_source_is_of_an_entry_or_a_report(world: World, at: datetime) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        EntrySource.objects.create(household=world.home, consent=asked(world, at))


def test_the_pages_ask_and_show_it(world: World, report: Report, monday: datetime) -> None:
    consent = asked(world, monday)
    ref = world.home.ref
    vera, mila = (Visitor(Client(), who, at=monday) for who in (world.vera, world.mila))
    said = {"text": MENTOR.text, "provenance": MENTOR.provenance, "source": MENTOR.source}

    nothing = vera.send("legal:report_send", ref, report.pk, text=MENTOR.text)
    without = vera.send("legal:report_send", ref, report.pk, **said)
    sent = vera.send("legal:report_send", ref, report.pk, **said, consents=[consent.pk])
    shown = words(mila.look("legal:report_attach", ref, report.pk))
    attached = mila.send("legal:report_attach", ref, report.pk)

    assert (nothing.status_code, without.status_code, sent.status_code) == (422, 409, 303)
    assert "LEGAL-41" in words(without)
    assert "Van iemand anders, met toestemming: de mentor" in shown
    assert "Noor: De Vlieger" in shown
    assert attached.status_code == 303
