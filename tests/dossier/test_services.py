"""Writes in the dossier: what changes, what is refused, and who keeps a key."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from datetime import date, datetime, timedelta

import pytest
from django.db import transaction
from django.http import Http404

from tandem.access.permissions import Permission
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.core.verdict import Refusal, Rule
from tandem.dossier import door, rules
from tandem.dossier.enums import (
    AuthoritySource,
    EntryKind,
    PersonRole,
    Provenance,
    RelationKind,
    ReportStatus,
    Status,
)
from tandem.dossier.models import Authority, Entry, Household, Key, Person, Relation, SearchWord
from tandem.dossier.services import households, journal, keys
from tandem.network import services as network_services
from tandem.network.enums import RoleKind
from tandem.network.models import Account
from tests.factories import dossier, network
from tests.factories.world import World

BABY = households.NewPerson("Lou Wilgen", PersonRole.CHILD, date(2026, 8, 30))
HEARD = journal.NewEntry(EntryKind.FACT, date(2026, 9, 4), "Noor sliep bij oma.", Provenance.FAMILY)


def refused_by(rule: Rule, do: Callable[[], object]) -> None:
    """Do what must be refused; nothing may have been recorded of it."""
    before = Event.objects.count()
    with pytest.raises(Refusal) as refused:
        do()
    assert refused.value.rule is rule
    assert Event.objects.count() == before


def opens(account: Account, home: Household, at: datetime) -> bool:
    return keys.running(at).filter(account=account, household=home).exists()


def ended(home: Household) -> Household:
    Household.objects.filter(pk=home.pk).update(status=Status.ENDED, ended_on=home.registered_on)
    home.refresh_from_db()
    return home


class TestHousehold:
    def test_a_reference_tells_the_year_and_nothing_else(self, world: World, at: datetime) -> None:
        other = dossier.registered(world.huizen, by=world.mila, at=at)

        year, _, letters = other.ref.partition("-")
        assert year == "2026"
        assert len(letters) == 6
        assert not set(letters) & set("AEIOU01")
        assert other.ref != world.home.ref

    def test_who_registers_needs_the_role_in_that_pilot(self, world: World, at: datetime) -> None:
        with pytest.raises((Refusal, Http404)):
            dossier.registered(world.hilversum, by=world.mila, at=at)

    def test_registration_lies_not_in_the_future(self, world: World, at: datetime) -> None:
        refused_by(
            rules.DOSSIER_02,
            lambda: households.create(
                world.huizen,
                name="De Els",
                registered_on=at.date() + timedelta(days=1),
                source=households.Source(),
                by=world.mila,
                at=at,
            ),
        )

    def test_a_new_name_can_be_searched_and_the_old_one_not(
        self, world: World, at: datetime
    ) -> None:
        seen = world.home.version
        households.rename(world.home, "De Zwarte Ëls", seen=seen, by=world.mila, at=at)

        words = SearchWord.objects.filter(household=world.home, person=None)
        assert set(words.values_list("word", flat=True)) == {"de", "zwarte", "els"}

    def test_a_name_that_somebody_else_changed_is_not_lost(
        self, world: World, at: datetime
    ) -> None:
        seen = Household.objects.get(pk=world.home.pk).version
        households.rename(world.home, "De Els", seen=seen, by=world.ruben, at=at)

        refused_by(
            rules.DOSSIER_07,
            lambda: households.rename(world.home, "De Den", seen=seen, by=world.mila, at=at),
        )
        assert Household.objects.get(pk=world.home.pk).name == "De Els"


class TestPersons:
    def test_somebody_is_added_and_found(self, world: World, at: datetime) -> None:
        (baby,) = households.add_persons(world.home, [BABY], by=world.mila, at=at)

        assert baby.household == world.home
        assert SearchWord.objects.filter(person=baby, word="lou").exists()

    def test_nobody_is_nobody(self, world: World, at: datetime) -> None:
        refused_by(
            rules.DOSSIER_03, lambda: households.add_persons(world.home, [], by=world.mila, at=at)
        )

    def test_a_date_of_birth_is_possible(self, world: World, at: datetime) -> None:
        strange = households.NewPerson("Lou", PersonRole.CHILD, date(2028, 1, 1))

        refused_by(
            rules.DOSSIER_10,
            lambda: households.add_persons(world.home, [strange], by=world.mila, at=at),
        )

    def test_a_correction_on_top_of_a_correction_is_refused(
        self, world: World, at: datetime
    ) -> None:
        first = households.NewPerson("Noor de Wilg", PersonRole.CHILD, world.noor.born_on)
        second = households.NewPerson("Noortje", PersonRole.CHILD, world.noor.born_on)
        households.change_person(world.noor, first, seen=1, left_on=None, by=world.ruben, at=at)

        refused_by(
            rules.DOSSIER_07,
            lambda: households.change_person(
                world.noor, second, seen=1, left_on=None, by=world.mila, at=at
            ),
        )
        assert Person.objects.get(pk=world.noor.pk).name == "Noor de Wilg"

    def test_an_ended_dossier_does_not_change(self, world: World, at: datetime) -> None:
        home = ended(world.home)

        refused_by(
            rules.DOSSIER_09, lambda: households.add_persons(home, [BABY], by=world.mila, at=at)
        )
        refused_by(rules.DOSSIER_09, lambda: journal.write(home, HEARD, by=world.mila, at=at))

    def test_a_relation_is_written_once(self, world: World, at: datetime) -> None:
        for _ in range(2):
            households.relate(
                world.fatima, kind=RelationKind.PARENT, to=world.noor, by=world.mila, at=at
            )

        assert Relation.objects.filter(person=world.fatima, other=world.noor).count() == 1

    def test_a_parent_is_older(self, world: World, at: datetime) -> None:
        refused_by(
            rules.DOSSIER_08,
            lambda: households.relate(
                world.sem, kind=RelationKind.PARENT, to=world.daan, by=world.mila, at=at
            ),
        )


class TestAuthority:
    def test_it_names_its_source(self, world: World) -> None:
        found = Authority.objects.get(holder=world.fatima, child=world.sem)

        assert (found.source, found.until) == (AuthoritySource.TOLD, None)

    def test_it_is_of_an_adult(self, world: World, at: datetime) -> None:
        known = households.AuthoritySeen(AuthoritySource.COURT, at.date(), at.date())

        refused_by(
            rules.DOSSIER_04,
            lambda: households.record_authority(world.noor, world.sem, known, by=world.mila, at=at),
        )

    def test_who_has_it_stays_in_the_household(self, world: World, at: datetime) -> None:
        daan, today = world.daan, day_of(at)
        same = households.NewPerson(daan.name, daan.role, daan.born_on)

        def leave(on: date | None) -> None:
            daan.refresh_from_db()
            households.change_person(
                daan, same, seen=daan.version, left_on=on, by=world.mila, at=at
            )

        refused_by(rules.DOSSIER_68, lambda: leave(today))
        for one in Authority.objects.filter(holder=daan):
            households.end_authority(one, on=today, by=world.mila, at=at)
        leave(today)

        assert Person.objects.get(pk=daan.pk).left_on == today

    def test_a_grown_child_or_one_that_left_keeps_nobody(self, world: World, at: datetime) -> None:
        daan, today = world.daan, day_of(at)
        Authority.objects.filter(holder=daan).exclude(child=world.noor).delete()
        grown_up_on = world.noor.born_on.replace(year=world.noor.born_on.year + 18)
        same = households.NewPerson(daan.name, daan.role, daan.born_on)

        def leave(on: date) -> None:
            with transaction.atomic():
                households.change_person(
                    daan, same, seen=daan.version, left_on=on, by=world.mila, at=at
                )
                transaction.set_rollback(True)

        refused_by(rules.DOSSIER_68, lambda: leave(grown_up_on - timedelta(days=1)))
        leave(grown_up_on)
        Person.objects.filter(pk=world.noor.pk).update(left_on=today)
        leave(today)

    def test_a_child_comes_back_to_who_has_authority(self, world: World, at: datetime) -> None:
        today = day_of(at)
        gone = {one.pk: today for one in (world.sem, world.daan)}
        Authority.objects.filter(holder=world.daan).exclude(child=world.sem).delete()
        for one in (world.sem, world.daan):
            Person.objects.filter(pk=one.pk).update(left_on=gone[one.pk])

        def back(person: Person) -> None:
            person.refresh_from_db()
            same = households.NewPerson(person.name, person.role, person.born_on)
            households.change_person(
                person, same, seen=person.version, left_on=None, by=world.mila, at=at
            )

        refused_by(rules.DOSSIER_68, lambda: back(world.sem))
        back(world.daan)
        back(world.sem)

        assert not Person.objects.filter(pk__in=gone, left_on__isnull=False).exists()

    def test_who_left_gets_none(self, world: World, at: datetime) -> None:
        oma = households.NewPerson("Nel Wilgen", PersonRole.OTHER, date(1955, 5, 5))
        (nel,) = households.add_persons(world.home, [oma], by=world.mila, at=at)
        households.change_person(nel, oma, seen=1, left_on=day_of(at), by=world.mila, at=at)
        known = households.AuthoritySeen(AuthoritySource.COURT, day_of(at), day_of(at))
        nel.refresh_from_db()

        refused_by(
            rules.DOSSIER_68,
            lambda: households.record_authority(nel, world.sem, known, by=world.mila, at=at),
        )

    def test_it_ends_on_a_day(self, world: World, at: datetime) -> None:
        found = Authority.objects.get(holder=world.daan, child=world.sem)

        households.end_authority(found, on=at.date(), by=world.mila, at=at)

        assert Authority.objects.get(pk=found.pk).until == at.date()


class TestJournal:
    def test_an_entry_tells_who_wrote_it(self, world: World, at: datetime) -> None:
        entry = journal.write(world.home, HEARD, by=world.vera, at=at)

        assert (entry.written_by, entry.written_at) == (world.vera, at)

    def test_information_without_consent_names_its_ground(self, world: World, at: datetime) -> None:
        without = journal.NewEntry(
            EntryKind.FACT, at.date(), "De school belde.", Provenance.LEGAL_GROUND
        )

        refused_by(
            rules.DOSSIER_05, lambda: journal.write(world.home, without, by=world.mila, at=at)
        )

    def test_a_correction_keeps_what_was_written(self, world: World, at: datetime) -> None:
        old = journal.write(world.home, HEARD, by=world.mila, at=at)
        better = journal.NewEntry(
            EntryKind.FACT, date(2026, 9, 5), "Noor sliep bij opa.", Provenance.FAMILY
        )

        new = journal.correct(old, better, by=world.ruben, at=at)

        assert new.replaces == old
        assert Entry.objects.get(pk=old.pk).text == "Noor sliep bij oma."

    def test_a_partner_corrects_its_own_words_and_no_others(
        self, world: World, at: datetime
    ) -> None:
        mine = journal.write(world.home, HEARD, by=world.vera, at=at)
        theirs = journal.write(world.home, HEARD, by=world.mila, at=at)

        assert journal.correct(mine, HEARD, by=world.vera, at=at).replaces == mine
        refused_by(rules.DOSSIER_11, lambda: journal.correct(theirs, HEARD, by=world.vera, at=at))

    def test_two_corrections_of_one_entry_do_not_pass_each_other(
        self, world: World, at: datetime
    ) -> None:
        old = journal.write(world.home, HEARD, by=world.mila, at=at)
        journal.correct(old, HEARD, by=world.ruben, at=at)

        refused_by(rules.DOSSIER_07, lambda: journal.correct(old, HEARD, by=world.mila, at=at))

    def test_a_report_goes_from_announced_to_the_story(self, world: World, at: datetime) -> None:
        report = journal.announce_report(
            world.home,
            world.veilig_thuis,
            contact_on=date(2026, 9, 4),
            contact_with="Fatima",
            by=world.vera,
            at=at,
        )
        assert report.due_on == date(2026, 9, 11)
        refused_by(rules.DOSSIER_06, lambda: journal.attach_report(report, by=world.mila, at=at))

        new = journal.Written("Het gesprek ging goed.", own_system=True, provenance="family")
        nothing = replace(new, provenance="")
        refused_by(
            rules.DOSSIER_64, lambda: journal.send_report(report, nothing, by=world.vera, at=at)
        )
        bare = replace(new, provenance="legal_ground")
        refused_by(
            rules.DOSSIER_05, lambda: journal.send_report(report, bare, by=world.vera, at=at)
        )
        journal.send_report(report, new, by=world.vera, at=at)
        entry = journal.attach_report(report, by=world.mila, at=at)

        report.refresh_from_db()
        assert (report.status, report.attached_by) == (ReportStatus.ATTACHED, world.mila)
        assert report.own_system_registered
        assert (entry.text, entry.written_by) == ("Het gesprek ging goed.", world.vera)

    def test_a_report_of_who_lost_the_key_is_taken_over_and_not_lost(
        self, world: World, at: datetime
    ) -> None:
        report = journal.announce_report(
            world.home,
            world.veilig_thuis,
            contact_on=date(2026, 9, 4),
            contact_with="Fatima",
            by=world.vera,
            at=at,
        )

        def take_over() -> None:
            text = "Per mail gekregen: het gesprek ging goed."
            new = journal.Written(text, own_system=True, provenance="family")
            journal.take_over_report(report, new, by=world.mila, at=at)

        refused_by(rules.DOSSIER_12, take_over)
        keys.end_for_involvement(world.involvement, by=world.mila, at=at)
        take_over()

        report.refresh_from_db()
        assert (report.status, report.author) == (ReportStatus.SENT, world.vera)

    def test_the_local_team_does_not_write_the_report_of_a_partner(
        self, world: World, at: datetime
    ) -> None:
        refused_by(
            rules.DOSSIER_01,
            lambda: journal.announce_report(
                world.home,
                world.veilig_thuis,
                contact_on=at.date(),
                contact_with="Fatima",
                by=world.mila,
                at=at,
            ),
        )


class TestKeys:
    def test_who_joins_the_local_team_gets_the_keys_and_who_leaves_loses_them(
        self, world: World, at: datetime
    ) -> None:
        newcomer = network.colleague(
            "Nina Berken", role=None, place=world.huizen, employer=world.local_team, at=at
        )
        assignment = keys.assign(
            newcomer,
            role=RoleKind.LOCAL_TEAM,
            place=world.huizen,
            since=at.date(),
            by=world.administrator,
            at=at,
        )
        assert opens(newcomer, world.home, at)

        later = at + timedelta(days=1)
        keys.end_assignment(assignment, until=later.date(), by=world.administrator, at=later)

        assert not opens(newcomer, world.home, later)

    def test_who_keeps_another_role_in_the_team_keeps_the_keys(
        self, world: World, at: datetime
    ) -> None:
        second = keys.assign(
            world.mila,
            role=RoleKind.TEAM_LEAD,
            place=world.huizen,
            since=at.date(),
            by=world.administrator,
            at=at,
        )

        keys.end_assignment(second, until=at.date(), by=world.administrator, at=at)

        assert opens(world.mila, world.home, at)

    def test_a_partner_gets_no_keys_by_assignment(self, world: World, at: datetime) -> None:
        keys.assign(
            world.stella,
            role=RoleKind.PARTNER,
            place=world.hilversum,
            since=at.date(),
            by=world.administrator,
            at=at,
        )

        assert not Key.objects.filter(account=world.stella).exists()

    def test_an_account_that_ends_leaves_no_key(self, world: World, at: datetime) -> None:
        keys.end_account(world.vera, by=world.administrator, at=at)

        assert not opens(world.vera, world.home, at)
        assert opens(world.mila, world.home, at)

    def test_a_key_ends_with_its_involvement_and_no_other(self, world: World, at: datetime) -> None:
        keys.end_for_involvement(world.involvement, by=world.mila, at=at)

        assert not opens(world.vera, world.home, at)
        assert opens(world.mila, world.home, at)

    def test_the_key_of_the_case_loader_opens_no_page_and_goes_back(
        self, world: World, at: datetime
    ) -> None:
        loader = network_services.account.operator(at=at)
        network_services.region.open_for_cases(world.huizen.region, by=loader, at=at)
        lent = keys.lend_to_case_loader(world.home, by=loader, at=at)
        with pytest.raises(door.NotFound):
            door.open_household(world.home.ref, by=loader, to=Permission.HOUSEHOLD_VIEW, at=at)

        keys.return_from_case_loader(lent, by=loader, at=at)

        assert not opens(loader, world.home, at)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("De Wilg", ["de", "wilg"]),
        ("Zoë Ünal-Ğöz", ["zoe", "unal", "goz"]),
        ("O'Brien", ["o", "brien"]),
        ("Straße", ["strasse"]),
        ("  ", []),
    ],
)
def test_names_are_searched_without_accents_or_capitals(text: str, words: list[str]) -> None:
    assert households.folded(text) == words
