"""Tags of the desk: the head of a household, and the two rows that pages repeat most.

A page shows 25 of those rows; written here they cost a fifth of what a template needs for them.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from django import template
from django.template.defaultfilters import linebreaksbr
from django.utils.safestring import SafeString
from django.utils.translation import get_language, ngettext
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
from tandem.journey.enums import Phase

if TYPE_CHECKING:
    from django.template import Context

    from tandem.desk.selectors.households import Row
    from tandem.desk.selectors.safety import Meeting
    from tandem.desk.selectors.story import Line
    from tandem.dossier.models import Household
    from tandem.plan.models import Hearing

register = template.Library()

ENDED = Status.ENDED.value

_ROW = (
    '<tr><td><a href="/huishoudens/{}/"><b>{}</b></a><br><span class="meta">{}</span></td>'
    '<td data-label="Regime">{}</td><td data-label="Tandem">{}</td><td data-label="Fase">{}</td>'
    '<td data-label="Stand">{}</td><td class="n" data-label="Laatste contact">{}</td></tr>'
)
_PHASE = '{}<span class="visually-hidden">, {}</span>'
_LINE = '<article class="entry{}"><time datetime="{}">{}</time><div>{}</div></article>'
_STEP = '<span class="step">{}</span>'
_WRITTEN = '{} {}<p class="meta">{}{}</p>{}'
_ATTACHED = '<p class="attached">{} {}</p>'
_DOCUMENT = '<a href="{}documenten/{}/">{}</a>'
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
        _phase(row.phase, language),
        _status(row.status, language),
        _ago(row.last_contact, today, language),
    )


def _ago(day: date | None, today: date, language: str | None) -> str:
    """How long ago somebody last had contact."""
    if day is None:
        return "–"
    days = (today - day).days
    return wanneer(day, today) if days < 0 else days_ago(days, language)


@lru_cache(maxsize=16)
def _phase(phase: int, language: str | None) -> SafeString:
    """Which phase of safety: its number, and its name for who hears the page."""
    return fill(_PHASE, phase, Phase(phase).label) if phase else fill("–")


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
    heard: Mapping[int, Sequence[Hearing]] = context.get("heard") or {}
    drawn = []
    for line in lines:
        day = short_day(line.day, today, language)
        when = day if line.meeting is None else _at_hour(day, line.meeting)
        if line.entry_id is None:
            said = fill(_STEP, line.text)
        else:
            may_correct = corrector in {ANYBODY, line.writer_id}
            way = (path, line.correction, day) if may_correct and not line.is_corrected else None
            said = fill(
                "{}{}",
                _written(line, way, language, path),
                _heard(heard.get(line.entry_id, ()), line, today, path=path if corrector else ""),
            )
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


def _written(
    line: Line, way: tuple[str, str, str] | None, language: str | None, path: str
) -> SafeString:
    text = linebreaksbr(line.text) if "\n" in line.text or "\r" in line.text else line.text
    if line.is_corrected:
        text = fill(_CORRECTED, text)
    meta = line.meta if line.meeting is None else _with_meeting(line.meta, line.meeting)
    correct = fill(_CORRECT, *way) if way else ""
    chipped = chip(line.chip, "", language)
    return fill(_WRITTEN, chipped, text, meta, correct, _attached(line, path))


def _attached(line: Line, path: str) -> SafeString:
    """The documents that belong to a line, as links; nothing without any."""
    if not line.attached:
        return SafeString()
    links = ((path, str(one.document_id), one.title) for one in line.attached)
    label = ngettext("Document:", "Documenten:", len(line.attached))
    return fill(_ATTACHED, label, fill_each(", ", _DOCUMENT, links))


_REPLY = '<div class="reply"><b>{}</b> {} <span class="meta">{}</span></div>'
_PUT = (
    '<p class="meta"><a href="{}verhaal/{}/voorleggen/">voorleggen'
    '<span class="visually-hidden"> wat er op {} staat</span></a></p>'
)


def _heard(heard: Sequence[Hearing], line: Line, today: date, *, path: str) -> SafeString:
    """What people say of an entry, under it for ever, and the way to put it before somebody."""
    language = get_language()
    replies = fill_each(
        "",
        _REPLY,
        ((one.person.first_name, _reply(one), _when(one, today, language)) for one in heard),
    )
    if not path or line.is_corrected:
        return replies
    return fill(
        "{}{}", replies, fill(_PUT, path, line.entry_id, short_day(line.day, today, language))
    )


def _reply(hearing: Hearing) -> SafeString:
    if not hearing.was_put:
        return fill("niet voorgelegd: {}", hearing.why_not)
    said = str(hearing.get_answer_display())
    return fill("{}: “{}”", said, hearing.words) if hearing.words else fill("{}", said)


def _when(hearing: Hearing, today: date, language: str | None) -> str:
    apart = "apart gesproken, " if hearing.is_apart else ""
    return f"{apart}{short_day(hearing.put_on, today, language)}"


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
