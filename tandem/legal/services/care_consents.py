"""Asking for help and for sharing: each its own yes, and each taken back by a word or a mail."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import Period, day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.selectors import sight
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer, Circumstance, Via
from tandem.legal.models import CareConsent, SharingConsent
from tandem.legal.rules import words
from tandem.network.models import Organization

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Given:
    """Who answers what, when, how, and by which line of the table (facts 3.1)."""

    by: Person
    answer: str
    on: date
    until: date | None = None
    via: str = Via.ORAL
    circumstance: str = Circumstance.NORMAL
    circumstance_reason: str = ""
    capacity: str = ""
    shown_by: str = ""
    review_on: date | None = None


@dataclass(frozen=True, slots=True)
class Sharing:
    """What is shared with whom, which way, and what for (CONS-11)."""

    direction: str
    what: str
    purpose: str
    organization: Organization | None = None
    source: str = ""

    @property
    def with_whom(self) -> str:
        """The source in words."""
        return self.source if self.organization is None else self.organization.name


@transaction.atomic
def allow_help(
    person: Person, given: Given, *, help_: str, by: Account, at: datetime
) -> CareConsent:
    """Record one answer about help for somebody (Jeugdwet 7.3.4, 7.3.5 and 7.3.6)."""
    household = person.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    first_no(
        _judge(person, given, rules.Matter.CARE, home=door.hold(household), at=at),
        _judge_exception(household, given),
        _judge_words(person, given, help_, at=at),
    ).or_refuse()
    consent = CareConsent.objects.create(
        household=household,
        person=person,
        given_by=given.by,
        answer=given.answer,
        help=help_,
        circumstance=given.circumstance,
        circumstance_reason=given.circumstance_reason,
        capacity=given.capacity,
        shown_by=given.shown_by,
        review_on=given.review_on if given.circumstance == Circumstance.SERIOUS_HARM else None,
        given_on=given.on,
        until=given.until,
        via=given.via,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        f"care_consent_{given.answer}",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{person.pk}",
    )
    return consent


@transaction.atomic
def allow_sharing(
    person: Person, given: Given, sharing: Sharing, *, by: Account, at: datetime
) -> SharingConsent:
    """Record one answer about sharing with one source, for one purpose and a time (CONS-11)."""
    household = person.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home, until = door.hold(household), given.until
    first_no(
        _judge(person, given, rules.Matter.SHARING, home=home, at=at),
        rules.sharing_is_precise(
            purpose=sharing.purpose,
            what=sharing.what,
            source=sharing.with_whom,
            period=Period(given.on, given.until),
        ),
        _judge_words(person, given, f"{sharing.source} {sharing.what} {sharing.purpose}", at=at),
    ).or_refuse()
    if until is None:  # pragma: no cover - refused above; this tells the type checker
        raise AssertionError(rules.LEGAL_36.id)
    consent = SharingConsent.objects.create(
        household=household,
        person=person,
        given_by=given.by,
        answer=given.answer,
        direction=sharing.direction,
        organization=sharing.organization,
        source="" if sharing.organization else sharing.source,
        what=sharing.what,
        purpose=sharing.purpose,
        circumstance=given.circumstance,
        circumstance_reason=given.circumstance_reason,
        capacity=given.capacity,
        shown_by=given.shown_by,
        given_on=given.on,
        until=until,
        via=given.via,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        f"sharing_consent_{given.answer}",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{person.pk}",
    )
    return consent


def _judge(
    person: Person, given: Given, matter: rules.Matter, *, home: Household, at: datetime
) -> Verdict:
    """Judge who answers for whom on the day; on a birthday the table changes with the day."""
    age = person.age(given.on)
    same_home = given.by.household_id == person.household_id
    return first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(given.on, today=day_of(at)),
        rules.exception_fits(
            matter, age=age, when=given.circumstance, reason=given.circumstance_reason
        ),
        YES if same_home else rules.LEGAL_31.no("Wie antwoordt, hoort niet bij dit huishouden."),
        rules.may_speak(
            matter,
            age=age,
            is_self=given.by.pk == person.pk,
            has_authority=selectors.decides_for(given.by, person, on=given.on),
            when=given.circumstance,
        ),
        _judge_capacity(person, given, at=at),
        rules.ends_after_start(Period(given.on, given.until)),
        _talk(given),
    )


def _judge_capacity(person: Person, given: Given, *, at: datetime) -> Verdict:
    """Judge who answers for an adult who cannot oversee it (BW 7:465)."""
    is_represented = given.circumstance == Circumstance.INCAPABLE and given.by.pk != person.pk
    if not is_represented or person.age(given.on) < rules.ADULT:
        return rules.representing.is_no_capacity(given.capacity)
    return rules.representing.may_represent(
        capacity=given.capacity,
        shown_by=given.shown_by,
        age=given.by.age(given.on),
        ties=sight.ties(person, given.by),
        is_kept_from=sight.is_kept_from(given.by, at=at),
    )


def _judge_words(person: Person, given: Given, text: str, *, at: datetime) -> Verdict:
    """Judge what stands in an answer, for who it is about and who gave it."""
    closed = {
        organization
        for reader in {person, given.by}
        for organization in sight.hidden_from(reader, at=at).organizations
    }
    names = Organization.objects.filter(pk__in=closed).order_by("id").values_list("name", flat=True)
    return words.names_nothing_closed(text, closed=names)


def _judge_exception(household: Household, given: Given) -> Verdict:
    """Judge what an exception asks for on the day itself: a day to look again, or a measure."""
    if given.circumstance == Circumstance.SERIOUS_HARM:
        return words.harm_is_looked_at_again(given_on=given.on, review_on=given.review_on)
    if given.circumstance == Circumstance.MEASURE:
        return selectors.judge_measure(household, on=given.on)
    return YES


def _talk(given: Given) -> Verdict:
    if given.answer != Answer.YES:
        return YES
    return rules.told_before_yes(selectors.told_to(given.by, on=given.on))


@transaction.atomic
def begin_help(consent: CareConsent, *, on: date, by: Account, at: datetime) -> None:
    """Record that help begins: everybody who must decide said yes by then (Jeugdwet 7.3.4)."""
    household = consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home = door.hold(household)
    # Whoever took a yes back just before, held the household too.
    consent.refresh_from_db()
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        dossier_rules.is_unchanged(seen=0, current=int(consent.begins_on is not None)),
        rules.may_be_taken_back(
            is_running_yes=consent.circumstance == Circumstance.MEASURE or _runs(consent, at=at)
        ),
        selectors.judge_help(consent, on=on, at=at),
        words.is_begun_by_a_second(
            is_harm=consent.circumstance == Circumstance.SERIOUS_HARM,
            is_other=consent.recorded_by_id != by.pk,
        ),
    ).or_refuse()
    consent.begins_on, consent.begun_at, consent.begun_by = on, at, by
    consent.save(update_fields=["begins_on", "begun_at", "begun_by"])
    audit.record(
        "help_begun",
        by=by,
        at=at,
        household=household.ref,
        subject=f"person:{consent.person_id}",
    )


def _runs(consent: CareConsent | SharingConsent, *, at: datetime) -> bool:
    return (
        consent.answer == Answer.YES
        and consent.ended_at is None
        and (consent.until is None or day_of(at) < consent.until)
    )


@transaction.atomic
def take_back(
    consent: CareConsent | SharingConsent, *, via: str, by: Account, at: datetime
) -> None:
    """Somebody takes a yes back, orally or by mail; it holds from this moment (CONS-06)."""
    household = consent.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    door.hold(household)
    # Whoever took it back just before, held the household too.
    consent.refresh_from_db(fields=["answer", "until", "ended_at"])
    rules.may_be_taken_back(is_running_yes=_runs(consent, at=at)).or_refuse()
    consent.ended_at, consent.ended_by, consent.ended_via = at, by, via
    consent.save(update_fields=["ended_at", "ended_by", "ended_via"])
    kind = "care" if isinstance(consent, CareConsent) else "sharing"
    audit.record(
        f"{kind}_consent_withdrawn",
        by=by,
        at=at,
        household=household.ref,
        subject=f"{kind}_consent:{consent.pk}",
    )
