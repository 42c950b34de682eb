"""Rows that hold for some days: from is in, until is out."""

from __future__ import annotations

from typing import TYPE_CHECKING, Self

from django.db import models
from django.db.models import Q

if TYPE_CHECKING:
    from datetime import date


class DatedSet[M: models.Model](models.QuerySet[M]):
    """Named sets of rows with a first day, and a day from which they no longer hold."""

    def open(self, *, on: date) -> Self:
        """Rows that hold on the day."""
        return self.filter(Q(until=None) | Q(until__gt=on), since__lte=on)
