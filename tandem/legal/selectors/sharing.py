"""Reads for sharing without consent: what the rules ask about a household, and what was shared."""

from __future__ import annotations

from typing import TYPE_CHECKING

from django.db.models import Prefetch, Q, QuerySet

from tandem.core.periods import day_of
from tandem.dossier.enums import POWER_FORMS, Origin
from tandem.legal import rules
from tandem.legal.enums import Answer, Direction, MeasureKind, RecipientKind
from tandem.legal.models import (
    Consent,
    Exchange,
    Measure,
    Postponement,
    Reaction,
    SharingConsent,
    SharingRefusal,
    ToldTo,
)
from tandem.legal.selectors import words
from tandem.legal.selectors.choices import sees_all
from tandem.legal.selectors.grounds import measure_periods
from tandem.legal.selectors.requests import minors_of
from tandem.network.models import Account, Organization

if TYPE_CHECKING:
    from datetime import date, datetime

    from tandem.dossier.models import Entry, Household, Report


def employer_of(account: Account) -> Organization:
    """The organization for which somebody acts: the pilot itself has no ground of its own."""
    return Organization.objects.get(professionals=account.pk)


def everybody_consents(household: Household, organization: Organization, *, at: datetime) -> bool:
    """Whether everybody who answers for themselves now says yes to the organization."""
    day = day_of(at)
    asked = {
        person.pk
        for person in household.persons.order_by("id")
        if (person.left_on is None or day < person.left_on) and person.age(day) >= rules.DECIDES_TOO
    }
    said_yes = set(
        Consent.objects.filter(
            Q(until=None) | Q(until__gt=day),
            Q(ended_at=None) | Q(ended_at__gt=at),
            household=household,
            answer=Answer.YES,
            organizations=organization,
            given_on__lte=day,
        )
        .order_by("id")
        .values_list("person_id", flat=True)
    )
    return bool(asked) and asked <= said_yes


def said_to_sharing(
    household: Household, organization: Organization | None, who: str, *, at: datetime
) -> rules.Words:
    """What the family said to telling one recipient something: the last word of each counts."""
    day, who = day_of(at), who.strip().casefold()
    counts = _counting(household, at=at)
    last: dict[tuple[int, int, str], SharingConsent] = {}
    found = household.sharing_consents.filter(direction=Direction.GIVE, given_on__lte=day)
    for one in found.order_by("given_on", "id"):
        by_name = bool(one.source) and bool(who) and one.source.strip().casefold() in who
        if by_name or (organization is not None and one.organization_id == organization.pk):
            last[one.person_id, one.given_by_id, one.purpose.strip().casefold()] = one
    return rules.Words(
        yes=tuple(one.purpose for one in last.values() if one.pk in counts),
        said_no=any(one.answer == Answer.NO for one in last.values()),
    )


def gives_of(household: Household, *, at: datetime) -> list[SharingConsent]:
    """Every yes that counts now to tell somebody something, oldest first."""
    given = household.sharing_consents.filter(
        direction=Direction.GIVE, pk__in=_counting(household, at=at)
    )
    return list(given.select_related("person", "organization").order_by("given_on", "id"))


def _counting(household: Household, *, at: datetime) -> list[int]:
    """Each yes to share that counts now, after the last words of everybody who decides."""
    return [pk for pk, verdict in words.judged(household, at=at).items() if verdict]


def sources_of(
    household: Household, *, at: datetime, of: Entry | None = None
) -> QuerySet[SharingConsent]:
    """Each yes that counts now to ask somebody something; and what an entry already stands on."""
    asked = household.sharing_consents.filter(direction=Direction.ASK, answer=Answer.YES)
    now = Q(pk__in=_counting(household, at=at))
    if of is not None:
        now |= Q(entries__entry=of)
    return asked.filter(now).distinct().select_related("person", "organization").order_by("id")


def sources_of_report(household: Household, report: Report) -> list[SharingConsent]:
    """The consents on which a report stands, that ran when it was sent."""
    if report.sent_at is None:
        return []
    ran = sources_of(household, at=report.sent_at)
    return list(ran.filter(pk__in=report.sources.values("consent_id")))


def task_of_somebody(household: Household, recipient: str, *, on: date) -> rules.Task:
    """What any organization of the kind does for this household on the day, at best."""
    kind = rules.IN_OUR_NETWORK.get(RecipientKind(recipient))
    return rules.Task(
        organization_kind=kind or "",
        is_involved=True,
        executes_supervision=_supervisions(household, on=on).exists(),
        powers_run=_powers_run(household, on=on),
    )


def _supervisions(household: Household, *, on: date) -> QuerySet[Measure]:
    """Supervision orders that were confirmed and that an organization carries out on the day."""
    return Measure.objects.filter(
        Q(confirmed_at__isnull=False) | Q(origin=Origin.CASE_FILE),
        Q(since=None) | Q(since__lte=on),
        Q(until=None) | Q(until__gt=on),
        household=household,
        kind=MeasureKind.OTS,
        decided_on__lte=on,
        executed_by__isnull=False,
    )


def supervised(household: Household, organization: Organization | None, *, on: date) -> set[int]:
    """The children that an organization supervises on the day.

    An order that came without children is one of every minor here (the old system).
    """
    found: set[int] = set()
    orders = _supervisions(household, on=on).filter(executed_by=organization)
    for order in orders.prefetch_related("children").order_by("id"):
        named = {child.pk for child in order.children.all()}
        found |= named or set(minors_of(household, on=on).values_list("pk", flat=True))
    return found


def task_of(household: Household, organization: Organization | None, *, on: date) -> rules.Task:
    """What an organization does for this household on the day."""
    powers_run = _powers_run(household, on=on)
    if organization is None:
        return rules.Task(powers_run=powers_run)
    supervision = _supervisions(household, on=on).filter(executed_by=organization)
    involved = household.involvements.open(on=on).filter(organization=organization, anonymous=False)
    return rules.Task(
        organization_kind=organization.kind,
        is_involved=organization.pk == household.pilot.local_team_id or involved.exists(),
        executes_supervision=supervision.exists(),
        powers_run=powers_run,
    )


def _powers_run(household: Household, *, on: date) -> bool:
    """Whether anybody uses powers for this household on the day, or a measure runs."""
    by_power = household.involvements.open(on=on).filter(form__in=POWER_FORMS)
    return by_power.exists() or any(period.has(on) for period in measure_periods(household))


def youngest(household: Household, *, on: date) -> int | None:
    """The age of the youngest of the household on the day; None when nobody is there."""
    ages = [
        person.age(on)
        for person in household.persons.order_by("id")
        if person.left_on is None or on < person.left_on
    ]
    return min(ages, default=None)


def recipients(household: Household, kind: str) -> QuerySet[Organization]:
    """Organizations of this kind that can be chosen: those of the region; or who helps here."""
    known = rules.IN_OUR_NETWORK.get(RecipientKind(kind))
    found = Organization.objects.filter(region=household.pilot.region_id)
    if known is not None:
        return found.filter(kind=known).order_by("name", "id")
    helps = Q(pilots=household.pilot_id) | Q(pk=household.pilot.local_team_id)
    return found.filter(helps).distinct().order_by("name", "id")


_BY_AGE = ("person__born_on", "id")


def exchanges_of(household: Household) -> QuerySet[Exchange]:
    """Everything that was shared without consent, newest first."""
    return (
        Exchange.objects.filter(household=household)
        .select_related("organization", "sender", "shared_by")
        .prefetch_related(
            "about",
            Prefetch("postponements", Postponement.objects.order_by("id")),
            Prefetch("told_to", ToldTo.objects.select_related("person").order_by(*_BY_AGE)),
            Prefetch("reactions", Reaction.objects.select_related("recorded_by").order_by("id")),
        )
        .order_by("-shared_at", "-id")
    )


def exchanges_to_tell(household: Household, *, by: Account) -> QuerySet[Exchange]:
    """Exchanges that somebody may write on: a partner only what its own organization shared."""
    found = exchanges_of(household)
    return found if sees_all(household) else found.filter(sender__professionals=by.pk)


def exchanges_told(household: Household) -> QuerySet[Exchange]:
    """What the family may read: only what they were told (DSR-07)."""
    return exchanges_of(household).filter(told_on__isnull=False)


def refusals_of(household: Household) -> QuerySet[SharingRefusal]:
    """Every time a rule kept somebody from sharing, newest first."""
    return (
        SharingRefusal.objects.filter(household=household)
        .select_related("sender", "recorded_by")
        .order_by("-recorded_at", "-id")
    )
