"""When something breaks, the server's log says where and never who."""

from __future__ import annotations

import logging
import sys

from django.conf import settings

from config.logs import Discreet


def broken(value: str) -> logging.LogRecord:
    try:
        int(value)
    except ValueError:
        fault = sys.exc_info()
    return logging.LogRecord(
        "django.request", logging.ERROR, __file__, 1, "oops %s", (value,), fault
    )


def test_a_broken_page_is_written_down_without_its_words() -> None:
    said = Discreet().format(broken("Fatima Wilgen, 1990-04-12"))

    assert "Fatima" not in said
    assert "1990" not in said
    assert "ValueError" in said
    assert "test_logs.py" in said


def test_errors_of_pages_reach_the_log_of_the_server() -> None:
    assert settings.LOGGING["loggers"]["django.request"]["handlers"] == ["server"]
