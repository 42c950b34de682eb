"""The table of limits and used codes, which the web may write: what stands there runs nothing."""

from __future__ import annotations

import base64
import pickle
from datetime import datetime, timedelta

import pytest
import time_machine
from django.core.cache import cache
from django.db import connection
from django.test import override_settings

pytestmark = pytest.mark.django_db
RAN: list[str] = []


class Evil:
    """Whoever reads this back, runs it."""

    def __reduce__(self) -> tuple[object, tuple[str]]:
        return RAN.append, ("ran",)


def write(sql: str, *values: object) -> None:
    with connection.cursor() as cursor:
        cursor.execute(sql, list(values))  # type: ignore[arg-type]


@pytest.mark.parametrize("value", [[1.5, 2], True, "y", {"a": None}, 0])
def test_what_is_kept_comes_back(value: object) -> None:
    cache.set("limit", value, 60)

    assert cache.get("limit") == value
    assert cache.get("another", "nothing") == "nothing"


def test_it_is_over_at_its_end(monday: datetime) -> None:
    cache.set("limit", 1, 60)
    cache.set("for-ever", 2, None)

    with time_machine.travel(monday + timedelta(seconds=61), tick=False):
        assert cache.get("limit") is None
        assert cache.get("for-ever") == 2
        assert cache.add("limit", 3, 60)
        assert cache.get("limit") == 3


def test_of_two_that_take_the_same_place_one_gets_it() -> None:
    assert cache.add("lock", 1, 60)
    assert not cache.add("lock", 2, 60)
    assert cache.get("lock") == 1

    cache.delete("lock")

    assert cache.add("lock", 2, 60)


def test_it_can_be_kept_longer(monday: datetime) -> None:
    cache.set("limit", 1, 60)

    assert cache.touch("limit", 600)
    assert not cache.touch("another", 600)
    with time_machine.travel(monday + timedelta(seconds=300), tick=False):
        assert cache.get("limit") == 1
    cache.clear()
    assert cache.get("limit") is None


def test_what_was_written_by_hand_runs_nothing_and_counts_as_absent() -> None:
    cache.set("limit", [1], 60)
    poison = base64.b64encode(pickle.dumps(Evil())).decode()
    for value in (poison, "[2]", f"{'0' * 64} [2]"):
        write("UPDATE network_cache SET value = %s", value)
        assert cache.get("limit") is None

    assert RAN == []


@pytest.mark.parametrize(
    "tampered",
    [
        "UPDATE network_cache SET cache_key = replace(cache_key, 'mine', 'yours')",
        "UPDATE network_cache SET expires = expires + interval '1 year'",
        "UPDATE network_cache SET value = replace(value, '[1]', '[]')",
    ],
)
def test_a_value_belongs_to_its_name_and_its_end(tampered: str) -> None:
    cache.set("mine", [1], 60)
    write(tampered)

    assert cache.get("mine") is None
    assert cache.get("yours") is None


def test_a_secret_of_before_still_counts() -> None:
    cache.set("limit", 1, 60)

    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=["only-for-tests"]):
        assert cache.get("limit") == 1
    with override_settings(SECRET_KEY="new", SECRET_KEY_FALLBACKS=[]):
        assert cache.get("limit") is None
