"""CPU per request of our pages ÷ that of the bare view: same server, same rows, same bytes."""

from __future__ import annotations

import json
import re
import statistics
from contextlib import ExitStack
from dataclasses import dataclass
from typing import TYPE_CHECKING

import psycopg

from bench.bare import pages
from bench.bare.stencil import Stencil, learn
from bench.report import Line
from bench.servers import Server, postgres_cpu, serving
from bench.worlds import say
from config.postgres import embedded

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

    from bench.bare.pages import Said
    from bench.worlds import World

BUDGET, GOAL = 4.0, 2.5
WARM_UP, ROUNDS, PER_ROUND = 60, 8, 50
ROW = re.compile(r'<article class="entry.*?</article>\n|<tr><td.*?</tr>\n', re.DOTALL)


@dataclass(frozen=True, slots=True)
class Page:
    """A measured page: its name, its addresses, and how the bare view says it.

    Stencils are learned from the first half of the addresses; what is compared and measured is the
    other half.
    """

    name: str
    label: str
    paths: list[str]
    said: Callable[[str], Said]


@dataclass(frozen=True, slots=True)
class Cost:
    """CPU per request in milliseconds: of the web workers, PostgreSQL and the sealer."""

    web: float
    postgres: float
    sealer: float


def measure(world: World) -> Iterator[Line]:
    """Measure the three pages, ours and bare in turns."""
    # The bare pages take the name of the row of a session, which for them is the cookie.
    session = world.inside("sign_in")
    cookie, kept = session["session"], session["kept"]
    socket = str(embedded.hold(world.postgres))
    stencils = world.var / "stencils.json"
    bare = {
        **world.environment,
        "DJANGO_SETTINGS_MODULE": "bench.bare.settings",
        "BARE_SOCKET": socket,
        "BARE_STENCILS": str(stencils),
    }
    with ExitStack() as stack:
        ours = stack.enter_context(serving("config.wsgi", world.environment, cookie))
        found = _pages(world, pages.connection(socket), kept)
        learned = _learned(ours, found)
        stencils.write_text(json.dumps({k: (s.text, s.names) for k, s in learned.items()}))
        beside = stack.enter_context(serving("bench.bare.wsgi", bare, kept))
        for page in found:
            paths = _equal(page, ours, beside, set(learned))
            say(f"{page.label}: {len(paths)} pagina's zijn byte voor byte gelijk")
            yield from _compared(page, paths, (ours, beside), world)


def _pages(world: World, db: psycopg.Connection[tuple[object, ...]], cookie: str) -> list[Page]:
    places = world.inside("places")
    return [
        Page(
            "story",
            "Huishouden",
            places["households"],
            lambda path: pages.household(db, cookie, path.split("/")[2]),
        ),
        Page(
            "list",
            "Mijn huishoudens",
            places["lists"],
            lambda path: pages.listed(db, cookie, before=path.partition("na=")[2]),
        ),
        Page(
            "search",
            "Zoeken op naam",
            places["searches"],
            lambda path: pages.listed(db, cookie, search=path.partition("zoek=")[2]),
        ),
    ]


def _parts(html: str) -> tuple[str, list[str], str]:
    rows = list(ROW.finditer(html))
    if not rows:
        raise SystemExit("Een pagina zonder regels kan niet vergeleken worden.")
    return html[: rows[0].start()], [row[0] for row in rows], html[rows[-1].end() :]


def _learned(ours: Server, found: list[Page]) -> dict[str, Stencil]:
    """Learn a stencil for every shape that our pages have."""
    learned: dict[str, Stencil] = {}
    for page in found:
        for path in page.paths[: len(page.paths) // 2]:
            before, rows, after = _parts(ours.html(path))
            said = page.said(path)
            pairs = [(f"{page.name} before ", before, said.before)]
            pairs += [(f"{page.name} row ", *one) for one in zip(rows, said.rows, strict=True)]
            pairs += [(f"{page.name} after ", after, said.after)]
            for prefix, text, piece in pairs:
                if prefix + piece.shape not in learned:
                    learned[prefix + piece.shape] = learn(text, piece)
    return learned


def _equal(page: Page, ours: Server, beside: Server, known: set[str]) -> list[str]:
    """Demand the same bytes of both; leave out a page of a shape that was not learned."""
    equal = []
    for path in page.paths[len(page.paths) // 2 :]:
        if _keys(page, page.said(path)) - known:
            continue
        one, other = ours.html(path), beside.html(path)
        if one != other:
            at = next((i for i, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), 0)
            raise SystemExit(
                f"{path} is bij de kale view anders vanaf teken {at}:\n"
                f"  Tandem: {one[at - 60 : at + 120]!r}\n  kaal:   {other[at - 60 : at + 120]!r}"
            )
        equal.append(path)
    return equal


def _keys(page: Page, said: Said) -> set[str]:
    pieces = [("before", said.before), ("after", said.after), *(("row", row) for row in said.rows)]
    return {f"{page.name} {part} {piece.shape}" for part, piece in pieces}


def _compared(
    page: Page, paths: list[str], servers: tuple[Server, Server], world: World
) -> Iterator[Line]:
    costs: tuple[list[Cost], list[Cost]] = ([], [])
    for server in servers:
        _ask(server, paths, WARM_UP)
    for _ in range(ROUNDS):
        for server, into in zip(servers, costs, strict=True):
            before = _spent(server, world)
            _ask(server, paths, PER_ROUND)
            after = _spent(server, world)
            into.append(Cost(*(now - then for now, then in zip(after, before, strict=True))))
    ours, bare = (_per_request(rounds) for rounds in costs)
    yield Line(
        f"{page.label}: CPU ÷ kale view",
        ours.web / bare.web,
        BUDGET,
        f"{ours.web:.2f} / {bare.web:.2f} ms; PostgreSQL {ours.postgres:.2f} /"
        f" {bare.postgres:.2f} ms; verzegelen {ours.sealer:.2f} ms; doel {GOAL}",
    )


def _spent(server: Server, world: World) -> tuple[float, float, float]:
    return server.cpu(), postgres_cpu(world.postgres), server.sealing_cpu()


def _per_request(rounds: list[Cost]) -> Cost:
    """Mean per request: CPU is counted in ticks of 10 ms, too coarse for one round."""
    return Cost(
        statistics.fmean(one.web for one in rounds) / PER_ROUND * 1000,
        statistics.fmean(one.postgres for one in rounds) / PER_ROUND * 1000,
        statistics.fmean(one.sealer for one in rounds) / PER_ROUND * 1000,
    )


def _ask(server: Server, paths: list[str], times: int) -> None:
    for number in range(times):
        server.get(paths[number % len(paths)])
