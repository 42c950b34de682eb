"""The pages about keys: what people see and send, and what nobody can tell from an answer."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
import time_machine
from django.test import Client

from tandem.audit.models import Event
from tandem.core.periods import Period, day_of
from tandem.dossier.models import Absence, AccessRequest, Bar, Emergency, Key, RightsReview
from tandem.dossier.services import absences, bars, emergencies, requests
from tandem.network.models import Account
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.house.test_doors import bare

ABSENT = "2026-BCDFGH"
DAY = timedelta(days=1)
HURRY: dict[str, Any] = {
    "kind": "danger",
    "article": "supervision",
    "reason": "De politie belt: Noor is zoek.",
}

type See = Callable[[Account], Visitor]


@pytest.fixture
def see(world: World, monday: datetime) -> See:
    return lambda account: Visitor(Client(), account, at=monday)


def test_break_glass_puts_a_banner_on_every_page(world: World, see: See) -> None:
    guus, ref = see(world.guus), world.home.ref
    answer = guus.send("dossier:emergency", ref=ref.lower(), **HURRY)

    assert (answer.status_code, answer["Location"]) == (303, f"/huishoudens/{ref}/")
    for page in ("desk:story", "desk:family", "legal:entry_add"):
        assert "U bent hier op noodtoegang tot 12:00." in words(guus.look(page, ref))
    assert "/inzage/" not in words(guus.look("desk:story", ref))
    for page in ("desk:access", "legal:explain", "dossier:rename"):
        assert guus.look(page, ref).status_code == 404


def test_the_banner_is_for_who_is_there_on_break_glass(world: World, see: See) -> None:
    see(world.guus).send("dossier:emergency", ref=world.home.ref, **HURRY)

    assert "op noodtoegang tot" not in words(see(world.mila).look("desk:story", world.home.ref))


def test_who_tries_the_wrong_door_barred_or_absent_hears_the_same(
    world: World, see: See, monday: datetime
) -> None:
    bars.set_bar(world.home, world.guus, bars.Tie("friend"), by=world.mila, at=monday)
    guus = see(world.guus)
    told = []
    for ref in (world.home.ref, ABSENT):
        answer = guus.send("dossier:emergency", ref=ref, **HURRY)
        told.append((answer.status_code, answer["Location"]))
        page: Any = guus.client.get(answer["Location"])
        told.append((page.status_code, bare(page)))

    assert told[:2] == told[2:]
    assert "kunnen wij geen dossier openen" in told[1][1].decode()
    assert not Emergency.objects.exists()


@pytest.mark.parametrize("page", ["dossier:access_ask", "dossier:bar_self"])
def test_a_known_and_an_unknown_reference_get_the_same_answer(
    world: World, see: See, page: str
) -> None:
    stella, told = see(world.stella), []
    for ref in (world.home.ref, ABSENT, "<script>"[:12]):
        answer = stella.send(page, ref=ref, reason="Vera is ziek.", kind="neighbor")
        told.append((answer.status_code, answer["Location"]))
        page_after: Any = stella.client.get(answer["Location"])
        told.append((page_after.status_code, bare(page_after)))

    assert told[:2] == told[2:4] == told[4:]


def test_a_second_break_glass_waits_for_the_review(world: World, see: See) -> None:
    guus, ref = see(world.guus), world.home.ref
    guus.send("dossier:emergency", ref=ref, **HURRY)

    for wish in (ref, ABSENT):
        answer = guus.send("dossier:emergency", ref=wish, **HURRY)
        assert answer.status_code == 409
        assert "DOSSIER-34" in words(answer)


@pytest.mark.parametrize("fields", [{}, {"name": "Noor Wilgen"}, {"born_on": "2012-05-20"}])
def test_half_a_name_is_no_name(world: World, see: See, fields: dict[str, str]) -> None:
    answer = see(world.guus).send("dossier:emergency", **fields, **HURRY)

    assert answer.status_code == 422
    assert "naam én geboortedatum" in words(answer)


def test_the_local_team_tells_and_reviews(world: World, see: See, monday: datetime) -> None:
    need = emergencies.Need(ref=world.home.ref, **HURRY)
    emergencies.break_glass(need, by=world.guus, at=monday)
    mila, ref, emergency = see(world.mila), world.home.ref, Emergency.objects.get()

    todo = words(mila.look("desk:today"))
    assert "Noodtoegang beoordelen" in todo
    assert "Noodtoegang vertellen" in todo
    assert "nog niet beoordeeld" in words(see(world.vera).look("desk:access", ref))

    told: dict[str, Any] = {"told_on": day_of(monday)}
    nobody = mila.send("dossier:emergency_tell", ref, emergency.pk, **told)
    assert nobody.status_code == 422
    told["to"] = [world.fatima.pk]
    mila.send("dossier:emergency_tell", ref, emergency.pk, **told)
    mila.send("dossier:emergency_review", ref, emergency.pk, outcome="justified", findings="Goed.")

    assert "Noodtoegang" not in words(mila.look("desk:today"))
    assert "Terecht, Mila Beukema" in words(mila.look("desk:access", ref))
    again = mila.send(
        "dossier:emergency_review", ref, emergency.pk, outcome="justified", findings="Toch."
    )
    assert again.status_code == 409


def test_told_later_keeps_a_task(world: World, see: See, monday: datetime) -> None:
    emergencies.break_glass(emergencies.Need(ref=world.home.ref, **HURRY), by=world.guus, at=monday)
    mila, ref, emergency = see(world.mila), world.home.ref, Emergency.objects.get()
    for wrong in ({}, {"told_on": "2026-09-07", "until": "2026-09-08"}):
        assert mila.send("dossier:emergency_tell", ref, emergency.pk, **wrong).status_code == 422
    until = (day_of(monday) + 2 * DAY).isoformat()
    assert mila.send("dossier:emergency_tell", ref, emergency.pk, until=until).status_code == 409

    mila.send("dossier:emergency_tell", ref, emergency.pk, until=until, reason="Onveilig.")

    assert "Noodtoegang vertellen" in words(mila.look("desk:today"))
    assert "Onveilig." in words(mila.look("desk:access", ref))


def test_a_review_is_overdue_after_a_day(world: World, monday: datetime) -> None:
    emergencies.break_glass(emergencies.Need(ref=world.home.ref, **HURRY), by=world.guus, at=monday)
    for later, late in ((timedelta(hours=23), False), (timedelta(hours=24), True)):
        with time_machine.travel(monday + later, tick=False):
            page = words(Visitor(Client(), world.mila, at=monday + later).look("desk:today"))
        task = page.partition("Noodtoegang beoordelen")[2].partition("</li>")[0]
        assert ('class="late"' in task) is late


def test_who_says_i_know_them_is_out_at_once(world: World, see: See) -> None:
    vera, ref = see(world.vera), world.home.ref
    answer = vera.send("dossier:bar_mine", ref, kind="neighbor")

    assert answer.status_code == 303
    assert vera.look("desk:story", ref).status_code == 404
    assert vera.send("dossier:bar_mine", ref, kind="neighbor").status_code == 404
    assert ref not in words(vera.look("desk:households"))


def test_the_local_team_bars_and_a_second_person_lifts(world: World, see: See) -> None:
    mila, ruben, ref = see(world.mila), see(world.ruben), world.home.ref
    wrong = mila.send("dossier:bar_add", ref, account=world.vera.pk, kind="other")
    assert wrong.status_code == 422
    mila.send("dossier:bar_add", ref, account=world.vera.pk, kind="other", note="Samen op voetbal")
    bar = Bar.objects.get()

    assert "Samen op voetbal" in words(mila.look("desk:access", ref))
    assert mila.send("dossier:bar_lift", ref, bar.pk, reason="Weg").status_code == 409
    assert ruben.send("dossier:bar_lift", ref, bar.pk, reason="Ander team").status_code == 303
    assert "Ander team" in words(ruben.look("desk:access", ref))


def test_a_partner_sees_no_bars_and_no_requests(world: World, see: See, monday: datetime) -> None:
    bars.set_bar(world.home, world.guus, bars.Tie("ex_partner"), by=world.mila, at=monday)
    requests.ask(world.home.ref, "Ik neem over.", by=world.stella, at=monday)

    page = words(see(world.vera).look("desk:access", world.home.ref))
    assert "Guus" not in page
    assert "Ik neem over." not in page


def test_asking_and_hearing_yes(world: World, see: See) -> None:
    mila, stella, ref = see(world.mila), see(world.stella), world.home.ref
    stella.send("dossier:access_ask", ref=ref, reason="Vera is ziek.")
    asked = AccessRequest.objects.get()
    assert stella.look("dossier:access_answered", asked.pk).status_code == 404
    assert "Vraag om toegang beantwoorden" in words(mila.look("desk:today"))

    assert mila.send("dossier:access_answer", ref, asked.pk, answer="no").status_code == 422
    mila.send("dossier:access_answer", ref, asked.pk, answer="yes")

    assert "Antwoord op uw vraag om toegang: ja" in words(stella.look("desk:today"))
    assert "Naar het huishouden" in words(stella.look("dossier:access_answered", asked.pk))
    assert stella.look("desk:story", ref).status_code == 200
    assert see(world.vera).look("dossier:access_answered", asked.pk).status_code == 404
    assert "collega van wie betrokken is" in words(mila.look("desk:access", ref))


def test_a_yes_without_a_ground_is_no_choice(world: World, see: See, monday: datetime) -> None:
    requests.ask(world.home.ref, "Ik neem over.", by=world.stella, at=monday)
    Key.objects.filter(account=world.vera).update(until=monday)
    mila, asked = see(world.mila), AccessRequest.objects.get()

    assert "Leg eerst de betrokkenheid vast" in words(
        mila.look("dossier:access_answer", world.home.ref, asked.pk)
    )
    answer = mila.send("dossier:access_answer", world.home.ref, asked.pk, answer="yes")
    assert "DOSSIER-39" in words(answer)


def test_reporting_oneself_away(world: World, see: See) -> None:
    vera = see(world.vera)
    fields = {"since": "2026-09-07", "last_day": "2026-09-11", "deputy": world.stella.pk}
    early = {**fields, "last_day": "2026-09-06"}
    assert vera.send("dossier:absence_report", world.vera.pk, **early).status_code == 422
    other = {**fields, "deputy": world.guus.pk}
    assert vera.send("dossier:absence_report", world.vera.pk, **other).status_code == 422
    assert vera.send("dossier:absence_report", world.mila.pk, **fields).status_code == 404

    assert vera.send("dossier:absence_report", world.vera.pk, **fields).status_code == 303

    assert "vervangt Vera Tuinman" in words(see(world.mila).look("desk:access", world.home.ref))
    assert "Vera Tuinman" in words(see(world.stella).look("dossier:absences"))
    absence = Absence.objects.get()
    assert see(world.stella).send("dossier:absence_end", absence.pk).status_code == 404
    assert vera.send("dossier:absence_end", absence.pk).status_code == 303
    assert see(world.stella).look("desk:story", world.home.ref).status_code == 404


def test_a_look_as_deputy_says_on_whose_behalf(world: World, see: See, monday: datetime) -> None:
    days = Period(day_of(monday), day_of(monday) + DAY)
    absences.report(world.vera, world.stella, days, by=world.vera, at=monday)
    see(world.stella).look("desk:story", world.home.ref)

    look = Event.objects.filter(event="household_looked_at").latest("id")
    assert (look.actor_id, look.on_behalf_of_id) == (world.stella.pk, world.vera.pk)


def test_rights_are_looked_at_and_confirmed(world: World, see: See) -> None:
    ruben = see(world.ruben)
    page = words(ruben.look("dossier:rights"))
    assert "Vera Tuinman" in page
    assert "nog nooit" in page
    place = (world.region.slug, world.huizen.slug)

    answer = ruben.send("dossier:rights_pilot", *place, world.vera.pk, outcome="kept")
    assert answer.status_code == 303
    assert RightsReview.objects.get().outcome == "kept"
    own = ruben.send("dossier:rights_pilot", *place, world.ruben.pk, outcome="kept")
    assert own.status_code == 409
    assert ruben.look("dossier:rights_pilot", *place, world.coordinator.pk).status_code == 404


def test_rights_that_nobody_looked_at_become_a_task(world: World, monday: datetime) -> None:
    def page(who: Account, at: datetime) -> str:
        with time_machine.travel(at, tick=False):
            return words(Visitor(Client(), who, at=at).look("desk:today"))

    # Since 1 June: an administrator after three months, everybody else after a year.
    assert "Rechten nakijken" not in page(world.ruben, monday)
    assert "Rechten nakijken" in page(world.coordinator, monday)
    assert "Rechten nakijken" not in page(world.mila, monday + 400 * DAY)
    assert "Rechten nakijken" in page(world.ruben, monday + 300 * DAY)


def test_who_holds_no_key_at_all_still_ends_what_is_not_needed(world: World, see: See) -> None:
    place = (world.region.slug, world.huizen.slug)
    coordinator = see(world.coordinator)
    assert "betrokken bij het huishouden" in words(coordinator.look("dossier:rights"))

    answer = coordinator.send("dossier:rights_pilot", *place, world.vera.pk, outcome="ended")

    assert answer.status_code == 303
    assert RightsReview.objects.get().key_count == 1
    assert see(world.vera).look("desk:story", world.home.ref).status_code == 404
    assert "Vera Tuinman" not in words(coordinator.look("dossier:rights"))
