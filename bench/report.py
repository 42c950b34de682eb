"""One table: what was measured, its budget, and whether it fits."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Line:
    """One figure; without a budget it is only told. `note` says what it is made of."""

    name: str
    value: float
    budget: float | None
    note: str = ""
    unit: str = "×"

    @property
    def fits(self) -> bool:
        """Whether the figure is within its budget."""
        return self.budget is None or self.value <= self.budget


def table(lines: list[Line]) -> str:
    """Write the figures beneath each other."""
    width = max((len(line.name) for line in lines), default=0)
    head = f"{'wat':<{width}}  {'gemeten':>12}  {'budget':>10}  past  waaruit"
    return "\n".join([head, "-" * len(head), *(_row(line, width) for line in lines)])


def _row(line: Line, width: int) -> str:
    places = 2 if line.unit == "×" else 0
    value = f"{line.value:.{places}f} {line.unit}"
    budget = "" if line.budget is None else f"≤ {line.budget:g} {line.unit}"
    verdict = "" if line.budget is None else ("ja" if line.fits else "NEE")
    return f"{line.name:<{width}}  {value:>12}  {budget:>10}  {verdict:<4}  {line.note}"
