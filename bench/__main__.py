"""`python -m bench [NAME…] [--fresh]`: measure, print one table, fail when over budget."""

from __future__ import annotations

import argparse
import statistics
import sys
from typing import TYPE_CHECKING

from bench import absent, audit, drafts, latency, limit, lock, proofs
from bench.report import Line, table
from bench.worlds import SIZES, World, ready, say, static_files
from config.postgres import embedded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

SMALL, MIDDLE, LARGE = SIZES
MOST_MB, MOST_OF_MONITOR = 300, 3.0
QUERY_BUDGETS = {
    "Huishouden": 15,
    "Mijn huishoudens": 8,
    "Zoeken op naam": 8,
    "Vandaag": 12,
    "Monitor, een kwartaal": 30,
}


def loading(worlds: dict[int, World]) -> Iterator[Line]:
    """What loading 10,000 households took, in this run or when the world was built."""
    was = worlds[LARGE].loading
    note = f"{was.households} huishoudens, {was.rows} rijen; gemeten {was.measured_at}"
    yield Line("Laden: tijd", was.seconds, None, note, "s")
    yield Line("Laden: CPU-tijd van het laden", was.cpu_seconds, None, "", "s")
    yield Line("Laden: rijen per seconde", was.rows / was.seconds, None, "", "/s")
    yield Line("Laden: meeste geheugen", was.peak_mb, MOST_MB, "", "MB")


def queries(worlds: dict[int, World]) -> Iterator[Line]:
    """Statements per page at 10,000 households; at 10 they must be as many."""
    say("statements per pagina")
    few, many = worlds[SMALL].inside("queries"), worlds[LARGE].inside("queries")
    for page, statements in many.items():
        same = len(few[page]) == len(statements)
        budget = QUERY_BUDGETS[page] if same else len(few[page])
        note = f"bij {SMALL} huishoudens {len(few[page])}"
        yield Line(f"{page}: statements", len(statements), budget, note, "")


def limits(worlds: dict[int, World]) -> Iterator[Line]:
    """CPU beside the bare view."""
    yield from limit.measure(worlds[LARGE])


def times(worlds: dict[int, World]) -> Iterator[Line]:
    """Time at 10,000 households beside time at 100."""
    yield from latency.measure(worlds[MIDDLE], worlds[LARGE])


def monitor(worlds: dict[int, World]) -> Iterator[Line]:
    """The quarter's figures beside one hand-written aggregate that gives the same figures."""
    say("monitor")
    found = worlds[LARGE].inside("monitor")
    if found["differ"]:
        raise SystemExit("De cijfers zijn niet gelijk:\n" + "\n".join(found["differ"]))
    ours, hand = (statistics.median(found[who]) * 1000 for who in ("ours", "hand"))
    note = f"mediaan {ours:.0f} / {hand:.0f} ms; {found['same']} cijfers gelijk"
    yield Line("Monitor, een kwartaal: tijd ÷ één statement", ours / hand, MOST_OF_MONITOR, note)


PARTS: dict[str, tuple[Callable[[dict[int, World]], Iterator[Line]], tuple[int, ...]]] = {
    "loading": (loading, (LARGE,)),
    "queries": (queries, (SMALL, LARGE)),
    "limit": (limits, (LARGE,)),
    "times": (times, (MIDDLE, LARGE)),
    "monitor": (monitor, (LARGE,)),
    "absent": (absent.measure, (LARGE,)),
    "locks": (lock.measure, ()),
    "audit": (audit.measure, (SMALL,)),
}
# Long, and only when they are named.
PROOFS = {
    "oracle": (proofs.oracle, ()),
    "mutants": (proofs.mutants, ()),
    "withdrawal": (proofs.withdrawal, ()),
    "drafts": (drafts.measure, (SMALL,)),
}


def main() -> int:
    """Measure what was named, or everything."""
    parser = argparse.ArgumentParser(prog="script/bench", description="Meet Tandem.")
    named = f"wat: {', '.join(PARTS)} (niets: deze alle); of {', '.join(PROOFS)}"
    parser.add_argument("name", nargs="*", help=named)
    parser.add_argument("--fresh", action="store_true", help="maak de databases opnieuw en meet")
    asked = parser.parse_args()
    known = {**PARTS, **PROOFS}
    if unknown := set(asked.name) - set(known):
        parser.error(f"dit wordt niet gemeten: {', '.join(sorted(unknown))}")
    names = asked.name or list(PARTS)
    sizes = sorted({size for name in names for size in known[name][1]})
    worlds = {size: ready(size, fresh=asked.fresh) for size in sizes}
    try:
        for world in worlds.values():
            embedded.hold(world.postgres)
        if sizes:
            static_files(worlds[sizes[0]])
        lines = [line for name in names for line in known[name][0](worlds)]
    finally:
        for world in worlds.values():
            embedded.let_go(world.postgres)
    print(table(lines))
    return 0 if all(line.fits for line in lines) else 1


if __name__ == "__main__":
    sys.exit(main())
