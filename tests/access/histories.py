"""Histories of a region: what people do, done by Tandem and told to the oracle at the same time.

A step is done through the services, as a page would. When they refuse, nothing has happened, and
the oracle hears nothing. After every step, and at every edge of every fact, Tandem and the oracle
must give the same answer. What happens around a family stands in `relatives.py`.
"""

from __future__ import annotations

import pickle
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from functools import cached_property
from typing import TYPE_CHECKING

from django.core.exceptions import ObjectDoesNotExist
from django.db import transaction
from django.db.models import Q
from django.http import Http404
from django.utils.timezone import localdate

from tandem.core.periods import Period, start_of
from tandem.core.verdict import Refusal
from tandem.dossier.enums import Form
from tandem.dossier.models import Absence, AccessRequest, Bar, Involvement
from tandem.dossier.services import absences, bars, keys, requests
from tandem.journey.services import tandem, withdrawals
from tandem.legal.enums import Answer, Via
from tandem.legal.models import Consent, Withdrawal
from tandem.legal.services import consents
from tandem.legal.services.involvements import NewInvolvement
from tandem.network.enums import RoleKind
from tandem.network.models import Account, Assignment
from tests.access import forged, oracle
from tests.access.arrangements import Arrangements
from tests.access.breaking import Breaking
from tests.access.oracle import TWO_HOURS, Away, Barred, Involved, Works
from tests.access.planted import Planted
from tests.access.planted_plan import Plans
from tests.access.powers import Powers
from tests.access.reports import Reports
from tests.factories import dossier
from tests.factories.world import AMSTERDAM

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from tests.factories.world import World

PEOPLE = ("mila", "ruben", "vera", "stella", "guus", "tess", "outsider")
HOMES = ("wilg", "els", "iep")
ORGANIZATIONS = ("local_team", "veilig_thuis", "gi", "rvdk")
DEPUTIES = {"vera": "stella", "stella": "vera", "mila": "tess", "ruben": "tess", "tess": "ruben"}
DAY = timedelta(days=1)
# Jumps of the clock, edges first: the same moment, a tick, the two hours of a broken glass.
TICK = timedelta(microseconds=1)
JUMPS: tuple[Callable[[datetime], datetime], ...] = (
    lambda at: at,
    lambda at: at + TICK,
    lambda at: at + TWO_HOURS - TICK,
    lambda at: at + TWO_HOURS,
    lambda at: start_of(localdate(at) + DAY) - TICK,
    lambda at: start_of(localdate(at) + DAY),
    lambda at: start_of(localdate(at) + DAY) + TICK,
    lambda at: max(at, datetime(2026, 10, 25, 2, 30, tzinfo=AMSTERDAM)),  # this hour comes twice
    lambda at: at + timedelta(days=9),
)


@dataclass(frozen=True)
class Step:
    """One thing that happens, some time after what happened before."""

    what: str
    who: str = "vera"
    home: str = "wilg"
    organization: str = "veilig_thuis"
    jump: int = 1
    thing: int = 0  # which of several, where there is a choice
    refused: bool = False  # whether Tandem should say no, when that is known beforehand


class History(Powers, Reports, Arrangements, Breaking, Planted, Plans):
    """The region, the facts, and the clock."""

    def __init__(self, world: World, at: datetime) -> None:
        super().__init__(world, at)
        self.assignments: dict[str, list[tuple[Assignment, Works]]] = {}
        self.involved: dict[int, Involved] = {}

    def anew(self) -> History:
        """Begin again: what a history did to an account in memory must not live on."""
        made: History = pickle.loads(self._asleep)
        return made

    @cached_property
    def _asleep(self) -> bytes:
        """The beginning, which is woken up as often as there are histories."""
        return pickle.dumps(self)

    def take(self, step: Step) -> bool:
        """Let it happen; say whether Tandem allowed it."""
        self.at = JUMPS[step.jump](self.at)
        over = self.over()
        try:
            with transaction.atomic():
                getattr(self, f"_{step.what}")(step)
        except (Refusal, Http404, ObjectDoesNotExist, LookupError):
            return False
        self.stays(over)
        return True

    def by(self, home: str, *, not_who: str = "") -> Account:
        """Who of the local team does it."""
        team = ("outsider",) if home == "iep" else ("mila", "ruben")
        return self.people[next((one for one in team if one != not_who), team[0])]

    def one_of[T](self, found: Iterable[T], step: Step, fits: Callable[[T], bool]) -> T:
        """What the step is about, or else one of what there is, so that much can happen."""
        there = list(found)
        mine = [one for one in there if fits(one)]
        return (mine or there)[0 if mine else step.thing % max(1, len(there))]

    def works(self, who: str, assignment: Assignment, pilot: str) -> None:
        """Tell the oracle that somebody works in a team."""
        # A key never opens before it was cut: at the moment of the assignment, or long ago.
        long_ago = datetime.min.replace(tzinfo=AMSTERDAM)
        floor = self.at if who in self.assignments else long_ago
        until = None if assignment.until is None else start_of(assignment.until)
        fact = Works(max(start_of(assignment.since), floor), until, who, pilot)
        self.facts.works.append(fact)
        self.assignments.setdefault(who, []).append((assignment, fact))

    def rides(self, made: Involvement, step: Step, *, form: str) -> None:
        """Tell the oracle, which says itself how long it lasts, that somebody rides along."""
        day, named = localdate(self.at), step.who
        fact = Involved(self.at, None, step.home, step.organization, str(form), day, named)
        if form in oracle.POWERS:
            end = self.facts.carried_until(fact)
            assert end is None or day < end, f"{step} rides along without a ground"
            fact.until = None if end is None else oracle.midnight(end)
        self.involved[made.pk] = fact
        self.facts.involved.append(fact)
        self.facts.opened(fact, named, self.at)

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
        """One of the household says yes; nobody else was asked again."""
        named = [self.world.local_team, getattr(self.world, step.organization)]
        person = self.homes[step.home].persons.order_by("id")[step.thing % 2]
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

    def _settled(self, step: Step) -> None:
        """What was taken back is talked over, and ends without who took it back."""
        still = Withdrawal.objects.select_related("consent__household").filter(outcome="")
        found = self.one_of(
            still.order_by("id"),
            step,
            lambda one: one.consent.household_id == self.homes[step.home].pk,
        )
        [home] = [name for name, one in self.homes.items() if one.pk == found.consent.household_id]
        by, day = self.by(home), localdate(self.at)
        consents.explore(found, on=day, exploration="Hij wil niet.", by=by, at=self.at)
        consents.conclude(found, fresh=None, what_else="Zonder hem.", by=by, at=self.at)

    def _bring(self, step: Step) -> None:
        self._on_consent(step, Form.WITH_CONSENT)

    def _advise(self, step: Step) -> None:
        self._on_consent(step, Form.ADVICE)

    def _on_consent(self, step: Step, form: str) -> None:
        made = self.brought(step, form)
        assert self._is_grounded(step), f"{step} rides along without a ground"
        self.rides(made, step, form=form)

    def brought(self, step: Step, form: str) -> Involvement:
        """Let somebody of an organization ride along from today."""
        home, who = self.homes[step.home], self.people[step.who]
        organization = getattr(self.world, step.organization)
        day = localdate(self.at)
        new = NewInvolvement(organization, form, Period(day), professional=who)
        return tandem.bring_in(home, new, by=self.by(step.home, not_who=step.who), at=self.at)

    def _is_grounded(self, step: Step) -> bool:
        home, day = self.homes[step.home], localdate(self.at)
        given = Consent.objects.filter(household=home, given_on__lte=day)
        named = given.filter(organizations=getattr(self.world, step.organization))
        running = named.filter(answer=Answer.YES, ended_at=None)
        yes = set(running.values_list("person", flat=True))
        said = set(named.values_list("person", flat=True))
        holders = self.facts.holders(day)
        return oracle.is_grounded(
            oracle.Asked(one.age(day), one.pk in holders, one.pk in said, one.pk in yes)
            for one in home.persons.all()
            if one.left_on is None or day < one.left_on
        )

    def _let_go(self, step: Step) -> None:
        riding = Involvement.objects.select_related("household", "organization").filter(
            Q(until=None) | Q(until__gt=localdate(self.at))
        )
        found = self.one_of(
            riding.order_by("id"),
            step,
            lambda one: self._is(one.professional_id, one.household_id, step),
        )
        by = self.by(self.involved[found.pk].home)
        tandem.let_go(found, last_day=localdate(self.at), reason="klaar", by=by, at=self.at)
        self.involved[found.pk].end(self.at)
        self.involved[found.pk].let_go = True

    def _is(self, account: int | None, household: int, step: Step) -> bool:
        """Whether a row is about this person in this home."""
        return (account, household) == (self.people[step.who].pk, self.homes[step.home].pk)

    def _ask(self, step: Step) -> None:
        """A colleague of who rides along asks for a key, and the team says yes."""
        if step.who not in {"vera", "stella", "guus"}:
            step = replace(step, who="stella", home="wilg")
        home, who = self.homes[step.home], self.people[step.who]
        requests.ask(home.ref, "Ik help mee.", by=who, at=self.at)
        asked = AccessRequest.objects.select_related("household").get(
            household=home, asked_by=who, answered_at=None
        )
        by = self.by(step.home, not_who=step.who)
        requests.answer(asked, "yes", "", by=by, at=self.at)
        on = self.involved[asked.involvement_id]
        self.facts.opened(on, step.who, self.at, is_named=False)

    def _forge(self, step: Step) -> None:
        """Keys without their ground are cut past every service: none of them is."""
        with transaction.atomic():
            cut = forged.cut_anyway(self)
            transaction.set_rollback(True)
        assert cut == [], cut

    # People who work ------------------------------------------------------------------------------

    def _hire(self, step: Step) -> None:
        """Somebody begins in the local team tomorrow."""
        pilot = self.world.hilversum if step.home == "iep" else self.world.huizen
        made = keys.assign(
            self.people[step.who],
            role=RoleKind.LOCAL_TEAM,
            place=pilot,
            since=localdate(self.at) + DAY,
            by=self.world.administrator,
            at=self.at,
        )
        self.works(step.who, made, pilot.slug)

    def _dismiss(self, step: Step) -> None:
        """Today is somebody's last day in the local team."""
        done = self.assignments[step.who]
        pilot = "hilversum" if step.home == "iep" else "huizen"
        here = [one for one in done if one[1].pilot == pilot]
        assignment, fact = (here or done)[-1]
        assignment.refresh_from_db()
        until = localdate(self.at) + DAY
        keys.end_assignment(assignment, until=until, by=self.world.administrator, at=self.at)
        fact.end(max(start_of(until), fact.since))

    def _close(self, step: Step) -> None:
        keys.end_account(self.people[step.who], by=self.world.administrator, at=self.at)
        self.people[step.who].refresh_from_db()
        self.facts.gone.add(step.who)

    def _away(self, step: Step) -> None:
        """Somebody is away for two days, from today or tomorrow on."""
        deputy, first = DEPUTIES[step.who], localdate(self.at) + step.thing % 2 * DAY
        who = self.people[step.who]
        days = Period(first, first + 2 * DAY)
        absences.report(who, self.people[deputy], days, by=who, at=self.at)
        until = start_of(first + 2 * DAY)
        self.facts.aways.append(Away(max(self.at, start_of(first)), until, step.who, deputy))

    def _back(self, step: Step) -> None:
        away = Absence.objects.select_related("account").filter(
            ended_at=None, until__gt=localdate(self.at)
        )
        found = self.one_of(
            away.order_by("id"), step, lambda one: one.account_id == self.people[step.who].pk
        )
        absences.end(found, by=found.account, at=self.at)
        for one in self.facts.aways:
            if self.people[one.who].pk == found.account_id:
                one.end(self.at)

    def _bar(self, step: Step) -> None:
        if self.facts.is_barred(step.who, step.home, self.at):
            return
        who, home = self.people[step.who], self.homes[step.home]
        # Who has a key says it of oneself; of another the team says it.
        knows = self.facts.scopes(step.who, step.home, self.at)
        by = who if knows and not step.thing else self.by(step.home)
        bars.set_bar(home, who, bars.Tie("neighbor"), by=by, at=self.at)
        self._barred(step)
        # Who is barred is nobody's face any more.
        self.facts.homes[step.home].faces.pop(step.who, None)

    def _barred(self, step: Step) -> None:
        self.facts.bars.append(Barred(self.at, who=step.who, home=step.home))

    def _lifted(self, account: int, household: int) -> None:
        for bar in self.facts.bars:
            if (self.people[bar.who].pk, self.homes[bar.home].pk) == (account, household):
                bar.end(self.at)

    def _lift(self, step: Step) -> None:
        running = Bar.objects.select_related("household", "account").filter(lifted_at=None)
        found = self.one_of(
            running.order_by("id"),
            step,
            lambda one: self._is(one.account_id, one.household_id, step),
        )
        others = [self.people[one] for one in ("ruben", "mila", "outsider")]
        not_them = {found.recorded_by_id, found.account_id}
        by = next(one for one in others if one.pk not in not_them)
        bars.lift(found, "Toch een ander gezin.", by=by, at=self.at)
        self._lifted(found.account_id, found.household_id)

    def _bar_row(self, step: Step) -> None:
        """A bar that stands in its table while a key still runs: the bar must win by itself."""
        since, until = self.at + step.thing * TICK, self.at + 2 * step.thing * TICK
        by = self.people["outsider"]
        lifted = {"lifted_at": until, "lifted_by": by, "lift_reason": "Toch niet."}
        Bar.objects.create(
            household=self.homes[step.home],
            account=self.people[step.who],
            kind="neighbor",
            recorded_at=since,
            recorded_by=self.people["mila"],
            **(lifted if step.thing else {}),
        )
        self.loose.add(step.who)
        ends = until if step.thing else None
        self.facts.bars.append(Barred(since, ends, step.who, step.home))

    def _lift_row(self, step: Step) -> None:
        """The bar of a member of the team is lifted in its table; the key was never taken."""
        Bar.objects.filter(account=self.people[step.who], lifted_at=None).update(
            lifted_at=self.at, lifted_by=self.people["outsider"], lift_reason="Toch niet."
        )
        self._lifted(self.people[step.who].pk, self.homes[step.home].pk)
