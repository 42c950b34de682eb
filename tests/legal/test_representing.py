"""Who answers for an adult who cannot oversee something (BW 7:465)."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.db import IntegrityError, transaction

from tandem.core.periods import day_of
from tandem.core.verdict import Rule
from tandem.dossier.enums import RelationKind, ShieldKind
from tandem.dossier.models import Person, Relation
from tandem.dossier.services import households, shields
from tandem.legal import selectors
from tandem.legal.enums import Answer, Capacity, Circumstance
from tandem.legal.models import CareConsent, SharingConsent
from tandem.legal.rules import representing
from tandem.legal.services import care_consents
from tandem.legal.services.care_consents import Given
from tests.factories.visitor import Visitor, words
from tests.judged import Judged
from tests.legal.test_care import SCHOOL, added, heard
from tests.legal.test_services import refused_by

if TYPE_CHECKING:
    from django.test import Client

    from tests.factories.world import World

DAY = timedelta(days=1)
PAPER = "Beschikking van de rechtbank van 3 maart 2026."
JUDGED = (
    Judged(
        representing.LEGAL_118,
        representing.may_represent(
            capacity=Capacity.AUTHORIZED, shown_by=PAPER, age=18, ties=(), is_kept_from=False
        ),
        representing.may_represent(
            capacity=Capacity.AUTHORIZED, shown_by="", age=18, ties=(), is_kept_from=False
        ),
    ),
    Judged(
        representing.LEGAL_119,
        representing.may_represent(
            capacity=Capacity.APPOINTED, shown_by=PAPER, age=18, ties=(), is_kept_from=True
        ),
        representing.may_represent(
            capacity=Capacity.AUTHORIZED, shown_by=PAPER, age=18, ties=(), is_kept_from=True
        ),
    ),
)


@pytest.fixture
def today(at: datetime) -> date:
    return day_of(at)


@pytest.fixture
def partner(world: World, at: datetime) -> Person:
    """Fatima, whom the household knows as partner of Daan."""
    Relation.objects.filter(person__household=world.home).delete()
    kind = RelationKind.PARTNER
    households.relate(world.fatima, kind=kind, to=world.daan, by=world.mila, at=at)
    return world.fatima


def answer(who: Person, on: date, capacity: str = "", shown_by: str = "") -> Given:
    return Given(
        who,
        Answer.YES,
        on,
        on + DAY,
        circumstance=Circumstance.INCAPABLE,
        circumstance_reason="Hij ligt in coma.",
        capacity=capacity,
        shown_by=shown_by,
    )


def allow(world: World, at: datetime, given: Given) -> CareConsent:
    return care_consents.allow_help(world.daan, given, help_="opname", by=world.mila, at=at)


def refused(world: World, at: datetime, given: Given, rule: Rule) -> None:
    refused_by(rule, lambda: allow(world, at, given))
    refused_by(
        rule,
        lambda: care_consents.allow_sharing(world.daan, given, SCHOOL, by=world.mila, at=at),
    )


def test_a_partner_answers_and_the_help_may_begin(
    world: World, at: datetime, today: date, partner: Person
) -> None:
    made = allow(world, at, answer(partner, today, Capacity.PARTNER))

    assert made.capacity == Capacity.PARTNER
    assert selectors.judge_help(made, on=today, at=at)


def test_nobody_answers_without_saying_as_what(
    world: World, at: datetime, today: date, partner: Person
) -> None:
    refused(world, at, answer(partner, today), representing.LEGAL_118)


def test_an_ex_partner_is_no_partner(world: World, at: datetime, today: date) -> None:
    Relation.objects.filter(person__household=world.home).delete()
    kind = RelationKind.EX_PARTNER
    households.relate(world.fatima, kind=kind, to=world.daan, by=world.mila, at=at)

    for capacity in (Capacity.PARTNER, Capacity.RELATIVE):
        refused(world, at, answer(world.fatima, today, capacity), representing.LEGAL_118)


def test_who_is_appointed_names_the_paper(world: World, at: datetime, today: date) -> None:
    for capacity in (Capacity.APPOINTED, Capacity.AUTHORIZED):
        refused(world, at, answer(world.fatima, today, capacity, " "), representing.LEGAL_118)
        made = allow(world, at, answer(world.fatima, today, capacity, PAPER))
        assert made.shown_by == PAPER


def test_a_sister_answers_and_a_child_does_not(world: World, at: datetime, today: date) -> None:
    sister = added(world, "Saar Wilgen", date(1990, 1, 1), at)
    young = added(world, "Bo Wilgen", today.replace(year=today.year - 18) + DAY, at)
    for who in (sister, young):
        heard(who, today, world, at)
        kind = RelationKind.SIBLING
        households.relate(who, kind=kind, to=world.daan, by=world.mila, at=at)

    allow(world, at, answer(sister, today, Capacity.RELATIVE))
    refused(world, at, answer(young, today, Capacity.RELATIVE), representing.LEGAL_118)


def test_a_sister_counts_whichever_way_it_was_recorded(
    world: World, at: datetime, today: date
) -> None:
    sister = added(world, "Saar Wilgen", date(1990, 1, 1), at)
    heard(sister, today, world, at)
    households.relate(world.daan, kind=RelationKind.SIBLING, to=sister, by=world.mila, at=at)

    assert allow(world, at, answer(sister, today, Capacity.RELATIVE)).pk


def test_who_may_not_know_everything_does_not_answer_unless_a_judge_said_so(
    world: World, at: datetime, today: date, partner: Person
) -> None:
    close = shields.NewShield(ShieldKind.WORDS, [partner], "Bedreiging.", world.daan)
    shields.close(world.home, close, by=world.mila, at=at)

    for capacity in (Capacity.PARTNER, Capacity.AUTHORIZED):
        refused(world, at, answer(partner, today, capacity, PAPER), representing.LEGAL_119)
    assert allow(world, at, answer(partner, today, Capacity.APPOINTED, PAPER)).pk


def test_who_answers_for_themselves_or_a_child_represents_nobody(
    world: World, at: datetime, today: date
) -> None:
    own = Given(world.daan, Answer.YES, today, capacity=Capacity.PARTNER)
    refused_by(representing.LEGAL_118, lambda: allow(world, at, own))
    for_child = answer(world.fatima, today)

    def ask(given: Given) -> CareConsent:
        return care_consents.allow_help(world.noor, given, help_="opname", by=world.mila, at=at)

    refused_by(representing.LEGAL_118, lambda: ask(replace(for_child, capacity=Capacity.RELATIVE)))
    assert ask(for_child).capacity == ""


@pytest.mark.parametrize("table", [CareConsent, SharingConsent])
def test_the_database_asks_for_the_paper_too(
    world: World,
    at: datetime,
    today: date,
    partner: Person,
    table: type[CareConsent | SharingConsent],
) -> None:
    given = answer(partner, today, Capacity.PARTNER)
    allow(world, at, given)
    care_consents.allow_sharing(world.daan, given, SCHOOL, by=world.mila, at=at)

    for wrong in ({"capacity": Capacity.APPOINTED}, {"capacity": "buurman"}):
        with pytest.raises(IntegrityError, match="says_who_represents"), transaction.atomic():
            table.objects.update(**wrong)


def test_the_page_says_as_what_somebody_answered(
    world: World, client: Client, monday: datetime, partner: Person
) -> None:
    mila = Visitor(client, world.mila, at=monday)
    form = {
        "given_by": partner.pk,
        "answer": "yes",
        "given_on": day_of(monday),
        "via": "oral",
        "circumstance": Circumstance.INCAPABLE,
        "circumstance_reason": "Hij ligt in coma.",
        "help": "opname",
    }

    page = ("legal:help", world.home.ref, world.daan.pk)
    refusal = mila.send(*page, **form)
    assert refusal.status_code == 409
    assert representing.LEGAL_118.sentence in words(refusal)
    mila.send(*page, **form, capacity=Capacity.APPOINTED, shown_by=PAPER)

    read = words(mila.look("legal:voices", world.home.ref))
    assert f"Fatima (mentor of curator: {PAPER}): ja" in read


def test_of_a_child_nobody_is_asked_who_represents_it(
    world: World, client: Client, monday: datetime
) -> None:
    mila = Visitor(client, world.mila, at=monday)

    for page in ("legal:help", "legal:sharing_consent"):
        of_noor = words(mila.look(page, world.home.ref, world.noor.pk))
        of_daan = words(mila.look(page, world.home.ref, world.daan.pk))
        assert "Als wat antwoordt deze persoon?" in of_daan
        assert "Als wat antwoordt deze persoon?" not in of_noor


def test_a_refusal_does_not_tell_who_reads_along_that_something_is_closed(
    world: World, client: Client, monday: datetime, partner: Person
) -> None:
    close = shields.NewShield(ShieldKind.WORDS, [partner], "Bedreiging.", world.daan)
    shields.close(world.home, close, by=world.mila, at=monday)
    mila = Visitor(client, world.mila, at=monday)

    refusal = mila.send(
        "legal:help",
        world.home.ref,
        world.daan.pk,
        given_by=partner.pk,
        answer="yes",
        given_on=day_of(monday),
        via="oral",
        circumstance=Circumstance.INCAPABLE,
        circumstance_reason="Hij ligt in coma.",
        capacity=Capacity.PARTNER,
        help="opname",
    )

    read = words(refusal)
    assert representing.LEGAL_119.id in read
    assert not [word for word in ("afgeschermd", "afscherming", "Bedreiging") if word in read]
