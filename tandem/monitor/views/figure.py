"""What a figure means, how it went over quarters, and the households behind it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from django.shortcuts import render

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.audit.enums import Purpose, Way
from tandem.monitor import selectors
from tandem.monitor.enums import FORMS, Computed, Question
from tandem.monitor.rules.definitions import DEFINITIONS, find
from tandem.monitor.views import place as places
from tandem.monitor.views import tables
from tandem.monitor.views.charts import LOW, Chart, Series, bars
from tandem.network import door

if TYPE_CHECKING:
    from tandem.monitor.rules.figures import Sheet
    from tandem.monitor.rules.quarter import Quarter
    from tandem.monitor.views.place import Place
    from tandem.network.web import Request

LAST_PAGE = 10_000


@dataclass(frozen=True, slots=True)
class Browsing:
    """The way to the page before and after this one, as the template for browsing asks it."""

    url_before: str
    url_after: str


def figure_page(request: Request, quarter: Quarter, question: str) -> HttpResponse:
    """Explain a figure; who holds keys sees the households behind it."""
    place = places.find(request, quarter)
    asked, page = find(question), _page(request)
    if asked is None or page is None:
        raise Http404
    sheet, _sheets = place.shown()
    behind = selectors.households_behind(
        asked, quarter, place.asked, by=place.by, at=place.at, page=page
    )
    audit.record_look(
        audit.Entry(
            "figure_looked_at",
            subject=f"figure {asked.value} {quarter}",
            way=Way.LIST,
            purpose=Purpose.FIGURES,
        ),
        by=place.by,
        at=place.at,
    )
    context = {
        "place": place,
        "asked": asked,
        "definition": DEFINITIONS[asked],
        "number": _number(sheet, asked),
        "line": tables.line(place, sheet, asked) if isinstance(asked, Question) else None,
        **_share(sheet, asked),
        "charts": _charts(place, asked),
        "behind": behind,
        "browsing": _browsing(place, asked, behind),
        "fill_url": _fill_url(place, asked),
        "sheet": sheet,
        "today": place.today,
    }
    return render(request, "monitor/figure.html", context)


def _page(request: Request) -> int | None:
    text = request.GET.get("pagina", "1")
    if not (text.isascii() and text.isdigit()):
        return None
    number = int(text) if len(text) <= len(str(LAST_PAGE)) else 0
    return number if 1 <= number <= LAST_PAGE else None


def _number(sheet: Sheet, asked: Question | Computed) -> int:
    if asked == Computed.F_SUM:
        return sheet.measures
    return sheet.stock if asked == Computed.STOCK else sheet.value(Question(asked.value))


def _share(sheet: Sheet, asked: Question | Computed) -> dict[str, object]:
    """Give the percentage that belongs to the figure and its n, where there is one (MON-10)."""
    if asked == Computed.F_SUM:
        return {"share": sheet.measures_share, "whole": sheet.value(Question.HOUSEHOLDS)}
    if asked in FORMS:
        return {"share": sheet.share(Question(asked)), "whole": sheet.value(Question.HOUSEHOLDS)}
    if asked in {Question.C, Question.E}:
        return {"share": sheet.share(Question(asked)), "whole": sheet.value(Question.A)}
    return {"share": None, "whole": 0}


def _browsing(place: Place, asked: Question | Computed, behind: selectors.Lines) -> Browsing:
    def url(page: int) -> str:
        return place.of_figure(asked.value, place.pilot, page)

    return Browsing(
        url(behind.number - 1) if behind.has_previous else "",
        url(behind.number + 1) if behind.has_next else "",
    )


def _fill_url(place: Place, asked: Question | Computed) -> str:
    """Give the way to fill in by hand: of one pilot, for who may."""
    if place.pilot is None or not isinstance(asked, Question):
        return ""
    if not door.may(place.by, Permission.MONITOR_FILL, pilot=place.pilot, at=place.at):
        return ""
    return place.url("monitor_fill_in", pilot=place.pilot.slug, question=asked.value)


def _charts(place: Place, asked: Question | Computed) -> list[Chart]:
    """Draw the figure over quarters: of the whole, and small ones per pilot on one scale."""
    drawn = tables.in_charts(place.quarter)
    labels = [quarter.short for quarter in drawn]
    over = selectors.over_quarters(place.asked, drawn)
    total = Series(
        "huishoudens",
        tuple(sum(_number(sheet, asked) for sheet in over[quarter]) for quarter in drawn),
    )
    found = [bars(place.name, labels, [total])]
    if place.pilot is not None or len(place.pilots) == 1:
        return found
    each = [
        Series("huishoudens", tuple(_number(over[quarter][number], asked) for quarter in drawn))
        for number in range(len(place.pilots))
    ]
    top = max((max(one.values) for one in each), default=0)
    return found + [
        bars(places.short(pilot.name), labels, [one], top=top, height=LOW)
        for pilot, one in zip(place.pilots, each, strict=True)
    ]
