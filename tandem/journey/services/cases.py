"""Bringing households in from a case file, through the same services and rules as the screens."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.core.periods import Period, day_of
from tandem.core.verdict import Refusal
from tandem.dossier.enums import POWER_FORMS, Origin, Status
from tandem.dossier.models import Household, Seat
from tandem.dossier.services import households, keys
from tandem.journey import rules
from tandem.journey.services import endings, intakes
from tandem.journey.services.case_file import Broken, CaseHousehold, read_household
from tandem.legal.enums import Answer, Via
from tandem.legal.services import consents, decisions, involvements

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date, datetime

    from tandem.dossier.models import Person
    from tandem.network.models import Account, Organization, Pilot


@dataclass(frozen=True, slots=True)
class Network:
    """The pilots and organizations that a file may name, by their reference."""

    pilots: Mapping[str, Pilot]
    organizations: Mapping[str, Organization]
    experts: Organization | None


@dataclass(frozen=True, slots=True)
class Refused:
    """Why one household was not loaded: its reference, the place, the rule, the sentence."""

    ref: str
    place: str
    rule: str
    sentence: str


@dataclass(slots=True)
class Report:
    """What loading did."""

    loaded: int = 0
    unchanged: int = 0
    refused: list[Refused] = field(default_factory=list)


def digest(value: object) -> str:
    """Fingerprint of a household as sent, so that a second load changes nothing."""
    text = json.dumps(value, sort_keys=True, default=str, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def load_one(
    value: object, place: str, network: Network, report: Report, *, by: Account, at: datetime
) -> bool:
    """Load one household whole or not at all, and count it in the report; False when refused."""
    ref = str(value.get("ref", "?"))[:80] if isinstance(value, dict) else "?"
    loading = None
    try:
        case = read_household(value, place)
        loading = _Loading(case, place, network, by, at)
        fingerprint = digest(value)
        if loading.is_known(fingerprint):
            report.unchanged += 1
            return True
        with transaction.atomic():
            loading.load(fingerprint)
    except Broken as broken:
        report.refused.append(Refused(ref, broken.place, "", broken.what))
        return False
    except Refusal as refusal:
        where = loading.place if loading is not None else place
        report.refused.append(Refused(ref, where, refusal.rule.id, refusal.verdict.reason))
        return False
    report.loaded += 1
    return True


class _Loading:
    """One household on its way in; `place` is where in the file we are, for the report."""

    def __init__(
        self, case: CaseHousehold, root: str, network: Network, by: Account, at: datetime
    ) -> None:
        self.case = case
        self.root = self.place = root
        self.network = network
        self.by = by
        self.at = at
        if case.pilot not in network.pilots:
            raise Broken(f"{root}.pilot", f"'{case.pilot}' staat niet bij de toekomsttuinen.")
        self.pilot = network.pilots[case.pilot]

    def is_known(self, fingerprint: str) -> bool:
        """Whether the household was loaded before; with other content it is broken."""
        before = (
            Household.objects.filter(
                pilot__region_id=self.pilot.region_id, source_ref=self.case.ref
            )
            .order_by("id")
            .values_list("source_digest", flat=True)
            .first()
        )
        if before is not None and before != fingerprint:
            raise Broken(
                f"{self.root}.ref", f"'{self.case.ref}' is al ingebracht, met een andere inhoud."
            )
        return before is not None

    def load(self, fingerprint: str) -> None:
        """Walk the household's road in the order in which it happened."""
        if self.case.ended_on is not None:
            self._at("ended_on")
            rules.last_day_is_possible(
                self.case.ended_on,
                registered_on=self.case.registered_on,
                today=day_of(self.at),
            ).or_refuse()
        self._at("")
        new = intakes.NewIntake(
            name=self.case.ref,
            registered_on=self.case.registered_on,
            channel=self.case.channel,
            measure_considered=self.case.measure_considered,
            brought_from=households.Source(self.case.ref, fingerprint),
        )
        people = [
            households.NewPerson(p.ref, p.role, p.born_on, source_ref=p.ref)
            for p in self.case.persons
        ]
        home, key = intakes.register_from_file(self.pilot, new, people, by=self.by, at=self.at)
        persons = {person.source_ref: person for person in home.persons.order_by("id")}
        holders = [persons[p.ref] for p in self.case.persons if p.authority]
        households.case_file_authorities(
            home, holders, on=self.case.registered_on, by=self.by, at=self.at
        )
        self._grounds(home, persons)
        self._involvements(home)
        self._counts(home)
        self._ride(home)
        keys.return_from_case_loader(key, by=self.by, at=self.at)

    def _at(self, name: str, index: int | None = None) -> None:
        where = f".{name}" if name else ""
        self.place = f"{self.root}{where}" + ("" if index is None else f"[{index}]")

    def _organization(self, ref: str) -> Organization:
        if ref not in self.network.organizations:
            raise Broken(f"{self.place}.organization", f"'{ref}' staat niet bij de organisaties.")
        return self.network.organizations[ref]

    def _grounds(self, home: Household, persons: Mapping[str, Person]) -> None:
        by, at, origin = self.by, self.at, Origin.CASE_FILE
        if self.case.leaflet_explained_on is not None:
            self._at("leaflet_explained_on")
            consents.explain_from_file(home, on=self.case.leaflet_explained_on, by=by, at=at)
        for index, c in enumerate(self.case.consents):
            self._at("consents", index)
            yes = consents.NewConsent(
                answer=Answer.YES,
                organizations=[self._organization(ref) for ref in c.organizations],
                given_on=c.period.since,
                until=c.period.until,
                via=Via.WRITTEN,
                origin=origin,
            )
            consents.record(persons[c.person], yes, by=by, at=at)
        for index, m in enumerate(self.case.measures):
            self._at("measures", index)
            measure = decisions.NewMeasure(
                kind=m.kind,
                decided_on=m.decided_on,
                initiated_by_pilot=m.initiated_by_pilot,
                running_at_intake=m.running_at_intake,
                origin=origin,
            )
            decisions.record_measure(home, measure, by=by, at=at)
        for index, d in enumerate(self.case.decisions):
            self._at("decisions", index)
            decision = decisions.NewDecision(
                regime=d.regime,
                organization=self._organization(d.organization),
                ground=d.ground,
                ground_on=d.ground_on,
                decided_on=d.decided_on,
                family_informed_on=d.family_informed_on,
                origin=origin,
            )
            decisions.decide(home, decision, by=by, at=at)

    def _involvements(self, home: Household) -> None:
        for index, i in enumerate(self.case.involvements):
            self._at("involvements", index)
            new = involvements.NewInvolvement(
                organization=self._organization(i.organization),
                form=i.form,
                period=self._until_end(i.period),
                anonymous=i.anonymous,
                origin=Origin.CASE_FILE,
            )
            involvement = involvements.start(home, new, by=self.by, at=self.at)
            if i.hours:
                self.place += ".hours"
                involvements.add_hours(involvement, i.hours, by=self.by, at=self.at)

    def _until_end(self, period: Period) -> Period:
        """A running involvement of a household that ended, ended with it."""
        if self.case.ended_on is None or period.until is not None:
            return period
        return Period.with_last_day(period.since, self.case.ended_on)

    def _counts(self, home: Household) -> None:
        for index, (month, count) in enumerate(self.case.expert_contacts):
            self._at("expert_contacts", index)
            if self.network.experts is None:
                raise Broken(
                    self.place, "het bestand noemt geen organisatie van ervaringsdeskundigen."
                )
            endings.count_expert_contacts(
                home, self.network.experts, month=month, count=count, by=self.by, at=self.at
            )

    def _ride(self, home: Household) -> None:
        """Work out status and seats: what the file states without saying it."""
        self._at("ended_on")
        case, by, at = self.case, self.by, self.at
        started_on = _started_on(case)
        status = Status.REGISTERED if started_on is None else Status.STARTED
        if case.ended_on is not None:
            status = Status.ENDED
        if started_on is not None:
            self._seats(home, Period.with_last_day(started_on, case.ended_on))
        households.set_status(home, status, by=by, at=at, ended_on=case.ended_on)

    def _seats(self, home: Household, whole: Period) -> None:
        if whole.is_empty:
            return
        rides = [
            rules.Ride(self._organization(i.organization).pk, i.form, self._until_end(i.period))
            for i in self.case.involvements
            if not i.anonymous
        ]
        Seat.objects.bulk_create(
            Seat(
                household=home,
                position=place.position,
                organization_id=place.organization_id,
                since=place.period.since,
                until=place.period.until,
            )
            for place in rules.places(local_team_id=home.managed_by_id, whole=whole, rides=rides)
        )


def _started_on(case: CaseHousehold) -> date | None:
    """The day on which the tandem started: the first consent, or the first use of power."""
    days = [c.period.since for c in case.consents]
    days += [i.period.since for i in case.involvements if i.form in POWER_FORMS]
    return max(min(days), case.registered_on) if days else None
