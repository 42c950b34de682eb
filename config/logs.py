"""What the server writes down when something breaks: where, never what was in it.

The text of an exception can hold a name or a birth date (a database tells which value it refused),
so only its class and the lines of code are written.
"""

from __future__ import annotations

import logging
import traceback
from types import TracebackType
from typing import Any

from django.http import HttpRequest


class Discreet(logging.Formatter):
    """Formats a record with its time, level, place and code, without the exception's own words."""

    def format(self, record: logging.LogRecord) -> str:
        """Write one line, and the frames of an exception beneath it."""
        said = f"{self.formatTime(record)} {record.levelname} {record.name}"
        status = getattr(record, "status_code", "")
        route = _route(getattr(record, "request", None))
        line = " ".join(str(part) for part in (said, status, route) if part)
        if not record.exc_info:
            return line
        kind, _exception, trace = record.exc_info
        return f"{line}\n{_frames(trace, kind)}"


def _route(request: HttpRequest | None) -> str:
    """The pattern of the address, not the address: that may hold what somebody looked for."""
    if request is None or request.resolver_match is None:
        return ""
    return f"{request.method} {request.resolver_match.route}"


def _frames(trace: TracebackType | None, kind: type[BaseException] | None) -> str:
    frames = traceback.extract_tb(trace)
    lines = [f"  {frame.filename}:{frame.lineno} {frame.name}" for frame in frames]
    return "\n".join([*lines, f"  {getattr(kind, '__qualname__', kind)}"])


LOGGING: dict[str, Any] = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {"discreet": {"()": "config.logs.Discreet"}},
    "handlers": {"server": {"class": "logging.StreamHandler", "formatter": "discreet"}},
    "loggers": {
        "django.request": {"handlers": ["server"], "level": "ERROR", "propagate": False},
        "django.security": {"handlers": ["server"], "level": "WARNING", "propagate": False},
    },
}
