"""The rules of access as they stand in SQL, cut into conditions that can be spoiled one by one.

A condition is what stands between WHERE, ON, AND and OR, at any depth. Nobody lists them by hand:
whoever writes a new one hears from the tests that no history in `killed.txt` misses it yet.
`write()`, in `manage.py shell`, brings that table in line and keeps what it says already.
"""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import TYPE_CHECKING

from config.second_lock import family, install
from tandem.desk.selectors import own, own_plan
from tandem.dossier import door
from tandem.dossier.selectors import sight

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping

_FILES = ("keys.sql", "rights.sql")
LONGEST = 80
NOT_YET = "not yet: no history misses it"
TABLE = Path(__file__).parent / "killed.txt"
_TOKEN = re.compile(r"'[^']*'|--[^\n]*|[();]|\b[A-Z]{2,}\b")
_OPENS = {"WHERE", "ON", "AND", "OR", "WHEN", "THEN", "IF", "ELSIF", "RETURN"}
_CLOSES = {"JOIN", "LEFT", "CROSS", "GROUP", "ORDER", "UNION", "LIMIT", "ELSE", "SELECT"}
_CLOSES |= {";", "LOOP", "FOR"}
_FLIPPED = {"<=": "<", "<": "<=", ">": ">=", ">=": ">"}
_PAIR = re.compile(r"\w+\.\w+, ")
_BARE = re.compile(r"\s*\w+\.\w+ =")
_LITERAL = re.compile(r"'[^']*'")
_EDGE = re.compile(r"(?<![<>-])(<=|>=|<(?!>)|>(?!>))")


def _sources() -> dict[str, tuple[str, ...]]:
    """The statements by name; the door's stands twice, once in each lock."""
    found: dict[str, tuple[str, ...]] = {
        "door": (door.KEY_OPENS, install._OPENS),
        "families": (family._FAMILIES,),
        "me": (sight._ME_BY_ACCOUNT,),
        "me whatever became of the page": (sight._ME_BY_PAGE,),
        "closed": (sight._CLOSED,),
        "versions": (sight._VERSIONS,),
        "secret": (sight._SECRET,),
        "charges": (sight._CHARGES,),
    }
    found |= {f"seen {name}": (text,) for name, text in sight._SEEN.items()}
    found |= {f"hidden {name}": (sight._HIDDEN[name],) for name in family.SHIELDED}
    before = sight.for_account("")
    put = own_plan.before(f"{sight.ALLOWED} AND {sight.WHOLE}")
    found["put before me"] = (put,)
    found |= {
        f"own {name}": (text.removeprefix(before).removeprefix(put),)
        for name, text in own.OWN.items()
        if name not in sight.SEEN
    }
    there = Path(install.__file__).parent
    keys, rights = ((there / name).read_text(encoding="utf-8") for name in _FILES)
    found["ground"] = (_between(keys, "WHEN 'local_team' THEN", "ELSE false END"),)
    found["bar"] = (_between(keys, "IF stands AND EXISTS", " THEN\n        RAISE"),)
    found["ending"] = (_between(keys, "WHERE k.account_id = person AND (k", ";\nEND"),)
    found["hired"] = (_between(keys, "WHERE h.pilot_id = place AND", "\n    ON CONFLICT"),)
    found["face"] = (_between(rights, "WHERE c.account_id = person AND", "\n$$"),)
    found["lent no more"] = (_between(rights, "WHERE c.follows_id = k.id AND c.abs", ";\n"),)
    found["returned"] = (_between(rights, "WHERE a.id = gone", ";\n"),)
    found["absence"] = (
        _between(rights, "WHERE a.account_id = person AND a.ended", "ORDER BY a.id"),
    )
    found["deputy"] = (
        _between(rights, "WHERE k.account_id = person AND (pl", "ORDER BY k.id;", 2),
    )
    return found


def told() -> dict[tuple[str, str, str], str]:
    """Of each way to spoil a condition: the history that misses it, or after `!` why none does."""
    lines = TABLE.read_text(encoding="utf-8").splitlines()
    rows = [line.split(" | ") for line in lines if line and not line.startswith("#")]
    return {(source, name, change): rest for source, name, change, rest in rows}


def _between(text: str, first: str, last: str, time: int = 1) -> str:
    start = -1
    for _ in range(time):
        start = text.index(first, start + 1)
    return text[start : text.index(last, start)]


SOURCES: Mapping[str, tuple[str, ...]] = _sources()


@dataclass(frozen=True)
class Condition:
    """One condition of a statement: where it stands, in each lock, and its words."""

    source: str
    words: str
    places: tuple[tuple[int, int], ...]
    in_or: bool

    def changes(self) -> Iterator[tuple[str, list[tuple[str, str]]]]:
        """Each way to spoil it, with what stands then instead of what."""
        for change, spoil in ways(self.words, in_or=self.in_or):
            yield change, self._with(spoil)

    def _with(self, spoil: Callable[[str], str]) -> list[tuple[str, str]]:
        texts = SOURCES[self.source]
        return [
            (text, text[:start] + spoil(text[start:end]) + text[end:])
            for text, (start, end) in zip(texts, self.places, strict=True)
        ]


def ways(words: str, *, in_or: bool) -> Iterator[tuple[str, Callable[[str], str]]]:
    """Each way to spoil a condition: always so, never so, and an edge a tick further."""
    yield "always", lambda _words: "TRUE"
    if in_or:
        yield "never", lambda _words: "FALSE"
    if len(_EDGE.findall(words)) == 1 and "EXISTS" not in words:
        yield "edge", lambda words: _EDGE.sub(lambda m: _FLIPPED[m[0]], words)


def conditions() -> dict[tuple[str, str], Condition]:
    """Every condition of every statement, by its statement and its words."""
    found = {}
    for source, texts in SOURCES.items():
        cut = [list(_cut(text)) for text in texts]
        for places in zip(*cut, strict=True):
            start, end, in_or = places[0]
            words, number = " ".join(texts[0][start:end].split()), 2
            name = short = words if len(words) <= LONGEST else f"{words[:LONGEST].rstrip()} …"
            while (source, name) in found:
                name, number = f"{short} ({number})", number + 1
            spans = tuple((start, end) for start, end, _in_or in places)
            found[source, name] = Condition(source, words, spans, in_or)
    return found


@dataclass
class _Frame:
    """Between two brackets: where the condition began that is read now, and those read before."""

    begun: int | None = None
    read: list[tuple[int, int]] = field(default_factory=list)
    has_or: bool = False

    def close(self, text: str, end: int) -> None:
        """End the condition that is read now; one in brackets was read inside them."""
        if self.begun is not None:
            words = text[self.begun : end]
            begin, words = self.begun + len(words) - len(words.lstrip()), words.strip()
            is_group = words.startswith("(") and not _PAIR.match(words[1:])
            if words and not is_group and not _LITERAL.fullmatch(words):
                self.read.append((begin, begin + len(words)))
        self.begun = None


def _cut(text: str) -> Iterator[tuple[int, int, bool]]:
    """Where each condition begins and ends, and whether it stands between ORs."""
    # A statement begins with a word of its own; a condition by itself begins at once.
    frames, left = [_Frame(0 if _BARE.match(text) else None)], []
    for token in _TOKEN.finditer(text):
        word, frame = token[0], frames[-1]
        if word == "(":
            frames.append(_Frame(token.end() if _groups(text, frame, token) else None))
        elif word == ")":
            frame.close(text, token.start())
            left.append(frames.pop())
        elif word in _OPENS | _CLOSES:
            frame.close(text, token.start())
            frame.has_or |= word == "OR"
            opens = word in _OPENS and not text[token.end() :].lstrip().startswith("CONFLICT")
            frame.begun = token.end() if opens else None
    frames[0].close(text, len(text))
    read = [(one, frame) for frame in (*left, *frames) for one in frame.read]
    yield from sorted((start, end, frame.has_or) for (start, end), frame in read)


def _groups(text: str, frame: _Frame, bracket: re.Match[str]) -> bool:
    """Whether a bracket groups conditions: it calls nothing, lists nothing and asks nothing."""
    if frame.begun is None:
        return False
    before, after = text[frame.begun : bracket.start()].strip(), text[bracket.end() :].lstrip()
    is_query = after.startswith(("SELECT", "WITH"))
    return before in {"", "NOT"} and not is_query and not _PAIR.match(after)


HEAD = """\
# Each condition of the access rules, each way to spoil it, and the seeded history that misses it.
# After `!` stands why none can; `not yet` is what a new condition says, and no test accepts it.
"""


def write() -> None:
    """Bring the table in line with the statements; what is new there, nothing misses yet."""
    known, lines = told(), []
    for (source, name), one in conditions().items():
        for change, _pairs in one.changes():
            rest = known.get((source, name, change), f"!{NOT_YET}")
            lines.append(f"{source} | {name} | {change} | {rest}\n")
    TABLE.write_text(HEAD + "".join(lines), encoding="utf-8")
