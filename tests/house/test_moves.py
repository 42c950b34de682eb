"""Status tables: every status has its row, and every row stands in the picture."""

from __future__ import annotations

from tandem.desk.selectors import handbook
from tandem.dossier.enums import ReportStatus, Status
from tandem.dossier.rules import REPORT_MOVES
from tandem.journey.rules import MOVES


def test_every_status_of_a_household_has_its_row() -> None:
    assert set(MOVES) == set(Status)


def test_every_status_of_a_report_has_its_row() -> None:
    assert set(REPORT_MOVES) == set(ReportStatus.values)


def test_the_picture_draws_every_move_and_no_other() -> None:
    drawn = {
        tuple(line.strip().split(" --> "))
        for line in handbook.journey().splitlines()
        if " --> " in line and "[*]" not in line
    }

    assert drawn == {(status.value, to.value) for status, row in MOVES.items() for to in row}
