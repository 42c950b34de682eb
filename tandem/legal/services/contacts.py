"""A partner's contact with members of a household: only with who said yes (CONS-14)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.core.verdict import Verdict
from tandem.dossier import door
from tandem.dossier.services import journal
from tandem.legal import rules, selectors

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person, Report
    from tandem.network.models import Account, Organization


@dataclass(frozen=True, slots=True)
class Contact:
    """A contact without the local team: on which day, with whom of the household, who else."""

    on: date
    people: Sequence[Person]
    others: str = ""

    @property
    def words(self) -> str:
        """Everybody who was there, in words."""
        names = [person.first_name for person in self.people]
        return ", ".join([*names, *([self.others] if self.others else [])])[:200]


def judge_contact(
    household: Household, organization: Organization, contact: Contact, *, at: datetime
) -> Verdict:
    """Judge a contact by what each member said to the organization, on the day of the contact."""
    return rules.may_speak_with(
        organization=organization.name,
        said_no_or_nothing=selectors.not_to_speak_with(
            household, organization, contact.people, on=contact.on, at=at
        ),
    )


@transaction.atomic
def announce(
    household: Household, organization: Organization, contact: Contact, *, by: Account, at: datetime
) -> Report:
    """A partner had contact without the local team: a report is due (DOS-08, CONS-14)."""
    door.require(by, Permission.REPORT_WRITE, household, at=at)
    judge_contact(household, organization, contact, at=at).or_refuse()
    return journal.announce_report(
        household,
        organization,
        contact_on=contact.on,
        contact_with=contact.words,
        by=by,
        at=at,
    )
