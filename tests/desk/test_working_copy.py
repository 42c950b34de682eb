"""The whole dossier on paper: what it holds, what it never holds, and who may print it."""

from __future__ import annotations

from datetime import datetime, timedelta
from io import BytesIO
from typing import Any, cast

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tandem.access.permissions import Permission
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.desk.selectors.working_copy import copy_of
from tandem.dossier import door
from tandem.dossier.enums import AddressKind, EntryKind, Provenance, ShieldKind
from tandem.dossier.models import Entry
from tandem.dossier.services import addresses, journal, shields
from tandem.plan.enums import Answer
from tandem.plan.services import hearings
from tests.factories import dossier, plan
from tests.factories.visitor import Visitor, words
from tests.factories.world import World

DAY = timedelta(days=1)


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


def written(world: World, text: str, *, at: datetime, days_ago: int = 0) -> Entry:
    new = journal.NewEntry(
        EntryKind.CONCERN, day_of(at) - days_ago * DAY, text, Provenance.FAMILY, source="moeder"
    )
    return journal.write(world.home, new, by=world.mila, at=at)


def lives(world: World, lines: str, kind: str, *, at: datetime) -> None:
    new = addresses.NewAddress(kind, lines, day_of(at))
    addresses.add(world.fatima, new, by=world.mila, at=at)


def paper_of(mila: Visitor, world: World) -> PdfReader:
    answer = mila.look("desk:working_copy", world.home.ref)
    assert answer.status_code == 200
    assert answer["Cache-Control"] == "no-store"
    return PdfReader(BytesIO(answer.content))


def text_of(paper: PdfReader) -> str:
    return " ".join(" ".join(page.extract_text() for page in paper.pages).split())


def parts_of(world: World, at: datetime) -> str:
    """Everything that would be printed, without the paper around it."""
    home = door.open_household(
        world.home.ref, by=world.mila, to=Permission.FAMILY_ACCESS_EDIT, at=at
    )
    notes = [note for part in copy_of(home, at=at) for group in part.groups for note in group.notes]
    return "\n".join(f"{note.head}\n{note.text}\n{note.meta}" for note in notes)


def test_everybody_can_read_it_and_find_their_way(
    mila: Visitor, world: World, at: datetime
) -> None:
    plan.settled(plan.safety_plan(world.home, by=world.mila, at=at), by=world.mila, at=at)

    paper = paper_of(mila, world)

    catalog = cast("Any", paper.trailer["/Root"])
    titles = [one.title for one in cast("Any", paper.outline) if not isinstance(one, list)]
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/Lang"] == "nl"
    assert catalog["/ViewerPreferences"]["/DisplayDocTitle"]
    assert cast("Any", paper.metadata).title == "Huishouden"
    assert titles == ["Dossier van gezin De Wilg"]
    below = [one.title for one in cast("Any", paper.outline)[1] if not isinstance(one, list)]
    assert below == [
        "Het gezin en wie helpt",
        "Analyse en plannen",
        "Besluiten en maatregelen",
        "Evaluaties",
        "Het verhaal, van het begin af",
    ]


def test_every_side_says_whose_it_is_and_not_to_hand_it_on(
    mila: Visitor, world: World, at: datetime
) -> None:
    paper = paper_of(mila, world)

    assert len(paper.pages) >= 5
    for page in paper.pages:
        text = " ".join(page.extract_text().split())
        assert "Werkexemplaar voor professionals, niet meegeven" in text
        assert "Afgedrukt door Mila Beukema op 7 september 2026 om 10:00 uur" in text
        assert world.home.ref in text


def test_the_whole_story_stands_there_the_oldest_first(
    mila: Visitor, world: World, at: datetime
) -> None:
    late = written(world, "Sem is moe.", at=at)
    written(world, "Noor spijbelt.", at=at, days_ago=9)
    new = hearings.NewHearing(
        world.fatima, day_of(at), Answer.DISAGREE, words="Hij sliep goed.", is_apart=True
    )
    hearings.put_entry(late, new, by=world.mila, at=at)

    text = text_of(paper_of(mila, world))

    order = [
        text.index(one)
        for one in ("Aangemeld bij de toekomsttuin.", "Noor spijbelt.", "Sem is moe.")
    ]
    assert order == sorted(order)
    assert "Bron: moeder" in text
    assert "opgeschreven door Mila Beukema" in text
    assert "Fatima: niet eens, apart gesproken, 7 september 2026. “Hij sliep goed.”" in text


def test_a_short_copy_has_the_last_three_months_of_the_story(
    mila: Visitor, world: World, at: datetime
) -> None:
    written(world, "Heel lang geleden.", at=at, days_ago=92)
    written(world, "Drie maanden geleden.", at=at, days_ago=91)

    url = f"/huishoudens/{world.home.ref}/inzage/werkexemplaar.pdf?kort"
    text = text_of(PdfReader(BytesIO(mila.client.get(url).content)))

    assert "Het verhaal, vanaf 8 juni 2026" in text
    assert "Drie maanden geleden." in text
    assert "Heel lang geleden." not in text
    assert "Heel lang geleden." in text_of(paper_of(mila, world))


def test_it_says_who_belongs_to_it_who_helps_and_what_was_agreed(
    mila: Visitor, world: World, at: datetime
) -> None:
    piece = plan.safety_plan(world.home, by=world.mila, at=at)
    plan.heard(piece, world.daan, Answer.DISAGREE, by=world.mila, at=at)

    text = text_of(paper_of(mila, world))

    assert "Sem Wilgen kind, geboren op" in text
    assert "Veilig Thuis Gooi en Vechtstreek" in text
    assert "Ja, tegen: Lokaal team Huizen, Veilig Thuis" in text
    assert "Mila Beukema voorop" in text
    assert "Veiligheidsplan, versie 1, in de maak" in text
    assert "Daan: loopt een half uur buiten, als de stemmen omhoog gaan" in text
    assert "Daan: niet eens, apart gesproken" in text
    assert "Noor: nog niet gevraagd" in text


def test_no_address_is_on_it(world: World, at: datetime) -> None:
    lives(world, "Lindelaan 4", AddressKind.HOME, at=at)

    assert "Lindelaan" not in parts_of(world, at)


def test_what_is_closed_to_anybody_is_not_on_it(world: World, at: datetime) -> None:
    secret = written(world, "Wij zijn bij tante.", at=at)
    written(world, "Vera Tuinman belde haar.", at=at)
    assert "bij tante" in parts_of(world, at)
    assert "Veilig Thuis" in parts_of(world, at)
    for kind, target in ((ShieldKind.ENTRY, secret), (ShieldKind.ORGANIZATION, world.veilig_thuis)):
        new = shields.NewShield(kind, [world.daan], "Gevaar.", target)
        shields.close(world.home, new, by=world.mila, at=at)

    text = parts_of(world, at)

    assert "bij tante" not in text
    assert "Veilig Thuis" not in text
    assert "Vera Tuinman" not in text
    assert "Mila Beukema" in text


def test_a_hiding_place_in_the_words_of_somebody_is_not_on_it(world: World, at: datetime) -> None:
    lives(world, "Havenkade 12", AddressKind.SHELTER, at=at)
    written(world, "Zij slaapt nu op de havenkade  12.", at=at)

    assert "avenkade" not in parts_of(world, at)


def test_the_paper_says_the_same_whether_something_was_left_out_or_not(
    mila: Visitor, world: World, at: datetime
) -> None:
    before = text_of(paper_of(mila, world))
    secret = written(world, "Wij zijn bij tante.", at=at)
    new = shields.NewShield(ShieldKind.ENTRY, [world.daan], "Gevaar.", secret)
    shields.close(world.home, new, by=world.mila, at=at)

    assert text_of(paper_of(mila, world)) == before


def test_nothing_of_another_household_is_on_it(world: World, at: datetime) -> None:
    other = dossier.registered(world.huizen, name="De Els", by=world.mila, at=at)
    new = journal.NewEntry(EntryKind.FACT, day_of(at), "Bij De Els.", Provenance.FAMILY)
    journal.write(other, new, by=world.mila, at=at)
    plan.family_plan(other, by=world.mila, at=at)

    text = parts_of(world, at)

    assert "De Els" not in text
    assert "Sem slaapt door" not in text


def test_who_printed_it_stands_in_the_trail(mila: Visitor, world: World) -> None:
    paper_of(mila, world)

    row = Event.objects.get(subject="werkexemplaar")
    assert (row.way, row.actor_id, row.household_ref) == ("print", world.mila.pk, world.home.ref)
    assert "drukte het hele dossier af" in words(mila.look("desk:access", world.home.ref))


def test_only_who_keeps_the_dossier_prints_it(
    client: Client, world: World, monday: datetime
) -> None:
    partner = Visitor(client, world.vera, at=monday)

    assert partner.look("desk:working_copy", world.home.ref).status_code == 404
    assert "Werkexemplaar" not in words(partner.look("desk:access", world.home.ref))
    team = Visitor(Client(), world.ruben, at=monday)
    assert "Werkexemplaar afdrukken, met het hele verhaal" in words(
        team.look("desk:access", world.home.ref)
    )
    assert team.look("desk:working_copy", world.home.ref).status_code == 200


def test_a_long_story_takes_as_many_statements_as_a_short_one(world: World, at: datetime) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            parts_of(world, at)
        return len(found)

    written(world, "Een.", at=at)
    short = asked()
    for number in range(40):
        written(world, f"Aantekening {number}.", at=at)

    assert asked() == short
