"""Anchors: signed statements of the tree, laid outside the reach of who runs the database.

Each participating organization gets the same file in a folder of its own. Whoever changes the trail
afterwards would have to change what lies with all of them too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from tandem.core import checkpoint

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime, timedelta
    from pathlib import Path

    from tandem.audit.models import Seal
    from tandem.audit.services.trail import Actor

SUFFIX = ".checkpoint"


def drop(
    seal: Seal, folders: Iterable[Path], *, every: timedelta, by: Actor | None, at: datetime
) -> int:
    """Lay a seal in every folder whose newest anchor is old enough; say in how many."""
    return sum(_drop(seal, folder, every, at) for folder in folders)


def _drop(seal: Seal, folder: Path, every: timedelta, at: datetime) -> bool:
    folder.mkdir(parents=True, exist_ok=True)
    newest = max(folder.glob(f"*{SUFFIX}"), default=None)
    if newest is not None and at - checkpoint.read(newest.read_text()).at < every:
        return False
    file = folder / f"{seal.size:012}{SUFFIX}"
    if file.exists():
        return False
    # Made whole under another name: half an anchor would look like tampering.
    new = file.with_suffix(".part")
    new.write_text(seal.checkpoint)
    new.rename(file)
    return True
