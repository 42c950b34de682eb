"""Measures: recording, following, ending, and what comes before and after."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit.web import answer_form
from tandem.core.clock import now
from tandem.core.periods import Period, day_of
from tandem.dossier import door
from tandem.journey.forms import measures as forms
from tandem.journey.services import powers
from tandem.journey.views.page import form_page, tab
from tandem.legal import selectors
from tandem.legal.services import decisions, requests, signatures
from tandem.legal.services import measures as confirming

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    from django.http import HttpResponse, QueryDict

    from tandem.audit.web import Page
    from tandem.dossier.models import Household
    from tandem.network.models import Account
    from tandem.network.web import Request

_OF_MEASURE = (
    "kind",
    "children",
    "threats",
    "decided_on",
    "initiated_by_pilot",
    "running_at_intake",
    "requested_on",
    "decided_by",
    "reference",
    "since",
    "until",
    "executed_by",
    "core_decision",
    "provisional",
)


def _open(
    household: str,
    *,
    by: Account,
    at: datetime,
    page: str,
    to: Permission = Permission.MEASURE_RECORD,
) -> Household:
    return door.open_household(household, by=by, to=to, at=at, page=page)


def _page(home: Household, *, done: str, **words: Any) -> Page:
    return form_page(home, done=done, **{"back_url": tab(home, "decisions"), **words})


def measure(request: Request, household: str) -> HttpResponse:
    """Record a measure, or the request for a test (REG-21)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="maatregel")

    def build(data: QueryDict | None) -> forms.RecordMeasure:
        return forms.RecordMeasure(
            data,
            organizations=selectors.own_or_all(home, by=by),
            decisions=selectors.decisions_of(home, by=by),
            children=selectors.minors_of(home, on=day_of(at)),
        )

    def do(clean: Mapping[str, Any]) -> str:
        new = decisions.NewMeasure(**{name: clean[name] for name in _OF_MEASURE})
        powers.record_measure(home, new, by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        template="journey/measure.html",
        done=_("De maatregel is vastgelegd. Een tweede collega bevestigt haar nu."),
        question=_("Welke maatregel is er?"),
        intro=_(
            "Een maatregel opent pas iets als een tweede haar bevestigt: iemand van een andere"
            " organisatie of van het lokaal team."
        ),
        submit_label=_("Maatregel vastleggen"),
        has_thought=selectors.unused_reflection(home) is not None,
    )
    return answer_form(request, build, do, page)


def measure_confirm(request: Request, household: str, measure: int) -> HttpResponse:
    """Confirm as a second person that the decision behind a measure is there (LEGAL-69)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="maatregel bevestigen")
    known = home.measures.select_related("household", "executed_by", "recorded_by")
    found = get_object_or_404(known, pk=measure)

    def do(_clean: Mapping[str, Any]) -> str:
        powers.confirm_measure(found, by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        template="journey/measure_confirm.html",
        verdict=confirming.judge(found, by=by, at=at),
        done=_("De maatregel is bevestigd."),
        question=_("Klopt deze maatregel?"),
        intro=_("Daarna kan iemand op deze maatregel werken. Bevestig alleen wat u zelf zag."),
        submit_label=_("Maatregel bevestigen"),
        measure=found,
    )
    return answer_form(request, forms.ConfirmMeasure, do, page)


def measure_end(request: Request, household: str, measure: int) -> HttpResponse:
    """Record the last day of a measure, and why it stops."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="einde maatregel")
    found = get_object_or_404(selectors.measures_of(home, by=by), pk=measure)
    known = Period(found.decided_on, found.until).last_day

    def do(clean: Mapping[str, Any]) -> str:
        powers.end_measure(found, last_day=clean["last_day"], reason=clean["reason"], by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        template="journey/measure_end.html",
        done=_("Het einde van de maatregel is vastgelegd."),
        question=_("Wanneer stopt deze maatregel?"),
        intro=_("Wie op deze maatregel werkt, stopt dan ook: de sleutel gaat op die dag dicht."),
        submit_label=_("Laatste dag vastleggen"),
        measure=found,
    )
    return answer_form(request, lambda data: forms.EndMeasure(data, known=known), do, page)


def measure_note(request: Request, household: str, measure: int) -> HttpResponse:
    """Write down what happened around a measure, by the terms of the law."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="termijnen van een maatregel")
    found = get_object_or_404(selectors.measures_of(home, by=by), pk=measure)

    def do(clean: Mapping[str, Any]) -> str:
        powers.note_measure(found, requests.Days(**clean), by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        done=_("De dagen zijn vastgelegd."),
        question=_("Wat is er gebeurd, en wanneer?"),
        submit_label=_("Dagen vastleggen"),
    )
    return answer_form(request, lambda data: forms.NoteMeasure(data, measure=found), do, page)


def reflect(request: Request, household: str) -> HttpResponse:
    """Answer the questions before a measure is asked for (REG-23)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="vragen vooraf")

    def do(clean: Mapping[str, Any]) -> str:
        requests.reflect(home, requests.Thought(**clean), by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        done=_("De vragen vooraf zijn beantwoord."),
        question=_("Voor u een maatregel vraagt"),
        intro=_("Beantwoord deze vragen eerlijk. Het gezin mag ze lezen."),
        submit_label=_("Antwoorden vastleggen"),
    )
    return answer_form(request, forms.Reflect, do, page)


def test(request: Request, household: str) -> HttpResponse:
    """Record the independent test of the RvdK (REG-18, REG-19, INV-12)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="raadstoets")

    def do(clean: Mapping[str, Any]) -> str:
        requests.test(home, requests.NewTest(**clean), by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        verdict=requests.judge_tester(home, by=by, at=at),
        done=_("De toets van de Raad is vastgelegd."),
        question=_("Wat is het oordeel van de Raad?"),
        intro=_("Alleen een medewerker van de Raad die niet meefietste, legt dit vast."),
        submit_label=_("Toets vastleggen"),
    )
    today = day_of(at)
    children = selectors.minors_of(home, on=today)

    def build(data: QueryDict | None) -> forms.TestRequest:
        return forms.TestRequest(data, today=today, children=children)

    return answer_form(request, build, do, page)


def test_note(request: Request, household: str, test: int) -> HttpResponse:
    """Write down what followed the test of the RvdK, by the terms of the law."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="na de raadstoets")
    found = get_object_or_404(home.protection_tests, pk=test)

    def do(clean: Mapping[str, Any]) -> str:
        requests.note_test(found, **clean, by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        verdict=requests.judge_tester(home, by=by, at=at),
        done=_("De dagen zijn vastgelegd."),
        question=_("Wat gebeurde er na de toets?"),
        intro=_("Komt er geen verzoek? Dan hoort de gemeente dat op papier (BW 1:255 lid 3)."),
        submit_label=_("Dagen vastleggen"),
    )
    return answer_form(request, lambda data: forms.NoteTest(data, tested=found), do, page)


def scale_down(request: Request, household: str) -> HttpResponse:
    """Make a plan to stop a measure, with the network (REG-22)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="afschaalplan")

    def do(clean: Mapping[str, Any]) -> str:
        requests.plan_scale_down(home, requests.NewPlan(**clean), by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        done=_("Het afschaalplan is vastgelegd."),
        question=_("Wat is nodig om te stoppen?"),
        intro=_("Een maatregel is tijdelijk. Dit plan maakt u samen met het gezin en het netwerk."),
        submit_label=_("Plan vastleggen"),
    )
    return answer_form(request, lambda data: forms.PlanScaleDown(data, today=day_of(at)), do, page)


def decision_review(request: Request, household: str, decision: int) -> HttpResponse:
    """Look at a core decision again: still needed, or over (REG-28)."""
    by, at = request.user, now()
    to = Permission.DECISION_RECORD
    home = _open(household, by=by, at=at, page="kernbesluit opnieuw bekijken", to=to)
    found = get_object_or_404(selectors.decisions_of(home, by=by), pk=decision)

    def do(clean: Mapping[str, Any]) -> str:
        powers.review_decision(found, signatures.Review(**clean), by=by, at=at)
        return tab(home, "decisions")

    page = _page(
        home,
        done=_("De herbeoordeling is vastgelegd."),
        question=_("Is deze bevoegdheid nog nodig?"),
        intro=_("Is het antwoord nee, dan stopt vandaag wie op dit besluit werkt."),
        submit_label=_("Herbeoordeling vastleggen"),
    )
    return answer_form(request, lambda data: forms.ReviewDecision(data, today=day_of(at)), do, page)


def without_ground(request: Request, household: str) -> HttpResponse:
    """Let the tandem stop because nothing carries it any more (INV-01)."""
    by, at = request.user, now()
    home = _open(household, by=by, at=at, page="zonder grond", to=Permission.JOURNEY_MOVE)

    def do(_clean: Mapping[str, Any]) -> str:
        powers.stop_without_ground(home, by=by, at=at)
        return tab(home, "together")

    page = form_page(
        home,
        verdict=powers.judge_ground(home, at=at),
        done=_("De tandem staat stil."),
        question=_("Er is geen grond meer. Zet u de tandem stil?"),
        intro=_("Wil het gezin verder? Vraag dan eerst opnieuw toestemming."),
        submit_label=_("Tandem stilzetten"),
    )
    return answer_form(request, forms.StopWithoutGround, do, page)
