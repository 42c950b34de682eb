"""The page of somebody of the family as a file: the same rows, to keep or to print."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.core.periods import day_of

if TYPE_CHECKING:
    from collections.abc import Iterator
    from datetime import date

    from tandem.desk.selectors import mine_plan
    from tandem.desk.selectors.mine import Mine
    from tandem.desk.selectors.mine_law import Said

type Part = tuple[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Row:
    """One thing on the page: since when, what, until when."""

    day: date
    what: str
    until: date | None = None


def parts_of(page: Mine) -> list[Part]:
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
        *together_parts(page.together),
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


def together_parts(found: mine_plan.Together) -> list[Part]:
    """What was put before the reader, and what they said of it: on their page and on paper."""
    you = "je" if found.is_young else "u"
    written = [
        row
        for one in found.entries
        for row in (
            Row(one.day, f"{one.kind.capitalize()}: {one.text}"),
            *_answers(one.said, you),
        )
    ]
    parts = [
        ("Ons plan", [row for one in found.plans for row in _version(one, you)]),
        ("Onze analyse", [row for one in found.analysis for row in _version(one, you)]),
        (f"Wat er over {you} staat en wat {you} ervan zei", written),
    ]
    return [(title, rows) for title, rows in parts if rows]


def _version(one: mine_plan.Version, you: str) -> Iterator[Row]:
    how = " ".join(part for part in (f"{one.title}: {one.status}.", *_how(one)) if part)
    yield Row(one.made_on, how)
    if one.next_on is not None:
        yield Row(one.next_on, f"{one.title}: weer bespreken")
    if one.improved_by is not None:
        yield Row(one.improved_by, f"{one.title}: dan moet het beter zijn")
    yield from (Row(one.made_on, words, until) for words, until in _lines(one))
    yield from _answers(one.said, you)
    for old in one.earlier:
        yield Row(old.made_on, f"{one.title}: een eerdere versie")
        yield from _answers(old.said, you)


def _how(one: mine_plan.Version) -> tuple[str, ...]:
    why = f"Zonder ouders: {one.why_without}" if one.why_without else ""
    return one.how_made, why


def _lines(one: mine_plan.Version) -> Iterator[tuple[str, date | None]]:
    """Everything that stands in a version, in the order of the page."""
    for text in one.situations:
        yield f"Onveilig: {text}", None
    for aim in one.goals:
        yield f"Doel ({aim.kind}): {aim.text}", aim.by_on
    for line in one.agreements:
        parts = (
            f"Afspraak: {line.who}: {line.what}. Wanneer: {line.when}.",
            f"Dit gaat over: {line.about}." if line.about else "",
            f"Wie let op: {line.watcher}." if line.watcher else "",
            f"Wie steunt: {line.support}." if line.support else "",
            f"Als het niet lukt: {line.if_fails}" if line.if_fails else "",
        )
        yield " ".join(part for part in parts if part), line.due_on
    for scale in one.scales:
        for sign, texts in (("versterkt", scale.strengthens), ("belemmert", scale.hinders)):
            yield from ((f"{scale.who}, {sign}: {text}", None) for text in texts)
    for help_ in one.helps:
        more = (help_.service, help_.financing, help_.department, help_.bottleneck)
        said = "; ".join(part for part in (help_.need, *more) if part)
        yield f"Hulp voor {help_.who}: {said}", None
    for label, text in one.passages:
        yield f"{label}: {text}", None


def _answers(said: tuple[mine_plan.Said, ...], you: str) -> Iterator[Row]:
    for one in said:
        apart = ", apart gesproken" if one.is_apart else ""
        words = f": {one.words}" if one.words else ""
        yield Row(one.day, f"{you.capitalize()} zei: {one.answer}{apart}{words}")


def _said(one: Said) -> Row:
    about = f" voor {one.about}" if one.about else ""
    by = "" if one.is_mine else f" (gezegd door {one.by})"
    return Row(one.day, f"{one.answer}{about}{by}: {one.what}", one.ended_on or one.last_day)
