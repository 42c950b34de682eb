"""Core decisions and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import Period, day_of
from tandem.dossier import door
from tandem.legal import selectors
from tandem.legal.forms import decision as forms
from tandem.legal.services import decisions
from tandem.legal.views.page import DECISIONS, back_to, page_of

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request

_OF_DECISION = (
    "regime",
    "organization",
    "ground",
    "ground_on",
    "decided_on",
    "power",
    "facts",
    "alternatives",
    "proportionality",
    "child_interest",
    "co_signer",
    "family_informed_on",
    "family_reaction",
    "urgent_reason",
)
_OF_MEASURE = (
    "kind",
    "decided_on",
    "initiated_by_pilot",
    "running_at_intake",
    "requested_on",
    "decided_by",
    "since",
    "until",
    "executed_by",
    "core_decision",
)


def decision(request: Request, household: str) -> HttpResponse:
    """Record a core decision: the test before powers may be used (REG-10, INV-10)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.DECISION_RECORD, at=at, page="kernbesluit"
    )
    today = day_of(at)

    def build(data: QueryDict | None) -> forms.Decide:
        return forms.Decide(
            data,
            organizations=selectors.own_or_all(home, by=by),
            co_signers=selectors.co_signers(home, by=by, on=today),
            has_minors=selectors.has_minors(home, on=today),
            today=today,
        )

    def do(clean: Mapping[str, Any]) -> str:
        new = decisions.NewDecision(**{name: clean[name] for name in _OF_DECISION})
        decisions.decide(home, new, by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/decision.html",
        done=_("Het kernbesluit is vastgelegd."),
        question=_("Mag en moet deze stap?"),
        intro=_("Een kernbesluit neemt u nooit alleen, en nooit zonder dat het gezin het hoort."),
        submit_label=_("Kernbesluit vastleggen"),
    )
    return answer_form(request, build, do, page)


def decision_told(request: Request, household: str, decision: int) -> HttpResponse:
    """Record when the family was told of a core decision, and what they said (REG-12)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.DECISION_RECORD, at=at, page="kernbesluit verteld"
    )
    found = get_object_or_404(selectors.decisions_of(home, by=by), pk=decision)

    def build(data: QueryDict | None) -> forms.TellDecision:
        return forms.TellDecision(data, decision=found, today=day_of(at))

    def do(clean: Mapping[str, Any]) -> str:
        told = {"on": clean["on"], "reaction": clean["reaction"]}
        decisions.tell_family_of_decision(found, **told, by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/decision_told.html",
        done=_("Vastgelegd dat het gezin het weet."),
        question=_("Weet het gezin van dit besluit?"),
        submit_label=_("Gesprek vastleggen"),
        decision=found,
    )
    return answer_form(request, build, do, page)


def measure(request: Request, household: str) -> HttpResponse:
    """Record a measure, or the request for a test (REG-21)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.MEASURE_RECORD, at=at, page="maatregel"
    )

    def build(data: QueryDict | None) -> forms.RecordMeasure:
        return forms.RecordMeasure(
            data,
            organizations=selectors.own_or_all(home, by=by),
            decisions=selectors.decisions_of(home, by=by),
        )

    def do(clean: Mapping[str, Any]) -> str:
        new = decisions.NewMeasure(**{name: clean[name] for name in _OF_MEASURE})
        decisions.record_measure(home, new, by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/measure.html",
        done=_("De maatregel is vastgelegd."),
        question=_("Welke maatregel is er?"),
        submit_label=_("Maatregel vastleggen"),
    )
    return answer_form(request, build, do, page)


def measure_end(request: Request, household: str, measure: int) -> HttpResponse:
    """Record the last day of a measure."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.MEASURE_RECORD, at=at, page="einde maatregel"
    )
    found = get_object_or_404(selectors.measures_of(home, by=by), pk=measure)
    known = Period(found.decided_on, found.until).last_day

    def do(clean: Mapping[str, Any]) -> str:
        decisions.end_measure(found, last_day=clean["last_day"], by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/measure_end.html",
        done=_("Het einde van de maatregel is vastgelegd."),
        question=_("Wanneer stopt deze maatregel?"),
        submit_label=_("Laatste dag vastleggen"),
        measure=found,
    )
    return answer_form(request, lambda data: forms.EndMeasure(data, known=known), do, page)
