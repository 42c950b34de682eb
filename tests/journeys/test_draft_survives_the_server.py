"""Somebody types, the server dies between keystroke and save, and the words are there again."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from datetime import timedelta
from typing import TYPE_CHECKING

import pytest
from django.conf import settings
from django.db import connection

from tandem.drafts.models import Draft
from tests.factories.network import session_of
from tests.factories.world import MONDAY
from tests.machine import PATIENCE, ROOT, barriers

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

    from tests.factories.world import World

SECONDS = PATIENCE / 1000
TYPED = "Noor vertelde dat het op school beter gaat."


class Server:
    """A server that can die at any moment and start again at the same address."""

    def __init__(self) -> None:
        with socket.socket() as probe:
            probe.bind(("127.0.0.1", 0))
            self.port: int = probe.getsockname()[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._began = time.monotonic()
        self.start()

    def start(self) -> None:
        place = connection.settings_dict
        # The second time it is later, as it would be.
        moment = MONDAY + timedelta(seconds=time.monotonic() - self._began)
        command = f"{sys.executable} -m gunicorn --bind 127.0.0.1:{self.port} --timeout 0"
        self._process = subprocess.Popen(
            [*command.split(), "--threads", "4", "--log-level", "warning", "tests.journeys.served"],
            cwd=ROOT,
            env={
                **os.environ,
                "DATABASE_URL": f"postgres://{place['USER']}@/{place['NAME']}?host={place['HOST']}",
                "DJANGO_SETTINGS_MODULE": "config.settings.test",
                "TANDEM_MOMENT": moment.isoformat(),
            },
            start_new_session=True,
        )
        self._until(answers=True)

    def kill(self) -> None:
        """All of it at once, with no time to finish anything."""
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.wait(SECONDS)
        self._until(answers=False)

    def _until(self, *, answers: bool) -> None:
        """Wait; of what is killed, a worker may be there a moment longer than the rest."""
        deadline = time.monotonic() + SECONDS
        while self._answers() != answers:
            assert time.monotonic() < deadline, f"the server does not become: {answers=}"
            time.sleep(0.05)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            # Who asks a port that nobody listens at, is at times given that very port.
            is_there = probe.connect_ex(("127.0.0.1", self.port)) == 0
            return is_there and probe.getsockname() != probe.getpeername()


@contextmanager
def tab(browser: Browser, server: Server, cookie: str, *, width: int = 1280) -> Iterator[Page]:
    window = browser.new_context(base_url=server.url, viewport={"width": width, "height": 900})
    window.set_default_timeout(PATIENCE)
    window.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": cookie, "url": server.url}])
    try:
        yield window.new_page()
    finally:
        window.close()


@pytest.fixture
def server(committed_world: World) -> Iterator[Server]:
    one = Server()
    yield one
    one.kill()


def test_what_was_typed_is_there_again_after_the_server_died(
    server: Server, committed_world: World, chromium: Browser
) -> None:
    cookie = session_of(committed_world.mila, at=MONDAY)
    address = f"/huishoudens/{committed_world.home.ref}/verhaal/opschrijven/"
    with tab(chromium, server, cookie) as page:
        page.goto(address)
        page.locator("textarea[name=text]").press_sequentially(TYPED)
        page.locator("[data-said]", has_text="Concept bewaard om").wait_for()
        page.locator("textarea[name=text]").press_sequentially(" En")

        server.kill()

        page.locator("[data-said]", has_text="Geen verbinding").wait_for()
        page.locator("textarea[name=text]").press_sequentially(" thuis ook.")
        server.start()
        with tab(chromium, server, cookie, width=360) as other:
            # As if the first browser were gone: nothing it kept itself is needed.
            other.goto(address)
            assert other.locator("textarea[name=text]").input_value().startswith(TYPED)
            assert "Hier stond nog een concept van u, van vandaag" in other.inner_text("main")
            assert barriers(other) == []
        page.locator("[data-said]", has_text="Concept bewaard om").wait_for()

    with tab(chromium, server, cookie) as page:
        page.goto(address)
        assert page.locator("textarea[name=text]").input_value() == f"{TYPED} En thuis ook."
        with page.expect_navigation():
            page.get_by_role("button", name="Begin opnieuw").click()
        assert page.locator("textarea[name=text]").input_value() == ""
    assert not Draft.objects.exists()


def test_a_closed_tab_sends_its_last_words_and_keeps_none(
    server: Server, committed_world: World, chromium: Browser
) -> None:
    cookie = session_of(committed_world.mila, at=MONDAY)
    address = f"/huishoudens/{committed_world.home.ref}/verhaal/opschrijven/"
    with tab(chromium, server, cookie) as page:
        page.goto(address)
        page.locator("textarea[name=text]").fill(TYPED)
        page.goto("/spelregels/")
        kept = "JSON.stringify({...localStorage, ...sessionStorage}) + document.cookie"
        assert "Noor" not in page.evaluate(kept)
        assert "Noor" not in str(page.context.storage_state(indexed_db=True))

        page.goto(address)

        assert page.locator("textarea[name=text]").input_value() == TYPED


def test_who_is_signed_out_reads_so_and_goes_on_after_signing_in(
    server: Server, committed_world: World, chromium: Browser
) -> None:
    cookie = session_of(committed_world.mila, at=MONDAY)
    address = f"/huishoudens/{committed_world.home.ref}/verhaal/opschrijven/"
    with tab(chromium, server, cookie) as page:
        page.goto(address)
        page.context.clear_cookies()
        page.locator("textarea[name=text]").press_sequentially(TYPED)
        page.locator("[data-said]", has_text="U bent uitgelogd").wait_for()
        again = session_of(committed_world.mila, at=MONDAY)
        page.context.add_cookies(
            [{"name": settings.SESSION_COOKIE_NAME, "value": again, "url": server.url}]
        )
        page.locator("[data-said]", has_text="Concept bewaard om").wait_for()

        assert page.locator("textarea[name=text]").input_value() == TYPED
    assert Draft.objects.get().typed_by == committed_world.mila
