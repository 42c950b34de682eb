"""Look at a file in a process of its own, that holds no key and no connection, and not for long.

Readers of pictures and PDFs are large and meet whatever somebody sends. Should one of them break,
or be broken into, it is not inside the process that speaks with the database.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path
from typing import IO

from tandem.core.files import Flaw, Found

_ROOT = Path(__file__).resolve().parents[3]
_PROGRAM = ("-m", "tandem.core.files")
SECONDS = 20
MEMORY = 1024 * 1024 * 1024


def inspect(content: bytes) -> Found:
    """Judge a file; whatever takes too long or too much is not kept."""
    try:
        done = subprocess.run(  # noqa: S603 - our own words
            [sys.executable, "-B", *_PROGRAM],
            input=content,
            capture_output=True,
            cwd=_ROOT,
            env={},
            timeout=2 * SECONDS,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return Found(flaw=Flaw.HEAVY.value)
    if done.returncode:
        return Found(flaw=Flaw.HEAVY.value)
    said, _, kept = done.stdout.partition(b"\n")
    media_type, shows, flaw = json.loads(said)
    return Found(media_type, kept, shows=shows, flaw=flaw)


def serve(given: IO[bytes], answer: IO[bytes]) -> None:
    """Read a file, judge it and answer, within bounds."""
    _bind()
    # The readers are loaded within the bounds too, and only here: no page has them in its process.
    from tandem.core.files import readers  # noqa: PLC0415

    found = readers.inspect(given.read())
    answer.write(json.dumps([found.media_type, found.shows, found.flaw]).encode() + b"\n")
    answer.write(found.content)


def _bind() -> None:
    """No more time and memory than looking takes, no file written, no other program begun."""
    resource.setrlimit(resource.RLIMIT_CPU, (SECONDS, SECONDS))
    resource.setrlimit(resource.RLIMIT_FSIZE, (0, 0))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux":  # elsewhere the system does not keep to it
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
