"""The pages of the family drawing: on the tab, changed, on paper."""

from __future__ import annotations

from datetime import date, timedelta
from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from pypdf import PdfReader

from tandem.core.periods import day_of
from tandem.dossier.enums import AddressKind, RelationKind, ShieldKind
from tandem.dossier.models import Relation
from tandem.dossier.services import addresses, households, shields
from tandem.plan.enums import BondKind, Symbol
from tandem.plan.models import Bond, DrawnPerson, Relative
from tandem.plan.services import drawing
from tests.factories.visitor import Visitor, words

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Person
    from tests.factories.world import World

HARD_NAMES = [
    "Wilhelmina-Johanna Maria Theresia van der Heijden-Oosterbaan " * 3,
    "مريم عبد الرحمن السعدي",
    "Oma 👵🏽 Zohra",
    '<script>alert("x")</script>',
]


@pytest.fixture
def mila(client: Client, world: World, monday: datetime) -> Visitor:
    return Visitor(client, world.mila, at=monday)


@pytest.fixture
def vera(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.vera, at=monday)


@pytest.fixture
def zohra(world: World, monday: datetime) -> Relative:
    new = drawing.NewRelative("Oma Zohra", Symbol.WOMAN, born_year=1955)
    relative = drawing.add_relative(world.home, new, by=world.mila, at=monday)
    mother = drawing.NewBond(relative, BondKind.BIRTH, world.fatima)
    drawing.bind(world.home, mother, by=world.mila, at=monday)
    return relative


@pytest.fixture
def related(world: World, monday: datetime) -> None:
    """What the dossier knows of De Wilg."""
    Relation.objects.all().delete()
    pairs = [(one, kid) for one in (world.fatima, world.daan) for kid in (world.noor, world.sem)]
    for parent, child in pairs:
        households.relate(parent, kind=RelationKind.PARENT, to=child, by=world.mila, at=monday)
    households.relate(
        world.fatima, kind=RelationKind.PARTNER, to=world.daan, by=world.mila, at=monday
    )


def lives(person: Person, lines: str, world: World, at: datetime, **more: Any) -> Any:
    new = addresses.NewAddress(AddressKind.HOME, lines, day_of(at) - timedelta(days=9), **more)
    return addresses.add(person, new, by=world.mila, at=at)


def text_of(answer: Any) -> str:
    return " ".join(page.extract_text() for page in PdfReader(BytesIO(answer.content)).pages)


def figures(part: Any) -> list[Any]:
    """Every picture in the structure of a PDF."""
    part = part.get_object() if hasattr(part, "get_object") else part
    if isinstance(part, list):
        return [one for inner in part for one in figures(inner)]
    if not isinstance(part, dict):
        return []
    own = [part] if part.get("/S") == "/Figure" else []
    return own + figures(part.get("/K"))


# On the tab ------------------------------------------------------------------------------------


@pytest.mark.usefixtures("related")
def test_the_tab_draws_what_the_dossier_knows_without_asking_again(
    mila: Visitor, world: World
) -> None:
    page = words(mila.look("desk:family", world.home.ref))

    assert page.count("genogram__line--birth") >= 2
    assert "genogram__line--cohabitation" in page
    assert "Van 4 gezinsleden is het symbool nog niet gekozen." in page


def test_the_list_says_every_relation_of_everybody(
    mila: Visitor, world: World, zohra: Relative
) -> None:
    page = words(mila.look("desk:family", world.home.ref))

    assert "Als lijst lezen" in page
    assert f"ouder van <bdi>{world.fatima.name}</bdi>" in page
    assert f"kind van <bdi>{zohra.name}</bdi>" in page


def test_the_tab_asks_as_much_for_a_large_family_as_for_a_small_one(
    mila: Visitor, world: World, monday: datetime
) -> None:
    def asked() -> int:
        with CaptureQueriesContext(
            connection,
        ) as queries:
            mila.look("desk:family", world.home.ref)
        return len(queries)

    asked()  # the first look of a session also notes that it is there
    first = asked()
    for number in range(8):
        new = drawing.NewRelative(f"Neef {number}", Symbol.MAN, born_year=1990 + number)
        relative = drawing.add_relative(world.home, new, by=world.mila, at=monday)
        tie = drawing.NewBond(world.noor, BondKind.CLOSE, relative)
        drawing.bind(world.home, tie, by=world.mila, at=monday)

    assert asked() == first <= 15 + 2  # and the two of a test in a transaction


def test_who_live_together_stand_in_a_ring_and_where_that_is_does_not(
    mila: Visitor, world: World, monday: datetime
) -> None:
    for person in (world.fatima, world.sem):
        lives(person, "Ceintuurbaan 208\n1271 GN Huizen", world, monday)
    page = words(mila.look("desk:family", world.home.ref))

    assert "genogram__ring" in page
    assert f"woont samen met {world.sem.name}" in page
    assert "Ceintuurbaan" not in page


def test_a_child_of_two_homes_lives_together_with_both(
    mila: Visitor, world: World, monday: datetime
) -> None:
    for person, lines in (
        (world.fatima, "Bij mama 1"),
        (world.sem, "Bij mama 1"),
        (world.daan, "Bij papa 2"),
        (world.sem, "Bij papa 2"),
    ):
        lives(person, lines, world, monday)
    page = words(mila.look("desk:family", world.home.ref))

    assert f"woont samen met {world.fatima.name}" in page
    assert f"woont samen met {world.daan.name}" in page


def test_an_address_of_before_is_no_home(mila: Visitor, world: World, monday: datetime) -> None:
    for person in (world.fatima, world.sem):
        lives(person, "Oude straat 1", world, monday, until=day_of(monday))

    assert "woont samen met" not in words(mila.look("desk:family", world.home.ref))


def test_a_partner_may_change_the_drawing(vera: Visitor, world: World) -> None:
    assert "Aanpassen" in words(vera.look("desk:family", world.home.ref))


@pytest.mark.parametrize("name", HARD_NAMES)
def test_hard_names_leave_the_page_whole(
    mila: Visitor, world: World, monday: datetime, name: str
) -> None:
    for born in (1900, 2026):
        new = drawing.NewRelative(name[:200], Symbol.OTHER, born_year=born)
        drawing.add_relative(world.home, new, by=world.mila, at=monday)
    page = words(mila.look("desk:family", world.home.ref))

    assert "<script>alert" not in page
    assert page.count("genogram__person") == 6


# Changing it -----------------------------------------------------------------------------------


def test_a_relative_is_added_with_how_they_belong(mila: Visitor, world: World) -> None:
    answer = mila.send(
        "plan:relative_add",
        world.home.ref,
        name="Oma Zohra",
        symbol="woman",
        born_year="1955",
        kind="birth",
        other=f"p{world.fatima.pk}",
    )

    assert answer.status_code == 303
    bond = Bond.objects.get()
    assert (bond.relative, bond.other_person) == (Relative.objects.get(), world.fatima)


def test_a_child_elsewhere_is_added_as_a_child_of_somebody(mila: Visitor, world: World) -> None:
    mila.send(
        "plan:relative_add",
        world.home.ref,
        name="Amin",
        symbol="man",
        born_on="2009-04-01",
        kind="child",
        other=f"p{world.daan.pk}",
    )

    bond = Bond.objects.get()
    assert (bond.person, bond.kind, bond.other_relative) == (
        world.daan,
        "birth",
        Relative.objects.get(),
    )


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"name": ""}, "Naam"),
        ({"kind": "birth"}, "Kies ook dit"),
        ({"born_year": "55"}, "Vul een jaar in van vier cijfers."),
        ({"born_on": "1955-01-01", "born_year": "1956"}, "ander jaar"),
        ({"other": "p0", "kind": "birth"}, "p0"),
    ],
)
def test_a_form_that_does_not_fit_comes_back_filled(
    mila: Visitor, world: World, fields: dict[str, str], said: str
) -> None:
    sent = {"name": "Oma Zohra", "symbol": "woman", "note": "Zij past graag op."} | fields
    answer = mila.send("plan:relative_add", world.home.ref, **sent)

    assert answer.status_code == 422
    assert said in words(answer)
    assert "Zij past graag op." in words(answer)
    assert not Relative.objects.exists()


def test_a_refusal_names_the_rule_and_keeps_what_was_typed(
    mila: Visitor, world: World, zohra: Relative
) -> None:
    answer = mila.send(
        "plan:bond_add",
        world.home.ref,
        one=f"p{world.fatima.pk}",
        kind="foster",
        other=f"r{zohra.pk}",
        note="klopt dit wel?",
    )

    assert answer.status_code == 409
    assert "PLAN-21" in words(answer)
    assert "klopt dit wel?" in words(answer)
    assert Bond.objects.count() == 1


def test_somebody_of_another_household_cannot_be_chosen(mila: Visitor, world: World) -> None:
    answer = mila.send(
        "plan:bond_add", world.home.ref, one="r999999", kind="close", other=f"p{world.noor.pk}"
    )

    assert answer.status_code == 422


def test_two_who_change_a_relative_see_each_others_words(
    mila: Visitor, vera: Visitor, world: World, zohra: Relative
) -> None:
    seen = {"symbol": "woman", "born_year": "1955", "seen": "1"}
    address = ("plan:relative_change", world.home.ref, zohra.pk)
    mila.send(*address, name="Zohra Ayadi", **seen)
    answer = vera.send(*address, name="Oma", **seen)

    assert answer.status_code == 409
    assert "Zohra Ayadi" in words(answer)


def test_a_couple_that_parted_is_changed(mila: Visitor, world: World, monday: datetime) -> None:
    new = drawing.NewBond(world.fatima, BondKind.MARRIAGE, world.daan, since_year=2010)
    bond = drawing.bind(world.home, new, by=world.mila, at=monday)
    page = words(mila.look("plan:bond_change", world.home.ref, bond.pk))

    assert "gescheiden van" in page
    assert "ouder van" not in page
    mila.send(
        "plan:bond_change",
        world.home.ref,
        bond.pk,
        kind="divorced",
        since_year="2010",
        until_year="2024",
        seen="1",
    )
    assert "(sinds 2010, tot 2024)" in words(mila.look("desk:family", world.home.ref))


def test_two_who_change_a_line_see_each_others_words(
    mila: Visitor, vera: Visitor, world: World, monday: datetime
) -> None:
    new = drawing.NewBond(world.fatima, BondKind.CONFLICT, world.daan)
    bond = drawing.bind(world.home, new, by=world.mila, at=monday)
    address = ("plan:bond_change", world.home.ref, bond.pk)
    mila.send(*address, kind="distant", note="sinds de zomer", seen="1")
    answer = vera.send(*address, kind="close", seen="1")

    assert answer.status_code == 409
    assert "sinds de zomer" in words(answer)


def test_a_mistake_is_taken_out_after_a_question(
    mila: Visitor, world: World, zohra: Relative
) -> None:
    bond = Bond.objects.get()

    assert "ouder van" in words(mila.look("plan:bond_remove", world.home.ref, bond.pk))
    mila.send("plan:bond_remove", world.home.ref, bond.pk)
    assert not Bond.objects.exists()
    mila.send("plan:relative_remove", world.home.ref, zohra.pk)
    assert not Relative.objects.exists()


def test_a_double_click_takes_out_once_and_is_not_told_that_it_is_gone(
    mila: Visitor, world: World, zohra: Relative
) -> None:
    page = words(mila.look("plan:relative_remove", world.home.ref, zohra.pk))
    once = page.split('name="once" value="')[1].split('"')[0]
    for _click in range(2):
        answer = mila.send_bare("plan:relative_remove", world.home.ref, zohra.pk, once=once)
        assert answer.status_code == 303


def test_a_symbol_is_chosen_and_seen(mila: Visitor, vera: Visitor, world: World) -> None:
    address = ("plan:person_draw", world.home.ref, world.noor.pk)
    mila.send(*address, symbol="woman", seen="0")
    answer = vera.send(*address, symbol="other", seen="0")

    assert DrawnPerson.objects.get().symbol == Symbol.WOMAN
    assert answer.status_code == 409
    assert "vrouw of meisje" in words(answer)


def test_who_died_is_drawn_so(mila: Visitor, world: World) -> None:
    address = ("plan:person_draw", world.home.ref, world.daan.pk)
    mila.send(*address, symbol="man", died_on="2026-08-20", seen="0")
    page = words(mila.look("plan:drawing", world.home.ref))

    assert "† 2026" in page
    assert "genogram__line--dead" in page


def test_the_page_to_change_it_lists_people_relatives_and_lines(
    mila: Visitor, world: World, zohra: Relative
) -> None:
    page = words(mila.look("plan:drawing", world.home.ref))

    for one in (world.noor.name, zohra.name, "geboren in 1955", "nog niet gekozen"):
        assert one in page


# On paper --------------------------------------------------------------------------------------


@pytest.mark.usefixtures("related", "zohra")
def test_paper_is_a_tagged_pdf_with_the_picture_and_the_words(mila: Visitor, world: World) -> None:
    answer = mila.look("plan:drawing_print", world.home.ref)
    reader = PdfReader(BytesIO(answer.content))

    assert answer["Content-Type"] == "application/pdf"
    root: Any = reader.trailer["/Root"]
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "nl"
    assert all("/Alt" in one for one in figures(root["/StructTreeRoot"]))
    said = text_of(answer)
    assert "Oma Zohra" in said
    assert "Hetzelfde in woorden" in said
    assert "ouder van" in said


def test_paper_does_not_say_who_lives_where_once_an_address_is_closed_to_somebody(
    mila: Visitor, world: World, monday: datetime
) -> None:
    for person in (world.fatima, world.sem):
        place = lives(person, "Ceintuurbaan 208", world, monday)
    assert "woont samen met" in text_of(mila.look("plan:drawing_print", world.home.ref))

    closed = shields.NewShield(ShieldKind.ADDRESS, [world.daan], "Zij is gevlucht.", place)
    shields.close(world.home, closed, by=world.mila, at=monday)

    paper = text_of(mila.look("plan:drawing_print", world.home.ref))
    assert world.fatima.first_name in paper
    assert "woont samen met" not in paper
    assert "woont samen met" in words(mila.look("desk:family", world.home.ref))


def test_a_child_that_is_still_to_come_is_drawn(
    mila: Visitor, world: World, monday: datetime
) -> None:
    baby = households.NewPerson("Baby", "child", date(2027, 2, 1))
    households.add_persons(world.home, [baby], by=world.mila, at=monday)
    page = words(mila.look("desk:family", world.home.ref))

    assert "verwacht in februari 2027" in page
    assert "nog niet geboren (driehoek)" in page
