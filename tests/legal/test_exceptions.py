"""Help by an exception: an own wish after a no, against serious harm, and under a measure."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from tandem.core.periods import day_of
from tandem.dossier.enums import Origin
from tandem.dossier.models import Person
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer, Circumstance, MeasureKind
from tandem.legal.models import CareConsent, Measure
from tandem.legal.rules import words as word_rules
from tandem.legal.services import care_consents
from tandem.legal.services.care_consents import Given
from tests.factories.visitor import Visitor, words
from tests.factories.world import World
from tests.legal.test_services import Do, recorded_once, refused_by

DAY = timedelta(days=1)
HELP = "gesprekken"


@pytest.fixture
def today(at: datetime) -> date:
    return day_of(at)


def ask(
    world: World,
    at: datetime,
    who: Person,
    answer: str = Answer.YES,
    when: str = Circumstance.NORMAL,
    **more: Any,
) -> CareConsent:
    reason = "" if when == Circumstance.NORMAL else "Noor slaapt niet meer."
    given = Given(who, answer, day_of(at), circumstance=when, circumstance_reason=reason, **more)
    return care_consents.allow_help(world.noor, given, help_=HELP, by=world.mila, at=at)


def verdict(world: World, at: datetime) -> Any:
    (shown,) = selectors.helping(world.home, at=at)
    return shown.verdict


class TestAnOwnWish:
    def test_it_counts_after_a_no_of_a_parent_and_not_before(
        self, world: World, at: datetime
    ) -> None:
        ask(world, at, world.noor, when=Circumstance.OWN_WISH)
        assert verdict(world, at).rule is word_rules.LEGAL_105

        ask(world, at, world.fatima)
        assert verdict(world, at).rule is word_rules.LEGAL_105

        ask(world, at, world.daan, Answer.NO)
        assert verdict(world, at)

    def test_it_is_over_when_the_child_speaks_again_by_the_rule_of_its_age(
        self, world: World, at: datetime
    ) -> None:
        ask(world, at, world.daan, Answer.NO)
        ask(world, at, world.noor, when=Circumstance.OWN_WISH)
        assert verdict(world, at)

        ask(world, at, world.noor)

        assert verdict(world, at).rule is rules.LEGAL_35


class TestSeriousHarm:
    def test_it_has_a_day_to_look_again(self, world: World, at: datetime, today: date) -> None:
        def against_harm(day: date | None) -> Do:
            return lambda: ask(world, at, world.noor, when=Circumstance.SERIOUS_HARM, review_on=day)

        for day in (None, today, today + 93 * DAY):
            refused_by(word_rules.LEGAL_106, against_harm(day))

        ask(world, at, world.noor, when=Circumstance.SERIOUS_HARM, review_on=today + 42 * DAY)

        assert verdict(world, at)
        assert verdict(world, at + 41 * DAY)
        assert verdict(world, at + 42 * DAY).rule is word_rules.LEGAL_106

    def test_a_second_records_that_it_begins(self, world: World, at: datetime, today: date) -> None:
        harm = ask(
            world, at, world.noor, when=Circumstance.SERIOUS_HARM, review_on=today + 42 * DAY
        )

        refused_by(
            word_rules.LEGAL_106,
            lambda: care_consents.begin_help(harm, on=today, by=world.mila, at=at),
        )
        recorded_once(
            "help_begun",
            lambda: care_consents.begin_help(harm, on=today, by=world.ruben, at=at),
        )

    @pytest.mark.parametrize(
        ("broken", "name"),
        [
            ({"review_on": None}, "looked_at_again"),
            ({"begins_on": date(2026, 9, 7)}, "begun_by_a_second"),
        ],
        ids=str,
    )
    def test_the_database_keeps_both(
        self, world: World, at: datetime, today: date, broken: dict[str, Any], name: str
    ) -> None:
        ask(world, at, world.noor, when=Circumstance.SERIOUS_HARM, review_on=today + DAY)
        if "begins_on" in broken:
            broken = broken | {"begun_at": at, "begun_by": world.mila}

        with pytest.raises(IntegrityError, match=name), transaction.atomic():
            CareConsent.objects.update(**broken)

    def test_vandaag_says_when_to_look_again(
        self, world: World, monday: datetime, today: date
    ) -> None:
        ask(world, monday, world.noor, when=Circumstance.SERIOUS_HARM, review_on=today + DAY)

        page = words(Visitor(Client(), world.mila, at=monday).look("desk:today"))

        assert "Hulp voor Noor opnieuw bekijken" in page


class TestAMeasure:
    def running(self, world: World, at: datetime, **more: Any) -> Measure:
        known = {"confirmed_at": at, "confirmed_by": world.ruben, "since": day_of(at)} | more
        known = {"until": day_of(at) + 300 * DAY, "threats": "Er wordt geslagen."} | known
        return Measure.objects.create(
            household=world.home,
            kind=MeasureKind.OTS,
            decided_on=day_of(at),
            origin=Origin.SCREEN,
            recorded_at=at,
            recorded_by=world.mila,
            **known,
        )

    def test_without_one_that_was_confirmed_nobody_passes_over_the_parents(
        self, world: World, at: datetime
    ) -> None:
        refused_by(
            word_rules.LEGAL_107,
            lambda: ask(world, at, world.daan, Answer.NO, Circumstance.MEASURE),
        )
        self.running(world, at, confirmed_at=None, confirmed_by=None)
        refused_by(
            word_rules.LEGAL_107,
            lambda: ask(world, at, world.daan, Answer.NO, Circumstance.MEASURE),
        )

    def test_what_a_parent_says_is_kept_and_stops_nothing(
        self, world: World, at: datetime, today: date
    ) -> None:
        measure = self.running(world, at)
        told = ask(world, at, world.daan, Answer.NO, Circumstance.MEASURE)
        assert verdict(world, at)

        recorded_once(
            "help_begun", lambda: care_consents.begin_help(told, on=today, by=world.mila, at=at)
        )

        Measure.objects.filter(pk=measure.pk).update(until=today + DAY)
        assert verdict(world, at + DAY).rule is word_rules.LEGAL_107

    def test_who_decides_nothing_is_not_whom_it_is_told(self, world: World, at: datetime) -> None:
        self.running(world, at)

        refused_by(
            rules.LEGAL_31,
            lambda: care_consents.allow_help(
                world.sem,
                Given(
                    world.noor,
                    Answer.NO,
                    day_of(at),
                    circumstance=Circumstance.MEASURE,
                    circumstance_reason="Verteld aan Noor.",
                ),
                help_=HELP,
                by=world.mila,
                at=at,
            ),
        )

    def test_the_form_offers_it(self, world: World, monday: datetime) -> None:
        mila = Visitor(Client(), world.mila, at=monday)

        assert "er loopt een maatregel" in words(
            mila.look("legal:help", world.home.ref, world.sem.pk)
        )
        assert "er loopt een maatregel" not in words(
            mila.look("legal:sharing_consent", world.home.ref, world.sem.pk)
        )
