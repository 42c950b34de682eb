"""Make the database and the static files ready for the demo, each step in one line."""

import os
import sys
import time
from typing import Any

import django
from django.core.exceptions import ImproperlyConfigured
from django.core.management import CommandError, call_command
from django.db.utils import Error, NotSupportedError

from tandem.core import trace

# What npm packages hold beside the files that pages link to; left out, it saves most of the time.
NOT_SERVED = [
    "*-[23568]00-*",
    "*-italic.*",
    "*.amd.js",
    "*.cjs*",
    "*.esm.*",
    "*.json",
    "*.less",
    "*.map",
    "*.mjs",
    "*.scss",
    "*.ts",
    "*.mts",
    "*.woff",
    "ext",
    "html",
    "htmx.js",
    "index.css",
    "prince-xml.css",
    "variables.css",
]
STEPS: tuple[tuple[str, str, dict[str, Any]], ...] = (
    ("Database bijwerken", "migrate", {"verbosity": 0, "interactive": False}),
    ("Gemeenten en regio's laden", "load_reference", {}),
    ("Voorbeeldregio laden (verzonnen gezinnen)", "load_demo", {}),
    (
        "Opmaak klaarzetten",
        "collectstatic",
        {"verbosity": 0, "interactive": False, "ignore_patterns": NOT_SERVED},
    ),
    ("", "demo_accounts", {}),
)


def main() -> None:
    """Do the steps in order."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.demo")
    django.setup()
    for words, command, options in STEPS:
        began = time.monotonic()
        if words:
            sys.stderr.write(f"-- {words} ... ")
            sys.stderr.flush()
        token = trace.begin(f"prepare {command}")
        call_command(command, **options)
        trace.end(token)
        if words:
            sys.stderr.write(f"{time.monotonic() - began:.1f} s\n")
        sys.stdout.flush()


if __name__ == "__main__":
    try:
        main()
    except (CommandError, ImproperlyConfigured, NotSupportedError, Error) as error:
        sys.exit(f"\n!! {error}")
    except KeyboardInterrupt:
        sys.exit("\n!! Afgebroken.")
