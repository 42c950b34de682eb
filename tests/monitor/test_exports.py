"""Files of the monitor, read back by another reader than the one that wrote them."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Callable
from datetime import date
from typing import TYPE_CHECKING, Any
from xml.etree import ElementTree as ET

import pytest
from django.test import Client

from tandem.audit.models import Event
from tests.monitor.world import Place, place

if TYPE_CHECKING:
    from tandem.network.models import Account

type SignIn = Callable[[Client, Account], Client]
_CELL = "{http://schemas.openxmlformats.org/spreadsheetml/2006/main}"
_TEXTS = {f"{_CELL}v", f"{_CELL}t"}
EVIL = '=HYPERLINK("https://kwaad.example")'


@pytest.fixture
def gooi(db: None) -> Place:
    made = place()
    made.household("huizen", date(2024, 11, 1), name="Geheimenisplant")
    made.household("huizen", date(2024, 11, 2), born=[date(2015, 1, 1)])
    made.household("huizen", date(2024, 11, 3), born=[date(2015, 1, 1)])
    evil = made.pilots["hilversum"]
    evil.name = EVIL
    evil.save()
    return made


@pytest.fixture
def coordinator(gooi: Place, sign_in: SignIn) -> Client:
    return sign_in(Client(), gooi.somebody("coordinator"))


def file(client: Client, kind: str, asked: str = "") -> bytes:
    answer = client.get(f"/monitor/2024Q4/cijfers.{kind}{asked}")
    assert answer.status_code == 200
    assert f'-2024Q4.{kind}"' in answer["Content-Disposition"]
    return answer.content


def cells(content: bytes) -> list[list[str]]:
    """Read a workbook with nothing but a zip and an XML reader."""
    book = zipfile.ZipFile(io.BytesIO(content))
    sheet = ET.fromstring(book.read("xl/worksheets/sheet1.xml"))
    assert not list(sheet.iter(f"{_CELL}f")), "there is a formula in the workbook"

    def text(cell: Any) -> str:
        return "".join(part.text or "" for part in cell.iter() if part.tag in _TEXTS)

    return [[text(cell) for cell in row] for row in sheet.iter(f"{_CELL}row")]


def test_a_workbook_has_every_figure_and_no_formula(coordinator: Client) -> None:
    found = cells(file(coordinator, "xlsx"))

    assert found[0][:4] == ["Kwartaal", "Toekomsttuin", "Stand", "Vraag"]
    assert len(found) == 1 + 3 * 18
    assert EVIL in {row[1] for row in found}
    [line] = [row for row in found if row[1] == "Toekomsttuin Huizen" and row[3] == "C"]
    assert [line[5], line[6], line[7]] == ["1", "3", "33.3"]


def test_a_csv_opens_in_dutch_excel_and_carries_no_formula(coordinator: Client) -> None:
    content = file(coordinator, "csv")
    found = list(csv.DictReader(io.StringIO(content.decode("utf-8-sig")), delimiter=";"))

    assert content.startswith(b"\xef\xbb\xbf")
    assert f"'{EVIL}" in {row["Toekomsttuin"] for row in found}
    [line] = [
        row for row in found if row["Toekomsttuin"] == "Toekomsttuin Huizen" and row["Vraag"] == "C"
    ]
    assert (line["Aantal"], line["Van (n)"], line["Percentage"]) == ("1", "3", "33,3")


def test_json_has_the_structure_of_the_command(coordinator: Client) -> None:
    found = json.loads(file(coordinator, "json"))

    assert (found["format"], found["reference_date"]) == ("tandem-monitor/1", "2024-12-31")
    assert set(found["figures"]) == {"huizen", "hilversum", "region"}
    assert found["figures"]["region"]["A"] == 3
    assert found["status"]["huizen"] == "nog niet ingediend"


@pytest.mark.parametrize("kind", ["xlsx", "csv", "json"])
def test_a_file_holds_figures_and_no_household(kind: str, gooi: Place, coordinator: Client) -> None:
    content = file(coordinator, kind)
    if kind == "xlsx":
        content = "".join("".join(row) for row in cells(content)).encode()

    assert b"Geheimenisplant" not in content
    for home in gooi.pilots["huizen"].households.all():
        assert home.ref.encode() not in content
    assert Event.objects.filter(event="figures_exported", subject=f"figures 2024Q4 {kind}").exists()


def test_a_file_of_one_pilot_has_only_that_pilot(coordinator: Client) -> None:
    found = json.loads(file(coordinator, "json", "?tuin=huizen"))

    assert set(found["figures"]) == {"huizen"}


def test_a_file_of_another_kind_is_absent(coordinator: Client) -> None:
    assert coordinator.get("/monitor/2024Q4/cijfers.exe").status_code == 404
