"""Whoever may not know a secret hears the same bytes in a world with it and in a world without."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from django.db import connection

from tandem.desk.selectors import households
from tests.access import at_home
from tests.access.at_home import OF_SIXTEEN, START, an_ordinary_day
from tests.access.cast import Stage
from tests.access.crawl import Asked
from tests.access.looking import LOOKS
from tests.access.two_worlds import ELSEWHERE, HOUSEHOLD, Secret, differences

SECRETS = (*at_home.SECRETS, *LOOKS)
EVERYTHING = Secret("everything", at_home.everything, counted=True)
WITHOUT_A_KEY = (
    ("partner_without", "past_partner"),
    ("other_pilot", "coordinator"),
    ("administrator", "expert"),
    ("other_region", "past_deputy"),
    ("other_family", "signed_out"),
)
# They hold a key to every household of Huizen, so for them it comes in somewhere else.
TEAM_OF_HUIZEN = ("own_team", "chair", "barred")


@pytest.mark.parametrize("who", WITHOUT_A_KEY, ids=",".join)
def test_a_secret_tells_nothing_to_who_has_no_key(who: tuple[str, ...], scene: Stage) -> None:
    assert differences(scene, [HOUSEHOLD, EVERYTHING], who) == []


def test_a_secret_tells_nothing_to_who_was_barred(scene: Stage) -> None:
    assert differences(scene, [ELSEWHERE, EVERYTHING], ["barred"]) == []


@pytest.mark.parametrize("who", ["own_team", "chair", "partner", "deputy", "emergency"])
def test_a_key_tells_nothing_of_a_household_that_it_does_not_open(who: str, scene: Stage) -> None:
    secret = ELSEWHERE if who in TEAM_OF_HUIZEN else HOUSEHOLD

    assert differences(scene, [secret], [who]) == []


@pytest.mark.parametrize("secret", [at_home.a_request, at_home.a_bar])
def test_who_broke_the_glass_does_not_hear_who_watches_the_keys(
    secret: Callable[[Stage], tuple[Asked, ...]], scene: Stage
) -> None:
    assert differences(scene, [Secret("keys", secret)], ["emergency"]) == []


def test_who_has_a_key_does_see_the_difference(scene: Stage) -> None:
    """The harness can fail: the same questions find every secret for who may know it."""
    for secret in (HOUSEHOLD, EVERYTHING):
        assert differences(scene, [secret], ["own_team"], start=()), secret.name


@pytest.fixture
def forgetful_search(monkeypatch: pytest.MonkeyPatch) -> None:
    """A search that forgets the key, and nothing else."""
    leak = "(SELECT q.id FROM dossier_household q WHERE q.ref = %(ref)s LIMIT %(limit)s)"
    monkeypatch.setattr(households, "_BY_REFERENCE", leak)


@pytest.mark.usefixtures("forgetful_search")
def test_a_planted_leak_is_held_by_the_second_lock(scene: Stage) -> None:
    assert differences(scene, [HOUSEHOLD], ["coordinator"], start=()) == []


@pytest.mark.usefixtures("forgetful_search")
def test_a_planted_leak_is_found_when_the_second_lock_is_open(scene: Stage) -> None:
    with connection.cursor() as cursor:
        cursor.execute("CREATE POLICY open ON dossier_household FOR SELECT USING (true)")

    found = differences(scene, [HOUSEHOLD], ["coordinator"], start=())

    assert found
    assert all("zoek=" in one for one in found)


# At home ------------------------------------------------------------------------------------------

FAMILY = ("father", "mother", "child", "other_family", "signed_out")


@pytest.mark.parametrize("who", FAMILY)
def test_what_one_keeps_from_another_tells_nothing_at_home(who: str, family: Stage) -> None:
    secrets = [secret for secret in SECRETS if who not in secret.known]

    assert differences(family, secrets, [who], start=START, then=an_ordinary_day) == []


@pytest.mark.parametrize("who", FAMILY)
def test_what_a_child_of_sixteen_decides_tells_nothing(who: str, family_of_sixteen: Stage) -> None:
    secrets = [secret for secret in OF_SIXTEEN if who not in secret.known]

    found = differences(family_of_sixteen, secrets, [who], start=START, then=an_ordinary_day)

    assert found == []


def test_who_may_know_a_secret_at_home_does_hear_it(family: Stage) -> None:
    """The harness can fail: every secret that somebody may know, is told to that one."""
    for secret in SECRETS:
        for who in secret.known:
            assert differences(family, [secret], [who], start=START), (secret.name, who)
