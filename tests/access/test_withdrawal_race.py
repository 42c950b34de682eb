"""Consent is withdrawn while sixteen people read: nobody who asks after the commit gets in."""

from __future__ import annotations

import json
import os
import threading
import time
from bisect import bisect_left
from dataclasses import dataclass, field
from pathlib import Path

import pytest
import time_machine
from django.db import connection
from django.test import Client
from django.utils.timezone import now

from tandem.dossier.services import keys
from tests.factories.network import sign_in
from tests.factories.world import MONDAY, World

# `script/bench withdrawal` asks for 10,000 trials and 16 readers, in two parts at the same time.
PARTS = int(os.environ.get("TANDEM_PARTS", "1"))
TRIALS = int(os.environ.get("TANDEM_TRIALS", "25")) // PARTS
READERS = int(os.environ.get("TANDEM_READERS", "8"))
ENOUGH = 2  # answers to a question that was asked after the commit, before the next trial
PATIENCE = 60


@dataclass
class Race:
    """Everybody who reads, and what they heard when."""

    world: World
    stop: threading.Event = field(default_factory=threading.Event)
    heard: list[tuple[float, float, int]] = field(default_factory=list)
    closed: list[tuple[float, float]] = field(default_factory=list)

    def read(self) -> None:
        """Open the story again and again, on a connection of one's own."""
        try:
            client = sign_in(Client(), self.world.vera, at=now())
            address = f"/huishoudens/{self.world.home.ref}/"
            while not self.stop.is_set():
                began = time.perf_counter()
                status = client.get(address).status_code
                self.heard.append((began, time.perf_counter(), status))
        finally:
            connection.close()

    def wait(self, since: float, status: int) -> None:
        """Wait until enough of what was asked after a moment was answered like this."""
        deadline = time.perf_counter() + PATIENCE
        while time.perf_counter() < deadline:
            recent = self.heard[-4 * READERS :]
            if sum(began > since and said == status for began, _, said in recent) >= ENOUGH:
                return
            time.sleep(0.001)
        pytest.fail(f"nobody heard {status}: {self.heard[-READERS:]}")

    def run(self) -> None:
        """Close the door and open it again, as many times as asked."""
        involvement, by = self.world.involvement, self.world.mila
        for _trial in range(TRIALS):
            self.wait(time.perf_counter(), 200)
            keys.end_for_involvement(involvement, by=by, at=now())
            committed = time.perf_counter()
            self.wait(committed, 404)
            self.closed.append((committed, time.perf_counter()))
            keys.cut_for_involvement(involvement, by=by, at=now())

    def figures(self) -> dict[str, int]:
        """How many got in that asked after the commit, and how many were underway at it."""
        after = underway = refused = 0
        heard = sorted(self.heard)
        starts = [began for began, _, _ in heard]
        longest = max(ended - began for began, ended, _ in heard)
        for committed, opened in self.closed:
            # Whatever was asked earlier than that, was answered by then.
            first = bisect_left(starts, committed - longest)
            for began, ended, status in heard[first : bisect_left(starts, opened)]:
                within = began > committed and ended < opened
                after += within and status == 200
                refused += within and status == 404
                underway += began < committed < ended and status == 200
        return {
            "trials": len(self.closed),
            "answers": len(self.heard),
            "refused": refused,
            "underway": underway,
            "after": after,
        }


@pytest.mark.parametrize("part", range(PARTS))
def test_nobody_gets_in_after_the_commit(committed_world: World, part: int) -> None:
    race = Race(committed_world)
    with time_machine.travel(MONDAY, tick=True):
        readers = [threading.Thread(target=race.read, daemon=True) for _ in range(READERS)]
        for reader in readers:
            reader.start()
        try:
            race.run()
        finally:
            race.stop.set()
            for reader in readers:
                reader.join(PATIENCE)
    found = race.figures()
    if place := os.environ.get("TANDEM_FIGURES"):
        Path(place, f"{part}.json").write_text(json.dumps(found), encoding="utf-8")

    assert found["trials"] == TRIALS
    assert found["refused"] >= TRIALS * ENOUGH / 2
    assert found["after"] == 0, found
