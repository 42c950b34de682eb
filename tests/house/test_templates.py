"""Templates: each is used, none trusts a text, none carries style or script of its own."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.house.walk import ROOT, python_files, tree

TEMPLATES = sorted((ROOT / "tandem").rglob("templates/**/*.html"))
# What Django and allauth look for by a name of their own.
ASKED_FOR_BY_OTHERS = re.compile(r"(?:account|mfa)/|(?:400|403|403_csrf|404|409|429|500)\.html")
# Where a text is trusted, and why that is safe.
TRUSTED = {
    "tandem/core/markup.py": "escapes every value that goes into a pattern of ours",
    "tandem/core/picture.py": "draws SVG from numbers and escaped words",
    "tandem/core/templatetags/tandem.py": "puts together escaped parts",
    "tandem/monitor/views/charts.py": "a chart that our library drew from figures",
}
# Paper: rendered to PDF on the server, never shown by a browser.
PAPER = frozenset({"core/print.html"})
TITLE = re.compile(
    r"<title>(.*?)</title>|{% block (?:title|head_title) %}(.*?){% endblock", re.DOTALL
)
NAMES = re.compile(r"home\.|household\.|person\.|first_name|\bname\b")


def short(path: Path) -> str:
    """The name under which a template is asked for."""
    return path.as_posix().partition("/templates/")[2]


def ids(path: Path) -> str:
    return short(path)


def asked_for() -> str:
    """All code and templates, in which a template can be named."""
    files = [*python_files("tandem", "config"), *TEMPLATES]
    return "\n".join(path.read_text() for path in files)


def test_every_template_is_used() -> None:
    text = asked_for()

    unused = [
        short(path)
        for path in TEMPLATES
        if short(path) not in text and not ASKED_FOR_BY_OTHERS.match(short(path))
    ]
    assert not unused


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_no_template_trusts_a_text(path: Path) -> None:
    assert not re.search(r"\|\s*safe\b|{%\s*autoescape off", path.read_text())


def test_trusted_text_is_made_in_few_known_places() -> None:
    trusting = {
        path.relative_to(ROOT).as_posix()
        for path in python_files("tandem", "config")
        for node in ast.walk(tree(path))
        if isinstance(node, ast.Call)
        and getattr(node.func, "id", "") in {"mark_safe", "SafeString", "SafeText"}
        and node.args
    }

    assert trusting <= set(TRUSTED)


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_style_and_script_stand_in_files(path: Path) -> None:
    text = path.read_text()

    assert not re.search(r"\sstyle\s*=", text), "inline style"
    assert not re.search(r"\son[a-z]+\s*=\s*[\"']", text), "inline handler"
    assert "javascript:" not in text
    for tag in re.findall(r"<(?:script|style)\b[^>]*>", text):
        harmless = ("src=" in tag, "nonce" in tag, "application/json" in tag)
        assert any(harmless) or short(path) in PAPER, tag


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_a_title_tells_nobody_which_family_is_on_the_screen(path: Path) -> None:
    titles = ["".join(found) for found in TITLE.findall(path.read_text())]

    assert not [title for title in titles if NAMES.search(title)]


@pytest.mark.parametrize("path", TEMPLATES, ids=ids)
def test_nothing_comes_from_another_machine(path: Path) -> None:
    loads = re.findall(
        r"<(?:script|link|img|iframe|source)\b[^>]*(?:src|href)=[\"'](https?:)?//", path.read_text()
    )

    assert not loads
