"""What somebody loses who types while the server dies: seconds of typing, at the very most.

A browser types without a pause. At a moment drawn by chance the server is killed, all its processes
at once, and the line to that browser with it. A second browser then reads what the new server has:
that is what is left when the first one is gone too. After that the line comes back, and the first
browser must bring the rest by itself.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import socket
import statistics
import subprocess
import sys
import time
from contextlib import contextmanager
from typing import TYPE_CHECKING

from playwright.sync_api import sync_playwright

from bench.report import Line
from bench.servers import PATIENCE, free_port
from bench.worlds import ROOT, SIZES, World, say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from playwright.sync_api import Browser, Page

KILLS = int(os.environ.get("TANDEM_KILLS") or 100)
MOST_SECONDS = 5.0
SEED = 2026
# How long somebody types before it happens, and how fast: a letter each eighth of a second.
TYPES = (1.5, 6.0)
LETTER = 0.12
FLAGS = ("--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-sync")
_TEXT = "textarea[name=text]"


class Victim:
    """A server that is killed and started again at the same address (victim.py)."""

    def __init__(self, world: World) -> None:
        """Have everything loaded, and serve nothing yet."""
        self.port = free_port()
        self.url = f"http://127.0.0.1:{self.port}"
        self._parent = subprocess.Popen(
            [sys.executable, "-m", "bench.victim", str(self.port)],
            cwd=ROOT,
            env=world.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )
        self._group = 0

    def start(self) -> None:
        """Start, and wait until it answers."""
        if self._parent.stdin and self._parent.stdout:
            self._parent.stdin.write("start\n")
            self._parent.stdin.flush()
            self._group = int(self._parent.stdout.readline())
        self._until(answers=True)

    def kill(self) -> None:
        """Kill every process of it, with no time to finish anything."""
        os.killpg(self._group, signal.SIGKILL)
        self._until(answers=False)

    def leave(self) -> None:
        """End what had it loaded."""
        self.kill()
        self._parent.terminate()
        self._parent.wait(PATIENCE)

    def _until(self, *, answers: bool) -> None:
        """Wait; of what is killed, a worker may be there a moment longer than the rest."""
        deadline = time.monotonic() + PATIENCE
        while self._answers() != answers:
            if time.monotonic() > deadline:
                raise SystemExit("De server antwoordt niet." if answers else "Hij leeft nog.")
            time.sleep(0.05)

    def _answers(self) -> bool:
        with socket.socket() as probe:
            # Who asks a port that nobody listens at, is at times given that very port.
            is_there = probe.connect_ex(("127.0.0.1", self.port)) == 0
            return is_there and probe.getsockname() != probe.getpeername()


def measure(worlds: dict[int, World]) -> Iterator[Line]:
    """Kill the server between a keystroke and its save, a hundred times."""
    world = worlds[SIZES[0]]
    say(f"concepten: {KILLS} keer de server weg")
    place, victim = world.inside("typing"), Victim(world)
    chance = random.Random(SEED)
    program = os.environ.get("TANDEM_BROWSER") or shutil.which("chromium")
    lost, broken = [], 0
    victim.start()
    try:
        with sync_playwright() as playwright:
            browser = playwright.chromium.launch(executable_path=program, args=list(FLAGS))
            for number in range(1, KILLS + 1):
                seconds, is_whole = _once(browser, victim, place, chance.uniform(*TYPES))
                lost.append(seconds)
                broken += not is_whole
                say(f"{number}: {seconds:.2f} s kwijt{'' if is_whole else ', en niet heel'}")
            browser.close()
    finally:
        victim.leave()
    note = f"{KILLS} keer; mediaan {statistics.median(lost):.2f}, hoogste {max(lost):.2f} s"
    yield Line("Concept: getypt en kwijt, browser ook weg", max(lost), MOST_SECONDS, note, "s")
    yield Line("Concept: niet heel als de browser er nog is", broken, 0, f"van {KILLS}", "")


@contextmanager
def _tab(browser: Browser, victim: Victim, place: dict[str, str]) -> Iterator[Page]:
    window = browser.new_context(base_url=victim.url)
    window.set_default_timeout(PATIENCE * 1000)
    window.add_cookies([{"name": "sessionid", "value": place["session"], "url": victim.url}])
    page = window.new_page()
    page.goto(place["path"])
    yield page
    window.close()


def _once(
    browser: Browser, victim: Victim, place: dict[str, str], wait: float
) -> tuple[float, bool]:
    """Type, kill, start again: how many seconds of typing were not kept, and whether all came."""
    with _tab(browser, victim, place) as page:
        typed = _type(page, wait)
        killed = time.monotonic()
        victim.kill()
        page.context.set_offline(True)
        victim.start()
        with _tab(browser, victim, place) as other:
            kept = len(_read(other, typed))
        page.context.set_offline(False)
        page.locator("[data-said]", has_text="Concept bewaard om").wait_for()
        page.wait_for_timeout(300)
    with _tab(browser, victim, place) as page:
        is_whole = len(_read(page, typed)) == len(typed)
        with page.expect_navigation():
            page.get_by_role("button", name="Begin opnieuw").click()
    return (killed - typed[kept] if kept < len(typed) else 0.0), is_whole


def _type(page: Page, seconds: float) -> list[float]:
    """Type one digit after another; tell when each was typed."""
    page.locator(_TEXT).focus()
    typed: list[float] = []
    ends = time.monotonic() + seconds
    while time.monotonic() < ends:
        typed.append(time.monotonic())
        page.keyboard.type(str(len(typed) % 10))
        time.sleep(LETTER)
    return typed


def _read(page: Page, typed: list[float]) -> str:
    """What stands in the form; it must be how the typing began."""
    found = page.locator(_TEXT).input_value()
    if found != "".join(str((number + 1) % 10) for number in range(len(found))):
        raise SystemExit(f"Er staat iets anders dan er is getypt: {found}")
    if len(found) > len(typed):
        raise SystemExit("Er staat meer dan er is getypt.")
    return found
