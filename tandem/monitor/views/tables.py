"""Figures as lines of a table: the words, the number, and where its explanation is."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from tandem.monitor.enums import FORMS, MEASURES, Computed, Question
from tandem.monitor.rules.quarter import quarters
from tandem.monitor.views.charts import LOW, MOST_QUARTERS, Chart, Series, bars

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from decimal import Decimal

    from tandem.monitor.rules.figures import Figure, Sheet
    from tandem.monitor.rules.quarter import Quarter
    from tandem.monitor.views.place import Place

_MARKS = {
    Question.D_WITH_CONSENT: "green",
    Question.D_WITH_POWERS: "orange",
    Question.D_WITH_MEASURE: "red",
}


@dataclass(frozen=True, slots=True)
class Line:
    """One figure as a page shows it."""

    label: str
    figure: Figure
    url: str
    share: Decimal | None
    whole: int
    mark: str = ""
    band: str = ""
    fill_url: str = ""


def line(place: Place, sheet: Sheet, question: Question) -> Line:
    """Write one figure as a line."""
    figure = sheet.figure(question)
    whole = Question.A if question in {Question.C, Question.E} else Question.HOUSEHOLDS
    # Of a quarter that runs, the days to come would make every form look light.
    weight = "" if figure.band is None or place.runs else str(figure.band.label)
    return Line(
        str(question.label),
        figure,
        place.of_figure(question.value, place.pilot),
        sheet.share(question),
        sheet.value(whole),
        _MARKS.get(question, ""),
        weight,
    )


def lines(place: Place, sheet: Sheet) -> dict[str, object]:
    """Write every figure of a quarter, for the pages that show a whole sheet."""
    pilot = place.pilot
    return {
        "new": line(place, sheet, Question.A),
        "ended": line(place, sheet, Question.B),
        "childless": line(place, sheet, Question.C),
        "forms": [line(place, sheet, question) for question in FORMS],
        "considered": line(place, sheet, Question.E),
        "measures": [line(place, sheet, question) for question in MEASURES],
        "households": line(place, sheet, Question.HOUSEHOLDS),
        "measures_sum": sheet.measures,
        "measures_share": sheet.measures_share,
        "measures_url": place.of_figure(Computed.F_SUM.value, pilot),
        "stock": sheet.stock,
        "stock_url": place.of_figure(Computed.STOCK.value, pilot),
        "manual": [question for question in Question if sheet.figure(question).is_manual],
    }


def in_charts(quarter: Quarter) -> tuple[Quarter, ...]:
    """Return the quarters of a chart: the last few, up to and including this one."""
    return quarters(quarter)[-MOST_QUARTERS:]


def chart(
    title: str, rows: Mapping[Quarter, Sheet], named: Sequence[tuple[str, Question]]
) -> Chart:
    """Draw questions over quarters."""
    drawn = in_charts(max(rows))
    series = [
        Series(name, tuple(rows[quarter].value(question) for quarter in drawn))
        for name, question in named
    ]
    return bars(title, [quarter.short for quarter in drawn], series)


def form_charts(rows: Mapping[Quarter, Sheet]) -> list[Chart]:
    """Draw the five forms next to each other, on one scale."""
    drawn = in_charts(max(rows))
    labels = [quarter.short for quarter in drawn]
    found = [
        Series("huishoudens", tuple(rows[quarter].value(form) for quarter in drawn))
        for form in FORMS
    ]
    top = max((max(one.values) for one in found), default=0)
    return [
        bars(str(form.label), labels, [one], top=top, height=LOW)
        for form, one in zip(FORMS, found, strict=True)
    ]


def measures_chart(rows: Mapping[Quarter, Sheet]) -> Chart:
    """Draw what was considered next to what was deployed: two numbers, no quotient (CF-18)."""
    drawn = in_charts(max(rows))
    series = [
        Series("overwogen", tuple(rows[quarter].value(Question.E) for quarter in drawn)),
        Series("ingezet", tuple(rows[quarter].measures for quarter in drawn)),
    ]
    return bars("Overwogen en ingezet", [quarter.short for quarter in drawn], series)
