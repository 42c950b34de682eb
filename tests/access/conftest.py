"""The stage, the family and the region, made once per run and put back for every test."""

from __future__ import annotations

from datetime import datetime
from functools import partial
from typing import Any

import pytest
import time_machine
from django.db import connection

from tests.access import region
from tests.access.agreement import RAW
from tests.access.at_home import at_home
from tests.access.cast import Stage, stage
from tests.access.histories import History
from tests.factories.world import MONDAY, Snapshot


@pytest.fixture(scope="session")
def staged(snapshot: Snapshot, django_db_blocker: Any) -> Snapshot:
    """De Wilg with everything that an address can name, and everybody who comes to the door."""
    with django_db_blocker.unblock():
        return Snapshot(lambda: stage(snapshot.put_back(), MONDAY))


@pytest.fixture
def scene(staged: Snapshot, monday: object, db: None) -> Stage:
    """Everybody at the door of De Wilg."""
    assert isinstance(staged.made, Stage)
    return staged.made.again(staged.put_back())


@pytest.fixture(scope="session")
def lived(snapshot: Snapshot, django_db_blocker: Any) -> dict[bool, Snapshot]:
    """A family in which somebody fled, with a daughter of 14 and with one of 16."""
    with django_db_blocker.unblock(), time_machine.travel(MONDAY, tick=False):
        return {
            sixteen: Snapshot(partial(_at_home, snapshot, sixteen)) for sixteen in (False, True)
        }


def _at_home(snapshot: Snapshot, grown: bool) -> Stage:  # noqa: FBT001 - made for either
    return at_home(snapshot.put_back(), MONDAY, sixteen=grown)


@pytest.fixture
def family(lived: dict[bool, Snapshot], monday: object, db: None) -> Stage:
    """The family, with a daughter of 14."""
    return _back(lived[False])


@pytest.fixture
def family_of_sixteen(lived: dict[bool, Snapshot], monday: object, db: None) -> Stage:
    """The family, with a daughter of 16."""
    return _back(lived[True])


def _back(kept: Snapshot) -> Stage:
    assert isinstance(kept.made, Stage)
    return kept.made.again(kept.put_back())


@pytest.fixture(scope="session")
def region_snapshot(snapshot: Snapshot, django_db_blocker: Any) -> Snapshot:
    """De Wilg and two more households."""
    with django_db_blocker.unblock():
        return Snapshot(lambda: region.build(snapshot.put_back()))


@pytest.fixture
def beginning(region_snapshot: Snapshot, db: None, at: datetime) -> History:
    """Where every history begins."""
    world = region_snapshot.put_back()
    with connection.cursor() as cursor:
        cursor.execute(RAW)
        # The same is asked thousands of times, of tables with a few rows: it is planned once.
        cursor.execute("SET LOCAL plan_cache_mode = force_generic_plan")
    return region.begin(world, at)
