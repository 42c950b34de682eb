"""A local-team professional takes a household from first contact to a started tandem."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tandem.dossier.enums import Status
from tandem.dossier.models import Household

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.world import World
    from tests.journeys.conftest import Desk


@pytest.mark.parametrize(
    ("width", "javascript"),
    [(1280, True), (360, True), (360, False)],
    ids=["desk", "phone", "no-js"],
)
def test_a_household_goes_from_first_contact_to_a_started_tandem(
    committed_world: World, desk_of: Callable[..., Desk], *, width: int, javascript: bool
) -> None:
    mila = desk_of(committed_world.mila, width=width, javascript=javascript)
    mila.go("/")
    _register(mila)
    _triage(mila)
    _record_authority(mila)
    _explain_and_ask(mila)
    _tell(mila)
    _start(mila)

    home = Household.objects.get(name="Lijsterbes")
    assert home.status == Status.STARTED
    assert home.seats.get().organization == committed_world.local_team
    assert home.contact_persons.get().account == committed_world.mila
    mila.reads("de tandem")


def _register(mila: Desk) -> None:
    mila.go("/huishoudens/")
    mila.link("Huishouden aanmelden")
    mila.field("Naam").fill("Lijsterbes")
    mila.field("Geboortedatum").fill("1990-04-12")
    mila.send("Zoeken")
    mila.reads("Niet gevonden")
    mila.link("Nieuw huishouden aanmelden")
    main = mila.page.get_by_role("main")
    main.get_by_label("Datum van aanmelding").fill("2026-09-01")
    mila.choose("Binnengekomen via", "Lokaal team")
    main.get_by_label("Naam van het huishouden").fill("Lijsterbes")
    main.get_by_label("Wie meldde aan?").fill("moeder zelf")
    main.get_by_label("Welke zorgen zijn er?").fill("Er is vaak ruzie in huis.")
    mila.choose("Dacht het lokaal team aan een beschermingsmaatregel?", "Nee")
    main.locator("[name=name_1]").fill("Aïsha Lijsterbes")
    main.locator("[name=role_1]").select_option("parent")
    main.locator("[name=born_1]").fill("1990-04-12")
    main.locator("[name=name_2]").fill("Milan Lijsterbes")
    main.locator("[name=role_2]").select_option("child")
    main.locator("[name=born_2]").fill("2018-05-30")
    if main.locator("[name=pilot]").count():
        main.locator("[name=pilot]").select_option(index=1)
    mila.send("aanmelden")
    assert Household.objects.filter(name="Lijsterbes").count() == 1, mila.page.inner_text("main")


def _triage(mila: Desk) -> None:
    mila.go(f"/huishoudens/{_ref()}/samen/")
    mila.link("Triage vastleggen")
    mila.field("Wanneer zat u samen?").fill("2026-09-03")
    mila.choose("Wie zaten erbij?", "Lokaal team Huizen")
    mila.choose("Wie zaten erbij?", "Veilig Thuis")
    mila.choose("Wat is de uitkomst?", "toelaten")
    mila.field("Waarom?").fill("Moeder vraagt zelf om hulp bij ruzies.")
    mila.field("Wie legt het contact met het gezin").fill("Mila belt, want zij kent moeder.")
    mila.field("Geen ervaringsdeskundige erbij?").fill("Er was niemand beschikbaar deze week.")
    mila.send("vastleggen")
    mila.reads("Leg uit hoe we werken")


def _record_authority(mila: Desk) -> None:
    child = Household.objects.get(name="Lijsterbes").persons.get(name__startswith="Milan")
    mila.go(f"/huishoudens/{_ref()}/gezin/{child.pk}/gezag/")
    main = mila.page.get_by_role("main")
    main.locator("[name=other]").select_option(label="Aïsha Lijsterbes")
    main.locator("[name=source][value=register]").check()
    main.locator("[name=source_on]").fill("2026-09-03")
    main.locator("[name=since]").fill("2018-05-30")
    mila.send("Gezag vastleggen")


def _explain_and_ask(mila: Desk) -> None:
    mila.go(f"/huishoudens/{_ref()}/uitleg/")
    main = mila.page.get_by_role("main")
    main.locator("input[type=date]").first.fill("2026-09-04")
    for box in main.locator("input[type=checkbox]").all():
        box.check()
    mila.send("vastleggen")
    person = Household.objects.get(name="Lijsterbes").persons.get(name__startswith="Aïsha")
    mila.go(f"/huishoudens/{_ref()}/toestemming/{person.pk}/")
    main.locator("[name=answer][value=yes]").check()
    main.get_by_label("Veilig Thuis", exact=False).first.check()
    main.locator("[name=given_on]").fill("2026-09-04")
    main.locator("[name=via][value=oral]").check()
    mila.send("vastleggen")
    assert "bevestiging" in mila.page.url, mila.page.inner_text("main")


def _tell(mila: Desk) -> None:
    mila.go(f"/huishoudens/{_ref()}/tandem/start/")
    mila.reads("Nog niet verteld")
    mila.link("Gesprek vastleggen")
    main = mila.page.get_by_role("main")
    main.locator("input[type=date]").first.fill("2026-09-07")
    for box in main.locator("[name=people], [name=start]").all():
        box.check()
    mila.send("vastleggen")


def _start(mila: Desk) -> None:
    mila.go(f"/huishoudens/{_ref()}/samen/")
    mila.link("Tandem starten")
    main = mila.page.get_by_role("main")
    main.get_by_label("Voorop, namens het lokaal team").select_option(label="Mila Beukema")
    main.get_by_label("Vast contactpersoon").select_option(label="Mila Beukema")
    main.get_by_label("Hoe is die te bereiken?").fill("06 12 34 56 78")
    main.get_by_label("Hoe vaak is er contact?").select_option("weekly")
    main.locator("input[type=date]").first.fill("2026-09-07")
    mila.send("starten")


def _ref() -> str:
    return Household.objects.get(name="Lijsterbes").ref
