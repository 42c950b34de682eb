"""Evaluations, counts of experience experts, and the end of the road."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.forms import shown
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.journey import selectors
from tandem.journey.forms.ending import CountExperts, End, HoldEvaluation, PlanEvaluation
from tandem.journey.models import Evaluation
from tandem.journey.services import endings
from tandem.journey.views.page import form_page, tab

if TYPE_CHECKING:
    from collections.abc import Mapping

    from django.http import HttpResponse, QueryDict

    from tandem.network.web import Request

_HELD = ("held_on", "safety", "what_worked", "family_view")


def evaluation_plan(request: Request, household: str) -> HttpResponse:
    """Plan an evaluation with the family."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.EVALUATION_RECORD, at=at, page="evaluatie plannen"
    )

    def do(clean: Mapping[str, Any]) -> str:
        endings.plan_evaluation(home, **clean, by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("De evaluatie is gepland."),
        question=_("Wanneer kijkt u samen terug?"),
        intro=_("Een evaluatie doet u met het gezin. Voor afronden is een eindevaluatie nodig."),
        submit_label=_("Evaluatie plannen"),
    )
    return answer_form(request, PlanEvaluation, do, page)


def evaluation_hold(request: Request, household: str, evaluation: int) -> HttpResponse:
    """Record an evaluation that was held; nobody's words get lost (WP-07)."""
    by, at = request.user, now()
    home = door.open_household(
        household, by=by, to=Permission.EVALUATION_RECORD, at=at, page="evaluatie"
    )
    found = get_object_or_404(Evaluation.objects.filter(household=home), pk=evaluation)

    def build(data: QueryDict | None) -> HoldEvaluation:
        values = {name: getattr(found, name) for name in _HELD}
        values["held_on"] = found.held_on or day_of(at)
        return HoldEvaluation(data, initial={**values, "seen": found.version})

    def do(clean: Mapping[str, Any]) -> str:
        held = endings.Held(**{name: clean[name] for name in _HELD})
        endings.hold_evaluation(found, held, seen=clean["seen"], by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("De evaluatie is vastgelegd."),
        changed=lambda: _now(found),
        question=_("Wat zei u samen bij de %(kind)s?") % {"kind": found.get_kind_display().lower()},
        intro=_("Gepland op %(day)s.") % {"day": f"{found.due_on:%d-%m-%Y}"},
        submit_label=_("Evaluatie vastleggen"),
    )
    return answer_form(request, build, do, page)


def _now(evaluation: Evaluation) -> Mapping[str, str]:
    """What stands there now, in words."""
    evaluation.refresh_from_db()
    fields = HoldEvaluation.base_fields
    return {
        **{name: shown(getattr(evaluation, name), fields[name]) for name in _HELD},
        "seen": str(evaluation.version),
    }


def experts(request: Request, household: str) -> HttpResponse:
    """Count the contacts with an experience expert in a month: the number only (EXP-07)."""
    by, at = request.user, now()
    home = door.open_household(
        household,
        by=by,
        to=Permission.EXPERT_CONTACT_RECORD,
        at=at,
        page="ervaringsdeskundigen",
    )
    organizations = selectors.experts_of(home)
    months = selectors.months_of(home, on=day_of(at))

    def build(data: QueryDict | None) -> CountExperts:
        return CountExperts(data, organizations=organizations, months=months)

    def do(clean: Mapping[str, Any]) -> str:
        endings.count_expert_contacts(home, **clean, by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        done=_("Het aantal is vastgelegd."),
        template="journey/experts.html",
        question=_("Hoe vaak was er contact met een ervaringsdeskundige?"),
        intro=_("We tellen alleen. Staat er al een aantal voor die maand? Dan vervangt dit het."),
        submit_label=_("Aantal vastleggen"),
        counts=selectors.expert_counts(home)[:24],
    )
    return answer_form(request, build, do, page)


def end(request: Request, household: str) -> HttpResponse:
    """End the involvement of the pilot, when everything that belongs to it is there (WP-08)."""
    by, at = request.user, now()
    home = door.open_household(household, by=by, to=Permission.JOURNEY_MOVE, at=at, page="afronden")
    today = day_of(at)

    def do(clean: Mapping[str, Any]) -> str:
        endings.end(home, **clean, by=by, at=at)
        return tab(home, "story")

    page = form_page(
        home,
        done=_("Afgerond. De deuren van de partners zijn dicht."),
        verdict=endings.judge_end(home, at=at),
        template="journey/end.html",
        question=_("Ronden we af met dit gezin?"),
        submit_label=_("Afronden"),
        missing=selectors.what_is_missing(home, on=today),
        today=today,
    )
    initial = {"last_day": today}
    return answer_form(request, lambda data: End(data, initial=initial), do, page)
