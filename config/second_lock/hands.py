"""Who may sign what: every column that says by whom, bound to who acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import models

from config.second_lock.policies import household_tables
from config.second_lock.tables import NEVER_CHANGE, STILL_CHANGES

if TYPE_CHECKING:
    from collections.abc import Iterator

ACCOUNTS = "network_account"
# Who told the family may be a colleague: whoever writes it down signs `recorded_by`.
# An entry has a rule of its own: what a partner sent, the local team adds.
SOMEBODY_ELSE = frozenset({("legal_toldpoint", "told_by_id"), ("dossier_entry", "written_by_id")})
# What is asked, put off, answered or held again is signed again; everything else is signed once.
AGAIN = frozenset(
    {
        ("dossier_emergency", "postponed_by_id"),
        ("dossier_familyaccess", "frozen_by_id"),
        ("dossier_shield", "lift_asked_by_id"),
        ("journey_evaluation", "recorded_by_id"),
        ("journey_expertcontacts", "recorded_by_id"),
        ("legal_toldto", "recorded_by_id"),
        ("legal_turningpoint", "recorded_by_id"),
    }
)


def signatures(model: type[models.Model]) -> list[str]:
    """The columns of a table that say which account did something."""
    return [
        field.column
        for field in model._meta.fields
        if isinstance(field, models.ForeignKey)
        and field.related_model._meta.db_table == ACCOUNTS
        and field.column.endswith("_by_id")
        and (model._meta.db_table, field.column) not in SOMEBODY_ELSE
    ]


def brought_in() -> list[str]:
    """The tables of which a row says whether it was written on screen or came from a case file."""
    return [
        table
        for table, model in household_tables().items()
        if any(field.column == "origin" for field in model._meta.fields)
    ]


def statements() -> Iterator[str]:
    """Triggers per table: nobody signs for somebody else, or as if it was signed elsewhere."""
    for table, model in household_tables().items():
        if columns := signatures(model):
            named = ", ".join(f"'{column}'" for column in columns)
            yield (
                f"CREATE TRIGGER signed_by_who_acts BEFORE INSERT OR UPDATE ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION tandem.signed_by_who_acts({named})"
            )
        if once := [column for column in columns if (table, column) not in AGAIN]:
            named = ", ".join(f"'{column}'" for column in once)
            yield (
                f"CREATE TRIGGER signature_stays BEFORE UPDATE ON {table}"
                f" FOR EACH ROW EXECUTE FUNCTION tandem.stays_once_said({named})"
            )
    for table in brought_in():
        yield (
            f"CREATE TRIGGER came_on_screen BEFORE INSERT OR UPDATE ON {table}"
            " FOR EACH ROW EXECUTE FUNCTION tandem.came_on_screen()"
        )
    # Nothing that was written changes; the one column only lets a row be held for a moment.
    for table in ("dossier_entry", *NEVER_CHANGE):
        yield f"REVOKE UPDATE ON {table} FROM tandem_web"
    yield "GRANT UPDATE (replaces_id) ON dossier_entry TO tandem_web"
    # What is closed, and to whom, stays so; only the lifting is written, and places that are added.
    yield "REVOKE UPDATE ON dossier_closedto, dossier_shield FROM tandem_web"
    lifting = "lift_asked_at, lift_asked_by_id, lift_reason, lifted_at, lifted_by_id, places"
    yield f"GRANT UPDATE ({lifting}) ON dossier_shield TO tandem_web"
    for table, free in STILL_CHANGES.items():
        yield f"REVOKE UPDATE ON {table} FROM tandem_web"
        yield f"GRANT UPDATE ({free}) ON {table} TO tandem_web"
