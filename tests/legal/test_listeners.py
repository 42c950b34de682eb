"""Who counts when something is told to the family, and who is owed it (REG-12, REG-14)."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest

from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import Emergency, Person
from tandem.dossier.rules import DOSSIER_37
from tandem.dossier.selectors import listeners as dossier_listeners
from tandem.dossier.services import emergencies, households, shields
from tandem.legal import rules
from tandem.legal.models import Exchange, ToldTo
from tandem.legal.selectors import listeners
from tandem.legal.services import asking, sharing
from tandem.legal.services.telling import Listeners
from tests.factories import dossier
from tests.factories.world import World
from tests.legal.test_services import refused_by

DAY = timedelta(days=1)
LATER = "Hij is nu niet thuis."


@pytest.fixture
def grandfather(world: World, at: datetime) -> Person:
    """An adult of the household without authority over anybody."""
    new = households.NewPerson("Opa Wilgen", "other", date(1950, 1, 1))
    return households.add_persons(world.home, [new], by=world.mila, at=at)[0]


def close(world: World, person: Person, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.EVERYTHING, [person], "Bedreiging.")
    shields.close(world.home, new, by=world.mila, at=at)


@pytest.fixture(autouse=True)
def shared(world: World, at: datetime) -> Exchange:
    """Something was shared without a yes, and nobody heard of it yet."""
    return dossier.shared(world.home, world.rvdk, by=world.mila, at=at)[0]


def tell(world: World, heard: list[Person], at: datetime, why_not: str = LATER) -> None:
    shared = Exchange.objects.get()
    to = Listeners(heard, why_not)
    sharing.tell(shared, on=day_of(at), reaction="", to=to, by=world.mila, at=at)


def test_telling_only_a_young_child_is_not_telling(world: World, at: datetime) -> None:
    refused_by(rules.LEGAL_79, lambda: tell(world, [world.sem], at))


def test_telling_a_child_of_twelve_with_a_reason_for_the_others_is(
    world: World, at: datetime
) -> None:
    tell(world, [world.noor], at)

    assert set(ToldTo.objects.filter(told_on=None).values_list("person", flat=True)) == {
        world.fatima.pk,
        world.daan.pk,
    }


def test_break_glass_is_not_told_to_a_young_child_alone(world: World, at: datetime) -> None:
    need = emergencies.Need("danger", "De politie belt.", ref=world.home.ref)
    emergencies.break_glass(need, by=world.outsider, at=at)
    broken = Emergency.objects.get()

    with pytest.raises(Refusal) as no:
        emergencies.tell(broken, on=day_of(at), to=[world.sem], by=world.mila, at=at)
    assert no.value.rule is DOSSIER_37


def test_an_adult_without_authority_is_owed_it_too(
    world: World, grandfather: Person, at: datetime
) -> None:
    parents = [world.fatima, world.daan]

    refused_by(rules.LEGAL_79, lambda: tell(world, parents, at, why_not=""))
    tell(world, parents, at)

    row = ToldTo.objects.get(person=grandfather)
    assert (row.told_on, row.why_not) == (None, LATER)
    [(_number, people)] = listeners.still_to_hear(world.home, [Exchange.objects.get()], at=at)
    assert people == [grandfather, world.noor]


def test_what_an_adult_without_authority_hears_counts(
    world: World, grandfather: Person, at: datetime
) -> None:
    tell(world, [grandfather], at)

    assert ToldTo.objects.get(person=grandfather).told_on == day_of(at)


def test_who_is_closed_off_from_everything_is_not_owed_it(
    world: World, grandfather: Person, at: datetime
) -> None:
    close(world, grandfather, at)
    parents = [world.fatima, world.daan]

    tell(world, parents, at, why_not="")

    assert not ToldTo.objects.filter(person=grandfather).exists()
    assert grandfather not in dossier_listeners.counting(world.home, at=at)


def test_where_nobody_listens_everybody_counts(world: World, at: datetime) -> None:
    for person in (world.fatima, world.daan, world.noor):
        Person.objects.filter(pk=person.pk).update(left_on=day_of(at))

    assert dossier_listeners.counting(world.home, at=at) == [world.sem]


def test_nobody_is_ticked_beforehand_where_somebody_is_left_unasked(
    world: World, at: datetime
) -> None:
    assert {one.pk for one in listeners.present(world.home, at=at)} == {
        world.fatima.pk,
        world.daan.pk,
    }

    asking.leave_out(world.daan, reason="Fatima is bang.", by=world.mila, at=at + DAY)

    # A tick would open it on his page; a tick for her alone would tell who is left out.
    assert not listeners.present(world.home, at=at + DAY)
