"""The page of somebody of the family as a file: the same rows, to keep or to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import day_of

if TYPE_CHECKING:
    from datetime import date

    from tandem.desk.selectors.mine import Mine
    from tandem.desk.selectors.mine_law import Said


@dataclass(frozen=True, slots=True)
class Row:
    """One thing on the page: since when, what, until when."""

    day: date
    what: str
    until: date | None = None


def parts_of(page: Mine) -> list[tuple[str, list[Row]]]:
    """Every part of the page that has something in it, in the order of the page."""
    law = page.law
    parts = [
        (
            "Adressen",
            [Row(one.since, f"{one.person.first_name}: {one.lines}") for one in page.addresses],
        ),
        (
            "Ja en nee tegen samenwerken",
            [
                Row(one.day, f"{one.answer}: {', '.join(one.organizations)}", one.until)
                for one in page.answers
            ],
        ),
        ("Hulp", [_said(one) for one in law.help]),
        ("Vragen en vertellen aan anderen", [_said(one) for one in law.sharing]),
        (
            "Gronden",
            [
                Row(one.since, f"{one.what} {one.article}".strip(), one.last_day)
                for one in law.grounds
            ],
        ),
        (
            "Besluiten",
            [
                Row(one.decided_on, f"{one.organization.name}: {one.get_regime_display()}")
                for one in page.decisions
            ],
        ),
        (
            "Gedeeld zonder ja",
            [
                Row(one.day, f"met {one.to}: {', '.join(one.kinds)}. {one.ground} ({one.article})")
                for one in law.passed
            ],
        ),
        (
            "Verteld",
            [
                Row(one.day, one.text if one.is_mine else f"{one.who}: {one.text}")
                for one in page.told
            ],
        ),
        (
            "Sleutels",
            [
                Row(
                    day_of(one.since),
                    f"{one.name}, {one.organization}: {one.ground}",
                    None if one.until is None else day_of(one.until),
                )
                for one in page.holders
            ],
        ),
    ]
    return [(title, rows) for title, rows in parts if rows]


def _said(one: Said) -> Row:
    about = f" voor {one.about}" if one.about else ""
    by = "" if one.is_mine else f" (gezegd door {one.by})"
    return Row(one.day, f"{one.answer}{about}{by}: {one.what}", one.ended_on or one.last_day)
