"""Registering a household after a search, and the joint triages at the way in and out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.enums import Way
from tandem.audit.web import Page, answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.enums import Status
from tandem.dossier.services import households
from tandem.journey import rules, selectors
from tandem.journey.enums import Direction
from tandem.journey.forms.intake import IN, OUT, HoldTriage, Register, Search
from tandem.journey.services import intakes
from tandem.journey.views.page import form_page, tab
from tandem.network import selectors as network

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.db.models import QuerySet
    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.network.models import Account, Pilot
    from tandem.network.web import Request

# What was searched for goes to the registration through the session: a name is never in an address.
SOUGHT = "sought"


def _my_pilots(by: Account, *, at: datetime) -> QuerySet[Pilot]:
    """Pilots that somebody registers for; without one there is no such page."""
    pilots = network.pilots_with(by, Permission.HOUSEHOLD_REGISTER, at=at)
    if not pilots.exists():
        raise Http404
    return pilots


def new(request: Request) -> HttpResponse:
    """Search before registering, so that a household does not get two dossiers (DOS-01, DOS-21)."""
    by, at = request.user, now()
    _my_pilots(by, at=at)
    form = Search(request.POST if request.method == "POST" else None)
    doubles = None
    if form.is_bound and form.is_valid():
        clean = form.cleaned_data
        doubles = selectors.possible_doubles(
            clean["name"], clean["born_on"], ref=clean["ref"], by=by, at=at
        )
        listed = {one.ref: "zoeken" for one in doubles}
        door.record_list("households_searched", listed, way=Way.SEARCH, by=by, at=at)
        born = clean["born_on"]
        request.session[SOUGHT] = {
            "name": clean["name"],
            "born_on": born.isoformat() if born else "",
        }
    context = {"form": form, "doubles": doubles, "back_url": reverse("desk:households")}
    status = 422 if form.errors else 200
    return render(request, "journey/new.html", context, status=status)


def register(request: Request) -> HttpResponse:
    """Register a household with everything that is known at the start (WP-04, WP-05)."""
    by, at = request.user, now()
    pilots = _my_pilots(by, at=at)

    def build(data: QueryDict | None) -> Register:
        return Register(
            data,
            pilots=pilots,
            initial=_start_with(request, pilots, at=at),
            known=lambda people: selectors.same_people(people, by=by, at=at),
        )

    def do(clean: Mapping[str, Any]) -> str:
        intake = intakes.NewIntake(**{name: clean[name] for name in _INTAKE})
        people = [households.NewPerson(**row) for row in clean["people"]]
        home = intakes.register(clean["pilot"], intake, people, by=by, at=at)
        request.session.pop(SOUGHT, None)
        return tab(home, "story")

    page = Page(
        template="journey/register.html",
        done=_("Aangemeld. De volgende stap is de gezamenlijke triage."),
        context={
            "title": "Huishoudens",
            "question": _("Welk huishouden meldt u aan?"),
            "intro": _("Eén keer opschrijven is genoeg. Wat u later hoort, komt in het verhaal."),
            "submit_label": _("Huishouden aanmelden"),
            "back_url": reverse("journey:new"),
        },
    )
    return answer_form(request, build, do, page)


_INTAKE = (
    "name",
    "registered_on",
    "channel",
    "source",
    "concerns",
    "measure_considered",
    "running_measures",
    "problem_types",
    "is_urgent",
)


def _start_with(request: Request, pilots: QuerySet[Pilot], *, at: datetime) -> dict[str, Any]:
    """What is known before anything is typed: today, the one pilot, what was searched for."""
    sought = request.session.get(SOUGHT, {})
    mine = list(pilots[:2])
    return {
        "registered_on": day_of(at),
        "pilot": mine[0] if len(mine) == 1 else None,
        "name": sought.get("name", ""),
        "born_1": sought.get("born_on", ""),
    }


def triage_in(request: Request, household: str) -> HttpResponse:
    """Hold the joint triage at the way in (WP-06, WP-28, EXP-05)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.JOURNEY_MOVE, at=at, page="triage toegang"
    )
    page = form_page(
        home,
        done=_("De triage is vastgelegd."),
        verdict=rules.may_move(home.status, Status.ADMITTED),
        template="journey/triage_in.html",
        question=_("Wat besloot u samen over de toegang?"),
        submit_label=_("Triage vastleggen"),
    )
    return _triage(request, home, Direction.IN, page, at=at)


def triage_out(request: Request, household: str) -> HttpResponse:
    """Hold the joint triage at the way out (WP-07)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.JOURNEY_MOVE, at=at, page="triage uitstroom"
    )
    page = form_page(
        home,
        done=_("De triage is vastgelegd."),
        verdict=rules.is_riding(home.status),
        template="journey/triage_out.html",
        question=_("Wat besloot u samen over afronden?"),
        submit_label=_("Triage vastleggen"),
        missing=selectors.what_is_missing(home, on=day_of(at)),
    )
    return _triage(request, home, Direction.OUT, page, at=at)


def _triage(
    request: Request, home: Household, direction: Direction, page: Page, *, at: datetime
) -> HttpResponse:
    table = selectors.table_of(home)
    outcomes = IN if direction == Direction.IN else OUT

    def do(clean: Mapping[str, Any]) -> str:
        triage = intakes.NewTriage(direction=direction, **clean)
        intakes.hold_triage(home, triage, by=request.user, at=at)
        return tab(home, "together")

    return answer_form(
        request,
        lambda data: HoldTriage(data, table=table, outcomes=outcomes, today=day_of(at)),
        do,
        page,
    )
