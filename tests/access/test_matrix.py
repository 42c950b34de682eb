"""Every address, both methods, everybody: the answer is the one that the matrix declares."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from typing import Any

import pytest
from django.db import transaction
from django.test import Client
from django.urls import reverse

from tandem.core import kept
from tandem.network.models import Account
from tests.access.cast import Stage
from tests.access.matrix import matrix
from tests.access.relations import WHO, Cell, No
from tests.house.addresses import Address, addresses
from tests.house.test_doors import bare

type SignIn = Callable[[Client, Account], Client]

EXPECTED = matrix()
LOOKS = ("get", "post")


def ask(scene: Stage, address: Address, method: str, who: str, sign_in: SignIn) -> Any:
    """One request in a savepoint of its own: nothing of it stays."""
    url = scene.url(address)
    with transaction.atomic():
        client = Client(raise_request_exception=False)
        sent = {}
        account = scene.people.get(who)
        if account is not None:
            sign_in(client, account)
            sent = {"once": kept.new_key(account.pk)}
        answer = client.get(url) if method == "get" else client.post(url, sent)
        transaction.set_rollback(True)
    return answer


@pytest.mark.parametrize("who", [who.name for who in WHO])
def test_everybody_gets_the_declared_answer_at_every_address(
    who: str, scene: Stage, sign_in: SignIn, monday: datetime
) -> None:
    wrong: list[str] = []
    absent: dict[str, set[bytes]] = {}
    for address in addresses():
        if address.name not in EXPECTED:
            continue  # tests/house/test_matrix.py says so
        cell = EXPECTED[address.name][who]
        for method in LOOKS:
            answer = ask(scene, address, method, who, sign_in)
            if answer.status_code not in getattr(cell, method):
                wrong.append(f"{method} {address}: {answer.status_code}, not {_said(cell, method)}")
            elif cell.no is No.SIGN_IN and not answer["Location"].startswith(
                reverse("account_login")
            ):
                wrong.append(f"{method} {address}: goes to {answer['Location']}")
            if answer.status_code == 404 and cell.no is No.ABSENT:
                # One page for each part of the menu, whatever was asked for there.
                part = f"{method} {answer.wsgi_request.path.split('/')[1]}"
                absent.setdefault(part, set()).add(bare(answer))

    assert not wrong, f"{who}:\n" + "\n".join(wrong)
    assert [part for part, bodies in absent.items() if len(bodies) > 1] == []


def _said(cell: Cell, method: str) -> list[int]:
    return sorted(getattr(cell, method))


def test_a_wrong_cell_is_noticed(scene: Stage, sign_in: SignIn) -> None:
    """The harness can fail: who holds no key hears something else than who holds one."""
    [story] = [address for address in addresses() if address.name == "desk:story"]
    cells = EXPECTED["desk:story"]

    answer = ask(scene, story, "get", "partner_without", sign_in)

    assert answer.status_code in cells["partner_without"].get
    assert answer.status_code not in cells["partner"].get
