"""Everybody is asked, and who is not asked because that brings danger holds nothing up."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import PersonRole
from tandem.dossier.models import Household, Person
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer
from tandem.legal.models import NotAsked
from tandem.legal.rules import words as word_rules
from tandem.legal.services import asking, involvements
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.legal.test_services import Do, green, recorded_once, refused_by

DAY = timedelta(days=1)
COUPLE = (
    dossier.Member("Nour Zaal", PersonRole.PARTNER, date(1998, 1, 1)),
    dossier.Member("Karim Zaal", PersonRole.PARTNER, date(1992, 1, 1)),
)


@pytest.fixture
def home(world: World, at: datetime) -> Household:
    """Two adults without children; only Nour was asked, and says yes to the GI."""
    home = dossier.registered(world.huizen, name="De Zaal", people=COUPLE, by=world.mila, at=at)
    dossier.triaged(home, by=world.mila, at=at)
    dossier.explained(home, by=world.mila, at=at)
    nour = home.persons.select_related("household__pilot").get(name="Nour Zaal")
    dossier.answer(nour, [world.gi], by=world.mila, at=at)
    dossier.told_at_start(home, by=world.mila, at=at)
    return home


def test_in_a_household_without_children_the_partner_is_asked_too(
    home: Household, world: World, at: datetime
) -> None:
    new = green(world.gi, day_of(at))
    refused_by(rules.LEGAL_04, lambda: involvements.start(home, new, by=world.mila, at=at))
    refused_by(rules.LEGAL_04, lambda: dossier.riding(home, world.mila, by=world.mila, at=at))

    karim = home.persons.select_related("household__pilot").get(name="Karim Zaal")
    dossier.answer(karim, [world.gi], says=Answer.NO, by=world.mila, at=at)

    # His no is no veto.
    dossier.riding(home, world.mila, by=world.mila, at=at)
    assert involvements.start(home, new, by=world.mila, at=at).pk


def test_whom_asking_would_endanger_holds_nothing_up(
    home: Household, world: World, at: datetime
) -> None:
    karim = home.persons.select_related("household__pilot").get(name="Karim Zaal")

    recorded_once(
        "left_unasked",
        lambda: asking.leave_out(karim, reason=" Nour is bang. ", by=world.mila, at=at),
    )

    assert str(NotAsked.objects.get()) == f"niet gevraagd {day_of(at)}"
    assert involvements.start(home, green(world.gi, day_of(at)), by=world.mila, at=at).pk
    assert not selectors.standing(home, at=at).to_ask


def test_who_answers_all_the_same_was_asked(home: Household, world: World, at: datetime) -> None:
    karim = home.persons.select_related("household__pilot").get(name="Karim Zaal")
    asking.leave_out(karim, reason="Nour is bang.", by=world.mila, at=at)

    dossier.answer(karim, [world.local_team], by=world.mila, at=at)

    assert not selectors.left_out(home)


def test_asking_can_become_dangerous_again_after_an_answer(
    home: Household, world: World, at: datetime
) -> None:
    karim = home.persons.select_related("household__pilot").get(name="Karim Zaal")
    asking.leave_out(karim, reason="Nour is bang.", by=world.mila, at=at)
    dossier.answer(karim, [world.local_team], by=world.mila, at=at)
    later = at + timedelta(hours=1)

    asking.leave_out(karim, reason="Nour zit in de opvang.", by=world.mila, at=later)

    assert selectors.left_out(home)[karim.pk].reason == "Nour zit in de opvang."
    refused_by(
        dossier_rules.DOSSIER_07,
        lambda: asking.leave_out(karim, reason="Nog eens.", by=world.mila, at=later),
    )


def test_when_nobody_can_be_left_unasked_nobody_is_offered(
    world: World, monday: datetime, at: datetime
) -> None:
    mila = Visitor(Client(), world.mila, at=monday)
    adults = [one for one in world.home.persons.all() if one.age(day_of(at)) >= 18]
    assert "Brengt vragen gevaar?" in words(mila.look("legal:voices", world.home.ref))

    for one in adults:
        asking.leave_out(one, reason="Gevaar.", by=world.mila, at=at)

    assert "Brengt vragen gevaar?" not in words(mila.look("legal:voices", world.home.ref))


def test_a_young_person_is_always_asked_and_a_reason_is_always_given(
    world: World, at: datetime
) -> None:
    def leave(person: Person, reason: str) -> Do:
        return lambda: asking.leave_out(person, reason=reason, by=world.mila, at=at)

    refused_by(word_rules.LEGAL_103, leave(world.noor, "Zij zegt toch nee."))
    refused_by(word_rules.LEGAL_103, leave(world.daan, " "))
    asking.leave_out(world.daan, reason="Gevaar.", by=world.mila, at=at)
    refused_by(
        dossier_rules.DOSSIER_07,
        lambda: asking.leave_out(world.daan, reason="Gevaar.", by=world.mila, at=at),
    )


def test_only_who_asks_may_record_it(world: World, at: datetime) -> None:
    refused_by(
        dossier_rules.DOSSIER_01,
        lambda: asking.leave_out(world.daan, reason="Gevaar.", by=world.vera, at=at),
    )
    with pytest.raises(door.NotFound):
        asking.leave_out(world.daan, reason="Gevaar.", by=world.outsider, at=at)


def test_the_database_keeps_the_reason(world: World, at: datetime) -> None:
    asking.leave_out(world.daan, reason="Gevaar.", by=world.mila, at=at)

    with pytest.raises(IntegrityError, match="not_asked_says_why"), transaction.atomic():
        NotAsked.objects.update(reason="")


def test_the_page_shows_it_to_the_local_team_alone(
    home: Household, world: World, monday: datetime
) -> None:
    karim = home.persons.get(name="Karim Zaal")
    mila = Visitor(Client(), world.mila, at=monday)
    assert "Karim niet vragen" in words(mila.look("legal:voices", home.ref))

    sent = mila.send("legal:not_asked", home.ref, karim.pk, reason="Nour is bang voor hem.")

    assert sent.status_code == 303
    assert "Nour is bang voor hem." in words(mila.look("legal:voices", home.ref))

    guus = Visitor(Client(), world.guus, at=monday)
    new = green(world.gi, day_of(monday), professional=world.guus)
    involvements.start(home, new, by=world.mila, at=monday)
    assert "bang voor hem" not in words(guus.look("legal:voices", home.ref))
