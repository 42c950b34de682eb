"""The register of legal boundaries: per pilot, for who works there, without households."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.test import Client

from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.legal import rules, selectors
from tandem.legal.models import LegalBoundary
from tandem.legal.services import boundaries
from tandem.network import door
from tests.factories.visitor import Visitor, words
from tests.factories.world import World

NEW = boundaries.NewBoundary("Scholen vragen om informatie.", "Wmo 2015 art. 5.1.1", "Groen.")


def test_a_boundary_is_read_where_it_was_written(
    world: World, monday: datetime, client: Client
) -> None:
    mila = Visitor(client, world.mila, at=monday)
    sent = mila.send(
        "legal:boundary_add", world.huizen.slug, practice=NEW.practice, law=NEW.law, room=NEW.room
    )

    assert sent.status_code == 303
    assert NEW.law in words(mila.look("legal:boundaries"))
    elsewhere = selectors.boundaries_for(world.outsider, at=monday)
    assert [chapter.pilot for chapter in elsewhere] == [world.hilversum]
    assert not elsewhere[0].boundaries


def test_nothing_in_it_is_about_a_household(world: World, at: datetime) -> None:
    for practice in (f"Bij {world.home.ref} ging het zo.", "BSN 123456782"):
        about = boundaries.NewBoundary(practice, "wet", "geen")
        with pytest.raises(Refusal) as refused:
            boundaries.record(world.huizen, about, by=world.mila, at=at)
        assert refused.value.rule is rules.LEGAL_67
    assert not LegalBoundary.objects.exists()


def test_an_agreement_is_not_of_tomorrow(world: World, at: datetime) -> None:
    new = boundaries.NewBoundary("a", "b", "c", agreed_on=day_of(at) + timedelta(days=1))

    with pytest.raises(Refusal):
        boundaries.record(world.huizen, new, by=world.mila, at=at)


def test_another_pilot_does_not_write_here(world: World, at: datetime) -> None:
    with pytest.raises((Refusal, door.NotFound)):
        boundaries.record(world.huizen, NEW, by=world.outsider, at=at)


def test_the_coordinator_sees_and_writes_for_every_pilot(world: World, at: datetime) -> None:
    boundaries.record(world.hilversum, NEW, by=world.coordinator, at=at)

    found = selectors.boundaries_for(world.coordinator, at=at)

    assert len(found) > 1
    assert all(chapter.may_add for chapter in found)
