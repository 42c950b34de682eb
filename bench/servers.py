"""Start servers as in production, ask them pages, and read what that cost.

CPU is that of the worker processes and of PostgreSQL's backends, from /proc; time on the clock
does not count there, so a busy machine shifts it little.
"""

from __future__ import annotations

import http.client
import os
import re
import socket
import subprocess
import sys
import time
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.worlds import ROOT, say

if TYPE_CHECKING:
    from collections.abc import Iterator

TICK = os.sysconf("SC_CLK_TCK")
PATIENCE = 60
CSRF_COOKIE = re.compile(r"csrftoken=\w+")
CSRF = re.compile(rb'(name="csrfmiddlewaretoken" value=")\w+')


@dataclass
class Server:
    """A running server and one kept-open connection to it, signed in."""

    port: int
    process: subprocess.Popen[bytes]
    cookie: str
    line: http.client.HTTPConnection
    cookies: str = ""

    def __post_init__(self) -> None:
        """Begin with the session only."""
        self.cookies = f"sessionid={self.cookie}"

    def get(self, path: str, *, status: int = http.HTTPStatus.OK) -> bytes:
        """Ask one page; any other status than expected stops the measuring."""
        self.line.request("GET", path, headers={"Cookie": self.cookies})
        answer = self.line.getresponse()
        body = answer.read()
        if given := CSRF_COOKIE.search(answer.headers.get("Set-Cookie", "")):
            self.cookies = f"sessionid={self.cookie}; {given[0]}"  # as a browser does
        if answer.status != status:
            raise SystemExit(f"{path}: {answer.status} op poort {self.port}\n{body[:600]!r}")
        return body

    def html(self, path: str) -> str:
        """Ask one page, with its security token made the same for everybody."""
        return CSRF.sub(rb"\g<1>" + b"x" * 64, self.get(path)).decode()

    def timed(self, path: str, *, status: int = http.HTTPStatus.OK) -> float:
        """Ask one page and return how long that took, in seconds."""
        began = time.perf_counter()
        self.get(path, status=status)
        return time.perf_counter() - began

    def cpu(self) -> float:
        """CPU seconds of the worker processes until now."""
        return sum(_cpu(pid) for pid in _children(self.process.pid) if not _seals(pid))

    def sealing_cpu(self) -> float:
        """CPU seconds of the sealer of the audit trail beside them (config/server.py)."""
        return sum(_cpu(pid) for pid in _children(self.process.pid) if _seals(pid))


@contextmanager
def serving(application: str, environment: dict[str, str], cookie: str) -> Iterator[Server]:
    """Serve an application with the production server's own settings, until the block ends."""
    port = free_port()
    command = [sys.executable, "-m", "gunicorn", "--config", "python:config.server", application]
    process = subprocess.Popen(
        command,
        cwd=ROOT,
        env={**environment, "TANDEM_BIND": f"127.0.0.1:{port}"},
        stdout=subprocess.DEVNULL,
    )
    try:
        _wait(port, process)
        line = http.client.HTTPConnection("127.0.0.1", port, timeout=PATIENCE)
        yield Server(port, process, cookie, line)
    finally:
        process.terminate()
        process.wait(PATIENCE)


def postgres_cpu(home: Path) -> float:
    """CPU seconds of every process of an embedded database server until now."""
    postmaster = int((home / "data/postmaster.pid").read_text().split("\n", 1)[0])
    return sum(_cpu(pid) for pid in _children(postmaster))


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / TICK


def _seals(pid: int) -> bool:
    return b"seal_audit" in Path(f"/proc/{pid}/cmdline").read_bytes()


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text().split()]


def free_port() -> int:
    """Find a port that nobody listens at."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def _wait(port: int, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        if process.poll() is not None:
            raise SystemExit("De server stopte meteen.")
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", port)) == 0:
                return
        time.sleep(0.1)
    say("de server antwoordt niet")
    raise SystemExit(1)
