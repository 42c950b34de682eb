"""Tags of the desk: the head of a household, and the two rows that pages repeat most.

A page shows 25 of those rows; written here they cost a fifth of what a template needs for them.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from tandem.core.markup import fill, fill_each
from tandem.core.templatetags.tandem import (
    SHAPES,
    chip,
    days_ago,
    nl_list,
    regime_mark_in,
    short_day,
    wanneer,
)
from tandem.desk.selectors.head import head_of
from tandem.dossier.enums import Safety, Status

if TYPE_CHECKING:
    from django.template import Context

    from tandem.desk.selectors.households import Row
    from tandem.desk.selectors.safety import Meeting
    from tandem.desk.selectors.story import Line
    from tandem.dossier.models import Household

register = template.Library()

ENDED = Status.ENDED.value

_ROW = (
    '<tr><td><a href="/huishoudens/{}/"><b>{}</b></a><br><span class="meta">{}</span></td>'
    '<td data-label="Regime">{}</td><td data-label="Tandem">{}</td><td data-label="Stand">{}</td>'
    '<td class="n" data-label="Laatste contact">{}</td></tr>'
)
_LINE = '<article class="entry{}"><time datetime="{}">{}</time><div>{}</div></article>'
_STEP = '<span class="step">{}</span>'
_WRITTEN = '{} {}<p class="meta">{}{}</p>'
_CORRECTED = '<s>{}</s> <span class="meta">verbeterd, zie de nieuwe versie</span>'
_CORRECT = ' · <a href="{}{}">verbeteren<span class="visually-hidden"> van {}</span></a>'


@register.inclusion_tag("desk/line.html")
def household_line(home: Household) -> dict[str, Any]:
    """Name, regime and who consents, in one line above a form (CONS-16)."""
    return {"home": home, "head": head_of(home, at=home.opened_at)}


@register.simple_tag
def household_rows(rows: Iterable[Row], today: date) -> SafeString:
    """Households in a table, one row each."""
    language = get_language()
    return fill_each("\n", _ROW, (_cells(row, today, language) for row in rows))


def _cells(row: Row, today: date, language: str | None) -> tuple[str, ...]:
    return (
        row.ref,
        row.name,
        f"{row.ref} · {row.pilot}" if row.pilot else row.ref,
        "–"
        if row.status == ENDED
        else regime_mark_in(row.regime.value, row.regime_words, language),
        row.riders or "–",
        _status(row.status, language),
        _ago(row.last_contact, today, language),
    )


def _ago(day: date | None, today: date, language: str | None) -> str:
    """How long ago somebody last had contact."""
    if day is None:
        return "–"
    days = (today - day).days
    return wanneer(day, today) if days < 0 else days_ago(days, language)


@lru_cache(maxsize=64)
def _status(status: str, language: str | None) -> str:
    return str(Status(status).label)


@register.simple_tag
def story_filters(filters: Iterable[tuple[str, str]], chosen: str, path: str) -> SafeString:
    """Which lines of the story to show: links, the chosen one marked."""
    return fill_each(
        "",
        '<a href="{}"{}>{}</a> ',
        (
            (f"?soort={key}" if key else path, _CURRENT if key == chosen else "", label)
            for key, label in filters
        ),
    )


_CURRENT = fill(' aria-current="{}"', "page")


@register.simple_tag(takes_context=True)
def story_lines(context: Context, lines: Iterable[Line]) -> SafeString:
    """Lines of the story: milestones, and what people wrote with the way to correct it."""
    today, language, path = context["today"], get_language(), context["request"].path
    corrector = _corrector(context)
    drawn = []
    for line in lines:
        day = short_day(line.day, today, language)
        when = day if line.meeting is None else _at_hour(day, line.meeting)
        if line.entry_id is None:
            said = fill(_STEP, line.text)
        else:
            may_correct = corrector in {ANYBODY, line.writer_id}
            way = (path, line.correction, day) if may_correct and not line.is_corrected else None
            said = _written(line, way, language)
        look = " entry--corrected" if line.is_corrected else ""
        drawn.append((look, line.day.isoformat(), when, said))
    return fill_each("\n", _LINE, drawn)


ANYBODY = -1


def _corrector(context: Context) -> int:
    """Whose lines the reader may correct: everybody's, their own, or nobody's."""
    if not context["may_write"]:
        return 0
    reader: int = context["request"].user.pk
    return ANYBODY if "HOUSEHOLD_EDIT" in context["may"] else reader


def _written(line: Line, way: tuple[str, str, str] | None, language: str | None) -> SafeString:
    text = linebreaksbr(line.text) if "\n" in line.text or "\r" in line.text else line.text
    if line.is_corrected:
        text = fill(_CORRECTED, text)
    meta = line.meta if line.meeting is None else _with_meeting(line.meta, line.meeting)
    correct = fill(_CORRECT, *way) if way else ""
    return fill(_WRITTEN, chip(line.chip, "", language), text, meta, correct)


# On a phone the two stand on one line.
_HOUR = "{} <br>{}"


def _at_hour(day: str, meeting: Meeting) -> str | SafeString:
    """The day of a line, and the hour when it is known."""
    return day if meeting.hour is None else fill(_HOUR, day, f"{meeting.hour:%H:%M}")


def _with_meeting(meta: str, meeting: Meeting) -> str | SafeString:
    """The small print of a line, with who was there and how safe it was said to be."""
    if meeting.present:
        meta = f"{meta} · erbij: {nl_list(meeting.present)}"
    if not meeting.safety:
        return meta
    said = f": {meeting.said}" if meeting.said else ""
    return fill("{}<br>{}{}", meta, safety_mark(meeting.safety), said)


@register.simple_tag
def safety_mark(value: str) -> SafeString:
    """How safe it is, by shape, color and word, so that color is never alone."""
    return _safety(value, get_language())


@lru_cache(maxsize=16)
def _safety(value: str, language: str | None) -> SafeString:
    shape, look = {
        Safety.SAFE_ENOUGH: (SHAPES["green"], "green"),
        Safety.CONCERNS: (SHAPES["orange"], "orange"),
        Safety.ACUTE: (SHAPES["red"], "red"),
        Safety.NOT_DISCUSSED: (_DASH, "none"),
    }[Safety(value)]
    return fill(
        '<span class="safety safety--{}"><svg width="14" height="14" viewBox="0 0 16 16"'
        ' fill="currentColor" aria-hidden="true">{}</svg> <span>{} {}</span></span>',
        look,
        shape,
        _("Veiligheid:"),
        str(Safety(value).label),
    )


_DASH = fill('<path d="M2 7h12v2H2z"/>')
