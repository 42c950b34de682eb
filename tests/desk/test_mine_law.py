"""What somebody of the family reads of consent, sharing, grounds and who decides (DSR-07)."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import connection, transaction
from django.test import Client
from django.urls import reverse

from tandem.core.periods import day_of
from tandem.desk.selectors import own
from tandem.dossier.enums import ShieldKind, ViewLevel
from tandem.dossier.models import Person
from tandem.dossier.services import family, shields
from tandem.legal.enums import Answer, Circumstance, DecisionRegime, Direction, MeasureKind
from tandem.legal.models import CareConsent, CoreDecision, Exchange, Measure, SharingConsent
from tandem.legal.services import care_consents, sharing
from tandem.legal.services.care_consents import Given
from tandem.network.models import Account
from tests.access.crawl import Crawl, readable
from tests.factories import dossier
from tests.factories.visitor import words
from tests.factories.world import World
from tests.second_lock.test_identity import as_web

DAY = timedelta(days=1)
KINDS = ("csv", "pdf")
type SignIn = Callable[[Client, Account], Client]


def page(person: Person, world: World, at: datetime, level: str = ViewLevel.FULL) -> Account:
    access, _token = family.give_page(person, level=level, by=world.mila, at=at)
    return access.account


@pytest.fixture
def mother(world: World, at: datetime) -> Account:
    return page(world.fatima, world, at)


@pytest.fixture
def father(world: World, at: datetime) -> Account:
    return page(world.daan, world, at)


def help_for(
    person: Person, by: Person, what: str, world: World, at: datetime, **more: Any
) -> CareConsent:
    given = Given(by, str(more.pop("answer", Answer.YES)), day_of(at), **more)
    return care_consents.allow_help(person, given, help_=what, by=world.mila, at=at)


def share_of(
    person: Person, by: Person, source: str, world: World, at: datetime, **more: Any
) -> SharingConsent:
    given = Given(by, Answer.YES, day_of(at), day_of(at) + 30 * DAY)
    asked = care_consents.Sharing(
        Direction.ASK, "hoe het gaat", "het plan", **({"source": source} | more)
    )
    return care_consents.allow_sharing(person, given, asked, by=world.mila, at=at)


def seen(account: Account, at: datetime, table: str) -> set[int]:
    """What the database itself gives to an account of the family."""
    with as_web(account, at), connection.cursor() as cursor:
        cursor.execute(f"SELECT id FROM {table}")
        return {pk for (pk,) in cursor.fetchall()}


def crawl(account: Account, at: datetime) -> Crawl:
    started = Crawl(account, at).through(["/", reverse("desk:mine")])
    files = [(name, kind) for name in ("desk:mine_list", "desk:mine_file") for kind in KINDS]
    return started.through([reverse(name, args=[kind]) for name, kind in files])


def test_own_answers_and_those_for_a_child_are_there(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    help_for(world.fatima, world.fatima, "eigen gesprekken", world, at)
    help_for(world.sem, world.fatima, "spelgesprekken", world, at)
    share_of(world.sem, world.fatima, "de juf van Sem", world, at)
    help_for(world.sem, world.daan, "een tuin om in te rennen", world, at)
    help_for(world.daan, world.daan, "boksen op donderdag", world, at)

    said = words(sign_in(Client(), mother).get(reverse("desk:mine")))

    for mine in ("eigen gesprekken", "spelgesprekken", "vragen aan de juf van Sem"):
        assert mine in said, mine
    for theirs in ("een tuin om in te rennen", "boksen op donderdag"):
        assert theirs not in said, theirs


def test_what_a_girl_of_14_said_is_hers(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    noor = page(world.noor, world, at)
    both = help_for(world.noor, world.fatima, "gesprekken", world, at)
    own_word = help_for(
        world.noor,
        world.noor,
        "de jongerenkliniek",
        world,
        at,
        circumstance=Circumstance.OWN_WISH,
        circumstance_reason="Zij wil het zelf.",
    )
    school = share_of(world.noor, world.noor, "de vertrouwenspersoon", world, at)

    assert seen(mother, at, "legal_careconsent") == {both.pk}
    assert seen(mother, at, "legal_sharingconsent") == set()
    assert seen(noor, at, "legal_careconsent") == {both.pk, own_word.pk}
    assert seen(noor, at, "legal_sharingconsent") == {school.pk}


@pytest.mark.parametrize(
    ("born", "reads"),
    [
        (date(2014, 9, 8), {"care", "share"}),
        (date(2014, 9, 7), {"care"}),
        (date(2010, 9, 8), {"care"}),
        (date(2010, 9, 7), set()),
    ],
)
def test_what_a_parent_said_is_theirs_to_read_while_the_table_lets_them_decide(
    world: World, mother: Account, at: datetime, born: date, reads: set[str]
) -> None:
    one = help_for(world.sem, world.fatima, "spelgesprekken", world, at)
    two = share_of(world.sem, world.fatima, "de juf", world, at)

    Person.objects.filter(pk=world.sem.pk).update(born_on=born)

    assert seen(mother, at, "legal_careconsent") == ({one.pk} if "care" in reads else set())
    assert seen(mother, at, "legal_sharingconsent") == ({two.pk} if "share" in reads else set())


def test_words_that_name_who_is_closed_to_somebody_are_not_there(
    world: World, mother: Account, at: datetime
) -> None:
    for what in ("gesprekken", f"gesprekken bij {world.gi.name.upper()}"):
        help_for(world.fatima, world.fatima, what, world, at)
        share_of(world.fatima, world.fatima, what, world, at)
    share_of(world.fatima, world.fatima, "", world, at, organization=world.gi)
    close = shields.NewShield(
        ShieldKind.ORGANIZATION, [world.fatima], "Daar werkt haar broer.", world.gi
    )

    shields.close(world.home, close, by=world.mila, at=at)

    assert len(seen(mother, at, "legal_careconsent")) == 1
    assert len(seen(mother, at, "legal_sharingconsent")) == 1


def shared(world: World, at: datetime) -> Exchange:
    made, _refused = dossier.shared(world.home, world.rvdk, by=world.mila, at=at)
    return made


def test_nothing_tells_of_what_is_still_to_be_told(
    world: World, father: Account, at: datetime, monday: datetime
) -> None:
    with transaction.atomic():
        made = shared(world, at)
        sharing.postpone(made, until=day_of(at) + 14 * DAY, reason="Gevaar.", by=world.mila, at=at)
        with_it = crawl(father, at)
        assert seen(father, at, "legal_exchange") == set()
        assert seen(father, at, "legal_postponement") == set()
        transaction.set_rollback(True)
    without = crawl(father, at)

    assert list(with_it.heard) == list(without.heard)
    for asked, heard in without.heard.items():
        assert with_it.heard[asked] == heard, asked


def test_what_was_told_is_there_without_the_words_of_a_professional(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    made = shared(world, at)
    client = sign_in(Client(), mother)
    assert "zonder uw ja" not in words(client.get(reverse("desk:mine")))

    sharing.tell(made, on=day_of(at), reaction="Wij schrokken.", by=world.mila, at=at)
    said = words(client.get(reverse("desk:mine")))

    for expected in ("Wat wij zonder uw ja hebben gedeeld", world.rvdk.name, made.article):
        assert expected in said, expected
    for typed in (made.data, made.facts, made.recipient, made.necessity, "Wij schrokken."):
        assert typed not in said, typed
    assert seen(mother, at, "legal_exchange") == {made.pk}
    assert seen(mother, at - DAY, "legal_exchange") == set()


def test_what_was_shared_with_who_is_closed_stays_closed(
    world: World, mother: Account, father: Account, at: datetime
) -> None:
    made = shared(world, at)
    sharing.tell(made, on=day_of(at), reaction="", by=world.mila, at=at)
    close = shields.NewShield(ShieldKind.ORGANIZATION, [world.daan], "Onveilig.", world.rvdk)

    shields.close(world.home, close, by=world.mila, at=at)

    assert seen(father, at, "legal_exchange") == set()
    assert seen(mother, at, "legal_exchange") == {made.pk}


def test_grounds_are_told_with_their_end_and_never_before_the_family_knows(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    client = sign_in(Client(), mother)
    assert "Groen." in words(client.get(reverse("desk:mine")))

    decision = dossier.decided(
        world.home,
        world.gi,
        world.ruben,
        regime=DecisionRegime.WITH_MEASURE,
        by=world.mila,
        at=at,
    )
    measure = Measure.objects.create(
        household=world.home,
        kind=MeasureKind.OTS,
        decided_on=day_of(at),
        threats="Slaag.",
        until=date(2027, 9, 7),
        executed_by=world.gi,
        core_decision=decision,
        confirmed_at=at,
        confirmed_by=world.ruben,
        recorded_at=at,
        recorded_by=world.mila,
    )
    told = words(client.get(reverse("desk:mine")))

    assert "Rood." in told
    assert "<b>Ondertoezichtstelling, door" in told
    assert "tot en met ma 6 september 2027" in told
    assert seen(mother, at, "legal_measure") == {measure.pk}
    CoreDecision.objects.update(family_informed_on=None)
    untold = words(client.get(reverse("desk:mine")))
    assert "Groen." in untold
    assert world.gi.name not in untold
    assert seen(mother, at, "legal_measure") == set()


def test_a_measure_that_ran_when_they_came_is_known(
    world: World, mother: Account, at: datetime
) -> None:
    measure = Measure.objects.create(
        household=world.home,
        kind=MeasureKind.OTS,
        decided_on=day_of(at),
        threats="Slaag.",
        until=date(2027, 9, 7),
        running_at_intake=True,
        recorded_at=at,
        recorded_by=world.mila,
    )

    assert seen(mother, at, "legal_measure") == {measure.pk}


def test_who_decides_is_said_for_everybody_one_decides_for(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    young = page(world.noor, world, at)
    hers = words(sign_in(Client(), mother).get(reverse("desk:mine")))
    own_page = words(sign_in(Client(), young).get(reverse("desk:mine")))

    for heading in ("Over u", "Over Noor", "Over Sem"):
        assert f"<h3>{heading}</h3>" in hers, heading
    assert "<h3>Over jou</h3>" in own_page
    assert "Over Fatima" not in own_page
    assert "Het kind en wie gezag heeft beslissen samen" in own_page


def test_the_page_as_a_file_holds_what_the_page_shows(
    world: World, mother: Account, at: datetime, sign_in: SignIn
) -> None:
    help_for(world.sem, world.fatima, "spelgesprekken", world, at)
    client = sign_in(Client(), mother)

    table = client.get(reverse("desk:mine_file", args=["csv"]))
    paper = client.get(reverse("desk:mine_file", args=["pdf"]))

    rows = list(csv.reader(io.StringIO(table.content.decode("utf-8-sig")), delimiter=";"))
    assert rows[0] == ["Onderdeel", "Wanneer", "Wat", "Tot"]
    assert ["Hulp", "2026-09-07", "ja voor Sem: spelgesprekken", ""] in rows
    assert "spelgesprekken" in " ".join(readable(paper.content).split())
    for answer in (table, paper):
        assert "no-store" in answer["Cache-Control"]
        assert "bladzijde" in answer["Content-Disposition"]
    assert client.get(reverse("desk:mine_file", args=["xlsx"])).status_code == 404


def test_a_lowered_page_shows_who_decides_and_nothing_more_of_it(
    world: World, at: datetime, sign_in: SignIn
) -> None:
    account = page(world.fatima, world, at, level=ViewLevel.LITTLE)
    help_for(world.sem, world.fatima, "spelgesprekken", world, at)
    client = sign_in(Client(), account)

    said = words(client.get(reverse("desk:mine")))

    assert "Wie beslist wat?" in said
    for absent in ("spelgesprekken", "Op welke grond", "Groen.", "als tabel"):
        assert absent not in said, absent
    assert client.get(reverse("desk:mine_file", args=["csv"])).status_code == 404


def test_each_table_is_asked_of_the_second_lock(
    world: World, mother: Account, at: datetime
) -> None:
    with as_web(mother, at):
        asked = own.ids()

    tables = {"legal_careconsent", "legal_sharingconsent", "legal_exchange", "legal_measure"}
    assert tables <= set(asked)
