"""Two at the same moment: whoever comes second sees what the first one did."""

from __future__ import annotations

import threading
from collections.abc import Callable
from datetime import datetime, timedelta

from django.db import connection

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal
from tandem.dossier.enums import Form, Frequency, Status
from tandem.dossier.models import ContactPerson, Household, Involvement
from tandem.dossier.services import keys
from tandem.journey.services import contacts, endings, tandem, withdrawals
from tandem.legal.enums import Via
from tandem.legal.models import Consent
from tandem.legal.services import involvements
from tests.factories import dossier
from tests.factories.world import World

SECOND = timedelta(seconds=1)
PATIENCE = 30


def together(*work: Callable[[], object]) -> list[object]:
    """Do these at the same moment, each on a connection of its own; a refusal is an answer."""
    gate = threading.Barrier(len(work))
    answers: list[object] = [None] * len(work)

    def run(number: int, do: Callable[[], object]) -> None:
        try:
            gate.wait(PATIENCE)
            answers[number] = do()
        except (Refusal, AssertionError, LookupError) as refusal:
            answers[number] = refusal
        finally:
            connection.close()

    threads = [threading.Thread(target=run, args=pair) for pair in enumerate(work)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(PATIENCE)
    return answers


def test_bringing_in_during_a_withdrawal_leaves_no_door_open(
    committed_world: World, at: datetime
) -> None:
    world = committed_world
    home, mila, stella = world.home, world.mila, world.stella
    given = Consent.objects.filter(household=home).select_related("household", "person")
    consents = list(given.order_by("id"))
    new = involvements.NewInvolvement(
        world.veilig_thuis, Form.WITH_CONSENT, Period(day_of(at)), professional=stella
    )

    def withdraw() -> None:
        for consent in consents:
            withdrawals.receive(consent, via=Via.ORAL, by=mila, at=at)

    together(
        withdraw,
        lambda: tandem.bring_in(home, new, by=mila, at=at + SECOND),
        lambda: tandem.bring_in(home, new, by=mila, at=at - SECOND),
    )

    assert not keys.running(at + 2 * SECOND).filter(account=stella, household=home).exists()


def test_nobody_comes_in_while_the_household_ends(committed_world: World, at: datetime) -> None:
    world = committed_world
    home, mila = world.home, world.mila
    dossier.leaving(home, by=mila, at=at)
    new = involvements.NewInvolvement(
        world.veilig_thuis, Form.WITH_CONSENT, Period(day_of(at)), professional=world.stella
    )

    together(
        lambda: endings.end(home, last_day=day_of(at), reason="Klaar.", by=mila, at=at),
        lambda: tandem.bring_in(home, new, by=mila, at=at),
    )

    assert Household.objects.get(pk=home.pk).status == Status.ENDED
    assert not Involvement.objects.filter(household=home, until=None).exists()
    assert not keys.running(at + SECOND).filter(household=home, scope="partner").exists()


def test_two_contact_persons_at_once_are_one(committed_world: World, at: datetime) -> None:
    world = committed_world
    home, mila = world.home, world.mila
    people = [
        contacts.NewContact(account, "06 op werkdagen", Frequency.WEEKLY)
        for account in (world.mila, world.ruben)
    ]

    answers = together(
        *(
            lambda contact=contact: contacts.set_contact_person(
                home, contact, on=day_of(at), by=mila, at=at
            )
            for contact in people
        )
    )

    assert all(answer is None for answer in answers)
    assert ContactPerson.objects.filter(household=home, until=None).count() == 1
