"""Drawing a family together: relatives, bonds and symbols, judged and recorded."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction
from django.db.utils import Error

from tandem.audit.models import Event
from tandem.core.verdict import Refusal
from tandem.dossier import door
from tandem.dossier.enums import RelationKind, Status
from tandem.dossier.models import Household
from tandem.dossier.rules import DOSSIER_01, DOSSIER_02, DOSSIER_07, DOSSIER_08, DOSSIER_09
from tandem.dossier.services import households
from tandem.plan import rules
from tandem.plan.enums import BondKind, Symbol
from tandem.plan.models import Bond, DrawnPerson, Relative
from tandem.plan.services import drawing
from tandem.plan.services.drawing import NewBond, NewRelative
from tests.factories import dossier
from tests.second_lock.test_identity import as_web, run

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Rule
    from tandem.dossier.models import Person
    from tests.factories.world import World

ZOHRA = NewRelative("Oma Zohra", Symbol.WOMAN, born_year=1955)


@pytest.fixture
def zohra(world: World, at: datetime) -> Relative:
    return drawing.add_relative(world.home, ZOHRA, by=world.mila, at=at)


def refused(rule: Rule) -> pytest.RaisesExc[Refusal]:
    return pytest.RaisesExc(Refusal, check=lambda refusal: refusal.rule is rule)


def bind(world: World, at: datetime, *ends_and_kind: object, **more: object) -> Bond:
    one, kind, other = ends_and_kind
    new = NewBond(one, kind, other, **more)  # type: ignore[arg-type]
    return drawing.bind(world.home, new, by=world.mila, at=at)


# Relatives -------------------------------------------------------------------------------------


def test_a_relative_is_kept_with_who_wrote_it_and_when(
    world: World, zohra: Relative, at: datetime
) -> None:
    zohra.refresh_from_db()

    assert (zohra.name, zohra.born_year, zohra.is_dead) == ("Oma Zohra", 1955, False)
    assert (zohra.recorded_by, zohra.recorded_at) == (world.mila, at)
    assert Event.objects.get(event="relative_added").household_ref == world.home.ref


def test_a_partner_who_works_on_the_plan_draws_too(world: World, at: datetime) -> None:
    drawing.add_relative(world.home, ZOHRA, by=world.vera, at=at)

    assert Relative.objects.get().recorded_by == world.vera


def test_who_died_in_a_year_is_dead(world: World, at: datetime) -> None:
    hassan = NewRelative("Opa Hassan", Symbol.MAN, born_year=1950, died_year=2019)

    assert drawing.add_relative(world.home, hassan, by=world.mila, at=at).is_dead


def test_nobody_dies_before_birth(world: World, at: datetime) -> None:
    hassan = NewRelative("Opa Hassan", Symbol.MAN, born_on=date(1950, 1, 2), died_year=1905)

    with refused(rules.PLAN_24):
        drawing.add_relative(world.home, hassan, by=world.mila, at=at)
    assert not Relative.objects.exists()


def test_the_drawing_has_an_end(world: World, at: datetime) -> None:
    Relative.objects.bulk_create(
        Relative(household=world.home, name=f"Neef {n}", recorded_at=at, recorded_by=world.mila)
        for n in range(rules.MOST_RELATIVES)
    )

    with refused(rules.PLAN_26):
        drawing.add_relative(world.home, ZOHRA, by=world.mila, at=at)


def test_two_who_write_at_once_do_not_overwrite_each_other(
    world: World, zohra: Relative, at: datetime
) -> None:
    drawing.change_relative(zohra, replace(ZOHRA, name="Zohra"), seen=1, by=world.mila, at=at)

    with refused(DOSSIER_07):
        drawing.change_relative(zohra, ZOHRA, seen=1, by=world.vera, at=at)
    zohra.refresh_from_db()
    assert (zohra.name, zohra.version) == ("Zohra", 2)


def test_a_relative_does_not_become_younger_than_their_child(
    world: World, zohra: Relative, at: datetime
) -> None:
    bind(world, at, zohra, BondKind.BIRTH, world.fatima)
    late = replace(ZOHRA, born_year=world.fatima.born_on.year + 1)

    with refused(DOSSIER_08):
        drawing.change_relative(zohra, late, seen=1, by=world.mila, at=at)


def test_a_mistake_is_taken_out_with_its_lines_and_the_trail_tells(
    world: World, zohra: Relative, at: datetime
) -> None:
    bind(world, at, zohra, BondKind.BIRTH, world.fatima)
    number = zohra.pk

    drawing.remove_relative(zohra, by=world.mila, at=at)

    assert not Relative.objects.exists()
    assert not Bond.objects.exists()
    assert Event.objects.get(event="relative_removed").subject == f"relative:{number}"


def test_a_relative_and_how_they_belong_come_together_or_not_at_all(
    world: World, at: datetime
) -> None:
    child = drawing.How(BondKind.BIRTH, world.sem)
    young = NewRelative("Tante", Symbol.WOMAN, born_year=2024)

    with refused(DOSSIER_08):
        drawing.add_relative_with(world.home, young, child, by=world.mila, at=at)
    assert not Relative.objects.exists()

    of = drawing.How(BondKind.BIRTH, world.daan, is_back=True)
    drawing.add_relative_with(world.home, young, of, by=world.mila, at=at)
    assert Bond.objects.get().person == world.daan


# Bonds -----------------------------------------------------------------------------------------


def test_nobody_becomes_their_own_ancestor(world: World, zohra: Relative, at: datetime) -> None:
    unknown = drawing.add_relative(
        world.home, NewRelative("Onbekend", Symbol.OTHER), by=world.mila, at=at
    )
    bind(world, at, unknown, BondKind.BIRTH, zohra)
    bind(world, at, zohra, BondKind.BIRTH, world.fatima)

    with refused(rules.PLAN_21):
        bind(world, at, world.fatima, BondKind.FOSTER, unknown)


def test_what_the_dossier_says_counts_for_who_comes_down_from_whom(
    world: World, at: datetime
) -> None:
    households.relate(
        world.fatima, kind=RelationKind.STEP_PARENT, to=world.noor, by=world.mila, at=at
    )

    with refused(rules.PLAN_21):
        bind(world, at, world.noor, BondKind.STEP, world.fatima)


def test_a_child_is_not_older_than_its_parent(world: World, at: datetime) -> None:
    with refused(DOSSIER_08):
        bind(world, at, world.sem, BondKind.BIRTH, world.noor)


def test_nobody_is_bound_to_themselves(world: World, at: datetime) -> None:
    with refused(rules.PLAN_22):
        bind(world, at, world.fatima, BondKind.CLOSE, world.fatima)


@pytest.mark.parametrize(
    ("first", "second"),
    [
        (BondKind.MARRIAGE, BondKind.DIVORCED),
        (BondKind.CLOSE, BondKind.CONFLICT),
        (BondKind.TWINS, BondKind.TWINS),
    ],
)
def test_one_sort_of_bond_stands_between_two_people_once_from_either_side(
    world: World, at: datetime, first: BondKind, second: BondKind
) -> None:
    new = NewRelative("Tante Aicha", Symbol.WOMAN)
    aunt = drawing.add_relative(world.home, new, by=world.mila, at=at)
    bind(world, at, aunt, first, world.fatima)

    with refused(rules.PLAN_23):
        bind(world, at, world.fatima, second, aunt)


def test_a_couple_may_be_a_couple_and_quarrel(world: World, zohra: Relative, at: datetime) -> None:
    bind(world, at, world.fatima, BondKind.MARRIAGE, world.daan)
    bind(world, at, world.daan, BondKind.CONFLICT, world.fatima)

    assert Bond.objects.count() == 2


def test_what_the_dossier_knows_is_not_written_again_but_may_be_said_better(
    world: World, at: datetime
) -> None:
    households.relate(world.fatima, kind=RelationKind.PARENT, to=world.sem, by=world.mila, at=at)

    with refused(rules.PLAN_23):
        bind(world, at, world.fatima, BondKind.BIRTH, world.sem)
    bind(world, at, world.fatima, BondKind.ADOPTION, world.sem)


def test_a_marriage_that_ended_is_changed_and_keeps_its_people(world: World, at: datetime) -> None:
    bond = bind(world, at, world.fatima, BondKind.MARRIAGE, world.daan, since_year=2010)
    over = NewBond(world.fatima, BondKind.DIVORCED, world.daan, 2010, 2024, "sinds de verhuizing")

    drawing.change_bond(bond, over, seen=1, by=world.mila, at=at)

    bond.refresh_from_db()
    assert (bond.kind, bond.until_year, bond.version) == ("divorced", 2024, 2)
    with refused(DOSSIER_07):
        drawing.change_bond(bond, over, seen=1, by=world.vera, at=at)
    with refused(rules.PLAN_24):
        drawing.change_bond(bond, replace(over, until_year=2009), seen=2, by=world.mila, at=at)


def test_a_line_that_was_a_mistake_is_taken_out(world: World, at: datetime) -> None:
    bond = bind(world, at, world.fatima, BondKind.CUT_OFF, world.daan)
    number = bond.pk

    drawing.remove_bond(bond, by=world.vera, at=at)

    assert not Bond.objects.exists()
    assert Event.objects.get(event="bond_removed").subject == f"bond:{number}"


def test_twins_have_one_birth(world: World, at: datetime) -> None:
    with refused(rules.PLAN_25):
        bind(world, at, world.noor, BondKind.TWINS, world.sem)


def test_somebody_of_another_household_is_at_no_end(world: World, at: datetime) -> None:
    other = dossier.registered(world.huizen, by=world.mila, at=at)
    stranger = other.persons.order_by("id")[0]

    with pytest.raises(door.NotFound):
        bind(world, at, world.fatima, BondKind.CLOSE, stranger)


# People of the household -----------------------------------------------------------------------


def test_a_symbol_is_chosen_and_changed(world: World, at: datetime) -> None:
    def draw(symbol: Symbol, seen: int) -> None:
        drawing.draw_person(
            world.noor, symbol=symbol, died_on=None, seen=seen, by=world.vera, at=at
        )

    draw(Symbol.WOMAN, 0)
    draw(Symbol.OTHER, 1)

    assert DrawnPerson.objects.get().symbol == Symbol.OTHER
    with refused(DOSSIER_07):
        draw(Symbol.MAN, 1)


@pytest.mark.parametrize(
    ("died_on", "rule"),
    [(date(2027, 1, 1), DOSSIER_02), (date(1950, 1, 1), rules.PLAN_24)],
)
def test_nobody_dies_tomorrow_or_before_birth(
    world: World, at: datetime, died_on: date, rule: Rule
) -> None:
    with refused(rule):
        drawing.draw_person(
            world.daan, symbol=Symbol.MAN, died_on=died_on, seen=0, by=world.mila, at=at
        )


# Who may, and what the database promises --------------------------------------------------------


def test_without_a_key_there_is_nothing_to_draw(world: World, at: datetime) -> None:
    with pytest.raises(door.NotFound):
        drawing.add_relative(world.home, ZOHRA, by=world.outsider, at=at)


def test_who_gives_advice_reads_along_and_does_not_draw(world: World, at: datetime) -> None:
    dossier.everybody_says_yes(world.home, [world.gi], by=world.mila, at=at)
    dossier.partner(
        world.home, world.gi, form="advice", professional=world.guus, by=world.mila, at=at
    )

    with refused(DOSSIER_01):
        drawing.add_relative(world.home, ZOHRA, by=world.guus, at=at)


def test_an_ended_dossier_does_not_change(world: World, zohra: Relative, at: datetime) -> None:
    bond = bind(world, at, zohra, BondKind.BIRTH, world.fatima)
    Household.objects.filter(pk=world.home.pk).update(
        status=Status.ENDED, ended_on=date(2026, 9, 1)
    )
    writes = (
        lambda: drawing.add_relative(world.home, ZOHRA, by=world.mila, at=at),
        lambda: drawing.change_relative(zohra, ZOHRA, seen=1, by=world.mila, at=at),
        lambda: drawing.remove_relative(zohra, by=world.mila, at=at),
        lambda: bind(world, at, world.noor, BondKind.CLOSE, zohra),
        lambda: drawing.remove_bond(bond, by=world.mila, at=at),
        lambda: drawing.draw_person(
            world.noor, symbol=Symbol.WOMAN, died_on=None, seen=0, by=world.mila, at=at
        ),
    )

    for write in writes:
        with refused(DOSSIER_09):
            write()


@pytest.mark.parametrize(
    "broken",
    [
        {"relative_id": None},  # no end
        {"other_person": "fatima"},  # three ends
        {"since_year": 2020, "until_year": 2010},
        {"since_year": 1200},
        {"kind": "friend"},
    ],
)
def test_the_database_refuses_a_bond_that_is_none(
    world: World, zohra: Relative, at: datetime, broken: dict[str, object]
) -> None:
    husband = drawing.add_relative(world.home, replace(ZOHRA, name="Hassan"), by=world.mila, at=at)
    whole = {
        "household": world.home,
        "relative": zohra,
        "other_relative": husband,
        "kind": BondKind.MARRIAGE,
        "recorded_at": at,
        "recorded_by": world.mila,
    }
    if broken.get("other_person"):
        broken = {"other_person": world.fatima}

    with pytest.raises(IntegrityError), transaction.atomic():
        Bond.objects.create(**whole | broken)
    Bond.objects.create(**whole)


def test_the_database_keeps_one_couple_per_pair_in_one_direction(
    world: World, zohra: Relative, at: datetime
) -> None:
    def marry(one: Person, other: Person, kind: BondKind) -> None:
        with transaction.atomic():
            Bond.objects.create(
                household=world.home,
                person=one,
                other_person=other,
                kind=kind,
                recorded_at=at,
                recorded_by=world.mila,
            )

    first, second = sorted((world.fatima, world.daan), key=lambda one: one.pk)
    marry(first, second, BondKind.MARRIAGE)

    for one, other in ((first, second), (second, first), (first, first)):
        with pytest.raises(IntegrityError):
            marry(one, other, BondKind.DIVORCED)


# The second lock -------------------------------------------------------------------------------

_ADD = (
    "INSERT INTO plan_relative (household_id, name, symbol, is_dead, note, version, recorded_at,"
    " recorded_by_id) VALUES (%s, 'Tante', 'woman', false, '', 1, %s, %s)"
)


def test_who_gets_sql_past_python_draws_only_with_a_key_and_in_their_own_name(
    world: World, at: datetime
) -> None:
    with as_web(world.vera, at):
        run(_ADD, world.home.pk, at, world.vera.pk)
    with pytest.raises(Error, match="cannot be made to sign"), as_web(world.vera, at):
        run(_ADD, world.home.pk, at, world.mila.pk)
    with pytest.raises(Error, match="row-level security"), as_web(world.outsider, at):
        run(_ADD, world.home.pk, at, world.outsider.pk)


@pytest.mark.parametrize("table", ["plan_relative", "plan_bond", "plan_drawnperson"])
def test_who_has_no_key_sees_nothing_and_takes_nothing_out(
    world: World, zohra: Relative, at: datetime, table: str
) -> None:
    bind(world, at, zohra, BondKind.BIRTH, world.fatima)
    drawing.draw_person(world.noor, symbol=Symbol.WOMAN, died_on=None, seen=0, by=world.mila, at=at)

    with as_web(world.outsider, at):
        assert run(f"SELECT id FROM {table}") == []
        if table != "plan_drawnperson":
            run(f"DELETE FROM {table}")
    with as_web(world.vera, at):
        assert len(run(f"SELECT id FROM {table}")) == 1
