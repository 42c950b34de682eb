"""Writing in the story by the law: on whose consent it was heard, and from whom (CONS-11, CONS-14).

The only way of a page into the journal: who writes past it, writes past these rules.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier.enums import Provenance
from tandem.dossier.services import journal
from tandem.legal import rules, selectors
from tandem.legal.models import EntrySource
from tandem.legal.selectors import words
from tandem.network.enums import PARTNER_KINDS

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import datetime

    from tandem.dossier.models import Entry, Household
    from tandem.legal.models import SharingConsent
    from tandem.network.models import Account


@transaction.atomic
def write(
    household: Household,
    new: journal.NewEntry,
    consents: Sequence[SharingConsent] = (),
    *,
    by: Account,
    at: datetime,
) -> Entry:
    """Write one entry in the story, with the consents on which a third party was asked."""
    door.require(by, Permission.JOURNAL_WRITE, household, at=at)
    _judge(household, new, consents, None, by=by, at=at).or_refuse()
    entry = journal.write(household, new, by=by, at=at)
    _note(entry, consents)
    return entry


@transaction.atomic
def correct(
    entry: Entry,
    new: journal.NewEntry,
    consents: Sequence[SharingConsent] = (),
    *,
    by: Account,
    at: datetime,
) -> Entry:
    """Correct an entry; what it stood on when it was written, still counts for it."""
    household = entry.household
    door.require(by, Permission.JOURNAL_WRITE, household, at=at)
    _judge(household, new, consents, entry, by=by, at=at).or_refuse()
    corrected = journal.correct(entry, new, by=by, at=at)
    _note(corrected, consents)
    return corrected


def _judge(
    household: Household,
    new: journal.NewEntry,
    consents: Sequence[SharingConsent],
    old: Entry | None,
    *,
    by: Account,
    at: datetime,
) -> Verdict:
    chosen = {one.pk for one in consents}
    running = selectors.sources_of(household, at=at, of=old).filter(pk__in=chosen)
    covered = {one.person_id for one in running}
    is_third_party = new.provenance == Provenance.THIRD_PARTY
    verdicts = words.judged(household, at=at) if is_third_party else {}
    stood_on = {one.pk for one in running}
    return first_no(
        # A yes that somebody contradicted since: by whose word, before whom it is missing for.
        *(said for pk, said in verdicts.items() if pk in chosen - stood_on),
        rules.source_is_allowed(
            is_third_party=is_third_party,
            about=[person.first_name for person in new.about],
            without=[person.first_name for person in new.about if person.pk not in covered],
        ),
        _judge_told(household, new, by=by, at=at),
    )


def _judge_told(
    household: Household, new: journal.NewEntry, *, by: Account, at: datetime
) -> Verdict:
    """Judge own words of a member that a partner heard: only of who said yes to it (CONS-14)."""
    organization = selectors.employer_of(by)
    if new.told_by is None or organization.kind not in PARTNER_KINDS:
        return YES
    return rules.may_speak_with(
        organization=organization.name,
        said_no_or_nothing=selectors.not_to_speak_with(
            household, organization, [new.told_by], on=new.happened_on, at=at
        ),
    )


def _note(entry: Entry, consents: Sequence[SharingConsent]) -> None:
    if entry.provenance != Provenance.THIRD_PARTY:
        return
    EntrySource.objects.bulk_create(
        EntrySource(household=entry.household, entry=entry, consent=one) for one in consents
    )
