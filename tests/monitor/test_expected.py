"""The figures of the pilot file, worked out by code that shares nothing with ours."""

from __future__ import annotations

import json
from io import StringIO
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from django.core.management import CommandError, call_command

from tandem.network.models import Region
from tests.monitor.world import place, rows_of

if TYPE_CHECKING:
    from datetime import datetime

DATA = Path(__file__).parents[1] / "data"
EXPECTED: dict[str, Any] = json.loads((DATA / "pilot-1.expected.json").read_text())


def said(*options: str) -> str:
    out = StringIO()
    call_command("monitor", *options, stdout=out)
    return out.getvalue()


@pytest.mark.django_db
def test_the_pilot_file_loaded_through_the_services_gives_every_expected_figure() -> None:
    call_command("load_cases", str(DATA / "pilot-1.json"), stdout=StringIO(), stderr=StringIO())

    for quarter, expected in EXPECTED.items():
        assert json.loads(said("--quarter", quarter, "--json")) == expected, quarter


@pytest.mark.django_db
def test_the_pilot_file_as_bare_rows_gives_every_expected_figure() -> None:
    rows_of(json.loads((DATA / "pilot-1.json").read_text()))

    for quarter, expected in EXPECTED.items():
        found = said("--quarter", quarter, "--json")
        assert json.loads(found) == expected, quarter
        assert '"C_pct": 50.0' in found or quarter != "2024Q4"  # a whole percentage stays a float


@pytest.mark.django_db
def test_the_table_reads_as_the_page_does() -> None:
    rows_of(json.loads((DATA / "pilot-1.json").read_text()))

    table = said("--quarter", "2024Q4")

    assert table.startswith("Vierde kwartaal 2024")
    assert "8 (50,0%)" in table
    assert "Ondertoezichtstellingen" in table.title()


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("options", "words"),
    [
        ((), "Kies een kwartaal"),
        (("--quarter", "2024-Q4"), "is geen kwartaal"),
        (("--quarter", "2024Q2"), "zijn er geen cijfers"),
        (("--quarter", "2999Q1"), "zijn er geen cijfers"),
        (("--quarter", "2024Q4", "--region", "elders"), "bestaat niet"),
    ],
)
def test_a_mistake_is_one_dutch_sentence(
    options: tuple[str, ...], words: str, monday: datetime
) -> None:
    place()

    with pytest.raises(CommandError, match=words) as caught:
        said(*options)
    assert "\n" not in str(caught.value)


@pytest.mark.django_db
def test_several_regions_ask_for_a_choice() -> None:
    place(["huizen"])
    place(["elders"], region="Elders")

    with pytest.raises(CommandError, match="--region"):
        said("--quarter", "2024Q4", "--json")
    assert set(json.loads(said("--quarter", "2024Q4", "--json", "--region", "elders"))) == {
        "elders",
        "region",
    }


@pytest.mark.django_db
def test_without_a_region_there_is_nothing_to_count() -> None:
    Region.objects.all().delete()

    with pytest.raises(CommandError, match="nog geen regio"):
        said("--quarter", "2024Q4")
