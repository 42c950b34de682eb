"""The phase of safety, and deciding together to slow down."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.urls import reverse
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import Nothing
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.journey import rules
from tandem.journey.enums import Phase
from tandem.journey.forms import safety as forms
from tandem.journey.selectors import slowing
from tandem.journey.services import phases, slow_downs
from tandem.journey.views.page import form_page, tab

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.dossier.models import Household
    from tandem.journey.models import SlowDown
    from tandem.network.models import Account
    from tandem.network.web import Request

_LATER = frozenset(str(one.value) for one in Phase if one > Phase.DIRECT)
_AGAIN = ("motivation", "safety_condition", "family_view", "review_on")


def phase(request: Request, household: str) -> HttpResponse:
    """Mark the phase of safety that the household is in (WP-10, WP-11, INV-19)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.JOURNEY_MOVE, at=at, page="fase")
    last = slowing.last_phase_of(home)
    current = Phase.DIRECT.value if last is None else last.phase

    def build(data: QueryDict | None) -> forms.MarkPhase:
        return forms.MarkPhase(data, today=day_of(at), current=current)

    def do(clean: Mapping[str, Any]) -> str:
        phases.mark(home, phases.NewPhase(**clean), by=by, at=at)
        return f"{tab(home, 'together')}#fase"

    asked = request.POST.get("phase", "")
    page = form_page(
        home,
        done=_("De fase is vastgelegd."),
        verdict=rules.is_riding(home.status),
        template="journey/phase.html",
        question=_("In welke fase is dit gezin?"),
        intro=_("Eerst veiligheid, dan wat eronder zit, dan herstel. Terug kan altijd."),
        submit_label=_("Fase vastleggen"),
        refusal_title=_not_yet(asked),
        refusal_ways=_ways(home) if asked in _LATER else [],
        last=last,
    )
    return answer_form(request, build, do, page)


def _not_yet(asked: str) -> str:
    """Say above a no what it is that cannot be done yet."""
    return _("Nog niet naar fase %(n)s") % {"n": asked} if asked in _LATER else ""


def _ways(home: Household) -> list[tuple[str, str]]:
    """What can be done when it is not safe enough yet, with where."""
    return [(reverse("journey:slow_down", args=[home.ref]), _("Samen besluiten om te vertragen"))]


def slow_down(request: Request, household: str) -> HttpResponse:
    """Write down that we decided together to slow down (WP-17)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="vertragen")

    def build(data: QueryDict | None) -> forms.SlowDown:
        return forms.SlowDown(data, today=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        slow_downs.propose(home, slow_downs.NewSlowDown(**clean), by=by, at=at)
        return f"{tab(home, 'together')}#vertragen"

    page = form_page(
        home,
        done=_("Het besluit staat klaar. Het geldt zodra de ander heeft getekend."),
        verdict=slow_downs.judge_proposal(home, by=by, at=at),
        template="journey/slow_down.html",
        question=_("Waarom vertraagt u, en tot wanneer?"),
        intro=_("Vertragen is samen kiezen om nu niet in te grijpen of op te schalen."),
        submit_label=_("Besluit voorleggen"),
        seconds=slowing.seconds_of(home, first=by.pk, on=day_of(at)),
    )
    return answer_form(request, build, do, page)


def _open(household: str, *, by: Account, at: datetime, page: str) -> Household:
    return door.open_household(household, by=by, to=Permission.DECISION_RECORD, at=at, page=page)


def _found(home: Household, slow_down: int) -> SlowDown:
    known = home.slow_downs.select_related("recorded_by", "household")
    return get_object_or_404(known, pk=slow_down)


def slow_down_sign(request: Request, household: str, slow_down: int) -> HttpResponse:
    """Sign as the other rider, so that slowing down is in force (WP-18)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="vertragen tekenen")
    found = _found(home, slow_down)

    def do(_clean: Mapping[str, Any]) -> str:
        slow_downs.co_sign(found, by=by, at=at)
        return f"{tab(home, 'together')}#vertragen"

    page = form_page(
        home,
        done=_("Getekend. Vanaf nu geldt dit besluit."),
        verdict=slow_downs.judge_signature(found, by=by, at=at),
        template="journey/slow_down_sign.html",
        question=_("Vertraagt u samen?"),
        intro=_("Lees eerst waarom en tot wanneer. Bent u het niet eens? Praat dan met %(name)s.")
        % {"name": found.recorded_by.name},
        submit_label=_("Ik teken mee"),
        found=found,
        seconds=slowing.seconds_of(home, first=found.recorded_by_id, on=day_of(at)),
        today=day_of(at),
    )
    return answer_form(request, Nothing, do, page)


def slow_down_look_back(request: Request, household: str, slow_down: int) -> HttpResponse:
    """Look back on slowing down: it is over, or both decide again (WP-17)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="terugkijken op vertragen")
    found = _found(home, slow_down)

    def build(data: QueryDict | None) -> forms.LookBack:
        return forms.LookBack(data, today=day_of(at), sign=found.safety_condition)

    def do(clean: Mapping[str, Any]) -> str:
        again = None
        if clean["goes_on"]:
            again = slow_downs.NewSlowDown(clean["on"], **{name: clean[name] for name in _AGAIN})
        slow_downs.look_back(found, clean["saw"], on=clean["on"], again=again, by=by, at=at)
        return f"{tab(home, 'together')}#vertragen"

    page = form_page(
        home,
        done=_("Vastgelegd wat u zag."),
        verdict=rules.still_runs(has_ended=found.ended_at is not None),
        template="journey/slow_down_sign.html",
        question=_("Wat zag u bij het terugkijken?"),
        intro=_("Stoppen met vertragen kan altijd, ook eerder. Verder vertragen doet u samen."),
        submit_label=_("Terugblik vastleggen"),
        found=found,
        today=day_of(at),
    )
    return answer_form(request, build, do, page)
