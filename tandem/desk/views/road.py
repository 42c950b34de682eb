"""The road of a household: one line of days, by the lane and the period that is asked for."""

from __future__ import annotations

import re
from datetime import date
from typing import TYPE_CHECKING

from django.shortcuts import render
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.core.clock import now
from tandem.core.forms import FIRST_DAY, LAST_DAY
from tandem.core.periods import day_of
from tandem.core.timeline import road_svg
from tandem.desk.selectors import road
from tandem.desk.views.household import context_of
from tandem.dossier import door

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tandem.network.web import Request

_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", re.ASCII)


@require_safe
def show_road(request: Request, household: str) -> HttpResponse:
    """De weg: everything that happened, drawn, and in a list beneath."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.HOUSEHOLD_VIEW, at=at, page="weg")
    lane = request.GET.get("spoor", "")
    asked = road.Asked(
        since=_day(request.GET.get("van", "")),
        last_day=_day(request.GET.get("tot", "")),
        lane=lane if lane in {one.key for one in road.LANES} else "",
    )
    page = road.road_of(home, asked, at=at)
    context = {
        "page": page,
        "picture": road_svg(page.road, today=day_of(at), way=page.way),
        **context_of(home, at),
    }
    return render(request, "desk/road.html", context)


def _day(text: str) -> date | None:
    """A day as we write it in an address; anything else asks for nothing."""
    if _DAY.fullmatch(text) is None:
        return None
    try:
        day = date.fromisoformat(text)
    except ValueError:
        return None
    return day if FIRST_DAY <= day <= LAST_DAY else None
