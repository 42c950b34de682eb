"""A partner's report on its way into the story: how it was heard, and on whose consent (DOS-15).

Judged when it is sent, and again when it is attached, by the moment at which it was sent.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.core.verdict import Verdict
from tandem.dossier import door
from tandem.dossier.enums import Provenance
from tandem.dossier.services import journal
from tandem.legal import rules, selectors
from tandem.legal.models import EntrySource

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence
    from datetime import datetime

    from tandem.dossier.models import Entry, Person, Report
    from tandem.legal.models import SharingConsent
    from tandem.network.models import Account


@transaction.atomic
def send(
    report: Report,
    new: journal.Written,
    consents: Sequence[SharingConsent] = (),
    *,
    by: Account,
    at: datetime,
) -> None:
    """Send one's own report, or take over what a partner sent after its door closed."""
    household = report.household
    door.require(by, Permission.HOUSEHOLD_VIEW, household, at=at)
    chosen = {one.pk for one in consents}
    running = list(selectors.sources_of(household, at=at).filter(pk__in=chosen))
    judge_standing(new.provenance, running).or_refuse()
    send_it = journal.send_report if report.author_id == by.pk else journal.take_over_report
    send_it(report, new, by=by, at=at)
    if new.provenance == Provenance.THIRD_PARTY:
        EntrySource.objects.bulk_create(
            EntrySource(household=household, report=report, consent=one) for one in running
        )


@transaction.atomic
def attach(report: Report, *, by: Account, at: datetime) -> Entry:
    """Attach a report: its entry stands on what the report stood on."""
    household = report.household
    door.require(by, Permission.REPORT_ATTACH, household, at=at)
    report.refresh_from_db(fields=["provenance", "sent_at"])
    ran = selectors.sources_of_report(household, report)
    judge_standing(report.provenance, ran).or_refuse()
    entry = journal.attach_report(report, _about(ran), by=by, at=at)
    report.sources.update(entry=entry)
    return entry


def judge_standing(provenance: str, consents: Iterable[SharingConsent]) -> Verdict:
    """Judge a report by the consents on which it stands."""
    return rules.source_is_allowed(
        is_third_party=provenance == Provenance.THIRD_PARTY,
        about=[one.first_name for one in _about(consents)],
        without=(),
    )


def _about(consents: Iterable[SharingConsent]) -> list[Person]:
    """About whom a report is that was heard from somebody else: who consented to asking."""
    return list({one.person_id: one.person for one in consents}.values())
