"""The form pages of the dossier: what people see, send, and cannot reach."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.test import Client

from tandem.audit.models import Event
from tandem.dossier.enums import (
    AuthoritySource,
    EntryKind,
    Provenance,
    RelationKind,
    ReportStatus,
    Safety,
)
from tandem.dossier.models import Authority, Entry, Household, Person, Relation, Report
from tandem.dossier.services import households, journal
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import MONDAY

if TYPE_CHECKING:
    from datetime import datetime

    from tests.factories.world import World

TODAY = date(2026, 9, 7)
FACT = {
    "kind": EntryKind.FACT,
    "text": "Noor vertelt dat ze weer goed slaapt.",
    "happened_on": TODAY.isoformat(),
    "contact": "home_visit",
    "safety": Safety.SAFE_ENOUGH,
    "source": "Noor zelf",
    "provenance": Provenance.FAMILY,
}
CONCERN = {**FACT, "kind": EntryKind.CONCERN}
WRONG_REFS = ("2026-XXXXXX", "nieuw-huis", "0", "a" * 300)
STRANGE = ("<script>alert(1)</script>", "\u202eWilg", "De Wilg 🌳", "W" * 200)


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def vera(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.vera, at=monday)


@pytest.fixture
def outsider(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.outsider, at=monday)


@pytest.fixture
def entry(world: World, monday: datetime) -> Entry:
    new = journal.NewEntry(
        EntryKind.CONCERN, date(2026, 9, 1), "Noor slaapt slecht.", Provenance.FAMILY
    )
    return journal.write(world.home, new, by=world.mila, at=monday)


@pytest.fixture
def report(world: World, monday: datetime) -> Report:
    return journal.announce_report(
        world.home,
        world.veilig_thuis,
        contact_on=date(2026, 9, 4),
        contact_with="moeder",
        by=world.vera,
        at=monday,
    )


def authority(world: World) -> Authority:
    return Authority.objects.get(holder=world.fatima, child=world.sem)


def pages(world: World, entry: Entry) -> list[tuple[Any, ...]]:
    ref = world.home.ref
    return [
        ("dossier:rename", ref),
        ("dossier:person_add", ref),
        ("dossier:person_change", ref, world.noor.pk),
        ("dossier:relate", ref, world.noor.pk),
        ("dossier:authority", ref, world.noor.pk),
        ("dossier:authority", ref, world.daan.pk),
        ("dossier:authority_end", ref, authority(world).pk),
        ("legal:entry_add", ref),
        ("legal:entry_correct", ref, entry.pk),
    ]


def test_every_page_opens_for_the_local_team_and_nobody_else(
    mila: Visitor, outsider: Visitor, world: World, entry: Entry
) -> None:
    for page in pages(world, entry):
        shown = mila.look(*page)
        assert shown.status_code == 200, page
        assert "De Wilg" in words(shown)
        assert "<title>Huishouden</title>" in words(shown)
        assert outsider.look(*page).status_code == 404, page
        assert outsider.send(*page).status_code == 404, page


def test_an_empty_form_comes_back_with_what_is_missing(
    mila: Visitor, world: World, entry: Entry
) -> None:
    for page in pages(world, entry):
        answer = mila.send(*page)
        assert answer.status_code == 422, page
        assert 'id="fouten"' in words(answer)


def test_a_form_without_its_key_comes_back_filled(
    mila: Visitor, world: World, entry: Entry
) -> None:
    for page in pages(world, entry):
        answer = mila.send_bare(
            *page, name="Iemand", text="Een lang verhaal", document="Beschikking"
        )
        assert answer.status_code == 409, page
    kept = mila.send_bare("legal:entry_add", world.home.ref, text="Een lang verhaal")
    assert "Een lang verhaal" in words(kept)


@pytest.mark.parametrize("ref", WRONG_REFS)
def test_a_wrong_reference_is_not_found(mila: Visitor, ref: str) -> None:
    assert mila.look("dossier:rename", ref).status_code == 404


@pytest.mark.parametrize("number", [0, 999_999_999, 10**30])
def test_a_wrong_number_is_not_found(mila: Visitor, world: World, number: int) -> None:
    assert mila.look("legal:entry_correct", world.home.ref, number).status_code == 404
    for name in ("person_change", "relate", "authority", "authority_end"):
        assert mila.look(f"dossier:{name}", world.home.ref, number).status_code == 404
    for name in ("dossier:report_read", "legal:report_attach"):
        assert mila.look(name, world.home.ref, number).status_code == 404


def test_nonsense_in_every_field_is_answered_without_a_fault(
    mila: Visitor, world: World, entry: Entry
) -> None:
    for nonsense in ("\x00", "-1", "9" * 40, "\u202e\U0001f333", "' OR 1=1 --"):
        for page in pages(world, entry):
            fields = mila.look(*page).context["form"].fields
            answer = mila.send(*page, **dict.fromkeys(fields, nonsense))
            assert answer.status_code in {303, 409, 422, 404}, (page, nonsense)


def test_a_person_of_another_household_is_not_found(
    mila: Visitor, world: World, other_home: Household
) -> None:
    stranger = other_home.persons.order_by("id")[0]

    answer = mila.look("dossier:person_change", world.home.ref, stranger.pk)

    assert answer.status_code == 404


@pytest.fixture
def other_home(world: World, monday: datetime) -> Household:
    return dossier.registered(world.hilversum, name="De Esdoorn", by=world.outsider, at=monday)


def test_other_methods_are_answered_without_a_fault(mila: Visitor, world: World) -> None:
    for method in ("put", "delete", "patch", "head", "options"):
        answer = getattr(mila.client, method)(f"/huishoudens/{world.home.ref}/naam/")
        assert answer.status_code < 500


@pytest.mark.parametrize("name", STRANGE)
def test_a_strange_name_is_kept_and_shown_escaped(mila: Visitor, world: World, name: str) -> None:
    answer = mila.send("dossier:rename", world.home.ref, name=name, seen=world.home.version)

    assert answer.status_code == 303
    world.home.refresh_from_db()
    assert world.home.name == name
    assert "<script>alert" not in words(mila.look("dossier:rename", world.home.ref))


def test_two_people_rename_at_once_and_nothing_is_lost(mila: Visitor, world: World) -> None:
    seen = world.home.version
    households.rename(world.home, "De Treurwilg", seen=seen, by=world.ruben, at=MONDAY)

    refused = mila.send("dossier:rename", world.home.ref, name="De Knotwilg", seen=seen)
    again = mila.send("dossier:rename", world.home.ref, name="De Knotwilg", seen=seen + 1)

    assert refused.status_code == 409
    assert "Intussen staat er" in words(refused)
    assert "De Treurwilg" in words(refused)
    assert "De Knotwilg" in words(refused)
    assert f'name="seen" value="{seen + 1}"' in words(refused)
    assert again.status_code == 303
    assert Event.objects.filter(rule="DOSSIER-07").count() == 1


def test_a_person_is_added_and_found(mila: Visitor, world: World) -> None:
    answer = mila.send(
        "dossier:person_add", world.home.ref, name="Opa Joop", role="other", born_on="1950-02-01"
    )

    assert answer.status_code == 303
    assert Person.objects.get(name="Opa Joop").household_id == world.home.pk


@pytest.mark.parametrize(
    "born", ["1899-12-31", "2099-01-01", "31-02-2020", "gisteren", "0001-01-01"]
)
def test_an_impossible_birth_date_is_said_so(mila: Visitor, world: World, born: str) -> None:
    answer = mila.send("dossier:person_add", world.home.ref, name="Opa", role="other", born_on=born)

    assert answer.status_code in {409, 422}
    assert "Opa" in words(answer)
    assert not Person.objects.filter(name="Opa").exists()


def test_a_person_changed_by_two_shows_only_what_differs(mila: Visitor, world: World) -> None:
    noor = world.noor
    new = households.NewPerson("Noor de Wilgen", noor.role, noor.born_on, "06-1")
    households.change_person(noor, new, seen=1, left_on=None, by=world.ruben, at=MONDAY)

    fields = {"role": noor.role, "born_on": noor.born_on.isoformat(), "phone": "06-2"}
    page = ("dossier:person_change", world.home.ref, noor.pk)
    refused = mila.send(*page, name="Noor Wilgen", seen=1, **fields)
    again = mila.send(*page, name="Noor Wilgen", seen=2, **fields)

    assert refused.status_code == 409
    assert words(refused).count("Intussen staat er:") == 2
    assert "Noor de Wilgen" in words(refused)
    assert again.status_code == 303
    noor.refresh_from_db()
    assert (noor.name, noor.phone, noor.version) == ("Noor Wilgen", "06-2", 3)


def test_a_relation_is_written_once_and_shown(mila: Visitor, world: World) -> None:
    page = ("dossier:relate", world.home.ref, world.fatima.pk)
    for _ in range(2):
        mila.send(*page, kind=RelationKind.PARENT, to=world.sem.pk)

    assert Relation.objects.filter(person=world.fatima, other=world.sem).count() == 1
    assert "Fatima Wilgen is ouder van Sem Wilgen." in words(mila.look(*page))


def test_a_child_is_no_parent_of_its_mother(mila: Visitor, world: World) -> None:
    page = ("dossier:relate", world.home.ref, world.sem.pk)

    answer = mila.send(*page, kind=RelationKind.PARENT, to=world.fatima.pk)

    assert answer.status_code == 409
    assert "DOSSIER-08" in words(answer)


def test_authority_can_be_recorded_from_both_sides_and_ended(mila: Visitor, world: World) -> None:
    known = {
        "source": AuthoritySource.COURT,
        "source_on": "2026-09-01",
        "since": "2026-09-01",
        "document": "C/16/1234",
    }
    from_child = mila.send(
        "dossier:authority", world.home.ref, world.noor.pk, other=world.daan.pk, **known
    )
    from_adult = mila.send(
        "dossier:authority", world.home.ref, world.fatima.pk, other=world.noor.pk, **known
    )
    written = Authority.objects.get(holder=world.daan, child=world.noor, until=None)
    ended = mila.send("dossier:authority_end", world.home.ref, written.pk, on="2026-09-05")
    gone = mila.look("dossier:authority_end", world.home.ref, written.pk)

    assert [a.status_code for a in (from_child, from_adult, ended, gone)] == [303, 303, 303, 404]
    assert written.source == AuthoritySource.COURT


def test_authority_does_not_end_before_it_began(mila: Visitor, world: World) -> None:
    running = authority(world)

    answer = mila.send(
        "dossier:authority_end",
        world.home.ref,
        running.pk,
        on=(running.since - timedelta(days=1)).isoformat(),
    )

    assert answer.status_code == 422
    assert "vóór het begin" in words(answer)


def test_an_entry_is_written_with_whom_it_is_about(mila: Visitor, world: World) -> None:
    answer = mila.send("legal:entry_add", world.home.ref, **FACT, about=[world.noor.pk])

    written = Entry.objects.get()
    assert answer.status_code == 303
    assert list(written.about.all()) == [world.noor]
    assert written.legal_ground == ""


def test_a_ground_is_asked_only_for_what_came_without_consent(mila: Visitor, world: World) -> None:
    without = {**FACT, "provenance": Provenance.LEGAL_GROUND}

    refused = mila.send("legal:entry_add", world.home.ref, **without)
    named = mila.send("legal:entry_add", world.home.ref, **without, legal_ground="Wmo 5.2.6")

    assert refused.status_code == 409
    assert "DOSSIER-05" in words(refused)
    assert FACT["text"] in words(refused)
    assert named.status_code == 303


def test_a_contact_in_the_future_is_refused(mila: Visitor, world: World) -> None:
    answer = mila.send("legal:entry_add", world.home.ref, **{**FACT, "happened_on": "2026-09-08"})

    assert answer.status_code == 409
    assert "DOSSIER-02" in words(answer)


def test_two_people_correct_at_once_and_the_second_sees_the_first(
    mila: Visitor, world: World, entry: Entry
) -> None:
    page = ("legal:entry_correct", world.home.ref, entry.pk)
    first = mila.send(
        *page, **{**CONCERN, "text": "Noor slaapt om de nacht slecht."}, seen=entry.pk
    )
    newest = Entry.objects.get(replaces=entry)

    late = mila.send(*page, **{**CONCERN, "text": "Noor ligt vaak wakker."}, seen=entry.pk)
    again = mila.send(*page, **{**CONCERN, "text": "Noor ligt vaak wakker."}, seen=newest.pk)

    assert first.status_code == 303
    assert late.status_code == 409
    assert "Noor slaapt om de nacht slecht." in words(late)
    assert "Noor ligt vaak wakker." in words(late)
    assert f'name="seen" value="{newest.pk}"' in words(late)
    assert again.status_code == 303
    assert Entry.objects.filter(text="Noor slaapt slecht.").exists()


SPOKE = {"text": "We spraken over slapen.", "provenance": "family", "source": "Fatima"}


def test_a_partner_announces_writes_and_the_local_team_attaches(
    mila: Visitor, vera: Visitor, world: World
) -> None:
    ref = world.home.ref
    announced = vera.send(
        "legal:report_announce",
        ref,
        contact_on="2026-09-04",
        people=[world.fatima.pk, world.noor.pk],
        others="de juf",
    )
    report = Report.objects.get()
    sent = vera.send("legal:report_send", ref, report.pk, **SPOKE)
    read = mila.look("dossier:report_read", ref, report.pk)
    attached = mila.send("legal:report_attach", ref, report.pk)
    twice = mila.send("legal:report_attach", ref, report.pk)

    assert report.contact_with == "Fatima, Noor, de juf"
    assert announced["Location"].endswith(f"/verslagen/{report.pk}/schrijven/")
    assert sent.status_code == 303
    assert "We spraken over slapen." in words(read)
    assert "Toevoegen aan het dossier" in words(read)
    assert attached.status_code == 303
    assert twice.status_code == 409
    report.refresh_from_db()
    assert report.status == ReportStatus.ATTACHED
    entry = Entry.objects.get()
    assert (entry.text, entry.provenance) == ("We spraken over slapen.", "family")
    assert entry.source == f"het verslag van {world.veilig_thuis.name}, van Fatima"


def test_only_who_had_the_contact_writes_the_report(
    mila: Visitor, vera: Visitor, world: World, report: Report
) -> None:
    assert vera.look("legal:report_send", world.home.ref, report.pk).status_code == 200
    assert vera.look("dossier:report_read", world.home.ref, report.pk).status_code == 200
    assert mila.look("legal:report_send", world.home.ref, report.pk).status_code == 404
    assert mila.look("legal:report_announce", world.home.ref).status_code == 404
    assert vera.look("legal:report_attach", world.home.ref, report.pk).status_code == 404


def test_a_report_that_is_not_written_cannot_be_attached(
    mila: Visitor, world: World, report: Report
) -> None:
    page = mila.look("legal:report_attach", world.home.ref, report.pk)
    answer = mila.send("legal:report_attach", world.home.ref, report.pk)

    assert "DOSSIER-06" in words(page)
    assert answer.status_code == 409


def test_a_partner_may_not_change_who_belongs_to_the_household(vera: Visitor, world: World) -> None:
    for page in (("rename", world.home.ref), ("person_add", world.home.ref)):
        assert vera.look(f"dossier:{page[0]}", page[1]).status_code == 404


def test_a_double_click_writes_one_entry(mila: Visitor, world: World) -> None:
    page = mila.look("legal:entry_add", world.home.ref)
    fields = {**FACT, "once": page.context["once"]}
    url = f"/huishoudens/{world.home.ref}/verhaal/opschrijven/"

    answers = [mila.client.post(url, fields).status_code for _ in range(2)]

    assert answers == [303, 303]
    assert Entry.objects.count() == 1
