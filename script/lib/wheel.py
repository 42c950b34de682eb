"""Get the tools that come as a wheel (uv, Node), without pip: exactly what uv.lock names.

The lock holds the address and the checksum of every wheel. When pip is set to another index
(PIP_INDEX_URL or a pip.conf), the same file is looked up there; the checksum stays the lock's.
"""

import configparser
import hashlib
import io
import os
import platform
import re
import shutil
import stat
import tomllib
import urllib.error
import urllib.parse
import urllib.request
import zipfile
from pathlib import Path
from typing import Any

from say import ROOT, TOOLS, Trouble, done, remember, step

SECONDS = 60
PIP_FILES = (
    Path("/etc/pip.conf"),
    Path("/etc/xdg/pip/pip.conf"),
    Path("~/.pip/pip.conf"),
    Path("~/.config/pip/pip.conf"),
)


def unpacked(name: str) -> Path:
    """Return the folder with what the wheel `name` holds."""
    address, checksum = _locked(name)
    folder = TOOLS / name
    if folder.exists() and done(name, checksum):
        return folder
    step(f"{name} ophalen")
    content = _download(name, address, checksum)
    shutil.rmtree(folder, ignore_errors=True)
    with zipfile.ZipFile(io.BytesIO(content)) as wheel:
        wheel.extractall(folder)
    for program in folder.glob("**/bin/*"):
        program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    for program in folder.glob("*.data/scripts/*"):
        program.chmod(program.stat().st_mode | stat.S_IXUSR | stat.S_IXGRP | stat.S_IXOTH)
    remember(name, checksum)
    return folder


def _locked(name: str) -> tuple[str, str]:
    """Find the wheel for this machine in uv.lock: its address and its sha256."""
    lock = tomllib.loads((ROOT / "uv.lock").read_text())
    machine = platform.machine()
    fits = re.compile(rf"-manylinux[^/]*{machine}[^/]*\.whl$|-none-any\.whl$")
    for package in lock["package"]:
        if package["name"] == name:
            for wheel in package["wheels"]:
                if fits.search(wheel["url"]):
                    return wheel["url"], wheel["hash"].removeprefix("sha256:")
    raise Trouble(f"Er is geen {name} voor deze computer ({machine}). Installeer {name} zelf.")


def _download(name: str, address: str, checksum: str) -> bytes:
    problem = "het bestand is niet wat het zijn moet"
    for source in (*_from_own_index(name, address), address):
        try:
            with _opened(source) as answer:
                content: bytes = answer.read()
        except (OSError, urllib.error.URLError) as error:
            problem = str(error)
            continue
        if hashlib.sha256(content).hexdigest() == checksum:
            return content
    raise Trouble(
        f"{name} is niet op te halen ({problem}). Controleer de verbinding met internet, "
        "of zet PIP_INDEX_URL op een adres dat hier wel werkt, en probeer het opnieuw."
    )


def _from_own_index(name: str, address: str) -> list[str]:
    """Look the same file up in the index that pip is told to use, if there is one."""
    index = os.environ.get("PIP_INDEX_URL") or _pip_setting("index-url")
    if not index:
        return []
    page = index.rstrip("/") + f"/{name}/"
    try:
        with _opened(page) as answer:
            html = answer.read().decode()
    except (OSError, urllib.error.URLError):
        return []
    file = address.rsplit("/", 1)[1]
    links = re.findall(r'href="([^"]+)"', html)
    return [urllib.parse.urljoin(page, link) for link in links if f"/{file}" in f"/{link}"]


def _pip_setting(name: str) -> str:
    for file in (*PIP_FILES, Path(os.environ.get("PIP_CONFIG_FILE", "/nonexistent"))):
        settings = configparser.RawConfigParser()
        settings.read(file.expanduser())
        for section in ("install", "global"):
            if settings.has_option(section, name):
                return settings.get(section, name).strip()
    return ""


def _opened(address: str) -> Any:  # noqa: ANN401 - http and file answer with other classes
    # Some mirrors keep silent when they are not asked for a page.
    request = urllib.request.Request(address, headers={"Accept": "text/html, */*;q=0.5"})  # noqa: S310
    return urllib.request.urlopen(request, timeout=SECONDS)  # noqa: S310 - from the lock or pip
