"""Who arranges whom in a history: the fixed face, the yearly look at rights, and rows by hand."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from django.db import connection
from django.utils.timezone import localdate

from tandem.core.periods import start_of
from tandem.dossier.enums import HIDING, AddressKind
from tandem.dossier.models import Absence, Address, ContactPerson, Key
from tandem.dossier.services import addresses, reviews
from tandem.journey.services import contacts, tandem
from tandem.network.models import Account, Pilot
from tests.access.oracle import Fact
from tests.access.relatives import LONG_AGO, Relatives
from tests.dossier import oracle as law
from tests.factories import dossier, network
from tests.second_lock.test_identity import as_web, run

if TYPE_CHECKING:
    from datetime import datetime

    from tests.access.histories import Step

DAY = timedelta(days=1)
_TWICE = """
    SELECT k.id FROM dossier_key k JOIN dossier_key t ON t.id > k.id
      AND t.follows_id = k.follows_id AND t.absence_id = k.absence_id
    WHERE k.since < t.until AND t.since < k.until
"""


class Arrangements(Relatives):
    """The part of a history in which people are arranged."""

    def over(self) -> dict[int, datetime | None]:
        """The keys that ended, and when."""
        return dict(Key.objects.filter(until__lte=self.at).values_list("pk", "until"))

    def stays(self, over: dict[int, datetime | None]) -> None:
        """What has ended stays as it ended, and nothing is lent twice."""
        still = dict(Key.objects.filter(pk__in=over).values_list("pk", "until"))
        assert over == still, "a key that was over changed"
        with connection.cursor() as cursor:
            cursor.execute(_TWICE)
            assert (twice := cursor.fetchall()) == [], f"lent twice: {twice}"

    def _face(self, step: Step) -> None:
        """Somebody is the fixed face from today: instead of who was, or beside them."""
        home, beside = self.homes[step.home], "Het gezin wil er twee." if step.thing else ""
        new = contacts.NewContact(self.people[step.who], "06 12345678", "weekly", beside)
        by, day = self.by(step.home), localdate(self.at)
        contacts.set_contact_person(home, new, on=day, by=by, at=self.at)
        faces = self.facts.homes[step.home].faces
        if not step.thing:
            faces.clear()
        faces[step.who] = Fact(self.at)

    def _face_row(self, step: Step) -> None:
        """The table says: the face from tomorrow on, until today, or until tomorrow."""
        day = localdate(self.at)
        since, until = ((day + DAY, None), (day - DAY, day), (day - DAY, day + DAY))[step.thing]
        ContactPerson.objects.create(
            household=self.homes[step.home],
            account=self.people[step.who],
            reach="06 12345678",
            frequency="weekly",
            since=since,
            until=until,
            extra_agreed_with_family="Het gezin wil er twee.",
        )
        if since <= day and (until is None or day < until):
            ends = None if until is None else start_of(until)
            self.facts.homes[step.home].faces[step.who] = Fact(start_of(since), ends)

    def _face_ends(self, step: Step) -> None:
        """Today is the last day of everybody who is the face."""
        by, day = self.by(step.home), localdate(self.at)
        tandem.end_all(self.homes[step.home], last_day=day, by=by, at=self.at)
        for face in self.facts.homes[step.home].faces.values():
            face.end(start_of(day + DAY))

    def _review(self, step: Step) -> None:
        """Nobody needs what somebody may in a pilot any more; or in a region."""
        world = self.world
        pilot = world.hilversum if step.home == "iep" else world.huizen
        place = world.region if step.thing else pilot
        who = self.people[step.who]
        reviews.review(who, place, "ended", by=world.administrator, at=self.at)
        pilots = Pilot.objects.filter(region=world.region) if step.thing else [pilot]
        self.facts.unneeded(step.who, {one.slug for one in pilots}, self.at)

    def _moves(self, step: Step) -> None:
        """Hilversum belongs to another region from now on, says its table."""
        elsewhere = network.region(at=self.at)
        Pilot.objects.filter(pk=self.world.hilversum.pk).update(region=elsewhere)

    def _copy_row(self, step: Step) -> None:
        """What a deputy holds of a household is ended in the table."""
        lent = Key.objects.filter(account=self.people[step.who], ground="deputy")
        lent.filter(household=self.homes[step.home], until__gt=self.at).update(until=self.at)
        for away in self.facts.aways:
            if away.deputy == step.who:
                away.shut[step.home] = self.at

    def _take_copies(self, step: Step) -> None:
        """Who is away still, is away: nobody makes the database end what was lent."""
        away = Absence.objects.get(account=self.people[step.who], ended_at=None)
        with as_web(self.people[step.who], self.at):
            assert run("SELECT tandem.end_for_absence(%s, %s)", away.pk, self.at) == [(0,)]

    # Places, in every way in which one closes by itself -----------------------------------------

    def _place(self, step: Step) -> None:
        """Somebody is at a place of their own: at home or hidden, and Kees may know it or not."""
        kind = AddressKind.SHELTER if step.thing % 2 else AddressKind.HOME
        known = [self.persons["kees"]] if step.thing > 1 else []
        person, told = self.persons[step.who], self.facts.family.addresses
        lines = f"Laan {len(told)}"
        new = addresses.NewAddress(kind, lines, LONG_AGO, opened_to=known)
        made = addresses.add(person, new, by=self._team(step.who), at=self.at)
        knows = frozenset(one.pk for one in known)
        hides = kind in HIDING
        told.append(law.Address(made.pk, person.pk, lines, hides, knows, home=made.household_id))

    def _move_row(self, step: Step) -> None:
        """The last place of somebody is called otherwise in the table, and no shield followed."""
        person = self.persons[step.who]
        last = max(
            (one for one in self.facts.family.addresses if one.person == person.pk),
            key=lambda one: one.id,
        )
        last.place = "Verzet 1"
        place = addresses.place_of(last.place)
        Address.objects.filter(pk=last.id).update(lines=last.place, place=place)

    def _load(self, step: Step) -> None:
        """Who loads a case file has a key for that moment, and an account that is never active."""
        self._close_row(step)
        more = {"scope": "case_loader", "ground": "case_file", "since": self.at}
        dossier.loose_key(self.people[step.who], self.homes[step.home], **more)
        self.facts.loads.add((step.who, step.home))

    def _close_row(self, step: Step) -> None:
        """An account is ended in its table, and nobody took its keys."""
        Account.objects.filter(pk=self.people[step.who].pk).update(is_active=False)
        self.loose.add(step.who)
        self.facts.gone.add(step.who)
