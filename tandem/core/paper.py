"""Letters on paper: a template becomes a tagged PDF that everybody can read (PDF/UA).

A letter is about a family, so making one touches nothing outside this machine: the only thing that
a template may fetch is our own font.
"""

from __future__ import annotations

from pathlib import Path, PurePosixPath
from typing import TYPE_CHECKING

from django.contrib.staticfiles import finders
from django.http import HttpResponse
from django.template.loader import render_to_string
from django.utils import translation
from weasyprint import HTML
from weasyprint.urls import URLFetcherResponse

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

# What the print style sheet calls the folder with the font; it is no address of anything.
FONTS = "letter-font:"
_FONT_FOLDER = "vendor/font/files"
_FONT_SUFFIX = ".woff2"


class OwnFontsOnly:
    """What a letter may fetch: a font that was installed with Tandem; no address, no other file."""

    # WeasyPrint asks: does a refusal spoil the letter? Without our font it is still a letter.
    _fail_on_errors = False

    def __call__(self, url: str) -> URLFetcherResponse:
        """Give the font behind the address, or refuse."""
        name = PurePosixPath(url.removeprefix(FONTS)).name
        is_ours = url.startswith(FONTS) and name.endswith(_FONT_SUFFIX)
        found = finders.find(f"{_FONT_FOLDER}/{name}") if is_ours else None
        if found is None:
            raise ValueError("A letter fetches nothing but its own font.")
        return URLFetcherResponse(url, Path(found).read_bytes(), {"Content-Type": "font/woff2"})


_VARIANT = "pdf/ua-1"


def _text(template: str, context: Mapping[str, object]) -> HTML:
    with translation.override("nl"):
        text = render_to_string(template, {**context, "fonts": FONTS})
    return HTML(string=text, url_fetcher=OwnFontsOnly())


def letter(template: str, context: Mapping[str, object]) -> bytes:
    """Make the PDF of a letter: tagged, in Dutch, with its title, clear in black and white."""
    return bytes(_text(template, context).write_pdf(pdf_variant=_VARIANT))


def on_sides(
    sides: int, template: str, context: Mapping[str, object], sizes: Sequence[str]
) -> bytes:
    """Make a PDF as large as fits on so many sides; at the last size it may be longer.

    `sizes` are sizes of type, the largest first; the template reads it as `size`.
    """
    for size in sizes:
        made = _text(template, {**context, "size": size}).render(pdf_variant=_VARIANT)
        if len(made.pages) <= sides or size == sizes[-1]:
            break
    return bytes(made.write_pdf(pdf_variant=_VARIANT))


def answer(paper: bytes) -> HttpResponse:
    """Show a letter in the browser; its file name tells nothing, and nobody keeps a copy."""
    return HttpResponse(
        paper,
        content_type="application/pdf",
        headers={
            "Content-Disposition": 'inline; filename="brief.pdf"',
            "Cache-Control": "no-store",
        },
    )
