"""The page that says what a key opens: every permission, ground and role in words."""

from __future__ import annotations

from datetime import datetime

from django.test import Client

from tandem.access.permissions import Permission
from tandem.desk.selectors import permits
from tandem.dossier.enums import KeyGround, KeyScope
from tests.factories.visitor import Visitor, words
from tests.factories.world import World


def test_every_permission_is_said_in_words() -> None:
    assert set(permits.WORDS) == set(Permission)
    said = [str(text) for text in permits.WORDS.values()]
    assert len(said) == len(set(said))


def test_every_ground_says_when_its_key_ends() -> None:
    assert set(permits.ENDS) == set(KeyGround)


def test_the_page_shows_every_key_and_what_it_opens(world: World, monday: datetime) -> None:
    page = words(Visitor(Client(), world.vera, at=monday).look("desk:permits"))

    for scope in KeyScope:
        assert str(scope.label).capitalize() in page
    for ground in KeyGround:
        assert str(permits.ENDS[ground]) in page
    assert page.count("in het verhaal schrijven") >= len(
        [one for one in permits.of_keys() if "in het verhaal schrijven" in one.words]
    )
