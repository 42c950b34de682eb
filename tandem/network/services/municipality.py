"""Municipalities: reference data of our own, in `data/gemeenten.csv`."""

from __future__ import annotations

import csv
from pathlib import Path
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.audit import services as audit
from tandem.network.models import Municipality

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.network.models import Account

SOURCE = Path(__file__).resolve().parents[1] / "data" / "gemeenten.csv"
_FIELDS = [
    "name",
    "province",
    "youth_region",
    "youth_region_note",
    "safety_region_code",
    "safety_region",
]


@transaction.atomic
def load(*, by: Account, at: datetime) -> int:
    """Bring the table of municipalities up to date with our file; say how many there are."""
    with SOURCE.open(encoding="utf-8", newline="") as file:
        rows = [
            Municipality(
                code=row["code"],
                name=row["naam"],
                province=row["provincie"],
                youth_region=row["jeugdregio"],
                youth_region_note=row["jeugdregio_opmerking"],
                safety_region_code=row["veiligheidsregio_code"],
                safety_region=row["veiligheidsregio"],
            )
            for row in csv.DictReader(file)
        ]
    Municipality.objects.bulk_create(
        rows, update_conflicts=True, unique_fields=["code"], update_fields=_FIELDS
    )
    audit.record("municipalities_loaded", by=by, at=at, subject=f"{len(rows)} gemeenten")
    return len(rows)
