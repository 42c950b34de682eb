"""An address is closed in the moment it is written down, and a correction opens nothing."""

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.dossier import rules
from tandem.dossier.enums import AddressKind, EntryKind, Provenance, ShieldKind, ViewLevel
from tandem.dossier.models import Address, Entry, Person, Shield
from tandem.dossier.selectors import sight
from tandem.dossier.services import addresses, family, journal, shields
from tandem.network.models import Account
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run


def lives(
    world: World, person: Person, lines: str, *, at: datetime, kind: str = "home", **more: Any
) -> Address:
    new = addresses.NewAddress(kind, lines, at.date(), **more)
    return addresses.add(person, new, by=world.mila, at=at)


def page(world: World, person: Person, *, at: datetime) -> Account:
    access, _token = family.give_page(person, level=ViewLevel.FULL, by=world.mila, at=at)
    return access.account


def sees(account: Account, *, at: datetime) -> set[str]:
    """What the statements say and what the database gives, which must be the same."""
    found = sight.seen_by(account, at=at).addresses
    with as_web(account, at + timedelta(minutes=5)):
        rows = run("SELECT id FROM dossier_address")
    assert {one for (one,) in rows} == found
    return set(Address.objects.filter(pk__in=found).values_list("lines", flat=True))


def shut(world: World, address: Address, *, at: datetime) -> Shield:
    new = shields.NewShield(ShieldKind.ADDRESS, [world.daan], "Bedreiging.", address)
    return shields.close(world.home, new, by=world.mila, at=at)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lindelaan 4-b\n1271 AB  Huizen", "lindelaan 4, 1271ab HUIZEN"),
        ("Plein 1945 4, 1271 AB", "Plein 1945 nr 4\n1271AB Huizen"),
        ("Opvang Oost, 1271 AB 12", "Oostweg 12\n1271ab"),
        ("School De Berk", "school de berk"),
    ],
)
def test_two_spellings_are_one_place(one: str, other: str) -> None:
    assert rules.place_of(one) == rules.place_of(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Lindelaan 4, 1271 AB Huizen", "Lindelaan 5, 1271 AB Huizen"),
        ("Lindelaan 4, 1271 AB Huizen", "Lindelaan 4, Huizen"),
    ],
)
def test_what_is_near_is_another_place_and_is_told(one: str, other: str) -> None:
    assert rules.place_of(one) != rules.place_of(other)
    assert rules.is_near(one, [other])


@pytest.mark.parametrize("other", ["Lindelaan 4, 1271 AB Huizen", "Eikstraat 7, 1251 XY Laren"])
def test_the_same_and_something_else_are_not_near(other: str) -> None:
    assert not rules.is_near("Lindelaan 4 1271ab", [other])


@pytest.mark.parametrize("kind", [AddressKind.SHELTER, AddressKind.STAY])
def test_where_a_child_hides_is_open_to_nobody_until_it_is_said(
    world: World, at: datetime, kind: str
) -> None:
    daan = page(world, world.daan, at=at)

    lives(world, world.noor, "Opvang Oost 1", at=at, kind=kind)
    assert sees(daan, at=at) == set()
    assert sees(page(world, world.noor, at=at), at=at) == {"Opvang Oost 1"}

    lives(world, world.noor, "Oma 2", at=at, kind=kind, opened_to=[world.daan])
    assert sees(daan, at=at) == {"Oma 2"}


def test_a_school_is_open_until_a_place_of_the_family_is_closed(world: World, at: datetime) -> None:
    daan, mother = page(world, world.daan, at=at), page(world, world.fatima, at=at)
    lives(world, world.noor, "School De Berk", at=at, kind="school")
    assert sees(daan, at=at) == {"School De Berk"}

    shut(world, lives(world, world.fatima, "Schuilweg 9", at=at), at=at)
    lives(world, world.sem, "School De Els", at=at, kind="school")
    lives(world, world.noor, "Zwembad", at=at, kind="other", opened_to=[world.daan])

    assert sees(daan, at=at) == {"Zwembad"}
    assert {"School De Berk", "School De Els", "Zwembad"} <= sees(mother, at=at)


def test_an_address_is_saved_with_its_shield(world: World, at: datetime) -> None:
    daan = page(world, world.daan, at=at)
    chosen: dict[str, Any] = {
        "closed_to": [world.daan],
        "reason": "Bang.",
        "opened_to": [world.daan],
    }

    made = lives(world, world.noor, "School De Berk", at=at, kind="school", **chosen)

    assert sees(daan, at=at) == set()
    assert made.opened_to == []
    assert Shield.objects.get().places == ["schooldeberk"]


def test_a_correction_by_one_person_opens_nothing_elsewhere(world: World, at: datetime) -> None:
    daan = page(world, world.daan, at=at)
    known: dict[str, Any] = {"opened_to": [world.daan]}
    lives(world, world.sem, "Schuilweg 9, 1251 AB Laren", at=at, **known)
    secret = lives(world, world.fatima, "Schuilweg 9\n1251ab", at=at)
    shut(world, secret, at=at)
    assert sees(daan, at=at) == set()
    better = addresses.NewAddress("home", "Schuilweg 99, 1251 AB Laren", at.date())

    addresses.change(secret, better, seen=1, by=world.ruben, at=at)

    assert Shield.objects.get().places == ["1251ab9", "1251ab99"]
    lives(world, world.noor, "schuilweg 99 1251ab", at=at, **known)
    assert sees(daan, at=at) == set()


def test_lifting_by_two_opens_the_places(world: World, at: datetime) -> None:
    daan = page(world, world.daan, at=at)
    lives(world, world.sem, "Schuilweg 9", at=at)
    shield = shut(world, lives(world, world.fatima, "Schuilweg 9", at=at), at=at)
    assert sees(daan, at=at) == set()

    shields.ask_to_lift(shield, "Het is rustig.", by=world.mila, at=at)
    shields.lift(shield, by=world.ruben, at=at)

    assert sees(daan, at=at) == {"Schuilweg 9"}


@pytest.mark.parametrize("change", [{"places": []}, {"address": None, "places": ["x"]}])
def test_the_database_takes_no_place_from_a_shield(
    world: World, at: datetime, change: dict[str, object]
) -> None:
    shield = shut(world, lives(world, world.fatima, "Schuilweg 9", at=at), at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        Shield.objects.filter(pk=shield.pk).update(**change)
    Shield.objects.filter(pk=shield.pk).update(places=["schuilweg9", "elders1"])


def test_the_form_closes_and_saves_at_once(world: World, monday: datetime) -> None:
    mila, ref = Visitor(Client(), world.mila, at=monday), world.home.ref
    where = {"kind": "school", "lines": "School De Berk", "since": "2026-09-01"}
    tick = {"closed_to": [world.daan.pk]}

    no_reason = mila.send("dossier:address_add", ref, world.noor.pk, **where, **tick)
    assert no_reason.status_code == 422
    assert not Address.objects.exists()
    sent = mila.send("dossier:address_add", ref, world.noor.pk, **where, **tick, reason="Bang.")

    assert sent.status_code == 303
    assert Shield.objects.get().closed_to.get().person == world.daan
    fresh = mila.look("dossier:address_add", ref, world.sem.pk).context["form"]
    assert fresh["closed_to"].value() == [world.daan.pk]
    grown = mila.look("dossier:address_add", ref, world.fatima.pk).context["form"]
    assert grown["closed_to"].value() == []
    [made] = world.noor.addresses.all()
    again = mila.look("dossier:address_change", ref, made.pk).context["form"]
    assert again["closed_to"].value() == [world.daan.pk]


def test_the_form_opens_what_would_be_closed_by_itself(world: World, monday: datetime) -> None:
    mila, ref = Visitor(Client(), world.mila, at=monday), world.home.ref
    where = {"kind": "stay", "lines": "Bij oma", "since": "2026-09-01"}

    mila.send("dossier:address_add", ref, world.noor.pk, **where)
    assert "afgeschermd voor" in words(mila.look("dossier:shields", ref))
    [made] = world.noor.addresses.all()
    opened = mila.send(
        "dossier:address_change", ref, made.pk, **where, seen=1, others_may_know="on"
    )

    assert opened.status_code == 303
    assert "afgeschermd voor" not in words(mila.look("dossier:shields", ref))


def test_an_address_that_looks_like_a_secret_one_is_pointed_out(
    world: World, monday: datetime
) -> None:
    mila = Visitor(Client(), world.mila, at=monday)
    shut(world, lives(world, world.fatima, "Schuilweg 9, 1251 AB Laren", at=monday), at=monday)
    assert "Let op: dit lijkt op" not in words(mila.look("dossier:shields", world.home.ref))

    lives(world, world.sem, "Schuilweg 9, Laren", at=monday)

    assert "Let op: dit lijkt op" in words(mila.look("dossier:shields", world.home.ref))


def test_a_closed_place_is_on_no_page_also_not_of_who_lives_there(
    world: World, at: datetime
) -> None:
    mother = page(world, world.fatima, at=at)
    secret = lives(world, world.fatima, "Schuilweg 9", at=at)
    lives(world, world.sem, "Schuilweg 9", at=at)
    lives(world, world.fatima, "Werk 1", at=at, kind="work")
    assert sees(mother, at=at) == {"Schuilweg 9", "Werk 1"}

    shut(world, secret, at=at)

    assert sees(mother, at=at) == {"Werk 1"}


def test_a_release_opens_what_was_said_and_not_what_comes(world: World, at: datetime) -> None:
    mother, later = page(world, world.fatima, at=at), at + timedelta(minutes=1)

    def said(text: str, *, when: datetime) -> Entry:
        new = journal.NewEntry(
            EntryKind.FACT, at.date(), text, Provenance.FAMILY, told_by=world.sem
        )
        return journal.write(world.home, new, by=world.mila, at=when)

    def reads() -> set[object]:
        with as_web(mother, at + timedelta(minutes=5)):
            rows = run("SELECT id FROM dossier_entry")
        assert sight.seen_by(mother, at=later).entries == {one for (one,) in rows}
        return {one for (one,) in rows}

    def release(*, when: datetime) -> None:
        family.release_words(
            world.sem, world.fatima, agrees=False, reason="Zij vroeg het.", by=world.mila, at=when
        )

    before = said("Ik wil zwemmen.", when=at)
    release(when=at)
    after = said("Ik ben bang.", when=later)
    assert reads() == {before.pk}

    release(when=later)
    assert reads() == {before.pk, after.pk}


def test_nobody_tries_out_where_somebody_is_with_an_address_of_their_own(
    world: World, at: datetime
) -> None:
    """A place that he names as his own stays on his page, whether somebody hides there or not."""
    daan, fatima = page(world, world.daan, at=at), page(world, world.fatima, at=at)
    shut(world, lives(world, world.fatima, "Kerkpad 31\n1411 RX", at=at), at=at)

    for lines in ("Kerkpad 31\n1411 RX", "Kerkpad 33\n1411 RX"):
        lives(world, world.daan, lines, at=at)

    assert sees(daan, at=at) == {"Kerkpad 31\n1411 RX", "Kerkpad 33\n1411 RX"}
    assert sees(fatima, at=at) == set()


def test_who_closes_an_address_hears_from_whose_page_it_goes(
    world: World, client: Client, monday: datetime
) -> None:
    page(world, world.daan, at=monday)
    page(world, world.fatima, at=monday)
    school = lives(world, world.noor, "De Regenboog", at=monday, kind=AddressKind.SCHOOL)
    mila = Visitor(client, world.mila, at=monday)
    close = {"closed_to": [world.daan.pk], "reason": "Bedreiging.", "what": f"address:{school.pk}"}

    mila.send("dossier:shield_add", world.home.ref, **close)
    said = words(mila.look("dossier:shields", world.home.ref))
    close["what"] = f"words:{world.noor.pk}"
    mila.send("dossier:shield_add", world.home.ref, **close)

    assert "Van de bladzijde van Daan verdween: Noor (school). Kende Daan dat al?" in said
    assert "Ook van de bladzijde van Fatima verdween: Noor (school)." in said
    assert "verdween" not in words(mila.look("dossier:shields", world.home.ref))
