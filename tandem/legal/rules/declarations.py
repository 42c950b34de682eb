"""The declaration of consent in every wording it ever had (toestemmingsverklaring, CONS-09).

A wording is never changed: a new one gets a new version. What was signed stays printable.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class Declaration:
    """One wording: its version, the first day on which it is used, and where its words stand."""

    version: str
    since: date
    template: str
    what_changed: str


DECLARATIONS: tuple[Declaration, ...] = (
    Declaration(
        "2024-10",
        date(2024, 10, 1),
        "legal/declarations/2024_10.html",
        "De eerste verklaring van de toekomsttuinen.",
    ),
    Declaration(
        "2026-09",
        date(2026, 9, 1),
        "legal/declarations/2026_09.html",
        "Zegt per persoon wat die zelf beslist, en noemt de ruimte om zelf te kiezen.",
    ),
)


def declaration_on(day: date) -> Declaration:
    """The wording that was in use on a day; before the first one, the first."""
    return next((one for one in reversed(DECLARATIONS) if one.since <= day), DECLARATIONS[0])


def declaration_of(version: str) -> Declaration | None:
    """The wording with this version."""
    return next((one for one in DECLARATIONS if one.version == version), None)
