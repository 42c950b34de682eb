"""Whether a door that is closed takes as long as a door that is not there (T-21)."""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from bench.report import Line
from bench.servers import serving
from bench.worlds import SIZES, World, say

if TYPE_CHECKING:
    from collections.abc import Iterator

MOST, MOST_MS = 1.1, 5.0
WARM_UP, SAMPLES = 100, 2_000
NOT_FOUND = 404


def measure(worlds: dict[int, World]) -> Iterator[Line]:
    """Ask for a household without a key, and for one that never was, in turns."""
    world = worlds[SIZES[-1]]
    say("gesloten en afwezig")
    doors = world.inside("doors")
    times: dict[str, list[float]] = {"closed": [], "absent": []}
    with serving("config.wsgi", world.environment, world.inside("sign_in")["session"]) as server:
        for number in range(WARM_UP + SAMPLES):
            # The first goes second the next time: neither profits from its place.
            for kind in ("closed", "absent") if number % 2 else ("absent", "closed"):
                path = doors[kind][number % len(doors[kind])]
                took = server.timed(path, status=NOT_FOUND)
                if number >= WARM_UP:
                    times[kind].append(took * 1000)
    closed, absent = (statistics.median(times[kind]) for kind in ("closed", "absent"))
    note = f"mediaan {closed:.2f} / {absent:.2f} ms over {SAMPLES} keer"
    yield Line("Gesloten deur ÷ geen deur: tijd", max(closed, absent) / min(closed, absent), MOST)
    yield Line("Gesloten deur en geen deur: verschil", abs(closed - absent), MOST_MS, note, "ms")
