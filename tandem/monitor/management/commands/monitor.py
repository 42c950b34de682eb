"""`manage.py monitor`: the figures of a quarter, as a table or as JSON."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from django.core.management.base import BaseCommand, CommandError
from django.utils.timezone import localdate, now

from tandem.monitor import selectors
from tandem.monitor.enums import FORMS, MEASURES, Question
from tandem.monitor.rules.figures import Sheet, as_json
from tandem.monitor.rules.quarter import Quarter, exists
from tandem.network.models import Pilot, Region

if TYPE_CHECKING:
    from argparse import ArgumentParser

_WIDTH = 46
_COLUMN = 20


class Command(BaseCommand):
    """Print the figures A to F of one quarter, per pilot and for the region."""

    help = "Toont de cijfers A tot en met F van een kwartaal, per toekomsttuin en voor de regio."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Take the quarter, the region and the form of the answer."""
        parser.add_argument("--quarter", default="", help="bijvoorbeeld 2024Q4")
        parser.add_argument("--region", default="", help="korte naam van de regio")
        parser.add_argument("--json", action="store_true", help="als JSON in plaats van een tabel")

    def handle(self, *_args: object, **options: Any) -> None:
        """Read the figures from the work and print them."""
        quarter = _quarter(options["quarter"])
        region = _region(options["region"])
        pilots = list(Pilot.objects.filter(region=region).order_by("name", "id"))
        sheets = selectors.from_work(pilots, quarter)
        sheets.append(selectors.of_region(region, sheets, quarter))
        if options["json"]:
            found = {sheet.slug: as_json(sheet) for sheet in sheets}
            self.stdout.write(json.dumps(found, indent=1, ensure_ascii=False))
        else:
            self.stdout.write(_table(sheets))


def _quarter(text: str) -> Quarter:
    if not text:
        raise CommandError("Kies een kwartaal met --quarter, bijvoorbeeld --quarter 2024Q4.")
    try:
        quarter = Quarter.parse(text)
    except ValueError as error:
        raise CommandError(f"'{text}' is geen kwartaal. Schrijf het zo: 2024Q4.") from error
    if not exists(quarter, localdate(now())):
        raise CommandError(
            f"Voor {quarter} zijn er geen cijfers. De monitor loopt van 2024Q3 tot en met "
            f"{Quarter.of(localdate(now()))}."
        )
    return quarter


def _region(slug: str) -> Region:
    regions = list(Region.objects.order_by("slug"))
    if not regions:
        raise CommandError(
            "Er is nog geen regio. Laad eerst een bestand met `manage.py load_cases`."
        )
    names = ", ".join(region.slug for region in regions)
    if not slug and len(regions) > 1:
        raise CommandError(f"Er zijn meer regio's. Kies er een met --region: {names}.")
    found = [region for region in regions if slug in {"", region.slug}]
    if not found:
        raise CommandError(f"Regio '{slug}' bestaat niet. Deze zijn er: {names}.")
    return found[0]


def _table(sheets: list[Sheet]) -> str:
    head = f"{sheets[0].quarter.label.capitalize():<{_WIDTH}}" + "".join(
        f"{_short(sheet):>{_COLUMN}}" for sheet in sheets
    )
    rows = [head, "-" * len(head)]
    rows += [_row(f"{one.value}. {one.label}", sheets, one) for one in (Question.A, Question.B)]
    rows.append(_row("C. Zonder kinderen", sheets, Question.C, share=True))
    rows += [_row(f"D. {one.label}", sheets, one, share=True) for one in FORMS]
    rows.append(_row("E. Beschermingsmaatregel overwogen", sheets, Question.E, share=True))
    rows += [_row(f"F. {one.label}", sheets, one) for one in MEASURES]
    rows.append(_row("Huishoudens in het kwartaal", sheets, Question.HOUSEHOLDS))
    return "\n".join(rows)


def _short(sheet: Sheet) -> str:
    name = "Regio" if sheet.slug == selectors.REGION else sheet.name.removeprefix("Toekomsttuin ")
    return name[: _COLUMN - 2]


def _row(label: str, sheets: list[Sheet], question: Question, *, share: bool = False) -> str:
    cells = []
    for sheet in sheets:
        figure = sheet.figure(question)
        text = str(figure.value)
        part = sheet.share(question) if share else None
        if part is not None:
            text += f" ({part:.1f}%)".replace(".", ",")
        if figure.band is not None:
            text += f" {figure.band.value[0].upper()}"
        cells.append(f"{text:>{_COLUMN}}")
    return f"{label:<{_WIDTH}}" + "".join(cells)
