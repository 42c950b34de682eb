"""One database per size, each with its own embedded server, kept between runs.

A world is built once: the schema, the case file through `manage.py load_cases` (measured), then
what a case file cannot carry (fill.py). It is built anew when any of that changes, or on --fresh.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from bench import households
from config.postgres import embedded

ROOT = Path(__file__).resolve().parents[1]
SIZES = (10, 100, 10_000)


def home() -> Path:
    """Where the databases are: TANDEM_BENCH, or a folder of this user among the temporary ones."""
    own = Path(tempfile.gettempdir()) / f"tandem-bench-{os.getuid()}"
    return Path(os.environ.get("TANDEM_BENCH") or own)


@dataclass(frozen=True, slots=True)
class Loading:
    """What loading a case file took, and when that was measured."""

    households: int
    rows: int
    seconds: float
    peak_mb: float
    measured_at: str
    cpu_seconds: float = 0


@dataclass(frozen=True, slots=True)
class World:
    """A database of one size."""

    size: int
    var: Path
    crowd: int = 0

    @property
    def environment(self) -> dict[str, str]:
        """What a program needs to know to work in this world."""
        return {
            **os.environ,
            "TANDEM_VAR": str(self.var),
            "DJANGO_SETTINGS_MODULE": "bench.settings",
            "PYTHONPATH": str(ROOT),
            "DATABASE_URL": "",
            "TANDEM_CROWD": str(self.crowd),
        }

    @property
    def postgres(self) -> Path:
        """The folder of its database server."""
        return self.var / "postgres"

    def manage(self, *words: str) -> None:
        """Run one of Tandem's own commands in this world."""
        command = [sys.executable, str(ROOT / "manage.py"), *words]
        subprocess.run(command, env=self.environment, cwd=ROOT, check=True)

    def inside(self, task: str) -> Any:  # noqa: ANN401 - JSON
        """Have a task of bench.tasks done in this world; return its answer."""
        command = [sys.executable, "-m", "bench.inside", task]
        ran = subprocess.run(
            command, env=self.environment, cwd=ROOT, check=True, stdout=subprocess.PIPE
        )
        return json.loads(ran.stdout)

    @property
    def loading(self) -> Loading:
        """What loading took when this world was built."""
        return Loading(**json.loads((self.var / "stamp.json").read_text())["loading"])


def ready(size: int, *, crowd: int = 0, fresh: bool = False) -> World:
    """Return the world of a size, built when it is not there, or not as it would be made now.

    `crowd` is how many more households are put around it, that nobody looks into.
    """
    name = f"{size}-among-{crowd}" if crowd else str(size)
    world = World(size, home() / name, crowd)
    stamp = world.var / "stamp.json"
    made_of = _made_of(size)
    if not fresh and stamp.is_file() and json.loads(stamp.read_text())["made_of"] == made_of:
        embedded.hold(world.postgres)
        world.manage("migrate", "--verbosity", "0")  # the locks are those of today
        return world
    say(f"{size} huishoudens: database maken")
    embedded.let_go(world.postgres)
    shutil.rmtree(world.var, ignore_errors=True)
    world.var.mkdir(parents=True)
    # One process holds the server from begin to end, or each command would start it anew.
    embedded.hold(world.postgres)
    world.manage("migrate", "--verbosity", "0")
    world.manage("load_reference")
    loading = _load(world)
    say(f"{size} huishoudens: namen en verhalen")
    world.inside("fill")
    if crowd:
        say(f"{crowd} huishoudens eromheen")
        world.inside("gather")
    stamp.write_text(json.dumps({"made_of": made_of, "loading": asdict(loading)}, indent=1))
    return world


def static_files(world: World) -> None:
    """Collect what pages link to, for every world."""
    if not (world.var.parent / "static/staticfiles.json").is_file():
        say("opmaak klaarzetten")
    world.inside("collect")


def _load(world: World) -> Loading:
    file = world.var / "cases.json"
    households.write(file, world.size)
    say(f"{world.size} huishoudens: laden met manage.py load_cases")
    command = [sys.executable, str(ROOT / "manage.py"), "load_cases", str(file)]
    began = time.monotonic()
    process = subprocess.Popen(
        command, env=world.environment, cwd=ROOT, stdout=subprocess.PIPE, text=True
    )
    said = process.stdout.read() if process.stdout else ""
    _, status, used = os.wait4(process.pid, 0)
    seconds = time.monotonic() - began
    process.returncode = os.waitstatus_to_exitcode(status)
    if f"{world.size} loaded, 0 unchanged, 0 refused" not in said:
        raise SystemExit(f"Laden mislukt:\n{said}")
    return Loading(
        households=world.size,
        rows=households.rows_in(file),
        seconds=seconds,
        peak_mb=used.ru_maxrss / 1024,
        measured_at=f"{datetime.now(UTC):%Y-%m-%d %H:%M} UTC",
        cpu_seconds=used.ru_utime + used.ru_stime,
    )


def _made_of(size: int) -> str:
    """Fingerprint of everything that makes a world what it is."""
    seen = hashlib.sha256(str(size).encode())
    files = [Path(__file__).with_name(name) for name in ("households.py", "fill.py", "crowd.py")]
    files += sorted((ROOT / "tandem").glob("*/migrations/*.py"))
    for file in files:
        seen.update(file.read_bytes())
    return seen.hexdigest()


def say(words: str) -> None:
    """Tell what is being done."""
    print(f"-- {words}", file=sys.stderr, flush=True)
