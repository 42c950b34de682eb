"""The figures of the pilot file, worked out by code that shares nothing with ours."""

import json
from pathlib import Path

import pytest

from tandem.monitor import selectors
from tandem.monitor.rules.figures import as_json
from tandem.monitor.rules.quarter import Quarter
from tests.monitor.world import rows_of

DATA = Path(__file__).parents[1] / "data"
EXPECTED = json.loads((DATA / "pilot-1.expected.json").read_text())


@pytest.mark.django_db
def test_figures_of_the_pilot_file_equal_what_was_expected():
    place = rows_of(json.loads((DATA / "pilot-1.json").read_text()))

    for text, expected in EXPECTED.items():
        quarter = Quarter.parse(text)
        sheets = selectors.shown(place.in_order, quarter)
        region = selectors.of_region(place.region, sheets, quarter)
        found = {sheet.slug: as_json(sheet) for sheet in sheets} | {"region": as_json(region)}

        assert found == expected, text
