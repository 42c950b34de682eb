"""Every service says who acts and when, and takes the time from its caller."""

from __future__ import annotations

import ast
import inspect
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.house.walk import ROOT, own_functions, python_files, service_modules

# Reads that stand beside the writes they belong to, and what works on something already judged.
NOT_A_WRITE = {
    # who acts has no account yet, or is the account of the server itself
    "tandem.network.services.account.operator": "makes the account under which commands act",
    "tandem.network.services.invitation.accept": "whoever holds the link acts",
    # pure
    "tandem.dossier.services.addresses.place_of": "pure",
    "tandem.dossier.services.households.folded": "pure",
    "tandem.journey.services.cases.digest": "pure",
    "tandem.journey.services.case_file.read_pilot": "pure: reads the file",
    "tandem.journey.services.case_file.read_organization": "pure: reads the file",
    "tandem.journey.services.case_file.read_household": "pure: reads the file",
    # what a write stands on
    "tandem.dossier.services.households.locked": "a read with a lock",
    "tandem.dossier.services.keys.open_for_involvement": "a read",
    "tandem.dossier.services.keys.running": "a read",
    "tandem.journey.services.grounds.carried_by_nothing": "a read",
    "tandem.journey.services.road.has_consent": "a read",
    "tandem.journey.services.road.has_ground": "a read",
    "tandem.journey.services.road.locked": "a read with a lock",
    "tandem.journey.services.road.running_powers": "a read",
    # parts of a write, in the transaction and the audit row of that write
    "tandem.legal.services.talks.note_told": "part of explaining or telling",
}
SERVICES = [
    pytest.param(function, id=f"{module.__name__}.{name}")
    for module in service_modules()
    for name, function in own_functions(module)
    if f"{module.__name__}.{name}" not in NOT_A_WRITE
    and not name.startswith("judge")  # greys a button, and stops the service that calls it
]
# The edges that stand in for a view: the form flow, a form that allauth calls, the clock itself.
EDGES = frozenset(
    {"tandem/audit/web.py", "tandem/core/clock.py", "tandem/network/forms/sign_in.py"}
)
CLOCKS = {"now", "today", "utcnow", "localtime"}


@pytest.mark.parametrize("function", SERVICES)
def test_a_service_takes_who_and_when_by_name_only(function: Callable[..., object]) -> None:
    parameters = inspect.signature(function).parameters

    for name in ("by", "at"):
        assert name in parameters, f"{name} is missing"
        assert parameters[name].kind is inspect.Parameter.KEYWORD_ONLY
        assert parameters[name].default is inspect.Parameter.empty


def test_every_exception_still_exists() -> None:
    existing = {
        f"{module.__name__}.{name}"
        for module in service_modules()
        for name, _ in own_functions(module)
    }

    assert set(NOT_A_WRITE) <= existing


def below_a_view() -> list[Path]:
    above = {"views", "views.py", "tasks.py", "management"}
    return [path for path in python_files("tandem") if not above & set(path.parts)]


@pytest.mark.parametrize("path", below_a_view(), ids=lambda path: str(path.relative_to(ROOT)))
def test_nobody_below_a_view_reads_the_clock(path: Path) -> None:
    if path.relative_to(ROOT).as_posix() in EDGES:
        return
    called = {
        node.func.attr if isinstance(node.func, ast.Attribute) else getattr(node.func, "id", "")
        for node in ast.walk(ast.parse(path.read_text()))
        if isinstance(node, ast.Call) and not node.args and not node.keywords
    }

    assert not called & CLOCKS


@pytest.mark.parametrize(
    "path", python_files("tandem"), ids=lambda path: str(path.relative_to(ROOT))
)
def test_a_page_has_the_one_moment_of_its_request(path: Path) -> None:
    """The second lock knows one moment per request; a view that reads the clock has another."""
    if "views" in path.parts or path.name == "views.py":
        assert "timezone import now" not in path.read_text()
