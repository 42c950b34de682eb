"""HTML from a pattern and its values, for what a page draws by the dozen.

The same as Django's `format_html`: what is not safe already is escaped. That one asks of every
value in turn whether it is to be translated, later; here a value is one of three kinds, at once.
"""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from django.utils.safestring import SafeString

if TYPE_CHECKING:
    from collections.abc import Iterable


def fill(pattern: str, *values: object, **named: object) -> SafeString:
    """Put the values in a pattern of our own, escaped."""
    escaped = {name: safe(value) for name, value in named.items()}
    return SafeString(pattern.format(*[safe(value) for value in values], **escaped))


def fill_each(separator: str, pattern: str, rows: Iterable[Iterable[object]]) -> SafeString:
    """Put every row in the pattern, with the separator (of our own) between them."""
    return SafeString(
        separator.join([pattern.format(*[safe(value) for value in row]) for row in rows])
    )


def safe(value: object) -> str:
    """Escape a value, unless it says that it is HTML."""
    if type(value) is str:
        return escape(value)
    if type(value) is SafeString:
        return value
    # What is yet to be translated is text, and so is all else that does not say what it is.
    said = value if hasattr(value, "__html__") else str(value)
    return str(said.__html__()) if hasattr(said, "__html__") else escape(str(said))
