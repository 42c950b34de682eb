"""Names in a drawing: broken into lines that fit, without knowing the font of the reader."""

from __future__ import annotations

import unicodedata

ELLIPSIS = "…"
_WIDE, _NARROW = set("MW@%&mw—Æœ"), set("iljtfrI.,:;'|!()-’ ")
_SHAPES = {"Mn": 0.0, "Me": 0.0, "Cf": 0.0}
# What no XML may hold, and what would turn the line of somebody else around.
_TURNS = dict.fromkeys((0x202A, 0x202B, 0x202C, 0x202D, 0x202E, 0x2066, 0x2067, 0x2068, 0x2069))


def clean(text: str) -> str:
    """A text as one line that can stand in a drawing."""
    turned = text.translate(_TURNS)
    kept = "".join(" " if unicodedata.category(c) in {"Cc", "Cs", "Cn"} else c for c in turned)
    return " ".join(kept.split())


def width(text: str, size: float = 13) -> float:
    """How wide a text is at most, in most fonts."""
    return sum(_part(c) for c in text) * size


def _part(c: str) -> float:
    found = _SHAPES.get(unicodedata.category(c))
    if found is not None:
        return found
    if unicodedata.east_asian_width(c) in {"W", "F"}:
        return 1.3
    if c in _WIDE:
        return 0.95
    if c in _NARROW:
        return 0.42
    return 0.74 if c.isupper() or not c.isascii() else 0.6


def lines(text: str, room: float, most: int, size: float = 13) -> tuple[str, ...]:
    """Break a text at its spaces; what does not fit, ends in three dots."""
    found: list[str] = []
    words = clean(text).split(" ")
    while words and len(found) < most:
        is_last = len(found) == most - 1
        line = _line(words, room, size)
        if is_last and words:
            line = _cut(f"{line} {' '.join(words)}", room, size)
            words = []
        found.append(_cut(line, room, size))
    return tuple(one for one in found if one)


def _line(words: list[str], room: float, size: float) -> str:
    """Take as many words as fit in a line, and at least one."""
    line = words.pop(0)
    while words and width(f"{line} {words[0]}", size) <= room:
        line = f"{line} {words.pop(0)}"
    return line


def _cut(text: str, room: float, size: float) -> str:
    """Cut off what does not fit; never between a letter and its accents."""
    if width(text, size) <= room:
        return text
    kept = text
    while kept and width(kept, size) + width(ELLIPSIS, size) > room:
        kept = kept[:-1]
        while kept and unicodedata.category(kept[-1]) in {"Mn", "Me", "Cf"}:
            kept = kept[:-1]
    return kept.rstrip() + ELLIPSIS
