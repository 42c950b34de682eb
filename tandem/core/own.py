"""Columns that the database shows to the owner of a row only, or to who works with it.

The web's role may not read such a column: the second lock hands out the value by a function that
knows who asks (config/second_lock/sign_in.sql). Whoever loads colleagues gets an empty text.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any

from django.db import models

if TYPE_CHECKING:
    from django.db.models.sql.compiler import SQLCompiler

    _Char = models.CharField[str, str]
    _Email = models.EmailField[str, str]
else:
    _Char, _Email = models.CharField, models.EmailField

_COLUMN = re.compile(r'("?\w+"?)\."(\w+)"')


class _Own:
    """A column that is selected by its function, `tandem.own_<column>(id)`."""

    is_really: str

    def select_format[P](self, _compiler: SQLCompiler | None, sql: str, params: P) -> tuple[str, P]:
        """Ask the function instead of the column."""
        found = _COLUMN.fullmatch(sql)
        return (f"tandem.own_{found[2]}({found[1]}.id)" if found else sql), params

    def deconstruct(self) -> tuple[str, str, Any, Any]:
        """Be an ordinary column to migrations: it is one."""
        name, _path, args, kwargs = super().deconstruct()  # type: ignore[misc]
        return name, f"django.db.models.{self.is_really}", args, kwargs


class OwnChar(_Own, _Char):
    """A text for its owner."""

    is_really = "CharField"


class OwnEmail(_Own, _Email):
    """An address for its owner."""

    is_really = "EmailField"
