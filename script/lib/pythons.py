"""Find a Python that is new enough, or get one."""

import os
import platform
import shutil
from collections.abc import Iterator
from pathlib import Path

import debian
from say import TOOLS, Trouble, run, step, works

WANTED = ("3.13", "3.12", "3.14")
ENOUGH = "import sys, ctypes, ssl, zlib; sys.exit(sys.version_info < (3, 12))"
OWN = TOOLS / "python"


def find(uv: Path) -> Path:
    """Return a Python of 3.12 or later; download or unpack one when the machine has none."""
    asked = os.environ.get("TANDEM_PYTHON")
    if asked:
        if works([asked, "-c", ENOUGH]):
            return Path(asked)
        raise Trouble(
            f"TANDEM_PYTHON={asked} is geen werkende Python van 3.12 of hoger. "
            "Geef een andere, of laat TANDEM_PYTHON weg."
        )
    for candidate in _candidates():
        if works([candidate, "-c", ENOUGH]):
            return candidate
    return _downloaded(uv) or _from_debian()


def _candidates() -> Iterator[Path]:
    own = [OWN, TOOLS / "uv-python", _pyenv() / "versions"]
    own.append(Path.home() / ".local/share/uv/python")
    for version in WANTED:
        on_path = shutil.which(f"python{version}")
        # A shim of pyenv may say no, or yes for another folder; the version itself is below.
        if on_path and "/shims/" not in on_path:
            yield Path(on_path)
        for folder in own:
            yield from sorted(folder.glob(f"*{version}*/bin/python{version}"), reverse=True)
        yield from OWN.glob(f"usr/bin/python{version}")


def _pyenv() -> Path:
    return Path(os.environ.get("PYENV_ROOT") or Path.home() / ".pyenv")


def _downloaded(uv: Path) -> Path | None:
    step("Python 3.13 ophalen (deze computer heeft geen Python van 3.12 of hoger)")
    folder = TOOLS / "uv-python"
    command: list[str | Path] = [uv, "python", "install", WANTED[0], "--no-bin"]
    command += ["--install-dir", folder]
    quick = {"UV_HTTP_CONNECT_TIMEOUT": "10", "UV_HTTP_RETRIES": "1"}
    if not _succeeds(command, quick):
        return None
    return next((p for p in folder.glob("*/bin/python3.13") if works([p, "-c", ENOUGH])), None)


def _succeeds(command: list[str | Path], env: dict[str, str]) -> bool:
    try:
        run(command, otherwise="", env=env, seconds=600)
    except Trouble:
        return False
    return True


def _from_debian() -> Path:
    step("Python 3.13 uitpakken uit Debian 13, in .tools/ (downloaden zoals gewoonlijk lukt niet)")
    program = debian.python_of_next_release(OWN)
    if works([program, "-c", ENOUGH]):
        return program
    raise Trouble(
        f"Er is geen Python van 3.12 of hoger voor deze computer ({platform.platform()}). "
        "Installeer er een, en zet TANDEM_PYTHON op het pad van het programma."
    )
