"""Lines of the trail, keys and broken glass, planted in a history: who was here, and when."""

from __future__ import annotations

from datetime import UTC, timedelta
from typing import TYPE_CHECKING, Any

from django.db.models import Q
from django.utils.timezone import localdate

from tandem.audit.models import Event
from tandem.dossier.models import Bar, Emergency, EmergencyTold, Entry, Shield
from tests.access.oracle import TWO_HOURS
from tests.access.oracle_pages import Glass, Look
from tests.access.relatives import TICK, Relatives
from tests.dossier import oracle as law
from tests.factories import dossier

if TYPE_CHECKING:
    from datetime import datetime

    from tandem.dossier.models import Person
    from tests.access.histories import Step

DAY = timedelta(days=1)


class Traces(Relatives):
    """The part of a history that is only in its traces."""

    def _traces(self, step: Step) -> None:
        """Broken glass, keys and lines of the trail."""
        broken = self._emergencies(step.who)
        self._keys(step.who, broken)
        self._lines(step.who)

    def _emergencies(self, who: str) -> dict[str, Emergency]:
        """Two hours that are over: who of the family heard of it, and where it was."""
        day, other = localdate(self.at), self._others(who)[0].first_name.lower()
        made = {}
        for by, home, heard, on in (
            ("guus", self._home(who), other, day),
            ("ruben", self._home(who), who, day),
            ("tess", self._home(who), who, day + DAY),
            ("outsider", "wilg", None, day),
        ):
            made[by] = Emergency.objects.create(
                household=self.homes[home],
                kind="danger",
                reason="Er werd geslagen.",
                opened_at=self.at - 2 * TWO_HOURS,
                opened_by=self.people[by],
                until=self.at - TWO_HOURS,
                outcome="justified",
                reviewed_at=self.at,
                reviewed_by=self.people["mila"],
            )
            told = {} if heard is None or on is None else {self.persons[heard].pk: on}
            one = made[by]
            self.facts.glasses.append(Glass(one.opened_at, one.until, by, home, told))
            if heard is not None:
                EmergencyTold.objects.create(
                    household=self.homes[home],
                    emergency=made[by],
                    person=self.persons[heard],
                    told_on=on,
                    recorded_at=self.at,
                    recorded_by=self.people["mila"],
                )
        return made

    def _keys(self, who: str, broken: dict[str, Emergency]) -> None:
        """Keys that are over, that never opened, and that open for a moment."""
        home, at = self.homes[self._home(who)], self.at
        for since, until in (
            (at, at + TICK),
            (at + TICK, at + 2 * TICK),
            (at, at),
            (at - 2 * DAY, at - DAY),
        ):
            dossier.loose_key(self.people["mila"], home, since=since, until=until)
        over = {"since": at - 2 * DAY, "until": at - DAY}
        dossier.loose_key(self.people["vera"], home, **over)
        loads = {"scope": "case_loader", "ground": "case_file"}
        dossier.loose_key(self.people["guus"], home, **loads, **over)
        for by in ("guus", "ruben", "tess"):
            one = broken[by]
            rung = {"scope": "emergency", "ground": "emergency", "emergency": one}
            dossier.loose_key(self.people[by], home, since=one.opened_at, until=one.until, **rung)

    def _lines(self, who: str) -> None:
        """Lines of the trail: who, when, where, and of whom."""
        me, other = self.persons[who], self._others(who)[0]
        words = [self._entry_row(self._home(who), one) for one in (me, other)]
        away, shut = self._entry_row("wilg", me), self._entry_row(self._home(who), me)
        self.facts.family.entries += [
            law.Entry(one.pk, one.told_by_id, None, self.at) for one in (*words, shut)
        ]
        self.facts.of_home |= {one.pk: self._home(who) for one in (*words, shut)}
        self._close_entry(me, shut)
        vt = self.world.veilig_thuis.pk
        begun, over = self.at - 2 * TWO_HOURS, self.at - TWO_HOURS
        for actor in ("mila", who, other.first_name.lower(), "vera"):
            self._seen_by(who, actor, self.at)
        self._line(who, who, kind="change", event="own_word")
        for by, at in (
            *(("guus", begun - TICK), ("guus", begun), ("guus", over - TICK), ("guus", over)),
            *(("mila", begun), ("outsider", begun), ("ruben", begun), ("tess", begun)),
            ("mila", self.at + TICK),
        ):
            self._seen_by(who, by, at)
        for more in (
            {"household_ref": self.homes["wilg"].ref},
            {"organization_id": vt},
            {"kind": "change"},
            {"event": "shields_looked_at"},
            {"subject": "afscherming"},
        ):
            self._line(who, "mila", **more)
        for event, subject in (
            ("person_changed", f"person:{me.pk}"),
            ("person_changed", f"person:{other.pk}"),
            ("authority_recorded", f"person:{me.pk}"),
            *(("entry_written", f"entry:{one.pk}") for one in (*words, away, shut)),
            ("entry_looked_up", f"entry:{words[0].pk}"),
        ):
            self._line(who, "mila", kind="change", event=event, subject=subject)

    def _seen_by(self, who: str, actor: str, at: datetime) -> None:
        works = actor in self.facts.employers
        self._line(who, actor, at=at, ground="" if works else "member")
        if works:
            self.facts.looks.append(Look(actor, self._home(who), at.astimezone(UTC)))

    def _line(self, who: str, actor: str, **more: Any) -> None:
        fields = {"at": self.at, "kind": "look", "event": "household_looked_at"}
        fields |= {"subject": "samen"}
        fields |= {"household_ref": self.homes[self._home(who)].ref}
        Event.objects.create(actor_id=self.people[actor].pk, **{**fields, **more})

    def _entry_row(self, home: str, teller: Person) -> Entry:
        return Entry.objects.create(
            household=self.homes[home],
            kind="fact",
            happened_on=localdate(self.at),
            text="Ik wil rust.",
            provenance="family",
            told_by=teller,
            written_at=self.at,
            written_by=self.people["mila"],
        )

    def _close_entry(self, person: Person, entry: Entry) -> None:
        """Words are closed to who told them."""
        who = next(n for n, one in self.persons.items() if one.pk == person.pk)
        home = self.homes[self._home(who)]
        shield = Shield.objects.create(
            household=home,
            kind="entry",
            entry=entry,
            reason="Gevaar.",
            set_at=self.at,
            set_by=self.people["mila"],
        )
        shield.closed_to.create(household=home, person=person)
        closed = frozenset({person.pk})
        self.facts.family.shields.append(
            law.Shield("entry", closed, entry.pk, self.at, id=shield.pk)
        )

    # A key from a tick later ----------------------------------------------------------------------

    def _page_soon(self, step: Step) -> None:
        """The key of a page is cut anew in its table, and opens a tick later."""
        given = self._access(step)
        runs = Q(until=None) | Q(until__gt=self.at)
        given.keys.filter(runs).update(until=self.at)
        more = {"scope": "family", "ground": "member", "family_access": given}
        dossier.loose_key(given.account, given.household, since=self.at + TICK, **more)
        self.facts.pages.discard(given.person_id)

    def _page_there(self, step: Step) -> None:
        """That tick is over."""
        self.facts.pages.add(self.persons[step.who].pk)

    def _barred_elsewhere(self, step: Step) -> None:
        """Somebody of the family works elsewhere, and is barred there: only the key is left."""
        who, home = self.people[step.who], self.homes["wilg"]
        dossier.loose_key(who, home, since=self.at)
        Bar.objects.create(
            household=home,
            account=who,
            kind="neighbor",
            recorded_at=self.at,
            recorded_by=self.people["mila"],
        )
