"""Three pages and their addresses."""

from __future__ import annotations

import json
import os
from pathlib import Path
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.urls import path

from bench.bare import pages
from bench.bare.stencil import Stencil

if TYPE_CHECKING:
    from django.http import HttpRequest

    from bench.bare.stencil import Piece

SOCKET = os.environ["BARE_SOCKET"]
STENCILS = {
    key: Stencil(text, tuple(names))
    for key, (text, names) in json.loads(Path(os.environ["BARE_STENCILS"]).read_text()).items()
}


def story(request: HttpRequest, ref: str) -> HttpResponse:
    """Answer the household page."""
    session = request.COOKIES["sessionid"]
    return _answer("story", pages.household(pages.connection(SOCKET), session, ref))


def households(request: HttpRequest) -> HttpResponse:
    """Answer the list, or what a search finds."""
    search = request.GET.get("zoek", "")
    before = request.GET.get("na", "")
    session = request.COOKIES["sessionid"]
    said = pages.listed(pages.connection(SOCKET), session, search=search, before=before)
    return _answer("search" if search else "list", said)


def _answer(page: str, said: pages.Said) -> HttpResponse:
    parts = [_filled(f"{page} before ", said.before)]
    parts += [_filled(f"{page} row ", row) for row in said.rows]
    parts.append(_filled(f"{page} after ", said.after))
    return HttpResponse("".join(parts))


def _filled(prefix: str, piece: Piece) -> str:
    return STENCILS[prefix + piece.shape].filled(piece.values)


urlpatterns = [
    path("huishoudens/", households),
    path("huishoudens/<slug:ref>/", story),
]
