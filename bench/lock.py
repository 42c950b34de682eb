"""What the locks cost: a page with door, row-level security and audit beside the same page without.

And whether that depends on how many households and keys there are: the same pages, with a thousand
households around them and with a million.
"""

from __future__ import annotations

import statistics
from typing import TYPE_CHECKING

from bench.report import Line
from bench.worlds import World, ready, say
from config.postgres import embedded

if TYPE_CHECKING:
    from collections.abc import Iterator

MEASURED, FEW, MANY = 100, 1_000, 1_000_000
MOST_LOCKS, MOST_SIZE = 1.25, 1.2


def measure(_worlds: dict[int, World]) -> Iterator[Line]:
    """Time the household page in both databases, with the locks and without."""
    found = {}
    for crowd in (FEW, MANY):
        world = ready(MEASURED, crowd=crowd)
        embedded.hold(world.postgres)
        say(f"sloten meten tussen {crowd} huishoudens")
        try:
            world.inside("collect")
            found[crowd] = world.inside("time_locks")
        finally:
            embedded.let_go(world.postgres)
    for crowd, times in found.items():
        with_, without = (statistics.median(times[how]) * 1000 for how in ("with", "without"))
        note = f"mediaan {with_:.1f} / {without:.1f} ms; {times['keys']} sleutels"
        label = f"Huishouden, sloten ÷ zonder, tussen {crowd}: tijd"
        yield Line(label, with_ / without, MOST_LOCKS, note)
    few, many = (statistics.median(found[crowd]["with"]) * 1000 for crowd in (FEW, MANY))
    note = f"mediaan {many:.1f} / {few:.1f} ms"
    yield Line(f"Huishouden met sloten, tussen {MANY} ÷ {FEW}: tijd", many / few, MOST_SIZE, note)
