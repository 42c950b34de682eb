"""Rows as objects, for the few statements that every page runs.

The ORM makes up the text of a statement anew each time it is asked; for what every click reads,
that costs more than reading it. Such a statement is written out once, and its rows become the same
objects. Anything else is better off with the ORM.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from django.db import DEFAULT_DB_ALIAS

if TYPE_CHECKING:
    from collections.abc import Sequence

    from django.db.models import Field, Model


def columns(model: type[Model], alias: str) -> str:
    """Name the columns of a model in the order in which `made` takes them."""
    return ", ".join(_column(field, alias) for field in model._meta.concrete_fields)


def _column(field: Field[Any, Any], alias: str) -> str:
    """Name a column, or what the ORM would ask instead of it (tandem/core/own.py)."""
    plain = f'{alias}."{field.column}"'
    asked = getattr(field, "select_format", None)
    return plain if asked is None else str(asked(None, plain, [])[0])


def width(model: type[Model]) -> int:
    """How many columns that is."""
    return len(model._meta.concrete_fields)


def made[M: Model](model: type[M], values: Sequence[Any]) -> M:
    """Make the object of a row, as the ORM would."""
    names = [field.attname for field in model._meta.concrete_fields]
    return model.from_db(DEFAULT_DB_ALIAS, names, values)
