"""What is not there and what is not for you take the same road: as many statements, the same ones.

A stopwatch is a poor test. What a request costs follows from what it asks of the database, so the
words of every statement are compared, for every address of a household and for every question that
names one (T-21). `script/bench absence` measures the time of both.
"""

from __future__ import annotations

import re
from typing import Any
from urllib.parse import urlencode

import pytest
from django.db import DatabaseError, connection, transaction
from django.test import Client
from django.urls import reverse

from tandem.core import kept
from tandem.dossier.models import Involvement
from tandem.legal.models import Consent
from tests.access.cast import Stage
from tests.factories.network import sign_in
from tests.house.addresses import addresses
from tests.second_lock.test_identity import as_web

ABSENT = "2026-BCDFGH"
WITHOUT_A_KEY = ("partner_without", "other_pilot", "barred", "past_deputy", "coordinator")
# What differs for every request: the name of a savepoint.
_FRESH = re.compile(r'"s\d+_x\d+"')


class Statements:
    """The words of every statement, in order."""

    def __init__(self) -> None:
        self.found: list[str] = []

    def __call__(self, execute: Any, sql: Any, params: Any, many: Any, context: Any) -> Any:
        self.found.append(_FRESH.sub('"s"', str(sql)))
        return execute(sql, params, many, context)


def asked(scene: Stage, who: str, method: str, url: str, **fields: str) -> tuple[int, list[str]]:
    account = scene.people[who]
    assert account is not None
    statements = Statements()
    with transaction.atomic():
        client = sign_in(Client(raise_request_exception=False), account, at=scene.at)
        fields = {**fields, "once": kept.new_key(account.pk)}
        with connection.execute_wrapper(statements):
            answer = client.get(url) if method == "get" else client.post(url, fields)
        transaction.set_rollback(True)
    return answer.status_code, statements.found


@pytest.mark.parametrize("who", WITHOUT_A_KEY)
def test_every_address_asks_the_same_of_absent_and_forbidden(who: str, scene: Stage) -> None:
    ref, wrong = scene.world.home.ref, []
    for place in (one for one in addresses() if one.is_of_a_household):
        url = scene.url(place)
        for method in ("get", "post"):
            forbidden = asked(scene, who, method, url)
            absent = asked(scene, who, method, url.replace(ref, ABSENT))
            if forbidden != absent:
                wrong.append(f"{method} {place}: {_first_difference(forbidden, absent)}")

    assert wrong == []


@pytest.mark.parametrize("who", WITHOUT_A_KEY[:-1])
def test_searching_asks_the_same_of_absent_and_forbidden(who: str, scene: Stage) -> None:
    for known, unknown in ((scene.world.home.ref, ABSENT), ("Wilg", "Zilk"), ("Fatima", "Famita")):
        pages = [f"/huishoudens/?{urlencode({'zoek': word})}" for word in (known, unknown)]

        assert asked(scene, who, "get", pages[0]) == asked(scene, who, "get", pages[1])


@pytest.mark.parametrize("name", ["dossier:access_ask", "dossier:emergency", "dossier:bar_self"])
def test_who_is_barred_asks_the_same_of_absent_and_forbidden(name: str, scene: Stage) -> None:
    fields = {"kind": "neighbor", "reason": "Ik ken ze.", "note": "Ik ken ze.", "name": ""}
    if name == "dossier:emergency":
        fields["kind"] = "danger"
    found = [
        asked(scene, "barred", "post", reverse(name), ref=ref, **fields)
        for ref in (scene.world.home.ref, ABSENT)
    ]

    assert found[0] == found[1]
    assert found[0][0] in {200, 303}


def test_a_no_to_break_glass_asks_the_same_of_absent_and_of_who_said_no(scene: Stage) -> None:
    stella, home = scene.people["partner_without"], scene.world.home
    assert stella is not None
    answer = home.consents.filter(organizations=stella.professional.employer)[0]
    Consent.objects.filter(pk=answer.pk).update(answer="no", until=None, ended_at=None)
    fields = {"kind": "missing", "article": "report", "reason": "Noor is zoek."}
    heard = [
        asked(scene, "partner_without", "post", reverse("dossier:emergency"), ref=ref, **fields)
        for ref in (home.ref, ABSENT)
    ]

    assert heard[0] == heard[1]
    assert heard[0][0] == 303


def test_a_key_does_ask_something_else(scene: Stage) -> None:
    """The harness can fail."""
    url = reverse("desk:story", args=[scene.world.home.ref])

    assert asked(scene, "partner", "get", url) != asked(scene, "partner_without", "get", url)


def _first_difference(one: tuple[int, list[str]], other: tuple[int, list[str]]) -> str:
    if one[0] != other[0]:
        return f"{one[0]} or {other[0]}"
    pairs = (pair for pair in zip(one[1], other[1], strict=False) if pair[0] != pair[1])
    return str(next(pairs, (len(one[1]), len(other[1]))))[:300]


@pytest.mark.parametrize("name", ["dossier:access_ask", "dossier:bar_self"])
def test_asking_costs_the_same_for_what_is_not_there_of_others_and_of_ones_own(
    name: str, scene: Stage
) -> None:
    """Nothing, a household of others, and one of which the own organization takes part."""
    fields = {"kind": "neighbor", "reason": "Ik neem over.", "note": ""}
    answers = []
    for who, ref in (
        ("partner_without", ABSENT),
        ("partner_without", scene.world.home.ref),
        ("other_pilot", scene.world.home.ref),
        ("other_pilot", ABSENT),
    ):
        status, found = asked(scene, who, "post", reverse(name), ref=ref, **fields)
        # The one row of the trail is longer when there was something to write in the other log.
        answers.append((status, len(found), [one for one in found if "audit_" not in one]))

    assert answers[0][0] == 303
    assert all(one == answers[0] for one in answers)


BY_NUMBER = {
    "dossier_bar": "(account_id, household_id, kind, note, recorded_at, recorded_by_id,"
    " lift_reason) VALUES (%(me)s, %(home)s, 'friend', '', %(at)s, %(me)s, '')",
    "dossier_accessrequest": "(household_id, involvement_id, asked_by_id, reason, asked_at, answer,"
    " answer_reason) VALUES (%(home)s, %(on)s, %(me)s, 'x', %(at)s, '', '')",
}


@pytest.mark.parametrize("table", BY_NUMBER)
def test_no_foreign_key_tells_which_numbers_there_are(scene: Stage, table: str) -> None:
    stella, heard = scene.world.stella, []
    home = scene.world.home.pk
    involved = Involvement.objects.filter(household=home, anonymous=False).order_by("id")[0]
    for number in (home, 987654321):
        values: dict[str, Any] = {
            "me": stella.pk,
            "home": number,
            "at": scene.at,
            "on": involved.pk,
        }
        with (
            pytest.raises(DatabaseError) as no,
            transaction.atomic(),
            as_web(stella, scene.at),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"INSERT INTO {table} {BY_NUMBER[table]}", values)
        heard.append((type(no.value), str(no.value)))

    assert heard[0] == heard[1]
    assert "row-level security" in heard[0][1]
