"""The house rules of every room, in one book (Spelregels)."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

from django.apps import apps

from tandem.core.verdict import Rule

if TYPE_CHECKING:
    from collections.abc import Iterator


def all_rules() -> tuple[Rule, ...]:
    """Every rule of every room, by id; a room without rules has none."""
    return tuple(sorted(_rules(), key=lambda rule: rule.id))


def _rules() -> Iterator[Rule]:
    for app in apps.get_app_configs():
        if not app.name.startswith("tandem."):
            continue
        try:
            module = import_module(f"{app.name}.rules")
        except ModuleNotFoundError as absent:
            if absent.name != f"{app.name}.rules":
                raise
            continue
        yield from getattr(module, "RULES", ())


def find(text: str) -> list[Rule]:
    """Rules that hold every word of the text, in id, sentence, advice or source."""
    words = text.casefold().split()
    return [rule for rule in all_rules() if all(word in _text(rule) for word in words)]


def _text(rule: Rule) -> str:
    parts = (rule.id, rule.sentence, rule.now, rule.source, *rule.invariants)
    return " ".join(parts).casefold()
