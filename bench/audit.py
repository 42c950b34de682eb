"""The audit trail: what writing it costs, whether it is whole, and whether tampering is found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from bench.report import Line

if TYPE_CHECKING:
    from collections.abc import Iterator

    from bench.worlds import World

# Throughput with the trail is at least 0.6 of that without.
MOST_COST = 1 / 0.6
MOST_VERIFY_SECONDS = 60


def measure(worlds: dict[int, World]) -> Iterator[Line]:
    """Say what one run inside the smallest world found."""
    found = worlds[min(worlds)].inside("audit")
    cost = found["plain"] / found["audited"]
    yield Line(
        "Schrijven met 16 tegelijk: zonder ÷ met logboek",
        cost,
        MOST_COST,
        f"{found['plain']:.0f} / {found['audited']:.0f} per seconde, met verzegelaar ernaast;"
        f" met is {1 / cost:.2f} van zonder (minstens 0,6)",
    )
    yield Line(
        "Nooit verzegeld bij 16 trage schrijvers",
        found["missed"],
        0,
        f"van {found['written']}; op nummer verzegelen mist er {found['missed_by_number']};"
        f" langzaamste beurt {found['slowest'] * 1000:.0f} ms",
        "",
    )
    for name, missed in found["tamper"].items():
        yield Line(f"Vervalsing niet gevonden: {name}", missed, 0, "op 1.000 plaatsen", "")
    yield Line("Vals alarm op een gaaf logboek", found["alarms"], 0, "", "")
    yield Line(
        "Nakijken van 1.000.000 logregels",
        found["verify"],
        MOST_VERIFY_SECONDS,
        f"verzegelen in één keer {found['seal']:.0f} s",
        "s",
    )
