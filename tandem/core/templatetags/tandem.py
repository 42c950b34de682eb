"""Tags and filters of every page: forms, refusals, navigation, and Dutch dates and numbers.

Registered as a builtin, so templates need no `load`. No filter reads the clock: a page passes
`today`.
"""

from collections.abc import Iterable, Mapping
from datetime import date, datetime
from decimal import Decimal
from functools import lru_cache
from typing import Any

from django import forms, template
from django.template import Context
from django.utils import dateformat, formats, timezone
from django.utils.safestring import SafeString
from django.utils.text import slugify
from django.utils.translation import get_language, ngettext
from django.utils.translation import gettext as _

from tandem.core import fields, kept
from tandem.core.markup import fill
from tandem.core.verdict import Rule, Verdict

register = template.Library()

# What a browser tab, its history and a shared screen may show: never the name of a family.
NEUTRAL_TITLES = frozenset(
    {
        "Bladzijde",
        "Brief",
        "Dit mag niet",
        "Er ging iets mis",
        "Even wachten",
        "Formulier",
        "Huishouden",
        "Huishoudens",
        "Inloggen",
        "Inzage nakijken",
        "Lijst",
        "Mijn account",
        "Monitor",
        "Netwerk",
        "Niet gevonden",
        "Sessies",
        "Spelregels",
        "Tandem",
        "Tussendoor gewijzigd",
        "Vandaag",
        "Zoeken",
    }
)

SHAPES = {
    "green": SafeString('<circle cx="8" cy="8" r="7"/>'),
    "orange": SafeString('<path d="M8 1 15.5 15H.5z"/>'),
    "red": SafeString('<path d="M1.5 1.5h13v13h-13z"/>'),
}
LOOKS = {
    "": "utrecht-button--primary-action",
    "primary": "utrecht-button--primary-action",
    "secondary": "utrecht-button--secondary-action",
    "subtle": "utrecht-button--subtle",
    "danger": "utrecht-button--primary-action utrecht-button--danger",
}
WEEK = 7
TWO_MONTHS = 60


# --- Pages and navigation ------------------------------------------------------------------


@register.filter
def neutral(title: object) -> str:
    """The title when the neutral list knows it, else just the name of the product."""
    return str(title) if str(title) in NEUTRAL_TITLES else "Tandem"


@register.simple_tag(takes_context=True)
def nav(context: Context) -> SafeString:
    """The main menu, made once for the two places where it stands: beside the logo, folded in."""
    engine = context.template.engine if context.template else template.Engine.get_default()
    return engine.get_template("core/nav.html").render(context)


@register.simple_tag(takes_context=True)
def nav_item(context: Context, key: str, url: str, label: str) -> SafeString:
    """One line of the main menu; nothing when context `nav` is given without this key."""
    allowed = context.get("nav")
    if allowed is not None and key not in allowed:
        return SafeString()
    path = _path(context)
    is_here = path == url if url == "/" else path.startswith(url)
    return _item(url, label, "page" if path == url else "true" if is_here else "")


@register.simple_tag(takes_context=True)
def tab(context: Context, url: str, label: str) -> SafeString:
    """One tab of a row of tabs; current when the page has this address."""
    return _item(url, label, "page" if _path(context) == url else "")


def _path(context: Context) -> str:
    """The address of the page that is drawn."""
    request = context.get("request")
    return str(request.path) if request is not None else ""


def _item(url: str, label: str, current: str) -> SafeString:
    """A link in a list of links, marked when it is the page itself or the part it lies in."""
    mark = fill(' aria-current="{}"', current) if current else ""
    return fill('<li><a href="{}"{}>{}</a></li>', url, mark, label)


# --- Forms and refusals --------------------------------------------------------------------


@register.inclusion_tag("core/form_fields.html")
def form_fields(form: forms.BaseForm) -> dict[str, object]:
    """The error summary and every field of a form."""
    return {"form": form, **_summary(form), "sections": fields.sections(form)}


@register.inclusion_tag("core/form_errors.html")
def form_errors(form: forms.BaseForm) -> dict[str, object]:
    """Only the error summary, for a form whose fields are placed by hand."""
    return _summary(form)


@register.inclusion_tag("core/fields.html")
def some_fields(form: forms.BaseForm, names: str) -> dict[str, object]:
    """The named fields of a form, names parted by spaces."""
    return {"rows": fields.rows(form, names.split()), "optional": fields.optional_mark()}


def _summary(form: forms.BaseForm) -> dict[str, object]:
    """What the error summary shows."""
    changed = getattr(form, "changed", None)
    return {
        "mistakes": fields.mistakes(form),
        "is_changed": bool(changed),
        "optional": fields.optional_mark(),
    }


@register.simple_tag(takes_context=True)
def once(context: Context) -> SafeString:
    """The hidden key by which a form is done once: the one it came back with, or a new one."""
    key = context.get("once") or kept.new_key(context["request"].user.pk)
    return fill('<input type="hidden" name="once" value="{}">', key)


@register.inclusion_tag("core/refusal.html", takes_context=True)
def refusal(context: Context) -> dict[Any, Any]:
    """The box that says which rule said no and what can be done now; empty without a no."""
    verdict = context.get("refusal")
    return {**context.flatten(), "verdict": verdict, "rule": getattr(verdict, "rule", None)}


@register.simple_tag
def why(verdict: Verdict | None) -> SafeString:
    """The reason of a no and what can be done now, in small print; empty for a yes."""
    rule = verdict.rule if verdict is not None else None
    return SafeString() if verdict is None or rule is None else _why(verdict, rule)


@register.simple_tag
def submit(label: str, verdict: Verdict | None = None, look: str = "") -> SafeString:
    """A button that sends the form; a no switches it off and says why."""
    if verdict is not None and verdict.rule is not None:
        return _refused(label, verdict, verdict.rule, look)
    return fill(
        '<button class="utrecht-button utrecht-button--submit {}" type="submit">{}</button>',
        LOOKS[look],
        label,
    )


@register.simple_tag
def action(url: str, label: str, verdict: Verdict | None = None, look: str = "") -> SafeString:
    """A link that looks like a button, because it starts something; off when a rule says no."""
    if verdict is not None and verdict.rule is not None:
        return _refused(label, verdict, verdict.rule, look)
    return fill(
        '<a class="utrecht-button-link utrecht-button-link--html-a {}" href="{}">{}</a>',
        LOOKS[look].replace("utrecht-button--", "utrecht-button-link--"),
        url,
        label,
    )


def _refused(label: str, verdict: Verdict, rule: Rule, look: str) -> SafeString:
    """A button that cannot be used now. It keeps its place and its focus, and tells why."""
    id_ = f"why-{rule.id}-{slugify(label)}"
    return fill(
        '<span class="refused"><button class="utrecht-button {}" type="button"'
        ' aria-disabled="true" aria-describedby="{}">{}</button>{}</span>',
        LOOKS[look],
        id_,
        label,
        _why(verdict, rule, id_=id_),
    )


def _why(verdict: Verdict, rule: Rule, *, id_: str = "") -> SafeString:
    """The reason in small print, with the way to the rule."""
    return fill(
        '<span class="why" id="{}">{} <b>{}</b> {} <a href="/spelregels/{}/">{}</a></span>',
        id_ or f"why-{rule.id}",
        verdict.reason,
        _("Wat kan wel?"),
        rule.now,
        rule.id,
        _("Spelregel %(id)s") % {"id": rule.id},
    )


# --- Marks ---------------------------------------------------------------------------------


@register.simple_tag
def regime(value: object, words: str = "") -> SafeString:
    """The legal regime by shape, color and word, so that color is never alone."""
    return regime_mark_in(str(value or ""), str(words), get_language())


@lru_cache(maxsize=64)
def regime_mark_in(key: str, words: str, language: str | None) -> SafeString:
    """The mark itself; a list shows the same few over and over."""
    names = {"green": _("groen"), "orange": _("oranje"), "red": _("rood")}
    if key not in names:
        return fill(
            '<span class="regime regime--none">{}</span>', words or _("nog geen toestemming")
        )
    return fill(
        '<span class="regime regime--{}"><svg width="16" height="16" viewBox="0 0 16 16"'
        ' fill="currentColor" aria-hidden="true">{}</svg> <span>{}</span></span>',
        key,
        SHAPES[key],
        words or names[key],
    )


@register.filter
def regime_mark(value: object) -> SafeString:
    """The same mark as a filter."""
    return regime(value)


@register.simple_tag
def kind(value: object, words: str = "") -> SafeString:
    """The chip that says what sort of entry this is: fact, opinion, worry, what goes well."""
    return chip(str(value), str(words), get_language())


@lru_cache(maxsize=64)
def chip(value: str, words: str, language: str | None) -> SafeString:
    """The chip itself; a story shows the same few over and over."""
    look, name = {
        "fact": ("feit", _("Feit")),
        "opinion": ("mening", _("Mening")),
        "concern": ("zorg", _("Zorg")),
        "going_well": ("goed", _("Wat goed gaat")),
        "agreement": ("afspraak", _("Afspraak")),
        "reaction": ("mening", _("Reactie")),
        "report": ("contact", _("Verslag")),
        "decision": ("besluit", _("Besluit")),
        "contact": ("contact", _("Contact")),
    }.get(value, ("", ""))
    name = words or name or value.capitalize()
    return fill('<span class="kind kind--{}">{}</span>', look or slugify(value), name)


# --- Days, hours and numbers ---------------------------------------------------------------


def _day(value: date | datetime) -> date:
    """The day of a date, or of a moment as it was here."""
    return timezone.localtime(value).date() if isinstance(value, datetime) else value


@lru_cache(maxsize=4096)
def _in_words(day: date, form: str, language: str | None) -> str:
    """A day in words, remembered: a page shows many, and mostly those of the page before."""
    return dateformat.format(day, form)


@register.filter
def dag(value: date | datetime | None) -> str:
    """The whole date: di 24 november 2026."""
    return "" if value is None else _in_words(_day(value), "D j F Y", get_language())


@register.filter
def dag_kort(value: date | datetime | None, today: date | None = None) -> str:
    """The short date: di 24 nov; with the year when that is not the year of today."""
    return "" if value is None else short_day(_day(value), today, get_language())


def short_day(day: date, today: date | None, language: str | None) -> str:
    """The same for who asks it of many days at once."""
    form = "D j b" if isinstance(today, date) and day.year == today.year else "D j b Y"
    return _in_words(day, form, language)


@register.filter
def tijd(value: datetime | None) -> str:
    """The hour on our clock: 14:00."""
    return "" if value is None else dateformat.format(timezone.localtime(value), "H:i")


@register.filter
def moment(value: datetime | None, today: date | None = None) -> str:
    """Day and hour: vandaag 14:00, gisteren 15:20, di 24 nov 14:00."""
    if value is None:
        return ""
    day = _day(value)
    near = {0: _("vandaag"), 1: _("gisteren"), -1: _("morgen")}
    distance = (today - day).days if isinstance(today, date) else None
    words = near.get(distance) if distance is not None else None
    return f"{words or dag_kort(day, today)} {tijd(value)}"


@register.filter
def geleden(value: date | datetime | None, today: date | None) -> str:
    """How long ago: vandaag, gisteren, 3 dagen geleden. Without today: the date."""
    if value is None:
        return ""
    if not isinstance(today, date):
        return dag(value)
    days = (today - _day(value)).days
    return wanneer(value, today) if days < 0 else days_ago(days, get_language())


@lru_cache(maxsize=1024)
def days_ago(days: int, language: str | None) -> str:
    """So many days ago, in the largest words that fit."""
    if days <= 1:
        return _("gisteren") if days else _("vandaag")
    if days >= TWO_MONTHS:
        months = days // 30
        return ngettext("%(n)s maand geleden", "%(n)s maanden geleden", months) % {"n": months}
    if days >= 2 * WEEK:
        weeks = days // WEEK
        return ngettext("%(n)s week geleden", "%(n)s weken geleden", weeks) % {"n": weeks}
    return ngettext("%(n)s dag geleden", "%(n)s dagen geleden", days) % {"n": days}


@register.filter
def wanneer(value: date | datetime | None, today: date | None) -> str:
    """When something is due: 3 dagen te laat, vandaag, morgen, vrijdag, di 24 nov."""
    if value is None:
        return ""
    if not isinstance(today, date):
        return dag(value)
    days = (_day(value) - today).days
    if days < 0:
        return ngettext("%(n)s dag te laat", "%(n)s dagen te laat", -days) % {"n": -days}
    if days <= 1:
        return _("morgen") if days else _("vandaag")
    if days < WEEK:
        return dateformat.format(_day(value), "l")
    return dag_kort(value, today)


@register.filter
def is_late(value: date | datetime | None, today: date | None) -> bool:
    """Whether the day has passed."""
    return value is not None and isinstance(today, date) and _day(value) < today


@register.filter
def getal(value: float | Decimal | None) -> str:
    """A number as people write it here: 1.234,5; no zeros that say nothing."""
    if value is None:
        return "–"
    number = Decimal(str(value)).normalize()
    places = max(0, -int(number.as_tuple().exponent))
    return formats.number_format(number, decimal_pos=places, use_l10n=True, force_grouping=True)


@register.filter
def uren(value: float | Decimal | None) -> str:
    """Hours in words: 2,5 uur."""
    return "–" if value is None else _("%(hours)s uur") % {"hours": getal(value)}


@register.filter
def nl_list(values: Iterable[object] | None) -> str:
    """Names in a sentence: Fatima, Daan en Noor."""
    words = [str(value) for value in values or () if str(value)]
    if len(words) < 2:  # noqa: PLR2004 - one word needs no joining
        return "".join(words)
    return _("%(first)s en %(last)s") % {"first": ", ".join(words[:-1]), "last": words[-1]}


@register.filter
def item(values: Mapping[object, object], key: object) -> object:
    """Look up a value by a key that is itself a variable."""
    return values.get(key, "")
