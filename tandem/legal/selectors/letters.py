"""Around the question for consent: who answers, who else is asked, and the letter after a yes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db.models import Q

from tandem.core.periods import day_of
from tandem.dossier.enums import Origin
from tandem.dossier.models import Authority, ContactPerson
from tandem.dossier.selectors import sight
from tandem.legal import rules
from tandem.legal.enums import Answer
from tandem.legal.models import Consent, Explanation
from tandem.legal.selectors.grounds import explanation_before, left_out

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person


@dataclass(frozen=True, slots=True)
class Reply:
    """One person of the household: whether they are asked, and their last answer."""

    person: Person
    age: int
    is_asked: bool
    answer: Consent | None


@dataclass(frozen=True, slots=True)
class Asking:
    """What is known when somebody is asked: authority, the explanation before, what was said."""

    person: Person
    age: int
    has_authority: bool
    explanation: Explanation | None
    deciders: list[Person]
    said_yes: list[Consent]
    replies: list[Reply]

    @property
    def said_yes_to(self) -> frozenset[int]:
        """The organizations for which a yes of this person is in force."""
        return frozenset(
            organization.pk for one in self.said_yes for organization in one.organizations.all()
        )


def asking(person: Person, *, at: datetime) -> Asking:
    """Gather what is known around the question to one person (CONS-13, CONS-14)."""
    day, household = day_of(at), person.household
    return Asking(
        person=person,
        age=person.age(day),
        has_authority=_has_authority(person, on=day),
        explanation=explanation_before(household, on=day),
        deciders=_deciders(person, on=day),
        said_yes=_running_yes(person, at=at),
        replies=_replies(household, on=day),
    )


def _replies(household: Household, *, on: date) -> list[Reply]:
    latest: dict[int, Consent] = {}
    for consent in household.consents.order_by("given_on", "id"):
        latest[consent.person_id] = consent
    passed = left_out(household)
    here = household.persons.filter(Q(left_on=None) | Q(left_on__gt=on)).order_by("born_on", "id")
    return [
        Reply(
            person,
            person.age(on),
            person.age(on) >= rules.DECIDES_TOO and person.pk not in passed,
            latest.get(person.pk),
        )
        for person in here
    ]


def _deciders(child: Person, *, on: date) -> list[Person]:
    """Who decides for a child under 12: who has authority over it on the day."""
    running = (
        Authority.objects.open(on=on)
        .filter(child=child)
        .select_related("holder")
        .order_by("holder__name", "id")
    )
    return [authority.holder for authority in running]


def _has_authority(person: Person, *, on: date) -> bool:
    """Whether somebody has authority over a child on the day."""
    return Authority.objects.open(on=on).filter(holder=person).exists()


def _running_yes(person: Person, *, at: datetime) -> list[Consent]:
    """Every yes of somebody that is in force, with its organizations."""
    day = day_of(at)
    return list(
        Consent.objects.filter(
            Q(until=None) | Q(until__gt=day),
            Q(ended_at=None) | Q(ended_at__gt=at),
            person=person,
            answer=Answer.YES,
        )
        .prefetch_related("organizations")
        .order_by("given_on", "id")
    )


@dataclass(frozen=True, slots=True)
class Contact:
    """Whom the family can reach, and how."""

    name: str
    reach: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Letter:
    """What the letter that confirms a yes says; nothing from the dossier itself."""

    consent: Consent
    dated: date
    organizations: list[str]
    contact: Contact
    is_young: bool
    has_authority: bool

    @property
    def household(self) -> Household:
        """Whose consent it is about."""
        return self.consent.household

    @property
    def sender(self) -> str:
        """The local team, which manages the dossier."""
        return self.household.managed_by.name

    @property
    def addressee(self) -> list[str]:
        """Who answered; the letter is theirs."""
        return [self.consent.person.name]

    @property
    def place(self) -> str:
        """The municipality of the pilot."""
        return self.household.pilot.municipality.name

    @property
    def subject(self) -> str:
        """What the letter is about, in the tone for who gets it."""
        return f"Bevestiging van {'je' if self.is_young else 'uw'} toestemming"

    def as_context(self) -> dict[str, object]:
        """What the paper of every letter asks for, and this letter itself."""
        return {
            "letter": self,
            "sender": self.sender,
            "addressee": self.addressee,
            "place": self.place,
            "dated": self.dated,
            "subject": self.subject,
        }

    @property
    def last_day(self) -> date | None:
        """The last day that the consent covers, when it was given for a time."""
        return self.consent.period.last_day if self.consent.ended_at is None else None


def organizations_for(consent: Consent, *, at: datetime) -> list[str]:
    """The organizations of a yes, as far as they may stand on paper for who gave it.

    What was closed to somebody since then (a shield) does not come back by letter.
    """
    closed = sight.hidden_from(consent.person, at=at).organizations
    named = consent.organizations.exclude(pk__in=closed).order_by("name", "id")
    return [one.name for one in named]


def letter(consent: Consent, *, on: date, at: datetime) -> Letter:
    """Gather the letter that confirms a yes (CONS-05, TELL-02, 03, 05, 10, 11, 12)."""
    person = consent.person
    return Letter(
        consent=consent,
        dated=on,
        organizations=organizations_for(consent, at=at),
        contact=contact_of(consent, on=on, at=at),
        is_young=person.age(consent.given_on) < rules.ADULT,
        has_authority=_has_authority(person, on=consent.given_on),
    )


def contact_of(consent: Consent, *, on: date, at: datetime) -> Contact:
    """The fixed contact person of the day; before there is one, who asked for the consent.

    What came from another system was asked by somebody we cannot name, and who is closed to the
    reader is not named either: then it is the local team.
    """
    household = consent.household
    closed = sight.hidden_from(consent.person, at=at).accounts
    visible = ContactPerson.objects.exclude(account__in=closed)
    fixed = sight.contact_of(household, visible, on=on)
    if fixed is not None:
        return Contact(fixed.account.name, (fixed.reach, fixed.account.email))
    team, asker = household.managed_by, consent.recorded_by
    if consent.origin != Origin.SCREEN or asker.pk in closed:
        return Contact(team.name, (team.phone,) if team.phone else ())
    return Contact(asker.name, tuple(part for part in (asker.phone, asker.email) if part))
