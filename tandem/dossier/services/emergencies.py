"""Break-glass: two hours behind one door, told to the family, reviewed by somebody else."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import UTC, date, timedelta
from typing import TYPE_CHECKING

from django.conf import settings
from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.audit.models import Event
from tandem.core.periods import day_of
from tandem.dossier import door, rules, selectors
from tandem.dossier.models import Emergency, EmergencyTold
from tandem.dossier.models.rights import EMERGENCY_LASTS
from tandem.dossier.selectors import Identifiers, listeners
from tandem.dossier.services import keys
from tandem.dossier.services.households import folded
from tandem.network import door as network_door
from tandem.network.enums import OrganizationKind
from tandem.network.models import Account

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import datetime

    from tandem.core.verdict import Verdict
    from tandem.dossier.models import Household, Person


MISSED = "noodtoegang"  # how a miss stands in the trail


@dataclass(frozen=True, slots=True)
class Need:
    """Which household, named exactly, and why now."""

    kind: str
    reason: str
    ref: str = ""
    name: str = ""
    born_on: date | None = None
    article: str = ""


@transaction.atomic
def break_glass(need: Need, *, by: Account, at: datetime) -> str:
    """Open one door for two hours; return its reference, or nothing when there is no such door.

    Nothing means: absent, barred, of a region where one does not work, or of a family that said no,
    let this organization go of late, or does not know of the Raad. Which of these, nobody is told:
    it would say that there is a dossier, and that a family spoke. That somebody tried is recorded.
    """
    if not network_door.assignments_with(by, Permission.EMERGENCY_OPEN, at=at).exists():
        raise network_door.NotFound
    # Before anything is looked for: this no says nothing of any household.
    _is_pressing(need, is_team=selectors.is_of_a_team(by, at=at), by=by).or_refuse()
    # Two at once wait for each other: the second finds the first, that nobody reviewed yet.
    Account.objects.select_for_update(no_key=True).get(pk=by.pk)
    unreviewed = Emergency.objects.filter(opened_by=by, reviewed_at=None)
    rules.last_is_reviewed(unreviewed=unreviewed.exists()).or_refuse()
    _judge_tries(by, at=at).or_refuse()
    named = Identifiers(need.ref, sorted(set(folded(need.name))), need.born_on)
    found = selectors.knock(named, by=by, permission=Permission.EMERGENCY_OPEN, at=at)
    if found is None or found.is_barred or not _comes_in(need, found, by=by):
        known = need.ref.strip().upper() if found is None else found.ref
        audit.record_refused_look(known, by=by, at=at, subject=MISSED)
        return ""
    rules.has_no_key(has_key=found.has_key).or_refuse(household=found.ref)
    emergency = Emergency.objects.create(
        household_id=found.id,
        kind=need.kind,
        reason=need.reason.strip(),
        article=need.article,
        after_leaving=found.was_let_go,
        opened_at=at,
        opened_by=by,
        # Two hours on the clock of the world: two hours in the night in which our clock changes.
        until=at.astimezone(UTC) + EMERGENCY_LASTS,
    )
    keys.cut_for_emergency(emergency, ref=found.ref, by=by, at=at)
    audit.record(
        "emergency_opened",
        by=by,
        at=at,
        household=found.ref,
        subject=f"emergency:{emergency.pk}",
    )
    return found.ref


def _is_pressing(need: Need, *, is_team: bool, by: Account) -> Verdict:
    employer = by.professional.employer.kind
    return rules.is_pressing(
        kind=need.kind,
        article=need.article,
        reason=need.reason,
        employer=employer,
        is_team=is_team,
    )


def _comes_in(need: Need, found: selectors.Found, *, by: Account) -> bool:
    """Whether nothing in the household itself keeps the door shut; who asks learns of neither."""
    is_council = by.professional.employer.kind == OrganizationKind.RVDK
    known = rules.council_is_known(is_council=is_council, family_knows=found.family_knows)
    heard = rules.no_is_heard(kind=need.kind, said_no=found.said_no)
    here = rules.is_for_danger(kind=need.kind, was_let_go=found.was_let_go)
    return bool(known and heard and here and _is_pressing(need, is_team=found.is_team, by=by))


def _judge_tries(by: Account, *, at: datetime) -> Verdict:
    """Judge by how often somebody tried of late; whether it was there, plays no part."""
    misses = Event.objects.filter(
        actor_id=by.pk,
        event="household_refused",
        subject=MISSED,
        at__gt=at - timedelta(days=1),
    )
    lately = Emergency.objects.filter(opened_by=by, opened_at__gt=at - timedelta(days=7))
    return rules.may_try_again(
        misses=misses.count(),
        taken=lately.count(),
        most_misses=settings.EMERGENCY_MISSES_A_DAY,
        most_taken=settings.EMERGENCIES_A_WEEK,
    )


@transaction.atomic
def tell(
    emergency: Emergency,
    *,
    on: date,
    to: Iterable[Person] | None = None,
    by: Account,
    at: datetime,
) -> None:
    """Record who of the family heard who was in their dossier, and why.

    Who stands here reads it on the own page, and nobody else. The first day stays.
    """
    home = _of(emergency, by=by, at=at)
    rules.not_in_the_future(on, today=day_of(at)).or_refuse()
    heard = listeners.presumed(home, at=at) if to is None else list(to)
    counting = {one.pk for one in listeners.counting(home, at=at)}
    if to is not None:
        rules.somebody_heard(counting & {one.pk for one in heard}).or_refuse()
    locked = Emergency.objects.select_for_update(of=("self",)).get(pk=emergency.pk)
    locked.told_on, locked.told_by = locked.told_on or on, locked.told_by or by
    locked.save(update_fields=["told_on", "told_by"])
    for person in heard:
        EmergencyTold.objects.get_or_create(
            household=home,
            emergency=locked,
            person=person,
            defaults={"told_on": on, "recorded_at": at, "recorded_by": by},
        )
    audit.record(
        "family_told_of_emergency",
        by=by,
        at=at,
        household=home.ref,
        subject=f"emergency:{emergency.pk}",
    )


@transaction.atomic
def postpone(emergency: Emergency, *, until: date, reason: str, by: Account, at: datetime) -> None:
    """Tell the family later: with a reason, and a day on which they do hear it."""
    home = _of(emergency, by=by, at=at)
    # Counted from the emergency itself: putting it off again and again does not get past it.
    today = day_of(emergency.opened_at)
    rules.may_postpone(until=until, reason=reason, today=today).or_refuse()
    rules.may_postpone(until=until, reason=reason, today=day_of(at)).or_refuse()
    Emergency.objects.filter(pk=emergency.pk).update(
        postponed_until=until, postpone_reason=reason.strip(), postponed_by=by
    )
    audit.record(
        "emergency_told_later",
        by=by,
        at=at,
        household=home.ref,
        subject=f"emergency:{emergency.pk}",
    )


@transaction.atomic
def review(emergency: Emergency, outcome: str, findings: str, *, by: Account, at: datetime) -> None:
    """Say as a second person whether it was needed, and why."""
    home = _of(emergency, by=by, at=at)
    locked = Emergency.objects.select_for_update(of=("self",)).get(pk=emergency.pk)
    rules.may_review(
        is_opener=locked.opened_by_id == by.pk,
        is_reviewed=locked.reviewed_at is not None,
        findings=findings,
    ).or_refuse()
    locked.outcome, locked.findings = outcome, findings.strip()
    locked.reviewed_at, locked.reviewed_by = at, by
    locked.save(update_fields=["outcome", "findings", "reviewed_at", "reviewed_by"])
    audit.record(
        "emergency_reviewed",
        by=by,
        at=at,
        household=home.ref,
        subject=f"emergency:{emergency.pk}",
    )


def _of(emergency: Emergency, *, by: Account, at: datetime) -> Household:
    home = emergency.household
    door.require(by, Permission.EMERGENCY_REVIEW, home, at=at)
    return home
