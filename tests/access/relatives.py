"""What happens around a family in a history: pages, words, places, shields, and who looked."""

from __future__ import annotations

from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING, Any

from django.utils.timezone import localdate

from tandem.access.permissions import Permission
from tandem.core.periods import day_of
from tandem.dossier import door
from tandem.dossier.enums import AddressKind, EntryKind, Provenance, ViewLevel
from tandem.dossier.models import (
    Address,
    Authority,
    ClosedTo,
    Entry,
    FamilyAccess,
    Household,
    Person,
    Release,
    Report,
    Shield,
)
from tandem.dossier.services import (
    addresses,
    family,
    households,
    journal,
    keys,
    shields,
)
from tests.access.kept import Kept
from tests.access.oracle_pages import Facts, Look
from tests.dossier import oracle as law
from tests.factories import dossier

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from tandem.network.models import Account, Organization
    from tests.access.histories import Step
    from tests.factories.world import World

RELATIVES = ("lotte", "kees", "pim", "ada", "sef", "ina", "jet")
KINDS = ("address", "words", "entry", "everything", "organization")
LONG_AGO = date(2024, 1, 1)
TICK = timedelta(microseconds=1)


class Relatives:
    """The part of a history that a family is in."""

    def __init__(self, world: World, at: datetime) -> None:
        self.world, self.at, self.facts = world, at, Facts()
        self.homes: dict[str, Household] = {}
        self.people: dict[str, Account] = {}
        self.persons: dict[str, Person] = {}
        # Whose key still stands in its table, though nothing opens any more; and who has one more.
        self.loose: set[str] = set()
        self.works_too: set[str] = set()
        self.kept = Kept()

    def by(self, home: str, *, not_who: str = "") -> Account:
        """Who of the local team does it."""
        raise NotImplementedError

    def one_of[T](self, found: Iterable[T], step: Step, fits: Callable[[T], bool]) -> T:
        """What the step is about, or else one of what there is."""
        raise NotImplementedError

    def _home(self, who: str) -> str:
        return self.facts.lives[self.persons[who].pk]

    def _team(self, who: str) -> Account:
        return self.by(self._home(who))

    def _others(self, who: str) -> list[Person]:
        """Everybody else of the same household, oldest row first."""
        home, me = self._home(who), self.persons[who].pk
        there = [p for p in self.persons.values() if self.facts.lives[p.pk] == home]
        return sorted((p for p in there if p.pk != me), key=lambda person: person.pk)

    # Pages ----------------------------------------------------------------------------------------

    def _page(self, step: Step) -> None:
        person, by = self.persons[step.who], self._team(step.who)
        made, _token = family.give_page(person, level=ViewLevel.FULL, by=by, at=self.at)
        self.people[step.who] = made.account
        self.facts.pages.add(person.pk)

    def _access(self, step: Step) -> FamilyAccess:
        given = FamilyAccess.objects.select_related("household", "account", "person")
        return given.get(person=self.persons[step.who], ended_at=None)

    def _freeze(self, step: Step) -> None:
        family.freeze(self._access(step), by=self._team(step.who), at=self.at)
        self.facts.pages.discard(self.persons[step.who].pk)

    def _thaw(self, step: Step) -> None:
        family.thaw(self._access(step), by=self._team(step.who), at=self.at)
        self.facts.pages.add(self.persons[step.who].pk)

    def _end_page(self, step: Step) -> None:
        family.end_page(self._access(step), by=self._team(step.who), at=self.at)
        self.facts.pages.discard(self.persons[step.who].pk)

    def _leave_row(self, step: Step) -> None:
        """Somebody left in the table, and no key followed."""
        person, left = self.persons[step.who], localdate(self.at)
        Person.objects.filter(pk=person.pk).update(left_on=left)
        next(p for p in self.facts.family.people if p.id == person.pk).left_on = left
        self.loose.add(step.who)

    def _shield_row(self, step: Step) -> None:
        """Everything is closed to somebody in the table, and no key followed."""
        self._closed_row(step, self.at, None, "everything", None)
        self.loose.add(step.who)

    def _shield_soon(self, step: Step) -> None:
        """A place is closed from a tick later until a tick after that, as the table says ahead."""
        place = Address.objects.filter(person=self._others(step.who)[2]).order_by("-id")[0]
        self._closed_row(step, self.at + TICK, self.at + 2 * TICK, "address", place)

    def _shield_bare(self, step: Step) -> None:
        """A place is closed in the table, and no spelling of it was kept."""
        place = Address.objects.filter(person=self._others(step.who)[0]).order_by("-id")[0]
        self._closed_row(step, self.at, None, "address", place, places=[])

    def _closed_row(
        self,
        step: Step,
        since: datetime,
        until: datetime | None,
        kind: str,
        target: Address | Report | None,
        **more: Any,
    ) -> None:
        home = self._home(step.who)
        asked, lifts = self.by(home), self.by(home, not_who="mila")
        lifted = {"lift_asked_at": since, "lift_asked_by": asked, "lift_reason": "Rustig."}
        lifted |= {"lifted_at": until, "lifted_by": lifts}
        made = Shield.objects.create(
            household=self.homes[home],
            kind=kind,
            reason="Gevaar.",
            set_at=since,
            set_by=asked,
            **({} if target is None else {kind: target}),
            **{"places": [target.place] if isinstance(target, Address) else [], **more},
            **(lifted if until else {}),
        )
        person = self.persons[step.who]
        ClosedTo.objects.create(household=made.household, shield=made, person=person)
        closed = frozenset({person.pk})
        number = 0 if target is None else target.pk
        self.facts.family.shields.append(law.Shield(kind, closed, number, since, until, id=made.pk))

    def _release_soon(self, step: Step) -> None:
        """A child's words are open from a tick later until a tick after that."""
        teller, reader = self._others(step.who)[1], self.persons[step.who]
        since, until, by = self.at + TICK, self.at + 2 * TICK, self._team(step.who)
        Release.objects.create(
            household=self.homes[self._home(step.who)],
            teller=teller,
            reader=reader,
            teller_agrees=True,
            reason="Pim vroeg het.",
            released_at=since,
            released_by=by,
            ended_at=until,
            ended_by=by,
        )
        self.facts.family.releases.append(law.Release(teller.pk, reader.pk, True, since, until))

    def _write_soon(self, step: Step) -> None:
        """Words that are only written a tick later."""
        self.at += TICK
        self._write(step)
        self.at -= TICK

    def _authority_row(self, step: Step) -> None:
        """Authority over a child of another household; or over the youngest two, from tomorrow."""
        child = self.persons[("jet", "pim", "ada")[step.thing]]
        day = localdate(self.at)
        since = day if step.thing == 0 else day + timedelta(days=1)
        until = None if step.thing == 0 else day + timedelta(days=2)
        holder = self.persons[step.who]
        if step.thing:
            Authority.objects.filter(holder=holder, child=child).update(until=day)
        Authority.objects.create(
            holder=holder, child=child, source="told", source_on=day, since=since, until=until
        )
        for one in self.facts.family.authorities:
            if step.thing and (one.holder, one.child) == (holder.pk, child.pk):
                one.until = day
        self.facts.family.authorities.append(law.Authority(holder.pk, child.pk, since, until))

    def _works_too(self, step: Step) -> None:
        """Somebody of the family holds a key of who works there as well: a shield beats it."""
        if step.who in self.works_too:
            return
        home = self._home(step.who)
        dossier.loose_key(self.people[step.who], self.homes[home], since=self.at)
        self.loose.add(step.who)
        self.works_too.add(step.who)

    # Words and places -----------------------------------------------------------------------------

    def _write(self, step: Step) -> None:
        """What somebody said is written down; or what nobody of them said."""
        teller = self.persons[step.who] if step.thing % 4 else None
        made = self.written(self._home(step.who), teller, by=self._team(step.who))
        self.facts.family.entries.append(made)

    def written(self, home: str, teller: Person | None, *, by: Account) -> law.Entry:
        """Write an entry, and say what the oracle must know of it."""
        new = self._words(teller)
        made = journal.write(self.homes[home], new, by=by, at=self.at)
        self.facts.of_home[made.pk] = home
        return law.Entry(made.pk, None if teller is None else teller.pk, None, self.at)

    def _words(self, teller: Person | None) -> journal.NewEntry:
        return journal.NewEntry(
            EntryKind.FACT, day_of(self.at), "Ik wil rust.", Provenance.FAMILY, told_by=teller
        )

    def _correct(self, step: Step) -> None:
        """What somebody said last is corrected: a new version, as told by the same."""
        person = self.persons[step.who]
        last = Entry.objects.select_related("household", "told_by").filter(
            household=self.homes[self._home(step.who)], told_by=person, replaced_by=None
        )
        found = last.order_by("-id")[0]
        made = journal.correct(found, self._words(person), by=self._team(step.who), at=self.at)
        self.facts.of_home[made.pk] = self._home(step.who)
        self.facts.family.entries.append(law.Entry(made.pk, person.pk, found.pk, self.at))

    def _address(self, step: Step) -> None:
        """Somebody is found at a place: at home, or at a shelter."""
        lines = ("Dorpsstraat 1", "Schuilplaats 2")[step.thing % 2]
        self.lived(self.persons[step.who], lines, by=self._team(step.who))

    def lived(self, person: Person, lines: str, *, by: Account) -> None:
        """Write a place, and tell the oracle."""
        new = addresses.NewAddress(AddressKind.HOME, lines, LONG_AGO)
        made = addresses.add(person, new, by=by, at=self.at)
        self.facts.family.addresses.append(
            law.Address(made.pk, person.pk, lines, home=made.household_id)
        )

    def _release(self, step: Step) -> None:
        """The words of a child are opened for somebody, with the child's own yes or without."""
        others = self._others(step.who)
        teller = others[step.thing // 2 % len(others)]
        agrees, reader = bool(step.thing % 2), self.persons[step.who]
        family.release_words(
            teller,
            reader,
            agrees=agrees,
            reason="Pim vroeg het.",
            by=self._team(step.who),
            at=self.at,
        )
        self._closed_again(teller, reader)
        self.facts.family.releases.append(law.Release(teller.pk, reader.pk, agrees, self.at))

    def _unrelease(self, step: Step) -> None:
        freed = Release.objects.select_related("household", "teller", "reader").filter(
            ended_at=None
        )
        me = self.persons[step.who].pk
        found = self.one_of(freed.order_by("-id"), step, lambda one: one.reader_id == me)
        by = self.by(self.facts.lives[found.reader_id])
        family.end_release(found, by=by, at=self.at)
        self._closed_again(found.teller, found.reader)

    def _closed_again(self, teller: Person, reader: Person) -> None:
        for one in self.facts.family.releases:
            if (one.teller, one.reader, one.ended_at) == (teller.pk, reader.pk, None):
                one.ended_at = self.at

    # Shields --------------------------------------------------------------------------------------

    def _shield(self, step: Step) -> None:
        """Something is closed to somebody: of somebody else, or of a partner."""
        kind = KINDS[step.thing % len(KINDS)]
        home, others = self.homes[self._home(step.who)], self._others(step.who)
        other = others[step.thing // len(KINDS) % len(others)]
        target: Any = self._target(kind, other, step)
        new = shields.NewShield(kind, [self.persons[step.who]], "Gevaar.", target)
        made = shields.close(home, new, by=self._team(step.who), at=self.at)
        number = 0 if target is None else target.pk
        closed = frozenset({self.persons[step.who].pk})
        self.facts.family.shields.append(law.Shield(kind, closed, number, self.at, id=made.pk))

    def _target(self, kind: str, other: Person, step: Step) -> Any:
        """What is closed: the last place or words of the other, all words, or a partner."""
        if kind == "address":
            return Address.objects.filter(person=other).order_by("-id")[0]
        if kind == "entry":
            return Entry.objects.filter(told_by=other).order_by("-id")[0]
        return {"words": other, "organization": self._partner(step)}.get(kind)

    def _partner(self, step: Step) -> Organization:
        """An organization that can be hidden from somebody."""
        found: Organization = getattr(self.world, step.organization)
        return found

    def _lift_shield(self, step: Step) -> None:
        """The last shield is lifted: one asks, another does it."""
        running = ClosedTo.objects.select_related("shield__household").filter(
            shield__lifted_at=None
        )
        me = self.persons[step.who].pk
        found = self.one_of(running.order_by("-id"), step, lambda one: one.person_id == me)
        home = self.facts.lives[found.person_id]
        shields.ask_to_lift(found.shield, "Het is rustig.", by=self.by(home), at=self.at)
        shields.lift(found.shield, by=self.by(home, not_who="mila"), at=self.at)
        told = next(s for s in self.facts.family.shields if s.id == found.shield_id)
        told.lifted_at = self.at

    # Who is there, and who decides ----------------------------------------------------------------

    def _leave(self, step: Step) -> None:
        """Somebody left the household: today, tomorrow, or not after all."""
        person = Person.objects.select_related("household").get(pk=self.persons[step.who].pk)
        day = (localdate(self.at), date.fromordinal(localdate(self.at).toordinal() + 1), None)
        left = day[step.thing % 3]
        if left is not None and Authority.objects.filter(holder=person).open(on=left).exists():
            # The service keeps them (DOSSIER-68); these left before that rule was there.
            Person.objects.filter(pk=person.pk).update(left_on=left)
            keys.follow_family(person.household, by=self._team(step.who), at=self.at)
            next(p for p in self.facts.family.people if p.id == person.pk).left_on = left
            return
        known = households.NewPerson(person.name, person.role, person.born_on)
        households.change_person(
            person,
            known,
            seen=person.version,
            left_on=left,
            by=self._team(step.who),
            at=self.at,
        )
        next(p for p in self.facts.family.people if p.id == person.pk).left_on = left

    def _lose_authority(self, step: Step) -> None:
        """Somebody's authority over one of the children ends today."""
        found = Authority.objects.select_related("child__household").filter(
            holder=self.persons[step.who], until=None
        )
        held = found.order_by("id")
        authority = held[step.thing % max(1, held.count())]
        day = localdate(self.at)
        households.end_authority(authority, on=day, by=self._team(step.who), at=self.at)
        for one in self.facts.family.authorities:
            if (one.holder, one.child) == (authority.holder_id, authority.child_id):
                one.until = day if one.until is None else one.until

    def _look(self, step: Step) -> None:
        """Somebody who works opens the story."""
        home = self.homes[step.home]
        by = self.people[step.who]
        door.open_household(
            home.ref, by=by, to=Permission.HOUSEHOLD_VIEW, at=self.at, page="verhaal"
        )
        self.facts.looks.append(Look(step.who, step.home, self.at.astimezone(UTC)))
