"""The pages on which a local team closes something, opens it with two, and gives pages."""

from __future__ import annotations

from datetime import datetime

import pytest
from django.test import Client

from tandem.dossier.enums import ShieldKind
from tandem.dossier.models import FamilyAccess, Release, Shield
from tandem.dossier.selectors import sight
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.factories.world import World


@pytest.fixture
def mila(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.mila, at=monday)


@pytest.fixture
def ruben(world: World, monday: datetime) -> Visitor:
    return Visitor(Client(), world.ruben, at=monday)


def test_an_address_is_written_closed_and_opened_by_two(
    world: World, mila: Visitor, ruben: Visitor, at: datetime
) -> None:
    ref = world.home.ref
    where = {"kind": "stay", "lines": "Schuilweg 9\nLaren", "since": "2026-09-01"}
    assert mila.send("dossier:address_add", ref, world.fatima.pk, **where).status_code == 303
    [address] = world.fatima.addresses.all()

    close = {
        "what": f"address:{address.pk}",
        "closed_to": [world.daan.pk],
        "reason": "Daan zei dat hij haar zal vinden.",
    }
    assert mila.send("dossier:shield_add", ref, **close).status_code == 303

    page = words(mila.look("dossier:shields", ref))
    assert "Schuilweg 9" in page
    assert "afgeschermd voor Daan" in page
    shield = Shield.objects.get()
    asked = mila.send("dossier:shield_ask", ref, shield.pk, reason="Het is rustig.")
    assert asked.status_code == 303
    alone = mila.send("dossier:shield_lift", ref, shield.pk)
    assert alone.status_code == 409
    assert "twee mensen" in words(alone)
    assert "wacht op een collega" in words(mila.look("dossier:shields", ref))
    assert ruben.send("dossier:shield_keep", ref, shield.pk).status_code == 303
    mila.send("dossier:shield_ask", ref, shield.pk, reason="Nu wel.")
    assert ruben.send("dossier:shield_lift", ref, shield.pk).status_code == 303
    assert not sight.running(at).exists()
    assert ruben.look("dossier:shield_lift", ref, shield.pk).status_code == 404


def test_every_sort_of_thing_can_be_closed(world: World, mila: Visitor, at: datetime) -> None:
    ref = world.home.ref
    kinds = {
        f"words:{world.noor.pk}": ShieldKind.WORDS,
        f"organization:{world.veilig_thuis.pk}": ShieldKind.ORGANIZATION,
        "everything:0": ShieldKind.EVERYTHING,
    }

    for what, kind in kinds.items():
        sent = mila.send(
            "dossier:shield_add", ref, what=what, closed_to=[world.daan.pk], reason="Onveilig."
        )
        assert sent.status_code == 303
        assert Shield.objects.filter(kind=kind).exists()
    marks = sight.marks(world.home, at=at)
    assert marks[ShieldKind.WORDS, world.noor.pk] == ("Daan",)
    assert marks[ShieldKind.EVERYTHING, 0] == ("Daan",)


def test_what_is_not_of_this_household_cannot_be_chosen(world: World, mila: Visitor) -> None:
    sent = mila.send(
        "dossier:shield_add",
        world.home.ref,
        what=f"organization:{world.gi.pk}",
        closed_to=[world.daan.pk],
        reason="Onveilig.",
    )

    assert sent.status_code == 422
    assert not Shield.objects.exists()


def test_an_address_is_corrected_and_its_end_is_not_before_its_beginning(
    world: World, mila: Visitor
) -> None:
    ref = world.home.ref
    where = {"kind": "home", "lines": "Lindelaan 4", "since": "2026-09-01"}
    mila.send("dossier:address_add", ref, world.fatima.pk, **where)
    [address] = world.fatima.addresses.all()
    wrong = mila.send(
        "dossier:address_change", ref, address.pk, **where, until="2026-08-01", seen=1
    )
    assert wrong.status_code == 422

    better = {**where, "lines": "Lindelaan 5", "seen": 1}
    assert mila.send("dossier:address_change", ref, address.pk, **better).status_code == 303
    late = mila.send("dossier:address_change", ref, address.pk, **better | {"lines": "Lindelaan 6"})

    assert late.status_code == 409
    assert "Lindelaan 5" in words(late)


def test_a_page_is_given_shown_once_lowered_frozen_and_ended(world: World, mila: Visitor) -> None:
    ref = world.home.ref
    given = mila.send("dossier:family_give", ref, world.noor.pk, level="full")
    access = FamilyAccess.objects.get()

    first = words(mila.client.get(given["Location"]))
    again = words(mila.client.get(given["Location"]))
    assert "/account/uitnodiging/" in first
    assert access.account.email in first
    assert "/account/uitnodiging/" not in again

    assert mila.send("dossier:family_level", ref, access.pk, level="little").status_code == 303
    assert mila.send("dossier:family_freeze", ref, access.pk).status_code == 303
    assert "staat stil" in words(mila.look("dossier:shields", ref))
    thawed = mila.send("dossier:family_freeze", ref, access.pk)
    assert "/account/uitnodiging/" in words(mila.client.get(thawed["Location"]))
    renewed = mila.send("dossier:family_link", ref, access.pk)
    assert "/account/uitnodiging/" in words(mila.client.get(renewed["Location"]))
    assert mila.send("dossier:family_end", ref, access.pk).status_code == 303
    assert mila.look("dossier:family_end", ref, access.pk).status_code == 404


def test_a_colleague_confirms_a_new_link_that_waits(
    world: World, mila: Visitor, ruben: Visitor
) -> None:
    ref = world.home.ref
    mila.send("dossier:family_give", ref, world.noor.pk, level="full")
    access = FamilyAccess.objects.get()
    assert "nieuwe link wacht" not in words(ruben.look("dossier:shields", ref))
    renewed = mila.send("dossier:family_link", ref, access.pk)

    told = words(mila.client.get(renewed["Location"]))
    alone = mila.send("dossier:family_confirm", ref, access.pk)
    waits = words(ruben.look("dossier:shields", ref))
    done = ruben.send("dossier:family_confirm", ref, access.pk)

    assert "Deze link werkt morgen 10:00" in told
    assert alone.status_code == 409
    assert "DOSSIER-60" in words(alone)
    assert "nieuwe link wacht" in waits
    assert done.status_code == 303
    assert "nieuwe link wacht" not in words(ruben.look("dossier:shields", ref))


def test_a_sign_in_name_is_for_who_gives_pages(
    world: World, mila: Visitor, monday: datetime
) -> None:
    mila.send("dossier:family_give", world.home.ref, world.noor.pk, level="full")
    vera = Visitor(Client(), world.vera, at=monday)

    assert "@mijn.invalid" in words(mila.look("dossier:shields", world.home.ref))
    assert "@mijn.invalid" not in words(vera.look("dossier:shields", world.home.ref))


def test_a_child_of_six_gets_a_no_with_its_rule(world: World, mila: Visitor) -> None:
    answer = mila.send("dossier:family_give", world.home.ref, world.sem.pk, level="full")

    assert answer.status_code == 409
    assert "DOSSIER-51" in words(answer)


def test_words_are_released_and_closed_again(world: World, mila: Visitor) -> None:
    ref = world.home.ref
    sent = {"reader": world.fatima.pk, "reason": "Noor vroeg het.", "agrees": "on"}
    assert mila.send("dossier:release", ref, world.noor.pk, **sent).status_code == 303
    release = Release.objects.get()
    assert "mag lezen wat Noor Wilgen vertelde" in words(mila.look("dossier:shields", ref))

    assert mila.send("dossier:release_end", ref, release.pk).status_code == 303

    assert mila.look("dossier:release_end", ref, release.pk).status_code == 404


def test_whose_own_words_it_is_stays_with_the_correction(world: World, mila: Visitor) -> None:
    ref = world.home.ref
    entry = {
        "kind": "fact",
        "text": "Ik wil naar oma.",
        "happened_on": "2026-09-07",
        "contact": "none",
        "provenance": "family",
        "told_by": world.noor.pk,
    }
    mila.send("legal:entry_add", ref, **entry)
    [written] = world.home.entries.filter(told_by=world.noor)
    form = mila.look("legal:entry_correct", ref, written.pk).context["form"]
    assert form["told_by"].value() == world.noor.pk

    mila.send(
        "legal:entry_correct",
        ref,
        written.pk,
        **entry | {"text": "Ik wil vrijdag naar oma.", "seen": written.pk},
    )

    assert world.home.entries.filter(told_by=world.noor).count() == 2


def test_who_closes_an_organization_that_they_know_is_warned_first(
    mila: Visitor, world: World, at: datetime
) -> None:
    dossier.shared(world.home, world.rvdk, by=world.mila, at=at)

    page = words(mila.look("dossier:shield_add", world.home.ref))

    assert f"{world.veilig_thuis.name} (let op: het gezin kent die al)" in page
    assert f"{world.rvdk.name}</option>" in page
    assert "Dan verraadt de afscherming zichzelf." in page
