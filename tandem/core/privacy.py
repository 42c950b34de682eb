"""What a field holds about people: the words in which every app classifies its tables.

Each app's `privacy.py` names every field of its models once (tests/house/test_privacy.py). Export
and erasure follow from it, and the privacy officer reads it.
"""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from django.db.models import Model


class Kind(StrEnum):
    """What a field tells, from most to least."""

    NAMES = "maakt een gezinslid herkenbaar"
    WORDS = "vertelt in eigen woorden over het gezin"
    FACT = "is een feit over het gezin"
    STAFF = "gaat over een professional of ervaringsdeskundige"
    LINK = "wijst naar een huishouden, gezinslid of account"
    NOBODY = "gaat over niemand"


type Table = Mapping[type[Model], Mapping[Kind, tuple[str, ...]]]
