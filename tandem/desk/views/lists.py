"""Vandaag and my households."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.shortcuts import render
from django.utils.timezone import localtime
from django.views.decorators.http import require_safe

from tandem.access.permissions import Permission
from tandem.access.roles import roles_with
from tandem.audit.enums import Way
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.desk.selectors import households, today
from tandem.dossier import door

if TYPE_CHECKING:
    from django.http import HttpResponse

    from tandem.network.web import Request

NOON, EVENING, NIGHT = 12, 18, 6
SEARCHED = ("households_searched", "zoeken", Way.SEARCH)
LISTED = ("households_listed", "lijst", Way.LIST)
ROLES_THAT_REGISTER = frozenset(roles_with(Permission.HOUSEHOLD_REGISTER))
ROLES_THAT_ASK = frozenset(roles_with(Permission.ACCESS_ASK))


@require_safe
def show_today(request: Request) -> HttpResponse:
    """Show what asks for attention today, by deadline."""
    by, at = request.user, now()
    tasks = today.tasks_for(by, at=at)
    page = households.my_households(by=by, at=at)
    # What stands in my list says no more than that I work there; what a task names, does.
    listed = {task.household: "vandaag" for task in tasks if task.household}
    listed |= {row.ref: "lijst" for row in page.rows}
    door.record_list("today_looked_at", listed, way=Way.LIST, by=by, at=at)
    context = {
        "count": len(tasks),
        "groups": today.by_urgency(tasks, on=day_of(at)),
        "page": page,
        "today": day_of(at),
        "greeting": _greeting(localtime(at).hour),
    }
    return render(request, "desk/today.html", context)


def _greeting(hour: int) -> str:
    if NIGHT <= hour < NOON:
        return "Goedemorgen"
    return "Goedemiddag" if NOON <= hour < EVENING else "Goedenavond"


@require_safe
def show_households(request: Request) -> HttpResponse:
    """Show my households, a page at a time, or what a search in them finds."""
    by, at = request.user, now()
    text = request.GET.get("zoek", "").strip()[:100].replace("\x00", "")
    ended = request.GET.get("toon") == "afgerond"
    after = request.GET.get("na", "")
    before = (
        int(after) if after.isascii() and after.isdigit() and len(after) < MOST_DIGITS else None
    )
    if text:
        page = households.search(text, by=by, at=at)
    else:
        page = households.my_households(by=by, at=at, before=before, ended=ended)
    event, where, way = SEARCHED if text else LISTED
    door.record_list(event, {row.ref: where for row in page.rows}, way=way, by=by, at=at)
    context = {
        "page": page,
        "search": text,
        "ended": ended,
        "today": day_of(at),
        # The roles came along with the account; who really may, the service of the form asks.
        "may_register": not ROLES_THAT_REGISTER.isdisjoint(by.roles),
        "meets_families": not ROLES_THAT_ASK.isdisjoint(by.roles),
    }
    return render(request, "desk/households.html", context)


MOST_DIGITS = 19
