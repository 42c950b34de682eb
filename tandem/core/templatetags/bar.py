"""Parts of the bar and the head of every page that do not change while we run: worked out once.

Registered as a builtin, beside the tags of tandem.py.
"""

from functools import lru_cache
from types import SimpleNamespace

from django import template
from django.conf import settings
from django.template import Context
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from tandem.core.markup import fill

register = template.Library()

# What is left open in a bar that was drawn for everybody; no text of ours has these letters.
_OPEN, _SHUT = "\ue000", "\ue001"
_HOLES = {
    name: f"{_OPEN}{name}{_SHUT}" for name in ("name", "initials", "employer", "path", "token")
}


@register.simple_tag(takes_context=True)
def bar(context: Context) -> SafeString:
    """The bar at the top. For who works here it is drawn once, and filled in for the reader."""
    request = context.get("request")
    user = getattr(request, "user", None)
    works_here = user is not None and user.is_authenticated and not user.is_family
    token = context.get("csrf_token") if works_here else None
    if request is None or user is None or not token:
        engine = context.template.engine if context.template else template.Engine.get_default()
        return engine.get_template("core/bar.html").render(context)
    rooms, employer = context.get("nav"), context.get("employer")
    rooms = None if rooms is None else frozenset(rooms)
    return fill(
        _bar(
            rooms,
            _where(request.path),
            get_language(),
            _urls_now(),
            is_employed=bool(employer),
        ),
        name=user.name,
        initials=user.initials,
        employer=employer,
        path=request.get_full_path(),
        token=str(token),
    )


def _where(path: str) -> str:
    """Where the menu marks the reader: on the first page of a room, or further in."""
    room, _slash, further = path[1:].partition("/")
    return f"/{room}/-/" if further else path


@lru_cache(maxsize=256)
def _bar(
    rooms: frozenset[str] | None,
    where: str,
    _lang: str | None,
    _urls: str,
    *,
    is_employed: bool,
) -> str:
    reader = {"is_family": False, "is_authenticated": True, "name": _HOLES["name"]}
    request = SimpleNamespace(
        user={**reader, "initials": _HOLES["initials"]}, path=where, get_full_path=_HOLES["path"]
    )
    values = {"request": request, "nav": rooms, "csrf_token": _HOLES["token"]}
    drawn = render_to_string(
        "core/bar.html", {**values, "employer": _HOLES["employer"] if is_employed else ""}
    )
    braced = drawn.replace("{", "{{").replace("}", "}}")
    return braced.replace(_OPEN, "{").replace(_SHUT, "}")


def _urls_now() -> str:
    """The addresses that hold now: what is remembered is remembered for these alone."""
    return get_urlconf() or settings.ROOT_URLCONF


@register.simple_tag
def find(id_: str) -> SafeString:
    """The search box of the bar, in the language of the reader; drawn once."""
    return _find(id_, get_language())


@lru_cache(maxsize=16)
def _find(id_: str, language: str | None) -> SafeString:
    return render_to_string("core/find.html", {"id": id_})


@register.simple_tag
def asset(path: str) -> str:
    """The address of a static file, looked up once: it does not change while we run."""
    return _asset(path)


@lru_cache(maxsize=256)
def _asset(path: str) -> str:
    return static(path)


@register.simple_tag
def address(name: str) -> str:
    """Where the named page is, or nothing when there is no such page; worked out once."""
    return _address(name, _urls_now(), get_script_prefix())


@register.simple_tag
def place(name: str, ref: str) -> str:
    """Where the named page of a household is; looked up once, for all households."""
    return _place(name, _urls_now(), get_script_prefix()).replace(_SOME_REF, ref)


@lru_cache(maxsize=64)
def _place(name: str, urls: str, prefix: str) -> str:
    return reverse(name, urls, args=[_SOME_REF])


_SOME_REF = "0000-EXAMPLE"


@lru_cache(maxsize=64)
def _address(name: str, urls: str, prefix: str) -> str:
    try:
        return reverse(name, urls)
    except NoReverseMatch:
        return ""
