"""What a browser keeps after somebody read about a family: no word of it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from tests.access.canaries import plant, sung

if TYPE_CHECKING:
    from collections.abc import Callable

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
