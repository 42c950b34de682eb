"""Saying what happens, in one line, and what to do when it does not work."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
TOOLS = ROOT / ".tools"
SECONDS = 1800  # no step may hang for ever


class Trouble(Exception):  # noqa: N818 - it is read as a sentence
    """A step that failed; the text says what to do."""


def step(text: str) -> None:
    """Say what is being done."""
    print(f"-- {text}", file=sys.stderr, flush=True)


def done(name: str, mark: str) -> bool:
    """Tell whether this step was done before for this very input."""
    stamp = TOOLS / "stamps" / name
    return stamp.exists() and stamp.read_text() == mark


def remember(name: str, mark: str) -> None:
    """Note that the step is done for this input."""
    stamp = TOOLS / "stamps" / name
    stamp.parent.mkdir(parents=True, exist_ok=True)
    stamp.write_text(mark)


def run(
    command: Sequence[str | Path],
    *,
    otherwise: str,
    env: Mapping[str, str] | None = None,
    cwd: Path = ROOT,
    seconds: int = SECONDS,
) -> str:
    """Run a program quietly; when it fails, show its last lines and say what to do."""
    try:
        ended = subprocess.run(
            [str(word) for word in command],
            check=False,
            cwd=cwd,
            env={**os.environ, **(env or {})},
            stdin=subprocess.DEVNULL,
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            text=True,
            errors="replace",
            timeout=seconds,
        )
    except OSError as error:
        raise Trouble(f"{otherwise} ({error})") from error
    except subprocess.TimeoutExpired:
        raise Trouble(f"{otherwise} (geen antwoord na {seconds} seconden)") from None
    if ended.returncode:
        last = "\n".join("   | " + line for line in ended.stdout.strip().splitlines()[-12:])
        raise Trouble(f"{otherwise}\n{last}")
    return ended.stdout


def works(command: Sequence[str | Path], *, env: Mapping[str, str] | None = None) -> bool:
    """Tell whether a program runs and is content."""
    try:
        run(command, otherwise="", env=env, seconds=60)
    except Trouble:
        return False
    return True
