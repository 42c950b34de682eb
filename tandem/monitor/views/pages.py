"""The pages of a quarter: its figures, and the versions that were submitted."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse, HttpResponseRedirect
from django.shortcuts import render
from django.utils.timezone import localdate

from tandem.access.permissions import Permission
from tandem.core.clock import now
from tandem.monitor import rules, selectors
from tandem.monitor.enums import Question
from tandem.monitor.rules.quarter import FIRST, START, latest_closed, quarters
from tandem.monitor.views import place as places
from tandem.monitor.views import tables
from tandem.network import selectors as network

if TYPE_CHECKING:
    from tandem.monitor.rules.figures import Sheet
    from tandem.monitor.rules.quarter import Quarter
    from tandem.monitor.views.place import Place
    from tandem.network.models import Pilot
    from tandem.network.web import Request


def index(request: Request) -> HttpResponse:
    """Go to the last quarter that is over."""
    place = places.find(request, latest_closed(localdate(now())))
    return HttpResponseRedirect(place.here)


def quarter_page(request: Request, quarter: Quarter, pilot: str = "") -> HttpResponse:
    """Show the figures of a quarter, of one pilot or of the region."""
    place = places.find(request, quarter, pilot)
    sheet, sheets = place.shown()
    rows = _over_quarters(place, sheet)
    tuin = "" if place.pilot is None else f"?tuin={place.pilot.slug}"
    context = {
        "place": place,
        "sheet": sheet,
        "today": place.today,
        "lines": tables.lines(place, sheet),
        "target": _target(place),
        "phases": selectors.phases(place.asked, place.quarter),
        "emergencies": selectors.emergencies(place.asked, place.quarter),
        "cumulative": _since_the_start(rows),
        "charts": _charts(rows),
        "cards": _cards(place, sheets),
        "has_submitted": [places.short(one.name) for one in sheets if one.submitted],
        "has_not": [places.short(one.name) for one in sheets if not one.submitted],
        "navigation": _navigation(place),
        "exports": [
            (kind.upper(), place.url("monitor_export", kind=kind) + tuin)
            for kind in ("xlsx", "csv", "json")
        ],
    }
    return render(request, "monitor/quarter.html", context)


def versions(request: Request, quarter: Quarter, pilot: str) -> HttpResponse:
    """Show every version of a pilot's quarter that was submitted, and what changed."""
    place = places.find(request, quarter, pilot)
    if place.pilot is None:
        raise Http404
    found = selectors.versions(place.pilot, quarter)
    context = {
        "place": place,
        "today": place.today,
        "versions": [
            (sheet, tables.lines(place, sheet), _changed(sheet, older))
            for sheet, older in zip(found, [*found[1:], None], strict=False)
        ],
    }
    return render(request, "monitor/versions.html", context)


def _changed(sheet: Sheet, older: Sheet | None) -> list[tuple[str, int, int]]:
    if older is None:
        return []
    pairs = ((one, older.value(one), sheet.value(one)) for one in Question)
    return [
        (f"{one.value[0]}. {one.label}", was, now_is) for one, was, now_is in pairs if was != now_is
    ]


def _over_quarters(place: Place, sheet: Sheet) -> dict[Quarter, Sheet]:
    """Every quarter up to this one, as it is shown; the last is the sheet of the page itself."""
    earlier = selectors.over_quarters(place.asked, quarters(place.quarter.previous, START))
    rows = {
        quarter: selectors.of_region(place.region, sheets, quarter)
        for quarter, sheets in earlier.items()
    }
    return {**rows, place.quarter: sheet}


def _since_the_start(rows: dict[Quarter, Sheet]) -> dict[str, int]:
    """Running totals over the quarters (CF-04, CF-15)."""
    return {
        "new": sum(sheet.value(Question.A) for sheet in rows.values()),
        "ended": sum(sheet.value(Question.B) for sheet in rows.values()),
        "measures": sum(sheet.measures for sheet in rows.values()),
    }


def _charts(rows: dict[Quarter, Sheet]) -> dict[str, object]:
    return {
        "new": tables.chart(
            "Nieuw en afgerond", rows, [("nieuw", Question.A), ("afgerond", Question.B)]
        ),
        "childless": tables.chart(
            "Nieuw, en daarvan zonder kinderen",
            rows,
            [("nieuw", Question.A), ("zonder kinderen", Question.C)],
        ),
        "forms": tables.form_charts(rows),
        "measures": tables.measures_chart(rows),
    }


def _navigation(place: Place) -> dict[str, object]:
    """The way to other quarters and other pilots."""
    running = place.quarter.of(place.today)
    later, earlier = place.quarter.next, place.quarter.previous
    known = quarters(running)
    return {
        "earlier": None if earlier < FIRST else (earlier, place.of_quarter(earlier, place.pilot)),
        "later": None if later > running else (later, place.of_quarter(later, place.pilot)),
        "quarters": [
            (one, place.of_quarter(one, place.pilot), one == running) for one in reversed(known)
        ],
        "pilots": [(None, "Hele regio", place.of_quarter(place.quarter, None))]
        + [
            (one, places.short(one.name), place.of_quarter(place.quarter, one))
            for one in place.pilots
        ],
        "regions": [
            (one, f"{place.of_quarter(place.quarter, None).partition('?')[0]}?regio={one.slug}")
            for one in place.regions
        ],
    }


def _cards(place: Place, sheets: list[Sheet]) -> list[dict[str, object]]:
    """What may be done per pilot: look and submit, correct, see versions."""
    by, at = place.by, place.at
    submitters = set(
        network.pilots_with(by, Permission.MONITOR_SUBMIT, at=at).values_list("pk", flat=True)
    )
    by_slug = {sheet.slug: sheet for sheet in sheets}
    return [_card(place, one, by_slug[one.slug], one.pk in submitters) for one in place.asked]


def _card(place: Place, pilot: Pilot, sheet: Sheet, may_submit: bool) -> dict[str, object]:  # noqa: FBT001
    submitted = sheet.submitted
    verdict = rules.may_submit(
        place.quarter, today=place.today, submitted=submitted.version if submitted else None
    )
    return {
        "name": places.short(pilot.name),
        "url": place.of_quarter(place.quarter, pilot),
        "submitted": submitted,
        "may_submit": may_submit,
        "verdict": verdict,
        "submit_url": place.url("monitor_submit", pilot=pilot.slug),
        "correct_url": place.url("monitor_correct", pilot=pilot.slug),
        "versions_url": place.url("monitor_versions", pilot=pilot.slug),
    }


def _target(place: Place) -> int:
    """How many households this pilot, or all pilots, aim for; 0 when not agreed (WP-24)."""
    pilots = place.pilots if place.pilot is None else [place.pilot]
    return sum(pilot.target_households or 0 for pilot in pilots)
