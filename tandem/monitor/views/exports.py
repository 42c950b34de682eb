"""The figures of a quarter as a file: XLSX, CSV and JSON. Only figures, never a household."""

from __future__ import annotations

import csv
import io
import json
from typing import TYPE_CHECKING

from django.http import Http404, HttpResponse
from openpyxl import Workbook
from openpyxl.cell import Cell
from openpyxl.styles import Font

from tandem.audit import services as audit
from tandem.audit.enums import Purpose, Way
from tandem.monitor import selectors
from tandem.monitor.enums import FORMS, MEASURES, Question
from tandem.monitor.rules.figures import as_json
from tandem.monitor.views import place as places

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from decimal import Decimal

    from tandem.monitor.rules.figures import Sheet
    from tandem.monitor.rules.quarter import Quarter
    from tandem.monitor.views.place import Place
    from tandem.network.web import Request

FORMAT = "tandem-monitor/1"
HEADINGS = (
    "Kwartaal",
    "Toekomsttuin",
    "Stand",
    "Vraag",
    "Cijfer",
    "Aantal",
    "Van (n)",
    "Percentage",
    "Zwaarte",
    "Met de hand",
    "Uit het werk",
)
_SHARED = frozenset({Question.C, Question.E, *FORMS})
_TYPES = {
    "xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
}
# What a spreadsheet takes for the start of a formula.
_RISKY = ("=", "+", "-", "@", "\t", "\r", "\n")

type Value = str | int | float | None


def export(request: Request, quarter: Quarter, kind: str) -> HttpResponse:
    """Give the figures of all pilots and the region as a file."""
    place = places.find(request, quarter)
    if kind not in _TYPES:
        raise Http404
    total, sheets = place.shown()
    every = sheets if place.pilot is not None else [*sheets, total]
    audit.record_look(
        audit.Entry(
            "figures_exported",
            subject=f"figures {quarter} {kind}",
            way=Way.EXPORT,
            purpose=Purpose.FIGURES,
        ),
        by=place.by,
        at=place.at,
    )
    content = {"xlsx": _xlsx, "csv": _csv, "json": _json}[kind](place, every)
    answer = HttpResponse(content, content_type=_TYPES[kind])
    name = f"monitor-{place.region.slug}-{quarter}.{kind}"
    answer["Content-Disposition"] = f'attachment; filename="{name}"'
    return answer


def rows(place: Place, sheets: Sequence[Sheet]) -> Iterator[tuple[Value, ...]]:
    """Write each figure as one row under HEADINGS."""
    for sheet in sheets:
        status = _status(place, sheet)
        for question in Question:
            figure = sheet.figure(question)
            whole, share = _part(sheet, question)
            has_band = figure.band is not None and not place.runs
            yield (
                str(sheet.quarter),
                sheet.name,
                status,
                question.value if question != Question.HOUSEHOLDS else "T",
                str(question.label),
                figure.value,
                whole,
                share,
                str(figure.band.label) if has_band and figure.band else "",
                "ja" if figure.is_manual else "nee",
                figure.derived,
            )
        yield (
            str(sheet.quarter),
            sheet.name,
            status,
            "F",
            "Maatregelen samen",
            sheet.measures,
            sheet.value(Question.HOUSEHOLDS),
            _float(sheet.measures_share),
            "",
            "ja" if any(sheet.figure(one).is_manual for one in MEASURES) else "nee",
            None,
        )


def _part(sheet: Sheet, question: Question) -> tuple[Value, Value]:
    """Give n and the percentage next to it, where there is one (MON-10)."""
    if question not in _SHARED:
        return None, None
    whole = Question.HOUSEHOLDS if question in FORMS else Question.A
    return sheet.value(whole), _float(sheet.share(question))


def _float(share: Decimal | None) -> float | None:
    return None if share is None else float(share)


def _status(place: Place, sheet: Sheet) -> str:
    if sheet.slug == selectors.REGION and place.pilot is None:
        return "opgeteld"
    if sheet.submitted is not None:
        return f"ingediend, versie {sheet.submitted.version}"
    return "loopt nog" if place.runs else "nog niet ingediend"


def _xlsx(place: Place, sheets: Sequence[Sheet]) -> bytes:
    book = Workbook()
    page = book.active
    if page is None:  # pragma: no cover - a new book has a page
        raise RuntimeError
    page.title = str(place.quarter)
    page.freeze_panes = "A2"
    for number, found in enumerate([HEADINGS, *rows(place, sheets)], start=1):
        for column, value in enumerate(found, start=1):
            cell = page.cell(row=number, column=column, value=value)
            if isinstance(value, str) and isinstance(cell, Cell):
                cell.data_type = "s"  # text stays text, also when it looks like a formula
            if number == 1:
                cell.font = Font(bold=True)
    for letter, width in zip(
        "ABCDEFGHIJK", (10, 28, 22, 26, 44, 9, 9, 12, 10, 12, 13), strict=True
    ):
        page.column_dimensions[letter].width = width
    found_bytes = io.BytesIO()
    book.save(found_bytes)
    return found_bytes.getvalue()


def _csv(place: Place, sheets: Sequence[Sheet]) -> bytes:
    """Write as Excel in Dutch reads it: semicolons, decimal commas, and a mark for UTF-8."""
    text = io.StringIO(newline="")
    writer = csv.writer(text, delimiter=";", lineterminator="\r\n")
    writer.writerow(HEADINGS)
    for found in rows(place, sheets):
        writer.writerow([_plain(value) for value in found])
    return text.getvalue().encode("utf-8-sig")


def _plain(value: Value) -> str:
    if isinstance(value, str):
        return f"'{value}" if value.startswith(_RISKY) else value
    if isinstance(value, float):
        return f"{value:.1f}".replace(".", ",")
    return "" if value is None else str(value)


def _json(place: Place, sheets: Sequence[Sheet]) -> bytes:
    found = {
        "format": FORMAT,
        "region": place.region.name,
        "quarter": str(place.quarter),
        "reference_date": place.quarter.last_day.isoformat(),
        "status": {sheet.slug: _status(place, sheet) for sheet in sheets},
        "manual": {sheet.slug: [one.value for one in sheet.manual] for sheet in sheets},
        "figures": {sheet.slug: as_json(sheet) for sheet in sheets},
    }
    return json.dumps(found, ensure_ascii=False, indent=1).encode()
