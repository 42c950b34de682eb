"""Picking looks that somebody has to judge, and judging them (T-14, NEN 7513).

A log that nobody reads protects nobody. Each day the trail of the day before is read: what stands
out, and now and then an ordinary day, becomes a point that a second person judges with a reason.
"""

from __future__ import annotations

import hmac
from collections import defaultdict
from dataclasses import replace
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from django.conf import settings
from django.db import connection, transaction

from tandem.access.permissions import Permission
from tandem.audit import services as audit
from tandem.audit.enums import Purpose
from tandem.core.periods import day_of, start_of
from tandem.core.workdays import after_workdays, is_workday
from tandem.dossier import rules
from tandem.dossier.enums import LookSignal
from tandem.dossier.models import Bar, Household, LookReview, Person
from tandem.dossier.rules import DayOfLooks
from tandem.network import door as network_door
from tandem.network.models import Account

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence
    from datetime import date, datetime

WORKDAYS_TO_JUDGE = 5
ONE_IN = 400
ASKED_AGAIN_AFTER = 28
# What stays true as long as somebody keeps looking.
_GOES_ON = frozenset({LookSignal.SAME_NAME, LookSignal.NO_WORK})
# One row per account and household: what the trail of the day says, and what we know of them.
_DAY = """
WITH looked AS (
  SELECT e.actor_id, e.household_ref,
         count(*) AS times,
         count(*) FILTER (WHERE e.outcome = 8) AS knocks,
         bool_or(e.is_emergency) AS emergency,
         bool_or(extract(hour FROM e.at AT TIME ZONE 'Europe/Amsterdam') NOT BETWEEN 7 AND 20)
           AS at_night
    FROM audit_event e
   WHERE e.at >= %(since)s AND e.at < %(until)s AND e.household_ref <> ''
     AND e.actor_id IS NOT NULL AND e.purpose <> 'own' AND e.kind IN ('look', 'refusal')
     AND e.event IN ('household_looked_at', 'household_refused')
   GROUP BY e.actor_id, e.household_ref
), busy AS (
  SELECT actor_id, max(households) AS in_an_hour FROM (
    SELECT e.actor_id, count(DISTINCT e.household_ref) AS households
      FROM audit_event e
     WHERE e.at >= %(since)s AND e.at < %(until)s AND e.event = 'household_looked_at'
     GROUP BY e.actor_id, date_trunc('hour', e.at)) AS hours
   GROUP BY actor_id
)
SELECT l.actor_id, h.id, l.times, l.knocks, l.emergency, l.at_night,
       coalesce(b.in_an_hour, 0),
       EXISTS (SELECT FROM audit_event c WHERE c.household_ref = l.household_ref
                 AND c.actor_id = l.actor_id AND c.kind = 'change'
                 AND c.at >= %(lately)s AND c.at < %(soon)s)
       OR EXISTS (SELECT FROM dossier_contactperson p WHERE p.household_id = h.id
                 AND p.account_id = l.actor_id AND p.since <= %(day)s
                 AND (p.until IS NULL OR p.until >= %(day)s))
       OR EXISTS (SELECT FROM dossier_involvement i WHERE i.household_id = h.id
                 AND i.professional_id = l.actor_id AND i.since <= %(day)s
                 AND (i.until IS NULL OR i.until >= %(day)s)),
       EXISTS (SELECT FROM dossier_key k WHERE k.household_id = h.id
                 AND k.account_id = l.actor_id),
       EXISTS (SELECT FROM dossier_bar x WHERE x.household_id = h.id
                 AND x.account_id = l.actor_id AND x.lifted_at IS NULL),
       (SELECT count(DISTINCT (d.at AT TIME ZONE 'Europe/Amsterdam')::date) FROM audit_event d
         WHERE d.household_ref = l.household_ref AND d.actor_id = l.actor_id
           AND d.event = 'household_looked_at' AND d.at >= %(month)s AND d.at < %(until)s)
  FROM looked l JOIN dossier_household h ON h.ref = l.household_ref
  LEFT JOIN busy b ON b.actor_id = l.actor_id
 ORDER BY l.actor_id, h.id
"""


@transaction.atomic
def pick(day: date, *, by: Account | None, at: datetime) -> int:
    """Pick what has to be judged of a day; say how many. `by` is nobody when it goes by itself."""
    found = list(_once(_judged(day), _lately(day)))
    homes = Household.objects.filter(pk__in={household for _, household, *_ in found})
    places = {pk: (pilot, ref) for pk, pilot, ref in homes.values_list("pk", "pilot", "ref")}
    picked = [
        LookReview(
            household_id=household,
            pilot_id=places[household][0],
            reference=places[household][1],
            account_id=account,
            looked_on=day,
            times=times,
            signals=[reason.value for reason in reasons],
            due_on=after_workdays(day_of(at), WORKDAYS_TO_JUDGE),
        )
        for account, household, times, reasons in found
    ]
    LookReview.objects.bulk_create(picked, ignore_conflicts=True)
    audit.record("looks_picked", by=by, at=at, subject=f"day {day}")
    return len(picked)


type _Found = tuple[int, int, int, tuple[LookSignal, ...]]


def _judged(day: date) -> Iterator[_Found]:
    rows = _read(day)
    people = _names(rows)
    for account, household, times, facts in rows:
        same_name = not people[account].isdisjoint(people[-household])
        reasons = rules.signals(replace(facts, same_name=same_name))
        if not reasons and _by_lot(day, account, household):
            reasons = (LookSignal.SAMPLE,)
        if reasons:
            yield account, household, times, reasons


def _read(day: date) -> list[tuple[int, int, int, DayOfLooks]]:
    since, until = start_of(day), start_of(day + timedelta(days=1))
    values: dict[str, Any] = {
        "day": day,
        "since": since,
        "until": until,
        "month": start_of(day - timedelta(days=29)),
        "lately": start_of(day - timedelta(days=29)),
        "soon": start_of(day + timedelta(days=3)),
    }
    with connection.cursor() as cursor:
        cursor.execute(_DAY, values)
        found = cursor.fetchall()
    day_off = not is_workday(day)
    return [_facts(row, day_off=day_off) for row in found]


def _facts(row: Sequence[Any], *, day_off: bool) -> tuple[int, int, int, DayOfLooks]:
    account, household, times, knocks, emergency, at_night, busy, works, had_key, barred, days = row
    facts = DayOfLooks(
        works_here=works,
        barred=barred,
        emergency=emergency,
        odd_hours=at_night or day_off,
        had_key=had_key,
        knocks=knocks,
        days=days,
        in_an_hour=busy,
    )
    return account, household, times, facts


def _names(rows: Iterable[tuple[int, int, int, DayOfLooks]]) -> dict[int, frozenset[str]]:
    """Family names per account, and per household under its number below zero."""
    accounts = {account for account, *_ in rows}
    households = {household for _, household, *_ in rows}
    found: defaultdict[int, frozenset[str]] = defaultdict(frozenset)
    for pk, name in Account.objects.filter(pk__in=accounts).values_list("pk", "name"):
        found[pk] = rules.surnames(name)
    people = Person.objects.filter(household__in=households).values_list("household", "name")
    for household, name in people:
        found[-household] |= rules.surnames(name)
    return found


def _lately(day: date) -> set[tuple[int, int]]:
    """Who was asked about which household in the weeks before."""
    since = day - timedelta(days=ASKED_AGAIN_AFTER)
    asked = LookReview.objects.filter(looked_on__gt=since, looked_on__lt=day)
    return set(asked.values_list("account", "household"))


def _once(found: Iterable[_Found], lately: set[tuple[int, int]]) -> Iterator[_Found]:
    """Ask once: not per household of one rush, and not each day about what goes on for weeks."""
    rushed: set[int] = set()
    for account, household, times, reasons in found:
        if reasons == (LookSignal.MANY,):
            if account in rushed:
                continue
            rushed.add(account)
        elif _GOES_ON.issuperset(reasons) and (account, household) in lately:
            continue
        yield account, household, times, reasons


def _by_lot(day: date, account: int, household: int) -> bool:
    """Whether the lot falls on an ordinary day; nobody who lacks the key can tell beforehand."""
    text = f"look {day} {account} {household}".encode()
    drawn = hmac.digest(settings.SECRET_KEY.encode(), text, "sha256")
    return int.from_bytes(drawn[:8]) % ONE_IN == 0


@transaction.atomic
def judge(look: LookReview, *, outcome: str, explanation: str, by: Account, at: datetime) -> None:
    """Say whether somebody looked rightly, and why."""
    pilot = look.pilot
    network_door.require(by, Permission.RIGHTS_REVIEW, region=pilot.region, pilot=pilot, at=at)
    locked = LookReview.objects.select_for_update(of=("self",)).get(pk=look.pk)
    rules.may_judge_look(is_own=locked.account_id == by.pk).or_refuse()
    barred = Bar.objects.running().filter(account=by, household=locked.household_id)
    rules.may_hold_key(is_barred=barred.exists(), is_active=True).or_refuse()
    rules.look_is_open(is_judged=locked.reviewed_at is not None).or_refuse()
    rules.look_is_explained(explanation).or_refuse()
    locked.outcome, locked.explanation = outcome, explanation.strip()
    locked.reviewed_at, locked.reviewed_by = at, by
    locked.save(update_fields=["outcome", "explanation", "reviewed_at", "reviewed_by"])
    entry = audit.Entry(
        "look_judged",
        look.reference,
        f"look:{look.pk}",
        purpose=Purpose.SUPERVISION,
    )
    audit.record_entry(entry, by=by, at=at)
