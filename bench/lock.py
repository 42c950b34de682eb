"""What the locks cost: a page with door, row-level security and audit beside the same page without.

And whether that depends on how many households and keys there are: the same pages, with a thousand
households around them and with a million.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING, Any

from bench.report import Line
from bench.worlds import World, ready, say
from config.postgres import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

MEASURED, FEW, MANY = 100, 1_000, 1_000_000
MOST_LOCKS, MOST_SIZE = 1.25, 1.2
# The two worlds are asked in turns, so that a machine that slows down does so for both.
TURNS = 4


def measure(_worlds: dict[int, World]) -> Iterator[Line]:
    """Time the household page in both databases, with the locks and without."""
    crowds = {crowd: ready(MEASURED, crowd=crowd) for crowd in (FEW, MANY)}
    try:
        for world in crowds.values():
            embedded.hold(world.postgres)
            world.inside("collect")
        say(f"sloten meten tussen {FEW} en {MANY} huishoudens, om de beurt")
        turns = [
            {crowd: world.inside("time_locks") for crowd, world in crowds.items()}
            for _ in range(TURNS)
        ]
    finally:
        for world in crowds.values():
            embedded.let_go(world.postgres)
    for crowd in crowds:
        with_, without = (_median(turns, crowd, how) for how in ("with", "without"))
        note = f"mediaan {with_:.1f} / {without:.1f} ms; {turns[0][crowd]['keys']} sleutels"
        label = f"Huishouden, sloten ÷ zonder, tussen {crowd}: tijd"
        yield Line(label, with_ / without, MOST_LOCKS, note)
    few, many = (_median(turns, crowd, "with") for crowd in (FEW, MANY))
    note = f"mediaan {many:.1f} / {few:.1f} ms"
    yield Line(f"Huishouden met sloten, tussen {MANY} ÷ {FEW}: tijd", many / few, MOST_SIZE, note)


def _median(turns: list[dict[int, Any]], crowd: int, how: str) -> float:
    """The time in the middle of all turns, in milliseconds."""
    times: list[float] = [one for turn in turns for one in turn[crowd][how]]
    return statistics.median(times) * 1000
