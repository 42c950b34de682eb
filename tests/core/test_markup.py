"""HTML that we fill ourselves is what Django makes of it, letter by letter."""

from __future__ import annotations

from html import escape
from types import SimpleNamespace

import pytest
from django.template import Context
from django.template.loader import render_to_string
from django.test import RequestFactory
from django.utils import translation
from django.utils.html import conditional_escape, format_html, format_html_join
from django.utils.safestring import SafeString
from django.utils.translation import gettext_lazy
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.markup import fill, fill_each, safe
from tandem.core.templatetags.bar import bar

# Pages of this floor must not need the addresses of the floors above.
pytestmark = pytest.mark.urls("django.conf.urls.i18n")
texts = st.text(alphabet=st.one_of(st.sampled_from("<>&\"'{}%"), st.characters()))
values = st.one_of(texts, texts.map(SafeString), st.integers(), st.none(), st.dates())
ANGRY = """<b>"O'Neil" & {zoon} %s</b>"""
CONTEXT = {
    "nav": frozenset({"vandaag", "huishoudens"}),
    "employer": "Wijkteam <Zuid> & {Oost}",
    "csrf_token": "geheim",
}


@given(st.lists(values, min_size=1))
def test_what_is_filled_in_is_what_django_makes_of_it(found: list[object]) -> None:
    pattern = "<p>" + "{} " * len(found) + "</p>"

    assert fill(pattern, *found) == format_html(pattern, *found)
    assert fill("<b>{one}</b>", one=found[0]) == format_html("<b>{one}</b>", one=found[0])


@given(st.lists(st.tuples(values, values)))
def test_rows_that_are_filled_in_are_what_django_makes_of_them(
    rows: list[tuple[object, object]],
) -> None:
    assert fill_each("\n", "<p>{} {}</p>", rows) == format_html_join("\n", "<p>{} {}</p>", rows)


def test_a_text_is_never_trusted_and_html_is_not_spoiled() -> None:
    assert safe(ANGRY) == escape(ANGRY)
    assert safe(gettext_lazy(ANGRY)) == escape(ANGRY)
    assert safe(SafeString("<b>")) == "<b>"
    assert safe(gettext_lazy("Menu")) == conditional_escape(gettext_lazy("Menu"))
    assert isinstance(fill("{}", ANGRY), SafeString)


def _context(path: str, **reader: object) -> dict[str, object]:
    request = RequestFactory().get(path)
    found = {"is_authenticated": True, "is_family": False, "name": ANGRY, "initials": "O<"}
    request.user = SimpleNamespace(**(found | reader))  # type: ignore[assignment]
    return {**CONTEXT, "request": request}


@pytest.mark.parametrize("language", ["nl", "en"])
@pytest.mark.parametrize(
    "path",
    ["/", "/huishoudens/", "/huishoudens/2026-0417/", "/huishoudens/?zoek=%3Cb%3E{}", "/elders"],
)
@pytest.mark.parametrize("more", [{}, {"employer": ""}, {"nav": None}])
def test_the_bar_that_is_drawn_once_is_that_of_its_template(
    path: str, more: dict[str, object], language: str
) -> None:
    values = _context(path) | more

    with translation.override(language):
        assert bar(Context(values)) == render_to_string("core/bar.html", values)


def test_the_next_reader_gets_a_bar_of_their_own() -> None:
    first = bar(Context(_context("/", name="Amina")))
    second = bar(Context(_context("/", name="Bram") | {"csrf_token": "ander"}))

    assert "Amina" in first
    assert "geheim" in first
    assert "Bram" in second
    assert "Amina" not in second
    assert "geheim" not in second
