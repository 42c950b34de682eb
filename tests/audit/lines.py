"""The lines of the second log, as who keeps the register of processing reads them."""

from __future__ import annotations

from typing import Any

from django.db import connection

from config.postgres import roles


def second_log() -> list[dict[str, Any]]:
    """Read every line, in the one role that may, and then be again who we were."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user")
        (before,) = cursor.fetchone()
        cursor.execute(f"SET ROLE {roles.REGISTER}")
        try:
            cursor.execute("SELECT * FROM tandem.processings('-infinity', 'infinity')")
            names = [column.name for column in cursor.description]
            return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]
        finally:
            cursor.execute(f"SET ROLE {before}")
