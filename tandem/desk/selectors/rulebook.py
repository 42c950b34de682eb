"""The house rules of every room, in one book (Spelregels)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib import import_module
from pkgutil import iter_modules
from typing import TYPE_CHECKING

from django.apps import apps

from tandem.core.verdict import Rule

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator
    from types import ModuleType

MAY, MAY_NOT = "Mag: ", "Mag niet: "

# Where a rule is written says what it is about; a room without its own line takes that of its app.
SUBJECTS = {
    "legal.consent": "Toestemming",
    "legal.ages": "Toestemming",
    "legal.declarations": "Toestemming",
    "legal.talk": "Toestemming",
    "legal.voices": "Toestemming",
    "legal.power": "Bevoegdheden en maatregelen",
    "legal.regime": "Bevoegdheden en maatregelen",
    "legal.sharing": "Delen zonder toestemming",
    "dossier.rights": "Wie erbij mag",
    "dossier.shields": "Wat afgeschermd is",
    "dossier": "Het dossier",
    "journey": "De weg en de tandem",
    "plan.circle": "Om het gezin heen",
    "audit": "Het logboek",
    "network": "Organisaties en accounts",
    "monitor": "De monitor",
    "legal": "De wet",
    "plan.talk": "Samen praten",
}


@dataclass(frozen=True, slots=True)
class Entry:
    """A rule in the book: with what it is about, and its examples apart."""

    rule: Rule
    subject: str

    @property
    def may(self) -> tuple[str, ...]:
        """Situations that fit the rule."""
        return _after(MAY, self.rule)

    @property
    def may_not(self) -> tuple[str, ...]:
        """Situations that the rule refuses."""
        return _after(MAY_NOT, self.rule)


@dataclass(frozen=True, slots=True)
class Chapter:
    """Rules about one subject."""

    subject: str
    slug: str
    entries: tuple[Entry, ...]


def _after(prefix: str, rule: Rule) -> tuple[str, ...]:
    return tuple(one.removeprefix(prefix) for one in rule.examples if one.startswith(prefix))


@cache
def entries() -> tuple[Entry, ...]:
    """Every rule of every room, by id; a room without rules has none."""
    return tuple(sorted(_entries(), key=lambda entry: entry.rule.id))


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every room, by id."""
    return tuple(entry.rule for entry in entries())


def _entries() -> Iterator[Entry]:
    for app in apps.get_app_configs():
        if not app.name.startswith("tandem."):
            continue
        try:
            room = import_module(f"{app.name}.rules")
        except ModuleNotFoundError as absent:
            if absent.name != f"{app.name}.rules":
                raise
            continue
        places = _places(app.label, room)
        for rule in getattr(room, "RULES", ()):
            name = places.get(rule.id, app.label)
            yield Entry(rule, SUBJECTS.get(name) or SUBJECTS.get(app.label, app.label))


def _places(label: str, room: ModuleType) -> dict[str, str]:
    """Per rule the module in which it is written, as the table of subjects names it."""
    found: dict[str, str] = {}
    for module in iter_modules(getattr(room, "__path__", ())):
        part = import_module(f"{room.__name__}.{module.name}")
        found |= {rule.id: f"{label}.{module.name}" for rule in getattr(part, "RULES", ())}
    return found


def find(text: str) -> list[Entry]:
    """Rules that hold every word of the text, in id, words, examples or source."""
    words = text.casefold().split()
    return [entry for entry in entries() if all(word in _text(entry) for word in words)]


def _text(entry: Entry) -> str:
    rule = entry.rule
    parts = (rule.id, rule.sentence, rule.now, rule.family, rule.source, entry.subject)
    return " ".join((*parts, *rule.examples, *rule.invariants)).casefold()


def by_subject(found: Iterable[Entry]) -> list[Chapter]:
    """Put rules under what they are about, in the order of the table of subjects."""
    grouped: dict[str, list[Entry]] = {subject: [] for subject in SUBJECTS.values()}
    for entry in found:
        grouped.setdefault(entry.subject, []).append(entry)
    return [
        Chapter(subject, f"over-{number}", tuple(group))
        for number, (subject, group) in enumerate(grouped.items(), start=1)
        if group
    ]


def named(id_: str) -> Entry | None:
    """The rule with this id, in capitals or not; None when there is none."""
    return next((one for one in entries() if one.rule.id == id_.upper()), None)
