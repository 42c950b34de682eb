"""The letter that confirms a yes: what it says, and that everybody can read it."""

from __future__ import annotations

from io import BytesIO
from typing import TYPE_CHECKING, Any

import pytest
from django.urls import reverse
from pypdf import PdfReader

from tandem.audit.models import Event
from tandem.core import paper
from tandem.core.periods import day_of
from tandem.dossier.enums import Frequency, Origin, ShieldKind
from tandem.dossier.models import ContactPerson
from tandem.dossier.services import shields
from tandem.journey.services import contacts
from tandem.legal.models import Confirmation, Consent
from tandem.legal.services import consents
from tests.factories import network

if TYPE_CHECKING:
    from datetime import datetime

    from django.test import Client

    from tests.factories.world import World


@pytest.fixture
def fetch(client: Client, world: World, monday: datetime) -> Any:
    visitor = network.sign_in(client, world.mila, at=monday)

    def get(consent: Consent) -> Any:
        return visitor.get(reverse("legal:letter", args=[consent.household.ref, consent.pk]))

    return get


def read(answer: Any) -> PdfReader:
    return PdfReader(BytesIO(answer.content))


def words(answer: Any) -> str:
    return " ".join(" ".join(page.extract_text() for page in read(answer).pages).split())


def test_the_letter_says_what_was_agreed_and_how_to_go_back(fetch: Any, world: World) -> None:
    text = words(fetch(world.consents["Fatima"]))

    assert "Dag Fatima Wilgen" in text
    assert "U zei op 14 augustus 2026 ja" in text
    assert "Veilig Thuis Gooi en Vechtstreek" in text
    assert "mondeling of per e-mail, bij Mila Beukema" in text
    assert "06 op werkdagen tot 18 uur" in text
    assert world.mila.email in text
    assert "kinderen jonger dan 12 over wie u het gezag hebt" in text
    assert "klacht" in text
    assert "gratis hulp van iemand die onafhankelijk is" in text
    assert "versie 2024-10" in text


def test_the_letter_says_nothing_of_the_dossier(fetch: Any, world: World) -> None:
    text = words(fetch(world.consents["Fatima"]))

    assert "De Wilg" not in text
    assert world.home.ref not in text
    assert "Sem" not in text
    assert "ruzie" not in text


@pytest.mark.parametrize(
    ("paper_of", "closed_first"),
    [("legal:letter", False), ("legal:letter", True), ("legal:declaration", True)],
)
def test_an_organization_that_is_closed_to_somebody_is_on_no_paper_of_theirs(
    client: Client,
    world: World,
    at: datetime,
    monday: datetime,
    paper_of: str,
    closed_first: bool,  # noqa: FBT001 - a case
) -> None:
    visitor = network.sign_in(client, world.mila, at=monday)
    hers, his = world.consents["Fatima"], world.consents["Daan"]
    new = shields.NewShield(
        ShieldKind.ORGANIZATION, [his.person], "Fatima zoekt daar hulp.", world.veilig_thuis
    )

    shields.close(world.home, new, by=world.mila, at=at)
    if closed_first:
        Consent.objects.filter(pk=his.pk).update(recorded_at=at)

    address = [world.home.ref, his.pk]
    assert "Veilig Thuis" not in words(visitor.get(reverse(paper_of, args=address)))
    address = [world.home.ref, hers.pk]
    assert "Veilig Thuis" in words(visitor.get(reverse(paper_of, args=address)))


def test_a_declaration_stays_as_it_was_issued(
    client: Client, world: World, at: datetime, monday: datetime
) -> None:
    """A second copy without a name that stands on the first, tells that it was closed."""
    visitor = network.sign_in(client, world.mila, at=monday)
    his = world.consents["Daan"]
    url = reverse("legal:declaration", args=[world.home.ref, his.pk])
    before = words(visitor.get(url))
    new = shields.NewShield(ShieldKind.ORGANIZATION, [his.person], "Hulp.", world.veilig_thuis)

    shields.close(world.home, new, by=world.mila, at=at)

    assert words(visitor.get(url)) == before


def test_a_contact_person_who_is_closed_to_somebody_is_on_no_paper_of_theirs(
    fetch: Any, world: World, at: datetime
) -> None:
    contact = contacts.NewContact(world.vera, "alleen 's ochtends", Frequency.WEEKLY)
    contacts.set_contact_person(world.home, contact, on=day_of(at), by=world.mila, at=at)
    close = shields.NewShield(
        ShieldKind.ORGANIZATION, [world.daan], "Verraadt de plek.", world.veilig_thuis
    )
    shields.close(world.home, close, by=world.mila, at=at)

    assert "bij Mila Beukema" in words(fetch(world.consents["Daan"]))
    assert "bij Vera Tuinman" in words(fetch(world.consents["Fatima"]))

    ContactPerson.objects.filter(account=world.mila).delete()
    Consent.objects.filter(person=world.daan).update(recorded_by=world.vera)

    assert "bij Lokaal team Huizen" in words(fetch(world.consents["Daan"]))


def test_a_young_person_gets_a_letter_in_their_own_tone(fetch: Any, world: World) -> None:
    text = words(fetch(world.consents["Noor"]))

    assert "Je zei op" in text
    assert "Jij beslist zelf" in text
    assert "gezag" not in text
    assert " u " not in text


def test_who_asked_is_the_contact_until_there_is_a_fixed_one(fetch: Any, world: World) -> None:
    ContactPerson.objects.all().delete()

    text = words(fetch(world.consents["Fatima"]))
    assert "bij Mila Beukema" in text
    assert "06 op werkdagen" not in text


def test_a_yes_from_another_system_names_the_local_team(fetch: Any, world: World) -> None:
    ContactPerson.objects.all().delete()
    Consent.objects.update(origin=Origin.CASE_FILE)

    assert "bij Lokaal team Huizen" in words(fetch(world.consents["Fatima"]))


def test_the_letter_is_tagged_and_speaks_dutch(fetch: Any, world: World) -> None:
    catalog: Any = read(fetch(world.consents["Fatima"])).root_object
    title = read(fetch(world.consents["Fatima"])).metadata

    assert catalog["/Lang"] == "nl"
    assert catalog["/MarkInfo"]["/Marked"]
    assert catalog["/StructTreeRoot"]["/K"]
    assert title is not None
    assert title.title == "Brief"
    assert b"pdfuaid" in catalog["/Metadata"].get_object().get_data()


def test_the_file_name_tells_nothing_and_nothing_keeps_a_copy(fetch: Any, world: World) -> None:
    answer = fetch(world.consents["Fatima"])

    assert answer["Content-Type"] == "application/pdf"
    assert answer["Content-Disposition"] == 'inline; filename="brief.pdf"'
    assert answer["Cache-Control"] == "no-store"


def test_opening_the_letter_is_a_look(fetch: Any, world: World) -> None:
    fetch(world.consents["Fatima"])

    look = Event.objects.filter(event="household_looked_at", subject="brief").get()
    assert (look.actor_id, look.household_ref) == (world.mila.pk, world.home.ref)


def test_a_letter_that_was_sent_keeps_its_date(fetch: Any, world: World, at: datetime) -> None:
    given = world.consents["Fatima"]
    confirmation = Confirmation.objects.get(consent=given)
    consents.confirm(confirmation, form="letter", on=given.given_on, by=world.mila, at=at)

    assert "Huizen, 14 augustus 2026" in words(fetch(given))


@pytest.mark.parametrize(
    "url",
    [
        "http://localhost/x.woff2",
        "https://tandem.example/x.woff2",
        "file:///etc/passwd",
        "letter-font:/../../../../pyproject.toml",
        "letter-font:/nothing.woff2",
    ],
)
def test_a_letter_fetches_nothing_but_its_own_font(url: str) -> None:
    with pytest.raises(ValueError, match="own font"):
        paper.OwnFontsOnly()(url)


def test_a_letter_is_set_in_our_own_font() -> None:
    font = paper.OwnFontsOnly()(f"{paper.FONTS}/atkinson-hyperlegible-next-latin-400-normal.woff2")

    assert font.read()[:4] == b"wOF2"
