"""Who works does so in a role that lacks what only a family needs, and no family gets into it."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.db import transaction
from django.db.utils import ProgrammingError

from tandem.core import identity
from tests.desk.test_mine import page as own_page
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, refs, run


def test_who_works_does_so_in_a_role_of_its_own(world: World, at: datetime) -> None:
    with as_web(world.mila, at):
        assert run("SELECT current_user") == [("tandem_work",)]
        identity.act_as_nobody()
        assert run("SELECT current_user") == [("tandem_web",)]


def test_who_has_a_page_of_their_own_never_acts_where_shields_are_not(
    world: World, at: datetime
) -> None:
    mother = own_page(world.fatima, by=world.mila, at=at)
    with as_web(mother, at):
        assert run("SELECT current_user") == [("tandem_web",)]
    with as_web(mother, at), transaction.atomic():
        run("SET LOCAL ROLE tandem_work")
        with pytest.raises(ProgrammingError, match="page of their own"):
            refs()
        transaction.set_rollback(True)
