"""Looking changes nothing but the trail of who looked."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import connection
from django.test import Client

from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.network.models import Account
from tests.factories.world import World
from tests.house.addresses import Address, addresses

# What a look may touch: the trail, and the session of who looks.
MAY_CHANGE = frozenset({"audit_event", "django_session", "usersessions_usersession"})
# Pages that end something by being looked at: leaving.
ENDS = frozenset({"account_logout"})
ADDRESSES = [address for address in addresses() if address.name not in ENDS]

type SignIn = Callable[[Client, Account], Client]


@pytest.fixture
def world(furnished_world: World) -> World:
    """De Wilg with one of everything."""
    return furnished_world


def state() -> dict[str, tuple[int, int]]:
    """Per table how many rows it has, and a checksum of what stands in them."""
    tables = set(connection.introspection.django_table_names(only_existing=True)) - MAY_CHANGE
    counts = " UNION ALL ".join(
        f"SELECT '{table}', count(*), coalesce(sum(hashtextextended(t::text, 0)), 0)"
        f' FROM "{table}" t'
        for table in sorted(tables)
    )
    with connection.cursor() as cursor:
        cursor.execute(counts)
        return {table: (count, checksum) for table, count, checksum in cursor.fetchall()}


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_a_look_writes_only_that_somebody_looked(
    address: Address, world: World, filled: dict[str, Any], at: datetime, sign_in: SignIn
) -> None:
    before = state()
    for who in ("mila", "vera", "coordinator", "administrator"):
        client = sign_in(Client(), getattr(world, who))
        looks = Event.objects.filter(kind=EventKind.LOOK).count()

        answer = client.get(address.fill(filled))

        looked = Event.objects.filter(kind=EventKind.LOOK).count() - looks
        if answer.status_code == 200 and address.is_of_a_household:
            assert looked == 1, f"{who} looked and {looked} rows say so"
            # What stands in the tab and in the history of a shared computer names nobody.
            title = answer.content.partition(b"<title>")[2].partition(b"</title>")[0].decode()
            assert not re.search(r"Wilg|Noor|Fatima|Daan|Sem\b", title), title
        assert not Event.objects.filter(at=at, kind=EventKind.CHANGE, actor_id=None).exists()
    assert state() == before
