"""Submit a quarter, correct it, and fill in a figure by hand."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.http import Http404, HttpResponse

from tandem.access.permissions import Permission
from tandem.audit import web
from tandem.monitor import forms, rules, selectors, services
from tandem.monitor.enums import Band, Question
from tandem.monitor.rules.definitions import DEFINITIONS, find
from tandem.monitor.views import place as places
from tandem.monitor.views import tables
from tandem.network import door

if TYPE_CHECKING:
    from collections.abc import Mapping

    from tandem.monitor.rules.quarter import Quarter
    from tandem.monitor.views.place import Place
    from tandem.network.models import Pilot
    from tandem.network.web import Request

_LONGEST_VERSION = 9


def submit(request: Request, quarter: Quarter, pilot: str) -> HttpResponse:
    """Show what will stand still, and submit it."""
    place, chosen = _of_pilot(request, quarter, pilot, Permission.MONITOR_SUBMIT)
    [sheet] = selectors.from_work([chosen], quarter)
    version = selectors.latest_version(chosen, quarter)
    context = {
        "place": place,
        "title": "Monitor",
        "eyebrow": place.eyebrow,
        "question": "Kloppen deze cijfers?",
        "intro": "Na het indienen staan ze vast. Verbeteren kan, met een reden.",
        "submit_label": "Indienen",
        "verdict": rules.may_submit(quarter, today=place.today, submitted=version),
        "back_url": place.here,
        "sheet": sheet,
        "lines": tables.lines(place, sheet),
    }

    def do(_clean: Mapping[str, Any]) -> str:
        services.submit(chosen, quarter, by=place.by, at=place.at)
        return place.here

    page = web.Page("monitor/submit.html", context, done="Het kwartaal is ingediend.")
    return web.answer_form(request, forms.Submitting, do, page)


def correct(request: Request, quarter: Quarter, pilot: str) -> HttpResponse:
    """Show what changed since the last version, and submit the next one with a reason."""
    place, chosen = _of_pilot(request, quarter, pilot, Permission.MONITOR_SUBMIT)
    found = selectors.versions(chosen, quarter)
    if not found:
        raise Http404
    [sheet] = selectors.from_work([chosen], quarter)
    changes = [
        (f"{one.value[0].upper()}. {one.label}", found[0].figure(one), sheet.figure(one))
        for one in Question
        if found[0].figure(one) != sheet.figure(one)
    ]
    context = {
        "place": place,
        "title": "Monitor",
        "eyebrow": place.eyebrow,
        "question": "Wat verbetert u?",
        "intro": "De oude versie blijft bewaard. De nieuwe versie telt.",
        "submit_label": "Verbetering indienen",
        "back_url": place.here,
        "seen": selectors.latest_version(chosen, quarter),
        "changes": changes,
    }

    def do(clean: Mapping[str, Any]) -> str:
        services.correct(
            chosen,
            quarter,
            reason=clean["reason"],
            seen=_seen(request),
            by=place.by,
            at=place.at,
        )
        return place.url("monitor_versions", pilot=chosen.slug)

    page = web.Page("monitor/correct.html", context, done="De verbetering is ingediend.")
    return web.answer_form(request, forms.Correcting, do, page)


def fill_in(request: Request, quarter: Quarter, pilot: str, question: str) -> HttpResponse:
    """Fill in one figure by hand, or take that back."""
    place, chosen = _of_pilot(request, quarter, pilot, Permission.MONITOR_FILL)
    asked = find(question)
    if not isinstance(asked, Question):
        raise Http404
    back = place.of_figure(asked.value, chosen)
    context = _hand_context(place, chosen, asked, back)

    def build(data: Any) -> forms.CountingByHand:  # noqa: ANN401 - a QueryDict or nothing
        hand = context["hand"]
        initial = (
            {}
            if hand is None
            else {
                "value": hand.value,
                "band": hand.band,
                "reason": hand.reason,
            }
        )
        return forms.CountingByHand(data, initial=initial, question=asked)

    def do(clean: Mapping[str, Any]) -> str:
        weight = Band(clean["band"]) if clean.get("band") else None
        hand = services.ByHand(asked, clean["value"], clean["reason"], weight, _seen(request))
        services.fill_in(chosen, quarter, hand, by=place.by, at=place.at)
        return back

    page = web.Page("monitor/by_hand.html", context, done="Het cijfer is bewaard.")
    return web.answer_form(request, build, do, page)


def follow_the_work(request: Request, quarter: Quarter, pilot: str, question: str) -> HttpResponse:
    """Take away a figure by hand: a button."""
    place, chosen = _of_pilot(request, quarter, pilot, Permission.MONITOR_FILL)
    asked = find(question)
    if not isinstance(asked, Question):
        raise Http404
    back = place.of_figure(asked.value, chosen)

    def do() -> str:
        services.follow_the_work(
            chosen, quarter, asked, seen=_seen(request), by=place.by, at=place.at
        )
        return back

    return web.answer_button(request, do, back=back, done="Het cijfer volgt weer uit het werk.")


def _of_pilot(
    request: Request, quarter: Quarter, pilot: str, permission: Permission
) -> tuple[Place, Pilot]:
    place = places.find(request, quarter, pilot)
    if place.pilot is None:
        raise Http404
    door.require(place.by, permission, pilot=place.pilot, at=place.at)
    return place, place.pilot


def _hand_context(place: Place, pilot: Pilot, asked: Question, back: str) -> dict[str, Any]:
    [sheet] = selectors.from_work([pilot], place.quarter)
    hand = selectors.manual_figure(pilot, place.quarter, asked)
    return {
        "place": place,
        "title": "Monitor",
        "eyebrow": place.eyebrow,
        "question": f"{DEFINITIONS[asked].title}: wat telde u zelf?",
        "intro": DEFINITIONS[asked].what,
        "submit_label": "Bewaren",
        "back_url": back,
        "figure": sheet.figure(asked),
        "hand": hand,
        "seen": 0 if hand is None else hand.version,
        "is_submitted": selectors.latest_version(pilot, place.quarter) is not None,
        "remove_url": place.url("monitor_follow_the_work", pilot=pilot.slug, question=asked.value),
    }


def _seen(request: Request) -> int:
    """Read which version stood on the page; what is not a number is no version at all."""
    text = request.POST.get("seen", "")
    is_number = text.isascii() and text.isdigit() and len(text) <= _LONGEST_VERSION
    return int(text) if is_number else -1
