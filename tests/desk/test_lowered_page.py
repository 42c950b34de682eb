"""A page of the family that a professional lowered: low in the database too."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from django.db.utils import Error
from django.test import Client
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.dossier.enums import ViewLevel
from tandem.dossier.models import Person
from tandem.legal import rules
from tandem.legal.services import decisions
from tests.desk.test_mine import lives, page, told
from tests.factories import dossier
from tests.factories.network import sign_in as give_session
from tests.factories.visitor import words
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run


@pytest.mark.parametrize(("level", "seen"), [(ViewLevel.FULL, True), (ViewLevel.LITTLE, False)])
def test_the_database_keeps_a_lowered_page_low(
    world: World, monday: datetime, level: ViewLevel, *, seen: bool
) -> None:
    told(world.fatima, "Ik slaap weer.", about=[world.fatima], by=world.mila, at=monday)
    lives(world.fatima, "Lindelaan 4", by=world.mila, at=monday)
    decision = dossier.decided(world.home, world.gi, world.ruben, by=world.mila, at=monday)
    told_of = decisions.Told(
        day_of(monday),
        world.mila,
        "Wat wij besloten.",
        complaint_explained=True,
        points=rules.AT_TURNING_POINT,
    )
    decisions.tell_family_of_decision(decision, told_of, by=world.mila, at=monday)
    give_session(Client(), world.mila, at=monday).get(reverse("desk:story", args=[world.home.ref]))
    account = page(world.fatima, by=world.mila, at=monday, level=level)
    later = monday + timedelta(hours=1)

    with as_web(account, later):
        for table in ("dossier_entry", "legal_coredecision", "dossier_address", "legal_consent"):
            assert bool(run(f"SELECT id FROM {table}")) is seen, table
        others = run("SELECT id FROM audit_event WHERE actor_id <> %s", account.pk)
        assert bool(others) is seen
        keys = run("SELECT id FROM dossier_key WHERE account_id <> %s", account.pk)
        assert bool(keys) is seen
        assert run("SELECT id FROM dossier_person")

    Person.objects.filter(pk=world.fatima.pk).update(phone="06-12345678")
    shown = words(give_session(Client(), account, at=monday).get(reverse("desk:mine")))
    for what in ("06-12345678", "Lindelaan 4", "Wie heeft een sleutel?", "ja of nee op zei"):
        assert (what in shown) is seen, what


@pytest.mark.parametrize("level", [ViewLevel.FULL, ViewLevel.LITTLE])
def test_a_telephone_number_is_read_by_the_team_and_on_a_whole_page_of_ones_own(
    world: World, monday: datetime, level: ViewLevel
) -> None:
    for person, phone in ((world.fatima, "06-1"), (world.noor, "06-2")):
        Person.objects.filter(pk=person.pk).update(phone=phone)
    account = page(world.fatima, by=world.mila, at=monday, level=level)
    later = monday + timedelta(hours=1)
    asked = "SELECT tandem.own_phone(%s)"

    with as_web(account, later):
        shown = "06-1" if level == ViewLevel.FULL else ""
        assert Person.objects.get(pk=world.fatima.pk).phone == shown
        assert run(asked, world.noor.pk) == [("",)]
    with pytest.raises(Error, match="permission denied"), as_web(account, later):
        run("SELECT phone FROM dossier_person")
    with as_web(world.mila, later):
        assert {"06-1", "06-2"} <= set(Person.objects.values_list("phone", flat=True))
    with as_web(world.outsider, later):
        assert run(asked, world.noor.pk) == [("",)]
