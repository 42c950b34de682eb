"""Parts of the bar and the head of every page that do not change while we run: worked out once.

Registered as a builtin, beside the tags of tandem.py.
"""

from functools import lru_cache

from django import template
from django.template.loader import render_to_string
from django.templatetags.static import static
from django.urls import NoReverseMatch, get_script_prefix, get_urlconf, reverse
from django.utils.safestring import SafeString
from django.utils.translation import get_language

register = template.Library()


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
    return _address(name, get_urlconf(), get_script_prefix())


@lru_cache(maxsize=64)
def _address(name: str, urlconf: str | None, prefix: str) -> str:
    try:
        return reverse(name, urlconf)
    except NoReverseMatch:
        return ""
