"""Which pages ask for a file: of what is sent to any other, nothing is kept (config/uploads.py)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Callable

_MARK = "takes_files"


def takes_files[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Say of a view that its form has a file."""
    setattr(view, _MARK, True)
    return view


def is_taken(view: Callable[..., Any]) -> bool:
    """Whether this view asks for a file."""
    return bool(getattr(view, _MARK, False))
