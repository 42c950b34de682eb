"""The one plain page of somebody of the family, its list as a file, and the way out."""

from __future__ import annotations

import csv
import io
from typing import TYPE_CHECKING

from django.conf import settings
from django.contrib.auth import logout
from django.contrib.auth.decorators import login_not_required
from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.audit.web import answer_button
from tandem.core import identity, paper
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.desk.selectors import mine, mine_file
from tandem.dossier import door
from tandem.dossier.enums import ViewLevel
from tandem.legal.services import denials
from tandem.network import services

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tandem.desk.selectors import who_looked
    from tandem.dossier.models import FamilyAccess, Household
    from tandem.network.web import Request

HEADINGS = ("Dag", "Wie", "Functie", "Organisatie", "Wat", "Waarom")
PARTS = ("Onderdeel", "Wanneer", "Wat", "Tot")
# What a spreadsheet takes for the start of a formula.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")


def _open(request: Request, *, at: datetime, page: str) -> tuple[FamilyAccess, Household]:
    """Open the reader's own page; absent, frozen, shielded and not of a family are the same."""
    access = mine.access_of(request.user, at=at)
    if access is None:
        raise door.NotFound
    ref = access.household.ref
    home = door.open_household(ref, by=request.user, to=Permission.FAMILY_VIEW, at=at, page=page)
    return access, home


@require_safe
def show_mine(request: Request) -> HttpResponse:
    """Mijn bladzijde: who I am here, what I said, who may come in and who looked."""
    at = now()
    access, home = _open(request, at=at, page="mijn bladzijde")
    page = mine.page_of(access, home, at=at)
    words = ("je", "jouw") if page.is_young else ("u", "uw")
    context = {"page": page, "you": words[0], "your": words[1], "today": day_of(at)}
    answer = render(request, "desk/mine.html", context)
    # A screen that lies open goes blank by itself, also without script: the session is over then.
    answer["Refresh"] = str(int(settings.FAMILY_SESSION_IDLE.total_seconds()) + 5)
    return answer


def not_me(request: Request) -> HttpResponse:
    """Say that it was not I who took consent back; whoever is there for me, calls me (T-09)."""
    by, at = request.user, now()
    access, home = _open(request, at=at, page="dit was ik niet")
    back = reverse("desk:mine")

    def do() -> str:
        denials.deny(access, by=by, at=at)
        return back

    done = "Wij weten het nu. Uw contactpersoon belt u. Er gaat niets vanzelf weer open."
    return answer_button(request, do, back=back, household=home.ref, done=done)


@require_safe
def show_list(request: Request, kind: str) -> HttpResponse:
    """Give the list of who looked as a file: the same lines as the page, all of them."""
    at = now()
    access, home = _open(request, at=at, page="mijn lijst")
    if access.level != ViewLevel.FULL or kind not in {"csv", "pdf"}:
        raise door.NotFound
    lines = mine.looked(home)
    if kind == "csv":
        return _csv(lines)
    context = {
        "lines": lines,
        "sender": home.managed_by.name,
        "dated": day_of(at),
        "subject": "Wie keek er?",
    }
    answer = paper.answer(paper.letter("desk/mine_print.html", context))
    answer["Content-Disposition"] = 'attachment; filename="lijst.pdf"'
    return answer


@require_safe
def show_file(request: Request, kind: str) -> HttpResponse:
    """Give the page itself as a file: what it shows, through the same shields (AVG art. 15)."""
    at = now()
    access, home = _open(request, at=at, page="mijn bladzijde als bestand")
    if access.level != ViewLevel.FULL or kind not in {"csv", "pdf"}:
        raise door.NotFound
    page = mine.page_of(access, home, at=at)
    parts = mine_file.parts_of(page)
    if kind == "csv":
        rows = [
            (title, f"{row.day:%Y-%m-%d}", row.what, f"{row.until:%Y-%m-%d}" if row.until else "")
            for title, found in parts
            for row in found
        ]
        return _table("bladzijde.csv", PARTS, rows)
    context = {
        "page": page,
        "parts": parts,
        "sender": home.managed_by.name,
        "dated": day_of(at),
        "subject": "Mijn bladzijde",
    }
    answer = paper.answer(paper.letter("desk/mine_page_print.html", context))
    answer["Content-Disposition"] = 'attachment; filename="bladzijde.pdf"'
    return answer


def _csv(lines: tuple[who_looked.Day, ...]) -> HttpResponse:
    rows = [
        (f"{one.day:%Y-%m-%d}", one.who, one.function, one.organization, one.did, one.ground)
        for one in lines
    ]
    return _table("lijst.csv", HEADINGS, rows)


def _table(name: str, headings: Sequence[str], rows: Iterable[Sequence[str]]) -> HttpResponse:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=";", lineterminator="\r\n")
    writer.writerow(headings)
    for cells in rows:
        writer.writerow([f"'{cell}" if cell.startswith(_RISKY) else cell for cell in cells])
    answer = HttpResponse("\ufeff" + out.getvalue(), content_type="text/csv; charset=utf-8")
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    answer["Cache-Control"] = "no-store"
    return answer


@login_not_required
@csrf_exempt  # leaving must work from a page whose session is over; it only ever takes away
def leave(request: Request) -> HttpResponse:
    """Leave at once, signed in or not: the session ends here, and the screen shows something else.

    Who opens this address again, from the history of a browser, sees that same something else.
    """
    by, at, key = request.user, now(), request.session.session_key or ""
    if by.is_authenticated:
        if not by.is_family:
            raise door.NotFound
        if request.method == "POST":
            identity.act_as(by.pk, at=at)
            logout(request)
            services.session.record_sign_out(key, by=by, at=at)
    answer = render(request, "desk/gone.html")
    if request.method == "POST":
        answer["Clear-Site-Data"] = '"cache", "cookies", "storage"'
    return answer
