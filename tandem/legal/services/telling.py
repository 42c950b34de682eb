"""Write to whom of the household something was told, and why somebody did not hear it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.db import transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.core.periods import day_of
from tandem.core.verdict import YES, first_no
from tandem.dossier import door
from tandem.dossier import rules as dossier_rules
from tandem.dossier.enums import Status
from tandem.dossier.services import households
from tandem.legal import rules
from tandem.legal.models import FamilyInformed, Measure, Reaction, ToldTo
from tandem.legal.rules import words
from tandem.legal.selectors import listeners as selectors
from tandem.legal.selectors import seconds
from tandem.network.models import Organization

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date, datetime

    from tandem.core.verdict import Rule, Verdict
    from tandem.dossier.models import Household, Person
    from tandem.legal.models import CoreDecision, Exchange
    from tandem.network.models import Account


@dataclass(frozen=True, slots=True)
class Listeners:
    """Who of the household heard it, and why the others did not."""

    heard: Sequence[Person]
    why_not: str = ""

    def are_new_to(self, thing: Exchange | CoreDecision | Measure) -> bool:
        """Whether somebody hears it who had not heard it before."""
        known = selectors.heard_by(thing)
        return any(one.pk not in known for one in self.heard)


def judge(
    household: Household,
    listeners: Listeners | None,
    *,
    rule: Rule,
    at: datetime,
    before: Exchange | CoreDecision | Measure | None = None,
) -> Verdict:
    """Judge whether this is a telling; without words on who, as a file carries it, it is one."""
    if listeners is None:
        return YES
    heard = {one.pk for one in listeners.heard} | selectors.heard_by(before)
    counting = {one.pk for one in selectors.counting(household, at=at)}
    owed = {one.pk for one in selectors.owed(household, at=at)}
    return rules.is_told_to(
        rule,
        counting=len(heard & counting),
        missing=len(owed - heard),
        why_not=listeners.why_not,
    )


def judge_who(household: Household, organization_id: int, *, by: Account, at: datetime) -> Verdict:
    """Judge whether somebody tells of their own, or is of the local team."""
    works = Organization.objects.filter(pk=organization_id, professionals=by.pk)
    return rules.is_theirs_to_tell(
        is_own=works.exists(), is_team=seconds.is_of_the_team(by, household, at=at)
    )


def add(  # noqa: PLR0913 - what was said later of one thing
    household: Household,
    reaction: str,
    *,
    what: str = "",
    on: date,
    by: Account,
    at: datetime,
    exchange: Exchange | None = None,
    decision: CoreDecision | None = None,
) -> None:
    """Add what was said later; what stands there stays."""
    if not reaction.strip() and not what.strip():
        return
    Reaction.objects.create(
        household=household,
        exchange=exchange,
        decision=decision,
        said_on=on,
        what=what.strip(),
        reaction=reaction.strip(),
        recorded_at=at,
        recorded_by=by,
    )


def write(  # noqa: PLR0913 - what was told of one thing, and to whom
    household: Household,
    listeners: Listeners | None,
    *,
    on: date,
    by: Account,
    at: datetime,
    exchange: Exchange | None = None,
    decision: CoreDecision | None = None,
    measure: Measure | None = None,
) -> None:
    """Add those who heard it, and of every adult who did not: why."""
    heard = selectors.presumed(household, at=at) if listeners is None else listeners.heard
    of = {"household": household, "exchange": exchange, "decision": decision, "measure": measure}
    new = {"recorded_at": at, "recorded_by": by}
    for person in heard:
        row, is_new = ToldTo.objects.get_or_create(
            **of, person=person, defaults={"told_on": on} | new
        )
        if not is_new and row.told_on is None:
            row.told_on, row.why_not = on, ""
            row.recorded_at, row.recorded_by = at, by
            row.save()
    if listeners is None or not listeners.why_not.strip():
        return
    for person in selectors.owed(household, at=at):
        ToldTo.objects.get_or_create(
            **of, person=person, defaults={"why_not": listeners.why_not.strip()} | new
        )


@transaction.atomic
def tell_family(  # noqa: PLR0913 - one short conversation: about whom, when, what, the reaction
    household: Household,
    organization: Organization,
    *,
    on: date,
    what: str,
    to: Listeners,
    reaction: str = "",
    by: Account,
    at: datetime,
) -> FamilyInformed:
    """Record who was told of an organization taking part, and why not others (INV-08, TELL-14)."""
    door.require(by, Permission.CONSENT_RECORD, household, at=at)
    home, due = households.locked(household), selectors.due(household, on=on)
    first_no(
        dossier_rules.is_open(is_ended=home.status == Status.ENDED),
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        words.family_heard(
            heard=[one.pk for one in to.heard],
            due={one.pk: one.first_name for one in due},
            why_not=to.why_not,
        ),
    ).or_refuse()
    told = FamilyInformed.objects.create(
        household=household,
        organization=organization,
        informed_on=on,
        what=what,
        reaction=reaction,
        recorded_at=at,
        recorded_by=by,
    )
    heard, new = {one.pk for one in to.heard}, {"recorded_at": at, "recorded_by": by}
    ToldTo.objects.bulk_create(
        [
            ToldTo(household=household, informed=told, person=one, told_on=on, **new)
            for one in to.heard
        ]
        + [
            ToldTo(
                household=household, informed=told, person=one, why_not=to.why_not.strip(), **new
            )
            for one in due
            if one.pk not in heard
        ]
    )
    audit.record(
        "family_told", by=by, at=at, household=household.ref, subject=f"org:{organization.pk}"
    )
    return told


@transaction.atomic
def tell_of_measure(
    measure: Measure, *, on: date, to: Listeners, by: Account, at: datetime
) -> None:
    """Record who heard of a measure without a core decision; only they read it on their page."""
    home = households.locked(measure.household)
    door.require(by, Permission.MEASURE_RECORD, home, at=at)
    locked = Measure.objects.select_for_update(of=("self",)).get(pk=measure.pk)
    is_seen = locked.core_decision_id is None and to.are_new_to(locked)
    first_no(
        dossier_rules.not_in_the_future(on, today=day_of(at)),
        dossier_rules.is_unchanged(seen=0, current=int(not is_seen)),
        judge(home, to, rule=rules.LEGAL_56, at=at, before=locked),
    ).or_refuse()
    write(home, to, on=on, by=by, at=at, measure=locked)
    subject = f"measure:{measure.pk}"
    audit.record("family_told_of_measure", by=by, at=at, household=home.ref, subject=subject)
