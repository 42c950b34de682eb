"""What a family sees, by our statements and by a plain oracle: the same, at every moment."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import TYPE_CHECKING, Any

import pytest
from django.db import transaction
from hypothesis import given
from hypothesis import strategies as st

from tandem.core.periods import AMSTERDAM, birthday, start_of
from tandem.dossier.enums import (
    HIDING,
    AddressKind,
    EntryKind,
    PersonRole,
    Provenance,
    ShieldKind,
    ViewLevel,
)
from tandem.dossier.models import (
    Address,
    Authority,
    ClosedTo,
    Entry,
    FamilyAccess,
    Household,
    Person,
    Release,
    Shield,
)
from tandem.dossier.selectors import sight
from tandem.dossier.services import addresses, family, households, journal, keys, shields
from tandem.network import services as network
from tests.dossier import oracle
from tests.dossier.test_shields import lives
from tests.factories.world import World

if TYPE_CHECKING:
    from tandem.network.models import Account

START = datetime(2026, 9, 7, 9, 30, tzinfo=AMSTERDAM)
SECOND = timedelta(seconds=1)
BORN = st.sampled_from(
    [
        date(1986, 3, 12),
        date(2008, 9, 8),
        date(2008, 10, 25),
        date(2009, 3, 29),
        date(2010, 9, 9),
        date(2012, 2, 29),
        date(2014, 9, 10),
        date(2014, 10, 26),
        date(2016, 2, 29),
        date(2020, 2, 9),
    ]
)
DAYS = st.sampled_from(
    [date(2020, 1, 1), date(2026, 9, 7), date(2026, 9, 8), date(2026, 10, 25), date(2027, 3, 28)]
)
MOMENTS = st.sampled_from(
    [START - timedelta(days=1), START, START + SECOND, START + timedelta(days=200)]
)


@st.composite
def families(draw: st.DrawFn) -> oracle.Family:
    """A household of four with facts around their boundaries."""
    people = [
        oracle.Person(i, draw(BORN), draw(st.booleans()), draw(st.none() | DAYS))
        for i in range(1, 5)
    ]
    one, two = st.integers(1, 4), st.permutations([1, 2, 3, 4])
    authorities: list[oracle.Authority] = []
    for _ in range(draw(st.integers(0, 4))):
        holder, child, *_rest = draw(two)
        since = draw(DAYS)
        until = draw(st.none() | DAYS)
        fits = until is None or until >= since
        # One that runs on stands once per pair, as the database wants it.
        known = {(one.holder, one.child) for one in authorities}
        if fits and (holder, child) not in known:
            authorities.append(oracle.Authority(holder, child, since, until))
    addresses = [
        oracle.Address(
            i,
            draw(one),
            draw(st.sampled_from("ab")),
            hiding=draw(st.booleans()),
            opened=draw(st.frozensets(one, max_size=2)),
        )
        for i in range(1, 4)
    ]
    entries = [oracle.Entry(1, draw(st.none() | one))]
    for i in range(2, 5):
        replaced = {one.replaces for one in entries}
        free = [one.id for one in entries if one.id not in replaced]
        entries.append(
            oracle.Entry(i, draw(st.none() | one), draw(st.none() | st.sampled_from(free)))
        )
    shut = []
    for _ in range(draw(st.integers(0, 3))):
        kind = draw(st.sampled_from(["address", "words", "entry", "everything"]))
        lifted = None if kind == "everything" else draw(st.none() | MOMENTS)
        set_at = START - timedelta(days=2) if kind == "everything" else draw(MOMENTS)
        shut.append(
            oracle.Shield(
                kind, draw(st.frozensets(one, min_size=1)), draw(st.integers(1, 3)), set_at, lifted
            )
        )
    releases: list[oracle.Release] = []
    for _ in range(draw(st.integers(0, 3))):
        teller, reader, *_rest = draw(two)
        if (teller, reader) not in {(one.teller, one.reader) for one in releases}:
            releases.append(
                oracle.Release(
                    teller, reader, draw(st.booleans()), draw(MOMENTS), draw(st.none() | MOMENTS)
                )
            )
    return oracle.Family(people, authorities, addresses, entries, shut, releases)


class Told:
    """A family of the oracle as rows, and the way back from rows to the oracle's numbers."""

    def __init__(self, told: oracle.Family, world: World) -> None:
        self.told, self.by = told, world.mila
        self.home = Household.objects.create(
            ref="2026-TESTTT",
            name="Test",
            pilot=world.huizen,
            managed_by=world.local_team,
            registered_on=START.date(),
            created_at=START,
            created_by=world.mila,
        )
        self.people = {
            one.id: Person.objects.create(
                household=self.home,
                name=f"P{one.id}",
                role=PersonRole.CHILD if one.is_child else PersonRole.PARENT,
                born_on=one.born_on,
                left_on=one.left_on,
            )
            for one in told.people
        }
        for one in told.authorities:
            Authority.objects.create(
                holder=self.people[one.holder],
                child=self.people[one.child],
                source="told",
                source_on=one.since,
                since=one.since,
                until=one.until,
            )
        self._words()
        self.shields = [self.shield(one) for one in told.shields]
        self.accounts = {number: self._account(number) for number in self.people}
        keys.follow_family(self.home, by=self.by, at=START)

    def _words(self) -> None:
        self.addresses = {
            one.id: Address.objects.create(
                household=self.home,
                person=self.people[one.person],
                kind=HIDING[one.id % 2] if one.hiding else "home",
                opened_to=[self.people[number].pk for number in one.opened],
                lines=one.place,
                place=one.place,
                since=date(2020, 1, 1),
                recorded_at=START,
                recorded_by=self.by,
            )
            for one in self.told.addresses
        }
        self.entries: dict[int, Entry] = {}
        for one in self.told.entries:
            self.entries[one.id] = Entry.objects.create(
                household=self.home,
                kind=EntryKind.FACT,
                happened_on=START.date(),
                text="x",
                provenance=Provenance.FAMILY,
                told_by=self.people.get(one.told_by or 0),
                replaces=self.entries.get(one.replaces or 0),
                written_at=START - timedelta(days=1),
                written_by=self.by,
            )
        for freed in self.told.releases:
            Release.objects.create(
                household=self.home,
                teller=self.people[freed.teller],
                reader=self.people[freed.reader],
                teller_agrees=freed.agrees,
                reason="x",
                released_at=freed.released_at,
                released_by=self.by,
                ended_at=freed.ended_at,
                ended_by=None if freed.ended_at is None else self.by,
            )

    def shield(self, one: oracle.Shield) -> Shield:
        target: dict[str, Any] = {
            "address": {
                "address": self.addresses.get(one.target),
                "places": [self.addresses[one.target].place],
            },
            "words": {"teller": self.people.get(one.target)},
            "entry": {"entry": self.entries.get(one.target)},
            "everything": {},
        }
        lifted = one.lifted_at is not None
        shield = Shield.objects.create(
            household=self.home,
            kind=one.kind,
            reason="x",
            set_at=one.set_at or START,
            set_by=self.by,
            lift_asked_at=one.lifted_at,
            lift_asked_by_id=self.by.pk if lifted else None,
            lift_reason="x" if lifted else "",
            lifted_at=one.lifted_at,
            lifted_by_id=self.by.pk - 1 if lifted else None,
            **target[one.kind],
        )
        for number in one.closed_to:
            ClosedTo.objects.create(household=self.home, shield=shield, person=self.people[number])
        return shield

    def _account(self, number: int) -> Account:
        account, _token = network.relative.invite("X", domain="@x.invalid", by=self.by, at=START)
        FamilyAccess.objects.create(
            household=self.home,
            person=self.people[number],
            account=account,
            granted_at=START,
            granted_by=self.by,
        )
        return account

    def seen(self, number: int, at: datetime) -> tuple[set[int], set[int], set[int]]:
        found = sight.seen_by(self.accounts[number], at=at)
        return (
            {n for n, one in self.people.items() if one.pk in found.people},
            {n for n, one in self.addresses.items() if one.pk in found.addresses},
            {n for n, one in self.entries.items() if one.pk in found.entries},
        )

    def said(self, number: int, at: datetime) -> tuple[set[int], set[int], set[int]]:
        return (
            oracle.people(self.told, number, at),
            oracle.addresses(self.told, number, at),
            oracle.entries(self.told, number, at),
        )


def boundaries(told: oracle.Family) -> list[datetime]:
    """Every moment at which something may turn, a second before, on it, and a second after."""
    days = {one.left_on for one in told.people if one.left_on}
    days |= {birthday(one.born_on, age) for one in told.people for age in (12, 16, 18)}
    days |= {one.since for one in told.authorities}
    days |= {one.until for one in told.authorities if one.until}
    turns = [start_of(day) for day in days]
    turns += [one.lifted_at for one in told.shields if one.lifted_at]
    turns += [one.released_at for one in told.releases]
    turns += [one.ended_at for one in told.releases if one.ended_at]
    near = {turn + step for turn in turns for step in (-SECOND, timedelta(0), SECOND)}
    return sorted(moment for moment in near | {START} if moment >= START)


@given(families(), st.data())
def test_statements_and_oracle_agree_at_every_boundary(
    world: World, told: oracle.Family, data: st.DataObject
) -> None:
    with transaction.atomic():
        rows = Told(told, world)
        some = st.lists(st.sampled_from(boundaries(told)), min_size=5, max_size=5)
        for at in data.draw(some):
            viewer = data.draw(st.integers(1, 4))
            assert rows.seen(viewer, at) == rows.said(viewer, at), (viewer, at)
        transaction.set_rollback(True)


@given(families(), st.data())
def test_a_shield_never_enlarges_a_view_and_empties_nothing_of_others(
    world: World, told: oracle.Family, data: st.DataObject
) -> None:
    with transaction.atomic():
        rows = Told(told, world)
        kind = data.draw(st.sampled_from(["address", "words", "entry", "everything"]))
        closed = data.draw(st.frozensets(st.integers(1, 4), min_size=1, max_size=2))
        at = data.draw(st.sampled_from(boundaries(told)))
        before = {number: rows.seen(number, at) for number in rows.people}

        rows.shield(oracle.Shield(kind, closed, data.draw(st.integers(1, 3)), START))
        for number, (people, addresses, entries) in before.items():
            after = rows.seen(number, at)
            assert after[0] <= people
            assert after[1] <= addresses
            assert after[2] <= entries
            if number not in closed:
                assert (after[0], after[2]) == (people, entries)
                assert kind == "address" or after[1] == addresses
            if number in closed and kind == "everything":
                assert after == (set(), set(), set())
        transaction.set_rollback(True)


@given(families(), st.data())
def test_ending_a_right_never_enlarges_a_view(
    world: World, told: oracle.Family, data: st.DataObject
) -> None:
    """Monotone withdrawal, said by the oracle: it agrees with the statements (above)."""
    at = data.draw(st.sampled_from(boundaries(told)))
    viewer = data.draw(st.integers(1, 4))
    less = [
        replace(told, authorities=told.authorities[1:]),
        replace(told, releases=told.releases[1:]),
        replace(told, people=[replace(one, left_on=START.date()) for one in told.people]),
    ]

    for family_then in less:
        assert oracle.entries(family_then, viewer, at) <= oracle.entries(told, viewer, at)
        assert oracle.addresses(family_then, viewer, at) <= oracle.addresses(told, viewer, at)


@pytest.mark.parametrize(
    ("born", "turn"),
    [
        (date(2008, 10, 25), date(2026, 10, 25)),
        (date(2009, 3, 28), date(2027, 3, 28)),
        (date(2009, 3, 29), date(2027, 3, 29)),
        (date(2012, 2, 29), date(2030, 3, 1)),
    ],
)
def test_a_birthday_counts_from_dutch_midnight_also_when_the_clock_changes(
    world: World, born: date, turn: date
) -> None:
    told = oracle.Family(
        [oracle.Person(1, date(1986, 3, 12), False), oracle.Person(2, born, True)],
        [oracle.Authority(1, 2, date(2020, 1, 1))],
        [oracle.Address(1, 2, "a")],
        [oracle.Entry(1, 2)],
    )
    rows = Told(told, world)

    midnight = start_of(turn)
    assert rows.seen(1, midnight - SECOND)[1] == {1}
    assert rows.seen(1, midnight) == (set(), set(), set())
    assert rows.seen(2, midnight)[2] == {1}


def test_a_corrected_entry_stays_closed_in_every_version(world: World, at: datetime) -> None:
    new = journal.NewEntry(
        EntryKind.FACT, at.date(), "Ik was bang.", Provenance.FAMILY, told_by=world.noor
    )
    first = journal.write(world.home, new, by=world.mila, at=at)
    second = journal.correct(first, new, by=world.mila, at=at)
    close = shields.NewShield(ShieldKind.ENTRY, [world.daan], "Veilig houden.", second)
    shields.close(world.home, close, by=world.mila, at=at)
    third = journal.correct(second, new, by=world.mila, at=at)

    hidden = sight.hidden_from(world.daan, at=at)

    assert hidden.entries == {first.pk, second.pk, third.pk}
    assert sight.hidden_from(world.fatima, at=at) == sight.Hidden()


def test_who_is_at_a_shielded_place_is_shielded_there_too(world: World, at: datetime) -> None:
    access, _token = family.give_page(world.daan, level=ViewLevel.FULL, by=world.mila, at=at)
    secret = lives(world.fatima, "Schuilweg 9, Laren", by=world.mila, at=at)
    lives(world.sem, "schuilweg 9 Laren", by=world.mila, at=at)
    known = addresses.NewAddress(
        AddressKind.SCHOOL, "School De Berk", at.date(), opened_to=[world.daan]
    )
    school = addresses.add(world.noor, known, by=world.mila, at=at).pk
    assert len(sight.seen_by(access.account, at=at).addresses) == 2

    address = world.fatima.addresses.get(pk=secret)
    close = shields.NewShield(ShieldKind.ADDRESS, [world.daan], "Bedreiging.", address)
    shields.close(world.home, close, by=world.vera, at=at)

    assert sight.seen_by(access.account, at=at).addresses == {school}


def test_an_organization_is_hidden_with_its_people_and_its_reports(
    world: World, at: datetime
) -> None:
    report = journal.announce_report(
        world.home,
        world.veilig_thuis,
        contact_on=at.date(),
        contact_with="Noor",
        by=world.vera,
        at=at,
    )
    close = shields.NewShield(
        ShieldKind.ORGANIZATION, [world.daan], "Verraadt de plek.", world.veilig_thuis
    )
    shields.close(world.home, close, by=world.mila, at=at)

    hidden = sight.hidden_from(world.daan, at=at)

    assert hidden.organizations == {world.veilig_thuis.pk}
    assert hidden.involvements == {world.involvement.pk}
    assert hidden.reports == {report.pk}
    assert {world.vera.pk, world.stella.pk} <= hidden.accounts
    assert world.mila.pk not in hidden.accounts


def test_a_shield_of_one_household_says_nothing_about_another(world: World, at: datetime) -> None:
    access, _token = family.give_page(world.fatima, level=ViewLevel.FULL, by=world.mila, at=at)
    before = sight.seen_by(access.account, at=at)
    other = households.Source()
    elsewhere = households.create(
        world.huizen, name="De Es", registered_on=at.date(), source=other, by=world.mila, at=at
    )
    [ex] = households.add_persons(
        elsewhere, [households.NewPerson("Daan", "parent", date(1984, 1, 1))], by=world.mila, at=at
    )
    close = shields.NewShield(ShieldKind.EVERYTHING, [ex], "Contactverbod.")
    shields.close(elsewhere, close, by=world.mila, at=at)

    assert sight.seen_by(access.account, at=at) == before
    for query in (*sight.SEEN.values(), *sight.HIDDEN.values()):
        assert "%(account)s" in query
        assert "%(at)s" in query
