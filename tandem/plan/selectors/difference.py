"""What is different between two versions, as people read it: added, gone, and changed words."""

from __future__ import annotations

from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import TYPE_CHECKING

from tandem.plan.enums import Topic
from tandem.plan.models import Agreement, Factor, Goal, Help, Situation
from tandem.plan.selectors import pieces as reading

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence
    from datetime import datetime

    from tandem.plan.models import Piece

    type AnyLine = Situation | Factor | Goal | Agreement | Help

# Longer than this, words are not compared one by one: the old and the new text stand whole.
MOST_WORDS = 4_000


@dataclass(frozen=True, slots=True)
class Bit:
    """Some words, and what happened to them: same, added or gone."""

    text: str
    became: str


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that differs: where, how, and its words."""

    where: str
    how: str
    bits: tuple[Bit, ...]


def bits(old: str, new: str) -> tuple[Bit, ...]:
    """Compare two texts by word. What is the same and what was added, together give the new one."""
    before, after = old.split(), new.split()
    if len(before) + len(after) > MOST_WORDS:
        return _whole(" ".join(before), " ".join(after))
    found: list[Bit] = []
    matcher = SequenceMatcher(None, before, after, autojunk=False)
    for _tag, start, end, first, last in matcher.get_opcodes():
        if before[start:end] == after[first:last]:
            found.append(Bit(" ".join(before[start:end]), "same"))
            continue
        found.extend(_whole(" ".join(before[start:end]), " ".join(after[first:last])))
    return tuple(found)


def _whole(old: str, new: str) -> tuple[Bit, ...]:
    parts = (Bit(old, "gone"), Bit(new, "added"))
    return tuple(one for one in parts if one.text)


def difference(old: Piece, new: Piece, *, at: datetime) -> list[Change]:
    """What changed from one version to another, in the order of the page."""
    before, after = reading.read_all([old, new], at=at)
    return [*_passages(before.texts, after.texts), *_lines(before, after)]


def _passages(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    for topic in Topic:
        was, is_ = old.get(topic, ""), new.get(topic, "")
        if was.split() != is_.split():
            yield _change(str(topic.label), was, is_)


def _change(where: str, was: str, is_: str) -> Change:
    how = "added" if not was else "changed" if is_ else "gone"
    return Change(where, how, bits(was, is_))


_SORTS = (
    ("situations", "Onveilige situatie"),
    ("factors", "Factor"),
    ("goals", "Doel"),
    ("lines", "Afspraak"),
    ("helps", "Hulp"),
)


def _lines(old: reading.Reading, new: reading.Reading) -> Iterator[Change]:
    for name, word in _SORTS:
        before = {one.pk: one for one in _own(getattr(old, name))}
        came_from = _origins(getattr(new, name))
        taken = set()
        for one in _own(getattr(new, name)):
            source = came_from.get(one.pk)
            was = "" if source is None or source not in before else words(before[source])
            taken.add(source)
            if was.split() != words(one).split():
                yield _change(word, was, words(one))
        for pk, one in before.items():
            if pk not in taken:
                yield _change(word, words(one), "")


def _own(lines: Iterable[reading.Line | AnyLine]) -> list[AnyLine]:
    return [one.agreement if isinstance(one, reading.Line) else one for one in lines]


def _origins(lines: Sequence[reading.Line | AnyLine]) -> dict[int, int | None]:
    """From which line of the version before each line was taken over."""
    return {one.pk: one.carried_from_id for one in _own(lines)}


def words(line: AnyLine) -> str:
    """A line in one sentence, as people read it."""
    match line:
        case Agreement():
            parts = [
                f"{reading.who(line)}: {line.what}",
                f"Wanneer: {line.when_words}" if line.when_words else "",
                f"Wie let op: {line.watcher}" if line.watcher else "",
                f"Wie steunt: {line.support}" if line.support else "",
                f"Als het niet lukt: {line.if_fails}" if line.if_fails else "",
            ]
        case Factor():
            about = "De omgeving" if line.person is None else line.person.first_name
            sort = line.get_domain_display()
            parts = [f"{about}, {sort}, {line.get_weighs_display()}: {line.text}"]
        case Help():
            parts = [f"{line.person.first_name}: {line.need}", line.service, line.bottleneck]
        case _:
            parts = [line.text]
    return " · ".join(part for part in parts if part)
