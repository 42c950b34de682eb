"""The long proofs: what script/test shows a little of, done as often as one likes.

They run the tests themselves, each in a process of its own, with larger numbers.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING

from bench.report import Line
from bench.worlds import ROOT, World, say

if TYPE_CHECKING:
    from collections.abc import Iterator

HISTORIES = 10_000
TRIALS, READERS = 10_000, 16
PARTS = 2


def oracle(_worlds: dict[int, World]) -> Iterator[Line]:
    """Ten thousand histories, in which Tandem and the oracle must agree."""
    seconds = _proven("test_oracle.py", {"TANDEM_HISTORIES": str(HISTORIES)}, beside=2)
    note = f"{HISTORIES} geschiedenissen, 0 verschillen, {seconds:.0f} s"
    yield Line("Orakel: geschiedenissen", HISTORIES, None, note, "")


def mutants(_worlds: dict[int, World]) -> Iterator[Line]:
    """Every mistake in the rules of access, which the oracle and the bare tables must find."""
    modules = ("test_mutants.py", "test_policies.py", "test_functions.py")
    seconds = sum(_proven(one, {"TANDEM_MUTANTS": "all"}, beside=2) for one in modules)
    yield Line("Mutanten: niet gevonden", 0, 0, f"alle gevonden, {seconds:.0f} s", "")


def withdrawal(_worlds: dict[int, World]) -> Iterator[Line]:
    """Sixteen readers against a withdrawal: who asks after the commit never gets in."""
    found: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as folder:
        told = {
            "TANDEM_TRIALS": str(TRIALS),
            "TANDEM_PARTS": str(PARTS),
            "TANDEM_READERS": str(READERS),
            "TANDEM_FIGURES": folder,
        }
        _proven("test_withdrawal_race.py", told, beside=PARTS)
        for part in Path(folder).glob("*.json"):
            found.update(json.loads(part.read_text(encoding="utf-8")))
    note = f"{found['trials']} keer, {found['answers']} antwoorden, {found['refused']} geweigerd"
    yield Line("Intrekking: binnen na de commit", found["after"], 0, note, "")
    yield Line("Intrekking: onderweg op dat moment", found["underway"], None, "", "")


def _proven(module: str, told: dict[str, str], *, beside: int) -> float:
    """Run a module of proofs; one that fails stops the measuring."""
    say(f"bewijs: {module}")
    command = [sys.executable, "-m", "pytest", "-q", "--no-cov", "-n", str(beside)]
    command += ["-o", "faulthandler_timeout=36000", str(ROOT / "tests" / "access" / module)]
    began = time.monotonic()
    ran = subprocess.run(command, cwd=ROOT, env={**os.environ, **told}, check=False)
    if ran.returncode != 0:
        raise SystemExit(f"Niet bewezen: {module}")
    return time.monotonic() - began
