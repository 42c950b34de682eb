"""Three yeses apart: to help, to sharing, to working together; and the talk before each."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import IntegrityError, connection, transaction

from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import AuthoritySource, PersonRole, Status
from tandem.dossier.models import Authority, Household, Person
from tandem.dossier.services import households
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer, Circumstance, Direction, Tell, Via
from tandem.legal.models import CareConsent, FreedomMark, ToldPoint
from tandem.legal.services import care_consents, consents, involvements, talks
from tandem.legal.services.care_consents import Given, Sharing
from tests.factories import dossier
from tests.factories.world import World
from tests.legal.test_services import Do, green, recorded_once, refused_by, yes

DAY = timedelta(days=1)
SCHOOL = Sharing(Direction.ASK, "hoe het gaat met leren", "voor het plan", source="De Vlieger")


@pytest.fixture
def today(at: datetime) -> date:
    return day_of(at)


def added(world: World, name: str, born_on: date, at: datetime) -> Person:
    new = households.NewPerson(name, PersonRole.OTHER, born_on)
    (person,) = households.add_persons(world.home, [new], by=world.mila, at=at)
    return Person.objects.select_related("household").get(pk=person.pk)


def heard(person: Person, on: date, world: World, at: datetime) -> None:
    told = talks.Told(rules.EXPLAINED, [person])
    talks.tell(world.home, told, on=on, by=world.mila, at=at)


class TestHelp:
    def allow(self, world: World, at: datetime, for_: Person, given: Given) -> Callable[[], object]:
        return lambda: care_consents.allow_help(
            for_, given, help_="spelgesprekken", by=world.mila, at=at
        )

    def test_who_has_authority_says_yes_for_a_child_of_6(
        self, world: World, at: datetime, today: date
    ) -> None:
        given = Given(world.fatima, Answer.YES, today)

        recorded_once("care_consent_yes", self.allow(world, at, world.sem, given))

        found = world.sem.care_consents.get()
        assert (found.given_by, found.help) == (world.fatima, "spelgesprekken")
        assert found.period.has(today)
        assert str(found) == f"yes {today}"

    def test_somebody_without_authority_does_not(
        self, world: World, at: datetime, today: date
    ) -> None:
        friend = added(world, "Koen Beuk", date(1990, 1, 1), at)
        heard(friend, today, world, at)

        for who in (friend, world.noor):
            given = Given(who, Answer.YES, today)
            refused_by(rules.LEGAL_31, self.allow(world, at, world.sem, given))

    def test_authority_that_ended_yesterday_is_none(
        self, world: World, at: datetime, today: date
    ) -> None:
        Authority.objects.filter(holder=world.daan, child=world.sem).update(until=today)

        given = Given(world.daan, Answer.YES, today)

        refused_by(rules.LEGAL_31, self.allow(world, at, world.sem, given))

    def test_a_parent_of_another_household_does_not(
        self, world: World, at: datetime, today: date
    ) -> None:
        other = dossier.started(world.huizen, [world.local_team], by=world.mila, at=at)
        lotte = Person.objects.select_related("household").get(household=other, role="parent")
        Authority.objects.create(
            holder=lotte, child=world.sem, source="told", source_on=today, since=today
        )

        refused_by(
            rules.LEGAL_31, self.allow(world, at, world.sem, Given(lotte, Answer.YES, today))
        )

    def test_a_guardian_decides_like_a_parent(
        self, world: World, at: datetime, today: date
    ) -> None:
        oma = added(world, "Nel Wilgen", date(1955, 5, 5), at)
        known = households.AuthoritySeen(AuthoritySource.GUARDIAN, today, today)
        households.record_authority(oma, world.sem, known, by=world.mila, at=at)
        heard(oma, today, world, at)

        given = Given(oma, Answer.YES, today)

        recorded_once("care_consent_yes", self.allow(world, at, world.sem, given))

    def test_a_child_that_turned_12_yesterday_is_asked_itself(
        self, world: World, at: datetime, today: date
    ) -> None:
        turned = added(world, "Bo Wilgen", (today - DAY).replace(year=today.year - 12), at)
        turns = added(world, "Jip Wilgen", (today + DAY).replace(year=today.year - 12), at)
        for child in (turned, turns):
            known = households.AuthoritySeen(AuthoritySource.TOLD, today, today)
            households.record_authority(world.fatima, child, known, by=world.mila, at=at)
            heard(child, today, world, at)

        own = {child: Given(child, Answer.YES, today) for child in (turned, turns)}

        recorded_once("care_consent_yes", self.allow(world, at, turned, own[turned]))
        refused_by(rules.LEGAL_31, self.allow(world, at, turns, own[turns]))
        # For sharing a parent could speak the day before yesterday, and no longer.
        share = Given(world.fatima, Answer.YES, today, today + DAY)
        refused_by(
            rules.LEGAL_31,
            lambda: care_consents.allow_sharing(turned, share, SCHOOL, by=world.mila, at=at),
        )

    def test_not_tomorrow_and_not_in_a_dossier_that_ended(
        self, world: World, at: datetime, today: date
    ) -> None:
        late = Given(world.fatima, Answer.YES, today + DAY)
        refused_by(dossier_rules.DOSSIER_02, self.allow(world, at, world.sem, late))

        Household.objects.filter(pk=world.home.pk).update(
            status=Status.ENDED, ended_on=world.home.registered_on
        )

        now_ = Given(world.fatima, Answer.YES, today)
        refused_by(dossier_rules.DOSSIER_09, self.allow(world, at, world.sem, now_))

    def test_it_ends_after_it_begins(self, world: World, at: datetime, today: date) -> None:
        given = Given(world.fatima, Answer.YES, today, today)

        refused_by(rules.LEGAL_17, self.allow(world, at, world.sem, given))

    def test_an_exception_says_why_and_fits_the_age(
        self, world: World, at: datetime, today: date
    ) -> None:
        bare = Given(world.noor, Answer.YES, today, circumstance=Circumstance.OWN_WISH)
        refused_by(rules.LEGAL_34, self.allow(world, at, world.noor, bare))
        young = Given(
            world.fatima,
            Answer.YES,
            today,
            circumstance=Circumstance.OWN_WISH,
            circumstance_reason="Sem wil het.",
        )
        refused_by(rules.LEGAL_34, self.allow(world, at, world.sem, young))

        said = replace(bare, circumstance_reason="Noor vroeg er drie keer om.")

        recorded_once("care_consent_yes", self.allow(world, at, world.noor, said))

    def test_who_was_told_nothing_says_no_yes_but_may_say_no(
        self, world: World, at: datetime, today: date
    ) -> None:
        ToldPoint.objects.filter(person=world.fatima, point=Tell.OWN_ROOM).delete()

        refused_by(
            rules.LEGAL_33,
            self.allow(world, at, world.sem, Given(world.fatima, Answer.YES, today)),
        )
        recorded_once(
            "care_consent_no",
            self.allow(world, at, world.sem, Given(world.fatima, Answer.NO, today)),
        )

    def test_a_partner_without_the_key_for_it_is_refused(
        self, world: World, at: datetime, today: date
    ) -> None:
        given = Given(world.fatima, Answer.YES, today)

        refused_by(
            dossier_rules.DOSSIER_01,
            lambda: care_consents.allow_help(
                world.sem, given, help_="gesprekken", by=world.vera, at=at
            ),
        )
        with pytest.raises(door.NotFound):
            care_consents.allow_help(world.sem, given, help_="gesprekken", by=world.outsider, at=at)

    def test_it_is_taken_back_once_by_word_or_mail(
        self, world: World, at: datetime, today: date
    ) -> None:
        given = Given(world.fatima, Answer.YES, today)
        consent = care_consents.allow_help(world.sem, given, help_="taal", by=world.mila, at=at)

        recorded_once(
            "care_consent_withdrawn",
            lambda: care_consents.take_back(consent, via=Via.EMAIL, by=world.mila, at=at),
        )

        assert (consent.ended_at, consent.ended_by, consent.ended_via) == (at, world.mila, "email")
        refused_by(
            rules.LEGAL_39,
            lambda: care_consents.take_back(consent, via=Via.ORAL, by=world.ruben, at=at),
        )

    def test_a_no_and_what_is_over_cannot_be_taken_back(
        self, world: World, at: datetime, today: date
    ) -> None:
        no = care_consents.allow_help(
            world.sem, Given(world.fatima, Answer.NO, today), help_="taal", by=world.mila, at=at
        )
        short = care_consents.allow_help(
            world.sem,
            Given(world.fatima, Answer.YES, today, today + DAY),
            help_="taal",
            by=world.mila,
            at=at,
        )

        def back(one: CareConsent, when: datetime) -> Do:
            return lambda: care_consents.take_back(one, via=Via.ORAL, by=world.mila, at=when)

        refused_by(rules.LEGAL_39, back(no, at))
        refused_by(rules.LEGAL_39, back(short, at + DAY))


class TestBeginning:
    """Help begins when everybody who must decide said yes, and not before (LEGAL-35)."""

    def asked(
        self, world: World, at: datetime, *who: Person, on: date | None = None
    ) -> list[CareConsent]:
        return [
            care_consents.allow_help(
                world.noor,
                Given(one, Answer.YES, on or day_of(at)),
                help_="Gesprekken",
                by=world.mila,
                at=at,
            )
            for one in who
        ]

    def test_it_begins_with_three_times_yes(self, world: World, at: datetime, today: date) -> None:
        *_, last = self.asked(world, at, world.fatima, world.daan, world.noor)

        recorded_once(
            "help_begun",
            lambda: care_consents.begin_help(last, on=today, by=world.mila, at=at),
        )

        last.refresh_from_db()
        assert (last.begins_on, last.begun_by) == (today, world.mila)
        (shown,) = selectors.helping(world.home, at=at)
        assert shown.begun == last

    @pytest.mark.parametrize("missing", ["fatima", "daan", "noor"])
    def test_it_does_not_begin_while_one_of_them_was_not_asked(
        self, world: World, at: datetime, today: date, missing: str
    ) -> None:
        who = [getattr(world, name) for name in ("fatima", "daan", "noor") if name != missing]
        *_, last = self.asked(world, at, *who)

        refused_by(
            rules.LEGAL_35,
            lambda: care_consents.begin_help(last, on=today, by=world.mila, at=at),
        )

    def test_a_no_of_one_of_them_stops_it(self, world: World, at: datetime, today: date) -> None:
        *_, last = self.asked(world, at, world.fatima, world.noor)
        no = Given(world.daan, Answer.NO, today)
        care_consents.allow_help(world.noor, no, help_="gesprekken ", by=world.mila, at=at)

        refused_by(
            rules.LEGAL_35,
            lambda: care_consents.begin_help(last, on=today, by=world.mila, at=at),
        )

    def test_it_begins_once_not_before_the_yes_and_not_on_a_yes_that_is_over(
        self, world: World, at: datetime, today: date
    ) -> None:
        first, *_, last = self.asked(world, at, world.fatima, world.daan, world.noor)

        def begin(consent: CareConsent, on: date = today) -> Callable[[], object]:
            return lambda: care_consents.begin_help(consent, on=on, by=world.mila, at=at)

        refused_by(rules.LEGAL_35, begin(last, today - DAY))
        refused_by(dossier_rules.DOSSIER_02, begin(last, today + DAY))
        care_consents.take_back(first, via=Via.ORAL, by=world.mila, at=at)
        refused_by(rules.LEGAL_39, begin(first))
        refused_by(rules.LEGAL_35, begin(last))
        self.asked(world, at, world.fatima)
        begin(last)()
        refused_by(dossier_rules.DOSSIER_07, begin(last))

    def test_incapacity_is_of_one_help_and_one_moment(
        self, world: World, at: datetime, today: date
    ) -> None:
        unable = Given(
            world.fatima,
            Answer.YES,
            today - DAY,
            circumstance=Circumstance.INCAPABLE,
            circumstance_reason="Zij is te ziek om dit te overzien.",
        )

        def ask(given: Given, help_: str) -> CareConsent:
            return care_consents.allow_help(world.noor, given, help_=help_, by=world.mila, at=at)

        for who in (world.daan, world.fatima):
            ask(replace(unable, by=who), "opname")
        ask(Given(world.fatima, Answer.YES, today), "gesprekken")
        by_name = {one.help: one for one in selectors.helping(world.home, at=at)}
        assert by_name["opname"].verdict
        assert not by_name["gesprekken"].verdict

        ask(Given(world.noor, Answer.NO, today), "opname")

        by_name = {one.help: one for one in selectors.helping(world.home, at=at)}
        assert by_name["opname"].verdict.rule is rules.LEGAL_35
        assert not by_name["opname"].verdict

    def test_the_database_keeps_it_to_a_yes(self, world: World, at: datetime, today: date) -> None:
        no = Given(world.daan, Answer.NO, today)
        care_consents.allow_help(world.noor, no, help_="gesprekken", by=world.mila, at=at)

        with pytest.raises(IntegrityError, match="help_begins"), transaction.atomic():
            CareConsent.objects.update(begins_on=today, begun_at=at, begun_by=world.mila)


class TestSharing:
    def test_one_source_one_purpose_one_period(
        self, world: World, at: datetime, today: date
    ) -> None:
        given = Given(world.fatima, Answer.YES, today, date(2027, 1, 1))

        recorded_once(
            "sharing_consent_yes",
            lambda: care_consents.allow_sharing(world.sem, given, SCHOOL, by=world.mila, at=at),
        )

        found = world.sem.sharing_consents.get()
        assert found.with_whom == "De Vlieger"
        assert found.period.last_day == date(2026, 12, 31)
        assert str(found) == f"yes {today}"

    def test_an_organization_that_tandem_knows_is_named_by_itself(
        self, world: World, at: datetime, today: date
    ) -> None:
        sharing = Sharing(Direction.GIVE, "het plan", "afstemmen", organization=world.gi)
        given = Given(world.noor, Answer.NO, today, today + 30 * DAY)

        found = care_consents.allow_sharing(world.noor, given, sharing, by=world.mila, at=at)

        assert found.with_whom == world.gi.name
        assert found.source == ""

    def test_without_an_end_or_a_purpose_it_is_none(
        self, world: World, at: datetime, today: date
    ) -> None:
        endless = Given(world.fatima, Answer.YES, today)
        aimless = Given(world.fatima, Answer.YES, today, today + DAY)

        refused_by(
            rules.LEGAL_36,
            lambda: care_consents.allow_sharing(world.sem, endless, SCHOOL, by=world.mila, at=at),
        )
        refused_by(
            rules.LEGAL_36,
            lambda: care_consents.allow_sharing(
                world.sem, aimless, replace(SCHOOL, purpose=""), by=world.mila, at=at
            ),
        )

    def test_a_parent_does_not_give_away_what_a_girl_of_14_told(
        self, world: World, at: datetime, today: date
    ) -> None:
        given = Given(world.fatima, Answer.YES, today, today + DAY)

        refused_by(
            rules.LEGAL_31,
            lambda: care_consents.allow_sharing(world.noor, given, SCHOOL, by=world.mila, at=at),
        )

    def test_it_is_taken_back(self, world: World, at: datetime, today: date) -> None:
        given = Given(world.noor, Answer.YES, today, today + DAY)
        consent = care_consents.allow_sharing(world.noor, given, SCHOOL, by=world.mila, at=at)

        recorded_once(
            "sharing_consent_withdrawn",
            lambda: care_consents.take_back(consent, via=Via.ORAL, by=world.mila, at=at),
        )

    @pytest.mark.parametrize(
        "broken",
        [
            "until = given_on",
            "source = ''",
            "ended_at = now()",
            "circumstance = 'own_wish'",
        ],
    )
    def test_the_database_keeps_it_too(
        self, broken: str, world: World, at: datetime, today: date
    ) -> None:
        given = Given(world.noor, Answer.YES, today, today + DAY)
        care_consents.allow_sharing(world.noor, given, SCHOOL, by=world.mila, at=at)

        with (
            pytest.raises(IntegrityError),
            transaction.atomic(),
            connection.cursor() as cursor,
        ):
            cursor.execute(f"UPDATE legal_sharingconsent SET {broken}")


class TestTheTalk:
    def test_an_explanation_keeps_who_heard_what(
        self, world: World, at: datetime, today: date
    ) -> None:
        told = talks.Told([Tell.PILOT], [world.noor], "Moet ik dan alles vertellen?")

        explanation = consents.explain(world.home, on=today, told=told, by=world.mila, at=at)

        point = explanation.told_points.get()
        assert (point.person, point.point, point.told_by) == (world.noor, Tell.PILOT, world.mila)
        assert point.reaction == "Moet ik dan alles vertellen?"
        assert str(point) == f"TELL-01 {today}"

    def test_without_more_it_is_the_leaflet_told_to_everybody(
        self, world: World, at: datetime, today: date
    ) -> None:
        explanation = consents.explain(world.home, on=today, by=world.mila, at=at)

        assert explanation.told_points.count() == len(rules.EXPLAINED) * 4

    def test_a_later_talk_is_recorded_for_each_who_was_there(
        self, world: World, at: datetime, today: date
    ) -> None:
        told = talks.Told([Tell.CONTACT, Tell.COURSE], [world.fatima, world.noor])

        recorded_once(
            "points_told", lambda: talks.tell(world.home, told, on=today, by=world.mila, at=at)
        )

        assert ToldPoint.objects.filter(explanation=None, told_on=today).count() == 4

    def test_somebody_must_have_been_there_and_not_tomorrow(
        self, world: World, at: datetime, today: date
    ) -> None:
        nobody = talks.Told([Tell.CONTACT], [])
        somebody = talks.Told([Tell.CONTACT], [world.noor])

        refused_by(
            dossier_rules.DOSSIER_03,
            lambda: talks.tell(world.home, nobody, on=today, by=world.mila, at=at),
        )
        refused_by(
            dossier_rules.DOSSIER_02,
            lambda: talks.tell(world.home, somebody, on=today + DAY, by=world.mila, at=at),
        )

    @pytest.mark.parametrize("point", rules.BEFORE_YES)
    def test_no_yes_before_each_of_these_was_told(
        self, point: Tell, world: World, at: datetime, today: date
    ) -> None:
        ToldPoint.objects.filter(person=world.fatima, point=point).delete()

        refused_by(
            rules.LEGAL_33,
            lambda: consents.record(world.fatima, yes(world.gi, on=today), by=world.mila, at=at),
        )

        heard(world.fatima, today, world, at)
        recorded_once(
            "consent_yes",
            lambda: consents.record(world.fatima, yes(world.gi, on=today), by=world.mila, at=at),
        )

    def test_what_is_told_after_the_day_came_too_late(
        self, world: World, at: datetime, today: date
    ) -> None:
        ToldPoint.objects.filter(person=world.fatima).delete()
        heard(world.fatima, today, world, at)

        early = yes(world.gi, on=today - DAY)

        refused_by(
            rules.LEGAL_33,
            lambda: consents.record(world.fatima, early, by=world.mila, at=at),
        )

    def test_a_no_needs_no_talk(self, world: World, at: datetime, today: date) -> None:
        ToldPoint.objects.filter(person=world.fatima).delete()
        no = consents.NewConsent(Answer.NO, [world.gi], today, what_else="Alleen wij.")

        recorded_once("consent_no", lambda: consents.record(world.fatima, no, by=world.mila, at=at))

    def test_how_free_it_was_is_kept_beside_it(
        self, world: World, at: datetime, today: date
    ) -> None:
        said = yes(world.gi, on=today, company="Daan", not_free="Daan antwoordde steeds voor haar.")

        consent = consents.record(world.fatima, said, by=world.mila, at=at)

        mark = FreedomMark.objects.get(consent=consent)
        assert mark.is_not_free
        assert mark.company == "Daan"
        assert str(mark) == f"vrij antwoord {consent.pk}"


class TestAuthorityBehindAPartner:
    def test_a_friend_without_authority_lets_nobody_in(
        self, world: World, at: datetime, today: date
    ) -> None:
        friend = added(world, "Koen Beuk", date(1990, 1, 1), at)
        heard(friend, today, world, at)
        consents.record(friend, yes(world.gi, on=today), by=world.mila, at=at)
        for one in (world.fatima, world.daan, world.noor):
            dossier.answer(one, [world.gi], says=Answer.NO, by=world.mila, at=at)

        refused_by(
            rules.LEGAL_32,
            lambda: involvements.start(world.home, green(world.gi, today), by=world.mila, at=at),
        )
        assert not involvements.judge(world.home, green(world.gi, today), at=at)

        consents.record(world.fatima, yes(world.gi, on=today), by=world.mila, at=at)

        assert involvements.judge(world.home, green(world.gi, today), at=at)


class TestTheExpert:
    def test_a_no_is_a_breaking_point_where_the_pilot_says_so(
        self, world: World, at: datetime, today: date
    ) -> None:
        assert talks.judge_expert(world.home, on=today)

        recorded_once(
            "expert_no",
            lambda: talks.answer_expert(
                world.fatima, answer=Answer.NO, on=today, reaction="Nu niet.", by=world.mila, at=at
            ),
        )

        assert talks.judge_expert(world.home, on=today)
        world.home.pilot.expert_refusal_is_breaking_point = True
        assert talks.judge_expert(world.home, on=today).rule is rules.LEGAL_38
        assert talks.judge_expert(world.home, on=today - DAY)

        # What somebody else says takes nothing of a no away.
        talks.answer_expert(
            world.daan, answer=Answer.YES, on=today, reaction="", by=world.mila, at=at
        )
        assert talks.judge_expert(world.home, on=today).rule is rules.LEGAL_38

        said = talks.answer_expert(
            world.fatima, answer=Answer.YES, on=today, reaction="", by=world.mila, at=at
        )

        assert talks.judge_expert(world.home, on=today)
        assert str(said) == f"yes {today}"

    def test_the_tandem_does_not_start_after_it(
        self, world: World, at: datetime, today: date
    ) -> None:
        home = dossier.registered(world.huizen, by=world.mila, at=at)
        dossier.triaged(home, by=world.mila, at=at)
        dossier.explained(home, by=world.mila, at=at)
        dossier.everybody_says_yes(home, [world.local_team], by=world.mila, at=at)
        parent = home.persons.select_related("household__pilot").get(role="parent")
        talks.answer_expert(parent, answer="no", on=today, reaction="", by=world.mila, at=at)
        world.huizen.expert_refusal_is_breaking_point = True
        world.huizen.save()
        dossier.told_at_start(home, by=world.mila, at=at)

        refused_by(rules.LEGAL_38, lambda: dossier.riding(home, world.mila, by=world.mila, at=at))

        talks.answer_expert(parent, answer="yes", on=today, reaction="", by=world.mila, at=at)
        dossier.riding(home, world.mila, by=world.mila, at=at)

    def test_a_child_of_6_does_not_decide_about_it(
        self, world: World, at: datetime, today: date
    ) -> None:
        refused_by(
            rules.LEGAL_02,
            lambda: talks.answer_expert(
                world.sem, answer=Answer.NO, on=today, reaction="", by=world.mila, at=at
            ),
        )


def test_who_decides_is_known_by_day(world: World, today: date) -> None:
    children, holders = selectors.authority_in(world.home, on=today)

    assert {child.first_name for child in children} == {"Noor", "Sem"}
    assert holders == {world.fatima.pk, world.daan.pk}
    assert selectors.decides_for(world.fatima, world.sem, on=today)
    assert not selectors.decides_for(world.noor, world.sem, on=today)
