"""`manage.py second_log DAY`: give the second log of a day, a line of JSON per processing."""

import json
from argparse import ArgumentParser, ArgumentTypeError
from datetime import date, timedelta
from typing import Any

from django.core.management.base import BaseCommand
from django.db import connection, transaction

from tandem.core.periods import start_of

_LINES = """
    SELECT json_build_object(
        'trace_id', trace_id, 'span_id', span_id, 'status', status, 'name', name,
        'start_time', start_time, 'end_time', end_time,
        'attributes', json_build_object(
            'dpl.core.processing_activity_id', activity,
            'dpl.core.data_subject_id', data_subject_id,
            'dpl.core.data_subject_id_type', data_subject_type))
    FROM tandem.processings(%s, %s)
"""


def _day(text: str) -> date:
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise ArgumentTypeError(f"'{text}' is geen dag; schrijf die als 2026-12-01") from None


class Command(BaseCommand):
    """Give the lines as the Logboek dataverwerkingen names them, in a role that reads no more."""

    help = "Geef het logboek van verwerkingen van een dag, zonder namen, een regel JSON per keer."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Ask which day."""
        parser.add_argument("day", type=_day, help="dag, als 2026-12-01")

    def handle(self, *_args: Any, **options: Any) -> None:
        """Give them, however many there are."""
        day: date = options["day"]
        ends = [start_of(day), start_of(day + timedelta(days=1))]
        with transaction.atomic(), connection.chunked_cursor() as cursor:
            cursor.execute(_LINES, ends)
            for (line,) in cursor:
                self.stdout.write(json.dumps(line))
