"""Median time of a page at 10,000 households ÷ at 100, both servers up, asked in turns."""

from __future__ import annotations

import statistics
from contextlib import ExitStack
from typing import TYPE_CHECKING

from bench.report import Line
from bench.servers import serving
from bench.worlds import say

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.servers import Server
    from bench.worlds import World

BUDGET = 1.2
WARM_UP, SAMPLES = 40, 300
PAGES = (
    ("households", "Huishouden"),
    ("lists", "Mijn huishoudens"),
    ("searches", "Zoeken op naam"),
)
# As many addresses in each world, so that both ask equally varied pages.
ADDRESSES = {"households": 30, "lists": 1, "searches": 2}


def measure(small: World, large: World) -> Iterator[Line]:
    """Measure the three pages in both worlds."""
    with ExitStack() as stack:
        servers = [
            stack.enter_context(
                serving("config.wsgi", world.environment, world.inside("sign_in")["session"])
            )
            for world in (small, large)
        ]
        places = [world.inside("places") for world in (small, large)]
        for kind, label in PAGES:
            say(f"{label}: tijd bij {small.size} en {large.size} huishoudens")
            paths = [found[kind][: ADDRESSES[kind]] for found in places]
            yield _line(label, servers, paths)


def _line(label: str, servers: list[Server], paths: list[list[str]]) -> Line:
    times: list[list[float]] = [[], []]
    for number in range(WARM_UP + SAMPLES):
        # The first goes second the next time: neither profits from its place.
        for which in (0, 1) if number % 2 else (1, 0):
            path = paths[which][number % len(paths[which])]
            taken = servers[which].timed(path)
            if number >= WARM_UP:
                times[which].append(taken * 1000)
    small, large = (statistics.median(one) for one in times)
    return Line(
        f"{label}: tijd bij 10.000 ÷ bij 100",
        large / small,
        BUDGET,
        f"mediaan {large:.2f} / {small:.2f} ms over {SAMPLES} keer",
    )
