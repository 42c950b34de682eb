#!/usr/bin/env python3
"""Tandem's command line; `manage.py help` lists what it can do."""

import os
import sys


def main() -> None:
    """Run one management command."""
    from config.postgres import roles  # noqa: PLC0415 - as below

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings.dev")
    command = sys.argv[1] if len(sys.argv) > 1 else ""
    os.environ.setdefault("TANDEM_ROLE", roles.COMMANDS.get(command, roles.WEB))
    from django.core.exceptions import ImproperlyConfigured  # noqa: PLC0415 - as above
    from django.core.management import execute_from_command_line  # noqa: PLC0415 - settings first
    from django.db.utils import OperationalError  # noqa: PLC0415 - as above

    from tandem.core import trace  # noqa: PLC0415 - as above

    trace.begin(f"manage.py {' '.join(sys.argv[1:2])}")
    try:
        execute_from_command_line(sys.argv)
    except (ImproperlyConfigured, OperationalError) as error:
        sys.exit(f"!! {error}")


if __name__ == "__main__":
    main()
