"""Drafts: kept while somebody types, listed, and thrown away."""

from __future__ import annotations

from http import HTTPStatus
from typing import TYPE_CHECKING

from django.http import HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from tandem.audit.enums import Way
from tandem.audit.services import keep_draft
from tandem.audit.web import answer_button
from tandem.core import kept
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.desk.selectors import unsent
from tandem.dossier import door
from tandem.drafts import web
from tandem.drafts.services import LASTS, discard

if TYPE_CHECKING:
    from tandem.network.web import Request


@csrf_exempt  # the signed place is a secret of that page and account, and outlasts a sign-in
@require_POST
def keep(request: Request) -> HttpResponse:
    """Keep what is typed; opens no household, so it tells of none whether it is there."""
    place = web.place_of(request)
    if place is None:
        return HttpResponse(status=HTTPStatus.CONFLICT)
    text = kept.typed(request)
    if len(text) > kept.MOST_CHARACTERS:
        return HttpResponse(status=HTTPStatus.REQUEST_ENTITY_TOO_LARGE)
    keep_draft(place, text, by=request.user, at=now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@require_safe
def show_drafts(request: Request) -> HttpResponse:
    """Show what I typed and did not send."""
    by, at = request.user, now()
    drafts = unsent.waiting(by, at=at)
    listed = {draft.household: "concepten" for draft in drafts if draft.household}
    door.record_list("drafts_listed", listed, way=Way.LIST, by=by, at=at)
    context = {"drafts": drafts, "today": day_of(at), "days": LASTS.days}
    return render(request, "desk/drafts.html", context)


def throw_away(request: Request) -> HttpResponse:
    """Throw a draft away, and begin the form anew or go back to the list."""
    place, by, at = web.place_of(request), request.user, now()
    listed = reverse("desk:drafts")
    back = listed if place is None or "listed" in request.POST else place.path

    def do() -> str:
        if place is not None:
            discard(place, by=by, at=at)
        return back

    return answer_button(request, do, back=back, done="Het concept is weg.")
