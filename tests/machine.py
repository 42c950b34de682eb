"""What tests need of the machine: a real browser on a live server, and axe."""

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

ROOT = Path(__file__).resolve().parents[1]
AXE = ROOT / "node_modules/axe-core/axe.min.js"
LEVELS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
# The browser runs as root in a container at times, and never talks to anyone but us.
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
    "--disable-quic",
]
PATIENCE = 30_000  # milliseconds; both cores are busy while tests run

type OpenPage = Callable[..., Page]


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "journey: walks through Tandem in a real browser")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if "chromium" in getattr(item, "fixturenames", ()):
            item.add_marker("journey")


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """One browser per process of the test run."""
    program = os.environ.get("TANDEM_BROWSER") or shutil.which("chromium")
    if not program:
        pytest.fail("Geen chromium. Draai script/test: dat installeert er een.")
    # Playwright runs an event loop in this thread; Django would take that for async code.
    os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "1"
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def open_page(chromium: Browser, live_server: Any) -> Iterator[OpenPage]:
    """Return a function that opens a browser window of someone's own on the live server.

    `open_page(width=360, javascript=False)`; every window has its own cookies.
    """
    windows: list[BrowserContext] = []

    def open_one(*, width: int = 1280, height: int = 900, javascript: bool = True) -> Page:
        window = chromium.new_context(
            base_url=live_server.url,
            java_script_enabled=javascript,
            locale="nl-NL",
            timezone_id="Europe/Amsterdam",
            viewport={"width": width, "height": height},
            reduced_motion="reduce",
        )
        window.set_default_timeout(PATIENCE)
        windows.append(window)
        return window.new_page()

    yield open_one
    for window in windows:
        window.close()


def barriers(page: Page) -> list[str]:
    """Return what axe finds on this page against WCAG 2.2 AA, one line per element."""
    page.evaluate(AXE.read_text())
    found = page.evaluate(
        "levels => axe.run(document, {runOnly: {type: 'tag', values: levels}})", LEVELS
    )
    return [
        f"{violation['id']}: {violation['help']}: {' '.join(map(str, node['target']))}"
        for violation in found["violations"]
        for node in violation["nodes"]
    ]
