"""No audit, no answer: every address that shows something of a family says so in the trail."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client

from tandem.audit.enums import EventKind
from tandem.audit.models import Event
from tandem.network.models import Account
from tests.audit.lines import second_log
from tests.factories.world import World
from tests.house.addresses import Address, addresses

ADDRESSES = addresses()
OF_HOUSEHOLDS = [address for address in ADDRESSES if address.is_of_a_household]
# What nobody may read while the trail cannot be written.
FAMILY = re.compile(r"Wilgen|Fatima|Noor\b|Daan\b|\bSem\b")
# Pages of the rule book give invented examples, with names that sound the same.
EXAMPLES = frozenset({"desk:rule", "desk:rules"})
BREAK = "ALTER TABLE audit_event ADD CONSTRAINT broken CHECK (event = 'nothing') NOT VALID"

type SignIn = Callable[[Client, Account], Client]


@pytest.fixture
def world(furnished_world: World) -> World:
    """De Wilg with one of everything."""
    return furnished_world


def came_since(last: int) -> list[Event]:
    """Every row about somebody at the door."""
    rows = Event.objects.filter(id__gt=last).exclude(kind=EventKind.CHANGE)
    return list(rows.exclude(event="rule_refused").order_by("id"))


@pytest.mark.parametrize("address", OF_HOUSEHOLDS, ids=str)
def test_an_address_of_a_household_leaves_one_row_about_who_came(
    address: Address, world: World, filled: dict[str, Any], sign_in: SignIn
) -> None:
    url = address.fill(filled)
    for who in ("mila", "vera", "stella", "coordinator"):
        client = sign_in(Client(), getattr(world, who))
        for method in ("get", "post"):
            last = Event.objects.order_by("-id").values_list("id", flat=True).first() or 0

            answer = getattr(client, method)(url)

            came = came_since(last)
            if answer.status_code == 405:  # the method is none of this page: nothing was opened
                assert not came
                continue
            (row,) = came
            # Who has a key and asks for something that is over, has looked too.
            assert row.kind == (EventKind.REFUSAL if not row.scope else EventKind.LOOK)
            assert row.scope or answer.status_code == 404
            assert (row.role, row.organization_id) != ("", 0)
            assert (row.source, row.network, len(row.trace_id)) == ("web", "127.0.0.0/24", 32)
            if row.kind == EventKind.LOOK:
                assert row.ground
                (line,) = [one for one in second_log() if one["trace_id"] == row.trace_id]
                assert row.household_ref not in str(line)


@pytest.mark.parametrize("address", ADDRESSES, ids=str)
def test_when_the_trail_cannot_be_written_no_answer_tells_anything(
    address: Address, world: World, filled: dict[str, Any], sign_in: SignIn
) -> None:
    url = address.fill(filled)
    clients = [sign_in(Client(raise_request_exception=False), world.mila) for _ in range(1)]
    clients.append(sign_in(Client(raise_request_exception=False), world.vera))
    with connection.cursor() as cursor:
        cursor.execute(BREAK)
    for client in clients:
        with transaction.atomic():
            answer = client.get(url)
            transaction.set_rollback(True)

        said = answer.content.decode(errors="replace")
        assert address.name in EXAMPLES or not FAMILY.search(said)
        assert answer.status_code != 200 or not address.is_of_a_household
