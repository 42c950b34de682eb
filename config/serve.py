"""Run the demo: fill the database, say where it is, and serve it until Ctrl-C.

    python -m config.serve [--port 8000]

One process holds the database during all of this and then becomes the server, so that whatever
ends it (Ctrl-C, a closed terminal, kill -9) ends everything.
"""

import argparse
import os
import socket
import subprocess
import sys

from django.conf import settings
from django.core.exceptions import ImproperlyConfigured
from django.db.utils import OperationalError

from config.postgres import embedded

HOST = "127.0.0.1"


def main() -> None:
    """Prepare and serve."""
    parser = argparse.ArgumentParser(prog="script/demo", description="Tandem op deze computer.")
    parser.add_argument("--port", type=int, default=8000, help="poort (nu: %(default)s)")
    port = parser.parse_args().port
    _refuse_taken_port(port)
    database = settings.DATABASES["default"]
    own = database["EMBEDDED"]
    if own:
        embedded.hold(own["home"], durable=own["durable"])
    try:
        prepared = subprocess.run([sys.executable, "-m", "config.prepare"], check=False)
    except KeyboardInterrupt:
        prepared = None
    if prepared is None or prepared.returncode:
        if own:
            embedded.let_go(own["home"])
        sys.exit(1)
    if own:
        embedded.bequeath(own["home"])
    os.environ["TANDEM_BIND"] = f"{HOST}:{port}"
    gunicorn = ["-m", "gunicorn", "--config", "python:config.server", "config.wsgi"]
    os.execv(sys.executable, [sys.executable, *gunicorn])  # noqa: S606 - no shell, our own words


def _refuse_taken_port(port: int) -> None:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except (OSError, OverflowError) as error:
            sys.exit(
                f"!! Poort {port} is niet vrij ({error}). Stop wat daar draait, of kies een "
                f"andere: script/demo --port {port + 1 if port < 60_000 else 8001}"  # noqa: PLR2004
            )


if __name__ == "__main__":
    try:
        main()
    except (ImproperlyConfigured, OperationalError) as error:
        sys.exit(f"!! {error}")
    except KeyboardInterrupt:
        sys.exit(1)
