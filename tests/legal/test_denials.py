"""Somebody took consent back in the name of another, who says: that was not I (T-09)."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Any

import pytest
from django.db import DatabaseError, transaction
from django.test import Client
from django.urls import reverse

from tandem.audit.models import Event
from tandem.core.verdict import Refusal
from tandem.desk.selectors.today import tasks_for
from tandem.dossier.enums import Status, ViewLevel
from tandem.dossier.models import Involvement
from tandem.dossier.services import family
from tandem.journey.services import withdrawals
from tandem.legal import rules
from tandem.legal.enums import IdentityCheck, Via
from tandem.legal.models import Consent, Withdrawal, WithdrawalDenial
from tandem.legal.services import denials
from tandem.network.models import Account
from tests.access.crawl import readable
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.judged import Judged
from tests.second_lock.test_identity import as_web

type SignIn = Callable[[Client, Account], Client]
pytestmark = pytest.mark.usefixtures("monday")

JUDGED = (
    Judged(
        rules.LEGAL_88,
        rules.may_deny(is_own=True, is_open=True),
        rules.may_deny(is_own=False, is_open=True),
    ),
    Judged(
        rules.LEGAL_88,
        rules.is_spoken_of(is_open=True, what="Zij belde niet."),
        rules.is_spoken_of(is_open=True, what=" "),
    ),
)


@pytest.mark.parametrize("case", JUDGED, ids=str)
def test_the_rule_says_yes_to_what_fits_and_no_to_what_does_not(case: Judged) -> None:
    case.check()


@pytest.fixture
def mother(world: World, at: datetime) -> Account:
    return family.give_page(world.fatima, level=ViewLevel.FULL, by=world.mila, at=at)[0].account


@pytest.fixture
def father(world: World, at: datetime) -> Account:
    return family.give_page(world.daan, level=ViewLevel.FULL, by=world.mila, at=at)[0].account


@pytest.fixture
def taken_back(world: World, at: datetime) -> Withdrawal:
    """Somebody called and said to be Fatima."""
    return withdrawals.receive(world.consents["Fatima"], via=Via.ORAL, by=world.mila, at=at)


def test_doubt_is_enough_to_close_and_how_it_was_checked_is_kept(
    client: Client, world: World, monday: datetime
) -> None:
    mila = Visitor(client, world.mila, at=monday)
    page = ("journey:withdraw", world.home.ref, world.consents["Fatima"].pk)

    without = mila.send(*page, via=Via.ORAL)
    answer = mila.send(*page, via=Via.ORAL, identity=IdentityCheck.NOT_YET)

    assert "Wie sprak u?" in words(without)
    assert [without.status_code, answer.status_code] == [422, 303]
    found = Withdrawal.objects.get()
    assert found.identity == IdentityCheck.NOT_YET
    assert found.consent.ended_at == monday


def test_who_it_was_done_for_reads_it_and_the_other_parent_does_not(
    mother: Account, father: Account, taken_back: Withdrawal, sign_in: SignIn
) -> None:
    hers, his = (
        words(sign_in(Client(), one).get(reverse("desk:mine"))) for one in (mother, father)
    )

    assert "Uw ja is ingetrokken" in hers
    assert "Wij gaan nog na wie het zei." in hers
    assert "Dit was ik niet" in hers
    for told in ("is ingetrokken", "Dit was ik niet"):
        assert told not in his


def _key_on(page: Any) -> str:
    """The key that the button on the page itself sends along."""
    found = re.search(r'name="once" value="([^"]+)"', page.content.decode())
    assert found, "the button sends nothing along"
    return found[1]


def test_it_was_not_i_makes_a_task_and_opens_no_door(
    world: World, mother: Account, taken_back: Withdrawal, at: datetime, sign_in: SignIn
) -> None:
    running = set(Involvement.objects.filter(until=None).values_list("pk", flat=True))
    client = sign_in(Client(), mother)

    client.post(reverse("desk:not_me"), {"once": _key_on(client.get(reverse("desk:mine")))})

    denial = WithdrawalDenial.objects.get()
    assert (denial.withdrawal, denial.denied_by) == (taken_back, mother)
    assert "U zei: dit was ik niet." in " ".join(
        words(client.get(reverse("desk:mine"))).replace("<b>", "").replace("</b>", "").split()
    )
    task = next(one for one in tasks_for(world.mila, at=at) if "niet in" in one.about)
    assert task.title == "Fatima bellen"
    assert task.url == reverse("legal:denial", args=[world.home.ref, denial.pk])
    assert set(Involvement.objects.filter(until=None).values_list("pk", flat=True)) == running
    assert not Consent.objects.filter(person=world.fatima, ended_at=None, answer="yes").exists()
    world.home.refresh_from_db()
    assert world.home.status in {Status.STARTED, Status.RECONSIDERING}
    assert Event.objects.filter(event="withdrawal_denied").count() == 1


def test_a_face_of_another_organization_hears_it_too(
    world: World, mother: Account, taken_back: Withdrawal, at: datetime
) -> None:
    denials.deny(mother.family_access, by=mother, at=at)

    assert not [one for one in tasks_for(world.ravi, at=at) if "niet in" in one.about]
    assert [one for one in tasks_for(world.ruben, at=at) if "niet in" in one.about]


def test_the_talk_after_it_is_written_down_once_and_the_task_is_gone(
    client: Client, world: World, mother: Account, taken_back: Withdrawal, monday: datetime
) -> None:
    denial = denials.deny(mother.family_access, by=mother, at=monday)
    mila = Visitor(client, world.mila, at=monday)

    shown = words(mila.look("legal:denial", world.home.ref, denial.pk))
    answer = mila.send("legal:denial", world.home.ref, denial.pk, what="Zij belde niet.")

    assert "Fatima Wilgen zegt: ik trok mijn toestemming niet in" in shown
    assert answer.status_code == 303
    denial.refresh_from_db()
    assert (denial.spoken_by, denial.what_was_said) == (world.mila, "Zij belde niet.")
    assert not [one for one in tasks_for(world.mila, at=monday) if "niet in" in one.about]
    with pytest.raises(Refusal):
        denials.speak(denial, what="Nog eens.", by=world.mila, at=monday)


def test_nothing_is_denied_twice_nor_in_the_name_of_another(
    mother: Account, father: Account, taken_back: Withdrawal, at: datetime
) -> None:
    for access, by in ((father.family_access, father), (mother.family_access, father)):
        with pytest.raises(Refusal) as no:
            denials.deny(access, by=by, at=at)
        assert no.value.rule is rules.LEGAL_88
    denials.deny(mother.family_access, by=mother, at=at)

    with pytest.raises(Refusal):
        denials.deny(mother.family_access, by=mother, at=at)
    assert WithdrawalDenial.objects.count() == 1
    assert Event.objects.filter(event="withdrawal_denied").count() == 1


def test_the_second_lock_lets_nobody_deny_for_another(
    world: World, mother: Account, father: Account, taken_back: Withdrawal, at: datetime
) -> None:
    def forge(by: Account) -> None:
        facts = {"household": world.home, "withdrawal_id": taken_back.pk}
        with as_web(by, at), transaction.atomic():
            WithdrawalDenial.objects.create(**facts, denied_at=at, denied_by=by)

    with pytest.raises(DatabaseError):
        forge(father)
    with as_web(father, at):
        assert not Withdrawal.objects.exists()
    forge(mother)


def test_an_old_withdrawal_is_no_news_for_ever(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    long_ago = at - timedelta(days=91)
    found = withdrawals.receive(world.consents["Fatima"], via=Via.ORAL, by=world.mila, at=at)
    Withdrawal.objects.filter(pk=found.pk).update(received_at=long_ago)

    page = sign_in(Client(), mother).get(reverse("desk:mine"))

    assert "is ingetrokken" not in readable(page.content)
