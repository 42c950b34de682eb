"""A server to be killed: `python -m bench.victim PORT`, loaded once, started per line it reads.

Loading takes seconds, and a hundred times that is what one waits for. So a parent that never serves
has everything loaded; for each line a child of its own becomes the server, in a group of its own,
with workers as config/server.py has them. It says which group, and that group is killed whole.
"""

from __future__ import annotations

import os
import sys

from gunicorn.app.wsgiapp import WSGIApplication

import config.wsgi  # noqa: F401 - loaded here, so that no child has to

AS_SERVED = ("--workers=2", "--worker-class=gthread", "--threads=4", "--log-level=warning")


def main() -> None:
    """Start a server for each line."""
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            os.setsid()
            bind = f"--bind=127.0.0.1:{sys.argv[1]}"
            sys.argv = ["gunicorn", *AS_SERVED, "--no-control-socket", bind, "config.wsgi"]
            WSGIApplication(prog="gunicorn").run()
        sys.stdout.write(f"{child}\n")
        sys.stdout.flush()
        os.waitpid(child, 0)


if __name__ == "__main__":
    main()
