"""A partner writes hours and a report; consent is withdrawn and the door is closed."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tandem.audit.models import Event
from tandem.dossier.enums import ReportStatus
from tandem.dossier.models import Hours, Report

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.world import World
    from tests.journeys.conftest import Desk

SIZES = pytest.mark.parametrize(
    ("width", "javascript"),
    [(1280, True), (360, True), (360, False)],
    ids=["desk", "phone", "no-js"],
)


@SIZES
def test_a_partner_writes_hours_and_a_report_that_the_local_team_attaches(
    committed_world: World, desk_of: Callable[..., Desk], *, width: int, javascript: bool
) -> None:
    ref = committed_world.home.ref
    vera = desk_of(committed_world.vera, width=width, javascript=javascript)
    _write_hours(vera, ref)
    _write_a_report(vera, ref)

    mila = desk_of(committed_world.mila, width=width, javascript=javascript)
    mila.go("/")
    mila.link("Verslag van Veilig Thuis")
    mila.link("Toevoegen aan het dossier")
    mila.send("toevoegen")

    assert str(Hours.objects.get().hours) == "2.50"
    assert Report.objects.get().status == ReportStatus.ATTACHED
    mila.go(f"/huishoudens/{ref}/")
    mila.reads("Fatima wil dat ze stoppen.")


def _write_hours(vera: Desk, ref: str) -> None:
    vera.go(f"/huishoudens/{ref}/")
    vera.go(f"/huishoudens/{ref}/samen/")
    vera.link("uren schrijven")
    main = vera.page.get_by_role("main")
    main.locator("input[type=date]").first.fill("2026-09-01")
    main.locator("input[name^=hours]").first.fill("2,5")
    vera.send("Uren")


def _write_a_report(vera: Desk, ref: str) -> None:
    vera.go(f"/huishoudens/{ref}/")
    vera.link("Contact zonder het lokaal team")
    main = vera.page.get_by_role("main")
    main.locator("input[type=date]").first.fill("2026-09-02")
    main.get_by_label("Fatima Wilgen").check()
    vera.send_last()
    report = Report.objects.get()
    vera.go(f"/huishoudens/{ref}/verslagen/{report.pk}/schrijven/")
    main.locator("textarea").first.fill("We spraken over de ruzies. Fatima wil dat ze stoppen.")
    main.locator("[name=provenance]").first.check()
    vera.send_last()


@SIZES
def test_consent_is_withdrawn_and_the_partners_door_is_closed_at_the_next_click(
    committed_world: World, desk_of: Callable[..., Desk], *, width: int, javascript: bool
) -> None:
    ref = committed_world.home.ref
    consent = committed_world.consents["Fatima"]
    vera = desk_of(committed_world.vera, width=width, javascript=javascript)
    vera.go(f"/huishoudens/{ref}/")
    mila = desk_of(committed_world.mila, width=width, javascript=javascript)
    mila.go(f"/huishoudens/{ref}/samen/")
    mila.go(f"/huishoudens/{ref}/toestemming/{consent.pk}/intrekken/")
    mila.page.get_by_role("main").locator("[name=via][value=oral]").check()
    mila.page.get_by_role("main").locator("[name=identity][value=called_back]").check()
    mila.send("intrek")

    answer = vera.page.goto(f"/huishoudens/{ref}/gezin/")

    assert answer is not None
    assert answer.status == 404
    absent = vera.page.goto("/huishoudens/2026-ZZZZZZ/gezin/")
    assert absent is not None
    assert absent.status == 404
    assert Event.objects.filter(
        event="household_refused", household_ref=ref, actor_id=committed_world.vera.pk
    ).exists()
    vera.go("/huishoudens/")
    assert "De Wilg" not in vera.page.inner_text("main")
