"""In which light we worked, from day to day. Pure: grounds in, dated stretches out.

Nobody sets a regime: it is read from what carries each day (REG-02, REG-07). Red goes before
orange, orange before green; a day that nothing carries has none.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import Period, joined
from tandem.legal.enums import Regime

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import date

# From light to heavy.
WEIGHT = (Regime.NONE, Regime.GREEN, Regime.ORANGE, Regime.RED)


@dataclass(frozen=True, slots=True)
class Carrier:
    """What carries days in one light: its ground in words, and why it ended."""

    regime: Regime
    period: Period
    ground: str
    end_reason: str = ""


@dataclass(frozen=True, slots=True)
class Stretch:
    """Days in one light: on what grounds, and why we came here from what was before (REG-28)."""

    regime: Regime
    period: Period
    grounds: tuple[str, ...]
    reasons: tuple[str, ...] = ()
    is_down: bool = False


def common(one: Iterable[Period], other: Iterable[Period]) -> tuple[Period, ...]:
    """Return the days that lie in both."""
    found = []
    right = joined(other)
    for left in joined(one):
        for period in right:
            ends = [end for end in (left.until, period.until) if end is not None]
            piece = Period(max(left.since, period.since), min(ends, default=None))
            if not piece.is_empty:
                found.append(piece)
    return joined(found)


def ground_ends(since: date, *grounds: Iterable[Period]) -> date | None:
    """Return the first day on which one of the grounds no longer carries what began on a day.

    What adjoins goes on: an extension in time leaves no gap. None while everything runs.
    """
    ends = []
    for periods in grounds:
        held = next((one for one in joined(periods) if one.has(since)), Period(since, since))
        if held.until is not None:
            ends.append(held.until)
    return min(ends, default=None)


def stretches(carriers: Iterable[Carrier]) -> tuple[Stretch, ...]:
    """Return the days since the first ground as stretches: no gap, no overlap, heaviest first."""
    found = [carrier for carrier in carriers if not carrier.period.is_empty]
    result: list[Stretch] = []
    cuts = _cuts(found)
    for since, until in zip(cuts, cuts[1:] + [None] * bool(cuts), strict=True):
        here = [carrier for carrier in found if carrier.period.has(since)]
        regime = max((one.regime for one in here), key=WEIGHT.index, default=Regime.NONE)
        grounds = _once(one.ground for one in here if one.regime is regime)
        last = result[-1] if result else None
        if last is not None and last.regime is regime:
            both = _once((*last.grounds, *grounds))
            period = Period(last.period.since, until)
            result[-1] = Stretch(regime, period, both, last.reasons, last.is_down)
            continue
        is_down = last is not None and WEIGHT.index(regime) < WEIGHT.index(last.regime)
        ended = [one for one in found if one.period.until == since and last is not None]
        reasons = _once(
            one.end_reason
            for one in ended
            if is_down and last is not None and one.regime is last.regime
        )
        result.append(Stretch(regime, Period(since, until), grounds, reasons, is_down))
    return tuple(result)


def _cuts(carriers: Sequence[Carrier]) -> list[date]:
    days = {carrier.period.since for carrier in carriers}
    days |= {end for carrier in carriers if (end := carrier.period.until) is not None}
    return sorted(days)


def _once(words: Iterable[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(word for word in words if word))
