"""What a history read of the tables, kept for as long as nothing happens there."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import connection

from tandem.audit.models import Event

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db import models

# How many rows of a table, and of its parts, this transaction added, changed and removed. What it
# took back stays counted, so that a table that was rolled back is read again; what was read before
# it was taken back, is missed that way. A page that is asked and taken back adds looks only.
_CHANGES = """
SELECT (SELECT sum(pg_stat_get_xact_tuples_inserted(part.id)
    + pg_stat_get_xact_tuples_updated(part.id) + pg_stat_get_xact_tuples_deleted(part.id))
  FROM (SELECT t.name::regclass UNION ALL
    SELECT i.inhrelid FROM pg_inherits i WHERE i.inhparent = t.name::regclass) part (id))
FROM unnest(%s::text[]) WITH ORDINALITY t (name, n) ORDER BY n
"""


class Kept:
    """Everything that stands in some tables."""

    def __init__(self) -> None:
        self._rows: dict[type[models.Model], list[Any]] = {}
        self._changes: dict[type[models.Model], int] = {}
        self._looks = 0

    def read(self, models: Sequence[type[models.Model]]) -> dict[type[models.Model], list[Any]]:
        """What stands there now."""
        with connection.cursor() as cursor:
            cursor.execute(_CHANGES, [[model._meta.db_table for model in models]])
            changes = dict(zip(models, (count for (count,) in cursor.fetchall()), strict=True))
            cursor.execute("SELECT count(*) FROM audit_event")
            (looks,) = cursor.fetchone()
        if looks != self._looks:
            self._rows.pop(Event, None)
        self._looks = looks
        for model in models:
            if model not in self._rows or self._changes[model] != changes[model]:
                self._rows[model] = list(model._default_manager.all())
        self._changes = changes
        return self._rows
