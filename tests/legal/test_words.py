"""Whose word counts about sharing: the last of each, and a no of any who decides."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING

import pytest
from django.test import Client

from tandem.core.periods import Period, day_of
from tandem.dossier.enums import EntryKind, Provenance, ShieldKind
from tandem.dossier.models import Authority
from tandem.dossier.services import shields
from tandem.dossier.services.journal import NewEntry
from tandem.legal import selectors
from tandem.legal.enums import Answer, Capacity, Circumstance, Direction
from tandem.legal.models import ToldTo
from tandem.legal.rules import words as word_rules
from tandem.legal.rules.words import Word
from tandem.legal.selectors import listeners
from tandem.legal.selectors.sharing import gives_of
from tandem.legal.services import care_consents, entries, telling
from tandem.legal.services.care_consents import Given, Sharing
from tests.factories import dossier
from tests.factories.visitor import Visitor, words
from tests.judged import Judged
from tests.legal.test_services import refused_by

if TYPE_CHECKING:
    from tandem.dossier.models import Person
    from tandem.legal.models import SharingConsent
    from tests.factories.world import World

NOW = datetime(2026, 9, 7, 9, tzinfo=None)  # noqa: DTZ001 - only the order counts here
DAY = timedelta(days=1)
_DAY = NOW.date()
SCHOOL = Sharing(Direction.ASK, "hoe het gaat", "Het plan", source="De Vlieger")


def word(
    who: int, day: int, *, is_no: bool = False, own: bool = False, decides: bool = True
) -> Word:
    return Word(who, f"P{who}", (date(2026, 9, day), NOW, day), is_no, own, decides)


def counts(yes: Word, *others: Word) -> bool:
    return bool(word_rules.yes_counts(yes, [yes, *others]))


_YES, _NO, _OTHER_NO = word(1, 2), word(1, 3, is_no=True), word(2, 1, is_no=True)

JUDGED = (
    Judged(
        word_rules.LEGAL_100,
        word_rules.yes_counts(_YES, [word(1, 1, is_no=True), _YES]),
        word_rules.yes_counts(_YES, [_YES, _NO]),
    ),
    Judged(
        word_rules.LEGAL_101,
        word_rules.yes_counts(_YES, [_YES, word(2, 1)]),
        word_rules.yes_counts(_YES, [_YES, _OTHER_NO]),
    ),
    Judged(
        word_rules.LEGAL_120,
        word_rules.names_nothing_closed("gesprekken bij Buurtzorg", closed=["Samenkracht!"]),
        word_rules.names_nothing_closed("praten bij SAMENKRACHT!", closed=["Samenkracht!"]),
    ),
    Judged(
        word_rules.LEGAL_105,
        word_rules.wish_was_refused(["", "no"]),
        word_rules.wish_was_refused(["yes", ""]),
    ),
    Judged(
        word_rules.LEGAL_106,
        word_rules.harm_is_looked_at_again(given_on=_DAY, review_on=_DAY + 92 * DAY),
        word_rules.harm_is_looked_at_again(given_on=_DAY, review_on=_DAY + 93 * DAY),
    ),
    Judged(
        word_rules.LEGAL_106,
        word_rules.harm_still_counts(review_on=_DAY + DAY, on=_DAY),
        word_rules.harm_still_counts(review_on=_DAY, on=_DAY),
    ),
    Judged(
        word_rules.LEGAL_106,
        word_rules.is_begun_by_a_second(is_harm=True, is_other=True),
        word_rules.is_begun_by_a_second(is_harm=True, is_other=False),
    ),
    Judged(
        word_rules.LEGAL_107,
        word_rules.measure_carries_help(runs=True),
        word_rules.measure_carries_help(runs=False),
    ),
    Judged(
        word_rules.LEGAL_104,
        word_rules.family_heard(heard=[1], due={1: "Fatima", 2: "Daan"}, why_not="Gevaar."),
        word_rules.family_heard(heard=[1], due={1: "Fatima", 2: "Daan"}, why_not=" "),
    ),
    Judged(
        word_rules.LEGAL_103,
        word_rules.may_be_left_out(born_on=date(1984, 1, 1), on=_DAY, reason="Gevaar."),
        word_rules.may_be_left_out(born_on=date(2010, 1, 1), on=_DAY, reason="Gevaar."),
    ),
    Judged(
        word_rules.LEGAL_102,
        word_rules.withdrawal_is_settled(Period(_DAY, _DAY + DAY), still_open=[_DAY]),
        word_rules.withdrawal_is_settled(Period(_DAY), still_open=[_DAY]),
    ),
)


@pytest.mark.parametrize("judged", JUDGED, ids=str)
def test_the_rule_lets_through_and_refuses(judged: Judged) -> None:
    judged.check()


class TestTheRule:
    @pytest.mark.parametrize("day", [1, 3])
    def test_a_no_of_another_holder_blocks_before_and_after(self, day: int) -> None:
        assert not counts(_YES, word(2, day, is_no=True))
        assert counts(_YES, word(2, day, is_no=True, decides=False))

    def test_another_holder_who_changed_their_mind_blocks_no_more(self) -> None:
        assert counts(_YES, _OTHER_NO, word(2, 3))

    def test_who_turned_12_speaks_in_the_place_of_the_parents(self) -> None:
        own = word(3, 4, own=True)

        assert counts(own, _YES, _OTHER_NO)
        assert not counts(_YES, replace(own, is_no=True))

    def test_a_representative_speaks_after_who_cannot_oversee_it(self) -> None:
        own_no = word(3, 1, is_no=True, own=True)

        assert counts(_YES, own_no)
        assert not counts(_YES, own_no, _OTHER_NO)


@pytest.fixture
def today(at: datetime) -> date:
    return day_of(at)


def said(
    world: World, who: Person, about: Person, answer: str, *, at: datetime, what: Sharing = SCHOOL
) -> SharingConsent:
    given = Given(who, answer, day_of(at), day_of(at) + 30 * DAY)
    return care_consents.allow_sharing(about, given, what, by=world.mila, at=at)


def sources(world: World, at: datetime) -> list[int]:
    return [one.pk for one in selectors.sources_of(world.home, at=at)]


class TestTheLastWord:
    def test_a_later_no_of_the_same_person_stops_the_yes(self, world: World, at: datetime) -> None:
        first = said(world, world.noor, world.noor, Answer.YES, at=at)
        assert sources(world, at) == [first.pk]

        said(
            world,
            world.noor,
            world.noor,
            Answer.NO,
            at=at,
            what=replace(SCHOOL, purpose="het plan "),
        )

        assert sources(world, at) == []
        new = NewEntry(
            EntryKind.FACT,
            day_of(at),
            "Noor was er.",
            Provenance.THIRD_PARTY,
            about=[world.noor],
            source="de mentor",
        )
        refused_by(
            word_rules.LEGAL_100,
            lambda: entries.write(world.home, new, [first], by=world.mila, at=at),
        )

    @pytest.mark.parametrize(
        "other",
        [
            replace(SCHOOL, purpose="onderzoek"),
            replace(SCHOOL, source="De huisarts"),
            replace(SCHOOL, direction=Direction.GIVE),
        ],
        ids=["purpose", "source", "direction"],
    )
    def test_a_no_to_something_else_stops_nothing(
        self, world: World, at: datetime, other: Sharing
    ) -> None:
        first = said(world, world.noor, world.noor, Answer.YES, at=at)

        said(world, world.noor, world.noor, Answer.NO, at=at, what=other)

        assert sources(world, at) == [first.pk]

    def test_what_was_taken_back_takes_an_earlier_yes_with_it(
        self, world: World, at: datetime
    ) -> None:
        said(world, world.noor, world.noor, Answer.YES, at=at)
        second = said(world, world.noor, world.noor, Answer.YES, at=at)
        care_consents.take_back(second, via="oral", by=world.mila, at=at)

        assert sources(world, at) == []

        third = said(world, world.noor, world.noor, Answer.YES, at=at + DAY)
        assert sources(world, at + DAY) == [third.pk]

    def test_a_yes_to_tell_somebody_follows_the_same_rule(self, world: World, at: datetime) -> None:
        give = replace(SCHOOL, direction=Direction.GIVE)
        first = said(world, world.noor, world.noor, Answer.YES, at=at, what=give)
        assert gives_of(world.home, at=at) == [first]

        said(world, world.noor, world.noor, Answer.NO, at=at, what=give)

        assert gives_of(world.home, at=at) == []

    def test_the_page_says_which_yes_counts_no_more(self, world: World, monday: datetime) -> None:
        said(world, world.noor, world.noor, Answer.YES, at=monday)
        said(world, world.noor, world.noor, Answer.NO, at=monday)

        page = words(Visitor(Client(), world.mila, at=monday).look("legal:voices", world.home.ref))

        assert "telt nu niet" in page
        assert "Noor zei daarna iets anders." in page


class TestTheOtherHolder:
    @pytest.mark.parametrize("is_first", [True, False])
    def test_a_no_of_the_other_parent_blocks_for_a_child_of_6(
        self, world: World, at: datetime, *, is_first: bool
    ) -> None:
        order = [(world.fatima, Answer.YES), (world.daan, Answer.NO)]
        for who, answer in reversed(order) if is_first else order:
            said(world, who, world.sem, answer, at=at)

        assert sources(world, at) == []

        yes = said(world, world.daan, world.sem, Answer.YES, at=at)
        assert yes.pk in sources(world, at)

    def test_a_no_blocks_no_more_when_authority_is_over(
        self, world: World, at: datetime, today: date
    ) -> None:
        yes = said(world, world.fatima, world.sem, Answer.YES, at=at)
        said(world, world.daan, world.sem, Answer.NO, at=at)
        Authority.objects.filter(holder=world.daan).update(until=today)

        assert sources(world, at) == [yes.pk]

    def test_who_was_not_asked_blocks_nothing(self, world: World, at: datetime) -> None:
        yes = said(world, world.fatima, world.sem, Answer.YES, at=at)

        assert sources(world, at) == [yes.pk]

    def test_a_representative_speaks_for_an_adult_who_cannot(
        self, world: World, at: datetime, today: date
    ) -> None:
        given = Given(
            world.fatima,
            Answer.YES,
            today,
            today + DAY,
            circumstance=Circumstance.INCAPABLE,
            circumstance_reason="Hij ligt in coma.",
            capacity=Capacity.APPOINTED,
            shown_by="Beschikking van 3 maart 2026.",
        )
        yes = care_consents.allow_sharing(world.daan, given, SCHOOL, by=world.mila, at=at)

        assert sources(world, at) == [yes.pk]

        said(world, world.daan, world.daan, Answer.NO, at=at)
        assert sources(world, at) == []


class TestTheRaad:
    """That the RvdK takes part, each who must know it hears for themselves (INV-08)."""

    def tell(self, world: World, at: datetime, *heard: Person, why_not: str = "") -> None:
        telling.tell_family(
            world.home,
            world.rvdk,
            on=day_of(at),
            what="De Raad komt.",
            to=telling.Listeners(heard, why_not),
            by=world.mila,
            at=at,
        )

    def test_it_names_who_heard_it_and_why_others_did_not(self, world: World, at: datetime) -> None:
        refused_by(word_rules.LEGAL_104, lambda: self.tell(world, at))
        refused_by(word_rules.LEGAL_104, lambda: self.tell(world, at, world.fatima, world.daan))

        self.tell(world, at, world.fatima, why_not="Daan is gewelddadig, Noor is op kamp.")

        rows = ToldTo.objects.filter(informed__isnull=False)
        assert {one.person for one in rows.filter(told_on=day_of(at))} == {world.fatima}
        assert {one.person for one in rows.filter(told_on=None)} == {world.daan, world.noor}

    def test_a_yes_of_one_member_is_not_what_the_family_knows(
        self, world: World, at: datetime
    ) -> None:
        due = listeners.due(world.home, on=day_of(at))
        assert set(due) == {world.fatima, world.daan, world.noor}
        dossier.answer(world.fatima, [world.rvdk], by=world.mila, at=at)
        assert not selectors.told_of(world.home, world.rvdk, due=due)

        for one in (world.daan, world.noor):
            dossier.answer(one, [world.rvdk], says=Answer.NO, by=world.mila, at=at)

        assert selectors.told_of(world.home, world.rvdk, due=due) == [day_of(at)]


def test_nobody_tries_out_a_name_in_their_own_answer(world: World, at: datetime) -> None:
    """Else a name that takes his own answer off his page is one that he may not know."""
    shut = shields.NewShield(ShieldKind.ORGANIZATION, [world.daan], "Gevaar.", world.veilig_thuis)
    shields.close(world.home, shut, by=world.mila, at=at)
    no = Given(world.daan, Answer.NO, day_of(at), day_of(at) + DAY)
    named = f"praten bij {world.veilig_thuis.name}"

    def helps(text: str) -> object:
        return care_consents.allow_help(world.daan, no, help_=text, by=world.mila, at=at)

    refused_by(word_rules.LEGAL_120, lambda: helps(named))
    refused_by(
        word_rules.LEGAL_120,
        lambda: care_consents.allow_sharing(
            world.daan, no, replace(SCHOOL, purpose=named), by=world.mila, at=at
        ),
    )
    assert helps("praten")
