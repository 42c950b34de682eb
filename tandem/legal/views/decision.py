"""Core decisions and measures."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.legal import selectors
from tandem.legal.forms import decision as forms
from tandem.legal.rules.mandate import WITH_POWERS
from tandem.legal.selectors import choices, listeners
from tandem.legal.services import decisions
from tandem.legal.services.telling import Listeners, tell_of_measure
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
    "power_kind",
    "legal_reference",
    "interventions",
    "subsidiarity",
    "also_decided",
    "family_informed_by",
    "family_informed_why",
    "family_informed_what",
    "family_informed_points",
    "complaint_explained",
    "tell_due_on",
    "review_on",
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
            organizations=selectors.own_or_all(home, by=by).filter(kind__in=WITH_POWERS),
            writers=selectors.writers(home, at=at),
            seconds=selectors.writers(home, beside=by, at=at),
            by=by,
            contact=selectors.contact_person_of(home, on=day_of(at)),
            people=listeners.members(home, at=at),
            present=listeners.present(home, at=at),
            has_minors=selectors.has_minors(home, on=today),
            today=today,
        )

    def do(clean: Mapping[str, Any]) -> str:
        to = Listeners(clean["told_to"], clean["why_not"])
        new = decisions.NewDecision(**{name: clean[name] for name in _OF_DECISION}, told_to=to)
        decisions.decide(home, new, by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        template="legal/decision.html",
        done=_(
            "Het kernbesluit is voorgesteld. Wie meetekent, beantwoordt nu de vragen van het"
            " kantelpunt."
        ),
        question=_("Mag en moet deze stap?"),
        intro=_(
            "Een kernbesluit neemt u nooit alleen, en nooit zonder dat het gezin het hoort. Het"
            " opent pas iets als de tweede ondertekenaar zelf heeft getekend."
        ),
        submit_label=_("Kernbesluit voorstellen"),
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
        return forms.TellDecision(
            data,
            decision=found,
            writers=selectors.writers(home, at=at),
            by=by,
            contact=selectors.contact_person_of(home, on=day_of(at)),
            people=listeners.members(home, at=at),
            present=listeners.present(home, found, at=at),
            today=day_of(at),
        )

    def do(clean: Mapping[str, Any]) -> str:
        rest = {name: clean[name] for name in clean if name not in {"to", "why_not"}}
        told = decisions.Told(**rest, to=Listeners(clean["to"], clean["why_not"]))
        decisions.tell_family_of_decision(found, told, by=by, at=at)
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


def measure_told(request: Request, household: str, measure: int) -> HttpResponse:
    """Record who of the family heard of a measure without a core decision."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.MEASURE_RECORD, at=at, page="maatregel verteld"
    )
    known = choices.measures_of(home, by=by).filter(core_decision=None)
    found = get_object_or_404(known, pk=measure)

    def build(data: QueryDict | None) -> forms.TellMeasure:
        return forms.TellMeasure(
            data,
            people=listeners.members(home, at=at),
            present=listeners.present(home, found, at=at),
            today=day_of(at),
        )

    def do(clean: Mapping[str, Any]) -> str:
        to = Listeners(clean["to"], clean["why_not"])
        tell_of_measure(found, on=clean["on"], to=to, by=by, at=at)
        return back_to(home, DECISIONS)

    page = page_of(
        home,
        tab=DECISIONS,
        done=_("Vastgelegd wie het weet."),
        question=_("Wie weet van deze maatregel?"),
        intro=_("%(title)s. Vertel het ieder apart. Wie u niet aankruist, leest er niets van.")
        % {"title": found.title.capitalize()},
        submit_label=_("Gesprek vastleggen"),
    )
    return answer_form(request, build, do, page)
