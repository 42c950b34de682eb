"""What a browser keeps after somebody read about a family: no word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from tandem.dossier.enums import ViewLevel
from tandem.dossier.services import family
from tests.access.canaries import plant, sung

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime

    from tests.factories.world import World
    from tests.journeys.conftest import Desk

KEPT = """async () => JSON.stringify({
    local: {...localStorage}, session: {...sessionStorage}, cookie: document.cookie,
    state: history.state, title: document.title, caches: await caches.keys(),
    databases: (await indexedDB.databases()).map(one => one.name),
    workers: (await navigator.serviceWorker.getRegistrations()).length,
})"""


def test_a_browser_keeps_no_word_about_a_family(
    committed_world: World, desk_of: Callable[..., Desk]
) -> None:
    home = committed_world.home
    planted = plant(home, stranger=None)
    desk = desk_of(committed_world.mila)
    read, kept = "", ""
    for tab in ("", "gezin/", "samen/", "besluiten/", "inzage/", "naam/", "verhaal/opschrijven/"):
        desk.page.goto(f"/huishoudens/{home.ref}/{tab}")
        read += desk.page.content()
        kept += str(desk.page.evaluate(KEPT))
    cookies: list[Any] = desk.page.context.cookies()

    assert sung(read, planted)
    assert sung(kept, planted) == []
    assert sung(str(cookies), planted) == []
    assert sung(str(desk.page.context.storage_state(indexed_db=True)), planted) == []


@pytest.mark.parametrize("who", ["mila", "fatima"])
def test_after_signing_out_the_way_back_shows_nothing(
    who: str, committed_world: World, at: datetime, desk_of: Callable[..., Desk]
) -> None:
    """Somebody takes over the screen, goes back, and looks at what the browser kept (T-01)."""
    home = committed_world.home
    account, address = committed_world.mila, f"/huishoudens/{home.ref}/gezin/"
    if who == "fatima":
        access, _token = family.give_page(
            committed_world.fatima, level=ViewLevel.FULL, by=committed_world.mila, at=at
        )
        account, address = access.account, "/mijn/"
    planted = plant(home, stranger=None)
    page = desk_of(account).page
    page.goto(address)
    assert sung(page.content(), planted)

    with page.expect_navigation():
        page.evaluate("document.querySelector(\"form[action*='uitloggen']\").requestSubmit()")
    assert sung(page.content() + str(page.evaluate(KEPT)), planted) == []
    page.go_back()
    page.wait_for_load_state()

    assert "/account/inloggen/" in page.url
    assert sung(page.content() + page.title() + str(page.evaluate(KEPT)), planted) == []
    assert sung(str(page.context.storage_state(indexed_db=True)), planted) == []
