"""Bars over quarters, drawn by pygal and dressed by our own style sheet (docs/decisions/0006).

Pygal draws for a file of its own, with styles, scripts and tooltips. In our page there is nothing
of that: the geometry stays, the classes become ours, and the text alternative says what is seen.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from xml.etree.ElementTree import Element, tostring

import pygal
from django.utils.safestring import SafeString
from pygal.style import Style

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

WIDTH = 400
HEIGHT = 170
LOW = 130
FONT = 14
MOST_QUARTERS = 6
_MARGIN = 14
_PER_QUARTER = (WIDTH - _MARGIN) / MOST_QUARTERS
_KEPT = frozenset({"d", "x", "y", "width", "height", "transform", "text-anchor"})
_LONG = re.compile(r"[0-9]+\.[0-9]{2,}")
_STYLE = Style(label_font_size=FONT, value_font_size=FONT, font_family="sans-serif")


@dataclass(frozen=True, slots=True)
class Series:
    """One row of bars: its name, and a number per quarter."""

    name: str
    values: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Chart:
    """A drawing with its words and the table beneath it."""

    title: str
    svg: SafeString
    quarters: tuple[str, ...]
    series: tuple[Series, ...]

    @property
    def rows(self) -> Iterator[tuple[str, tuple[int, ...]]]:
        """The lines of the table: a quarter, and a number per series."""
        for number, quarter in enumerate(self.quarters):
            yield quarter, tuple(one.values[number] for one in self.series)


def bars(
    title: str,
    quarters: Sequence[str],
    series: Sequence[Series],
    *,
    top: int = 0,
    height: int = HEIGHT,
) -> Chart:
    """Draw bars; `top` lets several charts share one scale. Few quarters do not make bars wider."""
    highest = max([top, 1, *(value for one in series for value in one.values)])
    chart: Any = pygal.Bar(
        width=round(_MARGIN + _PER_QUARTER * len(quarters)),
        height=height - _MARGIN,
        margin=0,
        margin_top=_MARGIN,
        spacing=0,
        range=(0, highest * 1.12),
        style=_STYLE,
        js=(),
        show_legend=False,
        print_values=True,
        print_values_position="top",
        show_x_guides=False,
        truncate_label=-1,
        disable_xml_declaration=True,
        no_prefix=True,
    )
    chart.x_labels = list(quarters)
    chart.y_labels = [{"value": 0, "label": ""}]
    chart.value_formatter = lambda value: f"{value:.0f}"
    for one in series:
        chart.add(one.name, list(one.values))
    words = _words(title, quarters, series)
    drawn = tostring(_dressed(chart.render_tree(), words, height), encoding="unicode")
    # Safe: the writer escapes every text, and only geometry and our own classes are left.
    return Chart(title, SafeString(drawn), tuple(quarters), tuple(series))


def _words(title: str, quarters: Sequence[str], series: Sequence[Series]) -> str:
    said = [
        f"{quarter}: " + ", ".join(f"{one.values[number]} {one.name}" for one in series)
        for number, quarter in enumerate(quarters)
    ]
    return f"{title}. {'; '.join(said)}."


def _dressed(root: Element, words: str, height: int) -> Element:
    dressed = Element("svg", {"viewBox": f"0 0 {WIDTH} {height}", "role": "img"})
    dressed.set("xmlns", "http://www.w3.org/2000/svg")
    dressed.set("aria-label", words)
    for child in root:
        _copy(child, dressed, "")
    return dressed


def _copy(node: Element, parent: Element, role: str) -> None:
    """Take over groups, bars, lines and texts, each with a class of ours."""
    names = set((node.get("class") or "").split())
    if names & {"tooltip-overlay", "background"}:
        return
    role = _role(names) or role
    tag = str(node.tag).rpartition("}")[2]  # of a comment it is a function: nothing of ours
    if tag == "g":
        made = Element("g", _kept(node))
        parent.append(made)
        for child in node:
            _copy(child, made, role)
        if not len(made):
            parent.remove(made)
        return
    css = _css(tag, names, role)
    if css is None:
        return
    made = Element(tag, {**_kept(node), "class": css})
    if tag == "text":
        made.text = node.text
        made.set("font-size", str(FONT))
        if css == "label":
            made.set("text-anchor", "middle")
    parent.append(made)


def _role(names: set[str]) -> str:
    if "y" in names and "axis" in names:
        return "base"
    if "x" in names and "axis" in names:
        return "labels"
    return next((name for name in names if name.startswith("serie-")), "")


def _css(tag: str, names: set[str], role: str) -> str | None:
    if tag == "rect" and role.startswith("serie-"):
        return f"bar-{int(role.removeprefix('serie-')) + 1}"
    if tag == "path":
        return "axis" if role == "base" and "line" in names else None
    if tag == "text":
        return "value" if "value" in names else "label" if role == "labels" else None
    return None


def _kept(node: Element) -> dict[str, str]:
    return {
        name: _LONG.sub(lambda found: f"{float(found[0]):.1f}", value)
        for name, value in node.attrib.items()
        if name in _KEPT
    }
