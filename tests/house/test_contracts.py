"""Floors and rooms: what may import what."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import grimp
import pytest

from tests.house.walk import APPS, ROOT

# What one app may use of another; everything else is private to the app.
SHARED = {
    "access": {"permissions", "roles"},
    "audit": {"enums", "models", "services", "web"},
    "core": None,  # all of it
    "desk": set(),
    "dossier": {"door", "enums", "models", "rules", "selectors", "services", "views"},
    "drafts": {"models", "selectors", "services", "web"},
    "journey": {"enums", "models", "rules", "selectors", "services"},
    "legal": {"enums", "models", "rules", "selectors", "services"},
    "monitor": {"enums", "models", "rules", "selectors", "services"},
    "network": {"door", "enums", "models", "rules", "selectors", "services", "web"},
    "plan": {"enums", "models", "rules", "selectors", "services"},
}


@pytest.fixture(scope="module")
def graph() -> grimp.ImportGraph:
    return grimp.build_graph("tandem", cache_dir=None)


def test_every_import_contract_is_kept() -> None:
    # A process of its own: it sets up logging anew, and silences what others listen to.
    command = [str(Path(sys.executable).with_name("lint-imports")), "--no-cache"]

    ran = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)

    assert ran.returncode == 0, ran.stdout


def between_apps(graph: grimp.ImportGraph) -> Iterator[tuple[str, str, str, str]]:
    for importer in sorted(graph.modules):
        for imported in sorted(graph.find_modules_directly_imported_by(importer)):
            here, there = importer.split("."), imported.split(".")
            if len(here) > 1 and len(there) > 1 and here[1] != there[1]:
                yield importer, imported, there[1], ".".join(there[2:3])


def test_an_app_uses_only_what_its_neighbor_shares(graph: grimp.ImportGraph) -> None:
    private = [
        f"{importer} uses {imported}"
        for importer, imported, app, room in between_apps(graph)
        if (shared := SHARED[app]) is not None and room and room not in shared
    ]

    assert not private, "\n".join(private)


def test_every_app_says_what_it_shares() -> None:
    assert set(SHARED) == set(APPS) | {"access"}


def test_what_begins_with_an_underscore_stays_in_its_package(graph: grimp.ImportGraph) -> None:
    found = []
    for importer in graph.modules:
        for imported in graph.find_modules_directly_imported_by(importer):
            if imported.rpartition(".")[0] == importer.rpartition(".")[0]:
                continue  # neighbors within one room
            for detail in graph.get_import_details(importer=importer, imported=imported):
                words = detail["line_contents"].replace(",", " ").replace("(", " ").split()
                names = words[words.index("import") + 1 :] if "import" in words else []
                found += [f"{importer}: {name}" for name in names if name.startswith("_")]

    assert not found
