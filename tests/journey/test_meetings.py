"""Sitting together: who, about what, and how the family took part (WP-19, WP-20, EXP-05)."""

from __future__ import annotations

from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal
from tandem.dossier.door import NotFound
from tandem.journey import rules
from tandem.journey.enums import ConsultationKind
from tandem.journey.models import Consultation
from tandem.journey.services import meetings
from tests.factories.visitor import Visitor, words
from tests.judged import Judged

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tests.factories.world import World

MONDAY = date(2026, 9, 7)
MDO = ConsultationKind.MDO


def whole(**facts: Any) -> Verdict:
    known: dict[str, Any] = {
        "organizations": 2,
        "decided": "Oma haalt Sem op.",
        "family_involved": "Fatima erbij.",
    }
    return rules.consultation_is_whole(**(known | facts))


JUDGED = (
    Judged(rules.JOURNEY_19, whole(), whole(organizations=0)),
    Judged(rules.JOURNEY_19, whole(), whole(decided=" ")),
    Judged(rules.JOURNEY_19, whole(), whole(family_involved="")),
    Judged(
        rules.JOURNEY_20,
        rules.child_is_thought_of(has_minors=True, child_interest="Sem weet wie hem ophaalt."),
        rules.child_is_thought_of(has_minors=True, child_interest=" "),
    ),
    Judged(
        rules.JOURNEY_21,
        rules.connection_is_whole(is_mda=True, on=MONDAY, to="het Zorg- en Veiligheidshuis"),
        rules.connection_is_whole(is_mda=True, on=None, to=""),
    ),
    Judged(
        rules.JOURNEY_21,
        rules.connection_is_whole(is_mda=False, on=None, to=""),
        rules.connection_is_whole(is_mda=False, on=MONDAY, to=""),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_the_rule_passes_and_refuses(judged: Judged) -> None:
    judged.check()


def mdo(world: World, at: datetime, **other: Any) -> meetings.NewConsultation:
    known: dict[str, Any] = {
        "kind": MDO,
        "held_on": day_of(at),
        "question": "Wie haalt Sem op?",
        "decided": "Oma, op maandag en dinsdag.",
        "organizations": [world.local_team, world.veilig_thuis, world.samenkracht],
        "riders": [world.mila, world.vera],
        "family": [world.fatima],
        "family_involved": "Fatima zat erbij. Daan belde vooraf.",
        "child_interest": "Sem weet wie hem ophaalt.",
    }
    return meetings.NewConsultation(**(known | other))


def test_it_keeps_who_sat_there_and_what_was_decided(world: World, at: datetime) -> None:
    made = meetings.record(world.home, mdo(world, at), by=world.mila, at=at)

    seats = made.seats.order_by("organization__name").values_list("organization__slug", "account")
    assert set(seats) == {
        ("lt-huizen", world.mila.pk),
        ("vt", world.vera.pk),
        ("samenkracht", None),
    }
    assert list(made.family.all()) == [world.fatima]
    assert Event.objects.filter(event="consultation_recorded").count() == 1


def test_a_partner_writes_one_down_too(world: World, at: datetime) -> None:
    assert (
        meetings.record(world.home, mdo(world, at), by=world.vera, at=at).recorded_by == world.vera
    )


@pytest.mark.parametrize(
    ("other", "rule"),
    [
        ({"organizations": [], "expert_absent_reason": "Ziek."}, "JOURNEY-19"),
        ({"question": " "}, "JOURNEY-19"),
        ({"family_involved": " "}, "JOURNEY-19"),
        ({"child_interest": ""}, "JOURNEY-20"),
        ({"kind": ConsultationKind.MDA}, "JOURNEY-21"),
        ({"connected_to": "het ZVH"}, "JOURNEY-21"),
        ({"held_on": MONDAY + timedelta(days=1)}, "DOSSIER-02"),
        ({"connected_on": MONDAY + timedelta(days=1), "connected_to": "het ZVH"}, "DOSSIER-02"),
    ],
)
def test_what_is_not_whole_is_refused(
    world: World, at: datetime, other: dict[str, Any], rule: str
) -> None:
    with pytest.raises(Refusal) as refusal:
        meetings.record(world.home, mdo(world, at, **other), by=world.mila, at=at)

    assert refusal.value.rule.id == rule
    assert not Consultation.objects.exists()


def test_without_an_expert_there_is_a_reason(world: World, at: datetime) -> None:
    without = {"organizations": [world.local_team, world.veilig_thuis]}

    with pytest.raises(Refusal) as refusal:
        meetings.record(world.home, mdo(world, at, **without), by=world.mila, at=at)
    assert refusal.value.rule.id == "JOURNEY-03"

    reason = without | {"expert_absent_reason": "Fatima wilde dat deze keer niet."}
    assert meetings.record(world.home, mdo(world, at, **reason), by=world.mila, at=at).pk


def test_the_mda_is_connected_when_and_to_whom(world: World, at: datetime) -> None:
    with_mda = mdo(
        world,
        at,
        kind=ConsultationKind.MDA,
        connected_on=day_of(at),
        connected_to="het Zorg- en Veiligheidshuis",
    )

    assert meetings.record(world.home, with_mda, by=world.mila, at=at).connected_on == day_of(at)
    with pytest.raises(IntegrityError, match="connected_when"), transaction.atomic():
        Consultation.objects.update(connected_to="")


def test_somebody_without_a_key_is_not_there(world: World, at: datetime) -> None:
    with pytest.raises(NotFound):
        meetings.record(world.home, mdo(world, at), by=world.outsider, at=at)


# The page -----------------------------------------------------------------------------------------


def fields(world: World) -> dict[str, Any]:
    return {
        "kind": MDO.value,
        "held_on": MONDAY.isoformat(),
        "organizations": [world.local_team.pk, world.veilig_thuis.pk, world.samenkracht.pk],
        "riders": [world.mila.pk, world.vera.pk],
        "family": [world.fatima.pk, world.noor.pk],
        "family_involved": "Fatima en Noor zaten erbij.",
        "question": "Wie haalt Sem op?",
        "decided": "Oma, op maandag.",
        "child_interest": "Sem weet wie hem ophaalt.",
    }


def test_the_team_and_a_partner_see_it_on_samen(world: World, monday: datetime) -> None:
    ref = world.home.ref
    for account in (world.mila, world.vera):
        visitor = Visitor(Client(), account, at=monday)
        assert visitor.send("journey:consultation", ref, **fields(world)).status_code == 303
        shown = words(visitor.look("desk:together", ref))
        assert "Multidisciplinair overleg (MDO)" in shown
        assert "van het gezin: Fatima en Noor" in shown
        assert "Overleg vastleggen" in shown
    assert Consultation.objects.count() == 2


def test_without_a_child_nothing_is_asked_about_children(world: World, monday: datetime) -> None:
    visitor, ref = Visitor(Client(), world.mila, at=monday), world.home.ref
    assert "child_interest" in words(visitor.look("journey:consultation", ref))
    world.home.persons.update(born_on=date(1980, 1, 1))

    assert "child_interest" not in words(visitor.look("journey:consultation", ref))


def test_the_way_to_anonymous_advice_is_for_who_may_take_it(world: World, monday: datetime) -> None:
    ref, way = world.home.ref, f"/huishoudens/{world.home.ref}/betrokken/nieuw/"

    assert way in words(Visitor(Client(), world.mila, at=monday).look("journey:consultation", ref))
    assert way not in words(
        Visitor(Client(), world.vera, at=monday).look("journey:consultation", ref)
    )


def test_a_stranger_does_not_find_the_page(world: World, monday: datetime) -> None:
    visitor = Visitor(Client(), world.outsider, at=monday)

    assert visitor.look("journey:consultation", world.home.ref).status_code == 404
    assert visitor.send("journey:consultation", world.home.ref, **fields(world)).status_code == 404
