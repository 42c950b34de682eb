"""What the symbols and lines of one drawing mean: only those that it has."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from tandem.core.genogram import words
from tandem.core.genogram.draw import line, ring, route, shape, stroke
from tandem.core.genogram.family import Couple, Family, Human, Kin, Line, Symbol, Tone
from tandem.core.genogram.layout import SLASHES, Layout, Stroke, lay_out
from tandem.core.genogram.routes import Route
from tandem.core.markup import fill

if TYPE_CHECKING:
    from collections.abc import Iterator

_WIDTH, _HEIGHT = 56, 20
_MEANINGS: dict[str, words.Words] = {
    **{kind.value: words.COUPLES[kind] for kind in Couple},
    **{f"far_{kind}": words.COUPLES[kind] for kind in Couple},
    **{kind.value: words.CHILDREN[kind] for kind in Line if kind != Line.BIRTH},
    **{f"aside_{kind}": words.LINES[kind] for kind in Line},
    "parents_unknown": words.KIN[Kin.SIBLING],
    **{f"kin_{kind}": words.KIN[kind] for kind in Kin},
    **{f"tone_{kind}": words.TONES[kind] for kind in Tone},
}


def legend(family: Family, *, layout: Layout | None = None) -> tuple[tuple[SafeString, str], ...]:
    """The symbols and lines that this drawing has, each with its meaning once."""
    layout = layout or lay_out(family)
    found = dict(_symbols(family.humans))
    says = {one.says for one in layout.strokes} | {one.says for one in layout.routes}
    for kind, text in _MEANINGS.items():
        if kind in says:
            found.setdefault(str(text), _meaning(kind))
    if layout.circles:
        found[_("wonen samen (stippellijn eromheen)")] = ring("M6 3H50V17H6Z")
    if layout.badges:
        letter = fill('<text class="genogram__badge" x="24" y="15">{}</text>', "A")
        found[_("wonen samen: dezelfde letter")] = letter
    return tuple((_sample(drawn, text), text) for text, drawn in found.items())


def _symbols(humans: tuple[Human, ...]) -> Iterator[tuple[str, SafeString]]:
    for symbol in Symbol:
        if any(one.symbol == symbol and not one.is_unborn for one in humans):
            yield str(words.SYMBOLS[symbol]), shape(symbol, 28, 10, 8)
    if any(one.is_unborn for one in humans):
        yield str(words.UNBORN), shape("unborn", 28, 10, 8)
    if any(one.is_dead for one in humans):
        cross = line("dead", ((20, 2), (36, 18))) + line("dead", ((20, 18), (36, 2)))
        yield _("overleden (kruis erdoor)"), cross
    if any(one.is_index for one in humans):
        double = shape("man", 28, 10, 9) + shape("man", 28, 10, 5)
        yield _("om wie het gaat (dubbele rand)"), double


def _meaning(kind: str) -> SafeString:
    along = tuple((2 + 52 * n / 24, 10.0) for n in range(25))
    if kind in set(Couple):
        ends, slashes = (along[0], along[-1]), SLASHES.get(Couple(kind), 0)
        return stroke(Stroke(kind, frozenset(), ends, slashes, (28, 10)))
    if kind == Line.ADOPTION:
        second = tuple((x, y + 5) for x, y in along)
        return line(kind, along) + line("adoption_second", (second[0], second[-1]))
    return route(Route(kind, "", "", along))


def _sample(drawn: SafeString, text: str) -> SafeString:
    """A piece of the drawing beside its meaning: not read aloud twice, but named on paper."""
    return fill(
        '<svg class="genogram genogram--sample" viewBox="0 0 {} {}" width="{}" height="{}"'
        ' aria-hidden="true" focusable="false"><title>{}</title>{}</svg>',
        _WIDTH,
        _HEIGHT,
        _WIDTH,
        _HEIGHT,
        text,
        drawn,
    )
