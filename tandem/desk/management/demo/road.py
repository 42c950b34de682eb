"""One invented household on its road: every step through the service that the screens use too."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, timedelta
from decimal import Decimal
from typing import TYPE_CHECKING

from tandem.core.periods import Period, day_of
from tandem.desk.management.demo.clock import Ago, Clock, When, workday
from tandem.desk.management.demo.pieces import Came, Ride, Who
from tandem.dossier.enums import (
    AuthoritySource,
    Frequency,
    PersonRole,
)
from tandem.dossier.rules import ADULT
from tandem.dossier.services import households
from tandem.journey.enums import Direction, TriageOutcome
from tandem.journey.services import contacts, intakes, powers, tandem, withdrawals
from tandem.legal import rules as legal
from tandem.legal.enums import Answer, IdentityCheck, Via
from tandem.legal.models import Confirmation
from tandem.legal.selectors import minors_of
from tandem.legal.services import asking, consents, decisions, involvements, sharing, talks, telling

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tandem.desk.management.demo.cast import Cast
    from tandem.dossier.models import Household, Involvement, Person
    from tandem.legal.models import Consent, CoreDecision, Exchange, Measure, Withdrawal
    from tandem.network.models import Account, Organization

EXPERT_AWAY = "Er was geen ervaringsdeskundige vrij op deze dag. Die sluit later aan."
YEAR = 365.25


@dataclass(slots=True)
class Road:
    """The household, who leads for the local team, and its people by short name."""

    cast: Cast
    clock: Clock
    pilot: str
    lead: str
    home: Household = field(init=False)
    persons: dict[str, Person] = field(default_factory=dict)
    consented: dict[str, Consent] = field(default_factory=dict)

    # Words for days and people -----------------------------------------------------------------

    def day(self, when: When) -> date:
        """Return the calendar day: counted from registration, or back from today."""
        if isinstance(when, Ago):
            return self.clock.ago(when.days)
        asked = self.home.registered_on + timedelta(days=when)
        return min(max(workday(asked), self.home.registered_on), self.clock.today)

    def at(self, when: When) -> datetime:
        """Return the next moment on the day."""
        return self.clock.moment(self.day(when))

    def by(self, key: str = "") -> Account:
        """Return who acts: the leading professional, or somebody else by short name."""
        return self.cast.people[key or self.lead]

    def organization(self, slug: str) -> Organization:
        """Return an organization by short name."""
        return self.cast.organizations[slug]

    @property
    def team(self) -> Organization:
        """Return the local team of the pilot."""
        return self.organization(f"lt-{self.pilot}")

    # In --------------------------------------------------------------------------------------

    def register(
        self, name: str, day: date, came: Came, people: Sequence[Who], *, aged_on: date
    ) -> None:
        """Register the household with its people, who are as old as said on a day (WP-04)."""
        self.clock.new_household()
        new = intakes.NewIntake(
            name=name,
            registered_on=day,
            channel=came.channel,
            source=came.source,
            concerns=came.concerns,
            measure_considered=came.considered,
            running_measures=came.running,
            problem_types=came.problems,
            is_urgent=came.urgent,
        )
        persons = [
            households.NewPerson(one.name, one.role, _born(one, aged_on), one.phone)
            for one in people
        ]
        self.home = intakes.register(
            self.cast.pilots[self.pilot],
            new,
            persons,
            by=self.by(came.by),
            at=self.clock.moment(day),
        )
        found = {person.name: person for person in self.home.persons.order_by("id")}
        self.persons = {one.key: found[one.name] for one in people}

    def related(self, day: When, *relations: tuple[str, str, str]) -> None:
        """Write down relations: who, what, of whom."""
        for person, kind, other in relations:
            households.relate(
                self.persons[person],
                kind=kind,
                to=self.persons[other],
                by=self.by(),
                at=self.at(day),
            )

    def authority(
        self,
        day: When,
        holders: Sequence[str],
        source: str = AuthoritySource.REGISTER,
        document: str = "",
        over: str = "",
    ) -> None:
        """Record who has authority over every minor child, or over one, and how we know."""
        on = self.day(day)
        for child in [self.persons[over]] if over else self.persons.values():
            if child.role != PersonRole.CHILD or child.age(on) >= ADULT:
                continue
            for holder in holders:
                known = households.AuthoritySeen(source, on, child.born_on, document)
                households.record_authority(
                    self.persons[holder], child, known, by=self.by(), at=self.at(day)
                )

    def triage(
        self,
        day: When,
        motivation: str,
        *partners: str,
        contact: str = "",
        expert: str = "samenkracht",
        outcome: str = TriageOutcome.ADMIT,
    ) -> None:
        """Hold the joint triage at the way in, or at the way out (WP-06, WP-07)."""
        going_out = outcome in {TriageOutcome.LEAVE, TriageOutcome.STAY}
        names = [f"lt-{self.pilot}", *(partners or ("vt",)), *([expert] if expert else [])]
        new = intakes.NewTriage(
            direction=Direction.OUT if going_out else Direction.IN,
            held_on=self.day(day),
            outcome=outcome,
            motivation=motivation,
            organizations=[self.organization(name) for name in names],
            contact_choice=contact,
            expert_absent_reason="" if expert else EXPERT_AWAY,
        )
        intakes.hold_triage(self.home, new, by=self.by(), at=self.at(day))

    # Consent -----------------------------------------------------------------------------------

    def explain(self, day: When, questions: str = "") -> None:
        """Explain the way of working and leave the leaflet (CONS-03)."""
        consents.explain(
            self.home, on=self.day(day), questions=questions, by=self.by(), at=self.at(day)
        )

    def yes(
        self, day: When, *persons: str, to: Sequence[str], sent: When | None, via: str = Via.ORAL
    ) -> None:
        """Record everybody's yes; `sent` is when the confirmation went out, if it did."""
        for person in persons:
            new = self._answer(Answer.YES, day, to, via=via)
            consent = consents.record(self.persons[person], new, by=self.by(), at=self.at(day))
            self.consented[person] = consent
            if sent is not None:
                self.confirm(consent, sent)

    def confirm(self, consent: Consent, day: When) -> None:
        """Send the confirmation in the form of the pilot (CONS-05)."""
        confirmation = Confirmation.objects.get(consent=consent)
        consents.confirm(
            confirmation,
            form=confirmation.form,
            on=self.day(day),
            by=self.by(),
            at=self.at(day),
        )

    def no(self, day: When, person: str, to: Sequence[str], what_else: str) -> None:
        """Record somebody's no, and what can be done all the same."""
        new = self._answer(Answer.NO, day, to, what_else=what_else)
        consents.record(self.persons[person], new, by=self.by(), at=self.at(day))

    def leave_out(self, day: When, person: str, reason: str) -> None:
        """Write down why somebody is not asked (CONS-14)."""
        asking.leave_out(self.persons[person], reason=reason, by=self.by(), at=self.at(day))

    def _answer(
        self, answer: str, day: When, to: Sequence[str], *, via: str = Via.ORAL, what_else: str = ""
    ) -> consents.NewConsent:
        return consents.NewConsent(
            answer=answer,
            organizations=[self.organization(slug) for slug in to],
            given_on=self.day(day),
            via=via,
            what_else=what_else,
        )

    def withdraw(self, day: When, person: str, via: str = Via.ORAL) -> Withdrawal:
        """Take in that somebody takes consent back (CONS-06)."""
        consent = self.consented[person]
        withdrawal = withdrawals.receive(
            consent, via=via, identity=IdentityCheck.IN_PERSON, by=self.by(), at=self.at(day)
        )
        self.home.refresh_from_db()
        return withdrawal

    def explore(self, withdrawal: Withdrawal, day: When, text: str) -> None:
        """Explore with the family whether there is a solution (CONS-07)."""
        consents.explore(
            withdrawal, on=self.day(day), exploration=text, by=self.by(), at=self.at(day)
        )
        withdrawal.refresh_from_db()

    def go_on(
        self, withdrawal: Withdrawal, day: When, person: str, to: Sequence[str], what_else: str
    ) -> None:
        """Ride on with a fresh consent (INV-05)."""
        fresh = self._answer(Answer.YES, day, to, what_else=what_else)
        consent = withdrawals.go_on(withdrawal, fresh, by=self.by(), at=self.at(day))
        self.consented[person] = consent
        self.confirm(consent, day)
        self.home.refresh_from_db()

    def stop(self, withdrawal: Withdrawal, day: When, what_else: str) -> None:
        """Stop, because the family wants to (INV-05)."""
        withdrawals.stop(withdrawal, what_else=what_else, by=self.by(), at=self.at(day))
        self.home.refresh_from_db()

    # The tandem --------------------------------------------------------------------------------

    def start(self, day: When, frequency: str = Frequency.WEEKLY) -> None:
        """Start the tandem with the leading professional in front."""
        lead = self.by()
        contact = contacts.NewContact(lead, lead.phone, frequency)
        people = list(self.home.persons.order_by("id"))
        told = talks.Told(legal.AT_START, people)
        talks.tell(self.home, told, on=self.day(day), by=lead, at=self.at(day))
        tandem.start(self.home, lead, contact, on=self.day(day), by=lead, at=self.at(day))

    def contact_person(self, day: When, key: str, frequency: str) -> None:
        """Let somebody else become the fixed face."""
        account = self.by(key)
        contact = contacts.NewContact(account, account.phone, frequency)
        contacts.set_contact_person(
            self.home, contact, on=self.day(day), by=self.by(), at=self.at(day)
        )

    def swap(self, new: tandem.Swap) -> None:
        """Swap seats."""
        at = self.clock.moment(new.day)
        tandem.swap(self.home, new, by=self.by(), at=at)

    def ride(self, new: Ride) -> Involvement:
        """Bring a partner in, let it write its hours, and let it go when that is known."""
        agreed = None if new.agreed is None else self.day(new.agreed)
        involvement = tandem.bring_in(
            self.home,
            involvements.NewInvolvement(
                organization=self.organization(new.partner),
                form=new.form,
                period=Period(self.day(new.day)),
                professional=self.by(new.who) if new.who else None,
                anonymous=new.anonymous,
                reason=new.reason,
                aims=new.aims,
                level=new.level,
                description=new.description,
                question=new.question,
                answer=new.answer,
                own_system_registered=not new.anonymous,
                same_person_agreed_on=agreed,
                same_person_said="" if agreed is None else AGREED,
            ),
            by=self.by(),
            at=self.at(new.day),
        )
        self._hours(involvement, new)
        if new.until is not None and (
            involvement.until is None or self.day(new.until) < involvement.until
        ):
            self.let_go(involvement, new.until, new.end_reason)
        return involvement

    def let_go(self, involvement: Involvement, day: When, reason: str) -> None:
        """Let a partner go."""
        tandem.let_go(
            involvement, last_day=self.day(day), reason=reason, by=self.by(), at=self.at(day)
        )
        involvement.refresh_from_db()

    def _hours(self, involvement: Involvement, new: Ride) -> None:
        """Write the hours of every week, at the end of each four weeks; who rides writes them."""
        last = self.clock.today if new.until is None else self.day(new.until)
        if involvement.until is not None:
            last = min(last, involvement.until - timedelta(days=1))
        weekly = Decimal(new.weekly)
        writer = new.who if new.who and not new.anonymous else ""
        days = [
            day
            for week in range(200)
            if (day := workday(involvement.since + timedelta(days=7 * week + 3))) <= last
            and day >= involvement.since
        ]
        if not weekly:
            return
        for index in range(0, len(days), 4):
            month = days[index : index + 4]
            entries = [(day, _varied(weekly, day)) for day in month]
            involvements.add_hours(
                involvement, entries, by=self.by(writer), at=self.clock.moment(month[-1])
            )

    # Grounds -----------------------------------------------------------------------------------

    def tell(self, day: When, partner: str, what: str, reaction: str = "") -> None:
        """Tell the family that an organization will take part (INV-08)."""
        telling.tell_family(
            self.home,
            self.organization(partner),
            on=self.day(day),
            what=what,
            to=telling.Listeners([one for one in self.persons.values() if one.left_on is None]),
            reaction=reaction,
            by=self.by(),
            at=self.at(day),
        )

    def decide(self, day: When, new: decisions.NewDecision) -> CoreDecision:
        """Record a core decision."""
        return decisions.decide(self.home, new, by=self.by(), at=self.at(day))

    def share(self, new: sharing.Shared) -> Exchange:
        """Record what was shared without consent."""
        at = self.clock.moment(day_of(new.shared_at))
        return sharing.exchange(self.home, new, by=self.by(), at=at)

    def minors(self, day: When) -> list[Person]:
        """The children of the household."""
        return list(minors_of(self.home, on=self.day(day)))

    def measure(self, day: When, new: decisions.NewMeasure) -> Measure:
        """Record a measure."""
        made = powers.record_measure(self.home, new, by=self.by(), at=self.at(day))
        if not made.is_confirmed:
            powers.confirm_measure(made, by=self.by(self.second), at=self.at(day))
        return made

    @property
    def second(self) -> str:
        """Who of the local team signs as the second; when that is who leads, a colleague does."""
        return next(key for key in _SECONDS[self.pilot] if key != self.lead)


AGREED = "Moeder: 'Liever iemand die wij kennen.' De kinderen vinden dat ook."
# Who of each local team signs or confirms as the second.
_SECONDS = {
    "huizen": ("marjan", "naima"),
    "hilversum": ("frank", "elif"),
    "gooise-meren": ("hanneke", "yusuf"),
}


def _born(who: Who, on: date) -> date:
    return on - timedelta(days=round(who.age * YEAR) + who.days)


def _varied(weekly: Decimal, day: date) -> Decimal:
    """A bit more one week, a bit less the next, but never nothing; the average stays."""
    quarter = Decimal("0.25")
    if weekly <= quarter:
        return weekly
    return weekly + quarter * (day.toordinal() // 7 % 3 - 1)
