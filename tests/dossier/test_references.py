"""References are drawn: in a region of thousands one is drawn twice now and then."""

from __future__ import annotations

import secrets
from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.db import IntegrityError, connection

from tandem.audit.models import Event
from tandem.core import identity
from tandem.dossier.models import Household
from tandem.dossier.services import households
from tests.factories import dossier
from tests.factories.world import World

type Draw = Callable[[str], None]


@pytest.fixture
def draw(monkeypatch: pytest.MonkeyPatch) -> Draw:
    """Say which letters are drawn next."""

    def these(drawn: str) -> None:
        letters = iter(drawn)
        monkeypatch.setattr(secrets, "choice", lambda _letters: next(letters))

    return these


def test_a_reference_that_is_taken_is_drawn_again(world: World, at: datetime, draw: Draw) -> None:
    draw("222222" + "222222" + "333333")

    first = dossier.registered(world.huizen, name="De Els", by=world.mila, at=at)
    second = dossier.registered(world.huizen, name="De Es", by=world.mila, at=at)

    assert (first.ref, second.ref) == (f"{at.year}-222222", f"{at.year}-333333")


def test_it_is_drawn_again_by_who_may_not_see_that_it_is_taken(
    world: World, at: datetime, draw: Draw
) -> None:
    draw("222222" + "222222" + "333333")
    dossier.registered(world.huizen, name="De Els", by=world.mila, at=at)

    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL ROLE tandem_web")
        identity.act_as(world.outsider.pk, at=at)
        seen = Household.objects.filter(ref=f"{at.year}-222222").exists()
        second = dossier.registered(world.hilversum, name="De Es", by=world.outsider, at=at)
        cursor.execute("RESET ROLE")

    assert not seen
    assert second.ref == f"{at.year}-333333"


def test_it_is_not_drawn_for_ever(world: World, at: datetime, draw: Draw) -> None:
    draw("222222" * 100)
    dossier.registered(world.huizen, name="De Els", by=world.mila, at=at)
    events = Event.objects.count()

    with pytest.raises(IntegrityError, match="dossier_household_ref_key"):
        dossier.registered(world.huizen, name="De Es", by=world.mila, at=at)
    connection.needs_rollback = False

    assert Event.objects.count() == events


def test_another_promise_that_is_broken_is_not_tried_again(
    world: World, at: datetime, draw: Draw
) -> None:
    draw("222222" + "333333" + "444444")
    source = households.Source("gezin-12", "iets")

    def bring_in() -> Household:
        return households.create(
            world.huizen,
            name="De Els",
            registered_on=date(2026, 9, 1),
            source=source,
            by=world.mila,
            at=at,
        )

    bring_in()
    with pytest.raises(IntegrityError, match="one_household_per_source_reference"):
        bring_in()

    assert secrets.choice("any") == "4"
