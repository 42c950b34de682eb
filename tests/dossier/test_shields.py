"""Addresses, shields and pages of the family: through the services, on a real database."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, transaction

from tandem.access.roles import Scope
from tandem.audit.models import Event
from tandem.core.periods import start_of
from tandem.core.verdict import Refusal
from tandem.dossier import door, rules
from tandem.dossier.enums import AddressKind, AuthoritySource, KeyGround, ShieldKind, ViewLevel
from tandem.dossier.models import ClosedTo, FamilyAccess, Key, Person, Shield
from tandem.dossier.selectors import known, sight
from tandem.dossier.services import addresses, family, households, shields
from tandem.network.models import Account
from tandem.network.rules import INVITATION_WORKS
from tandem.network.selectors import usable_invitation
from tandem.network.services.invitation import accept
from tests.factories import dossier
from tests.factories.world import World

LONG_AGO = date(2024, 1, 1)


def lives(person: Person, lines: str, *, by: Account, at: datetime) -> int:
    new = addresses.NewAddress(AddressKind.HOME, lines, LONG_AGO)
    return addresses.add(person, new, by=by, at=at).pk


def page(person: Person, *, by: Account, at: datetime) -> FamilyAccess:
    return family.give_page(person, level=ViewLevel.FULL, by=by, at=at)[0]


def key_of(access: FamilyAccess, at: datetime) -> Key | None:
    keys = Key.objects.filter(family_access=access, since__lte=at)
    return next((key for key in keys.order_by("id") if key.until is None or at < key.until), None)


def test_the_same_place_is_known_whatever_its_spelling() -> None:
    assert addresses.place_of("Lindelaan 4-b\n1271 AB  Huizen") == addresses.place_of(
        "lindelaan 4 B, 1271ab HUIZEN"
    )


def test_an_address_is_corrected_unless_somebody_was_first(world: World, at: datetime) -> None:
    lives(world.fatima, "Lindelaan 4", by=world.mila, at=at)
    [address] = world.fatima.addresses.select_related("household")
    better = addresses.NewAddress(AddressKind.STAY, "Lindelaan 5", LONG_AGO, date(2026, 1, 1))

    addresses.change(address, better, seen=1, by=world.mila, at=at)

    address.refresh_from_db()
    assert (address.lines, address.version) == ("Lindelaan 5", 2)
    with pytest.raises(Refusal) as caught:
        addresses.change(address, better, seen=1, by=world.mila, at=at)
    assert caught.value.rule is rules.DOSSIER_07


def test_a_partner_closes_what_is_dangerous_and_cannot_open_it(world: World, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.WORDS, [world.daan], "Bang voor thuis.", world.noor)

    shield = shields.close(world.home, new, by=world.vera, at=at)

    with pytest.raises(Refusal) as caught:
        shields.ask_to_lift(shield, "Het is rustig.", by=world.vera, at=at)
    assert caught.value.rule is rules.DOSSIER_01
    assert Event.objects.filter(event="shield_set").count() == 1


def test_without_a_key_nobody_closes_anything(world: World, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.WORDS, [world.daan], "Zomaar.", world.noor)

    with pytest.raises(door.NotFound):
        shields.close(world.home, new, by=world.outsider, at=at)
    assert not Shield.objects.exists()


def test_lifting_takes_two(world: World, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.WORDS, [world.daan], "Bang voor thuis.", world.noor)
    shield = shields.close(world.home, new, by=world.mila, at=at)

    with pytest.raises(Refusal) as too_soon:
        shields.lift(shield, by=world.ruben, at=at)
    shields.ask_to_lift(shield, "Het is rustig.", by=world.mila, at=at)
    with pytest.raises(Refusal) as alone:
        shields.lift(shield, by=world.mila, at=at)
    assert sight.running(at).filter(pk=shield.pk).exists()
    shields.lift(shield, by=world.ruben, at=at)

    assert too_soon.value.rule is rules.DOSSIER_58
    assert alone.value.rule is rules.DOSSIER_53
    assert not sight.running(at).filter(pk=shield.pk).exists()
    with pytest.raises(Refusal):
        shields.ask_to_lift(shield, "Nog eens.", by=world.mila, at=at)


def test_a_shield_is_kept_and_may_be_asked_for_again(world: World, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Contactverbod.")
    shield = shields.close(world.home, new, by=world.mila, at=at)
    with pytest.raises(Refusal):
        shields.keep(shield, by=world.ruben, at=at)
    shields.ask_to_lift(shield, "Het is rustig.", by=world.mila, at=at)

    shields.keep(shield, by=world.ruben, at=at)

    shield.refresh_from_db()
    assert shield.lift_asked_at is None
    shields.ask_to_lift(shield, "Nu wel.", by=world.ruben, at=at)
    shields.lift(shield, by=world.mila, at=at)


def test_the_database_keeps_four_eyes_too(world: World, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Contactverbod.")
    shield = shields.close(world.home, new, by=world.mila, at=at)
    shields.ask_to_lift(shield, "Het is rustig.", by=world.mila, at=at)

    for lifted_by in (world.mila, None):
        with pytest.raises(IntegrityError), transaction.atomic():
            Shield.objects.filter(pk=shield.pk).update(lifted_at=at, lifted_by=lifted_by)


@pytest.mark.parametrize("kind", [kind for kind in ShieldKind if kind != ShieldKind.EVERYTHING])
def test_a_shield_names_what_it_closes(world: World, at: datetime, kind: ShieldKind) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Shield.objects.create(
            household=world.home, kind=kind, reason="x", set_at=at, set_by=world.mila
        )


def test_nobody_is_shielded_from_their_own(world: World, at: datetime) -> None:
    lives(world.fatima, "Lindelaan 4", by=world.mila, at=at)
    [address] = world.fatima.addresses.all()

    for target in (address, world.fatima):
        kind = ShieldKind.ADDRESS if target is address else ShieldKind.WORDS
        new = shields.NewShield(kind, [world.fatima], "Vergissing.", target)
        with pytest.raises(Refusal) as caught:
            shields.close(world.home, new, by=world.mila, at=at)
        assert caught.value.rule is rules.DOSSIER_52


def test_the_local_team_is_never_hidden(world: World, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.ORGANIZATION, [world.daan], "Vergissing.", world.local_team)

    with pytest.raises(Refusal) as caught:
        shields.close(world.home, new, by=world.mila, at=at)

    assert caught.value.rule is rules.DOSSIER_59


def test_a_partner_does_not_hide_itself(world: World, at: datetime) -> None:
    new = shields.NewShield(
        ShieldKind.ORGANIZATION, [world.daan], "Dat is handiger.", world.veilig_thuis
    )

    with pytest.raises(Refusal) as caught:
        shields.close(world.home, new, by=world.vera, at=at)

    assert caught.value.rule is rules.DOSSIER_69
    assert shields.close(world.home, new, by=world.mila, at=at).pk


def test_who_somebody_spoke_out_about_can_be_closed_before_it_comes(
    world: World, at: datetime
) -> None:
    assert world.gi not in known.organizations_of(world.home)

    dossier.answer(world.fatima, [world.local_team, world.gi], by=world.mila, at=at)

    assert world.gi in known.organizations_of(world.home)


def test_a_page_comes_with_a_key_that_ends_when_the_last_child_is_18(
    world: World, at: datetime
) -> None:
    access = page(world.fatima, by=world.mila, at=at)

    key = key_of(access, at)

    assert key is not None
    assert (key.scope, key.ground) == (Scope.FAMILY, KeyGround.MEMBER)
    assert key.until == start_of(date(2038, 2, 9))
    assert access.account.email.endswith("@mijn.invalid")
    assert "fatima" not in access.account.email.lower()


@pytest.mark.parametrize("who", ["sem"])
def test_a_child_under_12_gets_no_page(world: World, at: datetime, who: str) -> None:
    with pytest.raises(Refusal) as caught:
        page(getattr(world, who), by=world.mila, at=at)

    assert caught.value.rule is rules.DOSSIER_51
    assert not FamilyAccess.objects.exists()


def test_a_second_page_for_one_person_is_refused(world: World, at: datetime) -> None:
    page(world.noor, by=world.mila, at=at)

    with pytest.raises(Refusal) as caught:
        page(world.noor, by=world.mila, at=at)

    assert caught.value.rule is rules.DOSSIER_57


def test_a_partner_gives_no_pages(world: World, at: datetime) -> None:
    with pytest.raises(Refusal) as caught:
        page(world.noor, by=world.vera, at=at)

    assert caught.value.rule is rules.DOSSIER_01


def test_who_is_closed_off_gets_no_page_and_loses_the_one_there_was(
    world: World, at: datetime
) -> None:
    access = page(world.daan, by=world.mila, at=at)
    later = at + timedelta(hours=1)
    new = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Contactverbod.")

    shield = shields.close(world.home, new, by=world.mila, at=later)

    assert key_of(access, later) is None
    assert key_of(access, later - timedelta(seconds=1)) is not None
    assert sight.seen_by(access.account, at=later) == sight.Seen()
    family.end_page(access, by=world.mila, at=later)
    with pytest.raises(Refusal) as caught:
        page(world.daan, by=world.mila, at=later)
    assert caught.value.rule is rules.DOSSIER_54
    shields.ask_to_lift(shield, "Het verbod is voorbij.", by=world.mila, at=later)
    shields.lift(shield, by=world.ruben, at=later)
    assert key_of(page(world.daan, by=world.mila, at=later), later) is not None


def test_a_key_follows_authority(world: World, at: datetime) -> None:
    access = page(world.daan, by=world.mila, at=at)
    for child in (world.noor, world.sem):
        [one] = child.authority_over.filter(holder=world.daan).select_related("child__household")
        assert key_of(access, at) is not None
        households.end_authority(one, on=at.date(), by=world.mila, at=at)
    assert key_of(access, at) is None

    known = households.AuthoritySeen(AuthoritySource.COURT, at.date(), at.date())
    households.record_authority(world.daan, world.noor, known, by=world.mila, at=at)

    key = key_of(access, at)
    assert key is not None
    assert key.until == start_of(date(2030, 5, 20))


def test_a_key_follows_who_left_and_a_corrected_birth_date(world: World, at: datetime) -> None:
    access = page(world.noor, by=world.mila, at=at)
    noor = world.noor
    same = households.NewPerson(noor.name, noor.role, noor.born_on)
    assert key_of(access, at) is not None

    households.change_person(noor, same, seen=1, left_on=date(2027, 1, 1), by=world.mila, at=at)

    key = key_of(access, at)
    assert key is not None
    assert key.until == start_of(date(2027, 1, 1))
    younger = households.NewPerson(noor.name, noor.role, date(2020, 5, 20))
    households.change_person(noor, younger, seen=2, left_on=None, by=world.mila, at=at)
    assert key_of(access, at) is None


def test_a_frozen_page_is_shut_until_a_new_link(world: World, at: datetime) -> None:
    access = page(world.fatima, by=world.mila, at=at)
    access.account.set_password("een lamp achter het raam")
    access.account.save()
    later = at + timedelta(minutes=5)

    family.freeze(access, by=world.ruben, at=later)

    access.account.refresh_from_db()
    assert key_of(access, later) is None
    assert not access.account.has_usable_password()
    assert family.thaw(access, by=world.mila, at=later)
    assert key_of(access, later) is not None


def test_a_new_link_waits_a_day(world: World, at: datetime) -> None:
    access = page(world.fatima, by=world.mila, at=at)
    day_later = at + timedelta(days=1)

    token = family.renew_link(access, by=world.mila, at=at)

    assert usable_invitation(token, at=day_later - timedelta(seconds=1)) is None
    assert usable_invitation(token, at=day_later) is not None
    with pytest.raises(Refusal) as no:
        accept(token, name="Fatima", password="een lamp achter het raam", at=at)
    assert no.value.verdict.rule is INVITATION_WORKS


def test_a_second_professional_lets_a_new_link_work_at_once(world: World, at: datetime) -> None:
    access = page(world.fatima, by=world.mila, at=at)
    token = family.renew_link(access, by=world.mila, at=at)

    with pytest.raises(Refusal):
        family.confirm_link(access, by=world.mila, at=at)
    assert usable_invitation(token, at=at) is None

    family.confirm_link(access, by=world.ruben, at=at)
    found = usable_invitation(token, at=at)
    assert found is not None
    assert (found.confirmed_by, found.confirmed_at) == (world.ruben, at)
    last = Event.objects.filter(event="family_link_confirmed")
    assert [event.actor_id for event in last] == [world.ruben.pk]
    with pytest.raises(Refusal):
        family.confirm_link(access, by=world.ruben, at=at)
    with pytest.raises(Refusal):
        family.confirm_link(access, by=world.vera, at=at)
    with pytest.raises(door.NotFound):
        family.confirm_link(access, by=world.stella, at=at)


def test_no_other_road_to_a_new_link_is_shorter(world: World, at: datetime) -> None:
    access = page(world.fatima, by=world.mila, at=at)
    family.freeze(access, by=world.mila, at=at)
    assert usable_invitation(family.thaw(access, by=world.mila, at=at), at=at) is None

    family.end_page(access, by=world.mila, at=at)
    _access, again = family.give_page(world.fatima, level=ViewLevel.FULL, by=world.mila, at=at)
    assert usable_invitation(again, at=at) is None

    # The first link is given by somebody who sits across the table: that one need not wait.
    _access, first = family.give_page(world.daan, level=ViewLevel.FULL, by=world.mila, at=at)
    assert usable_invitation(first, at=at) is not None


def test_a_frozen_page_takes_back_the_link_that_waits(world: World, at: datetime) -> None:
    access = page(world.fatima, by=world.mila, at=at)
    token = family.renew_link(access, by=world.mila, at=at)

    family.freeze(access, by=world.ruben, at=at)

    assert usable_invitation(token, at=at + timedelta(days=2)) is None
    with pytest.raises(Refusal):
        family.confirm_link(access, by=world.ruben, at=at)


def test_a_page_is_lowered_renewed_and_ended(world: World, at: datetime) -> None:
    access = page(world.fatima, by=world.mila, at=at)

    family.set_level(access, ViewLevel.LITTLE, by=world.mila, at=at)
    assert family.renew_link(access, by=world.mila, at=at)
    family.end_page(access, by=world.mila, at=at)

    access.refresh_from_db()
    assert access.level == ViewLevel.LITTLE
    assert key_of(access, at) is None
    with pytest.raises(door.NotFound):
        family.renew_link(access, by=world.mila, at=at)
    assert page(world.fatima, by=world.mila, at=at).pk != access.pk


def test_a_family_key_without_its_page_cannot_exist(world: World, at: datetime) -> None:
    access = page(world.fatima, by=world.mila, at=at)

    for scope, ground, named in (
        (Scope.FAMILY, KeyGround.LOCAL_TEAM, None),
        (Scope.LOCAL_TEAM, KeyGround.MEMBER, access),
        (Scope.FAMILY, KeyGround.MEMBER, None),
        (Scope.LOCAL_TEAM, KeyGround.LOCAL_TEAM, access),
    ):
        with pytest.raises(IntegrityError), transaction.atomic():
            Key.objects.create(
                account=access.account,
                household=world.home,
                scope=scope,
                ground=ground,
                family_access=named,
                since=at,
                until=at,
            )


def test_words_of_a_child_are_released_with_a_reason_and_closed_again(
    world: World, at: datetime
) -> None:
    with pytest.raises(Refusal) as caught:
        family.release_words(
            world.noor, world.fatima, agrees=False, reason="x", by=world.mila, at=at
        )
    assert caught.value.rule is rules.DOSSIER_55
    with pytest.raises(Refusal) as other:
        family.release_words(
            world.fatima, world.daan, agrees=True, reason="x", by=world.mila, at=at
        )
    assert other.value.rule is rules.DOSSIER_56

    first = family.release_words(
        world.noor, world.fatima, agrees=True, reason="Noor vroeg het.", by=world.mila, at=at
    )
    again = family.release_words(
        world.noor, world.fatima, agrees=True, reason="Nog eens.", by=world.mila, at=at
    )
    family.end_release(again, by=world.mila, at=at)

    first.refresh_from_db()
    again.refresh_from_db()
    assert first.ended_at == again.ended_at == at


def test_a_shield_names_each_person_once(world: World, at: datetime) -> None:
    new = shields.NewShield(ShieldKind.EVERYTHING, [world.daan], "Contactverbod.")
    shield = shields.close(world.home, new, by=world.mila, at=at)

    with pytest.raises(IntegrityError), transaction.atomic():
        ClosedTo.objects.create(household=world.home, shield=shield, person=world.daan)
