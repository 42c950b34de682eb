"""What we know around a family, through the services: nothing is lost, and nothing is stopped."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from django.db import IntegrityError, ProgrammingError, connection, transaction
from django.test.utils import CaptureQueriesContext

from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal, Rule, Verdict
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import (
    ContactKind,
    EntryKind,
    Form,
    PersonRole,
    Provenance,
    Safety,
    Status,
    ViewLevel,
)
from tandem.dossier.models import Household, Person
from tandem.dossier.services import family as family_pages
from tandem.dossier.services import journal
from tandem.plan import rules
from tandem.plan.enums import (
    ChildHelpAnswer,
    Domain,
    DomainState,
    Invited,
    RequestAnswer,
    RequestKind,
    Strain,
    Strength,
)
from tandem.plan.models import ChildHelp, DomainNote, EarlierHelp, Supporter, SupportRequest, Tie
from tandem.plan.selectors import family, network
from tandem.plan.services import domains
from tandem.plan.services import help as helping
from tandem.plan.services import network as circle
from tests.factories import around, dossier
from tests.factories.world import World
from tests.second_lock.test_identity import as_web, run

DAY = timedelta(days=1)


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    """Do what must be refused; nothing may have been recorded of it."""
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused, transaction.atomic():
        do()
    assert refused.value.rule is rule
    assert Event.objects.count() == before


def recorded(event: str) -> Event:
    return Event.objects.filter(event=event).latest("id")


@pytest.fixture
def zohra(world: World, at: datetime) -> Supporter:
    return around.supporter(world.home, by=world.mila, at=at)


def read(world: World, at: datetime, *, measure_runs: bool = False) -> network.Circle:
    return network.circle_of(world.home, on=day_of(at), measure_runs=measure_runs)


class TestCircle:
    def test_somebody_stands_in_it_for_whom_they_are_there(
        self, world: World, at: datetime
    ) -> None:
        tom = around.supporter(
            world.home,
            name="Meester Tom",
            is_for_everybody=False,
            supports=[world.sem, world.noor],
            by=world.vera,
            at=at,
        )

        (standing,) = read(world, at).people
        assert standing.tie.supporter == tom
        assert standing.supports == ("Noor", "Sem")
        event = recorded("supporter_added")
        assert (event.household_ref, event.actor_id) == (world.home.ref, world.vera.pk)

    def test_for_everybody_names_nobody_apart(self, world: World, at: datetime) -> None:
        around.supporter(world.home, supports=[world.sem], by=world.mila, at=at)

        (standing,) = read(world, at).people
        assert standing.tie.is_for_everybody
        assert standing.supports == ()

    def test_it_is_refused_without_saying_for_whom(self, world: World, at: datetime) -> None:
        new = around.known(is_for_everybody=False)

        refused_by(rules.PLAN_32, lambda: circle.add(world.home, new, by=world.mila, at=at))

    def test_a_change_is_a_version_and_the_old_one_stays(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        better = around.known(strength=Strength.THIN, strain=Strain.CONFLICT)

        circle.change(zohra, better, seen=1, by=world.vera, at=at)

        (standing,) = read(world, at).people
        assert standing.tie.strength == Strength.THIN
        assert [one.version for one in network.history_of(zohra, on=day_of(at)).ties] == [2, 1]
        assert Tie.objects.get(supporter=zohra, version=1).strength == Strength.STRONG

    def test_who_changes_what_somebody_else_just_changed_sees_that_first(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        circle.change(zohra, around.known(talents="Koken."), seen=1, by=world.vera, at=at)

        refused_by(
            dossier_rules.DOSSIER_07,
            lambda: circle.change(zohra, around.known(), seen=1, by=world.mila, at=at),
        )

    def test_two_ties_never_have_one_version(self, zohra: Supporter) -> None:
        tie = Tie.objects.get(supporter=zohra)
        tie.pk = None

        with pytest.raises(IntegrityError), transaction.atomic():
            tie.save(force_insert=True)

    def test_who_leaves_is_kept_and_what_was_asked_ends(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        request = around.asked(zohra, by=world.mila, at=at)
        today = day_of(at)

        circle.leave(zohra, left_on=today, because="Verhuisd.", seen=1, by=world.mila, at=at)

        found = read(world, at)
        assert found.people == ()
        assert [tie.left_because for tie in found.gone] == ["Verhuisd."]
        request.refresh_from_db()
        assert (request.until, request.end_reason) == (today, "Verhuisd.")
        assert Tie.objects.filter(supporter=zohra).count() == 2

    def test_who_left_is_asked_nothing_and_can_come_back(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        circle.leave(zohra, left_on=day_of(at), because="Verhuisd.", seen=1, by=world.mila, at=at)
        refused_by(rules.PLAN_39, lambda: around.asked(zohra, by=world.mila, at=at))

        circle.change(zohra, around.known(), seen=2, by=world.mila, at=at)

        assert len(read(world, at).people) == 1
        assert around.asked(zohra, by=world.mila, at=at).pk

    def test_nobody_leaves_tomorrow_or_twice(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        def leave(day: object, seen: int) -> None:
            circle.leave(
                zohra,
                left_on=day,  # type: ignore[arg-type]
                because="Verhuisd.",
                seen=seen,
                by=world.mila,
                at=at,
            )

        refused_by(dossier_rules.DOSSIER_02, lambda: leave(day_of(at) + DAY, 1))
        leave(day_of(at), 1)
        refused_by(rules.PLAN_39, lambda: leave(day_of(at), 2))

    def test_while_a_measure_runs_somebody_has_to_be_asked(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        assert read(world, at).involved
        assert not read(world, at, measure_runs=True).involved

        known = around.known(invited=Invited.DECLINED)
        circle.change(zohra, known, seen=1, by=world.mila, at=at)

        assert read(world, at, measure_runs=True).involved

    def test_it_takes_two_statements_however_many_people(self, world: World, at: datetime) -> None:
        for number in range(30):
            one = around.supporter(world.home, name=f"Buur {number}", by=world.mila, at=at)
            around.asked(one, by=world.mila, at=at)

        with CaptureQueriesContext(connection) as asked:
            found = read(world, at)
            assert str(found.picture).count('class="circle__dot"') == 24

        assert len(asked) == 2
        assert found.not_drawn == 6


class TestRequests:
    def test_three_tasks_are_written_down_and_warn(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        for _number in range(3):
            assert network.load_of(zohra, on=day_of(at))
            around.asked(zohra, by=world.mila, at=at)

        assert network.load_of(zohra, on=day_of(at)).rule is rules.PLAN_31
        (standing,) = read(world, at).people
        assert "Oma Zohra heeft nu drie taken" in standing.load.reason
        assert SupportRequest.objects.count() == 3

    def test_what_people_do_of_themselves_never_weighs(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        for _number in range(5):
            around.asked(zohra, kind=RequestKind.STRENGTH, by=world.mila, at=at)

        assert network.load_of(zohra, on=day_of(at))

    def test_what_is_refused_over_or_yet_to_come_does_not_weigh(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        today = day_of(at)
        refused = around.asked(zohra, by=world.mila, at=at)
        over = around.asked(zohra, since=today - DAY, by=world.mila, at=at)
        around.asked(zohra, since=today + DAY, by=world.mila, at=at)
        around.asked(zohra, since=today - DAY, last_day=today - DAY, by=world.mila, at=at)
        for _number in range(2):
            around.asked(zohra, by=world.mila, at=at)

        circle.answer(refused, answer=RequestAnswer.NO, words="Te druk.", by=world.mila, at=at)
        circle.end(over, last_day=today - DAY, reason="Klaar.", by=world.mila, at=at)

        assert network.load_of(zohra, on=today)
        assert not network.load_of(zohra, on=today + DAY)

    def test_an_answer_and_an_end_are_given_once(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        request, today = around.asked(zohra, by=world.mila, at=at), day_of(at)

        circle.answer(request, answer=RequestAnswer.YES, words="Graag.", by=world.vera, at=at)
        circle.end(request, last_day=today, reason="De bso begint.", by=world.vera, at=at)

        request.refresh_from_db()
        assert (request.answered_by, request.ended_by) == (world.vera, world.vera)
        assert request.until == today + DAY
        assert request.planned_until is None
        refused_by(
            dossier_rules.DOSSIER_07,
            lambda: circle.answer(request, answer="no", words="", by=world.mila, at=at),
        )
        refused_by(
            dossier_rules.DOSSIER_07,
            lambda: circle.end(request, last_day=today, reason="Nog eens.", by=world.mila, at=at),
        )

    def test_a_request_is_answered_when_it_is_asked(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        request = around.asked(
            zohra, answer=RequestAnswer.PARTLY, answer_words="Om de week.", by=world.mila, at=at
        )

        assert (request.answered_by, request.answered_at) == (world.mila, at)

    def test_it_does_not_end_before_it_begins(
        self, world: World, zohra: Supporter, at: datetime
    ) -> None:
        today = day_of(at)
        refused_by(
            rules.PLAN_38,
            lambda: around.asked(zohra, last_day=today - DAY, by=world.mila, at=at),
        )
        request = around.asked(zohra, by=world.mila, at=at)
        refused_by(
            rules.PLAN_38,
            lambda: circle.end(
                request, last_day=today - DAY, reason="Klaar.", by=world.mila, at=at
            ),
        )


class TestDomains:
    def test_nothing_was_discussed_yet(self, world: World) -> None:
        assert [one.state for one in family.domains_of(world.home)] == [
            DomainState.NOT_DISCUSSED
        ] * 5

    def test_the_newest_stands_and_the_old_one_is_read_below(
        self, world: World, at: datetime
    ) -> None:
        today = day_of(at)
        for state, day in (
            (DomainState.WELL, today),
            (DomainState.CONCERNS, today - DAY),
            (DomainState.CONCERNS, today - 2 * DAY),
        ):
            noted = domains.Noted(Domain.MONEY, state, day, "Schulden.")
            domains.note(world.home, noted, by=world.mila, at=at)

        money = family.domains_of(world.home)[0]
        assert money.goes_well
        assert [one.noted_on for one in family.notes_of(world.home).notes] == [
            today,
            today - DAY,
            today - 2 * DAY,
        ]

    def test_one_person_stands_beside_the_household(self, world: World, at: datetime) -> None:
        today = day_of(at)
        for state, person in ((DomainState.WELL, None), (DomainState.CONCERNS, world.daan)):
            noted = domains.Noted(Domain.WORK, state, today, "Drie avonden.", person)
            domains.note(world.home, noted, by=world.vera, at=at)

        work = family.domains_of(world.home)[-1]
        assert work.goes_well
        assert [one.person for one in work.of_people] == [world.daan]

    def test_concerns_without_words_are_refused_also_by_the_database(
        self, world: World, at: datetime
    ) -> None:
        noted = domains.Noted(Domain.MONEY, DomainState.CONCERNS, day_of(at), " ")
        refused_by(rules.PLAN_34, lambda: domains.note(world.home, noted, by=world.mila, at=at))
        with pytest.raises(IntegrityError), transaction.atomic():
            DomainNote.objects.create(
                household=world.home,
                domain=Domain.MONEY,
                state=DomainState.CONCERNS,
                noted_on=day_of(at),
                recorded_at=at,
                recorded_by=world.mila,
            )

    def test_nothing_is_discussed_tomorrow(self, world: World, at: datetime) -> None:
        noted = domains.Noted(Domain.MONEY, DomainState.WELL, day_of(at) + DAY)

        refused_by(
            dossier_rules.DOSSIER_02,
            lambda: domains.note(world.home, noted, by=world.mila, at=at),
        )

    def test_the_history_goes_on_where_a_page_ends(self, world: World, at: datetime) -> None:
        for number in range(family.PAGE + 1):
            noted = domains.Noted(Domain.CARE, DomainState.WELL, day_of(at), str(number))
            domains.note(world.home, noted, by=world.mila, at=at)

        first = family.notes_of(world.home)
        second = family.notes_of(world.home, after=first.next_key)

        assert len(first.notes) == family.PAGE
        assert [one.words for one in second.notes] == ["0"]
        assert second.next_key == ""

    @pytest.mark.parametrize("after", ["", "x", "2026-13-99_1", "2026-09-07_", "_", "²_³"])
    def test_a_place_that_we_did_not_write_begins_at_the_top(
        self, world: World, at: datetime, after: str
    ) -> None:
        noted = domains.Noted(Domain.CARE, DomainState.WELL, day_of(at))
        domains.note(world.home, noted, by=world.mila, at=at)

        assert len(family.notes_of(world.home, after=after).notes) == 1


class TestEarlierHelp:
    def test_a_better_version_stands_above_the_old_one(self, world: World, at: datetime) -> None:
        first = helping.remember(world.home, around.had(worked="Rust."), by=world.mila, at=at)

        second = helping.correct(
            first, around.had(worked="Rust, en taart.", about=[world.sem]), by=world.vera, at=at
        )

        (one,) = family.earlier_help_of(world.home)
        assert (one.help, one.older, one.for_whom) == (second, (first,), ("Sem",))
        assert family.newest_version(first) == second

    def test_it_is_corrected_once(self, world: World, at: datetime) -> None:
        first = helping.remember(world.home, around.had(), by=world.mila, at=at)
        helping.correct(first, around.had(), by=world.vera, at=at)

        refused_by(
            dossier_rules.DOSSIER_07,
            lambda: helping.correct(first, around.had(), by=world.mila, at=at),
        )
        assert EarlierHelp.objects.count() == 2


class TestChildHelp:
    def answer(self, world: World, child: Person, at: datetime, **other: object) -> ChildHelp:
        said: dict[str, object] = {
            "answer": ChildHelpAnswer.YES,
            "words": "Speltherapie.",
            "answered_on": day_of(at),
        }
        return helping.answer_for_child(child, **(said | other), by=world.mila, at=at)  # type: ignore[arg-type]

    def read(self, world: World, at: datetime, *, has_violence: bool = True) -> family.Children:
        return family.child_help_of(
            family.members_of(world.home, on=day_of(at)), on=day_of(at), has_violence=has_violence
        )

    def test_every_child_is_asked_for_in_a_house_with_violence(
        self, world: World, at: datetime
    ) -> None:
        assert "Noor en Sem" in self.read(world, at).answered.reason
        assert self.read(world, at, has_violence=False).answered

        self.answer(world, world.sem, at)
        self.answer(world, world.noor, at, answer=ChildHelpAnswer.NOT_YET, words="Wil zij niet.")

        found = self.read(world, at)
        assert found.answered
        assert [one.gets_help for one in found.children] == [False, True]

    def test_the_newest_answer_stands(self, world: World, at: datetime) -> None:
        self.answer(world, world.sem, at)
        self.answer(
            world, world.sem, at, answer="no", words="Was er.", answered_on=day_of(at) - DAY
        )

        sem = self.read(world, at).children[1]
        assert sem.gets_help
        assert [one.answer for one in family.answers_for(world.sem)] == ["yes", "no"]

    @pytest.mark.parametrize("answer", [ChildHelpAnswer.NO, ChildHelpAnswer.NOT_YET])
    def test_no_help_without_a_reason_is_refused_also_by_the_database(
        self, world: World, at: datetime, answer: str
    ) -> None:
        refused_by(
            rules.PLAN_35, lambda: self.answer(world, world.sem, at, answer=answer, words="")
        )
        with pytest.raises(IntegrityError), transaction.atomic():
            ChildHelp.objects.create(
                child=world.sem,
                answer=answer,
                answered_on=day_of(at),
                recorded_at=at,
                recorded_by=world.mila,
            )

    def test_who_is_grown_up_gone_or_not_born_yet_is_no_child_here(
        self, world: World, at: datetime
    ) -> None:
        today = day_of(at)
        Person.objects.filter(pk=world.noor.pk).update(left_on=today)
        Person.objects.filter(pk=world.sem.pk).update(born_on=today + DAY)

        assert self.read(world, at).children == ()


class TestNobodyForgotten:
    def judge(self, world: World, at: datetime) -> Verdict:
        return family.nobody_is_forgotten(
            family.members_of(world.home, on=day_of(at)), on=day_of(at)
        )

    def write(self, world: World, at: datetime, **other: object) -> journal.NewEntry:
        new = journal.NewEntry(EntryKind.FACT, day_of(at), "Er is gepraat.", Provenance.FAMILY)
        safety = {"safety": Safety.SAFE_ENOUGH} if "contact" in other else {}
        return replace(new, **safety, **other)  # type: ignore[arg-type]

    def test_who_was_spoken_or_told_is_not_named(self, world: World, at: datetime) -> None:
        nobody = self.judge(world, at)
        assert nobody.rule is rules.PLAN_37
        for person in (world.fatima, world.daan, world.noor, world.sem):
            assert person.first_name in nobody.reason

        seen = self.write(
            world, at, contact=ContactKind.HOME_VISIT, about=[world.fatima, world.sem]
        )
        journal.write(world.home, seen, by=world.mila, at=at)
        told = self.write(world, at, told_by=world.noor)
        journal.write(world.home, told, by=world.mila, at=at)
        only_about = self.write(world, at, about=[world.daan])
        journal.write(world.home, only_about, by=world.mila, at=at)

        verdict = self.judge(world, at)
        assert "Met Daan heeft nog niemand gesproken." in verdict.reason
        assert "Van Sem staat er nog geen eigen verhaal." in verdict.reason

    def test_an_entry_that_was_corrected_counts_no_more(self, world: World, at: datetime) -> None:
        seen = self.write(world, at, contact=ContactKind.PHONE, about=[world.daan])
        entry = journal.write(world.home, seen, by=world.mila, at=at)
        right = self.write(world, at, contact=ContactKind.PHONE, about=[world.fatima])
        journal.correct(entry, right, by=world.mila, at=at)

        assert "Daan" in self.judge(world, at).reason

    def test_who_left_or_is_not_born_yet_is_not_forgotten(self, world: World, at: datetime) -> None:
        world.home.persons.exclude(role=PersonRole.CHILD).update(left_on=day_of(at))
        world.home.persons.filter(role=PersonRole.CHILD).update(born_on=day_of(at) + DAY)

        assert self.judge(world, at)


def everything(world: World, zohra: Supporter, at: datetime) -> list[Callable[[], object]]:
    """Each way to write something around a family."""
    home, by, today = world.home, world.mila, day_of(at)
    request = around.asked(zohra, by=by, at=at)
    other = around.asked(zohra, by=by, at=at)
    kees = around.supporter(home, name="Opa Kees", by=by, at=at)
    earlier = helping.remember(home, around.had(), by=by, at=at)
    noted = domains.Noted(Domain.MONEY, DomainState.WELL, today)
    return [
        lambda: around.supporter(home, by=by, at=at),
        lambda: circle.change(zohra, around.known(), seen=1, by=by, at=at),
        lambda: circle.leave(kees, left_on=today, because="Weg.", seen=1, by=by, at=at),
        lambda: around.asked(zohra, by=by, at=at),
        lambda: circle.answer(request, answer="yes", words="", by=by, at=at),
        lambda: circle.end(other, last_day=today, reason="Klaar.", by=by, at=at),
        lambda: domains.note(home, noted, by=by, at=at),
        lambda: helping.remember(home, around.had(), by=by, at=at),
        lambda: helping.correct(earlier, around.had(), by=by, at=at),
        lambda: helping.answer_for_child(
            world.sem, answer="yes", words="", answered_on=today, by=by, at=at
        ),
    ]


def test_a_dossier_that_ended_does_not_change(world: World, zohra: Supporter, at: datetime) -> None:
    written = everything(world, zohra, at)
    Household.objects.filter(pk=world.home.pk).update(status=Status.ENDED, ended_on=day_of(at))

    for write in written:
        refused_by(dossier_rules.DOSSIER_09, write)


def test_every_change_stands_in_the_trail(world: World, zohra: Supporter, at: datetime) -> None:
    for write in everything(world, zohra, at):
        before = Event.objects.count()
        with transaction.atomic():
            write()
            assert Event.objects.count() == before + 1
            assert Event.objects.latest("id").household_ref == world.home.ref
            transaction.set_rollback(True)


@pytest.mark.parametrize(
    ("table", "column"),
    [
        ("plan_supporter", "recorded_at = recorded_at"),
        ("plan_tie", "name = 'Iemand anders'"),
        ("plan_domainnote", "words = ''"),
        ("plan_earlierhelp", "worked = ''"),
        ("plan_childhelp", "words = ''"),
        ("plan_supportrequest", "what = 'Iets anders.'"),
    ],
)
def test_what_was_written_changes_for_nobody_also_past_our_code(
    world: World, zohra: Supporter, at: datetime, table: str, column: str
) -> None:
    for write in everything(world, zohra, at):
        write()

    with (
        pytest.raises(ProgrammingError, match="permission denied"),
        transaction.atomic(),
        as_web(world.mila, at),
    ):
        run(f"UPDATE {table} SET {column}")


def test_who_only_reads_along_writes_nothing_also_past_our_code(
    world: World, zohra: Supporter, at: datetime
) -> None:
    dossier.partner(
        world.home,
        world.veilig_thuis,
        form=Form.ADVICE,
        professional=world.stella,
        by=world.mila,
        at=at,
    )
    note = (
        "INSERT INTO plan_domainnote (household_id, domain, state, words, noted_on, recorded_at,"
        " recorded_by_id) VALUES (%s, 'money', 'well', '', %s, %s, %s)"
    )

    with as_web(world.stella, at):
        assert run("SELECT count(*) FROM plan_tie") == [(1,)]
    with (
        pytest.raises(ProgrammingError, match="row-level security"),
        transaction.atomic(),
        as_web(world.stella, at),
    ):
        run(note, world.home.pk, day_of(at), at, world.stella.pk)


def test_nothing_of_it_is_seen_with_a_key_of_the_family(
    world: World, zohra: Supporter, at: datetime
) -> None:
    for write in everything(world, zohra, at):
        write()
    access, _token = family_pages.give_page(world.daan, level=ViewLevel.FULL, by=world.mila, at=at)

    with as_web(access.account, at):
        for table in (
            *("plan_supporter", "plan_tie", "plan_tie_supports", "plan_supportrequest"),
            *("plan_domainnote", "plan_earlierhelp", "plan_earlierhelp_about", "plan_childhelp"),
        ):
            assert run(f"SELECT count(*) FROM {table}") == [(0,)], table
