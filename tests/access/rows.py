"""Which rows somebody of a family finds in the web's role: by reading them all, and doing sums."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any

from tandem.audit.models import Event
from tandem.dossier.models import (
    Authority,
    ContactPerson,
    Emergency,
    EmergencyTold,
    Entry,
    FamilyAccess,
    Involvement,
    Key,
    Report,
)
from tandem.legal.models import (
    CareConsent,
    Consent,
    CoreDecision,
    Exchange,
    Measure,
    SharingConsent,
    ToldTo,
    Withdrawal,
    WithdrawalDenial,
)
from tandem.network.models import Organization, Professional
from tandem.plan.models import Hearing
from tests.access.oracle import midnight
from tests.access.rows_of_plan import OF_PLAN, Put
from tests.dossier import oracle as law

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from datetime import date, datetime

    from django.db import models

    from tests.access.histories import History
    from tests.access.kept import Kept

type Model = type[models.Model]

_NAMED = Consent.organizations.through
# What anybody of the family with a page may find; of a page that shows little, only the first.
_STILL: tuple[Model, ...] = (Authority, ContactPerson, FamilyAccess)
MODELS: tuple[Model, ...] = (
    *_STILL,
    *(CareConsent, Consent, _NAMED, CoreDecision, Event, Exchange, Key, Measure, SharingConsent),
    *(ToldTo, Withdrawal, WithdrawalDenial),
    *OF_PLAN,
)
# Nothing of these is on a page; whoever works has them, without what is closed to them.
OF_WORK: tuple[Model, ...] = (Involvement, Report)
# Everybody finds their own key, and what they did; their page shows less than that.
BESIDES: tuple[Model, ...] = (Event, Key)
_KNOWN: tuple[Model, ...] = (Emergency, EmergencyTold, Entry, Organization, Professional)
_READ: tuple[Model, ...] = (*MODELS, *OF_WORK, *_KNOWN)
# From which age until which somebody with authority answers for a child, in which case.
_HELP = {"normal": (0, 16), "incapable": (12, 18)}
_SHARING = {"normal": (0, 12), "incapable": (12, 18)}
_OF_ME = {
    *("address_changed", "address_recorded", "consent_no", "consent_yes", "family_link_confirmed"),
    *("family_link_renewed", "family_page_given", "person_changed", "words_closed_again"),
    "words_released",
}


class Tables:
    """Everything that stands in the tables now."""

    def __init__(self, kept: Kept) -> None:
        self.rows = kept.read(_READ)
        self.employers = {one.account_id: one.employer_id for one in self.rows[Professional]}
        self.names = {one.pk: one.name for one in self.rows[Organization]}
        self.consents = {one.pk: one for one in self.rows[Consent]}
        self.withdrawals = {one.pk: one for one in self.rows[Withdrawal]}
        self.entries = {one.pk: one for one in self.rows[Entry]}
        self.decisions = {one.pk: one for one in self.rows[CoreDecision]}
        self.measures = {one.pk: one for one in self.rows[Measure]}
        self.exchanges = {one.pk: one for one in self.rows[Exchange]}

    def edges(self, home: int) -> Iterator[datetime]:
        """Every moment at which something that is one's own turns, in a household."""
        days = [one.told_on for model in (ToldTo, Exchange) for one in self.rows[model]]
        days += [one.family_informed_on for one in self.rows[CoreDecision]]
        days += [one.decided_on for one in self.rows[Measure]]
        days += [one.told_on for one in self.rows[EmergencyTold]]
        days += [one.put_on for one in self.rows[Hearing]]
        keys = [one for one in self.rows[Key] if one.household_id == home]
        moments = [one for key in keys for one in (key.since, key.until)]
        yield from {midnight(day) for day in days if day is not None}
        yield from {one for one in moments if one is not None}


@dataclass
class Reader:
    """Somebody of a family at a moment, with what is closed to them then."""

    history: History
    tables: Tables
    who: str
    at: datetime

    def __post_init__(self) -> None:
        facts, tables = self.history.facts, self.tables
        self.account = self.history.people[self.who].pk
        self.person = self.history.persons[self.who].pk
        self.home = self.history.homes[facts.lives[self.person]]
        self.today: date = law.today(self.at)
        self.closed = law.closed(facts.family, self.person, "organization", self.at)
        self.shut = law.versions(
            facts.family, law.closed(facts.family, self.person, "entry", self.at)
        )
        self.charges = law.charges(facts.family, self.person, self.at)
        heard = {
            one.emergency_id
            for one in tables.rows[EmergencyTold]
            if one.person_id == self.person and one.told_on <= self.today
        }
        self.untold = [one for one in tables.rows[Emergency] if one.pk not in heard]

    @cached_property
    def put(self) -> Put:
        """What was put before me."""
        facts = self.history.facts
        born = next(one.born_on for one in facts.family.people if one.id == self.person)
        return Put(
            rows=self.tables.rows,
            person=self.person,
            home=self.home.pk,
            day=self.today,
            unsaid=facts.unsaid(self.person, self.at),
            hidden={one for one in self.tables.employers if self.is_hidden(one)},
            entries=facts.read(self.person, self.at),
            born_on=born,
        )

    # What may be found ----------------------------------------------------------------------------

    def page(self) -> dict[Model, set[int]]:
        """What the page may show, by table."""
        facts = self.history.facts
        has_page = facts.has_page(self.person, self.at)
        shown = (_STILL if self.person in facts.low else MODELS) if has_page else ()
        put = self.put.found() if Hearing in shown else {}
        return {
            model: put[model]
            if model in put
            else {one.pk for one in self.tables.rows[model] if _TESTS[model](self, one)}
            if model in shown
            else set()
            for model in MODELS
        }

    def rows(self) -> dict[Model, set[int]]:
        """What is there: the page, one's own key, and what one did."""
        found, rows = self.page(), self.tables.rows
        found[Key] |= {one.pk for one in rows[Key] if one.account_id == self.account}
        found[Event] |= {one.pk for one in rows[Event] if one.actor_id == self.account}
        return found

    def work(self) -> dict[Model, set[int]]:
        """What is there for who works here as well."""
        is_out = law.closed(self.history.facts.family, self.person, "everything", self.at)
        hidden, rows = self.hidden(), self.tables.rows
        return {
            model: {one.pk for one in rows[model] if self.is_here(one) and not is_out}
            - hidden[model]
            for model in OF_WORK
        }

    def hidden(self) -> dict[Model, set[int]]:
        """What is closed, here, also to who works here as well."""
        reports = law.closed(self.history.facts.family, self.person, "report", self.at)
        return {
            model: {
                one.pk
                for one in self.tables.rows[model]
                if self.is_here(one)
                and (
                    not self.is_open(one.organization_id) or (model is Report and one.pk in reports)
                )
            }
            for model in OF_WORK
        }

    # What somebody may know -----------------------------------------------------------------------

    def is_here(self, one: Any) -> bool:
        """Whether a row is of the own household."""
        return bool(one.household_id == self.home.pk)

    def works(self, account: int | None) -> bool:
        """Whether somebody works, and not for whom is closed."""
        return account in self.tables.employers and not self.is_hidden(account)

    def is_hidden(self, account: int | None) -> bool:
        """Whether somebody works for whom is closed."""
        return self.tables.employers.get(account or 0) in self.closed

    def is_open(self, organization: int | None) -> bool:
        """Whether this organization, if it is one, may be known."""
        return organization not in self.closed

    def names_nobody(self, words: str) -> bool:
        """Whether no organization that is closed stands in these words."""
        return not any(self.tables.names[one].lower() in words.lower() for one in self.closed)

    def heard(self, what: str, one: Any) -> bool:
        """Whether somebody was told of an exchange or decision."""
        return any(
            (getattr(told, f"{what}_id"), told.person_id) == (one.pk, self.person)
            and told.told_on is not None
            and told.told_on <= self.today
            for told in self.tables.rows[ToldTo]
        )

    # Row by row -----------------------------------------------------------------------------------

    def key(self, key: Key) -> bool:
        """One's own; and who works here, and holds or held a key that opened."""
        begun = key.since <= self.at and (key.until is None or key.until > key.since)
        is_told = key.emergency_id not in {one.pk for one in self.untold}
        works = key.scope not in {"family", "case_loader"} and not self.is_hidden(key.account_id)
        return self.is_here(key) and (
            key.account_id == self.account or (begun and is_told and works)
        )

    def event(self, event: Event) -> bool:
        """What one looked at; who looked, and who changed something of mine."""
        there = event.household_ref == self.home.ref and event.at <= self.at
        if not there or not self.is_open(event.organization_id):
            return False
        if event.actor_id == self.account and event.kind == "look":
            return True
        if not self.works(event.actor_id) or any(
            e.opened_by_id == event.actor_id and e.opened_at <= event.at < e.until
            for e in self.untold
            if self.is_here(e)
        ):
            return False
        kind, _, number = event.subject.partition(":")
        if event.event in {"entry_corrected", "entry_written"}:
            entry = self.tables.entries.get(int(number)) if kind == "entry" else None
            mine = entry is not None and entry.told_by_id == self.person and self.is_here(entry)
            return mine and int(number) not in self.shut
        if event.event == "data_shared":
            shared = self.tables.exchanges.get(event.subject_id)
            return shared is not None and self.heard_of(shared)
        of_me = event.event in _OF_ME and event.subject == f"person:{self.person}"
        looks = {"household_looked_at", "household_listed"}
        is_look = event.kind == "look" and event.event in looks
        pages = {"gezin", "lijst", "samen", "verhaal", "zoeken"}
        return of_me or (is_look and event.subject in pages)

    def answered(self, one: Any, cases: dict[str, tuple[int, int]]) -> bool:
        """What was said about me, or by me in the place of a child, as long as I may."""
        since, until = cases.get(one.circumstance, (0, 0))
        age = max(0, self.charges.get(one.person_id, 99))
        decides = one.given_by_id == self.person and since <= age < until
        return self.is_here(one) and (one.person_id == self.person or decides)

    def exchange(self, one: Exchange) -> bool:
        """What was shared without consent, told to the family and to me."""
        return one.told_on is not None and one.told_on <= self.today and self.heard_of(one)

    def heard_of(self, one: Exchange) -> bool:
        """What was shared here, as I was told, with somebody whom I may know."""
        is_open = self.is_open(one.organization_id) and self.names_nobody(one.recipient)
        return self.is_here(one) and self.heard("exchange", one) and is_open

    def told_to(self, one: ToldTo) -> bool:
        """When I heard something that I may know of; not that a partner comes."""
        if one.informed_id is not None:
            return False
        about: Any = self.tables.exchanges.get(one.exchange_id or 0)
        about = about or self.tables.decisions.get(one.decision_id or 0)
        of_measure = self.tables.measures.get(one.measure_id or 0)
        whose = about.organization_id if of_measure is None else of_measure.executed_by_id
        mine = self.is_here(one) and one.person_id == self.person
        told = one.told_on is not None and one.told_on <= self.today
        return mine and told and self.is_open(whose)

    def took_back(self, one: Withdrawal) -> bool:
        """My own consent, taken back here."""
        consent = self.tables.consents[one.consent_id]
        return self.is_here(consent) and consent.person_id == self.person

    def measure(self, one: Measure) -> bool:
        """A measure that ran when we came, or of which I heard: of its decision, or itself."""
        is_there = self.is_here(one) and one.decided_on <= self.today
        if not is_there or not self.is_open(one.executed_by_id):
            return False
        if one.core_decision_id is None and self.heard("measure", one):
            return True
        decision = self.tables.decisions.get(one.core_decision_id or 0)
        day = None if decision is None else decision.family_informed_on
        if one.running_at_intake or decision is None or day is None or day > self.today:
            return one.running_at_intake
        return self.heard("decision", decision) and self.is_open(decision.organization_id)


_TESTS: dict[Model, Callable[[Reader, Any], bool]] = {
    Authority: lambda me, one: me.person in {one.holder_id, one.child_id},
    CareConsent: lambda me, one: me.answered(one, _HELP) and me.names_nobody(one.help),
    Consent: lambda me, one: one.person_id == me.person,
    ContactPerson: lambda me, one: me.is_here(one) and not me.is_hidden(one.account_id),
    CoreDecision: lambda me, one: (
        me.is_here(one)
        and one.family_informed_on is not None
        and me.heard("decision", one)
        and me.is_open(one.organization_id)
    ),
    Event: Reader.event,
    Exchange: Reader.exchange,
    FamilyAccess: lambda me, one: (one.person_id, one.account_id) == (me.person, me.account),
    Key: Reader.key,
    Measure: Reader.measure,
    SharingConsent: lambda me, one: (
        me.answered(one, _SHARING)
        and me.is_open(one.organization_id)
        and all(me.names_nobody(words) for words in (one.source, one.what, one.purpose))
    ),
    ToldTo: Reader.told_to,
    _NAMED: lambda me, one: (
        me.is_open(one.organization_id)
        and me.tables.consents[one.consent_id].person_id == me.person
    ),
    Withdrawal: Reader.took_back,
    WithdrawalDenial: lambda me, one: me.took_back(me.tables.withdrawals[one.withdrawal_id]),
}
