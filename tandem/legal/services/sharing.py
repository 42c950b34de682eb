"""Sharing without consent: judge it, record it or its refusal, and tell the family."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction
from django.utils.translation import gettext as _

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import YES, Verdict, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.legal import rules
from tandem.legal.enums import SharingGround, WithoutConsent
from tandem.legal.models import Exchange, Postponement, SharingRefusal
from tandem.legal.selectors import sharing as selectors
from tandem.legal.services import telling
from tandem.network.models import Organization

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.dossier.models import Household, Person
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Question:
    """What somebody asks: may I tell these, in this situation, without consent?"""

    without_consent: str
    is_unsafe: bool
    recipient: str = ""
    situation: str = ""


@dataclass(frozen=True, slots=True)
class Shared:
    """What was shared, with whom, when, and when the family hears of it (REG-14)."""

    question: Question
    facts: str
    recipient: str
    categories: tuple[str, ...]
    data: str
    necessity: str
    shared_at: datetime
    organization: Organization | None = None
    weighing: str = ""
    weighed_with: str = ""
    other_purpose: str = ""
    told_on: date | None = None
    told_to: telling.Listeners | None = None
    reaction: str = ""
    tell_by: date | None = None
    not_yet_reason: str = ""
    about: Sequence[Person] = ()


def judge_question(
    household: Household, question: Question, *, sender: Organization, at: datetime
) -> Verdict:
    """Judge the answers of the dialog, before anybody is named or anything is shared."""
    asked = first_no(
        rules.is_too_unsafe(is_unsafe=question.is_unsafe, facts="-"),
        rules.may_share(
            sender=sender.kind, recipient=question.recipient, situation=question.situation
        ),
    )
    row = rules.row_for(sender.kind, question.recipient, question.situation)
    if not asked or row is None:
        return asked
    return rules.recipient_has_task(
        recipient=question.recipient,
        ground=row.ground,
        who="-",
        task=selectors.task_of_somebody(household, question.recipient, on=day_of(at)),
    )


def judge_exchange(
    household: Household, new: Shared, *, sender: Organization, at: datetime
) -> Verdict:
    """Judge everything that an exchange without consent asks for (INV-11)."""
    asked = judge_question(household, new.question, sender=sender, at=new.shared_at)
    row = rules.row_for(sender.kind, new.question.recipient, new.question.situation)
    if not asked or row is None:
        return asked
    today, day = day_of(at), day_of(new.shared_at)
    everybody = new.organization is not None and selectors.everybody_consents(
        household, new.organization, at=at
    )
    supervised = selectors.supervised(household, new.organization, on=day)
    verdicts = [
        dossier_rules.is_open(is_ended=household.status == Status.ENDED),
        dossier_rules.not_in_the_future(max(day, new.told_on or day), today=today),
        YES if new.shared_at <= at else dossier_rules.DOSSIER_02.no(_("Dat is later vandaag.")),
        rules.consent_comes_first(
            everybody_consents=everybody,
            words=selectors.said_to_sharing(household, new.organization, new.recipient, at=at),
            other_purpose=new.other_purpose,
            was_refused=new.question.without_consent == WithoutConsent.REFUSED,
        ),
        rules.is_too_unsafe(is_unsafe=new.question.is_unsafe, facts=new.facts),
        rules.recipient_has_task(
            recipient=new.question.recipient,
            ground=row.ground,
            who=new.recipient,
            task=selectors.task_of(household, new.organization, on=day),
        ),
        rules.bounds.is_about_supervised(
            by_supervision=row.ground == SharingGround.SUPERVISION,
            are_supervised=[child.pk in supervised for child in new.about],
        ),
        rules.no_more_than_needed(
            ground=row.ground,
            categories=new.categories,
            data=new.data,
            necessity=new.necessity,
            youngest=selectors.youngest(household, on=day),
        ),
        rules.is_weighed(ground=row.ground, weighing=new.weighing, weighed_with=new.weighed_with),
        rules.family_will_hear(
            shared_on=day,
            told_on=new.told_on,
            tell_by=new.tell_by,
            reason=new.not_yet_reason,
        ),
    ]
    if new.told_on is not None:
        verdicts.append(telling.judge(household, new.told_to, rule=rules.LEGAL_79, at=at))
    return first_no(*verdicts)


@transaction.atomic
def exchange(household: Household, new: Shared, *, by: Account, at: datetime) -> Exchange:
    """Record what was shared without consent, and on what ground (REG-14, INV-11)."""
    door.require(by, Permission.DATA_SHARE, household, at=at)
    sender = selectors.employer_of(by)
    judge_exchange(household, new, sender=sender, at=at).or_refuse()
    row = rules.row_for(sender.kind, new.question.recipient, new.question.situation)
    if row is None:  # pragma: no cover - the verdict before it refuses what is not in the table
        raise ValueError("No line in the table")
    shared = Exchange.objects.create(
        household=household,
        sender=sender,
        without_consent=new.question.without_consent,
        recipient_kind=new.question.recipient,
        organization=new.organization,
        recipient=new.recipient.strip(),
        situation=new.question.situation,
        ground=row.ground,
        article=row.article,
        is_unsafe=new.question.is_unsafe,
        facts=new.facts,
        categories=sorted(new.categories),
        data=new.data,
        necessity=new.necessity,
        other_purpose=new.other_purpose.strip(),
        weighing=new.weighing,
        weighed_with=new.weighed_with,
        shared_at=new.shared_at,
        shared_by=by,
        told_on=new.told_on,
        reaction=new.reaction,
        tell_by=new.tell_by,
        not_yet_reason=new.not_yet_reason,
        recorded_at=at,
        recorded_by=by,
    )
    shared.about.set(new.about)
    if new.told_on is not None:
        telling.write(household, new.told_to, on=new.told_on, by=by, at=at, exchange=shared)
    audit.record(
        "data_shared", by=by, at=at, household=household.ref, subject=f"exchange:{shared.pk}"
    )
    return shared


@transaction.atomic
def refuse(
    household: Household, question: Question, *, by: Account, at: datetime
) -> SharingRefusal | None:
    """Record that the dialog ended in a no, with its rule; None when it ends in a yes."""
    door.require(by, Permission.DATA_SHARE, household, at=at)
    sender = selectors.employer_of(by)
    verdict = judge_question(household, question, sender=sender, at=at)
    if verdict.rule is None:
        return None
    refused = SharingRefusal.objects.create(
        household=household,
        sender=sender,
        recipient_kind=question.recipient,
        situation=question.situation,
        rule=verdict.rule.id,
        detail=verdict.detail,
        recorded_at=at,
        recorded_by=by,
    )
    audit.record(
        "sharing_refused", by=by, at=at, household=household.ref, subject=f"refusal:{refused.pk}"
    )
    return refused


@transaction.atomic
def tell(
    shared: Exchange,
    *,
    on: date,
    reaction: str,
    to: telling.Listeners | None = None,
    by: Account,
    at: datetime,
) -> None:
    """Record who of the family heard what was shared, and what they said (REG-14, DSR-07).

    The first day and what was said then stay; somebody who hears it later has a day of their own.
    Also after the dossier was ended: what the family still has to hear does not lapse.
    """
    household = shared.household
    door.require(by, Permission.DATA_SHARE, household, at=at)
    locked = Exchange.objects.select_for_update(of=("self",)).get(pk=shared.pk)
    is_news = to is not None and to.are_new_to(locked)
    is_told_otherwise = locked.told_on not in {None, on} and not is_news
    first_no(
        telling.judge_who(household, locked.sender_id, by=by, at=at),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        dossier_rules.is_unchanged(seen=0, current=int(is_told_otherwise)),
        telling.judge(household, to, rule=rules.LEGAL_79, at=at, before=locked),
    ).or_refuse()
    if locked.told_on is None:
        locked.told_on, locked.reaction = on, reaction
        locked.save(update_fields=["told_on", "reaction"])
    else:
        telling.add(household, reaction, on=on, by=by, at=at, exchange=locked)
    telling.write(household, to, on=on, by=by, at=at, exchange=locked)
    audit.record(
        "family_told_of_sharing",
        by=by,
        at=at,
        household=household.ref,
        subject=f"exchange:{shared.pk}",
    )


@transaction.atomic
def postpone(
    shared: Exchange, *, until: date, reason: str, by: Account, at: datetime
) -> Postponement:
    """Put off telling the family: a later day, and why it cannot be sooner (Wmo 5.3.1)."""
    household = shared.household
    door.require(by, Permission.DATA_SHARE, household, at=at)
    locked = Exchange.objects.select_for_update(of=("self",)).get(pk=shared.pk)
    first_no(
        telling.judge_who(household, locked.sender_id, by=by, at=at),
        dossier_rules.is_unchanged(seen=0, current=int(locked.told_on is not None)),
        rules.may_postpone(
            today=day_of(at), tell_by=locked.tell_by or day_of(at), until=until, reason=reason
        ),
    ).or_refuse()
    put_off = Postponement.objects.create(
        household=household,
        exchange=shared,
        until=until,
        reason=reason,
        recorded_at=at,
        recorded_by=by,
    )
    Exchange.objects.filter(pk=shared.pk).update(tell_by=until)
    audit.record(
        "telling_postponed",
        by=by,
        at=at,
        household=household.ref,
        subject=f"exchange:{shared.pk}",
    )
    return put_off
