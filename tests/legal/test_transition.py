"""The file of a transition: everything that carries it, on paper, through the door."""

from __future__ import annotations

from datetime import datetime

from django.template.loader import render_to_string
from django.test import Client
from django.urls import reverse

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.legal import selectors
from tests.factories import dossier
from tests.factories.visitor import Visitor
from tests.factories.world import World


def test_it_says_ground_decision_hearing_information_and_complaint(
    world: World, at: datetime
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=at)

    text = render_to_string(
        "legal/transition_file.html", selectors.transition_file(decision, on=day_of(at))
    )

    for part in (
        "Melding bij Veilig Thuis",
        "De school zag drie keer letsel.",
        "Vrijwillige hulp is niet genoeg gebleken.",
        "Is elk kind gehoord",
        "Wat er nu verandert en wat tegen de wil mag.",
        "Dien een klacht in",
        "Ruben Eikstra",
        "Dit is met het gezin besproken.",
    ):
        assert part in text, part


def test_it_is_a_paper_behind_the_door_and_the_look_is_recorded(
    world: World, monday: datetime, client: Client
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    mila = Visitor(client, world.mila, at=monday)

    answer = mila.look("legal:transition_file", world.home.ref, decision.pk)

    assert answer["Content-Type"] == "application/pdf"
    assert b"/MarkInfo" in answer.content or b"pdf" in answer.content[:10].lower()
    assert Event.objects.filter(subject="overgangsdossier").exists()


def test_a_partner_of_another_organization_does_not_get_it(
    world: World, monday: datetime, client: Client
) -> None:
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    vera = Visitor(client, world.vera, at=monday)

    url = reverse("legal:transition_file", args=[world.home.ref, decision.pk])
    assert vera.client.get(url).status_code == 404
