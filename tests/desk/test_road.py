"""The road of a household: one line of days with everything on it (DOS-27)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext

from tandem.core.periods import day_of
from tandem.core.timeline import MOST_IN_A_LANE
from tandem.desk.selectors.road import LANES, Asked, RoadPage, road_of
from tandem.desk.selectors.story import story_of
from tandem.dossier.enums import ContactKind, EntryKind, Provenance, Safety, ShieldKind
from tandem.dossier.models import Entry
from tandem.dossier.services import journal, shields
from tandem.journey.enums import ConsultationKind, EvaluationKind
from tandem.journey.services import endings, meetings, phases, slow_downs
from tests.factories import dossier, plan
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Household
    from tests.factories.world import World

MONDAY = date(2026, 9, 7)


def said(page: RoadPage, lane: str = "") -> list[str]:
    """Everything that the marks of a lane stand for."""
    return [
        one.text for item in page.items for one in item.mark.happenings if lane in {"", one.lane}
    ]


def wrote(home: Household, world: World, at: datetime, **other: Any) -> Entry:
    known: dict[str, Any] = {
        "kind": EntryKind.FACT,
        "happened_on": day_of(at),
        "text": "Noor sliep bij oma.",
        "provenance": Provenance.FAMILY,
        "contact": ContactKind.PHONE,
        "safety": Safety.SAFE_ENOUGH,
    }
    return journal.write(home, journal.NewEntry(**(known | other)), by=world.mila, at=at)


def decided_together(world: World, at: datetime) -> None:
    """One of everything that this page draws, and that the world does not have yet."""
    home, mila, day = world.home, world.mila, day_of(at)
    new = phases.NewPhase(2, day, "restored", "Het is rustig.", "Fatima slaapt weer.")
    phases.mark(home, new, by=mila, at=at)
    met = meetings.NewConsultation(
        kind=ConsultationKind.MDO,
        held_on=day,
        question="Wie haalt Sem op?",
        decided="Oma.",
        organizations=[world.samenkracht, world.veilig_thuis],
        family_involved="Fatima zat erbij.",
        child_interest="Sem weet het.",
    )
    meetings.record(home, met, by=mila, at=at)
    slow = slow_downs.NewSlowDown(day, "Daan begint.", "Slaan.", "Goed.", day + timedelta(days=28))
    made = slow_downs.propose(home, slow, by=mila, at=at)
    slow_downs.look_back(made, "Toch niet.", on=day, by=mila, at=at)
    planned = endings.plan_evaluation(home, kind=EvaluationKind.INTERIM, due_on=day, by=mila, at=at)
    endings.hold_evaluation(
        planned, endings.Held(day, "Veilig.", "Oma.", "Een 7."), seen=1, by=mila, at=at
    )
    dossier.decided(home, world.gi, world.ruben, by=mila, at=at)


def test_everything_of_the_household_is_on_it(world: World, at: datetime) -> None:
    decided_together(world, at)
    plan.settled(plan.safety_plan(world.home, by=world.mila, at=at), by=world.mila, at=at)
    wrote(world.home, world, at)
    wrote(world.home, world, at, contact=ContactKind.NONE, text="Gebeld met de school.")

    page = road_of(world.home, Asked(), at=at)

    assert said(page, "contact") == ["Noor sliep bij oma."]
    assert said(page, "opgeschreven") == ["Gebeld met de school."]
    assert "Fatima, Daan en Noor zeggen ja tegen samenwerken." in said(page, "toestemming")
    assert any(one.startswith("Groen: met toestemming.") for one in said(page, "regime"))
    assert "Mila Beukema, Lokaal team Huizen zit voorop." in said(page, "tandem")
    assert said(page, "fase") == ["Naar fase 2 (wat zit eronder?). Het is rustig."]
    assert said(page, "plan") == ["Veiligheidsplan, versie 1, vastgesteld."]
    decisions = said(page, "besluiten")
    assert any(
        one.startswith("Besloten om te vertragen, nog niet meegetekend.") for one in decisions
    )
    assert "Toch niet vertraagd. Toch niet." in decisions
    assert any(one.startswith("Kernbesluit van ") for one in decisions)
    talks = said(page, "overleg")
    assert "Multidisciplinair overleg (MDO). Besloten: Oma." in talks
    assert "Evaluatie. Een 7." in talks
    assert any(one.startswith("Gezamenlijke triage: toelaten.") for one in talks)


def test_what_is_new_on_the_road_is_in_the_story_too(world: World, at: datetime) -> None:
    decided_together(world, at)

    told = [line.text for line in story_of(world.home, kind="step").lines]

    assert "Naar fase 2 (wat zit eronder?). Het is rustig." in told
    assert "Multidisciplinair overleg (MDO). Besloten: Oma." in told
    assert "Toch niet vertraagd. Toch niet." in told


def test_a_corrected_line_is_not_on_it_and_its_correction_is(world: World, at: datetime) -> None:
    wrong = wrote(world.home, world, at, text="Vijf avonden.")
    right = journal.NewEntry(
        EntryKind.FACT,
        day_of(at),
        "Drie avonden.",
        Provenance.FAMILY,
        contact=ContactKind.PHONE,
        safety=Safety.SAFE_ENOUGH,
    )
    journal.correct(wrong, right, by=world.mila, at=at)

    assert said(road_of(world.home, Asked(), at=at), "contact") == ["Drie avonden."]


def test_a_mark_opens_the_story_at_its_line(world: World, at: datetime) -> None:
    wrote(world.home, world, at, text="Eerder.", happened_on=MONDAY - timedelta(days=9))
    wrote(world.home, world, at, text="Later.")
    [item] = [
        item
        for item in road_of(world.home, Asked(lane="contact"), at=at).items
        if item.mark.words == "Eerder."
    ]

    key = item.url.partition("?na=")[2]

    assert story_of(world.home, before=key).lines[0].text == "Eerder."


def test_a_period_and_a_lane_narrow_it(world: World, at: datetime) -> None:
    wrote(world.home, world, at)
    august = Asked(date(2026, 8, 1), date(2026, 8, 31))

    page = road_of(world.home, august, at=at)

    assert (page.road.since, page.road.last_day) == (date(2026, 8, 1), date(2026, 8, 31))
    assert not said(page, "contact")
    assert page.later.endswith("?van=2026-09-01&tot=2026-09-30")
    assert page.earlier == ""
    only = road_of(world.home, Asked(lane="toestemming"), at=at)
    assert {item.mark.lane.key for item in only.items} == {"toestemming"}
    assert [one.name for one in only.lanes if one.is_current] == ["Toestemming"]


def test_another_part_of_the_same_length_lies_beside_it(world: World, at: datetime) -> None:
    wrote(world.home, world, at)
    week = Asked(date(2026, 8, 20), date(2026, 8, 26))

    page = road_of(world.home, week, at=at)

    assert page.earlier.endswith("?van=2026-08-13&tot=2026-08-19")
    assert page.later.endswith("?van=2026-08-27&tot=2026-09-02")


def test_steps_are_the_year_the_quarter_and_the_month(world: World, at: datetime) -> None:
    page = road_of(world.home, Asked(), at=at)

    assert [one.name for one in page.periods] == ["Alles", "Jaar", "Kwartaal", "Maand"]
    assert [one.url.partition("?")[2] for one in page.periods] == [
        "",
        "van=2026-01-01&tot=2026-12-31",
        "van=2026-07-01&tot=2026-09-30",
        "van=2026-09-01&tot=2026-09-30",
    ]
    assert page.is_whole
    assert page.periods[0].is_current


def test_days_the_wrong_way_round_ask_for_everything(world: World, at: datetime) -> None:
    assert road_of(world.home, Asked(MONDAY, date(2026, 8, 1)), at=at).is_whole


def test_years_of_notes_are_counted_and_open_when_one_comes_nearer(
    world: World, at: datetime
) -> None:
    Entry.objects.bulk_create(
        Entry(
            household=world.home,
            kind=EntryKind.FACT,
            happened_on=date(2026, 8, 10) + timedelta(days=n % 28),
            text=f"Nummer {n}.",
            provenance=Provenance.FAMILY,
            contact=ContactKind.PHONE,
            written_at=at,
            written_by=world.mila,
        )
        for n in range(2_000)
    )

    page = road_of(world.home, Asked(), at=at)

    assert len(said(page, "contact")) == 2_000
    assert len(page.items) <= MOST_IN_A_LANE * len(LANES)
    bundle = next(item for item in page.items if item.mark.lane.key == "contact")
    assert bundle.mark.words.endswith(" contacten")
    assert not bundle.named
    assert "spoor=contact" in bundle.url


def test_what_is_closed_says_to_whom(world: World, at: datetime) -> None:
    entry = wrote(world.home, world, at)
    close = shields.NewShield(ShieldKind.ENTRY, [world.daan], "Fatima wil het zo.", entry)
    shields.close(world.home, close, by=world.mila, at=at)

    assert said(road_of(world.home, Asked(), at=at), "contact") == [
        "Noor sliep bij oma. (afgeschermd voor Daan)"
    ]


# The page -----------------------------------------------------------------------------------------


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


def test_the_page_is_a_picture_with_links_and_the_same_list(
    mila: Visitor, world: World, at: datetime
) -> None:
    wrote(world.home, world, at)
    ref = world.home.ref

    shown = words(mila.look("desk:road", ref))

    assert f'/huishoudens/{ref}/weg/">De weg' in words(mila.look("desk:story", ref))
    assert "<title>7 september 2026: Noor sliep bij oma.</title>" in shown
    assert "<b>Noor sliep bij oma.</b>" in shown
    assert "<title>Huishouden</title>" in shown


@pytest.mark.parametrize(
    "query",
    [
        "van=2026-99-01",
        "van=0001-01-01&tot=9999-12-31",
        "tot=gisteren&spoor=onbekend",
        "van=2026-09-07&tot=2026-09-07",
        "van=2090-01-01&tot=2090-02-01",
        "van=%00&spoor=%00",
    ],
)
def test_a_strange_address_is_answered(mila: Visitor, world: World, query: str) -> None:
    answer = mila.client.get(f"/huishoudens/{world.home.ref}/weg/?{query}")

    assert answer.status_code == 200


def test_it_asks_as_much_of_the_database_whatever_its_length(
    mila: Visitor, world: World, at: datetime
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(connection) as found:
            mila.look("desk:road", world.home.ref)
        return len(found)

    wrote(world.home, world, at)
    few = asked()
    for n in range(20):
        wrote(world.home, world, at, happened_on=MONDAY - timedelta(days=n))

    assert asked() == few <= 15


def test_a_stranger_does_not_find_it_and_a_partner_does(world: World, monday: datetime) -> None:
    for account, status in ((world.outsider, 404), (world.vera, 200)):
        visitor = Visitor(Client(), account, at=monday)
        assert visitor.look("desk:road", world.home.ref).status_code == status
