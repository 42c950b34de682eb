"""Whether everybody was asked before a tandem starts or a partner comes, and who agrees."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction
from django.db.models import Q

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.legal import rules, selectors
from tandem.legal.enums import Answer
from tandem.legal.models import NotAsked
from tandem.legal.rules import words

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.legal.models import Consent
    from tandem.network.models import Account, Organization


def judge_asked(household: Household, *, on: date) -> Verdict:
    """Judge a start on consent: everybody was asked, and who decides for the children agrees."""
    running = household.consents.filter(
        Q(until=None) | Q(until__gt=on), answer=Answer.YES, ended_at=None, given_on__lte=on
    )
    said_yes = set(running.order_by("id").values_list("person_id", flat=True))
    return first_no(
        rules.everybody_asked(selectors.asked(household, on=on), on=on),
        judge_authority(household, said_yes, on=on),
    )


def judge_about(
    household: Household, organization: Organization, *, since: date, by: date | None = None
) -> Verdict:
    """Judge whether everybody was asked about an organization that comes (CONS-14, CONS-18)."""
    people = selectors.asked(household, organization, on=since)
    return rules.everybody_asked(people, on=since, by=by, organization=organization.name)


def judge_of_file(household: Household, consents: Iterable[Consent], *, since: date) -> Verdict:
    """Judge what a case file states: whom it asked by the last yes, not about which organization.

    What was right on that day, stays right.
    """
    on = max((c.given_on for c in consents if c.given_on <= since), default=since)
    people = selectors.asked(household, on=on)
    return rules.everybody_asked(people, on=on, every_adult=False)


@transaction.atomic
def leave_out(person: Person, *, reason: str, by: Account, at: datetime) -> NotAsked:
    """Record why somebody is not asked: asking would bring danger (CONS-14).

    It takes no word of theirs away: once they answer, they are asked like everybody. It can
    become dangerous again: then it is written down again.
    """
    household = person.household
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home = door.hold(household)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        words.may_be_left_out(born_on=person.born_on, on=day_of(at), reason=reason),
        dossier_rules.is_unchanged(seen=0, current=int(person.pk in selectors.left_out(household))),
    ).or_refuse()
    left = NotAsked.objects.create(
        household=household,
        person=person,
        reason=reason.strip(),
        since=day_of(at),
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "left_unasked", by=by, at=at, household=household.ref, subject=f"person:{person.pk}"
    )
    return left


def judge_authority(household: Household, said_yes: Collection[int], *, on: date) -> Verdict:
    """Judge whether somebody who decides for the children is among those who say yes."""
    children, holders = selectors.authority_in(household, on=on)
    return rules.authority_agrees(
        minors_under_16=len(children),
        yes_by_authority=len(holders & set(said_yes)),
        known_holders=len(holders),
    )
