"""Which rows somebody of a family finds in the web's role: by reading them all, and doing sums."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from tandem.audit.models import Event
from tandem.dossier.models import (
    Authority,
    ContactPerson,
    Emergency,
    EmergencyTold,
    Entry,
    FamilyAccess,
    Key,
)
from tandem.legal.models import Consent, CoreDecision
from tandem.network.models import Professional
from tests.dossier import oracle as law

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from datetime import datetime

    from django.db import models

    from tests.access.histories import History

MODELS: tuple[type[models.Model], ...] = (
    Consent,
    Consent.organizations.through,
    CoreDecision,
    ContactPerson,
    Authority,
    FamilyAccess,
    Key,
    Event,
)
_OF_ME = {
    *("address_changed", "address_recorded", "consent_no", "consent_yes", "family_link_renewed"),
    *("family_page_given", "person_changed", "words_closed_again", "words_released"),
}


@dataclass
class Reader:
    """Somebody of a family, with what is closed to them now."""

    history: History
    who: str

    def __post_init__(self) -> None:
        facts = self.history.facts
        self.at: datetime = self.history.at
        self.account = self.history.people[self.who].pk
        self.person = self.history.persons[self.who].pk
        self.home = self.history.homes[facts.lives[self.person]]
        self.closed = law.closed(facts.family, self.person, "organization", self.at)
        self.employers = dict(Professional.objects.values_list("account", "employer"))
        self.shut = law.versions(
            facts.family, law.closed(facts.family, self.person, "entry", self.at)
        )
        today = law.today(self.at)
        told = EmergencyTold.objects.filter(person=self.person, told_on__lte=today)
        heard = set(told.values_list("emergency", flat=True))
        broken = Emergency.objects.filter(household=self.home)
        self.untold = [one for one in broken if one.pk not in heard]

    def rows(self) -> dict[type[models.Model], set[int]]:
        """What may be found, by table."""
        has_page = self.history.facts.has_page(self.person, self.at)
        return {model: self._of(model, has_page=has_page) for model in MODELS}

    def _of(self, model: type[models.Model], *, has_page: bool) -> set[int]:
        test = _TESTS[model]
        found: Iterable[Any] = model._default_manager.all()
        return {one.pk for one in found if (has_page and test(self, one)) or self._own(one)}

    def _own(self, one: Any) -> bool:
        """One's own key, and what one did: those are there for everybody."""
        mine = {Key: "account_id", Event: "actor_id"}.get(type(one))
        return mine is not None and getattr(one, mine) == self.account

    def works(self, account: int | None) -> bool:
        """Whether somebody works, and not for whom is closed."""
        return account in self.employers and self.employers[account] not in self.closed

    def key(self, key: Key) -> bool:
        """Who works here, and holds or held a key that opened."""
        begun = key.since <= self.at and (key.until is None or key.until > key.since)
        is_told = key.emergency_id not in {one.pk for one in self.untold}
        works = key.scope not in {"family", "case_loader"} and self.works(key.account_id)
        return key.household_id == self.home.pk and begun and is_told and works

    def event(self, event: Event) -> bool:
        """Who looked, and who changed something of mine."""
        there = event.household_ref == self.home.ref and event.at <= self.at
        if not there or event.organization_id in self.closed or not self.works(event.actor_id):
            return False
        if any(
            e.opened_by_id == event.actor_id and e.opened_at <= event.at < e.until
            for e in self.untold
        ):
            return False
        kind, _, number = event.subject.partition(":")
        if event.event in {"entry_corrected", "entry_written"}:
            told = Entry.objects.filter(pk=number, told_by=self.person, household=self.home)
            return kind == "entry" and int(number) not in self.shut and told.exists()
        of_me = event.event in _OF_ME and event.subject == f"person:{self.person}"
        is_look = event.kind == "look" and event.event == "household_looked_at"
        return of_me or (is_look and event.subject in {"gezin", "samen", "verhaal"})


_TESTS: dict[type[models.Model], Callable[[Reader, Any], bool]] = {
    Consent: lambda me, one: one.person_id == me.person,
    Consent.organizations.through: lambda me, one: (
        one.consent.person_id == me.person and one.organization_id not in me.closed
    ),
    CoreDecision: lambda me, one: (
        one.household_id == me.home.pk
        and one.family_informed_on is not None
        and one.organization_id not in me.closed
    ),
    ContactPerson: lambda me, one: one.household_id == me.home.pk and me.works(one.account_id),
    Authority: lambda me, one: me.person in {one.holder_id, one.child_id},
    FamilyAccess: lambda me, one: (one.person_id, one.account_id) == (me.person, me.account),
    Key: Reader.key,
    Event: Reader.event,
}
