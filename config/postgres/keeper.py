"""Keep one embedded PostgreSQL: start it, wait until nobody uses it, stop it.

A program on its own (standard library only), started by embedded.py:
    keeper.py HOME FOLDER_OF_BINARIES durable|fast
"""

import contextlib
import ctypes
import fcntl
import hashlib
import os
import pwd
import shutil
import signal
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path
from typing import IO, Any

SOCKET = ".s.PGSQL.5432"
LONGEST_SOCKET_PATH = 103
PID, STATUS = 0, 7  # lines of postmaster.pid
TUNING = {
    "listen_addresses": "",
    "unix_socket_permissions": "0700",
    "max_connections": "60",
    "shared_buffers": "128MB",
    "effective_cache_size": "1GB",
    "random_page_cost": "1.1",
    "max_wal_size": "1GB",
    "io_method": "sync",
    "jit": "off",
    "max_logical_replication_workers": "0",
    "timezone": "UTC",
    "log_timezone": "UTC",
    "log_min_messages": "warning",
    "log_line_prefix": "%m [%p] ",
}
# Tests may lose everything when the machine fails; real data may not.
FAST = {"fsync": "off", "synchronous_commit": "off", "full_page_writes": "off"}
FIRST_TIME = """
SELECT 'CREATE ROLE tandem LOGIN CREATEDB'
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'tandem') \\gexec
SELECT format('CREATE ROLE %I %s', name, more)
  FROM (VALUES ('tandem_web', 'LOGIN NOBYPASSRLS'), ('tandem_work', 'NOLOGIN NOBYPASSRLS'),
               ('tandem_figures', 'LOGIN NOBYPASSRLS'), ('tandem_seal', 'LOGIN NOBYPASSRLS'),
               ('tandem_watch', 'LOGIN NOBYPASSRLS'), ('tandem_road', 'LOGIN NOBYPASSRLS'),
               ('tandem_load', 'LOGIN NOBYPASSRLS'), ('tandem_register', 'LOGIN NOBYPASSRLS'),
               ('tandem_backup', 'LOGIN BYPASSRLS')) r (name, more)
 WHERE NOT EXISTS (SELECT FROM pg_roles WHERE rolname = name) \\gexec
SELECT format('GRANT %I TO tandem WITH INHERIT FALSE, SET TRUE', name)
  FROM (VALUES ('tandem_web'), ('tandem_work'), ('tandem_figures'), ('tandem_seal'),
               ('tandem_watch'), ('tandem_road'), ('tandem_load'), ('tandem_register')) r (name)
\\gexec
GRANT tandem_work TO tandem_web WITH INHERIT FALSE, SET TRUE;
SELECT 'CREATE DATABASE tandem OWNER tandem'
 WHERE NOT EXISTS (SELECT FROM pg_database WHERE datname = 'tandem') \\gexec
"""


class Keeper:
    """The one process that starts and stops the server of `home`."""

    def __init__(self, home: Path, programs: Path, *, durable: bool) -> None:
        self.home, self.programs, self.data = home, programs, home / "data"
        self.settings = TUNING if durable else TUNING | FAST
        self.account = self._account() if os.geteuid() == 0 else None

    def keep(self) -> None:
        """Run the server until the last user is gone."""
        lock = (self.home / "keeper.lock").open("a")
        fcntl.flock(lock, fcntl.LOCK_EX)
        users = (self.home / "users.lock").open("a")
        if self.account:
            self._open_the_way()
        self._end_leftover()
        if not (self.data / "PG_VERSION").exists():
            self._make_cluster()
        socket = self._socket_folder()
        server = self._start(socket)
        signal.signal(signal.SIGTERM, lambda *_: server.send_signal(signal.SIGINT))
        if self._answers(server):
            self._run("psql", "-qXh", str(socket), "-U", "postgres", "postgres", text=FIRST_TIME)
            ready = self.home / "ready.new"
            ready.write_text(str(socket))
            ready.rename(self.home / "ready")
            threading.Thread(
                target=self._stop_when_unused, args=(users, server), daemon=True
            ).start()
        server.wait()
        (self.home / "ready").unlink(missing_ok=True)
        if socket.parent != self.home:
            shutil.rmtree(socket, ignore_errors=True)
        # In this order: who gets in next must not think that a keeper is still here.
        lock.close()
        users.close()

    def _stop_when_unused(self, users: IO[str], server: "subprocess.Popen[bytes]") -> None:
        fcntl.flock(users, fcntl.LOCK_EX)
        (self.home / "ready").unlink(missing_ok=True)
        server.send_signal(signal.SIGINT)  # a fast, clean shutdown

    def _account(self) -> pwd.struct_passwd:
        """Choose who runs the server: PostgreSQL refuses to run as root."""
        if self.data.exists() and self.data.stat().st_uid:
            return pwd.getpwuid(self.data.stat().st_uid)
        for name in ("postgres", "tandem"):
            with contextlib.suppress(KeyError):
                return pwd.getpwnam(name)
        with contextlib.suppress(OSError, subprocess.CalledProcessError, KeyError):
            subprocess.run(
                ["/usr/sbin/useradd", "--system", "--no-create-home", "--user-group", "tandem"],
                check=True,
            )
            return pwd.getpwnam("tandem")
        return pwd.getpwnam("nobody")

    def _open_the_way(self) -> None:
        """Let that account walk to the data and the programs: through, not look around."""
        for folder in (self.home, *self.home.parents, self.programs, *self.programs.parents):
            mode = folder.stat().st_mode
            if not mode & 0o001:
                sys.stdout.write(f"chmod o+x {folder} (the database runs as another account)\n")
                folder.chmod(mode | 0o001)

    def _end_leftover(self) -> None:
        """End a server whose keeper was killed; forget a process id that is someone else's now."""
        file = self.data / "postmaster.pid"
        try:
            pid = int(file.read_text().split()[0])
            command = Path(f"/proc/{pid}/cmdline").read_bytes()
        except (OSError, ValueError, IndexError):
            return  # nothing there, or stale: PostgreSQL itself clears that
        if b"postgres" not in command or str(self.data).encode() not in command:
            file.unlink()
            return
        for sign in (signal.SIGINT, signal.SIGQUIT):
            with contextlib.suppress(ProcessLookupError):
                os.kill(pid, sign)
            for _ in range(500):
                if not Path(f"/proc/{pid}").exists():
                    return
                time.sleep(0.02)

    def _make_cluster(self) -> None:
        """Make the cluster next to its place and move it there, so half a cluster never counts."""
        new = self.home / "data.new"
        shutil.rmtree(new, ignore_errors=True)
        new.mkdir(mode=0o700)
        self._give(new)
        choices = ["--auth=trust", "--encoding=UTF8", "--username=postgres"]
        locale = ["--locale=C", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"]
        self._run("initdb", *choices, *locale, "-D", str(new))
        new.rename(self.data)

    def _socket_folder(self) -> Path:
        """Return a folder only the account can enter, with a path short enough for a socket."""
        folder = self.home / "run"
        if len(str(folder / SOCKET).encode()) > LONGEST_SOCKET_PATH:
            name = hashlib.sha256(str(self.home).encode()).hexdigest()[:12]
            folder = Path(tempfile.gettempdir()) / f"tandem-{name}"
        folder.mkdir(mode=0o700, exist_ok=True)
        self._give(folder)
        owner = self.account.pw_uid if self.account else os.geteuid()
        if folder.lstat().st_uid != owner or folder.is_symlink():
            sys.exit(f"{folder} belongs to someone else; choose a shorter TANDEM_VAR")
        folder.chmod(0o700)
        return folder

    def _start(self, socket: Path) -> "subprocess.Popen[bytes]":
        settings = self.settings | {"unix_socket_directories": str(socket)}
        flags = [part for name, value in settings.items() for part in ("-c", f"{name}={value}")]
        return subprocess.Popen(
            [str(self.programs / "postgres"), "-D", str(self.data), *flags],
            stdin=subprocess.DEVNULL,
            cwd="/",
            env=self._environment(),
            preexec_fn=_end_with_keeper,  # noqa: PLW1509 - no other thread runs yet
            start_new_session=True,
            **self._as_account(),
        )

    def _answers(self, server: "subprocess.Popen[bytes]") -> bool:
        """Wait until the server says 'ready', or is gone."""
        while server.poll() is None:
            with contextlib.suppress(OSError, IndexError):
                lines = (self.data / "postmaster.pid").read_text().splitlines()
                if lines[PID] == str(server.pid) and lines[STATUS].strip() == "ready":
                    return True
            time.sleep(0.02)
        return False

    def _run(self, program: str, *arguments: str, text: str = "") -> None:
        subprocess.run(
            [str(self.programs / program), *arguments],
            input=text.encode(),
            cwd="/",
            env=self._environment(),
            check=True,
            **self._as_account(),
        )

    def _give(self, folder: Path) -> None:
        if self.account:
            os.chown(folder, self.account.pw_uid, self.account.pw_gid)

    def _as_account(self) -> dict[str, Any]:
        if not self.account:
            return {}
        return {"user": self.account.pw_uid, "group": self.account.pw_gid, "extra_groups": []}

    def _environment(self) -> dict[str, str]:
        # No PG* settings of whoever started us: this server answers to its own folder only.
        return {"PATH": "/usr/bin:/bin", "LC_ALL": "C"}


def _end_with_keeper() -> None:
    """Ask Linux for a clean shutdown when the keeper dies, even by kill -9."""
    set_parent_death_signal = 1
    ctypes.CDLL(None).prctl(set_parent_death_signal, signal.SIGINT)


if __name__ == "__main__":
    home_, programs_, how = sys.argv[1:]
    Keeper(Path(home_), Path(programs_), durable=how == "durable").keep()
