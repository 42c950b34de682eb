"""Secrets that lie in a look: who opened what, or how often, tells as much as what is there.

Ruben, whom nobody else saw that day, opens only pages that tell what he came for.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.test import Client
from django.urls import reverse

from tandem.access.permissions import Permission
from tandem.dossier import door
from tandem.dossier.enums import ShieldKind
from tests.access.at_home import closes, lives, writes
from tests.access.two_worlds import Secret
from tests.factories.network import sign_in

if TYPE_CHECKING:
    from tests.access.cast import Stage
    from tests.access.crawl import Asked


def a_shield_set_by_a_colleague(scene: Stage) -> tuple[Asked, ...]:
    """Ruben, whom nobody else saw that day, opens the pages of shields and closes an address."""
    home, sem = scene.world.home.ref, scene.world.sem.pk
    place = lives(scene, scene.world.fatima, "Lindelaan 4, Laren", by=scene.world.ruben)
    shield = closes(scene, ShieldKind.ADDRESS, place, by=scene.world.ruben)
    _opens(
        scene,
        reverse("dossier:shields", args=[home]),
        reverse("dossier:shield_add", args=[home]),
        reverse("dossier:shield_ask", args=[home, shield.pk]),
        reverse("dossier:release", args=[home, sem]),
    )
    return ()


def an_address_read(scene: Stage) -> tuple[Asked, ...]:
    """Ruben reads where somebody is, on the list of addresses and in the form."""
    place = lives(scene, scene.world.fatima, "Lindelaan 4, Laren")
    closes(scene, ShieldKind.ADDRESS, place)
    _opens(
        scene,
        reverse("dossier:shields", args=[scene.world.home.ref]),
        reverse("dossier:address_change", args=[scene.world.home.ref, place.pk]),
    )
    return ()


def sharing_thought_of(scene: Stage) -> tuple[Asked, ...]:
    """Ruben opens the dialog of sharing, and the page on which it begins."""
    home = scene.world.home.ref
    _opens(scene, reverse("legal:sharing", args=[home]), reverse("desk:decisions", args=[home]))
    return ()


def closed_words_read(scene: Stage) -> tuple[Asked, ...]:
    """Ruben opens the words of Sem that are closed to his father, to make them better."""
    entry = writes(scene, scene.world.sem, "Papa stond voor de deur.")
    closes(scene, ShieldKind.ENTRY, entry)
    _opens(scene, reverse("legal:entry_correct", args=[scene.world.home.ref, entry.pk]))
    return ()


def looked_more_often(scene: Stage) -> tuple[Asked, ...]:
    """Mila, who looks that day anyway, comes back, and once more."""
    home, by, to = scene.world.home, scene.world.mila, Permission.HOUSEHOLD_VIEW
    for page in ("verhaal", "gezin", "verhaal"):
        door.open_household(home.ref, by=by, to=to, at=scene.at, page=page)
    return ()


LOOKS = (
    Secret("shield set by a colleague", a_shield_set_by_a_colleague, known=("mother",)),
    Secret("address read", an_address_read),
    Secret("sharing thought of", sharing_thought_of),
    Secret("closed words read", closed_words_read, known=("mother",)),
    Secret("looked more often", looked_more_often),
)


def _opens(scene: Stage, *urls: str) -> None:
    client = sign_in(Client(), scene.world.ruben, at=scene.at)
    for url in urls:
        assert client.get(url).status_code == 200, url
