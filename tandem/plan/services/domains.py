"""How it goes in the five domains of life, note by note."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.plan import rules
from tandem.plan.enums import DomainState
from tandem.plan.models import DomainNote

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Noted:
    """What was said of a domain of life; of the household, when it is of nobody in particular."""

    domain: str
    state: str
    noted_on: date
    words: str = ""
    person: Person | None = None


@transaction.atomic
def note(household: Household, new: Noted, *, by: Account, at: datetime) -> DomainNote:
    """Write down how it goes in a domain of life; what stood before stays readable (DOS-23)."""
    door.require(by, Permission.PLAN_WRITE, household, at=at)
    first_no(
        dossier_rules.is_open(is_ended=door.hold(household).status == Status.ENDED),
        dossier_rules.not_in_the_future(new.noted_on, today=day_of(at)),
        rules.concerns_have_words(is_concern=new.state == DomainState.CONCERNS, words=new.words),
    ).or_refuse()
    made = DomainNote.objects.create(
        household=household,
        domain=new.domain,
        person=new.person,
        state=new.state,
        words=new.words,
        noted_on=new.noted_on,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "domain_noted", by=by, at=at, household=household.ref, subject=f"domain_note:{made.pk}"
    )
    return made
