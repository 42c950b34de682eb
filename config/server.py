"""Settings of gunicorn, the production server; measured in ADR 0003."""

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

from django.conf import settings

from config.postgres import embedded

bind = os.environ.get("TANDEM_BIND", "127.0.0.1:8000")
workers = int(os.environ.get("TANDEM_WORKERS", "2"))
worker_class = "gthread"
preload_app = True  # loaded once, shared by the workers
threads = 4
keepalive = 15
graceful_timeout = 10
loglevel = "warning"
control_socket_disable = True


def on_starting(server: Any) -> None:  # noqa: ANN401 - gunicorn has no types
    """Stop when the terminal closes; without this gunicorn would start anew and stay."""
    server.handle_hup = server.handle_term


_sealer: list[subprocess.Popen[bytes]] = []


def _start_sealer() -> None:
    """Seal the audit trail beside the server, without the limits of a page (config/wsgi.py)."""
    own = {"TANDEM_ROLE", "TANDEM_WEB"}
    manage = Path(__file__).resolve().parents[1] / "manage.py"
    _sealer.append(
        subprocess.Popen(  # noqa: S603 - our own words; it ends by itself when we are gone
            [sys.executable, str(manage), "seal_audit", "--loop"],
            env={name: value for name, value in os.environ.items() if name not in own},
            stdin=subprocess.DEVNULL,
        )
    )


def when_ready(server: Any) -> None:  # noqa: ANN401
    """Say where to look, once there is something to see."""
    _start_sealer()
    sys.stdout.write(f"\nTandem staat klaar: http://{bind}/   (stoppen: Ctrl-C)\n")
    # Browsers tie a passkey to a name and refuse a bare number.
    port = bind.rpartition(":")[2]
    sys.stdout.write(f"Inloggen met een passkey kan op http://localhost:{port}/\n")
    sys.stdout.flush()


def on_exit(server: Any) -> None:  # noqa: ANN401
    """Wait until the sealer and the embedded database are down too, if nobody else uses it."""
    for sealer in _sealer:
        sealer.terminate()
        sealer.wait()
    own = settings.DATABASES["default"]["EMBEDDED"]
    if own:
        embedded.let_go(own["home"])
