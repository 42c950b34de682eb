"""Walking through Tandem in a real browser: somebody's window, and a look at every page for axe."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from django.conf import settings

from tests.factories.network import session_of
from tests.machine import OpenPage, barriers

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import datetime
    from typing import Any

    from playwright.sync_api import Locator, Page

    from tandem.network.models import Account


class Desk:
    """One person's browser window; every page that is reached must be free of barriers."""

    def __init__(self, page: Page, *, looks: bool) -> None:
        self.page = page
        self._looks = looks

    def go(self, address: str) -> None:
        """Go to an address and look at the page."""
        answer = self.page.goto(address)
        assert answer is not None
        assert answer.status == 200, f"{address}: {answer.status}"
        self.look()

    def look(self) -> None:
        """Check the page as axe and a phone see it."""
        if self._looks:
            assert barriers(self.page) == [], self.page.url
        width = "document.documentElement.scrollWidth - document.documentElement.clientWidth"
        if self._looks:
            assert self.page.evaluate(width) <= 0, f"{self.page.url} is wider than the screen"

    def link(self, name: str) -> None:
        """Follow the first link with this name."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("link", name=name).first.click()
        self.look()

    def field(self, label: str) -> Locator:
        """Find a field by its label."""
        return self.page.get_by_role("main").get_by_label(label, exact=False).first

    def choose(self, group: str, option: str) -> None:
        """Tick an option of a group."""
        named = re.compile(re.escape(group))
        one = self.page.get_by_role("radiogroup", name=named)
        fields = one.or_(self.page.get_by_role("group", name=named)).last
        fields.get_by_label(option, exact=False).first.check()

    def send(self, button: str) -> None:
        """Press the button of a form, and look at what comes."""
        with self.page.expect_navigation():
            self.page.get_by_role("main").get_by_role("button", name=button).first.click()
        self.look()

    def send_last(self) -> None:
        """Press the button at the end of the page's form."""
        with self.page.expect_navigation():
            main = self.page.get_by_role("main")
            main.locator("form button[type=submit]:not([name=as_draft])").last.click()
        self.look()

    def reads(self, text: str) -> None:
        """Check that the page says this."""
        assert text in self.page.inner_text("main"), self.page.inner_text("main")[:2000]


@pytest.fixture
def desk_of(open_page: OpenPage, committed_world: Any, monday: datetime) -> Callable[..., Desk]:
    """`desk_of(account, width=360, javascript=False)`: a window of somebody who is signed in."""

    def open_desk(account: Account, *, width: int = 1280, javascript: bool = True) -> Desk:
        page = open_page(width=width, javascript=javascript)
        page.context.add_cookies(
            [
                {
                    "name": settings.SESSION_COOKIE_NAME,
                    "value": session_of(account, at=monday),
                    "domain": "localhost",
                    "path": "/",
                }
            ]
        )
        # axe is a script itself, so without JavaScript only the words are checked.
        return Desk(page, looks=javascript)

    return open_desk
