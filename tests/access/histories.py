"""Histories of a region: what people do, done by Tandem and told to the oracle at the same time.

A step is done through the services, as a page would. When they refuse, nothing has happened, and
the oracle hears nothing. After every step, and at every edge of every fact, Tandem and the oracle
must give the same answer.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.http import Http404
from django.utils.timezone import localdate

from tandem.core.periods import Period, start_of
from tandem.core.verdict import Refusal
from tandem.dossier.enums import Form, PersonRole
from tandem.dossier.models import Bar, Household, Involvement
from tandem.dossier.services import bars, emergencies, keys
from tandem.journey.services import tandem, withdrawals
from tandem.legal.enums import Answer, Via
from tandem.legal.models import Consent
from tandem.legal.services.involvements import NewInvolvement
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Assignment
from tests.access.oracle import (
    TWO_HOURS,
    Barred,
    Facts,
    Glass,
    Home,
    Rides,
    Works,
    is_grounded,
)
from tests.factories import dossier
from tests.factories.world import AMSTERDAM, REGISTERED

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.factories.world import World

PEOPLE = ("mila", "ruben", "vera", "stella", "guus", "outsider")
HOMES = ("wilg", "els", "iep")
ORGANIZATIONS = ("local_team", "veilig_thuis", "gi", "rvdk")
# Jumps of the clock, edges first: the same moment, a tick, the two hours of a broken glass.
TICK = timedelta(microseconds=1)
JUMPS: tuple[Callable[[datetime], datetime], ...] = (
    lambda at: at,
    lambda at: at + TICK,
    lambda at: at + TWO_HOURS - TICK,
    lambda at: at + TWO_HOURS,
    lambda at: start_of(localdate(at) + timedelta(days=1)) - TICK,
    lambda at: start_of(localdate(at) + timedelta(days=1)),
    lambda at: start_of(localdate(at) + timedelta(days=1)) + TICK,
    lambda at: max(at, datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)),  # this hour comes twice
    lambda at: at + timedelta(days=9),
)
# Turns twelve, and sixteen, on the second day of the histories.
CHILDREN = (
    dossier.Member("Lotte Elzen", PersonRole.PARENT, date(1990, 7, 1), has_authority=True),
    dossier.Member("Pim Elzen", PersonRole.CHILD, date(2014, 9, 8)),
    dossier.Member("Ada Elzen", PersonRole.CHILD, date(2010, 9, 8)),
)


@dataclass(frozen=True)
class Step:
    """One thing that happens, some time after what happened before."""

    what: str
    who: str = "vera"
    home: str = "wilg"
    organization: str = "veilig_thuis"
    jump: int = 1
    refused: bool = False  # whether Tandem should say no, when that is known beforehand


@dataclass
class History:
    """The region, the facts, and the clock."""

    world: World
    at: datetime
    facts: Facts = field(default_factory=Facts)
    homes: dict[str, Household] = field(default_factory=dict)
    people: dict[str, Account] = field(default_factory=dict)
    assignments: dict[str, list[tuple[Assignment, Works]]] = field(default_factory=dict)

    @classmethod
    def begin(cls, world: World, at: datetime) -> History:
        """De Wilg and two more households, in two pilots, an hour ago.

        Not now: at the very moment of registering, who registers may see what was just born.
        """
        made, before = cls(world, at), at - timedelta(hours=1)
        made.people = {name: getattr(world, name) for name in PEOPLE}
        made.homes = {
            "wilg": world.home,
            "els": dossier.started(
                world.huizen, [world.local_team], people=CHILDREN, by=world.mila, at=before
            ),
            "iep": dossier.started(
                world.hilversum, [world.rvdk], name="De Iep", by=world.outsider, at=before
            ),
        }
        for name, pilot, since in (
            ("wilg", "huizen", REGISTERED),
            ("els", "huizen", before),
            ("iep", "hilversum", before),
        ):
            made.facts.homes[name] = Home(name, pilot, since)
        for who in ("mila", "ruben", "outsider"):
            [found] = Assignment.objects.filter(account=made.people[who])
            pilot = "hilversum" if who == "outsider" else "huizen"
            made._works(who, found, pilot)
        ride = Rides("vera", at - timedelta(days=14), home="wilg", organization="veilig_thuis")
        made.facts.rides.append(ride)
        return made

    def take(self, step: Step) -> bool:
        """Let it happen; say whether Tandem allowed it."""
        self.at = JUMPS[step.jump](self.at)
        try:
            with transaction.atomic():
                getattr(self, f"_{step.what}")(step)
        except (Refusal, Http404, ObjectDoesNotExist, LookupError):
            return False
        return True

    def by(self, home: str, *, not_who: str = "") -> Account:
        """Who of the local team does it."""
        team = ("outsider",) if home == "iep" else ("mila", "ruben")
        return self.people[next((one for one in team if one != not_who), team[0])]

    def _works(self, who: str, assignment: Assignment, pilot: str) -> None:
        until = None if assignment.until is None else start_of(assignment.until)
        fact = Works(
            who, max(start_of(assignment.since), assignment_floor(self, who)), until, pilot
        )
        self.facts.works.append(fact)
        self.assignments.setdefault(who, []).append((assignment, fact))

    # What can happen ------------------------------------------------------------------------------

    def _tick(self, step: Step) -> None:
        """Nothing but time."""

    def _say(self, step: Step, answer: str) -> None:
        named = [self.world.local_team, getattr(self.world, step.organization)]
        home, by = self.homes[step.home], self.by(step.home)
        for person in home.persons.order_by("id"):
            if person.age(localdate(self.at)) >= 12:
                dossier.answer(person, named, says=answer, by=by, at=self.at)

    def _yes(self, step: Step) -> None:
        self._say(step, Answer.YES)

    def _no(self, step: Step) -> None:
        self._say(step, Answer.NO)

    def _one_yes(self, step: Step) -> None:
        """The first of the household says yes; nobody else was asked again."""
        named = [self.world.local_team, getattr(self.world, step.organization)]
        person = self.homes[step.home].persons.order_by("id")[0]
        dossier.answer(person, named, by=self.by(step.home), at=self.at)

    def _withdraw(self, step: Step) -> None:
        organization = getattr(self.world, step.organization)
        given = Consent.objects.select_related("household", "person").filter(
            household=self.homes[step.home],
            answer=Answer.YES,
            ended_at=None,
            organizations=organization,
        )
        consent = given.order_by("id")[0]
        named = set(consent.organizations.values_list("pk", flat=True))
        withdrawals.receive(consent, via=Via.ORAL, by=self.by(step.home), at=self.at)
        names = {one for one in ORGANIZATIONS if getattr(self.world, one).pk in named}
        self.facts.withdraw(step.home, names, self.at)

    def _decide(self, step: Step) -> None:
        organization = getattr(self.world, step.organization)
        signer = self.world.outsider if step.home == "iep" else self.world.ruben
        dossier.decided(
            self.homes[step.home], organization, signer, by=self.by(step.home), at=self.at
        )

    def _bring(self, step: Step, form: str = Form.WITH_CONSENT) -> None:
        home, who = self.homes[step.home], self.people[step.who]
        organization = getattr(self.world, step.organization)
        day = localdate(self.at)
        new = NewInvolvement(organization, form, Period(day), professional=who)
        tandem.bring_in(home, new, by=self.by(step.home, not_who=step.who), at=self.at)
        if form == Form.WITH_CONSENT:
            assert self._is_grounded(step), f"{step} rides along without a ground"
        self.facts.rides.append(
            Rides(
                step.who,
                self.at,
                home=step.home,
                organization=step.organization,
                needs_consent=form == Form.WITH_CONSENT,
            )
        )

    def _is_grounded(self, step: Step) -> bool:
        home, day = self.homes[step.home], localdate(self.at)
        consents = Consent.objects.filter(household=home, given_on__lte=day)
        named = consents.filter(organizations=getattr(self.world, step.organization))
        running = named.filter(answer=Answer.YES, ended_at=None)
        return is_grounded(
            {one.name: one.age(day) for one in home.persons.all()},
            set(running.values_list("person__name", flat=True)),
            set(consents.values_list("person__name", flat=True)),
        )

    def _force(self, step: Step) -> None:
        self._bring(step, Form.WITH_POWERS)

    def _let_go(self, step: Step) -> None:
        home = self.homes[step.home]
        riding = Involvement.objects.select_related("household", "organization").filter(
            household=home, professional=self.people[step.who], until=None
        )
        found = riding.order_by("id")[0]
        tandem.let_go(
            found, last_day=localdate(self.at), reason="klaar", by=self.by(step.home), at=self.at
        )
        for ride in self.facts.rides:
            is_it = getattr(self.world, ride.organization).pk == found.organization_id
            if (ride.who, ride.home) == (step.who, step.home) and is_it:
                ride.end(self.at)
                break

    def _hire(self, step: Step) -> None:
        """Somebody begins in the local team tomorrow."""
        pilot = self.world.hilversum if step.home == "iep" else self.world.huizen
        made = keys.assign(
            self.people[step.who],
            role=RoleKind.LOCAL_TEAM,
            place=pilot,
            since=localdate(self.at) + timedelta(days=1),
            by=self.world.administrator,
            at=self.at,
        )
        self._works(step.who, made, pilot.slug)

    def _dismiss(self, step: Step) -> None:
        """Today is somebody's last day in the local team."""
        assignment, fact = self.assignments[step.who][-1]
        assignment.refresh_from_db()
        until = localdate(self.at) + timedelta(days=1)
        keys.end_assignment(assignment, until=until, by=self.world.administrator, at=self.at)
        fact.end(max(start_of(until), fact.since))

    def _close(self, step: Step) -> None:
        keys.end_account(self.people[step.who], by=self.world.administrator, at=self.at)
        self.people[step.who].refresh_from_db()
        self.facts.gone.add(step.who)

    def _bar(self, step: Step) -> None:
        if any(b.runs(self.at) for b in self._bars(step)):
            return
        who, home = self.people[step.who], self.homes[step.home]
        # Who has a key says it of oneself; of another the team says it.
        knows = self.facts.scopes(step.who, step.home, self.at)
        by = who if knows else self.by(step.home)
        bars.set_bar(home, who, bars.Tie("neighbor"), by=by, at=self.at)
        self.facts.bars.append(Barred(step.who, self.at, home=step.home))

    def _bars(self, step: Step) -> list[Barred]:
        return [b for b in self.facts.bars if (b.who, b.home) == (step.who, step.home)]

    def _lift(self, step: Step) -> None:
        found = Bar.objects.select_related("household", "account").get(
            household=self.homes[step.home], account=self.people[step.who], lifted_at=None
        )
        others = [self.people[one] for one in ("ruben", "mila", "outsider") if one != step.who]
        by = next(one for one in others if one.pk != found.recorded_by_id)
        bars.lift(found, "Toch een ander gezin.", by=by, at=self.at)
        for bar in self._bars(step):
            bar.end(self.at)

    def _bar_row(self, step: Step) -> None:
        """A bar that stands in its table while a key still runs: the bar must win by itself."""
        Bar.objects.create(
            household=self.homes[step.home],
            account=self.people[step.who],
            kind="neighbor",
            recorded_at=self.at,
            recorded_by=self.people["mila"],
        )
        self.facts.bars.append(Barred(step.who, self.at, home=step.home))

    def _lift_row(self, step: Step) -> None:
        """The bar of a member of the team is lifted in its table; the key was never taken."""
        Bar.objects.filter(account=self.people[step.who], lifted_at=None).update(
            lifted_at=self.at, lifted_by=self.people["outsider"], lift_reason="Toch niet."
        )
        for bar in self._bars(step):
            bar.end(self.at)

    def _close_row(self, step: Step) -> None:
        """An account is ended in its table, and nobody took its keys."""
        Account.objects.filter(pk=self.people[step.who].pk).update(is_active=False)
        self.facts.gone.add(step.who)

    def _glass(self, step: Step) -> None:
        home = self.homes[step.home]
        need = emergencies.Need("danger", "Er wordt nu geslagen.", ref=home.ref)
        if emergencies.break_glass(need, by=self.people[step.who], at=self.at):
            self.facts.glasses.append(
                Glass(step.who, self.at, _later(self.at, TWO_HOURS), home=step.home)
            )


def assignment_floor(history: History, who: str) -> datetime:
    """A key never opens before it was cut: at the moment of the assignment, or long ago."""
    return history.at if who in history.assignments else datetime.min.replace(tzinfo=AMSTERDAM)


def _later(at: datetime, length: timedelta) -> datetime:
    """So much later on the clock of the world, also in the night in which ours changes."""
    return at.astimezone(UTC) + length
